#pragma once
// A regulation's bindings as units to judge: what never changes while a government is in service, and what its decisions change.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "law/binding.hpp"
#include "law/dependency.hpp"
#include "law/judge.hpp"

namespace pendopo::law {

/// How a norm stands towards its conflicts and its reading.
enum class Standing : std::uint8_t {
    plain,
    outside,       ///< a duty of someone else
    unsettled,     ///< in a contradiction on which the government has not decided
    not_followed,  ///< the government follows another norm
    unread,        ///< an interpretation that the government has not confirmed
    read_openly,   ///< the government reads it as not excluding anything
};

/// One check of one binding of one norm.
struct Unit {
    const Norm* norm = nullptr;
    const Rule* rule = nullptr;
    const Binding* binding = nullptr;
    Check check;
    Dependencies dependencies;
    std::vector<OpenParameter> open;
    bool undetermined = false;
    Standing standing = Standing::plain;
    const Conflict* conflict = nullptr;  ///< why it is unsettled or not followed
    Terms terms;

    [[nodiscard]] bool shuts() const { return rule->prevents && binding->prevents && standing == Standing::plain && !undetermined; }
    [[nodiscard]] std::size_t items() const;  ///< lines of a check without records as subjects
};

/// What is shared by every judging of one government's law.
struct Frame {
    const Regulation& regulation;
    const registers::Catalogue& catalogue;
    std::shared_ptr<const Rulebook> rulebook;
    std::vector<Office> offices;
    std::shared_ptr<Symbols> symbols;
    std::shared_ptr<Schema> schema;
    OfficeColumns columns;
    std::unique_ptr<KnownSymbols> known;
    std::set<std::string, std::less<>> office_codes;
    /// Columns of the registers of the government's decisions; table -1 where the catalogue has none.
    struct {
        int table = -1, norm = -1, parameter = -1, value = -1, day = -1;
    } values;
    struct {
        int table = -1, regulation = -1, conflict = -1, follows = -1, day = -1;
    } choices;
    struct {
        int table = -1, norm = -1, about = -1, valid_from = -1, valid_to = -1;
    } exemptions;

    /// Compiles the regulation once, to learn what must be mirrored. @error rule.*, declaration.* with file:line:column
    static Result<std::shared_ptr<const Frame>> build(const Regulation& regulation, const registers::Catalogue& catalogue,
                                                      std::shared_ptr<const Rulebook> rulebook, std::vector<Office> offices);
    Frame(const Regulation& regulation, const registers::Catalogue& catalogue) : regulation(regulation), catalogue(catalogue) {}
};

/// What a government decided, as on a day.
struct Decisions {
    struct Set {
        std::string value, record;
        friend bool operator==(const Set&, const Set&) = default;
    };
    std::map<std::pair<std::string, std::string>, Set, std::less<>> values;          ///< full norm id, parameter
    std::map<std::string, std::vector<std::string>, std::less<>> choices;            ///< conflict key -> norms followed

    static Decisions read(const Frame& frame, const Mirror& mirror, Day day);
    [[nodiscard]] const Set* find(const Norm& norm, std::string_view parameter) const;
    friend bool operator==(const Decisions&, const Decisions&) = default;
};

/// The units of a regulation under the government's decisions.
[[nodiscard]] std::vector<Unit> compile_units(const Frame& frame, Schema& schema, const Decisions& decisions, yaml::Mistakes& mistakes);

/// The norm is not judged: deleted, or nothing in it can be checked.
[[nodiscard]] bool unjudged(const Norm& norm);

}  // namespace pendopo::law
