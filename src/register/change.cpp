// Creating, changing and removing single records, each with its entry in the ledger.

#include <charconv>

#include "ledger/ledger.hpp"
#include "register/cycles.hpp"
#include "register/keys.hpp"
#include "register/value_check.hpp"
#include "register/write.hpp"

namespace pendopo::registers {

std::int64_t take_numbers(store::Session& session, const Register& declaration, std::int64_t count) {
    const auto rows = session.query(
        "INSERT INTO numbering (register, next) VALUES (?, CAST(? AS bigint) + 1) "
        "ON CONFLICT (register) DO UPDATE SET next = numbering.next + excluded.next - 1 RETURNING next",
        {declaration.name, std::to_string(count)});
    return std::stoll(rows.front().front().value_or("0")) - count;
}

void note_number(store::Session& session, const Register& declaration, std::int64_t number) {
    session.execute(
        "INSERT INTO numbering (register, next) VALUES (?, CAST(? AS bigint) + 1) "
        "ON CONFLICT (register) DO UPDATE SET next = excluded.next WHERE excluded.next > numbering.next",
        {declaration.name, std::to_string(number)});
}

std::string numbered_key(const Register& declaration, std::int64_t number) {
    const auto open = declaration.numbering.find('{');
    const std::size_t width = declaration.numbering.size() - open - 2;
    return fmt::format("{}{:0{}}", declaration.numbering.substr(0, open), number, width);
}

std::optional<std::int64_t> number_of_key(const Register& declaration, std::string_view key) {
    const auto prefix = std::string_view(declaration.numbering).substr(0, declaration.numbering.find('{'));
    if (!key.starts_with(prefix)) {
        return {};
    }
    const auto digits = key.substr(prefix.size());
    std::int64_t number = 0;
    const auto [rest, mistake] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    // A number made up by hand to use up all numbers is not followed.
    constexpr std::int64_t most = 1'000'000'000'000;
    const bool whole = mistake == std::errc() && rest == digits.data() + digits.size() && number >= 0 && number < most;
    return whole ? std::optional(number) : std::nullopt;
}

void fill_new(const Register& declaration, Record& record) {
    record.values.resize(declaration.fields.size());
    if (record.state.empty()) {
        record.state = declaration.states.front().name;
    }
    for (std::size_t i = 0; i < declaration.fields.size(); ++i) {
        if (const std::string& otherwise = declaration.fields[i].otherwise; !otherwise.empty() && !is_set(record.values[i])) {
            record.values[i] = otherwise;
        }
    }
}

void enter_state(const Register& declaration, const Record* before, Record& after, const Author& author, bool as_given) {
    const auto set = [&](std::string_view ending, const auto& value_for) {
        const int index = declaration.field_index(after.state + std::string(ending));
        if (index < 0) {
            return;
        }
        Value& now = after.values[static_cast<std::size_t>(index)];
        const bool implicit = declaration.fields[static_cast<std::size_t>(index)].implicit;
        const bool untouched = implicit && before != nullptr && !as_given && before->values[static_cast<std::size_t>(index)] == now;
        if (is_set(now) && !untouched) {
            return;
        }
        if (std::string value = value_for(declaration.fields[static_cast<std::size_t>(index)].type); !value.empty()) {
            now = std::move(value);
        }
    };
    if (before != nullptr && before->state == after.state) {
        return;
    }
    set("_on", [&author](FieldType type) {
        return type == FieldType::date ? to_string(day_in(author.at, author.zone)) : type == FieldType::datetime ? to_string(author.at) : std::string();
    });
    set("_by", [&author](FieldType type) { return type == FieldType::office && is_key(author.behalf) ? author.behalf : std::string(); });
}

Error refused(const store::ConstraintFault& fault, const Register& declaration) {
    using Kind = store::ConstraintFault::Kind;
    if (fault.kind == Kind::foreign_key) {
        return {ErrorKind::conflict,
                "field.dangling_reference",
                fault.what(),
                {{"field.dangling_reference", "/fields", {{"register", declaration.name}, {"value", ""}, {"field", ""}, {"field_en", ""}}, {}, fault.what()}}};
    }
    const Field* field = fault.columns.size() == 1 ? declaration.field(fault.columns.front()) : nullptr;
    if (fault.kind == Kind::unique && field != nullptr) {
        return {ErrorKind::invalid,
                "field.not_unique",
                fault.what(),
                {problem_of(*field, {"field.not_unique", {{"value", ""}, {"other", ""}}, fault.what()}, "/fields/" + field->name)}};
    }
    if (fault.kind == Kind::unique) {
        return {
            ErrorKind::conflict, "record.exists", fault.what(), {{"record.exists", "/id", {{"key", ""}, {"register", declaration.name}}, {}, fault.what()}}};
    }
    return {ErrorKind::invalid, "field.wrong_type", fault.what(), {}};
}

ledger::Entry entry_of_change(const Register& declaration, const Record* before, const Record* after, const Author& author, std::string_view action) {
    ledger::Entry entry;
    entry.at = author.at;
    entry.actor = author.account;
    entry.behalf = author.behalf;
    entry.action = action;
    entry.subject = declaration.name;
    entry.record = after != nullptr ? after->id : before->id;
    entry.version = after != nullptr ? after->version : before->version + 1;
    entry.digest = after != nullptr ? digest(declaration, *after) : std::string();
    entry.changes = boost::json::serialize(difference(declaration, before, after));
    entry.note = author.note;
    return entry;
}

void record_change(store::Session& session, const Register& declaration, const Record* before, const Record* after, const Author& author,
                   std::string_view action) {
    ledger::append(session, entry_of_change(declaration, before, after, author, action));
}

namespace {

/// Runs the writing part of a change: a constraint that refuses is an answer, not a fault.
template <class Work>
auto with_constraints(const Register& declaration, Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const store::ConstraintFault& fault) {
        return std::unexpected(refused(fault, declaration));
    }
}

std::unexpected<Error> changed_meanwhile(const Register& declaration, std::string_view id) {
    return fail(ErrorKind::conflict, "record.changed_meanwhile", fmt::format("{} {} has been changed since it was read", declaration.name, id));
}

void stamp(Record& record, const Author& author, bool fresh) {
    record.updated_on = to_string(author.at);
    record.updated_by = author.account;
    if (fresh) {
        record.created_on = record.updated_on;
        record.created_by = record.updated_by;
    }
}

/// Takes what is set to nothing as nothing, so that equal records have equal values.
void tidy_values(const Register& declaration, Record& record) {
    record.values.resize(declaration.fields.size());
    for (std::size_t i = 0; i < record.values.size(); ++i) {
        if (!is_set(record.values[i]) || declaration.fields[i].type == FieldType::derived) {
            record.values[i] = {};
        }
    }
}

Result<Record> find_locked(store::Session& session, const Plan& plan, std::string_view id) {
    auto record = read_locked(session, plan, id);
    if (!record) {
        return fail(ErrorKind::not_found, "record.not_found", fmt::format("no {} {}", plan.declaration->name, id.substr(0, 100)));
    }
    return *std::move(record);
}

std::string next_key(store::Session& session, const Register& declaration, KeyCache& keys) {
    while (true) {
        std::string key = numbered_key(declaration, take_numbers(session, declaration, 1));
        if (!keys.exists(declaration.name, key)) {
            return key;
        }
    }
}

}  // namespace

Result<Record> Records::create(store::Session& session, const Register& declaration, Record record, const Author& author, std::string_view action) const {
    const Plan& plan = inside_->plan(declaration);
    KeyCache keys(session, catalogue_, inside_->offices, true);
    tidy_values(declaration, record);
    fill_new(declaration, record);
    enter_state(declaration, nullptr, record, author, action == "import");
    const bool numbered = record.id.empty();
    if (numbered) {
        record.id = "new:0";  // stands for the number, which is only taken once the rest is well
    }
    auto problems = validate(declaration, record);
    keys.check_references(plan, nullptr, record, problems);
    if (problems.empty() && !numbered && keys.exists(declaration.name, record.id)) {
        return fail(ErrorKind::conflict, "record.exists", {},
                    {{"record.exists", "/id", {{"key", record.id}, {"register", declaration.name}}, {}, "there is such a record already"}});
    }
    keys.check_unique(plan, nullptr, record, problems);
    check_cycles(session, declaration, record, problems);
    if (!problems.empty()) {
        return fail(std::move(problems));
    }
    if (numbered) {
        record.id = next_key(session, declaration, keys);
    } else if (const auto number = number_of_key(declaration, record.id)) {
        note_number(session, declaration, *number);
    }
    record.version = 1;
    stamp(record, author, true);
    return with_constraints(declaration, [&]() -> Result<Record> {
        const std::array<const Record*, 1> one{&record};
        Writer(session, plan).insert(one);
        record_change(session, declaration, nullptr, &record, author, action);
        return record;
    });
}

Result<Record> Records::find_to_change(store::Session& session, const Register& declaration, std::string_view id) const {
    TRY(auto record, find_locked(session, inside_->plan(declaration), id));
    derive(declaration, record);
    return record;
}

Result<Record> Records::update(store::Session& session, const Register& declaration, Record record, std::optional<std::int64_t> expected_version,
                               const Author& author, std::string_view action) const {
    TRY(const Record before, find_locked(session, inside_->plan(declaration), record.id));
    return update(session, declaration, before, std::move(record), expected_version, author, action);
}

Result<Record> Records::update(store::Session& session, const Register& declaration, Record before, Record record, std::optional<std::int64_t> expected_version,
                               const Author& author, std::string_view action) const {
    const Plan& plan = inside_->plan(declaration);
    tidy_values(declaration, before);  // without what is derived
    if (expected_version && *expected_version != before.version) {
        return changed_meanwhile(declaration, record.id);
    }
    tidy_values(declaration, record);
    if (record.state.empty()) {
        record.state = before.state;
    }
    enter_state(declaration, &before, record, author, action == "import");
    if (record.state == before.state && record.values == before.values) {
        return before;
    }
    KeyCache keys(session, catalogue_, inside_->offices, true);
    auto problems = validate(declaration, record);
    keys.check_references(plan, &before, record, problems);
    keys.check_unique(plan, &before, record, problems);
    check_cycles(session, declaration, record, problems);
    if (!problems.empty()) {
        return fail(std::move(problems));
    }
    record.version = before.version + 1;
    record.created_on = before.created_on;
    record.created_by = before.created_by;
    stamp(record, author, false);
    return with_constraints(declaration, [&]() -> Result<Record> {
        if (!Writer(session, plan).update(before, record)) {
            return changed_meanwhile(declaration, record.id);
        }
        record_change(session, declaration, &before, &record, author, action);
        return record;
    });
}

Result<void> Records::remove(store::Session& session, const Register& declaration, std::string_view id, std::optional<std::int64_t> expected_version,
                             const Author& author) const {
    const Plan& plan = inside_->plan(declaration);
    TRY(const Record before, find_locked(session, plan, id));
    if (expected_version && *expected_version != before.version) {
        return changed_meanwhile(declaration, id);
    }
    auto others = referrers(session, declaration, id, 6, true);
    std::erase_if(others, [&](const Referrer& one) { return one.from == declaration.name && one.id == before.id; });
    if (!others.empty()) {
        std::vector<Problem> problems;
        for (const Referrer& one : others) {
            problems.push_back({"record.in_use",
                                "/id",
                                {{"register", one.from}, {"field", one.field}, {"key", one.id}},
                                {},
                                fmt::format("{} {} refers to it in {}", one.from, one.id, one.field)});
        }
        return fail(ErrorKind::conflict, "record.in_use", "other records refer to it", std::move(problems));
    }
    return with_constraints(declaration, [&]() -> Result<void> {
        Writer(session, plan).erase(before);
        record_change(session, declaration, &before, nullptr, author, "delete");
        return {};
    });
}

std::optional<Record> Records::as_at(store::Session& session, const Register& declaration, std::string_view id, Moment moment) const {
    ledger::Filter filter;
    filter.subject = declaration.name;
    filter.record = std::string(id);
    filter.newest_first = false;
    filter.limit = 500;
    std::optional<Record> record;
    while (true) {
        const auto entries = ledger::entries(session, filter);
        for (const ledger::Entry& entry : entries) {
            if (entry.at > moment) {
                continue;  // clocks of several nodes may differ by a little: later entries may be earlier
            }
            if (entry.action == "delete") {
                record.reset();
                continue;
            }
            // Comments and files about a record are entries too; what changes the record raises its version.
            if (record && entry.version == record->version) {
                continue;
            }
            boost::system::error_code mistake;
            const auto changes = boost::json::parse(entry.changes, mistake);
            if (mistake || !changes.is_object()) {
                continue;
            }
            if (!record) {
                record.emplace();
                record->id = id;
                record->created_on = to_string(entry.at);
                record->created_by = entry.actor;
            }
            apply(declaration, *record, changes.get_object(), false);
            record->version = entry.version;
            record->updated_on = to_string(entry.at);
            record->updated_by = entry.actor;
        }
        if (entries.size() < filter.limit) {
            return record;
        }
        filter.after = entries.back().sequence;
    }
}

}  // namespace pendopo::registers
