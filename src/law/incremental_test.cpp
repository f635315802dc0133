// Answers patched change by change are those of judging everything anew.

#include <gtest/gtest.h>

#include <random>

#include "law/world.hpp"

namespace pendopo::law {
namespace {

using registers::FieldType;
using testing::Product;
using testing::World;

const Date today = Date(std::chrono::year(2026) / 3 / 17);

/// Records at random, from a seed: values that fit their fields, references that lead somewhere.
class Chance {
public:
    Chance(const Frame& frame, std::uint32_t seed) : frame_(frame), random_(seed) {}

    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }
    bool once_in(std::size_t times) { return below(times) == 0; }

    registers::Record record(const registers::Register& declaration) {
        registers::Record record;
        record.id = fmt::format("{}-{}", declaration.name, below(10));
        record.created_on = day();
        record.state = declaration.states[below(declaration.states.size())].name;
        record.values.resize(declaration.fields.size());
        for (std::size_t i = 0; i < declaration.fields.size(); ++i) {
            change(declaration.fields[i], record.values[i]);
        }
        return record;
    }

    void change(const registers::Field& field, registers::Value& value) {
        if (once_in(4)) {
            value = {};
        } else if (field.is_lines()) {
            value = lines(field);
        } else if (field.is_many()) {
            std::vector<std::string> several;
            for (std::size_t i = below(3); i < 3; ++i) {
                several.push_back(text(field));
            }
            value = several;
        } else {
            value = text(field);
        }
    }

private:
    std::string day() { return to_string(today - std::chrono::days(1200) + std::chrono::days(below(1400))); }

    std::string key_of(const std::string& register_name) { return fmt::format("{}-{}", register_name, below(10)); }

    std::string text(const registers::Field& field) {
        switch (field.type) {
            case FieldType::date: return day();
            case FieldType::datetime: return day() + "T05:00:00.000Z";
            case FieldType::boolean: return once_in(2) ? "true" : "false";
            case FieldType::integer:
            case FieldType::decimal:
            case FieldType::money:
            case FieldType::percentage: return std::to_string(once_in(3) ? 2026 : below(4));
            case FieldType::choice:
            case FieldType::choices: return field.choices[below(field.choices.size())].code;
            case FieldType::duration: return once_in(2) ? "1y" : "30d";
            case FieldType::office: return once_in(2) ? key_of("agency") : frame_.offices[below(frame_.offices.size())].code;
            case FieldType::norm: return frame_.regulation.norms[below(frame_.regulation.norms.size())].full_id;
            case FieldType::reference:
            case FieldType::references: {
                if (field.to != "any") {
                    return key_of(field.to);
                }
                static const std::vector<std::string> targets{"agency",  "application", "release",     "facility",
                                                              "dataset", "budget_plan", "integration", "letter"};
                const std::string& target = targets[below(targets.size())];
                return target + ":" + key_of(target);
            }
            default: return once_in(2) ? "satu" : "dua";
        }
    }

    registers::Value lines(const registers::Field& field) {
        std::vector<registers::Line> lines;
        for (std::size_t i = below(4); i < 4; ++i) {
            registers::Line line(6);
            line[0] = field.choices.empty() ? "item" : field.choices[below(field.choices.size())].code;
            line[1] = once_in(2) ? "ada" : "";
            line[2] = once_in(2) ? day() : "";
            line[4] = once_in(3) ? "3" : "";
            lines.push_back(line);
        }
        return lines;
    }

    const Frame& frame_;
    std::mt19937 random_;
};

/// Where two judgings differ; empty where they agree.
std::string difference(const Assessment& a, const Assessment& b) {
    for (std::size_t i = 0; i < a.units().size(); ++i) {
        const Unit& unit = a.units()[i];
        const std::string where = unit.norm->full_id + " " + unit.rule->name;
        const auto& ours = a.answers(i);
        const auto& theirs = b.answers(i);
        for (std::size_t line = 0; line < std::max(ours.lines.size(), theirs.lines.size()); ++line) {
            const Verdict x = line < ours.lines.size() ? ours.lines[line] : Verdict{};
            const Verdict y = line < theirs.lines.size() ? theirs.lines[line] : Verdict{};
            if (x.there != y.there ||
                (x.there && (x.state != y.state || x.found != y.found || x.since != y.since || x.due != y.due || a.agency(x.agency) != b.agency(y.agency)))) {
                const std::string id = unit.check.subject < 0 ? "government" : a.mirror().text(a.mirror().id({unit.check.subject, static_cast<Row>(line)}));
                return fmt::format("{}: {} is {} ({}), judged anew {} ({})", where, id, name_of(x.state), x.there, name_of(y.state), y.there);
            }
        }
        if (ours.judged != theirs.judged || ours.fallback.there != theirs.fallback.there || ours.fallback.state != theirs.fallback.state) {
            return where + ": the line for nothing there differs";
        }
        for (std::size_t agency = 0; agency < ours.counts.size(); ++agency) {  // counts agree with the lines
            Counts counted{};
            a.each_line(i, [&](std::optional<std::size_t>, const Verdict& verdict) {
                counted[static_cast<std::size_t>(verdict.state)] += verdict.agency == agency ? 1 : 0;
                return true;
            });
            if (counted != ours.counts[agency]) {
                return where + ": counts differ from the lines";
            }
        }
    }
    return {};
}

/// Mostly one mirrored field of one record: what hides a missing dependency least.
void one_change(Assessment& assessment, Chance& chance) {
    const Frame& frame = assessment.frame();
    const auto& tables = frame.schema->tables();
    const int table = static_cast<int>(chance.below(tables.size()));
    if (table == frame.values.table || table == frame.choices.table || table == frame.columns.census || table == frame.columns.regulation) {
        return;  // these have everything judged again
    }
    const TablePlan& plan = tables[static_cast<std::size_t>(table)];
    const registers::Record record = chance.record(*plan.declaration);
    const auto row = assessment.mirror().find(table, frame.symbols->find(record.id));
    if (!row) {
        assessment.put(table, assessment.mirror().cells(table, record));
        return;
    }
    if (chance.once_in(12)) {
        assessment.erase(table, frame.symbols->find(record.id));
        return;
    }
    Cells cells = assessment.mirror().cells(*row);
    const std::size_t column = state_column + chance.below(plan.columns.size() - state_column);
    if (column == state_column) {
        cells[column] = assessment.mirror().cells(table, record)[column];
    } else if (plan.columns[column].position >= 0) {
        assessment.mirror().set_cell(table, cells, static_cast<int>(column), record.values[static_cast<std::size_t>(plan.columns[column].position)]);
    }
    assessment.put(table, std::move(cells));
}

class Incremental : public ::testing::TestWithParam<std::tuple<std::string, std::uint32_t>> {};

TEST_P(Incremental, EqualsJudgingEverything) {
    const auto& [slug, seed] = GetParam();
    const auto frame = Product::get().frame(Product::get().regulation(slug));
    const std::vector<TablePlan>& tables = frame->schema->tables();
    Chance chance(*frame, seed);
    Mirror mirror(frame->schema, frame->symbols, std::chrono::hours(7));
    for (int i = 0; i < 900; ++i) {
        const int table = static_cast<int>(chance.below(tables.size()));
        mirror.put(table, mirror.cells(table, chance.record(*tables[static_cast<std::size_t>(table)].declaration)));
    }
    Assessment patched(frame, std::move(mirror));
    patched.judge_all(today);
    for (int step = 0; step < 40; ++step) {
        for (int changes = 0; changes < 30; ++changes) {
            one_change(patched, chance);
        }
        patched.judge_changes();
        Assessment anew = patched;
        anew.judge_all(today);
        ASSERT_EQ(difference(patched, anew), "") << "after step " << step;
    }
}

INSTANTIATE_TEST_SUITE_P(Regulations, Incremental,
                         ::testing::Combine(::testing::Values("madiun", "kediri", "banjarbaru", "sumenep", "blitar"), ::testing::Values(1U)),
                         [](const auto& info) { return std::get<0>(info.param) + std::to_string(std::get<1>(info.param)); });

}  // namespace
}  // namespace pendopo::law
