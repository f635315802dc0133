#include "base/error.hpp"

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

namespace pendopo {

void assertion_failed(std::string_view expression, std::string_view reason, std::source_location place) {
    fmt::print(stderr, "{}:{}: {} does not hold: {}\n", place.file_name(), place.line(), expression, reason);
    std::abort();
}

}  // namespace pendopo
