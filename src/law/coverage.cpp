// Checks of rules and bindings without a database, and what they cover.

#include <algorithm>

#include "law/compliance.hpp"
#include "law/program.hpp"

namespace pendopo::law {

namespace {

void count(boost::json::object& object, std::string_view key) {
    boost::json::value& value = object[key];
    value = value.is_int64() ? value.get_int64() + 1 : 1;
}

boost::json::object coverage_of(const Regulation& regulation, const Rulebook& rulebook) {
    boost::json::object pattern, rule, strain, unbound_by_kind;
    boost::json::array unbound;
    std::int64_t checkable = 0, bound = 0, bindings = 0, prevent = 0, deleted = 0;
    for (const Norm& norm : regulation.norms) {
        deleted += norm.kind == "deleted" || norm.change == Change::deleted ? 1 : 0;
        if (unjudged(norm)) {
            continue;
        }
        ++checkable;
        bound += norm.bindings.empty() ? 0 : 1;
        if (norm.bindings.empty()) {
            unbound.emplace_back(norm.id);
        }
        bool prevents = false;
        std::set<std::string_view> patterns, rules;  // a norm counts once under each
        for (const Binding& binding : norm.bindings) {
            ++bindings;
            if (!binding.strain_kind.empty()) {
                count(strain, binding.strain_kind);
            }
            if (const Rule* found = rulebook.find(binding.rule)) {
                prevents = prevents || (found->prevents && binding.prevents);
                patterns.insert(name_of(found->pattern));
                rules.insert(found->name);
            }
        }
        prevent += prevents ? 1 : 0;
        std::ranges::for_each(patterns, [&](std::string_view name) { count(pattern, name); });
        std::ranges::for_each(rules, [&](std::string_view name) { count(rule, name); });
    }
    boost::json::object object;
    object["regulation"] = regulation.id;
    object["norms"] = static_cast<std::int64_t>(regulation.norms.size());
    object["deleted"] = deleted;
    object["checkable"] = checkable;
    object["bound"] = bound;
    object["unbound"] = std::move(unbound);
    object["bindings"] = bindings;
    object["prevent"] = prevent;
    object["patterns"] = std::move(pattern);
    object["rules"] = std::move(rule);
    object["strains"] = std::move(strain);
    object["conflicts"] = static_cast<std::int64_t>(regulation.conflicts.size());
    return object;
}

}  // namespace

Result<void> check_rules(const std::vector<Regulation>& regulations, const registers::Catalogue& catalogue, const Resources& rules) {
    TRY(auto book, Rulebook::load(rules));
    TRY(const auto offices, load_offices(rules));
    const auto rulebook = std::make_shared<const Rulebook>(std::move(book));
    std::vector<Problem> problems;
    std::set<std::string> bound;
    for (const Regulation& regulation : regulations) {
        if (auto frame = Frame::build(regulation, catalogue, rulebook, offices); !frame) {
            std::ranges::move(frame.error().problems, std::back_inserter(problems));
        }
        for (const Norm& norm : regulation.norms) {
            for (const Binding& binding : norm.bindings) {
                bound.insert(binding.rule);
            }
        }
    }
    for (const Rule& rule : rulebook->rules()) {
        // One regulation alone uses the rules it needs; a rule that none of all uses is dead.
        if (regulations.size() > 1 && !bound.contains(rule.name)) {
            problems.push_back({.code = "rule.unused",
                                .pointer = rule.place.text(),
                                .arguments = {{"rule", rule.name}},
                                .norms = {},
                                .detail = "no norm of any regulation binds to rule " + rule.name});
        }
    }
    std::ranges::sort(problems, {}, [](const Problem& problem) { return std::pair(problem.pointer, problem.detail); });
    const auto repeated = std::ranges::unique(problems);
    problems.erase(repeated.begin(), repeated.end());
    if (!problems.empty()) {
        return fail(std::move(problems));
    }
    return {};
}

boost::json::object coverage(const std::vector<Regulation>& regulations, const registers::Catalogue&, const Resources& rules) {
    boost::json::object object;
    const auto rulebook = Rulebook::load(rules);
    if (!rulebook) {
        return object;
    }
    boost::json::array list;
    std::int64_t norms = 0, checkable = 0, bound = 0;
    for (const Regulation& regulation : regulations) {
        boost::json::object one = coverage_of(regulation, *rulebook);
        norms += one["norms"].as_int64();
        checkable += one["checkable"].as_int64();
        bound += one["bound"].as_int64();
        list.push_back(std::move(one));
    }
    object["rules"] = static_cast<std::int64_t>(rulebook->rules().size());
    object["norms"] = norms;
    object["checkable"] = checkable;
    object["bound"] = bound;
    object["regulations"] = std::move(list);
    return object;
}

}  // namespace pendopo::law
