// Accounts and their API tokens: what is kept about them, and that the ledger vouches for it.

#include <boost/json.hpp>

#include "base/ids.hpp"
#include "people/inside.hpp"
#include "people/passwords.hpp"

namespace pendopo::people {

namespace {

constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_label = 100;

const store::Migration tables{"people.1", R"(
CREATE TABLE account (id VARCHAR(64) PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, role VARCHAR(32) NOT NULL, agency TEXT NOT NULL,
    office TEXT NOT NULL, active VARCHAR(5) NOT NULL, language VARCHAR(2) NOT NULL, password TEXT NOT NULL, version BIGINT NOT NULL);
CREATE TABLE session (hash VARCHAR(64) PRIMARY KEY, account VARCHAR(64) NOT NULL REFERENCES account(id), csrf TEXT NOT NULL, address TEXT NOT NULL,
    created_at VARCHAR(24) NOT NULL, seen_at VARCHAR(24) NOT NULL);
CREATE INDEX session_account ON session(account);
CREATE TABLE api_token (hash VARCHAR(64) PRIMARY KEY, account VARCHAR(64) NOT NULL REFERENCES account(id), label TEXT NOT NULL,
    created_at VARCHAR(24) NOT NULL, until_at VARCHAR(24) NOT NULL, UNIQUE (account, label));
CREATE TABLE sign_in_miss (who VARCHAR(160) PRIMARY KEY, misses BIGINT NOT NULL, last_at VARCHAR(24) NOT NULL);
)",
                              ""};

/// What an account is, for its digest: every column, the password only as a hash of its hash.
std::string account_digest(const Account& account, std::string_view password) {
    boost::json::array parts{account.id,     account.name,   account.email,    account.role,         account.agency,
                             account.office, account.active, account.language, hex(sha256(password))};
    return hex(sha256(boost::json::serialize(parts)));
}

std::string token_digest(std::string_view hash, std::string_view account, std::string_view label, std::string_view created, std::string_view until) {
    return hex(sha256(boost::json::serialize(boost::json::array{hash, account, label, created, until})));
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

bool acceptable_id(std::string_view id) {
    return id.size() >= 2 && id.size() <= 64 && id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string_view::npos;
}

std::vector<Problem> mistakes_in(const Account& account) {
    std::vector<Problem> problems;
    const auto add = [&](std::string code, std::string pointer) { problems.push_back({std::move(code), std::move(pointer), {}, {}, {}}); };
    if (!acceptable_id(account.id)) {
        add("account.bad_name", "/id");
    }
    if (trim(account.name).empty() || account.name.size() > longest_name || !valid_utf8(account.name)) {
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

void record(store::Session& session, Moment at, std::string_view by, std::string_view action, const Account& account, const boost::json::object& changes,
            std::string_view password, std::int64_t version) {
    ledger::append(session, {.at = at,
                             .actor = std::string(by),
                             .action = std::string(action),
                             .subject = std::string(account_subject),
                             .record = account.id,
                             .version = version,
                             .digest = account_digest(account, password),
                             .changes = boost::json::serialize(changes)});
}

void each_account(store::Session& session, const std::function<void(const std::string&, std::int64_t, const std::string&)>& take) {
    session.each(fmt::format("SELECT {}, password, version FROM account ORDER BY id", account_columns), {}, [&](const store::Row& row) {
        const Account account = account_of(row);
        take(account.id, std::stoll(row[account_column_count + 1].value_or("0")), account_digest(account, row[account_column_count].value_or("")));
        return true;
    });
}

std::string token_key(std::string_view account, std::string_view label) { return fmt::format("{}/{}", account, label); }

void each_token(store::Session& session, const std::function<void(const std::string&, std::int64_t, const std::string&)>& take) {
    session.each("SELECT hash, account, label, created_at, until_at FROM api_token ORDER BY hash", {}, [&](const store::Row& row) {
        const auto text = [&](std::size_t i) { return row[i].value_or(""); };
        take(token_key(text(1), text(2)), 1, token_digest(text(0), text(1), text(2), text(3), text(4)));
        return true;
    });
}

}  // namespace

Account account_of(const store::Row& row) {
    const auto text = [&](std::size_t i) { return row.at(i).value_or(""); };
    return {.id = text(0),
            .name = text(1),
            .email = text(2),
            .role = text(3),
            .agency = text(4),
            .office = text(5),
            .active = text(6) == "true",
            .language = text(7)};
}

Moment moment_of(const store::Value& value) { return parse_moment(value.value_or("")).value_or(Moment{}); }

People::People(store::Database& database, Clock clock) : inside_(std::make_shared<Inside>(database, std::move(clock))) {
    database.on_committed([weak = std::weak_ptr(inside_)] {
        if (const auto inside = weak.lock(); inside && inside->stale.exchange(false)) {
            inside->forget();
        }
    });
}

Result<void> People::prepare() { return store::migrate(inside_->database, std::span(&tables, 1)); }

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
    session.execute(
        "INSERT INTO account (id, name, email, role, agency, office, active, language, password, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
        {account.id, account.name, account.email, account.role, account.agency, account.office, account.active ? "true" : "false", account.language, hash});
    record(session, inside_->clock(), by, "create", account, differences(nullptr, account), hash, 1);
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
    session.execute(
        "UPDATE account SET name = ?, email = ?, role = ?, agency = ?, office = ?, active = ?, language = ?, version = version + 1 WHERE id = ?",
        {account.name, account.email, account.role, account.agency, account.office, account.active ? "true" : "false", account.language, account.id});
    if (!account.active) {
        session.execute("DELETE FROM session WHERE account = ?", {account.id});
    }
    const auto row = session.query("SELECT password, version FROM account WHERE id = ?", {account.id}).at(0);
    record(session, inside_->clock(), by, "update", account, changes, row[0].value_or(""), std::stoll(row[1].value_or("0")));
    inside_->forget_when_durable();
    return account;
}

Result<void> People::set_password(store::Session& session, std::string_view id, std::string_view password, std::string_view by) const {
    TRY(const auto account, find(session, id));
    CHECK(acceptable_password(password, id));
    const std::string hash = hash_password(password);
    session.execute("UPDATE account SET password = ?, version = version + 1 WHERE id = ?", {hash, account.id});
    session.execute("DELETE FROM session WHERE account = ?", {account.id});
    session.execute("DELETE FROM sign_in_miss WHERE who = ?", {"account:" + account.id});
    const auto version = std::stoll(session.query("SELECT version FROM account WHERE id = ?", {account.id}).at(0)[0].value_or("0"));
    record(session, inside_->clock(), by, "password", account, {}, hash, version);
    inside_->forget_when_durable();
    return {};
}

Result<std::string> People::add_token(store::Session& session, std::string_view account, std::string_view label, int days, std::string_view by) const {
    TRY(const auto owner, find(session, account));
    const std::string name(trim(label));
    if (name.empty() || name.size() > longest_label || !valid_utf8(name) || days < 1 || days > 3650) {
        return fail(ErrorKind::invalid, "token.bad_request");
    }
    if (!session.query("SELECT 1 FROM api_token WHERE account = ? AND label = ?", {owner.id, name}).empty()) {
        return fail(ErrorKind::conflict, "token.exists", name);
    }
    std::string token = "pdp_" + random_token();
    const Moment now = inside_->clock();
    const std::string hash = hex(sha256(token));
    const std::string created = to_string(now);
    const std::string until = to_string(now + std::chrono::hours(24) * days);
    session.execute("INSERT INTO api_token (hash, account, label, created_at, until_at) VALUES (?, ?, ?, ?, ?)", {hash, owner.id, name, created, until});
    ledger::append(session, {.at = now,
                             .actor = std::string(by),
                             .action = "token",
                             .subject = std::string(token_subject),
                             .record = token_key(owner.id, name),
                             .version = 1,
                             .digest = token_digest(hash, owner.id, name, created, until),
                             .changes = "{}"});
    return token;
}

std::vector<People::Token> People::tokens(store::Session& session, std::string_view account) const {
    std::vector<Token> all_tokens;
    for (const auto& row :
         session.query("SELECT label, created_at, until_at FROM api_token WHERE account = ? ORDER BY created_at, label", {std::string(account)})) {
        all_tokens.push_back({row[0].value_or(""), moment_of(row[1]), moment_of(row[2])});
    }
    return all_tokens;
}

Result<void> People::remove_token(store::Session& session, std::string_view account, std::string_view label, std::string_view by) const {
    if (session.execute("DELETE FROM api_token WHERE account = ? AND label = ?", {std::string(account), std::string(label)}) == 0) {
        return fail(ErrorKind::not_found, "token.not_found", std::string(label));
    }
    ledger::append(session, {.at = inside_->clock(),
                             .actor = std::string(by),
                             .action = "token_removed",
                             .subject = std::string(token_subject),
                             .record = token_key(account, label),
                             .version = 2,
                             .changes = "{}"});
    inside_->forget_when_durable();
    return {};
}

std::vector<ledger::Guarded> People::guarded() const {
    return {{.subject = std::string(account_subject), .each = each_account, .explain = {}},
            {.subject = std::string(token_subject), .each = each_token, .explain = {}}};
}

}  // namespace pendopo::people
