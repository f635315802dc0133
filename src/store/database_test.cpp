#include "store/database.hpp"

#include <atomic>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "store/test_database.hpp"

namespace pendopo::store {

namespace {

using Rows = std::vector<Row>;

class Stored : public testing::TestWithParam<Dialect> {
protected:
    void SetUp() override {
        if (const std::string why = why_unavailable(GetParam()); !why.empty()) {
            GTEST_SKIP() << why;
        }
        location.emplace(GetParam());
        database = open_for_test(*location);
        change([](Session& session) {
            session.script(
                "CREATE TABLE item(id TEXT PRIMARY KEY, number BIGINT, price NUMERIC(20,2), done BOOLEAN);"
                "CREATE TABLE part(id BIGINT PRIMARY KEY, item TEXT NOT NULL REFERENCES item(id), size BIGINT,"
                "  CONSTRAINT part_size CHECK (size > 0), UNIQUE (item, size))");
        });
    }

    template <class Function>
    void change(Function function) {
        const Result<void> done = database->write([&](Session& session) -> Result<void> {
            function(session);
            return {};
        });
        ASSERT_TRUE(done.has_value()) << done.error().detail;
    }

    Rows rows(std::string_view sql, std::initializer_list<Value> parameters = {}) {
        return database->read([&](Session& session) { return session.query(sql, parameters); });
    }

    void add(const std::string& id, int number = 1) {
        change([&](Session& session) { session.execute("INSERT INTO item(id, number) VALUES(?, ?)", {id, std::to_string(number)}); });
    }

    /// Runs a statement that a constraint refuses.
    ConstraintFault refusal(std::string_view sql, std::initializer_list<Value> parameters) {
        try {
            (void)database->write([&](Session& session) -> Result<void> {
                session.execute(sql, parameters);
                return {};
            });
        } catch (const ConstraintFault& fault) {
            return fault;
        }
        ADD_FAILURE() << "nothing refused " << sql;
        return {ConstraintFault::Kind::check, "", {}, ""};
    }

    std::optional<TestLocation> location;
    std::unique_ptr<Database> database;
};

INSTANTIATE_TEST_SUITE_P(Databases, Stored, testing::ValuesIn(test_dialects), dialect_name);

}  // namespace

TEST_P(Stored, ValuesComeBackAsTheyWere) {
    change([](Session& session) {
        EXPECT_EQ(session.execute("INSERT INTO item VALUES(?, ?, ?, ?)", {"é 'x' ?", "42", "12.5", "1"}), 1);
        EXPECT_EQ(session.execute("INSERT INTO item VALUES(?, ?, ?, ?)", {"", "-9223372036854775808", std::nullopt, "0"}), 1);
    });
    EXPECT_EQ(rows("SELECT id, number, done FROM item ORDER BY number DESC"), (Rows{{"é 'x' ?", "42", "1"}, {"", "-9223372036854775808", "0"}}));
    EXPECT_EQ(rows("SELECT price FROM item WHERE id = ?", {""}), (Rows{{std::nullopt}}));
    EXPECT_EQ(rows("SELECT '?' FROM item WHERE number = ?", {"42"}), (Rows{{"?"}}));
    EXPECT_EQ(rows("SELECT id FROM item WHERE number > ? LIMIT ?", {"0", "1"}), (Rows{{"é 'x' ?"}}));
    EXPECT_TRUE(rows("SELECT id FROM item WHERE id = ?", {"none"}).empty());
}

TEST_P(Stored, ChangesTellHowMany) {
    for (int i = 0; i < 5; ++i) {
        add(std::to_string(i), i);
    }
    change([](Session& session) {
        EXPECT_EQ(session.execute("UPDATE item SET number = number + ? WHERE number >= ?", {"10", "3"}), 2);
        EXPECT_EQ(session.execute("UPDATE item SET number = 0 WHERE id = ?", {"none"}), 0);
        EXPECT_EQ(session.execute("CREATE TABLE other(id TEXT)"), 0);
        EXPECT_EQ(session.query("DELETE FROM item WHERE number < ? RETURNING id", {"2"}).size(), 2U);
        EXPECT_EQ(session.execute("DELETE FROM item"), 3);
    });
}

TEST_P(Stored, EachGoesThroughManyRowsAndStops) {
    change([](Session& session) {
        for (int i = 0; i < 1234; ++i) {
            session.execute("INSERT INTO item(id, number) VALUES(?, ?)", {"i" + std::to_string(i), std::to_string(i)});
        }
    });
    database->read([](Session& session) {
        int seen = 0;
        session.each("SELECT number, price FROM item WHERE number >= ? ORDER BY number", std::vector<Value>{"34"}, [&](const Row& row) {
            EXPECT_EQ(row, (Row{std::to_string(34 + seen), std::nullopt}));
            ++seen;
            return true;
        });
        EXPECT_EQ(seen, 1200);
        seen = 0;
        session.each("SELECT number FROM item", {}, [&](const Row&) { return ++seen < 3; });
        EXPECT_EQ(seen, 3);
    });
}

TEST_P(Stored, EachLeavesTheSessionFree) {
    add("a", 1);
    add("b", 2);
    change([](Session& session) {
        std::string pairs;
        session.each("SELECT id FROM item ORDER BY id", {}, [&](const Row& outer) {
            session.each("SELECT id FROM item ORDER BY id", {}, [&](const Row& inner) {
                pairs += *outer[0] + *inner[0] + " ";
                return true;
            });
            session.execute("INSERT INTO part(id, item) SELECT COUNT(*), ? FROM part", {*outer[0]});
            return true;
        });
        EXPECT_EQ(pairs, "aa ab ba bb ");
        EXPECT_EQ(session.query("SELECT item FROM part ORDER BY id"), (Rows{{"a"}, {"b"}}));
    });
}

TEST_P(Stored, AnErrorTakesBackAllOfAChange) {
    const Result<int> answer = database->write([](Session& session) -> Result<int> {
        session.execute("INSERT INTO item(id) VALUES('x')");
        return fail(ErrorKind::conflict, "test.refused");
    });
    EXPECT_EQ(answer.error().code, "test.refused");
    EXPECT_TRUE(rows("SELECT id FROM item").empty());
    EXPECT_THROW((void)database->write([](Session& session) -> Result<int> {
        session.execute("INSERT INTO item(id) VALUES('x')");
        throw std::out_of_range("a bug");
    }),
                 std::out_of_range);
    EXPECT_TRUE(rows("SELECT id FROM item").empty());
    EXPECT_EQ(database->write([](Session&) -> Result<int> { return 7; }).value(), 7);
}

TEST_P(Stored, ConstraintsTellWhatTheyRefuse) {
    using Kind = ConstraintFault::Kind;
    add("a");
    const ConstraintFault again = refusal("INSERT INTO item(id) VALUES(?)", {"a"});
    EXPECT_EQ(again.kind, Kind::unique);
    EXPECT_EQ(again.columns, std::vector<std::string>{"id"});
    EXPECT_EQ(refusal("INSERT INTO part(id, item) VALUES(1, ?)", {"none"}).kind, Kind::foreign_key);
    const ConstraintFault without = refusal("INSERT INTO part(id, item) VALUES(1, ?)", {std::nullopt});
    EXPECT_EQ(without.kind, Kind::not_null);
    EXPECT_EQ(without.constraint, "part.item");
    EXPECT_EQ(without.columns, std::vector<std::string>{"item"});
    const ConstraintFault small = refusal("INSERT INTO part(id, item, size) VALUES(1, 'a', ?)", {"0"});
    EXPECT_EQ(small.kind, Kind::check);
    EXPECT_EQ(small.constraint, "part_size");
    change([](Session& session) { session.execute("INSERT INTO part(id, item, size) VALUES(1, 'a', 5)"); });
    EXPECT_EQ(refusal("INSERT INTO part(id, item, size) VALUES(2, 'a', ?)", {"5"}).columns, (std::vector<std::string>{"item", "size"}));
    EXPECT_EQ(refusal("DELETE FROM item WHERE id = ?", {"a"}).kind, Kind::foreign_key);
    EXPECT_EQ(refusal("INSERT INTO item(id) VALUES(?)", {std::string("a\0b", 3)}).constraint, "text.nul");
}

TEST_P(Stored, AFaultEndsAChangeEvenIfItIsCaught) {
    add("a");
    EXPECT_THROW((void)database->write([](Session& session) -> Result<void> {
        session.execute("INSERT INTO item(id) VALUES('b')");
        try {
            session.execute("INSERT INTO item(id) VALUES('a')");
        } catch (const ConstraintFault&) {
            EXPECT_THROW(session.query("SELECT id FROM item"), DatabaseFault);
        }
        return {};
    }),
                 DatabaseFault);
    EXPECT_EQ(rows("SELECT id FROM item"), (Rows{{"a"}}));
    const Result<void> answer = database->write([](Session& session) -> Result<void> {
        try {
            session.execute("INSERT INTO item(id) VALUES('a')");
        } catch (const ConstraintFault&) {
            return fail(ErrorKind::conflict, "test.exists");
        }
        return {};
    });
    EXPECT_EQ(answer.error().code, "test.exists");
}

TEST_P(Stored, WrongStatementsFaultAndLeaveTheDatabaseUsable) {
    EXPECT_THROW(rows("SELECT FROM WHERE"), DatabaseFault);
    EXPECT_THROW(rows("SELECT id FROM item WHERE id = ?", {}), DatabaseFault);
    EXPECT_THROW(rows("SELECT id FROM item", {"too many"}), DatabaseFault);
    EXPECT_THROW(rows("INSERT INTO item(id) VALUES('x') RETURNING id"), DatabaseFault) << "readers only read";
    EXPECT_TRUE(rows("SELECT id FROM item").empty());
}

TEST_P(Stored, AReadIsOneSnapshot) {
    add("a");
    database->read([&](Session& session) {
        EXPECT_EQ(session.query("SELECT id FROM item").size(), 1U);
        add("b");
        EXPECT_EQ(session.query("SELECT id FROM item").size(), 1U);
        EXPECT_EQ(rows("SELECT id FROM item").size(), 1U) << "a read inside a read joins it";
    });
    EXPECT_EQ(rows("SELECT id FROM item").size(), 2U);
}

TEST_P(Stored, AReadInsideAChangeSeesTheChange) {
    change([&](Session& session) {
        session.execute("INSERT INTO item(id) VALUES('a')");
        EXPECT_EQ(rows("SELECT id FROM item").size(), 1U);
    });
}

TEST_P(Stored, MoreReadersThanSessionsTakeTurns) {
    add("a");
    std::atomic<int> reads = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 12; ++i) {
            threads.emplace_back([&] {
                for (int k = 0; k < 20; ++k) {
                    reads += static_cast<int>(rows("SELECT id FROM item").size());
                }
            });
        }
    }
    EXPECT_EQ(reads, 240);
}

TEST_P(Stored, StatementsOutliveAChangeOfTheirTable) {
    add("a");
    EXPECT_EQ(rows("SELECT * FROM item").front().size(), 4U);
    change([](Session& session) {
        EXPECT_EQ(session.query("SELECT * FROM item").front().size(), 4U);
        session.script("ALTER TABLE item ADD COLUMN extra TEXT");
        EXPECT_EQ(session.query("SELECT * FROM item").front().size(), 5U);
    });
    EXPECT_EQ(rows("SELECT * FROM item").front().size(), 5U);
}

TEST_P(Stored, ManyDifferentStatements) {
    add("a", 7);
    change([](Session& session) {
        for (int i = 0; i < 1000; ++i) {
            EXPECT_EQ(session.query(fmt::format("SELECT number + {} FROM item", i)), (Rows{{std::to_string(7 + i)}}));
        }
    });
}

TEST_P(Stored, TheRevisionChangesWithEveryCommitOfAnybody) {
    std::set<std::string> seen{database->revision()};
    const auto is_new = [&] { return seen.insert(database->revision()).second; };
    add("a");
    EXPECT_TRUE(is_new());
    add("b");
    EXPECT_TRUE(is_new());
    location->tamper("UPDATE item SET number = 7");
    EXPECT_TRUE(is_new()) << "of another process as well";
    (void)database->write([](Session& session) -> Result<void> {
        session.execute("UPDATE item SET number = 8");
        return fail(ErrorKind::invalid, "test");
    });
    if (GetParam() == Dialect::sqlite) {
        EXPECT_FALSE(is_new()) << "what was taken back changed nothing";
    }
}

TEST_P(Stored, WhatIsCommittedIsThereAfterReopening) {
    add("a");
    database.reset();
    database = Database::open(location->get(), false).value();
    EXPECT_EQ(rows("SELECT id FROM item"), (Rows{{"a"}}));
}

TEST_P(Stored, MigrationsAreAppliedOnceAndInOrder) {
    const std::vector<Migration> first{{"test.1", "CREATE TABLE t(a TEXT)", ""}};
    std::vector<Migration> both = first;
    both.push_back({"test.2", "ALTER TABLE t ADD COLUMN b TEXT; INSERT INTO t VALUES('sqlite', 'x')",
                    "ALTER TABLE t ADD COLUMN b TEXT; INSERT INTO t VALUES('postgresql', 'x')"});
    EXPECT_TRUE(migrate(*database, first).has_value());
    EXPECT_TRUE(migrate(*database, both).has_value());
    EXPECT_TRUE(migrate(*database, both).has_value());
    EXPECT_EQ(rows("SELECT a FROM t"), (Rows{{name_of(GetParam())}}));
    EXPECT_EQ(rows("SELECT name FROM schema_migration ORDER BY name"), (Rows{{"test.1"}, {"test.2"}}));
}

TEST_P(Stored, AMigrationThatFailsLeavesNothingHalfDone) {
    const std::vector<Migration> broken{{"test.1", "CREATE TABLE t(a TEXT)", ""}, {"test.2", "CREATE TABLE u(a TEXT); CREATE TABLE t(a TEXT)", ""}};
    const Result<void> done = migrate(*database, broken);
    EXPECT_EQ(done.error().code, "store.migration_failed");
    EXPECT_TRUE(done.error().detail.starts_with("test.2"));
    EXPECT_THROW(rows("SELECT a FROM u"), DatabaseFault);
    EXPECT_EQ(rows("SELECT name FROM schema_migration"), (Rows{{"test.1"}}));
}

TEST_P(Stored, BackupWhileInServiceAndRestore) {
    add("a");
    const TestFolder folder;
    const std::filesystem::path file = folder.path() / "backups" / "one.backup";
    std::atomic<bool> stop = false;
    {
        std::jthread busy([&] {
            for (int i = 0; !stop; ++i) {
                add("busy" + std::to_string(i), i);
            }
        });
        const Result<void> done = database->backup_to(file);
        stop = true;
        ASSERT_TRUE(done.has_value()) << done.error().detail;
    }
    EXPECT_EQ(Database::restore_from(file, location->get()).error().code, GetParam() == Dialect::sqlite ? "store.in_use" : "store.not_empty");
    database.reset();
    EXPECT_EQ(Database::restore_from(file, location->get()).error().code, "store.not_empty");
    if (GetParam() == Dialect::sqlite) {
        std::filesystem::remove_all(location->get().folder);
    } else {
        location->tamper("DROP SCHEMA " + store::quoted(location->get().schema) + " CASCADE");
    }
    const Result<void> restored = Database::restore_from(file, location->get());
    ASSERT_TRUE(restored.has_value()) << restored.error().detail;
    database = Database::open(location->get(), false).value();
    EXPECT_EQ(rows("SELECT id FROM item WHERE id = 'a'").size(), 1U);
    EXPECT_EQ(refusal("INSERT INTO part(id, item) VALUES(1, ?)", {"none"}).kind, ConstraintFault::Kind::foreign_key);
}

TEST_P(Stored, BackupsThatAreNoneAreRefused) {
    const TestFolder folder;
    const std::filesystem::path file = folder.path() / "garbage";
    std::FILE* output = std::fopen(file.c_str(), "wb");
    std::fputs("this is no backup, whatever it says", output);
    std::fclose(output);
    const TestLocation other(GetParam());
    EXPECT_EQ(Database::restore_from(file, other.get()).error().code, "store.damaged");
    EXPECT_EQ(Database::open(other.get(), false).error().code, "store.missing");
    EXPECT_FALSE(Database::restore_from(folder.path() / "none", other.get()).has_value());
    EXPECT_EQ(database->backup_to("/proc/none/backup").error().code, "store.backup_failed");
}

TEST(Quoted, DoublesQuotes) { EXPECT_EQ(store::quoted("a\"b"), "\"a\"\"b\""); }

}  // namespace pendopo::store
