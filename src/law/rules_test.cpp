// Every rule of the product: the smallest world that satisfies it is met, the one that breaks it is not, under every norm that binds to it.

#include <gtest/gtest.h>

#include "law/world.hpp"

namespace pendopo::law {
namespace {

using testing::Builder;
using testing::Product;
using testing::World;

const Date today = Date(std::chrono::year(2026) / 3 / 17);

/// A value for each parameter that the law leaves to the government.
std::string value_of(const OpenParameter& open) {
    static const std::map<std::string, std::string> values{{"standard", "other"}, {"domain", "contoh.go.id"}, {"target", "3"}, {"reading", "exclusive"}};
    const auto known = values.find(open.name);
    return known != values.end() ? known->second : open.suggestion.empty() ? "1y" : open.suggestion;
}

World decided(const std::shared_ptr<const Frame>& frame, const Unit& unit) {
    World world(frame, today);
    for (const OpenParameter& open : unit.open) {
        world.decide(*unit.norm, open.name, value_of(open));
    }
    world.settle_conflicts();
    return world;
}

/// The answers of the unit about the subject.
std::vector<State> answers(World& world, std::size_t number, const std::string& subject) {
    const Assessment& assessment = world.judged();
    const Unit& unit = assessment.units()[number];
    std::vector<State> states;
    assessment.each_line(number, [&](std::optional<std::size_t> line, const Verdict& verdict) {
        const Mirror& mirror = assessment.mirror();
        const bool about = unit.check.subject < 0 || (line && mirror.text(mirror.id(assessment.subject(unit, *line).row)) == subject);
        if (about) {
            states.push_back(verdict.state);
        }
        return true;
    });
    return states;
}

class EveryRule : public ::testing::TestWithParam<std::string> {};

TEST_P(EveryRule, IsMetByWhatItAsksForAndByNothingLess) {
    const Regulation& regulation = Product::get().regulation(GetParam());
    const auto frame = Product::get().frame(regulation);
    World empty(frame, today);
    const std::size_t units = empty.judged().units().size();
    std::set<std::string> rules;
    for (std::size_t i = 0; i < units; ++i) {
        World bare(frame, today);
        const Unit& open = bare.judged().units()[i];
        if (open.standing == Standing::outside) {
            continue;  // someone else's duty is never judged
        }
        const std::string where = open.norm->full_id + " " + open.rule->name + " (" + std::to_string(i) + ")";
        World green = decided(frame, open);
        const Unit green_unit = green.judged().units()[i];
        const std::string good = Builder(green, green_unit).satisfied();
        const std::vector<State> met = answers(green, i, good);
        EXPECT_FALSE(met.empty()) << where;
        for (const State state : met) {
            EXPECT_EQ(name_of(state), "met") << where;
        }
        World red = decided(frame, open);
        const Unit red_unit = red.judged().units()[i];
        const std::string bad = Builder(red, red_unit).broken();
        const std::vector<State> not_met = answers(red, i, bad);
        EXPECT_FALSE(not_met.empty()) << where;
        const bool all_met = std::ranges::all_of(not_met, [](State state) { return state == State::met; });
        EXPECT_FALSE(all_met) << where << " is met though broken";
        rules.insert(open.rule->name);
    }
    RecordProperty("rules", static_cast<int>(rules.size()));
}

INSTANTIATE_TEST_SUITE_P(Regulations, EveryRule, ::testing::Values("madiun", "kediri", "banjarbaru", "sumenep", "blitar"),
                         [](const auto& info) { return info.param; });

TEST(EveryRule, IsBoundByARegulationAndJudgedThere) {
    std::set<std::string> judged;
    for (const Regulation& regulation : Product::get().regulations) {
        const auto frame = Product::get().frame(regulation);
        World world(frame, today);
        for (const Unit& unit : world.judged().units()) {
            if (unit.standing != Standing::outside) {
                judged.insert(unit.rule->name);
            }
        }
    }
    for (const Rule& rule : Product::get().rulebook->rules()) {
        EXPECT_TRUE(judged.contains(rule.name)) << rule.name << " is judged nowhere";
    }
}

TEST(AnEmptyGovernment, IsNotClean) {
    for (const Regulation& regulation : Product::get().regulations) {
        const auto frame = Product::get().frame(regulation);
        World world(frame, today);
        const Assessment& assessment = world.judged();
        for (std::size_t i = 0; i < assessment.units().size(); ++i) {
            assessment.each_line(i, [&](std::optional<std::size_t>, const Verdict& verdict) {
                EXPECT_NE(verdict.state, State::met) << assessment.units()[i].norm->full_id;
                EXPECT_NE(verdict.state, State::breached) << assessment.units()[i].norm->full_id;
                return true;
            });
        }
    }
}

}  // namespace
}  // namespace pendopo::law
