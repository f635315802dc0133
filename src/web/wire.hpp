#pragma once
// Bytes of HTTP/1.1 that need no network to be right or wrong.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "web/http.hpp"

namespace pendopo::web {

inline constexpr std::size_t longest_head = 16u << 10;
inline constexpr std::size_t longest_target = 8u << 10;

/// What is wrong with a request, and the status to answer with.
struct Fault {
    int status = 400;
    Error error;
};
[[nodiscard]] Fault fault(int status, std::string code, std::string detail);

/// Looks at the bytes received so far of a request's head, before a parser sees them: what parsers of two programs could read differently
/// (bare line feeds, folded lines) and what is too long.
/// @param whole  the head ends within the bytes
[[nodiscard]] std::optional<Fault> fault_of_head(std::string_view bytes, bool whole);

/// Status line and headers of an answer, with those that every answer carries. A 1xx, 204 or 304 has no length.
/// A header of the response with the same name replaces a common one.
[[nodiscard]] std::string head_of(const Response& response, std::uint64_t length, bool keep_alive);

}  // namespace pendopo::web
