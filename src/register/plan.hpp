#pragma once
// What is worked out once per register: its tables, the statements that read and write it, who refers to whom. Never changed after; safe to share.

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "register/records.hpp"
#include "register/table.hpp"

namespace pendopo::registers {

/// The register of agencies, which every government has.
constexpr const char* agencies = "agency";

/// A place where records refer to others, or name an office: an agency, or one of the law's.
struct Link {
    std::size_t field = 0;   ///< index of the field
    int column = -1;         ///< of lines; -1 for the field itself
    std::string to;          ///< register, or "any"; "agency" of an office
    std::string table;       ///< table and column that hold it
    std::string sql_column;
    bool side = false;
    bool office = false;
};
/// The same from the other end.
struct Incoming {
    const Register* from = nullptr;
    Link link;
};

/// A field in a side table.
struct Side {
    std::size_t field = 0;
    Table table;
    std::string columns;  ///< "value" or the columns of lines, for SELECT and INSERT
};

struct Plan {
    const Register* declaration = nullptr;
    Tables tables;
    std::vector<std::size_t> derived_fields; ///< indexes of the fields that are worked out, not stored
    std::vector<std::size_t> column_fields;  ///< indexes of the fields that are columns, as the columns stand in `tables.own`
    std::vector<Side> sides;
    std::vector<Link> links;
    std::vector<std::size_t> unique_fields;
    std::string table;       ///< quoted
};
/// Number of the fixed columns before those of fields: id, state, version, created_on, ...
constexpr std::size_t fixed_columns_read = 7;

struct Records::Inside {
    Inside(const Catalogue& catalogue, store::Dialect dialect);

    store::Dialect dialect;
    std::map<std::string, Plan, std::less<>> plans;
    OfficeNames offices;  ///< see Records::know_offices; empty: not checked
    std::map<std::string, std::vector<Incoming>, std::less<>> incoming;  ///< by register; "any" for links to any register

    [[nodiscard]] const Plan& plan(const Register& declaration) const;

    /// How many records fit a condition, up to a limit, as it was in the last minute: only which plan is quicker depends on it.
    std::optional<std::int64_t> remembered(const std::string& question);
    void remember(const std::string& question, std::int64_t count);

private:
    struct Estimate {
        std::int64_t count = 0;
        std::chrono::steady_clock::time_point at;
    };
    std::mutex mutex_;
    std::unordered_map<std::string, Estimate> estimates_;
};

/// What is read of a register's own table: the fixed columns, then those of some fields.
struct Reading {
    std::vector<std::size_t> fields;  ///< indexes, as the columns stand after the fixed ones
    std::string columns;
};
/// For the fields wanted (empty: all). Where one of them is worked out from others, all are read.
[[nodiscard]] Reading reading_of(const Plan& plan, const std::vector<std::string>& wanted);
/// A record from a row of a reading.
[[nodiscard]] Record record_of(const Plan& plan, const Reading& reading, const store::Row& row);
/// Adds what the side tables hold to records that are sorted by key, for those of the fields wanted (empty: all).
/// @param whole_range  the records are all there are between the first and the last
void read_sides(store::Session& session, const Plan& plan, std::vector<Record>& records, const std::vector<std::string>& fields, bool whole_range = false);
/// Records by key, in the order of the keys; those that do not exist are left out.
[[nodiscard]] std::vector<Record> read_records(store::Session& session, const Plan& plan, const std::vector<std::string>& ids,
                                               const std::vector<std::string>& fields = {});
/// One record that is to be changed; on PostgreSQL no other process may change it until this change is done.
[[nodiscard]] std::optional<Record> read_locked(store::Session& session, const Plan& plan, std::string_view id);
/// Goes through the rows of a statement that gives few of them: PostgreSQL sends those in one answer, where a cursor takes three questions.
void each_of_few(store::Session& session, std::string_view statement, std::span<const store::Value> parameters,
                 const std::function<void(const store::Row&)>& take);
/// Every record in the order of keys, some hundred at a time; return false to stop.
void read_all(store::Session& session, const Plan& plan, const std::function<bool(std::vector<Record>&)>& take);

}  // namespace pendopo::registers
