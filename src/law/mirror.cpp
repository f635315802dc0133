#include "law/mirror.hpp"

#include <algorithm>

namespace pendopo::law {

namespace {

const std::vector<Row> no_rows;

const std::string& cell_text(const registers::Line& line, std::size_t position) {
    static const std::string nothing;
    return position < line.size() ? line[position] : nothing;
}

}  // namespace

Mirror::Mirror(std::shared_ptr<const Schema> schema, std::shared_ptr<Symbols> symbols, std::chrono::hours zone)
    : schema_(std::move(schema)),
      symbols_(std::move(symbols)),
      zone_(zone),
      data_(schema_->tables().size()),
      mark_(symbols_->intern("*")),
      yes_(symbols_->intern("true")) {
    for (std::size_t i = 0; i < data_.size(); ++i) {
        data_[i].columns.resize(schema_->tables()[i].columns.size());
    }
}

std::size_t Mirror::count() const {
    std::size_t sum = 0;
    for (const Data& table : data_) {
        sum += table.count;
    }
    return sum;
}

bool Mirror::present(RowRef ref, int column) const {
    const ColumnPlan& plan = schema_->column(ref.table, column);
    switch (plan.shape) {
        case Shape::symbol:
            if (plan.field != nullptr && plan.field->type == registers::FieldType::boolean) {
                return symbol(ref, column) == yes_;  // "no" is not there
            }
            [[fallthrough]];
        case Shape::presence: return symbol(ref, column) != 0;
        case Shape::day: return day(ref, column) != no_day;
        case Shape::many: return !many(ref, column).empty();
        case Shape::parts: return std::ranges::any_of(parts(ref, column), &Part::filled);
    }
    return false;
}

const std::vector<Row>& Mirror::lookup(int table, int column, Symbol value) const {
    const Index& index = data(table).columns[static_cast<std::size_t>(column)].index;
    const auto found = index.find(value);
    return found == index.end() ? no_rows : found->second;
}

std::optional<RowRef> Mirror::find(int table, Symbol id) const {
    const auto found = data(table).by_id.find(id);
    return found == data(table).by_id.end() ? std::nullopt : std::optional(RowRef{table, found->second});
}

std::optional<RowRef> Mirror::target(int table, int column, Symbol value) const {
    const ColumnPlan& plan = schema_->column(table, column);
    if (value == 0) {
        return {};
    }
    if (plan.refers_to_any) {
        const auto found = by_self_.find(value);
        return found == by_self_.end() ? std::nullopt : std::optional(found->second);
    }
    if (plan.field == nullptr || plan.field->to.empty()) {
        return {};
    }
    const int to = schema_->find_table(plan.field->to);
    return to < 0 ? std::nullopt : find(to, value);
}

Day Mirror::day_of(const registers::Field* field, std::string_view text) const {
    if (text.size() < 10) {
        return no_day;
    }
    if (field != nullptr && field->type == registers::FieldType::datetime) {
        const auto moment = parse_moment(text);
        return moment ? day_number(std::chrono::floor<std::chrono::days>(*moment + zone_)) : no_day;
    }
    const auto date = parse_date(text.substr(0, 10));
    return date ? day_number(*date) : no_day;
}

void Mirror::set_cell(int table, Cells& cells, int column, const registers::Value& value) const {
    const ColumnPlan& plan = schema_->column(table, column);
    Datum cell;
    switch (plan.shape) {
        case Shape::symbol: cell.symbol = symbols_->intern(registers::text_of(value)); break;
        case Shape::presence: cell.symbol = registers::is_set(value) ? mark_ : 0; break;
        case Shape::day: cell.day = day_of(plan.field, registers::text_of(value)); break;
        case Shape::many:
            for (const std::string& text : registers::texts_of(value)) {
                cell.many.push_back(symbols_->intern(text));
            }
            break;
        case Shape::parts:
            if (const auto* lines = std::get_if<std::vector<registers::Line>>(&value)) {
                for (const registers::Line& line : *lines) {  // item, text, on, by, number, file
                    cell.parts.push_back({.item = symbols_->intern(cell_text(line, 0)),
                                          .by = symbols_->intern(cell_text(line, 3)),
                                          .number = symbols_->intern(cell_text(line, 4)),
                                          .on = day_of(nullptr, cell_text(line, 2)),
                                          .filled = std::ranges::any_of(line.begin() + 1, line.end(), [](const std::string& text) { return !text.empty(); })});
                }
            }
            break;
    }
    cells[static_cast<std::size_t>(column)] = std::move(cell);
}

Cells Mirror::cells(int table, const registers::Record& record) const {
    const TablePlan& plan = schema_->table(table);
    Cells cells(plan.columns.size());
    cells[id_column].symbol = symbols_->intern(record.id);
    if (plan.keeps_self) {
        cells[self_column].symbol = symbols_->intern(plan.declaration->name + ":" + record.id);
    }
    cells[state_column].symbol = symbols_->intern(record.state);
    cells[created_column].day = record.created_on.size() > 10 ? [&] {
        const auto moment = parse_moment(record.created_on);
        return moment ? day_number(std::chrono::floor<std::chrono::days>(*moment + zone_)) : no_day;
    }()
                                                              : day_of(nullptr, record.created_on);
    for (std::size_t i = title_column; i < plan.columns.size(); ++i) {
        const int position = plan.columns[i].position;
        if (position >= 0 && static_cast<std::size_t>(position) < record.values.size()) {
            set_cell(table, cells, static_cast<int>(i), record.values[static_cast<std::size_t>(position)]);
        }
    }
    return cells;
}

Cells Mirror::cells(RowRef ref) const {
    const TablePlan& plan = schema_->table(ref.table);
    Cells cells(plan.columns.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Column& column = data(ref.table).columns[i];
        switch (plan.columns[i].shape) {
            case Shape::symbol:
            case Shape::presence: cells[i].symbol = column.symbols[ref.row]; break;
            case Shape::day: cells[i].day = column.days[ref.row]; break;
            case Shape::many: cells[i].many = column.many[ref.row]; break;
            case Shape::parts: cells[i].parts = column.parts[ref.row]; break;
        }
    }
    return cells;
}

std::vector<char> Mirror::differences(RowRef ref, const Cells& wanted) const {
    const Cells present_cells = cells(ref);
    std::vector<char> differ(wanted.size(), 0);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        differ[i] = present_cells[i] == wanted[i] ? 0 : 1;
    }
    return differ;
}

Row Mirror::new_slot(int table) {
    Data& into = data(table);
    if (!into.free.empty()) {
        const Row row = into.free.back();
        into.free.pop_back();
        return row;
    }
    const auto row = static_cast<Row>(into.live.size());
    into.live.push_back(0);
    for (std::size_t i = 0; i < into.columns.size(); ++i) {
        Column& column = into.columns[i];
        switch (schema_->table(table).columns[i].shape) {
            case Shape::symbol:
            case Shape::presence: column.symbols.push_back(0); break;
            case Shape::day: column.days.push_back(no_day); break;
            case Shape::many: column.many.emplace_back(); break;
            case Shape::parts: column.parts.emplace_back(); break;
        }
    }
    return row;
}

void Mirror::store(RowRef ref, Cells cells) {
    const TablePlan& plan = schema_->table(ref.table);
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        Column& column = data(ref.table).columns[i];
        switch (plan.columns[i].shape) {
            case Shape::symbol:
            case Shape::presence: column.symbols[ref.row] = cells[i].symbol; break;
            case Shape::day: column.days[ref.row] = cells[i].day; break;
            case Shape::many: column.many[ref.row] = std::move(cells[i].many); break;
            case Shape::parts: column.parts[ref.row] = std::move(cells[i].parts); break;
        }
    }
}

void Mirror::index_row(RowRef ref, bool add) {
    const TablePlan& plan = schema_->table(ref.table);
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        if (!plan.columns[i].indexed) {
            continue;
        }
        Index& index = data(ref.table).columns[i].index;
        each_value(ref, static_cast<int>(i), [&](Symbol value) {
            std::vector<Row>& rows = index[value];
            if (add) {
                if (rows.empty() || rows.back() != ref.row) {  // a value may stand twice in one cell
                    rows.push_back(ref.row);
                }
            } else if (const auto found = std::ranges::find(rows, ref.row); found != rows.end()) {
                *found = rows.back();
                rows.pop_back();
            }
        });
    }
}

RowRef Mirror::put(int table, Cells cells) {
    Data& into = data(table);
    const Symbol id = cells[id_column].symbol;
    RowRef ref{table, 0};
    if (const auto found = into.by_id.find(id); found != into.by_id.end()) {
        ref.row = found->second;
        index_row(ref, false);
    } else {
        ref.row = new_slot(table);
        into.by_id.emplace(id, ref.row);
        into.live[ref.row] = 1;
        ++into.count;
        if (const Symbol self = cells[self_column].symbol; self != 0) {
            by_self_[self] = ref;
        }
    }
    store(ref, std::move(cells));
    index_row(ref, true);
    return ref;
}

void Mirror::erase(RowRef ref) {
    Data& from = data(ref.table);
    index_row(ref, false);
    by_self_.erase(symbol(ref, self_column));
    from.by_id.erase(id(ref));
    store(ref, Cells(schema_->table(ref.table).columns.size()));
    from.live[ref.row] = 0;
    from.free.push_back(ref.row);
    --from.count;
}

RowRef Mirror::hold(int table, Cells cells) {
    const RowRef ref{table, new_slot(table)};
    store(ref, std::move(cells));
    data(table).live[ref.row] = 1;
    return ref;
}

void Mirror::drop(RowRef held) {
    Data& from = data(held.table);
    store(held, Cells(schema_->table(held.table).columns.size()));
    from.live[held.row] = 0;
    from.free.push_back(held.row);
}

}  // namespace pendopo::law
