#pragma once
// Spreadsheets in and out: CSV, XLSX and JSON Lines, in any column order, by key or label.

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "register/records.hpp"

namespace pendopo::registers {

enum class Format { csv, xlsx, jsonl };
[[nodiscard]] std::optional<Format> format_of(const std::filesystem::path& file);

/// A table as read from a file: header and rows of texts. CSV: UTF-8 (BOM allowed) or Windows-1252 refused with its place; ',' ';' or tab found by itself.
/// XLSX: first sheet, dates as ISO. @error transfer.* naming row and column
struct Sheet {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};
Result<Sheet> read_sheet(const std::filesystem::path& file, Format format, std::size_t max_rows = 2'000'000);
/// The same without keeping the rows. Row numbers count as the spreadsheet shows them (header is 1).
Result<void> each_row(const std::filesystem::path& file, Format format, const std::function<Result<void>(const std::vector<std::string>& header)>& head,
                      const std::function<bool(std::size_t row, const std::vector<std::string>& cells)>& take);

/// Which column fills which field; "" leaves a column out. `parts` fields take columns "field.item".
using Mapping = std::map<std::string, std::string>;
/// By field name, label in either language, or close to it.
[[nodiscard]] Mapping guess_mapping(const Register&, const std::vector<std::string>& header);

struct ImportOptions {
    Mapping mapping;           ///< empty: guessed
    bool dry_run = false;
    std::size_t max_problems = 1000;
    std::function<void(std::size_t rows_done)> progress;
};
struct ImportReport {
    std::size_t rows = 0, created = 0, changed = 0, unchanged = 0;
    std::vector<Problem> problems;  ///< pointer: row and column; nothing was changed where there is one
    std::vector<std::string> unknown_columns;
};
/// Creates records, or changes those whose `id` exists. All or nothing; runs inside one change. A row may carry `state`, `<state>_on`, `<state>_by`:
/// a record's past, which is taken as it is (no gates). History says that it was imported.
Result<ImportReport> import_file(store::Session&, const Records&, const Register&, const std::filesystem::path&, Format, const ImportOptions&, const Author&);
/// Several registers in one JSON Lines file: each line an object with `register`, `id`, and fields by name; references may point forwards within the file.
Result<ImportReport> import_lines(store::Session&, const Records&, const std::function<std::optional<std::string>()>& next_line, const ImportOptions&,
                                  const Author&);

/// Writes records in the columns of the register. CSV cells that a spreadsheet would run as a formula are written with a leading '.
Result<void> export_file(store::Session&, const Records&, const Register&, const Query&, Format, const std::filesystem::path&, Language);

/// A table of texts as CSV or XLSX, with the same care (for reports that are not registers).
Result<void> write_table(const std::vector<std::string>& header, const std::function<bool(std::vector<std::string>& row)>& next, Format,
                         const std::filesystem::path&);

}  // namespace pendopo::registers
