#include "register/records.hpp"

#include "ledger/ledger.hpp"
#include "register/plan.hpp"
#include "register/schema.hpp"
#include "register/search.hpp"
#include "register/value_check.hpp"

namespace pendopo::registers {

Records::Records(const Catalogue& catalogue, store::Database& database)
    : catalogue_(catalogue), database_(database), inside_(std::make_shared<Inside>(catalogue, database.dialect())) {}

namespace {

/// Makes the words of every record of a register anew.
void reindex(store::Session& session, const Plan& plan) {
    const Register& declaration = *plan.declaration;
    const bool sqlite = session.dialect() == store::Dialect::sqlite;
    const std::string statement = fmt::format("UPDATE {} SET _search = {} WHERE id = ?", plan.table, sqlite ? "?" : "CAST(? AS tsvector)");
    read_all(session, plan, [&](std::vector<Record>& records) {
        for (const Record& record : records) {
            session.execute(statement, {index_text(session.dialect(), search_text(declaration, record)), record.id});
        }
        return true;
    });
    if (sqlite) {
        const std::string index = sql::name(search_table(declaration.name));
        session.execute(fmt::format("INSERT INTO {0} ({0}) VALUES ('rebuild')", index));
    }
}

}  // namespace

Result<std::vector<SchemaChange>> Records::prepare() {
    CHECK(store::migrate(database_, register_migrations()));
    const auto last = database_.read([](store::Session& session) { return last_descriptions(session); });
    const bool same = last.size() == inside_->plans.size() && std::ranges::all_of(inside_->plans, [&last](const auto& entry) {
                          const auto found = last.find(entry.first);
                          return found != last.end() && found->second == entry.second.tables.description();
                      });
    if (same) {
        return std::vector<SchemaChange>();
    }
    return database_.write([this](store::Session& session) -> Result<std::vector<SchemaChange>> {
        // Read again: another process may have been quicker.
        SchemaUpdate update(session, catalogue_, last_descriptions(session));
        update.check();
        if (!update.refusals().empty()) {
            return fail(ErrorKind::conflict, "schema.would_lose_data", "the declarations would lose data; nothing was changed", update.refusals());
        }
        update.apply();
        for (const Register* declaration : update.to_reindex()) {
            reindex(session, inside_->plan(*declaration));
        }
        return update.changes();
    });
}

Result<Record> Records::find(store::Session& session, const Register& declaration, std::string_view id) const {
    auto records = read_records(session, inside_->plan(declaration), {std::string(id)});
    if (records.empty()) {
        return fail(ErrorKind::not_found, "record.not_found", fmt::format("no {} {}", declaration.name, id.substr(0, 100)));
    }
    derive(declaration, records.front());
    return std::move(records.front());
}

void Records::derive_with(Derivations derivations, std::function<Date()> today) {
    derivations_ = std::move(derivations);
    today_ = std::move(today);
}

void Records::know_offices(OfficeNames offices) { inside_->offices = std::move(offices); }

void Records::derive(const Register& declaration, Record& record, const std::vector<std::string>& wanted) const {
    for (const std::size_t i : inside_->plan(declaration).derived_fields) {
        if (!wanted.empty() && std::ranges::find(wanted, declaration.fields[i].name) == wanted.end()) {
            continue;  // what it is worked out from was not read
        }
        const auto found = derivations_.find(declaration.name + "." + declaration.fields[i].name);
        if (found != derivations_.end()) {
            std::string text = found->second(declaration, record, today_());
            record.values[i] = text.empty() ? Value{} : Value{std::move(text)};
        }
    }
}

std::map<std::string, std::string> Records::titles(store::Session& session, const Register& declaration, const std::vector<std::string>& ids) const {
    std::map<std::string, std::string> titles;
    if (ids.empty()) {
        return titles;
    }
    const Field* title = declaration.field(declaration.title);
    const std::string statement = fmt::format("SELECT id, {} FROM {} WHERE {}", sql::name(declaration.title), sql::name(own_table(declaration.name)),
                                              sql::one_of(session.dialect(), "id"));
    std::vector<std::string> next;
    for (auto& row : session.query(statement, {sql::json_list(ids)})) {
        std::string text = row[1].value_or("");
        if (title != nullptr && !text.empty()) {
            text = from_column(storage_of(title->type), std::move(text));
            if (title->type == FieldType::reference) {
                next.push_back(text);
            } else {
                text = readable(*title, text, Language::id);
            }
        }
        titles.emplace(*row[0], text.empty() ? *row[0] : std::move(text));
    }
    // A record that is named by another one takes that one's title; no further, since they may name each other.
    const Register* target = next.empty() ? nullptr : catalogue_.find(title->to);
    if (target != nullptr && target->field(target->title) != nullptr && target->field(target->title)->type != FieldType::reference) {
        const auto others = this->titles(session, *target, next);
        for (auto& [id, text] : titles) {
            if (const auto found = others.find(text); found != others.end()) {
                text = found->second;
            }
        }
    }
    return titles;
}

std::vector<std::pair<std::string, std::string>> Records::suggest(store::Session& session, const Register& declaration, std::string_view words,
                                                                  std::size_t limit) const {
    std::vector<std::pair<std::string, std::string>> suggestions;
    std::vector<std::string> ids;
    const auto add = [&](const std::string& id) {
        if (std::ranges::find(ids, id) == ids.end() && ids.size() < limit) {
            ids.push_back(id);
        }
    };
    if (!words.empty() && valid_utf8(words) &&
        !session.query(fmt::format("SELECT 1 FROM {} WHERE id = ?", sql::name(own_table(declaration.name))), {std::string(words)}).empty()) {
        add(std::string(words));
    }
    Query query;
    // The index of words knows beginnings of three letters and more; of fewer, titles that begin so are found in their order.
    constexpr std::size_t shortest_beginning = 3;
    const bool few_letters = length_of(words) < shortest_beginning && !words.empty();
    const Field* title = declaration.field(declaration.title);
    if (few_letters && title != nullptr && title->type == FieldType::text) {
        query.where.push_back({declaration.title, Condition::Comparison::at_least, {std::string(words)}});
    } else {
        query.search = words;
    }
    query.sort = declaration.title;
    query.limit = std::clamp<std::size_t>(limit, 1, 200);
    query.fields = {declaration.title};
    if (const auto page = list(session, declaration, query)) {
        for (const Record& record : page->records) {
            if (query.where.empty() || lower(text_of(record.get(declaration, declaration.title))).starts_with(lower(words))) {
                add(record.id);
            }
        }
    }
    auto all = titles(session, declaration, ids);
    for (const std::string& id : ids) {
        suggestions.emplace_back(id, all[id]);
    }
    return suggestions;
}

std::string Records::agency_of(store::Session& session, const Register& declaration, const Record& record) const {
    if (declaration.name == "agency") {
        return record.id;
    }
    if (declaration.agency_path.empty()) {
        return {};
    }
    std::string key = text_of(record.get(declaration, declaration.agency_path.front()));
    const Register* at = &declaration;
    for (std::size_t i = 1; i < declaration.agency_path.size() && !key.empty(); ++i) {
        at = catalogue_.find(at->field(declaration.agency_path[i - 1])->to);
        const auto rows =
            session.query(fmt::format("SELECT {} FROM {} WHERE id = ?", sql::name(declaration.agency_path[i]), sql::name(own_table(at->name))), {key});
        key = rows.empty() ? std::string() : rows.front().front().value_or("");
    }
    return key;
}

void Records::each(store::Session& session, const Register& declaration, const std::function<bool(const Record&)>& take) const {
    read_all(session, inside_->plan(declaration), [&take](std::vector<Record>& records) { return std::ranges::all_of(records, take); });
}

std::vector<Records::Referrer> Records::referrers(store::Session& session, const Register& declaration, std::string_view id, std::size_t limit,
                                                  bool offices) const {
    std::vector<Referrer> referrers;
    const auto collect = [&](const std::string& target, const std::string& value) {
        const auto found = inside_->incoming.find(target);
        if (found == inside_->incoming.end()) {
            return;
        }
        for (const Incoming& incoming : found->second) {
            if (referrers.size() >= limit) {
                return;
            }
            if (incoming.link.office && !offices) {
                continue;
            }
            const std::string statement =
                fmt::format("SELECT DISTINCT {0} FROM {1} WHERE {2} = ? ORDER BY {0} LIMIT {3}", incoming.link.side ? "_record" : "id",
                            sql::name(incoming.link.table), sql::name(incoming.link.sql_column), limit - referrers.size());
            for (auto& row : session.query(statement, {value})) {
                referrers.push_back({incoming.from->name, incoming.from->fields[incoming.link.field].name, row[0].value_or("")});
            }
        }
    };
    collect(declaration.name, std::string(id));
    collect("any", declaration.name + ":" + std::string(id));
    return referrers;
}

}  // namespace pendopo::registers
