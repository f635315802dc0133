#include "law/regulation.hpp"

#include <algorithm>
#include <set>

namespace pendopo::law {

namespace {

const std::vector<std::string> norm_kinds{"duty",        "requirement", "permission", "power",      "principle", "purpose",
                                          "enumeration", "prohibition", "sanction",   "transition", "funding",   "deleted"};
const std::vector<std::string> checks{"automatic", "record", "none"};
const std::vector<std::string> conflict_kinds{"contradiction", "overlap", "gap", "scope"};
const std::vector<std::string> strain_kinds{"text", "judged", "world", "outside", "choice"};
const std::vector<std::pair<std::string, Change>> changes{
    {"added", Change::added}, {"changed", Change::changed}, {"deleted", Change::deleted}, {"unchanged", Change::unchanged}};

/// Reads one catalogue, keeping every mistake.
class Reader {
public:
    Reader(std::string_view file, const yaml::Node& root) : file_(file), root_(root) {}

    Result<Regulation> read() {
        mistakes_.only(root_, "regulation file", {"regulation", "definitions", "norms", "conflicts"});
        const yaml::Node* about = root_.find("regulation");
        if (about == nullptr || !about->is_map()) {
            mistakes_.add(root_.place, "declaration.missing", {{"key", "regulation"}}, "a regulation file says what it is under `regulation`");
            return fail(std::move(mistakes_.problems));
        }
        metadata(*about);
        each_item(root_, "definitions", [&](const yaml::Node& node) { definition(node); });
        each_item(root_, "norms", [&](const yaml::Node& node) { norm(node); });
        each_item(root_, "conflicts", [&](const yaml::Node& node) { conflict(node); });
        if (!mistakes_.none()) {
            return fail(std::move(mistakes_.problems));
        }
        return std::move(regulation_);
    }

private:
    template <class Function>
    void each_item(const yaml::Node& parent, std::string_view key, Function&& function) {
        const yaml::Node* list = parent.find(key);
        if (list == nullptr || list->kind == yaml::Kind::null) {
            return;
        }
        if (!list->is_list()) {
            mistakes_.add(list->place, "declaration.not_a_list", {{"key", std::string(key)}}, fmt::format("`{}` is a list", key));
            return;
        }
        for (const yaml::Node& item : list->items) {
            if (item.is_map()) {
                function(item);
            } else {
                mistakes_.add(item.place, "declaration.not_a_map", {{"key", std::string(key)}}, fmt::format("each item of `{}` has keys of its own", key));
            }
        }
    }

    std::string required(const yaml::Node& node, std::string_view key) {
        std::string text = node.text(key);
        if (text.empty()) {
            mistakes_.add(node.place, "declaration.missing", {{"key", std::string(key)}}, fmt::format("`{}` is missing", key));
        }
        return text;
    }

    std::string one_of(const yaml::Node& node, std::string_view key, const std::vector<std::string>& known) {
        std::string word = required(node, key);
        if (!word.empty() && std::ranges::find(known, word) == known.end()) {
            mistakes_.unknown(node.find(key)->place, key, word, known);
        }
        return word;
    }

    int number(const yaml::Node& node, std::string_view key) {
        const std::string text = required(node, key);
        if (text.empty()) {
            return 0;
        }
        const bool digits = text.size() <= 6 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
        if (!digits) {
            mistakes_.add(node.find(key)->place, "declaration.not_a_number", {{"value", text}}, fmt::format("`{}` is a whole number", key));
            return 0;
        }
        return std::stoi(text);
    }

    std::optional<Date> date(const yaml::Node& node, std::string_view key) {
        const std::string text = node.text(key);
        if (text.empty()) {
            return {};
        }
        const auto day = parse_date(text);
        if (!day) {
            mistakes_.add(node.find(key)->place, "declaration.not_a_date", {{"value", text}}, fmt::format("`{}` is a date such as 2024-03-01", key));
        }
        return day;
    }

    Change change(const yaml::Node& node) {
        const std::string word = node.text("change");
        if (word.empty()) {
            return Change::none;
        }
        for (const auto& [name, value] : changes) {
            if (name == word) {
                return value;
            }
        }
        mistakes_.unknown(node.find("change")->place, "change", word, {"added", "changed", "deleted", "unchanged"});
        return Change::none;
    }

    Text both(const yaml::Node& node, std::string_view id, std::string_view en) { return {node.text(id), node.text(en)}; }

    void metadata(const yaml::Node& node) {
        mistakes_.only(node, "regulation",
                       {"id", "slug", "region", "region_kind", "region_code", "timezone", "head", "instrument", "number", "year", "title", "enacted",
                        "promulgated", "amends", "repeals", "legal_basis", "domain", "roles", "chapters"});
        Regulation& r = regulation_;
        r.id = required(node, "id");
        r.slug = required(node, "slug");
        r.region = required(node, "region");
        r.region_kind = node.text("region_kind");
        r.region_code = node.text("region_code");
        r.head = node.text("head");
        r.instrument = node.text("instrument");
        r.title = required(node, "title");
        r.number = number(node, "number");
        r.year = number(node, "year");
        r.enacted = date(node, "enacted");
        r.promulgated = date(node, "promulgated");
        r.amends = node.text("amends");
        r.repeals = node.texts("repeals");
        r.legal_basis = node.texts("legal_basis");
        r.domain = node.text("domain");
        r.timezone = node.text("timezone", "Asia/Jakarta");
        if (!zone_offset(r.timezone)) {
            mistakes_.unknown(node.find("timezone")->place, "timezone", r.timezone, {"Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"});
        }
        if (const yaml::Node* roles = node.find("roles"); roles != nullptr) {
            for (const auto& [role, name] : roles->entries) {
                r.roles.emplace(role, name.scalar);
            }
        }
        each_item(node, "chapters", [&](const yaml::Node& chapter) {
            mistakes_.only(chapter, "chapter", {"key", "title"});
            r.chapters.push_back({required(chapter, "key"), chapter.both("title")});
        });
    }

    void definition(const yaml::Node& node) {
        mistakes_.only(node, "definition", {"term", "ref", "gloss_id", "gloss_en", "change"});
        regulation_.definitions.push_back({required(node, "term"), node.text("ref"), both(node, "gloss_id", "gloss_en"), change(node)});
    }

    void norm(const yaml::Node& node) {
        mistakes_.only(node, "norm", {"id",       "chapter", "kind",     "modality",      "actor",         "system",   "id_text",  "en_text",
                                      "contents", "period",  "deadline", "deadline_from", "deadline_text", "triggers", "approval", "evidence",
                                      "check",    "refs",    "note",     "change",        "sanctionable",  "rules"});
        Norm norm;
        norm.id = required(node, "id");
        norm.full_id = regulation_.id + ":" + norm.id;
        if (!norm.id.empty() && !ids_.insert(norm.id).second) {
            mistakes_.add(node.find("id")->place, "declaration.repeated", {{"key", norm.id}}, "norm " + norm.id + " stands twice");
        }
        norm.chapter = node.text("chapter");
        norm.kind = one_of(node, "kind", norm_kinds);
        norm.modality = node.text("modality");
        norm.actors = node.texts("actor");
        norm.system = node.text("system");
        norm.text = both(node, "id_text", "en_text");
        norm.approval = node.text("approval");
        norm.evidence = node.text("evidence");
        norm.check = one_of(node, "check", checks);
        norm.note = node.text("note");
        norm.refs = node.texts("refs");
        norm.triggers = node.texts("triggers");
        norm.change = change(node);
        norm.sanctionable = node.flag("sanctionable");
        limits(node, norm);
        contents(node, norm);
        each_item(node, "rules", [&](const yaml::Node& rule) { binding(rule, norm); });
        regulation_.norms.push_back(std::move(norm));
    }

    void limits(const yaml::Node& node, Norm& norm) {
        norm.period = node.text("period");
        norm.deadline = node.text("deadline");
        norm.deadline_from = node.text("deadline_from");
        norm.deadline_text = node.both("deadline_text");
        for (const auto& [key, value] : {std::pair{"period", &norm.period}, std::pair{"deadline", &norm.deadline}}) {
            if (!value->empty() && !parse_duration(*value)) {
                mistakes_.add(node.find(key)->place, "declaration.not_a_duration", {{"value", *value}},
                              fmt::format("`{}` is a length of time such as 2y, 6m, 14d or 24h", key));
            }
        }
    }

    void contents(const yaml::Node& node, Norm& norm) {
        const yaml::Node* list = node.find("contents");
        if (list == nullptr || list->kind == yaml::Kind::null) {
            return;
        }
        std::set<std::string> codes;
        for (const yaml::Node& item : list->items) {
            Content content;
            if (item.is_map()) {
                mistakes_.only(item, "content", {"code", "id", "en"});
                content = {item.text("code"), both(item, "id", "en")};
            } else {
                content.text = {item.scalar, item.scalar};
            }
            if (!content.code.empty() && !codes.insert(content.code).second) {
                mistakes_.add(item.place, "declaration.repeated", {{"key", content.code}}, "content " + content.code + " stands twice");
            }
            norm.contents.push_back(std::move(content));
        }
    }

    void binding(const yaml::Node& node, Norm& norm) {
        mistakes_.only(node, "binding", {"rule", "with", "prevents", "strain"});
        Binding binding;
        binding.rule = required(node, "rule");
        binding.place = node.place;
        binding.prevents = node.flag("prevents", true);
        if (const yaml::Node* with = node.find("with"); with != nullptr && with->kind != yaml::Kind::null) {
            if (!with->is_map()) {
                mistakes_.add(with->place, "declaration.not_a_map", {{"key", "with"}}, "`with` gives values to parameters by name");
            }
            binding.with = *with;
        }
        binding.with.kind = yaml::Kind::map;
        if (const yaml::Node* strain = node.find("strain"); strain != nullptr) {
            mistakes_.only(*strain, "strain", {"kind", "says"});
            binding.strain_kind = one_of(*strain, "kind", strain_kinds);
            binding.strain = strain->text("says");
        }
        norm.bindings.push_back(std::move(binding));
    }

    void conflict(const yaml::Node& node) {
        mistakes_.only(node, "conflict", {"key", "kind", "norms", "says"});
        Conflict conflict{node.text("key"), one_of(node, "kind", conflict_kinds), node.texts("norms"), node.both("says")};
        if (conflict.key.empty()) {
            conflict.key = join(conflict.norms, "+");
        }
        if (!conflict_keys_.insert(conflict.key).second) {
            mistakes_.add(node.place, "declaration.repeated", {{"key", conflict.key}}, "conflict " + conflict.key + " stands twice");
        }
        for (const std::string& id : conflict.norms) {
            if (!ids_.contains(id)) {
                mistakes_.unknown(node.find("norms")->place, "norm", id, {ids_.begin(), ids_.end()});
            }
        }
        regulation_.conflicts.push_back(std::move(conflict));
    }

    std::string_view file_;
    const yaml::Node& root_;
    yaml::Mistakes mistakes_;
    Regulation regulation_;
    std::set<std::string> ids_, conflict_keys_;
};

}  // namespace

std::string Norm::article() const { return id.substr(0, id.find('/')); }

const Norm* Regulation::norm(std::string_view wanted) const {
    for (const Norm& norm : norms) {
        if (norm.id == wanted || norm.full_id == wanted) {
            return &norm;
        }
    }
    return nullptr;
}

Result<Regulation> read_regulation(std::string_view file, std::string_view content) {
    TRY(const auto root, yaml::parse(file, content));
    return Reader(file, root).read();
}

Result<std::vector<Regulation>> load_regulations(const Resources& resources) {
    std::vector<Regulation> regulations;
    std::vector<Problem> problems;
    for (const Resource& file : resources.below("regulations/", ".yaml")) {
        auto regulation = read_regulation(file.path, file.content);
        if (!regulation) {
            std::ranges::move(regulation.error().problems, std::back_inserter(problems));
            continue;
        }
        const auto same =
            std::ranges::find_if(regulations, [&](const Regulation& other) { return other.id == regulation->id || other.slug == regulation->slug; });
        if (same != regulations.end()) {
            problems.push_back({.code = "declaration.repeated",
                                .pointer = file.path,
                                .arguments = {{"key", regulation->id}},
                                .norms = {},
                                .detail = "another catalogue has the same id or slug"});
            continue;
        }
        regulations.push_back(*std::move(regulation));
    }
    if (!problems.empty()) {
        return fail(std::move(problems));
    }
    std::ranges::sort(regulations, {}, &Regulation::id);
    return regulations;
}

Result<std::vector<Office>> load_offices(const Resources& resources) {
    constexpr std::string_view file = "systems/general/offices.yaml";
    std::vector<Office> offices;
    const auto content = resources.find(file);
    if (!content) {
        return offices;
    }
    TRY(const auto root, yaml::parse(file, *content));
    yaml::Mistakes mistakes;
    mistakes.only(root, "offices file", {"offices"});
    if (const yaml::Node* list = root.find("offices"); list != nullptr) {
        for (const auto& [code, node] : list->entries) {
            mistakes.only(node, "office", {"label", "outside"});
            offices.push_back({code, node.both("label"), node.flag("outside")});
        }
    }
    if (!mistakes.none()) {
        return fail(std::move(mistakes.problems));
    }
    return offices;
}

}  // namespace pendopo::law
