#include <cerrno>

#include <sqlite3.h>

#include "store/files.hpp"
#include "store/open_database.hpp"
#include "store/sqlite_session.hpp"

namespace pendopo::store {

namespace fs = std::filesystem;

namespace {

/// "Pndp" in the file's header: tells our databases from others.
constexpr int application = 0x506e6470;
/// Up to this size the whole file is looked through when it is opened; above, that would hold up the start.
constexpr std::int64_t checked_bytes = 4 << 20;

fs::path database_file(const fs::path& folder) { return folder / "pendopo.db"; }

std::int64_t number(Session& session, std::string_view sql) {
    const auto rows = session.query(sql);
    return rows.empty() ? 0 : std::stoll(rows.front().front().value_or("0"));
}

/// Looks through every page. @throws DamagedFault
void check_everything(Session& session) {
    const auto rows = session.query("PRAGMA quick_check(1)");
    if (rows.empty() || rows.front().front() != "ok") {
        throw DamagedFault(rows.empty() ? "the check gives no answer" : rows.front().front().value_or(""));
    }
}

/// The first and the last row of every table: finds a file that was cut short or overwritten at its end. @throws DamagedFault
void check_ends(Session& session) {
    const auto tables = session.query("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND sql NOT LIKE '%WITHOUT ROWID%'");
    for (const Row& table : tables) {
        for (const std::string_view order : {"", " DESC"}) {
            session.query(fmt::format("SELECT * FROM {} ORDER BY rowid{} LIMIT 1", store::quoted(table[0].value_or("")), order));
        }
    }
}

void check(Session& session) {
    const std::int64_t found = number(session, "PRAGMA application_id");
    const std::int64_t pages = number(session, "PRAGMA page_count");
    if (found != application && (found != 0 || number(session, "SELECT COUNT(*) FROM sqlite_master") > 0)) {
        throw DamagedFault("it is a database of another program");
    }
    if (pages * number(session, "PRAGMA page_size") <= checked_bytes) {
        check_everything(session);
    } else {
        check_ends(session);
    }
}

std::unexpected<Error> damaged(const fs::path& file, const std::string& why) {
    return fail(ErrorKind::unavailable, "store.damaged", fmt::format("{} is damaged: {}", file.string(), why));
}

/// Runs what opens or copies a database file, and gives its faults as errors.
template <class Step>
auto naming(const fs::path& file, const std::string& code, Step&& step) -> std::invoke_result_t<Step> {
    try {
        return step();
    } catch (const DamagedFault& fault) {
        return damaged(file, fault.what());
    } catch (const DatabaseFault& fault) {
        return fail(ErrorKind::unavailable, code, fmt::format("{}: {}", file.string(), fault.what()));
    } catch (const std::system_error& fault) {
        return fail(ErrorKind::unavailable, code, fmt::format("{}: {}", file.string(), fault.what()));
    }
}

/// Copies the pages of an open database into a new file, in one snapshot. @throws DatabaseFault
void copy_pages(::sqlite3* from, ::sqlite3* to) {
    ::sqlite3_backup* copy = sqlite3_backup_init(to, "main", from, "main");
    if (copy == nullptr) {
        throw DatabaseFault(sqlite3_errmsg(to));
    }
    int code = SQLITE_OK;
    do {
        // All pages in one step: with the log beside the file, readers and the writer go on meanwhile.
        code = sqlite3_backup_step(copy, -1);
        if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
            sqlite3_sleep(20);
        }
    } while (code == SQLITE_BUSY || code == SQLITE_LOCKED);
    const int finished = sqlite3_backup_finish(copy);
    if (code != SQLITE_DONE || finished != SQLITE_OK) {
        throw DatabaseFault(sqlite3_errstr(code != SQLITE_DONE ? code : finished));
    }
}

void remove_with_log(const fs::path& file) {
    std::error_code none;
    for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
        fs::remove(file.string() + ending, none);
    }
}

class SqliteDatabase final : public OpenDatabase {
public:
    SqliteDatabase(std::optional<FolderLock> lock, fs::path file, std::unique_ptr<Connected> writer)
        : OpenDatabase(std::move(writer), [file] { return std::make_unique<SqliteSession>(file, Connection::Mode::read_only); }),
          lock_(std::move(lock)),
          file_(std::move(file)) {}

    [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }

    std::string revision() override {
        // The number tells a connection of the commits of all others; this one makes none, so that it misses none.
        const std::lock_guard lock(watching_);
        if (!watcher_) {
            watcher_ = std::make_unique<SqliteSession>(file_, Connection::Mode::read_only);
        }
        return watcher_->query("PRAGMA data_version", std::span<const Value>()).front().front().value_or("");
    }

    Result<void> backup_to(const fs::path& target) override {
        const fs::path partial = target.string() + ".partial";
        remove_with_log(partial);
        Result<void> done = naming(target, "store.backup_failed", [&]() -> Result<void> {
            make_folder(fs::absolute(target).parent_path());
            {
                SqliteSession source(file_, Connection::Mode::read_only);
                Connection copy = Connection::sqlite(partial, Connection::Mode::create);
                copy_pages(source.handle(), copy.sqlite());
                // One file that stands by itself, without a log beside it.
                if (sqlite3_exec(copy.sqlite(), "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr) != SQLITE_OK) {
                    throw DatabaseFault(sqlite3_errmsg(copy.sqlite()));
                }
            }
            fs::permissions(partial, fs::perms::owner_read | fs::perms::owner_write);
            flush(partial);
            move_durably(partial, target);
            return {};
        });
        if (!done) {
            remove_with_log(partial);
        }
        return done;
    }

private:
    std::optional<FolderLock> lock_;  // of who serves; commands work beside it
    fs::path file_;
    std::mutex watching_;
    std::unique_ptr<Connected> watcher_;
};

/// The writer's session over a file that passed the checks; a new file is marked as ours.
std::unique_ptr<SqliteSession> open_writer(const fs::path& file, Connection::Mode mode) {
    auto session = std::make_unique<SqliteSession>(file, mode);
    check(*session);
    if (number(*session, "PRAGMA application_id") == 0) {
        session->script(fmt::format("PRAGMA application_id={}", application));
    }
    return session;
}

/// Whether a folder's database holds nothing yet. @throws DatabaseFault
bool holds_nothing(const fs::path& file) {
    if (!fs::exists(file) || fs::file_size(file) == 0) {
        return true;
    }
    SqliteSession session(file, Connection::Mode::read_write);
    return number(session, "SELECT COUNT(*) FROM sqlite_master") == 0;
}

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const Location& location, bool create) {
    using Answer = Result<std::unique_ptr<Database>>;
    const fs::path file = database_file(location.folder);
    return naming(file, "store.unreachable", [&]() -> Answer {
        if (!create && !fs::exists(file)) {
            return fail(ErrorKind::not_found, "store.missing", fmt::format("there is no database {}", file.string()));
        }
        if (create) {
            make_folder(location.folder);
        }
        std::optional<FolderLock> lock;
        if (location.alone) {
            TRY(lock, FolderLock::take(location.folder));
        }
        if (!create && fs::file_size(file) == 0) {
            return damaged(file, "it is empty");
        }
        auto writer = open_writer(file, create ? Connection::Mode::create : Connection::Mode::read_write);
        return std::make_unique<SqliteDatabase>(std::move(lock), file, std::move(writer));
    });
}

Result<void> restore_sqlite(const fs::path& backup, const Location& location) {
    const fs::path file = database_file(location.folder);
    const fs::path partial = file.string() + ".partial";
    CHECK(naming(file, "store.restore_failed", [&]() -> Result<void> {
        make_folder(location.folder);
        return {};
    }));
    TRY(const FolderLock lock, FolderLock::take(location.folder));
    TRY(const bool empty, naming(file, "store.restore_failed", [&]() -> Result<bool> { return holds_nothing(file); }));
    if (!empty) {
        return fail(ErrorKind::conflict, "store.not_empty", fmt::format("{} already holds data", file.string()));
    }
    Result<void> done = naming(backup, "store.restore_failed", [&]() -> Result<void> {
        copy_durably(backup, partial);
        {
            SqliteSession session(partial, Connection::Mode::read_write);
            check(session);
            check_everything(session);
        }
        flush(partial);
        remove_with_log(file);
        move_durably(partial, file);
        return {};
    });
    remove_with_log(partial);
    return done;
}

}  // namespace pendopo::store
