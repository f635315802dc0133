#include "register/table.hpp"

#include "base/ids.hpp"
#include "register/declaration_reader.hpp"
#include "register/search.hpp"

namespace pendopo::registers {

namespace {

using store::Dialect;

Column column_of(const Field& field, std::string column_name) {
    Column column{std::move(column_name), field.type, {}, field.length_limit()};
    if ((field.type == FieldType::reference || field.type == FieldType::references) && field.to != "any") {
        column.to = field.to;
    }
    return column;
}

/// Makes the indexes of one register's tables.
class IndexMaker {
public:
    IndexMaker(Dialect dialect, const Register& declaration, Table& table) : dialect_(dialect), declaration_(declaration), table_(table) {}

    void own_indexes() {
        const std::string sort = declaration_.sort.starts_with('-') ? declaration_.sort.substr(1) : declaration_.sort;
        walk("", sort);
        walk("state", sort);
        if (!declaration_.agency_path.empty()) {
            walk(declaration_.agency_path.front(), sort);
        }
        walk("", declaration_.title);
        for (const std::string& name : declaration_.list) {
            const Field* field = declaration_.field(name);
            if (field != nullptr && is_filter(*field)) {
                walk(name, sort);
            } else {
                walk("", name);
            }
        }
        for (const Field& field : declaration_.fields) {
            if (field.unique) {
                add(walk_index(table_.name, field.name, ""), true, {field.name}, sql::name(field.name), "");
            }
            if (field.index) {
                walk("", field.name);
            }
            if (field.type == FieldType::reference) {
                lookup(field.name);
            }
        }
    }

    void side_indexes(const std::vector<Column>& columns) {
        for (const Column& column : columns) {
            if (column.type == FieldType::reference || column.type == FieldType::references || column.name == "value" || column.name == "item") {
                lookup(column.name);
            }
        }
    }

private:
    /// Fields that a list is filtered by: few values, each with many records.
    static bool is_filter(const Field& field) {
        return field.type == FieldType::choice || field.type == FieldType::reference || field.type == FieldType::boolean || field.type == FieldType::office;
    }

    /// Long texts make no keys: PostgreSQL's index rows have a limit of some 2,700 bytes.
    bool fits(const std::string& name) const {
        const Field* field = declaration_.field(name);
        const bool fixed = std::ranges::find(system_columns(), name) != system_columns().end();
        return fixed || (field != nullptr && field->is_column() && field->type != FieldType::long_text &&
                         (storage_of(field->type) != Storage::text || field->length_limit() <= 500 || field->type == FieldType::choice));
    }

    void walk(const std::string& equal, const std::string& sort) {
        if (!fits(sort) || (!equal.empty() && !fits(equal)) || sort == "id") {
            if (!equal.empty() && fits(equal)) {
                walk_by_id(equal);
            }
            return;
        }
        if (equal == sort) {
            walk("", sort);
            return;
        }
        const std::string key = sql::order_by(dialect_, type_of_column(declaration_, sort), sql::name(sort), false) + ", " + sql::name("id");
        add(walk_index(table_.name, equal, sort), false, equal.empty() ? std::vector{sort} : std::vector{equal, sort},
            equal.empty() ? key : sql::name(equal) + ", " + key, "");
    }

    void walk_by_id(const std::string& equal) {
        add(walk_index(table_.name, equal, "id"), false, {equal, "id"}, sql::name(equal) + ", " + sql::name("id"), "");
    }

    /// For finding what refers to a record; most records have nothing there.
    void lookup(const std::string& column) {
        const bool led = std::ranges::any_of(table_.indexes, [&](const Index& index) { return index.columns.front() == column && index.columns.size() > 1; });
        if (!led) {
            add(walk_index(table_.name, column, ""), false, {column}, sql::name(column), " WHERE " + sql::name(column) + " IS NOT NULL");
        }
    }

    void add(const std::string& name, bool unique, std::vector<std::string> columns, const std::string& keys, const std::string& where) {
        if (std::ranges::find(table_.indexes, name, &Index::name) != table_.indexes.end()) {
            return;
        }
        table_.indexes.push_back({name,
                                  fmt::format("CREATE {}INDEX {} ON {} ({}){}", unique ? "UNIQUE " : "", sql::name(name), sql::name(table_.name), keys, where),
                                  std::move(columns), unique});
    }

    Dialect dialect_;
    const Register& declaration_;
    Table& table_;
};

boost::json::object describe(const Table& table) {
    boost::json::array columns;
    for (const Column& column : table.columns) {
        columns.push_back({{"name", column.name}, {"type", name_of(column.type)}, {"to", column.to}, {"limit", column.limit}});
    }
    boost::json::array indexes;
    for (const Index& index : table.indexes) {
        indexes.emplace_back(index.sql);
    }
    return {{"name", table.name}, {"field", table.field}, {"lines", table.lines}, {"columns", std::move(columns)}, {"indexes", std::move(indexes)}};
}

}  // namespace

const Column* Table::column(std::string_view column_name) const {
    const auto found = std::ranges::find(columns, column_name, &Column::name);
    return found == columns.end() ? nullptr : &*found;
}

std::string Tables::description() const {
    boost::json::array tables{describe(own)};
    for (const Table& side : sides) {
        tables.push_back(describe(side));
    }
    boost::json::array fields;
    for (const std::string& field : search) {
        fields.emplace_back(field);
    }
    return boost::json::serialize(boost::json::object{{"tables", std::move(tables)}, {"search", std::move(fields)}, {"search_version", search_version}});
}

std::string own_table(std::string_view register_name) {
    // Tables of the other rooms in the same database. No register's own name ends with '_'.
    static const std::set<std::string_view> taken{
        "account",   "api_token",       "attachment", "comment",          "job",     "ledger",  "ledger_block", "ledger_head", "notice",
        "numbering", "register_schema", "saved_view", "schema_migration", "session", "setting", "sign_in_miss", "watcher"};
    return std::string(register_name) + (taken.contains(register_name) ? "_" : "");
}

std::string side_table(std::string_view register_name, std::string_view field) { return sql::short_name(fmt::format("{}__{}", register_name, field)); }

std::string search_table(std::string_view register_name) { return fmt::format("{}__search", register_name); }

std::string walk_index(std::string_view table, std::string_view equal_column, std::string_view sort_column) {
    return sql::short_name(fmt::format("{}__ix_{}_{}", table, equal_column, sort_column));
}

FieldType type_of_column(const Register& declaration, std::string_view column) {
    const Field* field = declaration.field(column);
    if (field != nullptr) {
        return field->type;
    }
    // Keys, states and moments of the fixed columns are kept and ordered as they are written.
    return column == "version" ? FieldType::integer : FieldType::office;
}

Tables tables_of(Dialect dialect, const Register& declaration) {
    Tables tables;
    tables.search = declaration.search;
    tables.search_version = registers::search_version;
    if (std::ranges::find(tables.search, declaration.title) == tables.search.end()) {
        tables.search.push_back(declaration.title);
    }
    tables.own.name = own_table(declaration.name);
    for (const Field& field : declaration.fields) {
        if (field.is_column()) {
            tables.own.columns.push_back(column_of(field, field.name));
        } else if (field.is_many() || field.is_lines()) {
            Table side;
            side.name = side_table(declaration.name, field.name);
            side.field = field.name;
            side.lines = field.is_lines();
            if (field.is_many()) {
                side.columns.push_back(column_of(field, "value"));
            }
            if (field.is_lines()) {
                for (const Field& column : columns_of(field)) {
                    side.columns.push_back(column_of(column, column.name));
                }
            }
            IndexMaker(dialect, declaration, side).side_indexes(side.columns);
            tables.sides.push_back(std::move(side));
        }
    }
    IndexMaker(dialect, declaration, tables.own).own_indexes();
    return tables;
}

}  // namespace pendopo::registers
