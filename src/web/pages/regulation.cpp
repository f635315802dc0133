// Reading the law: chapters, articles, definitions, search, and the text as on any day.

#include "web/pages/gates.hpp"
#include "web/pages/law_words.hpp"
#include "web/pages/pages.hpp"

namespace pendopo::web::pages {

using law::Norm;

namespace {

/// Articles in the order of the text, each with its norms.
std::vector<std::pair<std::string, std::vector<const Norm*>>> articles_of(const std::vector<const Norm*>& norms) {
    std::vector<std::pair<std::string, std::vector<const Norm*>>> articles;
    for (const auto* norm : norms) {
        const auto article = norm->article();
        auto found = std::ranges::find(articles, article, [](const auto& pair) -> const std::string& { return pair.first; });
        if (found == articles.end()) {
            articles.emplace_back(article, std::vector<const Norm*>{});
            found = std::prev(articles.end());
        }
        found->second.push_back(norm);
    }
    return articles;
}

std::vector<const Norm*> all_norms(const law::Regulation& regulation) {
    std::vector<const Norm*> norms;
    for (const auto& norm : regulation.norms) {
        norms.push_back(&norm);
    }
    return norms;
}

void show_day(const Visit& visit, View view, std::optional<Date> day) {
    view.set("on", day ? to_string(*day) : "");
    if (day) {
        view.show("has_day").set("day", visit.day(*day));
    }
    const auto& regulation = visit.regulation();
    if (!regulation.amends.empty()) {
        view.show("amends").set("amended", instrument_words(regulation.amends, visit.language));
        if (day && regulation.enacted && *day < *regulation.enacted) {
            view.show("before_amendment");
        }
    } else if (day && regulation.enacted && *day < *regulation.enacted) {
        view.show("before_enactment");
    }
}

void show_facts(const Visit& visit, View view) {
    const auto& regulation = visit.regulation();
    view.set("regulation_name", regulation_name(regulation, visit.language)).set("regulation_title", regulation.title).set("region", regulation.region);
    view.set_and_show("enacted", regulation.enacted ? visit.day(*regulation.enacted) : "");
    view.set_and_show("promulgated", regulation.promulgated ? visit.day(*regulation.promulgated) : "");
    std::vector<std::string> repeals;
    for (const auto& id : regulation.repeals) {
        repeals.push_back(instrument_words(id, visit.language));
    }
    view.set_and_show("repeals", join(repeals, ", "));
    view.set("norm_count", static_cast<std::int64_t>(regulation.norms.size()))
        .set("definition_count", static_cast<std::int64_t>(regulation.definitions.size()));
    view.set("conflict_count", static_cast<std::int64_t>(regulation.conflicts.size()));
    std::array<std::int64_t, 3> changes{};
    for (const auto& norm : regulation.norms) {
        changes[0] += norm.change == law::Change::added;
        changes[1] += norm.change == law::Change::changed;
        changes[2] += norm.change == law::Change::deleted;
    }
    view.set("added_count", changes[0]).set("changed_count", changes[1]).set("deleted_count", changes[2]);
}

void show_chapters(Visit& visit, View view, const std::map<std::string, law::Cell>& summary, std::optional<Date> day) {
    const auto& regulation = visit.regulation();
    std::vector<std::pair<std::string, std::vector<const Norm*>>> chapters;
    for (const auto& norm : regulation.norms) {
        if (chapters.empty() || chapters.back().first != norm.chapter) {
            chapters.emplace_back(norm.chapter, std::vector<const Norm*>{});
        }
        chapters.back().second.push_back(&norm);
    }
    for (const auto& [key, norms] : chapters) {
        auto chapter = view.add("chapter");
        chapter.set("chapter_name", chapter_name(visit, key));
        for (const auto& [article, within] : articles_of(norms)) {
            auto row = chapter.add("article");
            row.set("article_name", visit.norm(article))
                .set("article_url", visit.url("/regulation/articles/" + encoded(article)) + (day ? "?on=" + to_string(*day) : ""));
            row.set("article_norms", static_cast<std::int64_t>(within.size())).set("article_text", within.front()->text.in(visit.language));
            const bool deleted = std::ranges::all_of(within, [](const Norm* norm) { return norm->change == law::Change::deleted; });
            row.show("article_deleted", deleted);
            row.show("article_changed", !deleted && std::ranges::any_of(within, [](const Norm* norm) {
                         return norm->change == law::Change::changed || norm->change == law::Change::added || norm->change == law::Change::deleted;
                     }));
            const auto cell = together(summary, within);
            if (cell.state != law::State::unbound) {
                row.show("article_has_state");
                show_state(visit, row, cell.state);
                show_shares(visit, row, cell);
            }
        }
    }
}

/// Texts of a norm that search looks into, in lower case.
std::string searched_text(const Visit& visit, const Norm& norm) {
    std::string text = norm_name(norm.id, visit.language) + " " + norm.id + " " + norm.text.id + " " + norm.text.en;
    for (const auto& content : norm.contents) {
        text += " " + content.text.id + " " + content.text.en;
    }
    return lower(text);
}

}  // namespace

Result<Response> regulation_overview(Visit& visit) {
    const auto day = day_asked(visit.request);
    Page page(visit, "pages/regulation.html", visit.text("regulation.title"));
    page.in("regulation");
    show_facts(visit, page.view);
    show_day(visit, page.view, day);
    show_chapters(visit, page.view, visit.government.compliance->summary(day), day);
    return page.respond();
}

Result<Response> regulation_article(Visit& visit) {
    const auto& regulation = visit.regulation();
    const auto& wanted = visit.request.parameter("article");
    const auto articles = articles_of(all_norms(regulation));
    const auto found = std::ranges::find(articles, wanted, [](const auto& pair) -> const std::string& { return pair.first; });
    if (found == articles.end()) {
        return fail(ErrorKind::not_found, "norm.not_found");
    }
    const auto day = day_asked(visit.request);
    const auto suffix = day ? "?on=" + to_string(*day) : "";
    Page page(visit, "pages/article.html", visit.norm(wanted));
    page.in("regulation").crumb(visit.text("nav.regulation"), "/regulation" + suffix);
    page.view.set("chapter_name", chapter_name(visit, found->second.front()->chapter)).set("regulation_name", regulation_name(regulation, visit.language));
    show_day(visit, page.view, day);
    const auto summary = visit.government.compliance->summary(day);
    for (const auto* norm : found->second) {
        show_norm(visit, page.view.add("norm"), *norm, summary, day);
    }
    const auto link = [&](std::string_view section, const std::string& article) {
        page.view.add(section).set("near_name", visit.norm(article)).set("near_url", visit.url("/regulation/articles/" + encoded(article)) + suffix);
    };
    if (found != articles.begin()) {
        link("article_before", std::prev(found)->first);
    }
    if (std::next(found) != articles.end()) {
        link("article_after", std::next(found)->first);
    }
    return page.respond();
}

Result<Response> regulation_search(Visit& visit) {
    const auto words = visit.request.query_value("q");
    const auto system = visit.request.query_value("system");
    const auto kind = visit.request.query_value("kind");
    Page page(visit, "pages/regulation_search.html", visit.text("regulation.search_title"));
    page.in("regulation").crumb(visit.text("nav.regulation"), "/regulation");
    page.view.set("q", words);
    std::set<std::string> systems, kinds;
    for (const auto& norm : visit.regulation().norms) {
        systems.insert(norm.system);
        kinds.insert(norm.kind);
    }
    for (const auto& code : systems) {
        page.view.add("system_option").set("option_value", code).set("option_label", system_name(visit, code)).show("option_selected", code == system);
    }
    for (const auto& code : kinds) {
        page.view.add("kind_option").set("option_value", code).set("option_label", visit.text("kind." + code)).show("option_selected", code == kind);
    }
    const bool asked = !words.empty() || !system.empty() || !kind.empty();
    page.view.show("asked", asked);
    if (!asked) {
        return page.respond();
    }
    std::vector<std::string> wanted;
    for (const auto& word : split(lower(words), ' ')) {
        if (!word.empty()) {
            wanted.push_back(word);
        }
    }
    const auto summary = visit.government.compliance->summary();
    std::int64_t found = 0;
    for (const auto& norm : visit.regulation().norms) {
        const auto text = searched_text(visit, norm);
        const bool matches = std::ranges::all_of(wanted, [&](const std::string& word) { return text.contains(word); });
        if (matches && (system.empty() || norm.system == system) && (kind.empty() || norm.kind == kind)) {
            ++found;
            show_norm(visit, page.view.add("norm"), norm, summary, {});
        }
    }
    page.view.set("found", visit.text("regulation.found", {{"count", std::to_string(found)}})).show("found_nothing", found == 0);
    return page.respond();
}

Result<Response> regulation_definitions(Visit& visit) {
    Page page(visit, "pages/definitions.html", visit.text("regulation.definitions"));
    page.in("regulation").crumb(visit.text("nav.regulation"), "/regulation");
    page.view.set("regulation_name", regulation_name(visit.regulation(), visit.language));
    for (const auto& definition : visit.regulation().definitions) {
        auto one = page.view.add("definition");
        one.set("term", definition.term).set("gloss", definition.gloss.in(visit.language)).set("definition_norm", visit.norm(definition.ref));
        one.show("is_added", definition.change == law::Change::added)
            .show("is_changed", definition.change == law::Change::changed)
            .show("is_deleted", definition.change == law::Change::deleted);
    }
    return page.respond();
}

}  // namespace pendopo::web::pages
