#pragma once
// Rows of a register: putting them in, changing them, taking them out, with what stands beside them and the word index.

#include <span>

#include "register/plan.hpp"

namespace pendopo::registers {

class Writer {
public:
    Writer(store::Session& session, const Plan& plan) : session_(session), dialect_(session.dialect()), plan_(plan) {}

    void insert(std::span<const Record* const> records);
    /// False where the record no longer has the version that `before` has.
    [[nodiscard]] bool update(const Record& before, const Record& after);
    void erase(const Record& record);

private:
    void insert_rows(std::span<const Record* const> records, const std::vector<std::size_t>& fields);
    /// Runs "head (?, ?), (?, ?)..." over all rows of values, some at a time.
    void execute_rows(const std::string& head, const std::string& row, std::size_t width, std::span<const store::Value> values);
    void insert_sides(std::span<const Record* const> records, const Side& side);
    void erase_words(const std::string& id);
    void index_words(const std::string& where, const store::Value& parameter);

    store::Session& session_;
    store::Dialect dialect_;
    const Plan& plan_;
};

/// A constraint of the database that refused a change which the checks before had let pass (another process was quicker).
[[nodiscard]] Error refused(const store::ConstraintFault& fault, const Register& declaration);

/// The ledger's entry of a change; `after` is nothing for a deletion.
[[nodiscard]] ledger::Entry entry_of_change(const Register& declaration, const Record* before, const Record* after, const Author& author,
                                            std::string_view action);
/// Appends it.
void record_change(store::Session& session, const Register& declaration, const Record* before, const Record* after, const Author& author,
                   std::string_view action);

/// Key and state of a new record where they are empty, and the defaults of its fields.
void fill_new(const Register& declaration, Record& record);

/// Running numbers: the next `count` of a register, the first of them; and that a number was taken by hand.
[[nodiscard]] std::int64_t take_numbers(store::Session& session, const Register& declaration, std::int64_t count);
void note_number(store::Session& session, const Register& declaration, std::int64_t number);
[[nodiscard]] std::string numbered_key(const Register& declaration, std::int64_t number);
[[nodiscard]] std::optional<std::int64_t> number_of_key(const Register& declaration, std::string_view key);

}  // namespace pendopo::registers
