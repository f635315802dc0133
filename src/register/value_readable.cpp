// Values as a person reads them in a list.

#include "base/money.hpp"
#include "register/record.hpp"

namespace pendopo::registers {

namespace {

std::string readable_decimal(const std::string& text, Language language) {
    const auto dot = text.find('.');
    const bool negative = text.starts_with('-');
    const std::string digits = text.substr(negative ? 1 : 0, dot == std::string::npos ? std::string::npos : dot - (negative ? 1 : 0));
    std::string whole = digits.size() > 18 ? digits : grouped(std::strtoll(digits.c_str(), nullptr, 10), language);
    if (dot != std::string::npos) {
        whole += (language == Language::id ? "," : ".") + text.substr(dot + 1);
    }
    return negative ? "-" + whole : whole;
}

std::string readable_text(const Field& field, const std::string& text, Language language) {
    switch (field.type) {
        case FieldType::integer:
            if (field.name == "year" || field.name.ends_with("_year")) {
                return text;  // the year 2026 is no amount: no dot in it
            }
            [[fallthrough]];
        case FieldType::decimal: return readable_decimal(text, language);
        case FieldType::percentage: return readable_decimal(text, language) + "%";
        case FieldType::money: return readable_money(std::strtoll(text.c_str(), nullptr, 10), language);
        case FieldType::boolean: return language == Language::id ? (text == "true" ? "Ya" : "Tidak") : (text == "true" ? "Yes" : "No");
        case FieldType::date: {
            const auto date = parse_date(text);
            return date ? readable(*date, language) : text;
        }
        case FieldType::duration: {
            const auto duration = parse_duration(text);
            return duration ? readable(*duration, language) : text;
        }
        case FieldType::choice:
        case FieldType::choices: {
            const Choice* choice = field.choice(text);
            return choice != nullptr ? choice->label.in(language) : text;
        }
        case FieldType::file:
        case FieldType::files: return text.size() > 65 ? text.substr(65) : text;
        default: return text;
    }
}

std::string readable_line(const Field& field, const Line& line, Language language) {
    const auto& columns = columns_of(field);
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < columns.size() && i < line.size(); ++i) {
        if (line[i].empty()) {
            continue;
        }
        const Choice* item = field.type == FieldType::parts && i == 0 ? field.choice(line[i]) : nullptr;
        cells.push_back(item != nullptr ? item->label.in(language) : readable_text(columns[i], line[i], language));
    }
    return join(cells, " \xC2\xB7 ");
}

}  // namespace

std::string readable(const Field& field, const Value& value, Language language) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return readable_text(field, *text, language);
    }
    std::vector<std::string> parts;
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
        for (const std::string& text : *texts) {
            parts.push_back(readable_text(field, text, language));
        }
        return join(parts, ", ");
    }
    if (const auto* lines = std::get_if<std::vector<Line>>(&value)) {
        for (const Line& line : *lines) {
            parts.push_back(readable_line(field, line, language));
        }
    }
    return join(parts, "; ");
}

}  // namespace pendopo::registers
