#pragma once
// The answers that compliance gives.

#include <cstdint>
#include <optional>
#include <string_view>

namespace pendopo::law {

/// Answers, from the worst to the best; a norm's answer is the worst of its lines.
enum class State : std::uint8_t {
    breached,      ///< a state that the norm forbids
    overdue,       ///< not done, and the day has passed
    undetermined,  ///< the government must first set a value, or which of two norms it follows
    unproven,      ///< nothing recorded to judge
    due,           ///< open, the day has not passed
    met,
    exempt,        ///< a recorded, reasoned exemption
    not_used,      ///< a permission or power nobody used
    not_ours,      ///< a duty of someone else
    unbound,       ///< no rule
};
constexpr std::size_t state_count = 10;
[[nodiscard]] std::string_view name_of(State state);
[[nodiscard]] std::optional<State> state_named(std::string_view name);

}  // namespace pendopo::law
