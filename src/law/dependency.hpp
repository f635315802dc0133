#pragma once
// Which change of which record can change which lines: worked out from a check once, followed for each change.

#include <string>
#include <vector>

#include "law/check.hpp"
#include "law/judge.hpp"
#include "law/mirror.hpp"

namespace pendopo::law {

/// One step from a set of records to those that depend on it.
struct Step {
    enum class Kind : std::uint8_t {
        holding_key,    ///< records of `table` whose `column` refers to this record
        holding_value,  ///< records of `table` whose `column` equals this record's `from`
        targets,        ///< records that this record's `from` refers to
    } kind = Kind::holding_key;
    int table = -1, column = -1;
    int from = -1;
    bool any = false;  ///< the column holds "register:id"
    Conversion conversion = Conversion::none;
    std::string register_name;
};

/// A change in `table` (of one of `columns`; empty: of any) reaches the subjects at the end of `steps`, or all of them.
struct Watch {
    int table = -1;
    std::vector<int> columns;
    std::vector<Step> steps;
    bool all = false;
};

/// What a check watches, and the registers in which it matters whether there is anything at all.
struct Dependencies {
    std::vector<Watch> watches;
    std::vector<int> reads;
};

/// Works out the dependencies and asks the schema for the indexes to follow them.
[[nodiscard]] Dependencies dependencies_of(const Check& check, Schema& schema, const OfficeColumns& offices);

/// Rows of the subject's table that a record reaches over a watch.
[[nodiscard]] std::vector<Row> reached(const Watch& watch, RowRef from, const Mirror& mirror);

}  // namespace pendopo::law
