#include "systems/systems.hpp"

#include "systems/certificate/logic.hpp"
#include "systems/planning_budget/logic.hpp"
#include "systems/service_desk/logic.hpp"

namespace pendopo::systems {

registers::Derivations derivations() {
    return {
        {"budget_line.realised_share", planning_budget::realised_share},
        {"certificate.days_left", certificate::days_left},
        {"ticket.hours_taken", service_desk::hours_taken},
    };
}

}  // namespace pendopo::systems
