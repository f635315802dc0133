#include "base/money.hpp"

namespace pendopo {

namespace {

std::string with_groups(std::string_view number, char separator) {
    std::string text;
    for (std::size_t i = 0; i < number.size(); ++i) {
        if (i > 0 && (number.size() - i) % 3 == 0) {
            text += separator;
        }
        text += number[i];
    }
    return text;
}

/// Splits "1.234,50", "1,234.50" or "1234.5" into whole digits and decimals: the last separator is the decimal one
/// unless it repeats or three digits follow a dot in the Indonesian way.
struct Parts {
    std::string whole, decimals;
};
std::optional<Parts> parts_of(std::string_view text) {
    Parts parts;
    const auto dots = std::count(text.begin(), text.end(), '.');
    const auto commas = std::count(text.begin(), text.end(), ',');
    char decimal = '\0';
    if (dots > 0 && commas > 0) {
        decimal = text.rfind('.') > text.rfind(',') ? '.' : ',';
    } else if (commas == 1) {
        decimal = ',';
    } else if (dots == 1 && text.size() - text.find('.') != 4) {
        decimal = '.';
    }
    if (decimal != '\0' && std::count(text.begin(), text.end(), decimal) != 1) {
        return {};
    }
    bool after = false;
    std::size_t group = 0;
    bool grouped_once = false;
    for (const char c : text) {
        if (c == decimal) {
            if (grouped_once && group != 3) {
                return {};
            }
            after = true;
        } else if (c == '.' || c == ',') {
            if (after || (grouped_once && group != 3) || parts.whole.empty()) {
                return {};
            }
            grouped_once = true;
            group = 0;
        } else if (c >= '0' && c <= '9') {
            (after ? parts.decimals : parts.whole) += c;
            ++group;
        } else {
            return {};
        }
    }
    if (parts.whole.empty() || (after && parts.decimals.empty()) || (!after && grouped_once && group != 3)) {
        return {};
    }
    return parts;
}

}  // namespace

std::string grouped(std::int64_t number, Language language) {
    const std::string digits = std::to_string(number);
    const bool negative = digits.front() == '-';
    return (negative ? "-" : "") + with_groups(std::string_view(digits).substr(negative ? 1 : 0), language == Language::id ? '.' : ',');
}

std::string readable_money(std::int64_t minor_units, Language language) {
    const bool negative = minor_units < 0;
    const auto size = negative ? 0 - static_cast<std::uint64_t>(minor_units) : static_cast<std::uint64_t>(minor_units);
    std::string text = negative ? "-Rp" : "Rp";
    text += with_groups(std::to_string(size / 100), language == Language::id ? '.' : ',');
    if (size % 100 != 0) {
        text += fmt::format("{}{:02}", language == Language::id ? ',' : '.', size % 100);
    }
    return text;
}

std::optional<std::int64_t> parse_money(std::string_view text) {
    text = trim(text);
    const bool negative = text.starts_with('-');
    if (negative) {
        text.remove_prefix(1);
    }
    if (text.starts_with("Rp") || text.starts_with("rp")) {
        text = trim(text.substr(2));
        if (text.starts_with('.')) {
            text = trim(text.substr(1));
        }
    }
    const auto parts = parts_of(text);
    if (!parts || parts->decimals.size() > 2 || parts->whole.size() > 16) {
        return {};
    }
    const std::string decimals = (parts->decimals + "00").substr(0, 2);
    const std::int64_t amount = std::stoll(parts->whole) * 100 + std::stoll(decimals);
    return negative ? -amount : amount;
}

std::optional<std::string> parse_decimal(std::string_view text) {
    text = trim(text);
    const bool negative = text.starts_with('-');
    if (negative) {
        text.remove_prefix(1);
    }
    const auto at = text.find_first_of(".,");
    std::optional<Parts> parts;
    // A single dot is always decimal here: canonical texts ("12.345") must read as themselves.
    if (at != std::string_view::npos && text.find_first_of(".,", at + 1) == std::string_view::npos) {
        const auto whole = text.substr(0, at);
        const auto decimals = text.substr(at + 1);
        if (!whole.empty() && !decimals.empty() && whole.find_first_not_of("0123456789") == std::string_view::npos &&
            decimals.find_first_not_of("0123456789") == std::string_view::npos) {
            parts = Parts{std::string(whole), std::string(decimals)};
        }
    } else {
        parts = parts_of(text);
    }
    if (!parts || parts->whole.size() + parts->decimals.size() > 30) {
        return {};
    }
    std::string whole = parts->whole;
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    std::string decimals = parts->decimals;
    while (!decimals.empty() && decimals.back() == '0') {
        decimals.pop_back();
    }
    const std::string number = decimals.empty() ? whole : whole + "." + decimals;
    return negative && number != "0" ? "-" + number : number;
}

}  // namespace pendopo
