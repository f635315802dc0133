#pragma once
// What is asked of the compliance pages in their address.

#include "web/pages/visit.hpp"

namespace pendopo::web::pages {

struct ComplianceQuery {
    law::Filter filter;
    std::optional<Date> day;
};
/// norm, agency, system, state, rule and on. @error query.bad_value for a state or day that is none
Result<ComplianceQuery> compliance_query(const Request& request);

/// Fills the filter form: options of systems, agencies and states, the day, the article.
void show_compliance_filters(Visit& visit, View view, const ComplianceQuery& query);

/// The query's own address with one value changed, for links that keep the rest.
[[nodiscard]] std::string compliance_address(const Visit& visit, std::string_view path, const std::vector<std::pair<std::string, std::string>>& changed);

[[nodiscard]] std::vector<law::Line> lines_of(Visit& visit, const ComplianceQuery& query, std::size_t* total = nullptr);

/// The lines that need something first: worst answers before better ones, at most `limit`. `total` counts all.
[[nodiscard]] std::vector<law::Line> worst_lines(Visit& visit, ComplianceQuery query, std::size_t limit, std::size_t* total = nullptr);

/// Today, or the day asked for, over the government or one agency: the counts of every answer.
[[nodiscard]] law::Cell overall(const std::vector<law::MatrixRow>& rows, std::string_view agency = {});

}  // namespace pendopo::web::pages
