#include "law/words.hpp"

#include <algorithm>
#include <cctype>

#include "base/money.hpp"

namespace pendopo::law {

Text plain(std::string text) { return {.id = text, .en = std::move(text)}; }

Text number(std::int64_t value) { return {grouped(value, Language::id), grouped(value, Language::en)}; }

Text day_text(Day day) {
    if (day == no_day) {
        return {"tanggal tidak diketahui", "an unknown day"};
    }
    return {readable(date_of(day), Language::id), readable(date_of(day), Language::en)};
}

Text duration_text(Duration duration) { return {readable(duration, Language::id), readable(duration, Language::en)}; }

Text list_text(const std::vector<Text>& items, bool any) {
    Text result;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool last = i + 1 == items.size();
        const std::string_view id = i == 0 ? "" : !last ? ", " : any ? " atau " : " dan ";
        const std::string_view en = i == 0 ? "" : !last ? ", " : any ? " or " : " and ";
        result.id += std::string(id) + items[i].id;
        result.en += std::string(en) + items[i].in(Language::en);
    }
    return result;
}

Text inside(Text label) {
    const auto soften = [](std::string& text) {
        const bool word = text.size() > 1 && std::isupper(static_cast<unsigned char>(text[0])) != 0 && std::islower(static_cast<unsigned char>(text[1])) != 0;
        if (word) {
            text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
        }
    };
    soften(label.id);
    soften(label.en);
    return label;
}

Text citation(std::string_view norm_id) {
    if (const std::size_t colon = norm_id.find(':'); colon != std::string_view::npos) {
        norm_id.remove_prefix(colon + 1);
    }
    const std::vector<std::string> parts = split(norm_id, '/');
    Text text{"Pasal " + parts.front(), "Article " + parts.front()};
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const bool digits = std::isdigit(static_cast<unsigned char>(parts[i].front())) != 0;
        text.id += digits ? i == 1 ? " ayat (" + parts[i] + ")" : " angka " + parts[i] : " huruf " + parts[i];
        text.en += digits ? i == 1 ? " paragraph (" + parts[i] + ")" : " number " + parts[i] : " letter " + parts[i];
    }
    return text;
}

Words::Words(const Mirror& mirror, const Regulation& regulation, const std::vector<Office>& offices) : mirror_(mirror), regulation_(regulation) {
    for (const Office& office : offices) {
        offices_.emplace(office.code, office.label);
    }
}

std::string Words::title(RowRef record) const {
    const TablePlan& plan = mirror_.schema().table(record.table);
    const ColumnPlan& column = plan.columns[title_column];
    if (column.shape != Shape::symbol) {
        return mirror_.text(mirror_.id(record));
    }
    const Symbol title = mirror_.symbol(record, title_column);
    if (title == 0) {
        return mirror_.text(mirror_.id(record));
    }
    if (column.field != nullptr && !column.field->to.empty()) {
        const auto target = mirror_.target(record.table, title_column, title);
        const bool by_itself = target && target->table == record.table;
        return target && !by_itself ? this->title(*target) : mirror_.text(title);
    }
    return mirror_.text(title);
}

Text Words::kind(int table) const {
    return table < 0 ? Text{"pemerintah daerah", "the local government"} : inside(mirror_.schema().table(table).declaration->label);
}

Text Words::record(RowRef record) const {
    if (record.table < 0) {
        return {"pemerintah daerah", "the local government"};
    }
    const std::string title = this->title(record);
    const Text kind = this->kind(record.table);
    // A name that starts with its kind ("Dinas ...", "Rilis ...") needs no second one.
    const bool said = lower(title).starts_with(lower(kind.id)) || mirror_.schema().table(record.table).declaration->name == "agency";
    return said ? plain(title) : phrase("{} {}", "{} {}", kind, plain(title));
}

Text Words::field(int table, int column) const {
    const ColumnPlan& plan = mirror_.schema().column(table, column);
    if (plan.field != nullptr) {
        return inside(plan.field->label);
    }
    return plan.name == "state" ? Text{"status", "state"} : plan.name == "created_on" ? Text{"tanggal dicatat", "recorded on"} : Text{"kunci", "key"};
}

Text Words::path(const Path& path) const {
    const auto& [table, column] = path.hops.back().columns.front();
    Text last = field(table, column);
    if (path.hops.size() == 1) {
        return last;
    }
    const auto& [first_table, first_column] = path.hops.front().columns.front();
    return phrase("{} {}", "{1} {0}", last, field(first_table, first_column));
}

Text Words::office(Symbol code) const {
    const std::string& text = mirror_.text(code);
    const auto known = offices_.find(text);
    const auto own = regulation_.roles.find(text);
    const Text label = known != offices_.end() ? known->second : plain(text);
    return own != regulation_.roles.end() ? Text{own->second, label.en} : label;
}

Text Words::offices(const Offices& codes) const {
    std::vector<Text> names;
    std::ranges::transform(codes, std::back_inserter(names), [&](Symbol code) { return office(code); });
    return list_text(names, true);
}

Text Words::state(int table, Symbol state) const {
    const registers::State* declared = mirror_.schema().table(table).declaration->state(mirror_.text(state));
    return declared == nullptr ? plain(mirror_.text(state)) : inside(declared->label);
}

Text Words::value(const registers::Field* field, Symbol value) const {
    const std::string& text = mirror_.text(value);
    if (value == 0) {
        return {"tidak diisi", "not filled"};
    }
    if (field == nullptr) {
        return plain(text);
    }
    if (const registers::Choice* choice = field->choice(text); choice != nullptr) {
        return inside(choice->label);
    }
    if (field->type == registers::FieldType::boolean) {
        return text == "true" ? Text{"ya", "yes"} : Text{"tidak", "no"};
    }
    const bool office_field = field->type == registers::FieldType::office;
    const int to = mirror_.schema().find_table(office_field ? "agency" : field->to == "any" ? split(text, ':').front() : field->to);
    if (to >= 0) {
        const std::string key = field->to == "any" ? text.substr(text.find(':') + 1) : text;
        if (const auto target = mirror_.find(to, mirror_.symbols().find(key))) {
            return plain(title(*target));
        }
    }
    return office_field ? office(value) : plain(text);
}

Text Words::item(const Norm* norm, const registers::Field* field, Symbol code) const {
    const std::string& text = mirror_.text(code);
    if (field != nullptr) {
        if (const registers::Choice* choice = field->choice(text); choice != nullptr) {
            return inside(choice->label);
        }
    }
    if (norm != nullptr) {
        for (const Content& content : norm->contents) {
            if (content.code == text) {
                return content.text;
            }
        }
    }
    if (const auto office = offices_.find(text); office != offices_.end()) {
        return this->office(code);
    }
    std::string spaced = text;
    std::ranges::replace(spaced, '_', ' ');
    return plain(spaced);
}

Text Words::condition(const Condition& condition) const {
    const Text name = path(condition.path);
    switch (condition.kind) {
        case Condition::Kind::set: return phrase("{} diisi", "{} filled", name);
        case Condition::Kind::unset: return phrase("tanpa {}", "no {}", name);
        case Condition::Kind::this_year: return phrase("{} berjalan", "current {}", name);
        case Condition::Kind::one_of: break;
    }
    std::vector<Text> values;
    values.reserve(condition.values.size());
    for (const Symbol value : condition.values) {
        values.push_back(this->value(condition.path.field, value));
    }
    for (const Symbol role : condition.roles) {
        values.push_back(office(role));
    }
    if (condition.path.field != nullptr && condition.path.field->type == registers::FieldType::boolean && values.size() == 1) {
        return values.front().id == "ya" ? name : phrase("bukan {}", "not {}", name);
    }
    return phrase("{}: {}", "{}: {}", name, list_text(values, true));
}

Text Words::clause(const Clause& clause) const {
    std::vector<Text> conditions, states;
    for (const Condition& condition : clause.where) {
        if (condition.path.text != "state") {
            conditions.push_back(this->condition(condition));
            continue;
        }
        for (const Symbol state : condition.values) {
            states.push_back(this->state(clause.table, state));
        }
    }
    Text text = kind(clause.table);
    if (!conditions.empty()) {
        text = phrase("{} ({})", "{} ({})", text, Text{list_text(conditions).id, list_text(conditions).en});
    }
    if (!states.empty()) {
        text = phrase("{} berstatus {}", "{} with status {}", text, list_text(states, true));
    }
    return text;
}

}  // namespace pendopo::law
