#pragma once
// A list's address: filters, search, order, columns, place. The same names as the JSON API.

#include <string>
#include <string_view>
#include <vector>

#include "web/pages/visit.hpp"

namespace pendopo::web::pages {

/// A query string as pairs that can be changed one name at a time, for links that keep the rest.
class Address {
public:
    Address(std::string path, std::vector<std::pair<std::string, std::string>> query) : path_(std::move(path)), query_(std::move(query)) {}
    /// The address with a name's values replaced (an empty value removes it). Paging starts anew.
    [[nodiscard]] std::string with(std::string_view name, std::string_view value) const;
    /// The address without one value of a name.
    [[nodiscard]] std::string without(std::string_view name, std::string_view value) const;
    /// The address at a place of the list.
    [[nodiscard]] std::string at(std::string_view cursor_name, std::string_view cursor) const;
    /// The query alone, without paging; `to` another path.
    [[nodiscard]] std::string query() const;
    [[nodiscard]] std::string to(std::string_view path) const;
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& pairs() const { return query_; }

private:
    std::string path_;
    std::vector<std::pair<std::string, std::string>> query_;
};

/// Reads a list's address. @error query.unknown_field for a name that is neither a field nor known
Result<registers::Query> list_query(const registers::Register& declaration, const std::vector<std::pair<std::string, std::string>>& query);

/// Columns asked for in the address ("columns"), or the register's own; only those this person may read.
[[nodiscard]] std::vector<std::string> list_columns(const Visit& visit, const registers::Register& declaration);

}  // namespace pendopo::web::pages
