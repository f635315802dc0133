// Values as typed JSON and back.

#include <charconv>
#include <cmath>

#include "register/record.hpp"
#include "register/value_check.hpp"
#include "register/value_text.hpp"

namespace pendopo::registers {

namespace json = boost::json;

namespace {

json::value cell_to_json(const Field& field, const std::string& text) {
    switch (field.type) {
        case FieldType::integer:
        case FieldType::money: {
            std::int64_t number = 0;
            const auto [rest, mistake] = std::from_chars(text.data(), text.data() + text.size(), number);
            return mistake == std::errc() && rest == text.data() + text.size() ? json::value(number) : json::value(text);
        }
        case FieldType::decimal:
        case FieldType::percentage: {
            // A whole number stays one: 12, not 1.2E1.
            std::int64_t number = 0;
            const char* end = text.data() + text.size();
            if (const auto [rest, mistake] = std::from_chars(text.data(), end, number); mistake == std::errc() && rest == end) {
                return number;
            }
            double fraction = 0;
            const auto [rest, mistake] = std::from_chars(text.data(), end, fraction);
            return mistake == std::errc() && rest == end ? json::value(fraction) : json::value(text);
        }
        case FieldType::boolean: return text == "true" || text == "false" ? json::value(text == "true") : json::value(text);
        default: return json::value(text);
    }
}

json::object line_to_json(const std::vector<Field>& columns, const Line& line) {
    json::object object;
    for (std::size_t i = 0; i < columns.size() && i < line.size(); ++i) {
        if (!line[i].empty()) {
            object.emplace(columns[i].name, cell_to_json(columns[i], line[i]));
        }
    }
    return object;
}

bool takes_integer(FieldType type) {
    return type == FieldType::integer || type == FieldType::money || type == FieldType::decimal || type == FieldType::percentage;
}

/// A text of JSON in its canonical form, where there is an obvious one.
std::string canonical(const Field& field, std::string_view text) {
    switch (field.type) {
        case FieldType::text:
        case FieldType::list:
        case FieldType::email:
        case FieldType::url: return tidy(text, false);
        case FieldType::long_text: return tidy(text, true);
        case FieldType::phone: return tidy_phone(text);
        case FieldType::datetime: {
            const auto moment = parse_moment(text);
            return moment ? to_string(*moment) : std::string(text);
        }
        default: return std::string(trim(text));
    }
}

/// Reads the values of one field; remembers where it is, for the pointer of a mistake.
class Reader {
public:
    Reader(const Field& field, std::string pointer) : field_(field), pointer_(std::move(pointer)) {}

    Result<std::string> cell(const Field& field, const json::value& value, const std::string& pointer) {
        std::string text;
        if (value.is_null()) {
            return text;
        }
        if (value.is_string()) {
            text = canonical(field, value.get_string());
        } else if (value.is_int64() && takes_integer(field.type)) {
            text = std::to_string(value.get_int64());
        } else if (value.is_double() && std::isfinite(value.get_double()) && takes_integer(field.type)) {
            text = canonical_decimal(value.get_double());
        } else if (value.is_bool() && field.type == FieldType::boolean) {
            text = value.get_bool() ? "true" : "false";
        } else {
            return wrong_type(field, pointer, field.type == FieldType::boolean ? "boolean" : takes_integer(field.type) ? "number" : "string");
        }
        if (text.empty()) {
            return text;
        }
        if (auto flaw = check_text(field, text)) {
            flaw->arguments.emplace("value", text.substr(0, 200));
            return fail({problem_of(field, *std::move(flaw), pointer)});
        }
        return text;
    }

    Result<Value> many(const json::value& value) {
        if (value.is_string()) {
            TRY(std::string one, cell(field_, value, pointer_));
            return one.empty() ? Value{} : Value{std::vector{std::move(one)}};
        }
        if (!value.is_array()) {
            return wrong_type(field_, pointer_, "array");
        }
        CHECK(count(value.get_array().size()));
        std::vector<std::string> texts;
        std::unordered_set<std::string> seen;
        for (std::size_t i = 0; i < value.get_array().size(); ++i) {
            const std::string pointer = fmt::format("{}/{}", pointer_, i);
            TRY(std::string text, cell(field_, value.get_array()[i], pointer));
            if (text.empty()) {
                continue;
            }
            if (!seen.insert(text).second) {
                return fail({problem_of(field_, {"field.duplicate_value", {{"value", text}}, "holds a value twice"}, pointer)});
            }
            texts.push_back(std::move(text));
        }
        return texts.empty() ? Value{} : Value{std::move(texts)};
    }

    Result<Value> lines(const json::value& value) {
        if (!value.is_array()) {
            return fail({problem_of(field_, {"field.not_lines", {}, "must be an array of objects"}, pointer_)});
        }
        CHECK(count(value.get_array().size()));
        std::vector<Line> lines;
        std::vector<Problem> problems;
        for (std::size_t i = 0; i < value.get_array().size(); ++i) {
            auto line = one_line(value.get_array()[i], fmt::format("{}/{}", pointer_, i));
            if (!line) {
                std::ranges::move(line.error().problems, std::back_inserter(problems));
            } else if (std::ranges::any_of(*line, [](const std::string& text) { return !text.empty(); })) {
                lines.push_back(*std::move(line));
            }
        }
        if (!problems.empty()) {
            return fail(std::move(problems));
        }
        return lines.empty() ? Value{} : Value{std::move(lines)};
    }

private:
    std::unexpected<Error> wrong_type(const Field& field, const std::string& pointer, std::string_view expected) {
        return fail({problem_of(field, {"field.wrong_type", {{"expected", std::string(expected)}}, fmt::format("must be a JSON {}", expected)}, pointer)});
    }

    Result<void> count(std::size_t size) {
        if (size <= most_values) {
            return {};
        }
        return fail(
            {problem_of(field_, {"field.too_many", {{"max", std::to_string(most_values)}}, fmt::format("more than {} values", most_values)}, pointer_)});
    }

    Result<Line> one_line(const json::value& value, const std::string& pointer) {
        const auto& columns = columns_of(field_);
        if (!value.is_object()) {
            return fail({problem_of(field_, {"field.not_lines", {}, "a line must be an object"}, pointer)});
        }
        Line line(columns.size());
        std::vector<Problem> problems;
        for (const auto& [key, cell_value] : value.get_object()) {
            const std::string at = fmt::format("{}/{}", pointer, std::string_view(key));
            const int index = field_.column_index(key);
            if (index < 0) {
                problems.push_back(unknown_column(key, at));
                continue;
            }
            auto text = cell(columns[static_cast<std::size_t>(index)], cell_value, at);
            if (!text) {
                std::ranges::move(text.error().problems, std::back_inserter(problems));
            } else {
                line[static_cast<std::size_t>(index)] = *std::move(text);
            }
        }
        if (!problems.empty()) {
            return fail(std::move(problems));
        }
        return line;
    }

    Problem unknown_column(std::string_view key, const std::string& pointer) {
        std::vector<std::string> known;
        for (const Field& column : columns_of(field_)) {
            known.push_back(column.name);
        }
        Flaw flaw{"field.unknown_column", {{"column", std::string(key)}}, fmt::format("has no column {}", key)};
        if (const auto suggestion = nearest(key, known)) {
            flaw.arguments.emplace("suggestion", *suggestion);
        }
        return problem_of(field_, std::move(flaw), pointer);
    }

    const Field& field_;
    std::string pointer_;
};

}  // namespace

json::value to_json(const Field& field, const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return text->empty() ? json::value(nullptr) : cell_to_json(field, *text);
    }
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
        json::array array;
        array.reserve(texts->size());
        for (const std::string& text : *texts) {
            array.emplace_back(text);
        }
        return array;
    }
    if (const auto* lines = std::get_if<std::vector<Line>>(&value)) {
        json::array array;
        array.reserve(lines->size());
        for (const Line& line : *lines) {
            array.push_back(line_to_json(columns_of(field), line));
        }
        return array;
    }
    return nullptr;
}

json::object to_json(const Register& declaration, const Record& record) {
    json::object fields;
    fields.reserve(record.values.size());
    for (std::size_t i = 0; i < record.values.size() && i < declaration.fields.size(); ++i) {
        if (is_set(record.values[i])) {
            fields.emplace(declaration.fields[i].name, to_json(declaration.fields[i], record.values[i]));
        }
    }
    return {{"id", record.id},
            {"state", record.state},
            {"version", record.version},
            {"created_on", record.created_on},
            {"created_by", record.created_by},
            {"updated_on", record.updated_on},
            {"updated_by", record.updated_by},
            {"fields", std::move(fields)}};
}

Result<Value> from_json(const Field& field, const json::value& value) {
    Reader reader(field, "/fields/" + field.name);
    if (value.is_null()) {
        return Value{};
    }
    if (field.is_many()) {
        return reader.many(value);
    }
    if (field.is_lines()) {
        return reader.lines(value);
    }
    TRY(std::string text, reader.cell(field, value, "/fields/" + field.name));
    return text.empty() ? Value{} : Value{std::move(text)};
}

}  // namespace pendopo::registers
