#include "web/api/query.hpp"

#include <charconv>

#include "base/money.hpp"
#include "web/url.hpp"

namespace pendopo::web::api {

namespace {

using registers::Condition;
using registers::FieldType;

constexpr std::array<std::string_view, 8> reserved{"q", "sort", "after", "before", "limit", "fields", "agency", "lang"};

const std::map<std::string, Condition::Comparison, std::less<>>& comparisons() {
    using enum Condition::Comparison;
    static const std::map<std::string, Condition::Comparison, std::less<>> all{{"is", is},        {"not", is_not},  {"contains", contains},
                                                                               {"min", at_least}, {"max", at_most}, {"set", set}};
    return all;
}

/// The record's own columns, which are no declared fields, as if they were.
const Field* column_named(std::string_view name) {
    static const std::vector<Field> columns = [] {
        std::vector<Field> all;
        for (const auto& [column, type] :
             {std::pair{"id", FieldType::text}, {"state", FieldType::text}, {"created_on", FieldType::datetime}, {"updated_on", FieldType::datetime}}) {
            all.push_back({.name = column, .type = type});
        }
        return all;
    }();
    const auto found = std::ranges::find(columns, name, &Field::name);
    return found == columns.end() ? nullptr : &*found;
}

/// The field at the end of a path, if the person may read every field on the way.
const Field* readable_field(const Request& request, const registers::Catalogue& catalogue, const Register& from, std::string_view path) {
    const Register* declaration = &from;
    for (;;) {
        const auto dot = path.find('.');
        const Field* field = declaration->field(path.substr(0, dot));
        if (field == nullptr && dot == std::string_view::npos) {
            return people::may_read(request.person, *declaration) ? column_named(path) : nullptr;
        }
        if (field == nullptr || !people::may_read(request.person, *declaration, *field)) {
            return nullptr;
        }
        if (dot == std::string_view::npos) {
            return field;
        }
        path.remove_prefix(dot + 1);
        declaration = catalogue.find(field->to);
        if (declaration == nullptr) {
            return nullptr;
        }
    }
}

bool is_whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && rest == text.data() + text.size();
}

/// A filter's value in the canonical form of its field. @param expected  says what was, where the text is none
std::optional<std::string> canonical(const Field& field, const std::string& text, std::string& expected) {
    switch (field.type) {
        case FieldType::integer:
        case FieldType::money: expected = "a whole number"; return is_whole_number(text) ? std::optional(text) : std::nullopt;
        case FieldType::decimal:
        case FieldType::percentage: expected = "a number"; return parse_decimal(text);
        case FieldType::boolean: expected = "true or false"; return text == "true" || text == "false" ? std::optional(text) : std::nullopt;
        case FieldType::date: expected = "a date such as 2024-03-01"; return parse_date(text) ? std::optional(text) : std::nullopt;
        case FieldType::datetime: {
            expected = "a moment such as 2024-03-01T07:30:00Z, or a date";
            if (const auto date = parse_date(text)) {
                return to_string(Moment(date->time_since_epoch()));
            }
            const auto moment = parse_moment(text);
            return moment ? std::optional(to_string(*moment)) : std::nullopt;
        }
        default: return text;
    }
}

bool has_order(const Field& field) {
    return field.is_column() && field.type != FieldType::boolean && field.type != FieldType::choice && field.type != FieldType::long_text;
}

/// Reads the filters of one register's list.
class Filters {
public:
    Filters(const Request& request, const Government& government, const Register& declaration)
        : request_(request), catalogue_(government.product->catalogue), register_(declaration) {}

    Result<void> add(registers::Query& query, const std::string& name, const std::string& value) {
        const auto dot = name.rfind('.');
        std::string path = name;
        Condition condition{.comparison = Condition::Comparison::is};
        if (dot != std::string::npos) {
            if (const auto found = comparisons().find(std::string_view(name).substr(dot + 1)); found != comparisons().end()) {
                path = name.substr(0, dot);
                condition.comparison = found->second;
            }
        }
        const Field* field = readable_field(request_, catalogue_, register_, path);
        if (field == nullptr) {
            return unknown_parameter(name, known());
        }
        condition.field = path;
        CHECK(compare(condition, *field, name, value));
        const auto same = std::ranges::find_if(query.where, [&](const Condition& other) {
            return other.field == condition.field && other.comparison == condition.comparison && condition.comparison == Condition::Comparison::is;
        });
        if (same == query.where.end()) {
            query.where.push_back(std::move(condition));
        } else {
            same->values.push_back(std::move(condition.values.front()));
        }
        return {};
    }

    Result<void> sort(registers::Query& query, const std::string& value) {
        const std::string_view name = std::string_view(value).substr(value.starts_with('-') ? 1 : 0);
        const Field* field = name.contains('.') ? nullptr : readable_field(request_, catalogue_, register_, name);
        if (field == nullptr || !field->is_column()) {
            return bad_parameter("sort", "a field of one value, with - before it for the other way");
        }
        query.sort = value;
        return {};
    }

    Result<void> fields(registers::Query& query, const std::string& value) {
        for (const auto& part : split(value, ',')) {
            const std::string name(trim(part));
            const Field* field = register_.field(name);
            if (field == nullptr || !people::may_read(request_.person, register_, *field)) {
                return bad_parameter("fields", "names of fields, separated by commas; there is no " + name);
            }
            query.fields.push_back(name);
        }
        return {};
    }

private:
    Result<void> compare(Condition& condition, const Field& field, const std::string& name, const std::string& value) {
        using enum Condition::Comparison;
        if (condition.comparison == set) {
            if (value != "true" && value != "false") {
                return bad_parameter(name, "true or false");
            }
            condition.comparison = value == "true" ? set : unset;
            return {};
        }
        const bool bounds = condition.comparison == at_least || condition.comparison == at_most;
        if (bounds && !has_order(field)) {
            return bad_parameter(name, "given for numbers, dates and short texts only");
        }
        if (condition.comparison == contains) {
            condition.values = {value};
            return {};
        }
        std::string expected;
        auto text = canonical(field, value, expected);
        if (!text) {
            return bad_parameter(name, expected);
        }
        condition.values = {*std::move(text)};
        return {};
    }

    [[nodiscard]] std::vector<std::string> known() const {
        std::vector<std::string> names{"state", "id", "created_on", "updated_on"};
        names.insert(names.end(), reserved.begin(), reserved.end());
        for (const Field& field : register_.fields) {
            if (people::may_read(request_.person, register_, field)) {
                names.push_back(field.name);
            }
        }
        return names;
    }

    const Request& request_;
    const registers::Catalogue& catalogue_;
    const Register& register_;
};

}  // namespace

Result<registers::Query> list_query(const Request& request, const Government& government, const Register& declaration) {
    registers::Query query;
    Filters filters(request, government, declaration);
    for (const auto& [name, value] : request.query) {
        const bool own_agency_field = name == "agency" && declaration.field("agency") != nullptr;
        if (std::ranges::find(reserved, name) == reserved.end() || own_agency_field) {
            CHECK(filters.add(query, name, value));
        } else if (name == "q") {
            query.search = value;
        } else if (name == "sort") {
            CHECK(filters.sort(query, value));
        } else if (name == "after" || name == "before") {
            (name == "after" ? query.after : query.before) = value;
        } else if (name == "fields") {
            CHECK(filters.fields(query, value));
        } else if (name == "agency") {
            if (declaration.agency_path.empty()) {
                return bad_parameter(name, "left out: the records of this register belong to no agency");
            }
            query.agency = value;
        }
    }
    if (!query.after.empty() && !query.before.empty()) {
        return bad_parameter("before", "left out where after is given");
    }
    TRY(const auto limit, number_parameter(request, "limit", 50, 1, 200));
    query.limit = static_cast<std::size_t>(limit);
    return query;
}

std::string page_link(const Request& request, std::string_view parameter, std::string_view cursor) {
    Pairs pairs;
    for (const auto& pair : request.query) {
        if (pair.first != "after" && pair.first != "before") {
            pairs.push_back(pair);
        }
    }
    pairs.emplace_back(parameter, cursor);
    return request.base + percent_encoded_path(request.path) + "?" + to_query(pairs);
}

}  // namespace pendopo::web::api
