#pragma once

#include "register/records.hpp"

namespace pendopo::certificate {

/// Days until a certificate ends, counting the last one; negative once it has ended; "" where no end is recorded.
std::string days_left(const registers::Register& declaration, const registers::Record& record, Date today);

}  // namespace pendopo::certificate
