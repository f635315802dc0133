// One norm: its words, who must do what by when, the rule that checks it, its state over all, why, and what it is tied to.

#include "web/pages/compliance_query.hpp"
#include "web/pages/gates.hpp"
#include "web/pages/law_words.hpp"
#include "web/pages/pages.hpp"

namespace pendopo::web::pages {

using law::Norm;

namespace {

void show_terms(Visit& visit, View view, const Norm& norm) {
    std::vector<std::string> actors;
    for (const auto& actor : norm.actors) {
        actors.push_back(visit.office_name(actor));
    }
    view.set_and_show("actors", join(actors, ", "));
    const auto modality = "modality." + norm.modality;
    view.set_and_show("modality", visit.has_text(modality) ? visit.text(modality) : "");
    view.set_and_show("period", norm.period.empty() ? "" : period_words(visit, norm.period));
    view.set_and_show("deadline", !norm.deadline_text.empty() ? norm.deadline_text.in(visit.language)
                                  : norm.deadline.empty()     ? ""
                                                              : period_words(visit, norm.deadline));
    const auto approval = "approval." + norm.approval;
    view.set_and_show("approval", norm.approval.empty() ? "" : visit.has_text(approval) ? visit.text(approval) : visit.office_name(norm.approval));
    view.set("system_name", system_name(visit, norm.system)).set("system_url", visit.url("/regulation/search?system=" + encoded(norm.system)));
    view.set("kind_name", visit.text("kind." + norm.kind));
    view.show("sanctionable", norm.sanctionable);
    view.set("text_id", norm.text.id).set("text_en", norm.text.en);
    for (const auto& content : norm.contents) {
        view.show("has_contents");
        view.add("content_item").set("content_text", content.text.in(visit.language));
    }
}

void show_ties(Visit& visit, View view, const Norm& norm) {
    for (const auto& ref : norm.refs) {
        view.show("has_refs");
        const auto* target = visit.regulation().norm(ref);
        auto one = view.add("reference");
        one.set("ref_name", visit.norm(ref)).show(target != nullptr ? "ref_here" : "ref_elsewhere");
        if (target != nullptr) {
            one.set("ref_url", visit.norm_url(ref)).set("ref_text", target->text.in(visit.language));
        }
    }
    for (const auto& conflict : visit.regulation().conflicts) {
        const bool touches = std::ranges::any_of(conflict.norms, [&](const std::string& other) { return other == norm.id || other == norm.full_id; });
        if (touches) {
            view.show("has_conflicts");
            view.add("conflict")
                .set("conflict_says", conflict.says.in(visit.language))
                .set("conflict_kind", visit.text("conflict." + conflict.kind))
                .set("conflict_url", visit.url("/conflicts#" + encoded(conflict.key)));
        }
    }
}

void show_bindings(const Visit& visit, View view, const Norm& norm) {
    for (const auto& binding : norm.bindings) {
        view.show("has_rules");
        auto one = view.add("rule");
        const auto* rule = visit.government.product->rulebook->find(binding.rule);
        one.set("rule_name", binding.rule).set("rule_says", rule != nullptr ? rule->says.in(visit.language) : binding.rule);
        if (rule != nullptr) {
            one.set_and_show("rule_pattern", visit.text(fmt::format("pattern.{}", law::name_of(rule->pattern))));
            one.show("rule_prevents", rule->prevents && binding.prevents);
        }
        if (!binding.strain.empty()) {
            const auto key = "strain." + binding.strain_kind;
            one.set_and_show("strain_kind", visit.has_text(key) ? visit.text(key) : binding.strain_kind);
            one.set_and_show("strain", binding.strain);
        }
    }
}

void show_standing(Visit& visit, View view, const Norm& norm, std::optional<Date> day) {
    const auto standing = standing_on(visit.regulation(), norm, day);
    view.show("is_added", norm.change == law::Change::added)
        .show("is_changed", norm.change == law::Change::changed)
        .show("is_deleted", norm.change == law::Change::deleted);
    view.show("was_other", standing == Standing::before_change).show("not_yet", standing == Standing::not_yet);
    view.set("on", day ? to_string(*day) : "");
    if (day) {
        view.show("has_day").set("day", visit.day(*day));
    }
}

void show_answers(Visit& visit, View view, const Norm& norm, std::optional<Date> day) {
    constexpr std::size_t shown = 40;
    ComplianceQuery query;
    query.filter.norm = norm.id;
    query.filter.agency = visit.request.query_value("agency");
    query.filter.state = law::state_named(visit.request.query_value("state"));
    query.filter.explain = visit.person().signed_in();
    query.day = day;
    std::size_t total = 0;
    const auto lines = worst_lines(visit, query, shown, &total);
    const auto summary = visit.government.compliance->summary(day);
    const auto* cell = cell_of(summary, norm);
    if (cell != nullptr) {
        show_state(visit, view, cell->state);
        show_shares(visit, view, *cell);
        view.show("has_answer");
    }
    view.set("total", visit.number(static_cast<std::int64_t>(total)));
    if (total > lines.size() && visit.person().signed_in()) {
        view.show("has_more").set("more_url", visit.url("/compliance/lines?norm=" + encoded(norm.id)));
    }
    if (visit.person().signed_in()) {
        show_lines(visit, view, lines);
    } else {
        view.show("lines_hidden");
    }
}

}  // namespace

Result<Response> norm_page(Visit& visit) {
    const auto* norm = visit.regulation().norm(visit.request.parameter("norm"));
    if (norm == nullptr) {
        return fail(ErrorKind::not_found, "norm.not_found");
    }
    const auto day = day_asked(visit.request);
    Page page(visit, "pages/norm.html", visit.norm(norm->id));
    page.in("regulation")
        .crumb(visit.text("nav.regulation"), "/regulation")
        .crumb(visit.norm(norm->article()), "/regulation/articles/" + encoded(norm->article()));
    page.view.set("norm_text", norm->text.in(visit.language))
        .set("regulation_name", regulation_name(visit.regulation(), visit.language))
        .set("full_id", norm->full_id);
    page.view.set("chapter_name", chapter_name(visit, norm->chapter));
    show_standing(visit, page.view, *norm, day);
    show_terms(visit, page.view, *norm);
    show_ties(visit, page.view, *norm);
    show_bindings(visit, page.view, *norm);
    show_answers(visit, page.view, *norm, day);
    return page.respond();
}

}  // namespace pendopo::web::pages
