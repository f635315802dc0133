#include "systems/certificate/logic.hpp"

namespace pendopo::certificate {

std::string days_left(const registers::Register& declaration, const registers::Record& record, Date today) {
    const auto end = parse_date(registers::text_of(record.get(declaration, "valid_to")));
    return end ? std::to_string((*end - today).count()) : std::string();
}

}  // namespace pendopo::certificate
