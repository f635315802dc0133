#pragma once
// From the tables that the database has to those that the declarations want.

#include <map>
#include <string>
#include <vector>

#include "register/records.hpp"
#include "register/table.hpp"

namespace pendopo::registers {

/// The tables behind the register room's own bookkeeping: register_schema, numbering.
[[nodiscard]] std::vector<store::Migration> register_migrations();

/// Descriptions of the tables as they were last made, by register.
[[nodiscard]] std::map<std::string, std::string> last_descriptions(store::Session& session);

/// One step from the old tables to the new: refuses first, then changes.
class SchemaUpdate {
public:
    SchemaUpdate(store::Session& session, const Catalogue& catalogue, const std::map<std::string, std::string>& last);

    /// Says what would be lost; with an empty answer `apply` may follow.
    [[nodiscard]] const std::vector<Problem>& refusals() const { return refusals_; }
    void check();
    void apply();
    [[nodiscard]] const std::vector<SchemaChange>& changes() const { return changes_; }
    /// Registers whose words must be made anew, because they existed before and what is searched has changed.
    [[nodiscard]] const std::vector<const Register*>& to_reindex() const { return to_reindex_; }

private:
    struct Job {
        const Register* declaration = nullptr;
        Tables wanted;
        Tables last;
        bool known = false;    // there is a description of it
        bool changed = false;  // and it differs
    };

    void check_table(const Job& job, const Table& wanted);
    void check_removed(const Job& job);
    void check_retyped(const Job& job, const Table& table, const Column& was, const Column& now);
    void check_values(const Job& job, const std::string& sql, const Field& field, const std::string& named, const Column& was);
    void refuse(const Register& declaration, std::string_view field, std::int64_t count, std::string_view reason, std::string detail);

    void drop_indexes(const Job& job);
    void create_table(const Job& job, const Table& table);
    void create_search(const Job& job);
    void change_columns(const Job& job, const Table& table);
    void retype(const Table& table, const Column& was, const Column& now);
    void remove_column(const Table& table, const Column& was);
    void move_to_side(const Job& job, const Table& side);
    void settle();
    void add_foreign_keys(const Table& table, const std::vector<Column>& columns);
    void create_indexes(const Job& job);
    void run(std::string description, const std::string& sql);

    [[nodiscard]] bool exists(const std::string& table) const;
    [[nodiscard]] bool has_column(const std::string& table, const std::string& column) const;
    std::int64_t rows(const std::string& table, const std::string& where = {});
    [[nodiscard]] std::string column_sql(const Column& column) const;
    static const Table* table_named(const Tables& tables, std::string_view name);
    static const Field& field_of(const Register& declaration, const Table& table, const Column& column);

    store::Session& session_;
    store::Dialect dialect_;
    const Catalogue& catalogue_;
    std::vector<Job> jobs_;
    std::vector<std::pair<std::string, std::string>> gone_;  // registers that are no longer declared
    std::map<std::string, std::set<std::string>> actual_;    // columns of the database's tables
    std::set<std::string> created_;
    std::vector<Problem> refusals_;
    std::vector<SchemaChange> changes_;
    std::vector<const Register*> to_reindex_;
};

}  // namespace pendopo::registers
