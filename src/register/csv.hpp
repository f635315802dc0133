#pragma once
// CSV as RFC 4180 says and as spreadsheets write it: read in pieces, with its mistakes named by row and column.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace pendopo::registers {

constexpr std::size_t most_columns = 1'000;
constexpr std::size_t longest_cell = 1U << 20U;

/// Row numbers count from 1, empty rows too, as a spreadsheet shows them. Return false to stop.
using TakeRow = std::function<bool(std::size_t row, std::vector<std::string>& cells)>;

/// Takes a file in pieces of any size. @error transfer.encoding, transfer.unclosed_quote, transfer.bad_quote, transfer.cell_too_long, transfer.too_many_columns
class CsvParser {
public:
    CsvParser(char separator, TakeRow take) : separator_(separator), take_(std::move(take)) {}
    Result<void> feed(std::string_view piece);
    Result<void> finish();
    [[nodiscard]] bool stopped() const { return stopped_; }

private:
    enum class Place { cell_start, plain, quoted, after_quote };
    Result<void> take_character(char c);
    Result<void> end_cell();
    Result<void> end_row();
    std::unexpected<Error> mistake(std::string code, std::string detail) const;

    char separator_;
    TakeRow take_;
    Place place_ = Place::cell_start;
    bool after_return_ = false;
    bool stopped_ = false;
    std::size_t row_ = 1;
    std::size_t row_of_quote_ = 0;
    std::size_t cells_ = 0;  // of this row; the texts beyond are kept for their memory
    std::vector<std::string> row_cells_;
    std::string cell_;
};

/// The separator of a file from its beginning: ';' ',' or tab, whichever parts the first row most often; or what "sep=;" says.
[[nodiscard]] char separator_of(std::string_view beginning);

/// One row, with cells quoted where they must be.
[[nodiscard]] std::string csv_row(const std::vector<std::string>& cells, char separator = ',');

/// A cell that a spreadsheet would run as a formula, with a ' before it, and back. Numbers stay as they are.
[[nodiscard]] std::string guarded_cell(std::string cell);
[[nodiscard]] std::string unguarded_cell(std::string cell);

}  // namespace pendopo::registers
