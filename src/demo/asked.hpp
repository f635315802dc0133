#pragma once
// What the government's own regulation asks for, read from its bindings, so that the sample data follow that law and not an average of five.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "law/regulation.hpp"

namespace pendopo::demo {

class Asked {
public:
    struct Bound {
        const law::Norm* norm = nullptr;
        const law::Binding* binding = nullptr;

        /// Values of a parameter: as the binding gives them, else the codes of the norm's contents.
        [[nodiscard]] std::vector<std::string> list(std::string_view parameter) const;
        /// Offices the binding names under a parameter, else the norm's actors.
        [[nodiscard]] std::vector<std::string> offices(std::string_view parameter) const;
        /// Whether `where` of the binding allows a value of a field (it does where it does not speak of the field).
        [[nodiscard]] bool admits(std::string_view field, std::string_view value) const;
        /// Whether a parameter names a value; true where it is absent and `otherwise` says so.
        [[nodiscard]] bool names(std::string_view parameter, std::string_view value, bool otherwise = false) const;
    };

    explicit Asked(const law::Regulation& regulation);

    [[nodiscard]] const std::vector<Bound>& of(std::string_view rule) const;
    [[nodiscard]] bool speaks(std::string_view rule) const { return !of(rule).empty(); }
    /// Whether a binding of the rule names a value under a parameter.
    [[nodiscard]] bool speaks(std::string_view rule, std::string_view parameter, std::string_view value) const;
    /// Values of a parameter over all bindings of a rule, each once.
    [[nodiscard]] std::vector<std::string> list(std::string_view rule, std::string_view parameter) const;
    /// The same over the bindings that name a value under another parameter (or do not speak of it).
    [[nodiscard]] std::vector<std::string> list(std::string_view rule, std::string_view parameter, std::string_view where, std::string_view value) const;
    /// Kinds of plan that records of a register must point at.
    [[nodiscard]] std::vector<std::string> plans_behind(std::string_view register_name) const;

private:
    std::map<std::string, std::vector<Bound>, std::less<>> by_rule_;
};

}  // namespace pendopo::demo
