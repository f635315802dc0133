#include "law/binding.hpp"

#include <algorithm>
#include <map>

namespace pendopo::law {

namespace {

using Values = std::map<std::string, yaml::Node, std::less<>>;

yaml::Node scalar(std::string text, const yaml::Place& place) {
    return {.kind = yaml::Kind::scalar, .scalar = std::move(text), .quoted = false, .items = {}, .entries = {}, .place = place};
}

yaml::Node list_of(const std::vector<std::string>& texts, const yaml::Place& place) {
    yaml::Node list{.kind = yaml::Kind::list, .scalar = {}, .quoted = false, .items = {}, .entries = {}, .place = place};
    for (const std::string& text : texts) {
        list.items.push_back(scalar(text, place));
    }
    return list;
}

/// The value that `norm.period` and the like mean; null where the norm gives none.
yaml::Node of_norm(std::string_view what, const Norm& norm, const yaml::Place& place) {
    if (what == "norm.contents") {
        std::vector<std::string> codes;
        for (const Content& content : norm.contents) {
            if (!content.code.empty()) {
                codes.push_back(content.code);
            }
        }
        return codes.empty() ? yaml::Node{.place = place} : list_of(codes, place);
    }
    if (what == "norm.actor") {
        return list_of(norm.actors, place);
    }
    const std::string& text = what == "norm.period" ? norm.period : what == "norm.deadline" ? norm.deadline : norm.approval;
    return text.empty() ? yaml::Node{.place = place} : scalar(text, place);
}

/// A check with its parameters in place.
yaml::Node substituted(const yaml::Node& node, const Values& values) {
    yaml::Node result = node;
    if (node.is_scalar() && !node.scalar.empty() && node.scalar.find('$') != std::string::npos) {
        if (const auto whole = values.find(std::string_view(node.scalar).substr(1)); node.scalar.front() == '$' && whole != values.end()) {
            return whole->second;
        }
        for (const auto& [name, value] : values) {
            const std::string word = "$" + name;
            for (std::size_t at = result.scalar.find(word); at != std::string::npos; at = result.scalar.find(word, at + 1)) {
                result.scalar.replace(at, word.size(), value.is_list() && !value.items.empty() ? value.items.front().scalar : value.scalar);
            }
        }
        return result;
    }
    for (yaml::Node& item : result.items) {
        item = substituted(item, values);
    }
    for (auto& [key, value] : result.entries) {
        value = substituted(value, values);
    }
    return result;
}

/// Fills the parameters of one binding.
class Filling {
public:
    Filling(const Rule& rule, const Norm& norm, const Binding& binding, const SetValues& set, yaml::Mistakes& mistakes)
        : rule_(rule), norm_(norm), binding_(binding), set_(set), mistakes_(mistakes) {}

    Values fill(Compiled& compiled) {
        std::vector<std::string> known;
        std::ranges::transform(rule_.parameters, std::back_inserter(known), &Parameter::name);
        for (const auto& [name, value] : binding_.with.entries) {
            if (rule_.parameter(name) == nullptr) {
                mistakes_.unknown(value.place, "parameter of rule " + rule_.name, name, known);
            }
        }
        Values values;
        for (const Parameter& parameter : rule_.parameters) {
            values.emplace(parameter.name, value_of(parameter, compiled));
        }
        return values;
    }

private:
    yaml::Node value_of(const Parameter& parameter, Compiled& compiled) {
        yaml::Node value{.place = binding_.place};
        if (const yaml::Node* given = binding_.with.find(parameter.name); given != nullptr) {
            value = *given;
        } else if (parameter.has_default) {
            const bool from_norm = parameter.otherwise.is_scalar() && parameter.otherwise.scalar.starts_with("norm.");
            value = from_norm ? of_norm(parameter.otherwise.scalar, norm_, binding_.place) : parameter.otherwise;
        }
        if (value.kind != yaml::Kind::null || !parameter.government) {
            return value;
        }
        OpenParameter open{parameter.name, parameter.suggestion, set_(norm_, parameter.name)};
        if (open.value) {
            value = from_government(parameter, *open.value);
        }
        compiled.undetermined = compiled.undetermined || value.kind == yaml::Kind::null;
        compiled.open.push_back(std::move(open));
        return value;
    }

    /// What the government wrote, where it can be read; null otherwise.
    yaml::Node from_government(const Parameter& parameter, const std::string& text) const {
        yaml::Node nothing{.place = binding_.place};
        const std::string trimmed(trim(text));
        if (trimmed.empty() || (parameter.type == "duration" && !parse_duration(trimmed))) {
            return nothing;
        }
        if (parameter.type == "number") {
            char* end = nullptr;
            std::strtod(trimmed.c_str(), &end);
            return *end == '\0' ? scalar(trimmed, binding_.place) : nothing;
        }
        if (trimmed.find(',') == std::string::npos) {
            return scalar(trimmed, binding_.place);
        }
        std::vector<std::string> words;
        for (const std::string& word : split(trimmed, ',')) {
            words.emplace_back(trim(word));
        }
        return list_of(words, binding_.place);
    }

    const Rule& rule_;
    const Norm& norm_;
    const Binding& binding_;
    const SetValues& set_;
    yaml::Mistakes& mistakes_;
};

/// One set of values for each register where a parameter names several.
std::vector<Values> expanded(const Rule& rule, const Values& values) {
    std::vector<Values> all{values};
    for (const Parameter& parameter : rule.parameters) {
        const yaml::Node& value = values.at(parameter.name);
        if ((parameter.type != "registers" && parameter.type != "register") || !value.is_list()) {
            continue;
        }
        std::vector<Values> more;
        for (const Values& one : all) {
            for (const yaml::Node& item : value.items) {
                more.push_back(one);
                more.back()[parameter.name] = item;
            }
        }
        all = std::move(more);
    }
    return all;
}

/// The check once for each item of its `each_of` (once as it is where there is none, or the items demand nothing).
std::vector<CheckCompiler::Repeated> repetitions(const yaml::Node& check, const Values& values) {
    const yaml::Node* each_of = check.find("each_of");
    const std::string name = each_of != nullptr && each_of->is_scalar() && each_of->scalar.starts_with('$') ? each_of->scalar.substr(1) : std::string();
    const yaml::Node list = each_of == nullptr ? yaml::Node{} : substituted(*each_of, values);
    std::vector<yaml::Node> items = list.is_list() ? list.items : std::vector<yaml::Node>{};
    if (list.is_scalar()) {
        items.push_back(list);
    }
    if (items.empty() || std::ranges::any_of(items, [](const yaml::Node& item) { return item.scalar == "any"; })) {
        return {{"", substituted(check, values)}};
    }
    std::vector<CheckCompiler::Repeated> repeated;
    for (const yaml::Node& item : items) {
        Values narrowed = values;
        if (const auto found = narrowed.find(name); found != narrowed.end()) {
            yaml::Node one = item;
            one.kind = yaml::Kind::list;
            one.items = {item};
            found->second = std::move(one);
        }
        repeated.push_back({item.scalar, substituted(check, narrowed)});
    }
    return repeated;
}

}  // namespace

Compiled compile_binding(const Workshop& workshop, const Rule& rule, const Norm& norm, const Binding& binding, const SetValues& set, yaml::Mistakes& mistakes) {
    Compiled compiled;
    const Values values = Filling(rule, norm, binding, set, mistakes).fill(compiled);
    const std::vector<Values> all = expanded(rule, values);
    for (const Values& one : all) {
        CheckCompiler compiler(workshop, rule, mistakes, all.size() > 1, compiled.undetermined);
        const yaml::Node check = substituted(rule.check, one);
        std::vector<CheckCompiler::Repeated> repeated = repetitions(rule.check, one);
        std::vector<std::vector<CheckCompiler::Repeated>> groups;
        if (rule.subject == "list_item") {  // each item is a subject of its own
            for (CheckCompiler::Repeated& item : repeated) {
                groups.push_back({std::move(item)});
            }
        } else {
            groups.push_back(std::move(repeated));
        }
        for (const auto& group : groups) {
            if (auto result = compiler.compile(groups.size() > 1 ? group.front().check : check, group)) {
                if (rule.subject == "list_item" && group.size() == 1) {
                    result->item = group.front().item;
                }
                compiled.checks.push_back(*std::move(result));
            }
        }
    }
    return compiled;
}

bool ceased(const registers::State& state) {
    static const std::set<std::string, std::less<>> names{"ended",   "superseded", "withdrawn", "refused",  "repealed",
                                                          "renamed", "invalid",    "cancelled", "suspended"};
    return names.contains(state.name);
}

}  // namespace pendopo::law
