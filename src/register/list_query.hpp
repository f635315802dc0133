#pragma once
// A list's conditions in SQL, and the plans by which its pages are read without sorting or scanning the whole table.

#include <string>
#include <vector>

#include "register/plan.hpp"
#include "register/search.hpp"

namespace pendopo::registers {

/// One condition on a record, which the SQL calls t.
struct Clause {
    std::string sql;
    std::vector<store::Value> parameters;
    bool found_by_index = false;  ///< an index leads to the records that fit
    std::string equal_column;     ///< "column = value": an index that begins with it may also give the order
};

/// The order of a list: a column, then the key.
struct Order {
    std::string column = "id";
    FieldType type = FieldType::office;
    bool descending = false;
    [[nodiscard]] bool by_key() const { return column == "id"; }
    [[nodiscard]] std::string name() const { return (descending ? "-" : "") + column; }
};

/// A place in the order: the last record's value and key.
struct Cursor {
    store::Value value;
    std::string id;
};
[[nodiscard]] std::string write_cursor(const Order& order, const Cursor& cursor);
[[nodiscard]] std::optional<Cursor> read_cursor(const Order& order, std::string_view text);

/// What a query asks for, understood.
struct Selection {
    std::vector<Clause> clauses;
    std::vector<Wanted> words;
    bool nothing = false;  ///< there can be no such record
    Order order;
};
/// @error query.unknown_field, query.unknown_comparison, query.bad_value
Result<Selection> understand(const Catalogue& catalogue, store::Dialect dialect, const Register& declaration, const Query& query);

/// The search words as a condition on the record, without the word index.
[[nodiscard]] Clause words_clause(store::Dialect dialect, const std::vector<Wanted>& words);
/// A statement that gives the keys (as k) of the records that have the words, by the word index.
[[nodiscard]] Clause words_hits(store::Dialect dialect, const Register& declaration, const std::vector<Wanted>& words);

}  // namespace pendopo::registers
