#include "web/pages/list_query.hpp"

#include "web/pages/values.hpp"

namespace pendopo::web::pages {

namespace {

constexpr std::array places = {std::string_view("after"), std::string_view("before"), std::string_view("done")};
/// Names of an address that are not filters.
constexpr std::array others = {std::string_view("q"),       std::string_view("sort"),   std::string_view("limit"), std::string_view("view"),
                               std::string_view("columns"), std::string_view("agency"), std::string_view("lang")};

bool among(const auto& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

std::string address(const std::string& path, const std::vector<std::pair<std::string, std::string>>& query) {
    std::string out = path;
    char sign = '?';
    for (const auto& [name, value] : query) {
        out += fmt::format("{}{}={}", sign, encoded(name), encoded(value));
        sign = '&';
    }
    return out;
}

std::vector<std::pair<std::string, std::string>> without_place(std::vector<std::pair<std::string, std::string>> query) {
    std::erase_if(query, [](const auto& pair) { return among(places, pair.first); });
    return query;
}

}  // namespace

std::string Address::with(std::string_view name, std::string_view value) const {
    auto query = without_place(query_);
    std::erase_if(query, [&](const auto& pair) { return pair.first == name; });
    if (!value.empty()) {
        query.emplace_back(name, value);
    }
    return address(path_, query);
}

std::string Address::without(std::string_view name, std::string_view value) const {
    auto query = without_place(query_);
    std::erase_if(query, [&](const auto& pair) { return pair.first == name && pair.second == value; });
    return address(path_, query);
}

std::string Address::at(std::string_view cursor_name, std::string_view cursor) const {
    auto query = without_place(query_);
    query.emplace_back(cursor_name, cursor);
    return address(path_, query);
}

std::string Address::query() const {
    const auto text = address("", without_place(query_));
    return text.empty() ? text : text.substr(1);
}

std::string Address::to(std::string_view path) const { return address(std::string(path), without_place(query_)); }

Result<registers::Query> list_query(const registers::Register& declaration, const std::vector<std::pair<std::string, std::string>>& given) {
    using Comparison = registers::Condition::Comparison;
    static const std::map<std::string, Comparison, std::less<>> comparisons = {
        {"not", Comparison::is_not}, {"contains", Comparison::contains}, {"min", Comparison::at_least}, {"max", Comparison::at_most}};
    registers::Query query;
    for (const auto& [name, value] : given) {
        if (among(places, name) || among(others, name) || value.empty()) {
            continue;
        }
        const auto dot = name.rfind('.');
        const auto comparison = dot == std::string::npos ? comparisons.end() : comparisons.find(name.substr(dot + 1));
        const auto field = comparison == comparisons.end() ? name : name.substr(0, dot);
        if (listed_field(declaration, field) == nullptr && !field.contains('.')) {
            return fail(ErrorKind::malformed, "query.unknown_field", field,
                        {Problem{.code = "query.unknown_field", .pointer = name, .arguments = {{"field", field}}, .norms = {}, .detail = {}}});
        }
        registers::Condition condition{field, comparison == comparisons.end() ? Comparison::is : comparison->second, {value}};
        if (value == "!" || value == "*") {  // nothing there, anything there
            condition = {field, value == "!" ? Comparison::unset : Comparison::set, {}};
        }
        const auto same = std::ranges::find_if(query.where, [&](const auto& other) {
            return other.field == field && other.comparison == condition.comparison && condition.comparison == Comparison::is;
        });
        if (same != query.where.end()) {
            same->values.push_back(value);
        } else {
            query.where.push_back(std::move(condition));
        }
    }
    const auto first = [&](std::string_view name) {
        const auto found = std::ranges::find(given, name, [](const auto& pair) -> std::string_view { return pair.first; });
        return found == given.end() ? std::string() : found->second;
    };
    query.search = first("q");
    query.sort = first("sort");
    query.after = first("after");
    query.before = first("before");
    if (const auto agency = first("agency"); !agency.empty() && declaration.field("agency") == nullptr) {
        query.agency = agency;
    } else if (!agency.empty()) {
        query.where.push_back({"agency", Comparison::is, {agency}});
    }
    return query;
}

std::vector<std::string> list_columns(const Visit& visit, const registers::Register& declaration) {
    auto asked = visit.request.query_values("columns");
    if (asked.size() == 1 && asked.front().contains(',')) {
        asked = split(asked.front(), ',');
    }
    std::vector<std::string> columns;
    for (const auto& name : asked.empty() ? declaration.list : asked) {
        const auto* field = declaration.field(name);
        if (listed_field(declaration, name) != nullptr && (field == nullptr || people::may_read(visit.person(), declaration, *field)) &&
            std::ranges::find(columns, name) == columns.end()) {
            columns.push_back(name);
        }
    }
    if (columns.empty()) {
        columns = {"id", declaration.title, "state"};
    }
    return columns;
}

}  // namespace pendopo::web::pages
