#pragma once
// What both databases' sessions share: the transaction they are in, and the rule that a failed one can only be rolled back.
// For this room only.

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/database.hpp"

namespace pendopo::store {

/// Two transactions got into each other's way, and one was taken back whole: the same changes may well succeed when run again.
class TransientFault : public DatabaseFault {
public:
    using DatabaseFault::DatabaseFault;
};

/// Lets maps keyed by strings be asked with views.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class Statement>
using StatementsByText = std::unordered_map<std::string, Statement, TextHash, std::equal_to<>>;

/// How many prepared statements a session keeps; a list page's filters make many texts, most of them never seen again.
inline constexpr std::size_t most_statements = 400;

/// A session with its transaction. After a fault inside a transaction every further statement faults until the rollback, on SQLite too:
/// PostgreSQL works so, and after an I/O error SQLite may have left the transaction, so that what follows would stand alone.
class Connected : public Session {
public:
    enum class Access { read, write };

    std::vector<Row> query(std::string_view sql, std::span<const Value> parameters) final;
    void each(std::string_view sql, std::span<const Value> parameters, const std::function<bool(const Row&)>& take) final;
    std::int64_t execute(std::string_view sql, std::span<const Value> parameters) final;
    void script(std::string_view sql) final;

    /// Begins a transaction; reconnects first where the connection was lost. @throws DatabaseFault
    void begin(Access access);
    void commit();
    void roll_back() noexcept;
    /// One savepoint at a time: sets it; lets go of it and sets it anew; goes back to it, where it still stands.
    void savepoint();
    void renew_savepoint();
    void roll_back_to_savepoint();

    /// A statement failed since the transaction, or what was rolled back of it, began.
    [[nodiscard]] bool failed() const { return failed_; }
    /// The database gave the transaction up by itself: nothing of it is left to save.
    [[nodiscard]] bool transaction_lost() const { return active_ && !in_transaction(); }

protected:
    virtual void run_query(std::string_view sql, std::span<const Value> parameters, std::vector<Row>& rows) = 0;
    virtual void run_each(std::string_view sql, std::span<const Value> parameters, const std::function<bool(const Row&)>& take) = 0;
    virtual std::int64_t run_execute(std::string_view sql, std::span<const Value> parameters) = 0;
    virtual void run_script(std::string_view sql) = 0;
    virtual void run_begin(Access access) = 0;
    virtual void run_commit() = 0;
    virtual void run_roll_back() = 0;
    virtual void run_renew_savepoint() = 0;
    virtual void run_roll_back_to_savepoint() = 0;
    [[nodiscard]] virtual bool in_transaction() const = 0;

private:
    template <class Step>
    auto guarded(std::span<const Value> parameters, Step&& step);

    bool active_ = false;
    bool failed_ = false;
};

}  // namespace pendopo::store
