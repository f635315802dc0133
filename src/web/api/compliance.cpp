// Which norm is met, by whom, and what proves it.

#include "web/api/lines.hpp"
#include "web/url.hpp"

namespace pendopo::web::api {

namespace {

constexpr std::int64_t most_lines = 10'000;

json::value day_or_null(const std::optional<Date>& date) { return date ? json::value(to_string(*date)) : json::value(nullptr); }

json::object to_json(const law::Reference& reference, const people::Person& person, const registers::Catalogue& catalogue) {
    const Register* declaration = catalogue.find(reference.register_name);
    const bool readable = declaration == nullptr || people::may_read(person, *declaration);
    return {{"register", reference.register_name}, {"id", reference.id}, {"label", readable ? reference.label : ""}};
}

/// The filter that the parameters of lines, matrix and obligations share.
Result<law::Filter> filter_of(const Request& request, const Government& government) {
    law::Filter filter;
    filter.norm = request.query_value("norm");
    filter.agency = request.query_value("agency");
    filter.system = request.query_value("system");
    filter.rule = request.query_value("rule");
    filter.subject_register = request.query_value("register");
    filter.subject_id = request.query_value("record");
    TRY(filter.state, state_parameter(request));
    if (!filter.system.empty() && government.product->catalogue.system(filter.system) == nullptr) {
        return bad_parameter("system", "the name of a system");
    }
    if (!filter.subject_register.empty() && filter.subject_register != "government" && government.product->catalogue.find(filter.subject_register) == nullptr) {
        return bad_parameter("register", "the name of a register");
    }
    return filter;
}

json::array lines_json(const std::vector<law::Line>& lines, const Request& request, const Government& government) {
    json::array list;
    list.reserve(lines.size());
    for (const auto& line : lines) {
        list.push_back(api::to_json(line, request.person, government.product->catalogue));
    }
    return list;
}

std::string link_from(const Request& request, std::size_t offset) {
    Pairs pairs;
    for (const auto& pair : request.query) {
        if (pair.first != "offset") {
            pairs.push_back(pair);
        }
    }
    pairs.emplace_back("offset", std::to_string(offset));
    return request.base + percent_encoded_path(request.path) + "?" + to_query(pairs);
}

/// Keys and names of the agencies, in the order of names.
json::array agencies_json(Government& government) {
    json::array list;
    const Register* declaration = government.product->catalogue.find("agency");
    if (declaration == nullptr) {
        return list;
    }
    registers::Query query;
    query.limit = 200;
    query.fields = {declaration->title};
    query.sort = declaration->title;
    government.database->read([&](store::Session& session) {
        for (;;) {
            const auto page = government.records->list(session, *declaration, query);
            if (!page) {
                return;
            }
            for (const auto& record : page->records) {
                list.push_back(json::object{{"id", record.id}, {"label", registers::text_of(record.get(*declaration, declaration->title))}});
            }
            if (page->next.empty()) {
                return;
            }
            query.after = page->next;
        }
    });
    return list;
}

}  // namespace

Result<std::optional<law::State>> state_parameter(const Request& request) {
    const std::string name = request.query_value("state");
    if (name.empty()) {
        return std::nullopt;
    }
    const auto state = law::state_named(name);
    if (!state) {
        return bad_parameter("state", "met, due, overdue, breached, exempt, unproven, not_used, undetermined, not_ours or unbound");
    }
    return state;
}

json::object to_json(const law::Line& line, const people::Person& person, const registers::Catalogue& catalogue) {
    json::array evidence;
    for (const auto& reference : line.evidence) {
        evidence.push_back(to_json(reference, person, catalogue));
    }
    json::object object{{"norm", line.norm->full_id},
                        {"rule", line.rule},
                        {"subject", to_json(line.subject, person, catalogue)},
                        {"agency", line.agency},
                        {"state", law::name_of(line.state)},
                        {"since", day_or_null(line.since)},
                        {"due", day_or_null(line.due)},
                        {"warns", line.warns_only},
                        {"why", to_json(line.why)},
                        {"evidence", std::move(evidence)}};
    if (!line.mend_register.empty()) {
        json::object values;
        for (const auto& [name, value] : line.mend_values) {
            values[name] = value;
        }
        object["mend"] = {{"register", line.mend_register}, {"values", std::move(values)}};
    }
    return object;
}

json::object to_json(const law::Cell& cell) {
    json::object counts;
    for (std::size_t i = 0; i < cell.counts.size(); ++i) {
        if (cell.counts[i] > 0) {
            counts[law::name_of(static_cast<law::State>(i))] = cell.counts[i];
        }
    }
    return {{"state", law::name_of(cell.state)}, {"counts", std::move(counts)}};
}

Result<Response> compliance_lines(const Request& request, Government& government) {
    CHECK(only_parameters(request, {"on", "norm", "agency", "system", "state", "rule", "register", "record", "limit", "offset"}));
    TRY(auto filter, filter_of(request, government));
    TRY(const auto day, date_parameter(request, "on"));
    TRY(const auto limit, number_parameter(request, "limit", 1'000, 1, most_lines));
    TRY(const auto offset, number_parameter(request, "offset", 0, 0, std::numeric_limits<std::int32_t>::max()));
    filter.limit = static_cast<std::size_t>(limit);
    filter.offset = static_cast<std::size_t>(offset);
    std::size_t total = 0;
    const auto lines = day ? government.compliance->lines_on(*day, filter, &total) : government.compliance->lines(filter, &total);
    const std::size_t next = filter.offset + lines.size();
    const bool more = next < total && !lines.empty();
    Response response = Response::json({{"on", to_string(day.value_or(government.today()))},
                                        {"regulation", government.regulation->id},
                                        {"total", total},
                                        {"lines", lines_json(lines, request, government)},
                                        {"next", more ? json::value(next) : json::value(nullptr)}});
    if (more) {
        response.with("Link", "<" + link_from(request, next) + ">; rel=\"next\"");
    }
    return response;
}

Result<Response> compliance_matrix(const Request& request, Government& government) {
    CHECK(only_parameters(request, {"on", "norm", "agency", "system", "state", "rule"}));
    TRY(const auto filter, filter_of(request, government));
    TRY(const auto day, date_parameter(request, "on"));
    json::array rows;
    for (const auto& row : government.compliance->matrix(filter, day)) {
        json::object agencies;
        for (const auto& [agency, cell] : row.agency) {
            agencies[agency] = to_json(cell);
        }
        rows.push_back(json::object{{"norm", row.norm->full_id}, {"all", to_json(row.all)}, {"agency", std::move(agencies)}});
    }
    return Response::json({{"on", to_string(day.value_or(government.today()))},
                           {"regulation", government.regulation->id},
                           {"agencies", agencies_json(government)},
                           {"rows", std::move(rows)}});
}

Result<Response> list_obligations(const Request& request, Government& government) {
    CHECK(only_parameters(request, {"until", "agency", "system", "norm", "limit"}));
    TRY(auto filter, filter_of(request, government));
    TRY(const auto until, date_parameter(request, "until"));
    TRY(const auto limit, number_parameter(request, "limit", 1'000, 1, most_lines));
    filter.due_until = until.value_or(government.today() + Duration{.months = 12});
    filter.limit = most_lines;
    // What is open and what is late: the calendar's duties, by day.
    std::vector<law::Line> lines;
    for (const auto state : {law::State::overdue, law::State::due}) {
        filter.state = state;
        std::ranges::move(government.compliance->lines(filter), std::back_inserter(lines));
    }
    std::erase_if(lines, [](const law::Line& line) { return !line.due; });
    std::ranges::stable_sort(lines, {}, [](const law::Line& line) { return *line.due; });
    const std::size_t total = lines.size();
    lines.resize(std::min(total, static_cast<std::size_t>(limit)));
    return Response::json({{"until", to_string(*filter.due_until)}, {"total", total}, {"obligations", lines_json(lines, request, government)}});
}

}  // namespace pendopo::web::api
