#include "store/connected.hpp"

namespace pendopo::store {

template <class Step>
auto Connected::guarded(std::span<const Value> parameters, Step&& step) {
    if (failed_) {
        throw DatabaseFault("a statement of this change failed before: it can only be taken back");
    }
    try {
        for (const Value& value : parameters) {
            // PostgreSQL's text cannot hold it, and its client would cut the text short there without a word.
            if (value && value->contains('\0')) {
                throw ConstraintFault(ConstraintFault::Kind::check, "text.nul", {}, "a text holds a NUL character");
            }
        }
        return step();
    } catch (const DatabaseFault&) {
        failed_ = active_;
        throw;
    }
}

std::vector<Row> Connected::query(std::string_view sql, std::span<const Value> parameters) {
    return guarded(parameters, [&] {
        std::vector<Row> rows;
        run_query(sql, parameters, rows);
        return rows;
    });
}

void Connected::each(std::string_view sql, std::span<const Value> parameters, const std::function<bool(const Row&)>& take) {
    guarded(parameters, [&] { run_each(sql, parameters, take); });
}

std::int64_t Connected::execute(std::string_view sql, std::span<const Value> parameters) {
    return guarded(parameters, [&] { return run_execute(sql, parameters); });
}

void Connected::script(std::string_view sql) {
    guarded({}, [&] { run_script(sql); });
}

void Connected::begin(Access access) {
    ASSERT(!active_, "a session has one transaction at a time");
    failed_ = false;
    run_begin(access);
    active_ = true;
}

void Connected::commit() {
    ASSERT(active_ && !failed_, "only a transaction without a fault is committed");
    run_commit();
    active_ = false;
}

void Connected::roll_back() noexcept {
    active_ = false;
    failed_ = false;
    if (!in_transaction()) {
        return;
    }
    try {
        run_roll_back();
    } catch (const DatabaseFault&) {
        // The connection is gone, and with it the transaction; the next one begins on a new connection.
    }
}

void Connected::savepoint() { execute("SAVEPOINT member", {}); }

void Connected::renew_savepoint() {
    guarded({}, [&] { run_renew_savepoint(); });
}

void Connected::roll_back_to_savepoint() {
    failed_ = false;
    guarded({}, [&] { run_roll_back_to_savepoint(); });
}

}  // namespace pendopo::store
