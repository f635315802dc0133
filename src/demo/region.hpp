#pragma once
// What is typical of each region: names people have there, its districts, where it lies. No name here is meant to be a real person's.

#include <string_view>
#include <vector>

namespace pendopo::demo {

struct Region {
    std::string_view slug;
    std::string_view domain;  ///< where the regulation names none: one that cannot exist
    double latitude, longitude;
    int agencies_of_its_own;  ///< ICT-autonomous agencies, where the law knows them
    std::vector<std::string_view> districts, streets;
    std::vector<std::string_view> men, women, family;
};

/// The region of a regulation's slug; for others a plain one.
[[nodiscard]] const Region& region_of(std::string_view slug);

}  // namespace pendopo::demo
