#pragma once
// Accounts, sign-in, sessions, API tokens, and the one decision of what an account may do.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"
#include "ledger/ledger.hpp"
#include "register/declaration.hpp"
#include "register/record.hpp"
#include "store/database.hpp"

namespace pendopo::people {

struct Account {
    std::string id;        ///< sign-in name: lower case letters, digits, '.', '-', 2 to 64
    std::string name;      ///< shown to people
    std::string email;
    std::string role;      ///< administrator, ict_officer, agency_officer, agency_head, executive, auditor
    std::string agency;    ///< key of the agency record, or empty
    std::string office;    ///< role of the regulation this person acts for (ict_agency, head_of_region, inspectorate...), or empty: by agency
    bool active = true;
    std::string language = "id";
};
/// Every role an account can have, in order of showing.
[[nodiscard]] const std::vector<std::string>& roles();

/// Who asks. Default: nobody.
struct Person {
    std::optional<Account> account;
    [[nodiscard]] bool signed_in() const { return account.has_value(); }
    [[nodiscard]] bool has(std::string_view role) const { return account && account->role == role; }
    [[nodiscard]] std::string id() const { return account ? account->id : "anonymous"; }
    /// Office whose name goes into `<state>_by`: the account's office, else its agency's key.
    [[nodiscard]] std::string office() const;
};

struct Session {
    std::string token;  ///< given to the browser; only its hash is kept
    std::string csrf;   ///< must come back with every form
    Moment until{};
};

class People {
public:
    People(store::Database& database, Clock clock);
    Result<void> prepare();  ///< tables

    Result<Account> add(store::Session&, const Account&, std::string_view password, std::string_view by)
        const;  ///< @error account.exists, account.bad_name, account.unknown_role, password.too_short (under 12 characters), password.common
    Result<Account> change(store::Session&, const Account&, std::string_view by) const;
    Result<void> set_password(store::Session&, std::string_view id, std::string_view password, std::string_view by) const;
    Result<Account> find(store::Session&, std::string_view id) const;
    std::vector<Account> all(store::Session&) const;

    /// Checks a password (Argon2id) and opens a session. The same answer, after the same work, for a wrong name and a wrong password. After 5 misses of an
    /// account or 20 of an address the next try waits 1 s, 2 s, 4 s... up to 15 minutes; an hour without a miss forgives them, and a sign-in takes
    /// one off its address. @error sign_in.refused, sign_in.wait (argument seconds)
    Result<Session> sign_in(std::string_view id, std::string_view password, std::string_view address);
    /// Person behind a session token; nobody where it is unknown, over (12 h, or 2 h idle) or the account is closed. Cached.
    Person by_session(std::string_view token, std::string* csrf = nullptr);
    void sign_out(std::string_view token);
    /// Ends all sessions of an account.
    void end_sessions(std::string_view id);
    /// Sessions of an account that are still open, newest first (tokens are not told).
    struct OpenSession {
        std::string address;
        Moment created{}, seen{};
    };
    std::vector<OpenSession> sessions(store::Session&, std::string_view id) const;
    /// How many sessions are open now.
    std::int64_t open_sessions(store::Session&) const;

    /// A new API token of an account, shown once. @param days  until it ends, 1 to 3650
    Result<std::string> add_token(store::Session&, std::string_view account, std::string_view label, int days, std::string_view by) const;
    Person by_token(std::string_view token);
    struct Token {
        std::string label;
        Moment created{}, until{};
    };
    std::vector<Token> tokens(store::Session&, std::string_view account) const;
    Result<void> remove_token(store::Session&, std::string_view account, std::string_view label, std::string_view by) const;

    /// What the ledger vouches for: every account and API token (see ledger::verify).
    [[nodiscard]] std::vector<ledger::Guarded> guarded() const;

private:
    struct Inside;
    std::shared_ptr<Inside> inside_;
};

/// The one decision. `agency` is the agency the record belongs to ("" for none). A person who is not signed in may do nothing but what `resident` or `public` may.
[[nodiscard]] bool may_read(const Person&, const registers::Register&);
[[nodiscard]] bool may_read(const Person&, const registers::Register&, const registers::Field&);
[[nodiscard]] bool may_create(const Person&, const registers::Register&, std::string_view agency);
[[nodiscard]] bool may_change(const Person&, const registers::Register&, std::string_view agency);
[[nodiscard]] bool may_change(const Person&, const registers::Register&, const registers::Field&, std::string_view agency);
[[nodiscard]] bool may_make(const Person&, const registers::Register&, const registers::Transition&, std::string_view agency);
/// Deleting a record: whoever may change it while it is in its first state; later only an ICT officer (what has had effect is ended, not deleted).
[[nodiscard]] bool may_delete(const Person&, const registers::Register&, std::string_view agency, std::string_view state);

}  // namespace pendopo::people
