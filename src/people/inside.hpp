#pragma once
// What the files of this room share; not for other rooms.

#include <atomic>
#include <mutex>
#include <unordered_map>

#include "people/people.hpp"

namespace pendopo::people {

// Subjects of this room's ledger entries; with a dot, which no register's name has (there is a register `account`).
inline constexpr std::string_view account_subject = "people.account";
inline constexpr std::string_view session_subject = "people.session";
inline constexpr std::string_view token_subject = "people.token";

inline constexpr std::string_view account_columns = "account.id, name, email, role, agency, office, active, language";
inline constexpr std::size_t account_column_count = 8;

/// The account in the first columns of a row that was selected by `account_columns`.
[[nodiscard]] Account account_of(const store::Row& row);
[[nodiscard]] Moment moment_of(const store::Value& value);

struct People::Inside {
    store::Database& database;
    Clock clock;

    /// A person as looked up by a token, kept for a short time.
    struct Known {
        Person person;
        std::string csrf;
        Moment until{}, checked{};
    };
    struct Cache {
        std::unordered_map<std::string, Known> sessions, tokens;  // by hash of the token
        std::uint64_t generation = 0;                             // grows when everything is forgotten
        Moment swept{};                                           // when what is too old was last taken out
    };
    std::mutex mutex;
    Cache cache;
    std::atomic<bool> stale = false;  // a change that is not durable yet makes the cache wrong

    Inside(store::Database& database_, Clock clock_) : database(database_), clock(std::move(clock_)) {}

    [[nodiscard]] std::optional<Known> known(const std::unordered_map<std::string, Known>& of, const std::string& hash);
    /// The cache's state before something is looked up, for `keep`.
    [[nodiscard]] std::uint64_t generation();
    /// Keeps what was looked up, unless everything was forgotten meanwhile.
    void keep(std::unordered_map<std::string, Known>& of, const std::string& hash, const Known& person, std::uint64_t generation_before);
    void forget();
    /// Forgets everything once the change that runs now is durable.
    void forget_when_durable() { stale = true; }
};

}  // namespace pendopo::people
