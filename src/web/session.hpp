#pragma once
// Who asks, and whether a change was really asked for by the person's own page.

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "web/http.hpp"

namespace pendopo::web {

/// "a=1; b=2" as sent by browsers; pairs that are none are left out.
[[nodiscard]] std::map<std::string, std::string, std::less<>> parse_cookies(std::string_view header);

/// A token as another text each time (so that compressed pages do not give it away), and back; "" for what is none.
[[nodiscard]] std::string masked(std::string_view token);
[[nodiscard]] std::string unmasked(std::string_view text);

/// How a person was recognised.
struct Identity {
    std::string csrf;        ///< of the session, as it is kept
    bool by_token = false;   ///< API token: no browser sends it by itself
    bool by_session = false;
};
/// Fills `person` and `csrf` of a request from its bearer token or session cookie.
/// @error token.unknown (a bearer token that is wrong or over), token.malformed
Result<Identity> recognise(Request& request, government::Government& government);

/// Whether a changing request comes from the government's own pages: browsers say where from, and a session's form brings its token.
/// @error request.cross_site, request.bad_csrf
Result<void> check_origin(const Request& request);
Result<void> check_csrf(const Request& request, const Identity& identity);

/// Language of the answer: asked for in the address, kept in the cookie, of the account; the API also follows Accept-Language.
[[nodiscard]] Language language_of(const Request& request);

}  // namespace pendopo::web
