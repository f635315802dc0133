// Records and answers as they were on a day.

#include <mutex>

#include "law/inside.hpp"

namespace pendopo::law {

namespace {

constexpr std::size_t days_kept = 2;

}  // namespace

/// An imported record brings its own past: on the day it stood in the latest state that it had entered by then.
void Rewind::unimport(RowRef row) {
    const TablePlan& plan = mirror_.schema().table(row.table);
    Cells cells = mirror_.cells(row);
    Symbol state = 0;
    Day latest = no_day;
    for (const registers::State& candidate : plan.declaration->states) {
        const int column = mirror_.schema().find_column(row.table, candidate.name + "_on");
        const Day entered = column < 0 ? no_day : cells[static_cast<std::size_t>(column)].day;
        if (entered != no_day && entered <= day_ && entered >= latest) {
            latest = entered;
            state = mirror_.symbols().intern(candidate.name);
        }
    }
    if (state == 0) {
        mirror_.erase(row);
        return;
    }
    cells[state_column].symbol = state;
    cells[created_column].day = std::min(cells[created_column].day, latest);
    mirror_.put(row.table, std::move(cells));
}

void Rewind::undo(const ledger::Entry& entry) {
    const int table = mirror_.schema().find_table(entry.subject);
    if (table < 0) {
        return;
    }
    const auto row = mirror_.find(table, mirror_.symbols().find(entry.record));
    boost::system::error_code bad;
    const boost::json::value changes = boost::json::parse(entry.changes.empty() ? "{}" : entry.changes, bad);
    if (bad || !changes.is_object() || changes.get_object().empty()) {
        return;
    }
    const auto* state = changes.get_object().if_contains("state");
    const bool created = state != nullptr && state->is_array() && state->get_array().size() == 2 && state->get_array()[0].is_null();
    if (entry.action == "delete") {
        registers::Record gone;
        gone.id = entry.record;
        mirror_.put(table, changed(mirror_, table, mirror_.cells(table, gone), changes.get_object(), true));
        return;
    }
    if (!row) {
        return;
    }
    if (!created) {
        mirror_.put(table, changed(mirror_, table, mirror_.cells(*row), changes.get_object(), true));
    } else if (entry.action == "import") {
        unimport(*row);
    } else {
        mirror_.erase(*row);
    }
}

std::shared_ptr<const Assessment> Compliance::Inside::as_on(store::Session& session, Date day) {
    const std::unique_lock lock(mutex);
    std::erase_if(past, [&](const Past& one) { return one.seen != seen; });
    for (const Past& one : past) {
        if (one.day == day) {
            return one.assessment;
        }
    }
    Mirror mirror = current->mirror();
    const auto zone = zone_offset(regulation.timezone).value_or(std::chrono::hours(7));
    Rewind rewind(mirror, day_number(day));
    ledger::Filter later;
    later.from = Moment(std::chrono::time_point_cast<std::chrono::milliseconds>(day + std::chrono::days(1)) - zone);
    later.limit = 10'000;
    for (;;) {
        const std::vector<ledger::Entry> page = ledger::entries(session, later);
        for (const ledger::Entry& entry : page) {
            if (entry.sequence < seen) {  // what this mirror has not taken in needs no taking back
                rewind.undo(entry);
            }
        }
        if (page.size() < later.limit) {
            break;
        }
        later.before = page.back().sequence;
    }
    auto assessment = std::make_shared<Assessment>(frame, std::move(mirror));
    assessment->judge_all(day);
    past.push_front({day, seen, assessment});
    if (past.size() > days_kept) {
        past.pop_back();
    }
    return assessment;
}

}  // namespace pendopo::law
