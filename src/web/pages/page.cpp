// The frame around every page: header, navigation, way back, messages, footer; and the pages of errors.

#include "web/pages/pages.hpp"
#include "web/pages/visit.hpp"
#include "web/url.hpp"

namespace pendopo::web::pages {

namespace {

struct Entry {
    std::string_view section, path;
    bool (*shown)(const people::Person&);
};

bool always(const people::Person&) { return true; }
bool signed_in(const people::Person& person) { return person.signed_in(); }
bool administrator(const people::Person& person) { return person.has("administrator"); }
bool operating(const people::Person& person) { return person.has("administrator") || person.has("ict_officer") || person.has("auditor"); }

constexpr std::array navigation = {
    Entry{"home", "/", always},
    Entry{"regulation", "/regulation", always},
    Entry{"compliance", "/compliance", signed_in},
    Entry{"calendar", "/calendar", signed_in},
    Entry{"registers", "/registers", signed_in},
    Entry{"changes", "/changes", signed_in},
    Entry{"accounts", "/accounts", administrator},
    Entry{"status", "/status", operating},
};

/// "KK" of "Kota Kediri": stands in the emblem's place until the government puts its own there.
std::string initials(std::string_view name) {
    std::string letters;
    for (const auto& word : split(name, ' ')) {
        if (!word.empty() && letters.size() < 2) {
            letters += word.front();
        }
    }
    return letters;
}

/// Path and query of the present page within its government, for coming back to it.
std::string theme_of(const Request& request) {
    const auto found = request.cookies.find(theme_cookie);
    const bool chosen = found != request.cookies.end() && (found->second == "dark" || found->second == "light");
    return chosen ? found->second : "auto";
}

void fill_preferences(View frame, const Request& request, Language language, const std::string& theme) {
    frame.set("language", language == Language::en ? "en" : "id");
    frame.show(language == Language::en ? "in_english" : "in_indonesian");
    frame.show("theme_" + theme);
    frame.set("here", here(request));
    frame.set("csrf", request.csrf);
}

void fill_flash(View frame, const Visit& visit) {
    const auto done = visit.request.query_value("done");
    if (!done.empty() && visit.has_text("done." + done)) {
        frame.add("flash").set("flash_text", visit.text("done." + done));
    }
}

}  // namespace

Page::Page(Visit& visit, std::string content, std::string title)
    : visit_(visit), document_(std::move(content)), title_(std::move(title)), view(document_.content()) {
    document_.set_everywhere("base", visit.request.base);
    document_.set_everywhere("csrf", visit.request.csrf);
    document_.set_everywhere("title", title_);
    if (visit.person().signed_in()) {
        document_.show_everywhere("signed_in");
    } else {
        document_.show_everywhere("signed_out");
    }
}

Page& Page::in(std::string_view section) {
    section_ = section;
    return *this;
}

Page& Page::crumb(std::string_view label, std::string_view path) {
    crumbs_.emplace_back(label, visit_.url(path));
    return *this;
}

Page& Page::everywhere(std::string_view name, std::string_view value) {
    document_.set_everywhere(name, value);
    return *this;
}

void Page::fill_navigation(View frame) {
    for (const auto& entry : navigation) {
        if (!entry.shown(visit_.person())) {
            continue;
        }
        auto item = frame.add("navigation");
        item.set("nav_label", visit_.text(fmt::format("nav.{}", entry.section))).set("nav_url", visit_.url(entry.path));
        item.show("nav_present", entry.section == section_);
        item.show(fmt::format("nav_is_{}", entry.section));
    }
}

void Page::fill_person(View frame) {
    if (!visit_.person().signed_in()) {
        return;
    }
    const auto& account = *visit_.person().account;
    auto person = frame.add("person");
    person.set("person_name", account.name.empty() ? account.id : account.name);
    person.set("person_role", visit_.text("role." + account.role));
    if (!account.agency.empty()) {
        person.set_and_show("person_agency", visit_.agency_name(account.agency));
    }
}

void Page::fill_frame() {
    auto frame = document_.frame();
    const auto theme = theme_of(visit_.request);
    frame.show("of_government").set("theme", theme);
    fill_preferences(frame, visit_.request, visit_.language, theme);
    frame.set("government", visit_.government.name());
    frame.set("initials", initials(visit_.government.name()));
    frame.set("regulation_name", regulation_name(visit_.regulation(), visit_.language));
    frame.show("demonstration", visit_.government.demonstration);
    fill_navigation(frame);
    fill_person(frame);
    fill_flash(frame, visit_);
    if (!crumbs_.empty()) {
        frame.show("has_crumbs");
        for (const auto& [label, url] : crumbs_) {
            frame.add("crumb").set("crumb_label", label).set("crumb_url", url);
        }
    }
}

Response Page::respond(int status) {
    fill_frame();
    Response response;
    response.status = status;
    response.body = visit_.site.templates.render(visit_.language, document_);
    response.with("Cache-Control", "no-store");
    return response;
}

Response error_page(Visit& visit, const Error& error, int status) {
    const int code = status != 0 ? status : status_of(error.kind);
    const std::string kind = code == 404   ? "not_found"
                             : code == 403 ? "forbidden"
                             : code == 401 ? "unauthenticated"
                             : code == 409 ? "conflict"
                             : code == 413 ? "too_large"
                             : code == 429 ? "too_many"
                             : code >= 500 ? "fault"
                                           : "invalid";
    Page page(visit, "pages/error.html", visit.text("error_page." + kind));
    page.view.set("status", code);
    page.view.show("is_" + kind);
    std::set<std::string> shown;
    const auto said = error.code.empty() || code >= 500 ? std::string() : visit.error_text(error);
    if (!said.empty() && error.problems.empty()) {
        page.view.set_and_show("said", said);
    }
    for (const auto& problem : error.problems) {
        if (const auto reference = problem.arguments.find("reference"); reference != problem.arguments.end()) {
            page.view.set_and_show("reference", reference->second);
        }
        auto text = code >= 500 ? std::string() : visit.problem_text(problem);
        if (text.empty() || !shown.insert(text).second) {
            continue;
        }
        page.view.show("has_problems");
        auto row = page.view.add("problem");
        row.set("problem_text", text);
        for (const auto& norm : problem.norms) {
            row.add("problem_norm").set("problem_norm_name", visit.norm(norm)).set("problem_norm_url", visit.norm_url(norm));
        }
    }
    page.view.set("sign_in_url", visit.url("/sign-in?back=" + encoded(here(visit.request))));
    auto response = page.respond(code);
    add_retry(error, response);
    return response;
}

}  // namespace pendopo::web::pages
