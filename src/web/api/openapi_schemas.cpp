#include "web/api/openapi.hpp"

namespace pendopo::web::api {

namespace {

using registers::FieldType;

json::object text_schema(const Field& field) {
    json::object schema{{"type", "string"}};
    if (field.max_length > 0) {
        schema["maxLength"] = field.max_length;
    }
    if (!field.pattern.empty()) {
        schema["pattern"] = "^(?:" + field.pattern + ")$";
    }
    return schema;
}

json::object number_schema(const Field& field, std::string_view type) {
    json::object schema{{"type", type}};
    if (field.min) {
        schema["minimum"] = *field.min;
    }
    if (field.max) {
        schema["maximum"] = *field.max;
    }
    return schema;
}

json::object choice_schema(const Field& field, const std::vector<std::string>& allowed) {
    json::array codes;
    for (const auto& choice : field.choices) {
        if (allowed.empty() || std::ranges::find(allowed, choice.code) != allowed.end()) {
            codes.emplace_back(choice.code);
        }
    }
    return {{"type", "string"}, {"enum", std::move(codes)}};
}

/// One value: of a field, of a column, or one of many.
json::object value_schema(const Field& field, const std::vector<std::string>& allowed) {
    switch (field.type) {
        case FieldType::integer: return number_schema(field, "integer");
        case FieldType::money: {
            auto schema = number_schema(field, "integer");
            schema["description"] = "Minor units of IDR (sen): Rp1.000 is 100000.";
            return schema;
        }
        case FieldType::decimal:
        case FieldType::percentage: return number_schema(field, "number");
        case FieldType::boolean: return {{"type", "boolean"}};
        case FieldType::date: return {{"type", "string"}, {"format", "date"}};
        case FieldType::datetime: return {{"type", "string"}, {"format", "date-time"}};
        case FieldType::duration: return {{"type", "string"}, {"pattern", "^[0-9]+[ymwdh]$"}};
        case FieldType::choice:
        case FieldType::choices: return choice_schema(field, allowed);
        case FieldType::url: return {{"type", "string"}, {"format", "uri"}};
        case FieldType::email: return {{"type", "string"}, {"format", "email"}};
        case FieldType::nik: return {{"type", "string"}, {"pattern", "^[0-9]{16}$"}};
        case FieldType::nip: return {{"type", "string"}, {"pattern", "^[0-9]{18}$"}};
        case FieldType::point: return {{"type", "string"}, {"pattern", "^-?[0-9.]+,-?[0-9.]+$"}};
        case FieldType::reference:
        case FieldType::references:
            return {{"type", "string"}, {"description", field.to == "any" ? "register:id of a record" : "id of a record of register " + field.to}};
        case FieldType::file:
        case FieldType::files: return {{"type", "string"}, {"description", "hash/name of a stored file"}};
        case FieldType::derived: return {{"type", "string"}, {"readOnly", true}};
        default: return text_schema(field);
    }
}

json::object lines_schema(const Field& field) {
    json::object columns;
    json::array required;
    for (const Field& column : field.type == FieldType::parts ? registers::part_columns() : field.columns) {
        const bool items = field.type == FieldType::parts && column.name == "item" && !field.choices.empty();
        columns[column.name] = items ? choice_schema(field, {}) : value_schema(column, {});
        if (column.required) {
            required.emplace_back(column.name);
        }
    }
    json::object line{{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(columns)}};
    if (!required.empty()) {
        line["required"] = std::move(required);
    }
    return {{"type", "array"}, {"items", std::move(line)}};
}

/// The same value or null, which clears a field.
void allow_null(json::object& schema) {
    schema["type"] = json::array{schema["type"], "null"};
    if (auto* codes = schema.if_contains("enum")) {
        codes->as_array().emplace_back(nullptr);
    }
}

json::object fields_schema(const Government& government, const Register& declaration) {
    json::object properties;
    for (const Field& field : declaration.fields) {
        const auto law = government.compliance->field_law(declaration.name, field.name);
        auto schema = schema_of(field, law.choices, false);
        if (!field.required) {
            allow_null(schema);
        }
        schema["title"] = field.label.in(Language::en);
        if (!field.help.empty() && !schema.contains("description")) {
            schema["description"] = field.help.in(Language::en);
        }
        if (!law.norms.empty()) {
            json::array norms;
            for (const auto* norm : law.norms) {
                norms.emplace_back(norm->full_id);
            }
            schema["x-norms"] = std::move(norms);
        }
        properties[field.name] = std::move(schema);
    }
    return {{"type", "object"},
            {"title", declaration.label.in(Language::en)},
            {"description", declaration.about.in(Language::en)},
            {"additionalProperties", false},
            {"properties", std::move(properties)}};
}

json::object record_schema(const Register& declaration) {
    json::array states;
    for (const auto& state : declaration.states) {
        states.emplace_back(state.name);
    }
    const json::object moment{{"type", "string"}, {"format", "date-time"}};
    const json::object text{{"type", "string"}};
    return {{"type", "object"},
            {"required", json::array{"id", "state", "version", "fields"}},
            {"properties", json::object{{"id", text},
                                        {"state", json::object{{"type", "string"}, {"enum", std::move(states)}}},
                                        {"version", json::object{{"type", "integer"}}},
                                        {"created_on", moment},
                                        {"created_by", text},
                                        {"updated_on", moment},
                                        {"updated_by", text},
                                        {"fields", json::object{{"$ref", "#/components/schemas/" + declaration.name + "_fields"}}}}}};
}

json::object new_record_schema(const Register& declaration) {
    json::array required;
    for (const Field& field : declaration.fields) {
        if (field.required && field.otherwise.empty()) {
            required.emplace_back(field.name);
        }
    }
    json::object fields{{"$ref", "#/components/schemas/" + declaration.name + "_fields"}};
    if (!required.empty()) {
        fields["required"] = std::move(required);
    }
    return {{"type", "object"},
            {"required", json::array{"fields"}},
            {"properties",
             json::object{{"id", json::object{{"type", "string"}, {"description", "Key of the record; numbered by the register where it is left out."}}},
                          {"fields", std::move(fields)}}}};
}

json::object parsed(std::string_view text) { return json::parse(json::string_view(text)).as_object(); }

/// Shapes that do not depend on the registers.
json::object common_schemas() {
    return parsed(R"({
"Text": {"type": "object", "required": ["id", "en"], "properties": {"id": {"type": "string", "description": "Indonesian"}, "en": {"type": "string", "description": "English"}}},
"Reference": {"type": "object", "required": ["register", "id", "label"], "properties": {"register": {"type": "string"}, "id": {"type": "string"}, "label": {"type": "string"}}},
"Problem": {"type": "object", "description": "RFC 9457 problem details", "required": ["type", "title", "status", "code", "fault", "errors"], "properties": {
  "type": {"type": "string", "format": "uri"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"}, "instance": {"type": "string"},
  "code": {"type": "string"}, "fault": {"type": "string", "enum": ["client", "server"]},
  "errors": {"type": "array", "items": {"type": "object", "required": ["pointer", "code", "detail", "norms"], "properties": {
    "pointer": {"type": "string"}, "code": {"type": "string"}, "detail": {"type": "string"}, "norms": {"type": "array", "items": {"type": "string"}},
    "arguments": {"type": "object", "additionalProperties": {"type": "string"}}}}}}},
"State": {"type": "string", "enum": ["breached", "overdue", "undetermined", "unproven", "due", "met", "exempt", "not_used", "not_ours", "unbound"]},
"Line": {"type": "object", "description": "One answer: a norm's rule about one subject", "required": ["norm", "rule", "subject", "agency", "state", "since", "due", "why", "evidence"], "properties": {
  "norm": {"type": "string"}, "rule": {"type": "string"}, "subject": {"$ref": "#/components/schemas/Reference"}, "agency": {"type": "string"}, "state": {"$ref": "#/components/schemas/State"},
  "since": {"type": ["string", "null"], "format": "date"}, "due": {"type": ["string", "null"], "format": "date"}, "warns": {"type": "boolean"}, "why": {"$ref": "#/components/schemas/Text"},
  "evidence": {"type": "array", "items": {"$ref": "#/components/schemas/Reference"}}, "mend": {"type": "object", "properties": {"register": {"type": "string"}, "values": {"type": "object", "additionalProperties": {"type": "string"}}}}}},
"Cell": {"type": "object", "required": ["state", "counts"], "properties": {"state": {"$ref": "#/components/schemas/State"}, "counts": {"type": "object", "additionalProperties": {"type": "integer"}}}},
"Entry": {"type": "object", "description": "One change, as the ledger holds it", "required": ["sequence", "at", "actor", "action", "changes"], "properties": {
  "sequence": {"type": "integer"}, "at": {"type": "string", "format": "date-time"}, "actor": {"type": "string"}, "behalf": {"type": "string"}, "action": {"type": "string"}, "subject": {"type": "string"},
  "record": {"type": "string"}, "version": {"type": "integer"}, "digest": {"type": "string"}, "note": {"type": "string"},
  "changes": {"type": "object", "description": "Field: [before, after]", "additionalProperties": {"type": "array", "minItems": 2, "maxItems": 2, "items": {}}}}},
"File": {"type": "object", "required": ["hash", "name", "type", "size", "url"], "properties": {"hash": {"type": "string"}, "name": {"type": "string"}, "type": {"type": "string"}, "size": {"type": "integer"},
  "by": {"type": "string"}, "at": {"type": "string", "format": "date-time"}, "url": {"type": "string"}}},
"Comment": {"type": "object", "required": ["number", "author", "text", "at"], "properties": {"number": {"type": "integer"}, "author": {"type": "string"}, "text": {"type": "string"}, "at": {"type": "string", "format": "date-time"}}},
"Step": {"type": "object", "properties": {"fields": {"type": "object", "description": "Values that the step asks for"}, "reason": {"type": "string"}}}
})");
}

}  // namespace

json::object schema_of(const Field& field, const std::vector<std::string>& allowed_choices, bool filter) {
    if (filter || !(field.is_many() || field.is_lines())) {
        return value_schema(field, filter ? std::vector<std::string>{} : allowed_choices);
    }
    if (field.is_lines()) {
        return lines_schema(field);
    }
    return {{"type", "array"}, {"uniqueItems", true}, {"items", value_schema(field, allowed_choices)}};
}

json::object openapi_schemas(const Government& government) {
    json::object schemas = common_schemas();
    for (const Register& declaration : government.product->catalogue.registers()) {
        schemas[declaration.name + "_fields"] = fields_schema(government, declaration);
        schemas[declaration.name] = record_schema(declaration);
        schemas[declaration.name + "_new"] = new_record_schema(declaration);
    }
    return schemas;
}

}  // namespace pendopo::web::api
