#pragma once
// A session over SQLite. For this room only.

#include "store/connected.hpp"
#include "store/connection.hpp"

struct sqlite3_stmt;

namespace pendopo::store {

/// Why a file could not be opened as a database.
class DamagedFault : public DatabaseFault {
public:
    using DatabaseFault::DatabaseFault;
};

class SqliteSession final : public Connected {
public:
    /// @throws DamagedFault, DatabaseFault
    SqliteSession(const std::filesystem::path& file, Connection::Mode mode);
    ~SqliteSession() override;

    [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }
    [[nodiscard]] ::sqlite3* handle() const { return connection_.sqlite(); }

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
    /// Shared, so that a statement in use outlives its place among the kept ones.
    using Statement = std::shared_ptr<::sqlite3_stmt>;

    Statement prepared(std::string_view sql);
    Statement compile(std::string_view sql, std::string_view& rest);
    void step_all(std::string_view sql, std::span<const Value> parameters, const std::function<bool(::sqlite3_stmt*)>& take);
    [[noreturn]] void fault(std::string_view sql) const;

    Connection connection_;
    StatementsByText<Statement> statements_;
};

}  // namespace pendopo::store
