#include <random>

#include "register/search.hpp"
#include "register/testing.hpp"

namespace pendopo::registers {

namespace {

using boost::json::array;
using boost::json::object;
using Comparison = Condition::Comparison;

class List : public RecordsTest {
protected:
    void SetUp() override {
        RecordsTest::SetUp();
        if (IsSkipped()) {
            return;
        }
        std::mt19937 random(11);
        std::vector<object> lines;
        for (const char* key : {"a", "b", "c"}) {
            lines.push_back({{"register", "agency"}, {"id", key}, {"name", fmt::format("Dinas {}", key)}});
        }
        for (int i = 0; i < 240; ++i) {
            object line{{"register", "application"},
                        {"id", fmt::format("K{:03}", i * 11 % 240)},
                        {"state", i % 3 == 0 ? "active" : "draft"},
                        {"name", fmt::format("{}pp {}", i % 2 == 0 ? "a" : "A", i * 7 % 240)}};
            if (i % 3 != 0) {
                line["user_count"] = static_cast<int>(random() % 20);
            }
            if (i % 4 != 0) {
                line["score"] = static_cast<double>(random() % 50) / 4 - 5;
            }
            if (i % 5 != 0) {
                line["launched"] = fmt::format("20{:02}-01-0{}", random() % 20 + 5, random() % 9 + 1);
                line["owner"] = i % 2 == 0 ? "a" : "b";
            }
            if (i % 6 != 0) {
                line["open"] = i % 2 == 0;
                line["kind"] = i % 7 == 0 ? "common" : "special";
                line["cost"] = static_cast<std::int64_t>(random() % 10) * 100;
            }
            line["users"] = i % 2 == 0 ? array{"staff"} : array{"public", "staff"};
            line["description"] = i % 8 == 0 ? "Pelayanan perizinan" : "Pengelolaan arsip daerah";
            lines.push_back(std::move(line));
        }
        import(lines);
    }

    /// All keys of a query, page by page forwards, checked against going backwards.
    std::vector<std::string> walk(Query query) {
        std::vector<std::string> forwards;
        std::vector<std::string> last;
        std::string before;
        query.limit = 17;
        while (true) {
            const auto page = list("application", query);
            EXPECT_TRUE(page) << page.error().code;
            for (const Record& record : page->records) {
                forwards.push_back(record.id);
            }
            if (page->next.empty()) {
                before = page->previous;
                last.clear();
                for (const Record& record : page->records) {
                    last.push_back(record.id);
                }
                break;
            }
            query.after = page->next;
        }
        std::vector<std::string> backwards(last.rbegin(), last.rend());
        query.after.clear();
        while (!before.empty()) {
            query.before = before;
            const auto page = list("application", query);
            EXPECT_TRUE(page) << page.error().code;
            for (auto record = page->records.rbegin(); record != page->records.rend(); ++record) {
                backwards.push_back(record->id);
            }
            before = page->previous;
        }
        std::ranges::reverse(backwards);
        EXPECT_EQ(forwards, backwards) << query.sort;
        return forwards;
    }

    /// The same order, worked out here from all records.
    std::vector<std::string> expected(const std::string& sort, const std::function<bool(const Record&)>& fits = [](const Record&) { return true; }) {
        const bool descending = sort.starts_with('-');
        const std::string column = descending ? sort.substr(1) : sort;
        std::vector<std::pair<std::tuple<bool, double, std::string>, std::string>> keys;
        database->read([&](store::Session& session) {
            records->each(session, reg("application"), [&](const Record& record) {
                if (fits(record)) {
                    const Field* field = reg("application").field(column);
                    const std::string text = field == nullptr ? (column == "state" ? record.state
                                                                 : column == "id"  ? ""
                                                                                   : record.created_on)
                                                              : text_of(record.get(reg("application"), column));
                    const bool number =
                        field != nullptr && (field->type == FieldType::integer || field->type == FieldType::decimal || field->type == FieldType::money);
                    const bool folded = field != nullptr && field->type == FieldType::text;
                    keys.push_back({{!text.empty(), number && !text.empty() ? std::stod(text) : 0, number ? "" : folded ? lower(text) : text}, record.id});
                }
                return true;
            });
        });
        std::ranges::sort(keys);
        if (descending) {
            std::ranges::reverse(keys);
        }
        std::vector<std::string> ids;
        for (const auto& [key, id] : keys) {
            ids.push_back(id);
        }
        return ids;
    }

    std::string value(const Record& record, std::string_view field) const { return text_of(record.get(reg("application"), field)); }
};

INSTANTIATE_TEST_SUITE_P(Databases, List, testing::ValuesIn(store::test_dialects), store::dialect_name);

}  // namespace

TEST_P(List, PagesForwardsAndBackwardsAreTheWholeOrder) {
    for (const std::string column :
         {"name", "user_count", "score", "cost", "open", "launched", "kind", "owner", "state", "id", "created_on", "checked", "phone"}) {
        for (const std::string& sort : {column, "-" + column}) {
            Query query;
            query.sort = sort;
            EXPECT_EQ(walk(query), expected(sort)) << sort;
        }
    }
}

TEST_P(List, FiltersKeepTheOrderOnEveryPlan) {
    struct Case {
        Condition condition;
        std::function<bool(const Record&)> fits;
    };
    const std::vector<Case> cases{
        {{"state", Comparison::is, {"active"}}, [](const Record& record) { return record.state == "active"; }},
        {{"kind", Comparison::is, {"common"}}, [&](const Record& record) { return value(record, "kind") == "common"; }},
        {{"kind", Comparison::is, {"common", "special"}}, [&](const Record& record) { return !value(record, "kind").empty(); }},
        {{"kind", Comparison::is_not, {"common"}}, [&](const Record& record) { return value(record, "kind") != "common"; }},
        {{"open", Comparison::is, {"true"}}, [&](const Record& record) { return value(record, "open") == "true"; }},
        {{"user_count", Comparison::is, {"3", "4"}},
         [&](const Record& record) { return value(record, "user_count") == "3" || value(record, "user_count") == "4"; }},
        {{"user_count", Comparison::at_least, {"10"}},
         [&](const Record& record) { return !value(record, "user_count").empty() && std::stoi(value(record, "user_count")) >= 10; }},
        {{"score", Comparison::at_most, {"-1.5"}},
         [&](const Record& record) { return !value(record, "score").empty() && std::stod(value(record, "score")) <= -1.5; }},
        {{"launched", Comparison::at_least, {"2015-06-01"}}, [&](const Record& record) { return value(record, "launched") >= "2015-06-01"; }},
        {{"cost", Comparison::set, {}}, [&](const Record& record) { return !value(record, "cost").empty(); }},
        {{"cost", Comparison::unset, {}}, [&](const Record& record) { return value(record, "cost").empty(); }},
        {{"name", Comparison::contains, {"PP 1"}}, [&](const Record& record) { return lower(value(record, "name")).contains("pp 1"); }},
        {{"name", Comparison::is, {"App 7"}}, [&](const Record& record) { return value(record, "name") == "App 7"; }},
        {{"name", Comparison::at_least, {"APP 5"}}, [&](const Record& record) { return lower(value(record, "name")) >= "app 5"; }},
        {{"users", Comparison::is, {"public"}},
         [&](const Record& record) { return std::ranges::count(texts_of(record.get(reg("application"), "users")), "public") == 1; }},
        {{"users", Comparison::is_not, {"public"}},
         [&](const Record& record) { return std::ranges::count(texts_of(record.get(reg("application"), "users")), "public") == 0; }},
        {{"owner.name", Comparison::is, {"Dinas b"}}, [&](const Record& record) { return value(record, "owner") == "b"; }},
        {{"owner.name", Comparison::is_not, {"Dinas b"}}, [&](const Record& record) { return value(record, "owner") != "b"; }},
        {{"joins.name", Comparison::set, {}}, [](const Record&) { return false; }},
        {{"id", Comparison::is, {"K001", "K002", "none"}}, [](const Record& record) { return record.id == "K001" || record.id == "K002"; }},
        {{"documents", Comparison::unset, {}}, [](const Record&) { return true; }},
        {{"kind", Comparison::is, {}}, [](const Record&) { return false; }},
    };
    for (const Case& one : cases) {
        for (const std::string sort : {"name", "-launched"}) {
            Query query;
            query.sort = sort;
            query.where = {one.condition};
            const auto all = expected(sort, one.fits);
            EXPECT_EQ(walk(query), all) << one.condition.field << " " << sort;
            EXPECT_EQ(database->read([&](store::Session& session) { return records->count(session, reg("application"), query); }),
                      static_cast<std::int64_t>(all.size()))
                << one.condition.field;
        }
    }
}

TEST_P(List, ConditionsSearchAndAgencyAddUp) {
    Query query;
    query.where = {{"state", Comparison::is, {"active"}}, {"users", Comparison::is, {"staff"}}};
    query.search = "layanan izin";
    query.agency = "a";
    const auto all = expected("name", [&](const Record& record) {
        return record.state == "active" && value(record, "description") == "Pelayanan perizinan" && value(record, "owner") == "a";
    });
    EXPECT_FALSE(all.empty());
    EXPECT_EQ(walk(query), all);
    EXPECT_EQ(database->read([&](store::Session& session) { return records->count(session, reg("application"), query); }),
              static_cast<std::int64_t>(all.size()));
}

TEST_P(List, CommonWordsAreWalkedAndFoundAllTheSame) {
    // More records than count as few, all with one word: the list is then read along the order.
    std::vector<object> lines;
    for (int i = 0; i < 2'100; ++i) {
        lines.push_back({{"register", "release"}, {"name", fmt::format("Keuangan {:04}", i)}, {"application", "K001"}});
    }
    import(lines);
    Query query;
    query.search = "keuangan";
    query.sort = "-name";
    query.limit = 3;
    auto page = list("release", query);
    ASSERT_TRUE(page);
    EXPECT_EQ(text_of(page->records.front().get(reg("release"), "name")), "Keuangan 2099");
    query.after = page->next;
    page = list("release", query);
    EXPECT_EQ(text_of(page->records.front().get(reg("release"), "name")), "Keuangan 2096");
    query.search = "keuangan 0007";
    query.after.clear();
    EXPECT_EQ(ids("release", query).size(), 2U) << "by its name, and another by its key";
    query.search = "keuang";
    query.where = {{"application.owner", Comparison::is, {"nobody"}}};
    EXPECT_EQ(ids("release", query).size(), 0U);
    query.where = {{"application", Comparison::is, {"K001"}}};
    EXPECT_EQ(ids("release", query).size(), 3U);
    query.where = {};
    EXPECT_EQ(database->read([&](store::Session& session) { return records->count(session, reg("release"), query, 1'000); }), 1'000);
}

TEST_P(List, WordsAreFoundInTheirIndonesianForms) {
    for (const char* words : {"pelayanan", "layanan", "melayani", "PELAYANAN", "perizinan", "izin", "pela", "perizinan pelayanan", "k000"}) {
        Query query;
        query.search = words;
        query.limit = 200;
        const auto found = ids("application", query);
        EXPECT_EQ(found.size(), std::string_view(words) == "k000" ? 1U : 30U) << words;
    }
    for (const char* words : {"kesehatan", "pelayanan arsip", "!!!", "\"", "' OR 1=1", "* NEAR(", "col:x", "a AND NOT b", "\xFF\xFE"}) {
        Query query;
        query.search = words;
        EXPECT_TRUE(ids("application", query).empty()) << words;
    }
}

TEST_P(List, WordsFollowChangesAndRemoval) {
    auto record = *find("application", "K001");
    record.set(reg("application"), "description", Value{"Vaksinasi hewan"});
    ASSERT_TRUE(update("application", record));
    Query query;
    query.search = "vaksinasi";
    EXPECT_EQ(ids("application", query), std::vector<std::string>{"K001"});
    ASSERT_TRUE(remove("application", "K001"));
    EXPECT_TRUE(ids("application", query).empty());
}

TEST_P(List, SuggestionsByTitleAndKey) {
    const auto suggest = [&](std::string_view words) {
        return database->read([&](store::Session& session) { return records->suggest(session, reg("agency"), words, 2); });
    };
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    EXPECT_EQ(suggest("dinas"), (Pairs{{"a", "Dinas a"}, {"b", "Dinas b"}}));
    EXPECT_EQ(suggest("di"), (Pairs{{"a", "Dinas a"}, {"b", "Dinas b"}})) << "a beginning too short for the index of words";
    EXPECT_TRUE(suggest("zz").empty());
    EXPECT_EQ(suggest("c"), (Pairs{{"c", "Dinas c"}}));
    EXPECT_EQ(suggest("").size(), 2U);
    EXPECT_TRUE(suggest("nothing\xFF").empty());
}

TEST_P(List, FieldsWantedAreRead) {
    Query query;
    query.limit = 1;
    query.fields = {"name"};
    EXPECT_FALSE(is_set(list("application", query)->records.front().get(reg("application"), "users")));
    EXPECT_FALSE(is_set(list("application", query)->records.front().get(reg("application"), "kind")));
    EXPECT_TRUE(is_set(list("application", query)->records.front().get(reg("application"), "name")));
    query.fields = {"users"};
    EXPECT_TRUE(is_set(list("application", query)->records.front().get(reg("application"), "users")));
    query.search = "layanan";
    query.fields = {"kind"};
    EXPECT_FALSE(is_set(list("application", query)->records.front().get(reg("application"), "description"))) << "found by its words";
}

TEST_P(List, BadQueriesAreRefused) {
    const auto code = [&](const std::function<void(Query&)>& change) {
        Query query;
        change(query);
        return code_of(list("application", query));
    };
    EXPECT_EQ(code([](Query& query) { query.sort = "nothing"; }), "query.unknown_field");
    EXPECT_EQ(code([](Query& query) { query.sort = "users"; }), "query.unknown_field");
    EXPECT_EQ(code([](Query& query) { query.fields = {"nothing"}; }), "query.unknown_field");
    EXPECT_EQ(code([](Query& query) { query.where = {{"owner.nothing", Comparison::is, {"x"}}}; }), "query.unknown_field");
    EXPECT_EQ(code([](Query& query) { query.where = {{"about.name", Comparison::is, {"x"}}}; }), "query.unknown_field");
    EXPECT_EQ(code([](Query& query) { query.where = {{"user_count", Comparison::is, {"five"}}}; }), "query.bad_value");
    EXPECT_EQ(code([](Query& query) { query.where = {{"launched", Comparison::at_least, {"2024-02-31"}}}; }), "query.bad_value");
    EXPECT_EQ(code([](Query& query) { query.where = {{"launched", Comparison::at_least, {}}}; }), "query.bad_value");
    EXPECT_EQ(code([](Query& query) { query.where = {{"user_count", Comparison::contains, {"5"}}}; }), "query.unknown_comparison");
    EXPECT_EQ(code([](Query& query) { query.where = {{"name", Comparison::is, {"\xFF"}}}; }), "query.bad_value");
    EXPECT_EQ(code([](Query& query) { query.after = "nonsense!"; }), "query.bad_cursor");
    EXPECT_EQ(code([](Query& query) { query.before = std::string(10'000, 'A'); }), "query.bad_cursor");
    Query query;
    const std::string cursor = list("application", query)->next;
    EXPECT_EQ(code([&](Query& other) {
                  other.after = cursor;
                  other.sort = "-name";
              }),
              "query.bad_cursor")
        << "a cursor belongs to its order";
    const auto unknown = list("application", Query{.where = {{"nam", Comparison::is, {"x"}}}});
    EXPECT_EQ(unknown.error().problems.front().arguments.at("suggestion"), "name");
}

TEST(Search, WordsAreLettersAndDigits) {
    EXPECT_EQ(words_of("SPBE\xE2\x80\x93Kota (2024), e-Arsip\xC2\xA0\xC3\xA9toile"),
              (std::vector<std::string>{"spbe", "kota", "2024", "e", "arsip", "\xC3\xA9toile"}));
    EXPECT_EQ(words_of("\xFF a"), std::vector<std::string>{"a"});
    EXPECT_EQ(words_of(std::string(200, 'x')).front().size(), 64U);
    EXPECT_EQ(stem_of("pelayanan"), stem_of("layanan"));
    EXPECT_EQ(index_query(store::Dialect::sqlite, wanted_words("pelayanan 12")), R"(("pelayanan" OR "layan") AND ("12"))");
    EXPECT_EQ(index_query(store::Dialect::postgresql, wanted_words("arsip")), "('arsip':*)");
}

}  // namespace pendopo::registers
