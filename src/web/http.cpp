#include "web/http.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "web/url.hpp"

namespace pendopo::web {

namespace {

std::vector<std::string> all_values(const std::vector<std::pair<std::string, std::string>>& pairs, std::string_view name) {
    std::vector<std::string> values;
    for (const auto& [key, value] : pairs) {
        if (key == name) {
            values.push_back(value);
        }
    }
    return values;
}

std::string_view value_in(const std::map<std::string, std::string, std::less<>>& map, std::string_view name) {
    const auto found = map.find(name);
    return found == map.end() ? std::string_view() : std::string_view(found->second);
}

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return (x | 0x20) == (y | 0x20); });  // names hold letters, digits and '-'
}

/// For the header: a name that every client can read, and the true one beside it.
std::string disposition(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        const bool safe = c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '%';
        plain += safe ? c : '_';
    }
    return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, percent_encoded(name));
}

std::string cookie_path(const Request& request) { return request.base.empty() ? "/" : request.base; }

}  // namespace

std::string_view Request::header(std::string_view name) const { return value_in(headers, name); }

const std::string& Request::parameter(std::string_view name) const {
    static const std::string none;
    const auto found = parameters.find(name);
    return found == parameters.end() ? none : found->second;
}

std::string Request::query_value(std::string_view name) const {
    const auto found = std::ranges::find(query, name, [](const auto& pair) -> std::string_view { return pair.first; });
    return found == query.end() ? std::string() : found->second;
}

std::vector<std::string> Request::query_values(std::string_view name) const { return all_values(query, name); }

std::string Request::form_value(std::string_view name) const {
    const auto found = std::ranges::find_if(form, [&](const FormPart& part) { return part.name == name && part.file.empty(); });
    return found == form.end() ? std::string() : found->value;
}

std::vector<std::string> Request::form_values(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& part : form) {
        if (part.name == name && part.file.empty()) {
            values.push_back(part.value);
        }
    }
    return values;
}

const FormPart* Request::upload(std::string_view name) const {
    const auto found = std::ranges::find_if(form, [&](const FormPart& part) { return part.name == name && !part.file.empty(); });
    return found == form.end() ? nullptr : &*found;
}

bool Request::from_htmx() const { return header("hx-request") == "true"; }

Response Response::redirect(std::string location) {
    Response response{.status = 303};
    response.with("Location", std::move(location));
    return response;
}

Response Response::json(const boost::json::value& value, int status) {
    return {.status = status, .content_type = "application/json", .body = boost::json::serialize(value)};
}

Response Response::download(std::filesystem::path file, std::string_view name, std::string content_type) {
    Response response{.content_type = std::move(content_type), .file = std::move(file)};
    response.with("Content-Disposition", disposition(name));
    response.with("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");  // what people upload is not ours
    return response;
}

Response& Response::with(std::string name, std::string value) {
    if (name != "Set-Cookie") {
        std::erase_if(headers, [&](const auto& header) { return same_name(header.first, name); });
    }
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

const std::string* Response::header(std::string_view name) const {
    const auto found = std::ranges::find_if(headers, [&](const auto& pair) { return same_name(pair.first, name); });
    return found == headers.end() ? nullptr : &found->second;
}

Response& Response::cookie(const Request& request, std::string_view name, std::string_view value, std::optional<std::chrono::seconds> life) {
    std::string text = fmt::format("{}={}; Path={}; HttpOnly; SameSite=Lax", name, percent_encoded(value), cookie_path(request));
    if (life) {
        text += fmt::format("; Max-Age={}", life->count());
    }
    if (request.secure) {
        text += "; Secure";
    }
    return with("Set-Cookie", std::move(text));
}

void start_session(Response& response, const Request& request, const people::Session& session) { response.cookie(request, session_cookie, session.token); }

void end_session(Response& response, const Request& request) { response.cookie(request, session_cookie, "", std::chrono::seconds(0)); }

}  // namespace pendopo::web
