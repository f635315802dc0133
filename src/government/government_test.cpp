// Whole governments under the product's own declarations: opening, beginning, verifying, keeping, and what runs by itself.

#include <gtest/gtest.h>

#include <fstream>

#include "government/archive_file.hpp"
#include "government/duties.hpp"
#include "store/test_database.hpp"
#include "systems/systems.hpp"

namespace pendopo::government {
namespace {

namespace fs = std::filesystem;
using people::Account;
using people::Person;
using registers::Record;

std::shared_ptr<const Product> product() {
    static const auto loaded = Product::load(Resources::of_folder(PENDOPO_SOURCE_DIR), systems::derivations());
    if (!loaded) {
        const Error& error = loaded.error();
        throw std::runtime_error(error.code + " " + (error.problems.empty() ? error.detail : error.problems[0].pointer + " " + error.problems[0].detail));
    }
    return *loaded;
}

template <class T>
T must(Result<T> result) {
    if (!result) {
        const Error& error = result.error();
        throw std::runtime_error(error.code + " " + error.detail +
                                 (error.problems.empty() ? "" : " " + error.problems[0].code + " " + error.problems[0].pointer));
    }
    return *std::move(result);
}

template <class T>
std::string code_of(const Result<T>& result) {
    return result ? "" : result.error().code;
}

const Person ict{Account{.id = "ida", .name = "Ida", .role = "ict_officer", .agency = {}, .office = "ict_agency"}};

class GovernmentTest : public ::testing::TestWithParam<store::Dialect> {
protected:
    void SetUp() override {
        if (const std::string why = store::why_unavailable(GetParam()); !why.empty()) {
            GTEST_SKIP() << why;
        }
        location.emplace(GetParam());
    }

    Government::Settings settings(std::string_view regulation, bool create = true) {
        // A slug whose schema is the test's own.
        std::string slug = location->get().schema;
        std::ranges::replace(slug, '_', '-');
        return {.slug = slug, .regulation = std::string(regulation), .folder = location->get().folder, .database_url = location->get().url, .create = create};
    }
    Result<std::unique_ptr<Government>> open(const Government::Settings& wanted) {
        return Government::open(product(), wanted, [this] { return now; });
    }
    std::unique_ptr<Government> opened(std::string_view regulation) {
        auto government = must(open(settings(regulation)));
        EXPECT_TRUE(government->begin());
        return government;
    }
    Record add(Government& government, std::string_view name, std::string id, const workflow::Values& values) {
        return must(government.workflow->create(ict, reg(name), std::move(id), values));
    }
    Record move(Government& government, std::string_view name, std::string_view id, std::string_view step, const workflow::Values& values = {}) {
        return must(government.workflow->move(ict, reg(name), id, step, values, "alasan", {}));
    }
    void add_agencies(Government& government) {
        add(government, "agency", "PD-001", {{"name", "Dinas Komunikasi dan Informatika"}, {"function", "ict_agency"}});
        add(government, "agency", "PD-002", {{"name", "Dinas Kesehatan"}, {"function", "service"}});
    }
    static const registers::Register& reg(std::string_view name) { return *product()->catalogue.find(name); }
    static std::vector<Record> all(Government& government, std::string_view name) {
        std::vector<Record> records;
        government.database->read([&](store::Session& session) {
            government.records->each(session, reg(name), [&](const Record& record) {
                records.push_back(record);
                return true;
            });
        });
        return records;
    }
    static std::string text(std::string_view name, const Record& record, std::string_view field) { return registers::text_of(record.get(reg(name), field)); }

    std::optional<store::TestLocation> location;
    Moment now = *parse_moment("2026-03-02T18:30:00Z");
};

INSTANTIATE_TEST_SUITE_P(Databases, GovernmentTest, ::testing::ValuesIn(store::test_dialects), store::dialect_name);

TEST_P(GovernmentTest, OpensBeginsAndOpensAgain) {
    {
        auto government = opened("kediri-42-2019");
        EXPECT_EQ(government->name(), "Kota Kediri");
        EXPECT_EQ(to_string(government->today()), "2026-03-03") << "the day it is in Jakarta";
        ASSERT_TRUE(government->begin()) << "beginning twice changes nothing";
        const auto regulations = all(*government, "regulation");
        ASSERT_EQ(regulations.size(), 1U);
        EXPECT_EQ(regulations[0].id, "kediri-42-2019");
        EXPECT_EQ(regulations[0].state, "in_force");
        government->schedule();
        EXPECT_EQ(government->scheduler->run_due(), 3);
        for (const auto& job : government->scheduler->status()) {
            EXPECT_EQ(job.last_error, "") << job.name;
        }
    }
    const auto again = must(open(settings("kediri-42-2019", false)));
    EXPECT_EQ(all(*again, "regulation").size(), 1U);
    EXPECT_TRUE(again->verify().ok());
}

TEST_P(GovernmentTest, RefusesToOpenWhatIsNotThere) {
    EXPECT_EQ(code_of(open(settings("atlantis-1-2020"))), "regulation.unknown");
    EXPECT_EQ(code_of(open(settings("kediri-42-2019", false))), "store.missing");
    EXPECT_FALSE(fs::exists(location->get().folder)) << "looking leaves nothing behind";
    if (GetParam() == store::Dialect::sqlite) {
        auto alone = settings("kediri-42-2019");
        alone.alone = true;
        const auto first = must(open(alone));
        EXPECT_EQ(code_of(open(alone)), "store.in_use");
        EXPECT_TRUE(open(settings("kediri-42-2019", false))) << "a command may work beside the server";
    }
}

TEST_P(GovernmentTest, FindsWhatWasChangedBehindItsBack) {
    auto government = opened("blitar-49-2020");
    add_agencies(*government);
    ASSERT_TRUE(government->database->write([&](store::Session& session) {
        return government->people->add(session, {.id = "siti", .name = "Siti", .role = "auditor"}, "kuda lumping 1945", "console");
    }));
    std::ofstream(government->blobs->temporary().parent_path() / "letter") << "Dengan hormat";
    const auto file = must(government->workflow->attach(ict, reg("agency"), "PD-001", "surat.txt", government->blobs->temporary().parent_path() / "letter"));
    ASSERT_TRUE(government->workflow->comment(ict, reg("agency"), "PD-001", "Sudah dicocokkan"));
    const auto verification = government->verify();
    ASSERT_TRUE(verification.ok());
    EXPECT_EQ(verification.records, 6U) << "two agencies, the regulation, an account, a comment and a file";
    EXPECT_TRUE(government->verify_files().empty());

    location->tamper("UPDATE agency SET name = 'Dinas Lain' WHERE id = 'PD-002'");
    location->tamper("DELETE FROM comment");
    location->tamper("UPDATE attachment SET name = 'lain.txt'");
    std::vector<std::string> found;
    for (const auto& finding : government->verify().findings) {
        found.push_back(fmt::format("{} {} {}", finding.kind, finding.subject, finding.record));
    }
    std::ranges::sort(found);
    EXPECT_EQ(join(found, "\n"),
              "record_changed agency PD-002\nrecord_changed workflow.attachment agency:PD-001/" + file.hash + "\nrecord_missing workflow.comment 1");

    std::ofstream(must(government->blobs->path(file.hash)), std::ios::app) << "!";
    ASSERT_EQ(government->verify_files().size(), 1U);
    EXPECT_EQ(government->verify_files()[0].kind, "file_changed");
    fs::remove(must(government->blobs->path(file.hash)));
    EXPECT_EQ(government->verify_files()[0].kind, "file_missing");
    EXPECT_EQ(government->verify_files()[0].record, file.hash);
}

TEST_P(GovernmentTest, BacksUpAndRestores) {
    const store::TestFolder work;
    const fs::path data = work.path() / "data";
    const fs::path archive = work.path() / "backup.tar.zst";
    const auto wanted = settings("kediri-42-2019");
    std::string hash, root;
    {
        auto government = opened("kediri-42-2019");
        ASSERT_TRUE(add_listing(data, {wanted.slug, wanted.regulation, true}));
        add_agencies(*government);
        const fs::path letter = government->blobs->temporary();
        std::ofstream(letter) << "Dengan hormat";
        hash = must(government->workflow->attach(ict, reg("agency"), "PD-001", "surat.txt", letter)).hash;
        ASSERT_TRUE(back_up(data, {government.get()}, archive));
        root = government->verify().root;
        add(*government, "agency", "PD-003", {{"name", "Sesudah cadangan"}});
    }
    EXPECT_EQ(fs::status(archive).permissions() & fs::perms::all, fs::perms::owner_read | fs::perms::owner_write) << "it holds personal data";
    EXPECT_FALSE(fs::exists(archive.string() + ".unfinished"));
    EXPECT_EQ(std::distance(fs::directory_iterator(data), {}), 1) << "only the listing: working files are gone";

    const auto restored = [&](const fs::path& from, const fs::path& to) { return restore(from, to, location->get().url); };
    EXPECT_EQ(code_of(restored(archive, data)), "backup.not_empty");
    EXPECT_EQ(code_of(restored(work.path() / "none", work.path() / "new")), "backup.not_found");
    EXPECT_FALSE(fs::exists(work.path() / "new"));
    if (GetParam() == store::Dialect::postgresql) {
        EXPECT_EQ(code_of(restored(archive, work.path() / "new")), "store.not_empty");
        EXPECT_FALSE(fs::exists(work.path() / "new"));
        location->tamper("DROP SCHEMA " + store::quoted(location->get().schema) + " CASCADE");
    }
    ASSERT_EQ(code_of(restored(archive, work.path() / "new")), "");
    const auto listed = must(listings(work.path() / "new"));
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0].slug, wanted.slug);
    EXPECT_TRUE(listed[0].demonstration);

    auto opened_again = wanted;
    opened_again.folder = work.path() / "new" / wanted.slug;
    opened_again.create = false;
    auto government = must(open(opened_again));
    const auto verification = government->verify();
    EXPECT_TRUE(verification.ok());
    EXPECT_EQ(verification.root, root);
    EXPECT_EQ(all(*government, "agency").size(), 2U) << "as of the moment of the backup";
    EXPECT_EQ(must(government->blobs->read(hash)), "Dengan hormat");
    EXPECT_TRUE(government->verify_files().empty());
}

TEST_P(GovernmentTest, RefusesDamagedBackupsWhole) {
    if (GetParam() != store::Dialect::sqlite) {
        GTEST_SKIP() << "a damaged archive is refused before the database is asked";
    }
    const store::TestFolder work;
    const fs::path data = work.path() / "data";
    const fs::path archive = work.path() / "backup.tar.zst";
    const auto wanted = settings("kediri-42-2019");
    {
        auto government = opened("kediri-42-2019");
        ASSERT_TRUE(add_listing(data, {wanted.slug, wanted.regulation, true}));
        ASSERT_TRUE(back_up(data, {government.get()}, archive));
    }
    std::ifstream stream(archive, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    const auto damaged = [&](const std::string& content) {
        const fs::path file = work.path() / "damaged.tar.zst";
        std::ofstream(file, std::ios::binary) << content;
        const std::string code = code_of(restore(file, work.path() / "new", location->get().url));
        EXPECT_FALSE(fs::exists(work.path() / "new")) << "nothing is left behind";
        return code;
    };
    EXPECT_EQ(damaged(bytes.substr(0, bytes.size() / 2)), "backup.damaged");
    EXPECT_EQ(damaged(""), "backup.damaged");
    EXPECT_EQ(damaged("not an archive at all"), "backup.damaged");
    std::string flipped = bytes;
    flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 0x40);
    EXPECT_EQ(damaged(flipped), "backup.damaged");
}

TEST_P(GovernmentTest, KeepsObligationsToTheAnswers) {
    auto government = opened("banjarbaru-5-2022");
    add_agencies(*government);
    add(*government, "application", "APL-1",
        {{"name", "SIMPUS"}, {"owner", "PD-002"}, {"kind", "special"}, {"copyright_holder", "vendor"}, {"licence_kind", "open"}});
    move(*government, "application", "APL-1", "activate");
    ASSERT_TRUE(record_obligations(*government));
    ASSERT_TRUE(record_obligations(*government)) << "what is known is not recorded twice";
    auto obligations = all(*government, "obligation");
    ASSERT_EQ(obligations.size(), 1U);
    EXPECT_EQ(obligations[0].state, "breached");
    EXPECT_EQ(text("obligation", obligations[0], "norm"), "banjarbaru-5-2022:26/7");
    EXPECT_EQ(text("obligation", obligations[0], "agency"), "PD-002");
    EXPECT_EQ(text("obligation", obligations[0], "about"), "application:APL-1");
    EXPECT_FALSE(text("obligation", obligations[0], "explanation").empty());

    const auto holder = [&](const char* who) { must(government->workflow->change(ict, reg("application"), "APL-1", {{"copyright_holder", who}}, {})); };
    holder("local_government");
    ASSERT_TRUE(record_obligations(*government));
    EXPECT_EQ(all(*government, "obligation").at(0).state, "met") << "it closes when the norm is met again";
    holder("vendor");
    ASSERT_TRUE(record_obligations(*government));
    obligations = all(*government, "obligation");
    ASSERT_EQ(obligations.size(), 1U) << "the same obligation, breached again";
    EXPECT_EQ(obligations[0].state, "breached");
    EXPECT_TRUE(government->verify().ok());
}

TEST_P(GovernmentTest, RemindsAnAgencysPeopleOfItsDuties) {
    auto government = opened("banjarbaru-5-2022");
    add_agencies(*government);
    const auto add_account = [&](const char* id, const char* role, const char* agency) {
        ASSERT_TRUE(government->database->write([&](store::Session& session) {
            return government->people->add(session, {.id = id, .name = id, .role = role, .agency = agency}, "kuda lumping 1945", "console");
        }));
    };
    add_account("oka", "agency_officer", "PD-002");
    add_account("dewi", "agency_officer", "PD-001");
    const auto value = add(*government, "government_value", "", {{"norm", "banjarbaru-5-2022:26/7"}, {"parameter", "within"}, {"value", "30d"}});
    move(*government, "government_value", value.id, "decide");
    add(*government, "application", "APL-1",
        {{"name", "SIMPUS"}, {"owner", "PD-002"}, {"kind", "special"}, {"copyright_holder", "local_government"}, {"licence_kind", "open"}});
    const store::TestFolder folder;
    std::ofstream(folder.path() / "releases.csv") << "id,name,application,state,production_on\nRLS-1,SIMPUS 1.0,APL-1,production,2026-02-10\n";
    ASSERT_TRUE(must(government->workflow->import(ict, reg("release"), folder.path() / "releases.csv", registers::Format::csv, {})).problems.empty());

    const auto notices_of = [&](const char* id) { return government->workflow->notices(Person{Account{.id = id}}); };
    ASSERT_TRUE(remind(*government));
    ASSERT_TRUE(remind(*government));
    auto notices = notices_of("oka");
    ASSERT_EQ(notices.size(), 1U) << "told once, nine days before the day";
    EXPECT_EQ(notices[0].kind, "due");
    EXPECT_EQ(notices[0].arguments.at("norm"), "26/7");
    EXPECT_EQ(notices[0].arguments.at("date"), "2026-03-12");
    EXPECT_EQ(notices[0].link, "/norms/26/7?agency=PD-002");
    EXPECT_TRUE(notices_of("dewi").empty()) << "another agency's duty";

    now += std::chrono::days(11);
    ASSERT_TRUE(remind(*government));
    notices = notices_of("oka");
    ASSERT_EQ(notices.size(), 2U);
    EXPECT_EQ(notices[0].kind, "overdue");
    now += std::chrono::days(60);
    ASSERT_TRUE(remind(*government));
    EXPECT_EQ(notices_of("oka").size(), 2U) << "nobody is told of what passed long ago";
}

/// The same release in two cities: what has to be there before it is handed over differs as their laws do.
TEST(TwoCities, ShutDifferentGatesOnTheSameRelease) {
    const auto norms_that_shut = [](std::string_view regulation) {
        const store::TestFolder folder;
        auto government = must(Government::open(product(), {.slug = "city", .regulation = std::string(regulation), .folder = folder.path(), .create = true},
                                                fixed_clock(*parse_moment("2026-03-02T03:00:00Z"))));
        EXPECT_TRUE(government->begin());
        const auto add = [&](std::string_view name, std::string id, const workflow::Values& values) {
            return must(government->workflow->create(ict, *product()->catalogue.find(name), std::move(id), values));
        };
        // As long as a government has not settled its law's conflicts, their gates only warn.
        for (const law::Conflict& conflict : government->regulation->conflicts) {
            const auto choice =
                add("conflict_choice", "",
                    {{"regulation", regulation}, {"conflict", conflict.key}, {"reason", "Keduanya"}, {"follows", boost::json::value_from(conflict.norms)}});
            must(government->workflow->move(ict, *product()->catalogue.find("conflict_choice"), choice.id, "decide", {}, "", {}));
        }
        add("agency", "PD-001", {{"name", "Dinas Kesehatan"}});
        add("application", "APL-1", {{"name", "SIMPUS"}, {"owner", "PD-001"}, {"kind", "special"}, {"licence_kind", "open"}});
        boost::json::array documents;
        for (const char* item : {"requirements", "design", "user_manual", "source_code"}) {
            documents.push_back({{"item", item}, {"on", "2026-02-01"}});
        }
        const auto& release = *product()->catalogue.find("release");
        add("release", "RLS-1", {{"name", "SIMPUS 1.0"}, {"application", "APL-1"}, {"documents", documents}});
        std::set<std::string> norms;
        for (const char* step : {"test", "hand_over", "deploy"}) {
            const auto moved = government->workflow->move(ict, release, "RLS-1", step, {}, "", {});
            for (const Problem& problem : moved ? std::vector<Problem>() : moved.error().problems) {
                norms.insert(fmt::format("{} {}", step, join(problem.norms, "+")));
            }
        }
        return join({norms.begin(), norms.end()}, ", ");
    };
    EXPECT_EQ(norms_that_shut("kediri-42-2019"), "deploy kediri-42-2019:24/1");
    EXPECT_EQ(norms_that_shut("blitar-49-2020"), "hand_over blitar-49-2020:22/5");
}

TEST(Listings, NameTheGovernmentsOfAFolder) {
    const store::TestFolder folder;
    const fs::path data = folder.path() / "data";
    EXPECT_EQ(code_of(listings(data)), "data.not_initialised");
    EXPECT_TRUE(add_listing(data, {"kediri", "kediri-42-2019", false}));
    EXPECT_TRUE(add_listing(data, {"blitar-2", "blitar-49-2020", true}));
    EXPECT_EQ(code_of(add_listing(data, {"kediri", "blitar-49-2020", true})), "government.exists");
    EXPECT_EQ(code_of(add_listing(data, {"../kediri", "blitar-49-2020", true})), "government.bad_name");
    const auto all = must(listings(data));
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[1].slug, "blitar-2");
    EXPECT_EQ(all[1].regulation, "blitar-49-2020");
    EXPECT_TRUE(all[1].demonstration);
    std::ofstream(data / "governments.yaml") << "governments:\n  - {slug: \"../etc\", regulation: kediri-42-2019}\n";
    EXPECT_EQ(code_of(listings(data)), "government.bad_name");
    std::ofstream(data / "governments.yaml") << "governments: [unclosed\n";
    EXPECT_EQ(code_of(listings(data)), "declaration.malformed");
}

TEST(Archives, TakeOnlyNamesOfABackup) {
    for (const char* good : {"kediri", "blitar-2", "a"}) {
        EXPECT_TRUE(proper_slug(good)) << good;
    }
    for (const char* bad : {"", "Kediri", "2blitar", "-a", "a/b", "..", "a_b", "api", "assets", "healthz", "metrics"}) {
        EXPECT_FALSE(proper_slug(bad)) << bad;
    }
    const std::string hash(64, 'a');
    EXPECT_TRUE(proper_name("governments.yaml"));
    EXPECT_TRUE(proper_name("kediri/database"));
    EXPECT_TRUE(proper_name("kediri/blobs/" + hash));
    for (const std::string& bad :
         {std::string("../governments.yaml"), std::string("/etc/passwd"), std::string("kediri/../database"), std::string("kediri/database/x"),
          "kediri/blobs/" + hash + "/x", "kediri/blobs/../" + hash, std::string("kediri/blobs/") + std::string(64, 'G'), std::string("kediri")}) {
        EXPECT_FALSE(proper_name(bad)) << bad;
    }
    const store::TestFolder folder;
    std::ofstream(folder.path() / "evil") << "x";
    ArchiveWriter writer(folder.path() / "evil.tar.zst");
    writer.add("../outside", folder.path() / "evil");
    writer.finish();
    fs::create_directories(folder.path() / "in");
    EXPECT_EQ(code_of(unpack(folder.path() / "evil.tar.zst", folder.path() / "in")), "backup.damaged");
    EXPECT_FALSE(fs::exists(folder.path() / "outside"));
}

}  // namespace
}  // namespace pendopo::government
