#include "demo/world.hpp"

#include <cmath>

#include "demo/papers.hpp"

namespace pendopo::demo {

namespace json = boost::json;

json::array array_of(const std::vector<std::string>& texts) {
    json::array array;
    for (const std::string& text : texts) {
        array.emplace_back(text);
    }
    return array;
}

std::string any(std::string_view register_name, std::string_view id) { return fmt::format("{}:{}", register_name, id); }

std::string slug_of(std::string_view name) {
    std::string slug;
    for (const char c : lower(name)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            slug += c;
        } else if (!slug.empty() && slug.back() != '-') {
            slug += '-';
        }
    }
    while (!slug.empty() && slug.back() == '-') {
        slug.pop_back();
    }
    return slug;
}

namespace {

const registers::Register& declared(const registers::Catalogue& catalogue, std::string_view name) {
    const auto* found = catalogue.find(name);
    ASSERT(found != nullptr, "the sample data name a register that is not declared");
    return *found;
}

}  // namespace

Draft::Draft(World& world, std::string_view register_name) : world_(world), declaration_(declared(world.catalogue, register_name)) {}

Draft& Draft::with(Values values) {
    for (auto& [name, value] : values) {
        if (!value.is_null() && !(value.is_string() && value.get_string().empty()) && !(value.is_array() && value.get_array().empty())) {
            values_[name] = std::move(value);
        }
    }
    return *this;
}

Draft& Draft::when(bool condition, Values values) { return condition ? with(std::move(values)) : *this; }

Draft& Draft::texts(std::string_view field, const std::vector<std::string>& values) {
    if (!values.empty()) {
        values_[field] = array_of(values);
    }
    return *this;
}

Draft& Draft::parts(std::string_view field, const std::vector<std::string>& codes, Date on, std::string_view note, std::string_view by) {
    const registers::Field* known = declaration_.field(field);
    ASSERT(known != nullptr, "the sample data name a field that is not declared");
    json::array parts;
    for (const std::string& code : codes) {
        const registers::Choice* choice = known->choice(code);
        json::object part{{"item", code}, {"text", fmt::format("{}: {}", choice != nullptr ? choice->label.id : code, note)}, {"on", to_string(on)}};
        if (!by.empty()) {
            part["by"] = by;
        }
        parts.push_back(std::move(part));
    }
    if (!parts.empty()) {
        values_[field] = std::move(parts);
    }
    return *this;
}

Draft& Draft::enter(std::string_view state, Date on, std::string_view by) { return enter(state, world_.at(on, 9), by); }

Draft& Draft::enter(std::string_view state, Moment at, std::string_view by) {
    ASSERT(declaration_.state(state) != nullptr, "the sample data name a state that is not declared");
    const Date day = day_in(at, world_.regulation.timezone);
    future_ = future_ || day > world_.today;
    if (future_ && values_.contains("state")) {
        return *this;
    }
    // A record that would begin later begins today.
    const bool late = day > world_.today;
    values_["state"] = state;
    if (const auto* date = declaration_.field(fmt::format("{}_on", state)); date != nullptr) {
        const Moment entered = late ? world_.at(world_.today, 8) : at;
        values_[date->name] = date->type == registers::FieldType::datetime ? to_string(entered) : to_string(late ? world_.today : day);
    }
    const auto* office = declaration_.field(fmt::format("{}_by", state));
    if (office != nullptr && office->type == registers::FieldType::office && !by.empty()) {
        values_[office->name] = by;
    }
    return *this;
}

std::string Draft::add(std::string id) {
    if (id.empty()) {
        id = world_.next_id(declaration_);
    }
    Values line{{"register", declaration_.name}, {"id", id}};
    for (auto& [name, value] : values_) {
        line[name] = std::move(value);
    }
    world_.lines.push_back(json::serialize(line));
    return id;
}

World::World(const registers::Catalogue& all, const law::Regulation& law, Date day)
    : catalogue(all), regulation(law), region(region_of(law.slug)), asked(law), today(day), year(static_cast<int>(std::chrono::year_month_day(day).year())) {}

Dice World::dice(std::string_view purpose) const { return Dice(fmt::format("{}/{}", regulation.id, purpose)); }

Moment World::at(Date day, int hour, int minute) const {
    const auto offset = zone_offset(regulation.timezone).value_or(std::chrono::hours(7));
    return Moment(day) + std::chrono::hours(hour) + std::chrono::minutes(minute) - offset;
}

Date World::day(int of_year, unsigned month, unsigned day) const { return std::chrono::year(of_year) / std::chrono::month(month) / std::chrono::day(day); }

const Agency* World::agency(std::string_view id) const {
    const auto found = std::ranges::find(agencies, id, &Agency::id);
    return found == agencies.end() ? nullptr : &*found;
}

const Agency* World::holder(std::string_view role) const {
    const auto found = std::ranges::find(agencies, role, &Agency::function);
    return found == agencies.end() ? nullptr : &*found;
}

const Item* World::facility(std::string_view kind) const {
    const auto found = std::ranges::find(facilities, kind, &Item::kind);
    return found == facilities.end() ? nullptr : &*found;
}

std::vector<const Person*> World::staff(std::string_view agency) const {
    std::vector<const Person*> found;
    for (const Person& person : people) {
        if (person.agency == agency) {
            found.push_back(&person);
        }
    }
    return found;
}

const Person& World::someone(std::string_view agency, Dice& dice) const {
    const auto found = staff(agency);
    return found.empty() ? people.front() : *dice.pick(found);
}

bool World::regency() const { return regulation.region_kind == "kabupaten"; }

std::string World::instrument(std::string_view kind) const { return fmt::format("{}_{}", kind, regency() ? "bupati" : "wali_kota"); }

std::string World::place(Dice& dice) const {
    // In ten-thousandths of a degree, so that the text is the same on every machine.
    const auto degrees = [&](double middle) {
        const long parts = std::lround(middle * 10000) + dice.between(-300, 300);
        std::string text = fmt::format("{}{}.{:04}", parts < 0 ? "-" : "", std::labs(parts) / 10000, std::labs(parts) % 10000);
        text.erase(text.find_last_not_of('0') + 1);
        return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
    };
    const std::string latitude = degrees(region.latitude);
    return latitude + "," + degrees(region.longitude);
}

std::string World::host(std::string_view name) const {
    const std::string domain = regulation.domain.empty() ? std::string(region.domain) : regulation.domain;
    return fmt::format("{}.contoh.{}", name, domain);
}

std::string World::file(std::string_view kind) { return paper(kind).value(); }

std::vector<std::string> World::elements_for(std::string_view register_name, std::string_view domain, Dice& dice) const {
    std::vector<std::string> chosen;
    const bool careless = dice.chance(28);
    for (const std::string& plan : asked.plans_behind(register_name)) {
        const auto found = elements.find(plan);
        if (found == elements.end() || found->second.empty() || careless || dice.chance(4)) {
            continue;
        }
        const auto of_domain = found->second.find(std::string(domain));
        chosen.push_back(dice.pick(of_domain != found->second.end() ? of_domain->second : found->second.begin()->second));
    }
    return chosen;
}

std::vector<std::string> World::mostly(const std::vector<std::string>& list, int percent, Dice& dice) {
    std::vector<std::string> kept = list;
    const int missing = dice.chance(percent) ? 0 : dice.between(1, 2);
    for (int i = 0; i < missing && !kept.empty(); ++i) {
        kept.erase(kept.begin() + dice.below(static_cast<int>(kept.size())));
    }
    return kept;
}

std::string World::approve(std::string_view kind, std::string about, std::string_view subject, std::string_view by, Date on, Values more) {
    auto draft = record("approval").with({{"title", subject}, {"kind", kind}, {"about", std::move(about)}, {"by", by}});
    if (on <= today) {
        const int number = static_cast<int>(lines.size() % 900) + 1;
        const std::chrono::year_month_day date(on);
        draft.with({{"date", to_string(on)}, {"number", fmt::format("000/{}/CONTOH/{}", number, static_cast<int>(date.year()))}});
        draft.enter("requested", on - std::chrono::days(9)).enter("issued", on, by);
    } else {
        draft.enter("requested", today - std::chrono::days(2));
    }
    return draft.with(std::move(more)).add();
}

std::string World::next_id(const registers::Register& declaration) {
    const int number = ++numbers_[declaration.name];
    const auto open = declaration.numbering.find('{');
    const auto close = declaration.numbering.find('}');
    if (open == std::string::npos || close == std::string::npos) {
        return fmt::format("{}-{}", declaration.name, number);
    }
    return fmt::format("{}{:0{}}{}", declaration.numbering.substr(0, open), number, close - open - 1, declaration.numbering.substr(close + 1));
}

}  // namespace pendopo::demo
