#include "web/pages/values.hpp"

namespace pendopo::web::pages {

using registers::Field;
using registers::FieldType;
using registers::Record;
using registers::Register;
using registers::Value;

namespace {

struct Target {
    std::string register_name, id;
};

/// Register and key of a reference's text; for `to: any` both stand in it.
Target target_of(const Field& field, const std::string& text) {
    if (field.to != "any") {
        return {field.to, text};
    }
    const auto colon = text.find(':');
    return colon == std::string::npos ? Target{"", text} : Target{text.substr(0, colon), text.substr(colon + 1)};
}

void want(Visit& visit, const Field& field, const std::string& text) {
    const auto target = target_of(field, text);
    if (target.register_name != "agency") {  // their names are read anyway
        visit.want_title(target.register_name, target.id);
    }
}

std::string file_name_of(const std::string& value) {
    const auto slash = value.find('/');
    return slash == std::string::npos ? value : value.substr(slash + 1);
}

/// One text (of a field, or a cell of a line) as a person reads it.
std::string one_text(Visit& visit, const Field& field, const std::string& text) {
    if (text.empty()) {
        return {};
    }
    switch (field.type) {
        case FieldType::reference:
        case FieldType::references: {
            const auto target = target_of(field, text);
            if (target.register_name == "agency") {
                return visit.agency_name(target.id);
            }
            return target.register_name.empty() ? text : visit.title(target.register_name, target.id);
        }
        case FieldType::office: return visit.office_name(text);
        case FieldType::norm: return visit.norm(text);
        case FieldType::datetime: return visit.moment(text);
        case FieldType::file:
        case FieldType::files: return file_name_of(text);
        default: return registers::readable(field, Value{text}, visit.language);
    }
}

bool is_reference(const Field& field) { return field.type == FieldType::reference || field.type == FieldType::references; }

bool is_file(const Field& field) { return field.type == FieldType::file || field.type == FieldType::files; }

void show_rows(Visit& visit, View view, const Register& declaration, const Record& record, const Field& field, const std::vector<registers::Line>& lines) {
    const auto& columns = registers::columns_of(field);
    std::vector<std::size_t> used;  // columns that hold something
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (std::ranges::any_of(lines, [&](const auto& line) { return i < line.size() && !line[i].empty(); })) {
            used.push_back(i);
        }
    }
    auto table = view.add("value_table");
    for (const auto i : used) {
        table.add("value_head").set("head_label", columns[i].label.in(visit.language));
    }
    for (const auto& line : lines) {
        auto row = table.add("value_row");
        for (const auto i : used) {
            auto cell = row.add("value_cell");
            const auto& text = line[i];
            if (field.type == FieldType::parts && i == 0) {
                const auto* choice = field.choice(text);
                cell.set("cell_text", choice != nullptr ? choice->label.in(visit.language) : text);
            } else if (is_file(columns[i]) && !text.empty()) {
                cell.show("cell_linked")
                    .set("cell_text", file_name_of(text))
                    .set("cell_url", fmt::format("{}/files/{}", visit.record_url(declaration.name, record.id), text.substr(0, text.find('/'))));
            } else {
                cell.set("cell_text", one_text(visit, columns[i], text));
            }
        }
    }
}

}  // namespace

void want_titles(Visit& visit, const Register& declaration, const Record& record, const std::vector<const Field*>& fields) {
    for (const auto* field : fields) {
        const auto& value = record.get(declaration, field->name);
        if (is_reference(*field)) {
            for (const auto& text : registers::texts_of(value)) {
                want(visit, *field, text);
            }
        } else if (field->type == FieldType::lines) {
            if (const auto* lines = std::get_if<std::vector<registers::Line>>(&value)) {
                for (const auto& line : *lines) {
                    for (std::size_t i = 0; i < field->columns.size() && i < line.size(); ++i) {
                        if (is_reference(field->columns[i]) && !line[i].empty()) {
                            want(visit, field->columns[i], line[i]);
                        }
                    }
                }
            }
        }
    }
}

std::string value_text(Visit& visit, const Field& field, const Value& value) {
    if (const auto* lines = std::get_if<std::vector<registers::Line>>(&value)) {
        std::vector<std::string> words;
        for (const auto& line : *lines) {
            if (field.type == FieldType::parts && !line.empty()) {
                const auto* choice = field.choice(line[0]);
                words.push_back(choice != nullptr ? choice->label.in(visit.language) : line[0]);
            }
        }
        return field.type == FieldType::parts ? join(words, ", ") : visit.text("value.lines", {{"count", std::to_string(lines->size())}});
    }
    std::vector<std::string> words;
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
        for (const auto& text : *texts) {
            const auto* choice = field.choice(text);
            words.push_back(choice != nullptr ? choice->label.in(visit.language) : one_text(visit, field, text));
        }
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        words.push_back(one_text(visit, field, *text));
    }
    return join(words, ", ");
}

void show_value(Visit& visit, View view, const Register& declaration, const Record& record, const Field& field) {
    const auto& value = record.get(declaration, field.name);
    if (const auto* lines = std::get_if<std::vector<registers::Line>>(&value)) {
        show_rows(visit, view, declaration, record, field, *lines);
        return;
    }
    if (field.type == FieldType::long_text) {
        view.add("value_prose").set("prose_html", markdown(registers::text_of(value)));
        return;
    }
    const auto texts = registers::texts_of(value);
    if (is_reference(field) || is_file(field) || field.type == FieldType::url || field.type == FieldType::norm) {
        for (const auto& text : texts) {
            auto link = view.add("value_link");
            link.set("link_label", one_text(visit, field, text));
            if (is_file(field)) {
                link.show("link_file")
                    .set("link_url", fmt::format("{}/files/{}", visit.record_url(declaration.name, record.id), text.substr(0, text.find('/'))));
            } else if (field.type == FieldType::url) {
                link.show("link_outside").set("link_url", text);
            } else if (field.type == FieldType::norm) {
                link.set("link_url", visit.norm_url(text));
            } else {
                const auto target = target_of(field, text);
                link.set("link_url", visit.record_url(target.register_name, target.id));
            }
        }
        return;
    }
    if (field.type == FieldType::choices || field.type == FieldType::list) {
        for (const auto& text : texts) {
            const auto* choice = field.choice(text);
            view.add("value_tag").set("tag_label", choice != nullptr ? choice->label.in(visit.language) : text);
        }
        return;
    }
    view.add("value_plain").set("plain_text", value_text(visit, field, value));
}

void show_record_state(const Visit& visit, View view, const Register& declaration, std::string_view name) {
    const auto* state = declaration.state(name);
    view.set("record_state", name).set("record_state_label", state != nullptr ? state->label.in(visit.language) : std::string(name));
    const bool is_first = !declaration.states.empty() && declaration.states.front().name == name;
    view.set("record_state_kind", state != nullptr && state->closed ? "closed" : is_first && declaration.states.size() > 1 ? "first" : "open");
}

const Field* listed_field(const Register& declaration, std::string_view name) {
    static const std::map<std::string, Field, std::less<>> common = [] {
        std::map<std::string, Field, std::less<>> fields;
        for (const auto* moment : {"created_on", "updated_on"}) {
            fields[moment] = Field{.name = moment, .type = FieldType::datetime};
        }
        for (const auto* word : {"id", "state", "created_by", "updated_by"}) {
            fields[word] = Field{.name = word, .type = FieldType::text};
        }
        return fields;
    }();
    if (const auto* declared = declaration.field(name)) {
        return declared;
    }
    const auto found = common.find(name);
    return found == common.end() ? nullptr : &found->second;
}

std::string field_label(const Visit& visit, const Register& declaration, std::string_view name) {
    if (const auto* declared = declaration.field(name)) {
        if (!declared->label.empty()) {
            return declared->label.in(visit.language);
        }
        const auto last = name.rfind('_');
        if (declared->implicit && last != std::string_view::npos) {  // "<state>_on" and "<state>_by"
            const auto* state = declaration.state(name.substr(0, last));
            const auto word = state != nullptr ? state->label.in(visit.language) : std::string(name.substr(0, last));
            return visit.text(fmt::format("field.state{}", name.substr(last)), {{"state", word}});
        }
    }
    const auto key = fmt::format("field.{}", name);
    return visit.has_text(key) ? visit.text(key) : std::string(name);
}

}  // namespace pendopo::web::pages
