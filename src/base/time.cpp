#include "base/time.hpp"

namespace pendopo {

namespace {

using namespace std::chrono;

constexpr std::array months_id = {"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"};
constexpr std::array months_en = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) {
        return {};
    }
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') {
            return {};
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/// "Z", "+07:00", "+0700" or "+07", whole; minutes east of Greenwich.
std::optional<minutes> offset_of(std::string_view text) {
    if (text == "Z" || text == "z") {
        return minutes(0);
    }
    if (text.size() < 3 || (text[0] != '+' && text[0] != '-')) {
        return {};
    }
    const auto hour = digits(text, 1, 2);
    const std::size_t at = text.size() > 3 && text[3] == ':' ? 4 : 3;
    const auto minute = text.size() == 3 ? std::optional(0) : digits(text, at, 2);
    if (!hour || !minute || *hour > 14 || *minute > 59 || (text.size() != 3 && text.size() != at + 2)) {
        return {};
    }
    const auto offset = minutes(*hour * 60 + *minute);
    return text[0] == '-' ? -offset : offset;
}

Date shifted(Date date, int month_count, int day_count) {
    const year_month_day ymd{date};
    auto moved = ymd.year() / ymd.month() + months(month_count);
    const auto last = year_month_day_last{moved.year(), month_day_last{moved.month()}}.day();
    return sys_days{moved / std::min(ymd.day(), last)} + std::chrono::days(day_count);
}

}  // namespace

Clock system_clock() {
    return [] { return time_point_cast<milliseconds>(std::chrono::system_clock::now()); };
}

Clock fixed_clock(Moment moment) {
    return [moment] { return moment; };
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return {};
    }
    const auto y = digits(text, 0, 4);
    const auto m = digits(text, 5, 2);
    const auto d = digits(text, 8, 2);
    if (!y || !m || !d || *y < 1900 || *y > 2999) {
        return {};
    }
    const year_month_day ymd{year(*y), month(static_cast<unsigned>(*m)), day(static_cast<unsigned>(*d))};
    return ymd.ok() ? std::optional<Date>(ymd) : std::nullopt;
}

std::optional<Moment> parse_moment(std::string_view text) {
    if (text.size() < 17 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':') {
        return {};
    }
    const auto date = parse_date(text.substr(0, 10));
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    if (!date || !hour || !minute || *hour > 23 || *minute > 59) {
        return {};
    }
    std::size_t at = 16;
    int second = 0;
    int millisecond = 0;
    if (text[at] == ':') {
        const auto seconds_part = digits(text, at + 1, 2);
        if (!seconds_part || *seconds_part > 59) {
            return {};
        }
        second = *seconds_part;
        at += 3;
        if (at < text.size() && text[at] == '.') {
            int scale = 100;
            for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
                millisecond += (text[at] - '0') * scale;
                scale /= 10;
            }
        }
    }
    const auto offset = offset_of(text.substr(at));
    if (!offset) {
        return {};
    }
    return Moment(*date) + hours(*hour) + minutes(*minute) + seconds(second) + milliseconds(millisecond) - *offset;
}

std::string to_string(Date date) {
    const year_month_day ymd{date};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

std::string to_string(Moment moment) {
    const auto date = floor<days>(moment);
    const hh_mm_ss time{moment - date};
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", to_string(Date(date)), time.hours().count(), time.minutes().count(), time.seconds().count(),
                       time.subseconds().count());
}

std::string readable(Date date, Language language) {
    const year_month_day ymd{date};
    const auto index = static_cast<unsigned>(ymd.month()) - 1;
    return fmt::format("{} {} {}", static_cast<unsigned>(ymd.day()), language == Language::id ? months_id[index] : months_en[index],
                       static_cast<int>(ymd.year()));
}

std::string readable(Moment moment, std::string_view zone, Language language) {
    const auto offset = zone_offset(zone).value_or(hours(0));
    const auto local = moment + offset;
    const auto date = floor<days>(local);
    const hh_mm_ss time{local - date};
    const char* name = offset == hours(7) ? "WIB" : offset == hours(8) ? "WITA" : offset == hours(9) ? "WIT" : "UTC";
    return fmt::format("{}, {:02}{}{:02} {}", readable(Date(date), language), time.hours().count(), language == Language::id ? "." : ":",
                       time.minutes().count(), name);
}

std::optional<hours> zone_offset(std::string_view zone) {
    if (zone == "Asia/Jakarta" || zone == "Asia/Pontianak") {
        return hours(7);
    }
    if (zone == "Asia/Makassar") {
        return hours(8);
    }
    if (zone == "Asia/Jayapura") {
        return hours(9);
    }
    return {};
}

Date day_in(Moment moment, std::string_view zone) { return floor<days>(moment + zone_offset(zone).value_or(hours(0))); }

std::optional<Duration> parse_duration(std::string_view text) {
    if (text.size() < 2 || text.size() > 6) {
        return {};
    }
    const auto number = digits(text, 0, text.size() - 1);
    if (!number || *number < 1) {
        return {};
    }
    switch (text.back()) {
        case 'y': return Duration{.months = *number * 12};
        case 'm': return Duration{.months = *number};
        case 'w': return Duration{.days = *number * 7};
        case 'd': return Duration{.days = *number};
        case 'h': return Duration{.hours = *number};
        default: return {};
    }
}

std::string to_string(Duration duration) {
    if (duration.months > 0 && duration.months % 12 == 0) {
        return fmt::format("{}y", duration.months / 12);
    }
    if (duration.months > 0) {
        return fmt::format("{}m", duration.months);
    }
    if (duration.days > 0 && duration.days % 7 == 0) {
        return fmt::format("{}w", duration.days / 7);
    }
    return duration.days > 0 ? fmt::format("{}d", duration.days) : fmt::format("{}h", duration.hours);
}

std::string readable(Duration duration, Language language) {
    const std::string text = to_string(duration);
    const int number = std::stoi(text);
    const auto name = [&](const char* in_indonesian, const char* in_english) {
        return language == Language::id ? fmt::format("{} {}", number, in_indonesian) : fmt::format("{} {}{}", number, in_english, number == 1 ? "" : "s");
    };
    switch (text.back()) {
        case 'y': return name("tahun", "year");
        case 'm': return name("bulan", "month");
        case 'w': return name("minggu", "week");
        case 'd': return name("hari", "day");
        default: return name("jam", "hour");
    }
}

Date operator+(Date date, Duration duration) { return shifted(date, duration.months, duration.days + (duration.hours + 23) / 24); }

Date operator-(Date date, Duration duration) { return shifted(date, -duration.months, -(duration.days + (duration.hours + 23) / 24)); }

Moment add(Moment moment, Duration duration) {
    const auto date = floor<days>(moment);
    return Moment(shifted(date, duration.months, duration.days)) + (moment - date) + hours(duration.hours);
}

}  // namespace pendopo
