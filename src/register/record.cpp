#include "register/record.hpp"

#include "base/ids.hpp"
#include "base/money.hpp"
#include "register/value_check.hpp"

namespace pendopo::registers {

bool is_set(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return !text->empty();
    }
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
        return !texts->empty();
    }
    if (const auto* lines = std::get_if<std::vector<Line>>(&value)) {
        return !lines->empty();
    }
    return false;
}

const std::string& text_of(const Value& value) {
    static const std::string nothing;
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? *text : nothing;
}

std::vector<std::string> texts_of(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return text->empty() ? std::vector<std::string>{} : std::vector{*text};
    }
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
        return *texts;
    }
    std::vector<std::string> items;
    if (const auto* lines = std::get_if<std::vector<Line>>(&value)) {
        for (const Line& line : *lines) {
            items.push_back(line.empty() ? std::string() : line.front());
        }
    }
    return items;
}

const Value& Record::get(const Register& declaration, std::string_view field) const {
    static const Value nothing;
    const int index = declaration.field_index(field);
    return index < 0 || static_cast<std::size_t>(index) >= values.size() ? nothing : values[static_cast<std::size_t>(index)];
}

void Record::set(const Register& declaration, std::string_view field, Value value) {
    const int index = declaration.field_index(field);
    ASSERT(index >= 0, "only fields of the register are set");
    values.resize(declaration.fields.size());
    values[static_cast<std::size_t>(index)] = is_set(value) ? std::move(value) : Value{};
}

namespace {

/// A text with its length before it, so that no two lists of texts give the same bytes.
void put(std::string& bytes, std::string_view text) {
    bytes += std::to_string(text.size());
    bytes += ':';
    bytes += text;
    bytes += ',';
}

void put_value(std::string& bytes, const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        bytes += 't';
        put(bytes, *text);
    } else if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
        bytes += fmt::format("m{}:", texts->size());
        for (const std::string& one : *texts) {
            put(bytes, one);
        }
    } else if (const auto* lines = std::get_if<std::vector<Line>>(&value)) {
        bytes += fmt::format("l{}:", lines->size());
        for (const Line& line : *lines) {
            bytes += fmt::format("{}:", line.size());
            for (const std::string& cell : line) {
                put(bytes, cell);
            }
        }
    }
}

}  // namespace

std::string digest(const Register& declaration, const Record& record) {
    std::string bytes;
    bytes.reserve(512);
    put(bytes, record.id);
    put(bytes, record.state);
    const auto add = [&](std::size_t i) {
        if (i < record.values.size() && is_set(record.values[i]) && declaration.fields[i].type != FieldType::derived) {
            put(bytes, declaration.fields[i].name);
            put_value(bytes, record.values[i]);
        }
    };
    if (declaration.by_name.size() == declaration.fields.size()) {
        std::ranges::for_each(declaration.by_name, add);
    } else {
        Register sorted;
        sorted.fields = declaration.fields;
        sorted.index_fields();
        std::ranges::for_each(sorted.by_name, add);
    }
    return hex(sha256(bytes));
}

namespace {

bool same(const Value& a, const Value& b) { return is_set(a) ? a == b : !is_set(b); }

}  // namespace

boost::json::object difference(const Register& declaration, const Record* before, const Record* after) {
    boost::json::object changes;
    const std::string none;
    const std::string& old_state = before != nullptr ? before->state : none;
    const std::string& new_state = after != nullptr ? after->state : none;
    const auto text_or_null = [](const std::string& text) { return text.empty() ? boost::json::value(nullptr) : boost::json::value(text); };
    if (old_state != new_state) {
        changes.emplace("state", boost::json::array{text_or_null(old_state), text_or_null(new_state)});
    }
    static const Value nothing;
    for (std::size_t i = 0; i < declaration.fields.size(); ++i) {
        if (declaration.fields[i].type == FieldType::derived) {
            continue;
        }
        const Value& old_value = before != nullptr && i < before->values.size() ? before->values[i] : nothing;
        const Value& new_value = after != nullptr && i < after->values.size() ? after->values[i] : nothing;
        if (!same(old_value, new_value)) {
            const Field& field = declaration.fields[i];
            changes.emplace(field.name, boost::json::array{is_set(old_value) ? to_json(field, old_value) : boost::json::value(nullptr),
                                                           is_set(new_value) ? to_json(field, new_value) : boost::json::value(nullptr)});
        }
    }
    return changes;
}

namespace {

std::string cell_text(const Field& field, const boost::json::value& json) {
    // History is taken as it was written: a value that today's declaration would refuse is still what the record held.
    if (json.is_string()) {
        return std::string(json.get_string());
    }
    Field lenient;
    lenient.name = field.name;
    lenient.type = field.type;
    const auto value = from_json(lenient, json);
    return value ? text_of(*value) : json.is_null() ? std::string() : boost::json::serialize(json);
}

Value history_value(const Field& field, const boost::json::value& json) {
    if (json.is_null()) {
        return {};
    }
    if (!json.is_array()) {
        const std::string text = cell_text(field, json);
        return field.is_many() ? Value{std::vector{text}} : Value{text};
    }
    if (!field.is_lines()) {
        std::vector<std::string> texts;
        for (const auto& item : json.get_array()) {
            texts.push_back(cell_text(field, item));
        }
        return field.is_many() ? Value{std::move(texts)} : Value{texts.empty() ? std::string() : texts.front()};
    }
    std::vector<Line> lines;
    for (const auto& item : json.get_array()) {
        Line line(columns_of(field).size());
        if (item.is_object()) {
            for (const auto& [key, cell] : item.get_object()) {
                if (const int column = field.column_index(key); column >= 0) {
                    line[static_cast<std::size_t>(column)] = cell_text(columns_of(field)[static_cast<std::size_t>(column)], cell);
                }
            }
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace

void apply(const Register& declaration, Record& record, const boost::json::object& changes, bool backwards) {
    record.values.resize(declaration.fields.size());
    for (const auto& [name, change] : changes) {
        if (!change.is_array() || change.get_array().size() != 2) {
            continue;
        }
        const boost::json::value& value = change.get_array()[backwards ? 0 : 1];
        if (name == "state") {
            record.state = value.is_string() ? std::string(value.get_string()) : std::string();
        } else if (const Field* field = declaration.field(name); field != nullptr) {
            record.set(declaration, name, history_value(*field, value));
        }
    }
}

namespace {

void check_lines(const Field& field, const std::vector<Line>& lines, std::vector<Problem>& problems) {
    const auto& columns = columns_of(field);
    for (std::size_t row = 0; row < lines.size(); ++row) {
        const auto pointer = [&](std::size_t column) { return fmt::format("/fields/{}/{}/{}", field.name, row, columns[column].name); };
        for (std::size_t column = 0; column < columns.size(); ++column) {
            const std::string& cell = column < lines[row].size() ? lines[row][column] : std::string();
            if (cell.empty()) {
                if (columns[column].required || (field.type == FieldType::parts && column == 0)) {
                    problems.push_back(problem_of(columns[column], {"field.required", {}, "is missing"}, pointer(column)));
                }
            } else if (auto flaw = check_text(columns[column], cell)) {
                problems.push_back(problem_of(columns[column], *std::move(flaw), pointer(column)));
            }
        }
        if (field.type == FieldType::parts && !field.choices.empty() && !lines[row].empty() && !lines[row][0].empty() &&
            field.choice(lines[row][0]) == nullptr) {
            Field item = field;
            item.type = FieldType::choice;
            problems.push_back(problem_of(field, *check_text(item, lines[row][0]), pointer(0)));
        }
    }
}

void check_value(const Field& field, const Value& value, std::vector<Problem>& problems) {
    const auto pointer = [&field] { return "/fields/" + field.name; };
    const auto wrong_shape = [&] {
        problems.push_back(problem_of(field, {"field.wrong_type", {{"expected", std::string(name_of(field.type))}}, "has the wrong shape"}, pointer()));
    };
    if (const auto* text = std::get_if<std::string>(&value)) {
        if (!field.is_column()) {
            wrong_shape();
        } else if (auto flaw = check_text(field, *text)) {
            flaw->arguments.emplace("value", text->substr(0, 200));
            problems.push_back(problem_of(field, *std::move(flaw), pointer()));
        }
    } else if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
        if (!field.is_many()) {
            wrong_shape();
            return;
        }
        for (std::size_t i = 0; i < texts->size(); ++i) {
            if (auto flaw = (*texts)[i].empty() ? std::optional(Flaw{"field.required", {}, "is empty"}) : check_text(field, (*texts)[i])) {
                problems.push_back(problem_of(field, *std::move(flaw), fmt::format("{}/{}", pointer(), i)));
            }
        }
    } else if (const auto* lines = std::get_if<std::vector<Line>>(&value)) {
        field.is_lines() ? check_lines(field, *lines, problems) : wrong_shape();
    }
}

}  // namespace

std::vector<Problem> validate(const Register& declaration, const Record& record) {
    std::vector<Problem> problems;
    if (!is_key(record.id)) {
        problems.push_back({"record.bad_key",
                            "/id",
                            {{"key", record.id.substr(0, 100)}},
                            {},
                            "a key is letters, digits and . _ - : @ +, begins with a letter or digit, at most 100"});
    }
    if (declaration.state(record.state) == nullptr) {
        std::vector<std::string> known;
        for (const State& state : declaration.states) {
            known.push_back(state.name);
        }
        std::map<std::string, std::string> arguments{{"state", record.state.substr(0, 100)}, {"choices", join(known, ", ")}};
        if (const auto suggestion = nearest(record.state.substr(0, 100), known)) {
            arguments.emplace("suggestion", *suggestion);
        }
        problems.push_back({"record.unknown_state", "/state", std::move(arguments), {}, "there is no such state"});
    }
    static const Value nothing;
    for (std::size_t i = 0; i < declaration.fields.size(); ++i) {
        const Field& field = declaration.fields[i];
        const Value& value = i < record.values.size() ? record.values[i] : nothing;
        if (is_set(value)) {
            check_value(field, value, problems);
        } else if (field.required) {
            problems.push_back(problem_of(field, {"field.required", {}, "is missing"}, "/fields/" + field.name));
        }
    }
    return problems;
}

}  // namespace pendopo::registers
