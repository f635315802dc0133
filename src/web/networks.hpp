#pragma once
// Lists of addresses and networks, for what only some peers may do.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace pendopo::web {

class Networks {
public:
    /// "10.0.0.0/8", "127.0.0.1", "::1", "fd00::/8". @error network.malformed with the text
    static Result<Networks> parse(const std::vector<std::string>& texts);
    [[nodiscard]] bool contains(std::string_view address) const;  ///< an IPv4 address mapped into IPv6 counts as IPv4

private:
    using Bytes = std::array<std::uint8_t, 16>;  // IPv4 as ::ffff:a.b.c.d
    static std::optional<Bytes> bytes_of(std::string_view address);

    struct Network {
        Bytes bytes{};
        int length = 128;
    };
    std::vector<Network> networks_;
};

}  // namespace pendopo::web
