// The own account: who one is here, the password, the open sessions.

#include "web/pages/pages.hpp"

namespace pendopo::web::pages {

namespace {

Response account_page(Visit& visit, const std::vector<Problem>& problems, int code) {
    const auto& account = *visit.person().account;
    Page page(visit, "pages/account.html", visit.text("account.title"));
    page.view.set("account_id", account.id).set("account_name", account.name).set("account_role", visit.text("role." + account.role));
    page.view.set_and_show("account_email", account.email);
    page.view.set_and_show("account_agency", account.agency.empty() ? "" : visit.agency_name(account.agency));
    page.view.set_and_show("account_office", account.office.empty() ? "" : visit.office_name(account.office));
    for (const auto& problem : problems) {
        page.view.show("has_mistakes");
        const bool old = problem.pointer == "/old";
        page.view.add("mistake")
            .set("mistake_text", visit.problem_text(problem))
            .set("mistake_target", old                           ? "old"
                                   : problem.pointer == "/again" ? "again"
                                                                 : "new");
        page.view.show(old ? "old_wrong" : problem.pointer == "/again" ? "again_wrong" : "new_wrong");
    }
    const auto sessions = visit.government.database->read([&](store::Session& session) { return visit.government.people->sessions(session, account.id); });
    page.view.set("session_count", static_cast<std::int64_t>(sessions.size()));
    for (const auto& open : sessions) {
        page.view.add("open_session")
            .set("session_address", open.address)
            .set("session_created", visit.moment(open.created))
            .set("session_seen", visit.moment(open.seen));
    }
    return page.respond(code);
}

Problem mistake(std::string code, std::string pointer) {
    return {.code = std::move(code), .pointer = std::move(pointer), .arguments = {}, .norms = {}, .detail = {}};
}

}  // namespace

Result<Response> own_account(Visit& visit) { return account_page(visit, {}, 200); }

Result<Response> change_own_password(Visit& visit) {
    const auto& id = visit.person().account->id;
    auto& people = *visit.government.people;
    const auto wanted = visit.request.form_value("new");
    if (wanted != visit.request.form_value("again")) {
        return account_page(visit, {mistake("password.differs", "/again")}, 422);
    }
    // The old password is proved as in signing in: the same work, the same waiting after misses.
    const auto proof = people.sign_in(id, visit.request.form_value("old"), visit.request.address);
    if (!proof) {
        return account_page(visit, {mistake(proof.error().code == "sign_in.wait" ? "sign_in.wait" : "password.old_wrong", "/old")}, 422);
    }
    const auto changed = visit.government.database->write([&](store::Session& session) { return people.set_password(session, id, wanted, id); });
    if (!changed) {
        people.sign_out(proof->token);
        return account_page(visit, {mistake(changed.error().code, "/new")}, 422);
    }
    // Changing the password closes every session; this browser goes on with a new one.
    const auto session = people.sign_in(id, wanted, visit.request.address);
    auto response = Response::redirect(visit.url("/account?done=password_changed"));
    if (session) {
        start_session(response, visit.request, *session);
    }
    return response;
}

Result<Response> end_own_sessions(Visit& visit) {
    visit.government.people->end_sessions(visit.person().account->id);
    auto response = Response::redirect(visit.url("/sign-in?done=sessions_ended"));
    end_session(response, visit.request);
    return response;
}

}  // namespace pendopo::web::pages
