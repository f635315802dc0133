// Accounts, for administrators: list, add, change, close, passwords, API tokens.

#include <charconv>

#include "base/ids.hpp"
#include "web/pages/pages.hpp"

namespace pendopo::web::pages {

using people::Account;

namespace {

Result<void> administrators_only(const Visit& visit) {
    if (!visit.person().has("administrator")) {
        return fail(ErrorKind::forbidden, "permission.refused");
    }
    return {};
}

/// Offices that accounts act for: roles of the regulation that are not plain agencies.
void show_choices(Visit& visit, View view, const Account& account) {
    for (const auto& role : people::roles()) {
        view.add("role_option").set("option_value", role).set("option_label", visit.text("role." + role)).show("option_selected", role == account.role);
    }
    for (const auto& [key, name] : visit.agencies()) {
        view.add("agency_option").set("option_value", key).set("option_label", name).show("option_selected", key == account.agency);
    }
    for (const auto& [role, name] : visit.regulation().roles) {
        view.add("office_option").set("option_value", role).set("option_label", name).show("option_selected", role == account.office);
    }
}

struct Shown {
    Account account;
    bool is_new = false;
    std::vector<Problem> problems;
    std::string secret, secret_kind;  ///< a password or token, shown once
};

Response form_page(Visit& visit, const Shown& shown, int code) {
    const auto& account = shown.account;
    Page page(visit, "pages/account_form.html", shown.is_new ? visit.text("accounts.new") : account.name.empty() ? account.id : account.name);
    page.in("accounts").crumb(visit.text("nav.accounts"), "/accounts");
    page.view.show(shown.is_new ? "is_new" : "is_known")
        .set("account_id", account.id)
        .set("account_name", account.name)
        .set("account_email", account.email)
        .show("is_active", account.active);
    page.view.set("action", visit.url("/accounts/" + encoded(shown.is_new ? "new" : account.id))).set("cancel_url", visit.url("/accounts"));
    page.view.show(account.language == "en" ? "reads_english" : "reads_indonesian");
    show_choices(visit, page.view, account);
    for (const auto& problem : shown.problems) {
        page.view.show("has_mistakes");
        page.view.add("mistake")
            .set("mistake_text", visit.problem_text(problem))
            .set("mistake_target", problem.code.starts_with("password") ? "password"
                                   : problem.code.ends_with("role")     ? "role"
                                                                        : "id");
    }
    if (!shown.secret.empty()) {
        page.view.add("secret").set("secret_text", shown.secret).set("secret_label", visit.text("accounts." + shown.secret_kind));
    }
    if (!shown.is_new) {
        const auto tokens = visit.government.database->read([&](store::Session& session) { return visit.government.people->tokens(session, account.id); });
        for (const auto& token : tokens) {
            page.view.show("has_tokens");
            page.view.add("token")
                .set("token_label", token.label)
                .set("token_created", visit.moment(token.created))
                .set("token_until", visit.moment(token.until));
        }
    }
    return page.respond(code);
}

Account account_typed(const Request& request) {
    Account account;
    account.id = lower(trim(request.form_value("id")));
    account.name = trim(request.form_value("name"));
    account.email = trim(request.form_value("email"));
    account.role = request.form_value("role");
    account.agency = request.form_value("agency");
    account.office = request.form_value("office");
    account.language = request.form_value("language") == "en" ? "en" : "id";
    account.active = request.form_value("active") == "1";
    return account;
}

std::vector<Problem> problems_of(const Error& error) {
    if (!error.problems.empty()) {
        return error.problems;
    }
    return {Problem{.code = error.code, .pointer = {}, .arguments = {}, .norms = {}, .detail = error.detail}};
}

Result<Account> account_asked(Visit& visit) {
    CHECK(administrators_only(visit));
    return visit.government.database->read([&](store::Session& session) { return visit.government.people->find(session, visit.request.parameter("id")); });
}

/// Twenty characters a person can read aloud: no letters that look like others.
std::string readable_password() {
    constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
    constexpr std::size_t length = 23;  // four groups of five and their dashes
    std::string password;
    while (password.size() < length) {
        for (const char c : random_token(16)) {
            if (password.size() < length && password.size() % 6 == 5) {
                password += '-';
            }
            if (password.size() < length && letters.contains(c)) {
                password += c;
            }
        }
    }
    return password;
}

}  // namespace

Result<Response> accounts(Visit& visit) {
    CHECK(administrators_only(visit));
    Page page(visit, "pages/accounts.html", visit.text("nav.accounts"));
    page.in("accounts");
    const auto all = visit.government.database->read([&](store::Session& session) { return visit.government.people->all(session); });
    const auto words = lower(trim(visit.request.query_value("q")));
    page.view.set("q", visit.request.query_value("q")).set("new_url", visit.url("/accounts/new"));
    std::int64_t count = 0;
    for (const auto& account : all) {
        const auto agency = account.agency.empty() ? std::string() : visit.agency_name(account.agency);
        if (!words.empty() && !lower(account.id + " " + account.name + " " + account.email + " " + agency).contains(words)) {
            continue;
        }
        ++count;
        auto row = page.view.add("row");
        row.set("account_id", account.id)
            .set("account_name", account.name.empty() ? account.id : account.name)
            .set("account_role", visit.text("role." + account.role))
            .set("account_agency", agency);
        row.set("account_url", visit.url("/accounts/" + encoded(account.id))).show(account.active ? "is_active" : "is_closed");
    }
    page.view.set("count", visit.text("accounts.count", {{"count", std::to_string(count)}}));
    return page.respond();
}

Result<Response> account_form(Visit& visit) {
    CHECK(administrators_only(visit));
    if (visit.request.parameter("id") == "new") {
        Account account;
        account.role = "agency_officer";
        return form_page(visit, {.account = account, .is_new = true, .problems = {}, .secret = {}, .secret_kind = {}}, 200);
    }
    TRY(auto account, account_asked(visit));
    return form_page(visit, {.account = std::move(account), .is_new = false, .problems = {}, .secret = {}, .secret_kind = {}}, 200);
}

Result<Response> save_account(Visit& visit) {
    CHECK(administrators_only(visit));
    auto account = account_typed(visit.request);
    const auto& by = visit.person().account->id;
    const auto& people = *visit.government.people;
    const bool is_new = visit.request.parameter("id") == "new";
    if (is_new) {
        account.active = true;
        const auto password = readable_password();
        const auto added = visit.government.database->write([&](store::Session& session) { return people.add(session, account, password, by); });
        if (!added) {
            return form_page(visit, {.account = account, .is_new = true, .problems = problems_of(added.error()), .secret = {}, .secret_kind = {}}, 422);
        }
        return form_page(visit, {.account = *added, .is_new = false, .problems = {}, .secret = password, .secret_kind = "first_password"}, 200);
    }
    account.id = visit.request.parameter("id");
    const auto changed = visit.government.database->write([&](store::Session& session) { return people.change(session, account, by); });
    if (!changed) {
        return form_page(visit, {.account = account, .is_new = false, .problems = problems_of(changed.error()), .secret = {}, .secret_kind = {}}, 422);
    }
    return Response::redirect(visit.url("/accounts?done=account_saved"));
}

Result<Response> reset_password(Visit& visit) {
    TRY(auto account, account_asked(visit));
    const auto password = readable_password();
    CHECK(visit.government.database->write(
        [&](store::Session& session) { return visit.government.people->set_password(session, account.id, password, visit.person().account->id); }));
    return form_page(visit, {.account = std::move(account), .is_new = false, .problems = {}, .secret = password, .secret_kind = "new_password"}, 200);
}

Result<Response> add_account_token(Visit& visit) {
    TRY(auto account, account_asked(visit));
    int days = 0;
    const auto text = visit.request.form_value("days");
    std::from_chars(text.data(), text.data() + text.size(), days);
    const auto label = std::string(trim(visit.request.form_value("label")));
    const auto token = visit.government.database->write(
        [&](store::Session& session) { return visit.government.people->add_token(session, account.id, label, days, visit.person().account->id); });
    if (!token) {
        return form_page(visit, {.account = std::move(account), .is_new = false, .problems = problems_of(token.error()), .secret = {}, .secret_kind = {}}, 422);
    }
    return form_page(visit, {.account = std::move(account), .is_new = false, .problems = {}, .secret = *token, .secret_kind = "new_token"}, 200);
}

Result<Response> remove_account_token(Visit& visit) {
    TRY(const auto account, account_asked(visit));
    CHECK(visit.government.database->write([&](store::Session& session) {
        return visit.government.people->remove_token(session, account.id, visit.request.form_value("label"), visit.person().account->id);
    }));
    return Response::redirect(visit.url("/accounts/" + encoded(account.id) + "?done=token_removed"));
}

}  // namespace pendopo::web::pages
