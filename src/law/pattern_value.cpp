// value: a field holds what the law allows.
// authority: the holder named in a field is an office that may hold it.

#include <algorithm>
#include <cstdlib>

#include "law/judge.hpp"
#include "law/judge_parts.hpp"

namespace pendopo::law {

namespace {

/// An address lies under a domain: the same name, a name below it, or a mailbox there.
bool lies_under(std::string address, const std::string& domain) {
    address = lower(trim(address));
    if (const std::size_t scheme = address.find("://"); scheme != std::string::npos) {
        address.erase(0, scheme + 3);
    }
    address = address.substr(0, address.find_first_of("/?#:"));
    if (const std::size_t at = address.rfind('@'); at != std::string::npos) {
        address.erase(0, at + 1);
    }
    while (address.ends_with('.')) {
        address.pop_back();
    }
    return !domain.empty() && (address == domain || address.ends_with("." + domain));
}

}  // namespace

bool Judge::value_fits(const Value& value, RowRef row, Symbol found) const {
    switch (value.kind) {
        case Value::Kind::one_of: return std::ranges::find(value.values, found) != value.values.end();
        case Value::Kind::is_not: return std::ranges::find(value.values, found) == value.values.end();
        case Value::Kind::under: return lies_under(mirror_.text(found), value.domain);
        case Value::Kind::known: return true;  // a reference cannot dangle
        case Value::Kind::at_least: return std::strtod(mirror_.text(found).c_str(), nullptr) >= value.least;
        case Value::Kind::differs_from: break;
    }
    bool differs = true, other_known = false;
    if (value.other) {
        each_value(*value.other, row, [&](Symbol other, RowRef, int) {
            other_known = true;
            differs = differs && lower(trim(mirror_.text(other))) != lower(trim(mirror_.text(found)));
        });
    }
    return other_known && differs;
}

Outcome Judge::measured(const Value& value, const Subject& subject, Trace* trace) const {
    const int column = value.field.hops.front().columns.front().second;
    Outcome result{State::met};
    for (const Symbol item : value.items) {
        const Part* best = nullptr;
        for (const Part& part : mirror_.parts(subject.row, column)) {
            if (part.item == item && part.number != 0 && (part.on == no_day || part.on <= today_) && (best == nullptr || part.on >= best->on)) {
                best = &part;
            }
        }
        const bool reached = best != nullptr && std::strtod(mirror_.text(best->number).c_str(), nullptr) >= value.least;
        result.state = std::min(result.state, best == nullptr ? State::unproven : reached ? State::met : State::breached);
        if (trace != nullptr) {
            const Text name = trace->words.item(trace->norm, value.field.field, item);
            const Text least = plain(fmt::format("{:g}", value.least));
            trace->say(best == nullptr ? phrase("{} belum diukur.", "{} has not been measured.", name)
                                       : phrase("{}: {} (sasaran {}).", "{}: {} (target {}).", name, plain(mirror_.text(best->number)), least));
        }
    }
    if (trace != nullptr && result.state != State::met) {
        propose_opening(*trace, subject.row);
    }
    return result;
}

Outcome Judge::judge(const Check& check, const Value& value, const Subject& subject, Terms terms, Trace* trace) const {
    if (!value.items.empty()) {
        return measured(value, subject, trace);
    }
    bool fits = true;
    std::vector<Text> found;
    const bool any = each_value(value.field, subject.row, [&](Symbol one, RowRef, int) {
        fits = fits && value_fits(value, subject.row, one);
        if (trace != nullptr) {
            found.push_back(trace->words.value(value.field.field, one));
        }
    });
    const Day since = entered(check, subject.row, terms);
    if (trace != nullptr) {
        trace->evidence.push_back(subject.row);
    }
    if (!any) {
        if (value.kind == Value::Kind::is_not) {
            return {State::met, since};
        }
        if (trace != nullptr) {
            trace->say(phrase("Pada {} belum tercatat {}.", "{1} of {0} is not recorded.", trace->words.record(subject.row), trace->words.path(value.field)));
            propose_opening(*trace, subject.row);
        }
        return terms.optional ? Outcome{State::not_used} : Outcome{State::unproven};
    }
    if (trace != nullptr) {
        std::vector<Text> allowed;
        std::ranges::transform(value.values, std::back_inserter(allowed), [&](Symbol one) { return trace->words.value(value.field.field, one); });
        const Text record = trace->words.record(subject.row), field = trace->words.path(value.field), is = list_text(found);
        if (fits) {
            trace->say(phrase("Pada {}, {}: {}.", "In {}, {}: {}.", record, field, is));
        } else if (value.kind == Value::Kind::is_not) {
            trace->say(phrase("Pada {}, {} tidak boleh: {}.", "In {}, {} may not be: {}.", record, field, is));
        } else if (value.kind == Value::Kind::under) {
            trace->say(phrase("Pada {}, {} ({}) tidak berada di bawah {}.", "In {}, {} ({}) does not lie under {}.", record, field, is, plain(value.domain)));
        } else if (value.kind == Value::Kind::differs_from) {
            trace->say(phrase("Pada {}, {} ({}) tidak terbukti berbeda dari {}.", "In {}, {} ({}) is not shown to differ from {}.", record, field, is,
                              value.other ? trace->words.path(*value.other) : Text{}));
        } else {
            trace->say(phrase("Pada {}, {}: {}. Yang diperbolehkan: {}.", "In {}, {}: {}. Allowed: {}.", record, field, is, list_text(allowed, true)));
        }
        if (!fits) {
            propose_opening(*trace, subject.row);
        }
    }
    return {fits ? State::met : State::breached, since};
}

Outcome Judge::judge(const Check& check, const Authority& authority, const Subject& subject, Terms terms, Trace* trace) const {
    bool right = false;
    std::vector<Text> holders, wanted;
    const bool any = each_value(authority.field, subject.row, [&](Symbol holder, RowRef at, int column) {
        if (authority.equals) {
            each_value(*authority.equals, subject.row, [&](Symbol other, RowRef, int) { right = right || other == holder; });
        } else {
            right = right || authority.holds.empty() || std::ranges::any_of(authority.holds, [&](Symbol role) {
                        return holds_one(at == subject.row ? subject.row : at, mirror_.schema().column(at.table, column), holder, role);
                    });
        }
        if (trace != nullptr) {
            holders.push_back(trace->words.value(authority.field.field, holder));
        }
    });
    if (trace != nullptr) {
        if (authority.equals) {
            each_value(*authority.equals, subject.row,
                       [&](Symbol other, RowRef, int) { wanted.push_back(trace->words.value(authority.equals->field, other)); });
        } else {
            wanted.push_back(trace->words.offices(authority.holds));
        }
        const Text record = trace->words.record(subject.row), field = trace->words.path(authority.field);
        const Text asked = wanted.empty() ? phrase("{} (belum tercatat)", "{} (not recorded)", authority.equals ? trace->words.path(*authority.equals) : Text{})
                                          : list_text(wanted);
        trace->evidence.push_back(subject.row);
        if (!any) {
            trace->say(phrase("Pada {} belum tercatat {}. Yang diminta: {}.", "{1} of {0} is not recorded. Asked for: {2}.", record, field, asked));
        } else if (right) {
            trace->say(phrase("Pada {}, {}: {}.", "In {}, {}: {}.", record, field, list_text(holders)));
        } else {
            trace->say(phrase("Pada {}, {}: {}. Yang diminta: {}.", "In {}, {}: {}. Asked for: {}.", record, field, list_text(holders), asked));
        }
        if (!right) {
            propose_opening(*trace, subject.row);
        }
    }
    if (!any) {
        return terms.optional ? Outcome{State::not_used} : Outcome{State::unproven};
    }
    return {right ? State::met : State::breached, entered(check, subject.row, terms)};
}

}  // namespace pendopo::law
