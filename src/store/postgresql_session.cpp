#include "store/postgresql_session.hpp"

#include <libpq-fe.h>

#include "base/text.hpp"
#include "store/placeholders.hpp"
#include "store/postgresql_text.hpp"

namespace pendopo::store {

namespace {

constexpr int rows_at_a_time = 500;
constexpr std::string_view release_savepoint = "RELEASE SAVEPOINT member";
constexpr std::string_view set_savepoint = "SAVEPOINT member";

}  // namespace

void PostgresqlSession::Clear::operator()(::pg_result* result) const { PQclear(result); }

PostgresqlSession::PostgresqlSession(const std::map<std::string, std::string>& settings, std::string schema, std::shared_ptr<SchemaVersion> version)
    : connection_(Connection::postgresql(connect_text(settings))), schema_(std::move(schema)), version_(std::move(version)) {
    set_up();
}

void PostgresqlSession::set_up() {
    PQsetNoticeProcessor(connection_.postgresql(), [](void*, const char*) {}, nullptr);
    // A cursor reads all its rows here, so it is planned for all of them.
    command(
        "SET timezone TO 'UTC'; SET datestyle TO 'ISO, YMD'; SET standard_conforming_strings TO on;"
        "SET cursor_tuple_fraction TO 1; SET search_path TO " +
        store::quoted(schema_) + ", public");
    seen_version_ = *version_;
}

void PostgresqlSession::reopen() {
    statements_.clear();
    stale_ = false;
    renewal_waits_ = false;
    savepoint_unsure_ = false;
    connection_.reconnect();
    set_up();
}

void PostgresqlSession::fault(::pg_result* answer, std::string_view sql) {
    const std::string state = error_field(answer, PG_DIAG_SQLSTATE);
    const std::string text =
        answer == nullptr || state.empty() ? std::string(PQerrorMessage(connection_.postgresql())) : error_field(answer, PG_DIAG_MESSAGE_PRIMARY);
    const std::string what = fmt::format("{} (PostgreSQL {}) [{}]", trim(text), state, sql);
    if (const auto constraint = constraint_fault(answer, what)) {
        throw *constraint;
    }
    // 0A000: another process changed a table that a prepared statement reads; prepared anew it runs.
    if (state == "0A000") {
        stale_ = true;
    }
    if (state == "40001" || state == "40P01" || state == "0A000") {
        throw TransientFault(what);
    }
    throw DatabaseFault(what);
}

PostgresqlSession::Answer PostgresqlSession::checked(::pg_result* raw, std::string_view sql) {
    Answer answer(raw);
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
        fault(answer.get(), sql);
    }
    note_schema_change(answer.get());
    return answer;
}

PostgresqlSession::Answer PostgresqlSession::command(const std::string& sql) {
    renew_savepoint_now();
    return checked(PQexec(connection_.postgresql(), sql.c_str()), sql);
}

/// Statements that were prepared before a change of the schema may answer with columns that are no more.
void PostgresqlSession::note_schema_change(::pg_result* answer) {
    const std::string_view tag = PQcmdStatus(answer);
    if (tag.starts_with("ALTER ") || tag.starts_with("DROP ") || tag.starts_with("CREATE ")) {
        changed_schema_ = true;
        stale_ = true;
    }
}

void PostgresqlSession::forget_statements() {
    statements_.clear();
    stale_ = false;
    command("DEALLOCATE ALL");
}

const std::string& PostgresqlSession::prepared(std::string_view sql) {
    if (stale_ || statements_.size() >= most_statements) {
        forget_statements();
    }
    if (const auto found = statements_.find(sql); found != statements_.end()) {
        return found->second;
    }
    // A statement that cannot be prepared fails the transaction: the savepoint to go back to must stand by then.
    renew_savepoint_now();
    const std::string name = fmt::format("s{}", ++names_);
    checked(PQprepare(connection_.postgresql(), name.c_str(), numbered(sql).c_str(), 0, nullptr), sql);
    return statements_.emplace(sql, name).first->second;
}

namespace {

std::vector<const char*> pointers(std::span<const Value> parameters) {
    std::vector<const char*> result;
    result.reserve(parameters.size());
    for (const Value& value : parameters) {
        result.push_back(value ? value->c_str() : nullptr);
    }
    return result;
}

}  // namespace

PostgresqlSession::Answer PostgresqlSession::run_prepared(std::string_view sql, std::span<const Value> parameters) {
    const std::vector<const char*> values = pointers(parameters);
    if (renewal_waits_) {
        prepared(release_savepoint);
        prepared(set_savepoint);
        // By value: preparing others may drop the kept ones.
        const std::string name = prepared(sql);
        if (renewal_waits_) {
            return run_after_savepoint(name, sql, values);
        }
    }
    const std::string& name = prepared(sql);
    return checked(PQexecPrepared(connection_.postgresql(), name.c_str(), static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0), sql);
}

/// The answer of the next statement of a pipeline, past the end of the one before.
PostgresqlSession::Answer PostgresqlSession::next_answer() {
    Answer answer(PQgetResult(connection_.postgresql()));
    return answer ? std::move(answer) : Answer(PQgetResult(connection_.postgresql()));
}

PostgresqlSession::Answer PostgresqlSession::run_after_savepoint(const std::string& name, std::string_view sql, std::span<const char* const> values) {
    PGconn* connection = connection_.postgresql();
    renewal_waits_ = false;
    PQenterPipelineMode(connection);
    for (const std::string_view renewal : {release_savepoint, set_savepoint}) {
        PQsendQueryPrepared(connection, statements_.find(renewal)->second.c_str(), 0, nullptr, nullptr, nullptr, 0);
    }
    PQsendQueryPrepared(connection, name.c_str(), static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0);
    PQpipelineSync(connection);
    const Answer released = next_answer();
    const Answer set = next_answer();
    Answer answer = next_answer();
    while (PQstatus(connection) == CONNECTION_OK && PQpipelineStatus(connection) != PQ_PIPELINE_OFF) {
        const Answer rest(PQgetResult(connection));
        if (PQresultStatus(rest.get()) == PGRES_PIPELINE_SYNC) {
            PQexitPipelineMode(connection);
        }
    }
    savepoint_unsure_ = true;
    for (const Answer* renewal : {&released, &set}) {
        if (PQresultStatus(renewal->get()) != PGRES_COMMAND_OK) {
            fault(renewal->get(), set_savepoint);
        }
    }
    savepoint_unsure_ = false;
    return checked(answer.release(), sql);
}

void PostgresqlSession::renew_savepoint_now() {
    if (std::exchange(renewal_waits_, false)) {
        savepoint_unsure_ = true;
        checked(PQexec(connection_.postgresql(), "RELEASE SAVEPOINT member; SAVEPOINT member"), set_savepoint);
        savepoint_unsure_ = false;
    }
}

void PostgresqlSession::run_query(std::string_view sql, std::span<const Value> parameters, std::vector<Row>& rows) {
    const Answer answer = run_prepared(sql, parameters);
    const std::vector<Shape> columns = shapes(answer.get());
    rows.resize(static_cast<std::size_t>(PQntuples(answer.get())));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        read_row(answer.get(), static_cast<int>(i), columns, rows[i]);
    }
}

void PostgresqlSession::run_each(std::string_view sql, std::span<const Value> parameters, const std::function<bool(const Row&)>& take) {
    // A cursor rather than single-row mode, so that `take` may use this session for other statements.
    const std::string name = fmt::format("c{}", ++names_);
    const std::vector<const char*> values = pointers(parameters);
    renew_savepoint_now();
    const std::string declared = fmt::format("DECLARE {} NO SCROLL CURSOR FOR {}", name, numbered(sql));
    checked(PQexecParams(connection_.postgresql(), declared.c_str(), static_cast<int>(values.size()), nullptr, values.data(), nullptr, nullptr, 0), sql);
    const std::string fetch = fmt::format("FETCH {} FROM {}", rows_at_a_time, name);
    Row row;
    bool more = true;
    while (more) {
        const Answer answer = command(fetch);
        const std::vector<Shape> columns = shapes(answer.get());
        const int count = PQntuples(answer.get());
        more = count == rows_at_a_time;
        for (int i = 0; i < count; ++i) {
            read_row(answer.get(), i, columns, row);
            if (!take(row)) {
                more = false;
                break;
            }
        }
    }
    command("CLOSE " + name);
}

std::int64_t PostgresqlSession::run_execute(std::string_view sql, std::span<const Value> parameters) {
    const Answer answer = run_prepared(sql, parameters);
    const std::string_view tag = PQcmdStatus(answer.get());
    const bool changes = tag.starts_with("INSERT") || tag.starts_with("UPDATE") || tag.starts_with("DELETE") || tag.starts_with("MERGE");
    const std::string count = PQcmdTuples(answer.get());
    return changes && !count.empty() ? std::stoll(count) : 0;
}

void PostgresqlSession::run_script(std::string_view sql) {
    command(std::string(sql));
    // Several statements answer with the last one's tag only, so any script counts as a change of the schema.
    changed_schema_ = true;
    stale_ = true;
}

void PostgresqlSession::run_begin(Access access) {
    const std::string text = access == Access::write ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    if (PQtransactionStatus(connection_.postgresql()) != PQTRANS_IDLE) {
        reopen();  // lost, or left in the middle by a rollback that could not be made
    }
    changed_schema_ = false;
    if (const std::uint64_t version = *version_; seen_version_ != version) {
        seen_version_ = version;
        stale_ = true;
    }
    try {
        command(text);
    } catch (const DatabaseFault&) {
        if (PQstatus(connection_.postgresql()) == CONNECTION_OK) {
            throw;
        }
        // The server went away and came back between two transactions: nothing was begun, so nothing is done twice.
        reopen();
        command(text);
    }
}

void PostgresqlSession::run_commit() {
    renewal_waits_ = false;  // the commit lets go of every savepoint
    const Answer answer = command("COMMIT");
    // A transaction that had failed answers its COMMIT with a ROLLBACK, and calls that well done.
    if (std::string_view(PQcmdStatus(answer.get())) != "COMMIT") {
        throw DatabaseFault("the database took the change back instead of committing it");
    }
    if (changed_schema_) {
        version_->fetch_add(1);
    }
}

void PostgresqlSession::run_roll_back() {
    renewal_waits_ = false;
    savepoint_unsure_ = false;
    command("ROLLBACK");
}

void PostgresqlSession::run_renew_savepoint() { renewal_waits_ = true; }

void PostgresqlSession::run_roll_back_to_savepoint() {
    // Where the renewal still waits, nothing was done since; the savepoint that stands is the one before, and must be left alone.
    if (savepoint_unsure_) {
        throw DatabaseFault("the savepoint between two changes could not be set");
    }
    if (!renewal_waits_) {
        command("ROLLBACK TO SAVEPOINT member");
    }
}

bool PostgresqlSession::in_transaction() const {
    const PGTransactionStatusType status = PQtransactionStatus(connection_.postgresql());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

}  // namespace pendopo::store
