// Which norms read a field, and which of its choices a law knows.

#include <algorithm>
#include <mutex>

#include "law/inside.hpp"

namespace pendopo::law {

namespace {

/// Fields of the subject and of the clauses that a check demands something of.
class FieldsRead {
public:
    explicit FieldsRead(const Schema& schema) : schema_(schema) {}
    std::set<std::pair<std::string, std::string>> found;

    void of(const Check& check) {
        subject_ = check.subject;
        std::visit([&](const auto& kind) { take(kind); }, check.kind);
    }

private:
    void column(int table, int column) {
        if (table >= 0 && column > title_column && !schema_.column(table, column).field->implicit) {
            found.emplace(schema_.table(table).declaration->name, schema_.column(table, column).name);
        }
    }
    void path(const Path& path) {
        for (const Path::Hop& hop : path.hops) {
            for (const auto& [table, at] : hop.columns) {
                column(table, at);
            }
        }
    }
    void clause(const Clause& clause) {
        for (const int needed : clause.needs) {
            column(clause.table, needed);
        }
        for (const int at : {clause.parts ? clause.parts->column : -1, clause.instrument != 0 ? clause.instrument_column : -1, clause.match, clause.across}) {
            column(clause.table, at);
        }
        for (const Condition& condition : clause.where) {
            path(condition.path);
        }
    }
    void variants(const std::vector<Variant>& variants) {
        for (const Variant& variant : variants) {
            clause(variant.clause);
        }
    }
    void take(const Complete& complete) {
        for (const int needed : complete.needs) {
            column(subject_, needed);
        }
        column(subject_, complete.parts ? complete.parts->column : -1);
    }
    void take(const Cover& cover) { clause(cover.has); }
    void take(const Periodic& periodic) { variants(periodic.evidence); }
    void take(const Valid& valid) { variants(valid.documents); }
    void take(const Authority& authority) { path(authority.field); }
    void take(const Value& value) { path(value.field); }
    void take(const Respond& respond) {
        for (const int field : respond.fields) {
            column(subject_, field);
        }
        column(subject_, respond.to_column);
        column(subject_, respond.route_column);
        variants(respond.answers);
    }
    void take(const Gate& gate) {
        variants(gate.needs);
        column(subject_, gate.parts ? gate.parts->column : -1);
    }
    void take(const Ordered& ordered) {
        for (const Ordered::Step& step : ordered.steps) {
            column(subject_, step.date);
        }
        column(subject_, ordered.stages);
        column(subject_, ordered.then);
        if (ordered.first) {
            clause(*ordered.first);
        }
    }
    void take(const Attest& attest) { variants(attest.evidence); }

    const Schema& schema_;
    int subject_ = -1;
};

}  // namespace

void Compliance::Inside::read_field_law() {
    const Schema& schema = *frame->schema;
    for (const Unit& unit : current->units()) {
        FieldsRead read(schema);
        read.of(unit.check);
        for (const auto& key : read.found) {
            std::vector<const Norm*>& norms = fields[key].norms;
            if (std::ranges::find(norms, unit.norm) == norms.end()) {
                norms.push_back(unit.norm);
            }
        }
        const auto* value = std::get_if<Value>(&unit.check.kind);
        const bool lists =
            value != nullptr && value->kind == Value::Kind::one_of && value->field.hops.size() == 1 && value->items.empty() && unit.check.where.empty();
        if (!lists || !unit.rule->prevents || !unit.binding->prevents || unit.check.at != 0) {
            continue;
        }
        const auto& [table, column] = value->field.hops.front().columns.front();
        std::vector<std::string> allowed;
        std::ranges::transform(value->values, std::back_inserter(allowed), [&](Symbol one) { return frame->symbols->text(one); });
        std::vector<std::string>& choices = fields[{schema.table(table).declaration->name, schema.column(table, column).name}].choices;
        if (choices.empty()) {
            choices = std::move(allowed);
        } else {  // what every one of the norms allows
            std::erase_if(choices, [&](const std::string& choice) { return std::ranges::find(allowed, choice) == allowed.end(); });
        }
    }
}

}  // namespace pendopo::law
