#include <gtest/gtest.h>

#include "systems/systems.hpp"

namespace pendopo::systems {
namespace {

using registers::Field;
using registers::Record;
using registers::Register;

Register with(std::vector<std::string> names) {
    Register declaration;
    for (std::string& name : names) {
        Field field;
        field.name = std::move(name);
        declaration.fields.push_back(std::move(field));
    }
    return declaration;
}

std::string derived(std::string_view name, const Register& declaration, const Record& record) {
    return derivations().find(name)->second(declaration, record, *parse_date("2026-03-01"));
}

TEST(Derived, CountsTheDaysOfACertificate) {
    const Register declaration = with({"valid_to"});
    Record record{.values = {registers::Value{"2026-03-31"}}};
    EXPECT_EQ(derived("certificate.days_left", declaration, record), "30");
    record.values[0] = std::string("2026-02-27");
    EXPECT_EQ(derived("certificate.days_left", declaration, record), "-2");
    record.values[0] = {};
    EXPECT_EQ(derived("certificate.days_left", declaration, record), "");
}

TEST(Derived, TellsTheShareOfABudgetLineThatWasSpent) {
    const Register declaration = with({"amount", "realised"});
    Record record{.values = {registers::Value{"40000"}, registers::Value{"15000"}}};
    EXPECT_EQ(derived("budget_line.realised_share", declaration, record), "37.5");
    record.values[0] = std::string("0");
    EXPECT_EQ(derived("budget_line.realised_share", declaration, record), "");
}

TEST(Derived, CountsTheHoursATicketTook) {
    const Register declaration = with({"opened_on", "closed_on"});
    Record record{.created_on = "2026-03-01T08:00:00.000Z", .values = {registers::Value{"2026-03-01"}, registers::Value{"2026-03-02T09:30:00.000Z"}}};
    EXPECT_EQ(derived("ticket.hours_taken", declaration, record), "25");
    record.created_on = "2026-05-01T08:00:00.000Z";
    EXPECT_EQ(derived("ticket.hours_taken", declaration, record), "33");
    record.values[1] = {};
    EXPECT_EQ(derived("ticket.hours_taken", declaration, record), "");
}

}  // namespace
}  // namespace pendopo::systems
