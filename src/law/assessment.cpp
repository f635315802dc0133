#include "law/assessment.hpp"

#include <algorithm>

namespace pendopo::law {

Assessment::Assessment(std::shared_ptr<const Frame> frame, Mirror mirror) : frame_(std::move(frame)), mirror_(std::move(mirror)) {
    agencies_.push_back(0);
    agency_indexes_.emplace(0, std::uint16_t{0});
}

std::size_t Assessment::lines() const {
    std::size_t sum = 0;
    for (const Answers& answers : answers_) {
        sum += answers.judged + (answers.fallback.there ? 1 : 0);
    }
    return sum;
}

Judge Assessment::judge() const { return Judge(mirror_, frame_->columns, *frame_->known, frame_->regulation, day_.value_or(Date{})); }

std::uint16_t Assessment::agency_index(Symbol agency) {
    const auto [found, added] = agency_indexes_.emplace(agency, static_cast<std::uint16_t>(agencies_.size()));
    if (added) {
        agencies_.push_back(agency);
    }
    return found->second;
}

Subject Assessment::subject(const Unit& unit, std::size_t line) const {
    if (unit.check.subject >= 0) {
        return {.row = {unit.check.subject, static_cast<Row>(line)}};
    }
    if (!unit.check.per_item) {
        return {};
    }
    const auto& cover = std::get<Cover>(unit.check.kind);
    const std::size_t across = std::max<std::size_t>(cover.across.size(), 1);
    return {.row = {}, .item = cover.list[line / across], .across = cover.across.empty() ? 0 : cover.across[line % across]};
}

void Assessment::compile() {
    Decisions decisions = Decisions::read(*frame_, mirror_, day_number(*day_));
    if (!units_.empty() && decisions == decisions_) {
        return;
    }
    decisions_ = std::move(decisions);
    yaml::Mistakes mistakes;  // the same declarations compiled without one before
    units_ = compile_units(*frame_, *frame_->schema, decisions_, mistakes);
    ASSERT(mistakes.none(), "bindings that compiled once compile again");
    plan_watches();
}

void Assessment::plan_watches() {
    const std::size_t tables = mirror_.schema().tables().size();
    watches_.assign(tables, {});
    readers_.assign(tables, {});
    for (std::size_t i = 0; i < units_.size(); ++i) {
        const Dependencies& dependencies = units_[i].dependencies;
        for (std::size_t w = 0; w < dependencies.watches.size(); ++w) {
            watches_[static_cast<std::size_t>(dependencies.watches[w].table)].emplace_back(i, w);
        }
        for (const int table : dependencies.reads) {
            auto& readers = readers_[static_cast<std::size_t>(table)];
            if (readers.empty() || readers.back() != i) {
                readers.push_back(i);
            }
        }
    }
}

void Assessment::judge_all(Date day) {
    day_ = day;
    compile();
    answers_.assign(units_.size(), {});
    dirty_.assign(units_.size(), {});
    const Judge judge = this->judge();
    for (std::size_t i = 0; i < units_.size(); ++i) {
        judge_unit(judge, i);
    }
    everything_ = false;
}

std::optional<RowRef> Assessment::exemption(const Judge& judge, const Unit& unit, const Subject& subject) const {
    const auto& e = frame_->exemptions;
    const Symbol norm = e.table < 0 ? 0 : mirror_.symbols().find(unit.norm->full_id);
    if (norm == 0) {
        return {};
    }
    const Day today = day_number(*day_);
    for (const Row row : mirror_.lookup(e.table, e.norm, norm)) {
        const RowRef ref{e.table, row};
        const Day from = mirror_.day(ref, e.valid_from), to = mirror_.day(ref, e.valid_to);
        if (mirror_.text(mirror_.state(ref)) != "valid" || (from != no_day && from > today) || (to != no_day && to < today)) {
            continue;
        }
        const std::string& about = mirror_.text(mirror_.symbol(ref, e.about));
        if (subject.row.table < 0) {  // the government as a whole: an exemption about the regulation itself
            if (about.starts_with("regulation:")) {
                return ref;
            }
            continue;
        }
        const std::string self = mirror_.schema().table(subject.row.table).declaration->name + ":" + mirror_.text(mirror_.id(subject.row));
        const Symbol agency = judge.agency_of(subject.row);
        if (about == self || (agency != 0 && about == "agency:" + mirror_.text(agency))) {
            return ref;
        }
    }
    return {};
}

State Assessment::answered(const Judge& judge, const Unit& unit, State found, const Subject& subject) const {
    const bool wanting = found == State::breached || found == State::overdue || found == State::due || found == State::unproven;
    switch (unit.standing) {
        case Standing::outside: return State::not_ours;
        case Standing::not_followed: return State::exempt;
        case Standing::unsettled: return found == State::exempt || found == State::not_used ? found : State::undetermined;
        case Standing::unread: found = wanting && found != State::unproven ? State::undetermined : found; break;
        case Standing::read_openly: found = wanting ? State::not_used : found; break;
        case Standing::plain: break;
    }
    if (unit.undetermined && found != State::exempt && found != State::not_used) {
        found = State::undetermined;
    }
    const bool may_be_exempt = wanting || found == State::undetermined;
    return may_be_exempt && frame_->exemptions.table >= 0 && mirror_.count(frame_->exemptions.table) > 0 && exemption(judge, unit, subject) ? State::exempt
                                                                                                                                            : found;
}

void Assessment::replace(Answers& answers, Verdict& old, const Verdict& verdict) {
    if (old.there) {
        --answers.counts[old.agency][static_cast<std::size_t>(old.state)];
    }
    if (verdict.there) {
        if (answers.counts.size() <= verdict.agency) {
            answers.counts.resize(verdict.agency + std::size_t{1}, Counts{});
        }
        ++answers.counts[verdict.agency][static_cast<std::size_t>(verdict.state)];
    }
    old = verdict;
}

void Assessment::judge_line(const Judge& judge, std::size_t number, std::size_t line) {
    const Unit& unit = units_[number];
    Answers& answers = answers_[number];
    if (answers.lines.size() <= line) {
        answers.lines.resize(line + 1);
    }
    Verdict verdict;
    const Subject subject = this->subject(unit, line);
    const bool outside = unit.standing == Standing::outside;  // one line says so, not one for each record
    if (!outside && (subject.row.table < 0 || judge.applies(unit.check, subject.row))) {
        const Outcome outcome = judge.judge(unit.check, subject, unit.terms);
        verdict = {.state = answered(judge, unit, outcome.state, subject),
                   .found = outcome.state,
                   .there = true,
                   .agency = agency_index(judge.agency_of(subject.row)),
                   .since = outcome.since,
                   .due = outcome.due};
        if (verdict.state != verdict.found) {
            verdict.since = verdict.due = no_day;
        }
    }
    Verdict& old = answers.lines[line];
    answers.judged = answers.judged - (old.there ? 1 : 0) + (verdict.there ? 1 : 0);
    replace(answers, old, verdict);
}

void Assessment::judge_fallback(const Judge& judge, std::size_t number) {
    const Unit& unit = units_[number];
    Answers& answers = answers_[number];
    Verdict verdict;
    if (answers.judged == 0) {
        const State found = judge.nothing_there(unit.check, unit.terms).state;
        // Where nothing is there to be judged, a missing limit or an open conflict changes nothing yet.
        const State state = unit.standing == Standing::outside                                                        ? State::not_ours
                            : unit.standing == Standing::not_followed                                                 ? State::exempt
                            : found == State::unproven && (unit.undetermined || unit.standing == Standing::unsettled) ? State::undetermined
                                                                                                                      : found;
        verdict = {.state = state, .found = found, .there = true, .agency = 0, .since = no_day, .due = no_day};
    }
    replace(answers, answers.fallback, verdict);
}

void Assessment::judge_unit(const Judge& judge, std::size_t number) {
    const Unit& unit = units_[number];
    const std::size_t lines = unit.check.subject >= 0 ? mirror_.slots(unit.check.subject) : unit.items();
    answers_[number].lines.resize(std::max(lines, answers_[number].lines.size()));
    for (std::size_t line = 0; line < lines; ++line) {
        judge_line(judge, number, line);
    }
    judge_fallback(judge, number);
}

bool Assessment::decides(int table) const {
    return table == frame_->values.table || table == frame_->choices.table || table == frame_->columns.census || table == frame_->columns.regulation;
}

void Assessment::touch_register(int table) {
    for (const std::size_t unit : readers_[static_cast<std::size_t>(table)]) {
        dirty_[unit].all = true;
    }
}

void Assessment::touch(RowRef row, const std::vector<char>& changed, bool existence) {
    for (const auto& [number, index] : watches_[static_cast<std::size_t>(row.table)]) {
        const Watch& watch = units_[number].dependencies.watches[index];
        Dirty& dirty = dirty_[number];
        const bool concerned = existence || watch.columns.empty() ||
                               std::ranges::any_of(watch.columns, [&](int column) { return changed[static_cast<std::size_t>(column)] != 0; });
        if (dirty.all || !concerned) {
            continue;
        }
        if (watch.all) {
            dirty.all = true;
            continue;
        }
        const std::vector<Row> rows = reached(watch, row, mirror_);
        dirty.rows.insert(dirty.rows.end(), rows.begin(), rows.end());
    }
    if (row.table == frame_->exemptions.table) {
        const Symbol norm = mirror_.symbol(row, frame_->exemptions.norm);
        for (std::size_t i = 0; norm != 0 && i < units_.size(); ++i) {
            dirty_[i].all = dirty_[i].all || units_[i].norm->full_id == mirror_.text(norm);
        }
    }
}

void Assessment::put(int table, Cells cells) {
    everything_ = everything_ || decides(table);
    const auto before = mirror_.find(table, cells[id_column].symbol);
    if (everything_) {
        mirror_.put(table, std::move(cells));
        return;
    }
    std::vector<char> changed(cells.size(), 1);
    if (before) {
        changed = mirror_.differences(*before, cells);
        if (std::ranges::find(changed, 1) == changed.end()) {
            return;
        }
        touch(*before, changed, false);  // who depended on it as it was
    } else if (mirror_.count(table) == 0) {
        touch_register(table);  // "nothing recorded" no longer holds
    }
    touch(mirror_.put(table, std::move(cells)), changed, !before);
}

void Assessment::erase(int table, Symbol id) {
    everything_ = everything_ || decides(table);
    const auto row = mirror_.find(table, id);
    if (!row) {
        return;
    }
    if (!everything_) {
        touch(*row, {}, true);
    }
    mirror_.erase(*row);
    if (!everything_ && mirror_.count(table) == 0) {
        touch_register(table);
    }
}

void Assessment::judge_changes() {
    if (everything_) {
        judge_all(*day_);
        return;
    }
    const Judge judge = this->judge();
    for (std::size_t i = 0; i < units_.size(); ++i) {
        Dirty dirty = std::exchange(dirty_[i], {});
        if (dirty.all) {
            judge_unit(judge, i);
            continue;
        }
        if (dirty.rows.empty()) {
            continue;
        }
        std::ranges::sort(dirty.rows);
        const auto repeated = std::ranges::unique(dirty.rows);
        dirty.rows.erase(repeated.begin(), repeated.end());
        for (const Row row : dirty.rows) {
            judge_line(judge, i, row);
        }
        judge_fallback(judge, i);
    }
}

}  // namespace pendopo::law
