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

/// The units of a regulation whose government has decided everything that the law leaves to it.
const Assessment& decided(World& world) {
    const std::vector<Unit> open = world.judged().units();
    for (const Unit& unit : open) {
        for (const OpenParameter& parameter : unit.open) {
            world.decide(*unit.norm, parameter.name, value_of(parameter));
        }
    }
    world.settle_conflicts();
    return world.judged();
}

/// What the records of a world say to a unit about a subject; nothing where the subject is not judged.
std::vector<State> answers(const World& world, const Unit& unit, const std::string& subject) {
    const Mirror mirror = world.mirror();
    const Frame& frame = world.frame();
    const Judge judge(mirror, frame.columns, *frame.known, frame.regulation, today);
    std::vector<State> states;
    if (unit.check.subject >= 0) {
        const auto row = mirror.find(unit.check.subject, mirror.symbols().find(subject));
        if (row && judge.applies(unit.check, *row)) {
            states.push_back(judge.judge(unit.check, {.row = *row}, unit.terms).state);
        }
        return states;
    }
    if (!unit.check.per_item) {
        states.push_back(judge.judge(unit.check, {}, unit.terms).state);
        return states;
    }
    const auto& cover = std::get<Cover>(unit.check.kind);
    for (const Symbol item : cover.list) {
        for (const Symbol across : cover.across.empty() ? std::vector<Symbol>{0} : cover.across) {
            states.push_back(judge.judge(unit.check, {.row = {}, .item = item, .across = across}, unit.terms).state);
        }
    }
    return states;
}

class EveryRule : public ::testing::TestWithParam<std::string> {};

TEST_P(EveryRule, IsMetByWhatItAsksForAndByNothingLess) {
    const auto frame = Product::get().frame(Product::get().regulation(GetParam()));
    World ready(frame, today);
    for (const Unit& unit : decided(ready).units()) {
        if (unit.standing == Standing::outside) {
            continue;  // someone else's duty is never judged
        }
        const std::string where = unit.norm->full_id + " " + unit.rule->name;
        EXPECT_FALSE(unit.undetermined) << where;
        World green(frame, today);
        const std::vector<State> met = answers(green, unit, Builder(green, unit).satisfied());
        EXPECT_FALSE(met.empty()) << where;
        for (const State state : met) {
            EXPECT_EQ(name_of(state), "met") << where;
        }
        World red(frame, today);
        const std::vector<State> not_met = answers(red, unit, Builder(red, unit).broken());
        EXPECT_FALSE(not_met.empty()) << where;
        EXPECT_TRUE(std::ranges::none_of(not_met, [](State state) { return state == State::met; })) << where << " is met though broken";
    }
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
