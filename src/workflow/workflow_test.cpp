// What people do to records in a small city: permissions, gates, the law's choices, history, and what stands beside a record.

#include <gtest/gtest.h>

#include <fstream>

#include "law/rule.hpp"
#include "store/test_database.hpp"
#include "workflow/small_city.hpp"
#include "workflow/workflow.hpp"

namespace pendopo::workflow {
namespace {

using people::Account;
using people::Person;
using registers::Record;

const Resources& resources() {
    static const Resources loaded = [] {
        const store::TestFolder folder;
        for (const testing::SmallFile& file : testing::small_city) {
            const auto path = folder.path() / file.path;
            std::filesystem::create_directories(path.parent_path());
            std::ofstream(path) << file.content;
        }
        return Resources::of_folder(folder.path().string());
    }();
    return loaded;
}

template <class T>
T must(Result<T> result) {
    if (!result) {
        const Error& error = result.error();
        throw std::runtime_error(error.code + (error.problems.empty() ? " " + error.detail : " " + error.problems[0].pointer + " " + error.problems[0].detail));
    }
    return *std::move(result);
}

/// "code pointer norm" of every problem.
template <class T>
std::string problems_of(const Result<T>& result) {
    std::vector<std::string> all;
    if (!result) {
        for (const Problem& problem : result.error().problems) {
            all.push_back(problem.code + " " + problem.pointer + (problem.norms.empty() ? "" : " " + join(problem.norms, "+")));
        }
    }
    return join(all, ", ");
}

template <class T>
std::string code_of(const Result<T>& result) {
    return result ? "" : result.error().code;
}

class WorkflowTest : public ::testing::TestWithParam<store::Dialect> {
protected:
    void SetUp() override {
        if (const std::string why = store::why_unavailable(GetParam()); !why.empty()) {
            GTEST_SKIP() << why;
        }
        catalogue = must(registers::Catalogue::load(resources()));
        regulation = must(law::load_regulations(resources())).at(0);
        location.emplace(GetParam());
        database = store::open_for_test(*location);
        ASSERT_TRUE(ledger::attach(*database));
        records.emplace(catalogue, *database);
        must(records->prepare());
        const auto rulebook = std::make_shared<const law::Rulebook>(must(law::Rulebook::load(resources())));
        const Clock clock = [this] { return now; };
        compliance = must(law::Compliance::compile(regulation, catalogue, rulebook, must(law::load_offices(resources())), *records, *database, clock));
        blobs.emplace(location->get().folder / "blobs");
        workflow.emplace(*database, *records, *compliance, *blobs, clock);
        ASSERT_TRUE(workflow->prepare());
        for (const char* id : {"PD-001", "PD-002"}) {
            must(workflow->create(ict, reg("agency"), id, {{"name", id}}));
        }
    }

    const registers::Register& reg(std::string_view name) { return *catalogue.find(name); }
    const registers::Register& request() { return reg("request"); }
    static Person person(const char* id, const char* role, const char* agency = "", const char* office = "") {
        return {Account{.id = id, .name = id, .role = role, .agency = agency, .office = office}};
    }
    std::string text(const Record& record, std::string_view field) { return registers::text_of(record.get(request(), field)); }
    Record stored(std::string_view id) { return must(workflow->find(ict, request(), id)); }
    Record add(Values values = {{"name", "Situs baru"}, {"kind", "site"}, {"purpose", "Layanan"}}) {
        return must(workflow->create(officer, request(), "", values));
    }
    Record submitted() { return must(workflow->move(officer, request(), add().id, "submit", {}, "", {})); }
    void give_opinion(const std::string& about) {
        const auto opinion = must(workflow->create(ict, reg("opinion"), "", {{"name", "Setuju"}, {"about", about}}));
        must(workflow->move(ict, reg("opinion"), opinion.id, "to_issued", {}, "", {}));
    }
    std::vector<ledger::Entry> history(std::string_view subject, std::string_view record) {
        return database->read([&](store::Session& session) {
            return ledger::entries(session, {.subject = std::string(subject), .record = std::string(record), .newest_first = false});
        });
    }
    std::filesystem::path upload(std::string_view content) {
        const auto path = blobs->temporary();
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }
    ledger::Verification verify() {
        return database->read([&](store::Session& session) {
            auto guarded = workflow->guarded();
            for (const auto& declaration : catalogue.registers()) {
                guarded.push_back(records->guarded(declaration));
            }
            return ledger::verify(session, guarded);
        });
    }

    registers::Catalogue catalogue;
    law::Regulation regulation;
    std::optional<store::TestLocation> location;
    std::unique_ptr<store::Database> database;
    std::optional<registers::Records> records;
    std::unique_ptr<law::Compliance> compliance;
    std::optional<store::Blobs> blobs;
    std::optional<Workflow> workflow;
    Moment now = *parse_moment("2026-03-02T18:30:00Z");  // the third of March in Jakarta

    const Person ict = person("ida", "ict_officer", "", "ict_agency");
    const Person officer = person("oka", "agency_officer", "PD-001");
    const Person head = person("hadi", "agency_head", "PD-001");
    const Person stranger = person("sari", "agency_officer", "PD-002");
    const Person auditor = person("adi", "auditor");
    const Person nobody;
};

INSTANTIATE_TEST_SUITE_P(Databases, WorkflowTest, ::testing::ValuesIn(store::test_dialects), store::dialect_name);

TEST_P(WorkflowTest, CreatesWithDefaultsAgencyAndSignature) {
    const Record record = add({{"name", "Situs baru"}});
    EXPECT_EQ(record.id, "REQ-001");
    EXPECT_EQ(record.state, "draft");
    EXPECT_EQ(text(record, "agency"), "PD-001") << "an officer's own agency, unless another is given";
    EXPECT_EQ(text(record, "priority"), "3");
    EXPECT_EQ(text(record, "draft_on"), "2026-03-03") << "the day it is in the government's zone";
    EXPECT_EQ(text(record, "draft_by"), "PD-001");
    EXPECT_EQ(record.created_by, "oka");
    const auto entries = history("request", record.id);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].actor, "oka");
    EXPECT_EQ(entries[0].behalf, "PD-001");
    EXPECT_EQ(entries[0].action, "create");
}

TEST_P(WorkflowTest, RefusesToCreateWhatIsNotOnesOwn) {
    const Values values{{"name", "X"}};
    EXPECT_EQ(code_of(workflow->create(nobody, request(), "", values)), "permission.refused");
    EXPECT_EQ(code_of(workflow->create(auditor, request(), "", values)), "permission.refused");
    EXPECT_EQ(code_of(workflow->create(officer, request(), "", {{"name", "X"}, {"agency", "PD-002"}})), "permission.refused");
    EXPECT_EQ(code_of(workflow->create(officer, reg("agency"), "", values)), "permission.refused");
    EXPECT_EQ(code_of(workflow->create(officer, request(), "", {{"name", "X"}, {"agency", nullptr}})), "permission.refused")
        << "a record of no agency is not an officer's to make";
    EXPECT_EQ(must(workflow->create(ict, request(), "", {{"name", "X"}, {"agency", "PD-002"}})).id, "REQ-001") << "nothing was left behind";
}

TEST_P(WorkflowTest, TellsEveryMistakeAtItsField) {
    const auto created = workflow->create(officer, request(), "", {{"nmae", "X"}, {"priority", "many"}, {"cost", 100}, {"state", "granted"}});
    EXPECT_EQ(problems_of(created),
              "field.unknown /fields/nmae, field.not_an_integer /fields/priority, field.not_yours /fields/cost, field.unknown /fields/state");
    EXPECT_EQ(created.error().problems[0].arguments.at("suggestion"), "name");
    EXPECT_EQ(created.error().kind, ErrorKind::invalid);
    EXPECT_EQ(problems_of(workflow->create(officer, request(), "", {})), "field.required /fields/name");
}

TEST_P(WorkflowTest, ChangesWithHistoryAndVersions) {
    const Record record = add();
    const Record changed = must(workflow->change(officer, request(), record.id, {{"priority", 5}, {"name", "Situs layanan"}}, record.version));
    EXPECT_EQ(changed.version, record.version + 1);
    EXPECT_EQ(code_of(workflow->change(officer, request(), record.id, {{"priority", 1}}, record.version)), "record.changed_meanwhile");
    EXPECT_EQ(must(workflow->change(officer, request(), record.id, {{"purpose", nullptr}}, {})).version, record.version + 2);
    EXPECT_FALSE(registers::is_set(stored(record.id).get(request(), "purpose"))) << "null clears a field";
    const auto entries = history("request", record.id);
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_EQ(entries[1].changes, R"({"name":["Situs baru","Situs layanan"],"priority":[3,5]})");
    EXPECT_EQ(code_of(workflow->change(officer, request(), "REQ-999", {}, {})), "record.not_found");
}

TEST_P(WorkflowTest, ChangesOnlyWhatIsOnesOwn) {
    const Record record = add();
    EXPECT_EQ(code_of(workflow->change(stranger, request(), record.id, {{"priority", 1}}, {})), "permission.refused");
    EXPECT_EQ(code_of(workflow->change(auditor, request(), record.id, {{"priority", 1}}, {})), "permission.refused");
    EXPECT_EQ(code_of(workflow->change(nobody, request(), record.id, {{"priority", 1}}, {})), "permission.refused");
    EXPECT_EQ(code_of(workflow->change(officer, request(), record.id, {{"agency", "PD-002"}}, {})), "permission.refused") << "nor given away";
    EXPECT_EQ(problems_of(workflow->change(officer, request(), record.id, {{"cost", 5}}, {})), "field.not_yours /fields/cost");
    EXPECT_EQ(problems_of(workflow->change(ict, request(), record.id, {{"draft_on", "2019-01-01"}, {"submitted_by", "PD-001"}}, {})),
              "field.not_yours /fields/draft_on, field.not_yours /fields/submitted_by")
        << "steps date and sign themselves";
    EXPECT_TRUE(workflow->change(head, request(), record.id, {{"priority", 1}}, {}));
    EXPECT_TRUE(workflow->change(ict, request(), record.id, {{"cost", 5}}, {}));
    EXPECT_TRUE(workflow->change(officer, request(), record.id, {{"cost", 5}, {"priority", 2}}, {})) << "a field that stays as it is may come along";
}

TEST_P(WorkflowTest, TheLawNarrowsAFieldsChoices) {
    const auto created = workflow->create(officer, request(), "", {{"name", "X"}, {"kind", "cloud"}});
    EXPECT_EQ(problems_of(created), "field.not_in_this_law /fields/kind test-1-2020:4");
    const Record record = add();
    EXPECT_EQ(problems_of(workflow->change(officer, request(), record.id, {{"kind", "cloud"}}, {})), "field.not_in_this_law /fields/kind test-1-2020:4");
    EXPECT_TRUE(workflow->change(officer, request(), record.id, {{"kind", "mail"}}, {}));
    EXPECT_EQ(problems_of(workflow->change(officer, request(), record.id, {{"kind", "boat"}}, {})), "field.not_a_choice /fields/kind") << "what no law knows";

    must(workflow->move(officer, request(), record.id, "submit", {}, "", {}));
    give_opinion(record.id);
    EXPECT_EQ(problems_of(workflow->move(ict, request(), record.id, "grant", {{"kind", "cloud"}}, "", {})), "field.not_in_this_law /fields/kind test-1-2020:4")
        << "a step asks the law too";
    EXPECT_EQ(stored(record.id).state, "submitted");
}

TEST_P(WorkflowTest, AShutGateNamesTheNormAndWhatOpensIt) {
    const Record record = submitted();
    const auto shut = workflow->move(ict, request(), record.id, "grant", {}, "", {});
    EXPECT_EQ(code_of(shut), "gate.shut");
    EXPECT_EQ(shut.error().kind, ErrorKind::conflict);
    EXPECT_EQ(problems_of(shut), "gate.shut /state test-1-2020:1") << "article 2 only warns";
    EXPECT_FALSE(shut.error().problems[0].arguments.at("why").empty());

    const auto offers = workflow->offers(ict, request(), record);
    ASSERT_EQ(offers.size(), 2U);
    EXPECT_EQ(offers[0].transition->name, "grant");
    EXPECT_TRUE(offers[0].allowed);
    EXPECT_FALSE(offers[0].open());
    ASSERT_EQ(offers[0].gates.size(), 2U);
    EXPECT_EQ(std::ranges::count(offers[0].gates, true, &law::Shut::warns), 1);
    EXPECT_EQ(offers[0].gates[0].mend_register, "opinion") << "the record that would open it";
    EXPECT_TRUE(offers[1].open());

    give_opinion(record.id);
    const Record granted = must(workflow->move(ict, request(), record.id, "grant", {}, "", {}));
    EXPECT_EQ(granted.state, "granted");
    EXPECT_EQ(text(granted, "granted_by"), "ict_agency");
    EXPECT_EQ(text(granted, "granted_on"), "2026-03-03") << "a declared date is filled where nobody did";
    EXPECT_TRUE(verify().ok());
}

TEST_P(WorkflowTest, AGateReadsTheValuesThatComeWithTheStep) {
    const Record record = add({{"name", "Tanpa keperluan"}});
    EXPECT_EQ(problems_of(workflow->move(officer, request(), record.id, "submit", {}, "", {})), "gate.shut /state test-1-2020:3");
    EXPECT_EQ(stored(record.id).version, record.version) << "nothing was changed";
    EXPECT_EQ(must(workflow->move(officer, request(), record.id, "submit", {{"purpose", "Layanan"}}, "", {})).state, "submitted");
}

TEST_P(WorkflowTest, StepsBelongToTheirRoles) {
    const Record record = add();
    EXPECT_EQ(code_of(workflow->move(stranger, request(), record.id, "submit", {}, "", {})), "permission.refused");
    EXPECT_EQ(code_of(workflow->move(nobody, request(), record.id, "submit", {}, "", {})), "permission.refused");
    EXPECT_EQ(code_of(workflow->move(officer, request(), record.id, "fly", {}, "", {})), "transition.unknown");
    EXPECT_EQ(code_of(workflow->move(ict, request(), record.id, "grant", {}, "", {})), "transition.not_from_here");
    must(workflow->move(head, request(), record.id, "submit", {}, "", {}));
    EXPECT_EQ(code_of(workflow->move(officer, request(), record.id, "grant", {}, "", {})), "permission.refused");
    EXPECT_EQ(code_of(workflow->move(officer, request(), record.id, "refuse", {}, "Tidak", {})), "permission.refused");
    EXPECT_EQ(code_of(workflow->move(officer, request(), "REQ-999", "submit", {}, "", {})), "record.not_found");
    const auto offers = workflow->offers(officer, request(), stored(record.id));
    ASSERT_EQ(offers.size(), 2U);
    EXPECT_FALSE(offers[0].allowed);
}

TEST_P(WorkflowTest, AStepForASecondPersonIsNotForWhoMadeTheRecord) {
    const Person colleague = person("rani", "ict_officer", "", "ict_agency");
    const Record record = must(workflow->create(ict, reg("proof"), "", {{"name", "Foto"}}));
    EXPECT_EQ(code_of(workflow->move(ict, reg("proof"), record.id, "accept", {}, "", {})), "transition.second_person");
    EXPECT_FALSE(workflow->offers(ict, reg("proof"), record).front().allowed);
    EXPECT_TRUE(workflow->tasks(ict).empty()) << "nothing waits for who may not do it";
    EXPECT_EQ(workflow->tasks(colleague).size(), 1U);
    EXPECT_EQ(must(workflow->move(colleague, reg("proof"), record.id, "accept", {}, "", {})).state, "accepted");
}

TEST_P(WorkflowTest, AStepTakesItsReasonAndWhatItAsksFor) {
    const Record record = submitted();
    EXPECT_EQ(problems_of(workflow->move(head, request(), record.id, "refuse", {}, "  ", {})), "transition.reason_missing /reason");
    EXPECT_EQ(problems_of(workflow->move(head, request(), record.id, "refuse", {{"cost", 5}}, "Ganda", {})), "field.not_yours /fields/cost");
    const Record refused = must(workflow->move(head, request(), record.id, "refuse", {{"refusal", "Sudah ada"}}, " Ganda ", {}));
    EXPECT_EQ(text(refused, "refusal"), "Sudah ada") << "a head may not edit this field, but the step asks for it";
    const auto entries = history("request", record.id);
    EXPECT_EQ(entries.back().action, "transition");
    EXPECT_EQ(entries.back().note, "refuse: Ganda");

    const Record other = submitted();
    give_opinion(other.id);
    EXPECT_EQ(code_of(workflow->move(ict, request(), other.id, "grant", {}, "", other.version - 1)), "record.changed_meanwhile");
    const Record granted = must(workflow->move(ict, request(), other.id, "grant", {{"granted_on", "2026-02-27"}}, "", other.version));
    EXPECT_EQ(text(granted, "granted_on"), "2026-02-27") << "what was done earlier may be entered later";
}

TEST_P(WorkflowTest, DeletesInTheFirstStateOnly) {
    const Record draft = add();
    EXPECT_EQ(code_of(workflow->remove(stranger, request(), draft.id, {})), "permission.refused");
    EXPECT_EQ(code_of(workflow->remove(officer, request(), draft.id, draft.version + 1)), "record.changed_meanwhile");
    EXPECT_TRUE(workflow->remove(officer, request(), draft.id, draft.version));
    EXPECT_EQ(code_of(workflow->find(officer, request(), draft.id)), "record.not_found");
    EXPECT_EQ(history("request", draft.id).back().action, "delete");

    const Record later = submitted();
    EXPECT_EQ(code_of(workflow->remove(officer, request(), later.id, {})), "permission.refused");
    give_opinion(later.id);
    EXPECT_EQ(code_of(workflow->remove(ict, request(), later.id, {})), "record.in_use");
    EXPECT_TRUE(verify().ok());
}

TEST_P(WorkflowTest, ReadsOnlyWhatMayBeRead) {
    const Record record = submitted();
    EXPECT_TRUE(workflow->find(auditor, request(), record.id));
    EXPECT_EQ(code_of(workflow->find(nobody, request(), record.id)), "permission.refused");
    EXPECT_EQ(code_of(workflow->list(nobody, request(), {})), "permission.refused");
    EXPECT_EQ(code_of(workflow->list(officer, reg("opinion"), {})), "permission.refused");
    EXPECT_EQ(must(workflow->list(stranger, request(), {})).records.size(), 1U);
}

TEST_P(WorkflowTest, KeepsComments) {
    const Record record = add();
    EXPECT_EQ(code_of(workflow->comment(nobody, request(), record.id, "Halo")), "permission.refused");
    EXPECT_EQ(code_of(workflow->comment(auditor, request(), "REQ-999", "Halo")), "record.not_found");
    EXPECT_EQ(problems_of(workflow->comment(auditor, request(), record.id, " \n ")), "comment.empty /text");
    EXPECT_EQ(problems_of(workflow->comment(auditor, request(), record.id, std::string(10'001, 'x'))), "comment.too_long /text");
    ASSERT_TRUE(workflow->comment(auditor, request(), record.id, "Mohon dilengkapi <b>\n"));
    now += std::chrono::minutes(5);
    ASSERT_TRUE(workflow->comment(stranger, request(), record.id, "Sudah"));
    const auto comments = workflow->comments(request(), record.id);
    ASSERT_EQ(comments.size(), 2U);
    EXPECT_EQ(comments[0].author, "adi");
    EXPECT_EQ(comments[0].text, "Mohon dilengkapi <b>");
    EXPECT_EQ(comments[1].at, now);
    EXPECT_TRUE(verify().ok());
    location->tamper("UPDATE comment SET body = 'Sudah lengkap' WHERE number = 1");
    ASSERT_EQ(verify().findings.size(), 1U) << "a comment changed behind our back is found";
    EXPECT_EQ(verify().findings[0].subject, "workflow.comment");
}

TEST_P(WorkflowTest, KeepsAttachedFiles) {
    const Record record = add();
    const std::string pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
    EXPECT_EQ(code_of(workflow->attach(stranger, request(), record.id, "a.pdf", upload(pdf))), "permission.refused");
    EXPECT_EQ(code_of(workflow->attach(officer, request(), "REQ-999", "a.pdf", upload(pdf))), "record.not_found");
    EXPECT_EQ(problems_of(workflow->attach(officer, request(), record.id, "a.pdf", upload(""))), "file.empty /file");
    EXPECT_EQ(code_of(workflow->attach(officer, request(), record.id, "foto.png", upload("<!DOCTYPE html><html><script>alert(1)</script></html>"))),
              "file.type_refused");
    EXPECT_EQ(code_of(workflow->attach(officer, request(), record.id, "surat.pdf", upload("#!/bin/sh\nrm -rf /\n"))), "file.type_refused");
    std::size_t kept = 0;
    blobs->each([&](const std::string&, const std::filesystem::path&) { ++kept; });
    EXPECT_EQ(kept, 0U) << "what is refused is not kept";

    const auto attached = must(workflow->attach(officer, request(), record.id, "C:\\Dokumen\\surat \"resmi\".pdf", upload(pdf)));
    EXPECT_EQ(attached.name, "surat resmi.pdf");
    EXPECT_EQ(attached.type, "application/pdf");
    EXPECT_EQ(attached.size, static_cast<std::int64_t>(pdf.size()));
    EXPECT_EQ(code_of(workflow->attach(officer, request(), record.id, "lagi.pdf", upload(pdf))), "file.already_there");
    EXPECT_EQ(workflow->attachments(request(), record.id).size(), 1U);
    EXPECT_EQ(must(workflow->file_of(auditor, request(), record.id, attached.hash)).name, "surat resmi.pdf");
    EXPECT_EQ(code_of(workflow->file_of(nobody, request(), record.id, attached.hash)), "permission.refused");
    EXPECT_EQ(code_of(workflow->file_of(auditor, request(), add().id, attached.hash)), "file.not_found") << "another record does not hold it";
    EXPECT_TRUE(verify().ok());
}

TEST_P(WorkflowTest, FilesInFieldsAndLinesBelongToTheirRecord) {
    const std::string letter = must(workflow->keep_file("surat.txt", upload("Dengan hormat")));
    const std::string scan = must(workflow->keep_file("pindai.txt", upload("Lampiran")));
    EXPECT_EQ(code_of(workflow->keep_file("kosong.txt", upload(""))), "file.empty");
    const Record record = add({{"name", "Berkas"}, {"letter", letter}, {"papers", boost::json::array{{{"title", "Lampiran"}, {"scan", scan}}}}});
    const auto hash = [](const std::string& file) { return file.substr(0, 64); };
    EXPECT_EQ(must(workflow->file_of(auditor, request(), record.id, hash(letter))).name, "surat.txt");
    EXPECT_EQ(must(workflow->file_of(auditor, request(), record.id, hash(scan))).name, "pindai.txt");
    EXPECT_EQ(code_of(workflow->file_of(auditor, request(), add().id, hash(letter))), "file.not_found");
    EXPECT_EQ(code_of(workflow->file_of(auditor, request(), record.id, "../../etc/passwd")), "file.not_found");
    const auto kept = database->read([&](store::Session& session) { return workflow->kept_files(session); });
    EXPECT_EQ(kept, (std::set{hash(letter), hash(scan)}));
}

TEST_P(WorkflowTest, ImportsArePastAndForOfficersOfTheICTAgency) {
    const store::TestFolder folder;
    const auto file = folder.path() / "requests.csv";
    std::ofstream(file) << "id,name,agency,kind,state,granted_on,submitted_by\nREQ-050,Lama,PD-002,mail,granted,2021-05-06,PD-002\n";
    EXPECT_EQ(code_of(workflow->import(officer, request(), file, registers::Format::csv, {})), "permission.refused");
    const auto report = must(workflow->import(ict, request(), file, registers::Format::csv, {}));
    EXPECT_EQ(report.created, 1U);
    EXPECT_TRUE(report.problems.empty());
    const Record record = stored("REQ-050");
    EXPECT_EQ(record.state, "granted") << "gates do not apply to what already happened";
    EXPECT_EQ(text(record, "submitted_by"), "PD-002");
    EXPECT_EQ(history("request", "REQ-050").front().action, "import");
}

TEST_P(WorkflowTest, KeepsSavedViews) {
    EXPECT_EQ(code_of(workflow->save_view(nobody, request(), "Saya", "state=draft")), "permission.refused");
    EXPECT_EQ(problems_of(workflow->save_view(officer, request(), "  ", "state=draft")), "view.bad_name /name");
    for (int i = 0; i < 50; ++i) {
        ASSERT_TRUE(workflow->save_view(officer, request(), fmt::format("Tampilan {:02}", i), "state=draft"));
    }
    EXPECT_EQ(code_of(workflow->save_view(officer, request(), "Satu lagi", "")), "view.too_many");
    ASSERT_TRUE(workflow->save_view(officer, request(), "Tampilan 07", "state=granted")) << "one that is there can still be changed";
    const auto views = workflow->saved_views(officer, request());
    EXPECT_EQ(views.size(), 50U);
    EXPECT_EQ(views[7].query, "state=granted");
    EXPECT_TRUE(workflow->saved_views(stranger, request()).empty());
    EXPECT_TRUE(workflow->forget_view(officer, request(), "Tampilan 07"));
    EXPECT_EQ(code_of(workflow->forget_view(officer, request(), "Tampilan 07")), "view.not_found");
}

TEST_P(WorkflowTest, TellsEachNoticeOnce) {
    const auto notify = [&](const char* account, const char* key) {
        return must(database->write([&](store::Session& session) -> Result<bool> {
            return workflow->notify(session, account, key, {.kind = "due", .arguments = {{"norm", "24/2"}}, .link = "/norms/24/2"});
        }));
    };
    EXPECT_TRUE(notify("oka", "due|24/2"));
    EXPECT_FALSE(notify("oka", "due|24/2"));
    EXPECT_TRUE(notify("oka", "due|24/3"));
    EXPECT_TRUE(notify("sari", "due|24/2"));
    auto notices = workflow->notices(officer);
    ASSERT_EQ(notices.size(), 2U);
    EXPECT_EQ(notices[0].kind, "due");
    EXPECT_EQ(notices[0].arguments.at("norm"), "24/2");
    EXPECT_EQ(notices[0].at, now);
    EXPECT_FALSE(notices[0].read);
    EXPECT_EQ(workflow->notices(officer, 1).size(), 1U);
    workflow->mark_notices_read(officer);
    EXPECT_TRUE(workflow->notices(officer)[0].read);
    EXPECT_FALSE(workflow->notices(stranger)[0].read);
    EXPECT_TRUE(workflow->notices(nobody).empty());
}

TEST_P(WorkflowTest, TasksAreStepsThatNameOnesRole) {
    add();
    const Record waiting = submitted();
    const auto tasks = workflow->tasks(ict);
    ASSERT_EQ(tasks.size(), 1U) << "a draft is anybody's to submit, so nobody's task";
    EXPECT_EQ(tasks[0].record.id, waiting.id);
    ASSERT_EQ(tasks[0].transitions.size(), 2U);
    EXPECT_EQ(tasks[0].transitions[0]->name, "grant");
    EXPECT_EQ(tasks[0].transitions[1]->name, "refuse");
    EXPECT_TRUE(workflow->tasks(officer).empty());
    EXPECT_TRUE(workflow->tasks(nobody).empty());
    EXPECT_TRUE(workflow->tasks(ict, 0).empty());
}

}  // namespace
}  // namespace pendopo::workflow
