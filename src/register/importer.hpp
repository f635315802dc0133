#pragma once
// The heart of every import: takes what rows say of records, checks it all, and writes it in batches, or nothing.

#include "register/cycles.hpp"
#include "register/keys.hpp"
#include "register/transfer.hpp"
#include "register/write.hpp"

namespace pendopo::registers {

/// What one row says of a record. Fields it does not name stay as they are.
struct Patch {
    std::size_t row = 0;
    std::string id, state;
    std::vector<std::pair<std::size_t, Value>> values;  ///< index of the field, new value (nothing clears it)
};

/// Names the column of a field of a row, for problems: a header's text, or the field's name.
using ColumnName = std::function<std::string(const Register&, std::string_view field)>;

class Importer {
public:
    Importer(store::Session& session, const Records::Inside& inside, const Catalogue& catalogue, const ImportOptions& options, const Author& author,
             ColumnName column_name);
    ~Importer();
    Importer(const Importer&) = delete;
    Importer& operator=(const Importer&) = delete;

    void add(const Register& declaration, Patch patch);
    /// A mistake of a row; `field` is what it is about ("" for the row as a whole).
    void add_problem(const Register* declaration, std::size_t row, std::string_view field, Problem problem);
    [[nodiscard]] bool enough() const { return report_.problems.size() >= options_.max_problems; }
    KeyCache& keys() { return keys_; }
    /// Writes what waits, checks what was left to the end, and takes all back where something was wrong.
    Result<ImportReport> finish();

private:
    struct Batch {
        const Register* declaration = nullptr;
        std::vector<Patch> patches;
    };
    struct Awaited {
        const Register* declaration = nullptr;
        std::size_t row = 0;
        std::string target, key, field;
        Problem problem;
    };
    struct Ready {
        Record record;
        std::size_t row = 0;
    };

    void flush();
    void flush(Batch& batch);
    std::unordered_map<std::string, Record> existing(const Plan& plan, const Batch& batch);
    bool check(const Plan& plan, const Record* before, const Record& record, std::size_t row);
    void update(const Plan& plan, const Record& before, Record after, std::size_t row);
    void insert(const Plan& plan, std::vector<Ready>& fresh);
    void number(const Plan& plan, std::vector<Ready>& fresh);
    void widen_cache();
    [[nodiscard]] bool writing() const { return !options_.dry_run && report_.problems.empty(); }

    store::Session& session_;
    const Records::Inside& inside_;
    const Catalogue& catalogue_;
    const ImportOptions& options_;
    const Author& author_;
    ColumnName column_name_;
    KeyCache keys_;
    Cycles cycles_;
    std::string now_;
    std::vector<Batch> batches_;
    std::size_t waiting_ = 0;
    std::unordered_map<std::string, std::unordered_map<std::string, std::size_t>> seen_;  // register -> key -> row
    std::vector<Awaited> awaited_;
    std::optional<Error> fault_;
    bool saved_ = false;
    std::string cache_size_;  // of SQLite, as it was before this import
    ImportReport report_;
};

}  // namespace pendopo::registers
