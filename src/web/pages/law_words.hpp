#pragma once
// Norms as people read them: who must do what, by when, with what; what an amendment did to them.

#include "web/pages/visit.hpp"

namespace pendopo::web::pages {

/// The day asked for in the address ("on"), where it is one.
[[nodiscard]] std::optional<Date> day_asked(const Request& request);

/// Whether a norm is part of the text on a day. An amendment's norms count from its day; what it deleted counts until then.
enum class Standing { in_force, not_yet, deleted, before_change };
[[nodiscard]] Standing standing_on(const law::Regulation& regulation, const law::Norm& norm, std::optional<Date> day);

/// Shows a norm in a list: name, address, text, contents, change, state. For template parts/norm_row.html.
void show_norm(Visit& visit, View view, const law::Norm& norm, const std::map<std::string, law::Cell>& summary, std::optional<Date> day);

/// One number for several norms: the worst answer and all counts together.
[[nodiscard]] law::Cell together(const std::map<std::string, law::Cell>& summary, const std::vector<const law::Norm*>& norms);
/// Summary cell of a norm, by either of its ids.
[[nodiscard]] const law::Cell* cell_of(const std::map<std::string, law::Cell>& summary, const law::Norm& norm);

/// A chapter's name: "BAB II – Tata Kelola SPBE".
[[nodiscard]] std::string chapter_name(const Visit& visit, std::string_view key);
/// A system's label, or the code where it is none of ours.
[[nodiscard]] std::string system_name(const Visit& visit, std::string_view code);
/// A period, deadline or other code of a norm in words.
[[nodiscard]] std::string period_words(const Visit& visit, std::string_view code);

}  // namespace pendopo::web::pages
