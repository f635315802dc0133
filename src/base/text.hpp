#pragma once
// Texts for people, in Indonesian and English, and small helpers on strings.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace pendopo {

enum class Language { id, en };

/// One text in both languages. English falls back to Indonesian where it is missing.
struct Text {
    std::string id;
    std::string en;

    [[nodiscard]] const std::string& in(Language language) const { return language == Language::en && !en.empty() ? en : id; }
    [[nodiscard]] bool empty() const { return id.empty() && en.empty(); }
    friend bool operator==(const Text&, const Text&) = default;
};

/// The texts of the locale files: key -> text with {name} places, per language.
class Locale {
public:
    /// Adds the texts of one YAML file (nested keys are joined by dots). Later files may not repeat a key.
    Result<void> add(Language language, std::string_view file, std::string_view yaml);

    /// The text of a key with its places filled; the key itself where there is none (and `known` is false).
    [[nodiscard]] std::string text(Language language, std::string_view key, const std::map<std::string, std::string>& arguments = {}) const;
    [[nodiscard]] bool known(Language language, std::string_view key) const;
    [[nodiscard]] std::vector<std::string> keys(Language language) const;

private:
    std::map<std::string, std::string, std::less<>> texts_[2];
};

/// Fills {name} places of a text.
[[nodiscard]] std::string fill(std::string_view text, const std::map<std::string, std::string>& arguments);

[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] std::string lower(std::string_view text);  ///< ASCII letters only
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);
[[nodiscard]] bool valid_utf8(std::string_view text);
/// The nearest of the known words (edit distance at most a third of the length, or 2), for "did you mean".
[[nodiscard]] std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace pendopo
