// Records into files, such that an import of the file changes nothing.

#include <fstream>

#include "register/mapping.hpp"
#include "register/table_writer.hpp"

namespace pendopo::registers {

namespace {

/// Minor units as rupiah: "150000", "150000.50".
std::string rupiah(const std::string& minor_units) {
    const bool negative = minor_units.starts_with('-');
    std::string digits = minor_units.substr(negative ? 1 : 0);
    digits.insert(0, digits.size() < 3 ? 3 - digits.size() : 0, '0');
    const std::string sen = digits.substr(digits.size() - 2);
    return (negative ? "-" : "") + digits.substr(0, digits.size() - 2) + (sen == "00" ? "" : "." + sen);
}

std::string label_or_code(const Field& field, const std::string& code, Language language) {
    const Choice* choice = field.choice(code);
    if (choice == nullptr) {
        return code;
    }
    const std::string& label = choice->label.in(language);
    const bool plain = !label.contains(';') && !label.contains('\n') && !label.starts_with('[') && label != "-" && trim(label).size() == label.size();
    // A label that another choice has too would come back as that one.
    const auto same = std::ranges::count_if(field.choices, [&](const Choice& other) {
        return lower(other.label.id) == lower(label) || lower(other.label.en) == lower(label) || lower(other.code) == lower(label);
    });
    return plain && same == 1 ? label : code;
}

Cell cell_of(const Field& field, const Value& value, Language language) {
    if (!is_set(value)) {
        return {};
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        switch (field.type) {
            case FieldType::integer: return {*text, text->size() <= 15 ? Cell::Kind::number : Cell::Kind::text};
            case FieldType::decimal:
            case FieldType::percentage: return {*text, Cell::Kind::number};
            case FieldType::money: return {rupiah(*text), text->size() <= 15 ? Cell::Kind::number : Cell::Kind::text};
            case FieldType::date: return {*text, Cell::Kind::date};
            case FieldType::choice: return {label_or_code(field, *text, language), Cell::Kind::text};
            case FieldType::boolean: return {readable(field, value, language), Cell::Kind::text};
            default: return {*text, Cell::Kind::text};
        }
    }
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
        const bool plain = std::ranges::none_of(
            *texts, [](const std::string& text) { return text.contains(';') || text.contains('\n') || text.starts_with('[') || text == "-"; });
        if (!plain) {
            return {boost::json::serialize(to_json(field, value)), Cell::Kind::text};
        }
        std::vector<std::string> parts;
        for (const std::string& text : *texts) {
            parts.push_back(field.type == FieldType::choices ? label_or_code(field, text, language) : text);
        }
        return {join(parts, "; "), Cell::Kind::text};
    }
    return {boost::json::serialize(to_json(field, value)), Cell::Kind::text};
}

/// Names of the columns: the key, what was asked for or all fields, and the state before the dates of states.
std::vector<std::string> columns_of_export(const Register& declaration, const Query& query) {
    std::vector<std::string> columns{"id"};
    const auto wanted = [&query](const std::string& name) { return query.fields.empty() || std::ranges::find(query.fields, name) != query.fields.end(); };
    bool state = false;
    for (const Field& field : declaration.fields) {
        if (field.implicit && !state) {
            state = true;
            if (wanted("state")) {
                columns.emplace_back("state");
            }
        }
        if (field.type != FieldType::derived && wanted(field.name)) {
            columns.push_back(field.name);
        }
    }
    if (!state && wanted("state")) {
        columns.emplace_back("state");
    }
    return columns;
}

/// Every record of a query, page by page.
Result<void> each_record(store::Session& session, const Records& records, const Register& declaration, Query query,
                         const std::function<Result<void>(const Record&)>& take) {
    query.limit = 200;
    query.before.clear();
    while (true) {
        TRY(const Page page, records.list(session, declaration, query));
        for (const Record& record : page.records) {
            CHECK(take(record));
        }
        if (page.next.empty()) {
            return {};
        }
        query.after = page.next;
    }
}

Result<void> export_lines(store::Session& session, const Records& records, const Register& declaration, const Query& query, const std::filesystem::path& file) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    CHECK(each_record(session, records, declaration, query, [&](const Record& record) -> Result<void> {
        boost::json::object line{{"register", declaration.name}, {"id", record.id}, {"state", record.state}};
        for (std::size_t i = 0; i < declaration.fields.size(); ++i) {
            if (is_set(record.values[i])) {
                line.emplace(declaration.fields[i].name, to_json(declaration.fields[i], record.values[i]));
            }
        }
        stream << boost::json::serialize(line) << '\n';
        return stream ? Result<void>() : not_written(file);
    }));
    stream.close();
    return stream ? Result<void>() : not_written(file);
}

}  // namespace

Result<void> export_file(store::Session& session, const Records& records, const Register& declaration, const Query& query, Format format,
                         const std::filesystem::path& file, Language language) {
    if (format == Format::jsonl) {
        return export_lines(session, records, declaration, query, file);
    }
    const auto columns = columns_of_export(declaration, query);
    TRY(const std::unique_ptr<TableWriter> writer, TableWriter::open(format, file));
    std::vector<Cell> cells;
    for (const std::string& column : columns) {
        cells.push_back({heading_of(declaration, column, language), Cell::Kind::text});
    }
    CHECK(writer->row(cells));
    CHECK(each_record(session, records, declaration, query, [&](const Record& record) {
        cells.clear();
        for (const std::string& column : columns) {
            if (column == "id" || column == "state") {
                const State* state = declaration.state(record.state);
                cells.push_back({column == "id" ? record.id : state != nullptr ? state->label.in(language) : record.state, Cell::Kind::text});
            } else {
                cells.push_back(cell_of(*declaration.field(column), record.get(declaration, column), language));
            }
        }
        return writer->row(cells);
    }));
    return writer->finish();
}

}  // namespace pendopo::registers
