#pragma once
// Records straight to JSON text: lists are the API's busiest answers, and a tree of values for each would cost more than the query.

#include <string>
#include <string_view>
#include <vector>

#include "register/record.hpp"

namespace pendopo::web::api {

/// A JSON string with its quotes.
void write_text(std::string& out, std::string_view text);

/// The same as registers::to_json says, without the fields that are not readable.
/// @param readable  by place in Register::fields
void write_record(std::string& out, const registers::Register& declaration, const registers::Record& record, const std::vector<bool>& readable);

}  // namespace pendopo::web::api
