#include "workflow/workflow.hpp"

#include "workflow/inside.hpp"

namespace pendopo::workflow {

namespace {

using people::Person;
using registers::Field;
using registers::FieldType;
using registers::Record;
using registers::Register;
using registers::Transition;

const store::Migration tables{"workflow.1", R"(
CREATE TABLE comment (number BIGINT PRIMARY KEY, register VARCHAR(60) NOT NULL, record TEXT NOT NULL, author VARCHAR(64) NOT NULL, body TEXT NOT NULL, at VARCHAR(24) NOT NULL);
CREATE INDEX comment_record ON comment(register, record, number);
CREATE TABLE attachment (register VARCHAR(60) NOT NULL, record TEXT NOT NULL, hash VARCHAR(64) NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, size BIGINT NOT NULL,
    author VARCHAR(64) NOT NULL, at VARCHAR(24) NOT NULL, PRIMARY KEY (register, record, hash));
CREATE TABLE notice (number BIGINT PRIMARY KEY, account VARCHAR(64) NOT NULL, unique_key TEXT NOT NULL, kind VARCHAR(60) NOT NULL, arguments TEXT NOT NULL, link TEXT NOT NULL,
    at VARCHAR(24) NOT NULL, seen VARCHAR(5) NOT NULL, UNIQUE (account, unique_key));
CREATE TABLE saved_view (account VARCHAR(64) NOT NULL, register VARCHAR(60) NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, PRIMARY KEY (account, register, name));
)",
                              ""};

Problem problem_at(const Field& field, std::string code, std::vector<std::string> norms = {}) {
    return {std::move(code), "/fields/" + field.name, {{"field", field.label.id}, {"field_en", field.label.en}}, std::move(norms), {}};
}

/// Puts the values a person gave into a record. Every mistake is told, not only the first.
std::vector<Problem> fill_in(const Person& person, const Register& declaration, Record& record, const Values& values, std::string_view agency) {
    std::vector<Problem> problems;
    for (const auto& [name, json] : values) {
        const Field* field = declaration.field(std::string_view(name));
        if (field == nullptr) {
            std::vector<std::string> known;
            known.reserve(declaration.fields.size());
            for (const Field& each : declaration.fields) {
                known.push_back(each.name);
            }
            const auto suggestion = nearest(std::string_view(name), known);
            problems.push_back(
                {"field.unknown", "/fields/" + std::string(name), {{"field", std::string(name)}, {"suggestion", suggestion.value_or("")}}, {}, {}});
            continue;
        }
        auto value = registers::from_json(*field, json);
        if (!value) {
            std::ranges::move(value.error().problems, std::back_inserter(problems));
            continue;
        }
        if (*value == record.get(declaration, field->name)) {
            continue;
        }
        // When a state was entered, and by whom, is for the step itself to write (and for imports).
        if (field->implicit || !people::may_change(person, declaration, *field, agency)) {
            problems.push_back(problem_at(*field, "field.not_yours"));
            continue;
        }
        record.set(declaration, field->name, *std::move(value));
    }
    return problems;
}

/// What this government's law forbids a field to hold, told at the field (a rule of pattern `value` with a list of choices).
std::vector<Problem> against_the_law(const law::Compliance& compliance, const Register& declaration, const Record* before, const Record& after) {
    std::vector<Problem> problems;
    for (const Field& field : declaration.fields) {
        if (field.type != FieldType::choice) {
            continue;
        }
        const std::string& value = registers::text_of(after.get(declaration, field.name));
        if (value.empty() || (before != nullptr && registers::text_of(before->get(declaration, field.name)) == value)) {
            continue;
        }
        const auto law = compliance.field_law(declaration.name, field.name);
        if (law.choices.empty() || std::ranges::find(law.choices, value) != law.choices.end()) {
            continue;
        }
        std::vector<std::string> norms;
        norms.reserve(law.norms.size());
        for (const law::Norm* norm : law.norms) {
            norms.push_back(norm->full_id);
        }
        problems.push_back(problem_at(field, "field.not_in_this_law", std::move(norms)));
    }
    return problems;
}

/// Files that a field names and nobody uploaded.
std::vector<Problem> missing_files(const store::Blobs& blobs, const Register& declaration, const Record* before, const Record& after) {
    std::vector<Problem> problems;
    for (const Field& field : declaration.fields) {
        const registers::Value& value = after.get(declaration, field.name);
        if (!registers::is_set(value) || (before != nullptr && before->get(declaration, field.name) == value)) {
            continue;
        }
        std::vector<std::string> named;
        if (field.type == FieldType::file || field.type == FieldType::files) {
            named = registers::texts_of(value);
        } else if (const auto* lines = std::get_if<std::vector<registers::Line>>(&value)) {
            const auto& columns = registers::columns_of(field);
            for (const registers::Line& line : *lines) {
                for (std::size_t i = 0; i < columns.size() && i < line.size(); ++i) {
                    if (columns[i].type == FieldType::file && !line[i].empty()) {
                        named.push_back(line[i]);
                    }
                }
            }
        }
        if (std::ranges::any_of(named, [&](const std::string& file) { return !blobs.path(file.substr(0, file.find('/'))); })) {
            problems.push_back(problem_at(field, "field.bad_file"));
        }
    }
    return problems;
}

/// A step that takes a second person, and this is the one who made the record.
bool is_own(const Person& person, const Transition& transition, const Record& record) {
    return transition.second_person && person.signed_in() && record.created_by == person.id();
}

Result<void> open_gates(law::Compliance& compliance, store::Session& session, const Register& declaration, const Record& entering) {
    std::vector<Problem> problems;
    for (const law::Shut& gate : compliance.gates(session, declaration, entering)) {
        if (!gate.warns) {
            problems.push_back(
                {"gate.shut", "/state", {{"why", gate.why.id}, {"why_en", gate.why.en}, {"norm", gate.norm->full_id}}, {gate.norm->full_id}, gate.why.en});
        }
    }
    if (!problems.empty()) {
        return fail(ErrorKind::conflict, "gate.shut", declaration.name + "." + entering.state, std::move(problems));
    }
    return {};
}

}  // namespace

std::unexpected<Error> refused(const Register& declaration, std::string_view what) {
    return fail(
        ErrorKind::forbidden, "permission.refused", fmt::format("{} {}", what, declaration.name),
        {Problem{
            "permission.refused", "", {{"register", declaration.plural.id}, {"register_en", declaration.plural.en}, {"what", std::string(what)}}, {}, {}}});
}

bool Offer::open() const { return allowed && std::ranges::all_of(gates, &law::Shut::warns); }

Workflow::Workflow(store::Database& database, const registers::Records& records, law::Compliance& compliance, store::Blobs& blobs, Clock clock)
    : inside_(std::make_shared<Inside>(database, records, compliance, blobs, std::move(clock))) {}

Result<void> Workflow::prepare() { return store::migrate(inside_->database, std::span(&tables, 1)); }

Result<Record> Workflow::find(const Person& person, const Register& declaration, std::string_view id) {
    if (!people::may_read(person, declaration)) {
        return refused(declaration, "read");
    }
    return inside_->database.read([&](store::Session& session) { return inside_->records.find(session, declaration, id); });
}

Result<registers::Page> Workflow::list(const Person& person, const Register& declaration, const registers::Query& query) {
    if (!people::may_read(person, declaration)) {
        return refused(declaration, "read");
    }
    return inside_->database.read([&](store::Session& session) { return inside_->records.list(session, declaration, query); });
}

Result<Record> Workflow::create(const Person& person, const Register& declaration, std::string id, const Values& values) {
    if (!person.signed_in() || !people::may_create(person, declaration, person.account->agency)) {
        return refused(declaration, "create");
    }
    Record record;
    record.id = std::move(id);
    record.state = declaration.states.front().name;
    record.values.resize(declaration.fields.size());
    for (std::size_t i = 0; i < declaration.fields.size(); ++i) {
        if (!declaration.fields[i].otherwise.empty()) {
            record.values[i] = declaration.fields[i].otherwise;
        }
    }
    const std::string& own = person.account->agency;
    // Who records for every agency says which one, or leaves it to the government.
    const bool of_agency = person.has("agency_officer") || person.has("agency_head");
    if (of_agency && declaration.agency_path.size() == 1 && !own.empty() && !values.contains(declaration.agency_path.front())) {
        record.set(declaration, declaration.agency_path.front(), own);
    }
    auto problems = fill_in(person, declaration, record, values, own);
    std::ranges::move(against_the_law(inside_->compliance, declaration, nullptr, record), std::back_inserter(problems));
    std::ranges::move(missing_files(inside_->blobs, declaration, nullptr, record), std::back_inserter(problems));
    if (!problems.empty()) {
        return fail(std::move(problems));
    }
    registers::enter_state(declaration, nullptr, record, inside_->author(person));
    inside_->compliance.ready();
    return inside_->database.write([&](store::Session& session) -> Result<Record> {
        if (!people::may_create(person, declaration, inside_->records.agency_of(session, declaration, record))) {
            return refused(declaration, "create");
        }
        CHECK(open_gates(inside_->compliance, session, declaration, record));
        return inside_->records.create(session, declaration, record, inside_->author(person));
    });
}

Result<Record> Workflow::change(const Person& person, const Register& declaration, std::string_view id, const Values& values,
                                std::optional<std::int64_t> expected_version) {
    inside_->compliance.ready();
    return inside_->database.write([&](store::Session& session) -> Result<Record> {
        TRY(const auto before, inside_->records.find_to_change(session, declaration, id));
        const std::string agency = inside_->records.agency_of(session, declaration, before);
        if (!people::may_change(person, declaration, agency)) {
            return refused(declaration, "change");
        }
        Record after = before;
        auto problems = fill_in(person, declaration, after, values, agency);
        std::ranges::move(against_the_law(inside_->compliance, declaration, &before, after), std::back_inserter(problems));
        std::ranges::move(missing_files(inside_->blobs, declaration, &before, after), std::back_inserter(problems));
        if (!problems.empty()) {
            return fail(std::move(problems));
        }
        // A record may not be handed to another agency by someone who could not have made it there.
        if (!people::may_change(person, declaration, inside_->records.agency_of(session, declaration, after))) {
            return refused(declaration, "change");
        }
        return inside_->records.update(session, declaration, before, std::move(after), expected_version, inside_->author(person));
    });
}

Result<Record> Workflow::move(const Person& person, const Register& declaration, std::string_view id, std::string_view name, const Values& values,
                              std::string_view reason, std::optional<std::int64_t> expected_version) {
    const Transition* transition = declaration.transition(name);
    if (transition == nullptr) {
        return fail(ErrorKind::not_found, "transition.unknown", std::string(name));
    }
    inside_->compliance.ready();
    return inside_->database.write([&](store::Session& session) -> Result<Record> {
        TRY(const auto before, inside_->records.find_to_change(session, declaration, id));
        const std::string agency = inside_->records.agency_of(session, declaration, before);
        if (!people::may_make(person, declaration, *transition, agency)) {
            return refused(declaration, transition->name);
        }
        if (is_own(person, *transition, before)) {
            return fail(ErrorKind::forbidden, "transition.second_person", transition->name, {Problem{"transition.second_person", "", {}, {}, {}}});
        }
        if (std::ranges::find(transition->from, before.state) == transition->from.end()) {
            const auto* state = declaration.state(before.state);
            return fail(ErrorKind::conflict, "transition.not_from_here", before.state,
                        {Problem{"transition.not_from_here", "/state", {{"state", state->label.id}, {"state_en", state->label.en}}, {}, {}}});
        }
        std::vector<Problem> problems;
        if (transition->reason && trim(reason).empty()) {
            problems.push_back({"transition.reason_missing", "/reason", {}, {}, {}});
        }
        Record after = before;
        // Whoever may make the step may fill in what the step asks for, even where editing the rest is not theirs.
        for (const auto& [field_name, json] : values) {
            const Field* field = declaration.field(std::string_view(field_name));
            const bool asked = field != nullptr && std::ranges::find(transition->asks, field->name) != transition->asks.end();
            if (asked) {
                if (auto value = registers::from_json(*field, json)) {
                    after.set(declaration, field->name, *std::move(value));
                } else {
                    std::ranges::move(value.error().problems, std::back_inserter(problems));
                }
            } else {
                std::ranges::move(fill_in(person, declaration, after, Values{{field_name, json}}, agency), std::back_inserter(problems));
            }
        }
        std::ranges::move(against_the_law(inside_->compliance, declaration, &before, after), std::back_inserter(problems));
        std::ranges::move(missing_files(inside_->blobs, declaration, &before, after), std::back_inserter(problems));
        if (!problems.empty()) {
            return fail(std::move(problems));
        }
        after.state = transition->to;
        registers::enter_state(declaration, &before, after, inside_->author(person));
        CHECK(open_gates(inside_->compliance, session, declaration, after));
        std::string note = transition->name;
        if (!trim(reason).empty()) {
            note += ": " + std::string(trim(reason));
        }
        return inside_->records.update(session, declaration, before, std::move(after), expected_version, inside_->author(person, std::move(note)),
                                       "transition");
    });
}

Result<void> Workflow::remove(const Person& person, const Register& declaration, std::string_view id, std::optional<std::int64_t> expected_version) {
    return inside_->database.write([&](store::Session& session) -> Result<void> {
        TRY(const auto record, inside_->records.find(session, declaration, id));
        if (!people::may_delete(person, declaration, inside_->records.agency_of(session, declaration, record), record.state)) {
            return refused(declaration, "delete");
        }
        return inside_->records.remove(session, declaration, id, expected_version, inside_->author(person));
    });
}

std::vector<Offer> Workflow::offers(const Person& person, const Register& declaration, const Record& record) {
    return inside_->database.read([&](store::Session& session) {
        std::vector<Offer> offers;
        const std::string agency = inside_->records.agency_of(session, declaration, record);
        auto ahead = inside_->compliance.gates_ahead(session, declaration, record);
        for (const Transition& transition : declaration.transitions) {
            if (std::ranges::find(transition.from, record.state) == transition.from.end()) {
                continue;
            }
            offers.push_back(
                {&transition, people::may_make(person, declaration, transition, agency) && !is_own(person, transition, record), ahead[transition.to]});
        }
        return offers;
    });
}

Result<registers::ImportReport> Workflow::import(const Person& person, const Register& declaration, const std::filesystem::path& file, registers::Format format,
                                                 const registers::ImportOptions& options) {
    if (!person.has("ict_officer") && !person.has("administrator")) {
        return refused(declaration, "import");
    }
    return inside_->database.write([&](store::Session& session) {
        return registers::import_file(session, inside_->records, declaration, file, format, options, inside_->author(person));
    });
}

Result<registers::ImportReport> Workflow::import_lines(const Person& person, const std::function<std::optional<std::string>()>& next_line,
                                                       const registers::ImportOptions& options) {
    if (!person.has("ict_officer") && !person.has("administrator")) {
        return fail(ErrorKind::forbidden, "permission.refused", "import");
    }
    return inside_->database.write(
        [&](store::Session& session) { return registers::import_lines(session, inside_->records, next_line, options, inside_->author(person)); });
}

std::vector<Workflow::Task> Workflow::tasks(const Person& person, std::size_t limit) {
    std::vector<Task> tasks;
    if (!person.signed_in()) {
        return tasks;
    }
    const bool of_agency = person.has("agency_officer") || person.has("agency_head");
    inside_->database.read([&](store::Session& session) {
        for (const Register& declaration : inside_->records.catalogue().registers()) {
            // Only steps that name this person's role are work that waits for them; what anybody may do is not a task.
            std::map<std::string, std::vector<const Transition*>> by_state;
            for (const Transition& transition : declaration.transitions) {
                const bool named = std::ranges::find(transition.by, person.account->role) != transition.by.end();
                const auto* target = declaration.state(transition.to);
                for (const std::string& from : transition.from) {
                    // Reopening what is closed is possible, but nothing waits for it.
                    const auto* source = declaration.state(from);
                    if (named && target != nullptr && source != nullptr && !source->closed) {
                        by_state[from].push_back(&transition);
                    }
                }
            }
            if (by_state.empty() || tasks.size() >= limit || (of_agency && declaration.agency_path.empty())) {
                continue;
            }
            registers::Query query;
            query.where.push_back({.field = "state", .values = {}});
            for (const auto& [state, transitions] : by_state) {
                query.where.back().values.push_back(state);
            }
            query.limit = std::min<std::size_t>(10, limit - tasks.size());
            query.fields = {declaration.title};
            if (of_agency) {
                query.agency = person.account->agency;
            }
            auto page = inside_->records.list(session, declaration, query);
            if (!page) {
                continue;
            }
            for (Record& record : page->records) {
                auto transitions = by_state[record.state];
                std::erase_if(transitions, [&](const Transition* transition) { return is_own(person, *transition, record); });
                if (transitions.empty()) {
                    continue;
                }
                tasks.push_back({&declaration, std::move(record), std::move(transitions)});
            }
        }
    });
    return tasks;
}

}  // namespace pendopo::workflow
