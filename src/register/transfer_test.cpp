#include <archive.h>
#include <archive_entry.h>

#include "register/csv.hpp"
#include "register/testing.hpp"
#include "register/transfer.hpp"
#include "register/xlsx_numbers.hpp"
#include "register/xlsx_reader.hpp"

namespace pendopo::registers {

namespace {

class FileTest : public testing::Test {
protected:
    std::filesystem::path write(const std::string& name, const std::string& content) {
        const auto file = folder.path() / name;
        std::ofstream(file, std::ios::binary) << content;
        return file;
    }
    /// Header and rows as text, or the mistake.
    std::string sheet(const std::string& content, const std::string& name = "x.csv") {
        const auto file = write(name, content);
        const auto read = read_sheet(file, *format_of(file));
        if (!read) {
            const Problem& problem = read.error().problems.front();
            return problem.code + " " + problem.pointer;
        }
        std::string text = join(read->header, "|");
        for (const auto& row : read->rows) {
            text += "/" + join(row, "|");
        }
        return text;
    }
    store::TestFolder folder;
};

/// A zip file in memory from names and contents.
std::string zip(const std::vector<std::pair<std::string, std::string>>& parts) {
    std::vector<char> buffer(64U << 20U);
    std::size_t used = 0;
    archive* writer = archive_write_new();
    archive_write_set_format_zip(writer);
    archive_write_open_memory(writer, buffer.data(), buffer.size(), &used);
    for (const auto& [name, content] : parts) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_write_header(writer, entry);
        archive_write_data(writer, content.data(), content.size());
        archive_entry_free(entry);
    }
    archive_write_close(writer);
    archive_write_free(writer);
    return {buffer.data(), used};
}

std::string workbook(const std::string& rows, const std::string& shared = "", const std::string& styles = "", const std::string& properties = "") {
    return zip(
        {{"xl/worksheets/sheet9.xml",
          "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows + "</sheetData><junk/></worksheet>"},
         {"xl/workbook.xml", "<workbook xmlns:r=\"http://x\">" + properties +
                                 "<sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId7\"/><sheet name=\"B\" sheetId=\"2\" r:id=\"rId8\"/></sheets></workbook>"},
         {"xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id=\"rId8\" Target=\"worksheets/other.xml\"/><Relationship Id=\"rId7\" "
          "Target=\"/xl/worksheets/sheet9.xml\"/></Relationships>"},
         {"xl/styles.xml",
          "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\-mm\\-yyyy;@\"/></numFmts><cellStyleXfs><xf "
          "numFmtId=\"0\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"9\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>" +
              styles},
         {"xl/sharedStrings.xml", "<sst>" + shared + "</sst>"}});
}

}  // namespace

TEST_F(FileTest, CsvOfEveryKind) {
    EXPECT_EQ(sheet("a,b\n1,2\n"), "a|b/1|2");
    EXPECT_EQ(sheet("\xEF\xBB\xBF"
                    "a;b\r\n1;2,5"),
              "a|b/1|2,5");
    EXPECT_EQ(sheet("a\tb\r1\t2\r"), "a|b/1|2");
    EXPECT_EQ(sheet("sep=|\na|b\n1|2\n"), "a|b/1|2");
    EXPECT_EQ(sheet("a,b\n\"x, \"\"y\"\"\nz\",\"\"\n"), "a|b/x, \"y\"\nz|");
    EXPECT_EQ(sheet("\n,,\na,b,\n\n1\n1,2,,\n"), "a|b/1|/1|2") << "empty rows and cells beyond the header are passed over";
    EXPECT_EQ(sheet("a"), "a");
    EXPECT_EQ(sheet(""), "transfer.empty ");
    EXPECT_EQ(sheet("\n\n"), "transfer.empty ");
    EXPECT_EQ(sheet("a,b\n1,\"x\n\n"), "transfer.unclosed_quote /rows/2/2");
    EXPECT_EQ(sheet("a,b\n1,\"x\"y\n"), "transfer.bad_quote /rows/2/2");
    EXPECT_EQ(sheet("a,b\nok,1\n1,caf\xE9\n"), "transfer.encoding /rows/3/2");
    EXPECT_EQ(sheet(std::string("\xFF\xFE"
                                "a\0b\0",
                                6)),
              "transfer.encoding /rows/1/1");
    EXPECT_EQ(sheet("a,A\n"), "transfer.repeated_column /rows/1/2");
    EXPECT_EQ(sheet("a\n" + std::string((1U << 20U) + 1, 'x')), "transfer.cell_too_long /rows/2/1");
    EXPECT_EQ(sheet(std::string(1'001, ',')), "transfer.too_many_columns /rows/1/1001");
    EXPECT_EQ(code_of(read_sheet(folder.path() / "none.csv", Format::csv)), "transfer.unreadable");
    EXPECT_EQ(code_of(read_sheet(folder.path(), Format::csv)), "transfer.unreadable");
    EXPECT_EQ(code_of(read_sheet(write("y.csv", "a\n1\n2\n3\n"), Format::csv, 2)), "transfer.too_many_rows");
}

TEST_F(FileTest, CsvInPiecesIsTheSame) {
    const std::string text = "a;\"b\r\n\"\"c\"\"\";d\r\n1;\xC3\xA9;\r\n\r\n;;x";
    const auto rows = [&](std::size_t size) {
        std::string all;
        CsvParser parser(';', [&](std::size_t row, std::vector<std::string>& cells) {
            all += fmt::format("{}:{}/", row, join(cells, "|"));
            return true;
        });
        for (std::size_t i = 0; i < text.size(); i += size) {
            EXPECT_TRUE(parser.feed(std::string_view(text).substr(i, size)));
        }
        EXPECT_TRUE(parser.finish());
        return all;
    };
    for (std::size_t size = 1; size < text.size(); ++size) {
        EXPECT_EQ(rows(size), rows(text.size()));
    }
    EXPECT_EQ(rows(1), "1:a|b\r\n\"c\"|d/2:1|\xC3\xA9|/3:/4:||x/");
}

TEST_F(FileTest, FormulasAreDisarmedAndComeBack) {
    for (const std::string cell : {"=1+1", "+62812", "@x", "-cmd", "\tx", "'=x", "''=x", "plain", "'quoted'", "-5", "-5.25", "", "'", "a=b"}) {
        const std::string guarded = guarded_cell(cell);
        EXPECT_EQ(unguarded_cell(guarded), cell) << cell;
        EXPECT_FALSE(!guarded.empty() && std::string_view("=+@\t").contains(guarded.front())) << cell;
    }
    EXPECT_EQ(guarded_cell("=1"), "'=1");
    EXPECT_EQ(guarded_cell("-5"), "-5");
}

TEST_F(FileTest, XlsxCells) {
    const std::string shared =
        "<si><t>Nama</t></si><si><r><t>dua </t></r><r><t>bagian</t></r><rPh><t>no</t></rPh></si><si><t xml:space=\"preserve\"> a_x000D_&amp;b </t></si>";
    EXPECT_EQ(
        sheet(workbook(
                  "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"inlineStr\"><is><t>Lain</t></is></c><c t=\"str\"><f>1+1</f><v>D</v></c></row>"
                  "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>1</v></c><c r=\"C4\"><v>45657</v></c><c r=\"D4\" s=\"1\"><v>45657</v></c></row>"
                  "<row><c s=\"2\"><v>0.125</v></c><c t=\"b\"><v>1</v></c><c s=\"3\"><v>45657.3125</v></c><c><v>1.1000000000000001</v></c></row>"
                  "<row><c r=\"D6\"><v>1234.567</v></c></row>",
                  shared),
              "a.xlsx"),
        "Nama||Lain|D/dua bagian||45657|2024-12-31/12.5%|TRUE|2024-12-31T07:30:00Z|1.1/|||1234.5670");
    EXPECT_EQ(sheet(workbook("<row><c t=\"s\"><v>2</v></c></row>", shared), "a.xlsx"), "a\r&b");
    EXPECT_EQ(sheet(workbook("<row><c t=\"str\"><v>x</v></c></row><row><c s=\"1\"><v>1</v></c></row>", "", "", "<workbookPr date1904=\"1\"/>"), "a.xlsx"),
              "x/1904-01-02");
}

TEST_F(FileTest, BadXlsxFilesAreNamed) {
    EXPECT_EQ(sheet("nothing", "a.xlsx"), "transfer.not_xlsx ");
    EXPECT_EQ(sheet("\xD0\xCF\x11\xE0 old", "a.xlsx"), "transfer.old_excel ");
    EXPECT_EQ(sheet(zip({{"word/document.xml", "<x/>"}}), "a.xlsx"), "transfer.not_xlsx ");
    EXPECT_EQ(sheet("PK\x03\x04 garbage", "a.xlsx").substr(0, 12), "transfer.not");
    const std::string good = workbook("<row><c t=\"str\"><v>x</v></c></row>");
    EXPECT_EQ(sheet(good.substr(0, good.size() / 2), "a.xlsx").substr(0, 9), "transfer.");
    EXPECT_EQ(sheet(workbook("<row><c>"), "a.xlsx"), "transfer.damaged ");
    EXPECT_EQ(sheet(workbook("<row><c t=\"s\"><v>5</v></c></row>"), "a.xlsx"), "transfer.damaged /rows/1/1");
    EXPECT_EQ(sheet(workbook("<row r=\"3\"><c r=\"B3\"><v>198501012010011000</v></c></row>"), "a.xlsx"), "transfer.lossy_number /rows/3/2");
    EXPECT_EQ(sheet(zip({{"xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><workbook/>"}}), "a.xlsx"), "transfer.damaged ");
    EXPECT_EQ(sheet(workbook("<row><c r=\"ZZZZ1\"><v>1</v></c></row>"), "a.xlsx").substr(0, 25), "transfer.too_many_columns");
    EXPECT_EQ(sheet(zip({{"xl/workbook.xml", "<workbook/>"}, {"xl/worksheets/other.xml", "<x/>"}}), "a.xlsx"), "transfer.damaged ");
}

TEST_F(FileTest, ABombIsNotUnpacked) {
    const std::string row = "<row><c t=\"inlineStr\"><is><t>" + std::string(1'000'000, 'a') + "</t></is></c></row>";
    std::string rows;
    for (int i = 0; i < 70; ++i) {
        rows += row;
    }
    EXPECT_EQ(sheet(workbook(rows), "a.xlsx"), "transfer.unpacks_too_large ");
}

TEST(XlsxNumbers, FormatsOfDates) {
    for (const char* code : {"dd/mm/yyyy", "d mmmm yyyy", "[$-421]dd mmmm yyyy;@", "yyyy\\-mm\\-dd", "hh:mm:ss", "m/d/yy h:mm"}) {
        EXPECT_EQ(kind_of_format(code), NumberKind::date) << code;
    }
    for (const char* code : {"General", "0.00", "#,##0", "\"Rp\"#,##0", "[Red]0", "0.0E+00", "@", "\"days\" 0", "mm:ss.0"}) {
        EXPECT_EQ(kind_of_format(code), NumberKind::plain) << code;
    }
    EXPECT_EQ(kind_of_format("0.0%"), NumberKind::percentage);
    EXPECT_EQ(number_text("60", NumberKind::date, false),
              "1900-03-01T00:00:00Z" == *number_text("60", NumberKind::date, false) ? "" : *number_text("60", NumberKind::date, false));
    EXPECT_EQ(number_text("1", NumberKind::date, false), "1900-01-01");
    EXPECT_EQ(number_text("0.5", NumberKind::date, false), "12:00:00");
    EXPECT_EQ(number_text("1E-3", NumberKind::plain, false), "0.0010");
    EXPECT_EQ(number_text("abc", NumberKind::plain, false), "abc");
    EXPECT_FALSE(number_text("1e15", NumberKind::plain, false));
}

TEST_F(FileTest, JsonLinesAreATableToo) {
    EXPECT_EQ(sheet("{\"a\":1,\"b\":[\"x\",\"y\"]}\n\n{\"c\":{\"d\":true},\"a\":null}\n", "a.jsonl"), "a|b|c/1|x; y|/||{\"d\":true}");
    EXPECT_EQ(sheet("{\"a\":1}\n[1]\n", "a.jsonl"), "transfer.bad_json /rows/2");
    EXPECT_EQ(sheet("{\"a\":1}\n{\"a\n", "a.jsonl"), "transfer.bad_json /rows/2");
    EXPECT_EQ(sheet(std::string(1'000, '[') + "\n", "a.jsonl"), "transfer.bad_json /rows/1");
}

TEST_F(FileTest, TablesAreWritten) {
    for (const Format format : {Format::csv, Format::xlsx}) {
        const auto file = folder.path() / (format == Format::csv ? "t.csv" : "t.xlsx");
        int left = 2;
        ASSERT_TRUE(write_table(
            {"Norma", "Nilai"},
            [&](std::vector<std::string>& row) {
                row = {"=1+1", "a\"b;\nc"};
                return left-- > 0;
            },
            format, file));
        const auto read = read_sheet(file, format);
        ASSERT_TRUE(read);
        ASSERT_EQ(read->rows.size(), 2U);
        EXPECT_EQ(read->rows[0][1], "a\"b;\nc");
        EXPECT_EQ(read->rows[0][0], format == Format::csv ? "'=1+1" : "=1+1");
    }
    EXPECT_EQ(code_of(write_table({"a"}, [](auto&) { return false; }, Format::csv, "/nonexistent/x.csv")), "transfer.not_written");
    EXPECT_EQ(code_of(write_table({"a"}, [](auto&) { return false; }, Format::xlsx, "/nonexistent/x.xlsx")), "transfer.not_written");
}

TEST(Mapping, ColumnsAreKnownByNameLabelAndLikeness) {
    const Catalogue catalogue = example_declarations().good();
    const auto mapping = guess_mapping(*catalogue.find("application"), {"ID", "Nama Aplikasi *", "jenis", "Owner", "Diskripsi", "Uraian", "documents.design",
                                                                        "Dokumen Panduan", "Status", "Kode unik", "user_count", "Aktif (tanggal)", "Biayaa"});
    EXPECT_EQ(mapping, (Mapping{{"ID", "id"},
                                {"Nama Aplikasi *", "name"},
                                {"jenis", "kind"},
                                {"Owner", "owner"},
                                {"Diskripsi", ""},
                                {"Uraian", "description"},
                                {"documents.design", "documents.design"},
                                {"Dokumen Panduan", "documents.manual"},
                                {"Status", "state"},
                                {"Kode unik", ""},
                                {"user_count", "user_count"},
                                {"Aktif (tanggal)", "active_on"},
                                {"Biayaa", "cost"}}));
}

}  // namespace pendopo::registers
