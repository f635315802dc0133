#include "web/pages/history.hpp"

#include "web/pages/values.hpp"

namespace pendopo::web::pages {

using registers::Field;
using registers::Register;

namespace {

constexpr std::size_t longest = 240;  ///< bytes of a value shown in a history; the record itself shows all

std::string shortened(std::string text) {
    if (text.size() <= longest) {
        return text;
    }
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return text.substr(0, end) + " …";
}

std::string changed_text(Visit& visit, const Register* declaration, std::string_view name, const boost::json::value& json) {
    if (json.is_null()) {
        return {};
    }
    if (declaration != nullptr && name == "state" && json.is_string()) {
        const auto* state = declaration->state(std::string_view(json.get_string()));
        return state != nullptr ? state->label.in(visit.language) : std::string(json.get_string());
    }
    const auto* field = declaration == nullptr ? nullptr : declaration->field(name);
    if (field != nullptr) {
        if (const auto value = registers::from_json(*field, json)) {
            return shortened(value_text(visit, *field, *value));
        }
    }
    return shortened(json.is_string() ? std::string(json.get_string()) : boost::json::serialize(json));
}

void show_changes(Visit& visit, View view, const Register* declaration, const std::string& changes) {
    boost::system::error_code failed;
    const auto json = boost::json::parse(changes, failed);
    if (failed || !json.is_object()) {
        return;
    }
    constexpr std::size_t folded_from = 7;  // a record's first values are many: they unfold on demand
    auto shown = json.get_object().size() >= folded_from ? view.add("many_changes") : view.add("few_changes");
    std::int64_t count = 0;
    for (const auto& [name, pair] : json.get_object()) {
        if (!pair.is_array() || pair.get_array().size() != 2) {
            continue;
        }
        const auto* field = declaration == nullptr ? nullptr : declaration->field(name);
        if (field != nullptr && !people::may_read(visit.person(), *declaration, *field)) {
            continue;
        }
        ++count;
        auto change = shown.add("change");
        const auto key = fmt::format("field.{}", std::string_view(name));
        change.set("change_label", declaration != nullptr ? field_label(visit, *declaration, name) : visit.has_text(key) ? visit.text(key) : std::string(name));
        change.set_and_show("before", changed_text(visit, declaration, name, pair.get_array()[0]));
        change.set_and_show("after", changed_text(visit, declaration, name, pair.get_array()[1]));
    }
    shown.set("change_count", count);
}

std::string action_text(const Visit& visit, const ledger::Entry& entry) {
    const auto key = "action." + entry.action;
    return visit.has_text(key) ? visit.text(key) : entry.action;
}

void show_subject(Visit& visit, View one, const Register* declaration, const ledger::Entry& entry) {
    if (declaration == nullptr) {
        const auto key = "subject." + entry.subject;
        one.set("entry_subject", visit.has_text(key) ? visit.text(key) : entry.subject).set("entry_record", entry.record);
        return;
    }
    one.set("entry_subject", declaration->label.in(visit.language)).set("entry_record", entry.record);
    one.show("entry_linked", entry.action != "delete").set("entry_url", visit.record_url(entry.subject, entry.record));
    const auto title = visit.title(entry.subject, entry.record);
    one.set_and_show("entry_title", title == entry.record ? "" : title);
}

}  // namespace

void show_entries(Visit& visit, View view, const std::vector<ledger::Entry>& entries, bool with_subject) {
    if (with_subject) {
        for (const auto& entry : entries) {
            visit.want_title(entry.subject, entry.record);
        }
    }
    for (const auto& entry : entries) {
        view.show("has_entries");
        const auto* declaration = visit.catalogue().find(entry.subject);
        auto one = view.add("entry");
        one.set("entry_sequence", entry.sequence).set("entry_at", visit.moment(entry.at)).set("entry_actor", visit.account_name(entry.actor));
        one.set("entry_action", action_text(visit, entry)).set("entry_kind", entry.action);
        one.set_and_show("entry_behalf", entry.behalf.empty() ? "" : visit.office_name(entry.behalf));
        std::string note = entry.note;
        if (declaration != nullptr) {
            if (const auto* transition = declaration->transition(entry.note)) {
                note = transition->label.in(visit.language);
            }
        }
        one.set_and_show("entry_note", note);
        if (with_subject) {
            show_subject(visit, one, declaration, entry);
        }
        show_changes(visit, one, declaration, entry.changes);
    }
}

void show_history(Visit& visit, View view, const Register& declaration, const std::string& id, std::size_t limit) {
    ledger::Filter filter;
    filter.subject = declaration.name;
    filter.record = id;
    filter.limit = limit + 1;
    auto entries = visit.government.database->read([&](store::Session& session) { return ledger::entries(session, filter); });
    if (entries.size() > limit) {
        entries.resize(limit);
        view.show("has_more_history");
    }
    view.set("history_url", visit.url(fmt::format("/changes?register={}&record={}", declaration.name, encoded(id))));
    show_entries(visit, view, entries, false);
}

}  // namespace pendopo::web::pages
