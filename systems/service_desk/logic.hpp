#pragma once

#include "register/records.hpp"

namespace pendopo::service_desk {

/// Whole hours from the opening day of a ticket (its first moment, in UTC) or the moment it was recorded, whichever is later, to its closing; "" while it is open.
std::string hours_taken(const registers::Register& declaration, const registers::Record& record, Date today);

}  // namespace pendopo::service_desk
