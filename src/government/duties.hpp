#pragma once
// What a government's schedule does about its duties.

#include "government/government.hpp"

namespace pendopo::government {

/// Keeps register `obligation` to the present answers: an overdue or breached line of a sanctionable norm that stands against an agency
/// becomes an obligation in state breached (with its day); one that is met again is closed.
Result<void> record_obligations(Government& government);

/// Leaves notices for the officers and heads of an agency about duties that come due within 14 days, or whose day passed in the last 14.
Result<void> remind(Government& government);

}  // namespace pendopo::government
