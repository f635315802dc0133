#include "register/testing.hpp"

namespace pendopo::registers {

namespace {

using boost::json::array;
using boost::json::object;

class Import : public RecordsTest {
protected:
    void SetUp() override {
        RecordsTest::SetUp();
        if (!IsSkipped()) {
            ASSERT_TRUE(create("agency", {{"name", "Dinas Kominfo"}, {"short_name", "Diskominfo"}}, "kominfo"));
            ASSERT_TRUE(create("agency", {{"name", "Dinas Kesehatan"}}, "dinkes"));
        }
    }
    std::filesystem::path write(const std::string& name, const std::string& content) {
        const auto file = folder.path() / name;
        std::ofstream(file, std::ios::binary) << content;
        return file;
    }
    Result<ImportReport> take_file(std::string_view name, const std::filesystem::path& file, const ImportOptions& options = {}) {
        return database->write([&](store::Session& session) { return import_file(session, *records, reg(name), file, *format_of(file), options, author()); });
    }
    Result<ImportReport> take(std::string_view name, const std::string& csv, const ImportOptions& options = {}) {
        return take_file(name, write("in.csv", csv), options);
    }
    Result<ImportReport> lines(const std::vector<std::string>& all, const ImportOptions& options = {}) {
        return database->write([&](store::Session& session) {
            std::size_t next = 0;
            return import_lines(
                session, *records, [&]() -> std::optional<std::string> { return next < all.size() ? std::optional(all[next++]) : std::nullopt; }, options,
                author());
        });
    }
    /// "created changed unchanged", or the first problems.
    static std::string outcome(const Result<ImportReport>& report) {
        if (!report) {
            return report.error().code;
        }
        return report->problems.empty() ? fmt::format("{} {} {}", report->created, report->changed, report->unchanged) : join(told(report->problems), ", ");
    }
    std::string value(std::string_view name, const std::string& id, std::string_view field) {
        const auto record = find(name, id);
        return record ? join(texts_of(record->get(reg(name), field)), "|") : record.error().code;
    }
    std::int64_t count(std::string_view name) {
        return database->read([&](store::Session& session) { return records->count(session, reg(name), {}); });
    }
    std::filesystem::path exported(std::string_view name, const std::string& file, Language language = Language::id, const Query& query = {}) {
        const auto path = folder.path() / file;
        const auto done =
            database->read([&](store::Session& session) { return export_file(session, *records, reg(name), query, *format_of(path), path, language); });
        EXPECT_TRUE(done) << done.error().detail;
        return path;
    }

    store::TestFolder folder;
};

INSTANTIATE_TEST_SUITE_P(Databases, Import, testing::ValuesIn(store::test_dialects), store::dialect_name);

}  // namespace

TEST_P(Import, ASheetAsAgenciesHaveIt) {
    const auto report = take("application",
                             "No;Jenis;NAMA APLIKASI;Pemilik;Biaya;Mulai dipakai;Terbuka;Pengguna;Dokumen Perancangan\r\n"
                             "1;Aplikasi khusus;SIMPEG;dinas kominfo;Rp1.500.000,50;31-12-2020;ya;Pegawai;ada\r\n"
                             "2;common;Satu Data;Diskominfo;-;1 Maret 2021;tidak;Masyarakat; 2020-05-01\r\n");
    ASSERT_EQ(outcome(report), "2 0 0");
    EXPECT_EQ(report->unknown_columns, std::vector<std::string>{"No"});
    EXPECT_EQ(value("application", "APL-0001", "name"), "SIMPEG");
    EXPECT_EQ(value("application", "APL-0001", "owner"), "kominfo");
    EXPECT_EQ(value("application", "APL-0001", "cost"), "150000050");
    EXPECT_EQ(value("application", "APL-0002", "launched"), "2021-03-01");
    EXPECT_EQ(value("application", "APL-0002", "owner"), "kominfo") << "by its short name";
    EXPECT_EQ(value("application", "APL-0001", "documents"), "design");
    EXPECT_EQ(verify(), "");
    const auto entry = database->read([](store::Session& session) { return ledger::entries(session, {}).front(); });
    EXPECT_EQ(entry.action, "import");
}

TEST_P(Import, MistakesAreNamedByRowAndColumnAndNothingIsDone) {
    const auto report = take("application",
                             "Nama aplikasi,Jenis,Pemilik,Jumlah pengguna\n"
                             "Baik,Aplikasi khusus,kominfo,5\n"
                             "Buruk,Aplikasi kusus,siapa,-1\n"
                             ",Aplikasi umum,Dinas Entah,x\n"
                             "Baik,,,\n");
    ASSERT_TRUE(report);
    EXPECT_EQ(told(report->problems), (std::vector<std::string>{"/rows/3/jenis field.not_a_choice", "/rows/3/jumlah pengguna field.too_small",
                                                                "/rows/4/pemilik field.dangling_reference", "/rows/4/jumlah pengguna field.not_an_integer",
                                                                "/rows/5/nama aplikasi field.not_unique"}));
    EXPECT_EQ(report->problems[0].arguments.at("row"), "3");
    EXPECT_EQ(report->problems[0].arguments.at("column"), "Jenis");
    EXPECT_EQ(report->problems[0].arguments.at("suggestion"), "Aplikasi khusus");
    EXPECT_EQ(report->problems[2].arguments.at("value"), "Dinas Entah");
    EXPECT_EQ(count("application"), 0);
    EXPECT_EQ(entries(), 2);
}

TEST_P(Import, ALateMistakeTakesBackWhatWasWritten) {
    std::string csv = "Nama,Induk\n";
    for (int i = 0; i < 1'500; ++i) {
        csv += fmt::format("Badan {},\n", i);
    }
    csv += "Badan 7,\n";
    EXPECT_EQ(outcome(take("agency", csv)), "/rows/1502/nama field.not_unique");
    EXPECT_EQ(count("agency"), 2);
    EXPECT_EQ(entries(), 2);
    EXPECT_EQ(verify(), "");
    EXPECT_EQ(create("agency", {{"name", "Sesudah"}})->id, "PD-001") << "numbers are taken back as well";
}

TEST_P(Import, ADryRunChangesNothingAndSaysTheSame) {
    ImportOptions dry;
    dry.dry_run = true;
    const std::string csv = "id,Nama\nkominfo,Dinas Kominfo Baru\nbaru,Dinas Baru\ndinkes,Dinas Kesehatan\n";
    EXPECT_EQ(outcome(take("agency", csv, dry)), "1 1 1");
    EXPECT_EQ(count("agency"), 2);
    EXPECT_EQ(outcome(database->read(
                  [&](store::Session& session) { return import_file(session, *records, reg("agency"), write("r.csv", csv), Format::csv, dry, author()); })),
              "1 1 1")
        << "a reader can try it too";
    EXPECT_EQ(outcome(take("agency", csv)), "1 1 1");
    EXPECT_EQ(value("agency", "kominfo", "name"), "Dinas Kominfo Baru");
    EXPECT_EQ(value("agency", "kominfo", "short_name"), "Diskominfo") << "what the sheet does not have stays";
    EXPECT_EQ(outcome(take("agency", csv)), "0 0 3");
    EXPECT_EQ(verify(), "");
}

TEST_P(Import, OfficesByTheirNames) {
    records->know_offices({{"inspectorate", "inspectorate"}, {"inspektorat kota", "inspectorate"}});
    EXPECT_EQ(outcome(take("application", "id,name,builder\na,A,Inspektorat Kota\nb,B,Diskominfo\nc,C,dinkes\nd,D,inspectorate\n")), "4 0 0");
    EXPECT_EQ(value("application", "a", "builder"), "inspectorate");
    EXPECT_EQ(value("application", "b", "builder"), "kominfo");
    EXPECT_EQ(value("application", "c", "builder"), "dinkes");
    EXPECT_EQ(outcome(take("application", "id,name,builder\ne,E,hantu\n")), "/rows/2/builder field.unknown_office");
    EXPECT_EQ(
        outcome(lines({R"({"register":"application","id":"f","name":"F","builder":"baru"})", R"({"register":"agency","id":"baru","name":"Dinas Baru"})"})),
        "2 0 0")
        << "an agency may come later in the file";
}

TEST_P(Import, AnEmptyCellClears) {
    EXPECT_EQ(outcome(take("agency", "id,Nama singkat\nkominfo,\n")), "0 1 0");
    EXPECT_EQ(value("agency", "kominfo", "short_name"), "");
    EXPECT_EQ(outcome(take("agency", "id,Nama\nkominfo,\n")), "/rows/2/nama field.required");
}

TEST_P(Import, ThePastIsTakenAsItIs) {
    EXPECT_EQ(outcome(take("application", "Nama aplikasi,Status,Aktif (tanggal),active_by,Konsep (tanggal)\nLama,Aktif,2019-05-01,inspectorate,2018-01-01\n")),
              "1 0 0");
    const auto record = find("application", "APL-0001");
    EXPECT_EQ(record->state, "active");
    EXPECT_EQ(value("application", "APL-0001", "active_on"), "2019-05-01");
    EXPECT_EQ(value("application", "APL-0001", "active_by"), "inspectorate");
    EXPECT_EQ(value("application", "APL-0001", "draft_on"), "2018-01-01");
    EXPECT_EQ(outcome(take("application", "Nama aplikasi,Status\nLain,Aktip\n")), "/rows/2/status record.unknown_state");
}

TEST_P(Import, KeysOfAFile) {
    EXPECT_EQ(outcome(take("agency", "id,Nama\na,A\na,B\n")), "/rows/3/id record.repeated_key");
    EXPECT_EQ(outcome(take("agency", "id,Nama\na/b,A\n")), "/rows/2/id record.bad_key");
    EXPECT_EQ(outcome(take("agency", "id,Nama\nPD-003,A\n,B\n,C\n")), "3 0 0");
    EXPECT_EQ(value("agency", "PD-004", "name"), "B");
    EXPECT_EQ(outcome(take("agency", "id,Nama,Induk\nx,X,y\ny,Y,z\nz,Z,\n")), "3 0 0") << "references to later rows";
    EXPECT_EQ(value("agency", "x", "parent"), "y");
    EXPECT_EQ(outcome(take("agency", "id,Nama,Induk\nz,Z,x\nw,W,w\n")), "/rows/2/induk field.cycle, /rows/3/induk field.cycle");
    EXPECT_EQ(outcome(take("agency", "id,Nama,Induk\nv,V,nowhere\n")), "/rows/2/induk field.dangling_reference");
    EXPECT_EQ(verify(), "");
}

TEST_P(Import, UniqueValuesMoveWithinAFile) {
    EXPECT_EQ(outcome(take("agency", "id,Nama\nkominfo,Dinas Lain\nbaru,Dinas Kominfo\n")), "1 1 0") << "a name given up can be taken";
    EXPECT_EQ(outcome(take("agency", ",Nama,x\n,Dinas Sama,\n,Dinas Sama,\n")), "/rows/3/nama field.not_unique") << "two new records without keys";
}

TEST_P(Import, TheMappingDecides) {
    ImportOptions options;
    options.mapping = {{"A", "name"}, {"B", ""}, {"C", "documents.manual"}};
    EXPECT_EQ(outcome(take("application", "A,B,C\nSatu,x,2020-01-31\n", options)), "1 0 0");
    EXPECT_EQ(std::get<std::vector<Line>>(find("application", "APL-0001")->get(reg("application"), "documents")).front()[2], "2020-01-31");
    options.mapping = {{"A", "nmae"}};
    const auto unknown = take("application", "A\nx\n", options);
    EXPECT_EQ(outcome(unknown), "transfer.unknown_field");
    EXPECT_EQ(unknown.error().problems.front().arguments.at("suggestion"), "name");
    options.mapping = {{"A", "name"}, {"B", "name"}};
    EXPECT_EQ(outcome(take("application", "A,B\nx,y\n", options)), "transfer.mapped_twice");
    EXPECT_EQ(outcome(take("application", "foo,bar\nx,y\n")), "transfer.no_known_column");
    EXPECT_EQ(outcome(take("application", "Nama aplikasi\nx,y\n")), "/rows/2 transfer.too_many_cells");
}

TEST_P(Import, ProblemsEndWhereThereAreEnough) {
    std::string csv = "Nama,Induk\n";
    for (int i = 0; i < 3'000; ++i) {
        csv += ",\nx,none\n";
    }
    ImportOptions options;
    options.max_problems = 20;
    const auto report = take("agency", csv, options);
    ASSERT_TRUE(report);
    EXPECT_EQ(report->problems.size(), 20U);
    EXPECT_EQ(count("agency"), 2);
}

TEST_P(Import, ManyRowsWithKeysAndReferences) {
    std::string csv = "id,Nama aplikasi,Pemilik,Terhubung\n";
    for (int i = 0; i < 3'000; ++i) {
        csv += fmt::format("A-{0},Aplikasi {0},{1},A-{2}; A-{3}\n", i, i % 2 == 0 ? "kominfo" : "Dinas Kesehatan", (i + 1) % 3'000, (i + 7) % 3'000);
    }
    std::size_t progress = 0;
    ImportOptions options;
    options.progress = [&progress](std::size_t rows) { progress = rows; };
    EXPECT_EQ(outcome(take("application", csv, options)), "3000 0 0");
    EXPECT_EQ(progress, 3'000U);
    EXPECT_EQ(outcome(take("application", csv)), "0 0 3000");
    EXPECT_EQ(value("application", "A-2999", "joins"), "A-0|A-6");
    EXPECT_EQ(value("application", "A-2999", "owner"), "dinkes");
    EXPECT_EQ(ids("application", Query{.search = "2999"}), std::vector<std::string>{"A-2999"});
    EXPECT_EQ(verify(), "");
}

TEST_P(Import, LinesOfSeveralRegistersReferForwards) {
    const auto report = lines(
        {R"({"register":"release","id":"r1","name":"1.0","application":"x1"})", "",
         R"({"register":"application","id":"x1","name":"X","owner":"baru","cost":5,"costs":[{"year":2024,"to":"baru"}],"state":"active","active_on":"2020-01-01"})",
         R"({"register":"agency","id":"baru","fields":{"name":"Dinas Baru"},"version":9,"created_on":"x"})"});
    ASSERT_EQ(outcome(report), "3 0 0");
    EXPECT_EQ(report->rows, 3U);
    EXPECT_EQ(value("application", "x1", "owner"), "baru");
    EXPECT_EQ(value("application", "x1", "active_on"), "2020-01-01");
    EXPECT_EQ(verify(), "");
}

TEST_P(Import, BadLinesAreNamed) {
    EXPECT_EQ(outcome(lines({R"({"register":"agency","name":"A"})", "{nonsense", R"(["x"])", R"({"register":"agnecy","name":"B"})", R"({"name":"B"})",
                             R"({"register":"agency","nmae":"B","name":5})", R"({"register":"release","name":"1","application":"nowhere"})",
                             R"({"register":"agency","id":5,"name":"C"})", "{\"register\":\"agency\",\"name\":\"\xFF\"}"})),
              "/rows/2 transfer.bad_json, /rows/3 transfer.bad_json, /rows/4/register transfer.unknown_register, /rows/5/register transfer.unknown_register, "
              "/rows/6/nmae field.unknown, /rows/6/name field.wrong_type, "
              "/rows/7/application field.dangling_reference, /rows/8/id field.wrong_type, /rows/9 transfer.encoding");
    EXPECT_EQ(count("agency"), 2);
    const auto report = lines({R"({"register":"agnecy"})"});
    EXPECT_EQ(report->problems.front().arguments.at("suggestion"), "agency");
}

TEST_P(Import, WhatIsExportedComesBackUnchanged) {
    ASSERT_TRUE(create("application",
                       {{"name", "Satu, \"dua\"; =tiga"},
                        {"description", "=1+1\nbaris dua\xE2\x80\x93"},
                        {"kind", "special"},
                        {"users", array{"public", "staff"}},
                        {"user_count", 1234567},
                        {"score", 1.234},
                        {"share", 12.5},
                        {"cost", 150000050},
                        {"open", false},
                        {"launched", "2020-02-29"},
                        {"checked", "2024-01-02T03:04:05.678Z"},
                        {"every", "6m"},
                        {"owner", "kominfo"},
                        {"joins", array{"APL-0001"}},
                        {"about", "agency:dinkes"},
                        {"documents", array{object{{"item", "design"}, {"text", "a; b"}, {"on", "2024-01-01"}, {"by", "ict_agency"}}}},
                        {"costs", array{object{{"year", 2024}, {"amount", 1}, {"paid", true}}}},
                        {"former_names", array{"a;b", "c"}},
                        {"letter", std::string(64, 'a') + "/s.pdf"},
                        {"files", array{std::string(64, 'b') + "/t.pdf"}},
                        {"address", "https://a.id/?x=1;2"},
                        {"mail", "a@b.id"},
                        {"phone", "+62351462153"},
                        {"nik", "3577014508900001"},
                        {"nip", "199001012015031002"},
                        {"place", "-7.63,111.5"},
                        {"builder", "ict_agency"},
                        {"norm", "kediri-42-2019:24/2"},
                        {"code", "AB-12"}},
                       "APL-0001"));
    ASSERT_TRUE(create("application", {{"name", "-5"}}));
    ASSERT_TRUE(create("application", {{"name", "+62"}, {"cost", 5}}, "", "active"));
    for (const char* file : {"a.csv", "a.xlsx", "a.jsonl"}) {
        for (const Language language : {Language::id, Language::en}) {
            const auto report = take_file("application", exported("application", file, language));
            EXPECT_EQ(outcome(report), "0 0 3") << file;
            EXPECT_TRUE(!report || report->unknown_columns.empty()) << file;
        }
    }
    ASSERT_TRUE(database->write([&](store::Session& session) { return records->remove(session, reg("application"), "APL-0002", {}, author()); }));
    EXPECT_EQ(outcome(take_file("application", exported("application", "b.csv"))), "0 0 2");
}

TEST_P(Import, AnExportIsSafeForSpreadsheets) {
    ASSERT_TRUE(create("agency", {{"name", "=HYPERLINK(\"http://x\")"}, {"short_name", "@SUM(1)"}}, "a"));
    const auto sheet = read_sheet(exported("agency", "a.csv", Language::id, Query{.fields = {"name", "short_name"}}), Format::csv);
    EXPECT_EQ(sheet->header, (std::vector<std::string>{"id", "Nama", "Nama singkat"}));
    for (const auto& row : sheet->rows) {
        for (const std::string& cell : row) {
            EXPECT_TRUE(cell.empty() || !std::string_view("=+-@").contains(cell.front())) << cell;
        }
    }
}

}  // namespace pendopo::registers
