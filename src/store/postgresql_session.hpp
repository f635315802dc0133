#pragma once
// A session over PostgreSQL. For this room only.

#include <atomic>

#include "store/connected.hpp"
#include "store/connection.hpp"

struct pg_result;

namespace pendopo::store {

class PostgresqlSession final : public Connected {
public:
    /// Counts the schema changes of a process, so that its sessions drop statements that were prepared before one.
    using SchemaVersion = std::atomic<std::uint64_t>;

    /// @throws DatabaseFault
    PostgresqlSession(const std::map<std::string, std::string>& settings, std::string schema, std::shared_ptr<SchemaVersion> version);

    [[nodiscard]] Dialect dialect() const override { return Dialect::postgresql; }

protected:
    void run_query(std::string_view sql, std::span<const Value> parameters, std::vector<Row>& rows) override;
    void run_each(std::string_view sql, std::span<const Value> parameters, const std::function<bool(const Row&)>& take) override;
    std::int64_t run_execute(std::string_view sql, std::span<const Value> parameters) override;
    void run_script(std::string_view sql) override;
    void run_begin(Access access) override;
    void run_commit() override;
    void run_roll_back() override;
    void run_renew_savepoint() override;
    void run_roll_back_to_savepoint() override;
    [[nodiscard]] bool in_transaction() const override;

private:
    struct Clear {
        void operator()(::pg_result* result) const;
    };
    using Answer = std::unique_ptr<::pg_result, Clear>;

    Answer checked(::pg_result* raw, std::string_view sql);
    Answer command(const std::string& sql);
    Answer run_prepared(std::string_view sql, std::span<const Value> parameters);
    /// Renews the savepoint and runs a statement in one round trip.
    Answer run_after_savepoint(const std::string& name, std::string_view sql, std::span<const char* const> values);
    Answer next_answer();
    void renew_savepoint_now();
    const std::string& prepared(std::string_view sql);
    void forget_statements();
    void reopen();
    void set_up();
    void note_schema_change(::pg_result* answer);
    [[noreturn]] void fault(::pg_result* answer, std::string_view sql);

    Connection connection_;
    std::string schema_;
    std::shared_ptr<SchemaVersion> version_;
    std::uint64_t seen_version_ = 0;
    bool changed_schema_ = false;  // in this transaction; told to the others at its commit
    bool stale_ = false;           // the prepared statements are to be dropped before the next use
    bool renewal_waits_ = false;   // the savepoint is renewed together with the next statement
    bool savepoint_unsure_ = false;  // its renewal failed: there is nothing safe to go back to but the beginning
    StatementsByText<std::string> statements_;  // text -> the name it was prepared under
    std::uint64_t names_ = 0;
};

}  // namespace pendopo::store
