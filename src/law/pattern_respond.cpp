// respond: an event is answered by a record, fields or a route, within a limit.

#include <algorithm>

#include "law/judge.hpp"
#include "law/judge_parts.hpp"

namespace pendopo::law {

namespace {

Outcome by_day(Day answered, Day due) { return {answered != no_day && answered > due ? State::breached : State::met, answered, due}; }

}  // namespace

bool Judge::routed(const Respond& respond, const Subject& subject, std::vector<Text>& lacking, const Trace* trace) const {
    if (respond.route.empty()) {
        return true;
    }
    Day last = no_day;
    bool whole = true;
    for (const Symbol stop : respond.route) {
        const auto parts = mirror_.parts(subject.row, respond.route_column);
        const auto found =
            std::ranges::find_if(parts, [&](const Part& part) { return part.item == stop && part.filled && (part.on == no_day || part.on <= today_); });
        const bool there = found != parts.end() && (found->on == no_day || found->on >= last);
        whole = whole && there;
        last = there && found->on != no_day ? found->on : last;
        if (!there && trace != nullptr) {
            lacking.push_back(phrase("lewat {}", "by way of {}", trace->words.office(stop)));
        }
    }
    return whole;
}

Outcome Judge::answered_by_fields(const Respond& respond, const Subject& subject, Day event, Day due, Trace* trace) const {
    std::vector<Text> lacking;
    bool whole = true;
    Day answered = no_day;
    for (const int column : respond.fields) {
        bool there = mirror_.present(subject.row, column);
        if (std::ranges::find(respond.field_dates, column) != respond.field_dates.end()) {
            const Day day = mirror_.day(subject.row, column);
            there = there && day <= today_ && (event == no_day || day >= event);  // an answer follows its question
            answered = there ? std::max(answered, day) : answered;
        }
        whole = whole && there;
        if (!there && trace != nullptr) {
            lacking.push_back(trace->words.field(subject.row.table, column));
        }
    }
    if (!respond.to.empty()) {
        bool right = false;
        mirror_.each_value(subject.row, respond.to_column, [&](Symbol value) { right = right || holds(subject.row, respond.to_column, value, respond.to); });
        whole = whole && right;
        if (!right && trace != nullptr) {
            lacking.push_back(phrase("kepada {}", "to {}", trace->words.offices(respond.to)));
        }
    }
    whole = routed(respond, subject, lacking, trace) && whole;
    if (trace != nullptr) {
        trace->evidence.push_back(subject.row);
        if (whole) {
            trace->say(phrase("Dijawab pada {}, batasnya {}.", "Answered on {}, the limit was {}.", day_text(answered), day_text(due)));
        } else {
            trace->say(phrase("{} tercatat {}; belum ada: {}. Batasnya {}.", "{} is dated {}; still missing: {}. The limit is {}.",
                              trace->words.record(subject.row), day_text(event), list_text(lacking), day_text(due)));
            propose_opening(*trace, subject.row);
        }
    }
    if (whole) {
        return by_day(answered, due);
    }
    return today_ <= due ? Outcome{State::due, no_day, due} : Outcome{State::overdue, due, due};
}

Outcome Judge::answered_by_record(const Variant& variant, const Subject& subject, Day event, Day due, Trace* trace) const {
    const Found found = search(variant.clause, subject, event);
    if (found.count > 0) {
        if (trace != nullptr) {
            trace->evidence.push_back(found.first_row);
            trace->say(phrase("Dijawab dengan {} pada {}, batasnya {}.", "Answered by {} on {}, the limit was {}.", trace->words.record(found.first_row),
                              day_text(found.first), day_text(due)));
        }
        return by_day(found.first, due);
    }
    if (trace != nullptr) {
        if (found.insufficient > 0) {
            trace->evidence.push_back(found.near_miss);
            trace->say(phrase("Ada {}, tetapi belum ada: {}.", "There is {}, but it lacks: {}.", trace->words.record(found.near_miss),
                              list_text(lacking(variant.clause, found.near_miss, subject.row, *trace))));
            propose_opening(*trace, found.near_miss);
        } else {
            tell_missing(*trace, variant.clause, subject);
        }
        trace->say(phrase("Batasnya {}.", "The limit is {}.", day_text(due)));
    }
    return today_ <= due ? Outcome{State::due, no_day, due} : Outcome{State::overdue, due, due};
}

Outcome Judge::answered(const Respond& respond, const Subject& subject, Day event, Trace* trace) const {
    const Day due = day_number(date_of(event) + *respond.within);
    if (respond.answers.empty()) {
        return answered_by_fields(respond, subject, event, due, trace);
    }
    std::optional<Outcome> result;
    for (const Variant& variant : respond.answers) {
        const Outcome one = answered_by_record(variant, subject, event, due, trace);
        result = result ? worse(*result, one) : one;
    }
    return *result;
}

Outcome Judge::judge(const Check&, const Respond& respond, const Subject& subject, Terms, Trace* trace) const {
    const bool of_law = respond.event == 0;
    Day event = of_law ? law_day(respond.event_state) : respond.event_date >= 0 ? mirror_.day(subject.row, respond.event_date) : no_day;
    if (event == no_day && !of_law) {
        event = mirror_.day(subject.row, created_column);
    }
    if (!respond.within) {
        if (trace != nullptr) {
            trace->say({"Batas waktunya belum ditetapkan.", "The time limit has not been set."});
        }
        return {State::undetermined};
    }
    if (event == no_day) {
        if (trace != nullptr) {
            trace->say(of_law ? Text{"Tanggal peraturan ini belum tercatat, sehingga batas waktunya tidak dapat dihitung.",
                                     "The day of this regulation is not recorded, so the limit cannot be computed."}
                              : Text{"Tanggal kejadiannya belum tercatat.", "The day of the event is not recorded."});
            if (of_law && columns_.regulation >= 0) {
                trace->mend = Mend{.register_name = "regulation", .values = {{"catalogue", regulation_.id}}};
            }
        }
        return {State::undetermined};
    }
    return answered(respond, subject, event, trace);
}

}  // namespace pendopo::law
