// Records: lists, one record, and changing it.

#include "web/api/api.hpp"
#include "web/api/query.hpp"
#include "web/api/record_writer.hpp"
#include "web/url.hpp"

namespace pendopo::web::api {

namespace {

/// What a body says of a record: `{"id", "fields": {...}}`, or the fields by themselves, as in the lines of an import.
struct Given {
    std::string id;
    workflow::Values values;
};
Result<Given> given_record(const Request& request, bool with_id) {
    TRY(auto body, object_body(request));
    Given given;
    if (with_id) {
        TRY(given.id, text_member(body, "id"));
        body.erase("id");
    }
    const auto* fields = body.if_contains("fields");
    if (fields == nullptr) {
        given.values = std::move(body);
        return given;
    }
    CHECK(only_members(body, {"fields"}));
    if (!fields->is_object()) {
        return fail({Problem{.code = "body.wrong_type",
                             .pointer = "/fields",
                             .arguments = {{"member", "fields"}, {"expected", "object"}},
                             .detail = "fields must be an object"}});
    }
    given.values = fields->get_object();
    return given;
}

void write_cursor(std::string& out, std::string_view name, const std::string& cursor) {
    out += ",\"";
    out += name;
    out += "\":";
    if (cursor.empty()) {
        out += "null";
    } else {
        write_text(out, cursor);
    }
}

std::string links_of(const Request& request, const registers::Page& page) {
    std::string links;
    if (!page.next.empty()) {
        links = "<" + page_link(request, "after", page.next) + ">; rel=\"next\"";
    }
    if (!page.previous.empty()) {
        links += (links.empty() ? "<" : ", <") + page_link(request, "before", page.previous) + ">; rel=\"prev\"";
    }
    return links;
}

/// The record as it was at a moment, by the ledger.
Result<Response> record_as_at(const Request& request, Government& government, const Register& declaration, Moment moment) {
    auto record =
        government.database->read([&](store::Session& session) { return government.records->as_at(session, declaration, request.parameter("id"), moment); });
    if (!record) {
        return fail(ErrorKind::not_found, "record.not_found", "the record did not exist then");
    }
    return record_response(request, declaration, *record);
}

}  // namespace

Result<Response> list_records(const Request& request, Government& government) {
    TRY(const auto* declaration, register_of(request, government));
    TRY(const auto query, list_query(request, government, *declaration));
    TRY(const auto page, government.workflow->list(request.person, *declaration, query));
    auto shown = readable_fields(request.person, *declaration);
    for (std::size_t i = 0; i < shown.size() && !query.fields.empty(); ++i) {
        shown[i] = shown[i] && std::ranges::find(query.fields, declaration->fields[i].name) != query.fields.end();
    }
    Response response{.content_type = "application/json"};
    response.body.reserve(64 + page.records.size() * 512);
    response.body = "{\"records\":[";
    for (std::size_t i = 0; i < page.records.size(); ++i) {
        response.body += i == 0 ? "" : ",";
        write_record(response.body, *declaration, page.records[i], shown);
    }
    response.body += ']';
    write_cursor(response.body, "next", page.next);
    write_cursor(response.body, "previous", page.previous);
    response.body += '}';
    if (const auto links = links_of(request, page); !links.empty()) {
        response.with("Link", links);
    }
    return response;
}

Result<Response> create_record(const Request& request, Government& government) {
    CHECK(only_parameters(request, {}));
    TRY(const auto* declaration, register_of(request, government));
    TRY(auto given, given_record(request, true));
    TRY(const auto record, government.workflow->create(request.person, *declaration, std::move(given.id), given.values));
    Response response = record_response(request, *declaration, record, 201);
    response.with("Location", request.base + "/api/v1/records/" + declaration->name + "/" + percent_encoded(record.id));
    return response;
}

Result<Response> get_record(const Request& request, Government& government) {
    CHECK(only_parameters(request, {"at"}));
    TRY(const auto moment, moment_parameter(request, government, "at", true));
    TRY(const auto* declaration, register_of(request, government));
    if (moment) {
        return record_as_at(request, government, *declaration, *moment);
    }
    TRY(const auto record, government.workflow->find(request.person, *declaration, request.parameter("id")));
    const std::string tag = tag_of(record);
    if (const auto known = request.header("if-none-match"); known == "*" || known.contains(tag)) {
        return Response{.status = 304}.with("ETag", tag);
    }
    return record_response(request, *declaration, record);
}

Result<Response> change_record(const Request& request, Government& government) {
    CHECK(only_parameters(request, {}));
    TRY(const auto* declaration, register_of(request, government));
    TRY(const auto given, given_record(request, false));
    TRY(const auto record, government.workflow->change(request.person, *declaration, request.parameter("id"), given.values, expected_version(request)));
    return record_response(request, *declaration, record);
}

Result<Response> delete_record(const Request& request, Government& government) {
    CHECK(only_parameters(request, {}));
    TRY(const auto* declaration, register_of(request, government));
    CHECK(government.workflow->remove(request.person, *declaration, request.parameter("id"), expected_version(request)));
    return Response{.status = 204};
}

}  // namespace pendopo::web::api
