// The only file that knows libxlsxwriter.

#include <xlsxwriter.h>

#include <fstream>

#include "register/table_writer.hpp"
#include "register/value_check.hpp"

namespace pendopo::registers {

namespace {

constexpr std::size_t most_rows = 1'048'576;   // a sheet has no more
constexpr std::size_t longest_text = 32'767;   // nor a cell

class XlsxWriter final : public TableWriter {
public:
    explicit XlsxWriter(const std::filesystem::path& file) : file_(file), folder_(file.has_parent_path() ? file.parent_path().string() : ".") {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;  // rows are written as they come
        options.tmpdir = folder_.data();
        workbook_ = workbook_new_opt(file.c_str(), &options);
        if (workbook_ == nullptr) {
            return;
        }
        sheet_ = workbook_add_worksheet(workbook_, nullptr);
        bold_ = workbook_add_format(workbook_);
        format_set_bold(bold_);
        date_ = workbook_add_format(workbook_);
        format_set_num_format(date_, "yyyy-mm-dd");
        worksheet_freeze_panes(sheet_, 1, 0);
    }

    ~XlsxWriter() override {
        if (workbook_ != nullptr) {
            workbook_close(workbook_);
        }
    }
    XlsxWriter(const XlsxWriter&) = delete;
    XlsxWriter& operator=(const XlsxWriter&) = delete;

    [[nodiscard]] bool good() const { return workbook_ != nullptr && sheet_ != nullptr; }

    Result<void> row(const std::vector<Cell>& cells) override {
        if (row_ >= most_rows) {
            return fail(ErrorKind::too_large, "transfer.too_many_rows", {},
                        {Problem{"transfer.too_many_rows", "", {{"max", std::to_string(most_rows)}}, {}, "more rows than a sheet holds; take CSV"}});
        }
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!cells[i].text.empty()) {
                CHECK(cell(cells[i], static_cast<lxw_col_t>(i)));
            }
        }
        ++row_;
        return {};
    }

    Result<void> finish() override {
        const lxw_error status = workbook_close(std::exchange(workbook_, nullptr));
        return status == LXW_NO_ERROR ? Result<void>() : not_written(file_);
    }

private:
    Result<void> cell(const Cell& cell, lxw_col_t column) {
        lxw_format* format = row_ == 0 ? bold_ : nullptr;
        const auto row = static_cast<lxw_row_t>(row_);
        lxw_error status = LXW_NO_ERROR;
        if (cell.kind == Cell::Kind::number) {
            status = worksheet_write_number(sheet_, row, column, std::strtod(cell.text.c_str(), nullptr), format);
        } else if (const auto date = cell.kind == Cell::Kind::date ? parse_date(cell.text) : std::nullopt) {
            const std::chrono::year_month_day day{*date};
            lxw_datetime moment{static_cast<int>(day.year()),
                                static_cast<int>(static_cast<unsigned>(day.month())),
                                static_cast<int>(static_cast<unsigned>(day.day())),
                                0,
                                0,
                                0};
            status = worksheet_write_datetime(sheet_, row, column, &moment, date_);
        } else if (length_of(cell.text) > longest_text) {
            return fail({Problem{"transfer.cell_too_long",
                                 fmt::format("/rows/{}/{}", row_ + 1, column + 1),
                                 {{"row", std::to_string(row_ + 1)}, {"column", std::to_string(column + 1)}, {"max", std::to_string(longest_text)}},
                                 {},
                                 "longer than a cell holds; take CSV"}});
        } else {
            status = worksheet_write_string(sheet_, row, column, cell.text.c_str(), format);
        }
        return status == LXW_NO_ERROR ? Result<void>() : not_written(file_);
    }

    std::filesystem::path file_;
    std::string folder_;
    lxw_workbook* workbook_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* bold_ = nullptr;
    lxw_format* date_ = nullptr;
    std::size_t row_ = 0;
};

}  // namespace

Result<std::unique_ptr<TableWriter>> open_xlsx(const std::filesystem::path& file) {
    // The library says on the terminal what it cannot open; ask before it does.
    if (!std::ofstream(file, std::ios::binary)) {
        return not_written(file);
    }
    auto writer = std::make_unique<XlsxWriter>(file);
    if (!writer->good()) {
        return not_written(file);
    }
    return writer;
}

}  // namespace pendopo::registers
