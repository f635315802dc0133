#include "law/judge.hpp"

#include <algorithm>

#include "law/judge_parts.hpp"

namespace pendopo::law {

namespace {

constexpr std::array<std::string_view, state_count> state_names{"breached", "overdue", "undetermined", "unproven", "due",
                                                                "met",      "exempt",  "not_used",     "not_ours", "unbound"};

}  // namespace

std::string_view name_of(State state) { return state_names[static_cast<std::size_t>(state)]; }

std::optional<State> state_named(std::string_view name) {
    const auto found = std::ranges::find(state_names, name);
    return found == state_names.end() ? std::nullopt : std::optional(static_cast<State>(found - state_names.begin()));
}

Outcome worse(const Outcome& a, const Outcome& b) {
    if (a.state != b.state) {
        return a.state < b.state ? a : b;
    }
    const bool b_first = b.due != no_day && (a.due == no_day || b.due < a.due);  // the nearer day is the one to know
    Outcome result = b_first ? b : a;
    if (a.state == State::met) {
        result.since = std::max(a.since, b.since);  // whole only since the last part was
    }
    return result;
}

Judge::Judge(const Mirror& mirror, const OfficeColumns& offices, const KnownSymbols& known, const Regulation& regulation, Date today)
    : mirror_(mirror),
      columns_(offices),
      known_(known),
      regulation_(regulation),
      today_(day_number(today)),
      this_year_(mirror.symbols().find(std::to_string(static_cast<int>(std::chrono::year_month_day(today).year())))),
      complete_(mirror.schema().tables().size(), 0) {
    read_census();
}

void Judge::read_census() {
    if (columns_.census < 0) {
        return;
    }
    for (Row row = 0; row < mirror_.slots(columns_.census); ++row) {
        const RowRef ref{columns_.census, row};
        if (!mirror_.live(ref) || mirror_.state(ref) != known_.confirmed || mirror_.symbol(ref, columns_.census_agency) != 0) {
            continue;  // one agency's word does not cover the government
        }
        const int table = mirror_.schema().find_table(mirror_.text(mirror_.symbol(ref, columns_.census_register)));
        const Day day = mirror_.day(ref, columns_.census_day);
        if (table < 0 || day == no_day || day > today_) {
            continue;
        }
        const auto& census = mirror_.schema().table(table).declaration->census;
        const auto every = census ? parse_duration(census->every) : std::nullopt;
        if (day_number(date_of(day) + every.value_or(Duration{.months = 12})) >= today_) {
            complete_[static_cast<std::size_t>(table)] = 1;
        }
    }
}

Day Judge::law_day(std::string_view event_state) const {
    const bool enacted = event_state == "enacted";
    if (const auto& day = enacted ? regulation_.enacted : regulation_.promulgated) {
        return day_number(*day);
    }
    if (columns_.regulation < 0) {
        return no_day;
    }
    const Symbol id = mirror_.symbols().find(regulation_.id);
    for (Row row = 0; row < mirror_.slots(columns_.regulation); ++row) {
        const RowRef ref{columns_.regulation, row};
        if (id != 0 && mirror_.live(ref) && mirror_.symbol(ref, columns_.regulation_catalogue) == id) {
            return mirror_.day(ref, enacted ? columns_.regulation_enacted : columns_.regulation_promulgated);
        }
    }
    return no_day;
}

bool Judge::present(const Path& path, RowRef row) const {
    if (path.hops.size() == 1) {
        const int column = path.hops.front().column_of(row.table);
        return column >= 0 && mirror_.present(row, column);
    }
    Path way{.hops = {path.hops.begin(), path.hops.end() - 1}, .text = {}, .field = nullptr};
    bool found = false;
    each_value(way, row, [&](Symbol value, RowRef at, int column) {
        if (const auto target = mirror_.target(at.table, column, value); target && !found) {
            const int last = path.hops.back().column_of(target->table);
            found = last >= 0 && mirror_.present(*target, last);
        }
    });
    return found;
}

bool Judge::satisfies(const Condition& condition, RowRef row) const {
    switch (condition.kind) {
        case Condition::Kind::set: return present(condition.path, row);
        case Condition::Kind::unset: return !present(condition.path, row);
        case Condition::Kind::this_year:
        case Condition::Kind::one_of: break;
    }
    bool fits = false;
    each_value(condition.path, row, [&](Symbol value, RowRef at, int column) {
        if (fits) {
            return;
        }
        if (condition.kind == Condition::Kind::this_year) {
            fits = value == this_year_;
            return;
        }
        fits = std::ranges::find(condition.values, value) != condition.values.end() || (!condition.roles.empty() && holds(at, column, value, condition.roles));
    });
    return fits;
}

bool Judge::satisfies(const Conditions& where, RowRef row) const {
    return std::ranges::all_of(where, [&](const Condition& condition) { return satisfies(condition, row); });
}

bool Judge::applies(const Check& check, RowRef row) const {
    if (!mirror_.live(row)) {
        return false;
    }
    const Symbol state = mirror_.state(row);
    if (!check.names_state && std::ranges::find(check.ceased, state) != check.ceased.end()) {
        return false;
    }
    if (!check.at_or_later.empty()) {
        const int date = std::holds_alternative<Respond>(check.kind) ? std::get<Respond>(check.kind).event_date : check.at_date;
        const bool entered = date >= 0 && mirror_.day(row, date) != no_day && mirror_.day(row, date) <= today_;
        if (!entered && std::ranges::find(check.at_or_later, state) == check.at_or_later.end()) {
            return false;
        }
    }
    return satisfies(check.where, row);
}

Symbol Judge::agency_of(RowRef row) const {
    if (row.table < 0) {
        return 0;
    }
    if (row.table == columns_.agency) {
        return mirror_.id(row);
    }
    const std::vector<int>& path = mirror_.schema().table(row.table).agency_path;
    for (std::size_t i = 0; i < path.size(); ++i) {
        Symbol value = 0;
        mirror_.each_value(row, path[i], [&](Symbol one) { value = value == 0 ? one : value; });
        if (i + 1 == path.size()) {
            return value;
        }
        const auto next = mirror_.target(row.table, path[i], value);
        if (!next) {
            return 0;
        }
        row = *next;
    }
    return 0;
}

Outcome Judge::absent(Terms terms, int table, Day due) const {
    if (terms.optional) {
        return {State::not_used};
    }
    if (table >= 0 && mirror_.count(table) == 0 && !complete_register(table)) {
        return {State::unproven};  // an empty register proves nothing, either way
    }
    if (due != no_day && today_ <= due) {
        return {State::due, no_day, due};
    }
    return {State::overdue, due, due};
}

Outcome Judge::nothing_there(const Check& check, Terms terms) const {
    if (terms.optional) {
        return {State::not_used};
    }
    return {check.subject >= 0 && complete_register(check.subject) ? State::met : State::unproven};
}

bool Judge::excused(const Check& check, const Subject& subject, Trace* trace) const {
    const Unless& unless = check.unless;
    bool found = false;
    if (unless.clause) {
        Subject whole = subject;
        whole.item = whole.across = 0;
        each_related(*unless.clause, whole, [&](RowRef row) {
            found = true;
            if (trace != nullptr) {
                trace->evidence.push_back(row);
            }
            return false;
        });
    }
    if (!found && !unless.where.empty()) {
        found = satisfies(unless.where, subject.row);
    }
    if (!found && unless.field) {
        found = present(*unless.field, subject.row);
    }
    if (found && trace != nullptr) {
        trace->sentences.clear();
        trace->mend.reset();
        trace->say({"Dikecualikan: syarat pengecualian terpenuhi.", "Exempt: the condition of the exemption is fulfilled."});
    }
    return found;
}

Outcome Judge::judge_kind(const Check& check, const Subject& subject, Terms terms, Trace* trace) const {
    return std::visit([&](const auto& kind) { return judge(check, kind, subject, terms, trace); }, check.kind);
}

Outcome Judge::judge(const Check& check, const Subject& subject, Terms terms, Trace* trace) const {
    const Outcome outcome = judge_kind(check, subject, terms, trace);
    const bool wanting = outcome.state == State::breached || outcome.state == State::overdue || outcome.state == State::due || outcome.state == State::unproven;
    if (wanting && !check.unless.empty() && excused(check, subject, trace)) {
        return {State::exempt};
    }
    return outcome;
}

Day Judge::entered(const Check& check, RowRef row, Terms terms) const {
    if (terms.entering) {
        return today_;
    }
    return check.at_date >= 0 && row.table == check.at_table ? mirror_.day(row, check.at_date) : no_day;
}

Day Judge::started(const Check& check, RowRef row) const {
    if (row.table < 0) {
        const Day promulgated = law_day("promulgated");
        return promulgated != no_day ? promulgated : law_day("enacted");
    }
    Day day = no_day;
    for (const Condition& condition : check.where) {  // since it came into the state that the rule speaks of
        for (const Symbol state : condition.path.text == "state" ? condition.values : std::vector<Symbol>{}) {
            const int column = mirror_.schema().find_column(row.table, mirror_.text(state) + "_on");
            day = column >= 0 && mirror_.day(row, column) != no_day ? mirror_.day(row, column) : day;
        }
    }
    if (const int active = mirror_.schema().find_column(row.table, "active_on"); day == no_day && active >= 0) {
        day = mirror_.day(row, active);
    }
    return day != no_day ? day : mirror_.day(row, created_column);
}

}  // namespace pendopo::law
