#include "register/keys.hpp"

#include "register/value_check.hpp"

namespace pendopo::registers {

namespace {

/// From this many questions on, reading all keys is cheaper than asking for each.
constexpr std::size_t enough_questions = 200;

/// The texts of a record at a link, with the pointer of each.
std::vector<std::pair<std::string, std::string>> values_at(const Register& declaration, const Record& record, const Link& link) {
    std::vector<std::pair<std::string, std::string>> values;
    const Field& field = declaration.fields[link.field];
    if (link.field >= record.values.size()) {
        return values;
    }
    const Value& value = record.values[link.field];
    if (const auto* text = std::get_if<std::string>(&value)) {
        values.emplace_back(*text, "/fields/" + field.name);
    } else if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
        for (std::size_t i = 0; i < texts->size(); ++i) {
            values.emplace_back((*texts)[i], fmt::format("/fields/{}/{}", field.name, i));
        }
    } else if (const auto* lines = std::get_if<std::vector<Line>>(&value); lines != nullptr && link.column >= 0) {
        const auto column = static_cast<std::size_t>(link.column);
        for (std::size_t i = 0; i < lines->size(); ++i) {
            if (column < (*lines)[i].size()) {
                values.emplace_back((*lines)[i][column], fmt::format("/fields/{}/{}/{}", field.name, i, columns_of(field)[column].name));
            }
        }
    }
    std::erase_if(values, [](const auto& one) { return one.first.empty(); });
    return values;
}

}  // namespace

const std::string& KeyCache::look_up(Keys& keys, const std::string& value) {
    static const std::string nobody;
    if (const auto found = keys.known.find(value); found != keys.known.end()) {
        return found->second;
    }
    if (keys.whole) {
        return nobody;
    }
    if (++keys.asked > enough_questions) {
        // What is known already was asked or written in this change and stays.
        session_.each(keys.all, {}, [&](const store::Row& row) {
            keys.known.try_emplace(from_column(keys.storage, row[1].value_or("")), row[0].value_or(""));
            return true;
        });
        keys.whole = true;
        return look_up(keys, value);
    }
    const auto rows = session_.query(keys.one, {to_column(session_.dialect(), keys.storage, value)});
    return keys.known.emplace(value, rows.empty() ? std::string() : rows.front().front().value_or("")).first->second;
}

KeyCache::Keys& KeyCache::keys_of(const std::string& register_name) {
    Keys& keys = keys_[register_name];
    if (keys.one.empty()) {
        const std::string table = sql::name(own_table(register_name));
        const bool lock = lock_ && session_.dialect() == store::Dialect::postgresql;
        keys.one = fmt::format("SELECT id FROM {} WHERE id = ?{}", table, lock ? " FOR KEY SHARE" : "");
        keys.all = fmt::format("SELECT id, id FROM {}", table);
    }
    return keys;
}

KeyCache::Keys& KeyCache::holders_of(const Register& declaration, const Field& field) {
    Keys& keys = holders_[&field];
    if (keys.one.empty()) {
        const std::string table = sql::name(own_table(declaration.name));
        const std::string column = sql::name(field.name);
        keys.one = fmt::format("SELECT id FROM {} WHERE {} = ?", table, column);
        keys.all = fmt::format("SELECT id, {0} FROM {1} WHERE {0} IS NOT NULL", column, table);
        keys.storage = storage_of(field.type);
    }
    return keys;
}

bool KeyCache::exists(const std::string& register_name, const std::string& key) { return !look_up(keys_of(register_name), key).empty(); }

const std::string& KeyCache::holder(const Register& declaration, const Field& field, const std::string& value) {
    return look_up(holders_of(declaration, field), value);
}

void KeyCache::load_titles(const Register& target, std::unordered_map<std::string, std::string>& titles) {
    std::vector<std::string> columns;
    for (const Field& field : target.fields) {
        const bool names_it = field.name == target.title || field.name == "short_name" || field.unique;
        if (names_it && field.is_column() && storage_of(field.type) == Storage::text && field.to.empty()) {
            columns.push_back(sql::name(field.name));
        }
    }
    if (columns.empty()) {
        return;
    }
    session_.each(fmt::format("SELECT id, {} FROM {}", join(columns, ", "), sql::name(own_table(target.name))), {}, [&](const store::Row& row) {
        for (std::size_t i = 1; i < row.size(); ++i) {
            if (row[i] && !row[i]->empty()) {
                const auto [place, fresh] = titles.emplace(lower(*row[i]), *row[0]);
                if (!fresh && place->second != *row[0]) {
                    place->second.clear();  // two records of one name: neither is meant
                }
            }
        }
        return true;
    });
}

std::string KeyCache::by_title(const std::string& register_name, const std::string& title) {
    const Register* target = catalogue_.find(register_name);
    if (target == nullptr) {
        return {};
    }
    auto found = titles_.find(register_name);
    if (found == titles_.end()) {
        found = titles_.emplace(register_name, std::unordered_map<std::string, std::string>()).first;
        load_titles(*target, found->second);
    }
    const auto key = found->second.find(lower(title));
    return key == found->second.end() ? std::string() : key->second;
}

std::string KeyCache::office_by_name(const std::string& text) {
    const auto office = offices_.find(lower(text));
    if ((office != offices_.end() && office->second == text) || (is_key(text) && exists(agencies, text))) {
        return text;
    }
    std::string agency = by_title(agencies, text);
    return agency.empty() && office != offices_.end() ? office->second : agency;
}

void KeyCache::add(const Plan& plan, const Record& record) {
    keys_of(plan.declaration->name).known[record.id] = record.id;
    add_unique(plan, record);
}

void KeyCache::add_unique(const Plan& plan, const Record& record) {
    for (const std::size_t field : plan.unique_fields) {
        if (const std::string& value = text_of(record.values[field]); !value.empty()) {
            holders_of(*plan.declaration, plan.declaration->fields[field]).known[value] = record.id;
        }
    }
}

void KeyCache::forget_unique(const Plan& plan, const Record& record) {
    for (const std::size_t field : plan.unique_fields) {
        if (const std::string& value = text_of(record.values[field]); !value.empty()) {
            holders_of(*plan.declaration, plan.declaration->fields[field]).known[value].clear();
        }
    }
}

void KeyCache::check_link(const Plan& plan, const Record& record, const Link& link, std::vector<Problem>& problems,
                          const std::function<bool(const std::string&, const std::string&, Problem)>& later) {
    const Register& declaration = *plan.declaration;
    for (const auto& [value, pointer] : values_at(declaration, record, link)) {
        std::string target = link.to;
        std::string key = value;
        if (link.to == "any") {
            const auto parts = split_any(value);
            target = parts ? std::string(parts->first) : std::string();
            key = parts ? std::string(parts->second) : std::string();
        }
        if (link.office) {
            const auto office = offices_.find(value);
            if (offices_.empty() || (office != offices_.end() && office->second == value)) {
                continue;
            }
        }
        const bool itself = target == declaration.name && key == record.id;
        if (itself || (catalogue_.find(target) != nullptr && exists(target, key))) {
            continue;
        }
        Flaw flaw = link.office ? Flaw{"field.unknown_office", {{"value", value}}, fmt::format("there is no office and no agency {}", value)}
                                : Flaw{"field.dangling_reference", {{"value", value}, {"register", target}}, fmt::format("there is no {} {}", target, key)};
        Problem problem = problem_of(declaration.fields[link.field], std::move(flaw), pointer);
        if (!later || !later(target, key, problem)) {
            problems.push_back(std::move(problem));
        }
    }
}

void KeyCache::check_references(const Plan& plan, const Record* before, const Record& record, std::vector<Problem>& problems,
                                const std::function<bool(const std::string&, const std::string&, Problem)>& later) {
    for (const Link& link : plan.links) {
        if (before == nullptr || before->values[link.field] != record.values[link.field]) {
            check_link(plan, record, link, problems, later);
        }
    }
}

void KeyCache::check_unique(const Plan& plan, const Record* before, const Record& record, std::vector<Problem>& problems) {
    for (const std::size_t index : plan.unique_fields) {
        const std::string& value = text_of(record.values[index]);
        if (value.empty() || (before != nullptr && before->values[index] == record.values[index])) {
            continue;
        }
        const Field& field = plan.declaration->fields[index];
        const std::string& other = holder(*plan.declaration, field, value);
        if (!other.empty() && other != record.id) {
            problems.push_back(problem_of(field, {"field.not_unique", {{"value", value}, {"other", other}}, fmt::format("{} has this value already", other)},
                                          "/fields/" + field.name));
        }
    }
}

}  // namespace pendopo::registers
