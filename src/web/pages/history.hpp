#pragma once
// What the ledger tells of changes, in words: who, when, what, before and after.

#include "web/pages/visit.hpp"

namespace pendopo::web::pages {

/// Shows entries in sections `entry`, each with sections `change` (label, before, after).
/// @param with_subject  names the record each entry is about (for pages over many records)
void show_entries(Visit& visit, View view, const std::vector<ledger::Entry>& entries, bool with_subject);

/// The latest entries about a record, and a link to all.
void show_history(Visit& visit, View view, const registers::Register& declaration, const std::string& id, std::size_t limit);

/// "1,4 MB".
[[nodiscard]] std::string readable_size(const Visit& visit, std::int64_t bytes);

}  // namespace pendopo::web::pages
