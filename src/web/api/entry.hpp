#pragma once
// Entries of the ledger as JSON.

#include "ledger/ledger.hpp"
#include "web/api/api.hpp"

namespace pendopo::web::api {

/// @param declaration  the register that the entry is about, or nullptr; fields of it that the person may not read are left out of the changes
[[nodiscard]] json::object to_json(const ledger::Entry&, const people::Person&, const Register* declaration);

}  // namespace pendopo::web::api
