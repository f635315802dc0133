// How records are found and weighed for a clause.

#include <algorithm>

#include "law/judge.hpp"
#include "law/judge_parts.hpp"

namespace pendopo::law {

Symbol Judge::converted(const Clause::Same& same, Symbol value) const {
    switch (same.conversion) {
        case Conversion::none: return value;
        case Conversion::to_any: return mirror_.symbols().find(same.register_name + ":" + mirror_.text(value));
        case Conversion::from_any: {
            const std::string& text = mirror_.text(value);
            const std::string prefix = same.register_name + ":";
            return text.starts_with(prefix) ? mirror_.symbols().find(text.substr(prefix.size())) : 0;
        }
    }
    return 0;
}

Day Judge::dated(const Clause& clause, RowRef row) const {
    for (const int column : clause.dates) {
        if (const Day day = mirror_.day(row, column); day != no_day) {
            return day;
        }
    }
    return no_day;
}

bool Judge::related(const Clause& clause, RowRef row, const Subject& subject) const {
    if (!mirror_.live(row)) {
        return false;
    }
    const auto holds_value = [&](int column, Symbol wanted) {
        bool found = false;
        mirror_.each_value(row, column, [&](Symbol value) { found = found || value == wanted; });
        return found;
    };
    if (clause.match >= 0 && subject.item != 0 && clause.drive != Clause::Drive::match && !holds_value(clause.match, subject.item)) {
        return false;
    }
    if (clause.across >= 0 && subject.across != 0 && !holds_value(clause.across, subject.across)) {
        return false;
    }
    if (clause.link >= 0 && clause.drive != Clause::Drive::link &&
        !holds_value(clause.link, mirror_.symbol(subject.row, clause.link_any ? self_column : id_column))) {
        return false;
    }
    for (const Clause::Same& same : clause.same) {
        bool equal = false;
        each_value(same.subject, subject.row, [&](Symbol value, RowRef, int) { equal = equal || holds_value(same.column, converted(same, value)); });
        if (!equal) {
            return false;
        }
    }
    if (!satisfies(clause.where, row)) {
        return false;
    }
    return dated(clause, row) <= today_;  // what lies ahead proves nothing yet
}

bool Judge::part_present(const PartsCheck& parts, RowRef row, Symbol item) const {
    bool found = false;
    if (parts.item) {
        mirror_.each_value(row, parts.column, [&](Symbol value) {
            if (const auto target = mirror_.target(row.table, parts.column, value); target && !found) {
                each_value(*parts.item, *target, [&](Symbol code, RowRef, int) { found = found || code == item; });
            }
        });
        return found;
    }
    return std::ranges::any_of(mirror_.parts(row, parts.column),
                               [&](const Part& part) { return part.item == item && part.filled && (part.on == no_day || part.on <= today_); });
}

bool Judge::parts_present(const PartsCheck& parts, RowRef row, std::vector<Text>* lacking, const Trace* trace) const {
    std::vector<Text> missing;
    bool all = true, any = false;
    for (const Symbol item : parts.items) {
        const bool there = part_present(parts, row, item);
        all = all && there;
        any = any || there;
        if (!there && trace != nullptr) {
            const registers::Field* field = parts.item ? parts.item->field : mirror_.schema().column(row.table, parts.column).field;
            missing.push_back(trace->words.item(trace->norm, field, item));
        }
    }
    const bool enough = parts.any ? any : all;
    if (!enough && lacking != nullptr && trace != nullptr) {
        const Text field = trace->words.field(row.table, parts.column);
        if (parts.any) {
            lacking->push_back(phrase("salah satu {} ({})", "one {} ({})", field, list_text(missing, true)));
        } else {
            lacking->push_back(phrase("{}: {}", "{}: {}", field, list_text(missing)));
        }
    }
    return enough;
}

bool Judge::by_right_office(const Clause& clause, RowRef row, RowRef owner) const {
    if (clause.by.empty()) {
        return true;
    }
    for (const int column : clause.by_columns) {
        bool any = false, right = false;
        mirror_.each_value(row, column, [&](Symbol value) {
            any = true;
            const ColumnPlan& plan = mirror_.schema().column(row.table, column);
            right = right || std::ranges::any_of(clause.by, [&](Symbol role) { return holds_one(owner.table >= 0 ? owner : row, plan, value, role); });
        });
        if (any) {
            return right;  // the field that is filled decides; the state's own office only stands in for it
        }
    }
    return false;
}

bool Judge::sufficient(const Clause& clause, RowRef row, RowRef owner, std::vector<Text>* lacking, const Trace* trace) const {
    bool enough = true;
    const bool tell = lacking != nullptr && trace != nullptr;
    for (const int column : clause.needs) {
        if (!mirror_.present(row, column)) {
            enough = false;
            if (tell) {
                lacking->push_back(trace->words.field(row.table, column));
            }
        }
    }
    if (clause.parts && !parts_present(*clause.parts, row, lacking, trace)) {
        enough = false;
    }
    if (!by_right_office(clause, row, owner)) {
        enough = false;
        if (tell) {
            lacking->push_back(phrase("dari {}", "by {}", trace->words.offices(clause.by)));
        }
    }
    if (clause.instrument != 0 && mirror_.symbol(row, clause.instrument_column) != clause.instrument) {
        enough = false;
        if (tell) {
            const registers::Field* field = mirror_.schema().column(row.table, clause.instrument_column).field;
            lacking->push_back(phrase("bentuk {} (tercatat: {})", "the form of a {} (recorded: {})", trace->words.value(field, clause.instrument),
                                      trace->words.value(field, mirror_.symbol(row, clause.instrument_column))));
        }
    }
    return enough;
}

std::vector<Text> Judge::lacking(const Clause& clause, RowRef row, RowRef owner, const Trace& trace) const {
    std::vector<Text> found;
    static_cast<void>(sufficient(clause, row, owner, &found, &trace));
    return found;
}

Judge::Found Judge::search(const Clause& clause, const Subject& subject, Day from, Day until) const {
    Found found;
    each_related(clause, subject, [&](RowRef row) {
        const Day day = dated(clause, row);
        if ((from != no_day && day != no_day && day < from) || (until != no_day && day != no_day && day > until)) {
            return true;
        }
        if (!sufficient(clause, row, subject.row, nullptr, nullptr)) {
            ++found.insufficient;
            found.near_miss = row;
            return true;
        }
        ++found.count;
        if (found.count == 1 || day < found.first || (day == found.first && row < found.first_row)) {
            found.first = day;
            found.first_row = row;
        }
        if (found.count == 1 || day > found.last || (day == found.last && row < found.last_row)) {
            found.last = day;
            found.last_row = row;
        }
        return true;
    });
    return found;
}

void Judge::tell_missing(Trace& trace, const Clause& clause, const Subject& subject, const Offices* by) const {
    Text what = trace.words.clause(clause);
    if (clause.match >= 0 && subject.item != 0) {
        const registers::Field* field = mirror_.schema().column(clause.table, clause.match).field;
        const Text item = trace.words.item(trace.norm, field, subject.item);
        what = phrase("{} untuk {}", "{} for {}", what, item);
        if (clause.across >= 0 && subject.across != 0) {
            what = phrase("{} pada {}", "{} on {}", what,
                          trace.words.item(trace.norm, mirror_.schema().column(clause.table, clause.across).field, subject.across));
        }
    }
    const Offices& offices = by != nullptr ? *by : clause.by;
    if (!offices.empty()) {
        what = phrase("{} dari {}", "{} by {}", what, trace.words.offices(offices));
    }
    if (subject.row.table >= 0) {
        what = phrase("{} untuk {}", "{} for {}", what, trace.words.record(subject.row));
    }
    trace.say(phrase("Belum ada {}.", "There is no {} yet.", what));
    propose(trace, clause, subject);
}

void Judge::propose(Trace& trace, const Clause& clause, const Subject& subject) const {
    if (trace.mend) {
        return;
    }
    Mend mend{.register_name = mirror_.schema().table(clause.table).declaration->name, .values = {}};
    const auto add = [&](const std::string& field, Symbol value) {
        const bool known = std::ranges::any_of(mend.values, [&](const auto& pair) { return pair.first == field; });
        if (!known && value != 0) {
            mend.values.emplace_back(field, mirror_.text(value));
        }
    };
    for (const Condition& condition : clause.where) {
        if (condition.path.hops.size() == 1 && condition.path.text != "state" && condition.kind == Condition::Kind::one_of && !condition.values.empty()) {
            add(condition.path.text, condition.values.front());
        }
    }
    if (clause.match >= 0 && subject.item != 0) {
        add(mirror_.schema().column(clause.table, clause.match).name, subject.item);
    }
    if (clause.across >= 0 && subject.across != 0) {
        add(mirror_.schema().column(clause.table, clause.across).name, subject.across);
    }
    if (clause.link >= 0 && subject.row.table >= 0) {
        add(mirror_.schema().column(clause.table, clause.link).name, mirror_.symbol(subject.row, clause.link_any ? self_column : id_column));
    }
    for (const Clause::Same& same : clause.same) {
        each_value(same.subject, subject.row,
                   [&](Symbol value, RowRef, int) { add(mirror_.schema().column(clause.table, same.column).name, converted(same, value)); });
    }
    if (clause.instrument != 0) {
        add("instrument", clause.instrument);
    }
    trace.mend = std::move(mend);
}

void Judge::propose_opening(Trace& trace, RowRef row) const {
    if (!trace.mend && row.table >= 0) {
        trace.mend = Mend{.register_name = mirror_.schema().table(row.table).declaration->name, .values = {{"id", mirror_.text(mirror_.id(row))}}};
    }
}

}  // namespace pendopo::law
