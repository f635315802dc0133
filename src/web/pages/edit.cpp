// New records, changes, transitions and deletion: the forms and what they do.

#include <charconv>

#include "web/pages/form.hpp"
#include "web/pages/gates.hpp"
#include "web/pages/pages.hpp"

namespace pendopo::web::pages {

using registers::Field;
using registers::Record;
using registers::Register;

namespace {

struct Found {
    const Register* declaration = nullptr;
    Record record;
    std::string agency;
};

Result<Found> find_record(Visit& visit) {
    Found found;
    TRY(found.declaration, visit.find_register(visit.request.parameter("register")));
    TRY(found.record, visit.government.workflow->find(visit.person(), *found.declaration, visit.request.parameter("id")));
    found.agency = visit.government.database->read(
        [&](store::Session& session) { return visit.government.records->agency_of(session, *found.declaration, found.record); });
    return found;
}

std::string title_of(const Register& declaration, const Record& record) {
    const auto& title = registers::text_of(record.get(declaration, declaration.title));
    return title.empty() ? record.id : title;
}

std::optional<std::int64_t> version_typed(const Request& request) {
    std::int64_t version = 0;
    const auto text = request.form_value("version");
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), version);
    return failed == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(version) : std::nullopt;
}

/// What a refused change tells beside its fields: a lost update, a shut gate.
std::vector<Problem> problems_of(const Error& error) {
    if (!error.problems.empty()) {
        return error.problems;
    }
    return {Problem{.code = error.code, .pointer = {}, .arguments = {}, .norms = {}, .detail = error.detail}};
}

bool keeps_form(const Error& error) { return error.kind == ErrorKind::invalid || error.kind == ErrorKind::conflict; }

Page& stand_in_register(Page& page, const Visit& visit, const Register& declaration) {
    return page.in("registers").crumb(visit.text("nav.registers"), "/registers").crumb(declaration.plural.in(visit.language), "/registers/" + declaration.name);
}

Response new_page(Visit& visit, const Register& declaration, RecordForm& form, int status) {
    Page page(visit, "pages/record_form.html", visit.text("record.new", {{"register", declaration.label.in(visit.language)}}));
    stand_in_register(page, visit, declaration);
    page.view.set("action", visit.url(fmt::format("/registers/{}/new", declaration.name)));
    page.view.set("cancel_url", visit.url("/registers/" + declaration.name));
    page.view.set_and_show("about", declaration.about.in(visit.language));
    page.view.set("save_label", visit.text("record.create"));
    form.show(page.view);
    return page.respond(status);
}

Response edit_page(Visit& visit, const Found& found, RecordForm& form, const std::string& version, int status) {
    Page page(visit, "pages/record_form.html", visit.text("record.edit", {{"title", title_of(*found.declaration, found.record)}}));
    stand_in_register(page, visit, *found.declaration)
        .crumb(title_of(*found.declaration, found.record), fmt::format("/registers/{}/{}", found.declaration->name, encoded(found.record.id)));
    page.view.set("action", visit.record_url(found.declaration->name, found.record.id) + "/edit");
    page.view.set("cancel_url", visit.record_url(found.declaration->name, found.record.id));
    page.view.set("save_label", visit.text("record.save"));
    page.view.set_and_show("version", version);
    form.show(page.view);
    return page.respond(status);
}

/// The field of a pressed "add a line" button; it reaches the form before anything is saved.
std::string line_wanted(const Request& request) { return request.form_value("add_line"); }

}  // namespace

Result<Response> new_record_form(Visit& visit) {
    TRY(const auto* declaration, visit.find_register(visit.request.parameter("register")));
    const std::string agency = visit.person().account->agency;
    if (!people::may_create(visit.person(), *declaration, agency)) {
        return fail(ErrorKind::forbidden, "permission.refused");
    }
    RecordForm form(visit, *declaration, fields_to_fill(visit, *declaration, agency));
    form.typed = typed_from_query(visit, *declaration);
    return new_page(visit, *declaration, form, 200);
}

Result<Response> create_record(Visit& visit) {
    TRY(const auto* declaration, visit.find_register(visit.request.parameter("register")));
    RecordForm form(visit, *declaration, fields_to_fill(visit, *declaration, visit.person().account->agency));
    form.typed = typed_from(visit.request);
    const auto values = form.values();
    if (const auto field = line_wanted(visit.request); !field.empty()) {
        form.problems.clear();
        form.add_line(field);
        return new_page(visit, *declaration, form, 200);
    }
    if (form.problems.empty()) {
        const auto created = visit.government.workflow->create(visit.person(), *declaration, "", values);
        if (created) {
            return Response::redirect(visit.record_url(declaration->name, created->id) + "?done=record_created");
        }
        if (!keeps_form(created.error())) {
            return std::unexpected(created.error());
        }
        form.problems = problems_of(created.error());
    }
    return new_page(visit, *declaration, form, 422);
}

Result<Response> edit_record_form(Visit& visit) {
    TRY(const auto found, find_record(visit));
    if (!people::may_change(visit.person(), *found.declaration, found.agency)) {
        return fail(ErrorKind::forbidden, "permission.refused");
    }
    RecordForm form(visit, *found.declaration, fields_to_fill(visit, *found.declaration, found.agency));
    form.typed = typed_from(visit, *found.declaration, found.record);
    for (const auto& [name, value] : visit.request.query) {  // what a "mend" button proposes
        if (found.declaration->field(name) != nullptr) {
            const auto proposed = typed_from_query(visit, *found.declaration);
            for (const auto& [input, texts] : proposed) {
                if (input == "f." + name || input.starts_with("f." + name + ".")) {
                    form.typed[input] = texts;
                }
            }
        }
    }
    return edit_page(visit, found, form, std::to_string(found.record.version), 200);
}

Result<Response> change_record(Visit& visit) {
    TRY(const auto found, find_record(visit));
    RecordForm form(visit, *found.declaration, fields_to_fill(visit, *found.declaration, found.agency));
    form.typed = typed_from(visit.request);
    const auto values = form.values();
    const auto version = visit.request.form_value("version");
    if (const auto field = line_wanted(visit.request); !field.empty()) {
        form.problems.clear();
        form.add_line(field);
        return edit_page(visit, found, form, version, 200);
    }
    if (form.problems.empty()) {
        const auto changed = visit.government.workflow->change(visit.person(), *found.declaration, found.record.id, values, version_typed(visit.request));
        if (changed) {
            return Response::redirect(visit.record_url(found.declaration->name, found.record.id) + "?done=record_saved");
        }
        if (!keeps_form(changed.error())) {
            return std::unexpected(changed.error());
        }
        form.problems = problems_of(changed.error());
    }
    return edit_page(visit, found, form, version, 422);
}

namespace {

/// Fields that a transition asks for, or that its record lacks and must have.
std::vector<const Field*> fields_asked(const Visit& visit, const Found& found, const registers::Transition& transition) {
    std::vector<const Field*> fields;
    for (const auto& name : transition.asks) {
        const auto* field = found.declaration->field(name);
        if (field != nullptr && people::may_change(visit.person(), *found.declaration, *field, found.agency)) {
            fields.push_back(field);
        }
    }
    return fields;
}

Response transition_page(Visit& visit, const Found& found, const registers::Transition& transition, RecordForm& form, int code) {
    Page page(visit, "pages/transition.html", transition.label.in(visit.language));
    const auto title = title_of(*found.declaration, found.record);
    stand_in_register(page, visit, *found.declaration).crumb(title, fmt::format("/registers/{}/{}", found.declaration->name, encoded(found.record.id)));
    page.view.set("record_title", title).set("record_id", found.record.id);
    const auto* from = found.declaration->state(found.record.state);
    const auto* to = found.declaration->state(transition.to);
    page.view.set("from_state", from != nullptr ? from->label.in(visit.language) : found.record.state);
    page.view.set("to_state", to != nullptr ? to->label.in(visit.language) : transition.to);
    page.view.set("action", fmt::format("{}/transitions/{}", visit.record_url(found.declaration->name, found.record.id), transition.name));
    page.view.set("cancel_url", visit.record_url(found.declaration->name, found.record.id));
    page.view.set("version", found.record.version);
    page.view.show("asks_reason", transition.reason);
    page.view.set("reason_value", visit.request.form_value("reason"));
    bool shut = false;
    for (const auto& offer : visit.government.workflow->offers(visit.person(), *found.declaration, found.record)) {
        if (offer.transition == &transition) {
            shut = !offer.open() && offer.allowed;
            show_gates(visit, page.view, offer.gates, found.declaration->name, found.record.id);
        }
    }
    page.view.show(shut ? "is_shut" : "is_open");
    form.show(page.view);
    return page.respond(code);
}

Result<const registers::Transition*> find_transition(const Visit& visit, const Found& found) {
    const auto* transition = found.declaration->transition(visit.request.parameter("transition"));
    if (transition == nullptr) {
        return fail(ErrorKind::not_found, "transition.not_found");
    }
    if (!people::may_make(visit.person(), *found.declaration, *transition, found.agency)) {
        return fail(ErrorKind::forbidden, "permission.refused");
    }
    return transition;
}

}  // namespace

Result<Response> transition_form(Visit& visit) {
    TRY(const auto found, find_record(visit));
    TRY(const auto* transition, find_transition(visit, found));
    RecordForm form(visit, *found.declaration, fields_asked(visit, found, *transition));
    form.typed = typed_from(visit, *found.declaration, found.record);
    return transition_page(visit, found, *transition, form, 200);
}

Result<Response> make_transition(Visit& visit) {
    TRY(const auto found, find_record(visit));
    TRY(const auto* transition, find_transition(visit, found));
    RecordForm form(visit, *found.declaration, fields_asked(visit, found, *transition));
    form.typed = typed_from(visit.request);
    const auto values = form.values();
    if (form.problems.empty()) {
        const auto moved = visit.government.workflow->move(visit.person(), *found.declaration, found.record.id, transition->name, values,
                                                           trim(visit.request.form_value("reason")), version_typed(visit.request));
        if (moved) {
            return Response::redirect(visit.record_url(found.declaration->name, found.record.id) + "?done=record_moved");
        }
        if (!keeps_form(moved.error())) {
            return std::unexpected(moved.error());
        }
        form.problems = problems_of(moved.error());
        return transition_page(visit, found, *transition, form, status_of(moved.error().kind));
    }
    return transition_page(visit, found, *transition, form, 422);
}

namespace {

Response delete_page(Visit& visit, const Found& found, const std::vector<Problem>& problems) {
    Page page(visit, "pages/delete.html", visit.text("record.delete_title"));
    const auto title = title_of(*found.declaration, found.record);
    stand_in_register(page, visit, *found.declaration).crumb(title, fmt::format("/registers/{}/{}", found.declaration->name, encoded(found.record.id)));
    page.view.set("question", visit.text("record.delete_question", {{"title", title}, {"id", found.record.id}}));
    page.view.set("action", visit.record_url(found.declaration->name, found.record.id) + "/delete");
    page.view.set("cancel_url", visit.record_url(found.declaration->name, found.record.id));
    page.view.set("version", found.record.version);
    for (const auto& problem : problems) {
        page.view.show("has_mistakes");
        page.view.add("mistake").set("mistake_text", visit.problem_text(problem));
    }
    return page.respond(problems.empty() ? 200 : 409);
}

}  // namespace

Result<Response> delete_form(Visit& visit) {
    TRY(const auto found, find_record(visit));
    if (!people::may_delete(visit.person(), *found.declaration, found.agency, found.record.state)) {
        return fail(ErrorKind::forbidden, "permission.refused");
    }
    return delete_page(visit, found, {});
}

Result<Response> delete_record(Visit& visit) {
    TRY(const auto found, find_record(visit));
    const auto removed = visit.government.workflow->remove(visit.person(), *found.declaration, found.record.id, version_typed(visit.request));
    if (!removed) {
        if (!keeps_form(removed.error())) {
            return std::unexpected(removed.error());
        }
        return delete_page(visit, found, problems_of(removed.error()));
    }
    return Response::redirect(visit.url("/registers/" + found.declaration->name) + "?done=record_deleted");
}

Result<Response> suggest_references(Visit& visit) {
    TRY(const auto* declaration, visit.find_register(visit.request.parameter("register")));
    const auto words = visit.request.query_value("q");
    const auto found =
        visit.government.database->read([&](store::Session& session) { return visit.government.records->suggest(session, *declaration, words, 12); });
    boost::json::array records;
    for (const auto& [id, title] : found) {
        records.push_back({{"id", id}, {"title", title}});
    }
    return Response::json(records);
}

}  // namespace pendopo::web::pages
