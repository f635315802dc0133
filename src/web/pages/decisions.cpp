// What the law leaves open and what this government decided: values, and which of two conflicting norms it follows.

#include "web/pages/gates.hpp"
#include "web/pages/law_words.hpp"
#include "web/pages/pages.hpp"
#include "web/url.hpp"

namespace pendopo::web::pages {

namespace {

bool may_decide(const Visit& visit, std::string_view register_name) {
    const auto* declaration = visit.catalogue().find(register_name);
    return declaration != nullptr && people::may_create(visit.person(), *declaration, "");
}

const law::Parameter* parameter_of(const Visit& visit, const law::OpenValue& value) {
    const auto* rule = visit.government.product->rulebook->find(value.rule);
    return rule == nullptr ? nullptr : rule->parameter(value.parameter);
}

bool is_duration(const Visit& visit, const law::OpenValue& value) {
    const auto* parameter = parameter_of(visit, value);
    return parameter != nullptr ? parameter->type == "duration" : parse_duration(value.suggestion).has_value();
}

/// Code and label of what may be chosen for a parameter; none where any text may be given.
std::vector<std::pair<std::string, std::string>> choices_of(const Visit& visit, std::string_view parameter) {
    std::vector<std::pair<std::string, std::string>> choices;
    if (parameter == "reading") {  // a permission that the binding reads as excluding others
        for (const char* reading : {"exclusive", "open"}) {
            choices.emplace_back(reading, visit.text(fmt::format("parameter.reading.{}", reading)));
        }
    } else if (parameter == "standard") {
        const auto* conformity = visit.catalogue().find("conformity");
        const auto* field = conformity != nullptr ? conformity->field("standard") : nullptr;
        if (field != nullptr) {
            for (const auto& choice : field->choices) {
                choices.emplace_back(choice.code, choice.label.in(visit.language));
            }
        }
    }
    return choices;
}

/// The parts of a value that may be a list: "a, b".
std::vector<std::string> listed(const std::string& value) {
    auto words = split(value, ',');
    for (auto& word : words) {
        word = std::string(trim(word));
    }
    return words;
}

std::string value_words(const Visit& visit, std::string_view parameter, const std::string& value) {
    if (const auto choices = choices_of(visit, parameter); !choices.empty()) {
        auto words = listed(value);
        for (auto& word : words) {
            const auto choice = std::ranges::find(choices, word, &std::pair<std::string, std::string>::first);
            word = choice == choices.end() ? word : choice->second;
        }
        return join(words, ", ");
    }
    const auto length = parse_duration(value);
    return length ? readable(*length, visit.language) : value;
}

std::string parameter_words(const Visit& visit, const std::string& parameter) {
    const auto key = "parameter." + parameter;
    return visit.has_text(key) ? visit.text(key) : parameter;
}

std::string decision_url(const Visit& visit, const law::OpenValue& value) {
    return visit.url(fmt::format("/values/{}/{}", encoded(value.parameter), encoded(value.norm->id)));
}

Result<law::OpenValue> value_asked(Visit& visit) {
    for (auto& value : visit.government.compliance->open_values()) {
        if (value.parameter == visit.request.parameter("parameter") && value.norm->id == visit.request.parameter("norm")) {
            return std::move(value);
        }
    }
    return fail(ErrorKind::not_found, "value.not_found");
}

void show_units(const Visit& visit, View form, std::string_view value) {
    const std::string unit = value.empty() ? "m" : std::string(1, value.back());
    form.set("amount", value.empty() ? "" : value.substr(0, value.size() - 1));
    for (const auto* code : {"y", "m", "w", "d", "h"}) {
        form.add("unit").set("unit_code", code).set("unit_label", visit.text(fmt::format("unit.{}", code))).show("unit_selected", unit == code);
    }
}

Response value_form(Visit& visit, const law::OpenValue& value, const std::vector<Problem>& problems, int code) {
    Page page(visit, "pages/value_form.html", visit.text("values.decide_title"));
    page.in("regulation").crumb(visit.text("nav.regulation"), "/regulation").crumb(visit.text("values.title"), "/values");
    page.view.set("norm_name", visit.norm(value.norm->id))
        .set("norm_url", visit.norm_url(value.norm->id))
        .set("norm_text", value.norm->text.in(visit.language));
    page.view.set("parameter_label", parameter_words(visit, value.parameter)).set("action", decision_url(visit, value)).set("cancel_url", visit.url("/values"));
    const auto* rule = visit.government.product->rulebook->find(value.rule);
    page.view.set_and_show("rule_says", rule != nullptr ? rule->says.in(visit.language) : "");
    page.view.set_and_show("suggestion", value.suggestion.empty() ? "" : value_words(visit, value.parameter, value.suggestion));
    page.view.set_and_show("current", value.value ? value_words(visit, value.parameter, *value.value) : "");
    const bool typed = visit.request.method == "POST";
    const auto shown = value.value.value_or(value.suggestion);
    if (is_duration(visit, value)) {
        auto form = page.view.add("duration");
        show_units(visit, form, typed ? visit.request.form_value("amount") + visit.request.form_value("unit") : shown);
    } else if (const auto choices = choices_of(visit, value.parameter); !choices.empty()) {
        const auto chosen = typed ? visit.request.form_values("value") : listed(shown);
        const auto* parameter = parameter_of(visit, value);
        auto form = page.view.add(parameter != nullptr && parameter->type == "list" ? "choose_many" : "choose");
        for (const auto& [choice, label] : choices) {
            form.add("choice").set("choice_code", choice).set("choice_label", label).show("choice_selected", std::ranges::find(chosen, choice) != chosen.end());
        }
    } else {
        page.view.add("plain").set("plain_value", typed ? visit.request.form_value("value") : shown);
    }
    page.view.set("reason", visit.request.form_value("reason")).set("instrument", visit.request.form_value("instrument"));
    for (const auto& problem : problems) {
        page.view.show("has_mistakes");
        page.view.add("mistake")
            .set("mistake_text", visit.problem_text(problem))
            .set("mistake_target", problem.pointer.ends_with("reason")       ? "reason"
                                   : problem.pointer.ends_with("instrument") ? "instrument"
                                                                             : "value");
    }
    return page.respond(code);
}

/// Enters a decision in its register and puts it into force. One that stands already is changed, so that its history stays together.
Result<void> enter(Visit& visit, std::string_view register_name, const std::string& standing, const workflow::Values& values) {
    TRY(const auto* declaration, visit.find_register(register_name));
    auto& workflow = *visit.government.workflow;
    if (!standing.empty()) {
        TRY(const auto changed, workflow.change(visit.person(), *declaration, standing, values, {}));
        (void)changed;
        return {};
    }
    TRY(const auto created, workflow.create(visit.person(), *declaration, "", values));
    TRY(const auto decided, workflow.move(visit.person(), *declaration, created.id, "decide", {}, "", created.version));
    (void)decided;
    return {};
}

}  // namespace

Result<Response> open_values(Visit& visit) {
    const auto values = visit.government.compliance->open_values();
    Page page(visit, "pages/values.html", visit.text("values.title"));
    page.in("regulation").crumb(visit.text("nav.regulation"), "/regulation");
    const bool decides = may_decide(visit, "government_value");
    const auto only = visit.request.query_value("show");
    std::int64_t set = 0;
    for (const auto& value : values) {
        set += value.value.has_value();
        if ((only == "open" && value.value) || (only == "set" && !value.value)) {
            continue;
        }
        auto row = page.view.add("value");
        row.set("norm_name", visit.norm(value.norm->id)).set("norm_url", visit.norm_url(value.norm->id)).set("norm_text", value.norm->text.in(visit.language));
        row.set("parameter_label", parameter_words(visit, value.parameter)).set("system_name", system_name(visit, value.norm->system));
        row.set_and_show("suggestion", value.suggestion.empty() ? "" : value_words(visit, value.parameter, value.suggestion));
        row.show(value.value ? "is_set" : "is_open").set("set_value", value.value ? value_words(visit, value.parameter, *value.value) : "");
        row.set_and_show("record_link", value.record.empty() ? "" : visit.record_url("government_value", value.record));
        row.show("can_decide", decides).set("decide_url", decision_url(visit, value));
    }
    page.view.set("set_count", set)
        .set("all_count", static_cast<std::int64_t>(values.size()))
        .set("open_count", static_cast<std::int64_t>(values.size()) - set);
    page.view.show(only == "open" ? "only_open" : only == "set" ? "only_set" : "show_all");
    return page.respond();
}

Result<Response> decide_value_form(Visit& visit) {
    TRY(const auto value, value_asked(visit));
    if (!may_decide(visit, "government_value")) {
        return fail(ErrorKind::forbidden, "permission.refused");
    }
    return value_form(visit, value, {}, 200);
}

Result<Response> decide_value(Visit& visit) {
    TRY(const auto value, value_asked(visit));
    const bool duration = is_duration(visit, value);
    const auto typed =
        std::string(trim(duration ? visit.request.form_value("amount") + visit.request.form_value("unit") : join(visit.request.form_values("value"), ", ")));
    std::vector<Problem> problems;
    if (duration ? !parse_duration(typed) : typed.empty()) {
        problems.push_back(
            {.code = duration ? "value.not_a_duration" : "value.missing", .pointer = "/fields/value", .arguments = {}, .norms = {}, .detail = {}});
    }
    if (problems.empty()) {
        workflow::Values values{
            {"norm", value.norm->full_id}, {"parameter", value.parameter}, {"value", typed}, {"decided_on", to_string(visit.government.today())}};
        for (const auto* field : {"reason", "instrument"}) {
            if (const auto text = trim(visit.request.form_value(field)); !text.empty()) {
                values[field] = text;
            }
        }
        const auto entered = enter(visit, "government_value", value.value ? value.record : "", values);
        if (entered) {
            return Response::redirect(visit.url("/values?done=value_decided"));
        }
        if (entered.error().kind != ErrorKind::invalid) {
            return std::unexpected(entered.error());
        }
        problems = entered.error().problems;
    }
    return value_form(visit, value, problems, 422);
}

namespace {

Response conflicts_page(Visit& visit, const std::string& wrong, const std::vector<Problem>& problems, int code) {
    const auto& regulation = visit.regulation();
    Page page(visit, "pages/conflicts.html", visit.text("conflicts.title"));
    page.in("regulation").crumb(visit.text("nav.regulation"), "/regulation");
    const bool decides = may_decide(visit, "conflict_choice");
    const auto choices = visit.government.compliance->conflict_choices();
    page.view.show(regulation.conflicts.empty() ? "has_none" : "has_some");
    for (const auto& conflict : regulation.conflicts) {
        auto one = page.view.add("conflict");
        one.set("conflict_id", conflict.key)
            .set("conflict_kind", visit.text("conflict." + conflict.kind))
            .set("conflict_says", conflict.says.in(visit.language));
        one.set("conflict_action", visit.url("/conflicts/" + percent_encoded(conflict.key)));
        const auto choice = choices.find(conflict.key);
        const bool decided = choice != choices.end() && choice->second.has_value();
        one.show(decided ? "is_decided" : conflict.kind == "contradiction" ? "is_open" : "is_note").show("can_decide", decides);
        for (const auto& id : conflict.norms) {
            const auto* norm = regulation.norm(id);
            auto side = one.add("side");
            side.set("side_id", id)
                .set("side_name", visit.norm(id))
                .set("side_url", visit.norm_url(id))
                .set("side_text", norm != nullptr ? norm->text.in(visit.language) : "");
            const bool followed = decided && std::ranges::any_of(*choice->second, [&](const std::string& chosen) {
                                      return chosen == id || (norm != nullptr && (chosen == norm->full_id || chosen == norm->id));
                                  });
            side.show("side_followed", followed).show("side_set_aside", decided && !followed);
        }
        if (conflict.key == wrong) {
            one.set("reason_value", visit.request.form_value("reason")).show("form_open");
            for (const auto& problem : problems) {
                one.show("has_mistakes");
                one.add("mistake").set("mistake_text", visit.problem_text(problem));
            }
        }
    }
    return page.respond(code);
}

/// The standing record of a conflict's choice, or "".
std::string standing_choice(Visit& visit, const std::string& conflict) {
    const auto* declaration = visit.catalogue().find("conflict_choice");
    if (declaration == nullptr) {
        return {};
    }
    registers::Query query;
    query.where = {{"conflict", registers::Condition::Comparison::is, {conflict}}, {"state", registers::Condition::Comparison::is, {"decided"}}};
    query.fields = {declaration->title};
    query.limit = 1;
    const auto found = visit.government.database->read([&](store::Session& session) { return visit.government.records->list(session, *declaration, query); });
    return found && !found->records.empty() ? found->records.front().id : std::string();
}

}  // namespace

Result<Response> conflicts(Visit& visit) { return conflicts_page(visit, "", {}, 200); }

Result<Response> decide_conflict(Visit& visit) {
    const auto& key = visit.request.parameter("conflict");
    const auto& all = visit.regulation().conflicts;
    const auto conflict = std::ranges::find(all, key, &law::Conflict::key);
    if (conflict == all.end()) {
        return fail(ErrorKind::not_found, "conflict.not_found");
    }
    if (!may_decide(visit, "conflict_choice")) {
        return fail(ErrorKind::forbidden, "permission.refused");
    }
    boost::json::array follows;
    for (const auto& id : visit.request.form_values("follows")) {
        if (std::ranges::find(conflict->norms, id) != conflict->norms.end()) {
            follows.emplace_back(id);
        }
    }
    const std::string reason(trim(visit.request.form_value("reason")));
    std::vector<Problem> problems;
    if (follows.empty() || follows.size() == conflict->norms.size()) {
        problems.push_back({.code = "conflict.choose_some", .pointer = "/fields/follows", .arguments = {}, .norms = {}, .detail = {}});
    }
    if (reason.empty()) {
        problems.push_back({.code = "conflict.reason_missing", .pointer = "/fields/reason", .arguments = {}, .norms = {}, .detail = {}});
    }
    if (problems.empty()) {
        const auto entered = enter(visit, "conflict_choice", standing_choice(visit, key),
                                   {{"regulation", visit.regulation().id},
                                    {"conflict", key},
                                    {"follows", follows},
                                    {"reason", reason},
                                    {"decided_on", to_string(visit.government.today())}});
        if (entered) {
            return Response::redirect(visit.url("/conflicts?done=conflict_decided#" + percent_encoded(key)));
        }
        if (entered.error().kind != ErrorKind::invalid) {
            return std::unexpected(entered.error());
        }
        problems = entered.error().problems;
    }
    return conflicts_page(visit, key, problems, 422);
}

}  // namespace pendopo::web::pages
