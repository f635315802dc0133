// What only the embedded database can meet: files that are damaged, locked, or do not fit on the disk.

#include <csignal>
#include <fstream>

#include <sys/resource.h>

#include <gtest/gtest.h>

#include "store/database.hpp"
#include "store/sqlite_session.hpp"
#include "store/test_database.hpp"

namespace pendopo::store {

namespace fs = std::filesystem;

namespace {

class Sqlite : public testing::Test {
protected:
    TestFolder folder;
    Location location{.url = {}, .schema = {}, .folder = folder.path() / "data dir='1' 100%", .alone = true};
    fs::path file = location.folder / "pendopo.db";

    std::unique_ptr<Database> open() { return Database::open(location, true).value(); }

    static void fill(Database& database, int count) {
        const Result<void> done = database.write([&](Session& session) -> Result<void> {
            session.script("CREATE TABLE IF NOT EXISTS item(id INTEGER PRIMARY KEY, text TEXT)");
            for (int i = 0; i < count; ++i) {
                session.execute("INSERT INTO item(text) VALUES(?)", {std::string(1000, 'x')});
            }
            return {};
        });
        ASSERT_TRUE(done.has_value());
    }

    static std::string count(Database& database) {
        return database.read([](Session& session) { return *session.query("SELECT COUNT(*) FROM item")[0][0]; });
    }

    void overwrite(std::uintmax_t from, std::size_t length) const {
        std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
        stream.seekp(static_cast<std::streamoff>(from));
        stream << std::string(length, '\x5a');
    }

    void expect_damaged() const {
        const auto opened = Database::open(location, false);
        ASSERT_FALSE(opened.has_value());
        EXPECT_EQ(opened.error().code, "store.damaged");
        EXPECT_TRUE(opened.error().detail.contains(file.string())) << opened.error().detail;
    }
};

}  // namespace

TEST_F(Sqlite, ASecondProcessIsKeptOut) {
    const auto first = open();
    const auto second = Database::open(location, false);
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, "store.in_use");
    EXPECT_TRUE(second.error().detail.contains(std::to_string(::getpid()))) << second.error().detail;
}

TEST_F(Sqlite, ACommandWorksBesideTheOneThatServes) {
    const auto serving = open();
    fill(*serving, 1);
    location.alone = false;
    const auto command = Database::open(location, false);
    ASSERT_TRUE(command.has_value());
    fill(**command, 2);
    EXPECT_EQ(count(*serving), "3");
    fill(*serving, 1);
    EXPECT_EQ(count(**command), "4");
}

TEST_F(Sqlite, MissingIsNotCreatedUnasked) {
    EXPECT_EQ(Database::open(location, false).error().code, "store.missing");
    EXPECT_FALSE(fs::exists(location.folder));
    open().reset();
    EXPECT_TRUE(Database::open(location, false).has_value());
}

TEST_F(Sqlite, AFolderThatCannotBeIsUnreachable) {
    location.folder = "/proc/none/data";
    EXPECT_EQ(Database::open(location, true).error().code, "store.unreachable");
}

TEST_F(Sqlite, IsDurableAndChecked) {
    const auto database = open();
    database->read([](Session& session) {
        EXPECT_EQ(session.query("PRAGMA journal_mode")[0][0], "wal");
        EXPECT_EQ(session.query("PRAGMA foreign_keys")[0][0], "1");
    });
    (void)database->write([](Session& session) -> Result<void> {
        EXPECT_EQ(session.query("PRAGMA synchronous")[0][0], "2");
        EXPECT_EQ(session.query("PRAGMA foreign_keys")[0][0], "1");
        return {};
    });
}

TEST_F(Sqlite, GarbageIsDamaged) {
    fs::create_directories(location.folder);
    std::ofstream(file) << std::string(100'000, 'g');
    expect_damaged();
    std::ofstream(file, std::ios::trunc).flush();
    expect_damaged();
    fs::remove(file);
    fs::create_directory(file);
    EXPECT_FALSE(Database::open(location, false).has_value());
}

TEST_F(Sqlite, AnotherProgramsDatabaseIsRefused) {
    fs::create_directories(location.folder);
    SqliteSession(file, Connection::Mode::create).script("CREATE TABLE theirs(a TEXT)");
    expect_damaged();
}

TEST_F(Sqlite, CutShortIsDamaged) {
    for (const int size : {200, 8000}) {  // below and above what is looked through whole
        fs::remove_all(location.folder);
        fill(*open(), size);
        const std::uintmax_t whole = fs::file_size(file);
        fs::resize_file(file, whole / 2);
        expect_damaged();
        fs::resize_file(file, 5000);
        expect_damaged();
        fs::resize_file(file, 50);
        expect_damaged();
    }
}

TEST_F(Sqlite, OverwrittenPagesAreDamagedWhenOpenedOrFaultWhenRead) {
    fill(*open(), 200);
    overwrite(fs::file_size(file) / 2, 20'000);
    expect_damaged();
    fs::remove_all(location.folder);
    fill(*open(), 8000);
    overwrite(fs::file_size(file) / 2, 200'000);
    const auto opened = Database::open(location, false);
    ASSERT_TRUE(opened.has_value()) << "the middle of a large file is not looked through at the start";
    EXPECT_THROW((*opened)->read([](Session& session) { session.query("SELECT SUM(LENGTH(text)) FROM item"); }), DatabaseFault);
    EXPECT_EQ((*opened)->read([](Session& session) { return session.query("SELECT id FROM item WHERE id = 1").size(); }), 1U);
}

TEST_F(Sqlite, ADamagedBackupIsRefusedWhole) {
    fill(*open(), 8000);
    const fs::path backup = folder.path() / "backup";
    ASSERT_TRUE(Database::open(location, false).value()->backup_to(backup).has_value());
    EXPECT_FALSE(fs::exists(backup.string() + "-wal"));
    std::fstream stream(backup, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekp(static_cast<std::streamoff>(fs::file_size(backup) / 2));
    stream << std::string(200'000, '\x5a');
    stream.close();
    const Location other{.url = {}, .schema = {}, .folder = folder.path() / "other"};
    EXPECT_EQ(Database::restore_from(backup, other).error().code, "store.damaged");
    EXPECT_FALSE(fs::exists(other.folder / "pendopo.db"));
}

TEST_F(Sqlite, AFullDatabaseRefusesAndKeepsWhatItHas) {
    const auto database = open();
    fill(*database, 100);
    (void)database->write([](Session& session) -> Result<void> {
        session.query("PRAGMA max_page_count = 60");
        return {};
    });
    EXPECT_THROW(fill(*database, 1000), DatabaseFault);
    EXPECT_EQ(count(*database), "100");
    (void)database->write([](Session& session) -> Result<void> {
        session.query("PRAGMA max_page_count = 100000");
        return {};
    });
    fill(*database, 10);
    EXPECT_EQ(count(*database), "110");
}

TEST_F(Sqlite, AFullDiskRefusesAndKeepsWhatItHas) {
    const auto database = open();
    fill(*database, 100);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto previous = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 300'000;
    setrlimit(RLIMIT_FSIZE, &small);
    EXPECT_THROW(fill(*database, 1000), DatabaseFault);
    EXPECT_EQ(count(*database), "100");
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, previous);
    fill(*database, 10);
    EXPECT_EQ(count(*database), "110");
}

}  // namespace pendopo::store
