// The regulation: its norms, what it leaves open, and where it contradicts itself.

#include "web/api/lines.hpp"

namespace pendopo::web::api {

namespace {

std::string_view name_of(law::Change change) {
    switch (change) {
        case law::Change::none: return "none";
        case law::Change::added: return "added";
        case law::Change::changed: return "changed";
        case law::Change::deleted: return "deleted";
        case law::Change::unchanged: return "unchanged";
    }
    return "none";
}

/// A parameter's value as declared.
json::value to_json(const yaml::Node& node) {
    if (node.is_list()) {
        json::array list;
        for (const auto& item : node.items) {
            list.push_back(to_json(item));
        }
        return list;
    }
    if (node.is_map()) {
        json::object map;
        for (const auto& [key, value] : node.entries) {
            map[key] = to_json(value);
        }
        return map;
    }
    return node.kind == yaml::Kind::null ? json::value(nullptr) : json::value(node.scalar);
}

json::object summary_of(const law::Norm& norm, const std::map<std::string, law::Cell>& states) {
    json::object object{{"id", norm.full_id},
                        {"place", norm.id},
                        {"article", norm.article()},
                        {"chapter", norm.chapter},
                        {"kind", norm.kind},
                        {"modality", norm.modality},
                        {"actors", json::value_from(norm.actors)},
                        {"system", norm.system},
                        {"change", name_of(norm.change)},
                        {"text", api::to_json(norm.text)}};
    auto cell = states.find(norm.id);
    cell = cell == states.end() ? states.find(norm.full_id) : cell;
    object["state"] = cell == states.end() ? json::value(nullptr) : json::value(law::name_of(cell->second.state));
    if (cell != states.end()) {
        object["counts"] = api::to_json(cell->second).at("counts");
    }
    return object;
}

/// Every word somewhere in the norm, whatever the case.
bool matches(const law::Norm& norm, const std::vector<std::string>& words) {
    std::string text = norm.id + ' ' + norm.text.id + ' ' + norm.text.en;
    for (const auto& content : norm.contents) {
        text += ' ' + content.text.id + ' ' + content.text.en;
    }
    text = lower(text);
    return std::ranges::all_of(words, [&](const std::string& word) { return word.empty() || text.contains(word); });
}

bool is_asked(const Request& request, const law::Norm& norm, const std::vector<std::string>& words) {
    const auto same = [&](std::string_view parameter, std::string_view value) {
        const std::string asked = request.query_value(parameter);
        return asked.empty() || asked == value;
    };
    const std::string actor = request.query_value("actor");
    return same("system", norm.system) && same("kind", norm.kind) && same("article", norm.article()) && same("chapter", norm.chapter) &&
           (actor.empty() || std::ranges::find(norm.actors, actor) != norm.actors.end()) && matches(norm, words);
}

json::object to_json(const law::Conflict& conflict, const std::optional<std::vector<std::string>>& choice) {
    return {{"key", conflict.key},
            {"kind", conflict.kind},
            {"norms", json::value_from(conflict.norms)},
            {"says", api::to_json(conflict.says)},
            {"follows", choice ? json::value_from(*choice) : json::value(nullptr)}};
}

json::array conflicts_json(Government& government, const law::Norm* of) {
    json::array list;
    const auto choices = government.compliance->conflict_choices();
    for (const auto& conflict : government.regulation->conflicts) {
        const bool asked = of == nullptr || std::ranges::find(conflict.norms, of->id) != conflict.norms.end() ||
                           std::ranges::find(conflict.norms, of->full_id) != conflict.norms.end();
        if (asked) {
            const auto choice = choices.find(conflict.key);
            list.push_back(to_json(conflict, choice == choices.end() ? std::nullopt : choice->second));
        }
    }
    return list;
}

json::array roles_json(const Government& government, const std::vector<std::string>& codes) {
    json::array list;
    for (const auto& code : codes) {
        const auto office = std::ranges::find(government.product->offices, code, &law::Office::code);
        const auto role = government.regulation->roles.find(code);
        json::object entry{{"code", code}};
        if (office != government.product->offices.end()) {
            entry["label"] = api::to_json(office->label);
            entry["outside"] = office->outside;
        }
        if (role != government.regulation->roles.end()) {
            entry["here"] = role->second;
        }
        list.push_back(std::move(entry));
    }
    return list;
}

json::array bindings_json(const law::Norm& norm) {
    json::array list;
    for (const auto& binding : norm.bindings) {
        json::object entry{{"rule", binding.rule}, {"with", to_json(binding.with)}, {"prevents", binding.prevents}};
        if (!binding.strain.empty() || !binding.strain_kind.empty()) {
            entry["strain"] = {{"kind", binding.strain_kind}, {"says", binding.strain}};
        }
        list.push_back(std::move(entry));
    }
    return list;
}

void add_details(json::object& object, const law::Norm& norm, const Government& government) {
    json::array contents;
    for (const auto& content : norm.contents) {
        contents.push_back(json::object{{"code", content.code}, {"text", api::to_json(content.text)}});
    }
    object["contents"] = std::move(contents);
    object["actors"] = roles_json(government, norm.actors);
    object["period"] = norm.period;
    object["deadline"] = {{"length", norm.deadline}, {"from", norm.deadline_from}, {"text", api::to_json(norm.deadline_text)}};
    object["approval"] = norm.approval;
    object["evidence"] = norm.evidence;
    object["refs"] = json::value_from(norm.refs);
    object["sanctionable"] = norm.sanctionable;
    object["note"] = norm.note;
    object["rules"] = bindings_json(norm);
}

}  // namespace

Result<Response> list_norms(const Request& request, Government& government) {
    CHECK(only_parameters(request, {"q", "system", "kind", "article", "chapter", "actor", "state", "on"}));
    TRY(const auto wanted, state_parameter(request));
    TRY(const auto day, date_parameter(request, "on"));
    const auto states = government.compliance->summary(day);
    const auto words = split(lower(request.query_value("q")), ' ');
    json::array list;
    for (const auto& norm : government.regulation->norms) {
        if (!is_asked(request, norm, words)) {
            continue;
        }
        auto entry = summary_of(norm, states);
        const bool in_state = !wanted || (entry["state"].is_string() && entry["state"].get_string() == law::name_of(*wanted));
        if (in_state) {
            list.push_back(std::move(entry));
        }
    }
    const auto& regulation = *government.regulation;
    json::array chapters;
    for (const auto& chapter : regulation.chapters) {
        chapters.push_back(json::object{{"key", chapter.key}, {"title", api::to_json(chapter.title)}});
    }
    const auto total = list.size();
    return Response::json({{"regulation", json::object{{"id", regulation.id},
                                                       {"title", regulation.title},
                                                       {"instrument", regulation.instrument},
                                                       {"number", regulation.number},
                                                       {"year", regulation.year},
                                                       {"amends", regulation.amends}}},
                           {"chapters", std::move(chapters)},
                           {"total", total},
                           {"norms", std::move(list)}});
}

Result<Response> get_norm(const Request& request, Government& government) {
    CHECK(only_parameters(request, {"on"}));
    TRY(const auto day, date_parameter(request, "on"));
    const std::string& id = request.parameter("norm");
    const law::Norm* norm = government.regulation->norm(id);
    if (norm == nullptr) {
        return fail(ErrorKind::not_found, "norm.not_found", "there is no norm " + id + " in " + government.regulation->id,
                    {Problem{.code = "norm.not_found", .arguments = {{"norm", id}}}});
    }
    auto object = summary_of(*norm, government.compliance->summary(day));
    add_details(object, *norm, government);
    object["conflicts"] = conflicts_json(government, norm);
    if (request.person.signed_in()) {  // the lines name records
        law::Filter filter;
        filter.norm = norm->full_id;
        filter.limit = 200;
        std::size_t total = 0;
        const auto found = day ? government.compliance->lines_on(*day, filter, &total) : government.compliance->lines(filter, &total);
        json::array lines;
        for (const auto& line : found) {
            lines.push_back(api::to_json(line, request.person, government.product->catalogue));
        }
        object["lines"] = std::move(lines);
        object["lines_total"] = total;
    }
    return Response::json(object);
}

Result<Response> list_conflicts(const Request& request, Government& government) {
    CHECK(only_parameters(request, {}));
    return Response::json({{"conflicts", conflicts_json(government, nullptr)}});
}

Result<Response> list_values(const Request& request, Government& government) {
    CHECK(only_parameters(request, {}));
    json::array list;
    for (const auto& open : government.compliance->open_values()) {
        list.push_back(json::object{{"norm", open.norm->full_id},
                                    {"rule", open.rule},
                                    {"parameter", open.parameter},
                                    {"suggestion", open.suggestion},
                                    {"value", open.value ? json::value(*open.value) : json::value(nullptr)},
                                    {"record", open.record}});
    }
    return Response::json({{"values", std::move(list)}});
}

}  // namespace pendopo::web::api
