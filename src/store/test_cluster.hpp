#pragma once
// A throw-away PostgreSQL server for one test program. For this room only.

#include <string>

namespace pendopo::store {

/// A server that is there for tests, started where needed.
struct TestServer {
    std::string url;  ///< empty where there is none
    std::string why;  ///< there is none
};
[[nodiscard]] const TestServer& test_server();

}  // namespace pendopo::store
