// How a check tells what would satisfy it.

#include "law/world.hpp"

namespace pendopo::law::testing {

namespace {

using registers::FieldType;

std::string date_text(Day day) { return to_string(date_of(day)); }

std::string year_text(Day day) { return date_text(day).substr(0, 4); }

}  // namespace

Builder::Builder(World& world, const Unit& unit) : world_(world), unit_(unit), today_(day_number(world.today())) {}

const ColumnPlan& Builder::column(int table, int number) const { return world_.frame().schema->column(table, number); }

std::string Builder::text(Symbol symbol) const { return world_.frame().symbols->text(symbol); }

std::string Builder::name(int table) const { return world_.frame().schema->table(table).declaration->name; }

std::string Builder::anything(const registers::Field& field) {
    switch (field.type) {
        case FieldType::date: return date_text(today_ - 1);
        case FieldType::datetime: return date_text(today_ - 1) + "T05:00:00.000Z";
        case FieldType::boolean: return "true";
        case FieldType::integer:
        case FieldType::decimal:
        case FieldType::money:
        case FieldType::percentage: return "1";
        case FieldType::choice:
        case FieldType::choices: return field.choices.front().code;
        case FieldType::parts: return (field.choices.empty() ? "item" : field.choices.front().code) + "=ada";
        case FieldType::duration: return "1y";
        case FieldType::office: return "ict_agency";
        case FieldType::reference:
        case FieldType::references: return field.to == "any" ? "agency:" + world_.add("agency", {}) : world_.add(field.to, {});
        default: return "sesuatu";
    }
}

void Builder::enter(Fields& fields, int table, const std::string& state, Day day) {
    fields["state"] = state;
    if (const registers::Field* date = world_.declaration(name(table)).field(state + "_on"); date != nullptr) {
        fields[state + "_on"] = date->type == FieldType::datetime ? date_text(day) + "T05:00:00.000Z" : date_text(day);
    }
}

std::string Builder::holder(const registers::Field& field, const Offices& roles) {
    if (roles.empty()) {
        return anything(field);
    }
    const std::string role = text(roles.front());
    if (field.type == FieldType::office) {
        return role;
    }
    Fields agency;
    if (role == "ict_autonomous_agency") {
        agency["ict_status"] = "ict_autonomous";
    } else if (world_.declaration("agency").field("function")->choice(role) != nullptr) {
        agency["function"] = role;
    }
    const std::string key = world_.add("agency", agency);
    if (field.to == "person") {
        const std::string person = world_.add("person", {{"agency", key}});
        if (agency.empty()) {
            world_.add("role_assignment", {{"person", person}, {"role", role}, {"state", "active"}});
        }
        return person;
    }
    return field.to == "any" ? "agency:" + key : key;
}

std::string Builder::value_for(const Condition& condition) {
    if (condition.kind == Condition::Kind::this_year) {
        return year_text(today_);
    }
    if (condition.kind == Condition::Kind::set) {
        return anything(*condition.path.field);
    }
    if (!condition.values.empty()) {
        return text(condition.values.front());
    }
    return condition.roles.empty() ? "" : text(condition.roles.front());
}

void Builder::set(const Path& path, int table, const std::string& value, Fields& fields) {
    const std::string field = column(table, path.hops.front().column_of(table)).name;
    if (path.hops.size() == 1) {
        fields[field] = value;
        return;
    }
    const int next = path.hops[1].columns.front().first;
    Path rest{.hops = {path.hops.begin() + 1, path.hops.end()}, .text = path.text, .field = path.field};
    Fields target;
    if (const auto known = fields.find(field); known != fields.end()) {  // the same record may have to fit twice
        const std::string key = known->second.substr(known->second.find(':') + 1);
        registers::Record& record = world_.record(name(next), key);
        const std::string last = column(next, rest.hops.front().column_of(next)).name;
        if (last == "state") {
            record.state = value;
        } else {
            record.set(world_.declaration(name(next)), last, registers::Value{value});
        }
        return;
    }
    set(rest, next, value, target);
    const bool any = column(table, path.hops.front().column_of(table)).refers_to_any;
    fields[field] = (any ? name(next) + ":" : std::string()) + world_.add(name(next), target);
}

void Builder::fulfil(const Conditions& where, int table, Fields& fields) {
    for (const Condition& condition : where) {
        if (condition.kind == Condition::Kind::unset) {
            continue;
        }
        if (condition.path.text == "state") {
            std::string state = value_for(condition);
            for (const Symbol one : condition.values) {  // a list over several registers may hold states of another
                state = world_.declaration(name(table)).state(text(one)) != nullptr ? text(one) : state;
            }
            enter(fields, table, state, today_ - 1);
            continue;
        }
        set(condition.path, table, value_for(condition), fields);
    }
}

void Builder::need(int table, const std::vector<int>& columns, Fields& fields) {
    for (const int number : columns) {
        const ColumnPlan& plan = column(table, number);
        fields.emplace(plan.name, anything(*plan.field));
    }
}

void Builder::fill_parts(const PartsCheck& parts, int table, Fields& fields) {
    std::vector<std::string> items;
    for (const Symbol item : parts.items) {
        if (!parts.item) {
            items.push_back(text(item) + "=ada");
            continue;
        }
        const int to = world_.frame().schema->find_table(column(table, parts.column).field->to);
        Fields target;
        set(*parts.item, to, text(item), target);
        items.push_back(world_.add(name(to), target));
    }
    fields[column(table, parts.column).name] = join(items, ";");
}

std::string Builder::add_clause(const Clause& clause, Symbol item, Symbol across, Day day, std::size_t copies) {
    std::string id;
    for (std::size_t i = 0; i < copies; ++i) {
        Fields fields;
        fulfil(clause.where, clause.table, fields);
        if (clause.link >= 0) {
            fields[column(clause.table, clause.link).name] = (clause.link_any ? name(unit_.check.subject) + ":" : std::string()) + subject_;
        }
        for (const Clause::Same& same : clause.same) {
            const std::string ours = same.subject.text;
            if (ours != "id" && !fields_->contains(ours)) {
                (*fields_)[ours] = anything(*same.subject.field);
            }
            const std::string value = ours == "id" ? subject_ : fields_->at(ours);
            fields[column(clause.table, same.column).name] = same.conversion == Conversion::to_any ? same.register_name + ":" + value : value;
        }
        if (clause.match >= 0 && item != 0) {
            fields[column(clause.table, clause.match).name] = text(item);
        }
        if (clause.across >= 0 && across != 0) {
            fields[column(clause.table, clause.across).name] = text(across);
        }
        if (!clause.by.empty()) {
            const ColumnPlan& plan = column(clause.table, clause.by_columns.front());
            fields[plan.name] = holder(*plan.field, clause.by);
        }
        if (clause.instrument != 0) {
            fields["instrument"] = text(clause.instrument);
        }
        if (clause.parts) {
            fill_parts(*clause.parts, clause.table, fields);
        }
        for (const int date : clause.dates) {
            if (date != created_column) {
                const ColumnPlan& plan = column(clause.table, date);
                fields[plan.name] = date_text(day) + (plan.field->type == FieldType::datetime ? "T05:00:00.000Z" : "");
            }
        }
        if (clause.dates.size() == 1 && clause.dates.front() == created_column) {
            fields["created_on"] = date_text(day);
        }
        need(clause.table, clause.needs, fields);
        id = world_.add(name(clause.table), fields);
    }
    return id;
}

std::string Builder::satisfied() { return subject(true); }
std::string Builder::broken() { return subject(false); }

std::string Builder::subject(bool good) {
    const Check& check = unit_.check;
    Fields fields;
    fields_ = &fields;
    if (check.subject >= 0) {
        subject_ = fmt::format("S{}", world_.records[name(check.subject)].size() + 1000);
        fields["id"] = subject_;
        if (check.at != 0) {
            enter(fields, check.subject, text(check.at), today_);
        } else if (check.where.empty()) {
            for (const registers::State& state : world_.declaration(name(check.subject)).states) {
                if (state.name == "active") {
                    enter(fields, check.subject, "active", today_ - 1);
                }
            }
        }
        fulfil(check.where, check.subject, fields);
    }
    std::visit([&](const auto& one) { kind(one, fields, good); }, check.kind);
    if (check.subject >= 0) {
        world_.add(name(check.subject), fields);
    }
    return subject_;
}

void Builder::kind(const Complete& complete, Fields& fields, bool good) {
    const int table = unit_.check.subject;
    if (good) {
        need(table, complete.needs, fields);
        if (complete.parts) {
            fill_parts(*complete.parts, table, fields);
        }
    }
}

void Builder::kind(const Cover& cover, Fields& fields, bool good) {
    std::size_t copies = 1;
    if (cover.minimum_path) {
        fields[cover.minimum_path->text] = "2";
        copies = good ? 2 : 1;
    } else if (!good) {
        return;
    }
    const std::vector<Symbol> none{0};
    for (const Symbol item : cover.list.empty() ? none : cover.list) {
        for (const Symbol across : cover.across.empty() ? none : cover.across) {
            add_clause(cover.has, item, across, today_ - 1, copies);
        }
    }
}

void Builder::kind(const Periodic& periodic, Fields& fields, bool good) {
    if (periodic.every.path) {
        fields[periodic.every.path->text] = "1y";
    }
    if (periodic.midterm || periodic.final_year) {
        fields["valid_from"] = date_text(today_ - 5 * 365 + 60);
        fields["valid_to"] = date_text(today_ + 60);
        const Day middle = today_ + 60 - (5 * 365) / 2;
        for (const Day day : good ? std::vector{middle, today_ - 1} : std::vector{today_ - 1}) {
            add_clause(periodic.evidence.front().clause, 0, 0, day);
        }
        return;
    }
    for (const Variant& variant : periodic.evidence) {
        add_clause(variant.clause, variant.item, 0, good ? today_ : today_ - 40 * 365);
    }
}

void Builder::kind(const Valid& valid, Fields& fields, bool good) {
    for (const Variant& variant : valid.documents) {
        if (variant.clause.itself) {
            fulfil(variant.clause.where, variant.clause.table, fields);
            if (variant.clause.instrument != 0) {
                fields["instrument"] = good ? text(variant.clause.instrument) : "other";
            } else if (!good) {
                fields["valid_to"] = date_text(today_ - 1);
            }
            continue;
        }
        if (!good) {
            continue;
        }
        const std::string id = add_clause(variant.clause, variant.item, 0, today_ - 1);
        if (valid.term) {
            registers::Record& record = world_.record(name(variant.clause.table), id);
            const registers::Register& declared = world_.declaration(name(variant.clause.table));
            const Day end = day_number(date_of(today_ - 1) + *valid.term) - 1;
            record.set(declared, "valid_from", registers::Value{date_text(today_ - 1)});
            record.set(declared, "valid_to", registers::Value{date_text(valid.shorter == Valid::Shorter::must ? end - 400 : end)});
        }
    }
}

void Builder::kind(const Authority& authority, Fields& fields, bool good) {
    const int table = unit_.check.subject;
    const registers::Field& field = *authority.field.field;
    if (authority.equals) {
        const std::string value = anything(*authority.equals->field);
        set(*authority.equals, table, value, fields);
        set(authority.field, table, good ? value : anything(field), fields);
        return;
    }
    const std::string wrong = field.type == FieldType::office ? "third_party" : field.to == "person" ? world_.add("person", {}) : world_.add("agency", {});
    const std::string role = authority.holds.empty() ? "" : text(authority.holds.front());
    if (good && field.type != FieldType::office && (role == "owning_agency" || role == "data_owner")) {
        const std::string agency = world_.add("agency", {});
        fields[world_.declaration(name(table)).agency_path.front()] = agency;
        set(authority.field, table, agency, fields);
        return;
    }
    set(authority.field, table, good ? holder(field, authority.holds) : wrong, fields);
}

void Builder::kind(const Value& value, Fields& fields, bool good) {
    const int table = unit_.check.subject;
    const registers::Field& field = *value.field.field;
    if (!value.items.empty()) {
        std::vector<std::string> parts;
        for (const Symbol item : value.items) {
            parts.push_back(text(item) + "#" + (good ? "1000000" : "-1"));
        }
        fields[field.name] = join(parts, ";");
        return;
    }
    std::string wanted, wrong = "lain";
    switch (value.kind) {
        case Value::Kind::one_of:
            wanted = text(value.values.front());
            for (const registers::Choice& choice : field.choices) {
                const Symbol code = world_.frame().symbols->find(choice.code);
                wrong = code == 0 || std::ranges::find(value.values, code) == value.values.end() ? choice.code : wrong;
            }
            break;
        case Value::Kind::is_not:
            wrong = text(value.values.front());
            wanted = field.choices.empty() ? "lain" : field.choices.front().code == wrong ? field.choices.back().code : field.choices.front().code;
            break;
        case Value::Kind::under:
            wanted = "https://layanan." + value.domain + "/x";
            wrong = "layanan.contoh.com";
            break;
        case Value::Kind::known:
            wanted = anything(field);
            wrong = "";
            break;
        case Value::Kind::differs_from:
            set(*value.other, table, "Gedung A", fields);
            wanted = "Gedung B";
            wrong = "gedung a";
            break;
        case Value::Kind::at_least:
            wanted = "1000000";
            wrong = "-1";
            break;
    }
    set(value.field, table, good ? wanted : wrong, fields);
}

void Builder::kind(const Respond& respond, Fields& fields, bool good) {
    const int table = unit_.check.subject;
    Day event = good ? today_ - 1 : today_ - 40 * 365;
    if (respond.event != 0) {
        enter(fields, table, text(respond.event), event);
        if (respond.event_date < 0) {
            fields["created_on"] = date_text(event);
        }
    } else {
        const auto& regulation = world_.frame().regulation;
        const auto law = respond.event_state == "enacted" ? regulation.enacted : regulation.promulgated;
        event = law ? day_number(*law) : event;
        world_.add("regulation", {{"catalogue", regulation.id}, {"enacted_on", date_text(event)}, {"promulgated_on", date_text(event)}, {"state", "in_force"}});
    }
    if (!good) {
        return;
    }
    need(table, respond.fields, fields);
    for (const int date : respond.field_dates) {
        const ColumnPlan& plan = column(table, date);
        fields[plan.name] = date_text(event) + (plan.field->type == FieldType::datetime ? "T05:00:00.000Z" : "");
    }
    if (respond.to_column >= 0) {
        fields[column(table, respond.to_column).name] = holder(*column(table, respond.to_column).field, respond.to);
    }
    std::vector<std::string> stops;
    for (const Symbol stop : respond.route) {
        stops.push_back(text(stop) + "@" + date_text(event));
    }
    if (!stops.empty()) {
        fields["route_log"] = join(stops, ";");
    }
    for (const Variant& variant : respond.answers) {
        add_clause(variant.clause, variant.item, 0, event);
    }
}

void Builder::kind(const Gate& gate, Fields& fields, bool good) {
    if (!good) {
        return;
    }
    for (const Variant& variant : gate.needs) {
        add_clause(variant.clause, variant.item, 0, today_ - 1);
    }
    if (gate.parts) {
        fill_parts(*gate.parts, unit_.check.subject, fields);
    }
}

void Builder::kind(const Ordered& ordered, Fields& fields, bool good) {
    const int table = unit_.check.subject;
    Day day = today_ - 10;
    for (const Ordered::Step& step : ordered.steps) {
        const ColumnPlan& plan = column(table, step.date);
        fields[plan.name] = date_text(day) + (plan.field->type == FieldType::datetime ? "T05:00:00.000Z" : "");
        day += good ? 1 : -1;
        if (step.by >= 0) {
            fields[column(table, step.by).name] = good ? holder(*column(table, step.by).field, ordered.by) : "third_party";
        }
    }
    std::vector<std::string> stages;
    for (const Symbol stage : ordered.stage_items) {
        stages.push_back(text(stage) + "@" + date_text(day));
        day += good ? 1 : -1;
    }
    if (!stages.empty()) {
        fields[column(table, ordered.stages).name] = join(stages, ";");
    }
    if (ordered.first) {
        if (ordered.then >= 0) {
            fields[column(table, ordered.then).name] = date_text(today_ - 3);
        }
        add_clause(*ordered.first, 0, 0, good ? today_ - 4 : today_ - 1);
    }
}

void Builder::kind(const Attest& attest, Fields&, bool good) {
    for (const Variant& variant : attest.evidence) {
        if (good) {
            add_clause(variant.clause, variant.item, 0, today_);
        }
    }
}

}  // namespace pendopo::law::testing
