// Durable changes of single records by many writers at once: Pendopo's own way in, beside the same rows written straight to SQLite.
//
//   bench_updates pendopo FOLDER SLUG REGULATION WRITERS SECONDS [DATABASE_URL]
//   bench_updates sqlite FILE WRITERS SECONDS          FILE is a copy of a government's database; it is changed
//
// Prints one JSON object: {"commits": N, "seconds": S, "rate": R}.

#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <sqlite3.h>

#include "government/government.hpp"
#include "systems/systems.hpp"

namespace {

using namespace pendopo;
using Steady = std::chrono::steady_clock;

/// Runs `change(writer, turn)` on every writer's thread until the time is over; prints how often it returned.
void measure(unsigned writers, double seconds, const std::function<void(unsigned writer, std::uint64_t turn)>& change) {
    std::atomic<bool> over{false};
    std::atomic<std::uint64_t> done{0};
    std::vector<std::thread> threads;
    const auto began = Steady::now();
    for (unsigned writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&, writer] {
            for (std::uint64_t turn = 0; !over; ++turn) {
                change(writer, turn);
                ++done;
            }
        });
    }
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    over = true;
    for (auto& thread : threads) {
        thread.join();
    }
    const double took = std::chrono::duration<double>(Steady::now() - began).count();
    fmt::print("{{\"commits\": {}, \"seconds\": {:.3f}, \"rate\": {:.1f}}}\n", done.load(), took, static_cast<double>(done.load()) / took);
}

[[noreturn]] void stop(const std::string& why) {
    fmt::print(stderr, "{}\n", why);
    std::exit(1);
}

template <class T>
T must(Result<T> result) {
    if (!result) {
        stop(result.error().code + " " + result.error().detail);
    }
    return *std::move(result);
}

std::string text_for(unsigned writer, std::uint64_t turn) {
    return fmt::format("Uraian ke-{} oleh penulis {}, dengan kalimat sepanjang yang biasa ditulis petugas tentang aplikasinya.", turn, writer);
}

/// As the API does: permission, gates, change, history and ledger entry in one transaction.
void pendopo_writers(const std::vector<std::string>& arguments) {
    auto product = must(government::Product::load(Resources::of_folder(PENDOPO_SOURCE_DIR), systems::derivations()));
    government::Government::Settings settings{.slug = arguments.at(1),
                                              .regulation = arguments.at(2),
                                              .folder = std::filesystem::path(arguments.at(0)) / arguments.at(1),
                                              .database_url = arguments.size() > 5 ? arguments[5] : ""};
    auto government = must(government::Government::open(product, settings));
    const registers::Register& declaration = *product->catalogue.find("application");
    const people::Person person{people::Account{.id = "bench", .name = "bench", .email = {}, .role = "ict_officer", .agency = {}, .office = "ict_agency"}};
    registers::Query query;
    query.limit = 200;
    const auto page = must(government->workflow->list(person, declaration, query));
    if (page.records.empty()) {
        stop("there are no applications to change");
    }
    const auto writers = static_cast<unsigned>(std::stoul(arguments.at(3)));
    measure(writers, std::stod(arguments.at(4)), [&](unsigned writer, std::uint64_t turn) {
        const auto& record = page.records[(turn * writers + writer) % page.records.size()];
        must(government->workflow->change(person, declaration, record.id, {{"description", text_for(writer, turn)}}, {}));
    });
}

/// One connection with its two statements; waits for its turn as SQLite's own locking has it.
class Writer {
public:
    explicit Writer(const std::string& file) {
        if (sqlite3_open_v2(file.c_str(), &database_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
            stop("cannot open " + file);
        }
        sqlite3_busy_timeout(database_, 60'000);
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        run("PRAGMA wal_autocheckpoint=1000");
        update_ = prepare("UPDATE application SET description = ?1, version = version + 1, updated_on = ?2 WHERE id = ?3");
        insert_ = prepare(
            "INSERT INTO ledger(sequence, at, actor, behalf, action, subject, record, version, digest, changes, note, leaf) "
            "SELECT COALESCE(MAX(sequence), -1) + 1, ?1, 'bench', 'ict_agency', 'update', 'application', ?2, 2, ?3, ?4, '', ?3 FROM ledger");
    }

    void change(const std::string& id, const std::string& text) {
        run("BEGIN IMMEDIATE");
        bind(update_, {text, "2026-01-01T00:00:00.000Z", id});
        bind(insert_, {"2026-01-01T00:00:00.000Z", id, std::string(64, 'a'), fmt::format(R"({{"description":["{}","{}"]}})", text, text)});
        run("COMMIT");
    }

    std::vector<std::string> ids() {
        std::vector<std::string> all;
        sqlite3_stmt* statement = prepare("SELECT id FROM application LIMIT 200");
        while (sqlite3_step(statement) == SQLITE_ROW) {
            all.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
        }
        sqlite3_finalize(statement);
        return all;
    }

private:
    void run(const char* sql) {
        if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
            stop(std::string(sql) + ": " + sqlite3_errmsg(database_));
        }
    }
    sqlite3_stmt* prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v3(database_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
            stop(std::string(sql) + ": " + sqlite3_errmsg(database_));
        }
        return statement;
    }
    void bind(sqlite3_stmt* statement, const std::vector<std::string>& values) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            sqlite3_bind_text(statement, static_cast<int>(i) + 1, values[i].data(), static_cast<int>(values[i].size()), SQLITE_TRANSIENT);
        }
        if (sqlite3_step(statement) != SQLITE_DONE) {
            stop(sqlite3_errmsg(database_));
        }
        sqlite3_reset(statement);
    }

    sqlite3* database_ = nullptr;
    sqlite3_stmt* update_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
};

void sqlite_writers(const std::vector<std::string>& arguments) {
    const auto count = static_cast<unsigned>(std::stoul(arguments.at(1)));
    std::vector<Writer> writers;
    for (unsigned i = 0; i < count; ++i) {
        writers.emplace_back(arguments.at(0));
    }
    const auto ids = writers.front().ids();
    measure(count, std::stod(arguments.at(2)),
            [&](unsigned writer, std::uint64_t turn) { writers[writer].change(ids[(turn * count + writer) % ids.size()], text_for(writer, turn)); });
}

}  // namespace

int main(int argument_count, char** arguments) {
    const std::vector<std::string> all(arguments + 1, arguments + argument_count);
    const std::string kind = all.empty() ? "" : all.front();
    const std::vector<std::string> rest(all.begin() + (all.empty() ? 0 : 1), all.end());
    if (kind == "pendopo" && rest.size() >= 5) {
        pendopo_writers(rest);
    } else if (kind == "sqlite" && rest.size() == 3) {
        sqlite_writers(rest);
    } else {
        fmt::print(stderr, "bench_updates pendopo FOLDER SLUG REGULATION WRITERS SECONDS [DATABASE_URL] | sqlite FILE WRITERS SECONDS\n");
        return 2;
    }
    return 0;
}
