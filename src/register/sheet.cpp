// Files as tables of texts, whatever their format.

#include <fstream>

#include "register/csv.hpp"
#include "register/json_lines.hpp"
#include "register/transfer.hpp"
#include "register/xlsx_reader.hpp"

namespace pendopo::registers {

std::optional<Format> format_of(const std::filesystem::path& file) {
    const std::string ending = lower(file.extension().string());
    if (ending == ".csv" || ending == ".txt" || ending == ".tsv") {
        return Format::csv;
    }
    if (ending == ".xlsx" || ending == ".xlsm") {
        return Format::xlsx;
    }
    return ending == ".jsonl" || ending == ".ndjson" ? std::optional(Format::jsonl) : std::nullopt;
}

namespace {

std::unexpected<Error> unreadable(const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    return fail(ErrorKind::not_found, "transfer.unreadable", fmt::format("{} cannot be read", name),
                {Problem{"transfer.unreadable", "", {{"file", name}}, {}, fmt::format("{} cannot be read", name)}});
}

std::unexpected<Error> not_utf8() {
    return fail(
        {Problem{"transfer.encoding", "/rows/1/1", {{"row", "1"}, {"column", "1"}}, {}, "row 1: is UTF-16, not UTF-8; save the file as \"CSV UTF-8\""}});
}

Result<void> read_csv(const std::filesystem::path& file, const TakeRow& take) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file)) {
        return unreadable(file);
    }
    std::vector<char> buffer(1U << 18U);
    const auto next = [&]() -> std::string_view {
        stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        return {buffer.data(), static_cast<std::size_t>(stream.gcount())};
    };
    std::string_view piece = next();
    if (piece.starts_with("\xFF\xFE") || piece.starts_with("\xFE\xFF")) {
        return not_utf8();
    }
    if (piece.starts_with("\xEF\xBB\xBF")) {
        piece.remove_prefix(3);
    }
    const bool names_separator = lower(piece.substr(0, 4)) == "sep=";
    CsvParser parser(separator_of(piece), [&](std::size_t row, std::vector<std::string>& cells) { return (names_separator && row == 1) || take(row, cells); });
    while (!piece.empty() && !parser.stopped()) {
        CHECK(parser.feed(piece));
        piece = next();
    }
    if (stream.bad()) {
        return unreadable(file);
    }
    return parser.finish();
}

bool is_blank(const std::vector<std::string>& cells) {
    return std::ranges::all_of(cells, [](const std::string& cell) { return trim(cell).empty(); });
}

/// Makes rows out of what a parser gives: the first that is not empty is the header; the others are as wide as it.
class RowTaker {
public:
    RowTaker(const std::function<Result<void>(const std::vector<std::string>&)>& head,
             const std::function<bool(std::size_t, const std::vector<std::string>&)>& take)
        : head_(head), take_(take) {}

    bool operator()(std::size_t row, std::vector<std::string>& cells) {
        if (is_blank(cells)) {
            return true;
        }
        if (!width_) {
            while (trim(cells.back()).empty()) {
                cells.pop_back();
            }
            for (std::string& cell : cells) {
                cell = trim(cell);
            }
            width_ = cells.size();
            if (auto result = check_header(cells); !result) {
                wrong_ = std::move(result).error();
            } else if (result = head_(cells); !result) {
                wrong_ = std::move(result).error();
            }
            return !wrong_;
        }
        while (cells.size() > *width_ && trim(cells.back()).empty()) {
            cells.pop_back();
        }
        if (cells.size() < *width_) {
            cells.resize(*width_);
        }
        return take_(row, cells);
    }

    Result<void> result() const {
        if (wrong_) {
            return std::unexpected(*wrong_);
        }
        if (!width_) {
            return fail({Problem{"transfer.empty", "", {}, {}, "the file has no rows"}});
        }
        return {};
    }

private:
    static Result<void> check_header(const std::vector<std::string>& cells) {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!cells[i].empty() && !seen.insert(lower(cells[i])).second) {
                return fail({Problem{"transfer.repeated_column",
                                     fmt::format("/rows/1/{}", i + 1),
                                     {{"column", cells[i].substr(0, 200)}},
                                     {},
                                     fmt::format("column {} stands twice", cells[i].substr(0, 200))}});
            }
        }
        return {};
    }

    const std::function<Result<void>(const std::vector<std::string>&)>& head_;
    const std::function<bool(std::size_t, const std::vector<std::string>&)>& take_;
    std::optional<std::size_t> width_;
    std::optional<Error> wrong_;
};

std::string cell_of(const boost::json::value& value) {
    if (value.is_null()) {
        return {};
    }
    if (value.is_string()) {
        return std::string(value.get_string());
    }
    if (value.is_array() &&
        std::ranges::all_of(value.get_array(), [](const auto& item) { return item.is_string() && !std::string_view(item.get_string()).contains(';'); })) {
        std::vector<std::string> texts;
        for (const auto& item : value.get_array()) {
            texts.emplace_back(item.get_string());
        }
        return join(texts, "; ");
    }
    return boost::json::serialize(value);
}

/// JSON Lines as a table: its columns are all the names that occur, so the file is read twice.
Result<void> read_json_table(const std::filesystem::path& file, const TakeRow& take) {
    std::vector<std::string> names;
    std::map<std::string, std::size_t, std::less<>> places;
    CHECK(each_json_line(file, [&](std::size_t, const boost::json::object& object) {
        for (const auto& member : object) {
            if (places.emplace(std::string(member.key()), names.size()).second) {
                names.emplace_back(member.key());
            }
        }
        return names.size() <= most_columns;
    }));
    if (names.empty()) {
        return {};
    }
    std::vector<std::string> header = names;
    if (!take(0, header)) {
        return {};
    }
    return each_json_line(file, [&](std::size_t line, const boost::json::object& object) {
        std::vector<std::string> cells(names.size());
        for (const auto& member : object) {
            if (const auto place = places.find(member.key()); place != places.end()) {
                cells[place->second] = cell_of(member.value());
            }
        }
        return take(line, cells);
    });
}

}  // namespace

Result<void> each_row(const std::filesystem::path& file, Format format, const std::function<Result<void>(const std::vector<std::string>& header)>& head,
                      const std::function<bool(std::size_t row, const std::vector<std::string>& cells)>& take) {
    RowTaker taker(head, take);
    const TakeRow row = [&taker](std::size_t number, std::vector<std::string>& cells) { return taker(number, cells); };
    switch (format) {
        case Format::csv: CHECK(read_csv(file, row)); break;
        case Format::xlsx: CHECK(read_xlsx(file, row)); break;
        case Format::jsonl: CHECK(read_json_table(file, row)); break;
    }
    return taker.result();
}

Result<Sheet> read_sheet(const std::filesystem::path& file, Format format, std::size_t max_rows) {
    Sheet sheet;
    bool too_many = false;
    CHECK(each_row(
        file, format,
        [&](const std::vector<std::string>& header) -> Result<void> {
            sheet.header = header;
            return {};
        },
        [&](std::size_t, const std::vector<std::string>& cells) {
            too_many = sheet.rows.size() >= max_rows;
            if (!too_many) {
                sheet.rows.push_back(cells);
            }
            return !too_many;
        }));
    if (too_many) {
        return fail(ErrorKind::too_large, "transfer.too_many_rows", {},
                    {Problem{"transfer.too_many_rows", "", {{"max", std::to_string(max_rows)}}, {}, fmt::format("more than {} rows", max_rows)}});
    }
    return sheet;
}

}  // namespace pendopo::registers
