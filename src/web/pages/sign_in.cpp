// Coming in and going out, and what a visitor prefers.

#include "web/pages/pages.hpp"

namespace pendopo::web::pages {

namespace {

Response sign_in_page(Visit& visit, const std::string& problem, int code) {
    Page page(visit, "pages/sign_in.html", visit.text("sign_in.title"));
    page.view.set("action", visit.url("/sign-in")).set("name_value", visit.request.form_value("name"));
    const auto back = visit.request.method == "POST" ? visit.request.form_value("back") : visit.request.query_value("back");
    page.view.set("back", own_path(back));
    page.view.set_and_show("mistake", problem);
    page.view.show("demonstration_accounts", visit.government.demonstration);
    return page.respond(code);
}

}  // namespace

Result<Response> sign_in_form(Visit& visit) {
    if (visit.person().signed_in()) {
        return Response::redirect(visit.url(own_path(visit.request.query_value("back"))));
    }
    return sign_in_page(visit, "", 200);
}

Result<Response> sign_in(Visit& visit) {
    const std::string name = lower(trim(visit.request.form_value("name")));
    const auto session = visit.government.people->sign_in(name, visit.request.form_value("password"), visit.request.address);
    if (!session) {
        auto response = sign_in_page(visit, visit.error_text(session.error()), status_of(session.error().kind));
        add_retry(session.error(), response);
        return response;
    }
    auto response = Response::redirect(visit.url(own_path(visit.request.form_value("back"))));
    start_session(response, visit.request, *session);
    return response;
}

Result<Response> sign_out(Visit& visit) {
    if (const auto cookie = visit.request.cookies.find(session_cookie); cookie != visit.request.cookies.end()) {
        visit.government.people->sign_out(cookie->second);
    }
    auto response = Response::redirect(visit.url("/") + "?done=signed_out");
    end_session(response, visit.request);
    return response;
}

Result<Response> choose_preferences(Visit& visit) {
    auto response = Response::redirect(visit.url(own_path(visit.request.form_value("back"))));
    constexpr std::chrono::hours year{24 * 365};
    const auto language = visit.request.form_value("language");
    if (language == "id" || language == "en") {
        response.cookie(visit.request, language_cookie, language, year);
    }
    const auto theme = visit.request.form_value("theme");
    if (theme == "light" || theme == "dark") {
        response.cookie(visit.request, theme_cookie, theme, year);
    } else if (theme == "auto") {
        response.cookie(visit.request, theme_cookie, "", std::chrono::seconds(0));
    }
    return response;
}

}  // namespace pendopo::web::pages
