#include "law/symbols.hpp"

namespace pendopo::law {

Symbols::Symbols() { texts_.emplace_back(); }

Symbol Symbols::intern(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    if (const auto found = numbers_.find(text); found != numbers_.end()) {
        return found->second;
    }
    const auto symbol = static_cast<Symbol>(texts_.size());
    texts_.emplace_back(text);
    numbers_.emplace(texts_.back(), symbol);
    return symbol;
}

Symbol Symbols::find(std::string_view text) const {
    const auto found = numbers_.find(text);
    return found == numbers_.end() ? 0 : found->second;
}

}  // namespace pendopo::law
