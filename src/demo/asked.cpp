#include "demo/asked.hpp"

namespace pendopo::demo {

namespace {

void add_new(std::vector<std::string>& to, const std::vector<std::string>& values) {
    for (const std::string& value : values) {
        if (std::ranges::find(to, value) == to.end()) {
            to.push_back(value);
        }
    }
}

bool holds(const std::vector<std::string>& values, std::string_view value) { return std::ranges::find(values, value) != values.end(); }

}  // namespace

std::vector<std::string> Asked::Bound::list(std::string_view parameter) const {
    if (binding->with.find(parameter) != nullptr) {
        return binding->with.texts(parameter);
    }
    std::vector<std::string> codes;
    for (const law::Content& content : norm->contents) {
        if (!content.code.empty()) {
            codes.push_back(content.code);
        }
    }
    return codes;
}

std::vector<std::string> Asked::Bound::offices(std::string_view parameter) const {
    return binding->with.find(parameter) != nullptr ? binding->with.texts(parameter) : norm->actors;
}

bool Asked::Bound::admits(std::string_view field, std::string_view value) const {
    const yaml::Node* where = binding->with.find("where");
    const yaml::Node* condition = where != nullptr ? where->find(field) : nullptr;
    return condition == nullptr || holds(where->texts(field), value);
}

bool Asked::Bound::names(std::string_view parameter, std::string_view value, bool otherwise) const {
    return binding->with.find(parameter) == nullptr ? otherwise : holds(binding->with.texts(parameter), value);
}

Asked::Asked(const law::Regulation& regulation) {
    for (const law::Norm& norm : regulation.norms) {
        for (const law::Binding& binding : norm.bindings) {
            by_rule_[binding.rule].push_back({&norm, &binding});
        }
    }
}

const std::vector<Asked::Bound>& Asked::of(std::string_view rule) const {
    static const std::vector<Bound> none;
    const auto found = by_rule_.find(rule);
    return found == by_rule_.end() ? none : found->second;
}

bool Asked::speaks(std::string_view rule, std::string_view parameter, std::string_view value) const {
    return std::ranges::any_of(of(rule), [&](const Bound& bound) { return bound.names(parameter, value); });
}

std::vector<std::string> Asked::list(std::string_view rule, std::string_view parameter) const {
    std::vector<std::string> values;
    for (const Bound& bound : of(rule)) {
        add_new(values, bound.list(parameter));
    }
    return values;
}

std::vector<std::string> Asked::list(std::string_view rule, std::string_view parameter, std::string_view where, std::string_view value) const {
    std::vector<std::string> values;
    for (const Bound& bound : of(rule)) {
        if (bound.names(where, value, true)) {
            add_new(values, bound.list(parameter));
        }
    }
    return values;
}

std::vector<std::string> Asked::plans_behind(std::string_view register_name) const {
    std::vector<std::string> plans;
    for (const Bound& bound : of("plan.followed")) {
        if (bound.names("of", register_name)) {
            add_new(plans, bound.binding->with.find("plans") != nullptr ? bound.binding->with.texts("plans") : std::vector<std::string>{"architecture"});
        }
    }
    return plans;
}

}  // namespace pendopo::demo
