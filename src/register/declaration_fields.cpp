// Reading the fields of a register (and the columns of its lines) from YAML.

#include <charconv>
#include <regex>

#include "register/declaration_reader.hpp"
#include "register/value_check.hpp"

namespace pendopo::registers {

using yaml::Mistakes;
using yaml::Node;

namespace {

const std::vector<std::string>& field_types() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (int i = 0; i <= static_cast<int>(FieldType::derived); ++i) {
            all.emplace_back(name_of(static_cast<FieldType>(i)));
        }
        return all;
    }();
    return names;
}

bool is_number(FieldType type) { return type == FieldType::integer || type == FieldType::decimal || type == FieldType::money || type == FieldType::percentage; }

bool is_free_text(FieldType type) {
    return type == FieldType::text || type == FieldType::long_text || type == FieldType::list || type == FieldType::url || type == FieldType::email ||
           type == FieldType::phone;
}

/// Reads one field; the members say which file and field the mistakes are about.
class FieldReader {
public:
    FieldReader(const std::string& name, const Node& node, bool column, Mistakes& mistakes) : node_(node), column_(column), mistakes_(mistakes) {
        field_.name = name;
    }

    Field read() {
        if (!node_.is_map()) {
            mistakes_.add(node_.place, "declaration.wrong_kind", {{"what", field_.name}, {"expected", "a map"}},
                          fmt::format("field {} must be a map with at least type and label", field_.name));
            return std::move(field_);
        }
        mistakes_.only(node_, "a field",
                       {"type", "label", "help", "required", "unique", "default", "min", "max", "max_length", "pattern", "choices", "to", "item", "columns",
                        "index", "permissions", "personal"});
        read_type();
        field_.label = read_label(node_, "label", "field " + field_.name, true, mistakes_);
        field_.help = read_label(node_, "help", "field " + field_.name, false, mistakes_);
        field_.required = read_flag(node_, "required", mistakes_);
        field_.unique = read_flag(node_, "unique", mistakes_);
        field_.index = read_flag(node_, "index", mistakes_);
        field_.personal = read_flag(node_, "personal", mistakes_);
        read_bounds();
        read_choices();
        read_target();
        read_columns();
        read_permissions();
        read_pattern();
        read_default();
        check_keys_fit();
        return std::move(field_);
    }

private:
    void misplaced(std::string_view key, std::string_view why) {
        const Node* at = node_.find(key);
        mistakes_.add(at != nullptr ? at->place : node_.place, "declaration.not_for_type",
                      {{"key", std::string(key)}, {"type", std::string(name_of(field_.type))}},
                      fmt::format("{} does not fit a field of type {}: {}", key, name_of(field_.type), why));
    }

    void missing(std::string_view key) {
        mistakes_.add(node_.place, "declaration.missing", {{"what", std::string(key)}},
                      fmt::format("field {} of type {} needs {}", field_.name, name_of(field_.type), key));
    }

    void read_type() {
        const Node* type = node_.find("type");
        if (type == nullptr) {
            mistakes_.add(node_.place, "declaration.missing", {{"what", "type"}}, fmt::format("field {} has no type", field_.name));
            return;
        }
        if (const auto known = field_type(type->scalar)) {
            field_.type = *known;
        } else {
            mistakes_.unknown(type->place, "field type", type->scalar, field_types());
        }
        const bool nested = field_.is_many() || field_.is_lines() || field_.type == FieldType::derived;
        if (column_ && nested) {
            misplaced("type", "a column of lines holds one value");
        }
    }

    std::optional<std::int64_t> read_number(std::string_view key) {
        const Node* node = node_.find(key);
        if (node == nullptr) {
            return {};
        }
        std::int64_t number = 0;
        const char* end = node->scalar.data() + node->scalar.size();
        if (const auto [rest, mistake] = std::from_chars(node->scalar.data(), end, number); mistake == std::errc() && rest == end) {
            return number;
        }
        mistakes_.add(node->place, "declaration.wrong_kind", {{"what", std::string(key)}, {"expected", "a whole number"}},
                      fmt::format("{} must be a whole number", key));
        return {};
    }

    void read_bounds() {
        const auto min = read_number("min");
        const auto max = read_number("max");
        const auto max_length = read_number("max_length");
        if (is_number(field_.type)) {
            field_.min = min;
            field_.max = max;
            if (min && max && *min > *max) {
                misplaced("min", "it is above max");
            }
        } else if (min) {
            misplaced("min", "only numbers have a smallest value");
        } else if (max && !is_free_text(field_.type)) {
            misplaced("max", "only numbers and texts have one");
        }
        if (is_free_text(field_.type)) {
            const auto length = max_length ? max_length : max;
            if (length && (*length < 1 || *length > 1'000'000)) {
                misplaced(max_length ? "max_length" : "max", "a length is 1 to 1,000,000 characters");
            } else if (length) {
                field_.max_length = static_cast<std::size_t>(*length);
            }
        } else if (max_length) {
            misplaced("max_length", "only texts have a length");
        }
    }

    void read_choices() {
        const Node* choices = node_.find("choices");
        const bool needed = field_.type == FieldType::choice || field_.type == FieldType::choices;
        if (choices == nullptr) {
            if (needed) {
                missing("choices");
            }
            return;
        }
        if (!needed && field_.type != FieldType::parts) {
            misplaced("choices", "only choice, choices and parts have them");
            return;
        }
        if (!choices->is_map() || choices->entries.empty()) {
            mistakes_.add(choices->place, "declaration.wrong_kind", {{"what", "choices"}, {"expected", "a map"}}, "choices must be a map of codes and labels");
            return;
        }
        for (const auto& [code, label] : choices->entries) {
            const bool plain = !code.empty() && code.size() <= 60 &&
                               std::ranges::all_of(code, [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.'; });
            if (!plain) {
                mistakes_.add(label.place, "declaration.bad_name", {{"what", "choice"}, {"name", code}},
                              fmt::format("code of a choice: \"{}\" must be letters, digits, '_', '-' or '.', at most 60", code));
            }
            if (label.is_map()) {
                mistakes_.only(label, "a choice", {"id", "en"});
            }
            field_.choices.push_back({code, read_both(label, "choice " + code, mistakes_)});
        }
    }

    void read_target() {
        const bool reference = field_.type == FieldType::reference || field_.type == FieldType::references;
        if (const Node* to = node_.find("to"); to != nullptr) {
            field_.to = to->scalar;
            if (!reference) {
                misplaced("to", "only references have a target");
            }
        } else if (reference) {
            missing("to");
        }
        field_.item = node_.text("item");
        if (!field_.item.empty() && !reference) {
            misplaced("item", "only references have it");
        }
    }

    void read_columns() {
        const Node* columns = node_.find("columns");
        if (field_.type != FieldType::lines) {
            if (columns != nullptr) {
                misplaced("columns", "only lines have columns of their own");
            }
            return;
        }
        if (columns == nullptr || !columns->is_map() || columns->entries.empty()) {
            missing("columns");
            return;
        }
        field_.columns = read_fields(*columns, true, mistakes_);
    }

    void read_permissions() {
        if (const Node* permissions = node_.find("permissions"); permissions != nullptr) {
            mistakes_.only(*permissions, "permissions", {"read", "write"});
            field_.read = read_roles(*permissions, "read", mistakes_);
            field_.write = read_roles(*permissions, "write", mistakes_);
        }
    }

    void read_pattern() {
        const Node* pattern = node_.find("pattern");
        if (pattern == nullptr) {
            return;
        }
        // The expression engine recurses per character: only texts of a known, small length may have one.
        if (field_.type == FieldType::long_text || !is_free_text(field_.type) || field_.length_limit() > 2'000) {
            misplaced("pattern", "only texts of at most 2,000 characters have one");
            return;
        }
        try {
            const std::regex expression(pattern->scalar, std::regex::ECMAScript);
            field_.pattern = pattern->scalar;
        } catch (const std::regex_error& mistake) {
            mistakes_.add(pattern->place, "declaration.bad_pattern", {{"pattern", pattern->scalar}},
                          fmt::format("pattern is no regular expression: {}", mistake.what()));
        }
    }

    void read_default() {
        const Node* otherwise = node_.find("default");
        if (otherwise == nullptr) {
            return;
        }
        if (!field_.is_column()) {
            misplaced("default", "only fields of one value have one");
        } else if (const auto flaw = check_text(field_, otherwise->scalar)) {
            mistakes_.add(otherwise->place, "declaration.bad_default", {{"value", otherwise->scalar}, {"reason", flaw->code}},
                          fmt::format("default \"{}\" is no value of this field ({})", otherwise->scalar, flaw->code));
        } else {
            field_.otherwise = otherwise->scalar;
        }
    }

    void check_keys_fit() {
        const bool bounded = field_.is_column() && field_.type != FieldType::long_text;
        if (field_.unique && (!bounded || field_.type == FieldType::boolean || (is_free_text(field_.type) && field_.length_limit() > 500))) {
            misplaced("unique", "only fields of one value, of at most 500 characters, can be unique");
        }
        if (field_.index && !bounded) {
            misplaced("index", "only fields of one short value can be indexed");
        }
        if (column_ && (field_.unique || field_.index)) {
            misplaced(field_.unique ? "unique" : "index", "columns of lines have none");
        }
    }

    const Node& node_;
    bool column_;
    Mistakes& mistakes_;
    Field field_;
};

}  // namespace

std::vector<Field> read_fields(const Node& map, bool columns, Mistakes& mistakes) {
    std::vector<Field> fields;
    for (const auto& [name, node] : map.entries) {
        check_identifier(node, columns ? "column" : "field", name, mistakes);
        if (!columns && (name == "register" || std::ranges::find(system_columns(), name) != system_columns().end())) {
            mistakes.add(node.place, "declaration.reserved", {{"name", name}}, fmt::format("every record has {} already; name the field otherwise", name));
        }
        fields.push_back(FieldReader(name, node, columns, mistakes).read());
    }
    return fields;
}

}  // namespace pendopo::registers
