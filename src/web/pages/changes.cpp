// Every change, from the ledger: who, when, what, before and after.

#include <charconv>

#include "web/pages/history.hpp"
#include "web/pages/list_query.hpp"
#include "web/pages/pages.hpp"

namespace pendopo::web::pages {

namespace {

constexpr std::size_t shown = 40;

/// A day's first moment in the government's zone.
Moment start_of(Date date, std::string_view zone) { return Moment(date) - zone_offset(zone).value_or(std::chrono::hours(7)); }

bool sees_all(const Visit& visit) {
    return visit.person().has("administrator") || visit.person().has("ict_officer") || visit.person().has("auditor") || visit.person().has("executive");
}

/// Entries of registers this person may not read, and of accounts and sessions for those who do not watch over them, are left out.
bool may_see(const Visit& visit, const ledger::Entry& entry) {
    if (const auto* declaration = visit.catalogue().find(entry.subject)) {
        return people::may_read(visit.person(), *declaration);
    }
    return sees_all(visit) || entry.actor == visit.person().id();
}

ledger::Filter filter_asked(const Visit& visit) {
    ledger::Filter filter;
    const auto given = [&](std::string_view name) {
        const auto value = std::string(trim(visit.request.query_value(name)));
        return value.empty() ? std::nullopt : std::optional(value);
    };
    filter.subject = given("register");
    filter.record = given("record");
    filter.actor = given("actor");
    filter.action = given("action");
    const auto zone = visit.regulation().timezone;
    if (const auto from = parse_date(visit.request.query_value("from"))) {
        filter.from = start_of(*from, zone);
    }
    if (const auto until = parse_date(visit.request.query_value("until"))) {
        filter.until = start_of(*until + std::chrono::days(1), zone);
    }
    std::int64_t before = 0;
    const auto text = visit.request.query_value("older");
    if (const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), before); failed == std::errc() && !text.empty()) {
        filter.before = before;
    }
    filter.limit = shown + 1;
    return filter;
}

void show_filters(Visit& visit, View view) {
    for (const auto& declaration : visit.catalogue().registers()) {
        if (people::may_read(visit.person(), declaration)) {
            view.add("register_option")
                .set("option_value", declaration.name)
                .set("option_label", declaration.label.in(visit.language))
                .show("option_selected", declaration.name == visit.request.query_value("register"));
        }
    }
    for (const auto* action : {"create", "update", "transition", "delete", "import", "comment", "file", "sign_in", "setting"}) {
        view.add("action_option")
            .set("option_value", action)
            .set("option_label", visit.text(fmt::format("action.{}", action)))
            .show("option_selected", visit.request.query_value("action") == action);
    }
    for (const auto* name : {"record", "actor", "from", "until"}) {
        view.set(name, visit.request.query_value(name));
    }
}

}  // namespace

Result<Response> changes(Visit& visit) {
    const auto filter = filter_asked(visit);
    Page page(visit, "pages/changes.html", visit.text("changes.title"));
    page.in("changes");
    show_filters(visit, page.view);
    ledger::Head head;
    auto entries = visit.government.database->read([&](store::Session& session) {
        head = ledger::head(session);
        return ledger::entries(session, filter);
    });
    page.view.set("ledger_size", visit.number(static_cast<std::int64_t>(head.size))).set("ledger_root", head.root);
    if (entries.size() > shown) {
        entries.resize(shown);
        page.view.show("has_older")
            .set("older_url", Address(visit.url("/changes"), visit.request.query).with("older", std::to_string(entries.back().sequence)));
    }
    std::erase_if(entries, [&](const ledger::Entry& entry) { return !may_see(visit, entry); });
    page.view.show("is_empty", entries.empty());
    show_entries(visit, page.view, entries, true);
    return page.respond();
}

}  // namespace pendopo::web::pages
