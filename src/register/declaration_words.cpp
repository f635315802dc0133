#include "register/declaration_reader.hpp"

namespace pendopo::registers {

using yaml::Mistakes;
using yaml::Node;

bool is_identifier(std::string_view name) {
    if (name.empty() || name.size() > 50 || name.front() < 'a' || name.front() > 'z' || name.back() == '_') {
        return false;
    }
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        // Two underscores join the names of a register and a field in the name of a side table.
        if (!plain && (c != '_' || name[i - 1] == '_')) {
            return false;
        }
    }
    return true;
}

void check_identifier(const Node& node, std::string_view what, std::string_view name, Mistakes& mistakes) {
    if (!is_identifier(name)) {
        mistakes.add(node.place, "declaration.bad_name", {{"what", std::string(what)}, {"name", std::string(name)}},
                     fmt::format("name of a {}: \"{}\" must be lower-case letters, digits and single '_', begin with a letter, at most 50", what, name));
    }
}

const std::vector<std::string>& system_columns() {
    static const std::vector<std::string> columns{"id", "state", "version", "created_on", "created_by", "updated_on", "updated_by"};
    return columns;
}

const std::vector<std::string>& known_roles() {
    static const std::vector<std::string> roles{"all",         "public",    "administrator", "ict_officer", "agency_officer",
                                                "agency_head", "executive", "auditor",       "resident"};
    return roles;
}

namespace {

void wrong_kind(const Node& node, std::string_view what, std::string_view expected, Mistakes& mistakes) {
    mistakes.add(node.place, "declaration.wrong_kind", {{"what", std::string(what)}, {"expected", std::string(expected)}},
                 fmt::format("{} must be {}", what, expected));
}

}  // namespace

Text read_both(const Node& node, std::string_view what, Mistakes& mistakes) {
    if (node.is_scalar()) {
        return {node.scalar, {}};
    }
    if (!node.is_map()) {
        wrong_kind(node, what, "{id: \"...\", en: \"...\"}", mistakes);
        return {};
    }
    const Text text{node.text("id"), node.text("en")};
    if (text.id.empty() || text.en.empty()) {
        const std::string language = text.id.empty() ? "id" : "en";
        mistakes.add(node.place, "declaration.missing", {{"what", fmt::format("{}.{}", what, language)}},
                     fmt::format("{} lacks its text in \"{}\"", what, language));
    }
    return text;
}

Text read_label(const Node& map, std::string_view key, std::string_view what, bool required, Mistakes& mistakes) {
    const Node* node = map.find(key);
    if (node == nullptr || node->kind == yaml::Kind::null) {
        if (required) {
            mistakes.add(map.place, "declaration.missing", {{"what", std::string(key)}}, fmt::format("{} has no {}", what, key));
        }
        return {};
    }
    if (node->is_map()) {
        mistakes.only(*node, key, {"id", "en"});
    }
    return read_both(*node, key, mistakes);
}

bool read_flag(const Node& map, std::string_view key, Mistakes& mistakes) {
    const Node* node = map.find(key);
    if (node == nullptr) {
        return false;
    }
    if (!node->is_scalar() || (node->scalar != "true" && node->scalar != "false")) {
        wrong_kind(*node, key, "true or false", mistakes);
        return false;
    }
    return node->scalar == "true";
}

std::vector<std::string> read_words(const Node& map, std::string_view key, Mistakes& mistakes) {
    const Node* node = map.find(key);
    if (node == nullptr || node->kind == yaml::Kind::null) {
        return {};
    }
    if (node->is_map() || std::ranges::any_of(node->items, [](const Node& item) { return !item.is_scalar(); })) {
        wrong_kind(*node, key, "a list of words", mistakes);
        return {};
    }
    auto words = map.texts(key);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (std::find(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i), words[i]) != words.begin() + static_cast<std::ptrdiff_t>(i)) {
            mistakes.add(word_node(map, key, i).place, "declaration.repeated", {{"key", words[i]}}, fmt::format("{} names \"{}\" twice", key, words[i]));
        }
    }
    return words;
}

std::vector<std::string> read_roles(const Node& map, std::string_view key, Mistakes& mistakes) {
    auto roles = read_words(map, key, mistakes);
    for (std::size_t i = 0; i < roles.size(); ++i) {
        if (std::ranges::find(known_roles(), roles[i]) == known_roles().end()) {
            mistakes.unknown(word_node(map, key, i).place, "role", roles[i], known_roles());
        }
    }
    return roles;
}

const Node& word_node(const Node& map, std::string_view key, std::size_t index) {
    const Node* node = map.find(key);
    if (node == nullptr) {
        return map;
    }
    return index < node->items.size() ? node->items[index] : *node;
}

}  // namespace pendopo::registers
