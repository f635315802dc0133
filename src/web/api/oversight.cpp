// The ledger for those who look after it, and who is asking.

#include "web/api/entry.hpp"

namespace pendopo::web::api {

json::object to_json(const ledger::Entry& entry, const people::Person& person, const Register* declaration) {
    json::object changes;
    boost::json::error_code broken;
    if (auto parsed = json::parse(entry.changes.empty() ? "{}" : entry.changes, broken); !broken && parsed.is_object()) {
        for (auto& change : parsed.get_object()) {
            const Field* field = declaration == nullptr ? nullptr : declaration->field(std::string_view(change.key()));
            if (field == nullptr || people::may_read(person, *declaration, *field)) {
                changes.emplace(change.key(), std::move(change.value()));
            }
        }
    }
    return {{"sequence", entry.sequence}, {"at", to_string(entry.at)}, {"actor", entry.actor},         {"behalf", entry.behalf},
            {"action", entry.action},     {"subject", entry.subject},  {"record", entry.record},       {"version", entry.version},
            {"digest", entry.digest},     {"note", entry.note},        {"changes", std::move(changes)}};
}

Result<Response> ledger_entries(const Request& request, Government& government) {
    CHECK(only_parameters(request, {"subject", "record", "actor", "action", "from", "until", "before", "after", "limit"}));
    if (!request.person.has("auditor") && !request.person.has("administrator")) {
        return fail(ErrorKind::forbidden, "permission.refused", "the ledger is for auditors and administrators");
    }
    const auto text = [&](std::string_view name) {
        auto value = request.query_value(name);
        return value.empty() ? std::nullopt : std::optional(std::move(value));
    };
    ledger::Filter filter{.subject = text("subject"), .record = text("record"), .actor = text("actor"), .action = text("action")};
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    TRY(filter.from, moment_parameter(request, government, "from", false));
    TRY(filter.until, moment_parameter(request, government, "until", true));
    TRY(const auto before, number_parameter(request, "before", -1, 0, most));
    TRY(const auto after, number_parameter(request, "after", -1, 0, most));
    TRY(const auto limit, number_parameter(request, "limit", 50, 1, 1'000));
    filter.before = before < 0 ? std::nullopt : std::optional(before);
    filter.after = after < 0 ? std::nullopt : std::optional(after);
    filter.newest_first = after < 0;  // who reads on from a place wants the order of the log
    filter.limit = static_cast<std::size_t>(limit);
    json::object answer;
    json::array entries;
    government.database->read([&](store::Session& session) {
        const auto head = ledger::head(session);
        answer["head"] = {{"size", head.size}, {"root", head.root}};
        for (const auto& entry : ledger::entries(session, filter)) {
            entries.push_back(to_json(entry, request.person, government.product->catalogue.find(entry.subject)));
        }
    });
    answer["entries"] = std::move(entries);
    return Response::json(answer);
}

Result<Response> who_am_i(const Request& request, Government& government) {
    CHECK(only_parameters(request, {}));
    json::object answer{{"government", government.slug},
                        {"name", government.name()},
                        {"regulation", government.regulation->id},
                        {"demonstration", government.demonstration},
                        {"account", nullptr}};
    if (const auto& account = request.person.account) {
        answer["account"] = {{"id", account->id},         {"name", account->name},     {"email", account->email},      {"role", account->role},
                             {"agency", account->agency}, {"office", account->office}, {"language", account->language}};
        if (!request.csrf.empty()) {
            answer["csrf"] = request.csrf;
        }
    }
    return Response::json(answer);
}

}  // namespace pendopo::web::api
