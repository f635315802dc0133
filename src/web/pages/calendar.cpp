// The calendar of obligations: what is due when, by month, as a list, and as a file for a calendar program.

#include "base/ids.hpp"
#include "web/pages/gates.hpp"
#include "web/pages/pages.hpp"

namespace pendopo::web::pages {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr std::size_t most = 2000;

year_month month_asked(const Visit& visit) {
    const auto first = parse_date(visit.request.query_value("month") + "-01");
    const year_month_day date(first.value_or(visit.government.today()));
    return date.year() / date.month();
}

Date first_of(year_month month) { return Date(month / day(1)); }

std::string code_of(year_month month) { return to_string(first_of(month)).substr(0, 7); }

std::string name_of_month(const Visit& visit, year_month month) {
    auto words = visit.day(first_of(month));  // "1 Maret 2024": the day itself is left out
    return words.substr(std::min(words.size(), words.find(' ') + 1));
}

/// Agency asked for; an officer of an agency sees the own one first.
std::string agency_asked(const Visit& visit) {
    for (const auto& [name, value] : visit.request.query) {
        if (name == "agency") {
            return value;
        }
    }
    const auto& account = *visit.person().account;
    return account.role == "agency_officer" || account.role == "agency_head" ? account.agency : "";
}

/// Lines with a day, up to one; overdue ones included.
std::vector<law::Line> dated_lines(Visit& visit, const std::string& agency, Date until) {
    law::Filter filter;
    filter.agency = agency;
    filter.due_until = until;
    filter.limit = most;
    auto lines = visit.government.compliance->lines(filter);
    std::erase_if(lines, [](const law::Line& line) { return !line.due || line.state == law::State::not_ours; });
    std::ranges::sort(lines, {}, [](const law::Line& line) { return std::tuple(*line.due, line.norm, line.agency); });
    return lines;
}

void show_month(Visit& visit, View view, year_month month, const std::vector<law::Line>& lines) {
    constexpr std::size_t shown = 3;
    const auto first = first_of(month);
    const auto last = Date(std::chrono::year_month_day_last(month.year(), std::chrono::month_day_last(month.month())));
    const auto start = first - std::chrono::days((std::chrono::weekday(first).iso_encoding() - 1));
    for (Date week = start; week <= last; week += std::chrono::weeks(1)) {
        auto row = view.add("week");
        for (int i = 0; i < 7; ++i) {
            const Date date = week + std::chrono::days(i);
            auto cell = row.add("day");
            cell.set("day_number", static_cast<std::int64_t>(static_cast<unsigned>(year_month_day(date).day()))).set("day_name", visit.day(date));
            cell.show("day_outside", date < first || date > last).show("day_today", date == visit.government.today());
            std::size_t count = 0;
            for (const auto& line : lines) {
                if (*line.due != date || ++count > shown) {
                    continue;
                }
                auto due = cell.add("due");
                show_state(visit, due, line.state);
                due.set("due_norm", visit.norm(line.norm->id))
                    .set("due_agency", visit.agency_short_name(line.agency))
                    .set("due_text", line.norm->text.in(visit.language));
                due.set("due_url", visit.url(fmt::format("/compliance/lines?norm={}&agency={}", encoded(line.norm->id),
                                                         line.agency.empty() ? "-" : encoded(line.agency))));
            }
            if (count > shown) {
                cell.show("day_more")
                    .set("day_more_count", static_cast<std::int64_t>(count - shown))
                    .set("day_more_url", visit.url(fmt::format("/calendar?view=list&month={}", code_of(month))));
            }
        }
    }
}

std::string ics_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == ';' || c == ',') {
            out += '\\';
        }
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
    return out;
}

/// One property, folded at 75 bytes as RFC 5545 wants, never inside a character.
void put_property(std::string& out, std::string line) {
    constexpr std::size_t width = 74;
    while (line.size() > width) {
        std::size_t end = width;
        while (end > 1 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        out += line.substr(0, end) + "\r\n";
        line = " " + line.substr(end);
    }
    out += line + "\r\n";
}

std::string compact(Date date) {
    auto text = to_string(date);
    std::erase(text, '-');
    return text;
}

}  // namespace

Result<Response> calendar(Visit& visit) {
    const auto month = month_asked(visit);
    const auto agency = agency_asked(visit);
    const auto until = first_of(month + months(1)) - std::chrono::days(1);
    auto lines = dated_lines(visit, agency, until);
    Page page(visit, "pages/calendar.html", visit.text("calendar.title"));
    page.in("calendar");
    const bool as_list = visit.request.query_value("view") == "list";
    const auto address = [&](std::string_view code, bool list) {
        return visit.url(fmt::format("/calendar?month={}&agency={}{}", code, encoded(agency), list ? "&view=list" : ""));
    };
    page.view.set("month_name", name_of_month(visit, month)).set("month_code", code_of(month)).show(as_list ? "as_list" : "as_month");
    page.view.set("before_url", address(code_of(month - months(1)), as_list)).set("after_url", address(code_of(month + months(1)), as_list));
    page.view.set("list_url", address(code_of(month), true))
        .set("month_url", address(code_of(month), false))
        .set("ics_url", visit.url("/calendar.ics?agency=" + encoded(agency)));
    for (const auto& [key, name] : visit.agencies()) {
        page.view.add("agency_option").set("option_value", key).set("option_label", name).show("option_selected", key == agency);
    }
    const auto overdue = std::ranges::count_if(lines, [](const law::Line& line) { return line.state == law::State::overdue; });
    page.view.show("has_overdue", overdue > 0)
        .set("overdue_count", static_cast<std::int64_t>(overdue))
        .set("overdue_url", visit.url("/compliance/lines?state=overdue" + (agency.empty() ? "" : "&agency=" + encoded(agency))));
    std::erase_if(lines, [&](const law::Line& line) { return *line.due < first_of(month); });
    page.view.set("due_count", static_cast<std::int64_t>(lines.size())).show("is_empty", lines.empty());
    if (as_list) {
        show_lines(visit, page.view, lines);
    } else {
        show_month(visit, page.view, month, lines);
    }
    return page.respond();
}

Result<Response> calendar_ics(Visit& visit) {
    const auto agency = agency_asked(visit);
    const auto lines = dated_lines(visit, agency, visit.government.today() + std::chrono::days(366));
    std::string out;
    put_property(out, "BEGIN:VCALENDAR");
    put_property(out, "VERSION:2.0");
    put_property(out, "PRODID:-//Pendopo//SPBE//ID");
    put_property(out, "X-WR-CALNAME:" + ics_text(visit.text("calendar.title") + " – " + visit.government.name()));
    const auto stamp = compact(visit.government.today()) + "T000000Z";
    for (const auto& line : lines) {
        if (line.state == law::State::met || line.state == law::State::exempt) {
            continue;
        }
        put_property(out, "BEGIN:VEVENT");
        put_property(out, fmt::format("UID:{}", hex(sha256(fmt::format("{}|{}|{}|{}|{}|{}", line.norm->full_id, line.rule, line.subject.register_name,
                                                                       line.subject.id, line.agency, to_string(*line.due))))
                                                        .substr(0, 32) +
                                                    "@pendopo"));
        put_property(out, "DTSTAMP:" + stamp);
        put_property(out, "DTSTART;VALUE=DATE:" + compact(*line.due));
        put_property(out, "SUMMARY:" + ics_text(fmt::format("{} – {}", visit.norm(line.norm->id), visit.agency_name(line.agency))));
        put_property(out, "DESCRIPTION:" + ics_text(line.norm->text.in(visit.language) + " " + line.why.in(visit.language)));
        put_property(out, "END:VEVENT");
    }
    put_property(out, "END:VCALENDAR");
    Response response;
    response.content_type = "text/calendar; charset=utf-8";
    response.body = std::move(out);
    response.with("Content-Disposition", fmt::format("attachment; filename=\"{}-kewajiban.ics\"", visit.government.slug));
    return response;
}

}  // namespace pendopo::web::pages
