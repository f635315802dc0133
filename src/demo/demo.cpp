#include "demo/demo.hpp"

#include <fstream>

#include "demo/open_work.hpp"
#include "demo/papers.hpp"
#include "demo/sample.hpp"

namespace pendopo::demo {

namespace {

struct Kind {
    const char *id, *name, *role, *agency, *office, *what_id, *what_en;
};
constexpr std::array kinds = {
    Kind{"admin", "Administrator (contoh)", "administrator", "", "", "Administrator akun dan pengaturan", "Administrator of accounts and settings"},
    Kind{"kominfo", "Petugas Diskominfo (contoh)", "ict_officer", "diskominfo", "ict_agency", "Petugas dinas kominfo: semua rekaman",
         "Officer of the ICT agency: all records"},
    Kind{"dinkes", "Pengelola TIK Dinkes (contoh)", "agency_officer", "dinkes", "", "Petugas perangkat daerah: rekaman sendiri",
         "Officer of an agency: its own records"},
    Kind{"kadinkes", "Kepala Dinkes (contoh)", "agency_head", "dinkes", "", "Pimpinan perangkat daerah: menyetujui", "Head of an agency: approves"},
    Kind{"sekda", "Sekretaris Daerah (contoh)", "executive", "setda", "secretary", "Pimpinan daerah: membaca semua, menetapkan",
         "Leadership: reads all, adopts"},
    Kind{"inspektorat", "Auditor Inspektorat (contoh)", "auditor", "inspektorat", "inspectorate", "Auditor: membaca semua, menerima bukti",
         "Auditor: reads all, accepts evidence"},
};

std::string password_of(std::string_view id) { return fmt::format("pendopo-{}-2026", id); }

people::Account account_of(const Kind& kind) {
    return {
        .id = kind.id, .name = kind.name, .email = fmt::format("{}@example.go.id", kind.id), .role = kind.role, .agency = kind.agency, .office = kind.office};
}

Result<void> keep_papers(government::Government& government) {
    for (const Paper& paper : papers()) {
        const auto file = government.blobs->temporary();
        std::ofstream(file, std::ios::binary) << paper.content;
        TRY(const auto value, government.workflow->keep_file(paper.name, file));
        ASSERT(value == paper.value(), "a kept file is named by its content's hash");
    }
    return {};
}

Result<void> import_lines(government::Government& government, const std::vector<std::string>& lines) {
    people::Person officer;
    officer.account = account_of(kinds[1]);
    std::size_t next = 0;
    const auto next_line = [&]() -> std::optional<std::string> { return next < lines.size() ? std::optional(lines[next++]) : std::nullopt; };
    TRY(auto report, government.workflow->import_lines(officer, next_line, {}));
    if (!report.problems.empty()) {
        return fail(std::move(report.problems));
    }
    return {};
}

}  // namespace

std::vector<SampleAccount> accounts() {
    std::vector<SampleAccount> all;
    all.reserve(std::size(kinds));
    for (const Kind& kind : kinds) {
        all.push_back({kind.id, password_of(kind.id), {kind.what_id, kind.what_en}});
    }
    return all;
}

Result<void> fill(government::Government& government) {
    const auto lines = sample_lines(government.product->catalogue, *government.regulation, government.today(), government.compliance->open_values());
    CHECK(keep_papers(government));
    CHECK(import_lines(government, lines));
    std::map<std::string, people::Person, std::less<>> users;
    CHECK(government.database->write([&](store::Session& session) -> Result<void> {
        for (const Kind& kind : kinds) {
            TRY(auto account, government.people->add(session, account_of(kind), password_of(kind.id), "system"));
            users[kind.id].account = std::move(account);
        }
        return {};
    }));
    return leave_open_work(government, users);
}

}  // namespace pendopo::demo
