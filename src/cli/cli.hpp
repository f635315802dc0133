#pragma once
// The command line: one function per command, each returning the program's exit code.

namespace pendopo::cli {

/// Runs the command that the arguments name. @return 0 done; 1 refused or found wrong, with the reason on standard error; 2 wrong arguments
int run(int argument_count, char** arguments);

}  // namespace pendopo::cli
