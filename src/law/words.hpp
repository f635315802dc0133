#pragma once
// Answers in words, Indonesian and English: what a clause asks for, what a record and its fields are called.

#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "law/check.hpp"
#include "law/mirror.hpp"
#include "law/regulation.hpp"

namespace pendopo::law {

/// A sentence in both languages; each `{}` takes the next part in the language of the sentence.
template <class... Parts>
[[nodiscard]] Text phrase(std::string_view id, std::string_view en, const Parts&... parts) {
    return {fmt::format(fmt::runtime(id), parts.id...), fmt::format(fmt::runtime(en), parts.en...)};
}
[[nodiscard]] Text plain(std::string text);
[[nodiscard]] Text number(std::int64_t value);
[[nodiscard]] Text day_text(Day day);
[[nodiscard]] Text duration_text(Duration duration);
/// "a, b dan c" | "a, b and c".
[[nodiscard]] Text list_text(const std::vector<Text>& items, bool any = false);
/// The first letter small, unless the word is an abbreviation.
[[nodiscard]] Text inside(Text label);

/// "Pasal 24 ayat (2) huruf a" | "Article 24 paragraph (2) letter a", from "24/2/a".
[[nodiscard]] Text citation(std::string_view norm_id);

/// Names of things of one government. Refers to what it is made from.
class Words {
public:
    Words(const Mirror& mirror, const Regulation& regulation, const std::vector<Office>& offices);

    [[nodiscard]] std::string title(RowRef record) const;           ///< what the record is called; its key where it has no name
    [[nodiscard]] Text record(RowRef record) const;                 ///< "rilis SIMPEG 2.1"
    [[nodiscard]] Text kind(int table) const;                       ///< "rilis"
    [[nodiscard]] Text field(int table, int column) const;
    [[nodiscard]] Text path(const Path& path) const;
    [[nodiscard]] Text value(const registers::Field* field, Symbol value) const;  ///< label of a choice, name of an office or a record
    [[nodiscard]] Text office(Symbol code) const;
    [[nodiscard]] Text offices(const Offices& codes) const;
    [[nodiscard]] Text state(int table, Symbol state) const;
    [[nodiscard]] Text item(const Norm* norm, const registers::Field* field, Symbol code) const;
    /// "laporan uji (jenis: uji keamanan) berstatus lulus".
    [[nodiscard]] Text clause(const Clause& clause) const;
    [[nodiscard]] Text condition(const Condition& condition) const;  ///< "jenis: uji keamanan"

private:
    const Mirror& mirror_;
    const Regulation& regulation_;
    std::map<std::string, Text, std::less<>> offices_;
};

}  // namespace pendopo::law
