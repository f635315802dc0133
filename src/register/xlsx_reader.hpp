#pragma once
// The first sheet of an XLSX file, row by row.

#include <filesystem>

#include "register/csv.hpp"

namespace pendopo::registers {

/// Dates come as 2024-12-31, moments as 2024-12-31T07:30:00Z, percentages with their sign, true and false as TRUE and FALSE.
/// @error transfer.not_xlsx, transfer.old_excel, transfer.encrypted, transfer.damaged, transfer.unpacks_too_large, transfer.lossy_number, transfer.cell_too_long, transfer.too_many_columns
Result<void> read_xlsx(const std::filesystem::path& file, const TakeRow& take);
/// The same from memory.
Result<void> read_xlsx(std::string_view bytes, const TakeRow& take);

}  // namespace pendopo::registers
