// ordered: dated steps stand in their order, or one record precedes another.

#include <algorithm>

#include "law/judge.hpp"
#include "law/judge_parts.hpp"

namespace pendopo::law {

Outcome Judge::steps_in_order(const Check& check, const Ordered& ordered, const Subject& subject, Terms terms, Trace* trace) const {
    bool right = true, gap = false, started = false;
    Day last = no_day;
    for (const Ordered::Step& step : ordered.steps) {
        const Day day = mirror_.day(subject.row, step.date);
        const bool there = day != no_day && day <= today_;
        started = started || there;
        const bool out_of_order = there && (gap || day < last);
        const bool missing = !there && check.at != 0;  // at its state, every step must have been taken
        if (trace != nullptr && (out_of_order || missing)) {
            const Text name = trace->words.field(subject.row.table, step.date);
            trace->say(missing ? phrase("Belum tercatat: {}.", "Not recorded: {}.", name)
                               : phrase("{} ({}) mendahului langkah yang seharusnya lebih dulu.", "{} ({}) comes before a step that should precede it.", name,
                                        day_text(day)));
        }
        right = right && !out_of_order && !missing;
        gap = gap || !there;
        last = there ? std::max(last, day) : last;
    }
    if (!ordered.by.empty() && !ordered.steps.empty() && ordered.steps.back().by >= 0 && (started || terms.entering)) {
        bool held = false;
        const int column = ordered.steps.back().by;
        mirror_.each_value(subject.row, column, [&](Symbol value) { held = held || holds(subject.row, column, value, ordered.by); });
        const bool taken = mirror_.day(subject.row, ordered.steps.back().date) != no_day;
        if (taken && !held) {
            right = false;
            if (trace != nullptr) {
                trace->say(phrase("{} harus oleh {}.", "{} must be by {}.", trace->words.field(subject.row.table, ordered.steps.back().date),
                                  trace->words.offices(ordered.by)));
            }
        }
    }
    if (trace != nullptr && right) {
        trace->say({"Langkah-langkahnya berurutan.", "The steps are in order."});
    }
    return {right ? State::met : State::breached, entered(check, subject.row, terms)};
}

Outcome Judge::stages_in_order(const Check& check, const Ordered& ordered, const Subject& subject, Terms terms, Trace* trace) const {
    bool right = true, gap = false;
    Day last = no_day;
    for (const Symbol stage : ordered.stage_items) {
        const auto parts = mirror_.parts(subject.row, ordered.stages);
        const auto found =
            std::ranges::find_if(parts, [&](const Part& part) { return part.item == stage && part.filled && (part.on == no_day || part.on <= today_); });
        const bool there = found != parts.end();
        const bool out_of_order = there && (gap || (found->on != no_day && found->on < last));
        const bool missing = !there && check.at != 0;
        if (trace != nullptr && (out_of_order || missing)) {
            const Text name = trace->words.item(trace->norm, mirror_.schema().column(subject.row.table, ordered.stages).field, stage);
            trace->say(missing
                           ? phrase("Tahap {} belum tercatat.", "The stage {} is not recorded.", name)
                           : phrase("Tahap {} mendahului tahap yang seharusnya lebih dulu.", "The stage {} comes before one that should precede it.", name));
        }
        right = right && !out_of_order && !missing;
        gap = gap || !there;
        last = there && found->on != no_day ? std::max(last, found->on) : last;
    }
    if (trace != nullptr && right) {
        trace->say({"Tahap-tahapnya berurutan.", "The stages are in order."});
    }
    return {right ? State::met : State::breached, entered(check, subject.row, terms)};
}

Outcome Judge::first_before(const Check& check, const Ordered& ordered, const Subject& subject, Terms terms, Trace* trace) const {
    Day then = ordered.then < 0 ? no_day : mirror_.day(subject.row, ordered.then);
    if (then == no_day && check.at_date >= 0) {
        then = mirror_.day(subject.row, check.at_date);
    }
    if (terms.entering && then == no_day) {
        then = today_;
    }
    const Found found = search(*ordered.first, subject, no_day, then);
    if (found.count > 0) {
        if (trace != nullptr) {
            trace->evidence.push_back(found.first_row);
            trace->say(phrase("Didahului {} pada {}.", "Preceded by {} on {}.", trace->words.record(found.first_row), day_text(found.first)));
        }
        return {State::met, found.first};
    }
    if (trace != nullptr) {
        const Found late = search(*ordered.first, subject);
        if (late.count > 0) {
            trace->evidence.push_back(late.first_row);
            trace->say(phrase("{} baru bertanggal {}, sesudah {}.", "{} is dated {}, after {}.", trace->words.record(late.first_row), day_text(late.first),
                              day_text(then)));
        } else {
            tell_missing(*trace, *ordered.first, subject);
        }
    }
    return {State::breached, then};
}

Outcome Judge::judge(const Check& check, const Ordered& ordered, const Subject& subject, Terms terms, Trace* trace) const {
    if (trace != nullptr) {
        trace->evidence.push_back(subject.row);
    }
    Outcome result{State::met};
    const auto add = [&](const Outcome& one) { result = worse(result, one); };
    if (!ordered.steps.empty()) {
        add(steps_in_order(check, ordered, subject, terms, trace));
    }
    if (ordered.stages >= 0) {
        add(stages_in_order(check, ordered, subject, terms, trace));
    }
    if (ordered.first) {
        add(first_before(check, ordered, subject, terms, trace));
    }
    if (trace != nullptr && result.state != State::met) {
        propose_opening(*trace, subject.row);
    }
    return result;
}

}  // namespace pendopo::law
