#include "register/json_lines.hpp"

#include <fstream>

#include "base/json_input.hpp"
#include "base/text.hpp"

namespace pendopo::registers {

namespace {

std::unexpected<Error> bad_line(std::string code, std::size_t line, std::string detail) {
    return fail({Problem{
        std::move(code), fmt::format("/rows/{}", line), {{"row", std::to_string(line)}, {"column", "1"}}, {}, fmt::format("row {}: {}", line, detail)}});
}

}  // namespace

Result<boost::json::object> parse_json_line(std::size_t line, std::string_view text) {
    if (!valid_utf8(text)) {
        return bad_line("transfer.encoding", line, "is not UTF-8");
    }
    auto value = parse_json(text);
    if (!value || !value->is_object()) {
        return bad_line("transfer.bad_json", line, value ? "is no JSON object" : "is no JSON: " + value.error().detail);
    }
    return std::move(value->get_object());
}

Result<void> each_json_line(const std::filesystem::path& file, const std::function<bool(std::size_t line, const boost::json::object& object)>& take) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file)) {
        const std::string name = file.filename().string();
        return fail(ErrorKind::not_found, "transfer.unreadable", fmt::format("{} cannot be read", name),
                    {Problem{"transfer.unreadable", "", {{"file", name}}, {}, fmt::format("{} cannot be read", name)}});
    }
    std::string text;
    for (std::size_t line = 1; std::getline(stream, text); ++line) {
        std::string_view content = text;
        if (line == 1 && content.starts_with("\xEF\xBB\xBF")) {
            content.remove_prefix(3);
        }
        content = trim(content);
        if (content.size() > longest_line) {
            return bad_line("transfer.line_too_long", line, fmt::format("longer than {} bytes", longest_line));
        }
        if (content.empty()) {
            continue;
        }
        TRY(const boost::json::object object, parse_json_line(line, content));
        if (!take(line, object)) {
            return {};
        }
    }
    return {};
}

}  // namespace pendopo::registers
