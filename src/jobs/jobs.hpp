#pragma once
// Work that runs by itself: persistent, at a time, safe with several processes on one database.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"
#include "store/database.hpp"

namespace pendopo::jobs {

/// How often a job runs: every `every`, counted from the last start. A new job is due at once.
struct Schedule {
    std::string name;               ///< unique within the government, for example "obligations"
    std::chrono::seconds every{};   ///< at least one second
    std::function<Result<void>()> run;
};

/// State of a job as stored, for the operators' page.
struct Status {
    std::string name;
    std::optional<Moment> last_started, last_finished, next;
    std::string last_error;  ///< empty where the last run was well
};

/// One government's schedule. Between processes a run is claimed in the database with a lease, so that each run happens in one of them;
/// a process that dies in a run loses its lease and the run is taken up by another. A run that takes longer than the lease keeps it by
/// renewing it. A run that fails, or throws, is noted and comes again at its next time.
class Scheduler {
public:
    Scheduler(store::Database& database, Clock clock, std::chrono::seconds lease = std::chrono::minutes(10));
    ~Scheduler();  ///< stops, waiting for a run in progress
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;

    void add(Schedule schedule);
    Result<void> prepare();  ///< creates the tables
    /// A thread of its own. @param quiet  time before its first run, for what has to be quick after a start
    void start(std::chrono::milliseconds quiet = {});
    /// Ends that thread, waiting for a run in progress. Not from within a run.
    void stop();
    /// Runs what is due now, in the caller's thread (tests, one-shot commands). Returns how many ran. @throws store::DatabaseFault
    int run_due();
    [[nodiscard]] std::vector<Status> status() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace pendopo::jobs
