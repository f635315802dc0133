#pragma once
// Chance that falls the same on every machine: splitmix64, and nothing of the standard library's distributions, which differ between libraries.

#include <cstdint>
#include <string_view>

namespace pendopo::demo {

class Dice {
public:
    explicit constexpr Dice(std::string_view seed) {
        for (const char c : seed) {
            state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
        }
    }

    constexpr std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// 0 to n - 1; n must be positive.
    constexpr int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }
    /// Both ends included.
    constexpr int between(int low, int high) { return low + below(high - low + 1); }
    constexpr bool chance(int percent) { return below(100) < percent; }
    template <class Container>
    constexpr const auto& pick(const Container& from) {
        return from[static_cast<std::size_t>(below(static_cast<int>(std::size(from))))];
    }

private:
    std::uint64_t state_ = 0xcbf29ce484222325ULL;
};

}  // namespace pendopo::demo
