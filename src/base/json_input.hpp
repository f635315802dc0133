#pragma once
// JSON from outside, read strictly.

#include <string_view>

#include <boost/json.hpp>

#include "base/error.hpp"

namespace pendopo {

/// One JSON value: UTF-8, at most 32 levels deep, no key twice in an object (two readers would see different records), no NUL characters.
/// @error request.bad_json with line and column, request.repeated_key with the key
Result<boost::json::value> parse_json(std::string_view text);

}  // namespace pendopo
