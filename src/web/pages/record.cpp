// One record: its values, what may be done next and what shuts it, what the law says of it, and everything that belongs to it.

#include "web/pages/application.hpp"
#include "web/pages/form.hpp"
#include "web/pages/gates.hpp"
#include "web/pages/history.hpp"
#include "web/pages/pages.hpp"
#include "web/pages/values.hpp"

namespace pendopo::web::pages {

using registers::Field;
using registers::Record;
using registers::Register;

namespace {

void show_fields(Visit& visit, View view, const Register& declaration, const Record& record) {
    std::vector<const Field*> set, milestones;
    std::vector<std::string> empty;
    for (const auto& field : declaration.fields) {
        if (!people::may_read(visit.person(), declaration, field)) {
            continue;
        }
        const bool has_value = registers::is_set(record.get(declaration, field.name));
        if (field.implicit) {
            if (has_value) {
                milestones.push_back(&field);
            }
        } else if (has_value) {
            set.push_back(&field);
        } else {
            empty.push_back(field.label.in(visit.language));
        }
    }
    want_titles(visit, declaration, record, set);
    const auto groups = grouped_fields(visit, declaration, set);
    for (const auto& [name, fields] : {std::pair{"core", &groups.core}, std::pair{"law", &groups.law}, std::pair{"other", &groups.other}}) {
        if (fields->empty()) {
            continue;
        }
        auto group = view.add("group");
        group.set("group_title", visit.text(fmt::format("record.group_{}", name)));
        for (const auto* field : *fields) {
            auto one = group.add("field");
            one.set("field_label", field->label.in(visit.language));
            one.show(field->is_lines() || field->type == registers::FieldType::long_text ? "field_wide" : "field_narrow");
            one.show("field_personal", field->personal);
            show_value(visit, one, declaration, record, *field);
        }
    }
    for (const auto* field : milestones) {
        view.show("has_milestones");
        view.add("milestone")
            .set("milestone_label", field_label(visit, declaration, field->name))
            .set("milestone_text", value_text(visit, *field, record.get(declaration, field->name)));
    }
    if (!empty.empty()) {
        view.show("has_empty").set("empty_count", static_cast<std::int64_t>(empty.size())).set("empty_fields", join(empty, ", "));
    }
}

/// Steps from here. A shut one says which article shuts it and offers what opens it.
void show_steps(Visit& visit, View view, const Register& declaration, const Record& record) {
    for (const auto& offer : visit.government.workflow->offers(visit.person(), declaration, record)) {
        if (!offer.allowed && offer.gates.empty()) {
            continue;
        }
        view.show("has_steps");
        auto step = view.add("step");
        const auto* to = declaration.state(offer.transition->to);
        step.set("step_label", offer.transition->label.in(visit.language)).set("step_to", to != nullptr ? to->label.in(visit.language) : offer.transition->to);
        step.set("step_url", fmt::format("{}/transitions/{}", visit.record_url(declaration.name, record.id), offer.transition->name));
        const bool shut = std::ranges::any_of(offer.gates, [](const law::Shut& gate) { return !gate.warns; });
        step.show(shut ? "step_shut" : offer.allowed ? "step_open" : "step_not_yours");
        show_gates(visit, step, offer.gates, declaration.name, record.id);
    }
}

void show_law_of(Visit& visit, View view, const Register& declaration, const Record& record) {
    law::Filter filter;
    filter.subject_register = declaration.name;
    filter.subject_id = record.id;
    filter.limit = 200;
    auto lines = visit.government.compliance->lines(filter);
    std::erase_if(lines, [](const law::Line& line) { return line.state == law::State::unbound; });
    std::ranges::sort(lines, {}, [](const law::Line& line) { return std::pair(line.state, line.norm); });
    view.set("line_count", static_cast<std::int64_t>(lines.size()));
    show_lines(visit, view, lines);
}

/// Records that refer to this one, by register, each with a button for another.
void show_related(Visit& visit, View view, const Register& declaration, const Record& record) {
    const auto referrers =
        visit.government.database->read([&](store::Session& session) { return visit.government.records->referrers(session, declaration, record.id, 100); });
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> grouped;
    for (const auto& referrer : referrers) {
        grouped[{referrer.from, referrer.field}].push_back(referrer.id);
        visit.want_title(referrer.from, referrer.id);
    }
    for (const auto& [place, ids] : grouped) {
        const auto* from = visit.catalogue().find(place.first);
        if (from == nullptr || !people::may_read(visit.person(), *from)) {
            continue;
        }
        view.show("has_related");
        auto group = view.add("related_group");
        group.set("related_label", from->plural.in(visit.language)).set("related_field", field_label(visit, *from, place.second));
        group.set("related_count", static_cast<std::int64_t>(ids.size()));
        if (people::may_create(visit.person(), *from, visit.person().signed_in() ? visit.person().account->agency : "")) {
            const auto* field = from->field(place.second);
            const auto value = field != nullptr && field->to == "any" ? declaration.name + ":" + record.id : record.id;
            group.show("related_can_add").set("related_add_url", visit.new_record_url(from->name, {{place.second, value}}));
        }
        for (const auto& id : ids) {
            group.add("related").set("related_title", visit.title(place.first, id)).set("related_id", id).set("related_url", visit.record_url(place.first, id));
        }
    }
}

void show_comments_and_files(Visit& visit, View view, const Register& declaration, const Record& record) {
    const auto here = visit.record_url(declaration.name, record.id);
    view.set("comment_action", here + "/comments").set("attach_action", here + "/files");
    const auto comments = visit.government.workflow->comments(declaration, record.id);
    view.set("comment_count", static_cast<std::int64_t>(comments.size()));
    for (const auto& comment : comments) {
        view.add("comment")
            .set("comment_author", visit.account_name(comment.author))
            .set("comment_at", visit.moment(comment.at))
            .set("comment_html", markdown(comment.text));
    }
    const auto files = visit.government.workflow->attachments(declaration, record.id);
    view.set("attachment_count", static_cast<std::int64_t>(files.size()));
    for (const auto& file : files) {
        view.add("attachment")
            .set("attachment_name", file.name)
            .set("attachment_url", fmt::format("{}/files/{}", here, file.hash))
            .set("attachment_by", visit.account_name(file.by))
            .set("attachment_at", visit.moment(file.at))
            .set("attachment_size", readable_size(visit, file.size));
    }
}

void show_actions(Visit& visit, View view, const Register& declaration, const Record& record, const std::string& agency) {
    const auto here = visit.record_url(declaration.name, record.id);
    view.show("can_edit", people::may_change(visit.person(), declaration, agency)).set("edit_url", here + "/edit");
    view.show("can_delete", people::may_delete(visit.person(), declaration, agency, record.state)).set("delete_url", here + "/delete");
    view.show("can_comment", visit.person().signed_in());
    view.show("can_attach", people::may_change(visit.person(), declaration, agency));
}

}  // namespace

std::string readable_size(const Visit& visit, std::int64_t bytes) {
    if (bytes < 1024) {
        return fmt::format("{} B", bytes);
    }
    const bool mega = bytes >= 1024 * 1024;
    auto text = fmt::format("{:.1f}", static_cast<double>(bytes) / (mega ? 1024.0 * 1024.0 : 1024.0));
    if (visit.language == Language::id) {
        std::ranges::replace(text, '.', ',');
    }
    return text + (mega ? " MB" : " kB");
}

Result<Response> record_page(Visit& visit) {
    TRY(const auto* declaration, visit.find_register(visit.request.parameter("register")));
    TRY(const auto record, visit.government.workflow->find(visit.person(), *declaration, visit.request.parameter("id")));
    const auto agency =
        visit.government.database->read([&](store::Session& session) { return visit.government.records->agency_of(session, *declaration, record); });
    const auto& named = registers::text_of(record.get(*declaration, declaration->title));
    const bool whole_life = declaration->name == "application" && visit.request.query_value("view") != "fields";

    Page page(visit, whole_life ? "pages/application.html" : "pages/record.html", named.empty() ? record.id : named);
    page.in("registers").crumb(visit.text("nav.registers"), "/registers").crumb(declaration->plural.in(visit.language), "/registers/" + declaration->name);
    page.view.set("register_label", declaration->label.in(visit.language))
        .set("record_id", record.id)
        .set("record_url", visit.record_url(declaration->name, record.id));
    page.view.show("has_life", declaration->name == "application").show(whole_life ? "life_view" : "fields_view");
    show_record_state(visit, page.view, *declaration, record.state);
    page.view.set_and_show("record_agency", agency.empty() ? "" : visit.agency_name(agency));
    page.view.set("record_agency_url", visit.url("/agencies/" + encoded(agency)));
    page.view.set("updated", visit.text("record.updated", {{"when", visit.moment(record.updated_on)},
                                                           {"who", visit.account_name(record.updated_by)},
                                                           {"version", std::to_string(record.version)}}));
    show_actions(visit, page.view, *declaration, record, agency);
    show_steps(visit, page.view, *declaration, record);
    if (whole_life) {
        show_application_life(visit, page.view, *declaration, record);
        show_history(visit, page.view, *declaration, record.id, 10);
        return page.respond();
    }
    show_fields(visit, page.view, *declaration, record);
    show_law_of(visit, page.view, *declaration, record);
    show_related(visit, page.view, *declaration, record);
    show_comments_and_files(visit, page.view, *declaration, record);
    show_history(visit, page.view, *declaration, record.id, 20);
    return page.respond();
}

}  // namespace pendopo::web::pages
