#pragma once
// Values as small numbers: what the rules compare is compared millions of times.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace pendopo::law {

/// A text known by a number; 0 is "nothing".
using Symbol = std::uint32_t;

/// Gives each text one number for its lifetime. Reading may happen from several threads while nobody interns.
class Symbols {
public:
    Symbols();
    Symbols(const Symbols&) = delete;
    Symbols& operator=(const Symbols&) = delete;

    Symbol intern(std::string_view text);
    [[nodiscard]] Symbol find(std::string_view text) const;  ///< 0 where the text has none
    [[nodiscard]] const std::string& text(Symbol symbol) const { return texts_[symbol]; }
    [[nodiscard]] std::size_t size() const { return texts_.size(); }

private:
    std::deque<std::string> texts_;  // a deque never moves its strings: the map's keys point into them
    std::unordered_map<std::string_view, Symbol> numbers_;
};

}  // namespace pendopo::law
