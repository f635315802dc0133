#pragma once
// The only door to SQL: sessions over SQLite (embedded default) or PostgreSQL, and the writer that commits in groups.
// SQL here is portable; what differs between the two stays in this room.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/error.hpp"

namespace pendopo::store {

enum class Dialect { sqlite, postgresql };

/// A value on its way to or from the database: text that the column's type gives its meaning, or null.
using Value = std::optional<std::string>;
using Row = std::vector<Value>;

/// One connection, inside a transaction. Used by one thread at a time.
///
/// Values read alike from both databases: booleans as 1 and 0, moments as 2024-03-01T07:30:00.000Z. Where SQLite compares a
/// parameter with an expression instead of a column, write CAST(? AS INTEGER): text is never equal to a number there.
///
/// After a fault the transaction can only be taken back: every further statement faults too. A change that expects a constraint
/// to refuse catches the ConstraintFault and returns an error; it cannot go on.
class Session {
public:
    virtual ~Session() = default;

    /// Runs a query (or a change with RETURNING); `?` marks the parameters. Prepared once per session and text. @throws DatabaseFault
    virtual std::vector<Row> query(std::string_view sql, std::span<const Value> parameters = {}) = 0;
    /// A query row by row, without keeping them; the row is valid during the call; return false to stop. `take` may use this
    /// session for other statements, but not change the tables that are being read.
    virtual void each(std::string_view sql, std::span<const Value> parameters, const std::function<bool(const Row&)>& take) = 0;
    /// Runs a statement and tells how many rows it changed. @throws DatabaseFault, ConstraintFault
    virtual std::int64_t execute(std::string_view sql, std::span<const Value> parameters = {}) = 0;
    /// Runs several statements separated by ';' without parameters (schema changes).
    virtual void script(std::string_view sql) = 0;

    [[nodiscard]] virtual Dialect dialect() const = 0;

    std::vector<Row> query(std::string_view sql, std::initializer_list<Value> parameters) {
        return query(sql, std::span(parameters.begin(), parameters.size()));
    }
    std::int64_t execute(std::string_view sql, std::initializer_list<Value> parameters) {
        return execute(sql, std::span(parameters.begin(), parameters.size()));
    }
};

/// The database cannot do its work: gone, full, damaged. Not the caller's mistake.
class DatabaseFault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A constraint, or the type of a column, refused a value.
class ConstraintFault : public DatabaseFault {
public:
    enum class Kind { unique, foreign_key, check, not_null };
    ConstraintFault(Kind kind_, std::string constraint_, std::vector<std::string> columns_, const std::string& what)
        : DatabaseFault(what), kind(kind_), constraint(std::move(constraint_)), columns(std::move(columns_)) {}

    Kind kind;
    /// Name of the constraint where the database tells it: always for a check; SQLite names the columns instead for a unique key
    /// ("agency.code, agency.year") and nothing for a foreign key. "type" where a type refused (a check), "text.nul" for a text with NUL.
    std::string constraint;
    /// The columns concerned, as both databases tell them for unique and not null; only PostgreSQL does for a foreign key.
    std::vector<std::string> columns;
};

/// Where a government's data live.
struct Location {
    std::string url;     ///< empty: SQLite file `folder/pendopo.db`; else postgresql://user:password@host:port/database
    std::string schema;  ///< PostgreSQL schema (the government's slug, '-' as '_'); not used by SQLite
    std::filesystem::path folder;
    bool alone = false;  ///< SQLite: hold the folder's lock, so that no second process serves it; commands beside a server leave it false
};

/// One government's database: many readers, one writer that commits in groups.
///
/// A change is a function over the writer's session. Functions that wait at the same time share one transaction, each in a
/// savepoint of its own: one that fails (or throws) leaves nothing behind and the others stand. `write` returns after the commit
/// is durable. Any thread may call.
///
/// A change runs alone with the database, so it is short: no waiting on others, no network. Where PostgreSQL finds that it got into the way
/// of another process, the whole group runs again: a change has no effects outside the database that may not happen twice.
class Database {
public:
    /// Opens, or creates where `create`. @error store.damaged (names the file), store.in_use (another process holds the folder),
    /// store.missing (there is none, and it is not to be created), store.unreachable, store.bad_address
    static Result<std::unique_ptr<Database>> open(const Location& location, bool create);
    virtual ~Database() = default;

    [[nodiscard]] virtual Dialect dialect() const = 0;

    /// Runs a function on a reader's session, in one snapshot. Suspends the thread while all readers are busy. Inside a read of the same
    /// thread it joins that snapshot; inside a change it sees what the change has done so far.
    template <class Function>
    auto read(Function&& function) -> std::invoke_result_t<Function, Session&> {
        using Answer = std::invoke_result_t<Function, Session&>;
        if constexpr (std::is_void_v<Answer>) {
            read_with([&](Session& session) { function(session); });
        } else {
            std::optional<Answer> answer;
            read_with([&](Session& session) { answer.emplace(function(session)); });
            return *std::move(answer);
        }
    }

    /// Runs a change; the function returns a Result, and an error takes back all it did. @throws what the function throws, or DatabaseFault
    template <class Function>
    auto write(Function&& function) -> std::invoke_result_t<Function, Session&> {
        using Answer = std::invoke_result_t<Function, Session&>;  // a Result<T>
        std::optional<Answer> answer;
        write_with([&](Session& session) {
            answer.emplace(function(session));
            return answer->has_value();
        });
        return *std::move(answer);
    }

    /// Called inside every group's transaction, first thing and just before the commit (the ledger uses both). Replaces those set before.
    virtual void set_group_hooks(std::function<void(Session&)> begin, std::function<void(Session&)> commit) = 0;
    /// Called after a group is durable and before its callers go on, on the writer's thread; must be quick and not throw. Adds to those set before.
    virtual void on_committed(std::function<void()> done) = 0;

    /// A text that is another one after every commit, of this process or any other; of the same text, the data are the same. (PostgreSQL's may change
    /// without one.) Cheap enough for every request. @throws DatabaseFault
    virtual std::string revision() = 0;

    /// Copies the whole database into a file (SQLite: a database file; PostgreSQL: pg_dump custom format) while in service.
    /// The file appears when it is complete, and replaces one of that name. @error store.backup_failed
    virtual Result<void> backup_to(const std::filesystem::path& file) = 0;
    /// Puts a backup's file in place of an empty database. @error store.not_empty, store.damaged (the file), store.in_use, store.restore_failed
    static Result<void> restore_from(const std::filesystem::path& file, const Location& location);

protected:
    virtual void read_with(const std::function<void(Session&)>& function) = 0;
    virtual void write_with(const std::function<bool(Session&)>& function) = 0;
};

/// A schema change of the kernel's own tables: applied once, in order, never edited once released.
struct Migration {
    std::string name;  ///< unique, for example "ledger.1"
    std::string sqlite;
    std::string postgresql;  ///< empty: the same text as for SQLite
};
/// Applies what is missing, in one transaction each; table `schema_migration(name, applied_on)`. Safe with several processes at a time.
/// @error store.migration_failed with the name; what came before it stands
Result<void> migrate(Database& database, std::span<const Migration> migrations);

/// A name for use in SQL, quoted. Names come from declarations, never from input.
[[nodiscard]] std::string quoted(std::string_view name);

}  // namespace pendopo::store
