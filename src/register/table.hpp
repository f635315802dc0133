#pragma once
// The tables of a register: one of its own, one beside it per field with several values or lines.
//   <register>(_row on SQLite, id, state, version, created_on, created_by, updated_on, updated_by, <fields>..., _search)
//   <register>__<field>(_record, _position, value | <columns>...)

#include <string>
#include <vector>

#include "register/declaration.hpp"
#include "register/dialect.hpp"

namespace pendopo::registers {

struct Column {
    std::string name;
    FieldType type = FieldType::text;
    std::string to;  ///< target register of a reference; "" for others and for `to: any`
    std::size_t limit = 0;
    [[nodiscard]] Storage storage() const { return storage_of(type); }
    friend bool operator==(const Column&, const Column&) = default;
};

/// A key of an index. Not the whole definition (the database's way of ordering belongs to it); `sql` has that.
struct Index {
    std::string name;
    std::string sql;                   ///< CREATE INDEX ...
    std::vector<std::string> columns;  ///< first the one it finds by
    bool unique = false;
};

struct Table {
    std::string name;
    std::string field;  ///< of the side table; "" for the register's own
    bool lines = false;
    std::vector<Column> columns;  ///< of fields; the fixed ones are not among them
    std::vector<Index> indexes;
    [[nodiscard]] bool is_side() const { return !field.empty(); }
    [[nodiscard]] const Column* column(std::string_view column_name) const;
};

struct Tables {
    Table own;
    std::vector<Table> sides;
    std::vector<std::string> search;  ///< fields whose words are kept, the title among them
    int search_version = 0;
    /// What is remembered of a declaration to see what changed; equal texts need no change.
    [[nodiscard]] std::string description() const;
};

[[nodiscard]] Tables tables_of(store::Dialect dialect, const Register& declaration);
/// The register's name; with a '_' where another room of the program has a table of that name.
[[nodiscard]] std::string own_table(std::string_view register_name);
[[nodiscard]] std::string side_table(std::string_view register_name, std::string_view field);
[[nodiscard]] std::string search_table(std::string_view register_name);

/// The index by which a list is walked in the order of a column, for those records that have one value in another column (if named).
[[nodiscard]] std::string walk_index(std::string_view table, std::string_view equal_column, std::string_view sort_column);

/// Type of a column that every record has, or of a field.
[[nodiscard]] FieldType type_of_column(const Register& declaration, std::string_view column);

}  // namespace pendopo::registers
