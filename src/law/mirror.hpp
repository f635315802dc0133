#pragma once
// What the rules read of a government's records: columns of numbers in memory, with the indexes that the rules' clauses probe.
// Not guarded by itself: the engine's owner keeps writers and readers apart.

#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.hpp"
#include "law/symbols.hpp"
#include "register/declaration.hpp"
#include "register/record.hpp"

namespace pendopo::law {

using Row = std::uint32_t;
using Day = std::int32_t;  ///< days since 1970-01-01
constexpr Day no_day = std::numeric_limits<Day>::min();

[[nodiscard]] constexpr Day day_number(Date date) { return static_cast<Day>(date.time_since_epoch().count()); }
[[nodiscard]] constexpr Date date_of(Day day) { return Date(std::chrono::days(day)); }

/// A record of a register; table -1 is the government itself.
struct RowRef {
    int table = -1;
    Row row = 0;
    friend auto operator<=>(const RowRef&, const RowRef&) = default;
};

/// One line of a parts field. It counts when it says anything besides its item.
struct Part {
    Symbol item = 0, by = 0, number = 0;
    Day on = no_day;
    bool filled = false;
    friend bool operator==(const Part&, const Part&) = default;
};

/// How a column keeps its values: one value, only whether there is one, a day, several values, keyed parts.
enum class Shape : std::uint8_t { symbol, presence, day, many, parts };

struct ColumnPlan {
    std::string name;
    const registers::Field* field = nullptr;  ///< nullptr for id, self, state, created_on
    int position = -1;                        ///< in Register::fields
    Shape shape = Shape::symbol;
    bool refers_to_any = false;               ///< values are "register:id"
    bool indexed = false;
};

struct TablePlan {
    const registers::Register* declaration = nullptr;
    std::vector<ColumnPlan> columns;
    bool keeps_self = false;             ///< something refers to it as "register:id"
    std::vector<int> agency_path;        ///< columns to follow to the agency; empty: none
};

/// Columns that every table has.
enum : int { id_column = 0, self_column = 1, state_column = 2, created_column = 3, title_column = 4 };

/// Which registers and fields are mirrored. Grows while rules are compiled, then stands still.
class Schema {
public:
    explicit Schema(const registers::Catalogue& catalogue) : catalogue_(&catalogue) {}

    [[nodiscard]] const registers::Catalogue& catalogue() const { return *catalogue_; }
    [[nodiscard]] const std::vector<TablePlan>& tables() const { return tables_; }
    [[nodiscard]] const TablePlan& table(int table) const { return tables_[static_cast<std::size_t>(table)]; }
    [[nodiscard]] const ColumnPlan& column(int table_number, int column_number) const {
        return table(table_number).columns[static_cast<std::size_t>(column_number)];
    }

    /// Number of a register's table, or -1 where the catalogue (or, once frozen, the mirror) has none.
    int use_table(std::string_view register_name);
    /// Number of a field's column, or -1. @param compares  its value matters, not only whether there is one
    int use_column(int table, std::string_view field, bool compares = true);
    void use_index(int table, int column);
    void use_self(int table);
    [[nodiscard]] int find_table(std::string_view register_name) const;
    [[nodiscard]] int find_column(int table, std::string_view field) const;
    /// Plans the ways to the agencies and allows no more additions.
    void freeze();

private:
    int add_table(const registers::Register& declaration);
    void plan_agency(int table);

    const registers::Catalogue* catalogue_;
    std::vector<TablePlan> tables_;
    bool frozen_ = false;
};

/// One value of a row, in the shape of its column.
struct Datum {
    Symbol symbol = 0;
    Day day = no_day;
    std::vector<Symbol> many;
    std::vector<Part> parts;
    friend bool operator==(const Datum&, const Datum&) = default;
};
using Cells = std::vector<Datum>;

class Mirror {
public:
    /// @param zone  hours east of UTC, for the day of a moment
    Mirror(std::shared_ptr<const Schema> schema, std::shared_ptr<Symbols> symbols, std::chrono::hours zone);

    [[nodiscard]] const Schema& schema() const { return *schema_; }
    [[nodiscard]] Symbols& symbols() const { return *symbols_; }
    [[nodiscard]] const std::string& text(Symbol symbol) const { return symbols_->text(symbol); }

    [[nodiscard]] Row slots(int table) const { return static_cast<Row>(data(table).live.size()); }
    [[nodiscard]] std::size_t count(int table) const { return data(table).count; }
    [[nodiscard]] std::size_t count() const;
    [[nodiscard]] bool live(RowRef ref) const { return data(ref.table).live[ref.row] != 0; }

    [[nodiscard]] Symbol symbol(RowRef ref, int column) const { return data(ref.table).columns[static_cast<std::size_t>(column)].symbols[ref.row]; }
    [[nodiscard]] Day day(RowRef ref, int column) const { return data(ref.table).columns[static_cast<std::size_t>(column)].days[ref.row]; }
    [[nodiscard]] std::span<const Symbol> many(RowRef ref, int column) const { return data(ref.table).columns[static_cast<std::size_t>(column)].many[ref.row]; }
    [[nodiscard]] std::span<const Part> parts(RowRef ref, int column) const { return data(ref.table).columns[static_cast<std::size_t>(column)].parts[ref.row]; }
    /// Something is there; for a boolean: it is true.
    [[nodiscard]] bool present(RowRef ref, int column) const;
    [[nodiscard]] Symbol id(RowRef ref) const { return symbol(ref, id_column); }
    [[nodiscard]] Symbol state(RowRef ref) const { return symbol(ref, state_column); }

    /// Every value of a cell that can be compared: the one, each of several, the item of each part.
    template <class Take>
    void each_value(RowRef ref, int column, Take&& take) const {
        switch (schema_->column(ref.table, column).shape) {
            case Shape::symbol:
            case Shape::presence:
                if (const Symbol value = symbol(ref, column); value != 0) {
                    take(value);
                }
                break;
            case Shape::many:
                for (const Symbol value : many(ref, column)) {
                    take(value);
                }
                break;
            case Shape::parts:
                for (const Part& part : parts(ref, column)) {
                    take(part.item);
                }
                break;
            case Shape::day: break;
        }
    }

    /// Rows of an indexed column that hold a value.
    [[nodiscard]] const std::vector<Row>& lookup(int table, int column, Symbol value) const;
    /// The record with a key.
    [[nodiscard]] std::optional<RowRef> find(int table, Symbol id) const;
    /// The record that a value of a reference column means.
    [[nodiscard]] std::optional<RowRef> target(int table, int column, Symbol value) const;

    /// A record's values in the shapes of its table.
    [[nodiscard]] Cells cells(int table, const registers::Record& record) const;
    [[nodiscard]] Cells cells(RowRef ref) const;
    /// Overwrites one field's value.
    void set_cell(int table, Cells& cells, int column, const registers::Value& value) const;
    /// Marks the columns in which the values differ from the row's.
    [[nodiscard]] std::vector<char> differences(RowRef ref, const Cells& cells) const;
    /// Adds a record, or replaces the one with its key.
    RowRef put(int table, Cells cells);
    void erase(RowRef ref);
    /// A row that nobody finds: for judging a record as it would be. Only one at a time, and `drop` before any `put`.
    RowRef hold(int table, Cells cells);
    void drop(RowRef held);

private:
    using Index = std::unordered_map<Symbol, std::vector<Row>>;
    struct Column {
        std::vector<Symbol> symbols;
        std::vector<Day> days;
        std::vector<std::vector<Symbol>> many;
        std::vector<std::vector<Part>> parts;
        Index index;
    };
    struct Data {
        std::vector<Column> columns;
        std::vector<char> live;
        std::unordered_map<Symbol, Row> by_id;
        std::vector<Row> free;
        std::size_t count = 0;
    };

    [[nodiscard]] const Data& data(int table) const { return data_[static_cast<std::size_t>(table)]; }
    [[nodiscard]] Data& data(int table) { return data_[static_cast<std::size_t>(table)]; }
    [[nodiscard]] Day day_of(const registers::Field* field, std::string_view text) const;
    Row new_slot(int table);
    void store(RowRef ref, Cells cells);
    void index_row(RowRef ref, bool add);

    std::shared_ptr<const Schema> schema_;
    std::shared_ptr<Symbols> symbols_;
    std::chrono::hours zone_;
    std::vector<Data> data_;
    std::unordered_map<Symbol, RowRef> by_self_;
    Symbol mark_;  // stands for a value of which only the presence matters
    Symbol yes_;
};

}  // namespace pendopo::law
