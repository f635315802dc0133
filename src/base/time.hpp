#pragma once
// Days and moments. Times are UTC inside and ISO 8601 outside; a government shows its own zone (no daylight saving in Indonesia).

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace pendopo {

using Date = std::chrono::sys_days;
using Moment = std::chrono::sys_time<std::chrono::milliseconds>;

/// Who tells the time: the system in service, a test in tests.
using Clock = std::function<Moment()>;
[[nodiscard]] Clock system_clock();
/// Stands still at a moment.
[[nodiscard]] Clock fixed_clock(Moment moment);

/// "2024-03-01" (years 1900 to 2999); nothing for anything else.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
/// "2024-03-01T07:30:00Z", with optional milliseconds and with Z or an offset; nothing for anything else.
[[nodiscard]] std::optional<Moment> parse_moment(std::string_view text);
[[nodiscard]] std::string to_string(Date date);                ///< 2024-03-01
[[nodiscard]] std::string to_string(Moment moment);            ///< 2024-03-01T07:30:00.000Z
[[nodiscard]] std::string readable(Date date, Language);       ///< 1 Maret 2024 | 1 March 2024
/// A moment in a zone: "1 Maret 2024, 14.30 WIB".
[[nodiscard]] std::string readable(Moment moment, std::string_view zone, Language);

/// Offset of Asia/Jakarta (+7), Asia/Pontianak (+7), Asia/Makassar (+8), Asia/Jayapura (+9); nothing for other names.
[[nodiscard]] std::optional<std::chrono::hours> zone_offset(std::string_view zone);
/// The day it is in a zone.
[[nodiscard]] Date day_in(Moment moment, std::string_view zone);

/// A length of time as the regulations give it: years and months by the calendar, weeks, days and hours.
struct Duration {
    int months = 0;
    int days = 0;
    int hours = 0;
    friend bool operator==(const Duration&, const Duration&) = default;
};
/// "2y", "6m", "4w", "90d", "24h"; nothing for anything else.
[[nodiscard]] std::optional<Duration> parse_duration(std::string_view text);
[[nodiscard]] std::string to_string(Duration);
[[nodiscard]] std::string readable(Duration, Language);        ///< 2 tahun | 2 years
/// A date plus a duration; a day that a month lacks becomes its last (31 Jan + 1m = 28 or 29 Feb). Hours count up to whole days.
[[nodiscard]] Date operator+(Date date, Duration duration);
[[nodiscard]] Date operator-(Date date, Duration duration);
[[nodiscard]] Moment add(Moment moment, Duration duration);

}  // namespace pendopo
