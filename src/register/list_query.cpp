#include "register/list_query.hpp"

#include "base/ids.hpp"
#include "register/declaration_reader.hpp"
#include "register/value_check.hpp"

namespace pendopo::registers {

namespace {

using Comparison = Condition::Comparison;

std::unexpected<Error> bad(std::string code, std::string_view field, std::string_view value, std::string detail, const std::vector<std::string>& known = {}) {
    std::map<std::string, std::string> arguments{{"field", std::string(field.substr(0, 100))}, {"value", std::string(value.substr(0, 100))}};
    if (const auto suggestion = nearest(field.substr(0, 100), known)) {
        arguments.emplace("suggestion", *suggestion);
    }
    return fail({Problem{std::move(code), std::string(field.substr(0, 100)), std::move(arguments), {}, std::move(detail)}});
}

std::vector<std::string> known_fields(const Register& declaration) {
    std::vector<std::string> names = system_columns();
    for (const Field& field : declaration.fields) {
        names.push_back(field.name);
    }
    return names;
}

/// Turns conditions into clauses. `of` is how the SQL calls the table: t for the list's own, nothing inside of a path.
class ClauseMaker {
public:
    ClauseMaker(const Catalogue& catalogue, store::Dialect dialect) : catalogue_(catalogue), dialect_(dialect) {}

    Result<Clause> make(const Register& declaration, const Condition& condition) {
        const bool negative = condition.comparison == Comparison::is_not || condition.comparison == Comparison::unset;
        Condition positive = condition;
        positive.comparison = condition.comparison == Comparison::is_not  ? Comparison::is
                              : condition.comparison == Comparison::unset ? Comparison::set
                                                                          : condition.comparison;
        whole_ = condition.field;
        TRY(Clause clause, make_positive(declaration, condition.field, positive, "t."));
        if (negative) {
            clause.sql = fmt::format("NOT COALESCE(({}), FALSE)", clause.sql);
            clause.found_by_index = false;
            clause.equal_column.clear();
        }
        return clause;
    }

private:
    Result<Clause> make_positive(const Register& declaration, std::string_view path, const Condition& condition, const std::string& of) {
        const auto dot = path.find('.');
        const std::string name(path.substr(0, dot));
        const Field* field = declaration.field(name);
        const bool fixed = field == nullptr && std::ranges::find(system_columns(), name) != system_columns().end();
        if ((field == nullptr && !fixed) || (field != nullptr && field->type == FieldType::derived)) {
            return bad("query.unknown_field", whole_, "", fmt::format("no field {} in {}", name.substr(0, 100), declaration.name), known_fields(declaration));
        }
        if (dot == std::string_view::npos) {
            return end_of_path(declaration, field, name, condition, of);
        }
        const Register* target = field != nullptr && !field->to.empty() ? catalogue_.find(field->to) : nullptr;
        if (target == nullptr) {
            return bad("query.unknown_field", whole_, "", fmt::format("{} leads to no register", name));
        }
        TRY(Clause inner, make_positive(*target, path.substr(dot + 1), condition, ""));
        const std::string found = fmt::format("SELECT id FROM {} WHERE {}", sql::name(own_table(target->name)), inner.sql);
        if (field->type == FieldType::reference) {
            inner.sql = fmt::format("{}{} IN ({})", of, sql::name(name), found);
        } else {
            inner.sql = fmt::format("{}id IN (SELECT _record FROM {} WHERE value IN ({}))", of, sql::name(side_table(declaration.name, name)), found);
        }
        inner.equal_column.clear();
        return inner;
    }

    Result<Clause> end_of_path(const Register& declaration, const Field* field, const std::string& name, const Condition& condition, const std::string& of) {
        if (field != nullptr && !field->is_column()) {
            return side_clause(declaration, *field, condition, of);
        }
        static const Field key = [] {
            Field text;
            text.type = FieldType::office;
            return text;
        }();
        static const Field number = [] {
            Field text;
            text.type = FieldType::integer;
            return text;
        }();
        const Field& typed = field != nullptr ? *field : name == "version" ? number : key;
        TRY(Clause clause, column_clause(typed, of + sql::name(name), condition));
        const bool equal = condition.comparison == Comparison::is && condition.values.size() == 1;
        clause.equal_column = equal ? name : std::string();
        clause.found_by_index =
            (condition.comparison == Comparison::is || condition.comparison == Comparison::at_least || condition.comparison == Comparison::at_most) &&
            typed.type != FieldType::long_text && typed.type != FieldType::boolean;
        return clause;
    }

    /// One value in a column of its own.
    Result<Clause> column_clause(const Field& field, const std::string& column, const Condition& condition) {
        if (condition.comparison == Comparison::set) {
            return Clause{column + " IS NOT NULL", {}, false, {}};
        }
        const bool as_text = storage_of(field.type) == Storage::text;
        for (const std::string& value : condition.values) {
            CHECK(check_value(field, value));
        }
        if (condition.values.empty() && condition.comparison == Comparison::is) {
            return Clause{"1 = 0", {}, true, {}};
        }
        switch (condition.comparison) {
            case Comparison::is: return equal_clause(field, column, condition.values);
            case Comparison::contains: {
                if (!as_text) {
                    return bad("query.unknown_comparison", whole_, "contains", "only texts contain something");
                }
                TRY(const std::string value, only(condition));
                return Clause{sql::contains(dialect_, column), {value}, false, {}};
            }
            default: {
                TRY(const std::string value, only(condition));
                const std::string sign = condition.comparison == Comparison::at_least ? ">=" : "<=";
                return Clause{fmt::format("{} {} {}", sql::order(dialect_, field.type, column), sign, parameter(field)),
                              {to_column(dialect_, storage_of(field.type), value)},
                              true,
                              {}};
            }
        }
    }

    std::string parameter(const Field& field) const {
        const bool folded = dialect_ == store::Dialect::postgresql && sql::order(dialect_, field.type, "?") != "?";
        return folded ? "lower(CAST(? AS text) COLLATE \"C\")" : "?";
    }

    Clause equal_clause(const Field& field, const std::string& column, const std::vector<std::string>& values) {
        const Storage storage = storage_of(field.type);
        if (values.size() > 1 && storage == Storage::text) {
            return {sql::one_of(dialect_, column), {sql::json_list(values)}, true, {}};
        }
        if (values.size() > 1) {
            std::vector<std::string> marks(values.size(), "?");
            Clause clause{fmt::format("{} IN ({})", column, join(marks, ", ")), {}, true, {}};
            for (const std::string& value : values) {
                clause.parameters.push_back(to_column(dialect_, storage, value));
            }
            return clause;
        }
        const store::Value value = to_column(dialect_, storage, values.front());
        const std::string ordered = sql::order(dialect_, field.type, column);
        if (ordered == column) {
            return {column + " = ?", {value}, true, {}};
        }
        // The index keeps such texts without regard to case: it finds the few that come into question, the second part those that are meant.
        return {fmt::format("({} = {} AND {} = ?)", ordered, parameter(field), column), {value, value}, true, {}};
    }

    Result<Clause> side_clause(const Register& declaration, const Field& field, const Condition& condition, const std::string& of) {
        const std::string table = sql::name(side_table(declaration.name, field.name));
        if (condition.comparison == Comparison::set) {
            return Clause{fmt::format("{}id IN (SELECT _record FROM {})", of, table), {}, false, {}};
        }
        const Field* column = field.is_lines() ? &columns_of(field).front() : &field;
        Field one = *column;
        one.type = field.is_lines() ? column->type : FieldType::office;
        TRY(Clause clause, column_clause(one, sql::name(field.is_lines() ? column->name : "value"), condition));
        clause.sql = fmt::format("{}id IN (SELECT _record FROM {} WHERE {})", of, table, clause.sql);
        return clause;
    }

    Result<void> check_value(const Field& field, const std::string& value) {
        if (!valid_utf8(value) || value.contains('\0')) {
            return bad("query.bad_value", whole_, "", "is no UTF-8 text");
        }
        const Storage storage = storage_of(field.type);
        Field any = field;
        any.min.reset();
        any.max.reset();
        if (storage != Storage::text && check_text(any, value)) {
            return bad("query.bad_value", whole_, value, fmt::format("is no {}", name_of(field.type)));
        }
        return {};
    }

    Result<std::string> only(const Condition& condition) {
        if (condition.values.size() != 1) {
            return bad("query.bad_value", whole_, "", "this comparison takes one value");
        }
        return condition.values.front();
    }

    const Catalogue& catalogue_;
    store::Dialect dialect_;
    std::string whole_;
};

Result<Order> order_of(const Register& declaration, std::string_view sort) {
    Order order;
    std::string_view name = sort.empty() ? std::string_view(declaration.sort) : sort;
    if (name.starts_with('-')) {
        order.descending = true;
        name.remove_prefix(1);
    }
    const Field* field = declaration.field(name);
    const bool fixed = field == nullptr && std::ranges::find(system_columns(), name) != system_columns().end();
    if (!fixed && (field == nullptr || !field->is_column() || field->type == FieldType::long_text)) {
        return bad("query.unknown_field", name, "", fmt::format("records cannot be sorted by {}", name.substr(0, 100)), known_fields(declaration));
    }
    order.column = name;
    order.type = type_of_column(declaration, name);
    return order;
}

Condition agency_condition(const Register& declaration, const std::string& agency) {
    Condition condition;
    condition.field = declaration.name == "agency" ? "id" : join(declaration.agency_path, ".");
    condition.comparison = agency.empty() ? Comparison::unset : Comparison::is;
    condition.values = {agency};
    return condition;
}

}  // namespace

Result<Selection> understand(const Catalogue& catalogue, store::Dialect dialect, const Register& declaration, const Query& query) {
    Selection selection;
    TRY(selection.order, order_of(declaration, query.sort));
    for (const std::string& name : query.fields) {
        if (declaration.field(name) == nullptr && std::ranges::find(system_columns(), name) == system_columns().end()) {
            return bad("query.unknown_field", name, "", "no such field", known_fields(declaration));
        }
    }
    ClauseMaker maker(catalogue, dialect);
    for (const Condition& condition : query.where) {
        TRY(Clause clause, maker.make(declaration, condition));
        selection.clauses.push_back(std::move(clause));
    }
    if (query.agency) {
        if (declaration.agency_path.empty() && declaration.name != "agency") {
            selection.nothing = !query.agency->empty();  // records of a government-wide register belong to no agency
        } else {
            TRY(Clause clause, maker.make(declaration, agency_condition(declaration, *query.agency)));
            selection.clauses.push_back(std::move(clause));
        }
    }
    selection.words = wanted_words(query.search);
    if (selection.words.empty() && !trim(query.search).empty()) {
        selection.nothing = true;  // signs only: no record has such a word
    }
    return selection;
}

Clause words_clause(store::Dialect dialect, const std::vector<Wanted>& words) {
    if (dialect == store::Dialect::postgresql) {
        // Said so that the word index is not used: this is for walking along another one.
        return {"(t._search @@ CAST(? AS tsquery)) IS TRUE", {index_query(dialect, words)}, false, {}};
    }
    Clause clause;
    for (const Wanted& one : words) {
        std::string either = "instr(t._search, ?) > 0";
        clause.parameters.emplace_back(" " + one.word + (one.beginning ? "" : " "));
        if (one.stem != one.word && !one.stem.empty()) {
            either += " OR instr(t._search, ?) > 0";
            clause.parameters.emplace_back(" " + one.stem + " ");
        }
        clause.sql += (clause.sql.empty() ? "(" : " AND (") + either + ")";
    }
    return clause;
}

Clause words_hits(store::Dialect dialect, const Register& declaration, const std::vector<Wanted>& words) {
    const std::string table = sql::name(own_table(declaration.name));
    if (dialect == store::Dialect::postgresql) {
        return {fmt::format("SELECT id AS k FROM {} WHERE _search @@ CAST(? AS tsquery)", table), {index_query(dialect, words)}, true, {}};
    }
    const std::string index = sql::name(search_table(declaration.name));
    return {fmt::format("SELECT s.rowid AS k FROM {0} s WHERE {0} MATCH ?", index), {index_query(dialect, words)}, true, {}};
}

std::string write_cursor(const Order& order, const Cursor& cursor) {
    return base64url(
        boost::json::serialize(boost::json::array{order.name(), cursor.value ? boost::json::value(*cursor.value) : boost::json::value(nullptr), cursor.id}));
}

namespace {

std::optional<std::string> from_base64url(std::string_view text) {
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        const auto digit = alphabet.find(c);
        if (digit == std::string_view::npos) {
            return {};
        }
        bits = bits << 6U | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
        }
    }
    return bytes;
}

}  // namespace

std::optional<Cursor> read_cursor(const Order& order, std::string_view text) {
    const auto bytes = text.size() <= 8'192 ? from_base64url(text) : std::nullopt;
    if (!bytes || !valid_utf8(*bytes)) {
        return {};
    }
    boost::system::error_code mistake;
    const auto json = boost::json::parse(*bytes, mistake);
    if (mistake || !json.is_array() || json.get_array().size() != 3) {
        return {};
    }
    const auto& parts = json.get_array();
    if (!parts[0].is_string() || parts[0].get_string() != order.name() || !parts[2].is_string() || !(parts[1].is_string() || parts[1].is_null())) {
        return {};
    }
    Cursor cursor{{}, std::string(parts[2].get_string())};
    if (parts[1].is_string()) {
        cursor.value = std::string(parts[1].get_string());
        Field field;
        field.type = order.type;
        // The value goes into the statement: one that its column cannot take would be the database's fault.
        if (storage_of(order.type) != Storage::text && check_text(field, *cursor.value)) {
            return {};
        }
        if (cursor.value->contains('\0')) {
            return {};
        }
    }
    return cursor.id.contains('\0') ? std::nullopt : std::optional(cursor);
}

}  // namespace pendopo::registers
