#include "register/dialect.hpp"

#include "base/ids.hpp"
#include "register/value_text.hpp"

namespace pendopo::registers {

Storage storage_of(FieldType type) {
    switch (type) {
        case FieldType::integer:
        case FieldType::money: return Storage::integer;
        case FieldType::decimal:
        case FieldType::percentage: return Storage::number;
        case FieldType::boolean: return Storage::boolean;
        case FieldType::date: return Storage::date;
        default: return Storage::text;
    }
}

namespace sql {

using store::Dialect;

std::string name(std::string_view name) { return store::quoted(name); }

std::string short_name(std::string_view name) {
    constexpr std::size_t most = 63;
    if (name.size() <= most) {
        return std::string(name);
    }
    return std::string(name.substr(0, most - 13)) + "_" + hex(sha256(name)).substr(0, 12);
}

std::string column_type(Dialect dialect, Storage storage) {
    switch (storage) {
        case Storage::text: return dialect == Dialect::sqlite ? "text" : "text COLLATE \"C\"";
        case Storage::integer: return "bigint";
        case Storage::number: return "numeric";
        case Storage::boolean: return "boolean";
        case Storage::date: return dialect == Dialect::sqlite ? "text" : "date";
    }
    return "text";
}

std::string order(Dialect dialect, FieldType type, const std::string& column) {
    const bool written_by_people = type == FieldType::text || type == FieldType::email || type == FieldType::url;
    if (!written_by_people) {
        return column;
    }
    return dialect == Dialect::sqlite ? column + " COLLATE NOCASE" : "lower(" + column + " COLLATE \"C\")";
}

std::string order_by(Dialect dialect, FieldType type, const std::string& column, bool descending) {
    const std::string expression = order(dialect, type, column) + (descending ? " DESC" : "");
    if (dialect == Dialect::sqlite) {
        return expression;
    }
    return expression + (descending ? " NULLS LAST" : " NULLS FIRST");
}

std::string one_of(Dialect dialect, const std::string& column) {
    return column + (dialect == Dialect::sqlite ? " IN (SELECT value FROM json_each(?))"
                                                : " = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(? AS jsonb)) COLLATE \"C\"))");
}

std::string json_list(const std::vector<std::string>& texts) {
    boost::json::array array;
    array.reserve(texts.size());
    for (const std::string& text : texts) {
        array.emplace_back(text);
    }
    return boost::json::serialize(array);
}

std::string contains(Dialect dialect, const std::string& column) {
    return dialect == Dialect::sqlite ? "instr(lower(" + column + "), lower(?)) > 0"
                                      : "position(lower(CAST(? AS text) COLLATE \"C\") IN lower(" + column + " COLLATE \"C\")) > 0";
}

}  // namespace sql

store::Value to_column(store::Dialect dialect, Storage storage, const std::string& canonical) {
    if (canonical.empty()) {
        return {};
    }
    if (storage == Storage::boolean && dialect == store::Dialect::sqlite) {
        return canonical == "true" ? "1" : "0";
    }
    return canonical;
}

std::string from_column(Storage storage, std::string text) {
    switch (storage) {
        case Storage::boolean: return text == "1" || text == "t" || text == "true" ? "true" : "false";
        case Storage::number: return canonical_number(text);
        default: return text;
    }
}

}  // namespace pendopo::registers
