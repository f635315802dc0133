#pragma once
// Judges checks over the mirror as on a day. Reads only; makes no answer of its own up: what is not recorded is not met.

#include <optional>
#include <utility>
#include <vector>

#include "law/check.hpp"
#include "law/mirror.hpp"
#include "law/regulation.hpp"
#include "law/state.hpp"
#include "law/words.hpp"

namespace pendopo::law {

struct Outcome {
    State state = State::unproven;
    Day since = no_day, due = no_day;
    friend bool operator==(const Outcome&, const Outcome&) = default;
};
/// The worse of two answers, with its days.
[[nodiscard]] Outcome worse(const Outcome& a, const Outcome& b);

/// What would mend a line: a record to create with these values, or a record to open.
struct Mend {
    std::string register_name;
    std::vector<std::pair<std::string, std::string>> values;
};

/// Collects why an answer is what it is.
struct Trace {
    const Words& words;
    const Norm* norm = nullptr;
    std::vector<Text> sentences;
    std::vector<RowRef> evidence;
    std::optional<Mend> mend;

    void say(Text sentence) { sentences.push_back(std::move(sentence)); }
};

/// What is judged: a record (or the government), and the item of a list where each item is judged by itself.
struct Subject {
    RowRef row;
    Symbol item = 0, across = 0;
};

/// How a check stands under its norm.
struct Terms {
    bool optional = false;   ///< a permission or power, or `required: false`: nothing there is nothing wrong
    bool entering = false;   ///< the subject is entering the state of `at` today
};

/// Columns of the registers that say who holds which office; -1 where the catalogue has none.
struct OfficeColumns {
    int agency = -1, agency_function = -1, agency_status = -1, agency_head = -1;
    int person = -1, person_agency = -1;
    int assignment = -1, assignment_person = -1, assignment_role = -1;
    int census = -1, census_register = -1, census_day = -1, census_agency = -1;
    int regulation = -1, regulation_catalogue = -1, regulation_enacted = -1, regulation_promulgated = -1;

    static OfficeColumns plan(Schema& schema);
};

/// Symbols that the judging itself knows.
struct KnownSymbols {
    explicit KnownSymbols(Symbols& symbols, const std::vector<Office>& offices);
    Symbol agency, owning_agency, data_owner, service_owner, agency_head, ict_autonomous_agency, local_government, ict_autonomous;
    Symbol active, confirmed, yes, unknown_catalogue = 0;
    std::vector<Symbol> agency_codes;  ///< office codes that mean one agency or another
    std::vector<Symbol> outside;       ///< offices outside the government
};

class Judge {
public:
    Judge(const Mirror& mirror, const OfficeColumns& offices, const KnownSymbols& known, const Regulation& regulation, Date today);

    [[nodiscard]] Day today() const { return today_; }
    [[nodiscard]] const Mirror& mirror() const { return mirror_; }

    /// The record is one that the check speaks of: it fits `where`, has reached the state of `at`, has not ceased.
    [[nodiscard]] bool applies(const Check& check, RowRef row) const;
    [[nodiscard]] bool satisfies(const Conditions& where, RowRef row) const;
    [[nodiscard]] Outcome judge(const Check& check, const Subject& subject, Terms terms, Trace* trace = nullptr) const;
    /// A document entering its state, by itself, under a check of pattern `valid` that asks the government for one. Nothing where the check is not about it.
    [[nodiscard]] std::optional<Outcome> judge_document(const Check& check, RowRef document, Trace* trace) const;
    /// The answer where no record is there to be judged.
    [[nodiscard]] Outcome nothing_there(const Check& check, Terms terms) const;

    [[nodiscard]] Symbol agency_of(RowRef row) const;
    /// Somebody confirmed, not too long ago, that the register is complete.
    [[nodiscard]] bool complete_register(int table) const { return complete_[static_cast<std::size_t>(table)] != 0; }
    /// Day of the regulation itself; no_day where it is recorded nowhere.
    [[nodiscard]] Day law_day(std::string_view event_state) const;
    [[nodiscard]] bool holds(RowRef owner, int column, Symbol value, const Offices& offices) const;

private:
    // judge.cpp
    [[nodiscard]] bool satisfies(const Condition& condition, RowRef row) const;
    [[nodiscard]] bool present(const Path& path, RowRef row) const;
    [[nodiscard]] bool excused(const Check& check, const Subject& subject, Trace* trace) const;
    [[nodiscard]] Outcome judge_kind(const Check& check, const Subject& subject, Terms terms, Trace* trace) const;
    [[nodiscard]] Outcome absent(Terms terms, int table, Day due = no_day) const;
    template <class Take>
    bool each_value(const Path& path, RowRef row, Take&& take) const;

    // clause.cpp
    template <class Take>
    void each_candidate(const Clause& clause, const Subject& subject, Take&& take) const;
    /// Records that the clause speaks of for this subject, dated up to today.
    template <class Take>
    void each_related(const Clause& clause, const Subject& subject, Take&& take) const;
    [[nodiscard]] bool related(const Clause& clause, RowRef row, const Subject& subject) const;
    [[nodiscard]] Symbol converted(const Clause::Same& same, Symbol value) const;
    /// What a related record lacks: fields, parts, the right office, the right instrument. Empty: nothing.
    [[nodiscard]] bool sufficient(const Clause& clause, RowRef row, RowRef owner, std::vector<Text>* lacking, const Trace* trace) const;
    [[nodiscard]] std::vector<Text> lacking(const Clause& clause, RowRef row, RowRef owner, const Trace& trace) const;
    [[nodiscard]] bool parts_present(const PartsCheck& parts, RowRef row, std::vector<Text>* lacking, const Trace* trace) const;
    [[nodiscard]] bool part_present(const PartsCheck& parts, RowRef row, Symbol item) const;
    [[nodiscard]] bool by_right_office(const Clause& clause, RowRef row, RowRef owner) const;
    [[nodiscard]] Day dated(const Clause& clause, RowRef row) const;
    void tell_missing(Trace& trace, const Clause& clause, const Subject& subject, const Offices* by = nullptr) const;
    void propose(Trace& trace, const Clause& clause, const Subject& subject) const;
    void propose_opening(Trace& trace, RowRef row) const;

    // offices.cpp
    [[nodiscard]] bool holds_one(RowRef owner, const ColumnPlan& column, Symbol value, Symbol role) const;
    [[nodiscard]] bool agency_holds(RowRef agency, Symbol role, RowRef owner) const;
    [[nodiscard]] bool person_holds(RowRef person, Symbol role, RowRef owner) const;
    [[nodiscard]] bool is_agency_code(Symbol code) const;
    [[nodiscard]] bool is_outside(Symbol code) const;
    void read_census();

    // pattern_*.cpp
    [[nodiscard]] Outcome judge(const Check&, const Complete&, const Subject&, Terms, Trace*) const;
    [[nodiscard]] Outcome judge(const Check&, const Cover&, const Subject&, Terms, Trace*) const;
    [[nodiscard]] Outcome judge(const Check&, const Periodic&, const Subject&, Terms, Trace*) const;
    [[nodiscard]] Outcome judge(const Check&, const Valid&, const Subject&, Terms, Trace*) const;
    [[nodiscard]] Outcome judge(const Check&, const Authority&, const Subject&, Terms, Trace*) const;
    [[nodiscard]] Outcome judge(const Check&, const Value&, const Subject&, Terms, Trace*) const;
    [[nodiscard]] Outcome judge(const Check&, const Respond&, const Subject&, Terms, Trace*) const;
    [[nodiscard]] Outcome judge(const Check&, const Gate&, const Subject&, Terms, Trace*) const;
    [[nodiscard]] Outcome judge(const Check&, const Ordered&, const Subject&, Terms, Trace*) const;
    [[nodiscard]] Outcome judge(const Check&, const Attest&, const Subject&, Terms, Trace*) const;

    struct Found {
        Day first = no_day, last = no_day;  ///< days of the sufficient records
        RowRef first_row, last_row;
        std::size_t count = 0, insufficient = 0;
        RowRef near_miss;
    };
    /// Sufficient records for a clause. @param from  earlier ones do not count
    [[nodiscard]] Found search(const Clause& clause, const Subject& subject, Day from = no_day, Day until = no_day) const;

    [[nodiscard]] Outcome recurring(const Check&, const Variant&, const Interval&, Counting, const Subject&, Terms, Trace*) const;
    [[nodiscard]] Outcome recurring_by_year(const Check&, const Found&, const Variant&, Duration, const Subject&, Terms, Trace*) const;
    [[nodiscard]] Outcome milestones(const Check&, const Periodic&, const Subject&, Terms, Trace*) const;
    [[nodiscard]] Outcome document(const Check&, const Valid&, const Variant&, const Subject&, Terms, Trace*) const;
    [[nodiscard]] bool document_fits(const Valid&, const Clause&, RowRef row, RowRef owner, std::vector<Text>* lacking, const Trace* trace) const;
    [[nodiscard]] bool term_fits(const Valid&, RowRef row) const;
    [[nodiscard]] bool value_fits(const Value&, RowRef row, Symbol value) const;
    [[nodiscard]] Outcome measured(const Value&, const Subject&, Trace*) const;
    [[nodiscard]] Outcome answered(const Respond&, const Subject&, Day event, Trace*) const;
    [[nodiscard]] Outcome answered_by_fields(const Respond&, const Subject&, Day event, Day due, Trace*) const;
    [[nodiscard]] Outcome answered_by_record(const Variant&, const Subject&, Day event, Day due, Trace*) const;
    [[nodiscard]] bool routed(const Respond&, const Subject&, std::vector<Text>& lacking, const Trace*) const;
    [[nodiscard]] Outcome steps_in_order(const Check&, const Ordered&, const Subject&, Terms, Trace*) const;
    [[nodiscard]] Outcome stages_in_order(const Check&, const Ordered&, const Subject&, Terms, Trace*) const;
    [[nodiscard]] Outcome first_before(const Check&, const Ordered&, const Subject&, Terms, Trace*) const;
    [[nodiscard]] Day started(const Check& check, RowRef row) const;
    [[nodiscard]] Day entered(const Check& check, RowRef row, Terms terms) const;

    const Mirror& mirror_;
    const OfficeColumns& columns_;
    const KnownSymbols& known_;
    const Regulation& regulation_;
    Day today_;
    Symbol this_year_;
    std::vector<char> complete_;  // by table
};

}  // namespace pendopo::law
