#pragma once
// Numbers as Indonesians write them. Money is an integer of minor units (sen); Rp1.000.000,00 is 100000000.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace pendopo {

/// "1.234.567" for id, "1,234,567" for en.
[[nodiscard]] std::string grouped(std::int64_t number, Language);
/// "Rp1.000.000" (with ",50" where there are sen).
[[nodiscard]] std::string readable_money(std::int64_t minor_units, Language);
/// "1.000.000,50", "Rp1.000.000", "1000000.5" or "1000000" in minor units; nothing for anything else.
[[nodiscard]] std::optional<std::int64_t> parse_money(std::string_view text);
/// A decimal in canonical form ("-12.5", no exponent, at most 30 digits) from "12,5" or "12.5"; nothing for anything else.
[[nodiscard]] std::optional<std::string> parse_decimal(std::string_view text);

}  // namespace pendopo
