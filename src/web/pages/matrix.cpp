// The matrix: norms by agencies, each cell the worst answer, leading to why.

#include <charconv>

#include "web/pages/compliance_query.hpp"
#include "web/pages/gates.hpp"
#include "web/pages/law_words.hpp"
#include "web/pages/pages.hpp"

namespace pendopo::web::pages {

using law::State;

namespace {

constexpr std::size_t rows_shown = 40;

/// Agencies that have an answer anywhere, the government as a whole first.
std::vector<std::string> columns_of(Visit& visit, const std::vector<law::MatrixRow>& rows, const ComplianceQuery& query) {
    std::set<std::string> answered;
    for (const auto& row : rows) {
        for (const auto& [key, cell] : row.agency) {
            answered.insert(key);
        }
    }
    std::vector<std::string> columns;
    if (query.filter.agency.empty() || query.filter.agency == "-") {
        columns.emplace_back();
    }
    for (const auto& [key, name] : visit.agencies()) {
        if (answered.contains(key) && (query.filter.agency.empty() || query.filter.agency == key)) {
            columns.push_back(key);
        }
    }
    return columns;
}

bool wanted(const law::MatrixRow& row, const ComplianceQuery& query) {
    if (row.norm == nullptr || row.all.state == State::unbound) {
        return false;
    }
    return !query.filter.state || row.all.counts[static_cast<std::size_t>(*query.filter.state)] > 0;
}

/// Addresses of cells share their beginning; only norm and agency differ.
void show_cell(Visit& visit, View row, const law::MatrixRow& answers, const std::string& agency, const std::string& lines_url, char sign) {
    auto cell = row.add("cell");
    const auto found = answers.agency.find(agency);
    if (found == answers.agency.end() || found->second.state == State::unbound) {
        cell.show("cell_none");
        return;
    }
    cell.show("cell_some");
    show_state(visit, cell, found->second.state);
    cell.set("cell_url", fmt::format("{}{}norm={}&agency={}", lines_url, sign, encoded(answers.norm->id), agency.empty() ? "-" : encoded(agency)));
}

void show_rows(Visit& visit, View view, const std::vector<const law::MatrixRow*>& rows, const std::vector<std::string>& columns, const ComplianceQuery& query) {
    const std::string lines_url = visit.url("/compliance/lines") + (query.day ? "?on=" + to_string(*query.day) : "");
    const char sign = query.day ? '&' : '?';
    for (const auto* answers : rows) {
        auto row = view.add("row");
        row.set("norm_name", visit.norm(answers->norm->id))
            .set("norm_url", visit.norm_url(answers->norm->id))
            .set("norm_text", answers->norm->text.in(visit.language));
        show_state(visit, row, answers->all.state);
        row.set("all_url", fmt::format("{}{}norm={}", lines_url, sign, encoded(answers->norm->id)));
        for (const auto& agency : columns) {
            show_cell(visit, row, *answers, agency, lines_url, sign);
        }
    }
}

void show_legend(const Visit& visit, View view) {
    for (const auto state : states_in_order()) {
        if (state != State::unbound) {
            auto entry = view.add("legend");
            show_state(visit, entry, state);
            entry.set("legend_text", visit.text(fmt::format("state.{}_means", law::name_of(state))));
        }
    }
}

std::size_t page_asked(const Request& request) {
    std::size_t offset = 0;
    const auto text = request.query_value("offset");
    std::from_chars(text.data(), text.data() + text.size(), offset);
    return std::min<std::size_t>(offset, 100'000);
}

}  // namespace

Result<Response> compliance_matrix(Visit& visit) {
    TRY(auto query, compliance_query(visit.request));
    query.filter.explain = false;
    const auto rows = visit.government.compliance->matrix(query.filter, query.day);
    std::vector<const law::MatrixRow*> shown;
    for (const auto& row : rows) {
        if (wanted(row, query)) {
            shown.push_back(&row);
        }
    }
    const auto total = shown.size();
    const bool all = visit.request.query_value("all") == "1";
    const auto offset = all ? 0 : std::min(page_asked(visit.request), total);
    const auto end = all ? total : std::min(total, offset + rows_shown);
    shown = std::vector(shown.begin() + static_cast<std::ptrdiff_t>(offset), shown.begin() + static_cast<std::ptrdiff_t>(end));

    Page page(visit, "pages/matrix.html", visit.text("compliance.title"));
    page.in("compliance");
    show_compliance_filters(visit, page.view, query);
    show_shares(visit, page.view, overall(rows, query.filter.agency == "-" ? "" : query.filter.agency));
    show_legend(visit, page.view);
    const auto columns = columns_of(visit, rows, query);
    for (const auto& agency : columns) {
        auto column = page.view.add("column");
        column.set("column_label", agency.empty() ? visit.text("compliance.government_column") : visit.agency_short_name(agency))
            .set("column_title", visit.agency_name(agency));
        column.show(agency.empty() ? "column_plain" : "column_linked").set("column_url", visit.url("/agencies/" + encoded(agency)));
    }
    show_rows(visit, page.view, shown, columns, query);
    page.view.show(total == 0 ? "is_empty" : "has_rows");
    page.view.set("range", visit.text("compliance.range",
                                      {{"from", std::to_string(total == 0 ? 0 : offset + 1)}, {"to", std::to_string(end)}, {"count", std::to_string(total)}}));
    page.view.set("lines_url", compliance_address(visit, "/compliance/lines", {})).set("csv_url", compliance_address(visit, "/compliance/export/csv", {}));
    page.view.set("xlsx_url", compliance_address(visit, "/compliance/export/xlsx", {}))
        .set("print_url", compliance_address(visit, "/compliance", {{"all", "1"}}));
    page.view.show("is_whole", all);
    if (offset > 0) {
        page.view.show("has_previous")
            .set("previous_url", compliance_address(visit, "/compliance", {{"offset", std::to_string(offset - std::min(offset, rows_shown))}}));
    }
    if (end < total) {
        page.view.show("has_next").set("next_url", compliance_address(visit, "/compliance", {{"offset", std::to_string(end)}}));
    }
    return page.respond();
}

}  // namespace pendopo::web::pages
