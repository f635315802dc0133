// Nothing acknowledged is lost: a process is killed in the middle of its work, again and again.

#include <csignal>
#include <set>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "ledger/ledger.hpp"
#include "store/test_database.hpp"

namespace pendopo::ledger {

namespace {

using store::Dialect;
using store::Session;

class Killed : public testing::TestWithParam<Dialect> {
protected:
    void SetUp() override {
        if (const std::string why = store::why_unavailable(GetParam()); !why.empty()) {
            GTEST_SKIP() << why;
        }
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, Killed, testing::ValuesIn(store::test_dialects), store::dialect_name);

std::unique_ptr<store::Database> open(const store::TestLocation& location) {
    auto database = store::open_for_test(location);
    if (!attach(*database)) {
        std::abort();
    }
    return database;
}

void add(store::Database& database, int number) {
    const Result<void> done = database.write([&](Session& session) -> Result<void> {
        session.execute("INSERT INTO note(id) VALUES(?)", {std::to_string(number)});
        append(session, {.actor = "ani",
                         .behalf = {},
                         .action = "create",
                         .subject = "note",
                         .record = std::to_string(number),
                         .version = 1,
                         .digest = std::string(64, 'a'),
                         .changes = "{}",
                         .note = {}});
        return {};
    });
    if (!done) {
        std::abort();
    }
}

/// Writes from four threads and tells each number through the pipe once it is acknowledged, until it is killed.
[[noreturn]] void work(const store::TestLocation& location, int pipe, int first) {
    const auto database = open(location);
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&, thread] {
            for (int number = first + thread;; number += 4) {
                add(*database, number);
                if (::write(pipe, &number, sizeof(number)) != sizeof(number)) {
                    ::_exit(1);
                }
            }
        });
    }
    threads.clear();
    ::_exit(0);
}

/// Starts a worker, kills it after so many acknowledgements, and gives all of them.
std::vector<int> killed_after(const store::TestLocation& location, int acknowledgements, int first) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) {
        return {};
    }
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        work(location, ends[1], first);
    }
    ::close(ends[1]);
    std::vector<int> acknowledged;
    int number = 0;
    while (::read(ends[0], &number, sizeof(number)) == sizeof(number)) {
        acknowledged.push_back(number);
        if (static_cast<int>(acknowledged.size()) == acknowledgements) {
            ::kill(child, SIGKILL);  // what is still in the pipe was acknowledged too
        }
    }
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    return acknowledged;
}

}  // namespace

TEST_P(Killed, NothingAcknowledgedIsLost) {
    const store::TestLocation location(GetParam());
    (void)open(location)->write([](Session& session) -> Result<void> {
        session.script("CREATE TABLE note(id TEXT PRIMARY KEY)");
        return {};
    });
    int first = 0;
    for (const int acknowledgements : {1, 7, 40, 3, 90}) {
        const std::vector<int> acknowledged = killed_after(location, acknowledgements, first);
        EXPECT_GE(static_cast<int>(acknowledged.size()), acknowledgements);
        const auto database = open(location);
        std::set<std::string> found;
        const Guarded notes{.subject = "note",
                            .each =
                                [&](Session& session, const auto& take) {
                                    session.each("SELECT id FROM note", {}, [&](const store::Row& row) {
                                        found.insert(*row[0]);
                                        take(*row[0], 1, std::string(64, 'a'));
                                        return true;
                                    });
                                },
                            .explain = {}};
        const Verification result = database->read([&](Session& session) { return verify(session, {notes}); });
        EXPECT_TRUE(result.ok()) << result.findings.front().kind << " " << result.findings.front().record;
        EXPECT_EQ(result.entries, found.size());
        for (const int number : acknowledged) {
            EXPECT_TRUE(found.contains(std::to_string(number))) << number;
        }
        first += 100'000;
    }
}

}  // namespace pendopo::ledger
