#pragma once
// Targets of requests, queries and urlencoded forms: strict, since what is refused here reaches no handler.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace pendopo::web {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A percent-encoded text as bytes; nothing for "%", "%4", "%zz", for a NUL, encoded or not, and for what is not UTF-8.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space = false);
/// Everything but letters, digits and -._~ encoded.
[[nodiscard]] std::string percent_encoded(std::string_view text);
/// A path with its slashes kept.
[[nodiscard]] std::string percent_encoded_path(std::string_view path);

/// "a=1&b=2" decoded, in order. @error request.bad_encoding, request.too_many_parameters (over 1,000)
Result<Pairs> parse_query(std::string_view text);
[[nodiscard]] std::string to_query(const Pairs& pairs);

/// A request's target, split.
struct Target {
    std::string raw_path;  ///< as sent, from the first slash, without the query
    std::string path;      ///< decoded
    Pairs query;
};
/// Takes "/path?query" and "http://host/path?query". Dot segments, also encoded ones, backslashes and control characters are refused:
/// no honest client sends them.
/// @error request.bad_target, request.bad_encoding
Result<Target> parse_target(std::string_view target);

}  // namespace pendopo::web
