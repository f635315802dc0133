#pragma once
// Answers of the law as JSON.

#include "web/api/api.hpp"

namespace pendopo::web::api {

/// {norm, rule, subject: {register, id, label}, agency, state, since, due, warns, why: {id, en}, evidence: [...], mend}.
/// Labels of records that the person may not read are left empty.
[[nodiscard]] json::object to_json(const law::Line&, const people::Person&, const registers::Catalogue&);
[[nodiscard]] json::object to_json(const law::Cell&);
/// @error query.bad_value
Result<std::optional<law::State>> state_parameter(const Request&);

}  // namespace pendopo::web::api
