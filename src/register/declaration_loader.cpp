// Reading systems/*/system.yaml and systems/*/registers/*.yaml into a catalogue.

#include "base/ids.hpp"
#include "register/declaration_reader.hpp"

namespace pendopo::registers {

using yaml::Mistakes;
using yaml::Node;

namespace {

const std::vector<std::string>& system_groups() {
    static const std::vector<std::string> groups{"planning", "services", "applications", "infrastructure", "security", "organisation", "oversight", "sectors"};
    return groups;
}

/// systems/<system>/registers/<register>.yaml
struct Path {
    std::string system, stem;
};
std::optional<Path> path_of(std::string_view file) {
    const auto parts = split(file, '/');
    if (parts.size() != 4 || parts[2] != "registers") {
        return {};
    }
    return Path{parts[1], parts[3].substr(0, parts[3].rfind('.'))};
}

void read_states(const Node& tree, Register& declaration, Mistakes& mistakes) {
    const Node* states = tree.find("states");
    if (states == nullptr || !states->is_map() || states->entries.empty()) {
        const Node& at = states != nullptr ? *states : tree;
        mistakes.add(at.place, "declaration.missing", {{"what", "states"}}, "a register has at least one state: a map of names and labels");
        return;
    }
    for (const auto& [name, node] : states->entries) {
        check_identifier(node, "state", name, mistakes);
        for (const char* ending : {"_on", "_by"}) {
            if (std::ranges::find(system_columns(), name + ending) != system_columns().end()) {
                mistakes.add(node.place, "declaration.reserved", {{"name", name}},
                             fmt::format("the state {} would need the field {}{}, which every register has; name it otherwise", name, name, ending));
            }
        }
        State state{name, read_both(node, "state " + name, mistakes), false};
        if (node.is_map()) {
            mistakes.only(node, "a state", {"id", "en", "closed"});
            state.closed = read_flag(node, "closed", mistakes);
        }
        declaration.states.push_back(std::move(state));
    }
}

void read_transitions(const Node& tree, Register& declaration, Mistakes& mistakes) {
    const Node* transitions = tree.find("transitions");
    if (transitions == nullptr) {
        return;
    }
    if (!transitions->is_map() && transitions->kind != yaml::Kind::null) {
        mistakes.add(transitions->place, "declaration.wrong_kind", {{"what", "transitions"}, {"expected", "a map"}}, "transitions must be a map of names");
        return;
    }
    for (const auto& [name, node] : transitions->entries) {
        check_identifier(node, "transition", name, mistakes);
        mistakes.only(node, "a transition", {"from", "to", "label", "by", "reason", "second_person", "asks"});
        Transition transition;
        transition.name = name;
        transition.from = read_words(node, "from", mistakes);
        transition.to = node.text("to");
        transition.label = read_label(node, "label", "transition " + name, true, mistakes);
        transition.by = read_roles(node, "by", mistakes);
        transition.reason = read_flag(node, "reason", mistakes);
        transition.second_person = read_flag(node, "second_person", mistakes);
        transition.asks = read_words(node, "asks", mistakes);
        for (const char* key : {"from", "to"}) {
            if (node.find(key) == nullptr) {
                mistakes.add(node.place, "declaration.missing", {{"what", key}}, fmt::format("transition {} has no {}", name, key));
            }
        }
        declaration.transitions.push_back(std::move(transition));
    }
}

void read_census(const Node& tree, Register& declaration, Mistakes& mistakes) {
    const Node* census = tree.find("census");
    if (census == nullptr) {
        return;
    }
    mistakes.only(*census, "census", {"confirm", "every"});
    Census read{read_roles(*census, "confirm", mistakes), census->text("every")};
    if (!parse_duration(read.every)) {
        const Node* every = census->find("every");
        mistakes.add(every != nullptr ? every->place : census->place, "declaration.bad_value", {{"what", "every"}, {"value", read.every}},
                     fmt::format("census.every \"{}\" is no duration such as 1y or 6m", read.every));
    }
    declaration.census = std::move(read);
}

void read_permissions(const Node& tree, Register& declaration, Mistakes& mistakes) {
    declaration.read = {"all"};
    declaration.write = {"ict_officer", "agency_officer"};
    const Node* permissions = tree.find("permissions");
    if (permissions == nullptr) {
        return;
    }
    mistakes.only(*permissions, "permissions", {"read", "write"});
    if (permissions->find("read") != nullptr) {
        declaration.read = read_roles(*permissions, "read", mistakes);
    }
    if (permissions->find("write") != nullptr) {
        declaration.write = read_roles(*permissions, "write", mistakes);
    }
}

/// A prefix of letters, digits, '.', '-' and '_', and {0000} at the end.
bool is_numbering(std::string_view text) {
    const auto open = text.find('{');
    if (open == std::string_view::npos || open > 40 || !text.ends_with('}')) {
        return false;
    }
    const auto digits = text.substr(open + 1, text.size() - open - 2);
    const bool plain = std::ranges::all_of(text.substr(0, open), [](unsigned char c) { return std::isalnum(c) != 0 || c == '.' || c == '-' || c == '_'; });
    return plain && !digits.empty() && digits.size() <= 12 && digits.find_first_not_of('0') == std::string_view::npos &&
           (open == 0 || std::isalnum(static_cast<unsigned char>(text.front())) != 0);
}

void read_numbering(const Node& tree, Register& declaration, Mistakes& mistakes) {
    const Node* numbering = tree.find("numbering");
    if (numbering == nullptr) {
        std::string prefix = declaration.name.substr(0, 40);
        std::ranges::transform(prefix, prefix.begin(), [](char c) { return c == '_' ? '-' : static_cast<char>(std::toupper(static_cast<unsigned char>(c))); });
        declaration.numbering = prefix + "-{0000}";
        return;
    }
    declaration.numbering = numbering->scalar;
    if (!is_numbering(numbering->scalar)) {
        mistakes.add(numbering->place, "declaration.bad_value", {{"what", "numbering"}, {"value", numbering->scalar}},
                     fmt::format("numbering \"{}\" must be a prefix and a padded number at its end, such as \"APL-{{0000}}\"", numbering->scalar));
    }
}

void check_names(const Node& tree, const Path& path, const Register& declaration, Mistakes& mistakes) {
    const Node& name = *tree.find("register");
    check_identifier(name, "register", declaration.name, mistakes);
    if (declaration.name != path.stem) {
        mistakes.add(name.place, "declaration.wrong_file", {{"name", declaration.name}},
                     fmt::format("register {} must stand in {}.yaml", declaration.name, declaration.name));
    }
    if (declaration.name == "any" || declaration.name.starts_with("sqlite_") || declaration.name.starts_with("pg_")) {
        mistakes.add(name.place, "declaration.reserved", {{"name", declaration.name}},
                     fmt::format("{} has a meaning of its own and names no register", declaration.name));
    }
}

}  // namespace

std::optional<System> read_system(const Resource& file, const Node& tree, Mistakes& mistakes) {
    const auto parts = split(file.path, '/');
    mistakes.only(tree, "a system", {"system", "label", "about", "group"});
    System system;
    system.name = tree.text("system");
    system.label = read_label(tree, "label", "a system", true, mistakes);
    system.about = read_label(tree, "about", "a system", false, mistakes);
    system.group = tree.text("group");
    if (parts.size() < 2 || system.name != parts[1]) {
        const Node* at = tree.find("system");
        mistakes.add(at != nullptr ? at->place : tree.place, "declaration.wrong_file", {{"name", system.name}},
                     fmt::format("the system \"{}\" must stand in systems/{}/system.yaml", system.name, system.name));
        return {};
    }
    if (std::ranges::find(system_groups(), system.group) == system_groups().end()) {
        const Node* at = tree.find("group");
        mistakes.unknown(at != nullptr ? at->place : tree.place, "group of systems", system.group, system_groups());
    }
    return system;
}

std::optional<Read> read_register(const Resource& file, Node tree, Mistakes& mistakes) {
    const auto path = path_of(file.path);
    if (!path || !tree.is_map() || tree.find("register") == nullptr) {
        mistakes.add(tree.place.file.empty() ? yaml::Place{file.path, 1, 1} : tree.place, "declaration.missing", {{"what", "register"}},
                     "a register's file is a map that begins with `register: <name>`");
        return {};
    }
    mistakes.only(tree, "a register",
                  {"register", "label", "plural", "about", "numbering", "title", "agency", "census", "fields", "states", "transitions", "list", "search",
                   "sort", "permissions", "example"});
    Register declaration;
    declaration.name = tree.text("register");
    declaration.system = path->system;
    declaration.file = file.path;
    check_names(tree, *path, declaration, mistakes);
    declaration.label = read_label(tree, "label", "the register", true, mistakes);
    declaration.plural = read_label(tree, "plural", "the register", false, mistakes);
    declaration.about = read_label(tree, "about", "the register", false, mistakes);
    declaration.title = tree.text("title");
    declaration.sort = tree.text("sort");
    declaration.list = read_words(tree, "list", mistakes);
    declaration.search = read_words(tree, "search", mistakes);
    if (const std::string agency = tree.text("agency"); !agency.empty()) {
        declaration.agency_path = split(agency, '.');
    }
    if (const Node* fields = tree.find("fields"); fields != nullptr && fields->is_map() && !fields->entries.empty()) {
        declaration.fields = read_fields(*fields, false, mistakes);
    } else {
        mistakes.add(fields != nullptr ? fields->place : tree.place, "declaration.missing", {{"what", "fields"}}, "a register has at least one field");
    }
    read_numbering(tree, declaration, mistakes);
    read_census(tree, declaration, mistakes);
    read_states(tree, declaration, mistakes);
    read_transitions(tree, declaration, mistakes);
    read_permissions(tree, declaration, mistakes);
    complete(declaration, tree);
    return Read{std::move(declaration), std::move(tree)};
}

namespace {

void generate_transitions(Register& declaration) {
    for (std::size_t to = 1; to < declaration.states.size(); ++to) {
        Transition transition;
        transition.name = "to_" + declaration.states[to].name;
        transition.to = declaration.states[to].name;
        transition.label = declaration.states[to].label;
        for (std::size_t from = 0; from < to; ++from) {
            transition.from.push_back(declaration.states[from].name);
        }
        declaration.transitions.push_back(std::move(transition));
    }
}

void add_implicit(Register& declaration, std::string name, FieldType type, const Text& label) {
    if (std::ranges::find(declaration.fields, name, &Field::name) != declaration.fields.end()) {
        return;
    }
    Field field;
    field.name = std::move(name);
    field.type = type;
    field.label = label;
    field.implicit = true;
    declaration.fields.push_back(std::move(field));
}

std::string default_title(const Register& declaration) {
    for (const auto fits : {+[](const Field& field) { return field.type == FieldType::text; },
                            +[](const Field& field) { return field.is_column() && field.type != FieldType::long_text; }}) {
        const auto found = std::ranges::find_if(declaration.fields, fits);
        if (found != declaration.fields.end()) {
            return found->name;
        }
    }
    return "id";
}

}  // namespace

void complete(Register& declaration, const Node& tree) {
    if (declaration.plural.empty()) {
        declaration.plural = declaration.label;
    }
    if (declaration.title.empty()) {
        declaration.title = default_title(declaration);
    }
    if (tree.find("transitions") == nullptr) {
        generate_transitions(declaration);
    }
    if (tree.find("list") == nullptr) {
        declaration.list = {declaration.title};
        if (!declaration.agency_path.empty() && declaration.agency_path.front() != declaration.title) {
            declaration.list.push_back(declaration.agency_path.front());
        }
        declaration.list.emplace_back("state");
    }
    if (tree.find("search") == nullptr) {
        for (const Field& field : declaration.fields) {
            if (field.type == FieldType::text || field.type == FieldType::long_text) {
                declaration.search.push_back(field.name);
            }
        }
    }
    if (declaration.sort.empty()) {
        declaration.sort = declaration.title;
    }
    for (const State& state : declaration.states) {
        const auto labelled = [&state](std::string_view id, std::string_view en) {
            return Text{fmt::format("{} ({})", state.label.id, id), fmt::format("{} ({})", state.label.in(Language::en), en)};
        };
        add_implicit(declaration, state.name + "_on", FieldType::date, labelled("tanggal", "date"));
        add_implicit(declaration, state.name + "_by", FieldType::office, labelled("oleh", "by"));
    }
    declaration.index_fields();
}

Result<Catalogue> Catalogue::load(const Resources& resources) {
    Mistakes mistakes;
    Catalogue catalogue;
    std::vector<Node> trees;
    const auto parsed = [&mistakes](const Resource& file) -> std::optional<Node> {
        auto tree = yaml::parse(file.path, file.content);
        if (!tree) {
            std::ranges::move(tree.error().problems, std::back_inserter(mistakes.problems));
            return {};
        }
        return *std::move(tree);
    };
    std::vector<Read> read;
    for (const Resource& file : resources.below("systems/", ".yaml")) {
        const auto parts = split(file.path, '/');
        if (parts.size() == 3 && parts[2] == "system.yaml") {
            if (const auto tree = parsed(file)) {
                if (auto system = read_system(file, *tree, mistakes)) {
                    catalogue.systems_.push_back(*std::move(system));
                }
            }
        } else if (parts.size() == 4 && parts[2] == "registers") {
            if (auto tree = parsed(file)) {
                if (auto one = read_register(file, *std::move(tree), mistakes)) {
                    read.push_back(*std::move(one));
                }
            }
        }
    }
    std::ranges::stable_sort(read, {}, [](const Read& one) { return one.declaration.name; });
    for (Read& one : read) {
        const Node& name = *one.tree.find("register");
        if (!catalogue.by_name_.emplace(one.declaration.name, catalogue.registers_.size()).second) {
            const Register& first = *catalogue.find(one.declaration.name);
            mistakes.add(name.place, "declaration.repeated", {{"key", one.declaration.name}},
                         fmt::format("register {} is declared in {} already", one.declaration.name, first.file));
            continue;
        }
        if (catalogue.system(one.declaration.system) == nullptr) {
            mistakes.add(name.place, "declaration.system_missing", {{"system", one.declaration.system}},
                         fmt::format("systems/{}/system.yaml is missing or wrong", one.declaration.system));
        }
        catalogue.registers_.push_back(std::move(one.declaration));
        trees.push_back(std::move(one.tree));
    }
    for (std::size_t i = 0; i < catalogue.registers_.size(); ++i) {
        check_register(catalogue, catalogue.registers_[i], trees[i], mistakes);
    }
    if (!mistakes.none()) {
        return fail(std::move(mistakes.problems));
    }
    return catalogue;
}

}  // namespace pendopo::registers
