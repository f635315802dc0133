#pragma once
// Running a program of the database's own (pg_dump, pg_restore). For this room only.

#include <map>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace pendopo::store {

/// Path of one of PostgreSQL's programs, from PATH or Debian's folders; empty where it is not installed.
[[nodiscard]] std::string find_program(const std::string& name);

/// Runs a program without a shell and waits for it. @return what it wrote to its standard output
/// @param environment  added to this process's own; passwords go here, where no list of processes shows them
/// @error the code given, with what the program wrote to its standard error
Result<std::string> run_program(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment,
                                const std::string& error_code);

}  // namespace pendopo::store
