#pragma once
// What the operators' Prometheus reads at /metrics.

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

#include "government/government.hpp"

namespace pendopo::web {

/// Counts of what the server did since it started. Any thread may call.
class Metrics {
public:
    /// @param route  the route's pattern (bounded in number), never the path
    void answered(std::string_view route, std::string_view method, int status, std::chrono::microseconds took);

    std::atomic<std::int64_t> connections{0};
    std::atomic<std::int64_t> in_progress{0};  ///< requests that a worker has, or that wait for one
    std::atomic<std::uint64_t> accepted{0};
    std::atomic<std::uint64_t> faults{0};      ///< answers with a reference id

    /// Prometheus text format 0.0.4.
    [[nodiscard]] std::string text(std::span<government::Government* const> governments) const;

private:
    static constexpr std::array<double, 12> bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
    struct Route {
        std::map<std::pair<std::string, int>, std::uint64_t> answers;  // method, status
        std::array<std::uint64_t, bounds.size() + 1> buckets{};
        double seconds = 0;
    };
    mutable std::mutex mutex_;
    std::map<std::string, Route, std::less<>> routes_;
};

}  // namespace pendopo::web
