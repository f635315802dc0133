#pragma once
// A government's law judged over its records as on one day: every line's answer, kept up to date change by change.
// Not guarded by itself. Reading does not change anything but needs that nobody writes.

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "law/program.hpp"

namespace pendopo::law {

/// One line's answer, small enough to keep hundreds of thousands of them.
struct Verdict {
    State state = State::unbound;  ///< what is answered
    State found = State::unbound;  ///< what the records say, before conflicts, exemptions and readings
    bool there = false;            ///< the subject is judged at all
    std::uint16_t agency = 0;      ///< index in Assessment::agencies
    Day since = no_day, due = no_day;
};

using Counts = std::array<std::uint32_t, state_count>;

/// The answers of one unit.
struct Answers {
    std::vector<Verdict> lines;      ///< by row of the subject's table, or by item
    Verdict fallback;                ///< the one line where there is no subject
    std::vector<Counts> counts;      ///< by agency
    std::size_t judged = 0;
};

class Assessment {
public:
    Assessment(std::shared_ptr<const Frame> frame, Mirror mirror);

    [[nodiscard]] const Frame& frame() const { return *frame_; }
    [[nodiscard]] const Mirror& mirror() const { return mirror_; }
    [[nodiscard]] Mirror& mirror() { return mirror_; }  ///< for filling before `judge_all`, and for holding a record that enters a state
    [[nodiscard]] const std::vector<Unit>& units() const { return units_; }
    [[nodiscard]] const Answers& answers(std::size_t unit) const { return answers_[unit]; }
    [[nodiscard]] const Decisions& decisions() const { return decisions_; }
    [[nodiscard]] std::optional<Date> day() const { return day_; }
    [[nodiscard]] const std::string& agency(std::uint16_t index) const { return mirror_.text(agencies_[index]); }
    [[nodiscard]] std::size_t agencies() const { return agencies_.size(); }
    [[nodiscard]] std::size_t lines() const;

    /// Reads the government's decisions and judges everything as on a day.
    void judge_all(Date day);
    /// So much is about to change that everything is to be judged again.
    void expect_many() { everything_ = true; }
    /// A record as it is now; judged again by the next `judge_changes`.
    void put(int table, Cells cells);
    void erase(int table, Symbol id);
    /// Judges again what the changes since the last judging can have touched.
    void judge_changes();

    [[nodiscard]] Judge judge() const;
    /// The subject of a line.
    [[nodiscard]] Subject subject(const Unit& unit, std::size_t line) const;
    /// Calls with every line that is there: unit, line (or nothing for the fallback), verdict.
    template <class Take>
    void each_line(std::size_t unit, Take&& take) const {
        const Answers& answers = answers_[unit];
        for (std::size_t i = 0; i < answers.lines.size(); ++i) {
            if (answers.lines[i].there && !take(std::optional(i), answers.lines[i])) {
                return;
            }
        }
        if (answers.fallback.there) {
            take(std::optional<std::size_t>(), answers.fallback);
        }
    }
    /// A recorded exemption from the norm for this subject, in force on the day.
    [[nodiscard]] std::optional<RowRef> exemption(const Judge& judge, const Unit& unit, const Subject& subject) const;

private:
    struct Dirty {
        bool all = false;
        std::vector<Row> rows;
    };

    void compile();
    void judge_unit(const Judge& judge, std::size_t unit);
    void judge_line(const Judge& judge, std::size_t unit, std::size_t line);
    void judge_fallback(const Judge& judge, std::size_t unit);
    void replace(Answers& answers, Verdict& old, const Verdict& verdict);
    [[nodiscard]] State answered(const Judge& judge, const Unit& unit, State found, const Subject& subject) const;
    [[nodiscard]] std::uint16_t agency_index(Symbol agency);
    void touch(RowRef row, const std::vector<char>& changed, bool existence);
    void touch_register(int table);
    void plan_watches();
    [[nodiscard]] bool decides(int table) const;

    std::shared_ptr<const Frame> frame_;
    Mirror mirror_;
    Decisions decisions_;
    std::vector<Unit> units_;
    std::vector<Answers> answers_;
    std::vector<Symbol> agencies_;
    std::unordered_map<Symbol, std::uint16_t> agency_indexes_;
    std::vector<std::vector<std::pair<std::size_t, std::size_t>>> watches_;  // by table: unit, watch
    std::vector<std::vector<std::size_t>> readers_;                          // by table: units that read it in a clause
    std::vector<Dirty> dirty_;
    bool everything_ = true;
    std::optional<Date> day_;
};

}  // namespace pendopo::law
