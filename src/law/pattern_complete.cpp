// complete: a record carries each field, document, part or link that is required.
// gate: entering a state needs what another office issued before.

#include "law/judge.hpp"
#include "law/judge_parts.hpp"

namespace pendopo::law {

Outcome Judge::judge(const Check& check, const Complete& complete, const Subject& subject, Terms terms, Trace* trace) const {
    bool whole = true;
    std::vector<Text> missing;
    for (const int column : complete.needs) {
        if (!mirror_.present(subject.row, column)) {
            whole = false;
            if (trace != nullptr) {
                missing.push_back(trace->words.field(subject.row.table, column));
            }
        }
    }
    if (complete.parts && !parts_present(*complete.parts, subject.row, &missing, trace)) {
        whole = false;
    }
    const Day since = entered(check, subject.row, terms);
    if (trace != nullptr) {
        const Text record = trace->words.record(subject.row);
        if (whole) {
            trace->say(phrase("Pada {} semua yang diminta sudah ada.", "Everything that is asked for is there in {}.", record));
        } else {
            trace->say(phrase("Pada {} belum ada {}.", "In {} is still missing: {}.", record, list_text(missing)));
            propose_opening(*trace, subject.row);
        }
        trace->evidence.push_back(subject.row);
    }
    return {whole ? State::met : State::breached, since};
}

Outcome Judge::judge(const Check& check, const Gate& gate, const Subject& subject, Terms terms, Trace* trace) const {
    const Day entering = terms.entering ? no_day : entered(check, subject.row, terms);
    Outcome result{State::met, entering};
    for (const Variant& variant : gate.needs) {
        const Found found = search(variant.clause, subject, no_day, entering);
        if (found.count > 0) {
            if (trace != nullptr) {
                trace->evidence.push_back(found.last_row);
                trace->say(phrase("Ada {}, tertanggal {}.", "There is {}, dated {}.", trace->words.record(found.last_row), day_text(found.last)));
            }
            continue;
        }
        result.state = State::breached;
        if (trace == nullptr) {
            continue;
        }
        const Found late = entering == no_day ? Found{} : search(variant.clause, subject);
        if (late.count > 0) {
            trace->evidence.push_back(late.first_row);
            trace->say(phrase("{} baru bertanggal {}, sesudah langkah ini diambil pada {}.", "{} is dated {}, after this step was taken on {}.",
                              trace->words.record(late.first_row), day_text(late.first), day_text(entering)));
        } else {
            tell_missing(*trace, variant.clause, subject);
        }
    }
    if (gate.parts) {
        std::vector<Text> missing;
        if (!parts_present(*gate.parts, subject.row, &missing, trace)) {
            result.state = State::breached;
            if (trace != nullptr) {
                trace->say(phrase("Pada {} belum ada {}.", "In {} is still missing: {}.", trace->words.record(subject.row), list_text(missing)));
                propose_opening(*trace, subject.row);
            }
        }
    }
    return result;
}

}  // namespace pendopo::law
