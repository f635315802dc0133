// Imports of one register from a sheet or JSON Lines, and of several from JSON Lines.

#include "register/importer.hpp"
#include "register/csv.hpp"
#include "register/json_lines.hpp"
#include "register/mapping.hpp"
#include "register/value_check.hpp"
#include "register/value_text.hpp"

namespace pendopo::registers {

namespace {

/// Field of a problem that a value's reading gave.
std::string_view field_in(std::string_view pointer) {
    constexpr std::string_view before = "/fields/";
    pointer.remove_prefix(pointer.starts_with(before) ? before.size() : 0);
    return pointer.substr(0, pointer.find('/'));
}

/// Rows of texts to patches, by a mapping.
class SheetImport {
public:
    SheetImport(const Register& declaration, const ImportOptions& options, Format format) : declaration_(declaration), options_(options), format_(format) {}

    Result<void> head(const std::vector<std::string>& header) {
        header_ = header;
        const Mapping mapping = options_.mapping.empty() ? guess_mapping(declaration_, header) : options_.mapping;
        CHECK(check_mapping(mapping));
        std::map<std::string, std::string, std::less<>> used;
        for (const std::string& column : header) {
            const auto entry = mapping.find(column);
            const std::string name = entry != mapping.end() ? entry->second : std::string();
            targets_.push_back(*target_of(declaration_, name));
            if (name.empty()) {
                unknown_.push_back(column);
            } else if (!used.emplace(name, column).second) {
                return fail({Problem{"transfer.mapped_twice", "", {{"field", name}, {"column", column}}, {}, fmt::format("two columns fill {}", name)}});
            }
        }
        columns_by_field_ = std::move(used);
        if (columns_by_field_.empty()) {
            return fail({Problem{
                "transfer.no_known_column", "", {{"columns", join(header, ", ").substr(0, 500)}}, {}, "no column of the file is one of the register's"}});
        }
        return {};
    }

    std::string column_of(std::string_view field) const {
        if (const auto found = columns_by_field_.find(field); found != columns_by_field_.end()) {
            return found->second;
        }
        const auto part = columns_by_field_.lower_bound(std::string(field) + ".");
        if (part != columns_by_field_.end() && part->first.starts_with(std::string(field) + ".")) {
            return part->second;
        }
        const Field* known = declaration_.field(field);
        return known != nullptr ? known->label.id : std::string(field);
    }

    void row(std::size_t number, const std::vector<std::string>& cells, Importer& importer) {
        Patch patch;
        patch.row = number;
        bool well = true;
        if (cells.size() > targets_.size()) {
            importer.add_problem(&declaration_, number, "",
                                 {"transfer.too_many_cells", {}, {{"max", std::to_string(targets_.size())}}, {}, "has more cells than the header"});
            return;
        }
        for (std::size_t i = 0; i < targets_.size(); ++i) {
            well = cell(patch, targets_[i], format_ == Format::csv ? unguarded_cell(cells[i]) : cells[i], importer) && well;
        }
        if (well) {
            importer.add(declaration_, std::move(patch));
        }
    }

    const std::vector<std::string>& unknown() const { return unknown_; }

private:
    Result<void> check_mapping(const Mapping& mapping) const {
        std::vector<std::string> known{"id", "state"};
        for (const Field& field : declaration_.fields) {
            known.push_back(field.name);
        }
        for (const auto& [column, name] : mapping) {
            if (!target_of(declaration_, name)) {
                std::map<std::string, std::string> arguments{{"column", column}, {"field", name}};
                if (const auto suggestion = nearest(name, known)) {
                    arguments.emplace("suggestion", *suggestion);
                }
                return fail({Problem{
                    "transfer.unknown_field", "", std::move(arguments), {}, fmt::format("column {} is mapped to {}, which is no field", column, name)}});
            }
        }
        return {};
    }

    bool cell(Patch& patch, const Target& target, const std::string& text, Importer& importer) {
        switch (target.kind) {
            case Target::Kind::none: return true;
            case Target::Kind::id: patch.id = trim(text); return true;
            case Target::Kind::state: patch.state = state_of(trim(text)); return true;
            case Target::Kind::part: part(patch, target, tidy(text, true)); return true;
            case Target::Kind::field: break;
        }
        const Field& field = declaration_.fields[target.field];
        auto value = from_cell(field, text, importer);
        if (!value) {
            for (Problem& problem : value.error().problems) {
                importer.add_problem(&declaration_, patch.row, field.name, std::move(problem));
            }
            return false;
        }
        patch.values.emplace_back(target.field, *std::move(value));
        return true;
    }

    static Result<Value> from_cell(const Field& field, const std::string& text, Importer& importer) {
        switch (field.type) {
            case FieldType::reference:
            case FieldType::references: return references(field, text, importer);
            case FieldType::office: {
                const std::string office = valid_utf8(text) ? importer.keys().office_by_name(tidy(text, false)) : std::string();
                return from_text(field, office.empty() ? text : office);
            }
            default: return from_text(field, text);
        }
    }

    std::string state_of(std::string_view text) const {
        const std::string word = lower(text);
        for (const State& state : declaration_.states) {
            if (word == state.name || word == lower(state.label.id) || word == lower(state.label.en)) {
                return state.name;
            }
        }
        return std::string(text);  // validation says that there is no such state
    }

    /// A cell of a column "documents.design": a date, or what is there in words.
    static void part(Patch& patch, const Target& target, const std::string& text) {
        auto existing = std::ranges::find(patch.values, target.field, &std::pair<std::size_t, Value>::first);
        if (existing == patch.values.end()) {
            existing = patch.values.insert(existing, {target.field, Value{std::vector<Line>()}});
        }
        const std::string word = lower(text);
        if (text.empty() || text == "-" || word == "tidak" || word == "tidak ada" || word == "belum" || word == "no") {
            return;
        }
        Line line(part_columns().size());
        line[0] = target.item;
        const std::string date = date_from_text(text);
        line[date.empty() ? 1 : 2] = date.empty() ? text : date;
        std::get<std::vector<Line>>(existing->second).push_back(std::move(line));
    }

    /// Keys of records, or their titles: a sheet of today names agencies, it has no keys of them.
    static Result<Value> references(const Field& field, const std::string& text, Importer& importer) {
        if (!valid_utf8(text)) {
            return from_text(field, text);
        }
        const auto key_of = [&](const std::string& one) {
            if (field.to == "any" || (is_key(one) && importer.keys().exists(field.to, one))) {
                return one;
            }
            const std::string key = importer.keys().by_title(field.to, one);
            return key.empty() ? one : key;
        };
        const std::string whole = tidy(text, field.type == FieldType::references);
        if (field.type == FieldType::reference) {
            const std::string key = whole.empty() || whole == "-" ? std::string() : key_of(whole);
            return key.empty() || is_key(key) ? from_text(field, key) : dangling(field, key);
        }
        std::vector<std::string> keys;
        for (std::string part : split(whole, whole.contains('\n') ? '\n' : ';')) {
            part = trim(part);
            if (!part.empty() && part != "-") {
                keys.push_back(key_of(part));
                if (!is_key(keys.back())) {
                    return dangling(field, keys.back());
                }
            }
        }
        return from_text(field, join(keys, ";"));
    }

    static std::unexpected<Error> dangling(const Field& field, const std::string& text) {
        return fail({problem_of(
            field,
            {"field.dangling_reference", {{"value", text.substr(0, 200)}, {"register", field.to}}, fmt::format("there is no {} of this key or name", field.to)},
            "/fields/" + field.name)});
    }

    const Register& declaration_;
    const ImportOptions& options_;
    Format format_;
    std::vector<std::string> header_, unknown_;
    std::vector<Target> targets_;
    std::map<std::string, std::string, std::less<>> columns_by_field_;
};

/// Objects of JSON Lines to patches.
class ObjectImport {
public:
    explicit ObjectImport(Importer& importer) : importer_(importer) {}

    void object(const Register& declaration, std::size_t row, const boost::json::object& object) {
        Patch patch;
        patch.row = row;
        bool well = members(declaration, object, patch);
        if (const auto* nested = object.if_contains("fields"); nested != nullptr && nested->is_object() && declaration.field("fields") == nullptr) {
            well = members(declaration, nested->get_object(), patch) && well;
        }
        if (well) {
            importer_.add(declaration, std::move(patch));
        }
    }

private:
    bool members(const Register& declaration, const boost::json::object& object, Patch& patch) {
        // What an export tells of a record's life in the database it came from has no meaning here.
        static const std::set<std::string_view> passed_over{"register", "version", "created_on", "created_by", "updated_on", "updated_by"};
        bool well = true;
        for (const auto& member : object) {
            const std::string_view name = member.key();
            if (passed_over.contains(name) || (name == "fields" && declaration.field("fields") == nullptr)) {
                continue;
            }
            well =
                (name == "id" || name == "state" ? key_or_state(declaration, name, member.value(), patch) : field(declaration, name, member.value(), patch)) &&
                well;
        }
        return well;
    }

    bool key_or_state(const Register& declaration, std::string_view name, const boost::json::value& value, Patch& patch) {
        if (!value.is_string() && !value.is_null()) {
            importer_.add_problem(
                &declaration, patch.row, name,
                {"field.wrong_type", {}, {{"expected", "string"}, {"field", std::string(name)}, {"field_en", std::string(name)}}, {}, "must be a text"});
            return false;
        }
        (name == "id" ? patch.id : patch.state) = value.is_string() ? std::string(value.get_string()) : std::string();
        return true;
    }

    bool field(const Register& declaration, std::string_view name, const boost::json::value& json, Patch& patch) {
        const int index = declaration.field_index(name);
        if (index < 0) {
            std::vector<std::string> known;
            for (const Field& one : declaration.fields) {
                known.push_back(one.name);
            }
            Problem problem{"field.unknown",
                            {},
                            {{"name", std::string(name.substr(0, 100))}},
                            {},
                            fmt::format("{} has no field {}", declaration.name, name.substr(0, 100))};
            if (const auto suggestion = nearest(name.substr(0, 100), known)) {
                problem.arguments.emplace("suggestion", *suggestion);
            }
            importer_.add_problem(&declaration, patch.row, name.substr(0, 100), std::move(problem));
            return false;
        }
        auto value = from_json(declaration.fields[static_cast<std::size_t>(index)], json);
        if (!value) {
            for (Problem& problem : value.error().problems) {
                const std::string at(field_in(problem.pointer));
                importer_.add_problem(&declaration, patch.row, at, std::move(problem));
            }
            return false;
        }
        patch.values.emplace_back(static_cast<std::size_t>(index), *std::move(value));
        return true;
    }

    Importer& importer_;
};

}  // namespace

Result<ImportReport> import_file(store::Session& session, const Records& records, const Register& declaration, const std::filesystem::path& file, Format format,
                                 const ImportOptions& options, const Author& author) {
    SheetImport sheet(declaration, options, format);
    Importer importer(session, records.inside(), records.catalogue(), options, author,
                      [&](const Register&, std::string_view field) { return format == Format::jsonl ? std::string(field) : sheet.column_of(field); });
    if (format == Format::jsonl) {
        ObjectImport objects(importer);
        CHECK(each_json_line(file, [&](std::size_t line, const boost::json::object& object) {
            objects.object(declaration, line, object);
            return !importer.enough();
        }));
        return importer.finish();
    }
    CHECK(each_row(
        file, format, [&sheet](const std::vector<std::string>& header) { return sheet.head(header); },
        [&](std::size_t row, const std::vector<std::string>& cells) {
            sheet.row(row, cells, importer);
            return !importer.enough();
        }));
    TRY(ImportReport report, importer.finish());
    report.unknown_columns = sheet.unknown();
    return report;
}

Result<ImportReport> import_lines(store::Session& session, const Records& records, const std::function<std::optional<std::string>()>& next_line,
                                  const ImportOptions& options, const Author& author) {
    Importer importer(session, records.inside(), records.catalogue(), options, author,
                      [](const Register&, std::string_view field) { return std::string(field); });
    ObjectImport objects(importer);
    std::size_t line = 0;
    while (!importer.enough()) {
        const auto text = next_line();
        if (!text) {
            break;
        }
        ++line;
        if (trim(*text).empty()) {
            continue;
        }
        auto object = parse_json_line(line, *text);
        if (!object) {
            importer.add_problem(nullptr, line, "", std::move(object.error().problems.front()));
            continue;
        }
        const auto* name = object->if_contains("register");
        const std::string register_name = name != nullptr && name->is_string() ? std::string(name->get_string()).substr(0, 100) : std::string();
        const Register* declaration = records.catalogue().find(register_name);
        if (declaration == nullptr) {
            Problem problem{"transfer.unknown_register", {}, {{"register", register_name}}, {}, fmt::format("no register \"{}\"", register_name)};
            if (const auto suggestion = nearest(register_name, records.catalogue().names())) {
                problem.arguments.emplace("suggestion", *suggestion);
            }
            importer.add_problem(nullptr, line, "register", std::move(problem));
            continue;
        }
        objects.object(*declaration, line, *object);
    }
    return importer.finish();
}

}  // namespace pendopo::registers
