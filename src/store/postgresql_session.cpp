#include "store/postgresql_session.hpp"

#include <libpq-fe.h>

#include "base/text.hpp"
#include "store/placeholders.hpp"

namespace pendopo::store {

namespace {

constexpr int rows_at_a_time = 500;

// Types that come out otherwise than from SQLite, by their fixed numbers in PostgreSQL's catalogue.
constexpr Oid boolean_type = 16;
constexpr Oid timestamp_type = 1114;
constexpr Oid timestamptz_type = 1184;

/// "2024-03-01 07:30:00.5+00" as "2024-03-01T07:30:00.500Z" (the session's zone is UTC).
std::string moment_text(std::string_view text) {
    std::string moment(text.substr(0, text.find('+', 10)));
    if (moment.size() < 19) {
        return std::string(text);  // "infinity"
    }
    moment[10] = 'T';
    std::string fraction = moment.size() > 20 ? moment.substr(20, 3) : std::string();
    fraction.resize(3, '0');
    return moment.substr(0, 19) + "." + fraction + "Z";
}

/// What a column's text needs to read like SQLite's.
enum class Shape { plain, boolean, moment };

std::vector<Shape> shapes(const ::pg_result* answer) {
    std::vector<Shape> result;
    for (int column = 0; column < PQnfields(answer); ++column) {
        const Oid type = PQftype(answer, column);
        result.push_back(type == boolean_type                                  ? Shape::boolean
                         : type == timestamp_type || type == timestamptz_type ? Shape::moment
                                                                               : Shape::plain);
    }
    return result;
}

void read_row(const ::pg_result* answer, int number, const std::vector<Shape>& shapes, Row& row) {
    row.resize(shapes.size());
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const int column = static_cast<int>(i);
        if (PQgetisnull(answer, number, column) != 0) {
            row[i].reset();
            continue;
        }
        const std::string_view text(PQgetvalue(answer, number, column),
                                    static_cast<std::size_t>(PQgetlength(answer, number, column)));
        switch (shapes[i]) {
            case Shape::plain: row[i] = text; break;
            case Shape::boolean: row[i] = text == "t" ? "1" : "0"; break;
            case Shape::moment: row[i] = moment_text(text); break;
        }
    }
}

std::string field(const ::pg_result* answer, int code) {
    const char* text = answer == nullptr ? nullptr : PQresultErrorField(answer, code);
    return text == nullptr ? std::string() : std::string(text);
}

/// The columns of "Key (code, year)=(A, 2024) already exists."; the parentheses stand in every language of the server.
std::vector<std::string> key_columns(const std::string& detail) {
    const std::size_t begin = detail.find('(');
    const std::size_t end = detail.find(")=(");
    if (begin == std::string::npos || end == std::string::npos || end < begin) {
        return {};
    }
    std::vector<std::string> columns = split(std::string_view(detail).substr(begin + 1, end - begin - 1), ',');
    for (std::string& column : columns) {
        column = std::string(trim(column));
        if (column.size() > 2 && column.front() == '"') {
            column = column.substr(1, column.size() - 2);
        }
    }
    return columns;
}

/// The fault that a violated constraint, or a value that a type cannot hold, comes to; nothing for other errors.
std::optional<ConstraintFault> constraint_fault(const ::pg_result* answer, const std::string& what) {
    using Kind = ConstraintFault::Kind;
    const std::string state = field(answer, PG_DIAG_SQLSTATE);
    std::string name = field(answer, PG_DIAG_CONSTRAINT_NAME);
    if (state == "23505") {
        return ConstraintFault(Kind::unique, name, key_columns(field(answer, PG_DIAG_MESSAGE_DETAIL)), what);
    }
    if (state == "23503" || state == "23001") {
        return ConstraintFault(Kind::foreign_key, name, key_columns(field(answer, PG_DIAG_MESSAGE_DETAIL)), what);
    }
    if (state == "23502") {
        const std::string column = field(answer, PG_DIAG_COLUMN_NAME);
        return ConstraintFault(Kind::not_null, field(answer, PG_DIAG_TABLE_NAME) + "." + column, {column}, what);
    }
    if (state.starts_with("23")) {
        return ConstraintFault(Kind::check, name, {}, what);
    }
    if (state.starts_with("22")) {
        return ConstraintFault(Kind::check, "type", {}, what);
    }
    return std::nullopt;
}

std::string connect_text(const std::map<std::string, std::string>& settings) {
    std::string text;
    for (const auto& [key, value] : settings) {
        text += key + "='";
        for (const char c : value) {
            if (c == '\'' || c == '\\') {
                text += '\\';
            }
            text += c;
        }
        text += "' ";
    }
    return text;
}

}  // namespace

Result<std::map<std::string, std::string>> postgresql_settings(const std::string& url) {
    char* message = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(url.c_str(), &message),
                                                                               PQconninfoFree);
    PQfreemem(message);
    if (!options) {
        return fail(ErrorKind::invalid, "store.bad_address",
                    "the address of the database cannot be read; it looks like postgresql://user:password@host:port/database");
    }
    std::map<std::string, std::string> settings{
        {"application_name", "pendopo"}, {"client_encoding", "UTF8"}, {"connect_timeout", "10"},
        {"keepalives_idle", "30"},       {"keepalives_interval", "10"}, {"keepalives_count", "3"},
        {"tcp_user_timeout", "30000"},
    };
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val != nullptr) {
            settings[option->keyword] = option->val;
        }
    }
    return settings;
}

void PostgresqlSession::Clear::operator()(::pg_result* result) const {
    PQclear(result);
}

PostgresqlSession::PostgresqlSession(const std::map<std::string, std::string>& settings, std::string schema,
                                     std::shared_ptr<SchemaVersion> version)
    : connection_(Connection::postgresql(connect_text(settings))), schema_(std::move(schema)), version_(std::move(version)) {
    set_up();
}

void PostgresqlSession::set_up() {
    PQsetNoticeProcessor(connection_.postgresql(), [](void*, const char*) {}, nullptr);
    // A cursor reads all its rows here, so it is planned for all of them.
    command("SET timezone TO 'UTC'; SET datestyle TO 'ISO, YMD'; SET standard_conforming_strings TO on;"
            "SET cursor_tuple_fraction TO 1; SET search_path TO " + store::quoted(schema_) + ", public");
    seen_version_ = *version_;
}

void PostgresqlSession::reopen() {
    statements_.clear();
    stale_ = false;
    connection_.reconnect();
    set_up();
}

void PostgresqlSession::fault(::pg_result* answer, std::string_view sql) {
    const std::string state = field(answer, PG_DIAG_SQLSTATE);
    const std::string text = answer == nullptr || state.empty() ? std::string(PQerrorMessage(connection_.postgresql()))
                                                                : field(answer, PG_DIAG_MESSAGE_PRIMARY);
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
    const std::string& name = prepared(sql);
    const std::vector<const char*> values = pointers(parameters);
    return checked(PQexecPrepared(connection_.postgresql(), name.c_str(), static_cast<int>(values.size()), values.data(),
                                  nullptr, nullptr, 0),
                   sql);
}

void PostgresqlSession::run_query(std::string_view sql, std::span<const Value> parameters, std::vector<Row>& rows) {
    const Answer answer = run_prepared(sql, parameters);
    const std::vector<Shape> columns = shapes(answer.get());
    rows.resize(static_cast<std::size_t>(PQntuples(answer.get())));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        read_row(answer.get(), static_cast<int>(i), columns, rows[i]);
    }
}

void PostgresqlSession::run_each(std::string_view sql, std::span<const Value> parameters,
                                 const std::function<bool(const Row&)>& take) {
    // A cursor rather than single-row mode, so that `take` may use this session for other statements.
    const std::string name = fmt::format("c{}", ++names_);
    const std::vector<const char*> values = pointers(parameters);
    const std::string declared = fmt::format("DECLARE {} NO SCROLL CURSOR FOR {}", name, numbered(sql));
    checked(PQexecParams(connection_.postgresql(), declared.c_str(), static_cast<int>(values.size()), nullptr, values.data(),
                         nullptr, nullptr, 0),
            sql);
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
    const bool changes = tag.starts_with("INSERT") || tag.starts_with("UPDATE") || tag.starts_with("DELETE") ||
                         tag.starts_with("MERGE");
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
    command("ROLLBACK");
}

void PostgresqlSession::run_renew_savepoint() {
    command("RELEASE SAVEPOINT member; SAVEPOINT member");
}

bool PostgresqlSession::in_transaction() const {
    const PGTransactionStatusType status = PQtransactionStatus(connection_.postgresql());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

}  // namespace pendopo::store
