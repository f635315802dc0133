#pragma once
// The portable `?` in PostgreSQL's words. For this room only.

#include <string>
#include <string_view>

namespace pendopo::store {

/// The statement with its `?` numbered ($1, $2...). Those inside texts ('...', E'...', $tag$...$tag$), quoted names and comments stay.
[[nodiscard]] std::string numbered(std::string_view sql);

}  // namespace pendopo::store
