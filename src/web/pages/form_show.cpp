// Fields as inputs.

#include "web/pages/form.hpp"

namespace pendopo::web::pages {

using registers::Field;
using registers::FieldType;

namespace {

constexpr std::size_t few = 80;  ///< up to so many records a reference is chosen from a list

std::string input_id(std::string_view name) {
    std::string id(name);
    std::ranges::replace(id, '.', '-');
    return id;
}

struct Input {
    std::string_view type, mode, autocomplete;
};

Input input_of(FieldType type) {
    switch (type) {
        case FieldType::date: return {"date", "", ""};
        case FieldType::datetime: return {"datetime-local", "", ""};
        case FieldType::integer: return {"text", "numeric", ""};
        case FieldType::decimal:
        case FieldType::money:
        case FieldType::percentage: return {"text", "decimal", ""};
        case FieldType::url: return {"url", "url", ""};
        case FieldType::email: return {"email", "email", ""};
        case FieldType::phone: return {"tel", "tel", ""};
        case FieldType::nik:
        case FieldType::nip: return {"text", "numeric", ""};
        default: return {"text", "", ""};
    }
}

std::string hint_key(FieldType type) {
    switch (type) {
        case FieldType::money: return "form.hint_money";
        case FieldType::duration: return "form.hint_duration";
        case FieldType::point: return "form.hint_point";
        case FieldType::list: return "form.hint_list";
        case FieldType::nik: return "form.hint_nik";
        case FieldType::nip: return "form.hint_nip";
        case FieldType::long_text: return "form.hint_markdown";
        case FieldType::percentage: return "form.hint_percentage";
        case FieldType::url: return "form.hint_url";
        default: return {};
    }
}

View option(View& select, std::string_view section, std::string_view value, std::string_view label, bool selected) {
    auto one = select.add(section);
    one.set("option_value", value).set("option_label", label).show("selected", selected);
    return one;
}

}  // namespace

void RecordForm::show(View view) {
    show_summary(view);
    const auto groups = grouped_fields(visit_, register_, fields_);
    show_group(view, "core", groups.core);
    show_group(view, "law", groups.law);
    show_group(view, "other", groups.other);
    bool offices = false;
    for (const auto* field : fields_) {
        offices = offices || field->type == FieldType::parts ||
                  std::ranges::any_of(field->columns, [](const Field& column) { return column.type == FieldType::office; });
    }
    if (offices) {
        auto list = view.add("office_names");
        for (const auto& [role, name] : visit_.regulation().roles) {
            list.add("office_entry").set("office_name", name);
        }
        for (const auto& [key, name] : visit_.agencies()) {
            list.add("office_entry").set("office_name", name);
        }
    }
}

void RecordForm::show_summary(View view) {
    if (problems.empty()) {
        return;
    }
    auto summary = view.add("summary");
    for (const auto& problem : problems) {
        auto row = summary.add("mistake");
        row.set("mistake_text", visit_.problem_text(problem));
        const auto parts = split(problem.pointer, '/');
        const auto* field = parts.size() > 2 ? register_.field(parts[2]) : nullptr;
        if (field != nullptr) {
            row.show("mistake_has_field").set("mistake_field", field->label.in(visit_.language)).set("mistake_id", "f-" + field->name);
        } else {
            row.show("mistake_alone");
        }
        for (const auto& norm : problem.norms) {
            row.add("mistake_norm").set("norm_name", visit_.norm(norm)).set("norm_url", visit_.norm_url(norm));
        }
    }
}

void RecordForm::show_group(View view, std::string_view group, const std::vector<const Field*>& fields) {
    if (fields.empty()) {
        return;
    }
    auto section = view.add("group");
    section.set("group_title", visit_.text(fmt::format("form.group_{}", group)));
    section.set_and_show("group_help",
                         group == "law" ? visit_.text("form.group_law_help", {{"regulation", regulation_name(visit_.regulation(), visit_.language)}}) : "");
    const bool folded = group == "other" && std::ranges::none_of(fields, [&](const Field* field) {
                            return problem_of(field->name) != nullptr || !first("f." + field->name).empty();
                        });
    section.show(folded ? "folded" : "unfolded");
    for (const auto* field : fields) {
        show_field(section.add(folded ? "folded_field" : "field"), *field);
    }
}

void RecordForm::show_field(View view, const Field& field) {
    const auto law = visit_.government.compliance->field_law(register_.name, field.name);
    const auto name = "f." + field.name;
    view.set("name", name).set("id", input_id(name)).set("label", field.label.in(visit_.language));
    view.show("required", field.required).show("optional", !field.required);
    const auto help = field.help.in(visit_.language);
    const auto hint = hint_key(field.type);
    view.set_and_show("help", help);
    if (!hint.empty()) {
        view.set_and_show("hint", visit_.text(hint));
    }
    std::string described;
    if (!help.empty() || !hint.empty()) {
        described = input_id(name) + "-help";
    }
    if (const auto* problem = problem_of(field.name)) {
        view.set_and_show("error", visit_.problem_text(*problem));
        view.show("invalid");
        described += (described.empty() ? "" : " ") + input_id(name) + "-error";
    }
    view.set_and_show("described", described);
    show_law(view, law);
    show_widget(view, field, law);
}

void RecordForm::show_law(View view, const law::Compliance::FieldLaw& law) {
    constexpr std::size_t most = 4;
    for (std::size_t i = 0; i < std::min(law.norms.size(), most); ++i) {
        view.show("has_law");
        view.add("law_norm")
            .set("norm_name", visit_.norm(law.norms[i]->id))
            .set("norm_url", visit_.norm_url(law.norms[i]->id))
            .set("norm_text", law.norms[i]->text.in(visit_.language));
    }
    if (!law.choices.empty()) {
        view.show("law_narrows");
    }
}

void RecordForm::show_widget(View view, const Field& field, const law::Compliance::FieldLaw& law) {
    switch (field.type) {
        case FieldType::long_text:
        case FieldType::list: view.add("area").set("value", first("f." + field.name)).set("rows", field.type == FieldType::list ? 3 : 5); return;
        case FieldType::boolean:
        case FieldType::choice:
        case FieldType::office:
        case FieldType::norm: show_options(view, field, law); return;
        case FieldType::choices: show_checks(view, field, law); return;
        case FieldType::reference: field.to == "any" ? show_any_reference(view, field) : show_reference(view, field); return;
        case FieldType::references: show_references(view, field); return;
        case FieldType::parts: show_parts(view, field); return;
        case FieldType::lines: show_lines(view, field); return;
        case FieldType::file:
        case FieldType::files: show_files(view, field); return;
        default: show_input(view, field);
    }
}

void RecordForm::show_input(View view, const Field& field) {
    const auto input = input_of(field.type);
    auto one = view.add("input");
    one.set("type", input.type).set("value", first("f." + field.name));
    one.set_and_show("mode", input.mode);
    if (field.max_length > 0) {
        one.set_and_show("max_length", std::to_string(field.max_length));
    }
    one.show(field.type == FieldType::text || field.type == FieldType::url || field.type == FieldType::email ? "wide" : "narrow");
}

void RecordForm::show_options(View view, const Field& field, const law::Compliance::FieldLaw& law) {
    const auto value = first("f." + field.name);
    auto select = view.add("select");
    if (field.type == FieldType::boolean) {
        option(select, "option", "true", visit_.text("form.yes"), value == "true");
        option(select, "option", "false", visit_.text("form.no"), value == "false");
    } else if (field.type == FieldType::choice) {
        for (const auto& choice : field.choices) {
            const bool allowed = law.choices.empty() || std::ranges::find(law.choices, choice.code) != law.choices.end();
            if (allowed || value == choice.code) {
                option(select, "option", choice.code, choice.label.in(visit_.language), value == choice.code);
            }
        }
    } else if (field.type == FieldType::office) {
        auto roles = select.add("option_group");
        roles.set("group_label", visit_.text("form.offices_roles"));
        for (const auto& [role, name] : visit_.regulation().roles) {
            option(roles, "group_option", role, name, value == role);
        }
        auto agencies = select.add("option_group");
        agencies.set("group_label", visit_.text("form.offices_agencies"));
        for (const auto& [key, name] : visit_.agencies()) {
            option(agencies, "group_option", key, name, value == key);
        }
        auto outside = select.add("option_group");
        outside.set("group_label", visit_.text("form.offices_outside"));
        for (const auto& office : visit_.government.product->offices) {
            if (office.outside && !visit_.regulation().roles.contains(office.code)) {
                option(outside, "group_option", office.code, office.label.in(visit_.language), value == office.code);
            }
        }
    } else {
        for (const auto& norm : visit_.regulation().norms) {
            option(select, "option", norm.full_id, visit_.norm(norm.id), value == norm.full_id);
        }
    }
}

void RecordForm::show_checks(View view, const Field& field, const law::Compliance::FieldLaw& law) {
    const auto& chosen = all("f." + field.name);
    auto checks = view.add("checks");
    std::size_t number = 0;
    for (const auto& choice : field.choices) {
        const bool checked = std::ranges::find(chosen, choice.code) != chosen.end();
        const bool allowed = law.choices.empty() || std::ranges::find(law.choices, choice.code) != law.choices.end();
        if (allowed || checked) {
            checks.add("check")
                .set("check_value", choice.code)
                .set("check_label", choice.label.in(visit_.language))
                .set("check_number", static_cast<std::int64_t>(number++))
                .show("checked", checked);
        }
    }
}

const std::vector<std::pair<std::string, std::string>>* RecordForm::few_records(std::string_view register_name) {
    const auto known = few_.find(register_name);
    if (known == few_.end()) {
        std::vector<std::pair<std::string, std::string>> records;
        const auto* declaration = visit_.catalogue().find(register_name);
        if (register_name == "agency") {
            records = visit_.agencies();
        } else if (declaration != nullptr && people::may_read(visit_.person(), *declaration)) {
            records = visit_.government.database->read(
                [&](store::Session& session) { return visit_.government.records->suggest(session, *declaration, "", few + 1); });
        }
        return &few_.emplace(register_name, std::move(records)).first->second;
    }
    return &known->second;
}

void RecordForm::show_reference(View view, const Field& field) {
    const auto value = first("f." + field.name);
    const auto* records = few_records(field.to);
    if (records->size() > few) {
        auto input = view.add("lookup");
        input.set("value", value).set("suggest_url", visit_.url(fmt::format("/registers/{}/suggest", field.to)));
        input.set_and_show("value_title", value.empty() ? "" : visit_.title(field.to, value));
        return;
    }
    auto select = view.add("select");
    bool found = value.empty();
    for (const auto& [key, title] : *records) {
        found = found || key == value;
        option(select, "option", key, field.to == "agency" ? title : fmt::format("{} – {}", key, title), key == value);
    }
    if (!found) {
        option(select, "option", value, value, true);
    }
}

void RecordForm::show_any_reference(View view, const Field& field) {
    auto value = first("f." + field.name);
    auto of_register = first("f." + field.name + ".register");
    if (const auto colon = value.find(':'); colon != std::string::npos) {
        of_register = value.substr(0, colon);
        value = value.substr(colon + 1);
    }
    auto any = view.add("any_reference");
    any.set("value", value).set("suggest_base", visit_.url("/registers/"));
    any.set_and_show("value_title", value.empty() || of_register.empty() ? "" : visit_.title(of_register, value));
    for (const auto& declaration : visit_.catalogue().registers()) {
        if (people::may_read(visit_.person(), declaration)) {
            option(any, "any_option", declaration.name, declaration.label.in(visit_.language), declaration.name == of_register);
        }
    }
}

void RecordForm::show_references(View view, const Field& field) {
    const auto& chosen = all("f." + field.name);
    const auto* records = field.to == "any" ? nullptr : few_records(field.to);
    if (records != nullptr && records->size() <= few && !records->empty()) {
        auto checks = view.add("checks");
        checks.show("scrolls", records->size() > 8);
        std::size_t number = 0;
        for (const auto& [key, title] : *records) {
            checks.add("check")
                .set("check_value", key)
                .set("check_label", field.to == "agency" ? title : fmt::format("{} – {}", key, title))
                .set("check_number", static_cast<std::int64_t>(number++))
                .show("checked", std::ranges::find(chosen, key) != chosen.end());
        }
        return;
    }
    auto several = view.add("lookups");
    several.set("value", join(chosen, "\n"));
    if (field.to != "any") {
        several.show("can_suggest").set("suggest_url", visit_.url(fmt::format("/registers/{}/suggest", field.to)));
        for (const auto& key : chosen) {
            visit_.want_title(field.to, key);
        }
        for (const auto& key : chosen) {
            several.add("chosen").set("chosen_key", key).set("chosen_title", visit_.title(field.to, key));
        }
    }
}

void RecordForm::show_cell(View row, const Field& column, const std::string& name) {
    auto cell = row.add("cell");
    cell.set("cell_name", name).set("cell_id", input_id(name)).set("cell_label", column.label.in(visit_.language)).set("cell_value", first(name));
    if (column.type == FieldType::choice || column.type == FieldType::boolean ||
        (column.type == FieldType::reference && few_records(column.to)->size() <= few)) {
        auto select = cell.add("cell_select");
        if (column.type == FieldType::boolean) {
            option(select, "cell_option", "true", visit_.text("form.yes"), first(name) == "true");
            option(select, "cell_option", "false", visit_.text("form.no"), first(name) == "false");
        } else if (column.type == FieldType::choice) {
            for (const auto& choice : column.choices) {
                option(select, "cell_option", choice.code, choice.label.in(visit_.language), first(name) == choice.code);
            }
        } else {
            for (const auto& [key, title] : *few_records(column.to)) {
                option(select, "cell_option", key, title, first(name) == key);
            }
        }
    } else if (column.type == FieldType::file || column.type == FieldType::files) {
        auto file = cell.add("cell_file");
        if (const auto kept = first(name); !kept.empty()) {
            file.set_and_show("kept", kept);
            file.set("kept_name", kept.substr(std::min(kept.size(), kept.find('/') + 1)));
        }
    } else {
        const auto input = input_of(column.type);
        auto one = cell.add("cell_input");
        one.set("cell_type", input.type);
        one.set_and_show("cell_mode", input.mode);
        one.show("cell_offices", column.type == FieldType::office);
        if (column.type == FieldType::office && !first(name).empty()) {
            one.set("cell_value", visit_.office_name(first(name)));
        }
    }
}

void RecordForm::show_parts(View view, const Field& field) {
    auto parts = view.add("parts");
    const auto& columns = registers::part_columns();
    for (const auto& row : rows_of(field)) {
        const auto prefix = fmt::format("f.{}.{}.", field.name, row);
        auto part = parts.add("part");
        const auto* choice = field.choice(row);
        const bool filled = std::ranges::any_of(columns, [&](const Field& column) { return column.name != "item" && !first(prefix + column.name).empty(); });
        part.set("part_row", row).set("part_id", input_id(prefix + "there")).set("part_name", prefix + "there");
        part.show("part_there", filled || !first(prefix + "there").empty()).show("part_open", filled);
        if (choice != nullptr) {
            part.add("part_known").set("part_label", choice->label.in(visit_.language));
        } else {
            part.show("part_row_kept");
            part.add("part_free").set("item_value", first(prefix + "item")).set("item_name", prefix + "item").set("item_id", input_id(prefix + "item"));
        }
        for (std::size_t i = 1; i < columns.size(); ++i) {
            show_cell(part, columns[i], prefix + columns[i].name);
        }
    }
    parts.show("can_add_part", field.choices.empty());
    parts.set("field_name", field.name);
}

void RecordForm::show_lines(View view, const Field& field) {
    auto lines = view.add("lines");
    lines.set("field_name", field.name);
    for (const auto& row : rows_of(field)) {
        auto line = lines.add("line");
        line.set("line_row", row);
        for (const auto& column : field.columns) {
            show_cell(line, column, fmt::format("f.{}.{}.{}", field.name, row, column.name));
        }
    }
}

void RecordForm::show_files(View view, const Field& field) {
    auto files = view.add("files");
    files.show("several", field.type == FieldType::files);
    std::size_t number = 0;
    for (const auto& kept : all("f." + field.name)) {
        if (!kept.empty()) {
            files.add("kept_file")
                .set("kept", kept)
                .set("kept_name", kept.substr(std::min(kept.size(), kept.find('/') + 1)))
                .set("kept_number", static_cast<std::int64_t>(number++));
        }
    }
}

}  // namespace pendopo::web::pages
