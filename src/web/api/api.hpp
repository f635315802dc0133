#pragma once
// The JSON API's calls, and what they share. api.cpp binds them to their paths.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/http.hpp"

namespace pendopo::web::api {

namespace json = boost::json;
using government::Government;
using registers::Field;
using registers::Register;

/// One call. What it returns as an error becomes problem details.
using Call = Result<Response> (*)(const Request&, Government&);

// registers.cpp: what exists
Result<Response> list_registers(const Request&, Government&);
Result<Response> register_schema(const Request&, Government&);

// records.cpp, steps.cpp: records and what is done to them
Result<Response> list_records(const Request&, Government&);
Result<Response> create_record(const Request&, Government&);
Result<Response> get_record(const Request&, Government&);
Result<Response> change_record(const Request&, Government&);
Result<Response> delete_record(const Request&, Government&);
Result<Response> record_history(const Request&, Government&);
Result<Response> record_transitions(const Request&, Government&);
Result<Response> make_transition(const Request&, Government&);

// files.cpp: files and comments of a record
Result<Response> list_files(const Request&, Government&);
Result<Response> add_files(const Request&, Government&);
Result<Response> download_file(const Request&, Government&);
Result<Response> list_comments(const Request&, Government&);
Result<Response> add_comment(const Request&, Government&);

// law.cpp, compliance.cpp: the law and whether it is kept
Result<Response> list_norms(const Request&, Government&);
Result<Response> get_norm(const Request&, Government&);
Result<Response> list_conflicts(const Request&, Government&);
Result<Response> list_values(const Request&, Government&);
Result<Response> compliance_lines(const Request&, Government&);
Result<Response> compliance_matrix(const Request&, Government&);
Result<Response> list_obligations(const Request&, Government&);

// oversight.cpp
Result<Response> ledger_entries(const Request&, Government&);
Result<Response> who_am_i(const Request&, Government&);

// --- shared: support.cpp ---

/// @error query.unknown_parameter (400) with a suggestion, where the address holds a parameter that is none of these
Result<void> only_parameters(const Request& request, std::initializer_list<std::string_view> known);
[[nodiscard]] std::unexpected<Error> unknown_parameter(std::string_view name, const std::vector<std::string>& known);
/// A parameter's mistake. @param expected  in words, for example "a date such as 2024-03-01"
[[nodiscard]] std::unexpected<Error> bad_parameter(std::string_view name, std::string_view expected);

/// Whole number of a parameter within bounds, or the default where it is not given.
Result<std::int64_t> number_parameter(const Request&, std::string_view name, std::int64_t otherwise, std::int64_t least, std::int64_t most);
Result<std::optional<Date>> date_parameter(const Request&, std::string_view name);
/// The end of a day in the government's zone, or a moment as it is.
Result<std::optional<Moment>> moment_parameter(const Request&, const Government&, std::string_view name, bool end_of_day);

/// The register that the path names. @error register.not_found, permission.refused
Result<const Register*> register_of(const Request&, const Government&);
/// The register and the record that the path names, where the person may read them.
struct Place {
    const Register* declaration = nullptr;
    registers::Record record;
};
Result<Place> record_of(const Request&, Government&);

/// The body as a JSON object. @error request.not_json (415), request.bad_json, request.repeated_key, request.not_an_object
Result<json::object> object_body(const Request&);
/// @error body.unknown_member with a pointer, where the body holds a member that is none of these
Result<void> only_members(const json::object& body, std::initializer_list<std::string_view> known);
/// A text member of a body. @error body.wrong_type
Result<std::string> text_member(const json::object& body, std::string_view name);

/// Version that If-Match asks for; nothing without the header or with "*". A tag that no record can have gives a version that none has.
[[nodiscard]] std::optional<std::int64_t> expected_version(const Request&);
[[nodiscard]] std::string tag_of(const registers::Record&);

[[nodiscard]] json::object to_json(const Text& text);

/// Which fields of a register a person may read, by place in Register::fields.
[[nodiscard]] std::vector<bool> readable_fields(const people::Person&, const Register&);

/// One record as JSON with its tag, as the caller may see it.
[[nodiscard]] Response record_response(const Request&, const Register&, const registers::Record&, int status = 200);

}  // namespace pendopo::web::api
