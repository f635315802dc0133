// What many writers at a time may count on.

#include <atomic>
#include <condition_variable>
#include <thread>

#include <gtest/gtest.h>

#include "store/database.hpp"
#include "store/test_database.hpp"

namespace pendopo::store {

namespace {

class Writers : public testing::TestWithParam<Dialect> {
protected:
    void SetUp() override {
        if (const std::string why = why_unavailable(GetParam()); !why.empty()) {
            GTEST_SKIP() << why;
        }
        location.emplace(GetParam());
        database = open_for_test(*location);
        (void)database->write([](Session& session) -> Result<void> {
            session.script("CREATE TABLE item(id TEXT PRIMARY KEY, number BIGINT)");
            return {};
        });
    }

    Result<void> add(const std::string& id) {
        return database->write([&](Session& session) -> Result<void> {
            session.execute("INSERT INTO item(id) VALUES(?)", {id});
            return {};
        });
    }

    std::size_t count() {
        return database->read([](Session& session) { return session.query("SELECT id FROM item").size(); });
    }

    /// Holds the writer with a change of its own, lets the others queue up, and lets go: they make one group.
    void as_one_group(const std::vector<std::function<void()>>& writers) {
        std::mutex mutex;
        std::condition_variable changed;
        bool released = false;
        bool running = false;
        std::jthread holder([&] {
            (void)database->write([&](Session&) -> Result<void> {
                std::unique_lock lock(mutex);
                running = true;
                changed.notify_all();
                changed.wait(lock, [&] { return released; });
                return {};
            });
        });
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return running; });
        lock.unlock();
        std::vector<std::jthread> threads;
        for (const auto& writer : writers) {
            threads.emplace_back(writer);
            std::this_thread::sleep_for(std::chrono::milliseconds(20));  // so that they most likely queue up in this order
        }
        lock.lock();
        released = true;
        lock.unlock();
        changed.notify_all();
    }

    std::optional<TestLocation> location;
    std::unique_ptr<Database> database;
};

INSTANTIATE_TEST_SUITE_P(Databases, Writers, testing::ValuesIn(test_dialects), dialect_name);

}  // namespace

TEST_P(Writers, EachGetsItsOwnAnswer) {
    std::atomic<int> stood = 0;
    std::atomic<int> refused = 0;
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 16; ++thread) {
            threads.emplace_back([&, thread] {
                for (int i = 0; i < 50; ++i) {
                    const Result<int> answer = database->write([&](Session& session) -> Result<int> {
                        session.execute("INSERT INTO item(id) VALUES(?)", {fmt::format("{}-{}", thread, i)});
                        if (i % 5 == 0) {
                            return fail(ErrorKind::conflict, "test.refused");
                        }
                        return thread * 1000 + i;
                    });
                    (answer ? stood : refused)++;
                    EXPECT_EQ(answer.value_or(-1), i % 5 == 0 ? -1 : thread * 1000 + i);
                }
            });
        }
    }
    EXPECT_EQ(stood, 16 * 40);
    EXPECT_EQ(refused, 16 * 10);
    EXPECT_EQ(count(), 16U * 40U);
}

TEST_P(Writers, OneThatFailsLeavesTheOthersOfItsGroup) {
    std::atomic<int> groups = 0;
    database->on_committed([&] { ++groups; });
    as_one_group({
        [&] { EXPECT_TRUE(add("a").has_value()); },
        [&] { EXPECT_TRUE(add("b").has_value()); },
        [&] {
            EXPECT_THROW((void)database->write([](Session& session) -> Result<void> {
                session.execute("INSERT INTO item(id) VALUES('c')");
                session.execute("INSERT INTO item(id) VALUES('c')");
                return {};
            }),
                         ConstraintFault);
        },
        [&] {
            EXPECT_THROW((void)database->write([](Session& session) -> Result<void> {
                session.execute("INSERT INTO item(id) VALUES('d')");
                throw std::out_of_range("a bug");
            }),
                         std::out_of_range);
        },
        [&] { EXPECT_TRUE(add("e").has_value()); },
        [&] {
            const Result<void> nothing_done = database->write([](Session&) -> Result<void> { return fail(ErrorKind::invalid, "test.no"); });
            EXPECT_EQ(nothing_done.error().code, "test.no");
        },
        [&] {
            EXPECT_THROW((void)database->write([](Session& session) -> Result<void> {
                session.execute("INSERT INTO none(id) VALUES('f')");
                return {};
            }),
                         DatabaseFault);
        },
        [&] { EXPECT_TRUE(database->write([](Session&) -> Result<void> { return {}; }).has_value()); },
        [&] {
            EXPECT_THROW((void)database->write([](Session& session) -> Result<void> {
                session.each("SELECT id FROM none", {}, [](const Row&) { return true; });
                return {};
            }),
                         DatabaseFault);
        },
        [&] { EXPECT_TRUE(add("g").has_value()); },
    });
    EXPECT_EQ(count(), 4U);
    EXPECT_EQ(groups, 2) << "the holder's and the group's";
}

TEST_P(Writers, HooksFrameEveryGroup) {
    std::vector<std::string> order;
    database->set_group_hooks(
        [&](Session& session) {
            order.push_back("begin");
            session.execute("INSERT INTO item(id) VALUES('begun')");
        },
        [&](Session& session) {
            order.push_back("commit");
            EXPECT_EQ(session.execute("DELETE FROM item WHERE id = 'begun'"), 1);
        });
    database->on_committed([&] { order.push_back("done"); });
    EXPECT_TRUE(add("a").has_value());
    EXPECT_EQ(order, (std::vector<std::string>{"begin", "commit", "done"}));
    order.clear();
    EXPECT_FALSE(database->write([](Session&) -> Result<void> { return fail(ErrorKind::invalid, "test.no"); }).has_value());
    EXPECT_EQ(order, std::vector<std::string>{"begin"}) << "nothing is committed where nothing stands";
    EXPECT_EQ(count(), 1U);
}

TEST_P(Writers, AHookThatFailsFailsTheWholeGroup) {
    std::atomic<int> failed = 0;
    database->set_group_hooks({}, [](Session&) { throw DatabaseFault("the hook cannot"); });
    const auto writer = [&](const std::string& id) {
        return [&, id] {
            EXPECT_THROW((void)add(id), DatabaseFault);
            ++failed;
        };
    };
    std::vector<std::jthread> threads;
    threads.emplace_back(writer("a"));
    threads.emplace_back(writer("b"));
    threads.clear();
    EXPECT_EQ(failed, 2);
    EXPECT_EQ(count(), 0U);
    database->set_group_hooks({}, {});
    EXPECT_TRUE(add("c").has_value());
}

TEST_P(Writers, WhatWaitsIsFinishedBeforeTheEnd) {
    std::atomic<int> number = 0;
    std::atomic<int> stood = 0;
    as_one_group(std::vector<std::function<void()>>(8, [&] { stood += add("n" + std::to_string(++number)).has_value() ? 1 : 0; }));
    database.reset();
    EXPECT_EQ(stood, 8);
    database = Database::open(location->get(), false).value();
    EXPECT_EQ(count(), 8U);
}

/// The program that is to die runs in folders below one that this program takes away.
class WritersDeathTest : public Writers {
protected:
    void SetUp() override {
        ::setenv("TMPDIR", around.path().c_str(), 1);
        Writers::SetUp();
    }
    void TearDown() override { ::unsetenv("TMPDIR"); }

    TestFolder around;
};
INSTANTIATE_TEST_SUITE_P(Databases, WritersDeathTest, testing::Values(Dialect::sqlite), dialect_name);

TEST_P(WritersDeathTest, AChangeInsideAChangeIsABug) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_DEATH((void)database->write([&](Session&) -> Result<void> { return add("a"); }), "would wait for itself");
}

}  // namespace pendopo::store
