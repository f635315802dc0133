// Registers and what they declare, as far as the caller may know.

#include "web/api/api.hpp"

namespace pendopo::web::api {

namespace {

json::object column_json(const Field& field) {
    json::object object{{"name", field.name}, {"type", registers::name_of(field.type)}, {"label", to_json(field.label)}};
    if (!field.help.empty()) {
        object["help"] = to_json(field.help);
    }
    object["required"] = field.required;
    if (field.min) {
        object["min"] = *field.min;
    }
    if (field.max) {
        object["max"] = *field.max;
    }
    if (field.max_length > 0) {
        object["max_length"] = field.max_length;
    }
    if (!field.pattern.empty()) {
        object["pattern"] = field.pattern;
    }
    if (!field.to.empty()) {
        object["to"] = field.to;
    }
    return object;
}

/// The choices, each with whether this government's law allows it.
json::array choices_json(const Field& field, const std::vector<std::string>& allowed) {
    json::array list;
    for (const auto& choice : field.choices) {
        const bool open = allowed.empty() || std::ranges::find(allowed, choice.code) != allowed.end();
        list.push_back(json::object{{"code", choice.code}, {"label", to_json(choice.label)}, {"allowed", open}});
    }
    return list;
}

json::object field_json(const Request& request, const Government& government, const Register& declaration, const Field& field) {
    auto object = column_json(field);
    const auto law = government.compliance->field_law(declaration.name, field.name);
    object["unique"] = field.unique;
    object["personal"] = field.personal;
    object["implicit"] = field.implicit;
    object["default"] = field.otherwise.empty() ? json::value(nullptr) : json::value(field.otherwise);
    object["writable"] = request.person.account && people::may_change(request.person, declaration, field, request.person.account->agency);
    if (!field.choices.empty()) {
        object["choices"] = choices_json(field, law.choices);
    }
    if (field.is_lines()) {
        json::array columns;
        for (const Field& column : field.type == registers::FieldType::parts ? registers::part_columns() : field.columns) {
            columns.push_back(column_json(column));
        }
        object["columns"] = std::move(columns);
    }
    json::array norms;
    for (const auto* norm : law.norms) {
        norms.emplace_back(norm->full_id);
    }
    object["norms"] = std::move(norms);
    return object;
}

json::object permissions_json(const people::Person& person, const Register& declaration) {
    const std::string agency = person.account ? person.account->agency : "";
    return {{"read", people::may_read(person, declaration)},
            {"create", people::may_create(person, declaration, agency)},
            {"change", people::may_change(person, declaration, agency)},
            {"delete", people::may_delete(person, declaration, agency, declaration.states.front().name)}};
}

json::object summary_json(const Request& request, const Register& declaration) {
    return {{"name", declaration.name},
            {"system", declaration.system},
            {"label", to_json(declaration.label)},
            {"plural", to_json(declaration.plural)},
            {"about", to_json(declaration.about)},
            {"may", permissions_json(request.person, declaration)},
            {"records", request.base + "/api/v1/records/" + declaration.name}};
}

json::array transitions_json(const Request& request, const Register& declaration) {
    const std::string agency = request.person.account ? request.person.account->agency : "";
    json::array list;
    for (const auto& transition : declaration.transitions) {
        list.push_back(json::object{{"name", transition.name},
                                    {"from", json::value_from(transition.from)},
                                    {"to", transition.to},
                                    {"label", to_json(transition.label)},
                                    {"by", json::value_from(transition.by)},
                                    {"reason", transition.reason},
                                    {"asks", json::value_from(transition.asks)},
                                    {"may", people::may_make(request.person, declaration, transition, agency)}});
    }
    return list;
}

}  // namespace

Result<Response> list_registers(const Request& request, Government& government) {
    CHECK(only_parameters(request, {"system"}));
    const std::string system = request.query_value("system");
    json::array list;
    for (const Register& declaration : government.product->catalogue.registers()) {
        if ((system.empty() || declaration.system == system) && people::may_read(request.person, declaration)) {
            list.push_back(summary_json(request, declaration));
        }
    }
    json::array systems;
    for (const auto& each : government.product->catalogue.systems()) {
        systems.push_back(json::object{{"name", each.name}, {"label", to_json(each.label)}, {"about", to_json(each.about)}, {"group", each.group}});
    }
    return Response::json({{"systems", std::move(systems)}, {"registers", std::move(list)}});
}

Result<Response> register_schema(const Request& request, Government& government) {
    CHECK(only_parameters(request, {}));
    TRY(const auto* declaration, register_of(request, government));
    auto object = summary_json(request, *declaration);
    json::array fields, states;
    for (const Field& field : declaration->fields) {
        if (people::may_read(request.person, *declaration, field)) {
            fields.push_back(field_json(request, government, *declaration, field));
        }
    }
    for (const auto& state : declaration->states) {
        states.push_back(json::object{{"name", state.name}, {"label", to_json(state.label)}, {"closed", state.closed}});
    }
    object["numbering"] = declaration->numbering;
    object["title"] = declaration->title;
    object["agency"] = declaration->agency_path.empty() ? json::value(nullptr) : json::value(join(declaration->agency_path, "."));
    object["list"] = json::value_from(declaration->list);
    object["search"] = json::value_from(declaration->search);
    object["sort"] = declaration->sort;
    object["fields"] = std::move(fields);
    object["states"] = std::move(states);
    object["transitions"] = transitions_json(request, *declaration);
    if (declaration->census) {
        object["census"] = {{"confirm", json::value_from(declaration->census->confirm)}, {"every", declaration->census->every}};
    }
    return Response::json(object);
}

}  // namespace pendopo::web::api
