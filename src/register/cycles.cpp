#include "register/cycles.hpp"

#include <unordered_set>

#include "register/value_check.hpp"

namespace pendopo::registers {

namespace {

bool leads_within(const Register& declaration, const Field& field) { return field.type == FieldType::reference && field.to == declaration.name; }

}  // namespace

void Cycles::note(const Register& declaration, const Record& record, std::size_t row) {
    for (std::size_t i = 0; i < declaration.fields.size(); ++i) {
        const Field& field = declaration.fields[i];
        if (leads_within(declaration, field) && is_set(record.values[i])) {
            noted_[{&declaration, &field}].insert_or_assign(record.id, Step{text_of(record.values[i]), row});
        }
    }
}

std::string Cycles::next(const Way& way, const std::string& id) {
    const auto& steps = noted_[way];
    if (const auto step = steps.find(id); step != steps.end()) {
        return step->second.leads_to;
    }
    const auto rows =
        session_.query(fmt::format("SELECT {} FROM {} WHERE id = ?", store::quoted(way.second->name), store::quoted(own_table(way.first->name))), {id});
    return rows.empty() ? std::string() : rows.front().front().value_or("");
}

bool Cycles::comes_back(const Way& way, const std::string& start) {
    std::unordered_set<std::string> passed;
    for (std::string id = next(way, start); !id.empty() && passed.insert(id).second; id = next(way, id)) {
        if (id == start) {
            return true;
        }
    }
    return false;
}

std::vector<Cycles::Found> Cycles::find() {
    std::vector<Found> found;
    for (const auto& [way, steps] : noted_) {
        for (const auto& [id, step] : steps) {
            if (comes_back(way, id)) {
                found.push_back({way.first, way.second, id, step.leads_to, step.row});
            }
        }
    }
    return found;
}

Problem problem_of(const Cycles::Found& found) {
    return problem_of(*found.field, {"field.cycle", {{"value", found.leads_to}}, fmt::format("{} leads back to {}", found.leads_to, found.record)},
                      "/fields/" + found.field->name);
}

void check_cycles(store::Session& session, const Register& declaration, const Record& record, std::vector<Problem>& problems) {
    Cycles cycles(session);
    cycles.note(declaration, record);
    for (const auto& found : cycles.find()) {
        problems.push_back(problem_of(found));
    }
}

}  // namespace pendopo::registers
