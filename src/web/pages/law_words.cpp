#include "web/pages/law_words.hpp"

#include "web/pages/gates.hpp"

namespace pendopo::web::pages {

using law::Norm;

std::optional<Date> day_asked(const Request& request) { return parse_date(request.query_value("on")); }

Standing standing_on(const law::Regulation& regulation, const Norm& norm, std::optional<Date> day) {
    const bool before = day && regulation.enacted && *day < *regulation.enacted;
    const bool amends = !regulation.amends.empty();
    if (!before) {
        return norm.change == law::Change::deleted ? Standing::deleted : Standing::in_force;
    }
    if (!amends || norm.change == law::Change::added) {
        return Standing::not_yet;
    }
    return norm.change == law::Change::changed ? Standing::before_change : Standing::in_force;
}

const law::Cell* cell_of(const std::map<std::string, law::Cell>& summary, const Norm& norm) {
    auto found = summary.find(norm.id);
    if (found == summary.end()) {
        found = summary.find(norm.full_id);
    }
    return found == summary.end() ? nullptr : &found->second;
}

law::Cell together(const std::map<std::string, law::Cell>& summary, const std::vector<const Norm*>& norms) {
    law::Cell all;
    for (const auto* norm : norms) {
        if (const auto* cell = cell_of(summary, *norm)) {
            all.state = std::min(all.state, cell->state);
            for (std::size_t i = 0; i < all.counts.size(); ++i) {
                all.counts[i] += cell->counts[i];
            }
        }
    }
    return all;
}

std::string chapter_name(const Visit& visit, std::string_view key) {
    for (const auto& chapter : visit.regulation().chapters) {
        if (chapter.key == key) {
            const auto title = chapter.title.in(visit.language);
            const auto number = visit.text("regulation.chapter", {{"number", std::string(key)}});
            return title.empty() ? number : number + " – " + title;
        }
    }
    return key.empty() ? visit.text("regulation.no_chapters") : visit.text("regulation.chapter", {{"number", std::string(key)}});
}

std::string system_name(const Visit& visit, std::string_view code) {
    if (const auto* system = visit.catalogue().system(code)) {
        return system->label.in(visit.language);
    }
    const auto key = fmt::format("system.{}", code);
    return visit.has_text(key) ? visit.text(key) : std::string(code);
}

std::string period_words(const Visit& visit, std::string_view code) {
    if (const auto length = parse_duration(code)) {
        return readable(*length, visit.language);
    }
    const auto key = fmt::format("period.{}", code);
    return visit.has_text(key) ? visit.text(key) : std::string(code);
}

namespace {

void show_change(const Visit& visit, View view, const Norm& norm, Standing standing) {
    switch (norm.change) {
        case law::Change::added: view.show("is_added").set("change_label", visit.text("norm.added")); break;
        case law::Change::changed: view.show("is_changed").set("change_label", visit.text("norm.changed")); break;
        case law::Change::deleted: view.show("is_deleted").set("change_label", visit.text("norm.deleted")); break;
        default: break;
    }
    if (standing == Standing::before_change) {
        view.show("was_other");
    } else if (standing == Standing::not_yet) {
        view.show("not_yet");
    }
}

}  // namespace

void show_norm(Visit& visit, View view, const Norm& norm, const std::map<std::string, law::Cell>& summary, std::optional<Date> day) {
    const auto standing = standing_on(visit.regulation(), norm, day);
    view.set("norm_name", visit.norm(norm.id)).set("norm_url", visit.norm_url(norm.id) + (day ? "?on=" + to_string(*day) : ""));
    view.set("norm_text", norm.text.in(visit.language)).set("norm_kind", visit.text("kind." + norm.kind)).set("norm_anchor", "n" + norm.id);
    for (const auto& content : norm.contents) {
        view.show("has_contents");
        view.add("norm_content").set("content_text", content.text.in(visit.language));
    }
    show_change(visit, view, norm, standing);
    const auto* cell = cell_of(summary, norm);
    if (cell != nullptr && cell->state != law::State::unbound && standing != Standing::not_yet) {
        view.show("has_state");
        show_state(visit, view, cell->state);
        show_shares(visit, view, *cell);
    }
}

}  // namespace pendopo::web::pages
