#pragma once
// How the two databases say the same thing: column types, order of texts, lists as one parameter, word search. The rest of the SQL here is portable.

#include <string>
#include <string_view>
#include <vector>

#include "register/declaration.hpp"
#include "store/database.hpp"

namespace pendopo::registers {

/// How a value is kept in a column.
enum class Storage { text, integer, number, boolean, date };
[[nodiscard]] Storage storage_of(FieldType type);

namespace sql {

/// A name, quoted. Names of tables and columns come from declarations, which are checked, never from input.
[[nodiscard]] std::string name(std::string_view name);
/// A name of at most 63 bytes (PostgreSQL cuts longer ones): the end of a longer one becomes a hash of the whole.
[[nodiscard]] std::string short_name(std::string_view name);
[[nodiscard]] std::string column_type(store::Dialect dialect, Storage storage);
/// The order of a column: texts without regard to the case of ASCII letters, alike on both. `column` is SQL; also for a parameter.
[[nodiscard]] std::string order(store::Dialect dialect, FieldType type, const std::string& column);
/// The same with where nulls stand: they are smaller than everything.
[[nodiscard]] std::string order_by(store::Dialect dialect, FieldType type, const std::string& column, bool descending);
/// `column` is one of the texts of a JSON array, which is the one parameter.
[[nodiscard]] std::string one_of(store::Dialect dialect, const std::string& column);
[[nodiscard]] std::string json_list(const std::vector<std::string>& texts);
/// `column` holds the parameter somewhere, without regard to the case of ASCII letters.
[[nodiscard]] std::string contains(store::Dialect dialect, const std::string& column);

}  // namespace sql

/// The canonical text as the column takes it.
[[nodiscard]] store::Value to_column(store::Dialect dialect, Storage storage, const std::string& canonical);
/// The canonical text of what a column gave.
[[nodiscard]] std::string from_column(Storage storage, std::string text);

}  // namespace pendopo::registers
