#pragma once
// Records in the database: tables made from declarations, reading, listing, and changing with history.
// Nothing here asks who may do it or what the law says: `workflow` does, and is the only one that changes records for people.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/ledger.hpp"
#include "register/declaration.hpp"
#include "register/record.hpp"
#include "ledger/ledger.hpp"
#include "store/database.hpp"

namespace pendopo::registers {

/// On whose account a change is made; goes into the ledger.
struct Author {
    std::string account = "system";
    std::string behalf;  ///< office (agency key or role)
    Moment at{};
    std::string note;
    std::string zone = "Asia/Jakarta";  ///< the government's, for the day of `<state>_on`
};

/// A condition of a list: field (or id, state, created_on, updated_on, or a path like application.owner), comparison, values (canonical texts).
struct Condition {
    enum class Comparison { is, is_not, contains, at_least, at_most, set, unset };
    std::string field;
    Comparison comparison = Comparison::is;
    std::vector<std::string> values;  ///< `is` with several: one of them
};
struct Query {
    std::vector<Condition> where;
    std::string search;                  ///< words, matched with the Indonesian stemmer over the register's search fields
    std::string sort;                    ///< field or "-field"; empty: the register's
    std::string after;                   ///< cursor from Page::next: records that come after it in the order
    std::string before;                  ///< cursor from Page::previous
    std::size_t limit = 50;              ///< 1 to 200
    std::vector<std::string> fields;     ///< fields to read; empty: all (side tables are read only where asked for)
    std::optional<std::string> agency;   ///< only records of this agency
};
struct Page {
    std::vector<Record> records;
    std::string next, previous;  ///< cursors; empty at the ends
};

/// How many records a change of the schema would touch, and why it may be refused.
struct SchemaChange {
    std::string description;
    std::string sql;
    std::string refusal;  ///< empty where it can be made without losing data
};

/// A value worked out from a record's others by a system's own code; canonical text, or "" for none. It is never stored.
using Derivation = std::function<std::string(const Register&, const Record&, Date today)>;
/// By "register.field".
using Derivations = std::map<std::string, Derivation, std::less<>>;

/// Offices by what people call them, in lower case, and by code: what a field of type `office` may hold besides the key of an agency.
using OfficeNames = std::map<std::string, std::string, std::less<>>;

/// Dates `<state>_on` and signs `<state>_by` of a record that enters its state, from the author, where they are unset or the register does not declare
/// them itself. `before` is nullptr for a new record; `as_given`: what an import brought stands.
void enter_state(const Register& declaration, const Record* before, Record& after, const Author& author, bool as_given = false);

class Records {
public:
    Records(const Catalogue& catalogue, store::Database& database);

    /// Brings the tables to the declarations: creates, adds columns and indexes, widens types. Would data be lost, nothing is changed.
    /// @error schema.would_lose_data with a problem per refusal
    Result<std::vector<SchemaChange>> prepare();

    /// Fields of type `derived` are filled by these when records are found or listed. Set before the first of either.
    void derive_with(Derivations derivations, std::function<Date()> today);

    /// Offices of the law: from here on a field of type `office` holds one of their codes or the key of an agency that exists, and an import takes
    /// their names as well. Set before the first change.
    void know_offices(OfficeNames offices);

    [[nodiscard]] const Catalogue& catalogue() const { return catalogue_; }

    Result<Record> find(store::Session&, const Register&, std::string_view id) const;  ///< @error record.not_found
    /// The same within a change: nobody else changes it until that is done. @error record.not_found
    Result<Record> find_to_change(store::Session&, const Register&, std::string_view id) const;
    Result<Page> list(store::Session&, const Register&, const Query&) const;           ///< @error query.unknown_field, query.bad_cursor
    /// How many records fit of those that are committed, at most `limit` (the page then says "10,000 or more"); 0 for a query that `list` would refuse.
    std::int64_t count(store::Session&, const Register&, const Query&, std::int64_t limit = 10'000) const;
    /// Titles of records by key, for showing references. Unknown keys are left out.
    std::map<std::string, std::string> titles(store::Session&, const Register&, const std::vector<std::string>& ids) const;
    /// Key and title of records whose title or key holds the words (for choosing a reference).
    std::vector<std::pair<std::string, std::string>> suggest(store::Session&, const Register&, std::string_view words, std::size_t limit = 20) const;
    /// The agency a record belongs to by the register's path, or "".
    std::string agency_of(store::Session&, const Register&, const Record&) const;
    /// Every record, all fields, for the rules' mirror, export and verification; return false to stop.
    void each(store::Session&, const Register&, const std::function<bool(const Record&)>& take) const;
    /// Records that refer to this one: register, field, key. With `offices` also those that name this agency as an office, which no index helps to find.
    struct Referrer {
        std::string from, field, id;
    };
    std::vector<Referrer> referrers(store::Session&, const Register&, std::string_view id, std::size_t limit = 50, bool offices = false) const;

    /// Adds a record with its ledger entry. An empty id is numbered. The record's state is the first one where empty. Dates `<state>_on` and
    /// `<state>_by` of the entered state are set from the author where they are unset.
    /// @error field.* (validation), record.exists, field.dangling_reference, field.unknown_office, field.not_unique
    Result<Record> create(store::Session&, const Register&, Record, const Author&, std::string_view action = "create") const;
    /// Replaces the values (and the state) of a record. Nothing to change: the record as it is, without a history entry. Entering another state sets
    /// its `<state>_on` and `<state>_by` from the author unless the caller changed them (an import's are taken as they are). @error record.changed_meanwhile where `expected_version` differs, and those of create
    Result<Record> update(store::Session&, const Register&, Record, std::optional<std::int64_t> expected_version, const Author&,
                          std::string_view action = "update") const;
    /// The same with what `find_to_change` gave in this change: nothing is read again.
    Result<Record> update(store::Session&, const Register&, Record before, Record after, std::optional<std::int64_t> expected_version, const Author&,
                          std::string_view action = "update") const;
    /// @error record.in_use where others refer to it
    Result<void> remove(store::Session&, const Register&, std::string_view id, std::optional<std::int64_t> expected_version, const Author&) const;

    /// The record as the ledger says it was at the end of a moment; nothing where it did not exist.
    std::optional<Record> as_at(store::Session&, const Register&, std::string_view id, Moment) const;

    /// What the ledger vouches for: every record of a register (see ledger::verify).
    [[nodiscard]] ledger::Guarded guarded(const Register&) const;

    /// Every register, for `ledger::verify`.
    std::vector<ledger::Guarded> guarded() const;

    /// Opaque in the header: statements and plans by register. For this room only.
    struct Inside;
    [[nodiscard]] Inside& inside() const { return *inside_; }

private:
    void derive(const Register&, Record&, const std::vector<std::string>& wanted = {}) const;

    Derivations derivations_;
    std::function<Date()> today_;

    const Catalogue& catalogue_;
    store::Database& database_;
    std::shared_ptr<Inside> inside_;
};

}  // namespace pendopo::registers
