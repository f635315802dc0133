// What stands in a form's inputs, from a record, a posted form or an address.

#include <charconv>

#include "base/money.hpp"
#include "web/pages/form.hpp"

namespace pendopo::web::pages {

using registers::Field;
using registers::FieldType;

std::optional<Moment> moment_typed(std::string_view text, std::string_view zone) {
    if (text.size() < 16 || (text[10] != 'T' && text[10] != ' ')) {
        return {};
    }
    std::string iso(text.substr(0, 16));
    iso[10] = 'T';
    auto moment = parse_moment(iso + ":00Z");
    if (moment) {
        *moment -= zone_offset(zone).value_or(std::chrono::hours(7));
    }
    return moment;
}

std::string typed_moment(Moment moment, std::string_view zone) { return to_string(moment + zone_offset(zone).value_or(std::chrono::hours(7))).substr(0, 16); }

namespace {

/// One canonical text as a person would type it.
std::string typed_scalar(const Visit& visit, const Field& field, const std::string& canonical) {
    if (canonical.empty()) {
        return {};
    }
    switch (field.type) {
        case FieldType::datetime: {
            const auto moment = parse_moment(canonical);
            return moment ? typed_moment(*moment, visit.regulation().timezone) : canonical;
        }
        case FieldType::money: {
            std::int64_t units = 0;
            const auto [end, failed] = std::from_chars(canonical.data(), canonical.data() + canonical.size(), units);
            if (failed != std::errc() || end != canonical.data() + canonical.size()) {
                return canonical;
            }
            const auto text = readable_money(units, Language::id);  // typed amounts are read the Indonesian way
            return text.starts_with("Rp") ? text.substr(2) : text;
        }
        case FieldType::decimal:
        case FieldType::percentage: {
            std::string text = canonical;
            std::ranges::replace(text, '.', ',');
            return text;
        }
        default: return canonical;
    }
}

void add_rows(const Visit& visit, const Field& field, const std::vector<registers::Line>& lines, Typed& typed) {
    const auto& columns = field.type == FieldType::parts ? registers::part_columns() : field.columns;
    std::size_t number = 0;
    std::set<std::string> used;
    for (const auto& line : lines) {
        std::string row = std::to_string(number++);
        if (field.type == FieldType::parts && !line.empty() && field.choice(line[0]) != nullptr && used.insert(line[0]).second) {
            row = line[0];
            typed[fmt::format("f.{}.{}.there", field.name, row)] = {"1"};
        }
        typed[fmt::format("f.{}.row", field.name)].push_back(row);
        for (std::size_t i = 0; i < columns.size() && i < line.size(); ++i) {
            typed[fmt::format("f.{}.{}.{}", field.name, row, columns[i].name)] = {typed_scalar(visit, columns[i], line[i])};
        }
    }
}

}  // namespace

Typed typed_from(const Visit& visit, const registers::Register& declaration, const registers::Record& record) {
    Typed typed;
    for (std::size_t i = 0; i < declaration.fields.size() && i < record.values.size(); ++i) {
        const auto& field = declaration.fields[i];
        const auto name = "f." + field.name;
        if (const auto* text = std::get_if<std::string>(&record.values[i])) {
            typed[name] = {typed_scalar(visit, field, *text)};
        } else if (const auto* texts = std::get_if<std::vector<std::string>>(&record.values[i])) {
            typed[name] = field.type == FieldType::list ? std::vector<std::string>{join(*texts, "\n")} : *texts;
        } else if (const auto* lines = std::get_if<std::vector<registers::Line>>(&record.values[i])) {
            add_rows(visit, field, *lines, typed);
        }
    }
    return typed;
}

Typed typed_from(const Request& request) {
    Typed typed;
    for (const auto& part : request.form) {
        if (part.file.empty() && part.file_name.empty()) {
            typed[part.name].push_back(part.value);
        }
    }
    return typed;
}

Typed typed_from_query(const Visit& visit, const registers::Register& declaration) {
    Typed typed;
    for (const auto& field : declaration.fields) {
        if (!field.otherwise.empty()) {
            typed["f." + field.name] = {typed_scalar(visit, field, field.otherwise)};
        }
    }
    if (declaration.agency_path.size() == 1 && visit.person().signed_in() && !visit.person().account->agency.empty()) {
        typed["f." + declaration.agency_path[0]] = {visit.person().account->agency};
    }
    std::set<std::string> given;
    for (const auto& [name, value] : visit.request.query) {
        const auto* field = declaration.field(name);
        if (field == nullptr) {
            continue;
        }
        if (field->type == FieldType::parts) {
            typed[fmt::format("f.{}.row", name)].push_back(value);
            typed[fmt::format("f.{}.{}.there", name, value)] = {"1"};
            typed[fmt::format("f.{}.{}.item", name, value)] = {value};
            continue;
        }
        auto& texts = typed["f." + name];
        if (given.insert(name).second) {
            texts.clear();
        }
        texts.push_back(typed_scalar(visit, *field, value));
    }
    return typed;
}

}  // namespace pendopo::web::pages
