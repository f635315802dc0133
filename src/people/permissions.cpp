#include "people/people.hpp"

namespace pendopo::people {

namespace {

using registers::Field;
using registers::Register;
using registers::Transition;

bool among(const std::vector<std::string>& roles_named, const Person& person) {
    return std::ranges::any_of(
        roles_named, [&](const std::string& role) { return role == "public" || (person.account && (role == "all" || role == person.account->role)); });
}

/// Officers of an agency act on their own agency's records; everyone else acts for the whole government.
bool reaches(const Person& person, const Register& declaration, std::string_view agency) {
    if (declaration.agency_path.empty() || !person.account) {
        return true;
    }
    const std::string& role = person.account->role;
    if (role != "agency_officer" && role != "agency_head") {
        return true;
    }
    return !person.account->agency.empty() && person.account->agency == agency;
}

/// A head may do what the officers of the agency may.
bool writes(const Person& person, const std::vector<std::string>& named) {
    if (among(named, person)) {
        return true;
    }
    return person.has("agency_head") && std::ranges::find(named, "agency_officer") != named.end();
}

}  // namespace

std::string Person::office() const {
    if (!account) {
        return {};
    }
    return account->office.empty() ? account->agency : account->office;
}

const std::vector<std::string>& roles() {
    static const std::vector<std::string> all = {"administrator", "ict_officer", "agency_officer", "agency_head", "executive", "auditor"};
    return all;
}

bool may_read(const Person& person, const Register& declaration) {
    return person.has("administrator") || among(declaration.read, person) || writes(person, declaration.write);
}

bool may_read(const Person& person, const Register& declaration, const Field& field) {
    return may_read(person, declaration) && (field.read.empty() || person.has("administrator") || among(field.read, person));
}

bool may_create(const Person& person, const Register& declaration, std::string_view agency) {
    return person.signed_in() && writes(person, declaration.write) && reaches(person, declaration, agency);
}

bool may_change(const Person& person, const Register& declaration, std::string_view agency) { return may_create(person, declaration, agency); }

bool may_change(const Person& person, const Register& declaration, const Field& field, std::string_view agency) {
    if (field.type == registers::FieldType::derived) {
        return false;
    }
    return may_change(person, declaration, agency) && (field.write.empty() || writes(person, field.write));
}

bool may_make(const Person& person, const Register& declaration, const Transition& transition, std::string_view agency) {
    if (!person.signed_in() || !reaches(person, declaration, agency)) {
        return false;
    }
    return transition.by.empty() ? writes(person, declaration.write) : writes(person, transition.by);
}

bool may_delete(const Person& person, const Register& declaration, std::string_view agency, std::string_view state) {
    return may_change(person, declaration, agency) && (person.has("ict_officer") || state == declaration.states.front().name);
}

}  // namespace pendopo::people
