#include "register/xlsx_numbers.hpp"

#include <cmath>
#include <charconv>

#include "base/time.hpp"
#include "register/value_text.hpp"

namespace pendopo::registers {

NumberKind built_in_format(int number) {
    if ((number >= 14 && number <= 22) || number == 45 || number == 47 || (number >= 27 && number <= 36) || (number >= 50 && number <= 58)) {
        return NumberKind::date;
    }
    return number == 9 || number == 10 ? NumberKind::percentage : NumberKind::plain;
}

NumberKind kind_of_format(std::string_view code) {
    // Texts in quotes, escaped characters, colours and conditions in brackets say nothing of the kind.
    std::string bare;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        if (code[i] == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (code[i] == '[') {
            i = std::min(code.find(']', i + 1), code.size());
        } else if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
            ++i;
        } else {
            bare += static_cast<char>(std::tolower(static_cast<unsigned char>(code[i])));
        }
    }
    if (bare.contains('%')) {
        return NumberKind::percentage;
    }
    if (bare == "general" || bare.find_first_of("0#?") != std::string::npos) {
        return NumberKind::plain;  // "ss.000" of a stop watch as well: a number is what was meant to be kept
    }
    return bare.find_first_of("dmyhs") != std::string::npos ? NumberKind::date : NumberKind::plain;
}

namespace {

/// A serial number of days since the end of 1899 (or since 1904) as a date, a moment or a time.
std::optional<std::string> date_text(double serial, bool from_1904) {
    constexpr double last = 2'958'466;  // the end of 9999
    if (serial < 0 || serial >= last) {
        return {};
    }
    const auto seconds = static_cast<std::int64_t>(std::llround(serial * 86'400));
    const std::int64_t days = seconds / 86'400;
    const std::int64_t rest = seconds % 86'400;
    if (days == 0 && !from_1904) {
        return fmt::format("{:02}:{:02}:{:02}", rest / 3'600, rest / 60 % 60, rest % 60);
    }
    // Spreadsheets count a 29 February 1900 that never was.
    const std::int64_t epoch = from_1904 ? -24'107 : days < 60 ? -25'568 : -25'569;
    const Date date{std::chrono::days(epoch + days)};
    if (rest == 0) {
        return to_string(date);
    }
    return fmt::format("{}T{:02}:{:02}:{:02}Z", to_string(date), rest / 3'600, rest / 60 % 60, rest % 60);
}

}  // namespace

std::optional<std::string> number_text(std::string_view raw, NumberKind kind, bool from_1904) {
    double number = 0;
    const auto [rest, mistake] = std::from_chars(raw.data(), raw.data() + raw.size(), number);
    if (mistake != std::errc() || rest != raw.data() + raw.size() || !std::isfinite(number)) {
        return std::string(raw);  // no number after all: the field's own check will say so
    }
    if (kind == NumberKind::date) {
        if (auto date = date_text(number, from_1904)) {
            return date;
        }
    }
    if (std::abs(number) >= 1e15) {
        return {};
    }
    if (kind == NumberKind::percentage) {
        return canonical_decimal(number * 100) + "%";
    }
    std::string text = canonical_decimal(number);
    // "1.234" would be read as 1234 by those who write numbers the Indonesian way; "1.2340" cannot.
    if (const auto dot = text.find('.'); dot != std::string::npos && text.size() - dot == 4) {
        text += '0';
    }
    return text;
}

}  // namespace pendopo::registers
