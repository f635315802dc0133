#include "store/placeholders.hpp"

#include <cctype>

namespace pendopo::store {

namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (static_cast<unsigned char>(c) & 0x80) != 0; }

/// Length of what begins at the front and ends with `end`; all that is left where the end is missing.
std::size_t until(std::string_view text, std::size_t from, std::string_view end) {
    const std::size_t found = text.find(end, from);
    return found == std::string_view::npos ? text.size() : found + end.size();
}

/// A quoted text or name; a doubled quote inside ends one and begins the next, which comes to the same.
std::size_t quoted_length(std::string_view text, bool with_escapes) {
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (with_escapes && text[i] == '\\') {
            ++i;
        } else if (text[i] == text.front()) {
            return i + 1;
        }
    }
    return text.size();
}

/// Comments nest in PostgreSQL.
std::size_t comment_length(std::string_view text) {
    int depth = 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text.substr(i, 2) == "/*") {
            ++depth;
            ++i;
        } else if (text.substr(i, 2) == "*/") {
            ++i;
            if (--depth == 0) {
                return i + 1;
            }
        }
    }
    return text.size();
}

/// $$...$$ or $tag$...$tag$; 0 where the dollar begins neither.
std::size_t dollar_length(std::string_view text) {
    std::size_t end = 1;
    while (end < text.size() && is_word(text[end])) {
        ++end;
    }
    const bool is_tag = end < text.size() && text[end] == '$' && std::isdigit(static_cast<unsigned char>(text[1])) == 0;
    return is_tag ? until(text, end + 1, text.substr(0, end + 1)) : 0;
}

/// Length of the text, name or comment that begins at the front, in which a '?' means itself; 0 where none begins.
std::size_t opaque_length(std::string_view text, char before, char before_that) {
    switch (text.front()) {
        case '\'': return quoted_length(text, (before == 'E' || before == 'e') && !is_word(before_that));
        case '"': return quoted_length(text, false);
        case '-': return text.starts_with("--") ? until(text, 2, "\n") : 0;
        case '/': return text.starts_with("/*") ? comment_length(text) : 0;
        case '$': return is_word(before) ? 0 : dollar_length(text);
        default: return 0;
    }
}

}  // namespace

std::string numbered(std::string_view sql) {
    std::string result;
    result.reserve(sql.size() + 16);
    int number = 0;
    for (std::size_t i = 0; i < sql.size();) {
        const char before = i > 0 ? sql[i - 1] : ' ';
        const char before_that = i > 1 ? sql[i - 2] : ' ';
        if (const std::size_t length = opaque_length(sql.substr(i), before, before_that); length > 0) {
            result += sql.substr(i, length);
            i += length;
        } else if (sql[i] == '?') {
            result += '$';
            result += std::to_string(++number);
            ++i;
        } else {
            result += sql[i++];
        }
    }
    return result;
}

}  // namespace pendopo::store
