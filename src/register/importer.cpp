#include "register/importer.hpp"

#include <future>

#include "register/value_check.hpp"

namespace pendopo::registers {

namespace {

constexpr std::size_t rows_per_batch = 512;
constexpr const char* savepoint = "import_of_records";

/// The field that a problem's pointer names: "/fields/name/0" gives name.
std::string field_of_pointer(std::string_view pointer) {
    constexpr std::string_view before = "/fields/";
    if (pointer.starts_with(before)) {
        pointer.remove_prefix(before.size());
        return std::string(pointer.substr(0, pointer.find('/')));
    }
    return pointer.starts_with('/') ? std::string(pointer.substr(1)) : std::string();
}

std::string pointer_part(std::string_view column) {
    std::string part;
    for (const char c : lower(column)) {
        part += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    return part;
}

}  // namespace

Importer::Importer(store::Session& session, const Records::Inside& inside, const Catalogue& catalogue, const ImportOptions& options, const Author& author,
                   ColumnName column_name)
    : session_(session),
      inside_(inside),
      catalogue_(catalogue),
      options_(options),
      author_(author),
      column_name_(std::move(column_name)),
      keys_(session, catalogue, inside.offices, !options.dry_run),
      cycles_(session),
      now_(to_string(author.at)) {
    if (!options.dry_run) {
        session_.script(fmt::format("SAVEPOINT {}", savepoint));
        saved_ = true;
    }
}

Importer::~Importer() {
    if (!cache_size_.empty()) {
        try {
            session_.script(fmt::format("PRAGMA cache_size = {}", cache_size_));
        } catch (const store::DatabaseFault&) {
            // The change failed already, with its own reason; the cache only stays larger.
            cache_size_.clear();
        }
    }
}

/// A large import touches every index in no order. SQLite's cache is small, and pages that do not fit are written and read again and again.
void Importer::widen_cache() {
    constexpr std::size_t many_rows = 5'000;
    constexpr const char* wide = "-200000";  // KiB, for this import only
    if (options_.dry_run || report_.rows < many_rows || !cache_size_.empty() || session_.dialect() != store::Dialect::sqlite) {
        return;
    }
    cache_size_ = session_.query("PRAGMA cache_size").front().front().value_or("-2000");
    session_.script(fmt::format("PRAGMA cache_size = {}", wide));
}

void Importer::add_problem(const Register* declaration, std::size_t row, std::string_view field, Problem problem) {
    if (enough()) {
        return;
    }
    const std::string column = field.empty() || declaration == nullptr ? std::string(field) : column_name_(*declaration, field);
    problem.pointer = column.empty() ? fmt::format("/rows/{}", row) : fmt::format("/rows/{}/{}", row, pointer_part(column));
    problem.arguments["row"] = std::to_string(row);
    problem.arguments["column"] = column;
    if (declaration != nullptr) {
        problem.arguments.emplace("register", declaration->name);
    }
    problem.detail = column.empty() ? fmt::format("row {}: {}", row, problem.detail) : fmt::format("row {}, column {}: {}", row, column, problem.detail);
    report_.problems.push_back(std::move(problem));
}

void Importer::add(const Register& declaration, Patch patch) {
    ++report_.rows;
    if (!patch.id.empty()) {
        const auto [place, fresh] = seen_[declaration.name].emplace(patch.id, patch.row);
        if (!fresh) {
            add_problem(&declaration, patch.row, "id",
                        {"record.repeated_key",
                         {},
                         {{"key", patch.id}, {"first", std::to_string(place->second)}},
                         {},
                         fmt::format("the key {} stands in row {} already", patch.id, place->second)});
            return;
        }
    }
    const auto batch = std::ranges::find(batches_, &declaration, &Batch::declaration);
    Batch& waiting = batch != batches_.end() ? *batch : batches_.emplace_back(Batch{&declaration, {}});
    waiting.patches.push_back(std::move(patch));
    if (++waiting_ >= rows_per_batch) {
        flush();
    }
}

void Importer::flush() {
    widen_cache();
    for (Batch& batch : batches_) {
        if (!batch.patches.empty() && !fault_) {
            try {
                flush(batch);
            } catch (const store::ConstraintFault& fault) {
                // The database's own net: nothing more can be done in this change, and the error takes all of it back.
                fault_ = refused(fault, *batch.declaration);
            }
        }
        batch.patches.clear();
    }
    waiting_ = 0;
    if (options_.progress) {
        options_.progress(report_.rows);
    }
}

std::unordered_map<std::string, Record> Importer::existing(const Plan& plan, const Batch& batch) {
    std::vector<std::string> ids;
    for (const Patch& patch : batch.patches) {
        if (!patch.id.empty() && keys_.exists(plan.declaration->name, patch.id)) {
            ids.push_back(patch.id);
        }
    }
    std::unordered_map<std::string, Record> records;
    for (Record& record : read_records(session_, plan, ids)) {
        records.emplace(record.id, std::move(record));
    }
    return records;
}

bool Importer::check(const Plan& plan, const Record* before, const Record& record, std::size_t row) {
    auto problems = validate(*plan.declaration, record);
    keys_.check_references(plan, before, record, problems, [&](const std::string& target, const std::string& key, Problem problem) {
        if (catalogue_.find(target) == nullptr) {
            return false;
        }
        // It may come later in the file.
        awaited_.push_back({plan.declaration, row, target, key, field_of_pointer(problem.pointer), std::move(problem)});
        return true;
    });
    keys_.check_unique(plan, before, record, problems);
    for (Problem& problem : problems) {
        const std::string field = field_of_pointer(problem.pointer);
        add_problem(plan.declaration, row, field, std::move(problem));
    }
    if (problems.empty()) {
        cycles_.note(*plan.declaration, record, row);
    }
    return problems.empty();
}

void Importer::flush(Batch& batch) {
    const Plan& plan = inside_.plan(*batch.declaration);
    const Register& declaration = *batch.declaration;
    const auto records = existing(plan, batch);
    std::vector<Ready> fresh;
    for (Patch& patch : batch.patches) {
        if (enough()) {
            return;
        }
        const auto before = records.find(patch.id);
        Record record;
        if (before != records.end()) {
            record = before->second;
        } else {
            record.id = patch.id;
            record.values.resize(declaration.fields.size());
        }
        if (!patch.state.empty()) {
            record.state = patch.state;
        }
        for (auto& [field, value] : patch.values) {
            record.values[field] = is_set(value) ? std::move(value) : Value{};
        }
        if (before != records.end()) {
            update(plan, before->second, std::move(record), patch.row);
            continue;
        }
        fill_new(declaration, record);
        enter_state(declaration, nullptr, record, author_, true);
        const bool numbered = record.id.empty();
        if (numbered) {
            record.id = fmt::format("new:{}", patch.row);  // until it has its number
        }
        if (check(plan, nullptr, record, patch.row)) {
            ++report_.created;
            numbered ? keys_.add_unique(plan, record) : keys_.add(plan, record);
            record.id = numbered ? std::string() : record.id;
            fresh.push_back({std::move(record), patch.row});
        }
    }
    insert(plan, fresh);
}

void Importer::update(const Plan& plan, const Record& before, Record after, std::size_t row) {
    enter_state(*plan.declaration, &before, after, author_, true);
    if (after.state == before.state && after.values == before.values) {
        ++report_.unchanged;
        return;
    }
    if (!check(plan, &before, after, row)) {
        return;
    }
    ++report_.changed;
    keys_.forget_unique(plan, before);
    keys_.add_unique(plan, after);
    if (!writing()) {
        return;
    }
    after.version = before.version + 1;
    after.updated_on = now_;
    after.updated_by = author_.account;
    if (!Writer(session_, plan).update(before, after)) {
        fault_ = Error{ErrorKind::conflict, "record.changed_meanwhile", fmt::format("{} {}", plan.declaration->name, before.id), {}};
        return;
    }
    record_change(session_, *plan.declaration, &before, &after, author_, "import");
}

void Importer::number(const Plan& plan, std::vector<Ready>& fresh) {
    const Register& declaration = *plan.declaration;
    std::int64_t largest = -1;
    std::vector<Ready*> without;
    for (Ready& ready : fresh) {
        if (ready.record.id.empty()) {
            without.push_back(&ready);
        } else {
            largest = std::max(largest, number_of_key(declaration, ready.record.id).value_or(-1));
        }
    }
    if (largest >= 0) {
        note_number(session_, declaration, largest);
    }
    while (!without.empty()) {
        std::int64_t next = take_numbers(session_, declaration, static_cast<std::int64_t>(without.size()));
        std::vector<Ready*> still;
        for (Ready* ready : without) {
            const std::string key = numbered_key(declaration, next++);
            if (keys_.exists(declaration.name, key) || seen_[declaration.name].contains(key)) {
                still.push_back(ready);
                continue;
            }
            ready->record.id = key;
            keys_.add(plan, ready->record);
        }
        without = std::move(still);
    }
}

void Importer::insert(const Plan& plan, std::vector<Ready>& fresh) {
    if (fresh.empty() || !writing()) {
        return;
    }
    number(plan, fresh);
    std::vector<const Record*> records;
    for (Ready& ready : fresh) {
        Record& record = ready.record;
        record.version = 1;
        record.created_on = record.updated_on = now_;
        record.created_by = record.updated_by = author_.account;
        records.push_back(&record);
    }
    // What the ledger says of them is worked out while the database takes them.
    auto entries = std::async(std::launch::async, [&] {
        std::vector<ledger::Sealed> sealed;
        sealed.reserve(records.size());
        for (const Record* record : records) {
            sealed.push_back(ledger::seal(entry_of_change(*plan.declaration, nullptr, record, author_, "import")));
        }
        return sealed;
    });
    Writer(session_, plan).insert(records);
    ledger::append_all(session_, entries.get());
}

Result<ImportReport> Importer::finish() {
    flush();
    if (fault_) {
        return std::unexpected(*std::move(fault_));
    }
    for (Awaited& awaited : awaited_) {
        const auto seen = seen_.find(awaited.target);
        if (seen == seen_.end() || !seen->second.contains(awaited.key)) {
            add_problem(awaited.declaration, awaited.row, awaited.field, std::move(awaited.problem));
        }
    }
    if (report_.problems.empty()) {
        for (const auto& found : cycles_.find()) {
            add_problem(found.declaration, found.row, found.field->name, problem_of(found));
        }
    }
    std::ranges::stable_sort(report_.problems, {}, [](const Problem& problem) { return std::stoull(problem.arguments.at("row")); });
    if (!report_.problems.empty() && saved_) {
        session_.script(fmt::format("ROLLBACK TO SAVEPOINT {}", savepoint));
    }
    if (saved_) {
        session_.script(fmt::format("RELEASE SAVEPOINT {}", savepoint));
    }
    return std::move(report_);
}

}  // namespace pendopo::registers
