#include "store/database.hpp"

#include "store/open_database.hpp"

namespace pendopo::store {

namespace {

constexpr std::string_view migration_table = "CREATE TABLE IF NOT EXISTS schema_migration(name TEXT PRIMARY KEY, applied_on TEXT NOT NULL)";

/// Held by the transaction that migrates, so that of two processes starting together the second waits and finds it done.
void lock_migrations(Session& session) {
    if (session.dialect() == Dialect::postgresql) {
        session.query("SELECT pg_advisory_xact_lock(hashtext('pendopo.migration'), hashtext(current_schema()))", {});
    }
}

Result<void> apply(Session& session, const Migration& migration) {
    lock_migrations(session);
    session.script(migration_table);
    if (!session.query("SELECT name FROM schema_migration WHERE name = ?", {migration.name}).empty()) {
        return {};
    }
    const bool own = session.dialect() == Dialect::postgresql && !migration.postgresql.empty();
    session.script(own ? migration.postgresql : migration.sqlite);
    session.execute("INSERT INTO schema_migration(name, applied_on) VALUES(?, CAST(CURRENT_TIMESTAMP AS TEXT))", {migration.name});
    return {};
}

std::set<std::string> applied(Database& database) {
    return database.read([](Session& session) {
        const bool sqlite = session.dialect() == Dialect::sqlite;
        const auto table = session.query(sqlite ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'"
                                                : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_migration'",
                                         {});
        std::set<std::string> names;
        if (!table.empty()) {
            session.each("SELECT name FROM schema_migration", {}, [&](const Row& row) {
                names.insert(row[0].value_or(""));
                return true;
            });
        }
        return names;
    });
}

}  // namespace

OpenDatabase::OpenDatabase(std::unique_ptr<Connected> writer, ReaderPool::Open open_reader)
    : writer_(std::move(writer)), readers_(reader_count, std::move(open_reader)) {}

void OpenDatabase::set_group_hooks(std::function<void(Session&)> begin, std::function<void(Session&)> commit) {
    writer_.set_hooks(std::move(begin), std::move(commit));
}

void OpenDatabase::on_committed(std::function<void()> done) { writer_.on_committed(std::move(done)); }

void OpenDatabase::read_with(const std::function<void(Session&)>& function) {
    if (Session* session = writer_.session_of_running_change()) {
        function(*session);
    } else {
        readers_.read(function);
    }
}

void OpenDatabase::write_with(const std::function<bool(Session&)>& function) { writer_.write(function); }

Result<std::unique_ptr<Database>> Database::open(const Location& location, bool create) {
    return location.url.empty() ? open_sqlite(location, create) : open_postgresql(location, create);
}

Result<void> Database::restore_from(const std::filesystem::path& file, const Location& location) {
    return location.url.empty() ? restore_sqlite(file, location) : restore_postgresql(file, location);
}

Result<void> migrate(Database& database, std::span<const Migration> migrations) {
    const std::set<std::string> done = applied(database);
    for (const Migration& migration : migrations) {
        if (done.contains(migration.name)) {
            continue;
        }
        try {
            CHECK(database.write([&](Session& session) { return apply(session, migration); }));
        } catch (const DatabaseFault& fault) {
            return fail(ErrorKind::unavailable, "store.migration_failed", fmt::format("{}: {}", migration.name, fault.what()));
        }
    }
    return {};
}

std::string quoted(std::string_view name) {
    std::string result = "\"";
    for (const char c : name) {
        result += c;
        if (c == '"') {
            result += c;
        }
    }
    return result + "\"";
}

}  // namespace pendopo::store
