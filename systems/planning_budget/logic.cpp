#include "systems/planning_budget/logic.hpp"

#include "base/money.hpp"

namespace pendopo::planning_budget {

std::string realised_share(const registers::Register& declaration, const registers::Record& record, Date) {
    const std::string& amount = registers::text_of(record.get(declaration, "amount"));
    const std::string& realised = registers::text_of(record.get(declaration, "realised"));
    if (amount.empty() || realised.empty() || std::stoll(amount) == 0) {
        return {};
    }
    const double share = 100.0 * static_cast<double>(std::stoll(realised)) / static_cast<double>(std::stoll(amount));
    return parse_decimal(fmt::format("{:.1f}", share)).value_or("");
}

}  // namespace pendopo::planning_budget
