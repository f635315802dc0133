// What comes in a request besides forms: targets, queries, cookies, JSON, tokens. Whatever comes, each reader ends well, and what it accepts
// survives being written and read again.

#include <cstdint>
#include <cstdlib>

#include "base/json_input.hpp"
#include "web/networks.hpp"
#include "web/session.hpp"
#include "web/url.hpp"
#include "web/wire.hpp"

namespace {

using namespace pendopo::web;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void read_query(std::string_view text) {
    if (const auto query = parse_query(text)) {
        require(*parse_query(to_query(*query)) == *query);
    }
    if (const auto target = parse_target(text)) {
        require(target->path.find('\0') == std::string::npos && target->path.find("/../") == std::string::npos);
        require(parse_target(percent_encoded_path(target->path)).has_value());
    }
}

void read_json(std::string_view text) {
    if (const auto value = pendopo::parse_json(text)) {
        require(!boost::json::serialize(*value).empty());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read_query(text);
    read_json(text);
    (void)parse_cookies(text);
    (void)unmasked(text);
    (void)Networks::parse({std::string(text)});
    (void)fault_of_head(text, false);
    return 0;
}
