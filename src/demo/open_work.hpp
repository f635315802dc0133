#pragma once
// The last steps, made live by the sample users, so that work waits for every kind of user.

#include <map>
#include <string>

#include "government/government.hpp"

namespace pendopo::demo {

using Users = std::map<std::string, people::Person, std::less<>>;
/// Through the same workflow that people use. @error what the workflow refuses; a gate that this law shuts is no error: the record then waits before it
Result<void> leave_open_work(government::Government& government, const Users& users);

}  // namespace pendopo::demo
