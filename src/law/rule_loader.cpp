#include <algorithm>
#include <set>

#include "law/rule.hpp"

namespace pendopo::law {

namespace {

const std::vector<std::string> parameter_types{"bool",   "choice",   "duration",  "event", "field", "fields", "holder",     "list", "map",
                                               "number", "register", "registers", "role",  "roles", "state",  "state_name", "text"};
const std::vector<std::string> norm_values{"norm.contents", "norm.period", "norm.deadline", "norm.approval", "norm.actor"};

/// Keys of a check by pattern; docs/reference/rules.md tells their meaning.
const std::vector<std::string>& keys_of(Pattern pattern) {
    static const std::map<Pattern, std::vector<std::string>> keys{
        {Pattern::complete, {"each", "where", "needs", "parts", "at", "required", "unless"}},
        {Pattern::cover, {"each", "where", "list", "across", "has", "each_of", "min", "unless", "required"}},
        {Pattern::periodic, {"each", "where", "evidence", "each_of", "by", "every", "milestones", "counting", "required", "unless"}},
        {Pattern::valid, {"each", "where", "document", "each_of", "instrument", "term", "shorter", "by", "required", "unless", "at"}},
        {Pattern::authority, {"each", "where", "field", "holds", "equals", "required", "unless", "at"}},
        {Pattern::value, {"each", "where", "field", "one_of", "is", "is_not", "under", "differs_from", "at_least", "each_of", "required", "unless", "at"}},
        {Pattern::respond, {"each", "event", "where", "do", "within", "route", "to", "by", "each_of", "instrument", "required", "unless"}},
        {Pattern::gate, {"at", "where", "needs", "by", "each_of", "parts", "required", "unless"}},
        {Pattern::ordered, {"each", "where", "steps", "stages", "first", "then", "by", "at", "required", "unless"}},
        {Pattern::attest, {"each", "where", "shows", "each_of", "by", "every", "required", "unless"}},
    };
    return keys.at(pattern);
}

class Reader {
public:
    explicit Reader(yaml::Mistakes& mistakes) : mistakes_(mistakes) {}

    void read(const Resource& file, std::vector<Rule>& rules) {
        auto root = yaml::parse(file.path, file.content);
        if (!root) {
            std::ranges::move(root.error().problems, std::back_inserter(mistakes_.problems));
            return;
        }
        mistakes_.only(*root, "rules file", {"rules"});
        const yaml::Node* list = root->find("rules");
        if (list == nullptr || !list->is_list()) {
            mistakes_.add(root->place, "declaration.missing", {{"key", "rules"}}, "a rules file holds a list `rules`");
            return;
        }
        const std::string system = split(file.path, '/').size() > 1 ? split(file.path, '/')[1] : std::string();
        for (const yaml::Node& node : list->items) {
            if (!node.is_map()) {
                mistakes_.add(node.place, "declaration.not_a_map", {{"key", "rules"}}, "each rule has keys of its own");
                continue;
            }
            rules.push_back(rule(node, system));
        }
    }

private:
    Rule rule(const yaml::Node& node, const std::string& system) {
        mistakes_.only(node, "rule", {"rule", "pattern", "subject", "says", "params", "check", "prevents"});
        Rule rule;
        rule.name = node.text("rule");
        rule.system = system;
        rule.place = node.place;
        rule.subject = node.text("subject");
        rule.says = node.both("says");
        rule.prevents = node.flag("prevents");
        if (rule.name.empty() || rule.says.empty()) {
            mistakes_.add(node.place, "declaration.missing", {{"key", rule.name.empty() ? "rule" : "says"}}, "a rule has a name and says what it asks");
        }
        const std::string pattern = node.text("pattern");
        if (const auto known = pattern_named(pattern)) {
            rule.pattern = *known;
        } else {
            mistakes_.unknown(node.find("pattern") != nullptr ? node.find("pattern")->place : node.place, "pattern", pattern, pattern_names());
        }
        if (const yaml::Node* parameters = node.find("params"); parameters != nullptr) {
            for (const auto& [name, parameter] : parameters->entries) {
                rule.parameters.push_back(read_parameter(name, parameter));
            }
        }
        if (const yaml::Node* check = node.find("check"); check != nullptr && check->is_map()) {
            rule.check = *check;
            mistakes_.only(*check, "check", keys_of(rule.pattern));
            std::set<std::string> used;
            parameters_in(*check, rule, used);
        } else {
            mistakes_.add(node.place, "declaration.missing", {{"key", "check"}}, "a rule has a check");
        }
        return rule;
    }

    Parameter read_parameter(const std::string& name, const yaml::Node& node) {
        mistakes_.only(node, "parameter", {"type", "default", "else", "suggest"});
        Parameter parameter{.name = name, .type = node.text("type"), .otherwise = {}, .suggestion = node.text("suggest"), .place = node.place};
        if (std::ranges::find(parameter_types, parameter.type) == parameter_types.end()) {
            mistakes_.unknown(node.place, "parameter type", parameter.type, parameter_types);
        }
        if (const yaml::Node* otherwise = node.find("default"); otherwise != nullptr) {
            parameter.otherwise = *otherwise;
            parameter.has_default = true;
            if (otherwise->is_scalar() && otherwise->scalar.starts_with("norm.") && std::ranges::find(norm_values, otherwise->scalar) == norm_values.end()) {
                mistakes_.unknown(otherwise->place, "value of the norm", otherwise->scalar, norm_values);
            }
        }
        if (const yaml::Node* from = node.find("else"); from != nullptr) {
            parameter.government = from->scalar == "government";
            if (!parameter.government) {
                mistakes_.unknown(from->place, "else", from->scalar, {"government"});
            }
        }
        return parameter;
    }

    /// Every `$name` in a check must be one of the rule's parameters.
    void parameters_in(const yaml::Node& node, const Rule& rule, std::set<std::string>& used) {
        if (node.is_scalar()) {
            for (std::size_t at = node.scalar.find('$'); at != std::string::npos; at = node.scalar.find('$', at + 1)) {
                std::size_t end = at + 1;
                while (end < node.scalar.size() && (std::isalnum(static_cast<unsigned char>(node.scalar[end])) != 0 || node.scalar[end] == '_')) {
                    ++end;
                }
                const std::string name = node.scalar.substr(at + 1, end - at - 1);
                used.insert(name);
                if (rule.parameter(name) == nullptr) {
                    std::vector<std::string> known;
                    std::ranges::transform(rule.parameters, std::back_inserter(known), &Parameter::name);
                    mistakes_.unknown(node.place, "parameter", name, known);
                }
            }
        }
        for (const yaml::Node& item : node.items) {
            parameters_in(item, rule, used);
        }
        for (const auto& [key, value] : node.entries) {
            parameters_in(value, rule, used);
        }
    }

    yaml::Mistakes& mistakes_;
};

}  // namespace

const std::vector<std::string>& pattern_names() {
    static const std::vector<std::string> names{"complete", "cover", "periodic", "valid", "authority", "value", "respond", "gate", "ordered", "attest"};
    return names;
}

std::string_view name_of(Pattern pattern) { return pattern_names()[static_cast<std::size_t>(pattern)]; }

std::optional<Pattern> pattern_named(std::string_view name) {
    const auto& names = pattern_names();
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<Pattern>(found - names.begin()));
}

const Parameter* Rule::parameter(std::string_view wanted) const {
    const auto found = std::ranges::find(parameters, wanted, &Parameter::name);
    return found == parameters.end() ? nullptr : &*found;
}

Result<Rulebook> Rulebook::load(const Resources& resources) {
    Rulebook book;
    yaml::Mistakes mistakes;
    Reader reader(mistakes);
    for (const Resource& file : resources.below("systems/", "/rules.yaml")) {
        reader.read(file, book.rules_);
    }
    std::ranges::sort(book.rules_, {}, &Rule::name);
    for (std::size_t i = 1; i < book.rules_.size(); ++i) {
        if (book.rules_[i].name == book.rules_[i - 1].name) {
            mistakes.add(book.rules_[i].place, "declaration.repeated", {{"key", book.rules_[i].name}}, "rule " + book.rules_[i].name + " stands twice");
        }
    }
    if (!mistakes.none()) {
        return fail(std::move(mistakes.problems));
    }
    return book;
}

const Rule* Rulebook::find(std::string_view name) const {
    const auto found = std::ranges::lower_bound(rules_, name, {}, [](const Rule& rule) { return std::string_view(rule.name); });
    return found == rules_.end() || found->name != name ? nullptr : &*found;
}

std::vector<std::string> Rulebook::names() const {
    std::vector<std::string> names;
    std::ranges::transform(rules_, std::back_inserter(names), &Rule::name);
    return names;
}

}  // namespace pendopo::law
