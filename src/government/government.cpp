#include "government/government.hpp"

#include <future>

#include "government/duties.hpp"
#include "law/rule.hpp"

namespace pendopo::government {

namespace {

/// The offices that fields may name: by code, by what this government calls them, by their general names.
registers::OfficeNames office_names(const law::Regulation& regulation, const std::vector<law::Office>& offices) {
    registers::OfficeNames names;
    for (const auto& [role, name] : regulation.roles) {
        names.emplace(role, role);
    }
    for (const law::Office& office : offices) {
        names.emplace(office.code, office.code);
    }
    for (const auto& [role, name] : regulation.roles) {
        names.emplace(lower(name), role);
    }
    for (const law::Office& office : offices) {
        names.emplace(lower(office.label.id), office.code);
        names.emplace(lower(office.label.in(Language::en)), office.code);
    }
    names.erase("");
    return names;
}

/// PostgreSQL schemas are named by the slug; SQLite files lie in the government's folder.
store::Location location_of(const Government::Settings& settings) {
    std::string schema = settings.slug;
    std::ranges::replace(schema, '-', '_');
    return {.url = settings.database_url, .schema = std::move(schema), .folder = settings.folder, .alone = settings.alone};
}

/// Every derived field needs the code that works it out, and the other way round.
Result<void> check_derivations(const registers::Catalogue& catalogue, const registers::Derivations& derivations) {
    std::vector<Problem> problems;
    std::set<std::string> declared;
    for (const registers::Register& declaration : catalogue.registers()) {
        for (const registers::Field& field : declaration.fields) {
            const std::string name = declaration.name + "." + field.name;
            if (field.type == registers::FieldType::derived && declared.insert(name).second && !derivations.contains(name)) {
                problems.push_back({"declaration.not_derived", declaration.file, {{"field", name}}, {}, "no code works out " + name});
            }
        }
    }
    for (const auto& [name, derivation] : derivations) {
        const bool of_this_folder = catalogue.find(name.substr(0, name.find('.'))) != nullptr;
        if (of_this_folder && !declared.contains(name)) {
            problems.push_back({"declaration.not_declared", "", {{"field", name}}, {}, "no register declares " + name});
        }
    }
    return problems.empty() ? Result<void>{} : fail(std::move(problems));
}

Result<Locale> load_locale(const Resources& resources) {
    Locale locale;
    for (const Language language : {Language::id, Language::en}) {
        const char* name = language == Language::id ? "/id.yaml" : "/en.yaml";
        for (const char* folder : {"locale/", "systems/"}) {
            for (const Resource& file : resources.below(folder, name)) {
                CHECK(locale.add(language, file.path, file.content));
            }
        }
    }
    return locale;
}

}  // namespace

Result<std::shared_ptr<const Product>> Product::load(Resources resources, registers::Derivations derivations) {
    auto product = std::make_shared<Product>();
    product->resources = std::move(resources);
    product->derivations = std::move(derivations);
    // The three that take longest are read side by side: together they are most of a command's start.
    auto regulations = std::async(std::launch::async, [&] { return law::load_regulations(product->resources); });
    auto rulebook = std::async(std::launch::async, [&] { return law::Rulebook::load(product->resources); });
    auto locale = load_locale(product->resources);
    auto catalogue = registers::Catalogue::load(product->resources);
    auto read_regulations = regulations.get();
    auto read_rulebook = rulebook.get();
    TRY(product->catalogue, std::move(catalogue));
    CHECK(check_derivations(product->catalogue, product->derivations));
    TRY(product->regulations, std::move(read_regulations));
    TRY(product->offices, law::load_offices(product->resources));
    TRY(auto rules, std::move(read_rulebook));
    product->rulebook = std::make_shared<const law::Rulebook>(std::move(rules));
    TRY(product->locale, std::move(locale));
    return product;
}

const law::Regulation* Product::regulation(std::string_view id) const {
    const auto found = std::ranges::find(regulations, id, &law::Regulation::id);
    return found == regulations.end() ? nullptr : &*found;
}

Government::Government(const Settings& settings, std::shared_ptr<const Product> shared)
    : slug(settings.slug), product(std::move(shared)), demonstration(settings.demonstration), folder(settings.folder) {}

Government::~Government() {
    if (scheduler) {
        scheduler->stop();
    }
}

Result<std::unique_ptr<Government>> Government::open(std::shared_ptr<const Product> product, const Settings& settings, Clock clock) {
    std::unique_ptr<Government> government(new Government(settings, std::move(product)));
    government->clock = std::move(clock);
    government->regulation = government->product->regulation(settings.regulation);
    if (government->regulation == nullptr) {
        std::vector<std::string> known;
        for (const auto& each : government->product->regulations) {
            known.push_back(each.id);
        }
        return fail(ErrorKind::not_found, "regulation.unknown", settings.regulation,
                    {Problem{"regulation.unknown", "", {{"regulation", settings.regulation}, {"known", join(known, ", ")}}, {}, {}}});
    }
    const auto& shared = *government->product;
    TRY(government->database, store::Database::open(location_of(settings), settings.create));
    store::Database& database = *government->database;
    CHECK(ledger::attach(database));
    government->blobs = std::make_unique<store::Blobs>(settings.folder / "blobs");
    government->records = std::make_unique<registers::Records>(shared.catalogue, database);
    CHECK(government->records->prepare());
    government->records->derive_with(shared.derivations, [&opened = *government] { return opened.today(); });
    government->records->know_offices(office_names(*government->regulation, shared.offices));
    government->people = std::make_unique<people::People>(database, government->clock);
    CHECK(government->people->prepare());
    TRY(government->compliance, law::Compliance::compile(*government->regulation, shared.catalogue, shared.rulebook, shared.offices, *government->records,
                                                         database, government->clock));
    government->workflow = std::make_unique<workflow::Workflow>(database, *government->records, *government->compliance, *government->blobs, government->clock);
    CHECK(government->workflow->prepare());
    government->scheduler = std::make_unique<jobs::Scheduler>(database, government->clock);
    CHECK(government->scheduler->prepare());
    return government;
}

std::string Government::name() const { return regulation->region; }

Date Government::today() const { return day_in(clock(), regulation->timezone); }

ledger::Verification Government::verify() {
    return database->read([&](store::Session& session) {
        std::vector<ledger::Guarded> guarded = people->guarded();
        std::ranges::move(workflow->guarded(), std::back_inserter(guarded));
        for (const registers::Register& declaration : product->catalogue.registers()) {
            guarded.push_back(records->guarded(declaration));
        }
        return ledger::verify(session, guarded);
    });
}

std::vector<ledger::Finding> Government::verify_files() {
    std::set<std::string> hashes;
    database->read([&](store::Session& session) { hashes = workflow->kept_files(session); });
    std::vector<ledger::Finding> findings;
    for (const std::string& hash : blobs->verify(std::vector(hashes.begin(), hashes.end()))) {
        findings.push_back({.kind = blobs->path(hash) ? "file_changed" : "file_missing", .subject = "file", .record = hash, .detail = {}});
    }
    return findings;
}

Result<void> Government::begin() {
    const registers::Register* declaration = product->catalogue.find("regulation");
    ASSERT(declaration != nullptr, "the product declares register regulation");
    return database->write([&](store::Session& session) -> Result<void> {
        bool there = false;
        records->each(session, *declaration, [&](const registers::Record&) {
            there = true;
            return false;
        });
        if (there) {
            return {};
        }
        registers::Record record{.id = regulation->id, .state = "in_force", .values = std::vector<registers::Value>(declaration->fields.size())};
        const auto set = [&](std::string_view field, std::string value) {
            if (!value.empty()) {
                record.set(*declaration, field, std::move(value));
            }
        };
        set("title", regulation->title);
        set("instrument", regulation->instrument);
        set("number", std::to_string(regulation->number));
        set("year", std::to_string(regulation->year));
        set("catalogue", regulation->id);
        if (regulation->enacted) {
            set("enacted_on", to_string(*regulation->enacted));
        }
        if (const auto promulgated = regulation->promulgated ? regulation->promulgated : regulation->enacted) {
            set("promulgated_on", to_string(*promulgated));
            set("in_force_on", to_string(*promulgated));
        }
        CHECK(records->create(session, *declaration, std::move(record), {.account = "system", .behalf = {}, .at = clock(), .note = "init"}));
        return {};
    });
}

void Government::schedule() {
    using namespace std::chrono_literals;
    scheduler->add({"obligations", 1h, [this] { return record_obligations(*this); }});
    scheduler->add({"reminders", 6h, [this] { return remind(*this); }});
    scheduler->add({"ledger_check", 24h, [this]() -> Result<void> {
                        auto findings = verify().findings;
                        std::ranges::move(verify_files(), std::back_inserter(findings));
                        if (!findings.empty()) {
                            const auto& finding = findings.front();
                            return fail(ErrorKind::conflict, "ledger.tampered", fmt::format("{} {} {}", finding.kind, finding.subject, finding.record));
                        }
                        return {};
                    }});
}

}  // namespace pendopo::government
