#pragma once
// What happened to an application in three years: the project, its releases and their tests, the deposit, the hosting.

#include "demo/world.hpp"

namespace pendopo::demo {

struct Life {
    Date begun{};
    std::optional<Date> active, ended;
    std::string vendor;
};
/// Writes down the past of an application, as this law wants it for the most part, and tells when it came into service and left it.
Life live(World& world, Application& application, Dice& dice);

}  // namespace pendopo::demo
