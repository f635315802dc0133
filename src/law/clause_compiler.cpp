#include <algorithm>

#include "law/binding.hpp"

namespace pendopo::law {

namespace {

using registers::FieldType;

std::vector<std::string> field_names(const registers::Register& declaration) {
    std::vector<std::string> names{"id", "state", "created_on"};
    std::ranges::transform(declaration.fields, std::back_inserter(names), &registers::Field::name);
    return names;
}

std::vector<yaml::Node> items_of(const yaml::Node* node) {
    if (node == nullptr || node->kind == yaml::Kind::null) {
        return {};
    }
    return node->is_list() ? node->items : std::vector<yaml::Node>{*node};
}

std::vector<std::string> code_names(const registers::Field& field) {
    std::vector<std::string> names;
    std::ranges::transform(field.choices, std::back_inserter(names), &registers::Choice::code);
    return names;
}

}  // namespace

int CheckCompiler::table(const yaml::Node& name) {
    const int found = workshop_.schema.use_table(name.scalar);
    if (found < 0) {
        mistakes_.unknown(name.place, "register", name.scalar, workshop_.schema.catalogue().names());
    }
    return found;
}

int CheckCompiler::column(int table_number, const std::string& field, const yaml::Place& place, bool compares) {
    const int found = workshop_.schema.use_column(table_number, field, compares);
    if (found < 0) {
        const registers::Register& declaration = *workshop_.schema.table(table_number).declaration;
        mistakes_.unknown(place, "field of " + declaration.name, field, field_names(declaration));
    }
    return found;
}

int CheckCompiler::date_column(int table_number, const std::string& field, const yaml::Place& place) {
    const int found = column(table_number, field, place);
    if (found >= 0 && workshop_.schema.column(table_number, found).shape != Shape::day) {
        mistakes_.add(place, "rule.not_a_date", {{"field", field}}, "field " + field + " is not a date");
        return -1;
    }
    return found;
}

std::optional<Path> CheckCompiler::path(int table_number, const std::string& text, const yaml::Place& place, bool compares) {
    Path result{.hops = {}, .text = text, .field = nullptr};
    std::vector<int> tables{table_number};
    const std::vector<std::string> names = split(text, '.');
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool last = i + 1 == names.size();
        Path::Hop hop;
        std::vector<int> next;
        for (const int at : tables) {
            const int found = tables.size() == 1 ? column(at, names[i], place, compares || !last) : workshop_.schema.use_column(at, names[i], compares);
            if (found < 0) {
                continue;
            }
            hop.columns.emplace_back(at, found);
            const registers::Field* field = workshop_.schema.column(at, found).field;
            result.field = field;
            if (last) {
                continue;
            }
            workshop_.schema.use_index(at, found);
            if (field == nullptr || field->to.empty()) {
                mistakes_.add(place, "rule.not_a_reference", {{"field", names[i]}}, "field " + names[i] + " does not refer to a record");
                return {};
            }
            if (field->to != "any") {
                next.push_back(workshop_.schema.use_table(field->to));
                continue;
            }
            for (const registers::Register& candidate : workshop_.schema.catalogue().registers()) {
                if (candidate.field(names[i + 1]) != nullptr) {
                    if (const int to = workshop_.schema.use_table(candidate.name); to >= 0) {
                        workshop_.schema.use_self(to);
                        next.push_back(to);
                    }
                }
            }
        }
        if (hop.columns.empty()) {
            return {};
        }
        result.hops.push_back(std::move(hop));
        tables = std::move(next);
    }
    return result;
}

bool CheckCompiler::code_known(const registers::Field* field, const std::string& code) const {
    return field == nullptr || field->choices.empty() || field->choice(code) != nullptr;
}

void CheckCompiler::take_value(Condition& condition, const yaml::Node& value, bool& known) {
    if (value.scalar.starts_with("role:")) {
        known = true;
        condition.roles.push_back(workshop_.symbols.intern(value.scalar.substr(5)));
        if (!workshop_.offices.empty() && !workshop_.offices.contains(value.scalar.substr(5))) {
            mistakes_.unknown(value.place, "office", value.scalar.substr(5), {workshop_.offices.begin(), workshop_.offices.end()});
        }
        return;
    }
    const int at = condition.path.hops.front().columns.front().first;
    const bool is_state = condition.path.text == "state";
    const registers::Field* field = condition.path.field;
    const auto in_one = [&](const std::pair<int, int>& end) { return code_known(workshop_.schema.column(end.first, end.second).field, value.scalar); };
    const bool fits = is_state ? workshop_.schema.table(at).declaration->state(value.scalar) != nullptr
                               : std::ranges::any_of(condition.path.hops.back().columns, in_one);  // a way over `any` has several ends
    if (fits) {
        known = true;
        condition.values.push_back(workshop_.symbols.intern(value.scalar));
    } else if (!lenient_) {
        std::vector<std::string> words;
        if (is_state) {
            std::ranges::transform(workshop_.schema.table(at).declaration->states, std::back_inserter(words), &registers::State::name);
            known = true;  // said once
            mistakes_.unknown(value.place, "state of " + workshop_.schema.table(at).declaration->name, value.scalar, words);
        } else {
            known = true;
            mistakes_.unknown(value.place, "choice of " + condition.path.text, value.scalar, code_names(*field));
        }
    }
}

std::optional<Condition> CheckCompiler::condition(int table_number, const std::string& key, const yaml::Node& value) {
    const std::vector<yaml::Node> items = items_of(&value);
    if (items.empty()) {
        if (value.kind == yaml::Kind::null && !open_) {
            mistakes_.add(value.place, "rule.no_value", {{"field", key}}, "the condition on " + key + " has no value");
        } else if (const auto later = path(table_number, key, value.place); later && later->hops.size() == 1) {
            workshop_.schema.use_index(table_number, later->hops.front().column_of(table_number));  // the government may set a value in service
        }
        return {};
    }
    const bool any = std::ranges::any_of(items, [](const yaml::Node& item) { return item.scalar == "any"; });
    // A register may have a state that is called "set".
    const bool names_state = key == "state" && workshop_.schema.table(table_number).declaration->state(items.front().scalar) != nullptr;
    const bool plain = items.size() == 1 && !names_state && (items.front().scalar == "set" || items.front().scalar == "unset");
    auto to = path(table_number, key, value.place, !plain);
    if (!to || any) {
        return {};
    }
    Condition condition{.path = *std::move(to), .kind = Condition::Kind::one_of, .values = {}, .roles = {}};
    if (plain) {
        condition.kind = items.front().scalar == "set" ? Condition::Kind::set : Condition::Kind::unset;
        return condition;
    }
    if (items.size() == 1 && items.front().scalar == "current") {
        condition.kind = Condition::Kind::this_year;
        return condition;
    }
    bool known = false;
    for (const yaml::Node& item : items) {
        take_value(condition, item, known);
    }
    if (!known) {
        mistakes_.unknown(value.place, "value of " + key, items.front().scalar,
                          condition.path.field == nullptr ? std::vector<std::string>{} : code_names(*condition.path.field));
    }
    return condition;
}

Conditions CheckCompiler::conditions(int table_number, const yaml::Node* where) {
    Conditions result;
    if (where == nullptr) {
        return result;
    }
    for (const auto& [key, value] : where->entries) {
        if (auto one = condition(table_number, key, value)) {
            result.push_back(*std::move(one));
        }
    }
    return result;
}

std::vector<int> CheckCompiler::columns(int table_number, const yaml::Node* fields) {
    std::vector<int> result;
    for (const yaml::Node& field : items_of(fields)) {
        if (const int found = column(table_number, field.scalar, field.place, false); found >= 0) {
            result.push_back(found);
        }
    }
    return result;
}

std::vector<Symbol> CheckCompiler::codes(const yaml::Node* list, const registers::Field* field) {
    std::vector<Symbol> result;
    bool known = false;
    for (const yaml::Node& item : items_of(list)) {
        if (item.scalar == "any") {
            return {};
        }
        if (code_known(field, item.scalar)) {
            known = true;
            result.push_back(workshop_.symbols.intern(item.scalar));
        } else if (!lenient_) {
            known = true;
            mistakes_.unknown(item.place, "item of " + field->name, item.scalar, code_names(*field));
        }
    }
    if (!known && list != nullptr && !items_of(list).empty()) {
        mistakes_.unknown(list->place, "item of " + field->name, items_of(list).front().scalar, code_names(*field));
    }
    return result;
}

std::optional<PartsCheck> CheckCompiler::parts(int table_number, const yaml::Node* node) {
    if (node == nullptr) {
        return {};
    }
    mistakes_.only(*node, "parts", {"in", "of", "need"});
    const yaml::Node* in = node->find("in");
    const yaml::Node* of = node->find("of");
    PartsCheck check;
    check.column = in == nullptr ? -1 : column(table_number, in->scalar, in->place);
    if (check.column < 0) {
        return {};
    }
    const registers::Field& field = *workshop_.schema.column(table_number, check.column).field;
    check.any = node->text("need", "all") == "any";
    if (field.type == FieldType::references && !field.item.empty()) {
        workshop_.schema.use_index(table_number, check.column);
        check.item = path(workshop_.schema.use_table(field.to), field.item, node->place);
        check.items = codes(of, check.item ? check.item->field : nullptr);
    } else if (field.type == FieldType::parts) {
        check.items = codes(of, &field);
    } else {
        mistakes_.add(in->place, "rule.not_parts", {{"field", field.name}}, "field " + field.name + " holds no keyed items");
    }
    // A value that is missing because its binding is wrong is told there, once.
    if ((of == nullptr || of->kind == yaml::Kind::null) && mistakes_.none()) {
        mistakes_.add(node->place, "rule.no_value", {{"field", field.name}},
                      "no items are asked for: the norm's contents have no codes and the binding gives none");
    }
    return check.items.empty() ? std::nullopt : std::optional(std::move(check));
}

Offices CheckCompiler::offices(const yaml::Node* list, const std::string& item) {
    Offices result;
    if (list != nullptr && list->is_map()) {
        list = list->find(item);
    }
    for (const yaml::Node& office : items_of(list)) {
        if (office.scalar == "any") {
            return {};
        }
        result.push_back(workshop_.symbols.intern(office.scalar));
        if (!workshop_.offices.empty() && !workshop_.offices.contains(office.scalar)) {
            mistakes_.unknown(office.place, "office", office.scalar, {workshop_.offices.begin(), workshop_.offices.end()});
        }
    }
    return result;
}

Symbol CheckCompiler::instrument(const yaml::Node* node, Clause& clause) {
    if (node == nullptr || node->kind == yaml::Kind::null || node->scalar == "any" || clause.table < 0) {
        return 0;
    }
    clause.instrument_column = column(clause.table, "instrument", node->place);
    if (clause.instrument_column >= 0) {
        const registers::Field* field = workshop_.schema.column(clause.table, clause.instrument_column).field;
        if (!code_known(field, node->scalar)) {
            mistakes_.unknown(node->place, "instrument", node->scalar, code_names(*field));
        }
    }
    return workshop_.symbols.intern(node->scalar);
}

std::vector<std::string> CheckCompiler::states_in(const Clause& clause) const {
    std::vector<std::string> states;
    for (const Condition& condition : clause.where) {
        if (condition.path.text == "state") {
            for (const Symbol state : condition.values) {
                states.push_back(workshop_.symbols.text(state));
            }
        }
    }
    return states;
}

void CheckCompiler::clause_dates(const yaml::Node& node, Clause& clause) {
    if (const yaml::Node* date = node.find("date"); date != nullptr) {
        if (const int found = date_column(clause.table, date->scalar, date->place); found >= 0) {
            clause.dates = {found};
        }
        return;
    }
    const registers::Register& declaration = *workshop_.schema.table(clause.table).declaration;
    std::vector<std::string> names{"date"};
    for (const std::string& state : states_in(clause)) {
        names.push_back(state + "_on");
    }
    for (const std::string& name : names) {
        if (const registers::Field* field = declaration.field(name);
            field != nullptr && (field->type == FieldType::date || field->type == FieldType::datetime)) {
            clause.dates.push_back(workshop_.schema.use_column(clause.table, name));
        }
    }
    clause.dates.push_back(created_column);
}

void CheckCompiler::by(Clause& clause, Offices wanted, const yaml::Place& place) {
    if (wanted.empty() || clause.table < 0) {
        return;
    }
    std::vector<std::string> names{"by"};
    for (const std::string& state : states_in(clause)) {
        names.push_back(state + "_by");
    }
    for (const std::string& name : names) {
        if (workshop_.schema.table(clause.table).declaration->field(name) != nullptr) {
            const int found = workshop_.schema.use_column(clause.table, name);
            workshop_.schema.use_index(clause.table, found);
            clause.by_columns.push_back(found);
        }
    }
    if (clause.by_columns.empty()) {
        mistakes_.unknown(place, "field of " + workshop_.schema.table(clause.table).declaration->name, "by",
                          field_names(*workshop_.schema.table(clause.table).declaration));
    }
    clause.by = std::move(wanted);
}

void CheckCompiler::clause_links(const yaml::Node& node, int subject, Clause& clause) {
    const yaml::Node* link = node.find("link");
    if (link != nullptr && link->is_scalar() && subject >= 0) {
        clause.link = column(clause.table, link->scalar, link->place);
        if (clause.link >= 0) {
            const ColumnPlan& plan = workshop_.schema.column(clause.table, clause.link);
            const std::string& name = workshop_.schema.table(subject).declaration->name;
            clause.link_any = plan.refers_to_any;
            if (clause.link_any) {
                workshop_.schema.use_self(subject);
            } else if (plan.field == nullptr || plan.field->to != name) {
                mistakes_.add(link->place, "rule.bad_link", {{"field", link->scalar}, {"register", name}},
                              "field " + link->scalar + " does not refer to " + name);
            }
            workshop_.schema.use_index(clause.table, clause.link);
        }
    }
    const yaml::Node* same = node.find("same");
    if (same == nullptr || subject < 0) {
        return;
    }
    for (const auto& [theirs, ours] : same->entries) {
        Clause::Same pair;
        pair.column = column(clause.table, theirs, ours.place);
        auto to = path(subject, ours.scalar, ours.place);
        if (pair.column < 0 || !to) {
            continue;
        }
        pair.subject = *std::move(to);
        const bool their_any = workshop_.schema.column(clause.table, pair.column).refers_to_any;
        const registers::Field* field = pair.subject.field;
        const bool our_any = field != nullptr && field->to == "any";
        const registers::Field* their_field = workshop_.schema.column(clause.table, pair.column).field;
        if (their_any && !our_any) {
            pair.conversion = Conversion::to_any;
            pair.register_name = pair.subject.text == "id" || field == nullptr ? workshop_.schema.table(subject).declaration->name : field->to;
        } else if (!their_any && our_any && their_field != nullptr) {
            pair.conversion = Conversion::from_any;
            pair.register_name = their_field->to;
        }
        workshop_.schema.use_index(clause.table, pair.column);
        if (pair.subject.hops.size() == 1) {
            const auto& [at, ours_column] = pair.subject.hops.front().columns.front();
            workshop_.schema.use_index(at, ours_column);
        }
        clause.same.push_back(std::move(pair));
    }
}

void CheckCompiler::drive(Clause& clause) {
    if (clause.link >= 0) {
        clause.drive = Clause::Drive::link;
        return;
    }
    if (!clause.same.empty()) {
        clause.drive = Clause::Drive::same;
        return;
    }
    if (clause.match >= 0) {
        clause.drive = Clause::Drive::match;
        workshop_.schema.use_index(clause.table, clause.match);
        return;
    }
    for (std::size_t i = 0; i < clause.where.size(); ++i) {
        const Condition& condition = clause.where[i];
        if (condition.kind == Condition::Kind::one_of && condition.roles.empty() && condition.path.hops.size() == 1 && condition.path.text != "state") {
            clause.drive = Clause::Drive::where;
            clause.drive_at = i;
            workshop_.schema.use_index(clause.table, condition.path.hops.front().columns.front().second);
            return;
        }
    }
}

Clause CheckCompiler::clause(const yaml::Node& node, int subject) {
    Clause clause;
    mistakes_.only(node, "clause", {"register", "where", "state", "link", "same", "match", "match_across", "needs", "parts", "date"});
    const yaml::Node* name = node.find("register");
    if (name == nullptr) {
        mistakes_.add(node.place, "declaration.missing", {{"key", "register"}}, "a clause names a register");
        return clause;
    }
    clause.table = table(*name);
    if (clause.table < 0) {
        return clause;
    }
    clause.where = conditions(clause.table, node.find("where"));
    if (const yaml::Node* state = node.find("state"); state != nullptr) {
        if (auto one = condition(clause.table, "state", *state)) {
            clause.where.push_back(*std::move(one));
        }
    }
    clause_links(node, subject, clause);
    if (const yaml::Node* match = node.find("match"); match != nullptr) {
        clause.match = column(clause.table, match->scalar, match->place);
    }
    if (const yaml::Node* across = node.find("match_across"); across != nullptr) {
        clause.across = column(clause.table, across->scalar, across->place);
    }
    clause.needs = columns(clause.table, node.find("needs"));
    if (const yaml::Node* wanted = node.find("parts"); wanted != nullptr && !items_of(wanted->find("of")).empty()) {
        clause.parts = parts(clause.table, wanted);
    }
    clause_dates(node, clause);
    drive(clause);
    return clause;
}

}  // namespace pendopo::law
