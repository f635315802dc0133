#pragma once
// Which norm is met, by whom, and what proves it. Rules are compiled for one government's regulation and judged over a mirror of its records
// that follows the ledger, so one record's change judges again only what depends on it.

#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "law/regulation.hpp"
#include "law/state.hpp"
#include "register/records.hpp"
#include "store/database.hpp"

namespace pendopo::law {

/// A record, by which something is meant or proved.
struct Reference {
    std::string register_name, id, label;
};

/// One answer: a norm's rule about one subject.
struct Line {
    const Norm* norm = nullptr;
    std::string rule;       ///< empty for unbound norms
    /// Register "government" for the government itself, whose id may hold a list item; the subject's register with an empty id where it holds
    /// no record to judge.
    Reference subject;
    std::string agency;     ///< key of the agency, "" for the government as a whole
    State state = State::unbound;
    std::optional<Date> since, due;
    bool warns_only = false;  ///< a check at a state that does not shut it here
    Text why;                          ///< in words: what was looked for, what was found, what is missing
    std::vector<Reference> evidence;
    /// What would mend it: create a record in a register with these values, or open the subject. Empty register: nothing to offer.
    std::string mend_register;
    std::vector<std::pair<std::string, std::string>> mend_values;
};

struct Filter {
    std::string norm;     ///< "24/2", full id, or an article "24"
    std::string agency;   ///< key; "-" for the government as a whole
    std::string system;
    std::string rule;
    std::string subject_register, subject_id;
    std::optional<State> state;
    std::optional<Date> due_until;   ///< only lines with a due day up to this one (calendar)
    std::size_t offset = 0, limit = 1000;
    bool explain = true;  ///< fill `why`, `evidence`, `mend_*`
};

/// Norm x agency: the worst answer and how many lines there are of each.
struct Cell {
    State state = State::unbound;
    std::array<std::uint32_t, state_count> counts{};  ///< by State
};
struct MatrixRow {
    const Norm* norm = nullptr;
    Cell all;                            ///< over every subject
    std::map<std::string, Cell> agency;  ///< by agency key, "" for the government
};

/// A value that the law leaves to the government, and what it set.
struct OpenValue {
    const Norm* norm = nullptr;
    std::string rule;
    std::string parameter;  ///< every, within, standard, domain, target; reading: whether a permission is read as excluding others (exclusive, permissive)
    std::string suggestion;  ///< a proposal, never used by itself
    std::optional<std::string> value;  ///< from register `government_value` in state decided
    std::string record;  ///< its key
};

/// A gate that is shut for a record about to enter a state: who closes it and what would open it.
struct Shut {
    const Norm* norm = nullptr;
    std::string rule;
    bool warns = false;  ///< it warns and does not shut
    Text why;
    std::string mend_register;
    std::vector<std::pair<std::string, std::string>> mend_values;
};

class Rulebook;

class Compliance {
public:
    /// Compiles every binding of the regulation. Records are read when answers are first asked for.
    /// @error rule.* with file:line:column and a suggestion
    static Result<std::unique_ptr<Compliance>> compile(const Regulation&, const registers::Catalogue&, std::shared_ptr<const Rulebook>, std::vector<Office>,
                                                       const registers::Records&, store::Database&, Clock);
    ~Compliance();

    [[nodiscard]] const Regulation& regulation() const;

    /// Reads the records, if that is still to be done. Whoever asks for gates within a change does this before it: a change sees what is not committed.
    void ready() const;

    /// Lines of today. Takes in what changed since the last call first. Any thread may call.
    std::vector<Line> lines(const Filter& filter, std::size_t* total = nullptr);
    /// Lines as on a day: records as they were then, judged by that day.
    std::vector<Line> lines_on(Date day, const Filter& filter, std::size_t* total = nullptr);
    std::vector<MatrixRow> matrix(const Filter& filter, std::optional<Date> day = {});
    /// Norm -> worst state and counts, for the regulation pages.
    std::map<std::string, Cell> summary(std::optional<Date> day = {});

    std::vector<OpenValue> open_values();
    /// Conflict key -> norms it follows as recorded (register conflict_choice, state decided), or nothing.
    std::map<std::string, std::optional<std::vector<std::string>>> conflict_choices();

    /// Gates of every norm that shuts (or warns) when this record enters its state, or carries a value that the law does not list. Within the
    /// caller's session: other records count as they were last committed. The record should already carry `<state>_on` and `<state>_by`; a missing
    /// day is today.
    std::vector<Shut> gates(store::Session&, const registers::Register&, const registers::Record& entering);
    /// The same for every state a record could enter, for showing on its page: state -> gates.
    std::map<std::string, std::vector<Shut>> gates_ahead(store::Session&, const registers::Register&, const registers::Record&);
    /// Norms whose rules read a field: for the field's help and its allowed choices under this law.
    struct FieldLaw {
        std::vector<const Norm*> norms;
        std::vector<std::string> choices;  ///< allowed ones where a `value` rule lists them; empty: all
    };
    FieldLaw field_law(std::string_view register_name, std::string_view field) const;

    struct Statistics {
        std::size_t bindings = 0, lines = 0, records = 0;
        std::chrono::microseconds full{}, last_change{};
    };
    Statistics statistics() const;

private:
    Compliance();
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// Checks rules and bindings without a database, for `pendopo check` and `pendopo regulation check`.
Result<void> check_rules(const std::vector<Regulation>&, const registers::Catalogue&, const Resources& rules);

/// Per regulation: how many norms, checkable, bound, by pattern and rule (`pendopo regulation coverage`).
boost::json::object coverage(const std::vector<Regulation>&, const registers::Catalogue&, const Resources& rules);

}  // namespace pendopo::law
