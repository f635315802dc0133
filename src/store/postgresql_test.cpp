// What only a server can meet: connections that break, other processes, an address that leads nowhere.

#include <thread>

#include <gtest/gtest.h>

#include "store/database.hpp"
#include "store/test_database.hpp"

namespace pendopo::store {

namespace {

class Postgresql : public testing::Test {
protected:
    void SetUp() override {
        if (const std::string why = why_unavailable(Dialect::postgresql); !why.empty()) {
            GTEST_SKIP() << why;
        }
        location.emplace(Dialect::postgresql);
        first = open_for_test(*location);
        second = open_for_test(*location);
        run(*first,
            "CREATE TABLE item(id TEXT PRIMARY KEY, number BIGINT NOT NULL DEFAULT 0, at TIMESTAMPTZ, flag BOOLEAN);"
            "INSERT INTO item(id) VALUES('a'), ('b')");
    }

    static void run(Database& database, const std::string& sql) {
        const Result<void> done = database.write([&](Session& session) -> Result<void> {
            session.script(sql);
            return {};
        });
        ASSERT_TRUE(done.has_value());
    }

    static std::string number(Database& database, const std::string& id) {
        return database.read([&](Session& session) { return *session.query("SELECT number FROM item WHERE id = ?", {id})[0][0]; });
    }

    /// Ends every connection of this test's schema, as a server that restarts does.
    void break_connections() const {
        for (const auto& database : {first.get(), second.get()}) {
            const auto own = [](Session& session) { return *session.query("SELECT pg_backend_pid()")[0][0]; };
            const std::string reader = database->read(own);
            const std::string writer = database->write([&](Session& session) -> Result<std::string> { return own(session); }).value();
            for (const std::string& process : {reader, writer}) {
                location->tamper("SELECT pg_terminate_backend(" + process + ", 5000)");
            }
        }
    }

    std::optional<TestLocation> location;
    std::unique_ptr<Database> first, second;
};

}  // namespace

TEST_F(Postgresql, TwoProcessesShareADatabase) {
    run(*first, "UPDATE item SET number = 5 WHERE id = 'a'");
    EXPECT_EQ(number(*second, "a"), "5");
}

TEST_F(Postgresql, ReconnectsAfterALostConnection) {
    EXPECT_EQ(number(*first, "a"), "0");
    break_connections();
    EXPECT_EQ(number(*first, "a"), "0");
    run(*first, "UPDATE item SET number = 1 WHERE id = 'a'");
    EXPECT_EQ(number(*second, "a"), "1");
}

TEST_F(Postgresql, AConnectionLostInAChangeFailsItAndTheNextWorks) {
    EXPECT_THROW((void)first->write([&](Session& session) -> Result<void> {
        session.execute("UPDATE item SET number = 9 WHERE id = 'a'");
        const std::string process = *session.query("SELECT pg_backend_pid()")[0][0];
        location->tamper("SELECT pg_terminate_backend(" + process + ", 5000)");
        session.execute("UPDATE item SET number = 9 WHERE id = 'b'");
        return {};
    }),
                 DatabaseFault);
    EXPECT_EQ(number(*second, "a"), "0");
    run(*first, "UPDATE item SET number = 2 WHERE id = 'a'");
    EXPECT_EQ(number(*second, "a"), "2");
}

TEST_F(Postgresql, ADeadlockOfTwoProcessesIsRunAgain) {
    std::atomic<int> inside = 0;
    std::atomic<int> runs = 0;
    const auto writer = [&](Database& database, const std::string& one, const std::string& other) {
        const Result<void> done = database.write([&](Session& session) -> Result<void> {
            const bool first_run = ++runs <= 2;
            session.execute("UPDATE item SET number = number + 1 WHERE id = ?", {one});
            ++inside;
            while (first_run && inside < 2) {
                std::this_thread::yield();
            }
            session.execute("UPDATE item SET number = number + 1 WHERE id = ?", {other});
            return {};
        });
        EXPECT_TRUE(done.has_value());
    };
    {
        std::jthread one([&] { writer(*first, "a", "b"); });
        std::jthread other([&] { writer(*second, "b", "a"); });
    }
    EXPECT_EQ(runs, 3);
    EXPECT_EQ(number(*first, "a"), "2");
    EXPECT_EQ(number(*first, "b"), "2");
}

TEST_F(Postgresql, AnotherProcessMayChangeTheSchema) {
    const auto width = [&] { return second->read([](Session& session) { return session.query("SELECT * FROM item")[0].size(); }); };
    EXPECT_EQ(width(), 4U);
    run(*first, "ALTER TABLE item ADD COLUMN extra TEXT");
    EXPECT_THROW(width(), DatabaseFault) << "its prepared statement is of the old table";
    EXPECT_EQ(width(), 5U);
}

TEST_F(Postgresql, MomentsAndBooleansReadAsFromSqlite) {
    run(*first, "UPDATE item SET at = '2024-03-01 14:30:00.25+07', flag = true WHERE id = 'a'");
    EXPECT_EQ(first->read([](Session& session) { return session.query("SELECT at, flag, at IS NULL FROM item WHERE id = 'a'")[0]; }),
              (Row{"2024-03-01T07:30:00.250Z", "1", "0"}));
}

TEST_F(Postgresql, ValuesThatATypeCannotHoldAreRefused) {
    try {
        (void)first->write([](Session& session) -> Result<void> {
            session.execute("UPDATE item SET number = ?", {"many"});
            return {};
        });
        FAIL();
    } catch (const ConstraintFault& fault) {
        EXPECT_EQ(fault.constraint, "type");
    }
}

TEST_F(Postgresql, SchemasThatAreMissingAreNotCreatedUnasked) {
    Location other = location->get();
    other.schema += "_other";
    EXPECT_EQ(Database::open(other, false).error().code, "store.missing");
}

TEST(PostgresqlAddress, LeadsNowhere) {
    const Location nowhere{.url = "postgresql:///x?host=/nonexistent", .schema = "x", .folder = {}};
    EXPECT_EQ(Database::open(nowhere, true).error().code, "store.unreachable");
}

TEST(PostgresqlAddress, CannotBeReadAndIsNotRepeated) {
    const Location broken{.url = "postgresql://me:s3cret@host:port:more/x?y", .schema = "x", .folder = {}};
    const auto opened = Database::open(broken, true);
    EXPECT_EQ(opened.error().code, "store.bad_address");
    EXPECT_FALSE(opened.error().detail.contains("s3cret"));
}

}  // namespace pendopo::store
