#include <libpq-fe.h>

#include "base/text.hpp"
#include "store/files.hpp"
#include "store/open_database.hpp"
#include "store/postgresql_session.hpp"
#include "store/postgresql_text.hpp"
#include "store/process.hpp"

namespace pendopo::store {

namespace fs = std::filesystem;

namespace {

using Settings = std::map<std::string, std::string>;

/// The settings as the environment variables that pg_dump and pg_restore read.
Settings environment(const Settings& settings) {
    Settings result;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconndefaults(), PQconninfoFree);
    for (const PQconninfoOption* option = options.get(); option != nullptr && option->keyword != nullptr; ++option) {
        const auto found = settings.find(option->keyword);
        if (found != settings.end() && option->envvar != nullptr) {
            result[option->envvar] = found->second;
        }
    }
    return result;
}

Result<std::string> run_tool(const std::string& tool, std::vector<std::string> arguments, const Settings& settings, const std::string& error_code) {
    std::string program = find_program(tool);
    if (program.empty()) {
        return fail(ErrorKind::unavailable, error_code, tool + " is not installed (Debian: postgresql-client)");
    }
    arguments.insert(arguments.begin(), std::move(program));
    return run_program(arguments, environment(settings), error_code);
}

std::unexpected<Error> unreachable(const DatabaseFault& fault) { return fail(ErrorKind::unavailable, "store.unreachable", std::string(trim(fault.what()))); }

bool schema_exists(Session& session, const std::string& schema) {
    return !session.query("SELECT nspname FROM pg_namespace WHERE nspname = ?", {schema}).empty();
}

bool schema_is_empty(Session& session, const std::string& schema) {
    return session.query("SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? LIMIT 1", {schema}).empty();
}

/// Creates the schema where it is missing. Two processes may start together, and IF NOT EXISTS alone lets one of them fail.
void create_schema(Connected& session, const std::string& schema) {
    session.begin(Connected::Access::write);
    session.query("SELECT pg_advisory_xact_lock(hashtext('pendopo.schema'))", {});
    session.script("CREATE SCHEMA IF NOT EXISTS " + store::quoted(schema));
    session.commit();
}

class PostgresqlDatabase final : public OpenDatabase {
public:
    using Version = std::shared_ptr<PostgresqlSession::SchemaVersion>;

    PostgresqlDatabase(std::unique_ptr<Connected> writer, Settings settings, std::string schema, const Version& version)
        : OpenDatabase(std::move(writer), [settings, schema, version] { return std::make_unique<PostgresqlSession>(settings, schema, version); }),
          settings_(std::move(settings)),
          schema_(std::move(schema)) {}

    [[nodiscard]] Dialect dialect() const override { return Dialect::postgresql; }

    std::string revision() override {
        // The snapshot, not a place in the write-ahead log: that one moves on while a commit still waits for the disk and nobody sees it yet.
        return read([](Session& session) { return session.query("SELECT CAST(pg_current_snapshot() AS text)").front().front().value_or(""); });
    }

    Result<void> backup_to(const fs::path& file) override {
        const std::string partial = file.string() + ".partial";
        Result<void> done = back_up(file, partial);
        if (!done) {
            std::error_code none;
            fs::remove(partial, none);
        }
        return done;
    }

private:
    Result<void> back_up(const fs::path& file, const std::string& partial) {
        try {
            make_folder(fs::absolute(file).parent_path());
            CHECK(run_tool("pg_dump", {"--format=custom", "--no-owner", "--no-privileges", "--schema=" + store::quoted(schema_), "--file=" + partial},
                           settings_, "store.backup_failed"));
            fs::permissions(partial, fs::perms::owner_read | fs::perms::owner_write);
            flush(partial);
            move_durably(partial, file);
            return {};
        } catch (const std::system_error& fault) {
            return fail(ErrorKind::unavailable, "store.backup_failed", fault.what());
        }
    }

    Settings settings_;
    std::string schema_;
};

/// Makes way for the schema that the backup creates, and tells the database's name. @error store.not_empty
Result<std::string> clear_empty_schema(const Settings& settings, const std::string& schema) {
    try {
        PostgresqlSession session(settings, schema, std::make_shared<PostgresqlSession::SchemaVersion>(0));
        if (!schema_is_empty(session, schema)) {
            return fail(ErrorKind::conflict, "store.not_empty", fmt::format("the schema {} already holds data", schema));
        }
        session.script("DROP SCHEMA IF EXISTS " + store::quoted(schema));
        return session.query("SELECT current_database()", {}).front().front().value_or("");
    } catch (const DatabaseFault& fault) {
        return unreachable(fault);
    }
}

/// The file must be a backup of this very schema. @error store.damaged, store.other_schema
Result<void> check_backup(const fs::path& file, const std::string& schema, const Settings& settings) {
    const auto listing = run_tool("pg_restore", {"--list", file.string()}, settings, "store.damaged");
    if (!listing) {
        return fail(ErrorKind::unavailable, "store.damaged", fmt::format("{} is not a backup, or damaged: {}", file.string(), listing.error().detail));
    }
    if (!listing->contains(" SCHEMA - " + schema + " ")) {
        return fail(ErrorKind::conflict, "store.other_schema", fmt::format("{} is not a backup of the schema {}", file.string(), schema));
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<Database>> open_postgresql(const Location& location, bool create) {
    TRY(Settings settings, postgresql_settings(location.url));
    ASSERT(!location.schema.empty(), "a government's data live in a schema of their own");
    auto version = std::make_shared<PostgresqlSession::SchemaVersion>(0);
    try {
        auto writer = std::make_unique<PostgresqlSession>(settings, location.schema, version);
        if (!schema_exists(*writer, location.schema)) {
            if (!create) {
                return fail(ErrorKind::not_found, "store.missing", fmt::format("there is no schema {} in the database", location.schema));
            }
            create_schema(*writer, location.schema);
        }
        return std::make_unique<PostgresqlDatabase>(std::move(writer), std::move(settings), location.schema, version);
    } catch (const DatabaseFault& fault) {
        return unreachable(fault);
    }
}

Result<void> restore_postgresql(const fs::path& file, const Location& location) {
    TRY(const Settings settings, postgresql_settings(location.url));
    CHECK(check_backup(file, location.schema, settings));
    TRY(const std::string database, clear_empty_schema(settings, location.schema));
    CHECK(run_tool("pg_restore", {"--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "--dbname=" + database, file.string()}, settings,
                   "store.restore_failed"));
    return {};
}

}  // namespace pendopo::store
