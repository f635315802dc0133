// periodic: evidence dated inside each interval, or in each milestone of a term.
// attest: a person shows a document, a second person accepts it; again at intervals where the rule says so.

#include <algorithm>

#include "law/judge.hpp"
#include "law/judge_parts.hpp"

namespace pendopo::law {

namespace {

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day(date_of(day)).year()); }

Day end_of_year(int year) { return day_number(Date(std::chrono::year(year) / std::chrono::December / 31)); }

Day plus(Day day, Duration duration) { return day_number(date_of(day) + duration); }

}  // namespace

Outcome Judge::recurring_by_year(const Check& check, const Found& found, const Variant& variant, Duration every, const Subject& subject, Terms terms,
                                 Trace* trace) const {
    const int years = std::max(every.months / 12, 1);
    const int this_year = year_of(today_);
    if (found.count > 0 && year_of(found.last) + years > this_year) {
        const Day due = end_of_year(year_of(found.last) + years);
        if (trace != nullptr) {
            trace->say(phrase("Terakhir pada {}: {}. Berikutnya paling lambat {}.", "Last on {}: {}. Next by {}.", day_text(found.last),
                              trace->words.record(found.last_row), day_text(due)));
        }
        return {State::met, found.last, due};
    }
    const Day start = started(check, subject.row);
    const int first = found.count > 0 ? year_of(found.last) + years : start != no_day ? year_of(start) + years - 1 : this_year - 1;
    const Day due = end_of_year(first);
    if (trace != nullptr) {
        tell_missing(*trace, variant.clause, subject);
        trace->say(phrase("Batasnya {}.", "It is due by {}.", day_text(due)));
    }
    if (found.count > 0) {
        return due >= today_ ? Outcome{State::due, no_day, due} : Outcome{State::overdue, due, due};
    }
    return absent(terms, variant.clause.table, due);
}

Outcome Judge::recurring(const Check& check, const Variant& variant, const Interval& interval, Counting counting, const Subject& subject, Terms terms,
                         Trace* trace) const {
    std::optional<Duration> every = interval.length;
    if (interval.path) {
        each_value(*interval.path, subject.row, [&](Symbol value, RowRef, int) { every = parse_duration(mirror_.text(value)); });
    }
    const Found found = search(variant.clause, subject);
    if (trace != nullptr && found.count > 0) {
        trace->evidence.push_back(found.last_row);
    }
    if (!every) {
        if (trace != nullptr) {
            trace->say({"Selang waktunya belum ditetapkan.", "The interval has not been set."});
        }
        return {State::undetermined};
    }
    if (counting == Counting::calendar_year) {
        return recurring_by_year(check, found, variant, *every, subject, terms, trace);
    }
    if (found.count > 0) {
        const Day due = plus(found.last, *every);
        const bool fresh = today_ <= due;
        if (trace != nullptr) {
            trace->say(phrase(fresh ? "Terakhir pada {}: {}. Berikutnya paling lambat {}." : "Terakhir pada {}: {}. Seharusnya diulang paling lambat {}.",
                              fresh ? "Last on {}: {}. Next by {}." : "Last on {}: {}. It was to be repeated by {}.", day_text(found.last),
                              trace->words.record(found.last_row), day_text(due)));
            if (!fresh) {
                propose(*trace, variant.clause, subject);
            }
        }
        return fresh ? Outcome{State::met, found.last, due} : Outcome{State::overdue, due, due};
    }
    const Day start = started(check, subject.row);
    const Day due = start == no_day ? no_day : plus(start, *every);
    if (trace != nullptr) {
        tell_missing(*trace, variant.clause, subject);
        trace->say(phrase("Diminta sekali setiap {}.", "It is asked for once every {}.", duration_text(*every)));
    }
    return absent(terms, variant.clause.table, due);
}

Outcome Judge::milestones(const Check&, const Periodic& periodic, const Subject& subject, Terms terms, Trace* trace) const {
    const Day from = mirror_.day(subject.row, periodic.valid_from), to = mirror_.day(subject.row, periodic.valid_to);
    if (from == no_day || to == no_day || to <= from) {
        if (trace != nullptr) {
            trace->say(phrase("Masa berlaku {} belum dicatat.", "The term of {} is not recorded.", trace->words.record(subject.row)));
            propose_opening(*trace, subject.row);
        }
        return {State::unproven};
    }
    struct Window {
        Text name;
        Day opens, closes;
    };
    std::vector<Window> windows;
    if (periodic.midterm) {  // half a year around the middle of the term
        const Day middle = from + (to - from) / 2;
        windows.push_back({{"paruh waktu", "mid-term"}, plus(middle, {.months = -6}), plus(middle, {.months = 6})});
    }
    if (periodic.final_year) {
        windows.push_back({{"tahun terakhir", "the final year"}, plus(to, {.months = -12}), to});
    }
    const Clause& clause = periodic.evidence.front().clause;
    Outcome result{State::due, no_day, no_day};
    for (const Window& window : windows) {
        const Found found = search(clause, subject, window.opens, window.closes);
        if (found.count > 0) {
            result.state = result.state == State::due ? State::met : result.state;
            result.since = std::max(result.since, found.first);
            if (trace != nullptr) {
                trace->evidence.push_back(found.first_row);
                trace->say(
                    phrase("Tinjauan {}: {} pada {}.", "Review at {}: {} on {}.", window.name, trace->words.record(found.first_row), day_text(found.first)));
            }
        } else if (today_ > window.closes) {
            result = {absent(terms, -1).state, window.closes, window.closes};
            if (trace != nullptr) {
                trace->say(phrase("Tidak ada tinjauan {} sampai {}.", "There was no review at {} by {}.", window.name, day_text(window.closes)));
                propose(*trace, clause, subject);
            }
        } else {
            result.due = result.due == no_day ? window.closes : result.due;
            if (trace != nullptr) {
                trace->say(phrase("Tinjauan {} ditunggu antara {} dan {}.", "The review at {} is awaited between {} and {}.", window.name,
                                  day_text(window.opens), day_text(window.closes)));
            }
        }
    }
    return result.state == State::due && terms.optional ? Outcome{State::not_used} : result;
}

Outcome Judge::judge(const Check& check, const Periodic& periodic, const Subject& subject, Terms terms, Trace* trace) const {
    if (periodic.midterm || periodic.final_year) {
        return milestones(check, periodic, subject, terms, trace);
    }
    std::optional<Outcome> result;
    for (const Variant& variant : periodic.evidence) {
        const Outcome one = recurring(check, variant, periodic.every, periodic.counting, subject, terms, trace);
        result = result ? worse(*result, one) : one;
    }
    return result.value_or(Outcome{});
}

Outcome Judge::judge(const Check& check, const Attest& attest, const Subject& subject, Terms terms, Trace* trace) const {
    std::optional<Outcome> result;
    for (const Variant& variant : attest.evidence) {
        Outcome one;
        if (attest.has_interval) {
            one = recurring(check, variant, Interval{.length = attest.every, .path = {}}, Counting::running, subject, terms, trace);
        } else if (const Found found = search(variant.clause, subject); found.count > 0) {
            one = {State::met, found.first};
            if (trace != nullptr) {
                trace->evidence.push_back(found.first_row);
                trace->say(phrase("Ditunjukkan dengan {} pada {}.", "Shown by {} on {}.", trace->words.record(found.first_row), day_text(found.first)));
            }
        } else {
            one = absent(terms, variant.clause.table);
            if (trace != nullptr) {
                tell_missing(*trace, variant.clause, subject);
            }
        }
        result = result ? worse(*result, one) : one;
    }
    return result.value_or(Outcome{});
}

}  // namespace pendopo::law
