// Table of contents of the pages: which address shows what.

#include "web/pages/pages.hpp"

#include <spdlog/spdlog.h>

namespace pendopo::web {

namespace pages {

const Site& site_of(const std::shared_ptr<const government::Product>& product) {
    // A memory of what never changes once made, kept with the product it was made from: not state.
    static std::mutex guard;
    static std::map<std::shared_ptr<const government::Product>, std::unique_ptr<const Site>> sites;
    const std::scoped_lock lock(guard);
    auto& site = sites[product];
    if (!site) {
        site = std::make_unique<const Site>(Templates(product->resources, product->locale));
        for (const auto& mistake : site->templates.mistakes()) {
            spdlog::warn("template {}", mistake);
        }
    }
    return *site;
}

namespace {

Handler answering(PageHandler handler) {
    return [handler](const Request& request, government::Government& government) {
        Visit visit(request, government, site_of(government.product));
        auto answer = handler(visit);
        if (answer) {
            return *std::move(answer);
        }
        if (answer.error().kind == ErrorKind::unauthenticated && request.method == "GET") {
            return Response::redirect(visit.url("/sign-in?back=" + encoded(here(request))));
        }
        return error_page(visit, answer.error());
    };
}

}  // namespace

}  // namespace pages

void add_pages(Router& router) {
    using namespace pages;
    using enum Access;
    const auto get = [&](std::string pattern, Access access, PageHandler handler) { router.add("GET", std::move(pattern), access, answering(handler)); };
    const auto steady = [&](std::string pattern, Access access, PageHandler handler) {
        router.add("GET", std::move(pattern), access, answering(handler), true);
    };
    const auto post = [&](std::string pattern, Access access, PageHandler handler) { router.add("POST", std::move(pattern), access, answering(handler)); };

    steady("/", everyone, home);
    post("/notices/read", signed_in, read_notices);
    get("/sign-in", everyone, sign_in_form);
    post("/sign-in", everyone, sign_in);
    post("/sign-out", everyone, sign_out);
    post("/preferences", everyone, choose_preferences);
    get("/account", signed_in, own_account);
    post("/account/password", signed_in, change_own_password);
    post("/account/sessions", signed_in, end_own_sessions);

    steady("/regulation", everyone, regulation_overview);
    steady("/regulation/search", everyone, regulation_search);
    steady("/regulation/definitions", everyone, regulation_definitions);
    steady("/regulation/articles/{article}", everyone, regulation_article);
    steady("/norms/{norm...}", everyone, norm_page);
    steady("/values", signed_in, open_values);
    get("/values/{parameter}/{norm...}", signed_in, decide_value_form);
    post("/values/{parameter}/{norm...}", signed_in, decide_value);
    steady("/conflicts", everyone, conflicts);
    post("/conflicts/{conflict}", signed_in, decide_conflict);

    steady("/registers", signed_in, registers_index);
    steady("/registers/{register}", everyone, record_list);
    post("/registers/{register}/views", signed_in, save_view);
    post("/registers/{register}/views/forget", signed_in, forget_view);
    get("/registers/{register}/new", signed_in, new_record_form);
    post("/registers/{register}/new", signed_in, create_record);
    get("/registers/{register}/export/{format}", signed_in, export_records);
    get("/registers/{register}/import", signed_in, import_form);
    post("/registers/{register}/import", signed_in, import_upload);
    post("/registers/{register}/import/try", signed_in, import_try);
    post("/registers/{register}/import/confirm", signed_in, import_confirm);
    get("/registers/{register}/suggest", signed_in, suggest_references);
    steady("/registers/{register}/{id}", everyone, record_page);
    get("/registers/{register}/{id}/edit", signed_in, edit_record_form);
    post("/registers/{register}/{id}/edit", signed_in, change_record);
    get("/registers/{register}/{id}/delete", signed_in, delete_form);
    post("/registers/{register}/{id}/delete", signed_in, delete_record);
    get("/registers/{register}/{id}/transitions/{transition}", signed_in, transition_form);
    post("/registers/{register}/{id}/transitions/{transition}", signed_in, make_transition);
    post("/registers/{register}/{id}/comments", signed_in, add_comment);
    post("/registers/{register}/{id}/files", signed_in, add_attachment);
    get("/registers/{register}/{id}/files/{hash}", everyone, download_file);

    steady("/compliance", signed_in, compliance_matrix);
    steady("/compliance/lines", signed_in, compliance_lines);
    get("/compliance/export/{format}", signed_in, compliance_export);
    steady("/agencies/{agency}", signed_in, agency_page);
    steady("/calendar", signed_in, calendar);
    steady("/calendar.ics", signed_in, calendar_ics);
    steady("/census", signed_in, census);
    post("/census/{register}", signed_in, confirm_census);

    steady("/changes", signed_in, changes);
    get("/accounts", signed_in, accounts);
    get("/accounts/{id}", signed_in, account_form);
    post("/accounts/{id}", signed_in, save_account);
    post("/accounts/{id}/password", signed_in, reset_password);
    post("/accounts/{id}/tokens", signed_in, add_account_token);
    post("/accounts/{id}/tokens/remove", signed_in, remove_account_token);
    get("/status", signed_in, status);
    post("/status/verify", signed_in, verify_ledger);
}

Response error_page(int status, const Error& error, const Request& request, government::Government* government) {
    try {
        if (government != nullptr) {
            pages::Visit visit(request, *government, pages::site_of(government->product));
            return pages::error_page(visit, error, status);
        }
    } catch (const std::exception& fault) {
        spdlog::error("error page: {}", fault.what());  // the cause may be the database itself: answer with what needs nothing
    }
    Response response;
    response.status = status;
    const bool english = request.language == Language::en;
    response.body = fmt::format(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>Pendopo</title></head><body><main><h1>{}</h1><p><a "
        "href=\"/\">{}</a></p></main></body></html>",
        english ? "en" : "id",
        status == 404 ? (english ? "There is no such page" : "Halaman tidak ditemukan")
                      : (english ? "This cannot be shown now" : "Halaman tidak dapat ditampilkan"),
        english ? "To the start page" : "Ke halaman awal");
    return response;
}

}  // namespace pendopo::web
