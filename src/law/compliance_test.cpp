// Compliance over a real database: following the ledger, days gone by, gates within a change.

#include "law/compliance.hpp"

#include <gtest/gtest.h>

#include "law/world.hpp"
#include "ledger/ledger.hpp"
#include "store/test_database.hpp"

namespace pendopo::law {
namespace {

using testing::Product;

class ComplianceOver : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() /
                  fmt::format("pendopo-law-{}", ::testing::UnitTest::GetInstance()->random_seed() + reinterpret_cast<std::uintptr_t>(this));
        std::filesystem::create_directories(folder_);
        auto opened = store::Database::open({.url = {}, .schema = {}, .folder = folder_}, true);
        ASSERT_TRUE(opened) << opened.error().code;
        database_ = *std::move(opened);
        ASSERT_TRUE(ledger::attach(*database_));
        records_ = std::make_unique<registers::Records>(Product::get().catalogue, *database_);
        ASSERT_TRUE(records_->prepare());
    }
    void TearDown() override {
        compliance_.reset();
        records_.reset();
        database_.reset();
        std::filesystem::remove_all(folder_);
    }

    void compile(std::string_view slug) {
        const Product& product = Product::get();
        auto compiled =
            Compliance::compile(product.regulation(slug), product.catalogue, product.rulebook, product.offices, *records_, *database_, [this] { return now_; });
        ASSERT_TRUE(compiled) << compiled.error().code;
        compliance_ = *std::move(compiled);
    }

    void on(int year, unsigned month, unsigned day) {
        now_ = Moment(std::chrono::time_point_cast<std::chrono::milliseconds>(Date(std::chrono::year(year) / month / day) + std::chrono::hours(3)));
    }

    std::string add(std::string_view name, const std::map<std::string, std::string>& fields, std::string_view action = "create") {
        const registers::Register& declaration = *Product::get().catalogue.find(name);
        registers::Record record;
        record.values.resize(declaration.fields.size());
        for (const auto& [field, text] : fields) {
            if (field == "id" || field == "state") {
                (field == "id" ? record.id : record.state) = text;
            } else {
                record.set(declaration, field, *registers::from_text(*declaration.field(field), text));
            }
        }
        for (const registers::Field& field : declaration.fields) {  // what the declaration requires and the rules do not care about
            if (field.required && !registers::is_set(record.get(declaration, field.name))) {
                record.set(declaration, field.name, field.choices.empty() ? fmt::format("{} {}", field.name, ++count_) : field.choices.front().code);
            }
        }
        auto created = database_->write([&](store::Session& session) {
            return records_->create(session, declaration, record, {.account = "uji", .behalf = {}, .at = now_, .note = {}}, action);
        });
        EXPECT_TRUE(created) << name << " " << created.error().code << " " << (created.error().problems.empty() ? "" : created.error().problems[0].pointer);
        return created ? created->id : "";
    }

    void change(std::string_view name, const std::string& id, const std::map<std::string, std::string>& fields) {
        const registers::Register& declaration = *Product::get().catalogue.find(name);
        const auto changed = database_->write([&](store::Session& session) -> Result<registers::Record> {
            auto record = records_->find(session, declaration, id);
            if (!record) {
                return record;
            }
            for (const auto& [field, text] : fields) {
                if (field == "state") {
                    record->state = text;
                } else {
                    record->set(declaration, field, text.empty() ? registers::Value{} : *registers::from_text(*declaration.field(field), text));
                }
            }
            return records_->update(session, declaration, *record, {}, {.account = "uji", .behalf = {}, .at = now_, .note = {}});
        });
        EXPECT_TRUE(changed) << changed.error().code << " " << (changed.error().problems.empty() ? "" : changed.error().problems[0].pointer);
    }

    State answer(std::string_view norm, std::string_view id, std::optional<Date> day = {}) {
        Filter filter;
        filter.norm = norm;
        filter.subject_id = id;
        filter.subject_register = id.empty() ? "" : "release";
        const auto lines = day ? compliance_->lines_on(*day, filter) : compliance_->lines(filter);
        State worst = State::unbound;
        for (const Line& line : lines) {
            worst = std::min(worst, line.state);
        }
        return worst;
    }

    static Date date(int year, unsigned month, unsigned day) { return Date(std::chrono::year(year) / month / day); }

    std::filesystem::path folder_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<registers::Records> records_;
    std::unique_ptr<Compliance> compliance_;
    Moment now_{};
    int count_ = 0;
};

TEST_F(ComplianceOver, FollowsTheLedgerAndTellsDaysGoneBy) {
    on(2026, 1, 10);
    const std::string agency = add("agency", {{"name", "Dinas Kesehatan"}});
    const std::string application = add("application", {{"name", "SIMPEG"}, {"owner", agency}, {"kind", "special"}});
    compile("kediri");
    EXPECT_EQ(answer("24/2", ""), State::unproven);

    on(2026, 2, 1);
    const std::string release = add("release", {{"name", "SIMPEG 2.1"}, {"application", application}});
    EXPECT_EQ(answer("24/2", release), State::unbound) << "a draft is not judged";
    on(2026, 2, 10);
    change("release", release, {{"state", "tested"}});
    EXPECT_EQ(answer("24/2", release), State::breached);

    on(2026, 3, 1);
    registers::Value documents = std::vector<registers::Line>{
        {"requirements", "x", "", "", "", ""}, {"design", "x", "", "", "", ""}, {"user_manual", "x", "", "", "", ""}, {"source_code", "x", "", "", "", ""}};
    const registers::Register& declaration = *Product::get().catalogue.find("release");
    ASSERT_TRUE(database_->write([&](store::Session& session) -> Result<registers::Record> {
        auto record = records_->find(session, declaration, release);
        record->set(declaration, "documents", documents);
        return records_->update(session, declaration, *record, {}, {.account = "uji", .behalf = {}, .at = now_, .note = {}});
    }));
    EXPECT_EQ(answer("24/2", release), State::met);
    EXPECT_EQ(answer("24/2", release, date(2026, 2, 20)), State::breached);
    EXPECT_EQ(answer("24/2", release, date(2026, 2, 5)), State::unbound);
    EXPECT_EQ(answer("24/2", release, date(2026, 3, 1)), State::met);

    const auto removed = database_->write(
        [&](store::Session& session) { return records_->remove(session, declaration, release, {}, {.account = "uji", .behalf = {}, .at = now_, .note = {}}); });
    ASSERT_TRUE(removed);
    EXPECT_EQ(answer("24/2", release), State::unbound);
    EXPECT_EQ(answer("24/2", ""), State::unproven);
    on(2026, 3, 5);
    EXPECT_EQ(answer("24/2", release, date(2026, 2, 20)), State::breached) << "a deleted record stood there on that day";
}

TEST_F(ComplianceOver, AnImportedRecordCountsByItsOwnDates) {
    on(2026, 3, 1);
    const std::string agency = add("agency", {{"name", "Dinas Kesehatan"}, {"state", "active"}, {"active_on", "2018-01-01"}}, "import");
    const std::string application = add("application", {{"name", "SIMPEG"}, {"owner", agency}, {"state", "active"}, {"active_on", "2020-01-01"}}, "import");
    const std::string release = add("release",
                                    {{"name", "SIMPEG 1.0"},
                                     {"application", application},
                                     {"state", "production"},
                                     {"draft_on", "2021-01-01"},
                                     {"tested_on", "2021-03-01"},
                                     {"production_on", "2021-06-01"}},
                                    "import");
    compile("kediri");
    EXPECT_EQ(answer("24/2", release, date(2021, 4, 1)), State::breached);
    EXPECT_EQ(answer("24/2", release, date(2021, 2, 1)), State::unbound) << "it was a draft";
    EXPECT_EQ(answer("24/2", release, date(2020, 2, 1)), State::unbound) << "it was not there";
    EXPECT_EQ(answer("24/1", release, date(2021, 4, 1)), State::unbound) << "it was not in production";
    EXPECT_EQ(answer("24/1", release, date(2021, 7, 1)), State::undetermined);
}

TEST_F(ComplianceOver, DecisionsOfTheGovernmentChangeAnswersFromTheirDayOn) {
    on(2026, 1, 10);
    const std::string agency = add("agency", {{"name", "Dinas Kesehatan"}});
    const std::string application = add("application", {{"name", "SIMPEG"}, {"owner", agency}});
    const std::string release = add("release", {{"name", "SIMPEG 2.1"}, {"application", application}, {"state", "production"}});
    compile("kediri");
    EXPECT_EQ(answer("24/1", release), State::undetermined);
    ASSERT_TRUE(compliance_->conflict_choices().contains("builders"));
    EXPECT_FALSE(compliance_->conflict_choices().at("builders"));
    on(2026, 2, 1);
    add("conflict_choice", {{"regulation", "kediri-42-2019"},
                            {"conflict", "builders"},
                            {"follows", "24/1"},
                            {"reason", "Uji selalu perlu."},
                            {"state", "decided"},
                            {"decided_on", "2026-02-01"}});
    EXPECT_EQ(answer("24/1", release), State::breached);
    EXPECT_EQ(answer("24/1", release, date(2026, 1, 20)), State::undetermined);
    EXPECT_EQ(compliance_->conflict_choices().at("builders"), std::vector<std::string>({"24/1"}));

    const auto open = compliance_->open_values();
    const auto backup = std::ranges::find_if(open, [](const OpenValue& value) { return value.norm->id == "16/1" && value.parameter == "every"; });
    ASSERT_NE(backup, open.end());
    EXPECT_FALSE(backup->value);
    EXPECT_EQ(backup->suggestion, "1d");
    const std::string set =
        add("government_value", {{"norm", "kediri-42-2019:16/1"}, {"parameter", "every"}, {"value", "7d"}, {"state", "decided"}, {"decided_on", "2026-02-01"}});
    const auto decided = compliance_->open_values();
    const auto now = std::ranges::find_if(decided, [](const OpenValue& value) { return value.norm->id == "16/1" && value.parameter == "every"; });
    EXPECT_EQ(now->value, "7d");
    EXPECT_EQ(now->record, set);
}

TEST_F(ComplianceOver, GatesSeeWhatIsCommittedAndTheRecordThatEnters) {
    on(2026, 1, 10);
    const std::string agency = add("agency", {{"name", "Dinas Kesehatan"}});
    const std::string application = add("application", {{"name", "SIMPEG"}, {"owner", agency}});
    const std::string release = add("release", {{"name", "SIMPEG 2.1"}, {"application", application}});
    compile("kediri");
    const registers::Register& declaration = *Product::get().catalogue.find("release");
    const auto gates = [&](std::string_view state) {
        std::vector<std::string> norms;
        database_->read([&](store::Session& session) {
            registers::Record record = *records_->find(session, declaration, release);
            record.state = state;
            for (const Shut& shut : compliance_->gates(session, declaration, record)) {
                norms.push_back(shut.norm->id);
            }
        });
        return norms;
    };
    EXPECT_EQ(gates("tested"), std::vector<std::string>({"24/2"}));
    EXPECT_EQ(gates("production"), std::vector<std::string>({"24/1"}));
    add("test_report", {{"release", release}, {"state", "passed"}, {"date", "2026-01-09"}});
    EXPECT_TRUE(gates("production").empty());
    database_->read([&](store::Session& session) {
        const auto ahead = compliance_->gates_ahead(session, declaration, *records_->find(session, declaration, release));
        EXPECT_EQ(ahead.size(), 1U);
        EXPECT_TRUE(ahead.contains("tested"));
    });
}

TEST_F(ComplianceOver, TheMatrixAndTheSummaryAgreeWithTheLines) {
    on(2026, 1, 10);
    const std::string health = add("agency", {{"name", "Dinas Kesehatan"}});
    const std::string schools = add("agency", {{"name", "Dinas Pendidikan"}});
    for (const auto& [owner, kind] : {std::pair(health, "special"), std::pair(health, "connector"), std::pair(schools, "special")}) {
        add("application", {{"name", fmt::format("Aplikasi {}", ++count_)}, {"owner", owner}, {"kind", kind}});
    }
    compile("sumenep");
    Filter filter;
    filter.norm = "sumenep-39-2023:21/4";
    const auto matrix = compliance_->matrix(filter);
    ASSERT_EQ(matrix.size(), 1U);
    EXPECT_EQ(matrix[0].all.state, State::breached);
    EXPECT_EQ(matrix[0].agency.at(health).state, State::breached);
    EXPECT_EQ(matrix[0].agency.at(schools).state, State::met);
    EXPECT_EQ(matrix[0].agency.at(health).counts[static_cast<std::size_t>(State::met)], 1U);
    EXPECT_EQ(compliance_->summary().at("21/4").state, State::breached);
    std::size_t total = 0;
    filter.limit = 1;
    filter.offset = 1;
    EXPECT_EQ(compliance_->lines(filter, &total).size(), 1U);
    EXPECT_EQ(total, 3U);
    filter = {};
    filter.norm = "21/4";
    filter.agency = schools;
    EXPECT_EQ(compliance_->lines(filter).size(), 1U);
    filter.state = State::breached;
    EXPECT_TRUE(compliance_->lines(filter).empty());
    EXPECT_GT(compliance_->statistics().bindings, 100U);
    EXPECT_EQ(compliance_->field_law("application", "kind").choices, std::vector<std::string>({"common", "special"}));
    EXPECT_FALSE(compliance_->field_law("release", "documents").norms.empty());
    EXPECT_TRUE(compliance_->field_law("release", "changes").norms.empty());
}

TEST(Coverage, CountsEveryCheckableNorm) {
    const Product& product = Product::get();
    const auto coverage = law::coverage(product.regulations, product.catalogue, product.resources);
    EXPECT_EQ(coverage.at("norms").as_int64(), 848);
    EXPECT_EQ(coverage.at("checkable").as_int64(), 697);
    EXPECT_EQ(coverage.at("bound").as_int64(), 697);
    EXPECT_EQ(coverage.at("rules").as_int64(), 156);
    EXPECT_TRUE(check_rules(product.regulations, product.catalogue, product.resources));
}

}  // namespace
}  // namespace pendopo::law
