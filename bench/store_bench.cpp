// How much of the bare database's speed is left: durable changes of one record by many writers, each with its ledger entry, beside the
// same rows written past Pendopo, one commit each (SQLite: one thread; PostgreSQL: as pgbench does, a connection per writer);
// and how long `ledger verify` takes.
//
//     store_bench [FOLDER] [SECONDS] [ENTRIES]      (default: a folder in the current one, 3 seconds, 1,000,000 entries)
//
// PENDOPO_TEST_POSTGRESQL names a server to measure too; it is left as it was.

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include "base/ids.hpp"
#include "ledger/ledger.hpp"
#include "store/database.hpp"

namespace {

using namespace pendopo;
namespace fs = std::filesystem;
using Steady = std::chrono::steady_clock;

constexpr int records = 1000;
constexpr auto changes_json = R"({"name":["Aplikasi perizinan","Aplikasi perizinan terpadu"],"task":["melayani","melayani warga"]})";

double seconds_since(Steady::time_point begin) { return std::chrono::duration<double>(Steady::now() - begin).count(); }

ledger::Entry entry(int number, std::int64_t version) {
    return {.sequence = -1,
            .at = Moment(std::chrono::milliseconds(1'709'294'400'000 + version)),
            .actor = "ani",
            .behalf = "kominfo",
            .action = "update",
            .subject = "application",
            .record = fmt::format("APL-{:04}", number),
            .version = version,
            .digest = hex(sha256(std::to_string(version))),
            .changes = changes_json,
            .note = ""};
}

void check(int code, ::sqlite3* database) {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
        fmt::print(stderr, "SQLite: {}\n", sqlite3_errmsg(database));
        std::exit(1);
    }
}

constexpr auto tables =
    "CREATE TABLE application(id TEXT PRIMARY KEY, version BIGINT NOT NULL, name TEXT NOT NULL);"
    "CREATE TABLE bare_ledger(sequence BIGINT PRIMARY KEY, at TEXT, actor TEXT, behalf TEXT, action TEXT, subject TEXT, record TEXT,"
    " version BIGINT, digest TEXT, changes TEXT, note TEXT, leaf TEXT);"
    "CREATE INDEX bare_record ON bare_ledger(subject, record, sequence); CREATE INDEX bare_actor ON bare_ledger(actor, sequence);";

/// The values of a ledger row, leaf included.
std::vector<std::string> row_of(const ledger::Entry& made, std::int64_t sequence) {
    return {std::to_string(sequence),     to_string(made.at), made.actor,   made.behalf, made.action,         made.subject, made.record,
            std::to_string(made.version), made.digest,        made.changes, made.note,   std::string(64, 'a')};
}

/// SQLite alone: one thread, one commit per change, the same rows, nothing computed meanwhile.
class Bare {
public:
    explicit Bare(const fs::path& folder) {
        fs::create_directories(folder);
        check(sqlite3_open((folder / "bare.db").c_str(), &database_), database_);
        run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-8000;");
        run(tables);
        run("BEGIN");
        for (int i = 0; i < records; ++i) {
            run(fmt::format("INSERT INTO application VALUES('APL-{:04}', 1, 'Aplikasi')", i));
        }
        run("COMMIT");
        update_ = prepare("UPDATE application SET version = ?, name = ? WHERE id = ?");
        insert_ = prepare("INSERT INTO bare_ledger VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        begin_ = prepare("BEGIN IMMEDIATE");
        commit_ = prepare("COMMIT");
    }
    ~Bare() {
        for (::sqlite3_stmt* statement : {update_, insert_, begin_, commit_}) {
            sqlite3_finalize(statement);
        }
        sqlite3_close(database_);
    }
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;

    double commits_per_second(double seconds) {
        const auto begin = Steady::now();
        std::int64_t count = 0;
        for (; seconds_since(begin) < seconds; ++count) {
            const ledger::Entry made = entry(static_cast<int>(count % records), count);
            step(begin_, {});
            step(update_, {std::to_string(count), "Aplikasi perizinan terpadu", made.record});
            step(insert_, row_of(made, count));
            step(commit_, {});
        }
        return static_cast<double>(count) / seconds_since(begin);
    }

private:
    void run(const std::string& sql) { check(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr), database_); }
    ::sqlite3_stmt* prepare(const char* sql) {
        ::sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr), database_);
        return statement;
    }
    void step(::sqlite3_stmt* statement, const std::vector<std::string>& values) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            sqlite3_bind_text(statement, static_cast<int>(i) + 1, values[i].data(), static_cast<int>(values[i].size()), SQLITE_STATIC);
        }
        check(sqlite3_step(statement), database_);
        sqlite3_reset(statement);
    }

    ::sqlite3* database_ = nullptr;
    ::sqlite3_stmt* update_ = nullptr;
    ::sqlite3_stmt* insert_ = nullptr;
    ::sqlite3_stmt* begin_ = nullptr;
    ::sqlite3_stmt* commit_ = nullptr;
};

/// One of PostgreSQL's clients in the manner of pgbench.
class Client {
public:
    explicit Client(const char* url) : connection_(PQconnectdb(url)) {
        run("SET client_min_messages TO warning; CREATE SCHEMA IF NOT EXISTS store_bench_bare; SET search_path TO store_bench_bare");
    }
    ~Client() { PQfinish(connection_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void run(const std::string& sql) { take(PQexec(connection_, sql.c_str())); }
    void prepare() {
        take(PQprepare(connection_, "update", "UPDATE application SET version = $1, name = $2 WHERE id = $3", 0, nullptr));
        take(PQprepare(connection_, "insert", "INSERT INTO bare_ledger VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)", 0, nullptr));
    }
    void change(std::int64_t number) {
        const ledger::Entry made = entry(static_cast<int>(number % records), number);
        run("BEGIN");
        step("update", {std::to_string(number), "Aplikasi perizinan terpadu", made.record});
        step("insert", row_of(made, number));
        run("COMMIT");
    }

private:
    void step(const char* name, const std::vector<std::string>& values) {
        std::vector<const char*> pointers;
        for (const std::string& value : values) {
            pointers.push_back(value.c_str());
        }
        take(PQexecPrepared(connection_, name, static_cast<int>(pointers.size()), pointers.data(), nullptr, nullptr, 0));
    }
    void take(PGresult* result) {
        const bool well = PQresultStatus(result) == PGRES_COMMAND_OK || PQresultStatus(result) == PGRES_TUPLES_OK;
        PQclear(result);
        if (!well) {
            fmt::print(stderr, "PostgreSQL: {}\n", PQerrorMessage(connection_));
            std::exit(1);
        }
    }

    PGconn* connection_;
};

double bare_server(const char* url, int writers, double seconds) {
    Client first(url);
    first.run(tables);
    for (int i = 0; i < records; ++i) {
        first.run(fmt::format("INSERT INTO application VALUES('APL-{:04}', 1, 'Aplikasi')", i));
    }
    std::atomic<std::int64_t> count = 0;
    const auto begin = Steady::now();
    {
        std::vector<std::jthread> threads;
        for (int writer = 0; writer < writers; ++writer) {
            threads.emplace_back([&] {
                Client client(url);
                client.prepare();
                while (seconds_since(begin) < seconds) {
                    client.change(++count);
                }
            });
        }
    }
    const double speed = static_cast<double>(count) / seconds_since(begin);
    first.run("DROP SCHEMA store_bench_bare CASCADE");
    return speed;
}

template <class Function>
void change(store::Database& database, Function&& function) {
    const Result<void> done = database.write([&](store::Session& session) -> Result<void> {
        function(session);
        return {};
    });
    if (!done) {
        std::exit(1);
    }
}

std::unique_ptr<store::Database> open(const store::Location& location) {
    auto database = store::Database::open(location, true);
    if (!database || !ledger::attach(**database)) {
        fmt::print(stderr, "cannot open {}\n", database ? location.folder.string() : database.error().detail);
        std::exit(1);
    }
    change(**database, [](store::Session& session) {
        session.script("DROP TABLE IF EXISTS application; CREATE TABLE application(id TEXT PRIMARY KEY, version BIGINT NOT NULL, name TEXT NOT NULL)");
        for (int i = 0; i < records; ++i) {
            session.execute("INSERT INTO application VALUES(?, '1', 'Aplikasi')", {fmt::format("APL-{:04}", i)});
        }
    });
    return *std::move(database);
}

double changes_per_second(store::Database& database, int writers, double seconds) {
    std::atomic<std::int64_t> count = 0;
    const auto begin = Steady::now();
    {
        std::vector<std::jthread> threads;
        for (int writer = 0; writer < writers; ++writer) {
            threads.emplace_back([&] {
                while (seconds_since(begin) < seconds) {
                    const std::int64_t number = ++count;
                    const ledger::Entry made = entry(static_cast<int>(number % records), number);
                    change(database, [&](store::Session& session) {
                        session.execute("UPDATE application SET version = ?, name = ? WHERE id = ?",
                                        {std::to_string(number), "Aplikasi perizinan terpadu", made.record});
                        ledger::append(session, made);
                    });
                }
            });
        }
    }
    return static_cast<double>(count) / seconds_since(begin);
}

void line(const std::string& name, double value, double peer) {
    fmt::print("| {:<46} | {:>12.0f} | {:>12.0f} | {:>6.2f} |\n", name, value, peer, value / peer);
}

void verification(store::Database& database, std::int64_t entries) {
    const std::int64_t before = static_cast<std::int64_t>(database.read([](store::Session& session) { return ledger::head(session).size; }));
    for (std::int64_t i = before; i < entries; i += 10'000) {
        change(database, [&](store::Session& session) {
            for (std::int64_t k = i; k < std::min(i + 10'000, entries); ++k) {
                ledger::append(session, entry(static_cast<int>(k % records), k));
            }
        });
    }
    const auto begin = Steady::now();
    const ledger::Verification result = database.read([](store::Session& session) { return ledger::verify(session, {}); });
    fmt::print("verify: {} entries in {:.2f} s, {}\n", result.entries, seconds_since(begin), result.ok() ? "nothing wrong" : "with findings");
}

}  // namespace

int main(int count, char** arguments) {
    const fs::path folder = count > 1 ? fs::path(arguments[1]) : fs::path("store_bench.tmp");
    const double seconds = count > 2 ? std::atof(arguments[2]) : 3;
    const std::int64_t entries = count > 3 ? std::atoll(arguments[3]) : 1'000'000;
    fs::remove_all(folder);
    const double bare = Bare(folder / "bare").commits_per_second(seconds);
    fmt::print("| {:<46} | {:>12} | {:>12} | {:>6} |\n", "durable changes with ledger entry", "per second", "bare", "ratio");
    const auto database = open({.url = {}, .schema = {}, .folder = folder / "pendopo"});
    for (const int writers : {1, 4, 16}) {
        line(fmt::format("SQLite, {} writers", writers), changes_per_second(*database, writers, seconds), bare);
    }
    if (const char* url = std::getenv("PENDOPO_TEST_POSTGRESQL"); url != nullptr) {
        const double server = bare_server(url, 16, seconds);
        const auto own = open({.url = url, .schema = "store_bench", .folder = {}});
        line("PostgreSQL, 16 writers", changes_per_second(*own, 16, seconds), server);
        own->set_group_hooks({}, {});  // the ledger goes with the schema
        change(*own, [](store::Session& session) { session.script("DROP SCHEMA store_bench CASCADE"); });
    }
    verification(*database, entries);
    fs::remove_all(folder);
    return 0;
}
