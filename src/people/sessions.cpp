// Who asks: sign-in with its waiting times, sessions, and persons behind tokens.

#include "base/ids.hpp"
#include "people/inside.hpp"
#include "people/passwords.hpp"

namespace pendopo::people {

namespace {

using namespace std::chrono_literals;

constexpr auto longest_session = 12h;
constexpr auto longest_idle = 2h;
constexpr auto recheck = 20s;  // how long another process's sign-out may go unseen
constexpr auto seen_again = 1min;
constexpr int misses_of_account = 5;
constexpr int misses_of_address = 20;
constexpr auto longest_wait = 15min;
constexpr auto forgiven_after = 1h;
constexpr std::size_t longest_token = 100;

/// A change that refuses nothing.
template <class Change>
void make(store::Database& database, Change&& change) {
    const Result<void> made = database.write([&](store::Session& session) -> Result<void> {
        change(session);
        return {};
    });
    ASSERT(made.has_value(), "the change refuses nothing");
}

/// Seconds to wait before the next try of this name or address.
std::chrono::seconds wait_for(store::Session& session, const std::string& who, int free_misses, Moment now) {
    const auto rows = session.query("SELECT misses, last_at FROM sign_in_miss WHERE who = ?", {who});
    const Moment last = rows.empty() ? Moment{} : moment_of(rows[0][1]);
    const auto misses = rows.empty() ? 0 : std::stoll(rows[0][0].value_or("0"));
    if (misses < free_misses || now >= last + forgiven_after) {
        return 0s;
    }
    const auto doublings = std::min<long long>(misses - free_misses, 20);
    const auto wait = std::min<std::chrono::seconds>(longest_wait, std::chrono::seconds(1LL << doublings));
    return std::max(0s, std::chrono::ceil<std::chrono::seconds>(last + wait - now));
}

void miss(store::Session& session, const std::string& who, Moment now) {
    session.execute(R"(INSERT INTO sign_in_miss (who, misses, last_at) VALUES (?, 1, ?) ON CONFLICT (who) DO UPDATE
                       SET misses = CASE WHEN sign_in_miss.last_at <= ? THEN 1 ELSE sign_in_miss.misses + 1 END, last_at = excluded.last_at)",
                    {who, to_string(now), to_string(now - forgiven_after)});
}

void note(store::Session& session, Moment now, const std::string& account, std::string action, std::string_view address) {
    ledger::append(session, {.at = now,
                             .actor = account,
                             .action = std::move(action),
                             .subject = std::string(session_subject),
                             .record = account,
                             .changes = "{}",
                             .note = std::string(address)});
}

/// Who tries, and from where, as the counts of misses know them.
struct Attempt {
    std::string name, by_account, by_address;
    Moment now{};

    [[nodiscard]] Result<void> may_be_made(store::Session& session) const {
        const auto wait = std::max(wait_for(session, by_account, misses_of_account, now), wait_for(session, by_address, misses_of_address, now));
        if (wait > 0s) {
            return fail(ErrorKind::too_many, "sign_in.wait", {}, {Problem{"sign_in.wait", "", {{"seconds", std::to_string(wait.count())}}, {}, {}}});
        }
        return {};
    }
};

Attempt attempt_of(std::string_view id, std::string_view address, Moment now) {
    std::string name = lower(trim(id));
    // What can be no account's name is counted as one that nobody has.
    if (name.size() > 64 || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") != std::string::npos) {
        name = "?";
    }
    return {.name = name, .by_account = "account:" + name, .by_address = "address:" + std::string(address.substr(0, 100)), .now = now};
}

void open_session(store::Session& session, const Attempt& attempt, const Session& opened, std::string_view address) {
    const std::string now = to_string(attempt.now);
    session.execute("DELETE FROM sign_in_miss WHERE who = ? OR last_at <= ?", {attempt.by_account, to_string(attempt.now - forgiven_after)});
    session.execute("UPDATE sign_in_miss SET misses = misses - 1 WHERE who = ? AND misses > 0", {attempt.by_address});
    session.execute("DELETE FROM session WHERE created_at < ? OR seen_at < ?",
                    {to_string(attempt.now - longest_session), to_string(attempt.now - longest_idle)});
    session.execute("INSERT INTO session (hash, account, csrf, address, created_at, seen_at) VALUES (?, ?, ?, ?, ?, ?)",
                    {hex(sha256(opened.token)), attempt.name, opened.csrf, std::string(address), now, now});
    note(session, attempt.now, attempt.name, "sign_in", address);
}

struct StoredSession {
    Account account;
    std::string csrf;
    Moment created{}, seen{};
};

std::optional<StoredSession> stored_session(store::Session& session, const std::string& hash) {
    const auto rows = session.query(
        fmt::format("SELECT {}, csrf, created_at, seen_at FROM session JOIN account ON account.id = session.account WHERE hash = ?", account_columns), {hash});
    if (rows.empty()) {
        return {};
    }
    const auto& row = rows[0];
    return StoredSession{account_of(row), row[account_column_count].value_or(""), moment_of(row[account_column_count + 1]),
                         moment_of(row[account_column_count + 2])};
}

/// The person whom an API token stands for, and until when.
std::optional<std::pair<Person, Moment>> stored_token(store::Session& session, const std::string& hash) {
    const auto rows =
        session.query(fmt::format("SELECT {}, until_at FROM api_token JOIN account ON account.id = api_token.account WHERE hash = ?", account_columns), {hash});
    if (rows.empty()) {
        return {};
    }
    return std::pair{Person{account_of(rows[0])}, moment_of(rows[0][account_column_count])};
}

}  // namespace

std::optional<People::Inside::Known> People::Inside::known(const std::unordered_map<std::string, Known>& of, const std::string& hash) {
    const Moment now = clock();
    const std::lock_guard lock(mutex);
    const auto found = of.find(hash);
    if (found == of.end() || now >= found->second.checked + recheck || now >= found->second.until) {
        return {};
    }
    return found->second;
}

std::uint64_t People::Inside::generation() {
    const std::lock_guard lock(mutex);
    return cache.generation;
}

void People::Inside::keep(std::unordered_map<std::string, Known>& of, const std::string& hash, const Known& person, std::uint64_t generation_before) {
    const std::lock_guard lock(mutex);
    if (cache.generation != generation_before) {
        return;
    }
    if (person.checked >= cache.swept + seen_again) {
        cache.swept = person.checked;
        std::erase_if(of, [&](const auto& each) { return each.second.checked + recheck <= person.checked; });
    }
    of.insert_or_assign(hash, person);
}

void People::Inside::forget() {
    const std::lock_guard lock(mutex);
    cache.sessions.clear();
    cache.tokens.clear();
    ++cache.generation;
}

Result<Session> People::sign_in(std::string_view id, std::string_view password, std::string_view address) {
    auto& inside = *inside_;
    const Attempt attempt = attempt_of(id, address, inside.clock());
    std::string hash;
    CHECK(inside.database.read([&](store::Session& session) -> Result<void> {
        const auto rows = session.query("SELECT password FROM account WHERE id = ? AND active = 'true'", {attempt.name});
        hash = rows.empty() ? "" : rows[0][0].value_or("");
        return attempt.may_be_made(session);
    }));
    const bool matches = password_matches(password, hash);
    Session opened{.token = random_token(), .csrf = random_token(), .until = attempt.now + longest_session};
    TRY(const bool signed_in, inside.database.write([&](store::Session& session) -> Result<bool> {
        // Asked again: of many tries at the same time only the first few count, whatever their passwords.
        CHECK(attempt.may_be_made(session));
        const auto rows = session.query("SELECT password FROM account WHERE id = ? AND active = 'true'", {attempt.name});
        const bool still = matches && !rows.empty() && rows[0][0] == hash;
        if (still) {
            open_session(session, attempt, opened, address);
        } else {
            miss(session, attempt.by_account, attempt.now);
            miss(session, attempt.by_address, attempt.now);
            note(session, attempt.now, attempt.name, "sign_in_refused", address);
        }
        return still;
    }));
    if (!signed_in) {
        return fail(ErrorKind::unauthenticated, "sign_in.refused");
    }
    return opened;
}

Person People::by_session(std::string_view token, std::string* csrf) {
    if (token.empty() || token.size() > longest_token) {
        return {};
    }
    auto& inside = *inside_;
    const std::string hash = hex(sha256(token));
    std::optional<Inside::Known> known = inside.known(inside.cache.sessions, hash);
    if (!known) {
        const auto before = inside.generation();
        const Moment now = inside.clock();
        const auto stored = inside.database.read([&](store::Session& session) { return stored_session(session, hash); });
        if (!stored || !stored->account.active || now >= stored->created + longest_session || now >= stored->seen + longest_idle) {
            return {};
        }
        if (now >= stored->seen + seen_again) {
            make(inside.database, [&](store::Session& session) { session.execute("UPDATE session SET seen_at = ? WHERE hash = ?", {to_string(now), hash}); });
        }
        known = Inside::Known{.person = {stored->account}, .csrf = stored->csrf, .until = stored->created + longest_session, .checked = now};
        inside.keep(inside.cache.sessions, hash, *known, before);
    }
    if (csrf != nullptr) {
        *csrf = known->csrf;
    }
    return known->person;
}

void People::sign_out(std::string_view token) {
    auto& inside = *inside_;
    const std::string hash = hex(sha256(token));
    const Person person = by_session(token);
    make(inside.database, [&](store::Session& session) {
        if (session.execute("DELETE FROM session WHERE hash = ?", {hash}) > 0 && person.signed_in()) {
            note(session, inside.clock(), person.id(), "sign_out", "");
        }
        inside.forget_when_durable();
    });
}

void People::end_sessions(std::string_view id) {
    make(inside_->database, [&](store::Session& session) {
        session.execute("DELETE FROM session WHERE account = ?", {std::string(id)});
        inside_->forget_when_durable();
    });
}

std::vector<People::OpenSession> People::sessions(store::Session& session, std::string_view id) const {
    std::vector<OpenSession> open;
    const Moment now = inside_->clock();
    for (const auto& row :
         session.query("SELECT address, created_at, seen_at FROM session WHERE account = ? AND created_at > ? AND seen_at > ? ORDER BY created_at DESC, hash",
                       {std::string(id), to_string(now - longest_session), to_string(now - longest_idle)})) {
        open.push_back({row[0].value_or(""), moment_of(row[1]), moment_of(row[2])});
    }
    return open;
}

std::int64_t People::open_sessions(store::Session& session) const {
    const Moment now = inside_->clock();
    const auto rows =
        session.query("SELECT COUNT(*) FROM session WHERE created_at > ? AND seen_at > ?", {to_string(now - longest_session), to_string(now - longest_idle)});
    return std::stoll(rows.at(0)[0].value_or("0"));
}

Person People::by_token(std::string_view token) {
    if (!token.starts_with("pdp_") || token.size() > longest_token) {
        return {};
    }
    auto& inside = *inside_;
    const std::string hash = hex(sha256(token));
    if (auto known = inside.known(inside.cache.tokens, hash)) {
        return known->person;
    }
    const auto before = inside.generation();
    const Moment now = inside.clock();
    const auto stored = inside.database.read([&](store::Session& session) { return stored_token(session, hash); });
    if (!stored || !stored->first.account->active || now >= stored->second) {
        return {};
    }
    inside.keep(inside.cache.tokens, hash, {.person = stored->first, .csrf = {}, .until = stored->second, .checked = now}, before);
    return stored->first;
}

}  // namespace pendopo::people
