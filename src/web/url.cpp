#include "web/url.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace pendopo::web {

namespace {

constexpr std::size_t most_parameters = 1'000;

int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

bool unreserved(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~'; }

std::string encoded(std::string_view text, std::string_view kept) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        if (unreserved(c) || kept.contains(c)) {
            result += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            result += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
    return result;
}

bool has_dot_segment(std::string_view path) {
    return std::ranges::any_of(split(path, '/'), [](const std::string& segment) { return segment == "." || segment == ".."; });
}

/// The part of an absolute target from its path on; the target itself where it is none.
std::string_view without_authority(std::string_view target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (lower(target.substr(0, scheme.size())) == scheme) {
            const auto slash = target.find_first_of("/?", scheme.size());
            return slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
        }
    }
    return target;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0 || (high == 0 && low == 0)) {
                return std::nullopt;
            }
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += plus_is_space && text[i] == '+' ? ' ' : text[i];
        }
    }
    if (!valid_utf8(decoded) || decoded.contains('\0')) {
        return std::nullopt;
    }
    return decoded;
}

std::string percent_encoded(std::string_view text) { return encoded(text, ""); }

std::string percent_encoded_path(std::string_view path) { return encoded(path, "/:"); }

Result<Pairs> parse_query(std::string_view text) {
    Pairs pairs;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (part.empty()) {
            continue;
        }
        if (pairs.size() == most_parameters) {
            return fail(ErrorKind::malformed, "request.too_many_parameters", "more than 1,000 parameters");
        }
        const auto equals = std::min(part.find('='), part.size());
        auto name = percent_decoded(part.substr(0, equals), true);
        auto value = percent_decoded(part.substr(std::min(equals + 1, part.size())), true);
        if (!name || !value) {
            return fail(ErrorKind::malformed, "request.bad_encoding", "a parameter is not percent-encoded UTF-8 text");
        }
        pairs.emplace_back(*std::move(name), *std::move(value));
    }
    return pairs;
}

std::string to_query(const Pairs& pairs) {
    std::string text;
    for (const auto& [name, value] : pairs) {
        text += text.empty() ? "" : "&";
        text += percent_encoded(name) + "=" + percent_encoded(value);
    }
    return text;
}

Result<Target> parse_target(std::string_view target) {
    target = without_authority(target);
    const auto question = std::min(target.find('?'), target.size());
    Target parsed{.raw_path = std::string(target.substr(0, question))};
    if (parsed.raw_path.empty()) {
        parsed.raw_path = "/";
    }
    if (!parsed.raw_path.starts_with('/') || target.contains('#')) {
        return fail(ErrorKind::malformed, "request.bad_target", "the target is not a path");
    }
    auto path = percent_decoded(parsed.raw_path);
    if (!path) {
        return fail(ErrorKind::malformed, "request.bad_encoding", "the path is not percent-encoded UTF-8 text");
    }
    const bool control = std::ranges::any_of(*path, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (control || path->contains('\\') || has_dot_segment(*path)) {
        return fail(ErrorKind::malformed, "request.bad_target", "the path holds dot segments, backslashes or control characters");
    }
    parsed.path = *std::move(path);
    TRY(parsed.query, parse_query(target.substr(std::min(question + 1, target.size()))));
    return parsed;
}

}  // namespace pendopo::web
