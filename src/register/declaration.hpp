#pragma once
// What a register's YAML file says (docs/reference/declarations.md). Loaded once, then never changed: safe to share between threads.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/error.hpp"
#include "base/resources.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

namespace pendopo::registers {

enum class FieldType {
    text,
    long_text,
    integer,
    decimal,
    money,
    percentage,
    boolean,
    date,
    datetime,
    duration,
    choice,
    choices,
    reference,
    references,
    parts,
    lines,
    list,
    file,
    files,
    url,
    email,
    phone,
    nik,
    nip,
    point,
    office,
    norm,
    derived,
};
[[nodiscard]] std::string_view name_of(FieldType type);
[[nodiscard]] std::optional<FieldType> field_type(std::string_view name);

struct Choice {
    std::string code;
    Text label;
};

struct Field {
    std::string name;
    FieldType type = FieldType::text;
    Text label;
    Text help;
    bool required = false;
    bool unique = false;
    bool index = false;
    bool personal = false;              ///< a personal datum
    bool implicit = false;              ///< `<state>_on` and `<state>_by`, which every register has without declaring them
    std::string otherwise;              ///< `default:` of a new record
    std::optional<std::int64_t> min, max;  ///< of integer, decimal, money (minor units), percentage
    std::size_t max_length = 0;         ///< characters, as declared; 0: see `length_limit`
    std::string pattern;                ///< ECMAScript regular expression that the whole text must match
    std::vector<Choice> choices;        ///< of choice, choices, and the items of parts
    std::string to;                     ///< target register of a reference, or "any"
    std::string item;                   ///< path from the referenced record to the code it counts as in `parts:` checks, e.g. plan.kind
    std::vector<Field> columns;         ///< of lines; parts have the fixed columns of `part_columns()`
    std::vector<std::string> read, write;  ///< roles; empty: as the register

    [[nodiscard]] const Choice* choice(std::string_view code) const;
    [[nodiscard]] bool is_many() const;    ///< references, choices, files, list: several values in a side table
    [[nodiscard]] bool is_lines() const;   ///< parts, lines: rows of a side table
    [[nodiscard]] bool is_column() const;  ///< one value in a column of the register's own table
    [[nodiscard]] std::size_t length_limit() const;  ///< characters that one text may have: declared, or the type's own limit
    [[nodiscard]] int column_index(std::string_view column) const;  ///< of lines and parts; -1 where there is none
};
/// The columns of a lines or parts field.
[[nodiscard]] const std::vector<Field>& columns_of(const Field& field);
/// Columns of a parts field, in order: item, text, on, by, number, file.
[[nodiscard]] const std::vector<Field>& part_columns();

struct State {
    std::string name;
    Text label;
    bool closed = false;  ///< nothing more is expected of a record here
};

struct Transition {
    std::string name;
    std::vector<std::string> from;
    std::string to;
    Text label;
    std::vector<std::string> by;  ///< roles; empty: whoever may write
    bool reason = false;          ///< a reason must be given
    bool second_person = false;   ///< not for the account that made the record: two pairs of eyes
    std::vector<std::string> asks;  ///< fields asked for when it is made
};

struct Census {
    std::vector<std::string> confirm;  ///< roles
    std::string every;                 ///< duration
};

struct Register {
    std::string name;
    std::string system;
    Text label, plural, about;
    std::string numbering;                 ///< "APL-{0000}"
    std::string title;                     ///< field that names a record
    std::vector<std::string> agency_path;  ///< {"owner"} or {"application", "owner"}; empty: government-wide (records of `agency` belong to themselves)
    std::optional<Census> census;
    std::vector<Field> fields;             ///< declared ones, then the implicit ones
    std::vector<State> states;             ///< at least one
    std::vector<Transition> transitions;
    std::vector<std::string> list;         ///< columns of the list page
    std::vector<std::string> search;
    std::string sort;                      ///< field, with '-' for descending
    std::vector<std::string> read, write;  ///< roles
    std::vector<boost::json::object> examples;
    std::string file;                      ///< where it was declared
    std::vector<std::size_t> by_name;      ///< indexes of `fields` in the order of their names; made by `index_fields`

    void index_fields();
    [[nodiscard]] const Field* field(std::string_view field_name) const;
    [[nodiscard]] int field_index(std::string_view field_name) const;  ///< -1 where there is none
    [[nodiscard]] const State* state(std::string_view state_name) const;
    [[nodiscard]] const Transition* transition(std::string_view transition_name) const;
};

struct System {
    std::string name;
    Text label, about;
    std::string group;  ///< planning, services, applications, infrastructure, security, organisation, oversight, sectors
};

/// All systems and registers of the product, checked against each other.
class Catalogue {
public:
    /// Reads systems/*/system.yaml and systems/*/registers/*.yaml. @error declaration.* with every mistake found, each with file:line:column
    static Result<Catalogue> load(const Resources& resources);

    [[nodiscard]] const Register* find(std::string_view name) const;
    [[nodiscard]] const std::vector<Register>& registers() const { return registers_; }  ///< sorted by name
    [[nodiscard]] const std::vector<System>& systems() const { return systems_; }
    [[nodiscard]] const System* system(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> names() const;

    /// The field at the end of a path such as "application.owner" from a register, following references. Also state, id.
    /// nullptr where the path leads nowhere (or through `to: any`).
    [[nodiscard]] const Field* field_at(const Register& from, std::string_view path) const;

private:
    std::vector<Register> registers_;
    std::vector<System> systems_;
    std::map<std::string, std::size_t, std::less<>> by_name_;
};

}  // namespace pendopo::registers
