#include "people/people.hpp"

#include <boost/json.hpp>

#include "base/ids.hpp"
#include "people/passwords.hpp"

namespace pendopo::people {

namespace {

using namespace std::chrono_literals;
using store::Value;

constexpr auto longest_session = 12h;
constexpr auto longest_idle = 2h;
constexpr auto recheck = 20s;  // how long another process's sign-out may go unseen
constexpr int misses_of_account = 5;
constexpr int misses_of_address = 20;
constexpr auto longest_wait = 15min;

constexpr std::string_view account_columns = "id, name, email, role, agency, office, active, language";

const store::Migration tables{"people.1", R"(
CREATE TABLE account (id VARCHAR(64) PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, role VARCHAR(32) NOT NULL, agency TEXT NOT NULL,
    office TEXT NOT NULL, active VARCHAR(5) NOT NULL, language VARCHAR(2) NOT NULL, password TEXT NOT NULL, version BIGINT NOT NULL);
CREATE TABLE session (hash VARCHAR(64) PRIMARY KEY, account VARCHAR(64) NOT NULL REFERENCES account(id), csrf TEXT NOT NULL, address TEXT NOT NULL,
    created_at VARCHAR(24) NOT NULL, seen_at VARCHAR(24) NOT NULL);
CREATE INDEX session_account ON session(account);
CREATE TABLE api_token (hash VARCHAR(64) PRIMARY KEY, account VARCHAR(64) NOT NULL REFERENCES account(id), label TEXT NOT NULL,
    created_at VARCHAR(24) NOT NULL, until_at VARCHAR(24) NOT NULL, UNIQUE (account, label));
CREATE TABLE sign_in_miss (who VARCHAR(160) PRIMARY KEY, misses BIGINT NOT NULL, last_at VARCHAR(24) NOT NULL);
)", ""};

Account account_of(const store::Row& row) {
    const auto text = [&](std::size_t i) { return row.at(i).value_or(""); };
    return {.id = text(0), .name = text(1), .email = text(2), .role = text(3), .agency = text(4), .office = text(5),
            .active = text(6) == "true", .language = text(7)};
}

/// What an account is, for its digest: every column, the password only as a hash of its hash.
std::string account_digest(const Account& account, std::string_view password) {
    boost::json::array parts{account.id, account.name, account.email, account.role, account.agency, account.office,
                             account.active, account.language, hex(sha256(password))};
    return hex(sha256(boost::json::serialize(parts)));
}

boost::json::object differences(const Account* before, const Account& after) {
    boost::json::object changes;
    const auto add = [&](std::string_view name, std::string_view was, std::string_view is) {
        if (was != is) {
            changes[name] = boost::json::array{was, is};
        }
    };
    const Account nobody{.role = {}, .active = false, .language = {}};
    const Account& was = before != nullptr ? *before : nobody;
    add("name", was.name, after.name);
    add("email", was.email, after.email);
    add("role", was.role, after.role);
    add("agency", was.agency, after.agency);
    add("office", was.office, after.office);
    add("active", was.active ? "true" : "false", after.active ? "true" : "false");
    add("language", was.language, after.language);
    return changes;
}

std::vector<Problem> mistakes_in(const Account& account) {
    std::vector<Problem> problems;
    const auto add = [&](std::string code, std::string pointer) { problems.push_back({std::move(code), std::move(pointer), {}, {}, {}}); };
    const bool name_fits = account.id.size() >= 2 && account.id.size() <= 64 &&
                           account.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string::npos;
    if (!name_fits) {
        add("account.bad_name", "/id");
    }
    if (trim(account.name).empty() || !valid_utf8(account.name)) {
        add("account.name_missing", "/name");
    }
    if (std::ranges::find(roles(), account.role) == roles().end()) {
        add("account.unknown_role", "/role");
    }
    if ((account.role == "agency_officer" || account.role == "agency_head") && account.agency.empty()) {
        add("account.agency_missing", "/agency");
    }
    if (account.language != "id" && account.language != "en") {
        add("account.unknown_language", "/language");
    }
    return problems;
}

}  // namespace

struct People::Inside {
    store::Database& database;
    Clock clock;

    struct Cached {
        Person person;
        std::string csrf;
        Moment until{}, checked{}, noted{};
    };
    std::mutex mutex;
    std::unordered_map<std::string, Cached> sessions;  // by hash of the token
    std::unordered_map<std::string, Cached> tokens;

    void forget() {
        const std::lock_guard lock(mutex);
        sessions.clear();
        tokens.clear();
    }

    void record(store::Session& session, std::string_view by, std::string_view action, const Account& account,
                const boost::json::object& changes, std::string_view password, std::int64_t version) const {
        ledger::append(session, {.at = clock(), .actor = std::string(by), .action = std::string(action), .subject = "account",
                                 .record = account.id, .version = version, .digest = account_digest(account, password),
                                 .changes = boost::json::serialize(changes)});
    }

    void note_session(std::string_view account, std::string_view action, std::string_view address) {
        auto noted = database.write([&](store::Session& session) -> Result<void> {
            ledger::append(session, {.at = clock(), .actor = std::string(account), .action = std::string(action), .subject = "session",
                                     .record = std::string(account), .changes = "{}", .note = std::string(address)});
            return {};
        });
        (void)noted;
    }

    /// Seconds to wait before the next try of this name or address.
    std::chrono::seconds wait_for(store::Session& session, const std::string& who, int free_misses) const {
        const auto rows = session.query("SELECT misses, last_at FROM sign_in_miss WHERE who = ?", {who});
        if (rows.empty()) {
            return 0s;
        }
        const auto misses = std::stoll(*rows[0][0]);
        if (misses < free_misses) {
            return 0s;
        }
        const auto step = std::min<long long>(misses - free_misses, 20);
        const auto wait = std::min<std::chrono::seconds>(longest_wait, std::chrono::seconds(1LL << step));
        const auto left = parse_moment(*rows[0][1]).value_or(Moment{}) + wait - clock();
        return std::max(0s, std::chrono::ceil<std::chrono::seconds>(left));
    }

    void miss(store::Session& session, const std::string& who) const {
        const std::string now = to_string(clock());
        if (session.execute("UPDATE sign_in_miss SET misses = misses + 1, last_at = ? WHERE who = ?", {now, who}) == 0) {
            session.execute("INSERT INTO sign_in_miss (who, misses, last_at) VALUES (?, 1, ?)", {who, now});
        }
    }

    std::optional<Cached> load_session(const std::string& hash) {
        return database.read([&](store::Session& session) -> std::optional<Cached> {
            const auto rows = session.query(fmt::format("SELECT {}, csrf, created_at, seen_at FROM session JOIN account ON account.id = session.account WHERE hash = ?",
                                                        "account.id, name, email, role, agency, office, active, language"),
                                            {hash});
            if (rows.empty()) {
                return {};
            }
            Account account = account_of(rows[0]);
            const auto created = parse_moment(rows[0][9].value_or("")).value_or(Moment{});
            const auto seen = parse_moment(rows[0][10].value_or("")).value_or(Moment{});
            const Moment now = clock();
            if (!account.active || now >= created + longest_session || now >= seen + longest_idle) {
                return {};
            }
            return Cached{.person = {std::move(account)}, .csrf = rows[0][8].value_or(""), .until = created + longest_session, .checked = now, .noted = seen};
        });
    }
};

People::People(store::Database& database, Clock clock) : inside_(std::make_shared<Inside>(database, std::move(clock))) {}

Result<void> People::prepare() {
    return store::migrate(inside_->database, std::span(&tables, 1));
}

Result<Account> People::find(store::Session& session, std::string_view id) const {
    const auto rows = session.query(fmt::format("SELECT {} FROM account WHERE id = ?", account_columns), {std::string(id)});
    if (rows.empty()) {
        return fail(ErrorKind::not_found, "account.not_found", std::string(id));
    }
    return account_of(rows[0]);
}

std::vector<Account> People::all(store::Session& session) const {
    std::vector<Account> accounts;
    for (const auto& row : session.query(fmt::format("SELECT {} FROM account ORDER BY id", account_columns))) {
        accounts.push_back(account_of(row));
    }
    return accounts;
}

Result<Account> People::add(store::Session& session, const Account& account, std::string_view password, std::string_view by) const {
    if (auto problems = mistakes_in(account); !problems.empty()) {
        return fail(std::move(problems));
    }
    CHECK(acceptable_password(password, account.id));
    if (find(session, account.id)) {
        return fail(ErrorKind::conflict, "account.exists", account.id);
    }
    const std::string hash = hash_password(password);
    session.execute("INSERT INTO account (id, name, email, role, agency, office, active, language, password, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                    {account.id, account.name, account.email, account.role, account.agency, account.office,
                     account.active ? "true" : "false", account.language, hash});
    inside_->record(session, by, "create", account, differences(nullptr, account), hash, 1);
    return account;
}

Result<Account> People::change(store::Session& session, const Account& account, std::string_view by) const {
    if (auto problems = mistakes_in(account); !problems.empty()) {
        return fail(std::move(problems));
    }
    TRY(const auto before, find(session, account.id));
    const auto changes = differences(&before, account);
    if (changes.empty()) {
        return account;
    }
    session.execute("UPDATE account SET name = ?, email = ?, role = ?, agency = ?, office = ?, active = ?, language = ?, version = version + 1 WHERE id = ?",
                    {account.name, account.email, account.role, account.agency, account.office, account.active ? "true" : "false",
                     account.language, account.id});
    if (!account.active) {
        session.execute("DELETE FROM session WHERE account = ?", {account.id});
    }
    const auto row = session.query("SELECT password, version FROM account WHERE id = ?", {account.id}).at(0);
    inside_->record(session, by, "update", account, changes, *row[0], std::stoll(*row[1]));
    inside_->forget();
    return account;
}

Result<void> People::set_password(store::Session& session, std::string_view id, std::string_view password, std::string_view by) const {
    TRY(const auto account, find(session, id));
    CHECK(acceptable_password(password, id));
    const std::string hash = hash_password(password);
    session.execute("UPDATE account SET password = ?, version = version + 1 WHERE id = ?", {hash, account.id});
    session.execute("DELETE FROM session WHERE account = ?", {account.id});
    session.execute("DELETE FROM sign_in_miss WHERE who = ?", {"account:" + account.id});
    const auto version = std::stoll(*session.query("SELECT version FROM account WHERE id = ?", {account.id}).at(0)[0]);
    inside_->record(session, by, "password", account, {}, hash, version);
    inside_->forget();
    return {};
}

Result<Session> People::sign_in(std::string_view id, std::string_view password, std::string_view address) {
    const std::string name(lower(trim(id)).substr(0, 64));
    const std::string by_account = "account:" + name;
    const std::string by_address = "address:" + std::string(address.substr(0, 100));
    auto& inside = *inside_;
    std::string hash;
    std::chrono::seconds wait{};
    inside.database.read([&](store::Session& session) {
        wait = std::max(inside.wait_for(session, by_account, misses_of_account), inside.wait_for(session, by_address, misses_of_address));
        const auto rows = session.query("SELECT password FROM account WHERE id = ? AND active = 'true'", {name});
        hash = rows.empty() ? "" : rows[0][0].value_or("");
    });
    if (wait > 0s) {
        return fail(ErrorKind::too_many, "sign_in.wait", {},
                    {Problem{"sign_in.wait", "", {{"seconds", std::to_string(wait.count())}}, {}, {}}});
    }
    if (!password_matches(password, hash)) {
        auto missed = inside.database.write([&](store::Session& session) -> Result<void> {
            inside.miss(session, by_account);
            inside.miss(session, by_address);
            return {};
        });
        (void)missed;
        inside.note_session(name, "sign_in_refused", address);
        return fail(ErrorKind::unauthenticated, "sign_in.refused");
    }
    Session opened{.token = random_token(), .csrf = random_token(), .until = inside.clock() + longest_session};
    const std::string now = to_string(inside.clock());
    CHECK(inside.database.write([&](store::Session& session) -> Result<void> {
        session.execute("DELETE FROM sign_in_miss WHERE who = ?", {by_account});
        session.execute("DELETE FROM session WHERE created_at < ? OR seen_at < ?",
                        {to_string(inside.clock() - longest_session), to_string(inside.clock() - longest_idle)});
        session.execute("INSERT INTO session (hash, account, csrf, address, created_at, seen_at) VALUES (?, ?, ?, ?, ?, ?)",
                        {hex(sha256(opened.token)), name, opened.csrf, std::string(address), now, now});
        ledger::append(session, {.at = inside.clock(), .actor = name, .action = "sign_in", .subject = "session", .record = name, .changes = "{}", .note = std::string(address)});
        return {};
    }));
    return opened;
}

Person People::by_session(std::string_view token, std::string* csrf) {
    if (token.empty() || token.size() > 100) {
        return {};
    }
    auto& inside = *inside_;
    const std::string hash = hex(sha256(token));
    const Moment now = inside.clock();
    {
        const std::lock_guard lock(inside.mutex);
        const auto found = inside.sessions.find(hash);
        if (found != inside.sessions.end() && now < found->second.checked + recheck && now < found->second.until) {
            if (csrf != nullptr) {
                *csrf = found->second.csrf;
            }
            return found->second.person;
        }
    }
    auto loaded = inside.load_session(hash);
    if (!loaded) {
        const std::lock_guard lock(inside.mutex);
        inside.sessions.erase(hash);
        return {};
    }
    if (now >= loaded->noted + 1min) {
        auto noted = inside.database.write([&](store::Session& session) -> Result<void> {
            session.execute("UPDATE session SET seen_at = ? WHERE hash = ?", {to_string(now), hash});
            return {};
        });
        (void)noted;
    }
    if (csrf != nullptr) {
        *csrf = loaded->csrf;
    }
    const std::lock_guard lock(inside.mutex);
    return inside.sessions.insert_or_assign(hash, *std::move(loaded)).first->second.person;
}

void People::sign_out(std::string_view token) {
    const std::string hash = hex(sha256(token));
    auto& inside = *inside_;
    const Person person = by_session(token);
    auto ended = inside.database.write([&](store::Session& session) -> Result<void> {
        session.execute("DELETE FROM session WHERE hash = ?", {hash});
        return {};
    });
    (void)ended;
    {
        const std::lock_guard lock(inside.mutex);
        inside.sessions.erase(hash);
    }
    if (person.signed_in()) {
        inside.note_session(person.id(), "sign_out", "");
    }
}

void People::end_sessions(std::string_view id) {
    auto ended = inside_->database.write([&](store::Session& session) -> Result<void> {
        session.execute("DELETE FROM session WHERE account = ?", {std::string(id)});
        return {};
    });
    (void)ended;
    inside_->forget();
}

std::vector<People::OpenSession> People::sessions(store::Session& session, std::string_view id) const {
    std::vector<OpenSession> open;
    const std::string oldest = to_string(inside_->clock() - longest_session);
    for (const auto& row : session.query("SELECT address, created_at, seen_at FROM session WHERE account = ? AND created_at >= ? ORDER BY created_at DESC",
                                         {std::string(id), oldest})) {
        open.push_back({row[0].value_or(""), parse_moment(row[1].value_or("")).value_or(Moment{}), parse_moment(row[2].value_or("")).value_or(Moment{})});
    }
    return open;
}

std::int64_t People::open_sessions(store::Session& session) const {
    const auto rows = session.query("SELECT COUNT(*) FROM session WHERE created_at >= ? AND seen_at >= ?",
                                    {to_string(inside_->clock() - longest_session), to_string(inside_->clock() - longest_idle)});
    return std::stoll(rows.at(0)[0].value_or("0"));
}

Result<std::string> People::add_token(store::Session& session, std::string_view account, std::string_view label, int days, std::string_view by) const {
    TRY(const auto owner, find(session, account));
    if (trim(label).empty() || days < 1 || days > 3650) {
        return fail(ErrorKind::invalid, "token.bad_request");
    }
    if (!session.query("SELECT 1 FROM api_token WHERE account = ? AND label = ?", {owner.id, std::string(label)}).empty()) {
        return fail(ErrorKind::conflict, "token.exists", std::string(label));
    }
    std::string token = "pdp_" + random_token();
    const Moment now = inside_->clock();
    session.execute("INSERT INTO api_token (hash, account, label, created_at, until_at) VALUES (?, ?, ?, ?, ?)",
                    {hex(sha256(token)), owner.id, std::string(label), to_string(now), to_string(now + std::chrono::hours(24) * days)});
    ledger::append(session, {.at = now, .actor = std::string(by), .action = "token", .subject = "token", .record = owner.id, .changes = "{}", .note = std::string(label)});
    return token;
}

std::vector<People::Token> People::tokens(store::Session& session, std::string_view account) const {
    std::vector<Token> all_tokens;
    for (const auto& row : session.query("SELECT label, created_at, until_at FROM api_token WHERE account = ? ORDER BY created_at", {std::string(account)})) {
        all_tokens.push_back({row[0].value_or(""), parse_moment(row[1].value_or("")).value_or(Moment{}), parse_moment(row[2].value_or("")).value_or(Moment{})});
    }
    return all_tokens;
}

Result<void> People::remove_token(store::Session& session, std::string_view account, std::string_view label, std::string_view by) const {
    if (session.execute("DELETE FROM api_token WHERE account = ? AND label = ?", {std::string(account), std::string(label)}) == 0) {
        return fail(ErrorKind::not_found, "token.not_found", std::string(label));
    }
    ledger::append(session, {.at = inside_->clock(), .actor = std::string(by), .action = "token_removed", .subject = "token", .record = std::string(account), .changes = "{}", .note = std::string(label)});
    inside_->forget();
    return {};
}

Person People::by_token(std::string_view token) {
    if (!token.starts_with("pdp_") || token.size() > 100) {
        return {};
    }
    auto& inside = *inside_;
    const std::string hash = hex(sha256(token));
    const Moment now = inside.clock();
    {
        const std::lock_guard lock(inside.mutex);
        const auto found = inside.tokens.find(hash);
        if (found != inside.tokens.end() && now < found->second.checked + recheck && now < found->second.until) {
            return found->second.person;
        }
    }
    return inside.database.read([&](store::Session& session) -> Person {
        const auto rows = session.query("SELECT account.id, name, email, role, agency, office, active, language, until_at FROM api_token JOIN account ON account.id = api_token.account WHERE hash = ?", {hash});
        if (rows.empty()) {
            return {};
        }
        Account account = account_of(rows[0]);
        const auto until = parse_moment(rows[0][8].value_or("")).value_or(Moment{});
        if (!account.active || now >= until) {
            return {};
        }
        const std::lock_guard lock(inside.mutex);
        return inside.tokens.insert_or_assign(hash, Inside::Cached{.person = {std::move(account)}, .csrf = {}, .until = until, .checked = now, .noted = now}).first->second.person;
    });
}

ledger::Guarded People::guarded() const {
    return {.subject = "account",
            .each = [](store::Session& session, const auto& take) {
                session.each(fmt::format("SELECT {}, password, version FROM account ORDER BY id", account_columns), {}, [&](const store::Row& row) {
                    const Account account = account_of(row);
                    take(account.id, std::stoll(row[9].value_or("0")), account_digest(account, row[8].value_or("")));
                    return true;
                });
            },
            .explain = {}};
}

}  // namespace pendopo::people
