// What an answer says: words, evidence, what would mend it; gates; answers as the days pass.

#include <gtest/gtest.h>

#include "law/world.hpp"

namespace pendopo::law {
namespace {

using testing::Product;
using testing::World;

const Date today = Date(std::chrono::year(2026) / 3 / 17);

World world_of(std::string_view slug, Date day = today) {
    World world(Product::get().frame(Product::get().regulation(slug)), day);
    world.add("agency", {{"id", "KOMINFO"}, {"name", "Dinas Kominfo"}, {"function", "ict_agency"}, {"ict_status", "other"}, {"state", "active"}});
    world.add("agency", {{"id", "DINKES"}, {"name", "Dinas Kesehatan"}, {"function", "service"}, {"ict_status", "other"}, {"state", "active"}});
    world.add("application", {{"id", "APL-1"}, {"name", "SIMPEG"}, {"kind", "special"}, {"owner", "DINKES"}, {"state", "active"}, {"active_on", "2024-01-10"}});
    world.add("release", {{"id", "RLS-1"},
                          {"name", "SIMPEG 2.1"},
                          {"application", "APL-1"},
                          {"state", "tested"},
                          {"tested_on", "2026-02-01"},
                          {"documents", "requirements=ada;design=ada;user_manual=ada"}});
    return world;
}

TEST(Why, ADocumentIsMissing) {
    const Line line = world_of("kediri").line("24/2", "release", "RLS-1");
    EXPECT_EQ(line.state, State::breached);
    EXPECT_EQ(line.why.id, "Pada rilis aplikasi SIMPEG 2.1 belum ada dokumen: kode sumber.");
    EXPECT_EQ(line.why.en, "In release SIMPEG 2.1 is still missing: documents: source code.");
    EXPECT_EQ(line.agency, "DINKES");
    EXPECT_EQ(line.since, parse_date("2026-02-01"));
    EXPECT_EQ(line.mend_register, "release");
    ASSERT_EQ(line.evidence.size(), 1U);
    EXPECT_EQ(line.evidence[0].label, "SIMPEG 2.1");
}

TEST(Why, ATestIsMissingAndCouldBeCreated) {
    World world = world_of("kediri");
    world.settle_conflicts();
    world.record("release", "RLS-1").state = "production";
    const Line line = world.line("24/1", "release", "RLS-1");
    EXPECT_EQ(line.why.id, "Belum ada laporan uji berstatus lulus untuk rilis aplikasi SIMPEG 2.1.");
    EXPECT_EQ(line.why.en, "There is no test report with status passed for release SIMPEG 2.1 yet.");
    EXPECT_EQ(line.mend_register, "test_report");
    ASSERT_EQ(line.mend_values.size(), 1U);
    EXPECT_EQ(line.mend_values[0], std::pair(std::string("release"), std::string("RLS-1")));
}

TEST(Why, AConflictIsToBeSettledFirst) {
    World world = world_of("kediri");
    world.record("release", "RLS-1").state = "production";
    const Line line = world.line("24/1", "release", "RLS-1");
    EXPECT_EQ(line.state, State::undetermined);
    EXPECT_TRUE(line.why.id.starts_with("Bertentangan dengan Pasal 23 ayat (5) huruf b dan belum diputuskan mana yang diikuti.")) << line.why.id;
    EXPECT_EQ(line.mend_register, "conflict_choice");
    EXPECT_EQ(line.mend_values[1], std::pair(std::string("conflict"), std::string("builders")));
}

TEST(Why, AnIntervalIsToBeSetFirst) {
    const Line line = world_of("kediri").line("16/1", "agency", "DINKES");
    EXPECT_EQ(line.state, State::undetermined);
    EXPECT_TRUE(line.why.id.starts_with("Pemerintah daerah belum menetapkan selang waktunya.")) << line.why.id;
    EXPECT_EQ(line.mend_register, "government_value");
    EXPECT_EQ(line.mend_values, (std::vector<std::pair<std::string, std::string>>{{"norm", "kediri-42-2019:16/1"}, {"parameter", "every"}}));
}

TEST(Why, NothingIsRecordedYet) {
    World world(Product::get().frame(Product::get().regulation("blitar")), today);
    const Line line = world.line("39/3");
    EXPECT_EQ(line.state, State::unproven);
    EXPECT_EQ(line.subject.register_name, "complaint");
    EXPECT_EQ(line.subject.id, "");
    EXPECT_EQ(line.why.id, "Belum ada pengaduan yang dapat dinilai, dan daftarnya belum dinyatakan lengkap.");
    world.add("census", {{"of_register", "complaint"}, {"confirmed_on", "2026-01-30"}, {"state", "confirmed"}});
    EXPECT_EQ(world.answer("39/3"), State::met);
    world.add("census", {{"id", "C2"}, {"of_register", "employee"}, {"confirmed_on", "2019-01-30"}, {"state", "confirmed"}});
    EXPECT_EQ(world.answer("31/4/b"), State::unproven) << "a census that is years old says nothing";
}

TEST(Why, ASystemIsMissingThoughTheRegisterIsInUse) {
    World world(Product::get().frame(Product::get().regulation("blitar")), today);
    EXPECT_EQ(world.answer("58/1"), State::unproven);
    world.add("facility", {{"kind", "data_center"}, {"state", "active"}});
    EXPECT_EQ(world.answer("58/1"), State::overdue);
    EXPECT_EQ(world.line("58/1").mend_values, (std::vector<std::pair<std::string, std::string>>{{"kind", "portal"}}));
}

TEST(Why, ACensusTurnsAnEmptyRegisterIntoAGap) {
    World world(Product::get().frame(Product::get().regulation("blitar")), today);
    world.add("census", {{"of_register", "facility"}, {"confirmed_on", "2026-01-30"}, {"state", "confirmed"}});
    EXPECT_EQ(world.answer("58/1"), State::overdue);
}

TEST(Exemption, IsForItsNormAndItsSubjectAndItsTime) {
    World world = world_of("kediri");
    world.add("exemption", {{"id", "X"},
                            {"title", "Kode sumber dalam titipan"},
                            {"about", "release:RLS-1"},
                            {"norm", "kediri-42-2019:24/2"},
                            {"state", "valid"},
                            {"valid_to", "2026-12-31"}});
    EXPECT_EQ(world.answer("24/2", "release", "RLS-1"), State::exempt);
    EXPECT_TRUE(world.line("24/2", "release", "RLS-1").why.id.starts_with("Dikecualikan dengan pengecualian Kode sumber dalam titipan."));
    world.add("exemption",
              {{"id", "X"}, {"title", "x"}, {"about", "release:RLS-1"}, {"norm", "kediri-42-2019:24/2"}, {"state", "valid"}, {"valid_to", "2026-01-31"}});
    EXPECT_EQ(world.answer("24/2", "release", "RLS-1"), State::breached);
    world.add("exemption", {{"id", "X"}, {"title", "x"}, {"about", "agency:DINKES"}, {"norm", "kediri-42-2019:24/2"}, {"state", "valid"}});
    EXPECT_EQ(world.answer("24/2", "release", "RLS-1"), State::exempt);
    world.add("exemption", {{"id", "X"}, {"title", "x"}, {"about", "agency:KOMINFO"}, {"norm", "kediri-42-2019:24/2"}, {"state", "valid"}});
    EXPECT_EQ(world.answer("24/2", "release", "RLS-1"), State::breached);
}

TEST(Values, ThatCannotBeReadCountAsNotSet) {
    World world = world_of("kediri");
    const Norm& norm = *Product::get().regulation("kediri").norm("16/1");
    world.decide(norm, "every", "sering");
    EXPECT_EQ(world.answer("16/1", "agency", "DINKES"), State::undetermined);
    EXPECT_TRUE(world.line("16/1", "agency", "DINKES").why.id.find("Nilai \"sering\"") != std::string::npos);
    const Norm& standard = *Product::get().regulation("kediri").norm("14/4");
    world.add("facility", {{"id", "PD"}, {"kind", "data_center"}, {"state", "active"}});
    world.decide(standard, "standard", "bukan_standar");
    EXPECT_EQ(world.answer("14/4", "facility", "PD"), State::undetermined);
    world.decide(standard, "standard", "data_center, bssn");
    EXPECT_EQ(world.answer("14/4", "facility", "PD"), State::unproven) << "set to two standards, and nothing is recorded of either";
}

TEST(Gates, ShutWithTheirArticleAndWhatOpensThem) {
    World world = world_of("kediri");
    world.settle_conflicts();
    const std::vector<Shut> shut = world.gates("release", "RLS-1", "production");
    ASSERT_EQ(shut.size(), 1U);
    EXPECT_EQ(shut[0].norm->id, "24/1");
    EXPECT_FALSE(shut[0].warns);
    EXPECT_EQ(shut[0].why.id, "Belum ada laporan uji berstatus lulus untuk rilis aplikasi SIMPEG 2.1.");
    EXPECT_EQ(shut[0].mend_register, "test_report");
    world.add("test_report", {{"release", "RLS-1"}, {"state", "passed"}, {"date", "2026-03-01"}});
    EXPECT_TRUE(world.gates("release", "RLS-1", "production").empty());
}

TEST(Gates, WarnWhileTheConflictIsOpen) {
    World world = world_of("kediri");
    const std::vector<Shut> shut = world.gates("release", "RLS-1", "production");
    ASSERT_EQ(shut.size(), 1U);
    EXPECT_TRUE(shut[0].warns);
}

TEST(Gates, DifferByRegionAsTheirLawsDo) {
    const auto norms = [](std::string_view slug, std::string_view state) {
        World world = world_of(slug);
        world.settle_conflicts();
        std::vector<std::string> shut;
        for (const Shut& one : world.gates("release", "RLS-1", state)) {
            if (!one.warns) {
                shut.push_back(one.norm->id);
            }
        }
        return shut;
    };
    using Norms = std::vector<std::string>;
    EXPECT_EQ(norms("kediri", "tested"), Norms({"24/2"}));
    EXPECT_EQ(norms("sumenep", "tested"), Norms({"22/2"}));
    EXPECT_EQ(norms("blitar", "tested"), Norms({}));
    EXPECT_EQ(norms("blitar", "handed_over"), Norms({"22/5", "22/5"}));
    EXPECT_EQ(norms("banjarbaru", "production"), Norms({"30/2"}));
    EXPECT_EQ(norms("blitar", "production"), Norms({}));
    EXPECT_EQ(norms("madiun", "production"), Norms({}));
}

TEST(Gates, AProjectStartsInMadiunOnlyWhenCoordinatedElsewhereItWarns) {
    const auto gates = [](std::string_view slug) {
        World world = world_of(slug);
        world.settle_conflicts();
        world.add("application_project", {{"id", "PRY"}, {"owner", "DINKES"}, {"state", "approved"}});
        std::map<std::string, bool> warns;
        for (const Shut& one : world.gates("application_project", "PRY", "started")) {
            warns[one.norm->id] = one.warns;
        }
        return warns;
    };
    using Warns = std::map<std::string, bool>;
    EXPECT_EQ(gates("madiun"), (Warns{{"23/3", false}}));
    EXPECT_EQ(gates("kediri"), (Warns{{"23/4", true}}));
    EXPECT_EQ(gates("sumenep"), (Warns{{"22/6", false}}));
    EXPECT_EQ(gates("blitar"), (Warns{{"59/4", false}}));
    EXPECT_EQ(gates("banjarbaru"), (Warns{{"25/3", true}, {"46/3", false}}));
}

TEST(Gates, AValueThatTheLawDoesNotListIsRefusedInEveryState) {
    World world = world_of("sumenep");
    world.add("application", {{"id", "APL-2"}, {"name", "Lain"}, {"kind", "shared_special"}, {"owner", "DINKES"}, {"state", "draft"}});
    const std::vector<Shut> shut = world.gates("application", "APL-2", "draft");
    ASSERT_EQ(shut.size(), 1U);
    EXPECT_EQ(shut[0].norm->id, "21/4");
    EXPECT_FALSE(shut[0].warns);
    world.add("application", {{"id", "APL-3"}, {"name", "Belum digolongkan"}, {"owner", "DINKES"}, {"state", "draft"}});
    EXPECT_TRUE(world.gates("application", "APL-3", "draft").empty()) << "nothing was chosen yet";
}

TEST(Gates, ADocumentIsJudgedByItsFormWhenItIsAdopted) {
    World world = world_of("madiun");
    world.add(
        "strategic_plan",
        {{"id", "ARS"}, {"title", "Arsitektur"}, {"kind", "architecture"}, {"origin", "first"}, {"state", "proposed"}, {"instrument", "keputusan_wali_kota"}});
    const std::vector<Shut> shut = world.gates("strategic_plan", "ARS", "adopted");
    ASSERT_EQ(shut.size(), 1U);
    EXPECT_EQ(shut[0].norm->id, "6/3");
    world.add(
        "strategic_plan",
        {{"id", "ARS"}, {"title", "Arsitektur"}, {"kind", "architecture"}, {"origin", "first"}, {"state", "proposed"}, {"instrument", "peraturan_wali_kota"}});
    EXPECT_TRUE(world.gates("strategic_plan", "ARS", "adopted").empty());
}

TEST(Days, EvidenceAgesAndYearsEnd) {
    const auto answer = [](Date day) {
        World world = world_of("blitar", day);
        world.decide(*Product::get().regulation("blitar").norm("46/1"), "every", "30d");
        world.add("backup", {{"kind", "backup"}, {"target_kind", "data_center"}, {"result", "passed"}, {"agency", "DINKES"}, {"date", "2026-03-01"}});
        return world.answer("46/1", "agency", "DINKES");
    };
    EXPECT_EQ(answer(Date(std::chrono::year(2026) / 3 / 31)), State::met);
    EXPECT_EQ(answer(Date(std::chrono::year(2026) / 4 / 1)), State::overdue);
    EXPECT_EQ(answer(Date(std::chrono::year(2026) / 2 / 28)), State::overdue) << "evidence of tomorrow proves nothing today";
}

TEST(Days, ABudgetIsDueUntilTheYearEnds) {
    const auto line = [](Date day) {
        World world = world_of("kediri", day);
        world.add("budget_plan", {{"agency", "DINKES"}, {"date", "2025-02-01"}, {"state", "set"}});
        return world.line("8/1", "agency", "DINKES");
    };
    EXPECT_EQ(line(Date(std::chrono::year(2025) / 11 / 1)).state, State::met);
    EXPECT_EQ(line(Date(std::chrono::year(2026) / 11 / 1)).state, State::due);
    EXPECT_EQ(line(Date(std::chrono::year(2026) / 11 / 1)).due, parse_date("2026-12-31"));
    EXPECT_EQ(line(Date(std::chrono::year(2027) / 1 / 1)).state, State::overdue);
}

TEST(Days, ALateAnswerStaysLate) {
    World world = world_of("kediri");
    world.decide(*Product::get().regulation("kediri").norm("24/4"), "within", "14d");
    EXPECT_EQ(world.answer("24/4", "release", "RLS-1"), State::overdue);
    const std::string deposit =
        world.add("repository_deposit",
                  {{"release", "RLS-1"}, {"documents", "design=ada"}, {"received_by", world.add("person", {})}, {"date", "2026-02-10"}, {"state", "received"}});
    EXPECT_EQ(world.answer("24/4", "release", "RLS-1"), State::met);
    world.record("repository_deposit", deposit).set(world.declaration("repository_deposit"), "date", registers::Value{"2026-03-10"});
    EXPECT_EQ(world.answer("24/4", "release", "RLS-1"), State::breached);
    world.record("repository_deposit", deposit).set(world.declaration("repository_deposit"), "date", registers::Value{"2026-01-10"});
    EXPECT_EQ(world.answer("24/4", "release", "RLS-1"), State::overdue) << "an answer cannot come before its question";
}

TEST(Words, CiteArticlesAsTheTextDoes) {
    EXPECT_EQ(citation("kediri-42-2019:12/2/a").id, "Pasal 12 ayat (2) huruf a");
    EXPECT_EQ(citation("kediri-42-2019:12/2/a").en, "Article 12 paragraph (2) letter a");
    EXPECT_EQ(citation("48").id, "Pasal 48");
}

}  // namespace
}  // namespace pendopo::law
