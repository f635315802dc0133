#include "register/testing.hpp"

namespace pendopo::registers {

namespace {

class RecordTest : public testing::Test {
protected:
    Catalogue catalogue = example_declarations().good();
    const Register& application = *catalogue.find("application");

    Record make(std::initializer_list<std::pair<std::string, Value>> values) const {
        Record record{.id = "APL-1", .state = "draft", .values = std::vector<Value>(application.fields.size())};
        for (const auto& [name, value] : values) {
            record.set(application, name, value);
        }
        return record;
    }
    std::vector<std::string> flaws(std::initializer_list<std::pair<std::string, Value>> values) const { return told(validate(application, make(values))); }
};

}  // namespace

TEST_F(RecordTest, ValidationNamesEveryFlaw) {
    EXPECT_EQ(flaws({{"name", Value{"A"}}}), std::vector<std::string>{});
    EXPECT_EQ(flaws({}), std::vector<std::string>{"/fields/name field.required"});
    EXPECT_EQ(flaws({{"name", Value{std::string(201, 'x')}}}), std::vector<std::string>{"/fields/name field.too_long"});
    std::string accents;
    for (int i = 0; i < 200; ++i) {
        accents += "\xC3\xA9";
    }
    EXPECT_EQ(flaws({{"name", Value{accents}}}), std::vector<std::string>{}) << "characters are counted, not bytes";
    EXPECT_EQ(flaws({{"name", Value{"A"}},
                     {"user_count", Value{"-1"}},
                     {"kind", Value{"comon"}},
                     {"nik", Value{"1"}},
                     {"nip", Value{"1"}},
                     {"code", Value{"ab-1"}},
                     {"launched", Value{"2024-02-30"}},
                     {"cost", Value{"1.5"}}}),
              (std::vector<std::string>{"/fields/kind field.not_a_choice", "/fields/user_count field.too_small", "/fields/cost field.not_money",
                                        "/fields/launched field.not_a_date", "/fields/nik field.bad_nik", "/fields/nip field.bad_nip",
                                        "/fields/code field.pattern"}));
    EXPECT_EQ(flaws({{"name", Value{"A"}},
                     {"costs", Value{std::vector<Line>{{"2024", "x", "", ""}}}},
                     {"documents", Value{std::vector<Line>{{"nothing", "", "", "", "", ""}, {"", "x", "", "", "", ""}}}}}),
              (std::vector<std::string>{"/fields/documents/0/item field.not_a_choice", "/fields/documents/1/item field.required",
                                        "/fields/costs/0/amount field.not_money"}));
    EXPECT_EQ(flaws({{"name", Value{std::vector<std::string>{"A"}}}}), std::vector<std::string>{"/fields/name field.wrong_type"});
}

TEST_F(RecordTest, KeyAndStateAreChecked) {
    Record record = make({{"name", Value{"A"}}});
    record.id = "a/b";
    record.state = "activ";
    const auto problems = validate(application, record);
    EXPECT_EQ(told(problems), (std::vector<std::string>{"/id record.bad_key", "/state record.unknown_state"}));
    EXPECT_EQ(problems[1].arguments.at("suggestion"), "active");
}

TEST_F(RecordTest, TheDigestTellsEveryDifference) {
    const Record record = make({{"name", Value{"A"}}, {"users", Value{std::vector<std::string>{"public", "staff"}}}});
    const std::string own = digest(application, record);
    EXPECT_EQ(own.size(), 64U);
    std::set<std::string> all{own};
    Record other = record;
    other.id = "APL-2";
    all.insert(digest(application, other));
    other = record;
    other.state = "active";
    all.insert(digest(application, other));
    other = record;
    other.set(application, "users", Value{std::vector<std::string>{"staff", "public"}});
    all.insert(digest(application, other));
    other = record;
    other.set(application, "description", Value{"A"});
    all.insert(digest(application, other));
    EXPECT_EQ(all.size(), 5U);
    other = record;
    other.version = 9;
    other.updated_by = "x";
    EXPECT_EQ(digest(application, other), own) << "when and by whom is the ledger's";
}

TEST_F(RecordTest, ADigestDoesNotDependOnTheOrderOfDeclaration) {
    Register turned = application;
    std::ranges::reverse(turned.fields);
    turned.index_fields();
    Record record = make({{"name", Value{"A"}}, {"kind", Value{"special"}}, {"cost", Value{"5"}}});
    Record same = record;
    std::ranges::reverse(same.values);
    EXPECT_EQ(digest(application, record), digest(turned, same));
    turned.by_name.clear();
    EXPECT_EQ(digest(application, record), digest(turned, same));
}

TEST_F(RecordTest, DifferencesApplyForwardsAndBackwards) {
    const Record before = make({{"name", Value{"A"}},
                                {"score", Value{"12.5"}},
                                {"cost", Value{"5"}},
                                {"users", Value{std::vector<std::string>{"staff"}}},
                                {"costs", Value{std::vector<Line>{{"2024", "7", "true", "x"}}}}});
    Record after = make({{"name", Value{"B"}},
                         {"open", Value{"true"}},
                         {"former_names", Value{std::vector<std::string>{"A", "a"}}},
                         {"documents", Value{std::vector<Line>{{"design", "x", "2024-01-01", "", "", ""}}}}});
    after.state = "active";
    const auto changes = boost::json::parse(boost::json::serialize(difference(application, &before, &after))).as_object();
    EXPECT_EQ(changes.size(), 9U);
    Record record = before;
    apply(application, record, changes, false);
    EXPECT_EQ(record.values, after.values);
    EXPECT_EQ(record.state, "active");
    apply(application, record, changes, true);
    EXPECT_EQ(record.values, before.values);
    EXPECT_EQ(record.state, "draft");
    EXPECT_TRUE(difference(application, &before, &before).empty());
    Record fresh;
    apply(application, fresh, difference(application, nullptr, &after), false);
    EXPECT_EQ(fresh.values, after.values);
}

TEST_F(RecordTest, HistoryOfFieldsThatAreNoMoreIsPassedOver) {
    Record record = make({{"name", Value{"A"}}});
    apply(application, record,
          boost::json::parse(R"({"gone":[1,2],"name":["x","B"],"users":["staff","public"],"cost":[null,"text"],"kind":"odd"})").as_object(), false);
    EXPECT_EQ(text_of(record.get(application, "name")), "B");
    EXPECT_EQ(texts_of(record.get(application, "users")), std::vector<std::string>{"public"}) << "it held one value then";
    EXPECT_EQ(text_of(record.get(application, "cost")), "text");
}

TEST_F(RecordTest, JsonHasTypes) {
    const auto object = to_json(application, make({{"name", Value{"A"}},
                                                   {"cost", Value{"5"}},
                                                   {"score", Value{"2.5"}},
                                                   {"open", Value{"false"}},
                                                   {"documents", Value{std::vector<Line>{{"design", "", "", "", "", ""}}}}}));
    EXPECT_EQ(boost::json::serialize(object.at("fields")), R"({"name":"A","score":2.5E0,"cost":5,"open":false,"documents":[{"item":"design"}]})");
    EXPECT_EQ(object.at("id"), "APL-1");
    EXPECT_EQ(object.at("version"), 0);
}

}  // namespace pendopo::registers
