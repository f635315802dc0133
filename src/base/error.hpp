#pragma once
// Expected failures: what a caller may meet and must handle. Faults of the machine (disk full, database gone) are thrown.

#include <expected>
#include <map>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

namespace pendopo {

/// What kind of failure it is; the web room alone turns kinds into HTTP status codes.
enum class ErrorKind {
    malformed,        ///< cannot be read at all (400)
    unauthenticated,  ///< not signed in, or with wrong credentials (401)
    forbidden,        ///< signed in, not allowed (403)
    not_found,        ///< there is no such thing, or not for this person (404)
    conflict,         ///< a shut gate, a lost update, something already done (409)
    too_large,        ///< more than is accepted (413)
    unsupported,      ///< a kind of content that is not accepted (415)
    invalid,          ///< readable, but with wrong values (422)
    too_many,         ///< too often in too short a time (429)
    unavailable,      ///< cannot be served now (503)
};

/// One mistake and its place. `code` is stable and keys the text that people read (locale files, `error.<code>`).
struct Problem {
    std::string code;                              ///< for example "field.required"
    std::string pointer;                           ///< JSON pointer, or "row 7, column Nama", or file:line:column
    std::map<std::string, std::string> arguments;  ///< what the text names, for example {"field", "Nama"}
    std::vector<std::string> norms;                ///< norms that ask for it, for example kediri-42-2019:24/2
    std::string detail;                            ///< English, for the log and for API users

    friend bool operator==(const Problem&, const Problem&) = default;
};

struct Error {
    ErrorKind kind = ErrorKind::invalid;
    std::string code;
    std::string detail;
    std::vector<Problem> problems;
};

template <class T>
using Result = std::expected<T, Error>;

/// Fails with a kind and a stable code: `return fail(ErrorKind::conflict, "record.changed_meanwhile");`
[[nodiscard]] inline std::unexpected<Error> fail(ErrorKind kind, std::string code, std::string detail = {}, std::vector<Problem> problems = {}) {
    return std::unexpected(Error{kind, std::move(code), std::move(detail), std::move(problems)});
}

/// Fails as `invalid` with the mistakes that were found.
[[nodiscard]] inline std::unexpected<Error> fail(std::vector<Problem> problems) {
    std::string code = problems.empty() ? "invalid" : problems.front().code;
    return std::unexpected(Error{ErrorKind::invalid, std::move(code), {}, std::move(problems)});
}

/// Ends the program with the place and the reason; for broken invariants, never for input from outside.
[[noreturn]] void assertion_failed(std::string_view expression, std::string_view reason, std::source_location place = std::source_location::current());

}  // namespace pendopo

#define PENDOPO_CONCAT_(a, b) a##b
#define PENDOPO_CONCAT(a, b) PENDOPO_CONCAT_(a, b)

/// `TRY(const auto ticket, find_ticket(id));` takes the value or returns the error from the enclosing function.
#define TRY(declaration, ...) TRY_(PENDOPO_CONCAT(result_, __COUNTER__), declaration, __VA_ARGS__)
#define TRY_(name, declaration, ...)                     \
    auto name = (__VA_ARGS__);                           \
    if (!name) {                                         \
        return std::unexpected(std::move(name).error()); \
    }                                                    \
    declaration = *std::move(name)

/// `CHECK(store.save(x));` returns the error from the enclosing function, if there is one.
#define CHECK(...)                                                    \
    do {                                                              \
        if (auto check_result_ = (__VA_ARGS__); !check_result_) {     \
            return std::unexpected(std::move(check_result_).error()); \
        }                                                             \
    } while (false)

#define ASSERT(expression, reason)                            \
    do {                                                      \
        if (!(expression)) {                                  \
            ::pendopo::assertion_failed(#expression, reason); \
        }                                                     \
    } while (false)
