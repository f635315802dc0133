#include "register/plan.hpp"

#include "register/declaration_reader.hpp"

namespace pendopo::registers {

namespace {

std::vector<Link> links_of(const Register& declaration) {
    std::vector<Link> links;
    const auto add = [&links](std::size_t index, int column, const Field& field, std::string table, std::string sql_column, bool side) {
        const bool office = field.type == FieldType::office;
        links.push_back({index, column, office ? agencies : field.to, std::move(table), std::move(sql_column), side, office});
    };
    // `<state>_by` is signed by the step itself; of the past, an import says what it knows.
    const auto refers = [](const Field& field) { return field.type == FieldType::reference || (field.type == FieldType::office && !field.implicit); };
    for (std::size_t i = 0; i < declaration.fields.size(); ++i) {
        const Field& field = declaration.fields[i];
        if (refers(field)) {
            add(i, -1, field, own_table(declaration.name), field.name, false);
        } else if (field.type == FieldType::references) {
            add(i, -1, field, side_table(declaration.name, field.name), "value", true);
        } else if (field.is_lines()) {
            const auto& columns = columns_of(field);
            for (std::size_t column = 0; column < columns.size(); ++column) {
                if (refers(columns[column])) {
                    add(i, static_cast<int>(column), columns[column], side_table(declaration.name, field.name), columns[column].name, true);
                }
            }
        }
    }
    return links;
}

Plan plan_of(store::Dialect dialect, const Register& declaration) {
    Plan plan;
    plan.declaration = &declaration;
    plan.tables = tables_of(dialect, declaration);
    plan.table = sql::name(plan.tables.own.name);
    plan.links = links_of(declaration);
    std::size_t side = 0;
    for (std::size_t i = 0; i < declaration.fields.size(); ++i) {
        const Field& field = declaration.fields[i];
        if (field.is_column()) {
            plan.column_fields.push_back(i);
            if (field.unique) {
                plan.unique_fields.push_back(i);
            }
        } else if (field.type == FieldType::derived) {
            plan.derived_fields.push_back(i);
        } else {
            std::vector<std::string> names;
            for (const Column& column : plan.tables.sides[side].columns) {
                names.push_back(sql::name(column.name));
            }
            plan.sides.push_back({i, plan.tables.sides[side], join(names, ", ")});
            ++side;
        }
    }
    return plan;
}

}  // namespace

Records::Inside::Inside(const Catalogue& catalogue, store::Dialect dialect_) : dialect(dialect_) {
    for (const Register& declaration : catalogue.registers()) {
        const Plan& plan = plans.emplace(declaration.name, plan_of(dialect, declaration)).first->second;
        for (const Link& link : plan.links) {
            incoming[link.to].push_back({&declaration, link});
        }
    }
}

const Plan& Records::Inside::plan(const Register& declaration) const {
    const auto found = plans.find(declaration.name);
    ASSERT(found != plans.end(), "the register belongs to the catalogue of these records");
    return found->second;
}

std::optional<std::int64_t> Records::Inside::remembered(const std::string& question) {
    const std::lock_guard lock(mutex_);
    const auto found = estimates_.find(question);
    if (found == estimates_.end() || std::chrono::steady_clock::now() - found->second.at > std::chrono::minutes(1)) {
        return {};
    }
    return found->second.count;
}

void Records::Inside::remember(const std::string& question, std::int64_t count) {
    constexpr std::size_t most = 10'000;
    const std::lock_guard lock(mutex_);
    if (estimates_.size() >= most) {
        estimates_.clear();
    }
    estimates_[question] = {count, std::chrono::steady_clock::now()};
}

Reading reading_of(const Plan& plan, const std::vector<std::string>& wanted) {
    const auto& fields = plan.declaration->fields;
    const auto is_wanted = [&wanted](const Field& field) { return wanted.empty() || std::ranges::find(wanted, field.name) != wanted.end(); };
    const bool whole = std::ranges::any_of(plan.derived_fields, [&](std::size_t field) { return is_wanted(fields[field]); });
    Reading reading;
    reading.columns = join(system_columns(), ", ");
    for (const std::size_t field : plan.column_fields) {
        if (whole || is_wanted(fields[field])) {
            reading.fields.push_back(field);
            reading.columns += ", " + sql::name(fields[field].name);
        }
    }
    return reading;
}

Record record_of(const Plan& plan, const Reading& reading, const store::Row& row) {
    Record record;
    record.id = row[0].value_or("");
    record.state = row[1].value_or("");
    record.version = std::strtoll(row[2].value_or("0").c_str(), nullptr, 10);
    record.created_on = row[3].value_or("");
    record.created_by = row[4].value_or("");
    record.updated_on = row[5].value_or("");
    record.updated_by = row[6].value_or("");
    record.values.resize(plan.declaration->fields.size());
    for (std::size_t i = 0; i < reading.fields.size(); ++i) {
        if (const store::Value& value = row[fixed_columns_read + i]; value && !value->empty()) {
            const std::size_t field = reading.fields[i];
            record.values[field] = from_column(storage_of(plan.declaration->fields[field].type), *value);
        }
    }
    return record;
}

namespace {

bool wanted(const Field& field, const std::vector<std::string>& fields) { return fields.empty() || std::ranges::find(fields, field.name) != fields.end(); }

/// Puts one row of a side table into its record; the columns begin at `first`.
void take_side_row(const Plan& plan, const Side& side, const store::Row& row, std::size_t first, Record& record) {
    Value& value = record.values[side.field];
    if (!side.table.lines) {
        if (!std::holds_alternative<std::vector<std::string>>(value)) {
            value = std::vector<std::string>();
        }
        std::get<std::vector<std::string>>(value).push_back(row[first].value_or(""));
        return;
    }
    const auto& columns = columns_of(plan.declaration->fields[side.field]);
    Line line(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (row[first + i]) {
            line[i] = from_column(storage_of(columns[i].type), *row[first + i]);
        }
    }
    if (!std::holds_alternative<std::vector<Line>>(value)) {
        value = std::vector<Line>();
    }
    std::get<std::vector<Line>>(value).push_back(std::move(line));
}

/// One statement for several side tables: which of them (its place in the list), record, position, and the columns as text.
std::string statement_of(const std::vector<const Side*>& sides, const std::string& where) {
    std::size_t width = 0;
    for (const Side* side : sides) {
        width = std::max(width, side->table.columns.size());
    }
    std::string statement;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        statement += fmt::format("{}SELECT {} AS side, _record, _position", i == 0 ? "" : " UNION ALL ", i);
        for (std::size_t column = 0; column < width; ++column) {
            const auto& columns = sides[i]->table.columns;
            statement += column < columns.size() ? fmt::format(", CAST({} AS text)", sql::name(columns[column].name)) : ", NULL";
        }
        statement += fmt::format(" FROM {} WHERE {}", sql::name(sides[i]->table.name), where);
    }
    return statement + " ORDER BY 1, 2, 3";
}

}  // namespace

void each_of_few(store::Session& session, std::string_view statement, std::span<const store::Value> parameters,
                 const std::function<void(const store::Row&)>& take) {
    if (session.dialect() == store::Dialect::postgresql) {
        std::ranges::for_each(session.query(statement, parameters), take);
        return;
    }
    session.each(statement, parameters, [&take](const store::Row& row) {
        take(row);
        return true;
    });
}

void read_sides(store::Session& session, const Plan& plan, std::vector<Record>& records, const std::vector<std::string>& fields, bool whole_range) {
    std::vector<const Side*> sides;
    for (const Side& side : plan.sides) {
        if (wanted(plan.declaration->fields[side.field], fields)) {
            sides.push_back(&side);
        }
    }
    if (records.empty() || sides.empty()) {
        return;
    }
    std::string where = "_record = ?";
    std::vector<store::Value> of_one{records.front().id};
    if (records.size() > 1 && whole_range) {
        where = "_record >= ? AND _record <= ?";
        of_one.emplace_back(records.back().id);
    } else if (records.size() > 1) {
        std::vector<std::string> ids;
        ids.reserve(records.size());
        for (const Record& record : records) {
            ids.push_back(record.id);
        }
        where = sql::one_of(session.dialect(), "_record");
        of_one = {sql::json_list(ids)};
    }
    std::vector<store::Value> parameters;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        parameters.insert(parameters.end(), of_one.begin(), of_one.end());
    }
    auto record = records.begin();
    std::string side_now = "0";
    each_of_few(session, statement_of(sides, where), parameters, [&](const store::Row& row) {
        if (*row[0] != side_now) {
            side_now = *row[0];
            record = records.begin();
        }
        while (record != records.end() && record->id != *row[1]) {
            ++record;
        }
        ASSERT(record != records.end(), "rows beside the records come in their order");
        take_side_row(plan, *sides[std::stoul(side_now)], row, 3, *record);
    });
}

namespace {

/// The record of a key, or none.
std::vector<Record> read_one(store::Session& session, const Plan& plan, const std::string& id, const std::vector<std::string>& fields, std::string_view lock) {
    const Reading reading = reading_of(plan, fields);
    const std::vector<store::Value> parameters{id};
    std::vector<Record> records;
    each_of_few(session, fmt::format("SELECT {} FROM {} WHERE id = ?{}", reading.columns, plan.table, lock), parameters,
                [&](const store::Row& row) { records.push_back(record_of(plan, reading, row)); });
    read_sides(session, plan, records, fields);
    return records;
}

}  // namespace

std::vector<Record> read_records(store::Session& session, const Plan& plan, const std::vector<std::string>& ids, const std::vector<std::string>& fields) {
    if (ids.size() == 1) {
        return read_one(session, plan, ids.front(), fields, "");
    }
    std::vector<Record> records;
    if (ids.empty()) {
        return records;
    }
    const Reading reading = reading_of(plan, fields);
    const std::vector<store::Value> parameters{sql::json_list(ids)};
    each_of_few(session, fmt::format("SELECT {} FROM {} WHERE {} ORDER BY id", reading.columns, plan.table, sql::one_of(session.dialect(), "id")), parameters,
                [&](const store::Row& row) { records.push_back(record_of(plan, reading, row)); });
    read_sides(session, plan, records, fields);
    std::unordered_map<std::string, std::size_t> place;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        place.emplace(ids[i], i);
    }
    std::ranges::sort(records, {}, [&](const Record& record) { return place[record.id]; });
    return records;
}

std::optional<Record> read_locked(store::Session& session, const Plan& plan, std::string_view id) {
    auto records = read_one(session, plan, std::string(id), {}, session.dialect() == store::Dialect::postgresql ? " FOR UPDATE" : "");
    return records.empty() ? std::nullopt : std::optional(std::move(records.front()));
}

void read_all(store::Session& session, const Plan& plan, const std::function<bool(std::vector<Record>&)>& take) {
    constexpr std::size_t at_once = 500;
    const Reading reading = reading_of(plan, {});
    const std::string statement = fmt::format("SELECT {} FROM {} WHERE id > ? ORDER BY id LIMIT {}", reading.columns, plan.table, at_once);
    std::string last;
    while (true) {
        std::vector<Record> records;
        records.reserve(at_once);
        const std::vector<store::Value> parameters{last};
        session.each(statement, parameters, [&](const store::Row& row) {
            records.push_back(record_of(plan, reading, row));
            return true;
        });
        if (records.empty()) {
            return;
        }
        last = records.back().id;
        const bool more = records.size() == at_once;
        read_sides(session, plan, records, {}, true);
        if (!take(records) || !more) {
            return;
        }
    }
}

}  // namespace pendopo::registers
