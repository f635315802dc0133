#include "register/csv.hpp"

#include "base/money.hpp"
#include "base/text.hpp"

namespace pendopo::registers {

std::unexpected<Error> CsvParser::mistake(std::string code, std::string detail) const {
    const std::size_t column = cells_ + 1;
    return fail({Problem{std::move(code),
                         fmt::format("/rows/{}/{}", row_, column),
                         {{"row", std::to_string(row_)}, {"column", std::to_string(column)}},
                         {},
                         fmt::format("row {}, column {}: {}", row_, column, detail)}});
}

Result<void> CsvParser::end_cell() {
    if (cells_ >= most_columns) {
        return mistake("transfer.too_many_columns", fmt::format("more than {} columns", most_columns));
    }
    if (!valid_utf8(cell_)) {
        return mistake("transfer.encoding", "is not UTF-8; save the file as \"CSV UTF-8\"");
    }
    if (row_cells_.size() <= cells_) {
        row_cells_.emplace_back();
    }
    std::swap(row_cells_[cells_], cell_);
    cell_.clear();
    ++cells_;
    place_ = Place::cell_start;
    return {};
}

Result<void> CsvParser::end_row() {
    CHECK(end_cell());
    row_cells_.resize(cells_);
    stopped_ = !take_(row_, row_cells_);
    cells_ = 0;
    ++row_;
    return {};
}

Result<void> CsvParser::take_character(char c) {
    const bool line_feed_of_return = after_return_ && c == '\n';
    after_return_ = false;
    if (line_feed_of_return) {
        return {};
    }
    if (place_ == Place::quoted) {
        if (c == '"') {
            place_ = Place::after_quote;
            return {};
        }
    } else if (c == '"' && place_ == Place::cell_start) {
        place_ = Place::quoted;
        row_of_quote_ = row_;
        return {};
    } else if (c == '"' && place_ == Place::after_quote) {
        place_ = Place::quoted;  // "" within quotes is one "
    } else if (c == separator_) {
        return end_cell();
    } else if (c == '\n' || c == '\r') {
        after_return_ = c == '\r';
        return end_row();
    } else if (place_ == Place::after_quote) {
        if (c == ' ') {
            return {};
        }
        return mistake("transfer.bad_quote", "text after a closing quote; a quote inside of a quoted cell is written twice");
    } else {
        place_ = Place::plain;
    }
    if (cell_.size() >= longest_cell) {
        return mistake("transfer.cell_too_long", fmt::format("longer than {} bytes", longest_cell));
    }
    cell_ += c;
    return {};
}

Result<void> CsvParser::feed(std::string_view piece) {
    for (std::size_t i = 0; i < piece.size() && !stopped_; ++i) {
        // The long run of plain text in a cell is taken at once.
        if (place_ == Place::plain || place_ == Place::quoted) {
            const std::string_view ends = place_ == Place::quoted ? std::string_view("\"") : std::string_view("\r\n");
            std::size_t end = i;
            while (end < piece.size() && !ends.contains(piece[end]) && (place_ == Place::quoted || piece[end] != separator_)) {
                ++end;
            }
            if (end > i && cell_.size() + (end - i) <= longest_cell) {
                cell_ += piece.substr(i, end - i);
                after_return_ = false;
                i = end - 1;
                continue;
            }
        }
        CHECK(take_character(piece[i]));
    }
    return {};
}

Result<void> CsvParser::finish() {
    if (stopped_) {
        return {};
    }
    if (place_ == Place::quoted) {
        row_ = row_of_quote_;
        return mistake("transfer.unclosed_quote", "a quote is opened and never closed");
    }
    if (cells_ > 0 || !cell_.empty() || place_ != Place::cell_start) {
        return end_row();
    }
    return {};
}

char separator_of(std::string_view beginning) {
    if (beginning.size() >= 5 && lower(beginning.substr(0, 4)) == "sep=") {
        return beginning[4];
    }
    std::array<std::pair<char, std::size_t>, 3> found{{{';', 0}, {',', 0}, {'\t', 0}}};
    bool quoted = false;
    for (const char c : beginning) {
        if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == '\n' || c == '\r')) {
            break;
        } else if (!quoted) {
            for (auto& [separator, count] : found) {
                count += c == separator ? 1 : 0;
            }
        }
    }
    const auto most = std::ranges::max_element(found, {}, [](const auto& one) { return one.second; });
    return most->second == 0 ? ',' : most->first;
}

std::string csv_row(const std::vector<std::string>& cells, char separator) {
    std::string row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) {
            row += separator;
        }
        const std::string& cell = cells[i];
        const bool spaces = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
        if (!spaces && cell.find_first_of("\",;\t\r\n") == std::string::npos) {
            row += cell;
            continue;
        }
        row += '"';
        for (const char c : cell) {
            row += c;
            if (c == '"') {
                row += '"';
            }
        }
        row += '"';
    }
    return row + "\r\n";
}

namespace {

constexpr std::string_view formula_signs = "=+-@\t\r";

/// Where a cell's first character other than ' stands, if it is one that begins a formula.
bool begins_formula(std::string_view cell) {
    const auto first = cell.find_first_not_of('\'');
    return first != std::string_view::npos && formula_signs.contains(cell[first]);
}

}  // namespace

std::string guarded_cell(std::string cell) {
    const bool number = cell.starts_with('-') && parse_decimal(cell) && cell.find(',') == std::string::npos;
    return begins_formula(cell) && !number ? "'" + cell : cell;
}

std::string unguarded_cell(std::string cell) {
    if (cell.starts_with('\'') && begins_formula(cell)) {
        cell.erase(0, 1);
    }
    return cell;
}

}  // namespace pendopo::registers
