// What a change of the schema would lose.

#include "register/schema.hpp"
#include "register/value_check.hpp"

namespace pendopo::registers {

namespace {

using store::Dialect;

Tables parse_description(const std::string& text) {
    Tables tables;
    boost::system::error_code mistake;
    const auto json = boost::json::parse(text, mistake);
    if (mistake || !json.is_object()) {
        return tables;
    }
    const auto text_at = [](const boost::json::object& object, std::string_view key) {
        const auto* value = object.if_contains(key);
        return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
    };
    bool first = true;
    for (const auto& one : json.at("tables").as_array()) {
        const auto& described = one.as_object();
        Table table;
        table.name = text_at(described, "name");
        table.field = text_at(described, "field");
        table.lines = described.at("lines").as_bool();
        for (const auto& column : described.at("columns").as_array()) {
            const auto& object = column.as_object();
            table.columns.push_back({text_at(object, "name"), field_type(text_at(object, "type")).value_or(FieldType::text), text_at(object, "to"),
                                     static_cast<std::size_t>(object.at("limit").to_number<std::int64_t>())});
        }
        for (const auto& index : described.at("indexes").as_array()) {
            table.indexes.push_back({{}, std::string(index.as_string()), {}, false});
        }
        (first ? tables.own : tables.sides.emplace_back()) = std::move(table);
        first = false;
    }
    for (const auto& field : json.at("search").as_array()) {
        tables.search.emplace_back(field.as_string());
    }
    tables.search_version = static_cast<int>(json.at("search_version").to_number<std::int64_t>());
    return tables;
}

std::map<std::string, std::set<std::string>> actual_columns(store::Session& session) {
    const char* sql = session.dialect() == Dialect::sqlite
                          ? "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
                          : "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()";
    std::map<std::string, std::set<std::string>> columns;
    for (const auto& row : session.query(sql)) {
        columns[row[0].value_or("")].insert(row[1].value_or(""));
    }
    return columns;
}

/// Whether a value keeps its meaning: an amount of money is no plain number, and the other way round.
bool same_meaning(FieldType was, FieldType now) {
    const auto is_text = [](FieldType type) { return type == FieldType::text || type == FieldType::long_text; };
    return (was == FieldType::money) == (now == FieldType::money) || is_text(now);
}

}  // namespace

std::vector<store::Migration> register_migrations() {
    return {{"register.1",
             "CREATE TABLE register_schema (register text PRIMARY KEY, declaration text NOT NULL);"
             "CREATE TABLE numbering (register text PRIMARY KEY, next bigint NOT NULL)",
             {}}};
}

std::map<std::string, std::string> last_descriptions(store::Session& session) {
    std::map<std::string, std::string> last;
    for (const auto& row : session.query("SELECT register, declaration FROM register_schema")) {
        last.emplace(row[0].value_or(""), row[1].value_or(""));
    }
    return last;
}

SchemaUpdate::SchemaUpdate(store::Session& session, const Catalogue& catalogue, const std::map<std::string, std::string>& last)
    : session_(session), dialect_(session.dialect()), catalogue_(catalogue), actual_(actual_columns(session)) {
    for (const Register& declaration : catalogue.registers()) {
        Job job{&declaration, tables_of(dialect_, declaration), {}, false, true};
        if (const auto found = last.find(declaration.name); found != last.end()) {
            job.last = parse_description(found->second);
            job.known = true;
            job.changed = found->second != job.wanted.description();
        }
        jobs_.push_back(std::move(job));
    }
    for (const auto& [name, description] : last) {
        if (catalogue.find(name) == nullptr) {
            gone_.emplace_back(name, description);
        }
    }
}

const Table* SchemaUpdate::table_named(const Tables& tables, std::string_view name) {
    if (tables.own.name == name) {
        return &tables.own;
    }
    const auto found = std::ranges::find(tables.sides, name, &Table::name);
    return found == tables.sides.end() ? nullptr : &*found;
}

const Field& SchemaUpdate::field_of(const Register& declaration, const Table& table, const Column& column) {
    const Field* field = declaration.field(table.is_side() ? table.field : column.name);
    ASSERT(field != nullptr, "a column of a table comes from a field");
    if (!table.lines) {
        return *field;
    }
    const int index = field->column_index(column.name);
    ASSERT(index >= 0, "a column of lines comes from their declaration");
    return columns_of(*field)[static_cast<std::size_t>(index)];
}

bool SchemaUpdate::exists(const std::string& table) const { return actual_.contains(table); }

bool SchemaUpdate::has_column(const std::string& table, const std::string& column) const {
    const auto found = actual_.find(table);
    return found != actual_.end() && found->second.contains(column);
}

std::int64_t SchemaUpdate::rows(const std::string& table, const std::string& where) {
    const auto answer = session_.query(fmt::format("SELECT count(*) FROM {}{}", sql::name(table), where.empty() ? "" : " WHERE " + where));
    return std::stoll(answer.front().front().value_or("0"));
}

void SchemaUpdate::refuse(const Register& declaration, std::string_view field, std::int64_t count, std::string_view reason, std::string detail) {
    refusals_.push_back({"schema.would_lose_data",
                         declaration.file,
                         {{"register", declaration.name}, {"field", std::string(field)}, {"count", std::to_string(count)}, {"reason", std::string(reason)}},
                         {},
                         std::move(detail)});
}

void SchemaUpdate::check() {
    for (const auto& [name, description] : gone_) {
        const std::int64_t count = exists(own_table(name)) ? rows(own_table(name)) : 0;
        if (count > 0) {
            Register removed;
            removed.name = name;
            refuse(removed, "", count, "register_removed", fmt::format("register {} is no longer declared, but has {} records", name, count));
        }
    }
    for (const Job& job : jobs_) {
        if (!job.changed) {
            continue;
        }
        check_table(job, job.wanted.own);
        for (const Table& side : job.wanted.sides) {
            check_table(job, side);
        }
        check_removed(job);
    }
}

void SchemaUpdate::check_table(const Job& job, const Table& wanted) {
    const Table* last = table_named(job.last, wanted.name);
    if (last == nullptr || !exists(wanted.name)) {
        return;
    }
    if (last->lines != wanted.lines) {
        if (const std::int64_t count = rows(wanted.name); count > 0) {
            refuse(*job.declaration, wanted.field, count, "retyped",
                   fmt::format("{}.{} holds {} values of another kind", job.declaration->name, wanted.field, count));
        }
        return;
    }
    for (const Column& now : wanted.columns) {
        const Column* was = last->column(now.name);
        if (was != nullptr && *was != now && has_column(wanted.name, now.name)) {
            check_retyped(job, wanted, *was, now);
        }
    }
    for (const Column& was : last->columns) {
        const bool becomes_side = !wanted.is_side() && table_named(job.wanted, side_table(job.declaration->name, was.name)) != nullptr;
        if (wanted.column(was.name) != nullptr || !has_column(wanted.name, was.name)) {
            continue;
        }
        if (becomes_side) {
            const Table& side = *table_named(job.wanted, side_table(job.declaration->name, was.name));
            const std::int64_t lines = side.lines ? rows(wanted.name, sql::name(was.name) + " IS NOT NULL") : 0;
            if (lines > 0) {
                refuse(*job.declaration, was.name, lines, "retyped",
                       fmt::format("{}.{} holds {} single values, which are no lines", job.declaration->name, was.name, lines));
            } else if (!side.lines) {
                check_values(job, fmt::format("SELECT DISTINCT {0} FROM {1} WHERE {0} IS NOT NULL", sql::name(was.name), sql::name(wanted.name)),
                             *job.declaration->field(side.field), side.field, was);
            }
        } else if (const std::int64_t count = rows(wanted.name, sql::name(was.name) + " IS NOT NULL"); count > 0) {
            const std::string named = wanted.is_side() ? wanted.field + "." + was.name : was.name;
            refuse(*job.declaration, named, count, "removed",
                   fmt::format("{}.{} is no longer declared, but {} records have a value there", job.declaration->name, named, count));
        }
    }
}

void SchemaUpdate::check_removed(const Job& job) {
    for (const Table& last : job.last.sides) {
        if (table_named(job.wanted, last.name) != nullptr || !exists(last.name)) {
            continue;
        }
        if (const std::int64_t count = rows(last.name); count > 0) {
            refuse(*job.declaration, last.field, count, "removed",
                   fmt::format("{}.{} no longer holds several values, but {} are there", job.declaration->name, last.field, count));
        }
    }
}

void SchemaUpdate::check_retyped(const Job& job, const Table& table, const Column& was, const Column& now) {
    const std::string column = sql::name(now.name);
    const std::string named = table.is_side() && table.lines ? table.field + "." + now.name : table.is_side() ? table.field : now.name;
    if (!same_meaning(was.type, now.type)) {
        if (const std::int64_t count = rows(table.name, column + " IS NOT NULL"); count > 0) {
            refuse(*job.declaration, named, count, "retyped",
                   fmt::format("{}.{} was {} and cannot become {} with {} values there", job.declaration->name, named, name_of(was.type), name_of(now.type),
                               count));
        }
        return;
    }
    if (was.type != now.type || was.limit > now.limit || (!now.to.empty() && was.to != now.to)) {
        check_values(job, fmt::format("SELECT DISTINCT {0} FROM {1} WHERE {0} IS NOT NULL", column, sql::name(table.name)),
                     field_of(*job.declaration, table, now), named, was);
    }
}

void SchemaUpdate::check_values(const Job& job, const std::string& sql, const Field& field, const std::string& named, const Column& was) {
    std::int64_t count = 0;
    std::string first, code;
    const bool refers = !field.to.empty() && field.to != "any" && (field.type == FieldType::reference || field.type == FieldType::references);
    const std::string find_target = refers ? fmt::format("SELECT 1 FROM {} WHERE id = ?", sql::name(own_table(field.to))) : "";
    const bool target_exists = refers && exists(own_table(field.to));
    session_.each(sql, {}, [&](const store::Row& row) {
        const std::string value = from_column(was.storage(), row[0].value_or(""));
        auto flaw = check_text(field, value);
        if (!flaw && refers && (!target_exists || session_.query(find_target, {value}).empty())) {
            flaw = Flaw{"field.dangling_reference", {}, {}};
        }
        if (flaw) {
            if (count == 0) {
                first = value;
                code = flaw->code;
            }
            ++count;
        }
        return true;
    });
    if (count > 0) {
        refuse(*job.declaration, named, count, "retyped",
               fmt::format("{}.{} would become {}, but {} values do not fit, such as \"{}\" ({})", job.declaration->name, named, name_of(field.type), count,
                           first.substr(0, 100), code));
    }
}

}  // namespace pendopo::registers
