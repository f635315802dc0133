#include "web/networks.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace pendopo::web {

std::optional<Networks::Bytes> Networks::bytes_of(std::string_view address) {
    const std::string text(address.substr(0, address.find('%')));  // a link-local address may name its interface
    Bytes bytes{};
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) {
        return bytes;
    }
    bytes[10] = bytes[11] = 0xff;
    if (inet_pton(AF_INET, text.c_str(), bytes.data() + 12) == 1) {
        return bytes;
    }
    return std::nullopt;
}

Result<Networks> Networks::parse(const std::vector<std::string>& texts) {
    Networks parsed;
    for (const std::string_view text : texts) {
        const auto slash = std::min(text.find('/'), text.size());
        const auto bytes = bytes_of(text.substr(0, slash));
        const int offset = text.substr(0, slash).contains(':') ? 0 : 96;
        int length = 128 - offset;
        bool well = bytes.has_value();
        if (slash < text.size()) {
            const auto digits = text.substr(slash + 1);
            int given = -1;
            const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), given);
            well = well && error == std::errc() && end == digits.data() + digits.size() && given >= 0 && given <= length;
            length = given;
        }
        if (!well) {
            return fail(ErrorKind::invalid, "network.malformed", "not an address or network: " + std::string(text));
        }
        parsed.networks_.push_back({*bytes, length + offset});
    }
    return parsed;
}

bool Networks::contains(std::string_view address) const {
    const auto bytes = bytes_of(address);
    return bytes && std::ranges::any_of(networks_, [&](const Network& network) {
               for (int bit = 0; bit < network.length; ++bit) {
                   const auto mask = static_cast<std::uint8_t>(0x80 >> (bit % 8));
                   const auto byte = static_cast<std::size_t>(bit / 8);
                   if (((*bytes)[byte] & mask) != (network.bytes[byte] & mask)) {
                       return false;
                   }
               }
               return true;
           });
}

}  // namespace pendopo::web
