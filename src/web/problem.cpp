// Errors as RFC 9457 problem details, and the one table of kinds to status codes.

#include "web/http.hpp"

namespace pendopo::web {

namespace {

/// The text of a code for people, or nothing where no locale file has one.
std::string text_of(const Locale* locale, Language language, const std::string& code, const std::map<std::string, std::string>& arguments) {
    const std::string key = "error." + code;
    if (locale == nullptr || !(locale->known(language, key) || locale->known(Language::id, key))) {
        return {};
    }
    return locale->text(language, key, arguments);
}

boost::json::object entry_of(const Problem& mistake, Language language, const Locale* locale) {
    std::string detail = text_of(locale, language, mistake.code, mistake.arguments);
    if (detail.empty()) {
        detail = mistake.detail.empty() ? mistake.code : mistake.detail;
    }
    boost::json::object entry{{"pointer", mistake.pointer}, {"code", mistake.code}, {"detail", detail}};
    entry["norms"] = boost::json::value_from(mistake.norms);
    if (!mistake.arguments.empty()) {
        entry["arguments"] = boost::json::value_from(mistake.arguments);
    }
    return entry;
}

boost::json::array entries_of(const Error& error, Language language, const Locale* locale) {
    boost::json::array entries;
    for (const auto& mistake : error.problems) {
        entries.push_back(entry_of(mistake, language, locale));
    }
    if (entries.empty()) {
        entries.push_back(entry_of({.code = error.code, .detail = error.detail}, language, locale));
    }
    return entries;
}

/// Arguments of the error's own text: those of the problem with the same code.
const std::map<std::string, std::string>& arguments_of(const Error& error) {
    static const std::map<std::string, std::string> none;
    for (const auto& mistake : error.problems) {
        if (mistake.code == error.code) {
            return mistake.arguments;
        }
    }
    return none;
}

Response problem_of(const Error& error, const Request& request, const Locale* locale, int status) {
    status = status == 0 ? status_of(error.kind) : status;
    std::string title = text_of(locale, request.language, error.code, arguments_of(error));
    if (title.empty()) {
        title = error.detail.empty() ? error.code : error.detail;
    }
    boost::json::object body{
        {"type", "urn:pendopo:error:" + error.code},
        {"title", title},
        {"status", status},
        {"code", error.code},
        {"fault", status >= 500 ? "server" : "client"},
        {"instance", request.target},
        {"errors", entries_of(error, request.language, locale)},
    };
    if (!error.detail.empty()) {
        body["detail"] = error.detail;
    }
    Response response = Response::json(body, status);
    response.content_type = "application/problem+json";
    if (status == 401) {
        response.with("WWW-Authenticate", "Bearer");
    }
    add_retry(error, response);
    return response;
}

}  // namespace

int status_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::malformed: return 400;
        case ErrorKind::unauthenticated: return 401;
        case ErrorKind::forbidden: return 403;
        case ErrorKind::not_found: return 404;
        case ErrorKind::conflict: return 409;
        case ErrorKind::too_large: return 413;
        case ErrorKind::unsupported: return 415;
        case ErrorKind::invalid: return 422;
        case ErrorKind::too_many: return 429;
        case ErrorKind::unavailable: return 503;
    }
    return 500;
}

void add_retry(const Error& error, Response& response) {
    if (response.status == 429 || response.status == 503) {
        const auto& arguments = arguments_of(error);
        const auto seconds = arguments.find("seconds");
        response.with("Retry-After", seconds == arguments.end() ? "5" : seconds->second);
    }
}

Response problem(const Error& error, const Request& request, const Locale& locale, int status) { return problem_of(error, request, &locale, status); }

Response problem(const Error& error, const Request& request, int status) { return problem_of(error, request, nullptr, status); }

}  // namespace pendopo::web
