#include "web/api/openapi.hpp"

#include "base/ids.hpp"

namespace pendopo::web::api {

namespace {

json::object parsed(std::string_view text) { return json::parse(json::string_view(text)).as_object(); }

json::object schema_reference(std::string_view name) { return {{"$ref", "#/components/schemas/" + std::string(name)}}; }

json::object parameter_reference(std::string_view name) { return {{"$ref", "#/components/parameters/" + std::string(name)}}; }

json::object query_parameter(std::string name, json::object schema, std::string_view description = {}) {
    json::object parameter{{"name", std::move(name)}, {"in", "query"}, {"schema", std::move(schema)}};
    if (!description.empty()) {
        parameter["description"] = description;
    }
    return parameter;
}

json::object json_content(json::object schema) { return {{"application/json", json::object{{"schema", std::move(schema)}}}}; }

json::object answer(std::string_view description, json::object schema) { return {{"description", description}, {"content", json_content(std::move(schema))}}; }

json::object list_of(std::string_view name, json::object item) {
    return {
        {"type", "object"}, {"required", json::array{name}}, {"properties", json::object{{name, json::object{{"type", "array"}, {"items", std::move(item)}}}}}};
}

/// One operation, with the refusals that each may give.
json::object operation(std::string id, std::string_view tag, std::string_view summary, std::initializer_list<int> refusals, std::string_view status,
                       json::object success) {
    json::object responses{{status, std::move(success)}};
    for (const int refusal : refusals) {
        responses[std::to_string(refusal)] = json::object{{"$ref", "#/components/responses/" + std::to_string(refusal)}};
    }
    return {{"operationId", std::move(id)}, {"tags", json::array{tag}}, {"summary", summary}, {"responses", std::move(responses)}};
}

json::array filters_of(const Register& declaration) {
    json::array parameters;
    for (const auto* name : {"q", "sort", "after", "before", "limit", "fields"}) {
        parameters.push_back(parameter_reference(name));
    }
    json::array states;
    for (const auto& state : declaration.states) {
        states.emplace_back(state.name);
    }
    parameters.push_back(query_parameter("state", {{"type", "string"}, {"enum", std::move(states)}}));
    if (!declaration.agency_path.empty() && declaration.field("agency") == nullptr) {
        parameters.push_back(parameter_reference("agency"));
    }
    using registers::FieldType;
    for (const Field& field : declaration.fields) {
        const bool taken =
            field.name == "q" || field.name == "sort" || field.name == "after" || field.name == "before" || field.name == "limit" || field.name == "fields";
        if (field.implicit || field.is_lines() || field.type == FieldType::long_text || field.type == FieldType::files || taken) {
            continue;
        }
        parameters.push_back(query_parameter(field.name, schema_of(field, {}, true)));
        const bool ordered = field.type == FieldType::integer || field.type == FieldType::decimal || field.type == FieldType::money ||
                             field.type == FieldType::percentage || field.type == FieldType::date || field.type == FieldType::datetime;
        if (ordered) {
            parameters.push_back(query_parameter(field.name + ".min", schema_of(field, {}, true)));
            parameters.push_back(query_parameter(field.name + ".max", schema_of(field, {}, true)));
        }
    }
    return parameters;
}

json::object request_body(json::object schema, std::string_view type = "application/json", bool required = true) {
    return {{"required", required}, {"content", json::object{{type, json::object{{"schema", std::move(schema)}}}}}};
}

json::object with_tag(std::string_view description, const std::string& schema) {
    auto success = answer(description, schema_reference(schema));
    success["headers"] = {{"ETag", json::object{{"$ref", "#/components/headers/ETag"}}}};
    return success;
}

json::object list_path(const Register& declaration) {
    const std::string& name = declaration.name;
    const std::string plural = declaration.plural.in(Language::en);
    const json::object cursor{{"type", json::array{"string", "null"}}};
    auto page = list_of("records", schema_reference(name));
    page["properties"].as_object()["next"] = cursor;
    page["properties"].as_object()["previous"] = cursor;
    auto list = operation("list_" + name, name, "List: " + plural, {400, 401, 403, 404}, "200", answer("One page", std::move(page)));
    list["parameters"] = filters_of(declaration);
    list["description"] =
        "Each field also takes `.not`, `.contains` and `.set` (true or false), and may be a path through references such as `application.owner`.";
    auto create = operation("create_" + name, name, "Add: " + declaration.label.in(Language::en), {400, 401, 403, 404, 409, 413, 415, 422}, "201",
                            with_tag("The new record", name));
    create["requestBody"] = request_body(schema_reference(name + "_new"));
    return {{"get", std::move(list)}, {"post", std::move(create)}};
}

json::object record_path(const Register& declaration) {
    const std::string& name = declaration.name;
    const std::string label = declaration.label.in(Language::en);
    auto get = operation("get_" + name, name, "One record: " + label, {400, 401, 403, 404}, "200", with_tag("The record", name));
    get["parameters"] = json::array{parameter_reference("at")};
    get["responses"].as_object()["304"] = {{"description", "Unchanged since the tag of If-None-Match"}};
    auto change = operation("change_" + name, name, "Change: " + label, {400, 401, 403, 404, 409, 413, 415, 422}, "200", with_tag("The changed record", name));
    change["parameters"] = json::array{parameter_reference("IfMatch")};
    change["requestBody"] =
        request_body({{"type", "object"}, {"required", json::array{"fields"}}, {"properties", json::object{{"fields", schema_reference(name + "_fields")}}}},
                     "application/merge-patch+json");
    auto remove = operation("delete_" + name, name, "Delete: " + label, {400, 401, 403, 404, 409}, "204", {{"description", "Deleted; its history stays"}});
    remove["parameters"] = json::array{parameter_reference("IfMatch")};
    return {{"parameters", json::array{parameter_reference("id")}}, {"get", std::move(get)}, {"patch", std::move(change)}, {"delete", std::move(remove)}};
}

json::object transition_path(const Register& declaration) {
    json::array names;
    for (const auto& transition : declaration.transitions) {
        names.emplace_back(transition.name);
    }
    auto step = operation("move_" + declaration.name, declaration.name, "Make a step: " + declaration.label.in(Language::en),
                          {400, 401, 403, 404, 409, 415, 422}, "200", with_tag("The record in its new state", declaration.name));
    step["description"] = "409 with code `gate.shut` names the norms that shut the gate, and why.";
    step["parameters"] = json::array{parameter_reference("IfMatch")};
    step["requestBody"] = request_body(schema_reference("Step"), "application/json", false);
    const json::object name{{"name", "name"}, {"in", "path"}, {"required", true}, {"schema", json::object{{"type", "string"}, {"enum", std::move(names)}}}};
    return {{"parameters", json::array{parameter_reference("id"), name}}, {"post", std::move(step)}};
}

void add_beside_paths(json::object& paths, const Register& declaration) {
    const std::string& name = declaration.name;
    const std::string path = "/records/" + name + "/{id}";
    const json::array id{parameter_reference("id")};
    auto history = operation("history_of_" + name, name, "History of a record", {400, 401, 403, 404}, "200",
                             answer("Changes, newest first", list_of("entries", schema_reference("Entry"))));
    history["parameters"] = json::array{query_parameter("before", {{"type", "integer"}}, "Entries with a smaller sequence"), parameter_reference("limit")};
    paths[path + "/history"] = {{"parameters", id}, {"get", std::move(history)}};
    auto offers = operation("steps_of_" + name, name, "Steps open to a record, with their gates", {400, 401, 403, 404}, "200",
                            answer("Steps", list_of("transitions", {{"type", "object"}})));
    paths[path + "/transitions"] = {{"parameters", id}, {"get", std::move(offers)}};
    auto files = operation("files_of_" + name, name, "Files attached to a record", {400, 401, 403, 404}, "200",
                           answer("Files", list_of("files", schema_reference("File"))));
    auto attach = operation("attach_to_" + name, name, "Attach files", {400, 401, 403, 404, 413, 415, 422}, "201",
                            answer("The attached files", list_of("files", schema_reference("File"))));
    attach["requestBody"] = request_body(
        {{"type", "object"}, {"properties", json::object{{"file", json::object{{"type", "string"}, {"contentMediaType", "application/octet-stream"}}}}}},
        "multipart/form-data");
    paths[path + "/files"] = {{"parameters", id}, {"get", std::move(files)}, {"post", std::move(attach)}};
    const json::object hash{{"name", "hash"}, {"in", "path"}, {"required", true}, {"schema", json::object{{"type", "string"}, {"pattern", "^[0-9a-f]{64}$"}}}};
    auto download = operation(
        "file_of_" + name, name, "Content of a file", {400, 401, 403, 404}, "200",
        {{"description", "The file"}, {"content", json::object{{"application/octet-stream", json::object{{"schema", json::object{{"type", "string"}}}}}}}});
    paths[path + "/files/{hash}"] = {{"parameters", json::array{parameter_reference("id"), hash}}, {"get", std::move(download)}};
    auto comments = operation("comments_on_" + name, name, "Comments on a record", {400, 401, 403, 404}, "200",
                              answer("Comments", list_of("comments", schema_reference("Comment"))));
    auto comment = operation("comment_on_" + name, name, "Comment on a record", {400, 401, 403, 404, 415, 422}, "201", answer("Added", {{"type", "object"}}));
    comment["requestBody"] =
        request_body({{"type", "object"}, {"required", json::array{"text"}}, {"properties", json::object{{"text", json::object{{"type", "string"}}}}}});
    paths[path + "/comments"] = {{"parameters", id}, {"get", std::move(comments)}, {"post", std::move(comment)}};
}

json::object read_only(std::string id, std::string_view tag, std::string_view summary, json::array parameters, json::object schema,
                       std::initializer_list<int> refusals = {400, 401}) {
    auto get = operation(std::move(id), tag, summary, refusals, "200", answer(summary, std::move(schema)));
    if (!parameters.empty()) {
        get["parameters"] = std::move(parameters);
    }
    return {{"get", std::move(get)}};
}

json::array named(std::initializer_list<std::string_view> names) {
    json::array parameters;
    for (const auto name : names) {
        parameters.push_back(parameter_reference(name));
    }
    return parameters;
}

void add_law_paths(json::object& paths) {
    const json::object object{{"type", "object"}};
    const json::object text{{"type", "string"}};
    auto norms = named({"on", "system", "lineState"});
    for (const auto* name : {"q", "kind", "article", "chapter", "actor"}) {
        norms.push_back(query_parameter(name, text));
    }
    paths["/registers"] = read_only("list_registers", "declarations", "Registers that the caller may read", json::array{query_parameter("system", text)},
                                    list_of("registers", object));
    const json::object register_name{{"name", "register"}, {"in", "path"}, {"required", true}, {"schema", text}};
    paths["/registers/{register}"] =
        read_only("get_register", "declarations", "A register's fields, states and transitions", json::array{register_name}, object, {400, 401, 403, 404});
    paths["/norms"] = read_only("list_norms", "law", "Norms of the regulation with their present state", std::move(norms), list_of("norms", object));
    const json::object norm{{"name", "norm"},
                            {"in", "path"},
                            {"required", true},
                            {"schema", text},
                            {"description", "Such as kediri-42-2019:24/2 or 24/2; its slashes may stay as they are"}};
    paths["/norms/{norm}"] =
        read_only("get_norm", "law", "A norm with its rules, lines and conflicts", json::array{norm, parameter_reference("on")}, object, {400, 401, 404});
    paths["/conflicts"] =
        read_only("list_conflicts", "law", "Norms that contradict each other, and which the government follows", {}, list_of("conflicts", object));
    paths["/values"] = read_only("list_values", "law", "Values that the law leaves to the government", {}, list_of("values", object));
    auto lines = named({"on", "norm", "agency", "system", "lineState"});
    for (const auto* name : {"rule", "register", "record"}) {
        lines.push_back(query_parameter(name, text));
    }
    lines.push_back(query_parameter("limit", {{"type", "integer"}, {"minimum", 1}, {"maximum", 10'000}}));
    lines.push_back(query_parameter("offset", {{"type", "integer"}, {"minimum", 0}}));
    paths["/compliance"] = read_only("list_compliance", "compliance", "Which norm is met, by whom, and what proves it", std::move(lines),
                                     list_of("lines", schema_reference("Line")));
    json::object row{{"type", "object"},
                     {"required", json::array{"norm", "all", "agency"}},
                     {"properties", json::object{{"norm", text},
                                                 {"all", schema_reference("Cell")},
                                                 {"agency", json::object{{"type", "object"}, {"additionalProperties", schema_reference("Cell")}}}}}};
    paths["/compliance/matrix"] = read_only("compliance_matrix", "compliance", "Norms by agencies", named({"on", "norm", "agency", "system", "lineState"}),
                                            list_of("rows", std::move(row)));
    auto obligations = named({"norm", "agency", "system"});
    obligations.push_back(query_parameter("until", {{"type", "string"}, {"format", "date"}}));
    obligations.push_back(query_parameter("limit", {{"type", "integer"}, {"minimum", 1}, {"maximum", 10'000}}));
    paths["/obligations"] = read_only("list_obligations", "compliance", "Duties that are open or late, by day", std::move(obligations),
                                      list_of("obligations", schema_reference("Line")));
    json::array ledger;
    for (const auto* name : {"subject", "record", "actor", "action", "from", "until", "before", "after", "limit"}) {
        ledger.push_back(query_parameter(name, text));
    }
    paths["/ledger"] = read_only("read_ledger", "oversight", "Head and entries of the ledger, for auditors", std::move(ledger),
                                 list_of("entries", schema_reference("Entry")), {400, 401, 403});
    paths["/me"] = read_only("who_am_i", "oversight", "The caller's account", {}, object);
    paths["/openapi.json"] = read_only("get_openapi", "declarations", "This document", {}, object);
}

json::object components(const Government& government) {
    auto shared = parsed(R"({
"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}, "session": {"type": "apiKey", "in": "cookie", "name": "pendopo_session", "description": "With it, changes need the header X-CSRF-Token (see /me)."}},
"headers": {"ETag": {"description": "Version of the record", "schema": {"type": "string"}}},
"parameters": {
  "id": {"name": "id", "in": "path", "required": true, "description": "Key of the record", "schema": {"type": "string"}},
  "IfMatch": {"name": "If-Match", "in": "header", "description": "ETag that the record must still have; else 409", "schema": {"type": "string"}},
  "at": {"name": "at", "in": "query", "description": "The record as it was at the end of a day, or at a moment", "schema": {"type": "string"}},
  "on": {"name": "on", "in": "query", "description": "As on a day", "schema": {"type": "string", "format": "date"}},
  "q": {"name": "q", "in": "query", "description": "Words to search for", "schema": {"type": "string"}},
  "sort": {"name": "sort", "in": "query", "description": "A field, with - before it for descending", "schema": {"type": "string"}},
  "after": {"name": "after", "in": "query", "description": "Cursor: `next` of the page before", "schema": {"type": "string"}},
  "before": {"name": "before", "in": "query", "description": "Cursor: `previous` of the page after", "schema": {"type": "string"}},
  "limit": {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}},
  "fields": {"name": "fields", "in": "query", "description": "Names of fields, separated by commas", "schema": {"type": "string"}},
  "agency": {"name": "agency", "in": "query", "description": "Key of an agency; - for the government as a whole, where that is asked", "schema": {"type": "string"}},
  "norm": {"name": "norm", "in": "query", "description": "A norm or an article", "schema": {"type": "string"}},
  "system": {"name": "system", "in": "query", "schema": {"type": "string"}},
  "lineState": {"name": "state", "in": "query", "schema": {"$ref": "#/components/schemas/State"}}}})");
    json::object responses;
    for (const auto& [status, says] : {std::pair{400, "The request cannot be read"},
                                       {401, "Sign in, or send an API token"},
                                       {403, "Not allowed"},
                                       {404, "There is no such thing"},
                                       {409, "A shut gate, or a lost update"},
                                       {413, "Too large"},
                                       {415, "A kind of content that is not accepted"},
                                       {422, "Readable, but with wrong values"}}) {
        responses[std::to_string(status)] = {{"description", says},
                                             {"content", json::object{{"application/problem+json", json::object{{"schema", schema_reference("Problem")}}}}}};
    }
    shared["responses"] = std::move(responses);
    shared["schemas"] = openapi_schemas(government);
    return shared;
}

json::array tags_of(const Government& government) {
    json::array tags{json::object{{"name", "declarations"}, {"description", "What exists"}}, json::object{{"name", "law"}, {"description", "The regulation"}},
                     json::object{{"name", "compliance"}, {"description", "Whether the law is kept"}},
                     json::object{{"name", "oversight"}, {"description", "The ledger and the caller"}}};
    for (const Register& declaration : government.product->catalogue.registers()) {
        tags.push_back(json::object{{"name", declaration.name}, {"description", declaration.plural.in(Language::en)}});
    }
    return tags;
}

}  // namespace

json::object openapi_document(const Government& government, std::string_view base) {
    json::object paths;
    add_law_paths(paths);
    for (const Register& declaration : government.product->catalogue.registers()) {
        const std::string path = "/records/" + declaration.name;
        paths[path] = list_path(declaration);
        paths[path + "/{id}"] = record_path(declaration);
        if (!declaration.transitions.empty()) {
            paths[path + "/{id}/transitions/{name}"] = transition_path(declaration);
        }
        add_beside_paths(paths, declaration);
    }
    return {{"openapi", "3.1.0"},
            {"info", json::object{{"title", "Pendopo: " + government.name()},
                                  {"version", "1"},
                                  {"summary", "Registers, law and compliance of one government"},
                                  {"license", json::object{{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
            {"servers", json::array{json::object{{"url", std::string(base) + "/api/v1"}}}},
            {"security", json::array{json::object{{"token", json::array()}}, json::object{{"session", json::array()}}, json::object()}},
            {"tags", tags_of(government)},
            {"paths", std::move(paths)},
            {"components", components(government)}};
}

Handler openapi() {
    // Declarations and law do not change while the program runs, so each government's document is made once for each prefix of its addresses.
    struct Made {
        std::mutex mutex;
        std::map<std::pair<std::string, std::string>, Response> documents;
    };
    return [made = std::make_shared<Made>()](const Request& request, Government& government) {
        Response response;
        {
            const std::scoped_lock lock(made->mutex);
            auto [place, added] = made->documents.try_emplace({government.slug, request.base});
            if (added) {
                place->second = Response::json(openapi_document(government, request.base));
                place->second.with("ETag", "\"" + hex(sha256(place->second.body)).substr(0, 20) + "\"").with("Cache-Control", "no-cache");
            }
            response = place->second;
        }
        if (request.header("if-none-match").contains(*response.header("ETag"))) {
            response.status = 304;
            response.body.clear();
        }
        return response;
    };
}

}  // namespace pendopo::web::api
