#pragma once
// From what people type to canonical texts.

#include <string>
#include <string_view>

#include "register/declaration.hpp"
#include "register/record.hpp"

namespace pendopo::registers {

/// "31-12-2024", "31/12/2024", "31 Desember 2024", "2024-12-31" as "2024-12-31"; "" for anything else.
[[nodiscard]] std::string date_from_text(std::string_view text);
/// Spaces around taken off, line ends made \n, and for texts of one line every white space a blank.
[[nodiscard]] std::string tidy(std::string_view text, bool several_lines);
/// A decimal as it is kept ("12.5": no exponent, at most 15 digits) from a number, or from a database's text of one ("12.50", "1.0e-06").
[[nodiscard]] std::string canonical_decimal(double number);
[[nodiscard]] std::string canonical_number(std::string_view text);
/// How a telephone number or address is kept: without what people put between the digits; with a scheme.
[[nodiscard]] std::string tidy_phone(std::string_view text);

}  // namespace pendopo::registers
