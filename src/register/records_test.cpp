#include "register/testing.hpp"

namespace pendopo::registers {

namespace {

using boost::json::object;
using boost::json::array;

class RecordsOn : public RecordsTest {};
INSTANTIATE_TEST_SUITE_P(Databases, RecordsOn, testing::ValuesIn(store::test_dialects), store::dialect_name);

object every_field() {
    return {{"name", "Layanan Surat \"Daring\" 'x'; DROP TABLE agency; --"},
            {"description", "Baris satu\nBaris dua <b>&amp;</b> \xE2\x80\x93 \xF0\x9F\x98\x80"},
            {"kind", "special"},
            {"users", array{"public", "staff"}},
            {"user_count", 1200},
            {"score", 12.5},
            {"share", 0.1},
            {"cost", 15000000050},
            {"open", true},
            {"launched", "2024-02-29"},
            {"checked", "2024-03-01T14:30:00+07:00"},
            {"every", "6m"},
            {"owner", "kominfo"},
            {"about", "agency:kominfo"},
            {"documents", array{object{{"item", "design"}, {"text", "Isi"}, {"on", "2024-01-02"}}, object{{"item", "manual"}}}},
            {"costs", array{object{{"year", 2024}, {"amount", 5}, {"paid", false}, {"to", "kominfo"}}}},
            {"former_names", array{"Lama; satu", "Lama dua"}},
            {"letter", std::string(64, 'a') + "/surat.pdf"},
            {"address", "https://lskd.go.id/?a=1"},
            {"mail", "a.b@kota.go.id"},
            {"phone", "+62 812-345"},
            {"nik", "3577014508900001"},
            {"nip", "199001012015031002"},
            {"place", "-7.63,111.523"},
            {"builder", "ict_agency"},
            {"norm", "kediri-42-2019:24/2"},
            {"code", "AB-12"}};
}

}  // namespace

TEST_P(RecordsOn, KeepEveryTypeOfValueExactly) {
    ASSERT_TRUE(create("agency", {{"name", "Dinas Kominfo"}}, "kominfo"));
    const auto made = create("application", every_field());
    ASSERT_TRUE(made) << made.error().problems.front().detail;
    EXPECT_EQ(made->id, "APL-0001");
    const auto found = find("application", "APL-0001");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->values, made->values);
    EXPECT_EQ(found->created_on, "2026-03-01T08:00:00.000Z");
    EXPECT_EQ(found->created_by, "sari");
    EXPECT_EQ(text_of(found->get(reg("application"), "score")), "12.5");
    EXPECT_EQ(text_of(found->get(reg("application"), "share")), "0.1");
    EXPECT_EQ(text_of(found->get(reg("application"), "checked")), "2024-03-01T07:30:00.000Z");
    EXPECT_EQ(text_of(found->get(reg("application"), "phone")), "+62812345");
    EXPECT_EQ(digest(reg("application"), *found), digest(reg("application"), *made));
    EXPECT_EQ(verify(), "");
}

TEST_P(RecordsOn, NumbersSkipKeysThatAreTaken) {
    ASSERT_TRUE(create("agency", {{"name", "A"}}, "PD-001"));
    EXPECT_EQ(create("agency", {{"name", "B"}})->id, "PD-002");
    ASSERT_TRUE(create("agency", {{"name", "C"}}, "PD-007"));
    EXPECT_EQ(create("agency", {{"name", "D"}})->id, "PD-008");
    EXPECT_EQ(code_of(create("agency", {{"name", "E"}}, "PD-007")), "record.exists");
    EXPECT_EQ(code_of(create("agency", {{"name", "F"}}, "../x")), "record.bad_key");
}

TEST_P(RecordsOn, StateDatesComeFromTheAuthorInTheGovernmentsZone) {
    Author late = author("2026-03-01T18:30:00Z");
    const auto made = database->write([&](store::Session& session) { return records->create(session, reg("agency"), make("agency", {{"name", "A"}}), late); });
    EXPECT_EQ(text_of(made->get(reg("agency"), "active_on")), "2026-03-02");
    EXPECT_EQ(text_of(made->get(reg("agency"), "active_by")), "PD-001");
    Record record = *made;
    record.state = "ended";
    record.set(reg("agency"), "ended_on", Value{"2020-01-01"});
    const auto ended = update("agency", record);
    EXPECT_EQ(text_of(ended->get(reg("agency"), "ended_on")), "2020-01-01");
    record = *ended;
    record.state = "active";
    EXPECT_EQ(text_of(update("agency", record, {}, author("2026-05-05T00:00:00Z"))->get(reg("agency"), "active_on")), "2026-05-05");
}

TEST_P(RecordsOn, ReferencesMustLeadSomewhere) {
    EXPECT_EQ(told(create("application", {{"name", "A"}, {"owner", "nobody"}, {"about", "agency:x"}, {"joins", array{"APL-9"}}}).error().problems),
              (std::vector<std::string>{"/fields/owner field.dangling_reference", "/fields/joins/0 field.dangling_reference",
                                        "/fields/about field.dangling_reference"}));
    EXPECT_EQ(told(create("application", {{"name", "A"}, {"about", "nothing:x"}}).error().problems),
              (std::vector<std::string>{"/fields/about field.dangling_reference"}));
    EXPECT_EQ(told(create("application", {{"name", "A"}, {"costs", array{object{{"to", "x"}}}}}).error().problems),
              (std::vector<std::string>{"/fields/costs/0/to field.dangling_reference"}));
    EXPECT_TRUE(create("application", {{"name", "A"}, {"joins", array{"A-1"}}}, "A-1")) << "a record may refer to itself";
    EXPECT_EQ(entries(), 1);
}

TEST_P(RecordsOn, AnOfficeIsOneOfTheLawsOrAnAgency) {
    ASSERT_TRUE(create("application", {{"name", "A"}, {"builder", "anyone"}}, "A-1")) << "nobody said yet which offices there are";
    records->know_offices({{"ict_agency", "ict_agency"}, {"dinas kominfo", "ict_agency"}});
    const auto agency = create("agency", {{"name", "Dinas"}}, "a");
    ASSERT_TRUE(agency) << agency.error().problems.front().detail;
    ASSERT_TRUE(create("application", {{"name", "B"}, {"builder", "ict_agency"}, {"documents", array{object{{"item", "design"}, {"by", "a"}}}}}, "A-2"));
    ASSERT_TRUE(create("application", {{"name", "C"}, {"builder", "a"}}, "A-3"));
    for (const char* unknown : {"dinas_hantu", "PD-404"}) {
        const auto refused = create("application", {{"name", "D"}, {"builder", unknown}}, "A-4");
        ASSERT_EQ(told(refused.error().problems), (std::vector<std::string>{"/fields/builder field.unknown_office"}));
    }
    const auto part = create("application", {{"name", "D"}, {"documents", array{object{{"item", "design"}, {"by", "nobody"}}}}}, "A-4");
    ASSERT_EQ(told(part.error().problems), (std::vector<std::string>{"/fields/documents/0/by field.unknown_office"}));
    auto kept = *find("application", "A-1");
    kept.set(reg("application"), "user_count", Value{"3"});
    EXPECT_TRUE(update("application", kept)) << "what stood there before does not stop other changes";
    EXPECT_EQ(code_of(remove("agency", "a")), "record.in_use");
}

TEST_P(RecordsOn, UniqueValuesAreHeldByOneRecord) {
    ASSERT_TRUE(create("agency", {{"name", "Dinas"}}, "a"));
    const auto twice = create("agency", {{"name", "Dinas"}}, "b");
    ASSERT_EQ(told(twice.error().problems), (std::vector<std::string>{"/fields/name field.not_unique"}));
    EXPECT_EQ(twice.error().problems.front().arguments.at("other"), "a");
    auto other = create("agency", {{"name", "Badan"}}, "b");
    other->set(reg("agency"), "name", Value{"Dinas"});
    EXPECT_EQ(code_of(update("agency", *other)), "field.not_unique");
}

TEST_P(RecordsOn, UpdateChangesRaisesAndTells) {
    ASSERT_TRUE(create("agency", {{"name", "Dinas"}}, "a"));
    auto record = *find("agency", "a");
    const auto same = update("agency", record, 1);
    EXPECT_EQ(same->version, 1);
    EXPECT_EQ(entries(), 1) << "nothing changed, nothing is told";
    record.set(reg("agency"), "name", Value{"Dinas Baru"});
    EXPECT_EQ(code_of(update("agency", record, 7)), "record.changed_meanwhile");
    const auto changed = update("agency", record, 1);
    EXPECT_EQ(changed->version, 2);
    EXPECT_EQ(changed->created_on, "2026-03-01T08:00:00.000Z");
    EXPECT_EQ(changed->updated_on, "2026-03-02T08:00:00.000Z");
    EXPECT_EQ(code_of(update("agency", make("agency", {{"name", "X"}}, "none"))), "record.not_found");
    const auto told_changes = database->read([](store::Session& session) { return ledger::entries(session, {}).front().changes; });
    EXPECT_EQ(told_changes, R"({"name":["Dinas","Dinas Baru"]})");
    EXPECT_EQ(verify(), "");
}

TEST_P(RecordsOn, SideTablesFollowAnUpdate) {
    ASSERT_TRUE(create("agency", {{"name", "Dinas Kominfo"}}, "kominfo"));
    auto record = *create("application", every_field());
    record.set(reg("application"), "users", Value{std::vector<std::string>{"staff"}});
    record.set(reg("application"), "costs", Value{});
    ASSERT_TRUE(update("application", record));
    EXPECT_EQ(find("application", record.id)->values, record.values);
    EXPECT_EQ(verify(), "");
}

TEST_P(RecordsOn, WhatIsReferredToIsNotRemoved) {
    ASSERT_TRUE(create("agency", {{"name", "A"}}, "a"));
    ASSERT_TRUE(create("agency", {{"name", "B"}}, "b"));
    ASSERT_TRUE(
        create("application", {{"name", "App"}, {"joins", array{"APL-0001"}}, {"about", "agency:b"}, {"costs", array{object{{"to", "a"}}}}}, "APL-0001"));
    EXPECT_EQ(code_of(remove("agency", "a")), "record.in_use");
    const auto used = remove("agency", "b");
    ASSERT_FALSE(used);
    EXPECT_EQ(used.error().kind, ErrorKind::conflict);
    EXPECT_EQ(used.error().problems.front().arguments.at("field"), "about");
    ASSERT_TRUE(remove("application", "APL-0001")) << "its own reference does not hold it";
    EXPECT_TRUE(remove("agency", "b"));
    EXPECT_TRUE(remove("agency", "a"));
    EXPECT_EQ(code_of(find("agency", "a")), "record.not_found");
    EXPECT_EQ(code_of(remove("agency", "a")), "record.not_found");
    EXPECT_EQ(verify(), "");
}

TEST_P(RecordsOn, AWayThatComesBackIsRefused) {
    ASSERT_TRUE(create("agency", {{"name", "A"}}, "a"));
    ASSERT_TRUE(create("agency", {{"name", "B"}, {"parent", "a"}}, "b"));
    EXPECT_EQ(code_of(create("agency", {{"name", "C"}, {"parent", "c"}}, "c")), "field.cycle");
    auto a = *find("agency", "a");
    a.set(reg("agency"), "parent", Value{"b"});
    const auto circle = update("agency", a);
    ASSERT_FALSE(circle);
    EXPECT_EQ(told(circle.error().problems), std::vector<std::string>{"/fields/parent field.cycle"});
    EXPECT_EQ(text_of(find("agency", "a")->get(reg("agency"), "parent")), "");
}

TEST_P(RecordsOn, TheAgencyOfARecordFollowsItsPath) {
    ASSERT_TRUE(create("agency", {{"name", "A"}}, "a"));
    ASSERT_TRUE(create("application", {{"name", "App"}, {"owner", "a"}}, "x"));
    ASSERT_TRUE(create("release", {{"name", "1.0"}, {"application", "x"}}, "r"));
    database->read([&](store::Session& session) {
        EXPECT_EQ(records->agency_of(session, reg("release"), *records->find(session, reg("release"), "r")), "a");
        EXPECT_EQ(records->agency_of(session, reg("agency"), *records->find(session, reg("agency"), "a")), "a");
        const auto referrers = records->referrers(session, reg("application"), "x");
        ASSERT_EQ(referrers.size(), 1U);
        EXPECT_EQ(referrers.front().from + referrers.front().field + referrers.front().id, "releaseapplicationr");
        EXPECT_EQ(records->titles(session, reg("release"), {"r", "none"}), (std::map<std::string, std::string>{{"r", "1.0"}}));
    });
    Query query;
    query.agency = "a";
    EXPECT_EQ(ids("release", query), std::vector<std::string>{"r"});
    query.agency = "b";
    EXPECT_TRUE(ids("release", query).empty());
}

TEST_P(RecordsOn, ARecordIsShownAsItWas) {
    auto record = *create("agency", {{"name", "Pertama"}}, "a");
    record.set(reg("agency"), "name", Value{"Kedua"});
    ASSERT_TRUE(update("agency", record, {}, author("2026-03-02T08:00:00Z")));
    ASSERT_TRUE(remove("agency", "a"));
    ASSERT_TRUE(database->write([&](store::Session& session) {
        return records->create(session, reg("agency"), make("agency", {{"name", "Ketiga"}}, "a"), author("2026-03-04T08:00:00Z"));
    }));
    const auto name_at = [&](std::string_view when) {
        return database->read([&](store::Session& session) {
            const auto was = records->as_at(session, reg("agency"), "a", moment(when));
            return was ? text_of(was->get(reg("agency"), "name")) + " " + std::to_string(was->version) : std::string("none");
        });
    };
    EXPECT_EQ(name_at("2026-02-28T00:00:00Z"), "none");
    EXPECT_EQ(name_at("2026-03-01T08:00:00Z"), "Pertama 1");
    EXPECT_EQ(name_at("2026-03-02T23:00:00Z"), "Kedua 2");
    EXPECT_EQ(name_at("2026-03-03T09:00:00Z"), "none");
    EXPECT_EQ(name_at("2026-12-31T00:00:00Z"), "Ketiga 1");
    EXPECT_EQ(verify(), "");
}

TEST_P(RecordsOn, EveryRecordIsReadInBatches) {
    ASSERT_TRUE(create("agency", {{"name", "A"}}, "a"));
    std::vector<object> lines;
    for (int i = 0; i < 1'100; ++i) {
        lines.push_back({{"register", "application"}, {"name", fmt::format("App {}", i)}, {"users", array{"staff"}}, {"owner", "a"}});
    }
    import(lines);
    std::size_t count = 0;
    std::string last;
    database->read([&](store::Session& session) {
        records->each(session, reg("application"), [&](const Record& record) {
            EXPECT_LT(last, record.id);
            EXPECT_EQ(texts_of(record.get(reg("application"), "users")).size(), 1U);
            last = record.id;
            ++count;
            return true;
        });
        std::size_t some = 0;
        records->each(session, reg("application"), [&](const Record&) { return ++some < 3; });
        EXPECT_EQ(some, 3U);
    });
    EXPECT_EQ(count, 1'100U);
}

TEST_P(RecordsOn, InjectionStringsAreOnlyTexts) {
    for (const std::string text : {"'; DROP TABLE agency; --", "\" OR 1=1 --", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "{{7*7}}", "%00%27",
                                   "\\'; SELECT pg_sleep(9); --", "a?b:c :p1 $1 @x"}) {
        const auto made = create("agency", {{"name", text}, {"short_name", text}});
        ASSERT_TRUE(made) << text;
        EXPECT_EQ(text_of(find("agency", made->id)->get(reg("agency"), "name")), text);
        Query query;
        query.where = {{"short_name", Condition::Comparison::is, {text}}};
        EXPECT_EQ(ids("agency", query), std::vector<std::string>{made->id});
        query.where = {{"name", Condition::Comparison::contains, {text}}};
        EXPECT_EQ(ids("agency", query).size(), 1U);
        query.where = {};
        query.search = text;
        EXPECT_TRUE(list("agency", query)) << text;
        query.search.clear();
        query.sort = text;
        EXPECT_EQ(code_of(list("agency", query)), "query.unknown_field");
        query.sort.clear();
        query.where = {{text, Condition::Comparison::is, {"x"}}};
        EXPECT_EQ(code_of(list("agency", query)), "query.unknown_field");
    }
}

}  // namespace pendopo::registers
