#include "register/table_writer.hpp"

#include <fstream>

#include "register/csv.hpp"

namespace pendopo::registers {

namespace {

class CsvWriter final : public TableWriter {
public:
    explicit CsvWriter(const std::filesystem::path& file) : file_(file), stream_(file, std::ios::binary | std::ios::trunc) {
        stream_ << "\xEF\xBB\xBF";  // by which spreadsheets know that the texts are UTF-8
    }

    Result<void> row(const std::vector<Cell>& cells) override {
        std::vector<std::string> texts;
        texts.reserve(cells.size());
        for (const Cell& cell : cells) {
            texts.push_back(cell.kind == Cell::Kind::text ? guarded_cell(cell.text) : cell.text);
        }
        stream_ << csv_row(texts);
        return stream_ ? Result<void>() : not_written(file_);
    }

    Result<void> finish() override {
        stream_.close();
        return stream_ ? Result<void>() : not_written(file_);
    }

private:
    std::filesystem::path file_;
    std::ofstream stream_;
};

}  // namespace

std::unexpected<Error> not_written(const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    return fail(ErrorKind::unavailable, "transfer.not_written", fmt::format("{} cannot be written", file.string()),
                {Problem{"transfer.not_written", "", {{"file", name}}, {}, fmt::format("{} cannot be written", name)}});
}

Result<std::unique_ptr<TableWriter>> TableWriter::open(Format format, const std::filesystem::path& file) {
    ASSERT(format != Format::jsonl, "JSON Lines hold records, not tables of texts");
    return format == Format::xlsx ? open_xlsx(file) : Result<std::unique_ptr<TableWriter>>(std::make_unique<CsvWriter>(file));
}

Result<void> write_table(const std::vector<std::string>& header, const std::function<bool(std::vector<std::string>& row)>& next, Format format,
                         const std::filesystem::path& file) {
    if (format == Format::jsonl) {
        std::ofstream stream(file, std::ios::binary | std::ios::trunc);
        std::vector<std::string> row;
        while (next(row)) {
            boost::json::object object;
            for (std::size_t i = 0; i < header.size() && i < row.size(); ++i) {
                object.emplace(header[i], row[i]);
            }
            stream << boost::json::serialize(object) << '\n';
        }
        stream.close();
        return stream ? Result<void>() : not_written(file);
    }
    TRY(const std::unique_ptr<TableWriter> writer, TableWriter::open(format, file));
    const auto write = [&writer](const std::vector<std::string>& texts) {
        std::vector<Cell> cells;
        for (const std::string& text : texts) {
            cells.push_back({text, Cell::Kind::text});
        }
        return writer->row(cells);
    };
    CHECK(write(header));
    std::vector<std::string> row;
    while (next(row)) {
        CHECK(write(row));
    }
    return writer->finish();
}

}  // namespace pendopo::registers
