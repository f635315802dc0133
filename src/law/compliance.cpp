#include "law/compliance.hpp"

#include <algorithm>
#include <mutex>

#include "law/inside.hpp"

namespace pendopo::law {

namespace {

struct Ask {
    const Filter& filter;
    std::string_view norm_id;  ///< without the regulation

    explicit Ask(const Filter& asked) : filter(asked), norm_id(asked.norm) {
        if (const std::size_t colon = norm_id.find(':'); colon != std::string_view::npos) {
            norm_id.remove_prefix(colon + 1);
        }
    }
    [[nodiscard]] bool norm(const Norm& norm) const {
        if (!filter.system.empty() && norm.system != filter.system) {
            return false;
        }
        return norm_id.empty() || norm.id == norm_id || norm.full_id == filter.norm ||
               (norm_id.find('/') == std::string_view::npos && norm.article() == norm_id);
    }
    [[nodiscard]] bool agency(const std::string& key) const { return filter.agency.empty() || (filter.agency == "-" ? key.empty() : filter.agency == key); }
    [[nodiscard]] bool verdict(const Verdict& verdict) const {
        return (!filter.state || *filter.state == verdict.state) &&
               (!filter.due_until || (verdict.due != no_day && verdict.due <= day_number(*filter.due_until)));
    }
};

bool about_subject(const Assessment& assessment, const Unit& unit, std::optional<std::size_t> line, const Filter& filter) {
    if (filter.subject_register.empty()) {
        return true;
    }
    const Mirror& mirror = assessment.mirror();
    if (unit.check.subject < 0) {
        return filter.subject_register == "government" && (filter.subject_id.empty() || filter.subject_id == unit.check.item);
    }
    if (mirror.schema().table(unit.check.subject).declaration->name != filter.subject_register) {
        return false;
    }
    return filter.subject_id.empty() || (line && mirror.text(mirror.id(assessment.subject(unit, *line).row)) == filter.subject_id);
}

class Gatherer {
public:
    Gatherer(const Assessment& assessment, const Filter& filter)
        : assessment_(assessment), ask_(filter), words_(assessment.mirror(), assessment.frame().regulation, assessment.frame().offices) {}

    std::vector<Line> gather(std::size_t* total) {
        std::size_t unit = 0;
        for (const Norm& norm : assessment_.frame().regulation.norms) {  // units stand in the order of their norms
            const std::size_t first = unit;
            while (unit < assessment_.units().size() && assessment_.units()[unit].norm == &norm) {
                ++unit;
            }
            if (unjudged(norm) || !ask_.norm(norm)) {
                continue;
            }
            for (std::size_t i = first; i < unit; ++i) {
                of_unit(i);
            }
            if (first == unit) {
                unbound(norm);
            }
        }
        if (total != nullptr) {
            *total = count_;
        }
        return std::move(lines_);
    }

private:
    void of_unit(std::size_t number) {
        const Unit& unit = assessment_.units()[number];
        if (!ask_.filter.rule.empty() && unit.rule->name != ask_.filter.rule) {
            return;
        }
        assessment_.each_line(number, [&](std::optional<std::size_t> line, const Verdict& verdict) {
            if (ask_.verdict(verdict) && ask_.agency(assessment_.agency(verdict.agency)) && about_subject(assessment_, unit, line, ask_.filter) && wanted()) {
                lines_.push_back(make_line(assessment_, words_, unit, line, verdict, ask_.filter.explain));
            }
            return true;
        });
    }

    void unbound(const Norm& norm) {
        const Filter& filter = ask_.filter;
        const bool fits = filter.rule.empty() && filter.subject_register.empty() && (!filter.state || *filter.state == State::unbound) && !filter.due_until &&
                          ask_.agency("");
        if (fits && wanted()) {
            lines_.push_back(unbound_line(norm, filter.explain));
        }
    }

    /// Counts one more line, and says whether it is on the page.
    bool wanted() {
        const std::size_t place = count_++;
        return place >= ask_.filter.offset && place - ask_.filter.offset < ask_.filter.limit;
    }

    const Assessment& assessment_;
    Ask ask_;
    Words words_;
    std::vector<Line> lines_;
    std::size_t count_ = 0;
};

void add(Cell& cell, const Counts& counts) {
    for (std::size_t i = 0; i < state_count; ++i) {
        cell.counts[i] += counts[i];
    }
}

void settle(Cell& cell) {
    const auto worst = std::ranges::find_if(cell.counts, [](std::uint32_t count) { return count > 0; });
    cell.state = worst == cell.counts.end() ? State::unbound : static_cast<State>(worst - cell.counts.begin());
}

void narrow(Cell& cell, std::optional<State> state) {
    for (std::size_t i = 0; state && i < state_count; ++i) {
        cell.counts[i] = i == static_cast<std::size_t>(*state) ? cell.counts[i] : 0;
    }
}

std::vector<MatrixRow> matrix_of(const Assessment& assessment, const Filter& filter) {
    const Ask ask(filter);
    std::vector<MatrixRow> rows;
    std::size_t unit = 0;
    for (const Norm& norm : assessment.frame().regulation.norms) {
        MatrixRow row{.norm = &norm, .all = {}, .agency = {}};
        const std::size_t first = unit;
        for (; unit < assessment.units().size() && assessment.units()[unit].norm == &norm; ++unit) {
            if (!filter.rule.empty() && assessment.units()[unit].rule->name != filter.rule) {
                continue;
            }
            const std::vector<Counts>& counts = assessment.answers(unit).counts;
            for (std::size_t agency = 0; agency < counts.size(); ++agency) {
                const std::string& key = assessment.agency(static_cast<std::uint16_t>(agency));
                const bool any = std::ranges::any_of(counts[agency], [](std::uint32_t count) { return count > 0; });
                if (any && ask.agency(key)) {
                    add(row.agency[key], counts[agency]);
                }
            }
        }
        if (unjudged(norm) || !ask.norm(norm)) {
            continue;
        }
        if (first == unit && filter.rule.empty() && ask.agency("")) {
            row.agency[""].counts[static_cast<std::size_t>(State::unbound)] = 1;
        }
        for (auto& [key, cell] : row.agency) {
            narrow(cell, filter.state);
            settle(cell);
            add(row.all, cell.counts);
        }
        std::erase_if(row.agency, [](const auto& entry) { return std::ranges::all_of(entry.second.counts, [](std::uint32_t count) { return count == 0; }); });
        if (row.agency.empty()) {
            continue;
        }
        settle(row.all);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

Compliance::Compliance() = default;
Compliance::~Compliance() = default;

Result<std::unique_ptr<Compliance>> Compliance::compile(const Regulation& regulation, const registers::Catalogue& catalogue,
                                                        std::shared_ptr<const Rulebook> rules, std::vector<Office> offices, const registers::Records& records,
                                                        store::Database& database, Clock clock) {
    TRY(auto frame, Frame::build(regulation, catalogue, std::move(rules), std::move(offices)));
    std::unique_ptr<Compliance> compliance(new Compliance());
    compliance->inside_ = std::make_unique<Inside>(regulation, records, database, std::move(clock));
    compliance->inside_->frame = std::move(frame);
    return compliance;
}

const Regulation& Compliance::regulation() const { return inside_->regulation; }

void Compliance::ready() const {
    if (inside_->loaded.load(std::memory_order_acquire)) {
        return;
    }
    inside_->database.read([&](store::Session& session) { inside_->load_once(session); });
}

std::vector<Line> Compliance::lines(const Filter& filter, std::size_t* total) {
    std::vector<Line> lines;
    inside_->with({}, [&](const Assessment& assessment) { lines = Gatherer(assessment, filter).gather(total); });
    return lines;
}

std::vector<Line> Compliance::lines_on(Date day, const Filter& filter, std::size_t* total) {
    std::vector<Line> lines;
    inside_->with(day, [&](const Assessment& assessment) { lines = Gatherer(assessment, filter).gather(total); });
    return lines;
}

std::vector<MatrixRow> Compliance::matrix(const Filter& filter, std::optional<Date> day) {
    std::vector<MatrixRow> rows;
    inside_->with(day, [&](const Assessment& assessment) { rows = matrix_of(assessment, filter); });
    return rows;
}

std::map<std::string, Cell> Compliance::summary(std::optional<Date> day) {
    std::map<std::string, Cell> cells;
    for (MatrixRow& row : matrix({}, day)) {
        cells.emplace(row.norm->id, row.all);
    }
    return cells;
}

std::vector<OpenValue> Compliance::open_values() {
    std::vector<OpenValue> values;
    inside_->with({}, [&](const Assessment& assessment) {
        std::set<std::tuple<std::string, std::string, std::string>> told;
        for (const Unit& unit : assessment.units()) {
            for (const OpenParameter& open : unit.open) {
                if (!told.emplace(unit.norm->id, unit.rule->name, open.name).second) {
                    continue;
                }
                const Decisions::Set* set = assessment.decisions().find(*unit.norm, open.name);
                values.push_back({.norm = unit.norm,
                                  .rule = unit.rule->name,
                                  .parameter = open.name,
                                  .suggestion = open.suggestion,
                                  .value = open.value,
                                  .record = set == nullptr ? std::string() : set->record});
            }
        }
    });
    return values;
}

std::map<std::string, std::optional<std::vector<std::string>>> Compliance::conflict_choices() {
    std::map<std::string, std::optional<std::vector<std::string>>> choices;
    inside_->with({}, [&](const Assessment& assessment) {
        for (const Conflict& conflict : inside_->regulation.conflicts) {
            const auto choice = assessment.decisions().choices.find(conflict.key);
            choices.emplace(conflict.key, choice == assessment.decisions().choices.end() ? std::nullopt : std::optional(choice->second));
        }
    });
    return choices;
}

Compliance::Statistics Compliance::statistics() const {
    ready();
    const std::shared_lock lock(inside_->mutex);
    return {.bindings = inside_->current->units().size(),
            .lines = inside_->current->lines(),
            .records = inside_->current->mirror().count(),
            .full = inside_->full,
            .last_change = inside_->last_change};
}

Compliance::FieldLaw Compliance::field_law(std::string_view register_name, std::string_view field) const {
    ready();
    const auto found = inside_->fields.find(std::pair(std::string(register_name), std::string(field)));
    return found == inside_->fields.end() ? FieldLaw{} : found->second;
}

}  // namespace pendopo::law
