#include "store/test_database.hpp"

#include <cctype>

#include "base/ids.hpp"
#include "store/postgresql_session.hpp"
#include "store/postgresql_text.hpp"
#include "store/sqlite_session.hpp"
#include "store/test_cluster.hpp"

namespace pendopo::store {

namespace fs = std::filesystem;

namespace {

std::string fresh_name() { return hex(sha256(random_token())).substr(0, 16); }

}  // namespace

TestFolder::TestFolder() : path_(fs::temp_directory_path() / ("pendopo-test-" + fresh_name())) { fs::create_directories(path_); }

TestFolder::~TestFolder() {
    std::error_code none;
    fs::remove_all(path_, none);
}

std::string why_unavailable(Dialect dialect) { return dialect == Dialect::sqlite ? std::string() : test_server().why; }

TestLocation::TestLocation(Dialect dialect) {
    location_.folder = folder_.path() / "data";
    location_.alone = true;
    location_.schema = "test_" + fresh_name();
    if (dialect == Dialect::postgresql) {
        location_.url = test_server().url;
    }
}

TestLocation::~TestLocation() {
    if (location_.url.empty()) {
        return;
    }
    try {
        tamper("DROP SCHEMA IF EXISTS " + store::quoted(location_.schema) + " CASCADE");
    } catch (const std::runtime_error&) {
        // The server may be the very thing that a test took away.
    }
}

void TestLocation::tamper(const std::string& sql) const {
    if (location_.url.empty()) {
        SqliteSession(location_.folder / "pendopo.db", Connection::Mode::read_write).script(sql);
        return;
    }
    const auto settings = postgresql_settings(location_.url);
    if (!settings) {
        throw std::runtime_error(settings.error().detail);
    }
    PostgresqlSession(*settings, location_.schema, std::make_shared<PostgresqlSession::SchemaVersion>(0)).script(sql);
}

std::unique_ptr<Database> open_for_test(const TestLocation& location) {
    auto database = Database::open(location.get(), true);
    if (!database) {
        throw std::runtime_error(database.error().code + ": " + database.error().detail);
    }
    return *std::move(database);
}

}  // namespace pendopo::store
