#include "store/sqlite_session.hpp"

#include <sqlite3.h>

#include "base/text.hpp"

namespace pendopo::store {

namespace {

/// "UNIQUE constraint failed: agency.code, agency.year" names the columns; an index over expressions only itself: "index 'name'".
ConstraintFault constraint_fault(int code, std::string message, std::string_view sql) {
    using Kind = ConstraintFault::Kind;
    const std::size_t colon = message.find("failed: ");
    std::string named = colon == std::string::npos ? std::string() : message.substr(colon + 8);
    std::vector<std::string> columns;
    Kind kind = Kind::check;
    switch (code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID: kind = Kind::unique; break;
        case SQLITE_CONSTRAINT_FOREIGNKEY: kind = Kind::foreign_key; break;
        case SQLITE_CONSTRAINT_NOTNULL: kind = Kind::not_null; break;
        default: break;
    }
    if (named.starts_with("index '")) {
        named = named.substr(7, named.size() - 8);
    } else if (kind == Kind::unique || kind == Kind::not_null) {
        for (const std::string& column : split(named, ',')) {
            const std::string_view whole = trim(column);
            columns.emplace_back(whole.substr(whole.find('.') + 1));
        }
    }
    return {kind, std::move(named), std::move(columns), fmt::format("{} [{}]", message, sql)};
}

bool is_damage(int code) { return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB; }

/// Leaves a statement ready for its next use, and lets go of the locks it holds.
class Running {
public:
    explicit Running(::sqlite3_stmt* statement) : statement_(statement) {}
    ~Running() { sqlite3_reset(statement_); }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

private:
    ::sqlite3_stmt* statement_;
};

void read_row(::sqlite3_stmt* statement, Row& row) {
    row.resize(static_cast<std::size_t>(sqlite3_column_count(statement)));
    for (std::size_t i = 0; i < row.size(); ++i) {
        const int column = static_cast<int>(i);
        if (sqlite3_column_type(statement, column) == SQLITE_NULL) {
            row[i].reset();
            continue;
        }
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
        if (text == nullptr && size > 0) {
            throw std::bad_alloc();
        }
        if (row[i]) {
            row[i]->assign(text == nullptr ? "" : text, size);
        } else {
            row[i].emplace(text == nullptr ? "" : text, size);
        }
    }
}

/// A session is used by one thread at a time, so that a connection needs no lock of its own; and nobody asks SQLite how much memory it has taken,
/// for which every allocation of every thread would take one lock. Without effect where SQLite runs already: then it is only slower.
Connection open_connection(const std::filesystem::path& file, Connection::Mode mode) {
    static const int configured = sqlite3_config(SQLITE_CONFIG_MULTITHREAD) | sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(configured);
    return Connection::sqlite(file, mode);
}

}  // namespace

SqliteSession::SqliteSession(const std::filesystem::path& file, Connection::Mode mode) : connection_(open_connection(file, mode)) {
    sqlite3_extended_result_codes(handle(), 1);
    // A command beside the server may hold the database for as long as an import takes.
    sqlite3_busy_timeout(handle(), 30'000);
    run_script("PRAGMA foreign_keys=ON; PRAGMA mmap_size=0;");
    if (mode != Connection::Mode::read_only) {
        // FULL: a commit returns once the log is on the disk. The limit keeps a log that grew under a long reader from staying large.
        run_script(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864;"
            "PRAGMA cache_size=-8000;");
    }
}

SqliteSession::~SqliteSession() {
    statements_.clear();  // before the connection that they belong to
}

void SqliteSession::fault(std::string_view sql) const {
    const int code = sqlite3_extended_errcode(handle());
    std::string message = sqlite3_errmsg(handle());
    if ((code & 0xff) == SQLITE_CONSTRAINT) {
        throw constraint_fault(code, std::move(message), sql);
    }
    if ((code & 0xff) == SQLITE_MISMATCH) {
        throw ConstraintFault(ConstraintFault::Kind::check, "type", {}, fmt::format("{} [{}]", message, sql));
    }
    const char* file = sqlite3_db_filename(handle(), "main");
    std::string whole = fmt::format("{}: {} (SQLite {}) [{}]", file == nullptr ? "" : file, message, code, sql);
    if (is_damage(code)) {
        throw DamagedFault(whole);
    }
    throw DatabaseFault(whole);
}

SqliteSession::Statement SqliteSession::compile(std::string_view sql, std::string_view& rest) {
    ::sqlite3_stmt* raw = nullptr;
    const char* end = nullptr;
    if (sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw, &end) != SQLITE_OK) {
        fault(sql);
    }
    rest = sql.substr(static_cast<std::size_t>(end - sql.data()));
    return {raw, sqlite3_finalize};
}

SqliteSession::Statement SqliteSession::prepared(std::string_view sql) {
    if (const auto found = statements_.find(sql); found != statements_.end()) {
        if (sqlite3_stmt_busy(found->second.get()) == 0) {
            return found->second;
        }
        // The same text is being read further out, in `each`; it keeps its statement and this use has one of its own.
        std::string_view rest;
        return compile(sql, rest);
    }
    if (statements_.size() >= most_statements) {
        statements_.clear();
    }
    std::string_view rest;
    Statement statement = compile(sql, rest);
    if (!trim(rest).empty() || !statement) {
        throw DatabaseFault(fmt::format("one statement is run at a time [{}]", sql));
    }
    statements_.emplace(sql, statement);
    return statement;
}

void SqliteSession::step_all(std::string_view sql, std::span<const Value> parameters, const std::function<bool(::sqlite3_stmt*)>& take) {
    const Statement statement = prepared(sql);
    if (static_cast<std::size_t>(sqlite3_bind_parameter_count(statement.get())) != parameters.size()) {
        throw DatabaseFault(fmt::format("{} values for [{}]", parameters.size(), sql));
    }
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const int place = static_cast<int>(i) + 1;
        const Value& value = parameters[i];
        // Not copied: the values outlive the last step below, and are bound anew before the next.
        const int code = value ? sqlite3_bind_text64(statement.get(), place, value->data(), value->size(), SQLITE_STATIC, SQLITE_UTF8)
                               : sqlite3_bind_null(statement.get(), place);
        if (code != SQLITE_OK) {
            fault(sql);
        }
    }
    const Running running(statement.get());
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement.get())) == SQLITE_ROW) {
        if (!take(statement.get())) {
            return;
        }
    }
    if (code != SQLITE_DONE) {
        fault(sql);
    }
}

void SqliteSession::run_query(std::string_view sql, std::span<const Value> parameters, std::vector<Row>& rows) {
    step_all(sql, parameters, [&](::sqlite3_stmt* statement) {
        read_row(statement, rows.emplace_back());
        return true;
    });
}

void SqliteSession::run_each(std::string_view sql, std::span<const Value> parameters, const std::function<bool(const Row&)>& take) {
    Row row;
    step_all(sql, parameters, [&](::sqlite3_stmt* statement) {
        read_row(statement, row);
        return take(row);
    });
}

std::int64_t SqliteSession::run_execute(std::string_view sql, std::span<const Value> parameters) {
    const sqlite3_int64 before = sqlite3_total_changes64(handle());
    step_all(sql, parameters, [](::sqlite3_stmt*) { return true; });
    // A statement that changes no rows (a schema change) leaves the count of the last one that did.
    return sqlite3_total_changes64(handle()) == before ? 0 : sqlite3_changes64(handle());
}

void SqliteSession::run_script(std::string_view sql) {
    while (!trim(sql).empty()) {
        std::string_view rest;
        const Statement statement = compile(sql, rest);
        if (statement) {  // none for a comment
            const Running running(statement.get());
            int code = SQLITE_ROW;
            while (code == SQLITE_ROW) {
                code = sqlite3_step(statement.get());
            }
            if (code != SQLITE_DONE) {
                fault(sql.substr(0, sql.size() - rest.size()));
            }
        }
        sql = rest;
    }
}

void SqliteSession::run_begin(Access access) { run_execute(access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN", {}); }

void SqliteSession::run_commit() { run_execute("COMMIT", {}); }

void SqliteSession::run_roll_back() { run_execute("ROLLBACK", {}); }

void SqliteSession::run_renew_savepoint() {
    run_execute("RELEASE SAVEPOINT member", {});
    run_execute("SAVEPOINT member", {});
}

void SqliteSession::run_roll_back_to_savepoint() { run_execute("ROLLBACK TO SAVEPOINT member", {}); }

bool SqliteSession::in_transaction() const { return sqlite3_get_autocommit(handle()) == 0; }

}  // namespace pendopo::store
