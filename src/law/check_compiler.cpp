#include <algorithm>

#include "law/binding.hpp"

namespace pendopo::law {

namespace {

bool is_government(const yaml::Node* each) { return each != nullptr && each->scalar == "government"; }

std::vector<Symbol> list_codes(Symbols& symbols, const yaml::Node* list) {
    std::vector<Symbol> result;
    if (list == nullptr) {
        return result;
    }
    const std::vector<yaml::Node>& items = list->items;
    if (std::ranges::any_of(items, [](const yaml::Node& item) { return item.scalar == "any"; })) {
        return result;
    }
    for (const yaml::Node& item : items) {
        result.push_back(symbols.intern(item.scalar));
    }
    return result;
}

}  // namespace

std::optional<Check> CheckCompiler::compile(const yaml::Node& check, const std::vector<Repeated>& repeated) {
    const std::size_t before = mistakes_.problems.size();
    Check result;
    subject(check, result);
    at(check, result);
    if (result.subject >= 0) {
        result.where = conditions(result.subject, check.find("where"));
    }
    if (result.subject >= 0) {
        for (const registers::State& state : workshop_.schema.table(result.subject).declaration->states) {
            if (ceased(state)) {
                result.ceased.push_back(workshop_.symbols.intern(state.name));
            }
        }
    }
    for (const Condition& condition : result.where) {
        result.names_state = result.names_state || condition.path.text == "state";
    }
    result.required = check.flag("required", true);
    unless(check, result);
    if (mistakes_.problems.size() != before) {
        return {};
    }
    switch (rule_.pattern) {
        case Pattern::complete: result.kind = complete(check, result); break;
        case Pattern::cover: result.kind = cover(check, result); break;
        case Pattern::periodic: result.kind = periodic(check, result, repeated); break;
        case Pattern::valid: result.kind = valid(check, result, repeated); break;
        case Pattern::authority: result.kind = authority(check, result); break;
        case Pattern::value: result.kind = value(check, result); break;
        case Pattern::respond: result.kind = respond(check, result, repeated); break;
        case Pattern::gate: result.kind = gate(check, result, repeated); break;
        case Pattern::ordered: result.kind = ordered(check, result); break;
        case Pattern::attest: result.kind = attest(check, result, repeated); break;
    }
    return mistakes_.problems.size() == before ? std::optional(std::move(result)) : std::nullopt;
}

void CheckCompiler::subject(const yaml::Node& check, Check& result) {
    const yaml::Node* each = check.find("each");
    if (each != nullptr) {
        result.subject = is_government(each) ? -1 : table(*each);
        return;
    }
    const yaml::Node* source = rule_.pattern == Pattern::respond ? check.find("event") : check.find("at");
    if (rule_.pattern == Pattern::cover) {
        result.per_item = true;
        return;
    }
    if (source == nullptr || !source->is_scalar()) {
        mistakes_.add(check.place, "declaration.missing", {{"key", "each"}}, "a check says what it judges: `each`, `at` or `event`");
        return;
    }
    yaml::Node name = *source;
    name.scalar = name.scalar.substr(0, name.scalar.find('.'));
    result.subject = name.scalar == "regulation" && rule_.pattern == Pattern::respond ? -1 : table(name);
}

void CheckCompiler::at(const yaml::Node& check, Check& result) {
    const yaml::Node* at = check.find("at");
    if (at == nullptr || at->kind == yaml::Kind::null) {
        return;
    }
    const std::size_t dot = at->scalar.find('.');
    yaml::Node name = *at;
    name.scalar = at->scalar.substr(0, dot);
    const std::string state = dot == std::string::npos ? std::string() : at->scalar.substr(dot + 1);
    result.at_table = table(name);
    if (result.at_table < 0) {
        return;
    }
    if (result.subject >= 0 && result.subject != result.at_table) {
        mistakes_.add(at->place, "rule.bad_at", {{"state", at->scalar}}, "the state is not one of the subject's register");
        return;
    }
    const registers::Register& declaration = *workshop_.schema.table(result.at_table).declaration;
    const auto found = std::ranges::find(declaration.states, state, &registers::State::name);
    if (found == declaration.states.end()) {
        std::vector<std::string> known;
        std::ranges::transform(declaration.states, std::back_inserter(known), &registers::State::name);
        mistakes_.unknown(at->place, "state of " + declaration.name, state, known);
        return;
    }
    result.at = workshop_.symbols.intern(state);
    result.names_state = ceased(*found);
    for (auto later = found; later != declaration.states.end(); ++later) {
        if (later == found || !ceased(*later)) {
            result.at_or_later.push_back(workshop_.symbols.intern(later->name));
        }
    }
    if (const int date = workshop_.schema.use_column(result.at_table, state + "_on");
        date >= 0 && workshop_.schema.column(result.at_table, date).shape == Shape::day) {
        result.at_date = date;
    }
}

void CheckCompiler::unless(const yaml::Node& check, Check& result) {
    const yaml::Node* node = check.find("unless");
    if (node == nullptr || node->entries.empty()) {
        return;
    }
    mistakes_.only(*node, "unless", {"register", "link", "same", "where", "field"});
    if (node->find("register") != nullptr) {
        result.unless.clause = clause(*node, result.subject);
    } else if (result.subject >= 0) {
        result.unless.where = conditions(result.subject, node->find("where"));
        if (const yaml::Node* field = node->find("field"); field != nullptr) {
            result.unless.field = path(result.subject, field->scalar, field->place, false);
        }
    }
}

std::optional<Duration> CheckCompiler::duration(const yaml::Node* node) {
    if (node == nullptr || node->kind == yaml::Kind::null) {
        return {};
    }
    const auto length = parse_duration(node->scalar);
    if (!length) {
        mistakes_.add(node->place, "rule.not_a_duration", {{"value", node->scalar}}, "a length of time is written like 2y, 6m, 14d or 24h");
    }
    return length;
}

std::vector<Variant> CheckCompiler::variants(const std::vector<Repeated>& repeated, std::string_view key, int subject, bool with_by) {
    std::vector<Variant> result;
    for (const Repeated& one : repeated) {
        const yaml::Node* node = one.check.find(key);
        if (node == nullptr || !node->is_map()) {
            mistakes_.add(one.check.place, "declaration.missing", {{"key", std::string(key)}}, fmt::format("the check needs `{}`", key));
            return result;
        }
        Variant variant{.item = workshop_.symbols.intern(one.item), .clause = clause(*node, subject)};
        if (with_by) {
            by(variant.clause, offices(one.check.find("by"), one.item), one.check.place);
        }
        if (const yaml::Node* form = one.check.find("instrument"); form != nullptr) {
            variant.clause.instrument = instrument(form, variant.clause);
        }
        result.push_back(std::move(variant));
    }
    return result;
}

Kind CheckCompiler::complete(const yaml::Node& check, const Check& result) {
    Complete complete;
    if (result.subject >= 0) {
        complete.needs = columns(result.subject, check.find("needs"));
        complete.parts = parts(result.subject, check.find("parts"));
    }
    return complete;
}

Kind CheckCompiler::cover(const yaml::Node& check, Check& result) {
    Cover cover;
    const yaml::Node* list = check.find("list");
    cover.list = list_codes(workshop_.symbols, list);
    cover.across = list_codes(workshop_.symbols, check.find("across"));
    if (result.per_item && cover.list.empty()) {
        mistakes_.add(check.place, "rule.no_value", {{"field", "list"}}, "the list is empty: the norm's contents have no codes and the binding gives none");
    }
    const yaml::Node* has = check.find("has");
    if (has == nullptr || !has->is_map()) {
        mistakes_.add(check.place, "declaration.missing", {{"key", "has"}}, "a cover check says what must be there: `has`");
        return cover;
    }
    cover.has = clause(*has, result.subject);
    if (cover.has.match >= 0) {
        const registers::Field* field = workshop_.schema.column(cover.has.table, cover.has.match).field;
        static_cast<void>(codes(list, field));  // names what is unknown
    }
    if (cover.list.empty() && cover.has.drive == Clause::Drive::match) {
        cover.has.drive = Clause::Drive::scan;
    }
    if (const yaml::Node* minimum = check.find("min"); minimum != nullptr && minimum->is_scalar()) {
        if (minimum->scalar.starts_with("subject.")) {
            cover.minimum_path = path(result.subject, minimum->scalar.substr(8), minimum->place);
        } else {
            cover.minimum = std::atoi(minimum->scalar.c_str());
        }
    }
    return cover;
}

Kind CheckCompiler::periodic(const yaml::Node& check, const Check& result, const std::vector<Repeated>& repeated) {
    Periodic periodic;
    periodic.evidence = variants(repeated, "evidence", result.subject, true);
    const yaml::Node* every = check.find("every");
    if (every != nullptr && every->is_scalar() && every->scalar.starts_with("subject.")) {
        periodic.every.path = path(result.subject, every->scalar.substr(8), every->place);
    } else {
        periodic.every.length = duration(every);
    }
    periodic.counting = check.find("counting") != nullptr ? Counting::calendar_year : Counting::running;
    if (const yaml::Node* counting = check.find("counting"); counting != nullptr && counting->scalar != "calendar_year" && counting->scalar != "fiscal_year") {
        mistakes_.unknown(counting->place, "counting", counting->scalar, {"calendar_year", "fiscal_year"});
    }
    for (const std::string& milestone : check.texts("milestones")) {
        periodic.midterm = periodic.midterm || milestone == "midterm";
        periodic.final_year = periodic.final_year || milestone == "final_year";
    }
    if (periodic.midterm || periodic.final_year) {
        periodic.valid_from = date_column(result.subject, "valid_from", check.place);
        periodic.valid_to = date_column(result.subject, "valid_to", check.place);
    } else if (!periodic.every.length && !periodic.every.path && !open_) {
        mistakes_.add(check.place, "rule.no_value", {{"field", "every"}}, "no interval is given");
    }
    return periodic;
}

Kind CheckCompiler::valid(const yaml::Node& check, const Check& result, const std::vector<Repeated>& repeated) {
    Valid valid;
    valid.documents = variants(repeated, "document", result.subject, true);
    for (Variant& document : valid.documents) {
        Clause& clause = document.clause;
        const bool same_key = clause.same.size() == 1 && clause.same.front().column == id_column && clause.same.front().subject.text == "id";
        clause.itself = clause.table == result.subject && clause.link < 0 && (clause.same.empty() || same_key);
        if (clause.itself) {
            clause.same.clear();
        }
        if (clause.table < 0) {
            continue;
        }
        for (const auto& [name, column] : {std::pair{"valid_from", &valid.valid_from}, std::pair{"valid_to", &valid.valid_to}}) {
            const registers::Field* field = workshop_.schema.table(clause.table).declaration->field(name);
            if (field != nullptr && field->type == registers::FieldType::date) {
                *column = workshop_.schema.use_column(clause.table, name);
            }
        }
    }
    valid.term = duration(check.find("term"));
    if (check.find("term") != nullptr && !valid.term && !open_) {
        mistakes_.add(check.place, "rule.no_value", {{"field", "term"}}, "no term is given");
    }
    const std::string shorter = check.text("shorter", "never");
    valid.shorter = shorter == "must" ? Valid::Shorter::must : shorter == "may" ? Valid::Shorter::may : Valid::Shorter::never;
    return valid;
}

Kind CheckCompiler::authority(const yaml::Node& check, const Check& result) {
    Authority authority;
    const yaml::Node* field = check.find("field");
    if (field == nullptr || result.subject < 0) {
        mistakes_.add(check.place, "declaration.missing", {{"key", "field"}}, "an authority check reads a `field` of `each` record");
        return authority;
    }
    if (auto to = path(result.subject, field->scalar, field->place)) {
        authority.field = *std::move(to);
        const auto& [at, last] = authority.field.hops.back().columns.front();
        workshop_.schema.use_index(at, last);
    }
    authority.holds = offices(check.find("holds"));
    if (const yaml::Node* equals = check.find("equals"); equals != nullptr) {
        authority.equals = path(result.subject, equals->scalar, equals->place);
    }
    return authority;
}

Kind CheckCompiler::value(const yaml::Node& check, const Check& result) {
    Value value;
    const yaml::Node* field = check.find("field");
    if (field == nullptr || result.subject < 0) {
        mistakes_.add(check.place, "declaration.missing", {{"key", "field"}}, "a value check reads a `field` of `each` record");
        return value;
    }
    auto to = path(result.subject, field->scalar, field->place);
    if (!to) {
        return value;
    }
    value.field = *std::move(to);
    if (const yaml::Node* one_of = check.find("one_of"); one_of != nullptr) {
        value.kind = one_of->is_scalar() && one_of->scalar.starts_with("register:") ? Value::Kind::known : Value::Kind::one_of;
        if (value.kind == Value::Kind::one_of) {
            value.values = codes(one_of, value.field.field);
        }
    } else if (const yaml::Node* is = check.find("is"); is != nullptr) {
        value.values = codes(is, value.field.field);
    } else if (const yaml::Node* is_not = check.find("is_not"); is_not != nullptr) {
        value.kind = Value::Kind::is_not;
        value.values = codes(is_not, value.field.field);
    } else if (const yaml::Node* under = check.find("under"); under != nullptr) {
        value.kind = Value::Kind::under;
        value.domain = lower(under->scalar);
    } else if (const yaml::Node* other = check.find("differs_from"); other != nullptr) {
        value.kind = Value::Kind::differs_from;
        value.other = path(result.subject, other->scalar, other->place);
    } else if (const yaml::Node* least = check.find("at_least"); least != nullptr) {
        value.kind = Value::Kind::at_least;
        value.least = least->kind == yaml::Kind::null ? 0 : std::strtod(least->scalar.c_str(), nullptr);
        value.items = codes(check.find("each_of"), value.field.field);
    } else {
        mistakes_.add(check.place, "declaration.missing", {{"key", "one_of"}}, "a value check says what the field may hold");
    }
    return value;
}

void CheckCompiler::respond_fields(const yaml::Node& fields, const Check& result, Respond& respond) {
    if (result.subject < 0) {
        mistakes_.add(fields.place, "rule.no_subject", {}, "fields can only answer an event of a record");
        return;
    }
    respond.fields = columns(result.subject, &fields);
    for (const int column : respond.fields) {
        if (workshop_.schema.column(result.subject, column).shape == Shape::day) {
            respond.field_dates.push_back(column);
        }
    }
}

void CheckCompiler::respond_route(const yaml::Node& check, const Check& result, Respond& respond) {
    respond.to = offices(check.find("to"));
    if (!respond.to.empty()) {
        const registers::Register& declaration = *workshop_.schema.table(result.subject).declaration;
        std::vector<std::string> names;
        for (const int column : respond.fields) {
            const std::string& name = workshop_.schema.column(result.subject, column).name;
            if (name.ends_with("_on")) {
                names.push_back(name.substr(0, name.size() - 3) + "_to");  // notified_on is told to notified_to
            }
        }
        names.emplace_back("recipient");
        const auto found = std::ranges::find_if(names, [&](const std::string& name) { return declaration.field(name) != nullptr; });
        respond.to_column = column(result.subject, found == names.end() ? names.front() : *found, check.place);
    }
    const yaml::Node* route = check.find("route");
    if (route != nullptr && !route->items.empty()) {
        respond.route_column = column(result.subject, "route_log", route->place);
        respond.route = codes(route, respond.route_column < 0 ? nullptr : workshop_.schema.column(result.subject, respond.route_column).field);
    }
}

Kind CheckCompiler::respond(const yaml::Node& check, Check& result, const std::vector<Repeated>& repeated) {
    Respond respond;
    const yaml::Node* event = check.find("event");
    if (event == nullptr || !event->is_scalar() || event->scalar.find('.') == std::string::npos) {
        mistakes_.add(check.place, "declaration.missing", {{"key", "event"}}, "a respond check names its `event`: register.state");
        return respond;
    }
    const std::size_t dot = event->scalar.find('.');
    respond.event_register = event->scalar.substr(0, dot);
    respond.event_state = event->scalar.substr(dot + 1);
    if (respond.event_register != "regulation") {
        yaml::Node entering = check;
        std::erase_if(entering.entries, [](const auto& entry) { return entry.key != "event"; });
        entering.entries.front().key = "at";
        Check reached;
        reached.subject = result.subject;
        at(entering, reached);
        respond.event = reached.at;
        respond.event_date = reached.at_date;
        result.at_or_later = reached.at_or_later;
        result.names_state = result.names_state || reached.names_state;
    } else if (workshop_.schema.use_table("regulation") >= 0) {  // the government records the days there
        const int table_number = workshop_.schema.use_table("regulation");
        for (const char* field : {"catalogue", "enacted_on", "promulgated_on"}) {
            workshop_.schema.use_column(table_number, field);
        }
    }
    const yaml::Node* answer = check.find("do");
    if (answer == nullptr || !answer->is_map()) {
        mistakes_.add(check.place, "declaration.missing", {{"key", "do"}}, "a respond check says what answers the event: `do`");
    } else if (const yaml::Node* fields = answer->find("fields"); fields != nullptr) {
        respond_fields(*fields, result, respond);
    } else {
        respond.answers = variants(repeated, "do", result.subject, true);
    }
    respond.within = duration(check.find("within"));
    if (result.subject >= 0) {
        respond_route(check, result, respond);
    }
    return respond;
}

Kind CheckCompiler::gate(const yaml::Node& check, const Check& result, const std::vector<Repeated>& repeated) {
    Gate gate;
    if (result.at == 0) {
        mistakes_.add(check.place, "declaration.missing", {{"key", "at"}}, "a gate stands at a state: `at: register.state`");
        return gate;
    }
    gate.needs = variants(repeated, "needs", result.subject, true);
    gate.parts = parts(result.subject, check.find("parts"));
    gate.entered = result.at_date;
    return gate;
}

Kind CheckCompiler::ordered(const yaml::Node& check, const Check& result) {
    Ordered ordered;
    if (result.subject < 0) {
        mistakes_.add(check.place, "declaration.missing", {{"key", "each"}}, "an ordered check judges records");
        return ordered;
    }
    ordered.by = offices(check.find("by"));
    if (const yaml::Node* steps = check.find("steps"); steps != nullptr) {
        for (const yaml::Node& step : steps->items) {
            Ordered::Step one{.date = date_column(result.subject, step.scalar, step.place), .by = -1};
            if (!ordered.by.empty() && step.scalar.ends_with("_on") && &step == &steps->items.back()) {
                one.by = column(result.subject, step.scalar.substr(0, step.scalar.size() - 3) + "_by", step.place);
                workshop_.schema.use_index(result.subject, std::max(one.by, 0));
            }
            ordered.steps.push_back(one);
        }
    }
    if (const yaml::Node* stages = check.find("stages"); stages != nullptr) {
        if (const auto wanted = parts(result.subject, stages)) {
            ordered.stages = wanted->column;
            ordered.stage_items = wanted->items;
        }
    }
    if (const yaml::Node* first = check.find("first"); first != nullptr) {
        ordered.first = clause(*first, result.subject);
        const yaml::Node* then = check.find("then");
        ordered.then = then == nullptr ? -1 : date_column(result.subject, then->scalar, then->place);
    }
    return ordered;
}

Kind CheckCompiler::attest(const yaml::Node& check, const Check& result, const std::vector<Repeated>& repeated) {
    Attest attest;
    attest.has_interval = check.find("every") != nullptr;
    attest.every = duration(check.find("every"));
    for (const Repeated& one : repeated) {
        const yaml::Place& place = check.place;
        auto scalar = [&](std::string text) {
            return yaml::Node{.kind = yaml::Kind::scalar, .scalar = std::move(text), .quoted = false, .items = {}, .entries = {}, .place = place};
        };
        yaml::Node where{.kind = yaml::Kind::map, .scalar = {}, .quoted = false, .items = {}, .entries = {}, .place = place};
        where.entries.push_back({"kind", scalar(check.text("shows"))});
        if (!one.item.empty()) {
            where.entries.push_back({"topic", scalar(one.item)});
        }
        where.entries.push_back({"state", scalar("accepted")});
        yaml::Node node{.kind = yaml::Kind::map, .scalar = {}, .quoted = false, .items = {}, .entries = {}, .place = place};
        node.entries.push_back({"register", scalar("evidence")});
        node.entries.push_back({"link", scalar("about")});
        node.entries.push_back({"where", std::move(where)});
        Variant variant{.item = workshop_.symbols.intern(one.item), .clause = clause(node, result.subject)};
        by(variant.clause, offices(one.check.find("by"), one.item), place);
        attest.evidence.push_back(std::move(variant));
    }
    return attest;
}

}  // namespace pendopo::law
