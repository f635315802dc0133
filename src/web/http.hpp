#pragma once
// Requests and responses as handlers see them; only connection.cpp and server.cpp know the network.

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "government/government.hpp"
#include "people/people.hpp"
#include "web/router.hpp"

namespace pendopo::web {

inline constexpr std::string_view session_cookie = "pendopo_session";    ///< one per government: its path is the government's
inline constexpr std::string_view language_cookie = "pendopo_language";  ///< "id" or "en"
inline constexpr std::string_view csrf_field = "csrf";                   ///< of every form that posts with a session
inline constexpr std::string_view csrf_header = "x-csrf-token";          ///< the same for htmx and the API

/// One part of a form: a text, or an uploaded file kept in a temporary place until the answer is sent.
struct FormPart {
    std::string name, value, file_name;
    std::filesystem::path file;  ///< set for uploads; a handler may move the file away
};

struct Request {
    std::string method;                                          ///< GET, POST, PATCH, DELETE; a HEAD is handled as GET
    std::string path;                                            ///< decoded, without the government's prefix where one answers by path
    std::vector<std::pair<std::string, std::string>> query;      ///< decoded, in order
    std::map<std::string, std::string, std::less<>> headers;     ///< names in lower case; repeated ones are joined by ", "
    std::map<std::string, std::string, std::less<>> cookies;
    std::string body;                                            ///< small bodies; forms go to `form`
    std::vector<FormPart> form;                                  ///< urlencoded or multipart
    std::string address;                                         ///< of the peer (of its client, where the peer is a trusted proxy)
    std::string base;                                            ///< "/kediri", or "" at an own host name: prefix of every link
    std::string target;                                          ///< path and query as sent, the government's prefix included
    people::Person person;
    std::string csrf;  ///< of the session, for the forms of this answer: another text each time, each of them valid
    std::map<std::string, std::string, std::less<>> parameters;  ///< decoded, from the route's pattern: {register}, {id}...
    Language language = Language::id;
    bool api = false;
    bool secure = false;  ///< came over https

    [[nodiscard]] std::string_view header(std::string_view name) const;  ///< name in lower case; "" where there is none
    [[nodiscard]] const std::string& parameter(std::string_view name) const;  ///< "" where the route has none of the name
    [[nodiscard]] std::string query_value(std::string_view name) const;  ///< first of the name, or ""
    [[nodiscard]] std::vector<std::string> query_values(std::string_view name) const;
    [[nodiscard]] std::string form_value(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> form_values(std::string_view name) const;
    [[nodiscard]] const FormPart* upload(std::string_view name) const;  ///< first uploaded file of the name, or nullptr
    [[nodiscard]] bool from_htmx() const;
};

struct Response {
    int status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string_view lasting;  ///< sent instead of the body: bytes that live as long as the server
    std::filesystem::path file;  ///< sent instead of the body
    bool delete_file = false;  ///< after sending

    static Response redirect(std::string location);  ///< 303
    static Response json(const boost::json::value&, int status = 200);
    /// A file to be saved by the browser under a name of its own.
    static Response download(std::filesystem::path file, std::string_view name, std::string content_type);
    Response& with(std::string name, std::string value);  ///< replaces a header of the name, except Set-Cookie
    [[nodiscard]] const std::string* header(std::string_view name) const;
    /// A cookie of the government: HttpOnly, SameSite=Lax, Secure over https. A life of 0 s removes it; none keeps it while the browser runs.
    Response& cookie(const Request&, std::string_view name, std::string_view value, std::optional<std::chrono::seconds> life = {});
};

/// After People::sign_in: gives the browser its session. And takes it away.
void start_session(Response&, const Request&, const people::Session&);
void end_session(Response&, const Request&);

/// A page or an API answer: a plain function, run on the worker pool.
using Handler = std::function<Response(const Request&, government::Government&)>;
using Router = RouterOf<Handler>;

/// A page of no government: the list of all.
using RootHandler = std::function<Response(const Request&, std::span<government::Government* const>)>;
using RootRouter = RouterOf<RootHandler>;

/// Adds the JSON API (api.cpp) and the pages (pages/pages.cpp).
void add_api(Router& router);
void add_pages(Router& router);
/// Adds what answers outside of any government: "/" and its like.
void add_root_pages(RootRouter& router);

/// The page of an error that met the server before or in a handler (pages/): no such page, refused, too large, a fault with its reference
/// (argument `reference` of the problem). `government` is nullptr outside of any; `status` is the one to answer with. Must not throw.
Response error_page(int status, const Error& error, const Request& request, government::Government* government);

/// RFC 9457 problem details of an error, with `errors: [{pointer, code, detail, norms}]`; the one table of kinds to status codes.
[[nodiscard]] int status_of(ErrorKind kind);
/// @param status  0: by the error's kind
[[nodiscard]] Response problem(const Error& error, const Request& request, const Locale& locale, int status = 0);
/// The same without a locale, for failures outside of any government.
[[nodiscard]] Response problem(const Error& error, const Request& request, int status = 0);
/// Says in `Retry-After` when to come again, where the answer's status is 429 or 503.
void add_retry(const Error& error, Response& response);

}  // namespace pendopo::web
