#pragma once

#include "register/records.hpp"

namespace pendopo::planning_budget {

/// Share of a budget line that was spent, in percent with one decimal; "" where the amount or the spending is not recorded, or the amount is 0.
std::string realised_share(const registers::Register& declaration, const registers::Record& record, Date today);

}  // namespace pendopo::planning_budget
