#include "web/compress.hpp"

#include <zlib.h>

#include <memory>
#include <stdexcept>

#include "base/text.hpp"

namespace pendopo::web {

namespace {

/// A deflater that a thread uses again and again: setting one up costs as much as compressing a small page.
class Deflater {
public:
    explicit Deflater(int level) {
        constexpr int gzip_format = 15 + 16;
        if (deflateInit2(&stream_, level, Z_DEFLATED, gzip_format, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    ~Deflater() { deflateEnd(&stream_); }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    std::string run(std::string_view bytes) {
        deflateReset(&stream_);
        std::string out(deflateBound(&stream_, bytes.size()), '\0');
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib does not write to its input
        stream_.avail_in = static_cast<uInt>(bytes.size());
        stream_.next_out = reinterpret_cast<Bytef*>(out.data());
        stream_.avail_out = static_cast<uInt>(out.size());
        if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) {
            throw std::runtime_error("deflate did not finish within its bound");
        }
        out.resize(stream_.total_out);
        return out;
    }

private:
    z_stream stream_{};
};

}  // namespace

std::string gzip(std::string_view bytes, int level) {
    constexpr int usual_level = 4;
    if (level != usual_level) {
        return Deflater(level).run(bytes);
    }
    thread_local Deflater usual(usual_level);
    return usual.run(bytes);
}

bool accepts_gzip(std::string_view accept_encoding) {
    for (const auto& part : split(accept_encoding, ',')) {
        const auto coding = trim(part);
        const auto name = lower(trim(coding.substr(0, coding.find(';'))));
        if (name == "gzip" || name == "*") {
            const auto quality = coding.find("q=");
            return quality == std::string_view::npos || coding.substr(quality + 2).find_first_of("123456789") != std::string_view::npos;
        }
    }
    return false;
}

bool is_compressible(std::string_view content_type) {
    const auto type = content_type.substr(0, content_type.find(';'));
    return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") || type.ends_with("javascript") || type.ends_with("wasm");
}

}  // namespace pendopo::web
