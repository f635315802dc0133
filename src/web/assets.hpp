#pragma once
// The built scripts, styles, fonts and pictures: resources below ui/dist/, answered at /assets/.

#include <map>
#include <string>
#include <string_view>

#include "base/resources.hpp"
#include "web/http.hpp"

namespace pendopo::web {

class Assets {
public:
    /// Prepares each asset once: its type, its tag, and a compressed copy where that is smaller.
    explicit Assets(const Resources& resources);
    Assets(const Assets&) = delete;  // answers refer into it
    Assets& operator=(const Assets&) = delete;

    /// @param name  of the asset below ui/dist/; whoever asks may keep one with a hash in its name for ever
    [[nodiscard]] Response answer(const Request& request, std::string_view name) const;

private:
    struct Asset {
        std::string_view plain;
        mutable std::once_flag once;
        mutable std::string small;  ///< gzip, made when first asked for
        std::string type, tag;
        bool forever = false;
    };
    std::map<std::string, Asset, std::less<>> assets_;
};

/// Media type by the ending of a file's name; application/octet-stream where it is not known.
[[nodiscard]] std::string_view type_of_name(std::string_view name);

}  // namespace pendopo::web
