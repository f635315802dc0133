// From what was typed to values, and which fields stand where.

#include "web/pages/form.hpp"

namespace pendopo::web::pages {

using registers::Field;
using registers::FieldType;

namespace {

bool holds_files(const Field& field) { return field.type == FieldType::file || field.type == FieldType::files; }

std::string joined_address(const std::string& register_name, const std::string& key) {
    return register_name.empty() || key.empty() || key.contains(':') ? key : register_name + ":" + key;
}

/// A key typed or chosen as "APL-0001 – Sistem Surat": the key alone.
std::string key_alone(std::string_view text) {
    const auto dash = text.find(" – ");
    return std::string(trim(text.substr(0, dash)));
}

}  // namespace

RecordForm::RecordForm(Visit& visit, const registers::Register& declaration, std::vector<const Field*> fields)
    : visit_(visit), register_(declaration), fields_(std::move(fields)) {}

std::string RecordForm::first(std::string_view name) const {
    const auto found = typed.find(name);
    return found == typed.end() || found->second.empty() ? std::string() : found->second.front();
}

const std::vector<std::string>& RecordForm::all(std::string_view name) const {
    static const std::vector<std::string> none;
    const auto found = typed.find(name);
    return found == typed.end() ? none : found->second;
}

const Problem* RecordForm::problem_of(std::string_view field) const {
    for (const auto& problem : problems) {
        const auto parts = split(problem.pointer, '/');
        if (std::ranges::find(parts, field) != parts.end()) {
            return &problem;
        }
    }
    return nullptr;
}

std::vector<std::string> RecordForm::rows_of(const Field& field) const {
    std::vector<std::string> rows;
    if (field.type == FieldType::parts) {
        for (const auto& choice : field.choices) {
            rows.push_back(choice.code);
        }
    }
    for (const auto& row : all(fmt::format("f.{}.row", field.name))) {
        if (std::ranges::find(rows, row) == rows.end()) {
            rows.push_back(row);
        }
    }
    if (rows.empty()) {
        rows.emplace_back("0");
    }
    return rows;
}

void RecordForm::add_line(std::string_view field_name) {
    const auto* field = register_.field(field_name);
    if (field == nullptr || !field->is_lines()) {
        return;
    }
    auto rows = rows_of(*field);
    std::size_t next = rows.size();
    while (std::ranges::find(rows, std::to_string(next)) != rows.end()) {
        ++next;
    }
    rows.push_back(std::to_string(next));
    typed[fmt::format("f.{}.row", field_name)] = std::move(rows);
}

workflow::Values RecordForm::values() {
    workflow::Values values;
    for (const auto* field : fields_) {
        values[field->name] = value_of(*field);
    }
    return values;
}

std::string RecordForm::office_typed(const std::string& text) {
    for (const auto& [key, name] : visit_.agencies()) {
        if (key == text || lower(name) == lower(text)) {
            return key;
        }
    }
    for (const auto& [role, name] : visit_.regulation().roles) {
        if (role == text || lower(name) == lower(text)) {
            return role;
        }
    }
    for (const auto& office : visit_.government.product->offices) {
        if (lower(office.label.id) == lower(text) || lower(office.label.en) == lower(text)) {
            return office.code;
        }
    }
    return text;
}

std::optional<registers::Value> RecordForm::scalar(const Field& field, std::string text, const std::string& pointer) {
    text = std::string(trim(text));
    if (text.empty()) {
        return registers::Value{};
    }
    if (field.type == FieldType::datetime) {
        if (const auto moment = moment_typed(text, visit_.regulation().timezone)) {
            return registers::Value{to_string(*moment)};
        }
    }
    if (field.type == FieldType::office) {
        text = office_typed(text);
    }
    if (field.type == FieldType::reference && field.to != "any") {
        text = key_alone(text);
    }
    if (holds_files(field) || field.type == FieldType::boolean) {
        return registers::Value{std::move(text)};
    }
    auto value = registers::from_text(field, text);
    if (!value) {
        for (auto problem : value.error().problems) {
            problem.pointer = pointer;
            problems.push_back(std::move(problem));
        }
        return {};
    }
    return *std::move(value);
}

void RecordForm::take_uploads(const std::string& name, const std::string& pointer) {
    for (const auto& part : visit_.request.form) {
        if (part.name != name || part.file.empty() || part.file_name.empty()) {
            continue;
        }
        std::error_code failed;
        if (std::filesystem::file_size(part.file, failed) == 0 || failed) {
            continue;
        }
        auto kept = visit_.government.workflow->keep_file(part.file_name, part.file);
        if (kept) {
            typed[name].push_back(*std::move(kept));
        } else {
            auto refused = kept.error().problems;
            if (refused.empty()) {
                refused.push_back({.code = kept.error().code, .pointer = {}, .arguments = {}, .norms = {}, .detail = kept.error().detail});
            }
            refused.front().pointer = pointer;
            problems.push_back(std::move(refused.front()));
        }
    }
}

registers::Value RecordForm::rows_value(const Field& field) {
    const auto& columns = field.type == FieldType::parts ? registers::part_columns() : field.columns;
    std::vector<registers::Line> lines;
    for (const auto& row : rows_of(field)) {
        const auto prefix = fmt::format("f.{}.{}.", field.name, row);
        registers::Line line(columns.size());
        bool there = !first(prefix + "there").empty();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (holds_files(columns[i])) {
                take_uploads(prefix + columns[i].name, "/fields/" + field.name);
                if (const auto& kept = all(prefix + columns[i].name); !kept.empty()) {
                    line[i] = kept.back();
                }
            } else if (const auto value =
                           scalar(columns[i], first(prefix + columns[i].name), fmt::format("/fields/{}/{}/{}", field.name, lines.size(), columns[i].name))) {
                line[i] = registers::text_of(*value);
            }
            there = there || (!line[i].empty() && !(field.type == FieldType::parts && i == 0 && field.choice(row) != nullptr));
        }
        if (!there) {
            continue;
        }
        if (field.type == FieldType::parts && line[0].empty()) {
            line[0] = row;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

boost::json::value RecordForm::value_of(const Field& field) {
    const auto name = "f." + field.name;
    const auto pointer = "/fields/" + field.name;
    if (field.is_lines()) {
        const auto rows = rows_value(field);
        return std::get<std::vector<registers::Line>>(rows).empty() ? boost::json::value(nullptr) : registers::to_json(field, rows);
    }
    if (holds_files(field)) {
        take_uploads(name, pointer);
        std::vector<std::string> kept = all(name);
        std::erase(kept, "");
        if (kept.empty()) {
            return nullptr;
        }
        return field.type == FieldType::files ? registers::to_json(field, kept) : boost::json::value(kept.back());
    }
    if (field.is_many()) {
        std::vector<std::string> several;
        for (const auto& text : all(name)) {
            for (const auto& one : split(text, '\n')) {
                auto word = field.type == FieldType::references ? key_alone(one) : std::string(trim(one));
                if (!word.empty() && std::ranges::find(several, word) == several.end()) {
                    several.push_back(std::move(word));
                }
            }
        }
        return several.empty() ? boost::json::value(nullptr) : registers::to_json(field, several);
    }
    auto text = first(name);
    if (field.type == FieldType::reference && field.to == "any") {
        text = joined_address(first(name + ".register"), key_alone(text));
    }
    const auto value = scalar(field, std::move(text), pointer);
    if (!value || !registers::is_set(*value)) {
        return nullptr;
    }
    return registers::to_json(field, *value);
}

FieldGroups grouped_fields(const Visit& visit, const registers::Register& declaration, const std::vector<const Field*>& fields) {
    FieldGroups groups;
    const std::string agency = declaration.agency_path.empty() ? "" : declaration.agency_path.front();
    std::size_t early = 0;
    for (const auto* field : fields) {
        const bool listed = std::ranges::find(declaration.list, field->name) != declaration.list.end();
        if (field->required || field->name == declaration.title || field->name == agency || listed || early < 3) {
            groups.core.push_back(field);
        } else if (!visit.government.compliance->field_law(declaration.name, field->name).norms.empty()) {
            groups.law.push_back(field);
        } else {
            groups.other.push_back(field);
        }
        ++early;
    }
    return groups;
}

std::vector<const Field*> fields_to_fill(const Visit& visit, const registers::Register& declaration, std::string_view agency) {
    std::vector<const Field*> fields;
    for (const auto& field : declaration.fields) {
        if (!field.implicit && field.type != FieldType::derived && people::may_change(visit.person(), declaration, field, agency)) {
            fields.push_back(&field);
        }
    }
    return fields;
}

}  // namespace pendopo::web::pages
