#include "systems/service_desk/logic.hpp"

namespace pendopo::service_desk {

std::string hours_taken(const registers::Register& declaration, const registers::Record& record, Date) {
    const auto closed = parse_moment(registers::text_of(record.get(declaration, "closed_on")));
    if (!closed) {
        return {};
    }
    const auto opened_on = parse_date(registers::text_of(record.get(declaration, "opened_on")));
    const auto recorded = parse_moment(record.created_on);
    // A ticket that was imported after it had been closed is counted from its opening day.
    std::optional<Moment> opened = recorded && *recorded <= *closed ? recorded : std::nullopt;
    if (!opened && opened_on) {
        opened = Moment(*opened_on);
    }
    if (!opened || *opened > *closed) {
        return {};
    }
    return std::to_string(std::chrono::floor<std::chrono::hours>(*closed - *opened).count());
}

}  // namespace pendopo::service_desk
