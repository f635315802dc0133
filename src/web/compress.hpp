#pragma once
// gzip of answers.

#include <string>
#include <string_view>

namespace pendopo::web {

/// The bytes as a gzip file. @param level  1 (quick) to 9 (small)
[[nodiscard]] std::string gzip(std::string_view bytes, int level);

/// Whether an Accept-Encoding header takes gzip ("gzip;q=0" does not).
[[nodiscard]] bool accepts_gzip(std::string_view accept_encoding);

/// Whether content of this type becomes smaller: texts, JSON, XML, scripts, SVG.
[[nodiscard]] bool is_compressible(std::string_view content_type);

}  // namespace pendopo::web
