#pragma once
// From a norm's binding to checks: the rule's parameters get their values, the clauses lose their `$`, and what is left is compiled.

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "law/check.hpp"
#include "law/regulation.hpp"
#include "law/rule.hpp"

namespace pendopo::law {

/// A parameter that the law leaves to the government.
struct OpenParameter {
    std::string name, suggestion;
    std::optional<std::string> value;
};

/// The checks of one binding, one for each register that it names.
struct Compiled {
    std::vector<Check> checks;
    std::vector<OpenParameter> open;
    bool undetermined = false;  ///< a value is not set, or cannot be used
};

/// What a government set for a norm's parameter.
using SetValues = std::function<std::optional<std::string>(const Norm&, std::string_view parameter)>;

/// Where checks are compiled to.
struct Workshop {
    Schema& schema;
    Symbols& symbols;
    const std::set<std::string, std::less<>>& offices;  ///< known office codes; empty: not checked
};

/// Compiles one binding. Mistakes in rule or binding are added; the result then may lack checks.
Compiled compile_binding(const Workshop& workshop, const Rule& rule, const Norm& norm, const Binding& binding, const SetValues& set, yaml::Mistakes& mistakes);

/// Compiles one check whose clauses have no parameters left. `substituted` gives the same check with the repeated list narrowed to one item.
class CheckCompiler {
public:
    /// @param lenient   the check is one of several for different registers: a list may hold words that this one does not know
    /// @param open      a value is not set: places that need it are left out
    CheckCompiler(const Workshop& workshop, const Rule& rule, yaml::Mistakes& mistakes, bool lenient, bool open)
        : workshop_(workshop), rule_(rule), mistakes_(mistakes), lenient_(lenient), open_(open) {}

    struct Repeated {
        std::string item;   ///< "" for one that demands nothing
        yaml::Node check;   ///< with the list narrowed to the item
    };
    std::optional<Check> compile(const yaml::Node& check, const std::vector<Repeated>& repeated);

private:
    // clause_compiler.cpp
    int table(const yaml::Node& name);
    std::optional<Path> path(int table, const std::string& text, const yaml::Place& place, bool compares = true);
    int column(int table, const std::string& field, const yaml::Place& place, bool compares = true);
    int date_column(int table, const std::string& field, const yaml::Place& place);
    Conditions conditions(int table, const yaml::Node* where);
    std::optional<Condition> condition(int table, const std::string& key, const yaml::Node& value);
    void take_value(Condition& condition, const yaml::Node& value, bool& known);
    std::vector<int> columns(int table, const yaml::Node* fields);
    std::optional<PartsCheck> parts(int table, const yaml::Node* node);
    std::vector<Symbol> codes(const yaml::Node* list, const registers::Field* field);
    bool code_known(const registers::Field* field, const std::string& code) const;
    Offices offices(const yaml::Node* list, const std::string& item = {});
    Symbol instrument(const yaml::Node* node, Clause& clause);
    Clause clause(const yaml::Node& node, int subject);
    void clause_links(const yaml::Node& node, int subject, Clause& clause);
    void clause_dates(const yaml::Node& node, Clause& clause);
    void drive(Clause& clause);
    void by(Clause& clause, Offices offices, const yaml::Place& place);
    std::vector<std::string> states_in(const Clause& clause) const;

    // check_compiler.cpp
    void subject(const yaml::Node& check, Check& result);
    void at(const yaml::Node& check, Check& result);
    void unless(const yaml::Node& check, Check& result);
    std::vector<Variant> variants(const std::vector<Repeated>& repeated, std::string_view key, int subject, bool with_by);
    Kind complete(const yaml::Node& check, const Check& result);
    Kind cover(const yaml::Node& check, Check& result);
    Kind periodic(const yaml::Node& check, const Check& result, const std::vector<Repeated>& repeated);
    Kind valid(const yaml::Node& check, const Check& result, const std::vector<Repeated>& repeated);
    Kind authority(const yaml::Node& check, const Check& result);
    Kind value(const yaml::Node& check, const Check& result);
    Kind respond(const yaml::Node& check, Check& result, const std::vector<Repeated>& repeated);
    Kind gate(const yaml::Node& check, const Check& result, const std::vector<Repeated>& repeated);
    Kind ordered(const yaml::Node& check, const Check& result);
    Kind attest(const yaml::Node& check, const Check& result, const std::vector<Repeated>& repeated);
    void respond_fields(const yaml::Node& fields, const Check& result, Respond& respond);
    void respond_route(const yaml::Node& check, const Check& result, Respond& respond);
    std::optional<Duration> duration(const yaml::Node* node);

    const Workshop& workshop_;
    const Rule& rule_;
    yaml::Mistakes& mistakes_;
    bool lenient_, open_;
};

/// States in which a record has ceased to count: it is judged no longer, unless a check names the state.
[[nodiscard]] bool ceased(const registers::State& state);

}  // namespace pendopo::law
