#include "register/mapping.hpp"

namespace pendopo::registers {

namespace {

const Text state_label{"Status", "State"};

/// Lower case, and one blank for all that is no letter or digit: "Nama  Aplikasi*" and "nama aplikasi" are the same.
std::string plain(std::string_view text) {
    std::string words;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || byte >= 0x80) {
            words += c;
        } else if (!words.empty() && words.back() != ' ') {
            words += ' ';
        }
    }
    return lower(trim(words));
}

/// All that a column may be called, with what it then fills; the first meaning of a name counts.
std::vector<std::pair<std::string, std::string>> known_names(const Register& declaration) {
    std::vector<std::pair<std::string, std::string>> names{{"id", "id"}, {"state", "state"}};
    for (const Field& field : declaration.fields) {
        if (field.type != FieldType::derived) {
            names.emplace_back(plain(field.name), field.name);
        }
    }
    for (const Language language : {Language::id, Language::en}) {
        for (const Field& field : declaration.fields) {
            if (field.type == FieldType::derived) {
                continue;
            }
            names.emplace_back(plain(field.label.in(language)), field.name);
            for (const Choice& item : field.type == FieldType::parts ? field.choices : std::vector<Choice>{}) {
                names.emplace_back(plain(field.label.in(language) + " " + item.label.in(language)), field.name + "." + item.code);
            }
        }
    }
    for (const char* key : {"kode", "key", "kunci", "nomor rekaman", "kode rekaman"}) {
        names.emplace_back(key, "id");
    }
    names.emplace_back(plain(state_label.id), "state");
    return names;
}

}  // namespace

std::optional<Target> target_of(const Register& declaration, std::string_view name) {
    if (name.empty()) {
        return Target{};
    }
    if (name == "id" || name == "state") {
        return Target{name == "id" ? Target::Kind::id : Target::Kind::state, 0, {}};
    }
    const auto dot = name.find('.');
    const int index = declaration.field_index(name.substr(0, dot));
    if (index < 0) {
        return {};
    }
    const Field& field = declaration.fields[static_cast<std::size_t>(index)];
    if (dot == std::string_view::npos) {
        return field.type == FieldType::derived ? std::nullopt : std::optional(Target{Target::Kind::field, static_cast<std::size_t>(index), {}});
    }
    const std::string item(name.substr(dot + 1));
    if (field.type != FieldType::parts || item.empty() || (!field.choices.empty() && field.choice(item) == nullptr)) {
        return {};
    }
    return Target{Target::Kind::part, static_cast<std::size_t>(index), item};
}

std::string heading_of(const Register& declaration, std::string_view name, Language language) {
    if (name == "id") {
        return "id";
    }
    const Field* field = declaration.field(name);
    const std::string label = name == "state" ? state_label.in(language) : field != nullptr ? field->label.in(language) : std::string(name);
    std::size_t same = name == "state" ? 1 : 0;
    for (const Field& other : declaration.fields) {
        same += plain(other.label.id) == plain(label) || plain(other.label.in(Language::en)) == plain(label) || plain(other.name) == plain(label) ? 1 : 0;
    }
    return same > 1 || plain(label) == "id" || plain(label) == "state" ? std::string(name) : label;
}

Mapping guess_mapping(const Register& declaration, const std::vector<std::string>& header) {
    const auto names = known_names(declaration);
    Mapping mapping;
    std::set<std::string, std::less<>> taken;
    const auto take = [&](const std::string& column, const std::string& target) {
        if (taken.insert(target).second) {
            mapping[column] = target;
        }
    };
    for (const std::string& column : header) {
        mapping.emplace(column, "");
        if (column.contains('.') && target_of(declaration, column)) {
            take(column, column);
            continue;
        }
        const std::string word = plain(column);
        for (const auto& [name, target] : names) {
            if (!word.empty() && name == word && !taken.contains(target)) {
                take(column, target);
                break;
            }
        }
    }
    // Only then by likeness, so that a slip of the pen does not take a field from the column that is called so.
    std::vector<std::string> words;
    for (const auto& [name, target] : names) {
        words.push_back(name);
    }
    for (const std::string& column : header) {
        const auto like = mapping[column].empty() && plain(column).size() >= 4 ? nearest(plain(column), words) : std::nullopt;
        if (like && like->size() >= 4) {
            take(column, std::ranges::find(names, *like, &std::pair<std::string, std::string>::first)->second);
        }
    }
    return mapping;
}

}  // namespace pendopo::registers
