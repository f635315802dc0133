#include "law/program.hpp"

#include <algorithm>

namespace pendopo::law {

namespace {

int use(Schema& schema, int table, std::string_view field) { return table < 0 ? -1 : schema.use_column(table, field); }

void plan_decisions(Frame& frame, Schema& schema) {
    auto& v = frame.values;
    v.table = schema.use_table("government_value");
    v.norm = use(schema, v.table, "norm");
    v.parameter = use(schema, v.table, "parameter");
    v.value = use(schema, v.table, "value");
    v.day = use(schema, v.table, "decided_on");
    if (v.norm < 0 || v.parameter < 0 || v.value < 0 || v.day < 0) {
        v.table = -1;
    }
    auto& c = frame.choices;
    c.table = schema.use_table("conflict_choice");
    c.regulation = use(schema, c.table, "regulation");
    c.conflict = use(schema, c.table, "conflict");
    c.follows = use(schema, c.table, "follows");
    c.day = use(schema, c.table, "decided_on");
    if (c.regulation < 0 || c.conflict < 0 || c.follows < 0 || c.day < 0) {
        c.table = -1;
    }
    auto& e = frame.exemptions;
    e.table = schema.use_table("exemption");
    e.norm = use(schema, e.table, "norm");
    e.about = use(schema, e.table, "about");
    e.valid_from = use(schema, e.table, "valid_from");
    e.valid_to = use(schema, e.table, "valid_to");
    if (e.norm < 0 || e.about < 0 || e.valid_from < 0 || e.valid_to < 0) {
        e.table = -1;
    } else {
        schema.use_index(e.table, e.norm);
    }
}

bool all_outside(const Frame& frame, const Norm& norm) {
    return !norm.actors.empty() && std::ranges::all_of(norm.actors, [&](const std::string& actor) {
        const auto office = std::ranges::find(frame.offices, actor, &Office::code);
        return office != frame.offices.end() && office->outside;
    });
}

std::string short_id(std::string_view id) {
    const std::size_t colon = id.find(':');
    return std::string(colon == std::string_view::npos ? id : id.substr(colon + 1));
}

/// How a norm stands in the contradictions of its regulation.
void place_in_conflicts(const Frame& frame, const Decisions& decisions, Unit& unit) {
    for (const Conflict& conflict : frame.regulation.conflicts) {
        if (conflict.kind != "contradiction" || std::ranges::find(conflict.norms, unit.norm->id) == conflict.norms.end()) {
            continue;
        }
        const auto choice = decisions.choices.find(conflict.key);
        if (choice == decisions.choices.end()) {
            if (unit.standing == Standing::plain) {
                unit.standing = Standing::unsettled;
                unit.conflict = &conflict;
            }
            continue;
        }
        const bool followed =
            choice->second.empty() || std::ranges::any_of(choice->second, [&](const std::string& id) { return short_id(id) == unit.norm->id; });
        if (!followed) {  // stronger than another conflict that is still open
            unit.standing = Standing::not_followed;
            unit.conflict = &conflict;
            return;
        }
    }
}

void place(const Frame& frame, const Decisions& decisions, Unit& unit) {
    const Norm& norm = *unit.norm;
    unit.terms.optional = !unit.check.required || norm.kind == "permission" || norm.kind == "power";
    // A duty of outsiders is theirs; a requirement that names them (who may audit) still binds what the government does.
    if (unit.binding->strain_kind == "outside" || (norm.kind == "duty" && all_outside(frame, norm))) {
        unit.standing = Standing::outside;
        return;
    }
    place_in_conflicts(frame, decisions, unit);
    if (unit.binding->strain_kind == "choice") {  // permission read as exclusive: the government confirms the reading, or not
        OpenParameter reading{"reading", "exclusive", {}};
        if (const Decisions::Set* set = decisions.find(norm, "reading"); set != nullptr) {
            reading.value = set->value;
        }
        if (unit.standing == Standing::plain && reading.value != "exclusive") {
            unit.standing = reading.value ? Standing::read_openly : Standing::unread;
        }
        unit.open.push_back(std::move(reading));
    }
}

/// A value that the government set may be one that no check can use: then it counts as not set.
Compiled compile_with(const Workshop& workshop, const Rule& rule, const Norm& norm, const Binding& binding, const Decisions& decisions,
                      yaml::Mistakes& mistakes) {
    yaml::Mistakes with_values;
    const SetValues set = [&](const Norm& of, std::string_view parameter) -> std::optional<std::string> {
        const Decisions::Set* found = decisions.find(of, parameter);
        return found == nullptr ? std::nullopt : std::optional(found->value);
    };
    Compiled compiled = compile_binding(workshop, rule, norm, binding, set, with_values);
    const bool has_values = std::ranges::any_of(compiled.open, [](const OpenParameter& open) { return open.value.has_value(); });
    if (with_values.none() || !has_values) {
        std::ranges::move(with_values.problems, std::back_inserter(mistakes.problems));
        return compiled;
    }
    const SetValues none = [](const Norm&, std::string_view) { return std::optional<std::string>(); };
    Compiled bare = compile_binding(workshop, rule, norm, binding, none, mistakes);
    bare.open = std::move(compiled.open);
    return bare;
}

}  // namespace

bool unjudged(const Norm& norm) { return norm.kind == "deleted" || norm.change == Change::deleted || norm.check == "none" || norm.check.empty(); }

std::size_t Unit::items() const {
    if (!check.per_item) {
        return 1;
    }
    const auto& cover = std::get<Cover>(check.kind);
    return cover.list.size() * std::max<std::size_t>(cover.across.size(), 1);
}

const Decisions::Set* Decisions::find(const Norm& norm, std::string_view parameter) const {
    const auto found = values.find(std::pair(norm.full_id, std::string(parameter)));
    return found == values.end() ? nullptr : &found->second;
}

Decisions Decisions::read(const Frame& frame, const Mirror& mirror, Day day) {
    Decisions decisions;
    const Symbol decided = mirror.symbols().find("decided");
    const auto each_decided = [&](int table, int day_column, const auto& take) {
        std::vector<std::pair<Day, RowRef>> rows;
        for (Row row = 0; table >= 0 && row < mirror.slots(table); ++row) {
            const RowRef ref{table, row};
            if (mirror.live(ref) && decided != 0 && mirror.state(ref) == decided && mirror.day(ref, day_column) <= day) {
                rows.emplace_back(mirror.day(ref, day_column), ref);
            }
        }
        std::ranges::sort(rows, [&](const auto& a, const auto& b) {
            return std::pair(a.first, mirror.text(mirror.id(a.second))) < std::pair(b.first, mirror.text(mirror.id(b.second)));
        });
        for (const auto& [when, ref] : rows) {  // the latest decision stands
            take(ref);
        }
    };
    each_decided(frame.values.table, frame.values.day, [&](RowRef ref) {
        std::string norm = mirror.text(mirror.symbol(ref, frame.values.norm));
        if (norm.find(':') == std::string::npos) {
            norm = frame.regulation.id + ":" + norm;
        }
        decisions.values[{norm, mirror.text(mirror.symbol(ref, frame.values.parameter))}] = {mirror.text(mirror.symbol(ref, frame.values.value)),
                                                                                             mirror.text(mirror.id(ref))};
    });
    each_decided(frame.choices.table, frame.choices.day, [&](RowRef ref) {
        const std::string& regulation = mirror.text(mirror.symbol(ref, frame.choices.regulation));
        if (!regulation.empty() && regulation != frame.regulation.id) {
            return;
        }
        std::vector<std::string> follows;
        mirror.each_value(ref, frame.choices.follows, [&](Symbol norm) { follows.push_back(mirror.text(norm)); });
        decisions.choices[mirror.text(mirror.symbol(ref, frame.choices.conflict))] = std::move(follows);
    });
    return decisions;
}

std::vector<Unit> compile_units(const Frame& frame, Schema& schema, const Decisions& decisions, yaml::Mistakes& mistakes) {
    const Workshop workshop{schema, *frame.symbols, frame.office_codes};
    std::vector<Unit> units;
    for (const Norm& norm : frame.regulation.norms) {
        if (unjudged(norm)) {
            continue;
        }
        for (const Binding& binding : norm.bindings) {
            const Rule* rule = frame.rulebook->find(binding.rule);
            if (rule == nullptr) {
                mistakes.unknown(binding.place, "rule", binding.rule, frame.rulebook->names());
                continue;
            }
            Compiled compiled = compile_with(workshop, *rule, norm, binding, decisions, mistakes);
            for (Check& check : compiled.checks) {
                Unit unit{.norm = &norm,
                          .rule = rule,
                          .binding = &binding,
                          .check = std::move(check),
                          .dependencies = {},
                          .open = compiled.open,
                          .undetermined = compiled.undetermined,
                          .standing = Standing::plain,
                          .conflict = nullptr,
                          .terms = {}};
                unit.dependencies = dependencies_of(unit.check, schema, frame.columns);
                place(frame, decisions, unit);
                units.push_back(std::move(unit));
            }
        }
    }
    return units;
}

Result<std::shared_ptr<const Frame>> Frame::build(const Regulation& regulation, const registers::Catalogue& catalogue, std::shared_ptr<const Rulebook> rulebook,
                                                  std::vector<Office> offices) {
    auto frame = std::make_shared<Frame>(regulation, catalogue);
    frame->rulebook = std::move(rulebook);
    frame->offices = std::move(offices);
    frame->symbols = std::make_shared<Symbols>();
    frame->schema = std::make_shared<Schema>(catalogue);
    std::ranges::transform(frame->offices, std::inserter(frame->office_codes, frame->office_codes.end()), &Office::code);
    frame->columns = OfficeColumns::plan(*frame->schema);
    frame->known = std::make_unique<KnownSymbols>(*frame->symbols, frame->offices);
    plan_decisions(*frame, *frame->schema);
    yaml::Mistakes mistakes;
    static_cast<void>(compile_units(*frame, *frame->schema, Decisions{}, mistakes));
    if (!mistakes.none()) {
        for (Problem& problem : mistakes.problems) {
            problem.norms = {};
        }
        return fail(std::move(mistakes.problems));
    }
    frame->schema->freeze();
    return frame;
}

}  // namespace pendopo::law
