// Which norm is met, by whom: lines with their reasons, exports, and the page of one agency.

#include <charconv>

#include "register/transfer.hpp"
#include "web/pages/compliance_query.hpp"
#include "web/pages/gates.hpp"
#include "web/pages/law_words.hpp"
#include "web/pages/pages.hpp"

namespace pendopo::web::pages {

using law::State;

namespace {

constexpr std::size_t lines_shown = 40;

std::size_t offset_asked(const Request& request) {
    std::size_t offset = 0;
    const auto text = request.query_value("offset");
    std::from_chars(text.data(), text.data() + text.size(), offset);
    return std::min<std::size_t>(offset, 1'000'000);
}

}  // namespace

Result<ComplianceQuery> compliance_query(const Request& request) {
    ComplianceQuery query;
    query.filter.norm = request.query_value("norm");
    query.filter.agency = request.query_value("agency");
    query.filter.system = request.query_value("system");
    query.filter.rule = request.query_value("rule");
    const auto wrong = [](std::string_view name, const std::string& value) {
        return fail(ErrorKind::malformed, "query.bad_value", value,
                    {Problem{.code = "query.bad_value",
                             .pointer = std::string(name),
                             .arguments = {{"field", std::string(name)}, {"value", value}},
                             .norms = {},
                             .detail = {}}});
    };
    if (const auto state = request.query_value("state"); !state.empty()) {
        query.filter.state = law::state_named(state);
        if (!query.filter.state) {
            return wrong("state", state);
        }
    }
    if (const auto day = request.query_value("on"); !day.empty()) {
        query.day = parse_date(day);
        if (!query.day) {
            return wrong("on", day);
        }
    }
    return query;
}

std::string compliance_address(const Visit& visit, std::string_view path, const std::vector<std::pair<std::string, std::string>>& changed) {
    std::string address(path);
    char sign = '?';
    const auto put = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) {
            address += fmt::format("{}{}={}", sign, encoded(name), encoded(value));
            sign = '&';
        }
    };
    for (const auto* name : {"norm", "agency", "system", "state", "rule", "on"}) {
        const auto found = std::ranges::find(changed, name, [](const auto& pair) -> std::string_view { return pair.first; });
        put(name, found == changed.end() ? visit.request.query_value(name) : found->second);
    }
    for (const auto& [name, value] : changed) {
        if (name == "offset" || name == "all") {
            put(name, value);
        }
    }
    return visit.url(address);
}

void show_compliance_filters(Visit& visit, View view, const ComplianceQuery& query) {
    std::set<std::string> systems;
    for (const auto& norm : visit.regulation().norms) {
        if (!norm.bindings.empty()) {
            systems.insert(norm.system);
        }
    }
    std::vector<std::pair<std::string, std::string>> named;
    for (const auto& code : systems) {
        named.emplace_back(system_name(visit, code), code);
    }
    std::ranges::sort(named);
    for (const auto& [name, code] : named) {
        view.add("system_option").set("option_value", code).set("option_label", name).show("option_selected", code == query.filter.system);
    }
    view.add("agency_option").set("option_value", "-").set("option_label", visit.agency_name("")).show("option_selected", query.filter.agency == "-");
    for (const auto& [key, name] : visit.agencies()) {
        view.add("agency_option").set("option_value", key).set("option_label", name).show("option_selected", key == query.filter.agency);
    }
    for (const auto state : states_in_order()) {
        if (state != State::unbound) {
            view.add("state_option")
                .set("option_value", law::name_of(state))
                .set("option_label", visit.text(fmt::format("state.{}", law::name_of(state))))
                .show("option_selected", query.filter.state == state);
        }
    }
    view.set("norm_value", query.filter.norm).set("on", query.day ? to_string(*query.day) : "").set("today", to_string(visit.government.today()));
    if (query.day) {
        view.show("has_day").set("day", visit.day(*query.day));
    }
}

std::vector<law::Line> lines_of(Visit& visit, const ComplianceQuery& query, std::size_t* total) {
    auto& compliance = *visit.government.compliance;
    return query.day ? compliance.lines_on(*query.day, query.filter, total) : compliance.lines(query.filter, total);
}

std::vector<law::Line> worst_lines(Visit& visit, ComplianceQuery query, std::size_t limit, std::size_t* total) {
    std::vector<law::Line> lines;
    std::size_t all = 0;
    const auto asked = query.filter.state;
    for (const auto state : states_in_order()) {
        if (asked && *asked != state) {
            continue;
        }
        std::size_t of_state = 0;
        query.filter.state = state;
        query.filter.limit = limit - lines.size();
        auto some = lines_of(visit, query, &of_state);
        all += of_state;
        if (lines.size() < limit) {
            std::ranges::move(some, std::back_inserter(lines));
        }
    }
    if (total != nullptr) {
        *total = all;
    }
    return lines;
}

law::Cell overall(const std::vector<law::MatrixRow>& rows, std::string_view agency) {
    law::Cell all;
    for (const auto& row : rows) {
        const law::Cell* cell = &row.all;
        if (!agency.empty()) {
            const auto found = row.agency.find(std::string(agency));
            if (found == row.agency.end()) {
                continue;
            }
            cell = &found->second;
        }
        if (cell->state == State::unbound) {
            continue;
        }
        all.state = std::min(all.state, cell->state);
        for (std::size_t i = 0; i < all.counts.size(); ++i) {
            all.counts[i] += cell->counts[i];
        }
    }
    all.counts[static_cast<std::size_t>(State::unbound)] = 0;
    return all;
}

Result<Response> compliance_lines(Visit& visit) {
    TRY(auto query, compliance_query(visit.request));
    query.filter.offset = offset_asked(visit.request);
    query.filter.limit = lines_shown;
    std::size_t total = 0;
    const auto lines = lines_of(visit, query, &total);
    Page page(visit, "pages/lines.html", visit.text("compliance.lines_title"));
    page.in("compliance").crumb(visit.text("nav.compliance"), "/compliance");
    show_compliance_filters(visit, page.view, query);
    page.view.set("total", visit.text("compliance.total", {{"count", visit.number(static_cast<std::int64_t>(total))}}))
        .show(lines.empty() ? "is_empty" : "has_some");
    page.view.set("matrix_url", compliance_address(visit, "/compliance", {}))
        .set("csv_url", compliance_address(visit, "/compliance/export/csv", {}))
        .set("xlsx_url", compliance_address(visit, "/compliance/export/xlsx", {}));
    if (!query.filter.agency.empty() && query.filter.agency != "-") {
        page.view.show("of_agency")
            .set("agency_label", visit.agency_name(query.filter.agency))
            .set("agency_url", visit.url("/agencies/" + encoded(query.filter.agency)));
    }
    if (query.filter.offset > 0) {
        page.view.show("has_previous")
            .set("previous_url", compliance_address(visit, "/compliance/lines",
                                                    {{"offset", std::to_string(query.filter.offset - std::min(query.filter.offset, lines_shown))}}));
    }
    if (query.filter.offset + lines.size() < total) {
        page.view.show("has_next")
            .set("next_url", compliance_address(visit, "/compliance/lines", {{"offset", std::to_string(query.filter.offset + lines_shown)}}));
    }
    show_lines(visit, page.view, lines);
    return page.respond();
}

Result<Response> compliance_export(Visit& visit) {
    const auto& name = visit.request.parameter("format");
    if (name != "csv" && name != "xlsx") {
        return fail(ErrorKind::not_found, "transfer.unknown_format");
    }
    TRY(auto query, compliance_query(visit.request));
    query.filter.limit = 1'000'000;
    const auto lines = lines_of(visit, query);
    std::vector<std::string> header;
    for (const auto* column : {"norm", "text", "system", "agency", "register", "subject", "title", "state", "since", "due", "why", "evidence"}) {
        header.push_back(visit.text(fmt::format("compliance.column_{}", column)));
    }
    std::size_t next = 0;
    const auto row = [&](std::vector<std::string>& cells) {
        if (next >= lines.size()) {
            return false;
        }
        const auto& line = lines[next++];
        std::vector<std::string> proofs;
        for (const auto& proof : line.evidence) {
            proofs.push_back(fmt::format("{} {}", proof.register_name, proof.id));
        }
        cells = {line.norm->full_id,
                 line.norm->text.in(visit.language),
                 system_name(visit, line.norm->system),
                 visit.agency_name(line.agency),
                 line.subject.register_name,
                 line.subject.id,
                 line.subject.label,
                 visit.text(fmt::format("state.{}", law::name_of(line.state))),
                 line.since ? to_string(*line.since) : "",
                 line.due ? to_string(*line.due) : "",
                 line.why.in(visit.language),
                 join(proofs, "; ")};
        return true;
    };
    auto file = visit.government.blobs->temporary();
    file += "." + name;
    const auto format = name == "csv" ? registers::Format::csv : registers::Format::xlsx;
    CHECK(registers::write_table(header, row, format, file));
    auto response = Response::download(
        file,
        fmt::format("{}-{}-{}.{}", visit.government.slug, visit.text("compliance.file_name"), to_string(query.day.value_or(visit.government.today())), name),
        name == "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    response.delete_file = true;
    return response;
}

Result<Response> agency_page(Visit& visit) {
    const auto& key = visit.request.parameter("agency");
    const bool known = std::ranges::any_of(visit.agencies(), [&](const auto& agency) { return agency.first == key; });
    if (!known) {
        return fail(ErrorKind::not_found, "record.not_found");
    }
    Page page(visit, "pages/agency.html", visit.agency_name(key));
    page.in("compliance").crumb(visit.text("nav.compliance"), "/compliance");
    law::Filter filter;
    filter.agency = key;
    const auto rows = visit.government.compliance->matrix(filter);
    show_shares(visit, page.view, overall(rows, key));
    std::map<std::string, law::Cell> by_system;
    for (const auto& row : rows) {
        const auto found = row.agency.find(key);
        if (found == row.agency.end() || found->second.state == State::unbound) {
            continue;
        }
        auto& cell = by_system[row.norm->system];
        cell.state = std::min(cell.state, found->second.state);
        for (std::size_t i = 0; i < cell.counts.size(); ++i) {
            cell.counts[i] += found->second.counts[i];
        }
    }
    for (const auto& [system, cell] : by_system) {
        auto row = page.view.add("system");
        row.set("system_name", system_name(visit, system))
            .set("system_url", visit.url(fmt::format("/compliance/lines?agency={}&system={}", encoded(key), encoded(system))));
        show_state(visit, row, cell.state);
        show_shares(visit, row, cell);
    }
    ComplianceQuery query;
    query.filter = filter;
    std::size_t total = 0;
    auto lines = worst_lines(visit, query, lines_shown, &total);
    std::erase_if(lines, [](const law::Line& line) { return line.state > State::due; });
    page.view.set("open_count", static_cast<std::int64_t>(lines.size())).show(lines.empty() ? "is_empty" : "has_some");
    page.view.show("has_more", total > lines.size());
    page.view.set("all_url", visit.url("/compliance/lines?agency=" + encoded(key)))
        .set("record_url", visit.record_url("agency", key))
        .set("applications_url", visit.url("/registers/application?agency=" + encoded(key)));
    show_lines(visit, page.view, lines);
    return page.respond();
}

}  // namespace pendopo::web::pages
