#pragma once
// The whole life of an application, step by step, as this government's law orders it.

#include "web/pages/visit.hpp"

namespace pendopo::web::pages {

/// Shows the steps from need to retirement: which norms of this law ask for each, what is there, what is missing and the button to do it.
void show_application_life(Visit& visit, View view, const registers::Register& declaration, const registers::Record& application);

}  // namespace pendopo::web::pages
