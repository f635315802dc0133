#include "register/search.hpp"
#include "register/testing.hpp"

namespace pendopo::registers {

namespace {

/// One database that lives through several versions of its declarations.
class Schema : public testing::TestWithParam<store::Dialect> {
protected:
    void SetUp() override {
        if (const std::string why = store::why_unavailable(GetParam()); !why.empty()) {
            GTEST_SKIP() << why;
        }
        location = std::make_unique<store::TestLocation>(GetParam());
        database = store::open_for_test(*location);
        ASSERT_TRUE(ledger::attach(*database));
    }

    /// The next version: fields of `thing` beside its name, and perhaps another register.
    Result<std::vector<SchemaChange>> become(const std::string& fields, const std::string& rest = "", bool other = true) {
        Declarations declarations;
        declarations.system("test");
        declarations.add("thing", "fields:\n  name: {type: text, required: true, label: {id: N, en: N}}\n" + fields + "states: {open: {id: A, en: B}}\n" + rest,
                         "{name: x}");
        if (other) {
            declarations.add("other", "fields:\n  name: {type: text, label: {id: N, en: N}}\nstates: {open: {id: A, en: B}}\n");
        }
        records.reset();
        catalogue = std::make_unique<Catalogue>(declarations.good());
        records = std::make_unique<Records>(*catalogue, *database);
        return records->prepare();
    }
    const Register& thing() const { return *catalogue->find("thing"); }

    Result<Record> create(const std::string& name, const boost::json::object& fields, const std::string& id) {
        return database->write([&](store::Session& session) {
            Record record{.id = id};
            for (const auto& field : fields) {
                record.set(*catalogue->find(name), field.key(), *from_json(*catalogue->find(name)->field(field.key()), field.value()));
            }
            return records->create(session, *catalogue->find(name), record, author());
        });
    }
    std::string value(const std::string& id, const std::string& field) {
        const auto record = database->read([&](store::Session& session) { return records->find(session, thing(), id); });
        return record ? join(texts_of(record->get(thing(), field)), "|") : record.error().code;
    }
    std::vector<std::string> refusals(const Result<std::vector<SchemaChange>>& prepared) {
        std::vector<std::string> all;
        if (!prepared) {
            EXPECT_EQ(prepared.error().code, "schema.would_lose_data");
            for (const Problem& problem : prepared.error().problems) {
                all.push_back(problem.arguments.at("field") + " " + problem.arguments.at("reason") + " " + problem.arguments.at("count"));
            }
        }
        return all;
    }

    std::unique_ptr<store::TestLocation> location;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<Catalogue> catalogue;
    std::unique_ptr<Records> records;
};

INSTANTIATE_TEST_SUITE_P(Databases, Schema, testing::ValuesIn(store::test_dialects), store::dialect_name);

std::string field(const std::string& name, const std::string& keys) { return "  " + name + ": {label: {id: L, en: L}, " + keys + "}\n"; }

}  // namespace

TEST_P(Schema, NothingIsDoneTwice) {
    ASSERT_TRUE(become(field("a", "type: text")));
    const auto again = become(field("a", "type: text"));
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->empty());
}

TEST_P(Schema, FieldsAndIndexesAreAdded) {
    ASSERT_TRUE(become(""));
    ASSERT_TRUE(create("thing", {{"name", "satu"}}, "t"));
    ASSERT_TRUE(become(field("count", "type: integer, index: true") + field("to", "type: reference, to: other") + field("many", "type: references, to: other") +
                       field("rows", "type: lines, columns: {order: {type: integer, label: {id: L, en: L}}}") + field("select", "type: boolean")));
    ASSERT_TRUE(create("other", {{"name", "x"}}, "o"));
    ASSERT_TRUE(create("thing",
                       {{"name", "dua"},
                        {"count", 5},
                        {"to", "o"},
                        {"many", boost::json::array{"o"}},
                        {"rows", boost::json::array{boost::json::object{{"order", 1}}}},
                        {"select", true}},
                       "u"));
    EXPECT_EQ(value("u", "many"), "o");
    EXPECT_EQ(value("u", "select"), "true");
    EXPECT_EQ(value("t", "count"), "");
    EXPECT_EQ(value("t", "name"), "satu");
}

TEST_P(Schema, AFieldWithDataIsNotDropped) {
    ASSERT_TRUE(become(field("a", "type: text") + field("b", "type: text") + field("many", "type: list") +
                       field("rows", "type: lines, columns: {x: {type: text, label: {id: L, en: L}}}") + field("to", "type: reference, to: other")));
    ASSERT_TRUE(
        create("thing", {{"name", "n"}, {"a", "data"}, {"many", boost::json::array{"m"}}, {"rows", boost::json::array{boost::json::object{{"x", "y"}}}}}, "t"));
    EXPECT_EQ(refusals(become("")), (std::vector<std::string>{"a removed 1", "many removed 1", "rows removed 1"}));
    ASSERT_TRUE(become(field("a", "type: text") + field("b", "type: text") + field("many", "type: list") +
                       field("rows", "type: lines, columns: {x: {type: text, label: {id: L, en: L}}}") + field("to", "type: reference, to: other")));
    EXPECT_EQ(value("t", "a"), "data") << "nothing was changed";
    EXPECT_EQ(refusals(become(field("a", "type: text") + field("many", "type: list") +
                              field("rows", "type: lines, columns: {z: {type: text, label: {id: L, en: L}}}"))),
              (std::vector<std::string>{"rows.x removed 1"}));
    ASSERT_TRUE(
        become(field("a", "type: text") + field("many", "type: list") + field("rows", "type: lines, columns: {x: {type: text, label: {id: L, en: L}}}")))
        << "b and to hold nothing";
    ASSERT_TRUE(become(field("a", "type: text") + field("b", "type: integer") + field("to", "type: text") + field("many", "type: list") +
                       field("rows", "type: lines, columns: {x: {type: text, label: {id: L, en: L}}}")));
    ASSERT_TRUE(create("thing", {{"name", "n"}, {"b", 3}, {"to", "free"}}, "u"));
    EXPECT_EQ(value("u", "b") + value("u", "to"), "3free");
}

TEST_P(Schema, TypesWidenWithTheirValues) {
    ASSERT_TRUE(become(field("a", "type: integer") + field("b", "type: boolean") + field("c", "type: text") + field("d", "type: date") +
                       field("e", "type: reference, to: other") + field("f", "type: decimal")));
    ASSERT_TRUE(create("other", {{"name", "x"}}, "o"));
    ASSERT_TRUE(create("thing", {{"name", "n"}, {"a", 7}, {"b", true}, {"c", "o"}, {"d", "2024-01-31"}, {"e", "o"}, {"f", 2.5}}, "t"));
    const auto wider = become(field("a", "type: decimal") + field("b", "type: text") + field("c", "type: reference, to: other") + field("d", "type: text") +
                              field("e", "type: references, to: other") + field("f", "type: text"));
    ASSERT_TRUE(wider) << refusals(wider).front();
    for (const auto& [name, expected] :
         std::initializer_list<std::pair<const char*, const char*>>{{"a", "7"}, {"b", "true"}, {"c", "o"}, {"d", "2024-01-31"}, {"e", "o"}, {"f", "2.5"}}) {
        EXPECT_EQ(value("t", name), expected) << name;
    }
    ASSERT_TRUE(create("thing", {{"name", "m"}, {"a", 7.25}, {"c", "o"}, {"e", boost::json::array{"o"}}}, "u"));
    database->write([&](store::Session& session) -> Result<void> {
        EXPECT_EQ(code_of(records->remove(session, *catalogue->find("other"), "o", {}, author())), "record.in_use");
        return {};
    });
}

TEST_P(Schema, AValueThatDoesNotFitRefusesTheNewType) {
    ASSERT_TRUE(
        become(field("a", "type: text") + field("b", "type: integer") + field("c", "type: text") + field("d", "type: money") + field("e", "type: list")));
    ASSERT_TRUE(create("thing", {{"name", "n"}, {"a", "words"}, {"b", 3}, {"c", "nobody"}, {"d", 500}, {"e", boost::json::array{"x"}}}, "t"));
    EXPECT_EQ(refusals(become(field("a", "type: date") + field("b", "type: boolean") + field("c", "type: reference, to: other") + field("d", "type: integer") +
                              field("e", "type: references, to: other"))),
              (std::vector<std::string>{"a retyped 1", "b retyped 1", "c retyped 1", "d retyped 1", "e retyped 1"}));
    EXPECT_EQ(refusals(become(field("a", "type: text, max: 3") + field("b", "type: text") + field("c", "type: text") + field("d", "type: money") +
                              field("e", "type: list"))),
              (std::vector<std::string>{"a retyped 1"}));
    ASSERT_TRUE(become(field("a", "type: long_text") + field("b", "type: decimal") + field("c", "type: choice, choices: {nobody: {id: A, en: B}}") +
                       field("d", "type: money") + field("e", "type: list")));
    EXPECT_EQ(value("t", "a") + value("t", "b") + value("t", "c"), "words3nobody");
}

TEST_P(Schema, ARegisterWithRecordsIsNotForgotten) {
    ASSERT_TRUE(become(""));
    ASSERT_TRUE(create("other", {{"name", "x"}}, "o"));
    const auto without = become("", "", false);
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error().problems.front().arguments.at("register"), "other");
    ASSERT_TRUE(become(""));
    ASSERT_TRUE(database->write([&](store::Session& session) { return records->remove(session, *catalogue->find("other"), "o", {}, author()); }));
    ASSERT_TRUE(become("", "", false));
    ASSERT_TRUE(become(""));
    ASSERT_TRUE(create("other", {{"name", "x"}}, "o"));
}

TEST_P(Schema, WhatIsSearchedFollowsTheDeclaration) {
    ASSERT_TRUE(become(field("note", "type: text"), "search: [name]\n"));
    ASSERT_TRUE(create("thing", {{"name", "satu"}, {"note", "perizinan"}}, "t"));
    const auto found = [&] {
        return database->read([&](store::Session& session) { return records->list(session, thing(), Query{.search = "izin"})->records.size(); });
    };
    EXPECT_EQ(found(), 0U);
    ASSERT_TRUE(become(field("note", "type: text"), "search: [name, note]\n"));
    EXPECT_EQ(found(), 1U);
}

TEST_P(Schema, LongNamesAreCutTheSameEverywhere) {
    const std::string name(50, 'f');
    ASSERT_TRUE(become(field(name, "type: references, to: other") + field(std::string(49, 'f') + "g", "type: references, to: other") +
                       field(std::string(50, 'k'), "type: reference, to: other")));
    ASSERT_TRUE(create("other", {{"name", "x"}}, "o"));
    ASSERT_TRUE(create("thing", {{"name", "n"}, {name, boost::json::array{"o"}}, {std::string(50, 'k'), "o"}}, "t"));
    EXPECT_EQ(value("t", name), "o");
    EXPECT_EQ(value("t", std::string(49, 'f') + "g"), "");
}

TEST_P(Schema, ForeignKeysAreTheNet) {
    ASSERT_TRUE(become(field("to", "type: reference, to: other")));
    ASSERT_TRUE(create("other", {{"name", "x"}}, "o"));
    ASSERT_TRUE(create("thing", {{"name", "n"}, {"to", "o"}}, "t"));
    EXPECT_ANY_THROW(static_cast<void>(database->write([](store::Session& session) -> Result<void> {
        session.execute("DELETE FROM other WHERE id = ?", {"o"});
        return {};
    })));
    EXPECT_EQ(value("t", "to"), "o");
}

TEST_P(Schema, TheProductsOwnRegistersGetTheirTables) {
    const auto own = Catalogue::load(Resources::of_folder(PENDOPO_SOURCE_DIR));
    if (!own) {
        GTEST_SKIP() << "the product's declarations have mistakes; Declaration.TheProductsOwnRegistersLoad names them";
    }
    Records product(*own, *database);
    const auto prepared = product.prepare();
    ASSERT_TRUE(prepared) << prepared.error().detail;
    EXPECT_TRUE(product.prepare()->empty());
    ASSERT_TRUE(database->write([&](store::Session& session) -> Result<void> {
        Record record;
        record.set(*own->find("agency"), "name", Value{"Dinas"});
        CHECK(product.create(session, *own->find("agency"), record, author()));
        for (const Register& declaration : own->registers()) {
            EXPECT_TRUE(product.list(session, declaration, Query{.search = "dinas"})) << declaration.name;
            EXPECT_TRUE(product.list(session, declaration, Query{.agency = "PD-001"})) << declaration.name;
        }
        return {};
    }));
}

}  // namespace pendopo::registers
