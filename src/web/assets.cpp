#include "web/assets.hpp"

#include <algorithm>
#include <array>

#include "base/ids.hpp"
#include "web/compress.hpp"

namespace pendopo::web {

namespace {

constexpr std::string_view folder = "ui/dist/";

/// app-3f9c2ab1.css, app.3f9c2ab1.js, logo-K7Q2XV5A.svg: the last word before the ending is a hash.
bool has_hash(std::string_view name) {
    name.remove_prefix(std::min(name.rfind('/') + 1, name.size()));
    name = name.substr(0, name.rfind('.'));
    const auto from = name.find_last_of("-.");
    if (from == std::string_view::npos) {
        return false;
    }
    const auto word = name.substr(from + 1);
    const bool digits = std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
    const bool letters = std::ranges::all_of(word, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; });
    const bool upper = std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    return word.size() >= 8 && letters && (digits || upper);
}

}  // namespace

std::string_view type_of_name(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 16> types{{
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".json", "application/json"},
        {".map", "application/json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".txt", "text/plain; charset=utf-8"},
        {".webmanifest", "application/manifest+json"},
        {".wasm", "application/wasm"},
        {".html", "text/html; charset=utf-8"},
    }};
    const auto found = std::ranges::find_if(types, [&](const auto& pair) { return name.ends_with(pair.first); });
    return found == types.end() ? "application/octet-stream" : found->second;
}

Assets::Assets(const Resources& resources) {
    for (const auto& resource : resources.below(folder, "")) {
        const std::string name = resource.path.substr(folder.size());
        Asset& asset = assets_[name];
        asset.plain = resource.content;
        asset.type = type_of_name(name);
        asset.tag = "\"" + hex(sha256(resource.content)).substr(0, 20) + "\"";
        asset.forever = has_hash(name);
    }
}

Response Assets::answer(const Request& request, std::string_view name) const {
    const auto found = assets_.find(name);
    if (found == assets_.end()) {
        return {.status = 404, .content_type = "text/plain; charset=utf-8", .body = "Not found\n"};
    }
    const Asset& asset = found->second;
    Response response{.content_type = asset.type};
    response.with("ETag", asset.tag).with("Vary", "Accept-Encoding");
    response.with("Cache-Control", asset.forever ? "public, max-age=31536000, immutable" : "public, max-age=300");
    if (request.header("if-none-match").contains(asset.tag)) {
        response.status = 304;
        return response;
    }
    response.lasting = asset.plain;
    if (accepts_gzip(request.header("accept-encoding")) && is_compressible(asset.type)) {
        std::call_once(asset.once, [&] { asset.small = gzip(asset.plain, 9); });
        if (asset.small.size() < asset.plain.size()) {
            response.lasting = asset.small;
            response.with("Content-Encoding", "gzip");
        }
    }
    return response;
}

}  // namespace pendopo::web
