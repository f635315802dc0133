// Which registers somebody confirmed to be complete, when, and which wait for it. An empty register proves nothing.

#include "web/pages/pages.hpp"

namespace pendopo::web::pages {

using registers::Register;

namespace {

struct Confirmation {
    std::string on, by, record;
};

/// The latest confirmation of every register, for the agency or the whole government.
std::map<std::string, Confirmation> confirmations(Visit& visit, const Register& census, const std::string& agency) {
    registers::Query query;
    query.where = {{"state", registers::Condition::Comparison::is, {"confirmed"}}};
    if (agency.empty()) {
        query.where.push_back({"agency", registers::Condition::Comparison::unset, {}});
    } else {
        query.where.push_back({"agency", registers::Condition::Comparison::is, {agency}});
    }
    query.sort = "-confirmed_on";
    query.limit = 200;
    const auto page = visit.government.database->read([&](store::Session& session) { return visit.government.records->list(session, census, query); });
    std::map<std::string, Confirmation> latest;
    if (page) {
        for (const auto& record : page->records) {
            latest.emplace(registers::text_of(record.get(census, "of_register")),
                           Confirmation{registers::text_of(record.get(census, "confirmed_on")), record.created_by, record.id});
        }
    }
    return latest;
}

bool confirms(const Visit& visit, const Register& declaration) {
    return declaration.census && visit.person().signed_in() &&
           std::ranges::find(declaration.census->confirm, visit.person().account->role) != declaration.census->confirm.end();
}

void show_register(Visit& visit, View row, const Register& declaration, const std::map<std::string, Confirmation>& latest, std::int64_t count) {
    row.set("register_label", declaration.plural.in(visit.language))
        .set("register_url", visit.url("/registers/" + declaration.name))
        .set("register_name", declaration.name);
    row.set("register_count", visit.number(count));
    std::vector<std::string> roles;
    for (const auto& role : declaration.census->confirm) {
        roles.push_back(visit.text("role." + role));
    }
    const auto every = parse_duration(declaration.census->every);
    row.set("confirmers", join(roles, ", ")).set("every", every ? readable(*every, visit.language) : declaration.census->every);
    const auto found = latest.find(declaration.name);
    const auto on = found == latest.end() ? std::nullopt : parse_date(found->second.on);
    if (on) {
        const auto until = every ? *on + *every : *on;
        row.show("is_confirmed")
            .set("confirmed_on", visit.day(*on))
            .set("confirmed_by", visit.account_name(found->second.by))
            .set("confirmed_until", visit.day(until))
            .set("census_url", visit.record_url("census", found->second.record));
        row.show(until < visit.government.today() ? "is_over" : "is_valid");
    } else {
        row.show("is_unconfirmed");
    }
    row.show("can_confirm", confirms(visit, declaration)).set("confirm_action", visit.url("/census/" + declaration.name));
}

}  // namespace

Result<Response> census(Visit& visit) {
    TRY(const auto* declaration, visit.find_register("census"));
    const auto& account = *visit.person().account;
    const std::string agency = account.role == "agency_officer" || account.role == "agency_head" ? account.agency : "";
    Page page(visit, "pages/census.html", visit.text("census.title"));
    page.in("registers").crumb(visit.text("nav.registers"), "/registers");
    page.view.set_and_show("of_agency", agency.empty() ? "" : visit.agency_name(agency));
    const auto latest = confirmations(visit, *declaration, agency);
    std::vector<const Register*> asked;
    for (const auto& other : visit.catalogue().registers()) {
        if (other.census && people::may_read(visit.person(), other)) {
            asked.push_back(&other);
        }
    }
    std::vector<std::int64_t> counts;
    visit.government.database->read([&](store::Session& session) {
        for (const auto* other : asked) {
            registers::Query query;
            if (!agency.empty() && !other->agency_path.empty()) {
                query.agency = agency;
            }
            counts.push_back(visit.government.records->count(session, *other, query));
        }
    });
    std::int64_t confirmed = 0;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        show_register(visit, page.view.add("row"), *asked[i], latest, counts[i]);
        confirmed += latest.contains(asked[i]->name);
    }
    page.view.set("confirmed_count", confirmed).set("asked_count", static_cast<std::int64_t>(asked.size()));
    return page.respond();
}

Result<Response> confirm_census(Visit& visit) {
    TRY(const auto* declaration, visit.find_register(visit.request.parameter("register")));
    TRY(const auto* census, visit.find_register("census"));
    if (!confirms(visit, *declaration)) {
        return fail(ErrorKind::forbidden, "permission.refused");
    }
    const auto& account = *visit.person().account;
    workflow::Values values{{"of_register", declaration->name}, {"confirmed_on", to_string(visit.government.today())}};
    if (account.role == "agency_officer" || account.role == "agency_head") {
        values["agency"] = account.agency;
    }
    if (const auto note = trim(visit.request.form_value("note")); !note.empty()) {
        values["note"] = note;
    }
    TRY(const auto created, visit.government.workflow->create(visit.person(), *census, "", values));
    (void)created;
    return Response::redirect(visit.url("/census?done=census_confirmed"));
}

}  // namespace pendopo::web::pages
