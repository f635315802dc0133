#pragma once
// Tables into files: CSV and XLSX, row by row.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "register/transfer.hpp"

namespace pendopo::registers {

struct Cell {
    enum class Kind { text, number, date };
    std::string text;  ///< a number with '.', a date as 2024-12-31
    Kind kind = Kind::text;
};

class TableWriter {
public:
    /// CSV or XLSX. @error transfer.not_written
    static Result<std::unique_ptr<TableWriter>> open(Format format, const std::filesystem::path& file);
    virtual ~TableWriter() = default;
    /// @error transfer.cell_too_long, transfer.too_many_rows (what XLSX cannot hold)
    virtual Result<void> row(const std::vector<Cell>& cells) = 0;
    /// The file is whole once this succeeds.
    virtual Result<void> finish() = 0;
};

[[nodiscard]] Result<std::unique_ptr<TableWriter>> open_xlsx(const std::filesystem::path& file);
[[nodiscard]] std::unexpected<Error> not_written(const std::filesystem::path& file);

}  // namespace pendopo::registers
