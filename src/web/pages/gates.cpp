#include "web/pages/gates.hpp"

namespace pendopo::web::pages {

using law::State;

const std::vector<State>& states_in_order() {
    static const std::vector<State> order = {State::breached, State::overdue, State::undetermined, State::unproven, State::due,
                                             State::met,      State::exempt,  State::not_used,     State::not_ours, State::unbound};
    return order;
}

void show_state(const Visit& visit, View view, State state) {
    view.set("state", law::name_of(state)).set("state_label", visit.text(fmt::format("state.{}", law::name_of(state))));
}

Mend mend_of(Visit& visit, const std::string& register_name, const std::vector<std::pair<std::string, std::string>>& values, std::string_view subject_register,
             std::string_view subject_id) {
    if (!visit.person().signed_in()) {
        return {};
    }
    const auto given = [&](std::string_view field) {
        const auto found = std::ranges::find(values, field, [](const auto& pair) -> std::string_view { return pair.first; });
        return found == values.end() ? std::string() : found->second;
    };
    if (register_name == "conflict_choice") {
        return {visit.url("/conflicts#" + encoded(given("conflict"))), visit.text("mend.choose_conflict")};
    }
    if (register_name == "government_value") {
        const auto norm = given("norm");
        return {visit.url(fmt::format("/values/{}/{}", encoded(given("parameter")), encoded(norm.substr(norm.rfind(':') + 1)))), visit.text("mend.set_value")};
    }
    const bool same_record = register_name == subject_register && !subject_id.empty();
    if (register_name.empty() || same_record) {
        const auto* own = visit.catalogue().find(subject_register);
        if (own == nullptr || subject_id.empty()) {
            return {};
        }
        std::string address = visit.record_url(subject_register, subject_id);
        if (same_record && !values.empty()) {
            address += "/edit";
            char sign = '?';
            for (const auto& [field, value] : values) {
                address += fmt::format("{}{}={}", sign, encoded(field), encoded(value));
                sign = '&';
            }
            return {std::move(address), visit.text("mend.complete", {{"register", own->label.in(visit.language)}})};
        }
        return {std::move(address), visit.text("mend.open", {{"register", own->label.in(visit.language)}})};
    }
    const auto* declaration = visit.catalogue().find(register_name);
    if (declaration == nullptr || !people::may_create(visit.person(), *declaration, visit.person().account->agency)) {
        return {};
    }
    return {visit.new_record_url(register_name, values), visit.text("mend.create", {{"register", declaration->label.in(visit.language)}})};
}

namespace {

void set_mend(View view, const Mend& mend) {
    if (!mend.url.empty()) {
        view.show("has_mend").set("mend_url", mend.url).set("mend_label", mend.label);
    }
}

}  // namespace

void show_gates(Visit& visit, View view, const std::vector<law::Shut>& gates, std::string_view back_register, std::string_view back_id) {
    for (const auto& gate : gates) {
        auto one = view.add("gate");
        view.show("has_gates");
        one.show(gate.warns ? "gate_warns" : "gate_shuts");
        one.set("gate_norm", gate.norm != nullptr ? visit.norm(gate.norm->id) : gate.rule);
        if (gate.norm != nullptr) {
            one.set("gate_norm_url", visit.norm_url(gate.norm->id)).set("gate_norm_text", gate.norm->text.in(visit.language));
        }
        one.set("gate_why", gate.why.in(visit.language));
        set_mend(one, mend_of(visit, gate.mend_register, gate.mend_values, back_register, back_id));
    }
}

void show_lines(Visit& visit, View view, const std::vector<law::Line>& lines) {
    for (const auto& line : lines) {
        if (line.subject.label.empty() && line.subject.register_name != "government") {
            visit.want_title(line.subject.register_name, line.subject.id);
        }
        for (const auto& proof : line.evidence) {
            if (proof.label.empty()) {
                visit.want_title(proof.register_name, proof.id);
            }
        }
    }
    const auto label_of = [&](const law::Reference& reference) {
        if (!reference.label.empty()) {
            return reference.label;
        }
        return reference.register_name == "government" ? visit.agency_name("") : visit.title(reference.register_name, reference.id);
    };
    for (const auto& line : lines) {
        auto one = view.add("line");
        view.show("has_lines");
        show_state(visit, one, line.state);
        one.set("line_norm", visit.norm(line.norm->id))
            .set("line_norm_url", visit.norm_url(line.norm->id))
            .set("line_norm_text", line.norm->text.in(visit.language));
        one.set("line_subject", label_of(line.subject));
        if (const auto* declaration = visit.catalogue().find(line.subject.register_name);
            declaration != nullptr && line.subject.register_name != "government") {
            one.set_and_show("line_register", declaration->label.in(visit.language));
            one.show("line_linked").set("line_subject_url", visit.record_url(line.subject.register_name, line.subject.id));
        } else {
            one.show("line_unlinked");
        }
        one.set("line_agency", visit.agency_name(line.agency));
        one.set_and_show("line_why", line.why.in(visit.language));
        one.set_and_show("line_since", line.since ? visit.day(*line.since) : "");
        one.set_and_show("line_due", line.due ? visit.day(*line.due) : "");
        one.show("line_warns", line.warns_only);
        for (const auto& proof : line.evidence) {
            one.show("has_evidence");
            one.add("evidence").set("evidence_label", label_of(proof)).set("evidence_url", visit.record_url(proof.register_name, proof.id));
        }
        if (line.state != State::met && line.state != State::exempt && line.state != State::not_ours) {
            set_mend(one, mend_of(visit, line.mend_register, line.mend_values, line.subject.register_name, line.subject.id));
        }
    }
}

void show_shares(const Visit& visit, View view, const law::Cell& cell) {
    std::uint64_t total = 0;
    for (const auto count : cell.counts) {
        total += count;
    }
    if (total == 0) {
        return;
    }
    view.show("has_shares");
    for (const auto state : states_in_order()) {
        const auto count = cell.counts[static_cast<std::size_t>(state)];
        if (count == 0) {
            continue;
        }
        auto share = view.add("share");
        share.set("share_state", law::name_of(state)).set("share_label", visit.text(fmt::format("state.{}", law::name_of(state))));
        share.set("share_count", visit.number(count)).set("share_value", static_cast<std::int64_t>(count)).set("share_total", static_cast<std::int64_t>(total));
        share.set("share_width", static_cast<std::int64_t>(std::max<std::uint64_t>(1, (count * 40 + total / 2) / total)));
    }
}

}  // namespace pendopo::web::pages
