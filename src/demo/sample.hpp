#pragma once
// All lines of the sample data of one government.

#include <string>
#include <vector>

#include "law/compliance.hpp"
#include "register/declaration.hpp"

namespace pendopo::demo {

/// JSON Lines as the import takes them. The same for the same regulation and day.
/// @param open_values  what the law leaves to the government; about half of it is then decided
[[nodiscard]] std::vector<std::string> sample_lines(const registers::Catalogue& catalogue, const law::Regulation& regulation, Date today,
                                                    const std::vector<law::OpenValue>& open_values);

}  // namespace pendopo::demo
