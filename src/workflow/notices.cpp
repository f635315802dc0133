// Notices: what the program tells a person by itself.

#include "workflow/inside.hpp"

namespace pendopo::workflow {

using people::Person;

bool Workflow::notify(store::Session& session, std::string_view account, std::string_view key, const Notice& notice) {
    const std::string owner(account);
    const std::string unique_key(key);
    if (!session.query("SELECT 1 FROM notice WHERE account = ? AND unique_key = ?", {owner, unique_key}).empty()) {
        return false;
    }
    boost::json::object arguments;
    for (const auto& [name, value] : notice.arguments) {
        arguments[name] = value;
    }
    session.execute(
        "INSERT INTO notice (number, account, unique_key, kind, arguments, link, at, seen) SELECT COALESCE(MAX(number) + 1, 1), ?, ?, ?, ?, ?, ?, 'false' FROM "
        "notice",
        {owner, unique_key, notice.kind, boost::json::serialize(arguments), notice.link, to_string(inside_->clock())});
    return true;
}

std::vector<Workflow::Notice> Workflow::notices(const Person& person, std::size_t limit) {
    return inside_->database.read([&](store::Session& session) {
        std::vector<Notice> notices;
        for (const auto& row : session.query("SELECT number, kind, arguments, link, at, seen FROM notice WHERE account = ? ORDER BY number DESC LIMIT ?",
                                             {person.id(), std::to_string(limit)})) {
            Notice notice{.number = std::stoll(row[0].value_or("0")),
                          .kind = row[1].value_or(""),
                          .arguments = {},
                          .link = row[3].value_or(""),
                          .at = parse_moment(row[4].value_or("")).value_or(Moment{}),
                          .read = row[5] == "true"};
            const auto arguments = boost::json::parse(row[2].value_or("{}"));
            for (const auto& [name, value] : arguments.as_object()) {
                notice.arguments.emplace(name, value.as_string());
            }
            notices.push_back(std::move(notice));
        }
        return notices;
    });
}

void Workflow::mark_notices_read(const Person& person) {
    auto marked = inside_->database.write([&](store::Session& session) -> Result<void> {
        session.execute("UPDATE notice SET seen = 'true' WHERE account = ? AND seen = 'false'", {person.id()});
        return {};
    });
    (void)marked;
}

}  // namespace pendopo::workflow
