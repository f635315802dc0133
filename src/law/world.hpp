#pragma once
// For tests: small governments made by hand, or from a check itself so that it is satisfied, or broken.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "law/assessment.hpp"
#include "law/compliance.hpp"

namespace pendopo::law::testing {

/// Declarations of the product, read once for a test program.
struct Product {
    Resources resources;
    registers::Catalogue catalogue;
    std::vector<Regulation> regulations;
    std::vector<Office> offices;
    std::shared_ptr<const Rulebook> rulebook;

    static const Product& get();
    [[nodiscard]] const Regulation& regulation(std::string_view slug) const;
    [[nodiscard]] std::shared_ptr<const Frame> frame(const Regulation& regulation) const;
};

/// Records in memory, and their judging as on a day.
class World {
public:
    World(std::shared_ptr<const Frame> frame, Date today);

    /// Adds (or replaces) a record: fields by name, canonical texts; several values separated by ';', parts as "item=text". "state" and "id" as well.
    std::string add(std::string_view register_name, const std::map<std::string, std::string>& fields);
    registers::Record& record(std::string_view register_name, std::string_view id);
    void remove(std::string_view register_name, std::string_view id);
    /// What a government decides: a value that the law leaves open.
    void decide(const Norm& norm, std::string_view parameter, std::string_view value);
    /// Every conflict of the regulation is settled: all norms are followed.
    void settle_conflicts();

    [[nodiscard]] Mirror mirror() const;
    /// Judges everything, where a record changed since.
    const Assessment& judged();
    /// The answer to a norm about a record (about the government where the register is empty): the worst of its units.
    State answer(std::string_view norm, std::string_view register_name = {}, std::string_view id = {});
    Line line(std::string_view norm, std::string_view register_name = {}, std::string_view id = {});
    std::vector<Shut> gates(std::string_view register_name, std::string_view id, std::string_view state);

    [[nodiscard]] const registers::Register& declaration(std::string_view name) const;
    [[nodiscard]] const Frame& frame() const { return *frame_; }
    [[nodiscard]] Date today() const { return today_; }
    std::map<std::string, std::map<std::string, registers::Record>> records;

private:
    std::shared_ptr<const Frame> frame_;
    Date today_;
    std::unique_ptr<Assessment> assessment_;  // nothing after a change
    int numbers_ = 0;
};

/// Builds the smallest world that satisfies one check, or breaks it.
class Builder {
public:
    Builder(World& world, const Unit& unit);
    /// Returns the subject's key ("" for the government or a list).
    std::string satisfied();
    std::string broken();

private:
    using Fields = std::map<std::string, std::string>;
    std::string subject(bool satisfied);
    void kind(const Complete&, Fields&, bool good);
    void kind(const Cover&, Fields&, bool good);
    void kind(const Periodic&, Fields&, bool good);
    void kind(const Valid&, Fields&, bool good);
    void kind(const Authority&, Fields&, bool good);
    void kind(const Value&, Fields&, bool good);
    void kind(const Respond&, Fields&, bool good);
    void kind(const Gate&, Fields&, bool good);
    void kind(const Ordered&, Fields&, bool good);
    void kind(const Attest&, Fields&, bool good);

    [[nodiscard]] const ColumnPlan& column(int table, int column) const;
    [[nodiscard]] std::string text(Symbol symbol) const;
    [[nodiscard]] std::string name(int table) const;
    /// Something for a field, whatever it is.
    std::string anything(const registers::Field& field);
    std::string holder(const registers::Field& field, const Offices& roles);
    void enter(Fields& fields, int table, const std::string& state, Day day);
    void fulfil(const Conditions& where, int table, Fields& fields);
    void set(const Path& path, int table, const std::string& value, Fields& fields);
    std::string value_for(const Condition& condition);
    void need(int table, const std::vector<int>& columns, Fields& fields);
    void fill_parts(const PartsCheck& parts, int table, Fields& fields);
    std::string add_clause(const Clause& clause, Symbol item, Symbol across, Day day, std::size_t copies = 1);

    World& world_;
    const Unit& unit_;
    std::string subject_;
    Fields* fields_ = nullptr;  // of the subject while it is made
    Day today_;
};

}  // namespace pendopo::law::testing
