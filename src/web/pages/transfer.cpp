// Spreadsheets out, and in: upload, mapping of columns, dry run, then all or nothing.

#include "register/transfer.hpp"

#include "web/pages/list_query.hpp"
#include "web/pages/pages.hpp"
#include "web/pages/values.hpp"

namespace pendopo::web::pages {

using registers::Format;
using registers::Register;

namespace {

constexpr std::size_t shown_problems = 200;

std::string media_type(Format format) {
    return format == Format::csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

/// An upload waiting for its confirmation: kept by content among the government's files, named by hash and file name.
struct Waiting {
    std::string hash, name;
    Format format = Format::csv;
    std::filesystem::path path;
};

Result<Waiting> waiting_file(Visit& visit) {
    Waiting file{.hash = visit.request.form_value("hash"), .name = visit.request.form_value("file_name"), .format = Format::csv, .path = {}};
    const auto format = registers::format_of(file.name);
    if (!format) {
        return fail(ErrorKind::invalid, "transfer.unknown_format");
    }
    file.format = *format;
    TRY(file.path, visit.government.blobs->path(file.hash));
    return file;
}

Result<const Register*> register_to_import(Visit& visit) {
    TRY(const auto* declaration, visit.find_register(visit.request.parameter("register")));
    if (!visit.person().has("administrator") && !visit.person().has("ict_officer")) {
        return fail(ErrorKind::forbidden, "permission.refused");
    }
    return declaration;
}

Page import_page(Visit& visit, const Register& declaration, std::string_view step) {
    Page page(visit, "pages/import.html", visit.text("import.title", {{"register", declaration.plural.in(visit.language)}}));
    page.in("registers").crumb(visit.text("nav.registers"), "/registers").crumb(declaration.plural.in(visit.language), "/registers/" + declaration.name);
    page.view.show(fmt::format("step_{}", step))
        .set("import_url", visit.url(fmt::format("/registers/{}/import", declaration.name)))
        .set("list_url", visit.url("/registers/" + declaration.name));
    // Exporting no record at all leaves the heads of the columns.
    page.view.set("template_url", visit.url(fmt::format("/registers/{}/export/xlsx?id=-", declaration.name)));
    return page;
}

void add_target(View& column, std::string_view code, std::string_view label, std::string_view chosen) {
    column.add("target").set("target_code", code).set("target_label", label).show("target_chosen", code == chosen);
}

/// What a column may fill: every field, the items of parts, and a record's key, state and past.
void show_targets(Visit& visit, View column, const Register& declaration, std::string_view chosen) {
    add_target(column, "", visit.text("import.leave_out"), chosen);
    add_target(column, "id", visit.text("field.id"), chosen);
    add_target(column, "state", visit.text("field.state"), chosen);
    for (const auto& field : declaration.fields) {
        const auto label = field_label(visit, declaration, field.name);
        if (field.type == registers::FieldType::parts) {
            for (const auto& choice : field.choices) {
                add_target(column, field.name + "." + choice.code, label + ": " + choice.label.in(visit.language), chosen);
            }
        } else if (field.type != registers::FieldType::lines && field.type != registers::FieldType::derived) {
            add_target(column, field.name, label, chosen);
        }
    }
}

/// Labels of the fields that a new record must have and that no column fills.
std::string fields_missing(const Visit& visit, const Register& declaration, const registers::Mapping& mapping) {
    std::vector<std::string> labels;
    for (const auto& field : declaration.fields) {
        const bool filled = std::ranges::any_of(mapping, [&field](const auto& column) { return column.second == field.name; });
        if (field.required && field.otherwise.empty() && !filled) {
            labels.push_back(field.label.in(visit.language));
        }
    }
    return join(labels, ", ");
}

/// First rows of a file: enough to see which column is which.
Result<registers::Sheet> first_rows(const Waiting& file) {
    registers::Sheet sheet;
    constexpr std::size_t enough = 3;
    CHECK(registers::each_row(
        file.path, file.format,
        [&](const std::vector<std::string>& header) -> Result<void> {
            sheet.header = header;
            return {};
        },
        [&](std::size_t, const std::vector<std::string>& cells) {
            sheet.rows.push_back(cells);
            return sheet.rows.size() < enough;
        }));
    return sheet;
}

void show_file(View view, const Waiting& file) { view.set("hash", file.hash).set("file_name", file.name); }

/// "Baris 7, kolom Nama": as the spreadsheet shows it.
std::string place_of(const Visit& visit, const Problem& problem) {
    const auto row = problem.arguments.find("row");
    if (row == problem.arguments.end()) {
        return problem.pointer;
    }
    const auto column = problem.arguments.find("column");
    const bool cell = column != problem.arguments.end() && !column->second.empty();
    return visit.text(cell ? "import.place_cell" : "import.place_row", problem.arguments);
}

void show_problems(const Visit& visit, View view, const std::vector<Problem>& problems) {
    view.show("has_problems", !problems.empty()).set("problem_count", visit.number(static_cast<std::int64_t>(problems.size())));
    for (std::size_t i = 0; i < std::min(problems.size(), shown_problems); ++i) {
        view.add("problem").set("problem_place", place_of(visit, problems[i])).set("problem_text", visit.problem_text(problems[i]));
    }
    view.show("problems_cut", problems.size() > shown_problems);
}

Result<Response> mapping_page(Visit& visit, const Register& declaration, const Waiting& file, const std::vector<Problem>& problems, int code) {
    auto page = import_page(visit, declaration, "mapping");
    show_file(page.view, file);
    show_problems(visit, page.view, problems);
    const auto sheet = first_rows(file);
    if (!sheet) {
        return std::unexpected(sheet.error());
    }
    const auto guessed = registers::guess_mapping(declaration, sheet->header);
    page.view.set_and_show("required", fields_missing(visit, declaration, {}));
    for (std::size_t i = 0; i < sheet->header.size(); ++i) {
        const auto& name = sheet->header[i];
        auto column = page.view.add("column");
        const auto input = fmt::format("column.{}", i);
        const auto typed = visit.request.form_values(input);
        const auto known = guessed.find(name);
        column.set("column_name", name).set("column_input", input).set("column_number", static_cast<std::int64_t>(i + 1));
        std::vector<std::string> samples;
        for (const auto& row : sheet->rows) {
            if (i < row.size() && !row[i].empty()) {
                samples.push_back(row[i]);
            }
        }
        column.set("column_sample", join(samples, " · "));
        show_targets(visit, column, declaration, !typed.empty() ? typed.front() : known == guessed.end() ? std::string() : known->second);
    }
    return page.respond(code);
}

/// The mapping as chosen in the form.
Result<registers::Mapping> mapping_typed(Visit& visit, const Waiting& file) {
    TRY(const auto sheet, first_rows(file));
    registers::Mapping mapping;
    for (std::size_t i = 0; i < sheet.header.size(); ++i) {
        mapping[sheet.header[i]] = visit.request.form_value(fmt::format("column.{}", i));
    }
    return mapping;
}

Result<registers::ImportReport> run(Visit& visit, const Register& declaration, const Waiting& file, bool dry_run) {
    registers::ImportOptions options;
    TRY(options.mapping, mapping_typed(visit, file));
    options.dry_run = dry_run;
    return visit.government.workflow->import(visit.person(), declaration, file.path, file.format, options);
}

void show_report(const Visit& visit, View view, const registers::ImportReport& report) {
    view.set("row_count", visit.number(static_cast<std::int64_t>(report.rows))).set("created_count", visit.number(static_cast<std::int64_t>(report.created)));
    view.set("changed_count", visit.number(static_cast<std::int64_t>(report.changed)))
        .set("unchanged_count", visit.number(static_cast<std::int64_t>(report.unchanged)));
    show_problems(visit, view, report.problems);
}

}  // namespace

Result<Response> export_records(Visit& visit) {
    TRY(const auto* declaration, visit.find_register(visit.request.parameter("register")));
    const auto& name = visit.request.parameter("format");
    if (name != "csv" && name != "xlsx") {
        return fail(ErrorKind::not_found, "transfer.unknown_format");
    }
    const auto format = name == "csv" ? Format::csv : Format::xlsx;
    TRY(auto query, list_query(*declaration, visit.request.query));
    for (const auto& field : declaration->fields) {
        if (people::may_read(visit.person(), *declaration, field)) {
            query.fields.push_back(field.name);
        }
    }
    auto file = visit.government.blobs->temporary();
    file += "." + name;
    CHECK(visit.government.database->read([&](store::Session& session) {
        return registers::export_file(session, *visit.government.records, *declaration, query, format, file, visit.language);
    }));
    auto response = Response::download(file, fmt::format("{}-{}-{}.{}", visit.government.slug, declaration->name, to_string(visit.government.today()), name),
                                       media_type(format));
    response.delete_file = true;
    return response;
}

Result<Response> import_form(Visit& visit) {
    TRY(const auto* declaration, register_to_import(visit));
    return import_page(visit, *declaration, "upload").respond();
}

Result<Response> import_upload(Visit& visit) {
    TRY(const auto* declaration, register_to_import(visit));
    const auto* upload = visit.request.upload("file");
    std::vector<Problem> problems;
    const auto format = upload == nullptr ? std::nullopt : registers::format_of(upload->file_name);
    if (upload == nullptr || upload->file_name.empty()) {
        problems.push_back({.code = "file.missing", .pointer = {}, .arguments = {}, .norms = {}, .detail = {}});
    } else if (!format || *format == Format::jsonl) {
        problems.push_back({.code = "transfer.unknown_format", .pointer = {}, .arguments = {}, .norms = {}, .detail = {}});
    }
    if (problems.empty()) {
        TRY(auto hash, visit.government.blobs->put_file(upload->file));
        TRY(auto path, visit.government.blobs->path(hash));
        auto mapping = mapping_page(visit, *declaration, {std::move(hash), upload->file_name, *format, std::move(path)}, {}, 200);
        if (mapping || mapping.error().kind != ErrorKind::invalid) {
            return mapping;
        }
        problems = mapping.error().problems;
        if (problems.empty()) {
            problems.push_back({.code = mapping.error().code, .pointer = {}, .arguments = {}, .norms = {}, .detail = mapping.error().detail});
        }
    }
    auto page = import_page(visit, *declaration, "upload");
    show_problems(visit, page.view, problems);
    return page.respond(422);
}

Result<Response> import_try(Visit& visit) {
    TRY(const auto* declaration, register_to_import(visit));
    TRY(const auto file, waiting_file(visit));
    if (visit.request.form_value("again") == "mapping") {
        return mapping_page(visit, *declaration, file, {}, 200);
    }
    const auto report = run(visit, *declaration, file, true);
    if (!report) {
        if (report.error().kind != ErrorKind::invalid) {
            return std::unexpected(report.error());
        }
        return mapping_page(visit, *declaration, file, report.error().problems, 422);
    }
    auto page = import_page(visit, *declaration, "report");
    show_file(page.view, file);
    show_report(visit, page.view, *report);
    if (const auto mapping = mapping_typed(visit, file)) {
        page.view.set_and_show("missing", fields_missing(visit, *declaration, *mapping));
    }
    page.view.show(report->problems.empty() ? "can_confirm" : "cannot_confirm");
    for (const auto& part : visit.request.form) {
        if (part.name.starts_with("column.")) {
            page.view.add("kept").set("kept_name", part.name).set("kept_value", part.value);
        }
    }
    return page.respond(report->problems.empty() ? 200 : 422);
}

Result<Response> import_confirm(Visit& visit) {
    TRY(const auto* declaration, register_to_import(visit));
    TRY(const auto file, waiting_file(visit));
    TRY(const auto report, run(visit, *declaration, file, false));
    auto page = import_page(visit, *declaration, report.problems.empty() ? "done" : "report");
    show_file(page.view, file);
    show_report(visit, page.view, report);
    page.view.show("cannot_confirm", !report.problems.empty());
    return page.respond(report.problems.empty() ? 200 : 422);
}

}  // namespace pendopo::web::pages
