// valid: a document or status is in force today, under the right instrument and for the right term.

#include <cstdlib>

#include "law/judge.hpp"
#include "law/judge_parts.hpp"

namespace pendopo::law {

bool Judge::term_fits(const Valid& valid, RowRef row) const {
    if (!valid.term) {
        return true;
    }
    if (valid.valid_from < 0 || valid.valid_to < 0) {
        return false;
    }
    const Day from = mirror_.day(row, valid.valid_from), to = mirror_.day(row, valid.valid_to);
    if (from == no_day || to == no_day || to <= from) {
        return false;
    }
    // A plan "2021-2025" lasts five years whether it was signed in January or in March.
    const auto year = [](Day day) { return static_cast<int>(std::chrono::year_month_day(date_of(day)).year()); };
    const Day end = day_number(date_of(from) + *valid.term) - 1;
    const bool exact = std::abs(to - end) <= 1;
    const bool by_years = valid.term->months % 12 == 0 && valid.term->days == 0 && year(to) - year(from) + 1 == valid.term->months / 12;
    const bool shorter = to < end - 1 && !by_years;
    switch (valid.shorter) {
        case Valid::Shorter::never: return exact || by_years;
        case Valid::Shorter::may: return exact || by_years || shorter;
        case Valid::Shorter::must: return to < end - 1 && !(by_years && exact);
    }
    return false;
}

bool Judge::document_fits(const Valid& valid, const Clause& clause, RowRef row, RowRef owner, std::vector<Text>* lacking, const Trace* trace) const {
    bool fits = sufficient(clause, row, owner, lacking, trace);
    const Day from = valid.valid_from < 0 ? no_day : mirror_.day(row, valid.valid_from);
    const Day to = valid.valid_to < 0 ? no_day : mirror_.day(row, valid.valid_to);
    const bool tell = lacking != nullptr && trace != nullptr;
    if (from != no_day && from > today_) {
        fits = false;
        if (tell) {
            lacking->push_back(phrase("baru berlaku sejak {}", "in force only from {}", day_text(from)));
        }
    }
    if (to != no_day && to < today_) {
        fits = false;
        if (tell) {
            lacking->push_back(phrase("hanya berlaku sampai {}", "in force only until {}", day_text(to)));
        }
    }
    if (!term_fits(valid, row)) {
        fits = false;
        if (tell) {
            const Text term = duration_text(*valid.term);
            lacking->push_back(valid.shorter == Valid::Shorter::must ? phrase("masa berlaku kurang dari {}", "a term of less than {}", term)
                                                                     : phrase("masa berlaku {}", "a term of {}", term));
        }
    }
    return fits;
}

Outcome Judge::document(const Check& check, const Valid& valid, const Variant& variant, const Subject& subject, Terms terms, Trace* trace) const {
    std::optional<RowRef> good, bad;
    each_related(variant.clause, subject, [&](RowRef row) {
        if (document_fits(valid, variant.clause, row, subject.row, nullptr, nullptr)) {
            good = !good || dated(variant.clause, row) > dated(variant.clause, *good) ? row : *good;
        } else {
            bad = !bad || dated(variant.clause, row) > dated(variant.clause, *bad) ? row : *bad;
        }
        return true;
    });
    if (good) {
        const Day since = dated(variant.clause, *good);
        const Day until = valid.valid_to < 0 ? no_day : mirror_.day(*good, valid.valid_to);
        if (trace != nullptr) {
            trace->evidence.push_back(*good);
            trace->say(until == no_day ? phrase("Berlaku: {}.", "In force: {}.", trace->words.record(*good))
                                       : phrase("Berlaku: {}, sampai {}.", "In force: {}, until {}.", trace->words.record(*good), day_text(until)));
        }
        return {State::met, since, until};
    }
    if (bad) {
        if (trace != nullptr) {
            std::vector<Text> lacking;
            static_cast<void>(document_fits(valid, variant.clause, *bad, subject.row, &lacking, trace));
            trace->evidence.push_back(*bad);
            trace->say(phrase("Ada {}, tetapi yang diminta: {}.", "There is {}, but what is asked for is: {}.", trace->words.record(*bad), list_text(lacking)));
            propose_opening(*trace, *bad);
        }
        return {State::breached, entered(check, *bad, terms)};
    }
    if (trace != nullptr) {
        tell_missing(*trace, variant.clause, subject);
    }
    return variant.clause.itself ? Outcome{State::breached, entered(check, subject.row, terms)} : absent(terms, variant.clause.table);
}

Outcome Judge::judge(const Check& check, const Valid& valid, const Subject& subject, Terms terms, Trace* trace) const {
    std::optional<Outcome> result;
    for (const Variant& variant : valid.documents) {
        const Outcome one = document(check, valid, variant, subject, terms, trace);
        result = result ? worse(*result, one) : one;
    }
    return result.value_or(Outcome{});
}

std::optional<Outcome> Judge::judge_document(const Check& check, RowRef row, Trace* trace) const {
    const auto* valid = std::get_if<Valid>(&check.kind);
    if (valid == nullptr) {
        return {};
    }
    for (const Variant& variant : valid->documents) {
        if (variant.clause.table != row.table || !satisfies(variant.clause.where, row)) {
            continue;
        }
        std::vector<Text> lacking;
        // A document that starts to run later is a good document: only its form is judged when it is adopted.
        bool fits = sufficient(variant.clause, row, RowRef{}, &lacking, trace);
        if (!term_fits(*valid, row)) {
            fits = false;
            if (trace != nullptr) {
                lacking.push_back(phrase("masa berlaku {}", "a term of {}", duration_text(*valid->term)));
            }
        }
        if (trace != nullptr && !fits) {
            trace->say(phrase("Untuk {} diminta: {}.", "For {} is asked: {}.", trace->words.record(row), list_text(lacking)));
            propose_opening(*trace, row);
        }
        return Outcome{fits ? State::met : State::breached, today_};
    }
    return {};
}

}  // namespace pendopo::law
