#pragma once
// What PostgreSQL's client library gives and takes, as text: settings, values, errors. For this room only.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/database.hpp"

struct pg_result;

namespace pendopo::store {

/// libpq's keywords and values from an address, completed by time limits. @error store.bad_address (its text is not repeated: it may hold a password)
Result<std::map<std::string, std::string>> postgresql_settings(const std::string& url);
/// The settings as one text that libpq reads.
[[nodiscard]] std::string connect_text(const std::map<std::string, std::string>& settings);

/// What a column's text needs to read like SQLite's.
enum class Shape { plain, boolean, moment };
[[nodiscard]] std::vector<Shape> shapes(const ::pg_result* answer);
/// Reads one row, over the values of the row before.
void read_row(const ::pg_result* answer, int number, const std::vector<Shape>& shapes, Row& row);

/// A field of an error; empty where there is none.
[[nodiscard]] std::string error_field(const ::pg_result* answer, int code);
/// The fault that a violated constraint, or a value that a type cannot hold, comes to; nothing for other errors.
[[nodiscard]] std::optional<ConstraintFault> constraint_fault(const ::pg_result* answer, const std::string& what);

}  // namespace pendopo::store
