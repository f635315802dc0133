#pragma once
// Every page's handler, by room. pages.cpp binds them to their addresses.

#include "web/pages/visit.hpp"

namespace pendopo::web::pages {

inline constexpr std::string_view theme_cookie = "pendopo_theme";  ///< "light" or "dark"; absent: as the device says

/// A page's handler: what it returns as an error becomes an error page.
using PageHandler = Result<Response> (*)(Visit&);

/// What the pages of a product share; made at the first call, then shared by all threads.
[[nodiscard]] const Site& site_of(const std::shared_ptr<const government::Product>& product);

/// @param status  0: by the error's kind
[[nodiscard]] Response error_page(Visit& visit, const Error& error, int status = 0);

// sign_in.cpp, account.cpp: coming in, going out, the own account
Result<Response> sign_in_form(Visit&);
Result<Response> sign_in(Visit&);
Result<Response> sign_out(Visit&);
Result<Response> choose_preferences(Visit&);
Result<Response> own_account(Visit&);
Result<Response> change_own_password(Visit&);
Result<Response> end_own_sessions(Visit&);

// home.cpp
Result<Response> home(Visit&);
Result<Response> read_notices(Visit&);

// regulation.cpp, norm.cpp, decisions.cpp: the law
Result<Response> regulation_overview(Visit&);
Result<Response> regulation_article(Visit&);
Result<Response> regulation_search(Visit&);
Result<Response> regulation_definitions(Visit&);
Result<Response> norm_page(Visit&);
Result<Response> open_values(Visit&);
Result<Response> decide_value_form(Visit&);
Result<Response> decide_value(Visit&);
Result<Response> conflicts(Visit&);
Result<Response> decide_conflict(Visit&);

// registers.cpp, list.cpp, record.cpp, edit.cpp, transfer.cpp, attachments.cpp: registers and records
Result<Response> registers_index(Visit&);
Result<Response> record_list(Visit&);
Result<Response> save_view(Visit&);
Result<Response> forget_view(Visit&);
Result<Response> record_page(Visit&);
Result<Response> new_record_form(Visit&);
Result<Response> create_record(Visit&);
Result<Response> edit_record_form(Visit&);
Result<Response> change_record(Visit&);
Result<Response> transition_form(Visit&);
Result<Response> make_transition(Visit&);
Result<Response> delete_form(Visit&);
Result<Response> delete_record(Visit&);
Result<Response> suggest_references(Visit&);
Result<Response> export_records(Visit&);
Result<Response> import_form(Visit&);
Result<Response> import_upload(Visit&);
Result<Response> import_try(Visit&);
Result<Response> import_confirm(Visit&);
Result<Response> add_comment(Visit&);
Result<Response> add_attachment(Visit&);
Result<Response> download_file(Visit&);

// compliance.cpp, matrix.cpp, calendar.cpp, census.cpp
Result<Response> compliance_matrix(Visit&);
Result<Response> compliance_lines(Visit&);
Result<Response> compliance_export(Visit&);
Result<Response> agency_page(Visit&);
Result<Response> calendar(Visit&);
Result<Response> calendar_ics(Visit&);
Result<Response> census(Visit&);
Result<Response> confirm_census(Visit&);

// changes.cpp, accounts.cpp, status.cpp: oversight and operation
Result<Response> changes(Visit&);
Result<Response> accounts(Visit&);
Result<Response> account_form(Visit&);
Result<Response> save_account(Visit&);
Result<Response> reset_password(Visit&);
Result<Response> add_account_token(Visit&);
Result<Response> remove_account_token(Visit&);
Result<Response> status(Visit&);
Result<Response> verify_ledger(Visit&);

}  // namespace pendopo::web::pages
