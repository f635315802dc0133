#pragma once
// The one list of what systems add in C++ to their declarations.

#include "register/records.hpp"

namespace pendopo::systems {

/// How each field of type `derived` is worked out, by "register.field".
[[nodiscard]] registers::Derivations derivations();

}  // namespace pendopo::systems
