// The JSON API's paths. docs/reference/api.md tells its users about them, openapi.json tells their programs.

#include "web/api/api.hpp"
#include "web/api/openapi.hpp"

namespace pendopo::web {

namespace {

/// A call as a handler: errors become problem details; who is nobody is asked to say who they are before being told no.
Handler handler(api::Call call) {
    return [call](const Request& request, government::Government& government) {
        auto answer = call(request, government);
        if (answer) {
            return *std::move(answer);
        }
        if (answer.error().kind == ErrorKind::forbidden && !request.person.signed_in()) {
            return problem({ErrorKind::unauthenticated, "request.sign_in", "sign in, or send an API token", {}}, request, government.product->locale);
        }
        return problem(answer.error(), request, government.product->locale);
    };
}

}  // namespace

void add_api(Router& router) {
    const auto add = [&](std::string method, std::string_view path, Access access, api::Call call) {
        router.add(std::move(method), "/api/v1/" + std::string(path), access, handler(call));
    };
    const auto steady = [&](std::string_view path, Access access, api::Call call) {
        router.add("GET", "/api/v1/" + std::string(path), access, handler(call), true);
    };
    using enum Access;
    // What a register lets the public read, it answers to everyone; the calls decide by its permissions.
    steady("registers", everyone, api::list_registers);
    steady("registers/{register}", everyone, api::register_schema);
    steady("records/{register}", everyone, api::list_records);
    add("POST", "records/{register}", signed_in, api::create_record);
    steady("records/{register}/{id}", everyone, api::get_record);
    add("PATCH", "records/{register}/{id}", signed_in, api::change_record);
    add("DELETE", "records/{register}/{id}", signed_in, api::delete_record);
    steady("records/{register}/{id}/history", signed_in, api::record_history);
    steady("records/{register}/{id}/transitions", signed_in, api::record_transitions);
    add("POST", "records/{register}/{id}/transitions/{name}", signed_in, api::make_transition);
    steady("records/{register}/{id}/files", everyone, api::list_files);
    add("POST", "records/{register}/{id}/files", signed_in, api::add_files);
    add("GET", "records/{register}/{id}/files/{hash}", everyone, api::download_file);
    steady("records/{register}/{id}/comments", signed_in, api::list_comments);
    add("POST", "records/{register}/{id}/comments", signed_in, api::add_comment);
    steady("norms", everyone, api::list_norms);
    steady("norms/{norm...}", everyone, api::get_norm);
    steady("conflicts", everyone, api::list_conflicts);
    steady("values", everyone, api::list_values);
    steady("compliance", signed_in, api::compliance_lines);
    steady("compliance/matrix", signed_in, api::compliance_matrix);
    steady("obligations", signed_in, api::list_obligations);
    steady("ledger", signed_in, api::ledger_entries);
    add("GET", "me", everyone, api::who_am_i);
    router.add("GET", "/api/v1/openapi.json", everyone, api::openapi());
}

}  // namespace pendopo::web
