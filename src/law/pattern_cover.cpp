// cover: each member of a set (records, a list, two lists crossed) has at least one record that fits.

#include <cstdlib>

#include "law/judge.hpp"
#include "law/judge_parts.hpp"

namespace pendopo::law {

Outcome Judge::judge(const Check& check, const Cover& cover, const Subject& subject, Terms terms, Trace* trace) const {
    std::size_t minimum = static_cast<std::size_t>(std::max(cover.minimum, 1));
    if (cover.minimum_path) {
        minimum = 1;
        each_value(*cover.minimum_path, subject.row, [&](Symbol value, RowRef, int) {
            const double wanted = std::strtod(mirror_.text(value).c_str(), nullptr);
            minimum = wanted >= 1 ? static_cast<std::size_t>(wanted) : 1;
        });
    }
    const std::vector<Symbol> none{0};
    const bool by_item = check.per_item;  // then the subject is one item
    const std::vector<Symbol>& items = by_item || cover.list.empty() ? none : cover.list;
    Outcome result{State::met};
    for (const Symbol item : items) {
        const Subject one{.row = subject.row, .item = by_item ? subject.item : item, .across = subject.across};
        const Found found = search(cover.has, one);
        if (found.count >= minimum) {
            result.since = std::max(result.since, found.first);
            if (trace != nullptr) {
                trace->evidence.push_back(found.first_row);
            }
            continue;
        }
        const Outcome missing = absent(terms, cover.has.table);
        result.state = std::min(result.state, missing.state);
        if (trace == nullptr) {
            continue;
        }
        if (found.insufficient > 0) {
            trace->evidence.push_back(found.near_miss);
            trace->say(phrase("Ada {}, tetapi belum lengkap: {}.", "There is {}, but it lacks: {}.", trace->words.record(found.near_miss),
                              list_text(lacking(cover.has, found.near_miss, subject.row, *trace))));
            propose_opening(*trace, found.near_miss);
        } else if (found.count > 0) {
            trace->say(phrase("Baru ada {} dari {} yang diperlukan.", "Only {} of the {} needed are there.", number(static_cast<std::int64_t>(found.count)),
                              number(static_cast<std::int64_t>(minimum))));
            propose(*trace, cover.has, one);
        } else {
            tell_missing(*trace, cover.has, one);
        }
    }
    if (result.state != State::met) {
        result.since = no_day;
    } else if (trace != nullptr) {
        trace->say(phrase("Sudah ada {}.", "There is {}.", trace->words.clause(cover.has)));
    }
    return result;
}

}  // namespace pendopo::law
