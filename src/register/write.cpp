#include "register/write.hpp"

#include "register/search.hpp"

namespace pendopo::registers {

namespace {

/// Statements of several rows save a round trip each; few sizes keep the number of prepared statements small.
constexpr std::array<std::size_t, 3> rows_at_once{32, 8, 1};

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
    for (std::size_t done = 0; done < records.size();) {
        const std::size_t size = *std::ranges::find_if(rows_at_once, [&](std::size_t rows) { return rows <= records.size() - done; });
        insert_rows(records.subspan(done, size));
        done += size;
    }
    for (const Side& side : plan_.sides) {
        insert_sides(records, side);
    }
    if (dialect_ == store::Dialect::sqlite) {
        index_words("_row > CAST(? AS INTEGER)", last_row);
    }
}

void Writer::insert_rows(std::span<const Record* const> records) {
    const Register& declaration = *plan_.declaration;
    std::vector<store::Value> values;
    values.reserve(records.size() * plan_.insert_columns);
    for (const Record* record : records) {
        values.emplace_back(record->id);
        values.emplace_back(record->state);
        values.emplace_back(std::to_string(record->version));
        values.emplace_back(record->created_on);
        values.emplace_back(record->created_by);
        values.emplace_back(record->updated_on);
        values.emplace_back(record->updated_by);
        for (const std::size_t field : plan_.column_fields) {
            values.push_back(to_column(dialect_, storage_of(declaration.fields[field].type), text_of(record->values[field])));
        }
        values.emplace_back(index_text(dialect_, search_text(declaration, *record)));
    }
    const std::string row = marks(plan_.insert_columns, dialect_ == store::Dialect::sqlite ? "?" : "CAST(? AS tsvector)");
    session_.execute(plan_.insert + repeated(row, records.size()), values);
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
    const std::string head = fmt::format("INSERT INTO {} (_record, _position, {}) VALUES ", sql::name(side.table.name), side.columns);
    const std::string row = marks(width, "?");
    const std::size_t rows = values.size() / width;
    for (std::size_t done = 0; done < rows;) {
        const std::size_t size = *std::ranges::find_if(rows_at_once, [&](std::size_t count) { return count <= rows - done; });
        session_.execute(head + repeated(row, size), std::span(values).subspan(done * width, size * width));
        done += size;
    }
}

void Writer::index_words(const std::string& where, const store::Value& parameter) {
    session_.execute(fmt::format("INSERT INTO {} (rowid, _search) SELECT _row, _search FROM {} WHERE {}", sql::name(search_table(plan_.declaration->name)), plan_.table, where), {parameter});
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
    // A record that refers to itself would hold itself back.
    for (const Link& link : plan_.links) {
        if (!link.side && link.to == plan_.declaration->name && text_of(record.values[link.field]) == record.id) {
            session_.execute(fmt::format("UPDATE {} SET {} = NULL WHERE id = ?", plan_.table, sql::name(link.sql_column)), {record.id});
        }
    }
    session_.execute(fmt::format("DELETE FROM {} WHERE id = ?", plan_.table), {record.id});
}

}  // namespace pendopo::registers
