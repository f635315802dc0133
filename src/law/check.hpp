#pragma once
// What one rule asks under one norm, compiled against the mirror: no names are looked up while judging.

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/text.hpp"
#include "base/time.hpp"
#include "law/mirror.hpp"

namespace pendopo::law {

/// A way from a record to a field, over references: `application.kind`.
struct Path {
    /// Columns by table: a reference to any register may lead into several.
    struct Hop {
        std::vector<std::pair<int, int>> columns;  ///< table, column
        [[nodiscard]] int column_of(int table) const {
            for (const auto& [at, column] : columns) {
                if (at == table) {
                    return column;
                }
            }
            return -1;
        }
    };
    std::vector<Hop> hops;
    std::string text;
    const registers::Field* field = nullptr;  ///< the last one; nullptr for id and state
};

/// Codes of offices of which one must hold; empty: no demand.
using Offices = std::vector<Symbol>;

/// What a `where` asks of one field.
struct Condition {
    enum class Kind : std::uint8_t { one_of, set, unset, this_year };
    Path path;
    Kind kind = Kind::one_of;
    std::vector<Symbol> values;
    Offices roles;  ///< values given as `role:x`
};
using Conditions = std::vector<Condition>;

/// Keyed items that a field must hold.
struct PartsCheck {
    int column = -1;
    std::vector<Symbol> items;
    bool any = false;          ///< one of them is enough
    std::optional<Path> item;  ///< of a references field: from the referenced record to the code it counts as
};

/// How a value of one column is written in another: plain key, or "register:id".
enum class Conversion : std::uint8_t { none, to_any, from_any };

/// Picks records of a register, mostly in relation to the subject that is judged.
struct Clause {
    struct Same {
        int column = -1;        ///< of the clause's register
        Path subject;
        Conversion conversion = Conversion::none;
        std::string register_name;  ///< that a key gets or loses in the conversion
    };
    int table = -1;
    Conditions where;
    int link = -1;              ///< column that refers to the subject
    bool link_any = false;      ///< it holds "register:id"
    std::vector<Same> same;
    int match = -1, across = -1;  ///< columns that equal the item of the list, and of the crossed list
    std::vector<int> needs;
    std::optional<PartsCheck> parts;
    std::vector<int> dates;     ///< the first one that is set dates the record
    Offices by;
    std::vector<int> by_columns;
    Symbol instrument = 0;      ///< form of instrument asked for; 0: any
    int instrument_column = -1;
    bool itself = false;        ///< the subject is the record (a document that is judged by itself)
    /// How to find candidates quickest.
    enum class Drive : std::uint8_t { scan, link, same, match, where } drive = Drive::scan;
    std::size_t drive_at = 0;   ///< which of `where`
};

/// A clause for one item of `each_of`.
struct Variant {
    Symbol item = 0;  ///< 0: no item (`any`)
    Clause clause;
};

/// When a check does not apply although it fails.
struct Unless {
    std::optional<Clause> clause;
    Conditions where;
    std::optional<Path> field;
    [[nodiscard]] bool empty() const { return !clause && where.empty() && !field; }
};

struct Complete {
    std::vector<int> needs;
    std::optional<PartsCheck> parts;
};

struct Cover {
    std::vector<Symbol> list, across;  ///< empty: no list
    Clause has;
    int minimum = 1;
    std::optional<Path> minimum_path;  ///< the subject says how many
};

/// How often: a length of time, or what the subject's own field says.
struct Interval {
    std::optional<Duration> length;
    std::optional<Path> path;
};
enum class Counting : std::uint8_t { running, calendar_year };

struct Periodic {
    std::vector<Variant> evidence;
    Interval every;
    Counting counting = Counting::running;
    bool midterm = false, final_year = false;  ///< milestones of the subject's term
    int valid_from = -1, valid_to = -1;        ///< its columns
};

struct Valid {
    std::vector<Variant> documents;
    std::optional<Duration> term;
    enum class Shorter : std::uint8_t { never, may, must } shorter = Shorter::never;
    int valid_from = -1, valid_to = -1;  ///< columns of the document
};

struct Authority {
    Path field;
    Offices holds;
    std::optional<Path> equals;
};

struct Value {
    Path field;
    enum class Kind : std::uint8_t { one_of, is_not, under, differs_from, at_least, known } kind = Kind::one_of;
    std::vector<Symbol> values;          ///< one_of, is_not
    std::string domain;                  ///< under
    std::optional<Path> other;           ///< differs_from
    double least = 0;                    ///< at_least
    std::vector<Symbol> items;           ///< of a parts field: each must reach `least`
};

struct Respond {
    std::string event_register, event_state;
    int event_date = -1;                 ///< column of the subject; -1: the regulation's own day
    Symbol event = 0;                    ///< state of the subject
    std::vector<int> fields;             ///< of the subject that must be filled
    std::vector<int> field_dates;        ///< those of them that are dates
    std::vector<Variant> answers;        ///< records that must follow; empty: fields do
    std::optional<Duration> within;
    Offices to;
    int to_column = -1;
    std::vector<Symbol> route;
    int route_column = -1;
};

struct Gate {
    std::vector<Variant> needs;
    std::optional<PartsCheck> parts;     ///< of the subject
    int entered = -1;                    ///< column of the day on which the state was entered
};

struct Ordered {
    struct Step {
        int date = -1;
        int by = -1;                     ///< column of the office that did it
    };
    std::vector<Step> steps;
    Offices by;                          ///< of the last step
    int stages = -1;                     ///< parts field with dated items
    std::vector<Symbol> stage_items;
    std::optional<Clause> first;
    int then = -1;                       ///< date column of the subject that must not be before `first`
};

struct Attest {
    std::vector<Variant> evidence;
    std::optional<Duration> every;
    bool has_interval = false;           ///< the rule speaks of an interval
};

using Kind = std::variant<Complete, Cover, Periodic, Valid, Authority, Value, Respond, Gate, Ordered, Attest>;

struct Check {
    int subject = -1;               ///< table; -1: the government
    bool per_item = false;          ///< a line for each item of the list, no other subject
    Conditions where;
    Symbol at = 0;                  ///< state whose entering is checked; 0: none
    int at_table = -1;
    std::vector<Symbol> at_or_later;  ///< states of the subject in which it has been there
    int at_date = -1;               ///< column of the day it was entered
    bool names_state = false;       ///< `where` or `at` speaks of the subject's state: ceased records are judged too
    std::vector<Symbol> ceased;     ///< states of the subject in which it is judged no longer
    bool required = true;
    Unless unless;
    Kind kind;
    std::string item;               ///< the item of a list that this check is about, where each has a check of its own
};

}  // namespace pendopo::law
