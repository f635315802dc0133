#include <charconv>

#include "web/api/api.hpp"
#include "web/api/record_writer.hpp"
#include "base/json_input.hpp"

namespace pendopo::web::api {

namespace {

std::unexpected<Error> mistake(ErrorKind kind, std::string code, std::string pointer, std::map<std::string, std::string> arguments, std::string detail) {
    Problem problem{.code = code, .pointer = std::move(pointer), .arguments = std::move(arguments), .detail = detail};
    return fail(kind, std::move(code), std::move(detail), {std::move(problem)});
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && rest == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

bool is_json(std::string_view content_type) {
    const auto type = lower(trim(content_type.substr(0, content_type.find(';'))));
    return type == "application/json" || type == "application/merge-patch+json";
}

}  // namespace

std::unexpected<Error> unknown_parameter(std::string_view name, const std::vector<std::string>& known) {
    const auto suggestion = nearest(name, known);
    std::string detail = "there is no parameter " + std::string(name);
    if (suggestion) {
        detail += ", did you mean " + *suggestion + "?";
    }
    return mistake(ErrorKind::malformed, "query.unknown_parameter", std::string(name),
                   {{"parameter", std::string(name)}, {"suggestion", suggestion.value_or("")}}, detail);
}

std::unexpected<Error> bad_parameter(std::string_view name, std::string_view expected) {
    return mistake(ErrorKind::malformed, "query.bad_value", std::string(name), {{"parameter", std::string(name)}, {"expected", std::string(expected)}},
                   "the parameter " + std::string(name) + " must be " + std::string(expected));
}

Result<void> only_parameters(const Request& request, std::initializer_list<std::string_view> known) {
    for (const auto& [name, value] : request.query) {
        if (name != "lang" && std::ranges::find(known, name) == known.end()) {
            return unknown_parameter(name, {known.begin(), known.end()});
        }
    }
    return {};
}

Result<std::int64_t> number_parameter(const Request& request, std::string_view name, std::int64_t otherwise, std::int64_t least, std::int64_t most) {
    const std::string text = request.query_value(name);
    if (text.empty()) {
        return otherwise;
    }
    const auto number = whole_number(text);
    if (!number || *number < least || *number > most) {
        return bad_parameter(name, fmt::format("a whole number from {} to {}", least, most));
    }
    return *number;
}

Result<std::optional<Date>> date_parameter(const Request& request, std::string_view name) {
    const std::string text = request.query_value(name);
    if (text.empty()) {
        return std::nullopt;
    }
    const auto date = parse_date(text);
    if (!date) {
        return bad_parameter(name, "a date such as 2024-03-01");
    }
    return date;
}

Result<std::optional<Moment>> moment_parameter(const Request& request, const Government& government, std::string_view name, bool end_of_day) {
    const std::string text = request.query_value(name);
    if (text.empty()) {
        return std::nullopt;
    }
    if (const auto moment = parse_moment(text)) {
        return moment;
    }
    const auto date = parse_date(text);
    if (!date) {
        return bad_parameter(name, "a date such as 2024-03-01, or a moment such as 2024-03-01T07:30:00Z");
    }
    const auto offset = zone_offset(government.regulation->timezone).value_or(std::chrono::hours(7));
    const Moment begin = Moment(date->time_since_epoch()) - offset;
    return end_of_day ? begin + std::chrono::days(1) - std::chrono::milliseconds(1) : begin;
}

Result<const Register*> register_of(const Request& request, const Government& government) {
    const auto& catalogue = government.product->catalogue;
    const std::string& name = request.parameter("register");
    const Register* declaration = catalogue.find(name);
    if (declaration == nullptr) {
        const auto suggestion = nearest(name, catalogue.names());
        return mistake(ErrorKind::not_found, "register.not_found", "", {{"register", name}, {"suggestion", suggestion.value_or("")}},
                       "there is no register " + name + (suggestion ? ", did you mean " + *suggestion + "?" : ""));
    }
    if (!people::may_read(request.person, *declaration)) {
        return mistake(ErrorKind::forbidden, "permission.refused", "",
                       {{"register", declaration->plural.id}, {"register_en", declaration->plural.en}, {"what", "read"}}, "read " + declaration->name);
    }
    return declaration;
}

Result<Place> record_of(const Request& request, Government& government) {
    Place place;
    TRY(place.declaration, register_of(request, government));
    TRY(place.record, government.workflow->find(request.person, *place.declaration, request.parameter("id")));
    return place;
}

Result<json::object> object_body(const Request& request) {
    if (!is_json(request.header("content-type"))) {
        return fail(ErrorKind::unsupported, "request.not_json", "send the body as application/json");
    }
    TRY(auto value, parse_json(request.body));
    if (!value.is_object()) {
        return mistake(ErrorKind::malformed, "request.not_an_object", "", {}, "the body must be a JSON object");
    }
    return std::move(value.get_object());
}

Result<void> only_members(const json::object& body, std::initializer_list<std::string_view> known) {
    std::vector<Problem> problems;
    for (const auto& member : body) {
        const std::string name(member.key());
        if (std::ranges::find(known, name) == known.end()) {
            const auto suggestion = nearest(name, {known.begin(), known.end()});
            problems.push_back({.code = "body.unknown_member",
                                .pointer = "/" + name,
                                .arguments = {{"member", name}, {"suggestion", suggestion.value_or("")}},
                                .detail = "there is no member " + name});
        }
    }
    if (!problems.empty()) {
        return fail(std::move(problems));
    }
    return {};
}

Result<std::string> text_member(const json::object& body, std::string_view name) {
    const auto* value = body.if_contains(name);
    if (value == nullptr || value->is_null()) {
        return std::string();
    }
    if (!value->is_string()) {
        return mistake(ErrorKind::invalid, "body.wrong_type", "/" + std::string(name), {{"member", std::string(name)}, {"expected", "string"}},
                       std::string(name) + " must be a string");
    }
    return std::string(value->get_string());
}

std::optional<std::int64_t> expected_version(const Request& request) {
    auto tag = trim(request.header("if-match"));
    if (tag.empty() || tag == "*") {
        return std::nullopt;
    }
    constexpr std::int64_t of_no_record = -1;
    if (tag.size() < 3 || !tag.starts_with('"') || !tag.ends_with('"')) {
        return of_no_record;
    }
    return whole_number(tag.substr(1, tag.size() - 2)).value_or(of_no_record);
}

std::string tag_of(const registers::Record& record) { return fmt::format("\"{}\"", record.version); }

json::object to_json(const Text& text) { return {{"id", text.id}, {"en", text.in(Language::en)}}; }

std::vector<bool> readable_fields(const people::Person& person, const Register& declaration) {
    std::vector<bool> readable;
    readable.reserve(declaration.fields.size());
    for (const Field& field : declaration.fields) {
        readable.push_back(people::may_read(person, declaration, field));
    }
    return readable;
}

Response record_response(const Request& request, const Register& declaration, const registers::Record& record, int status) {
    Response response{.status = status, .content_type = "application/json"};
    write_record(response.body, declaration, record, readable_fields(request.person, declaration));
    response.with("ETag", tag_of(record)).with("Cache-Control", "private, no-cache");
    return response;
}

}  // namespace pendopo::web::api
