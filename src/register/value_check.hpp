#pragma once
// Whether a canonical text is a value of its field. One place for it: JSON, spreadsheets, forms and the demo data all pass here.

#include "register/declaration.hpp"

namespace pendopo::registers {

/// What is wrong with one value.
struct Flaw {
    std::string code;
    std::map<std::string, std::string> arguments;
    std::string detail;
};

/// The flaw of a canonical text as a value of the field: its only one, one of several, or one cell of lines. Empty texts are no values.
[[nodiscard]] std::optional<Flaw> check_text(const Field& field, std::string_view text);

/// A key of a record: letters, digits and . _ - : @ +, beginning with a letter or digit, at most 100. It stands in addresses and file names.
[[nodiscard]] bool is_key(std::string_view text);
/// "register:key" of a reference to any register.
[[nodiscard]] std::optional<std::pair<std::string_view, std::string_view>> split_any(std::string_view text);
/// Characters (code points) of a UTF-8 text.
[[nodiscard]] std::size_t length_of(std::string_view text);

/// The flaw as a problem, with what every text about a field may name: field, field_en (labels) and name.
[[nodiscard]] Problem problem_of(const Field& field, Flaw flaw, std::string pointer);

/// Most values, or lines, that one field may have.
constexpr std::size_t most_values = 2'000;

}  // namespace pendopo::registers
