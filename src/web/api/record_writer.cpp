#include "web/api/record_writer.hpp"

#include <iterator>

namespace pendopo::web::api {

namespace {

using registers::Field;
using registers::FieldType;
using registers::Line;

/// -12, 0, 12.5: what is a number both here and in JSON.
bool is_number(std::string_view text) {
    if (text.starts_with('-')) {
        text.remove_prefix(1);
    }
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 0 || (digits > 1 && text.starts_with('0'))) {
        return false;
    }
    if (digits == text.size()) {
        return true;
    }
    const auto fraction = text.substr(digits + 1);
    return text[digits] == '.' && !fraction.empty() && fraction.find_first_not_of("0123456789") == std::string_view::npos;
}

void write_cell(std::string& out, const Field& field, std::string_view text) {
    switch (field.type) {
        case FieldType::integer:
        case FieldType::money:
        case FieldType::decimal:
        case FieldType::percentage:
            if (is_number(text)) {
                out += text;
                return;
            }
            break;
        case FieldType::boolean:
            if (text == "true" || text == "false") {
                out += text;
                return;
            }
            break;
        default: break;
    }
    write_text(out, text);
}

void write_line(std::string& out, const std::vector<Field>& columns, const Line& line) {
    out += '{';
    bool first = true;
    for (std::size_t i = 0; i < columns.size() && i < line.size(); ++i) {
        if (line[i].empty()) {
            continue;
        }
        out += first ? "" : ",";
        first = false;
        write_text(out, columns[i].name);
        out += ':';
        write_cell(out, columns[i], line[i]);
    }
    out += '}';
}

void write_value(std::string& out, const Field& field, const registers::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        write_cell(out, field, *text);
        return;
    }
    out += '[';
    bool first = true;
    const auto next = [&] {
        out += first ? "" : ",";
        first = false;
    };
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
        for (const std::string& text : *texts) {
            next();
            write_text(out, text);
        }
    } else if (const auto* lines = std::get_if<std::vector<Line>>(&value)) {
        const auto& columns = field.type == FieldType::parts ? registers::part_columns() : field.columns;
        for (const Line& line : *lines) {
            next();
            write_line(out, columns, line);
        }
    }
    out += ']';
}

void write_member(std::string& out, std::string_view name, std::string_view text) {
    out += ",\"";
    out += name;
    out += "\":";
    write_text(out, text);
}

}  // namespace

void write_text(std::string& out, std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    out += '"';
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') {
            continue;
        }
        out.append(text, from, i - from);
        from = i + 1;
        if (c == '"' || c == '\\') {
            out += {'\\', text[i]};
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\r') {
            out += "\\r";
        } else {
            out += {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]};
        }
    }
    out.append(text, from, text.size() - from);
    out += '"';
}

void write_record(std::string& out, const registers::Register& declaration, const registers::Record& record, const std::vector<bool>& readable) {
    out += "{\"id\":";
    write_text(out, record.id);
    write_member(out, "state", record.state);
    fmt::format_to(std::back_inserter(out), ",\"version\":{}", record.version);
    write_member(out, "created_on", record.created_on);
    write_member(out, "created_by", record.created_by);
    write_member(out, "updated_on", record.updated_on);
    write_member(out, "updated_by", record.updated_by);
    out += ",\"fields\":{";
    bool first = true;
    for (std::size_t i = 0; i < declaration.fields.size() && i < record.values.size(); ++i) {
        if (!readable[i] || !registers::is_set(record.values[i])) {
            continue;
        }
        out += first ? "" : ",";
        first = false;
        write_text(out, declaration.fields[i].name);
        out += ':';
        write_value(out, declaration.fields[i], record.values[i]);
    }
    out += "}}";
}

}  // namespace pendopo::web::api
