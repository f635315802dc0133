#include "jobs/jobs.hpp"

#include <atomic>
#include <condition_variable>
#include <thread>

#include <gtest/gtest.h>

#include "store/test_database.hpp"

namespace pendopo::jobs {

namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Moment noon{std::chrono::milliseconds(1'709'294'400'000)};  // 2024-03-01T12:00:00Z

class Jobs : public testing::TestWithParam<store::Dialect> {
protected:
    void SetUp() override {
        if (const std::string why = store::why_unavailable(GetParam()); !why.empty()) {
            GTEST_SKIP() << why;
        }
        location.emplace(GetParam());
        database = store::open_for_test(*location);
    }

    Clock clock() {
        return [this] { return now.load(); };
    }

    std::unique_ptr<Scheduler> scheduler(store::Database& on, seconds lease = minutes(10)) {
        auto made = std::make_unique<Scheduler>(on, clock(), lease);
        EXPECT_TRUE(made->prepare().has_value());
        return made;
    }

    Schedule counting(const std::string& name, seconds every) {
        return {.name = name, .every = every, .run = [this]() -> Result<void> {
                    ++runs;
                    return {};
                }};
    }

    std::optional<store::TestLocation> location;
    std::unique_ptr<store::Database> database;
    std::atomic<Moment> now = noon;
    std::atomic<int> runs = 0;
};

INSTANTIATE_TEST_SUITE_P(Databases, Jobs, testing::ValuesIn(store::test_dialects), store::dialect_name);

/// Blocks a run until it is let go.
class Gate {
public:
    void wait() {
        std::unique_lock lock(mutex_);
        entered_ = true;
        changed_.notify_all();
        changed_.wait(lock, [&] { return open_; });
    }
    void wait_until_entered() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return entered_; });
    }
    void open() {
        const std::scoped_lock lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool entered_ = false;
    bool open_ = false;
};

}  // namespace

TEST_P(Jobs, RunAtTheirTimes) {
    const auto jobs = scheduler(*database);
    jobs->add(counting("hourly", minutes(60)));
    jobs->add(counting("daily", minutes(60 * 24)));
    EXPECT_EQ(jobs->run_due(), 2) << "new jobs are due at once";
    EXPECT_EQ(jobs->run_due(), 0);
    now = noon + minutes(59);
    EXPECT_EQ(jobs->run_due(), 0);
    now = noon + minutes(60);
    EXPECT_EQ(jobs->run_due(), 1);
    now = noon + minutes(60 * 24 * 3);
    EXPECT_EQ(jobs->run_due(), 2) << "what was missed is made up for once";
    EXPECT_EQ(jobs->run_due(), 0);
    EXPECT_EQ(runs, 5);
}

TEST_P(Jobs, StatusTellsTheLastRun) {
    const auto jobs = scheduler(*database);
    jobs->add({.name = "works", .every = minutes(5), .run = [&]() -> Result<void> {
                   now = noon + seconds(30);
                   return {};
               }});
    EXPECT_TRUE(jobs->status().empty());
    jobs->run_due();
    const auto status = jobs->status();
    ASSERT_EQ(status.size(), 1U);
    EXPECT_EQ(status[0].name, "works");
    EXPECT_EQ(status[0].last_started, noon);
    EXPECT_EQ(status[0].last_finished, noon + seconds(30));
    EXPECT_EQ(status[0].next, noon + minutes(5));
    EXPECT_EQ(status[0].last_error, "");
}

TEST_P(Jobs, FailuresAreNotedAndComeAgain) {
    const auto jobs = scheduler(*database);
    bool well = false;
    jobs->add({.name = "a_refused", .every = minutes(5), .run = [&]() -> Result<void> {
                   return well ? Result<void>() : fail(ErrorKind::unavailable, "test.refused", "why");
               }});
    jobs->add({.name = "b_thrown", .every = minutes(5), .run = [&]() -> Result<void> { return well ? Result<void>() : throw std::out_of_range("a bug"); }});
    jobs->add(counting("c_works", minutes(5)));
    EXPECT_EQ(jobs->run_due(), 3) << "one that fails does not hold up the others";
    EXPECT_EQ(jobs->status()[0].last_error, "test.refused: why");
    EXPECT_EQ(jobs->status()[1].last_error, "a bug");
    well = true;
    now = noon + minutes(5);
    EXPECT_EQ(jobs->run_due(), 3);
    EXPECT_EQ(jobs->status()[0].last_error, "");
    EXPECT_EQ(jobs->status()[1].last_error, "");
}

TEST_P(Jobs, AreRememberedAcrossRestarts) {
    scheduler(*database)->run_due();
    {
        const auto jobs = scheduler(*database);
        jobs->add(counting("hourly", minutes(60)));
        EXPECT_EQ(jobs->run_due(), 1);
    }
    const auto jobs = scheduler(*database);
    jobs->add(counting("hourly", minutes(60)));
    now = noon + minutes(30);
    EXPECT_EQ(jobs->run_due(), 0);
    now = noon + minutes(61);
    EXPECT_EQ(jobs->run_due(), 1);
}

TEST_P(Jobs, AShorterIntervalTakesEffect) {
    {
        const auto jobs = scheduler(*database);
        jobs->add(counting("report", minutes(60 * 24 * 30)));
        jobs->run_due();
    }
    const auto jobs = scheduler(*database);
    jobs->add(counting("report", minutes(60)));
    EXPECT_EQ(jobs->run_due(), 0);
    now = noon + minutes(60);
    EXPECT_EQ(jobs->run_due(), 1);
}

TEST_P(Jobs, OfTwoSchedulersOneRuns) {
    // On PostgreSQL the second is as another process: a connection of its own.
    const auto own = GetParam() == store::Dialect::postgresql ? store::open_for_test(*location) : nullptr;
    const auto first = scheduler(*database);
    const auto second = scheduler(own ? *own : *database);
    first->add(counting("job", minutes(1)));
    second->add(counting("job", minutes(1)));
    for (int round = 0; round < 20; ++round) {
        std::atomic<int> ran = 0;
        {
            std::jthread one([&] { ran += first->run_due(); });
            std::jthread other([&] { ran += second->run_due(); });
        }
        EXPECT_EQ(ran, 1) << round;
        now = now.load() + minutes(1);
    }
    EXPECT_EQ(runs, 20);
}

TEST_P(Jobs, ARunInProgressIsLeftAloneUntilItsLeaseEnds) {
    const auto other = scheduler(*database);
    other->add(counting("job", minutes(1)));
    const auto first = scheduler(*database);
    Gate gate;
    first->add({.name = "job", .every = minutes(1), .run = [&]() -> Result<void> {
                    gate.wait();
                    return {};
                }});
    std::jthread running([&] { EXPECT_EQ(first->run_due(), 1); });
    gate.wait_until_entered();
    now = noon + minutes(9);
    EXPECT_EQ(other->run_due(), 0);
    // As if the first had died: nothing renews its lease.
    now = noon + minutes(10);
    EXPECT_EQ(other->run_due(), 1);
    gate.open();
    running.join();
    const auto status = other->status();
    EXPECT_EQ(status[0].next, noon + minutes(11)) << "who lost the lease does not speak for the job";
    EXPECT_EQ(runs, 1);
}

TEST_P(Jobs, ALongRunRenewsItsLease) {
    const auto other = scheduler(*database);
    other->add(counting("job", minutes(60)));
    const auto first = scheduler(*database, seconds(1));
    Gate gate;
    first->add({.name = "job", .every = minutes(60), .run = [&]() -> Result<void> {
                    gate.wait();
                    return {};
                }});
    std::jthread running([&] { first->run_due(); });
    gate.wait_until_entered();
    now = noon + minutes(5);
    const auto lease = [&] { return database->read([](store::Session& session) { return session.query("SELECT lease_until FROM job")[0][0]; }); };
    for (int i = 0; i < 200 && lease() != to_string(noon + minutes(5) + seconds(1)); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_EQ(other->run_due(), 0);
    gate.open();
}

TEST_P(Jobs, AThreadOfItsOwnRunsThem) {
    const auto jobs = scheduler(*database);
    Gate first;
    Gate second;
    first.open();
    jobs->add({.name = "first", .every = minutes(1), .run = [&]() -> Result<void> {
                   first.wait();
                   return {};
               }});
    jobs->start();
    first.wait_until_entered();
    jobs->add({.name = "second", .every = minutes(1), .run = [&]() -> Result<void> {
                   second.wait();
                   ++runs;
                   return {};
               }});
    second.wait_until_entered();
    std::jthread release([&] { second.open(); });
    jobs->stop();
    EXPECT_EQ(runs, 1) << "the run in progress was waited for";
    EXPECT_EQ(jobs->status().size(), 2U);
}

}  // namespace pendopo::jobs
