#pragma once
// What the number of a cell means: in XLSX dates, times and percentages are numbers with a format.

#include <optional>
#include <string>
#include <string_view>

namespace pendopo::registers {

enum class NumberKind { plain, date, percentage };

/// By the number of a built-in format.
[[nodiscard]] NumberKind built_in_format(int number);
/// By the code of a format of the workbook's own, such as "dd/mm/yyyy" or "0.0%".
[[nodiscard]] NumberKind kind_of_format(std::string_view code);
/// The text of a number; nothing where it has more digits than the format can hold, so that some are lost already.
[[nodiscard]] std::optional<std::string> number_text(std::string_view raw, NumberKind kind, bool from_1904);

}  // namespace pendopo::registers
