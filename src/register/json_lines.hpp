#pragma once
// JSON Lines: one object a line.

#include <filesystem>
#include <functional>

#include <boost/json.hpp>

#include "base/error.hpp"

namespace pendopo::registers {

constexpr std::size_t longest_line = 4U << 20U;

/// @error transfer.bad_json naming the line, transfer.encoding
Result<boost::json::object> parse_json_line(std::size_t line, std::string_view text);
/// Each line that is not empty; return false to stop. @error transfer.unreadable, transfer.line_too_long and those of a line
Result<void> each_json_line(const std::filesystem::path& file, const std::function<bool(std::size_t line, const boost::json::object& object)>& take);

}  // namespace pendopo::registers
