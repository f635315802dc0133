#pragma once
// Connections are SOCI's: it opens, owns, reopens and closes them, and the program links the databases through it alone.
//
// Statements go to the database through the handle inside: SOCI binds results by column types fixed beforehand (or converts through
// its dynamic row, losing digits of decimals and telling dates apart by declared type), copies every value twice, cuts text at
// a NUL, and tells constraint violations by message only. We need text in, text out, and the databases' own error codes.

#include <filesystem>
#include <memory>
#include <string>

struct sqlite3;
struct pg_conn;

namespace pendopo::store {

class Connection {
public:
    enum class Mode { read_only, read_write, create };

    /// @throws DatabaseFault
    static Connection sqlite(const std::filesystem::path& file, Mode mode);
    /// @param settings  libpq keywords and values
    /// @throws DatabaseFault
    static Connection postgresql(const std::string& settings);

    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) noexcept;
    ~Connection();

    /// Closes and opens anew. @throws DatabaseFault
    void reconnect();
    /// The handle of an SQLite connection; changes with `reconnect`.
    [[nodiscard]] ::sqlite3* sqlite() const;
    /// The handle of a PostgreSQL connection; changes with `reconnect`.
    [[nodiscard]] ::pg_conn* postgresql() const;

private:
    struct Inside;
    explicit Connection(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace pendopo::store
