#pragma once
// The invented government while it is being made up: what has been written down so far, and the lines that will be imported.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/time.hpp"
#include "demo/asked.hpp"
#include "demo/dice.hpp"
#include "demo/region.hpp"
#include "register/declaration.hpp"

namespace pendopo::demo {

using Values = boost::json::object;

struct Agency {
    std::string id, name, short_name, function, form;
    bool autonomous = false;
    std::string head, officer;  ///< persons: who leads it, who runs its ICT
};
struct Person {
    std::string id, name, agency, position;
    std::string nip;
    int born = 1980;
    bool woman = false;
};
/// A record that others refer to, with what they need to know of it.
struct Item {
    std::string id, name, kind, agency;
    Date since{};
};
struct Service : Item {
    bool administration = false;  ///< for the government's own work; else for the public
    std::string application;
};
struct Application : Item {
    std::string slug, service, system, deposit;
    bool internet = false, existing = false, closed_source = false;
    bool live = true, ended = false;
    std::vector<std::string> users;
};

class World;

/// One record being written.
class Draft {
public:
    Draft(World& world, std::string_view register_name);
    Draft& with(Values values);                       ///< null and "" are left out
    Draft& when(bool condition, Values values);
    Draft& texts(std::string_view field, const std::vector<std::string>& values);
    /// A parts field: one part per code, in the words of the choice. Codes that the register does not know keep their own name.
    Draft& parts(std::string_view field, const std::vector<std::string>& codes, Date on, std::string_view note = "sudah tersedia", std::string_view by = {});
    /// The record enters a state; the last one entered is its state. A day after today has not come: nothing is entered then, nor later.
    Draft& enter(std::string_view state, Date on, std::string_view by = {});
    Draft& enter(std::string_view state, Moment at, std::string_view by = {});
    /// Writes the line and returns the record's key: `id`, or the next number of the register.
    std::string add(std::string id = {});

private:
    World& world_;
    const registers::Register& declaration_;
    Values values_;
    bool future_ = false;
};

class World {
public:
    World(const registers::Catalogue& catalogue, const law::Regulation& regulation, Date today);

    const registers::Catalogue& catalogue;
    const law::Regulation& regulation;
    const Region& region;
    const Asked asked;
    const Date today;
    const int year;

    std::vector<Agency> agencies;  ///< in service
    std::vector<Person> people;
    std::vector<Service> services;
    std::vector<Application> applications;
    std::vector<Item> processes, datasets, facilities, segments, devices, servers, policies, instruments, plans, integrations, mailboxes, accounts, releases,
        websites, controls, commons, activities;
    std::map<std::string, std::map<std::string, std::vector<std::string>>> elements;  ///< kind of plan -> domain -> plan elements

    Draft record(std::string_view register_name) { return {*this, register_name}; }
    /// Chance of its own for a purpose, so that more data in one place changes nothing in another.
    [[nodiscard]] Dice dice(std::string_view purpose) const;

    [[nodiscard]] Date ago(int days) const { return today - std::chrono::days(days); }
    /// A moment of a day, in working hours of the region.
    [[nodiscard]] Moment at(Date day, int hour, int minute = 0) const;
    [[nodiscard]] Date day(int of_year, unsigned month, unsigned day) const;

    [[nodiscard]] const Agency* agency(std::string_view id) const;
    /// The agency that holds a role by its function, or nothing.
    [[nodiscard]] const Agency* holder(std::string_view role) const;
    [[nodiscard]] const Item* facility(std::string_view kind) const;
    [[nodiscard]] std::vector<const Person*> staff(std::string_view agency) const;
    [[nodiscard]] const Person& someone(std::string_view agency, Dice& dice) const;
    /// The head of region's instrument of a kind: {"keputusan"} or {"peraturan"} of a mayor or a regent.
    [[nodiscard]] std::string instrument(std::string_view kind) const;
    [[nodiscard]] bool regency() const;
    /// A point near the middle of the region.
    [[nodiscard]] std::string place(Dice& dice) const;
    /// "nama.contoh.kedirikota.go.id"
    [[nodiscard]] std::string host(std::string_view name) const;
    /// Value of a file field: one of the sample documents.
    [[nodiscard]] static std::string file(std::string_view kind);
    /// Elements of the plans that this law wants records of a register to point at, of a domain; none, or not all, now and then.
    [[nodiscard]] std::vector<std::string> elements_for(std::string_view register_name, std::string_view domain, Dice& dice) const;
    /// Most of a list, for data that are mostly in order: all of it with this chance, else without one or two.
    [[nodiscard]] static std::vector<std::string> mostly(const std::vector<std::string>& list, int percent, Dice& dice);

    /// An approval that was issued (or stays requested where `on` has not come); returns its key.
    std::string approve(std::string_view kind, std::string about, std::string_view subject, std::string_view by, Date on, Values more = {});

    std::string next_id(const registers::Register& declaration);
    std::vector<std::string> lines;

private:
    std::map<std::string, int, std::less<>> numbers_;
};

[[nodiscard]] boost::json::array array_of(const std::vector<std::string>& texts);
/// "register:id"
[[nodiscard]] std::string any(std::string_view register_name, std::string_view id);
/// Lower-case letters, digits and '-'.
[[nodiscard]] std::string slug_of(std::string_view name);

}  // namespace pendopo::demo
