#pragma once
// Regulations: norms, definitions, conflicts and bindings, as the catalogues say (docs/reference/declarations.md).

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/resources.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "base/yaml.hpp"

namespace pendopo::law {

struct Content {
    std::string code;  ///< empty where the item has none
    Text text;
};

/// One rule that a norm asks for, with the values it gives to the rule's parameters.
struct Binding {
    std::string rule;
    yaml::Node with;  ///< map
    bool prevents = true;
    std::string strain_kind;  ///< text, judged, world, outside, choice; empty: none
    std::string strain;
    yaml::Place place;
};

enum class Change { none, added, changed, deleted, unchanged };

struct Norm {
    std::string id;       ///< "24/2" within its regulation
    std::string full_id;  ///< "kediri-42-2019:24/2"
    std::string chapter;
    std::string kind;      ///< duty, requirement, permission, power, principle, purpose, enumeration, prohibition, sanction, transition, funding, deleted
    std::string modality;  ///< must, may, plain...
    std::vector<std::string> actors;
    std::string system;
    Text text;
    std::vector<Content> contents;
    std::string period, deadline, deadline_from;
    Text deadline_text;
    std::string approval;
    std::string evidence, check, note;
    std::vector<std::string> refs, triggers;
    Change change = Change::none;
    bool sanctionable = false;
    std::vector<Binding> bindings;
    [[nodiscard]] std::string article() const;  ///< "24"
};

struct Definition {
    std::string term, ref;
    Text gloss;
    Change change = Change::none;
};

struct Conflict {
    std::string key;  ///< unique in the regulation
    std::string kind;  ///< contradiction, overlap, gap, scope
    std::vector<std::string> norms;
    Text says;
};

struct Chapter {
    std::string key;
    Text title;
};

struct Regulation {
    std::string id, slug, region, region_kind, head, instrument, title, timezone, region_code, domain, amends;
    int number = 0, year = 0;
    std::optional<Date> enacted, promulgated;
    std::vector<std::string> repeals, legal_basis;
    std::map<std::string, std::string> roles;  ///< role -> its name in this government
    std::vector<Chapter> chapters;
    std::vector<Definition> definitions;
    std::vector<Norm> norms;  ///< in the order of the text
    std::vector<Conflict> conflicts;

    [[nodiscard]] const Norm* norm(std::string_view id) const;  ///< by "24/2" or full id
};

/// Reads one catalogue. @error declaration.* with file:line:column
Result<Regulation> read_regulation(std::string_view file, std::string_view content);
/// All regulations of the product, sorted by id.
Result<std::vector<Regulation>> load_regulations(const Resources& resources);

/// An office that norms name: a role of the government or a body outside it.
struct Office {
    std::string code;
    Text label;
    bool outside = false;
};
Result<std::vector<Office>> load_offices(const Resources& resources);

}  // namespace pendopo::law
