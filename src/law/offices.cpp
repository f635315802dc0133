// Who holds which office: a field names a role of the regulation, an agency, or a person.

#include <algorithm>

#include "law/judge.hpp"

namespace pendopo::law {

OfficeColumns OfficeColumns::plan(Schema& schema) {
    OfficeColumns c;
    const auto column = [&](int table, std::string_view field, bool index = false) {
        const int found = table < 0 ? -1 : schema.use_column(table, field);
        if (index && found >= 0) {
            schema.use_index(table, found);
        }
        return found;
    };
    c.agency = schema.use_table("agency");
    c.agency_function = column(c.agency, "function");
    c.agency_status = column(c.agency, "ict_status");
    c.agency_head = column(c.agency, "head");
    c.person = schema.use_table("person");
    c.person_agency = column(c.person, "agency", true);
    c.assignment = schema.use_table("role_assignment");
    c.assignment_person = column(c.assignment, "person", true);
    c.assignment_role = column(c.assignment, "role");
    c.census = schema.use_table("census");
    c.census_register = column(c.census, "of_register");
    c.census_day = column(c.census, "confirmed_on");
    c.census_agency = column(c.census, "agency");
    if (c.census_register < 0 || c.census_day < 0 || c.census_agency < 0) {
        c.census = -1;
    }
    c.regulation = schema.use_table("regulation");
    c.regulation_catalogue = column(c.regulation, "catalogue");
    c.regulation_enacted = column(c.regulation, "enacted_on");
    c.regulation_promulgated = column(c.regulation, "promulgated_on");
    if (c.regulation_catalogue < 0 || c.regulation_enacted < 0 || c.regulation_promulgated < 0) {
        c.regulation = -1;
    }
    return c;
}

KnownSymbols::KnownSymbols(Symbols& symbols, const std::vector<Office>& offices)
    : agency(symbols.intern("agency")),
      owning_agency(symbols.intern("owning_agency")),
      data_owner(symbols.intern("data_owner")),
      service_owner(symbols.intern("service_owner")),
      agency_head(symbols.intern("agency_head")),
      ict_autonomous_agency(symbols.intern("ict_autonomous_agency")),
      local_government(symbols.intern("local_government")),
      ict_autonomous(symbols.intern("ict_autonomous")),
      active(symbols.intern("active")),
      confirmed(symbols.intern("confirmed")),
      yes(symbols.intern("true")) {
    for (const char* code :
         {"agency", "owning_agency", "data_owner", "service_owner", "ict_agency", "ict_autonomous_agency", "planning_agency", "personnel_agency",
          "finance_agency", "asset_agency", "organization_bureau", "inspectorate", "procurement_unit", "statistics_unit"}) {
        agency_codes.push_back(symbols.intern(code));
    }
    for (const Office& office : offices) {
        if (office.outside) {
            outside.push_back(symbols.intern(office.code));
        }
    }
}

bool Judge::is_agency_code(Symbol code) const { return std::ranges::find(known_.agency_codes, code) != known_.agency_codes.end(); }

bool Judge::is_outside(Symbol code) const { return std::ranges::find(known_.outside, code) != known_.outside.end(); }

bool Judge::agency_holds(RowRef agency, Symbol role, RowRef owner) const {
    if (role == known_.agency || role == known_.local_government) {
        return true;
    }
    if (role == known_.owning_agency || role == known_.data_owner || role == known_.service_owner) {
        return mirror_.id(agency) == agency_of(owner);
    }
    if (role == known_.ict_autonomous_agency) {
        return columns_.agency_status >= 0 && mirror_.symbol(agency, columns_.agency_status) == known_.ict_autonomous;
    }
    return columns_.agency_function >= 0 && mirror_.symbol(agency, columns_.agency_function) == role;
}

bool Judge::person_holds(RowRef person, Symbol role, RowRef owner) const {
    if (columns_.assignment >= 0) {
        for (const Row row : mirror_.lookup(columns_.assignment, columns_.assignment_person, mirror_.id(person))) {
            const RowRef assignment{columns_.assignment, row};
            if (mirror_.state(assignment) == known_.active && mirror_.symbol(assignment, columns_.assignment_role) == role) {
                return true;
            }
        }
    }
    const Symbol key = columns_.person_agency < 0 ? 0 : mirror_.symbol(person, columns_.person_agency);
    const auto agency = key == 0 || columns_.agency < 0 ? std::nullopt : mirror_.find(columns_.agency, key);
    if (role == known_.agency_head) {
        const auto own = columns_.agency < 0 ? std::nullopt : mirror_.find(columns_.agency, agency_of(owner));
        const auto of = own ? own : agency;
        return of && columns_.agency_head >= 0 && mirror_.symbol(*of, columns_.agency_head) == mirror_.id(person);
    }
    return agency && agency_holds(*agency, role, owner);
}

bool Judge::holds_one(RowRef owner, const ColumnPlan& column, Symbol value, Symbol role) const {
    if (value == role) {
        return true;
    }
    const std::string_view to = column.field == nullptr ? std::string_view() : std::string_view(column.field->to);
    std::optional<RowRef> holder;
    if (column.refers_to_any) {
        const std::string& text = mirror_.text(value);
        const std::size_t colon = text.find(':');
        const int table = colon == std::string::npos ? -1 : mirror_.schema().find_table(std::string_view(text).substr(0, colon));
        holder = table < 0 ? std::nullopt : mirror_.find(table, mirror_.symbols().find(std::string_view(text).substr(colon + 1)));
    } else if (to == "person" && columns_.person >= 0) {
        holder = mirror_.find(columns_.person, value);
    } else if (columns_.agency >= 0) {
        holder = mirror_.find(columns_.agency, value);
    }
    if (holder) {
        return holder->table == columns_.person ? person_holds(*holder, role, owner) : holder->table == columns_.agency && agency_holds(*holder, role, owner);
    }
    if (is_outside(value)) {
        return false;
    }
    if (role == known_.local_government) {
        return true;
    }
    if (role == known_.agency) {
        return is_agency_code(value);
    }
    if (role == known_.owning_agency || role == known_.data_owner || role == known_.service_owner) {
        // "the ICT agency" is the owner where the record belongs to the agency with that function
        const auto own = columns_.agency < 0 ? std::nullopt : mirror_.find(columns_.agency, agency_of(owner));
        return value == known_.owning_agency || (own && columns_.agency_function >= 0 && mirror_.symbol(*own, columns_.agency_function) == value);
    }
    return false;
}

bool Judge::holds(RowRef owner, int column, Symbol value, const Offices& offices) const {
    const ColumnPlan& plan = mirror_.schema().column(owner.table, column);
    return std::ranges::any_of(offices, [&](Symbol role) { return holds_one(owner, plan, value, role); });
}

}  // namespace pendopo::law
