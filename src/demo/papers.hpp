#pragma once
// The few sample documents that stand wherever a record holds a file. Each says that it is one.

#include <string>
#include <string_view>
#include <vector>

namespace pendopo::demo {

struct Paper {
    std::string_view kind;  ///< letter, report, minutes, decree, diagram, source, policy
    std::string name;       ///< file name
    std::string content;
    [[nodiscard]] std::string value() const;  ///< as a file field holds it: "sha256/name"
};
[[nodiscard]] const std::vector<Paper>& papers();
[[nodiscard]] const Paper& paper(std::string_view kind);

}  // namespace pendopo::demo
