#pragma once
// The applications of a city or regency, invented after the kinds that there are everywhere.

#include <span>
#include <string_view>

namespace pendopo::demo {

struct ApplicationKind {
    std::string_view name, owner;
    std::string_view kind;     ///< common, special, shared_special, connector
    std::string_view system;   ///< as the register `application` says
    std::string_view service;  ///< what it serves; empty: an earlier service of its owner
    std::string_view field;    ///< of the service
    char audience;             ///< p public, b business, a administration
};
[[nodiscard]] std::span<const ApplicationKind> application_kinds();

}  // namespace pendopo::demo
