#pragma once
// Parts that several pages show: gates with their articles, lines of compliance, states.

#include "web/pages/visit.hpp"

namespace pendopo::web::pages {

/// Shows gates in sections `gate`: the norm, why, whether it shuts or warns, and the button that opens it.
/// @param back_register, back_id  the record the gates are about: where mending is done in that record itself
void show_gates(Visit& visit, View view, const std::vector<law::Shut>& gates, std::string_view back_register, std::string_view back_id);

/// State of an answer: sets `state` (its name) and `state_label`.
void show_state(const Visit& visit, View view, law::State state);

/// Lines of compliance in sections `line` (template parts/lines.html). Call `want_line_titles` first where there are many.
void show_lines(Visit& visit, View view, const std::vector<law::Line>& lines);

/// The address of what mends a line or gate, and the words of its button. Empty address: nothing to offer this person.
struct Mend {
    std::string url, label;
};
[[nodiscard]] Mend mend_of(Visit& visit, const std::string& register_name, const std::vector<std::pair<std::string, std::string>>& values,
                           std::string_view subject_register, std::string_view subject_id);

/// Counts of a cell as a bar: sections `share` with state, label, count, and `share_width` in steps of 5 from 0 to 100.
void show_shares(const Visit& visit, View view, const law::Cell& cell);

/// Order and names of the answers as people read them.
[[nodiscard]] const std::vector<law::State>& states_in_order();

}  // namespace pendopo::web::pages
