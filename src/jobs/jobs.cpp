#include "jobs/jobs.hpp"

#include <condition_variable>
#include <thread>

#include <spdlog/spdlog.h>
#include <unistd.h>

#include "base/ids.hpp"

namespace pendopo::jobs {

namespace {

using store::Session;
using store::Value;

/// How long the scheduler's thread sleeps at most: leases of dead processes, and jobs that others changed, are seen after this.
constexpr auto longest_sleep = std::chrono::seconds(15);
constexpr auto shortest_sleep = std::chrono::milliseconds(200);

const std::array migrations{store::Migration{
    "jobs.1",
    "CREATE TABLE job(name TEXT PRIMARY KEY, next_at TEXT NOT NULL, last_started TEXT, last_finished TEXT, last_error TEXT NOT NULL DEFAULT '',"
    " lease_until TEXT, holder TEXT)",
    // Moments are compared as text, so byte by byte whatever the database's language.
    "CREATE TABLE job(name TEXT PRIMARY KEY, next_at TEXT COLLATE \"C\" NOT NULL, last_started TEXT, last_finished TEXT,"
    " last_error TEXT NOT NULL DEFAULT '', lease_until TEXT COLLATE \"C\", holder TEXT)"}};

std::optional<Moment> moment(const Value& value) { return value ? parse_moment(*value) : std::nullopt; }

/// Renews a lease while a run lasts.
class Renewal {
public:
    Renewal(std::chrono::milliseconds interval, std::function<void()> renew)
        : thread_([this, interval, renew = std::move(renew)] {
              std::unique_lock lock(mutex_);
              while (!ended_.wait_for(lock, interval, [&] { return over_; })) {
                  renew();
              }
          }) {}
    ~Renewal() {
        {
            const std::scoped_lock lock(mutex_);
            over_ = true;
        }
        ended_.notify_all();
        thread_.join();
    }
    Renewal(const Renewal&) = delete;
    Renewal& operator=(const Renewal&) = delete;

private:
    std::mutex mutex_;
    std::condition_variable ended_;
    bool over_ = false;
    std::thread thread_;
};

}  // namespace

struct Scheduler::Inside {
    store::Database& database;
    Clock clock;
    std::chrono::seconds lease;
    /// Tells this scheduler from every other, in this process too; the process's number is for the operator.
    std::string holder = fmt::format("{}-{}", ::getpid(), random_token(9));

    std::mutex mutex;
    std::condition_variable changed;
    std::vector<std::shared_ptr<const Schedule>> schedules;
    bool stopping = false;
    std::thread thread;

    std::vector<std::shared_ptr<const Schedule>> all() {
        const std::scoped_lock lock(mutex);
        return schedules;
    }

    template <class Change>
    auto write(Change&& change) {
        return *database.write([&](Session& session) -> Result<std::int64_t> { return change(session); });
    }

    /// Adds the jobs that are new, and brings forward those that have come to run more often.
    void enlist(const std::vector<std::shared_ptr<const Schedule>>& jobs);
    bool claim(const Schedule& job, Moment now);
    void finish(const Schedule& job, Moment started, const std::string& error);
    void renew(const Schedule& job);
    bool run_if_due(const Schedule& job);
    int run_due();
    void work(std::chrono::milliseconds quiet);
    std::chrono::milliseconds until_next();
};

void Scheduler::Inside::enlist(const std::vector<std::shared_ptr<const Schedule>>& jobs) {
    const Moment now = clock();
    std::map<std::string, std::string> known;
    database.read([&](Session& session) {
        session.each("SELECT name, next_at FROM job", {}, [&](const store::Row& row) {
            known.emplace(row[0].value_or(""), row[1].value_or(""));
            return true;
        });
    });
    for (const auto& job : jobs) {
        const auto found = known.find(job->name);
        const std::string latest = to_string(now + job->every);
        if (found == known.end()) {
            write([&](Session& session) {
                return session.execute("INSERT INTO job(name, next_at) VALUES(?, ?) ON CONFLICT(name) DO NOTHING", {job->name, to_string(now)});
            });
        } else if (found->second > latest) {
            write([&](Session& session) { return session.execute("UPDATE job SET next_at = ? WHERE name = ? AND next_at > ?", {latest, job->name, latest}); });
        }
    }
}

bool Scheduler::Inside::claim(const Schedule& job, Moment now) {
    const std::string moment_now = to_string(now);
    // Asked first without writing: most of the time nothing is due.
    const bool due = database.read([&](Session& session) {
        return !session
                    .query("SELECT name FROM job WHERE name = ? AND next_at <= ? AND (lease_until IS NULL OR lease_until <= ?)",
                           {job.name, moment_now, moment_now})
                    .empty();
    });
    // The next time stays as it is until the run is over: were this process to die, the run would still be due.
    return due && write([&](Session& session) {
                      return session.execute(
                          "UPDATE job SET last_started = ?, lease_until = ?, holder = ? "
                          "WHERE name = ? AND next_at <= ? AND (lease_until IS NULL OR lease_until <= ?)",
                          {moment_now, to_string(now + lease), holder, job.name, moment_now, moment_now});
                  }) == 1;
}

void Scheduler::Inside::renew(const Schedule& job) {
    try {
        write([&](Session& session) {
            return session.execute("UPDATE job SET lease_until = ? WHERE name = ? AND holder = ?", {to_string(clock() + lease), job.name, holder});
        });
    } catch (const std::exception& fault) {
        spdlog::warn("the lease of the job {} could not be renewed: {}", job.name, fault.what());
    }
}

void Scheduler::Inside::finish(const Schedule& job, Moment started, const std::string& error) {
    write([&](Session& session) {
        return session.execute(
            "UPDATE job SET last_finished = ?, last_error = ?, next_at = ?, lease_until = NULL, holder = NULL "
            "WHERE name = ? AND holder = ?",
            {to_string(clock()), error, to_string(started + job.every), job.name, holder});
    });
}

bool Scheduler::Inside::run_if_due(const Schedule& job) {
    const Moment started = clock();
    if (!claim(job, started)) {
        return false;
    }
    std::string error;
    {
        const Renewal renewal(std::chrono::milliseconds(lease) / 3, [&] { renew(job); });
        try {
            if (const Result<void> done = job.run(); !done) {
                error = done.error().detail.empty() ? done.error().code : done.error().code + ": " + done.error().detail;
            }
        } catch (const std::exception& fault) {
            error = fault.what();
        }
    }
    if (!error.empty()) {
        spdlog::error("the job {} failed: {}", job.name, error);
    }
    finish(job, started, error);
    return true;
}

int Scheduler::Inside::run_due() {
    const auto jobs = all();
    enlist(jobs);
    int count = 0;
    for (const auto& job : jobs) {
        {
            const std::scoped_lock lock(mutex);
            if (stopping) {
                break;
            }
        }
        count += run_if_due(*job) ? 1 : 0;
    }
    return count;
}

std::chrono::milliseconds Scheduler::Inside::until_next() {
    const Moment now = clock();
    std::chrono::milliseconds wait = longest_sleep;
    const auto jobs = all();
    database.read([&](Session& session) {
        for (const auto& job : jobs) {
            const auto rows = session.query("SELECT next_at, lease_until FROM job WHERE name = ?", {job->name});
            if (!rows.empty()) {
                const Moment next = std::max(moment(rows[0][0]).value_or(now), moment(rows[0][1]).value_or(Moment::min()));
                wait = std::min(wait, next - now);
            }
        }
    });
    return std::max<std::chrono::milliseconds>(wait, shortest_sleep);
}

void Scheduler::Inside::work(std::chrono::milliseconds quiet) {
    std::unique_lock lock(mutex);
    changed.wait_for(lock, quiet, [&] { return stopping; });
    while (!stopping) {
        std::chrono::milliseconds wait = longest_sleep;
        const std::size_t known = schedules.size();
        lock.unlock();
        try {
            run_due();
            wait = until_next();
        } catch (const std::exception& fault) {
            spdlog::error("the schedule cannot be kept: {}", fault.what());
        }
        lock.lock();
        changed.wait_for(lock, wait, [&] { return stopping || schedules.size() != known; });
    }
}

Scheduler::Scheduler(store::Database& database, Clock clock, std::chrono::seconds lease)
    : inside_(new Inside{.database = database, .clock = std::move(clock), .lease = lease}) {
    ASSERT(lease >= std::chrono::seconds(1), "a lease lasts at least a second");
}

Scheduler::~Scheduler() { stop(); }

void Scheduler::add(Schedule schedule) {
    ASSERT(schedule.every >= std::chrono::seconds(1), "a job runs at most once a second");
    {
        const std::scoped_lock lock(inside_->mutex);
        ASSERT(std::ranges::none_of(inside_->schedules, [&](const auto& job) { return job->name == schedule.name; }), "a job's name is its own");
        inside_->schedules.push_back(std::make_shared<const Schedule>(std::move(schedule)));
    }
    inside_->changed.notify_all();
}

Result<void> Scheduler::prepare() { return store::migrate(inside_->database, migrations); }

void Scheduler::start(std::chrono::milliseconds quiet) {
    const std::scoped_lock lock(inside_->mutex);
    if (!inside_->thread.joinable()) {
        inside_->stopping = false;
        inside_->thread = std::thread([this, quiet] { inside_->work(quiet); });
    }
}

void Scheduler::stop() {
    {
        const std::scoped_lock lock(inside_->mutex);
        inside_->stopping = true;
    }
    inside_->changed.notify_all();
    if (inside_->thread.joinable()) {
        inside_->thread.join();
    }
    const std::scoped_lock lock(inside_->mutex);
    inside_->stopping = false;
}

int Scheduler::run_due() { return inside_->run_due(); }

std::vector<Status> Scheduler::status() const {
    return inside_->database.read([](Session& session) {
        std::vector<Status> all;
        session.each("SELECT name, last_started, last_finished, next_at, last_error FROM job ORDER BY name", {}, [&](const store::Row& row) {
            all.push_back({row[0].value_or(""), moment(row[1]), moment(row[2]), moment(row[3]), row[4].value_or("")});
            return true;
        });
        return all;
    });
}

}  // namespace pendopo::jobs
