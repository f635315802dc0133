#include "register/declaration.hpp"

namespace pendopo::registers {

namespace {

constexpr std::array<std::pair<FieldType, std::string_view>, 27> type_names{{
    {FieldType::text, "text"},
    {FieldType::long_text, "long_text"},
    {FieldType::integer, "integer"},
    {FieldType::decimal, "decimal"},
    {FieldType::money, "money"},
    {FieldType::percentage, "percentage"},
    {FieldType::boolean, "boolean"},
    {FieldType::date, "date"},
    {FieldType::datetime, "datetime"},
    {FieldType::duration, "duration"},
    {FieldType::choice, "choice"},
    {FieldType::choices, "choices"},
    {FieldType::reference, "reference"},
    {FieldType::references, "references"},
    {FieldType::parts, "parts"},
    {FieldType::lines, "lines"},
    {FieldType::list, "list"},
    {FieldType::file, "file"},
    {FieldType::files, "files"},
    {FieldType::url, "url"},
    {FieldType::email, "email"},
    {FieldType::phone, "phone"},
    {FieldType::nik, "nik"},
    {FieldType::nip, "nip"},
    {FieldType::point, "point"},
    {FieldType::office, "office"},
    {FieldType::norm, "norm"},
}};

Field part_column(std::string name, FieldType type, Text label) {
    Field field;
    field.name = std::move(name);
    field.type = type;
    field.label = std::move(label);
    return field;
}

Field system_field(std::string name, FieldType type, Text label) {
    Field field = part_column(std::move(name), type, std::move(label));
    field.implicit = true;
    return field;
}

/// What every record has beside the fields of its register, so that paths and queries can name it.
const std::vector<Field>& system_fields() {
    static const std::vector<Field> fields{
        system_field("id", FieldType::text, {"Kode", "Key"}),
        system_field("state", FieldType::text, {"Status", "State"}),
        system_field("version", FieldType::integer, {"Versi", "Version"}),
        system_field("created_on", FieldType::datetime, {"Dibuat pada", "Created on"}),
        system_field("created_by", FieldType::text, {"Dibuat oleh", "Created by"}),
        system_field("updated_on", FieldType::datetime, {"Diubah pada", "Updated on"}),
        system_field("updated_by", FieldType::text, {"Diubah oleh", "Updated by"}),
    };
    return fields;
}

}  // namespace

std::string_view name_of(FieldType type) {
    for (const auto& [known, name] : type_names) {
        if (known == type) {
            return name;
        }
    }
    return "derived";
}

std::optional<FieldType> field_type(std::string_view name) {
    for (const auto& [type, known] : type_names) {
        if (known == name) {
            return type;
        }
    }
    return name == "derived" ? std::optional(FieldType::derived) : std::nullopt;
}

const Choice* Field::choice(std::string_view code) const {
    const auto found = std::ranges::find(choices, code, &Choice::code);
    return found == choices.end() ? nullptr : &*found;
}

bool Field::is_many() const { return type == FieldType::references || type == FieldType::choices || type == FieldType::files || type == FieldType::list; }

bool Field::is_lines() const { return type == FieldType::parts || type == FieldType::lines; }

bool Field::is_column() const { return !is_many() && !is_lines() && type != FieldType::derived; }

std::size_t Field::length_limit() const {
    if (max_length > 0) {
        return max_length;
    }
    switch (type) {
        case FieldType::long_text: return 100'000;
        case FieldType::url: return 2'000;
        case FieldType::email: return 254;
        case FieldType::file:
        case FieldType::files: return 64 + 1 + 255;
        default: return 500;
    }
}

int Field::column_index(std::string_view column) const {
    const auto& all = columns_of(*this);
    const auto found = std::ranges::find(all, column, &Field::name);
    return found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

const std::vector<Field>& columns_of(const Field& field) { return field.type == FieldType::parts ? part_columns() : field.columns; }

const std::vector<Field>& part_columns() {
    static const std::vector<Field> columns{
        part_column("item", FieldType::text, {"Butir", "Item"}),
        [] {
            Field text = part_column("text", FieldType::long_text, {"Isi", "Content"});
            text.max_length = 20'000;
            return text;
        }(),
        part_column("on", FieldType::date, {"Tanggal", "Date"}),
        part_column("by", FieldType::office, {"Oleh", "By"}),
        part_column("number", FieldType::text, {"Nomor", "Number"}),
        part_column("file", FieldType::file, {"Berkas", "File"}),
    };
    return columns;
}

void Register::index_fields() {
    by_name.resize(fields.size());
    for (std::size_t i = 0; i < by_name.size(); ++i) {
        by_name[i] = i;
    }
    std::ranges::sort(by_name, {}, [this](std::size_t i) { return std::string_view(fields[i].name); });
}

int Register::field_index(std::string_view field_name) const {
    if (by_name.size() == fields.size()) {
        const auto name_at = [this](std::size_t i) { return std::string_view(fields[i].name); };
        const auto found = std::ranges::lower_bound(by_name, field_name, {}, name_at);
        return found == by_name.end() || fields[*found].name != field_name ? -1 : static_cast<int>(*found);
    }
    const auto found = std::ranges::find(fields, field_name, &Field::name);
    return found == fields.end() ? -1 : static_cast<int>(found - fields.begin());
}

const Field* Register::field(std::string_view field_name) const {
    const int index = field_index(field_name);
    return index < 0 ? nullptr : &fields[static_cast<std::size_t>(index)];
}

const State* Register::state(std::string_view state_name) const {
    const auto found = std::ranges::find(states, state_name, &State::name);
    return found == states.end() ? nullptr : &*found;
}

const Transition* Register::transition(std::string_view transition_name) const {
    const auto found = std::ranges::find(transitions, transition_name, &Transition::name);
    return found == transitions.end() ? nullptr : &*found;
}

const Register* Catalogue::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : &registers_[found->second];
}

const System* Catalogue::system(std::string_view name) const {
    const auto found = std::ranges::find(systems_, name, &System::name);
    return found == systems_.end() ? nullptr : &*found;
}

std::vector<std::string> Catalogue::names() const {
    std::vector<std::string> names;
    names.reserve(registers_.size());
    for (const Register& declaration : registers_) {
        names.push_back(declaration.name);
    }
    return names;
}

const Field* Catalogue::field_at(const Register& from, std::string_view path) const {
    const Register* at = &from;
    while (true) {
        const auto dot = path.find('.');
        const std::string_view name = path.substr(0, dot);
        const Field* field = at->field(name);
        if (field == nullptr) {
            const auto known = std::ranges::find(system_fields(), name, &Field::name);
            field = known == system_fields().end() ? nullptr : &*known;
        }
        if (field == nullptr || dot == std::string_view::npos) {
            return field;
        }
        at = field->to.empty() ? nullptr : find(field->to);
        if (at == nullptr) {
            return nullptr;
        }
        path.remove_prefix(dot + 1);
    }
}

}  // namespace pendopo::registers
