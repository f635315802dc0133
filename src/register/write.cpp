#include "register/write.hpp"

#include "register/search.hpp"

namespace pendopo::registers {

namespace {

constexpr std::size_t many_rows = 32;

/// How many of the rows that are left one statement takes. With PostgreSQL each statement is a round trip; few sizes keep the number of prepared ones small.
/// With SQLite it is the other way round: a statement of several rows keeps a copy of every page it touches, in case the last of them is refused.
std::size_t rows_at_once(store::Dialect dialect, std::size_t left) {
    if (dialect == store::Dialect::sqlite) {
        return 1;
    }
    return left >= many_rows ? many_rows : left >= 8 ? 8 : 1;
}

std::string marks(std::size_t columns, std::string_view last) {
    std::string text = "(";
    for (std::size_t i = 1; i < columns; ++i) {
        text += "?, ";
    }
    return text + std::string(last) + ")";
}

std::string repeated(const std::string& row, std::size_t count) {
    std::string text = row;
    for (std::size_t i = 1; i < count; ++i) {
        text += ", " + row;
    }
    return text;
}

}  // namespace

void Writer::insert(std::span<const Record* const> records) {
    if (records.empty()) {
        return;
    }
    std::string last_row = "0";
    if (dialect_ == store::Dialect::sqlite) {
        last_row = session_.query(fmt::format("SELECT COALESCE(MAX(_row), 0) FROM {}", plan_.table)).front().front().value_or("0");
    }
    // Of many rows only the columns that some of them fill are named; the few sets of them there are stay prepared.
    std::vector<std::size_t> fields = plan_.column_fields;
    if (records.size() >= many_rows) {
        std::erase_if(fields, [&records](std::size_t field) {
            return std::ranges::none_of(records, [field](const Record* record) { return is_set(record->values[field]); });
        });
    }
    insert_rows(records, fields);
    for (const Side& side : plan_.sides) {
        insert_sides(records, side);
    }
    if (dialect_ == store::Dialect::sqlite) {
        index_words("_row > CAST(? AS INTEGER)", last_row);
    }
}

void Writer::insert_rows(std::span<const Record* const> records, const std::vector<std::size_t>& fields) {
    const Register& declaration = *plan_.declaration;
    const std::size_t width = fixed_columns_read + fields.size() + 1;
    std::string columns = "id, state, version, created_on, created_by, updated_on, updated_by";
    for (const std::size_t field : fields) {
        columns += ", " + sql::name(declaration.fields[field].name);
    }
    std::vector<store::Value> values;
    values.reserve(records.size() * width);
    for (const Record* record : records) {
        values.emplace_back(record->id);
        values.emplace_back(record->state);
        values.emplace_back(std::to_string(record->version));
        values.emplace_back(record->created_on);
        values.emplace_back(record->created_by);
        values.emplace_back(record->updated_on);
        values.emplace_back(record->updated_by);
        for (const std::size_t field : fields) {
            values.push_back(to_column(dialect_, storage_of(declaration.fields[field].type), text_of(record->values[field])));
        }
        values.emplace_back(index_text(dialect_, search_text(declaration, *record)));
    }
    execute_rows(fmt::format("INSERT INTO {} ({}, _search) VALUES ", plan_.table, columns),
                 marks(width, dialect_ == store::Dialect::sqlite ? "?" : "CAST(? AS tsvector)"), width, values);
}

void Writer::execute_rows(const std::string& head, const std::string& row, std::size_t width, std::span<const store::Value> values) {
    std::string statement;
    std::size_t rows_of_statement = 0;
    for (std::size_t left = values.size() / width; left > 0;) {
        const std::size_t rows = rows_at_once(dialect_, left);
        if (rows != rows_of_statement) {
            statement = head + repeated(row, rows);
            rows_of_statement = rows;
        }
        session_.execute(statement, values.first(rows * width));
        values = values.subspan(rows * width);
        left -= rows;
    }
}

void Writer::insert_sides(std::span<const Record* const> records, const Side& side) {
    const Field& field = plan_.declaration->fields[side.field];
    const std::size_t width = 2 + side.table.columns.size();
    std::vector<store::Value> values;
    for (const Record* record : records) {
        const Value& value = record->values[side.field];
        std::size_t position = 0;
        const auto begin = [&] {
            values.emplace_back(record->id);
            values.emplace_back(std::to_string(position++));
        };
        if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
            for (const std::string& text : *texts) {
                begin();
                values.emplace_back(text);
            }
        } else if (const auto* lines = std::get_if<std::vector<Line>>(&value)) {
            for (const Line& line : *lines) {
                begin();
                for (std::size_t i = 0; i < side.table.columns.size(); ++i) {
                    values.push_back(to_column(dialect_, storage_of(columns_of(field)[i].type), i < line.size() ? line[i] : std::string()));
                }
            }
        }
    }
    if (!values.empty()) {
        execute_rows(fmt::format("INSERT INTO {} (_record, _position, {}) VALUES ", sql::name(side.table.name), side.columns), marks(width, "?"), width,
                     values);
    }
}

void Writer::index_words(const std::string& where, const store::Value& parameter) {
    session_.execute(fmt::format("INSERT INTO {} (rowid, _search) SELECT _row, _search FROM {} WHERE {}", sql::name(search_table(plan_.declaration->name)),
                                 plan_.table, where),
                     {parameter});
}

void Writer::erase_words(const std::string& id) {
    const std::string index = sql::name(search_table(plan_.declaration->name));
    session_.execute(fmt::format("INSERT INTO {0} ({0}, rowid, _search) SELECT 'delete', _row, _search FROM {1} WHERE id = ?", index, plan_.table), {id});
}

bool Writer::update(const Record& before, const Record& after) {
    const Register& declaration = *plan_.declaration;
    std::string changes = "state = ?, version = ?, updated_on = ?, updated_by = ?";
    std::vector<store::Value> values{after.state, std::to_string(after.version), after.updated_on, after.updated_by};
    for (const std::size_t field : plan_.column_fields) {
        if (before.values[field] != after.values[field]) {
            changes += fmt::format(", {} = ?", sql::name(declaration.fields[field].name));
            values.push_back(to_column(dialect_, storage_of(declaration.fields[field].type), text_of(after.values[field])));
        }
    }
    const std::string words = search_text(declaration, after);
    const bool other_words = words != search_text(declaration, before);
    if (other_words) {
        changes += dialect_ == store::Dialect::sqlite ? ", _search = ?" : ", _search = CAST(? AS tsvector)";
        values.emplace_back(index_text(dialect_, words));
        if (dialect_ == store::Dialect::sqlite) {
            erase_words(after.id);
        }
    }
    values.emplace_back(after.id);
    values.emplace_back(std::to_string(before.version));
    if (session_.execute(fmt::format("UPDATE {} SET {} WHERE id = ? AND version = ?", plan_.table, changes), values) == 0) {
        return false;
    }
    if (other_words && dialect_ == store::Dialect::sqlite) {
        index_words("id = ?", after.id);
    }
    const std::array<const Record*, 1> one{&after};
    for (const Side& side : plan_.sides) {
        if (before.values[side.field] != after.values[side.field]) {
            session_.execute(fmt::format("DELETE FROM {} WHERE _record = ?", sql::name(side.table.name)), {after.id});
            insert_sides(one, side);
        }
    }
    return true;
}

void Writer::erase(const Record& record) {
    if (dialect_ == store::Dialect::sqlite) {
        erase_words(record.id);
    }
    for (const Side& side : plan_.sides) {
        session_.execute(fmt::format("DELETE FROM {} WHERE _record = ?", sql::name(side.table.name)), {record.id});
    }
    session_.execute(fmt::format("DELETE FROM {} WHERE id = ?", plan_.table), {record.id});
}

}  // namespace pendopo::registers
