#pragma once
// The API's description (OpenAPI 3.1), made from the declarations and the government's law.

#include "web/api/api.hpp"

namespace pendopo::web::api {

/// GET openapi.json
[[nodiscard]] Handler openapi();

/// The whole document of a government. @param base  prefix of its addresses
[[nodiscard]] json::object openapi_document(const Government&, std::string_view base);

/// The document's components/schemas: every register's record, and the shapes that all share (openapi_schemas.cpp).
[[nodiscard]] json::object openapi_schemas(const Government&);
/// JSON Schema of a field's value; of a filter's value where `filter`.
[[nodiscard]] json::object schema_of(const Field&, const std::vector<std::string>& allowed_choices, bool filter);

}  // namespace pendopo::web::api
