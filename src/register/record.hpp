#pragma once
// A record and its values. Every value has one canonical text, by its field's type; the database, JSON, CSV and the rules all use it.
//   integer "-5"  decimal "12.5"  money minor units "150000"  percentage "12.5"  boolean "true"/"false"  date "2024-03-01"
//   datetime "2024-03-01T07:30:00.000Z"  reference: key of the record ("register:id" for `to: any`)  file: "sha256/name"  point "-7.8,112.0"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <boost/json.hpp>

#include "base/error.hpp"
#include "base/time.hpp"
#include "register/declaration.hpp"

namespace pendopo::registers {

using Line = std::vector<std::string>;  ///< cells in the order of the field's columns; "" is none
/// Nothing, one text, several texts (references, choices, files, list), or lines (parts, lines).
using Value = std::variant<std::monostate, std::string, std::vector<std::string>, std::vector<Line>>;

[[nodiscard]] bool is_set(const Value& value);                 ///< something is there
[[nodiscard]] const std::string& text_of(const Value& value);  ///< the one text, or ""
[[nodiscard]] std::vector<std::string> texts_of(const Value& value);  ///< one, several, or the items of parts

struct Record {
    std::string id;
    std::string state;
    std::int64_t version = 0;
    std::string created_on, created_by, updated_on, updated_by;
    std::vector<Value> values;  ///< in the order of Register::fields

    [[nodiscard]] const Value& get(const Register& declaration, std::string_view field) const;  ///< nothing for unknown fields
    void set(const Register& declaration, std::string_view field, Value value);
};

/// Hex SHA-256 over id, state and every value (field by field, in the order of names; unset fields left out).
[[nodiscard]] std::string digest(const Register& declaration, const Record& record);

/// {"id", "state", "version", "created_on", ..., "fields": {...}}: typed JSON by field type (numbers, booleans, arrays, objects for lines).
[[nodiscard]] boost::json::object to_json(const Register& declaration, const Record& record);
[[nodiscard]] boost::json::value to_json(const Field& field, const Value& value);

/// One field's value from JSON (typed or text). @error field.* with a pointer "/fields/<name>"
Result<Value> from_json(const Field& field, const boost::json::value& json);
/// One cell of a spreadsheet or form: Indonesian dates (31-12-2024, 31/12/2024, "31 Desember 2024"), numbers (1.234,5), ya/tidak, labels of choices; several values separated by ';' or new lines.
Result<Value> from_text(const Field& field, std::string_view text);
/// What a person reads in a list: labels of choices, readable dates and numbers. References stay keys (the caller has their titles).
[[nodiscard]] std::string readable(const Field& field, const Value& value, Language language);

/// Everything about the values that the declaration alone decides: required, types, lengths, ranges, choices, patterns. Not references and uniqueness, which need the database.
[[nodiscard]] std::vector<Problem> validate(const Register& declaration, const Record& record);

/// {"field": [before, after], ...} of what differs, state included; the ledger's `changes`.
[[nodiscard]] boost::json::object difference(const Register& declaration, const Record* before, const Record* after);
/// The record as it was before (or after) the change that an entry's `changes` tell.
void apply(const Register& declaration, Record& record, const boost::json::object& changes, bool backwards);

}  // namespace pendopo::registers
