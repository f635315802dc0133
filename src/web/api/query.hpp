#pragma once
// The address of a list: filters, search, order and page.

#include "web/api/api.hpp"

namespace pendopo::web::api {

/// Parameters of a list as a query. A field is named by itself or by a path through references (application.owner); what a person may not read is
/// not there for them.
///
///   field=a       is a; given twice, one of them       field.not=a   is not          field.min=1  field.max=9   bounds, included
///   field.contains=a   holds the text                  field.set=true|false   has a value, or has none
///   state=  agency=  q=  sort=field|-field  after=  before=  limit=1..200  fields=a,b
/// @error query.unknown_parameter, query.bad_value (400)
Result<registers::Query> list_query(const Request&, const Government&, const Register&);

/// The parameters that name a page, as Link headers want them: the address of the list from a cursor on.
[[nodiscard]] std::string page_link(const Request&, std::string_view parameter, std::string_view cursor);

}  // namespace pendopo::web::api
