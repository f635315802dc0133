#pragma once
// Small catalogues and records for the tests of this room.

#include <fstream>

#include <gtest/gtest.h>

#include "register/records.hpp"
#include "register/transfer.hpp"
#include "store/test_database.hpp"

namespace pendopo::registers {

/// A folder of declarations: files by path, read as the program reads its own.
class Declarations {
public:
    Declarations& file(const std::string& path, const std::string& content) {
        const auto place = folder_->path() / path;
        std::filesystem::create_directories(place.parent_path());
        std::ofstream(place, std::ios::binary) << content;
        return *this;
    }
    /// systems/<system>/system.yaml with all it needs.
    Declarations& system(const std::string& name) {
        return file("systems/" + name + "/system.yaml", "system: " + name + "\nlabel: {id: \"S\", en: \"S\"}\ngroup: services\n");
    }
    /// A register of the system "test"; the head with name, label and example is added.
    Declarations& add(const std::string& name, const std::string& body, const std::string& example = "{}") {
        return file("systems/test/registers/" + name + ".yaml",
                    "register: " + name + "\nlabel: {id: \"" + name + "\", en: \"" + name + "\"}\nexample: [" + example + "]\n" + body);
    }
    Result<Catalogue> load() const { return Catalogue::load(Resources::of_folder(folder_->path().string())); }
    /// @throws where a test's own declarations are wrong
    Catalogue good() const {
        auto catalogue = load();
        if (!catalogue) {
            std::string all;
            for (const Problem& problem : catalogue.error().problems) {
                all += problem.pointer + ": " + problem.detail + "\n";
            }
            throw std::runtime_error(all);
        }
        return *std::move(catalogue);
    }

private:
    std::unique_ptr<store::TestFolder> folder_ = std::make_unique<store::TestFolder>();
};

/// agency, application (every type of field), release (belongs to an application).
inline Declarations example_declarations() {
    Declarations declarations;
    declarations.system("test");
    declarations.add("agency", R"(numbering: "PD-{000}"
title: name
fields:
  name: {type: text, required: true, unique: true, max: 200, label: {id: "Nama", en: "Name"}}
  short_name: {type: text, max: 60, label: {id: "Nama singkat", en: "Short name"}}
  parent: {type: reference, to: agency, label: {id: "Induk", en: "Parent"}}
states:
  active: {id: "Aktif", en: "Active"}
  ended: {id: "Dihapus", en: "Ended", closed: true}
)",
                     "{name: \"Dinas\"}");
    declarations.add("application", R"(numbering: "APL-{0000}"
title: name
agency: owner
fields:
  name: {type: text, required: true, unique: true, max: 200, label: {id: "Nama aplikasi", en: "Application name"}}
  description: {type: long_text, label: {id: "Uraian", en: "Description"}}
  kind: {type: choice, label: {id: "Jenis", en: "Kind"}, choices: {common: {id: "Aplikasi umum", en: "Common application"}, special: {id: "Aplikasi khusus", en: "Special application"}}}
  users: {type: choices, label: {id: "Pengguna", en: "Users"}, choices: {public: {id: "Masyarakat", en: "Residents"}, staff: {id: "Pegawai", en: "Staff"}}}
  user_count: {type: integer, min: 0, label: {id: "Jumlah pengguna", en: "Number of users"}}
  score: {type: decimal, label: {id: "Nilai", en: "Score"}}
  share: {type: percentage, label: {id: "Cakupan", en: "Share"}}
  cost: {type: money, min: 0, label: {id: "Biaya", en: "Cost"}}
  open: {type: boolean, label: {id: "Terbuka", en: "Open"}}
  launched: {type: date, label: {id: "Mulai dipakai", en: "Launched"}}
  checked: {type: datetime, label: {id: "Diperiksa", en: "Checked"}}
  every: {type: duration, label: {id: "Berkala", en: "Every"}}
  owner: {type: reference, to: agency, label: {id: "Pemilik", en: "Owner"}}
  joins: {type: references, to: application, label: {id: "Terhubung", en: "Joins"}}
  about: {type: reference, to: any, label: {id: "Tentang", en: "About"}}
  documents: {type: parts, label: {id: "Dokumen", en: "Documents"}, choices: {design: {id: "Perancangan", en: "Design"}, manual: {id: "Panduan", en: "Manual"}}}
  costs: {type: lines, label: {id: "Rincian", en: "Costs"}, columns: {year: {type: integer, label: {id: "Tahun", en: "Year"}}, amount: {type: money, label: {id: "Jumlah", en: "Amount"}}, paid: {type: boolean, label: {id: "Lunas", en: "Paid"}}, to: {type: reference, to: agency, label: {id: "Kepada", en: "To"}}}}
  former_names: {type: list, label: {id: "Nama terdahulu", en: "Former names"}}
  letter: {type: file, label: {id: "Surat", en: "Letter"}}
  files: {type: files, label: {id: "Berkas", en: "Files"}}
  address: {type: url, label: {id: "Alamat", en: "Address"}}
  mail: {type: email, label: {id: "Surel", en: "E-mail"}}
  phone: {type: phone, label: {id: "Telepon", en: "Telephone"}}
  nik: {type: nik, personal: true, label: {id: "NIK", en: "NIK"}}
  nip: {type: nip, label: {id: "NIP", en: "NIP"}}
  place: {type: point, label: {id: "Koordinat", en: "Coordinates"}}
  builder: {type: office, label: {id: "Pembangun", en: "Builder"}}
  norm: {type: norm, label: {id: "Norma", en: "Norm"}}
  code: {type: text, max: 10, pattern: "[A-Z]{2}-[0-9]+", label: {id: "Sandi", en: "Code"}}
states:
  draft: {id: "Konsep", en: "Draft"}
  active: {id: "Aktif", en: "Active"}
  ended: {id: "Berakhir", en: "Ended", closed: true}
list: [id, name, kind, owner, user_count, score, cost, open, launched, checked, state]
search: [name, description]
sort: name
)",
                     "{name: \"Contoh\"}");
    declarations.add("release", R"(title: name
agency: application.owner
fields:
  name: {type: text, required: true, label: {id: "Nama rilis", en: "Release"}}
  application: {type: reference, to: application, required: true, label: {id: "Aplikasi", en: "Application"}}
states:
  draft: {id: "Konsep", en: "Draft"}
  tested: {id: "Teruji", en: "Tested"}
)",
                     "{name: \"1.0\", application: {application: example}}");
    return declarations;
}

/// A moment that stands still.
inline Moment moment(std::string_view text = "2026-03-01T08:00:00Z") { return *parse_moment(text); }
inline Author author(std::string_view text = "2026-03-01T08:00:00Z") {
    Author one;
    one.account = "sari";
    one.behalf = "PD-001";
    one.at = moment(text);
    return one;
}

/// Problems as "pointer code", for comparing.
inline std::vector<std::string> told(const std::vector<Problem>& problems) {
    std::vector<std::string> lines;
    for (const Problem& problem : problems) {
        lines.push_back(problem.pointer + " " + problem.code);
    }
    return lines;
}
inline std::string code_of(const auto& result) { return result ? std::string("well") : result.error().code; }

/// A database of either kind with the example registers, and short ways to change it.
class RecordsTest : public testing::TestWithParam<store::Dialect> {
protected:
    void SetUp() override {
        if (const std::string why = store::why_unavailable(GetParam()); !why.empty()) {
            GTEST_SKIP() << why;
        }
        location = std::make_unique<store::TestLocation>(GetParam());
        database = store::open_for_test(*location);
        ASSERT_TRUE(ledger::attach(*database));
        records = std::make_unique<Records>(catalogue, *database);
        const auto prepared = records->prepare();
        ASSERT_TRUE(prepared) << prepared.error().detail;
    }

    const Register& reg(std::string_view name) const { return *catalogue.find(name); }

    /// {"name": ...} as a record of a register.
    Record make(std::string_view name, const boost::json::object& fields, std::string id = {}, std::string state = {}) const {
        Record record;
        record.id = std::move(id);
        record.state = std::move(state);
        for (const auto& field : fields) {
            auto value = from_json(*reg(name).field(field.key()), field.value());
            EXPECT_TRUE(value) << field.key() << ": " << (value ? "" : value.error().code);
            record.set(reg(name), field.key(), value ? *value : Value{});
        }
        return record;
    }
    Result<Record> create(std::string_view name, const boost::json::object& fields, std::string id = {}, std::string state = {}) {
        return database->write([&](store::Session& session) { return records->create(session, reg(name), make(name, fields, id, state), author()); });
    }
    /// Many records at once, of lines {"register", "id", fields...}.
    void import(const std::vector<boost::json::object>& lines) {
        const auto report = database->write([&](store::Session& session) {
            std::size_t next = 0;
            return import_lines(
                session, *records,
                [&]() -> std::optional<std::string> { return next < lines.size() ? std::optional(boost::json::serialize(lines[next++])) : std::nullopt; }, {},
                author());
        });
        ASSERT_TRUE(report) << report.error().detail;
        ASSERT_TRUE(report->problems.empty()) << report->problems.front().detail;
    }
    Result<Record> update(std::string_view name, const Record& record, std::optional<std::int64_t> version = {},
                          const Author& by = author("2026-03-02T08:00:00Z")) {
        return database->write([&](store::Session& session) { return records->update(session, reg(name), record, version, by); });
    }
    Result<void> remove(std::string_view name, const std::string& id) {
        return database->write([&](store::Session& session) { return records->remove(session, reg(name), id, {}, author("2026-03-03T08:00:00Z")); });
    }
    Result<Record> find(std::string_view name, const std::string& id) {
        return database->read([&](store::Session& session) { return records->find(session, reg(name), id); });
    }
    Result<Page> list(std::string_view name, const Query& query) {
        return database->read([&](store::Session& session) { return records->list(session, reg(name), query); });
    }
    std::vector<std::string> ids(std::string_view name, const Query& query) {
        const auto page = list(name, query);
        std::vector<std::string> all;
        if (!page) {
            return {page.error().code};
        }
        for (const Record& record : page->records) {
            all.push_back(record.id);
        }
        return all;
    }
    std::int64_t entries() {
        return database->read([](store::Session& session) { return static_cast<std::int64_t>(ledger::head(session).size); });
    }
    /// Whether every record is what the ledger says.
    std::string verify() {
        return database->read([&](store::Session& session) {
            const auto verification = ledger::verify(session, records->guarded());
            return verification.ok()
                       ? std::string()
                       : verification.findings.front().kind + " " + verification.findings.front().record + " " + verification.findings.front().detail;
        });
    }

    Catalogue catalogue = example_declarations().good();
    std::unique_ptr<store::TestLocation> location;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<Records> records;
};

}  // namespace pendopo::registers
