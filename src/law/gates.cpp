// Gates: what shuts, or warns, when a record enters a state.

#include "law/inside.hpp"

#include <mutex>

namespace pendopo::law {

namespace {

/// A value that the law does not list, in a rule that prevents without naming a state.
bool breaks_choice_list(const Unit& unit, const Outcome& outcome) {
    const auto* value = std::get_if<Value>(&unit.check.kind);
    return value != nullptr && value->kind == Value::Kind::one_of && value->items.empty() && outcome.state == State::breached;
}

bool concerns(const Unit& unit, int table, Symbol state) {
    if (unit.standing == Standing::outside || unit.standing == Standing::not_followed || unit.standing == Standing::read_openly) {
        return false;
    }
    if (unit.check.at != 0) {
        return unit.check.at_table == table && unit.check.at == state;
    }
    return unit.rule->prevents && unit.rule->pattern == Pattern::value && unit.check.subject == table;
}

std::optional<Shut> gate_of(const Assessment& assessment, const Judge& judge, const Words& words, const Unit& unit, RowRef held) {
    Trace trace{.words = words, .norm = unit.norm, .sentences = {}, .evidence = {}, .mend = {}};
    Outcome outcome;
    if (unit.check.subject < 0) {
        const auto judged = judge.judge_document(unit.check, held, &trace);
        if (!judged) {
            return {};
        }
        outcome = *judged;
    } else {
        if (!judge.applies(unit.check, held)) {
            return {};
        }
        Terms terms = unit.terms;
        terms.entering = unit.check.at != 0;
        outcome = judge.judge(unit.check, {.row = held}, terms, &trace);
    }
    const bool open = outcome.state == State::met || outcome.state == State::exempt || outcome.state == State::not_used;
    if (open || (unit.check.at == 0 && !breaks_choice_list(unit, outcome)) || assessment.exemption(judge, unit, {.row = held})) {
        return {};
    }
    Shut shut{.norm = unit.norm,
              .rule = unit.rule->name,
              .warns = !unit.shuts() || outcome.state == State::undetermined,
              .why = {},
              .mend_register = {},
              .mend_values = {}};
    for (const Text& sentence : trace.sentences) {
        const std::string_view space = shut.why.id.empty() ? "" : " ";
        shut.why.id += std::string(space) + sentence.id;
        shut.why.en += std::string(space) + sentence.en;
    }
    if (trace.mend) {
        shut.mend_register = trace.mend->register_name;
        shut.mend_values = trace.mend->values;
    }
    return shut;
}

}  // namespace

std::vector<Shut> gates_of(Assessment& assessment, int table, const Cells& entering) {
    std::vector<Shut> shut;
    Cells cells = entering;
    const Symbol state = cells[state_column].symbol;
    const int entered = assessment.mirror().schema().find_column(table, assessment.mirror().text(state) + "_on");
    if (entered >= 0 && cells[static_cast<std::size_t>(entered)].day == no_day) {
        cells[static_cast<std::size_t>(entered)].day = day_number(*assessment.day());
    }
    const RowRef held = assessment.mirror().hold(table, std::move(cells));
    const Judge judge = assessment.judge();
    const Words words(assessment.mirror(), assessment.frame().regulation, assessment.frame().offices);
    for (const Unit& unit : assessment.units()) {
        if (concerns(unit, table, state)) {
            if (auto gate = gate_of(assessment, judge, words, unit, held)) {
                shut.push_back(*std::move(gate));
            }
        }
    }
    assessment.mirror().drop(held);
    // What shuts comes before what warns; within each, the order of the text.
    std::ranges::stable_partition(shut, [](const Shut& one) { return !one.warns; });
    return shut;
}

std::vector<Shut> Compliance::gates(store::Session& session, const registers::Register& declaration, const registers::Record& entering) {
    inside_->refresh(session);
    const std::unique_lock lock(inside_->mutex);
    const int table = inside_->frame->schema->find_table(declaration.name);
    if (table < 0) {
        return {};
    }
    return gates_of(*inside_->current, table, inside_->current->mirror().cells(table, entering));
}

std::map<std::string, std::vector<Shut>> Compliance::gates_ahead(store::Session& session, const registers::Register& declaration,
                                                                 const registers::Record& record) {
    inside_->refresh(session);
    const std::unique_lock lock(inside_->mutex);
    std::map<std::string, std::vector<Shut>> ahead;
    const int table = inside_->frame->schema->find_table(declaration.name);
    if (table < 0) {
        return ahead;
    }
    Assessment& assessment = *inside_->current;
    const Cells now = assessment.mirror().cells(table, record);
    for (const registers::State& state : declaration.states) {
        if (state.name == record.state) {
            continue;
        }
        Cells cells = now;
        cells[state_column].symbol = assessment.frame().symbols->intern(state.name);
        if (auto gates = gates_of(assessment, table, cells); !gates.empty()) {
            ahead.emplace(state.name, std::move(gates));
        }
    }
    return ahead;
}

}  // namespace pendopo::law
