#include "law/dependency.hpp"

#include <algorithm>

namespace pendopo::law {

namespace {

using Steps = std::vector<Step>;

Steps after(Step first, const Steps& rest) {
    Steps steps{std::move(first)};
    steps.insert(steps.end(), rest.begin(), rest.end());
    return steps;
}

class Planner {
public:
    Planner(const Check& check, Schema& schema, const OfficeColumns& offices) : check_(check), schema_(schema), offices_(offices) {}

    Dependencies plan() {
        if (check_.subject >= 0) {
            watch(check_.subject, {}, {}, false);
            agency_path();
            conditions(check_.where, {}, false);
            conditions(check_.unless.where, {}, false);
        }
        if (check_.unless.field) {
            path(*check_.unless.field, {}, false);
        }
        if (check_.unless.clause) {
            clause(*check_.unless.clause);
        }
        std::visit([&](const auto& kind) { of_kind(kind); }, check_.kind);
        return std::move(result_);
    }

private:
    void watch(int table, std::vector<int> columns, Steps steps, bool all) { result_.watches.push_back({table, std::move(columns), std::move(steps), all}); }

    Step holding_key(int table, int column) {
        schema_.use_index(table, column);
        return {.kind = Step::Kind::holding_key, .table = table, .column = column, .any = schema_.column(table, column).refers_to_any, .register_name = {}};
    }

    /// Everything a path reads, from the records at its end back to its start and on to the subjects.
    void path(const Path& path, const Steps& onwards, bool all) {
        for (std::size_t i = 0; i < path.hops.size(); ++i) {
            for (const auto& [table, column] : path.hops[i].columns) {
                back(path, i, table, {column}, onwards, all);
            }
        }
    }

    void back(const Path& path, std::size_t hop, int table, std::vector<int> columns, const Steps& onwards, bool all) {
        if (hop == 0) {
            watch(table, std::move(columns), onwards, all);
            return;
        }
        for (Steps& way : ways(path, hop, onwards)) {
            watch(table, columns, std::move(way), all);
        }
    }

    /// Steps from a record that hop `hop` of the path reads to the subjects.
    std::vector<Steps> ways(const Path& path, std::size_t hop, const Steps& onwards) {
        std::vector<Steps> found{onwards};
        for (std::size_t i = 0; i < hop; ++i) {
            std::vector<Steps> longer;
            for (const Steps& way : found) {
                for (const auto& [table, column] : path.hops[i].columns) {
                    longer.push_back(after(holding_key(table, column), way));
                }
            }
            found = std::move(longer);
        }
        return found;
    }

    /// Who holds an office depends on agencies, persons and role assignments.
    void holder(const Path& path, const Steps& onwards, bool all) {
        for (const Steps& way : ways(path, path.hops.size() - 1, onwards)) {
            for (const auto& [table, column] : path.hops.back().columns) {
                const Steps to_holder = after(holding_key(table, column), way);
                std::vector<int> of_agency;
                for (const int one : {offices_.agency_function, offices_.agency_status, offices_.agency_head}) {
                    if (one >= 0) {
                        of_agency.push_back(one);
                    }
                }
                if (offices_.agency >= 0) {
                    watch(offices_.agency, of_agency, to_holder, all);
                }
                if (offices_.person >= 0 && offices_.person_agency >= 0) {
                    watch(offices_.person, {offices_.person_agency}, to_holder, all);
                    watch(offices_.agency, of_agency, after(holding_key(offices_.person, offices_.person_agency), to_holder), all);
                }
                if (offices_.assignment >= 0) {
                    watch(offices_.assignment, {},
                          after({.kind = Step::Kind::holding_value,
                                 .table = table,
                                 .column = column,
                                 .from = offices_.assignment_person,
                                 .any = false,
                                 .conversion = schema_.column(table, column).refers_to_any ? Conversion::to_any : Conversion::none,
                                 .register_name = "person"},
                                way),
                          all);
                }
            }
        }
    }

    static Path direct(int table, int column) {
        Path path;
        path.hops.push_back({.columns = {{table, column}}});
        return path;
    }

    void conditions(const Conditions& where, const Steps& onwards, bool all) {
        for (const Condition& condition : where) {
            path(condition.path, onwards, all);
            if (!condition.roles.empty()) {
                holder(condition.path, onwards, all);
            }
        }
    }

    void agency_path() {
        int table = check_.subject;
        Steps onwards;
        for (const std::string& name : std::vector<std::string>(schema_.table(table).declaration->agency_path)) {
            const int column = schema_.use_column(table, name);
            if (column < 0) {
                return;
            }
            watch(table, {column}, onwards, false);
            onwards = after(holding_key(table, column), onwards);
            const int next = schema_.use_table(schema_.column(table, column).field->to);
            if (next < 0) {
                return;
            }
            table = next;
        }
        if (table == offices_.agency && offices_.agency_function >= 0) {  // the owner may be named by its office
            watch(table, {offices_.agency_function}, onwards, false);
        }
    }

    void parts(const PartsCheck& parts, int table, const Steps& onwards, bool all) {
        if (!parts.item) {
            return;
        }
        const Steps from_target = after(holding_key(table, parts.column), onwards);
        for (std::size_t i = 0; i < parts.item->hops.size(); ++i) {
            for (const auto& [at, column] : parts.item->hops[i].columns) {
                back(*parts.item, i, at, {column}, from_target, all);
            }
        }
    }

    /// Steps from a record of the clause to the subjects it is about.
    std::optional<Steps> to_subject(const Clause& clause) {
        if (check_.subject < 0 || check_.per_item) {
            return {};
        }
        if (clause.itself) {
            return Steps{};
        }
        if (clause.link >= 0) {
            return Steps{{.kind = Step::Kind::targets, .table = check_.subject, .column = -1, .from = clause.link, .register_name = {}}};
        }
        for (const Clause::Same& same : clause.same) {
            if (same.subject.hops.size() == 1) {
                const int column = same.subject.hops.front().columns.front().second;
                schema_.use_index(check_.subject, column);
                const Conversion back = same.conversion == Conversion::to_any     ? Conversion::from_any
                                        : same.conversion == Conversion::from_any ? Conversion::to_any
                                                                                  : Conversion::none;
                return Steps{{.kind = Step::Kind::holding_value,
                              .table = check_.subject,
                              .column = column,
                              .from = same.column,
                              .any = false,
                              .conversion = back,
                              .register_name = same.register_name}};
            }
        }
        return {};
    }

    void clause(const Clause& clause) {
        const auto way = to_subject(clause);
        const Steps onwards = way.value_or(Steps{});
        const bool all = !way;
        result_.reads.push_back(clause.table);
        std::vector<int> columns{state_column, id_column};
        columns.insert(columns.end(), clause.needs.begin(), clause.needs.end());
        columns.insert(columns.end(), clause.dates.begin(), clause.dates.end());
        columns.insert(columns.end(), clause.by_columns.begin(), clause.by_columns.end());
        for (const Clause::Same& same : clause.same) {
            columns.push_back(same.column);
            path(same.subject, {}, false);
        }
        for (const int column : {clause.link, clause.match, clause.across, clause.instrument_column, clause.parts ? clause.parts->column : -1}) {
            if (column >= 0) {
                columns.push_back(column);
            }
        }
        for (const char* term : {"valid_from", "valid_to"}) {
            if (const int column = schema_.find_column(clause.table, term); column >= 0) {
                columns.push_back(column);
            }
        }
        watch(clause.table, std::move(columns), onwards, all);
        conditions(clause.where, onwards, all);
        for (const int column : clause.by_columns) {
            holder(direct(clause.table, column), onwards, all);
        }
        if (clause.parts) {
            parts(*clause.parts, clause.table, onwards, all);
        }
    }

    void variants(const std::vector<Variant>& variants) {
        for (const Variant& variant : variants) {
            clause(variant.clause);
        }
    }

    void of_kind(const Complete& complete) {
        if (complete.parts) {
            parts(*complete.parts, check_.subject, {}, false);
        }
    }
    void of_kind(const Cover& cover) {
        clause(cover.has);
        if (cover.minimum_path) {
            path(*cover.minimum_path, {}, false);
        }
    }
    void of_kind(const Periodic& periodic) {
        variants(periodic.evidence);
        if (periodic.every.path) {
            path(*periodic.every.path, {}, false);
        }
    }
    void of_kind(const Valid& valid) { variants(valid.documents); }
    void of_kind(const Authority& authority) {
        path(authority.field, {}, false);
        holder(authority.field, {}, false);
        if (authority.equals) {
            path(*authority.equals, {}, false);
        }
    }
    void of_kind(const Value& value) {
        path(value.field, {}, false);
        if (value.other) {
            path(*value.other, {}, false);
        }
    }
    void of_kind(const Respond& respond) {
        variants(respond.answers);
        if (respond.to_column >= 0) {
            holder(direct(check_.subject, respond.to_column), {}, false);
        }
    }
    void of_kind(const Gate& gate) {
        variants(gate.needs);
        if (gate.parts) {
            parts(*gate.parts, check_.subject, {}, false);
        }
    }
    void of_kind(const Ordered& ordered) {
        if (ordered.first) {
            clause(*ordered.first);
        }
        for (const Ordered::Step& step : ordered.steps) {
            if (step.by >= 0) {
                holder(direct(check_.subject, step.by), {}, false);
            }
        }
    }
    void of_kind(const Attest& attest) { variants(attest.evidence); }

    const Check& check_;
    Schema& schema_;
    const OfficeColumns& offices_;
    Dependencies result_;
};

Symbol convert(const Mirror& mirror, const Step& step, Symbol value) {
    const std::string& text = mirror.text(value);
    if (step.conversion == Conversion::to_any) {
        return mirror.symbols().find(step.register_name + ":" + text);
    }
    if (step.conversion == Conversion::from_any) {
        const std::string prefix = step.register_name + ":";
        return text.starts_with(prefix) ? mirror.symbols().find(std::string_view(text).substr(prefix.size())) : 0;
    }
    return value;
}

void follow(const Step& step, RowRef from, const Mirror& mirror, std::vector<RowRef>& into) {
    const auto add_rows = [&](int table, const std::vector<Row>& rows) {
        for (const Row row : rows) {
            into.push_back({table, row});
        }
    };
    switch (step.kind) {
        case Step::Kind::holding_key: {
            Symbol key = mirror.id(from);
            if (step.any) {
                const Symbol self = mirror.symbol(from, self_column);
                key = self != 0 ? self : mirror.symbols().find(mirror.schema().table(from.table).declaration->name + ":" + mirror.text(key));
            }
            if (key != 0) {
                add_rows(step.table, mirror.lookup(step.table, step.column, key));
            }
            return;
        }
        case Step::Kind::holding_value:
            mirror.each_value(from, step.from, [&](Symbol value) {
                const Symbol wanted = convert(mirror, step, value);
                if (wanted == 0) {
                    return;
                }
                if (step.column == id_column) {
                    if (const auto found = mirror.find(step.table, wanted)) {
                        into.push_back(*found);
                    }
                } else {
                    add_rows(step.table, mirror.lookup(step.table, step.column, wanted));
                }
            });
            return;
        case Step::Kind::targets:
            mirror.each_value(from, step.from, [&](Symbol value) {
                if (const auto target = mirror.target(from.table, step.from, value); target && target->table == step.table) {
                    into.push_back(*target);
                }
            });
            return;
    }
}

}  // namespace

Dependencies dependencies_of(const Check& check, Schema& schema, const OfficeColumns& offices) { return Planner(check, schema, offices).plan(); }

std::vector<Row> reached(const Watch& watch, RowRef from, const Mirror& mirror) {
    std::vector<RowRef> at{from};
    for (const Step& step : watch.steps) {
        std::vector<RowRef> next;
        for (const RowRef row : at) {
            follow(step, row, mirror, next);
        }
        std::ranges::sort(next);
        const auto repeated = std::ranges::unique(next);
        next.erase(repeated.begin(), repeated.end());
        at = std::move(next);
    }
    std::vector<Row> rows;
    std::ranges::transform(at, std::back_inserter(rows), &RowRef::row);
    return rows;
}

}  // namespace pendopo::law
