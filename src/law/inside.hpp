#pragma once
// What a Compliance keeps. The mutex guards everything below it; a session is always taken before the mutex, never while holding it.

#include <atomic>
#include <deque>
#include <mutex>
#include <shared_mutex>

#include "law/assessment.hpp"
#include "law/compliance.hpp"

namespace pendopo::law {

struct Compliance::Inside {
    const Regulation& regulation;
    const registers::Records& records;
    store::Database& database;
    Clock clock;
    std::shared_ptr<const Frame> frame;
    std::map<std::pair<std::string, std::string>, FieldLaw> fields;  ///< register, field

    std::shared_mutex mutex;
    std::unique_ptr<Assessment> current;
    std::int64_t seen = 0;  ///< ledger entries taken in
    struct Past {
        Date day;
        std::int64_t seen = 0;
        std::shared_ptr<const Assessment> assessment;
    };
    std::deque<Past> past;  ///< judged days, the latest asked for first
    std::chrono::microseconds full{}, last_change{};

    Inside(const Regulation& regulation, const registers::Records& records, store::Database& database, Clock clock)
        : regulation(regulation), records(records), database(database), clock(std::move(clock)) {}

    [[nodiscard]] Date today() const { return day_in(clock(), regulation.timezone); }
    /// Reads all records and judges them, the first time.
    void load_once(store::Session&);
    std::atomic<bool> loaded = false;
    /// Takes in what was committed since, and a new day.
    void refresh(store::Session&);
    /// Calls with the answers of a day (nothing: today), brought up to date; nobody writes meanwhile.
    void with(std::optional<Date> day, const std::function<void(const Assessment&)>& take);
    [[nodiscard]] std::shared_ptr<const Assessment> as_on(store::Session&, Date day);

private:
    void load(store::Session&);
    void read_field_law();
    std::once_flag once_;
    void take_in(const ledger::Entry& entry);
};

/// The record's cells after (or before) what an entry's `changes` tell.
[[nodiscard]] Cells changed(const Mirror& mirror, int table, Cells cells, const boost::json::object& changes, bool backwards);
/// Brings a copy of today's records back to a day. Entries come from the newest to the oldest.
class Rewind {
public:
    Rewind(Mirror& mirror, Day day) : mirror_(mirror), day_(day) {}
    void undo(const ledger::Entry& entry);

private:
    void unimport(RowRef row);

    Mirror& mirror_;
    Day day_;
};

/// One line in full. @param line  nothing for the line of a unit without subjects
[[nodiscard]] Line make_line(const Assessment& assessment, const Words& words, const Unit& unit, std::optional<std::size_t> line, const Verdict& verdict,
                             bool explain);
/// The line of a norm that nothing checks.
[[nodiscard]] Line unbound_line(const Norm& norm, bool explain);
/// Gates that a record meets on entering its state.
[[nodiscard]] std::vector<Shut> gates_of(Assessment& assessment, int table, const Cells& entering);

}  // namespace pendopo::law
