#pragma once
// The parts of reading a register's YAML: keys and kinds first (one file at a time), then everything that needs the other registers.

#include "base/yaml.hpp"
#include "register/declaration.hpp"

namespace pendopo::registers {

/// A register and the tree it was read from, kept until the cross-checks are done so that they can name places.
struct Read {
    Register declaration;
    yaml::Node tree;
};

/// Lower-case letters, digits and single underscores, at most 50: safe as a table and column name everywhere.
[[nodiscard]] bool is_identifier(std::string_view name);
/// Says what is wrong with a name, if anything.
void check_identifier(const yaml::Node& node, std::string_view what, std::string_view name, yaml::Mistakes& mistakes);
/// Names of the columns that every register has, besides its fields.
[[nodiscard]] const std::vector<std::string>& system_columns();
[[nodiscard]] const std::vector<std::string>& known_roles();

/// The text in both languages at a key; `required` reports where it is missing.
Text read_label(const yaml::Node& map, std::string_view key, std::string_view what, bool required, yaml::Mistakes& mistakes);
/// {id, en} itself, as the value of a choice or a state (which may have more keys beside).
Text read_both(const yaml::Node& node, std::string_view what, yaml::Mistakes& mistakes);
/// true or false at a key.
bool read_flag(const yaml::Node& map, std::string_view key, yaml::Mistakes& mistakes);
/// A list of words (or one word) at a key.
std::vector<std::string> read_words(const yaml::Node& map, std::string_view key, yaml::Mistakes& mistakes);
/// A list of roles at a key.
std::vector<std::string> read_roles(const yaml::Node& map, std::string_view key, yaml::Mistakes& mistakes);
/// The n-th word of a list at a key, for its place; the value itself where it is one word; the map where there is neither.
const yaml::Node& word_node(const yaml::Node& map, std::string_view key, std::size_t index);

std::vector<Field> read_fields(const yaml::Node& map, bool columns, yaml::Mistakes& mistakes);
/// A whole register file. Nothing where it is no register at all.
std::optional<Read> read_register(const Resource& file, yaml::Node tree, yaml::Mistakes& mistakes);
std::optional<System> read_system(const Resource& file, const yaml::Node& tree, yaml::Mistakes& mistakes);

/// Puts the defaults of the documentation where the file says nothing, and the fields that every register has.
void complete(Register& declaration, const yaml::Node& tree);
/// Checks what one register says of itself and of others.
void check_register(const Catalogue& catalogue, Register& declaration, const yaml::Node& tree, yaml::Mistakes& mistakes);

}  // namespace pendopo::registers
