#pragma once
// Fresh databases for tests, of both kinds. For test programs only.
//
// PostgreSQL: the server of PENDOPO_TEST_POSTGRESQL (an address), or one of the test program's own: a throw-away cluster below the
// temporary folder, reached over a unix socket, started at the first use and gone with the program.

#include <filesystem>
#include <string>
#include <vector>

#include "store/database.hpp"

namespace pendopo::store {

/// A new folder below the temporary one, removed with all in it.
class TestFolder {
public:
    TestFolder();
    ~TestFolder();
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// Why tests cannot run on a database here, for GTEST_SKIP; empty where they can.
[[nodiscard]] std::string why_unavailable(Dialect dialect);

/// A place where no database is yet; what was made there is removed. Declare it before the Database that lies there:
///
///     class Records : public testing::TestWithParam<store::Dialect> {
///         void SetUp() override {
///             if (const std::string why = store::why_unavailable(GetParam()); !why.empty()) { GTEST_SKIP() << why; }
///         }
///         ...
///     };
///     INSTANTIATE_TEST_SUITE_P(Databases, Records, testing::ValuesIn(store::test_dialects), store::dialect_name);
class TestLocation {
public:
    explicit TestLocation(Dialect dialect);
    ~TestLocation();
    TestLocation(const TestLocation&) = delete;
    TestLocation& operator=(const TestLocation&) = delete;

    [[nodiscard]] const Location& get() const { return location_; }
    /// Runs SQL past Pendopo, as someone with the database's password would. @throws std::runtime_error
    void tamper(const std::string& sql) const;

private:
    TestFolder folder_;
    Location location_;
};

/// Opens a new database. @throws std::runtime_error where that fails
[[nodiscard]] std::unique_ptr<Database> open_for_test(const TestLocation& location);

inline constexpr Dialect test_dialects[] = {Dialect::sqlite, Dialect::postgresql};
/// Names a parameterised test: "sqlite", "postgresql".
[[nodiscard]] inline std::string name_of(Dialect dialect) { return dialect == Dialect::sqlite ? "sqlite" : "postgresql"; }
inline constexpr auto dialect_name = [](const auto& info) { return name_of(info.param); };

}  // namespace pendopo::store
