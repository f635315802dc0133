#pragma once
// Invented sample data for a demonstration government: the same for the same regulation and day, and marked as invented.

#include "base/error.hpp"
#include "government/government.hpp"

namespace pendopo::demo {

struct SampleAccount {
    std::string id, password;
    Text what;  ///< which kind of user it stands for
};
/// The accounts that `fill` makes, one per kind of user; the passwords are public by design.
[[nodiscard]] std::vector<SampleAccount> accounts();

/// Fills an empty government: about 35 agencies, 120 applications, 60 servers, three years of history up to today, through the same import and the
/// same workflow that people use. @error whatever these refuse; nothing is kept then
Result<void> fill(government::Government& government);

}  // namespace pendopo::demo
