#pragma once
// Forms made from declarations: fields as inputs, what was typed as values, mistakes beside their fields.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "web/pages/visit.hpp"
#include "workflow/workflow.hpp"

namespace pendopo::web::pages {

/// What stands in the inputs of a form, by input name; kept as typed, so that a mistake loses nothing.
/// Names: "f.name"; several of one name for choices; "f.costs.0.year" for lines; "f.documents.requirements.on" for parts.
using Typed = std::map<std::string, std::vector<std::string>, std::less<>>;

/// What a record's values look like in a form.
[[nodiscard]] Typed typed_from(const Visit& visit, const registers::Register& declaration, const registers::Record& record);
/// What came with a form.
[[nodiscard]] Typed typed_from(const Request& request);
/// Values given in the address of a form for a new record (field names as they are), and the fields' defaults.
[[nodiscard]] Typed typed_from_query(const Visit& visit, const registers::Register& declaration);

/// A time of day in the government's zone ("2024-03-01T07:30") as a moment, and back.
[[nodiscard]] std::optional<Moment> moment_typed(std::string_view text, std::string_view zone);
[[nodiscard]] std::string typed_moment(Moment moment, std::string_view zone);

/// A form over some fields of a register.
class RecordForm {
public:
    RecordForm(Visit& visit, const registers::Register& declaration, std::vector<const registers::Field*> fields);

    Typed typed;
    std::vector<Problem> problems;

    /// Values of the inputs for the workflow. Uploads are put into the government's files. What cannot be read becomes a problem.
    [[nodiscard]] workflow::Values values();
    /// Adds an empty line to a field of lines: what the form's "add a line" button asks for.
    void add_line(std::string_view field);
    /// Shows the summary of mistakes and every field, in groups.
    void show(View view);

private:
    void show_summary(View view);
    void show_group(View view, std::string_view group, const std::vector<const registers::Field*>& fields);
    void show_field(View view, const registers::Field& field);
    void show_widget(View view, const registers::Field& field, const law::Compliance::FieldLaw& law);
    void show_input(View view, const registers::Field& field);
    void show_options(View view, const registers::Field& field, const law::Compliance::FieldLaw& law);
    void show_checks(View view, const registers::Field& field, const law::Compliance::FieldLaw& law);
    void show_reference(View view, const registers::Field& field);
    void show_any_reference(View view, const registers::Field& field);
    void show_references(View view, const registers::Field& field);
    void show_parts(View view, const registers::Field& field);
    void show_lines(View view, const registers::Field& field);
    void show_cell(View row, const registers::Field& column, const std::string& name);
    void show_files(View view, const registers::Field& field);
    void show_law(View view, const law::Compliance::FieldLaw& law);

    [[nodiscard]] std::string first(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string>& all(std::string_view name) const;
    [[nodiscard]] const Problem* problem_of(std::string_view field) const;
    [[nodiscard]] std::vector<std::string> rows_of(const registers::Field& field) const;

    boost::json::value value_of(const registers::Field& field);
    std::optional<registers::Value> scalar(const registers::Field& field, std::string text, const std::string& pointer);
    registers::Value rows_value(const registers::Field& field);
    void take_uploads(const std::string& name, const std::string& pointer);
    std::string office_typed(const std::string& text);
    const std::vector<std::pair<std::string, std::string>>* few_records(std::string_view register_name);

    Visit& visit_;
    const registers::Register& register_;
    std::vector<const registers::Field*> fields_;
    std::map<std::string, std::vector<std::pair<std::string, std::string>>, std::less<>> few_;
};

/// Fields in the order and groups that forms and record pages show them: what every record needs, what this government's law asks for, the rest.
struct FieldGroups {
    std::vector<const registers::Field*> core, law, other;
};
[[nodiscard]] FieldGroups grouped_fields(const Visit& visit, const registers::Register& declaration, const std::vector<const registers::Field*>& fields);

/// Fields that a person may fill in; `agency`: whose record it is.
[[nodiscard]] std::vector<const registers::Field*> fields_to_fill(const Visit& visit, const registers::Register& declaration, std::string_view agency);

}  // namespace pendopo::web::pages
