// Outside of any government: the list of those that this process serves.

#include "web/pages/pages.hpp"

namespace pendopo::web {

namespace {

Response list_of_governments(const Request& request, std::span<government::Government* const> governments) {
    if (governments.empty()) {
        return error_page(503, Error{ErrorKind::unavailable, "government.none", {}, {}}, request, nullptr);
    }
    pages::Document document("pages/root.html");
    auto frame = document.frame();
    const auto& product = governments.front()->product;
    const auto language = request.language;
    const auto text = [&](std::string_view key) { return product->locale.text(language, key); };
    frame.set("language", language == Language::en ? "en" : "id").set("theme", "auto").set("government", "Pendopo").show("is_root");
    document.set_everywhere("title", text("root.title"));
    document.set_everywhere("base", "");
    frame.show(language == Language::en ? "in_english" : "in_indonesian");
    auto view = document.content();
    for (const auto* government : governments) {
        auto one = view.add("one_government");
        one.set("government_name", government->name()).set("government_url", fmt::format("/{}/", government->slug));
        one.set("government_law", pages::regulation_name(*government->regulation, language)).set("government_title", government->regulation->title);
        one.set("norm_count", static_cast<std::int64_t>(government->regulation->norms.size())).show("government_demonstration", government->demonstration);
    }
    Response response;
    response.body = pages::site_of(product).templates.render(language, document);
    response.with("Cache-Control", "no-store");
    return response;
}

}  // namespace

void add_root_pages(RootRouter& router) { router.add("GET", "/", Access::everyone, list_of_governments); }

}  // namespace pendopo::web
