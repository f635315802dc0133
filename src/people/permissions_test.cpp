// What each role may do, over every register of the product: golden/permissions.txt. Read its changes like code.
// PENDOPO_UPDATE_GOLDEN=1 writes it anew.

#include <gtest/gtest.h>

#include <fstream>

#include "people/people.hpp"

namespace pendopo::people {
namespace {

using registers::Catalogue;
using registers::Field;
using registers::Register;

const std::filesystem::path golden_file = std::filesystem::path(PENDOPO_SOURCE_DIR) / "src/people/golden/permissions.txt";

const Catalogue& catalogue() {
    static const Catalogue loaded = [] {
        auto result = Catalogue::load(Resources::of_folder(PENDOPO_SOURCE_DIR));
        if (!result) {
            throw std::runtime_error(result.error().problems.empty() ? result.error().code : result.error().problems.front().pointer);
        }
        return *std::move(result);
    }();
    return loaded;
}

/// One account per role, of agency PD-001; a resident has none.
std::vector<std::pair<std::string, Person>> everyone() {
    std::vector<std::pair<std::string, Person>> all;
    for (const std::string& role : roles()) {
        all.emplace_back(role, Person{Account{.id = role, .name = role, .role = role, .agency = "PD-001"}});
    }
    all.emplace_back("resident", Person{});
    return all;
}

/// Who may, by a question about a person and an agency: "role" for every agency's records, "role*" for the own agency's only.
template <class Question>
std::string who(const Question& may) {
    std::vector<std::string> names;
    for (const auto& [role, person] : everyone()) {
        const bool own = may(person, "PD-001");
        const bool other = may(person, "PD-002");
        EXPECT_TRUE(own || !other) << role << " may do to others what they may not do to their own";
        if (own) {
            names.push_back(other ? role : role + "*");
        }
    }
    return names.empty() ? "nobody" : join(names, " ");
}

void describe(std::string& out, std::string_view what, const std::string& persons) { out += fmt::format("  {:<34} {}\n", what, persons); }

void describe_field(std::string& out, const Register& declaration, const Field& field, const std::string& readers, const std::string& writers) {
    const std::string reads = who([&](const Person& person, std::string_view) { return may_read(person, declaration, field); });
    const std::string writes = who([&](const Person& person, std::string_view agency) { return may_change(person, declaration, field, agency); });
    if (reads != readers) {
        describe(out, fmt::format("read {}", field.name), reads);
    }
    if (writes != writers) {
        describe(out, fmt::format("write {}", field.name), writes);
    }
}

std::string describe(const Register& declaration) {
    std::string out =
        fmt::format("{}{}\n", declaration.name, declaration.agency_path.empty() ? "" : " (of an agency, by " + join(declaration.agency_path, ".") + ")");
    const std::string readers = who([&](const Person& person, std::string_view) { return may_read(person, declaration); });
    const std::string writers = who([&](const Person& person, std::string_view agency) { return may_change(person, declaration, agency); });
    describe(out, "read", readers);
    describe(out, "write", writers);
    EXPECT_EQ(writers, who([&](const Person& person, std::string_view agency) { return may_create(person, declaration, agency); }));
    const std::string first = declaration.states.front().name;
    describe(out, "delete in " + first, who([&](const Person& person, std::string_view agency) { return may_delete(person, declaration, agency, first); }));
    if (declaration.states.size() > 1) {
        describe(out, "delete later",
                 who([&](const Person& person, std::string_view agency) { return may_delete(person, declaration, agency, declaration.states.back().name); }));
    }
    for (const auto& transition : declaration.transitions) {
        describe(out, "make " + transition.name,
                 who([&](const Person& person, std::string_view agency) { return may_make(person, declaration, transition, agency); }));
    }
    for (const Field& field : declaration.fields) {
        describe_field(out, declaration, field, readers, writers);
    }
    return out;
}

TEST(Permissions, AreThoseOfTheGoldenFile) {
    std::string now =
        "# Who may do what. Role: to the records of every agency; role*: to those of the own agency only. Fields are named where they differ from their "
        "register.\n";
    for (const Register& declaration : catalogue().registers()) {
        now += "\n" + describe(declaration);
    }
    if (std::getenv("PENDOPO_UPDATE_GOLDEN") != nullptr) {
        std::filesystem::create_directories(golden_file.parent_path());
        std::ofstream(golden_file, std::ios::binary) << now;
    }
    std::ifstream stream(golden_file, std::ios::binary);
    const std::string golden((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    EXPECT_EQ(golden, now) << "PENDOPO_UPDATE_GOLDEN=1 writes " << golden_file;
}

TEST(Permissions, NobodyWritesWithoutAnAccount) {
    for (const Register& declaration : catalogue().registers()) {
        EXPECT_FALSE(may_create({}, declaration, ""));
        EXPECT_FALSE(may_change({}, declaration, "PD-001"));
        EXPECT_FALSE(may_delete({}, declaration, "PD-001", declaration.states.front().name));
        for (const auto& transition : declaration.transitions) {
            EXPECT_FALSE(may_make({}, declaration, transition, "PD-001")) << declaration.name << "." << transition.name;
        }
    }
}

TEST(Permissions, AnAgencysPeopleStayWithTheirAgency) {
    for (const char* role : {"agency_officer", "agency_head"}) {
        const Person person{Account{.id = "a", .name = "A", .role = role, .agency = "PD-001"}};
        const Person astray{Account{.id = "b", .name = "B", .role = role, .agency = ""}};
        for (const Register& declaration : catalogue().registers()) {
            if (declaration.agency_path.empty()) {
                continue;
            }
            EXPECT_FALSE(may_change(person, declaration, "PD-002")) << role << " " << declaration.name;
            EXPECT_FALSE(may_change(person, declaration, "")) << "a record that belongs to no agency yet: " << declaration.name;
            EXPECT_FALSE(may_change(astray, declaration, "")) << "an account without an agency: " << declaration.name;
            for (const auto& transition : declaration.transitions) {
                EXPECT_FALSE(may_make(person, declaration, transition, "PD-002")) << declaration.name << "." << transition.name;
            }
        }
    }
}

TEST(Permissions, AnAdministratorReadsButDoesNotWriteRecords) {
    const Person person{Account{.id = "admin", .name = "A", .role = "administrator"}};
    for (const Register& declaration : catalogue().registers()) {
        EXPECT_TRUE(may_read(person, declaration)) << declaration.name;
        EXPECT_FALSE(may_change(person, declaration, "")) << declaration.name;
    }
}

TEST(Permissions, AFieldCanBeNarrowerThanItsRegister) {
    Field secret{.name = "secret", .read = {"auditor"}, .write = {"ict_officer"}};
    Field computed{.name = "computed", .type = registers::FieldType::derived};
    Register declaration{
        .name = "thing", .agency_path = {"agency"}, .states = {{"draft", {}, false}}, .read = {"all"}, .write = {"ict_officer", "agency_officer"}};
    const auto as = [](const char* role) { return Person{Account{.id = "a", .name = "A", .role = role, .agency = "PD-001"}}; };
    EXPECT_TRUE(may_read(as("auditor"), declaration, secret));
    EXPECT_TRUE(may_read(as("administrator"), declaration, secret));
    EXPECT_FALSE(may_read(as("ict_officer"), declaration, secret)) << "writing a field is not reading it";
    EXPECT_TRUE(may_change(as("ict_officer"), declaration, secret, "PD-002"));
    EXPECT_FALSE(may_change(as("agency_officer"), declaration, secret, "PD-001"));
    EXPECT_FALSE(may_change(as("ict_officer"), declaration, computed, "PD-001")) << "what is derived is nobody's to write";
    declaration.read = {"public"};
    EXPECT_TRUE(may_read(Person{}, declaration));
    EXPECT_FALSE(may_read(Person{}, declaration, secret));
}

}  // namespace
}  // namespace pendopo::people
