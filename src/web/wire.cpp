#include "web/wire.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <iterator>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace pendopo::web {

namespace {

using Header = std::pair<std::string_view, std::string_view>;

constexpr std::array<Header, 6> common{{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
     "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"X-Frame-Options", "DENY"},
}};

std::string_view reason_of(int status) {
    switch (status) {
        case 100: return "Continue";
        case 200: return "OK";
        case 201: return "Created";
        case 204: return "No Content";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 417: return "Expectation Failed";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        default: return "Status";
    }
}

/// A header's value, without what would end the line: a handler may have taken it from a person.
void add_value(std::string& out, std::string_view value) {
    for (const char c : value) {
        out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
    out += "\r\n";
}

}  // namespace

Fault fault(int status, std::string code, std::string detail) { return {status, Error{ErrorKind::malformed, std::move(code), std::move(detail), {}}}; }

std::optional<Fault> fault_of_head(std::string_view bytes, bool whole) {
    for (auto at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
        if (at == 0 || bytes[at - 1] != '\r') {
            return fault(400, "request.malformed", "a line ends with a bare line feed");
        }
        if (at + 1 < bytes.size() && (bytes[at + 1] == ' ' || bytes[at + 1] == '\t')) {
            return fault(400, "request.malformed", "folded header lines are not accepted");
        }
    }
    const auto line = bytes.substr(0, bytes.find('\r'));
    const auto from = std::min(line.find(' ') + 1, line.size());
    const auto target = line.substr(from, line.find(' ', from) - from);
    if (target.size() > longest_target) {
        return fault(414, "request.target_too_long", "the target is longer than 8 KiB");
    }
    if (bytes.size() > longest_head || (!whole && bytes.size() == longest_head)) {
        return fault(431, "request.headers_too_long", "the headers are longer than 16 KiB");
    }
    return std::nullopt;
}

std::string head_of(const Response& response, std::uint64_t length, bool keep_alive) {
    std::string head;
    head.reserve(1'024);
    const auto add = [&](std::string_view name, std::string_view value) {
        head += name;
        head += ": ";
        add_value(head, value);
    };
    const std::time_t now = std::time(nullptr);
    fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\nDate: {:%a, %d %b %Y %H:%M:%S} GMT\r\n", response.status, reason_of(response.status),
                   fmt::gmtime(now));
    const bool without_body = response.status == 204 || response.status == 304;
    if (!without_body) {
        add("Content-Type", response.content_type);
        fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n", length);
    }
    for (const auto& [name, value] : response.headers) {
        add(name, value);
    }
    for (const auto& [name, value] : common) {
        if (response.headers.empty() || response.header(name) == nullptr) {
            add(name, value);
        }
    }
    head += keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return head;
}

}  // namespace pendopo::web
