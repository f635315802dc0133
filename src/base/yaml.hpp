#pragma once
// Reading declarations: YAML with the place of every value, so that a mistake can be named by file, line and column.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"

namespace pendopo::yaml {

/// Place of a value in its file; lines and columns count from 1.
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
    [[nodiscard]] std::string text() const;  ///< "systems/application/registers/release.yaml:12:5"
};

enum class Kind { null, scalar, list, map };

struct Entry;

/// A value of a YAML file; plain data, safe to keep and to share.
struct Node {
    Kind kind = Kind::null;
    std::string scalar;
    bool quoted = false;         ///< a quoted scalar is text, whatever it looks like
    std::vector<Node> items;     ///< of a list
    std::vector<Entry> entries;  ///< of a map, in the order of the file
    Place place;

    [[nodiscard]] const Node* find(std::string_view key) const;
    [[nodiscard]] bool is_map() const { return kind == Kind::map; }
    [[nodiscard]] bool is_list() const { return kind == Kind::list; }
    [[nodiscard]] bool is_scalar() const { return kind == Kind::scalar; }
    /// The scalar at a key, or the default.
    [[nodiscard]] std::string text(std::string_view key, std::string_view otherwise = {}) const;
    [[nodiscard]] bool flag(std::string_view key, bool otherwise = false) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;  ///< a list of scalars, or one scalar
    [[nodiscard]] Text both(std::string_view key) const;                       ///< {id, en}, or one scalar for both
};

struct Entry {
    std::string key;
    Node value;
};

/// Parses one document. @error declaration.malformed with the place; repeated keys, anchors that recurse, and files over 8 MiB are refused.
Result<Node> parse(std::string_view file, std::string_view content);

/// Collects mistakes while a declaration is read.
class Mistakes {
public:
    void add(const Place& place, std::string code, std::map<std::string, std::string> arguments, std::string detail);
    /// An unknown word, with the nearest known one as suggestion.
    void unknown(const Place& place, std::string_view what, std::string_view word, const std::vector<std::string>& known);
    /// Every key of the map must be one of these.
    void only(const Node& map, std::string_view what, const std::vector<std::string>& keys);
    [[nodiscard]] bool none() const { return problems.empty(); }
    std::vector<Problem> problems;
};

}  // namespace pendopo::yaml
