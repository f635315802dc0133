#include "law/mirror.hpp"

namespace pendopo::law {

namespace {

using registers::FieldType;

/// Texts that no rule compares word for word are only kept as "something is there".
bool is_long(FieldType type) {
    return type == FieldType::text || type == FieldType::long_text || type == FieldType::url || type == FieldType::email || type == FieldType::phone ||
           type == FieldType::file || type == FieldType::point || type == FieldType::nik || type == FieldType::nip;
}

Shape shape_of(const registers::Field& field, bool compares) {
    switch (field.type) {
        case FieldType::date:
        case FieldType::datetime: return Shape::day;
        case FieldType::parts: return Shape::parts;
        case FieldType::choices:
        case FieldType::references:
        case FieldType::list:
        case FieldType::files: return Shape::many;
        case FieldType::lines: return Shape::presence;
        default: return is_long(field.type) && !compares ? Shape::presence : Shape::symbol;
    }
}

}  // namespace

int Schema::find_table(std::string_view register_name) const {
    for (std::size_t i = 0; i < tables_.size(); ++i) {
        if (tables_[i].declaration->name == register_name) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

int Schema::use_table(std::string_view register_name) {
    if (const int known = find_table(register_name); known >= 0 || frozen_) {
        return known;
    }
    const registers::Register* declaration = catalogue_->find(register_name);
    return declaration == nullptr ? -1 : add_table(*declaration);
}

int Schema::add_table(const registers::Register& declaration) {
    TablePlan plan{.declaration = &declaration, .columns = {}, .keeps_self = false, .agency_path = {}};
    plan.columns.push_back({.name = "id"});
    plan.columns.push_back({.name = ""});
    plan.columns.push_back({.name = "state"});
    plan.columns.push_back({.name = "created_on", .shape = Shape::day});
    const registers::Field* title = declaration.field(declaration.title);
    plan.columns.push_back({.name = "",
                            .field = title,
                            .position = declaration.field_index(declaration.title),
                            .shape = Shape::symbol,
                            .refers_to_any = title != nullptr && title->to == "any"});
    tables_.push_back(std::move(plan));
    return static_cast<int>(tables_.size()) - 1;
}

int Schema::find_column(int number, std::string_view field) const {
    const TablePlan& plan = table(number);
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        if (!plan.columns[i].name.empty() && plan.columns[i].name == field) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

int Schema::use_column(int number, std::string_view field, bool compares) {
    TablePlan& plan = tables_[static_cast<std::size_t>(number)];
    const registers::Field* declared = plan.declaration->field(field);
    if (const int known = find_column(number, field); known >= 0) {
        ColumnPlan& column = plan.columns[static_cast<std::size_t>(known)];
        if (compares && column.shape == Shape::presence && declared != nullptr && !frozen_) {
            column.shape = shape_of(*declared, true);
        }
        return known;
    }
    if (declared == nullptr || frozen_) {
        return -1;
    }
    plan.columns.push_back({.name = std::string(field),
                            .field = declared,
                            .position = plan.declaration->field_index(field),
                            .shape = shape_of(*declared, compares),
                            .refers_to_any = declared->to == "any"});
    return static_cast<int>(plan.columns.size()) - 1;
}

void Schema::use_index(int number, int column) {
    if (!frozen_ && column != id_column) {
        tables_[static_cast<std::size_t>(number)].columns[static_cast<std::size_t>(column)].indexed = true;
    }
}

void Schema::use_self(int number) {
    if (!frozen_) {
        tables_[static_cast<std::size_t>(number)].keeps_self = true;
    }
}

void Schema::plan_agency(int number) {
    const std::vector<std::string> path = table(number).declaration->agency_path;
    std::vector<int> columns;
    int at = number;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const int column = at < 0 ? -1 : use_column(at, path[i]);
        if (column < 0) {
            return;
        }
        columns.push_back(column);
        use_index(at, column);
        if (i + 1 < path.size()) {
            at = use_table(this->column(at, column).field->to);
        }
    }
    tables_[static_cast<std::size_t>(number)].agency_path = std::move(columns);
}

void Schema::freeze() {
    for (std::size_t i = 0; i < tables_.size(); ++i) {  // the list grows while ways are planned
        plan_agency(static_cast<int>(i));
    }
    for (std::size_t i = 0; i < tables_.size(); ++i) {  // the day on which a record entered each state tells its past
        for (const registers::State& state : tables_[i].declaration->states) {
            static_cast<void>(use_column(static_cast<int>(i), state.name + "_on"));
        }
    }
    frozen_ = true;
}

}  // namespace pendopo::law
