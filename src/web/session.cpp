#include "web/session.hpp"

#include <algorithm>

#include "base/ids.hpp"
#include "web/url.hpp"

namespace pendopo::web {

namespace {

std::string exclusive_or(std::string_view a, std::string_view b) {
    std::string result(a.size(), '\0');
    for (std::size_t i = 0; i < a.size(); ++i) {
        result[i] = static_cast<char>(a[i] ^ b[i % b.size()]);
    }
    return result;
}

/// A bearer token, or nothing where the header is of another scheme.
Result<std::optional<std::string>> bearer_of(const Request& request) {
    const auto header = request.header("authorization");
    if (header.empty()) {
        return std::nullopt;
    }
    const auto space = std::min(header.find(' '), header.size());
    const auto token = trim(header.substr(space));
    if (lower(header.substr(0, space)) != "bearer" || token.empty() || token.size() > 512) {
        return fail(ErrorKind::unauthenticated, "token.malformed", "the Authorization header is not a bearer token");
    }
    return std::string(token);
}

std::optional<Language> language_named(std::string_view name) {
    if (name == "id" || name == "en") {
        return name == "en" ? Language::en : Language::id;
    }
    return std::nullopt;
}

/// English where the header names it before Indonesian.
bool prefers_english(std::string_view accept) {
    const std::string header = lower(accept);
    const auto en = header.find("en");
    return en != std::string::npos && en < header.find("id");
}

}  // namespace

std::map<std::string, std::string, std::less<>> parse_cookies(std::string_view header) {
    std::map<std::string, std::string, std::less<>> cookies;
    for (const auto& part : split(header, ';')) {
        const auto pair = trim(part);
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) {
            continue;
        }
        if (auto value = percent_decoded(pair.substr(equals + 1))) {
            cookies.emplace(trim(pair.substr(0, equals)), *std::move(value));  // the first of a name is of the narrowest path
        }
    }
    return cookies;
}

std::string masked(std::string_view token) {
    if (token.empty()) {
        return {};
    }
    const std::string mask = random_token(12);  // text, 16 characters
    return mask + hex(exclusive_or(token, mask));
}

std::string unmasked(std::string_view text) {
    if (text.size() <= 16) {
        return {};
    }
    return exclusive_or(unhex(text.substr(16)), text.substr(0, 16));
}

Result<Identity> recognise(Request& request, government::Government& government) {
    Identity identity;
    TRY(const auto token, bearer_of(request));
    if (token) {
        request.person = government.people->by_token(*token);
        if (!request.person.signed_in()) {
            return fail(ErrorKind::unauthenticated, "token.unknown", "the API token is not known or its time is over");
        }
        identity.by_token = true;
        return identity;
    }
    if (const auto cookie = request.cookies.find(session_cookie); cookie != request.cookies.end() && !cookie->second.empty()) {
        request.person = government.people->by_session(cookie->second, &identity.csrf);
        identity.by_session = request.person.signed_in();
        request.csrf = identity.by_session ? masked(identity.csrf) : "";
    }
    return identity;
}

Result<void> check_origin(const Request& request) {
    const auto refused = [] { return fail(ErrorKind::forbidden, "request.cross_site", "the request comes from another site"); };
    if (const auto site = request.header("sec-fetch-site"); !site.empty()) {
        if (site != "same-origin" && site != "none") {
            return refused();
        }
        return {};
    }
    if (const auto origin = request.header("origin"); !origin.empty()) {
        // The scheme is left out: a proxy that speaks https for us need not be known to us.
        const auto host = origin.substr(std::min(origin.find("://"), origin.size()));
        if (lower(host) != "://" + lower(request.header("host"))) {
            return refused();
        }
    }
    return {};
}

Result<void> check_csrf(const Request& request, const Identity& identity) {
    if (!identity.by_session) {
        return {};
    }
    std::string given(request.header(csrf_header));
    if (given.empty() && !request.api) {
        given = request.form_value(csrf_field);
    }
    if (given.empty() || (!equal_in_constant_time(given, identity.csrf) && !equal_in_constant_time(unmasked(given), identity.csrf))) {
        return fail(ErrorKind::forbidden, "request.bad_csrf", "the form's token is missing or of another session");
    }
    return {};
}

Language language_of(const Request& request) {
    if (const auto asked = language_named(request.query_value("lang"))) {
        return *asked;
    }
    const auto cookie = request.cookies.find(language_cookie);
    if (const auto kept = cookie == request.cookies.end() ? std::nullopt : language_named(cookie->second)) {
        return *kept;
    }
    if (request.person.account) {
        return language_named(request.person.account->language).value_or(Language::id);
    }
    return request.api && prefers_english(request.header("accept-language")) ? Language::en : Language::id;
}

}  // namespace pendopo::web
