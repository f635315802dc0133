#pragma once
// Values of records as people read them: on record pages, in lists and in histories.

#include "web/pages/visit.hpp"

namespace pendopo::web::pages {

/// Notes which titles a record's references need, so that they are read together.
void want_titles(Visit& visit, const registers::Register& declaration, const registers::Record& record, const std::vector<const registers::Field*>& fields);

/// One text for a value: titles of references, names of offices, labels, readable dates; several joined by commas.
[[nodiscard]] std::string value_text(Visit& visit, const registers::Field& field, const registers::Value& value);

/// Shows a value in sections for templates/parts/value.html: text, links, tags, prose, rows, files.
void show_value(Visit& visit, View view, const registers::Register& declaration, const registers::Record& record, const registers::Field& field);

/// Shows a record's state: `record_state` (name), `record_state_label`, `record_state_kind` (first, open, closed).
void show_record_state(const Visit& visit, View view, const registers::Register& declaration, std::string_view state);

/// The field of a name, or of `id`, `state`, `updated_on`, `created_on` (which every record has).
[[nodiscard]] const registers::Field* listed_field(const registers::Register& declaration, std::string_view name);
[[nodiscard]] std::string field_label(const Visit& visit, const registers::Register& declaration, std::string_view name);

}  // namespace pendopo::web::pages
