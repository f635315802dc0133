#include "base/json_input.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>

namespace pendopo {

namespace {

constexpr std::size_t deepest = 32;

/// Looks at keys and texts as they pass; the values themselves are read by Boost.JSON's own parser.
class Strict {
public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    using error_code = boost::json::error_code;
    using text = boost::json::string_view;

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) {
        keys_.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t, error_code&) {
        keys_.pop_back();
        return true;
    }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t, error_code&) { return true; }
    bool on_key_part(text part, std::size_t, error_code& error) {
        key_ += part;
        return without_nul(part, error);
    }
    bool on_key(text part, std::size_t, error_code& error) {
        key_ += part;
        if (!without_nul(part, error)) {
            return false;
        }
        if (!keys_.back().insert(key_).second) {
            repeated = key_;
            error = boost::json::error::syntax;
            return false;
        }
        key_.clear();
        return true;
    }
    bool on_string_part(text part, std::size_t, error_code& error) { return without_nul(part, error); }
    bool on_string(text part, std::size_t, error_code& error) { return without_nul(part, error); }
    bool on_number_part(text, error_code&) { return true; }
    bool on_int64(std::int64_t, text, error_code&) { return true; }
    bool on_uint64(std::uint64_t, text, error_code&) { return true; }
    bool on_double(double, text, error_code&) { return true; }
    bool on_bool(bool, error_code&) { return true; }
    bool on_null(error_code&) { return true; }
    bool on_comment_part(text, error_code&) { return true; }
    bool on_comment(text, error_code&) { return true; }

    std::string repeated;
    bool nul = false;

private:
    bool without_nul(text part, error_code& error) {
        if (part.find('\0') != text::npos) {
            nul = true;
            error = boost::json::error::syntax;
            return false;
        }
        return true;
    }

    std::vector<std::set<std::string>> keys_;
    std::string key_;
};

std::unexpected<Error> broken(std::string_view text, std::size_t offset, const std::string& what) {
    const auto before = text.substr(0, std::min(offset, text.size()));
    const auto line = std::ranges::count(before, '\n') + 1;
    const auto column = before.size() - (before.rfind('\n') + 1) + 1;
    const std::string detail = fmt::format("line {}, column {}: {}", line, column, what);
    Problem mistake{.code = "request.bad_json", .arguments = {{"line", std::to_string(line)}, {"column", std::to_string(column)}}, .detail = detail};
    return fail(ErrorKind::malformed, "request.bad_json", detail, {std::move(mistake)});
}

}  // namespace

Result<boost::json::value> parse_json(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = deepest;
    boost::json::basic_parser<Strict> strict(options);
    boost::json::error_code error;
    const std::size_t used = strict.write_some(false, text.data(), text.size(), error);
    if (!strict.handler().repeated.empty()) {
        const std::string key = strict.handler().repeated;
        return fail(ErrorKind::malformed, "request.repeated_key", "the key " + key + " stands twice in an object",
                    {{.code = "request.repeated_key", .pointer = "/" + key, .arguments = {{"key", key}}}});
    }
    if (strict.handler().nul) {
        return broken(text, used, "NUL characters are not accepted");
    }
    if (error) {
        return broken(text, used, error.message());
    }
    const auto rest = text.substr(used);
    if (rest.find_first_not_of(" \t\r\n") != std::string_view::npos) {
        return broken(text, used, "more bytes after the value");
    }
    boost::json::error_code again;
    boost::json::value value = boost::json::parse(boost::json::string_view(text), again, {}, options);
    if (again) {
        return broken(text, used, again.message());
    }
    return value;
}

}  // namespace pendopo
