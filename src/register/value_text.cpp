// Cells of spreadsheets and forms, as Indonesians write them, to canonical values.

#include "register/value_text.hpp"

#include <charconv>
#include <cmath>

#include "base/money.hpp"
#include "register/value_check.hpp"

namespace pendopo::registers {

namespace {

constexpr std::array<std::array<std::string_view, 4>, 12> month_names{{
    {"januari", "january", "jan", ""},
    {"februari", "february", "feb", "pebruari"},
    {"maret", "march", "mar", ""},
    {"april", "apr", "", ""},
    {"mei", "may", "", ""},
    {"juni", "june", "jun", ""},
    {"juli", "july", "jul", ""},
    {"agustus", "august", "agu", "aug"},
    {"september", "sep", "sept", ""},
    {"oktober", "october", "okt", "oct"},
    {"november", "nov", "nopember", ""},
    {"desember", "december", "des", "dec"},
}};

int number_of(std::string_view text) {
    int number = -1;
    const auto [rest, mistake] = std::from_chars(text.data(), text.data() + text.size(), number);
    return mistake == std::errc() && rest == text.data() + text.size() ? number : -1;
}

int month_of(std::string_view text) {
    std::string name = lower(text);
    if (name.ends_with('.')) {
        name.pop_back();
    }
    for (std::size_t i = 0; i < month_names.size(); ++i) {
        if (!name.empty() && std::ranges::find(month_names[i], name) != month_names[i].end()) {
            return static_cast<int>(i) + 1;
        }
    }
    return text.size() <= 2 ? number_of(text) : -1;
}

/// The date parts of "31-12-2024", "31/12/2024", "31.12.2024", "31 Desember 2024".
std::vector<std::string> date_parts(std::string_view text) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        const bool separator = c == ' ' || c == '-' || c == '/' || (c == '.' && parts.back().find_first_not_of("0123456789") == std::string::npos);
        if (!separator) {
            parts.back() += c;
        } else if (!parts.back().empty()) {
            parts.emplace_back();
        }
    }
    if (parts.back().empty()) {
        parts.pop_back();
    }
    return parts;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) { return std::ranges::find(words, word) != words.end(); }

std::string boolean_from_text(std::string_view text) {
    const std::string word = lower(text);
    if (is_one_of(word, {"ya", "y", "yes", "true", "1", "benar", "ada", "sudah", "v", "\xE2\x9C\x93", "\xE2\x9C\x94"})) {
        return "true";
    }
    if (is_one_of(word, {"tidak", "t", "tdk", "no", "n", "false", "0", "salah", "tidak ada", "belum", "x"})) {
        return "false";
    }
    return {};
}

std::string integer_from_text(std::string_view text) {
    const bool negative = text.starts_with('-');
    std::string_view number = negative || text.starts_with('+') ? text.substr(1) : text;
    if (number.ends_with(".0") || number.ends_with(",0")) {
        number.remove_suffix(2);
    }
    std::string digits;
    std::size_t group = 0;
    char separator = '\0';
    for (const char c : number) {
        if (c >= '0' && c <= '9') {
            digits += c;
            ++group;
        } else if ((c == '.' || c == ',' || c == ' ') && (separator == '\0' ? group >= 1 && group <= 3 : c == separator && group == 3)) {
            separator = c;
            group = 0;
        } else {
            return {};
        }
    }
    if (digits.empty() || (separator != '\0' && group != 3)) {
        return {};
    }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    return negative && digits != "0" ? "-" + digits : digits;
}

std::string moment_from_text(std::string_view text) {
    if (const auto moment = parse_moment(text)) {
        return to_string(*moment);
    }
    // A date, a time and perhaps one of Indonesia's zones; without a zone the time is UTC.
    std::string offset = "Z";
    for (const auto& [zone, east] :
         std::initializer_list<std::pair<std::string_view, std::string_view>>{{"WITA", "+08:00"}, {"WIB", "+07:00"}, {"WIT", "+09:00"}, {"UTC", "Z"}}) {
        if (text.ends_with(zone)) {
            offset = east;
            text = trim(text.substr(0, text.size() - zone.size()));
            break;
        }
    }
    const std::string whole_date = date_from_text(text);
    if (!whole_date.empty()) {
        const auto moment = parse_moment(whole_date + "T00:00:00" + offset);
        return moment ? to_string(*moment) : std::string();
    }
    const auto blank = text.find_last_of(" T");
    if (blank == std::string_view::npos) {
        return {};
    }
    std::string time(text.substr(blank + 1));
    std::ranges::replace(time, '.', ':');
    std::string day(trim(text.substr(0, blank)));
    if (day.ends_with(',')) {
        day.pop_back();
    }
    day = date_from_text(day);
    const auto moment = parse_moment(day + "T" + (time.size() == 4 ? "0" + time : time) + (std::ranges::count(time, ':') == 1 ? ":00" : "") + offset);
    return day.empty() || !moment ? std::string() : to_string(*moment);
}

std::string duration_from_text(std::string_view text) {
    const std::string word = lower(text);
    const auto digits = word.find_first_not_of("0123456789");
    if (digits == std::string::npos || digits == 0) {
        return word;
    }
    const std::string_view unit = trim(std::string_view(word).substr(digits));
    for (const auto& [names, letter] :
         std::initializer_list<std::pair<std::initializer_list<std::string_view>, char>>{{{"tahun", "thn", "year", "years"}, 'y'},
                                                                                         {{"bulan", "bln", "month", "months"}, 'm'},
                                                                                         {{"minggu", "week", "weeks"}, 'w'},
                                                                                         {{"hari", "day", "days"}, 'd'},
                                                                                         {{"jam", "hour", "hours"}, 'h'}}) {
        if (is_one_of(unit, names)) {
            return word.substr(0, digits) + letter;
        }
    }
    return word;
}

/// Code of a choice by its code or its label in either language.
std::string choice_from_text(const Field& field, std::string_view text) {
    if (field.choice(text) != nullptr) {
        return std::string(text);
    }
    const std::string word = lower(text);
    for (const Choice& choice : field.choices) {
        if (lower(choice.code) == word || lower(choice.label.id) == word || lower(choice.label.en) == word) {
            return choice.code;
        }
    }
    return std::string(text);
}

/// For a choice that is none: the nearest label, since that is what the sheet held.
void suggest_label(const Field& field, std::string_view text, Flaw& flaw) {
    if (flaw.code != "field.not_a_choice") {
        return;
    }
    std::vector<std::string> labels;
    for (const Choice& choice : field.choices) {
        labels.push_back(choice.label.id);
    }
    flaw.arguments["choices"] = join(labels, ", ");
    if (const auto suggestion = nearest(text.substr(0, 100), labels)) {
        flaw.arguments["suggestion"] = *suggestion;
    }
}

std::string point_from_text(std::string_view text) {
    const auto comma = text.find(text.contains(';') ? ';' : ',');
    if (comma == std::string_view::npos) {
        return std::string(text);
    }
    const auto latitude = parse_decimal(text.substr(0, comma));
    const auto longitude = parse_decimal(text.substr(comma + 1));
    return latitude && longitude ? *latitude + "," + *longitude : std::string(text);
}

std::string or_itself(std::string converted, std::string_view text) { return converted.empty() ? std::string(text) : converted; }

/// The canonical text of one value, or the text itself where it is none (the check then says so).
std::string canonical_from_text(const Field& field, std::string_view text) {
    switch (field.type) {
        case FieldType::integer: return or_itself(integer_from_text(text), text);
        case FieldType::decimal: return parse_decimal(text).value_or(std::string(text));
        case FieldType::percentage: {
            const auto number = text.ends_with('%') ? trim(text.substr(0, text.size() - 1)) : text;
            return parse_decimal(number).value_or(std::string(text));
        }
        case FieldType::money: {
            const auto amount = parse_money(text);
            // Marked, so that an amount too large to read in rupiah is not taken for one in minor units.
            return amount ? std::to_string(*amount) : "?" + std::string(text);
        }
        case FieldType::boolean: return or_itself(boolean_from_text(text), text);
        case FieldType::date: return or_itself(date_from_text(text), text);
        case FieldType::datetime: return or_itself(moment_from_text(text), text);
        case FieldType::duration: return duration_from_text(text);
        case FieldType::choice:
        case FieldType::choices: return choice_from_text(field, text);
        case FieldType::phone: return tidy_phone(text);
        case FieldType::url: return text.contains("://") || !text.contains('.') ? std::string(text) : "https://" + std::string(text);
        case FieldType::nik:
        case FieldType::nip: {
            std::string digits;
            std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c != ' ' && c != '.' && c != '-' && c != '\''; });
            return digits;
        }
        case FieldType::point: return point_from_text(text);
        default: return std::string(text);
    }
}

Result<std::string> one_from_text(const Field& field, std::string_view text, const std::string& pointer) {
    std::string canonical = canonical_from_text(field, text);
    if (auto flaw = check_text(field, canonical)) {
        suggest_label(field, text, *flaw);
        flaw->arguments.emplace("value", std::string(text.substr(0, 200)));
        return fail({problem_of(field, *std::move(flaw), pointer)});
    }
    return canonical;
}

std::vector<std::string> several(std::string_view text) {
    std::vector<std::string> parts;
    std::string part;
    for (const char c : text) {
        if (c == ';' || c == '\n') {
            parts.push_back(std::exchange(part, {}));
        } else {
            part += c;
        }
    }
    parts.push_back(part);
    std::erase_if(parts, [](std::string& one) {
        one = trim(one);
        return one.empty();
    });
    return parts;
}

Result<Value> many_from_text(const Field& field, std::string_view text, const std::string& pointer) {
    boost::system::error_code mistake;
    if (text.starts_with('[')) {
        // How values that hold a separator themselves are written.
        if (const auto json = boost::json::parse(text, mistake); !mistake && json.is_array()) {
            return from_json(field, json);
        }
    }
    std::vector<std::string> values;
    for (const std::string& part : several(text)) {
        TRY(std::string value, one_from_text(field, part, pointer));
        if (std::ranges::find(values, value) == values.end()) {
            values.push_back(std::move(value));
        }
    }
    return values.empty() ? Value{} : Value{std::move(values)};
}

/// Parts as "design: dokumen perancangan; source_code", by code or label of the item.
Result<Value> parts_from_text(const Field& field, std::string_view text, const std::string& pointer) {
    std::vector<Line> lines;
    for (const std::string& part : several(text)) {
        const auto colon = part.find(':');
        Line line(part_columns().size());
        line[0] = choice_from_text(field, trim(std::string_view(part).substr(0, colon)));
        if (colon != std::string::npos) {
            line[1] = trim(std::string_view(part).substr(colon + 1));
        }
        if (!field.choices.empty() && field.choice(line[0]) == nullptr) {
            Flaw flaw = *check_text(
                [&field] {
                    Field choice = field;
                    choice.type = FieldType::choice;
                    return choice;
                }(),
                line[0]);
            suggest_label(field, line[0], flaw);
            return fail({problem_of(field, std::move(flaw), pointer)});
        }
        lines.push_back(std::move(line));
    }
    return lines.empty() ? Value{} : Value{std::move(lines)};
}

}  // namespace

std::string date_from_text(std::string_view text) {
    text = trim(text);
    if (const auto date = parse_date(text.substr(0, 10)); date && (text.size() == 10 || text[10] == 'T' || text[10] == ' ')) {
        return to_string(*date);
    }
    // "Senin, 31 Desember 2024": the name of the day is not needed.
    if (const auto comma = text.find(','); comma != std::string_view::npos && comma > 0 && std::isalpha(static_cast<unsigned char>(text.front())) != 0) {
        text = trim(text.substr(comma + 1));
    }
    const auto parts = date_parts(text);
    if (parts.size() != 3) {
        return {};
    }
    const bool year_first = parts[0].size() == 4;
    const int year = number_of(parts[year_first ? 0 : 2]);
    const int month = month_of(parts[1]);
    const int day = number_of(parts[year_first ? 2 : 0]);
    if (parts[year_first ? 0 : 2].size() != 4 || year < 0 || month < 0 || day < 0) {
        return {};
    }
    const std::string canonical = fmt::format("{:04}-{:02}-{:02}", year, month, day);
    return parse_date(canonical) ? canonical : std::string();
}

std::string tidy(std::string_view text, bool several_lines) {
    std::string tidied;
    tidied.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') {
            if (i + 1 < text.size() && text[i + 1] == '\n') {
                continue;
            }
            tidied += several_lines ? '\n' : ' ';
        } else if (!several_lines && (text[i] == '\n' || text[i] == '\t')) {
            tidied += ' ';
        } else {
            tidied += text[i];
        }
    }
    const auto trimmed = trim(tidied);
    return trimmed.size() == tidied.size() ? tidied : std::string(trimmed);
}

std::string canonical_decimal(double number) {
    if (!std::isfinite(number) || std::abs(number) >= 1e15) {
        return "not a number";
    }
    std::string text = fmt::format("{:.15g}", number);
    if (text.contains('e')) {
        text = fmt::format("{:.14f}", number);
    }
    if (text.contains('.')) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.')) {
            text.pop_back();
        }
    }
    return text == "-0" ? "0" : text;
}

std::string canonical_number(std::string_view text) {
    if (text.find_first_not_of("-0123456789.") == std::string_view::npos) {
        if (auto canonical = parse_decimal(text)) {
            return *std::move(canonical);
        }
    }
    return canonical_decimal(std::strtod(std::string(text).c_str(), nullptr));
}

std::string tidy_phone(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c != ' ' && c != '-' && c != '.' && c != '(' && c != ')' && c != '/' && c != '\'') {
            digits += c;
        }
    }
    return digits;
}

Result<Value> from_text(const Field& field, std::string_view raw) {
    const std::string pointer = "/fields/" + field.name;
    if (!valid_utf8(raw)) {
        return fail({problem_of(field, {"field.bad_characters", {}, "is no UTF-8"}, pointer)});
    }
    const bool several_lines = field.type == FieldType::long_text || !field.is_column();
    const std::string text = tidy(raw, several_lines);
    // A lone dash is how a sheet says that there is nothing.
    if (text.empty() || text == "-") {
        return Value{};
    }
    if (field.is_many()) {
        return many_from_text(field, text, pointer);
    }
    if (field.is_lines()) {
        if (text.front() == '[' || text.front() == '{') {
            boost::system::error_code mistake;
            const auto json = boost::json::parse(text, mistake);
            if (mistake) {
                return fail({problem_of(field, {"field.not_lines", {}, "is no list of lines in JSON"}, pointer)});
            }
            return from_json(field, json);
        }
        if (field.type == FieldType::parts) {
            return parts_from_text(field, text, pointer);
        }
        return fail({problem_of(field, {"field.not_lines", {}, "is no list of lines in JSON"}, pointer)});
    }
    TRY(std::string canonical, one_from_text(field, text, pointer));
    return Value{std::move(canonical)};
}

}  // namespace pendopo::registers
