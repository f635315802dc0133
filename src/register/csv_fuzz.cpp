// Any bytes as CSV: whole and in pieces give the same, and what is written is read back.

#include <cstdlib>

#include "register/csv.hpp"

namespace {

using pendopo::registers::CsvParser;

std::vector<std::vector<std::string>> rows_of(std::string_view bytes, char separator, std::size_t piece, bool& good) {
    std::vector<std::vector<std::string>> rows;
    CsvParser parser(separator, [&rows](std::size_t, std::vector<std::string>& cells) {
        rows.push_back(cells);
        return true;
    });
    good = true;
    for (std::size_t at = 0; at < bytes.size() && good; at += piece) {
        good = parser.feed(bytes.substr(at, piece)).has_value();
    }
    good = good && parser.finish().has_value();
    return rows;
}

void must(bool holds) {
    if (!holds) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const char separator = pendopo::registers::separator_of(bytes);
    bool whole_good = false;
    const auto whole = rows_of(bytes, separator, std::max<std::size_t>(size, 1), whole_good);
    bool pieces_good = false;
    const auto pieces = rows_of(bytes, separator, 1 + size % 7, pieces_good);
    must(whole_good == pieces_good && (!whole_good || whole == pieces));
    if (!whole_good) {
        return 0;
    }
    std::string written;
    for (const auto& row : whole) {
        written += pendopo::registers::csv_row(row);
        for (const std::string& cell : row) {
            must(pendopo::registers::unguarded_cell(pendopo::registers::guarded_cell(cell)) == cell);
        }
    }
    bool again_good = false;
    must(rows_of(written, ',', 4'096, again_good) == whole && again_good);
    return 0;
}
