// How a government's answers follow its ledger.

#include <mutex>

#include "law/inside.hpp"

namespace pendopo::law {

namespace {

constexpr std::int64_t many_changes = 5'000;  // from here on, judging everything once is quicker

std::chrono::hours zone_of(const Regulation& regulation) { return zone_offset(regulation.timezone).value_or(std::chrono::hours(7)); }

std::int64_t ledger_size(store::Session& session) { return static_cast<std::int64_t>(ledger::head(session).size); }

}  // namespace

Cells changed(const Mirror& mirror, int table, Cells cells, const boost::json::object& changes, bool backwards) {
    const TablePlan& plan = mirror.schema().table(table);
    registers::Record record;
    registers::apply(*plan.declaration, record, changes, backwards);
    if (changes.contains("state")) {
        cells[state_column].symbol = mirror.symbols().intern(record.state);
    }
    for (std::size_t i = title_column; i < plan.columns.size(); ++i) {
        const ColumnPlan& column = plan.columns[i];
        if (column.field != nullptr && changes.contains(column.field->name)) {
            mirror.set_cell(table, cells, static_cast<int>(i), record.values[static_cast<std::size_t>(column.position)]);
        }
    }
    return cells;
}

void Compliance::Inside::load(store::Session& session) {
    const auto start = std::chrono::steady_clock::now();
    Mirror mirror(frame->schema, frame->symbols, zone_of(regulation));
    for (std::size_t i = 0; i < frame->schema->tables().size(); ++i) {
        records.each(session, *frame->schema->tables()[i].declaration, [&](const registers::Record& record) {
            mirror.put(static_cast<int>(i), mirror.cells(static_cast<int>(i), record));
            return true;
        });
    }
    seen = ledger_size(session);
    current = std::make_unique<Assessment>(frame, std::move(mirror));
    current->judge_all(today());
    full = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
}

void Compliance::Inside::load_once(store::Session& session) {
    std::call_once(once_, [&] {
        load(session);
        read_field_law();
        loaded.store(true, std::memory_order_release);
    });
}

void Compliance::Inside::take_in(const ledger::Entry& entry) {
    const int table = frame->schema->find_table(entry.subject);
    if (table < 0) {
        return;
    }
    Symbols& symbols = *frame->symbols;
    if (entry.action == "delete") {
        current->erase(table, symbols.find(entry.record));
        return;
    }
    boost::system::error_code bad;
    const boost::json::value changes = boost::json::parse(entry.changes.empty() ? "{}" : entry.changes, bad);
    if (bad || !changes.is_object() || changes.get_object().empty()) {
        return;  // comments, files and the like change no field
    }
    const Mirror& mirror = current->mirror();
    const auto row = mirror.find(table, symbols.intern(entry.record));
    Cells cells;
    if (row) {
        cells = mirror.cells(*row);
    } else {
        registers::Record fresh;
        fresh.id = entry.record;
        fresh.created_on = to_string(entry.at);
        cells = mirror.cells(table, fresh);
    }
    current->put(table, changed(mirror, table, std::move(cells), changes.get_object(), false));
}

void Compliance::Inside::refresh(store::Session& session) {
    load_once(session);
    const Date day = today();
    const std::int64_t size = ledger_size(session);  // within a writer's session: what was committed, not what is being written
    {
        const std::shared_lock lock(mutex);
        if (size <= seen && current->day() == day) {
            return;
        }
    }
    const std::unique_lock lock(mutex);
    const auto start = std::chrono::steady_clock::now();
    const bool reload = size - seen > many_changes;
    if (size > seen) {
        ledger::each_entry(session, seen, [&](const ledger::Entry& entry, const std::string&) {
            if (entry.sequence >= size) {
                return false;
            }
            if (reload) {
                current->expect_many();
            }
            take_in(entry);
            return true;
        });
        seen = size;
    }
    if (current->day() != day) {
        current->judge_all(day);
    } else {
        current->judge_changes();
    }
    last_change = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
}

void Compliance::Inside::with(std::optional<Date> day, const std::function<void(const Assessment&)>& take) {
    database.read([&](store::Session& session) {
        refresh(session);
        if (!day || *day >= today()) {
            const std::shared_lock lock(mutex);
            take(*current);
            return;
        }
        const auto past_day = as_on(session, *day);
        const std::shared_lock lock(mutex);  // names are interned while others write
        take(*past_day);
    });
}

}  // namespace pendopo::law
