// What happened to a record, and the next steps open to it.

#include "web/api/entry.hpp"

namespace pendopo::web::api {

namespace {

json::array to_json(const std::vector<law::Shut>& gates) {
    json::array array;
    for (const law::Shut& gate : gates) {
        json::object entry{{"norm", gate.norm->full_id}, {"rule", gate.rule}, {"warns", gate.warns}, {"why", api::to_json(gate.why)}};
        if (!gate.mend_register.empty()) {
            json::object values;
            for (const auto& [name, value] : gate.mend_values) {
                values[name] = value;
            }
            entry["mend"] = {{"register", gate.mend_register}, {"values", std::move(values)}};
        }
        array.push_back(std::move(entry));
    }
    return array;
}

}  // namespace

Result<Response> record_history(const Request& request, Government& government) {
    CHECK(only_parameters(request, {"before", "limit"}));
    TRY(const auto* declaration, register_of(request, government));
    TRY(const auto limit, number_parameter(request, "limit", 50, 1, 200));
    TRY(const auto before, number_parameter(request, "before", 0, 1, std::numeric_limits<std::int64_t>::max()));
    ledger::Filter filter{.subject = declaration->name, .record = request.parameter("id")};
    filter.limit = static_cast<std::size_t>(limit);
    if (before > 0) {
        filter.before = before;
    }
    const auto entries = government.database->read([&](store::Session& session) { return ledger::entries(session, filter); });
    if (entries.empty() && before == 0) {  // a deleted record still has its history; one that never was has none
        return fail(ErrorKind::not_found, "record.not_found", "there is no such record");
    }
    json::array list;
    for (const auto& entry : entries) {
        list.push_back(to_json(entry, request.person, declaration));
    }
    const bool more = entries.size() == filter.limit && entries.back().sequence > 0;
    return Response::json({{"entries", std::move(list)}, {"next", more ? json::value(entries.back().sequence) : json::value(nullptr)}});
}

Result<Response> record_transitions(const Request& request, Government& government) {
    CHECK(only_parameters(request, {}));
    TRY(const auto place, record_of(request, government));
    json::array list;
    for (const auto& offer : government.workflow->offers(request.person, *place.declaration, place.record)) {
        const auto& transition = *offer.transition;
        list.push_back(json::object{{"name", transition.name},
                                    {"to", transition.to},
                                    {"label", api::to_json(transition.label)},
                                    {"reason", transition.reason},
                                    {"asks", json::value_from(transition.asks)},
                                    {"allowed", offer.allowed},
                                    {"open", offer.open()},
                                    {"gates", to_json(offer.gates)}});
    }
    Response response = Response::json({{"state", place.record.state}, {"transitions", std::move(list)}});
    response.with("ETag", tag_of(place.record));
    return response;
}

Result<Response> make_transition(const Request& request, Government& government) {
    CHECK(only_parameters(request, {}));
    TRY(const auto* declaration, register_of(request, government));
    workflow::Values values;
    std::string reason;
    if (!request.body.empty()) {
        TRY(auto body, object_body(request));
        CHECK(only_members(body, {"fields", "reason"}));
        TRY(reason, text_member(body, "reason"));
        if (auto* fields = body.if_contains("fields")) {
            if (!fields->is_object()) {
                return fail({Problem{.code = "body.wrong_type",
                                     .pointer = "/fields",
                                     .arguments = {{"member", "fields"}, {"expected", "object"}},
                                     .detail = "fields must be an object"}});
            }
            values = std::move(fields->get_object());
        }
    }
    TRY(const auto record,
        government.workflow->move(request.person, *declaration, request.parameter("id"), request.parameter("name"), values, reason, expected_version(request)));
    return record_response(request, *declaration, record);
}

}  // namespace pendopo::web::api
