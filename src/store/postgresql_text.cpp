#include "store/postgresql_text.hpp"

#include <libpq-fe.h>

#include "base/text.hpp"

namespace pendopo::store {

namespace {

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

}  // namespace

Result<std::map<std::string, std::string>> postgresql_settings(const std::string& url) {
    char* message = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(url.c_str(), &message), PQconninfoFree);
    PQfreemem(message);
    if (!options) {
        return fail(ErrorKind::invalid, "store.bad_address",
                    "the address of the database cannot be read; it looks like postgresql://user:password@host:port/database");
    }
    std::map<std::string, std::string> settings{
        {"application_name", "pendopo"}, {"client_encoding", "UTF8"}, {"connect_timeout", "10"},     {"keepalives_idle", "30"},
        {"keepalives_interval", "10"},   {"keepalives_count", "3"},   {"tcp_user_timeout", "30000"},
    };
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val != nullptr) {
            settings[option->keyword] = option->val;
        }
    }
    return settings;
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

std::vector<Shape> shapes(const ::pg_result* answer) {
    std::vector<Shape> result;
    for (int column = 0; column < PQnfields(answer); ++column) {
        const Oid type = PQftype(answer, column);
        result.push_back(type == boolean_type ? Shape::boolean : type == timestamp_type || type == timestamptz_type ? Shape::moment : Shape::plain);
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
        const std::string_view text(PQgetvalue(answer, number, column), static_cast<std::size_t>(PQgetlength(answer, number, column)));
        switch (shapes[i]) {
            case Shape::plain: row[i] = text; break;
            case Shape::boolean: row[i] = text == "t" ? "1" : "0"; break;
            case Shape::moment: row[i] = moment_text(text); break;
        }
    }
}

std::string error_field(const ::pg_result* answer, int code) {
    const char* text = answer == nullptr ? nullptr : PQresultErrorField(answer, code);
    return text == nullptr ? std::string() : std::string(text);
}

std::optional<ConstraintFault> constraint_fault(const ::pg_result* answer, const std::string& what) {
    using Kind = ConstraintFault::Kind;
    const std::string state = error_field(answer, PG_DIAG_SQLSTATE);
    std::string name = error_field(answer, PG_DIAG_CONSTRAINT_NAME);
    if (state == "23505") {
        return ConstraintFault(Kind::unique, name, key_columns(error_field(answer, PG_DIAG_MESSAGE_DETAIL)), what);
    }
    if (state == "23503" || state == "23001") {
        return ConstraintFault(Kind::foreign_key, name, key_columns(error_field(answer, PG_DIAG_MESSAGE_DETAIL)), what);
    }
    if (state == "23502") {
        const std::string column = error_field(answer, PG_DIAG_COLUMN_NAME);
        return ConstraintFault(Kind::not_null, error_field(answer, PG_DIAG_TABLE_NAME) + "." + column, {column}, what);
    }
    if (state.starts_with("23")) {
        return ConstraintFault(Kind::check, name, {}, what);
    }
    if (state.starts_with("22")) {
        return ConstraintFault(Kind::check, "type", {}, what);
    }
    return std::nullopt;
}

}  // namespace pendopo::store
