#pragma once
// Rules as their files say them: one pattern with clauses over registers, with `$parameters`.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/resources.hpp"
#include "base/text.hpp"
#include "base/yaml.hpp"

namespace pendopo::law {

enum class Pattern : std::uint8_t { complete, cover, periodic, valid, authority, value, respond, gate, ordered, attest };
[[nodiscard]] std::string_view name_of(Pattern pattern);
[[nodiscard]] std::optional<Pattern> pattern_named(std::string_view name);
[[nodiscard]] const std::vector<std::string>& pattern_names();

/// A parameter that a binding may give a value.
struct Parameter {
    std::string name, type;
    yaml::Node otherwise;        ///< default; null where there is none
    bool has_default = false;
    bool government = false;     ///< `else: government`: where nothing else gives it, the government sets it
    std::string suggestion;      ///< proposed to the government, never used by itself
    yaml::Place place;
};

struct Rule {
    std::string name, system;
    Pattern pattern = Pattern::complete;
    std::string subject;         ///< a register, or government, item, list_item, matrix_cell
    Text says;
    std::vector<Parameter> parameters;
    yaml::Node check;
    bool prevents = false;
    yaml::Place place;

    [[nodiscard]] const Parameter* parameter(std::string_view wanted) const;
};

/// All rules of the product, sorted by name.
class Rulebook {
public:
    /// Reads systems/*/rules.yaml. @error declaration.*, rule.* with every mistake found, each with file:line:column
    static Result<Rulebook> load(const Resources& resources);

    [[nodiscard]] const Rule* find(std::string_view name) const;
    [[nodiscard]] const std::vector<Rule>& rules() const { return rules_; }
    [[nodiscard]] std::vector<std::string> names() const;

private:
    std::vector<Rule> rules_;
};

}  // namespace pendopo::law
