#include "government/duties.hpp"

namespace pendopo::government {

namespace {

using registers::Record;
using registers::Register;

constexpr auto ahead = std::chrono::days(14);
constexpr auto behind = std::chrono::days(14);
constexpr std::size_t longest_name = 290;

bool stands_against(const law::Line& line) { return line.state == law::State::breached || line.state == law::State::overdue; }

/// One obligation per norm, agency and judged record.
std::string key_of(std::string_view norm, std::string_view agency, std::string_view about) { return fmt::format("{}|{}|{}", norm, agency, about); }

std::string about_of(const law::Line& line, const registers::Catalogue& catalogue) {
    return catalogue.find(line.subject.register_name) != nullptr ? line.subject.register_name + ":" + line.subject.id : std::string();
}

struct Known {
    std::string id, state;
};

/// The beginning of a text, at most so many bytes, without half a character at its end.
std::string beginning(const std::string& text, std::size_t bytes) {
    std::string result = text.substr(0, bytes);
    while (!valid_utf8(result)) {
        result.pop_back();
    }
    return result;
}

Result<void> bring_up_to_date(Government& government, store::Session& session, const Register& declaration, const std::vector<law::Line>& lines) {
    const registers::Records& records = *government.records;
    const registers::Author author{.account = "system", .behalf = {}, .at = government.clock(), .note = "obligations"};
    std::map<std::string, Known> known;
    records.each(session, declaration, [&](const Record& record) {
        const auto text = [&](std::string_view field) { return registers::text_of(record.get(declaration, field)); };
        known.emplace(key_of(text("norm"), text("agency"), text("about")), Known{record.id, record.state});
        return true;
    });
    const auto move_to = [&](const std::string& id, std::string_view state) -> Result<void> {
        TRY(auto record, records.find(session, declaration, id));
        record.state = state;
        record.set(declaration, record.state + "_on", to_string(government.today()));
        CHECK(records.update(session, declaration, std::move(record), {}, author, "transition"));
        return {};
    };
    std::set<std::string> standing;
    for (const law::Line& line : lines) {
        const std::string about = about_of(line, records.catalogue());
        const std::string key = key_of(line.norm->full_id, line.agency, about);
        if (!standing.insert(key).second) {
            continue;  // another rule of the norm says it already
        }
        const auto found = known.find(key);
        if (found != known.end()) {
            if (found->second.state != "breached") {
                CHECK(move_to(found->second.id, "breached"));
            }
            continue;
        }
        Record record{.id = {}, .state = "breached", .values = std::vector<registers::Value>(declaration.fields.size())};
        record.set(declaration, "name", beginning(line.norm->text.id, longest_name));
        record.set(declaration, "norm", line.norm->full_id);
        record.set(declaration, "agency", line.agency);
        if (!about.empty()) {
            record.set(declaration, "about", about);
        }
        record.set(declaration, "sanctionable", "true");
        if (line.due) {
            record.set(declaration, "due_on", to_string(*line.due));
        }
        record.set(declaration, "explanation", line.why.id);
        record.set(declaration, "breached_on", to_string(line.due.value_or(government.today())));
        CHECK(records.create(session, declaration, std::move(record), author));
    }
    for (const auto& [key, obligation] : known) {
        if (obligation.state == "breached" && !standing.contains(key)) {
            CHECK(move_to(obligation.id, "met"));
        }
    }
    return {};
}

}  // namespace

Result<void> record_obligations(Government& government) {
    const Register* declaration = government.product->catalogue.find("obligation");
    ASSERT(declaration != nullptr, "the product declares register obligation");
    std::vector<law::Line> lines;
    for (const law::State state : {law::State::breached, law::State::overdue}) {
        law::Filter filter;
        filter.state = state;
        filter.limit = 100'000;
        filter.explain = false;
        for (law::Line& line : government.compliance->lines(filter)) {
            const bool of_agency = !line.agency.empty() && line.rule != "sanction.opened";
            if (line.norm->sanctionable && of_agency && stands_against(line)) {
                lines.push_back(std::move(line));
            }
        }
    }
    // Explanations are made only for the few lines that become new obligations.
    for (law::Line& line : lines) {
        law::Filter filter{.norm = line.norm->full_id,
                           .agency = line.agency,
                           .rule = line.rule,
                           .subject_register = line.subject.register_name,
                           .subject_id = line.subject.id};
        filter.limit = 1;
        if (auto explained = government.compliance->lines(filter); !explained.empty()) {
            line.why = explained.front().why;
        }
    }
    return government.database->write([&](store::Session& session) { return bring_up_to_date(government, session, *declaration, lines); });
}

Result<void> remind(Government& government) {
    law::Filter filter;
    filter.due_until = government.today() + ahead;
    filter.limit = 10'000;
    filter.explain = false;
    const auto lines = government.compliance->lines(filter);
    return government.database->write([&](store::Session& session) -> Result<void> {
        std::multimap<std::string, std::string> of_agency;
        for (const people::Account& account : government.people->all(session)) {
            if (account.active && !account.agency.empty()) {
                of_agency.emplace(account.agency, account.id);
            }
        }
        for (const law::Line& line : lines) {
            // Something met keeps its day; only a day that still lies ahead is worth a reminder.
            const bool coming = (line.state == law::State::due || line.state == law::State::met) && line.due && *line.due >= government.today();
            const bool just_passed = line.state == law::State::overdue && line.due && *line.due >= government.today() - behind;
            if (!line.due || line.agency.empty() || (!coming && !just_passed)) {
                continue;
            }
            const std::string kind = coming ? "due" : "overdue";
            const auto [first, last] = of_agency.equal_range(line.agency);
            for (auto account = first; account != last; ++account) {
                government.workflow->notify(session, account->second,
                                            fmt::format("{}|{}|{}|{}", kind, line.norm->full_id, line.subject.id, to_string(*line.due)),
                                            {.kind = kind,
                                             .arguments = {{"norm", line.norm->id}, {"subject", line.subject.label}, {"date", to_string(*line.due)}},
                                             .link = fmt::format("/norms/{}?agency={}", line.norm->id, line.agency)});
            }
        }
        return {};
    });
}

}  // namespace pendopo::government
