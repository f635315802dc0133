#pragma once
// One government: owns its database, regulation, ledger, files, people and schedule. A process serves several; nothing is shared between
// them but what never changes (declarations, texts).

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/resources.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "jobs/jobs.hpp"
#include "law/compliance.hpp"
#include "law/regulation.hpp"
#include "ledger/ledger.hpp"
#include "people/people.hpp"
#include "register/records.hpp"
#include "store/blobs.hpp"
#include "store/database.hpp"
#include "workflow/workflow.hpp"

namespace pendopo::government {

/// What every government of a process shares: read once, never changed.
struct Product {
    Resources resources;
    registers::Catalogue catalogue;
    std::vector<law::Regulation> regulations;
    std::vector<law::Office> offices;
    std::shared_ptr<const law::Rulebook> rulebook;
    Locale locale;
    registers::Derivations derivations;

    /// @error declaration.*, rule.*: every mistake with file:line:column
    /// @param derivations  how each field of type `derived` is worked out
    static Result<std::shared_ptr<const Product>> load(Resources resources, registers::Derivations derivations);
    [[nodiscard]] const law::Regulation* regulation(std::string_view id) const;
};

class Government {
public:
    struct Settings {
        std::string slug;
        std::string regulation;  ///< id
        std::filesystem::path folder;   ///< DATA/<slug>
        std::string database_url;       ///< empty: SQLite in the folder
        bool create = false;
        bool demonstration = false;     ///< holds invented data
        bool alone = false;             ///< refuse to open where another process serves the folder (SQLite); commands may work beside a server
    };
    /// Opens (or creates) a government, brings its tables to the declarations, compiles its rules, starts nothing.
    static Result<std::unique_ptr<Government>> open(std::shared_ptr<const Product>, const Settings&, Clock clock = system_clock());
    ~Government();

    const std::string slug;
    std::shared_ptr<const Product> product;
    const law::Regulation* regulation = nullptr;
    Clock clock;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::Blobs> blobs;
    std::unique_ptr<registers::Records> records;
    std::unique_ptr<people::People> people;
    std::unique_ptr<law::Compliance> compliance;
    std::unique_ptr<workflow::Workflow> workflow;
    std::unique_ptr<jobs::Scheduler> scheduler;
    const bool demonstration;  ///< every page says that the data are invented
    const std::filesystem::path folder;

    [[nodiscard]] std::string name() const;  ///< "Kota Kediri"
    [[nodiscard]] Date today() const;
    /// Checks the whole ledger, and every record, account, API token, comment and attachment against it.
    ledger::Verification verify();
    /// Reads every file that a record holds and names those that are gone or changed (kinds file_missing, file_changed). Takes as long as reading them.
    std::vector<ledger::Finding> verify_files();
    /// Enters the government's own regulation into register `regulation`, where it is not there yet.
    Result<void> begin();
    /// Adds the jobs that a server runs: obligations, reminders, ledger check. Does not start them.
    void schedule();

private:
    explicit Government(const Settings&, std::shared_ptr<const Product>);
};

/// Which governments a data folder holds: DATA/governments.yaml, written by `pendopo init`.
struct Listing {
    std::string slug, regulation;
    bool demonstration = false;
};
/// A government's short name: lower case letters, digits and '-', beginning with a letter, 1 to 40, and no word that addresses begin with.
[[nodiscard]] bool proper_slug(std::string_view slug);
/// @error data.not_initialised, government.bad_name
Result<std::vector<Listing>> listings(const std::filesystem::path& data);
/// @error government.bad_name, government.exists
Result<void> add_listing(const std::filesystem::path& data, const Listing&);

/// Writes one archive (tar, zstd) of every government of a data folder: databases as of one moment each, and files. Works beside a server.
/// @param governments  the opened governments of the folder
Result<void> back_up(const std::filesystem::path& data, const std::vector<Government*>& governments, const std::filesystem::path& archive);
/// Puts an archive's content into an empty or missing data folder. @error backup.not_empty, backup.damaged; nothing is left behind then
/// @param database_url  for governments kept in PostgreSQL; empty: SQLite files
Result<void> restore(const std::filesystem::path& archive, const std::filesystem::path& data, const std::string& database_url);

}  // namespace pendopo::government
