// Lists of records: filter bar, order, columns, saved views, and the board by state.

#include "web/pages/list_query.hpp"
#include "web/pages/pages.hpp"
#include "web/pages/values.hpp"

namespace pendopo::web::pages {

using registers::Field;
using registers::FieldType;
using registers::Record;
using registers::Register;

namespace {

constexpr std::size_t board_column = 25;

struct List {
    Visit& visit;
    const Register& declaration;
    registers::Query query;
    Address address;
    std::vector<std::string> columns;
};

bool filterable(const Field& field) {
    return field.type == FieldType::choice || field.type == FieldType::choices || field.type == FieldType::boolean || field.type == FieldType::date ||
           field.type == FieldType::datetime || (field.type == FieldType::reference && field.to == "agency");
}

void add_option(View& select, std::string_view value, std::string_view label, const std::vector<std::string>& chosen) {
    select.add("filter_option").set("option_value", value).set("option_label", label).show("option_selected", std::ranges::find(chosen, value) != chosen.end());
}

/// One field of the filter bar: a choice, or two days.
void show_filter(List& list, View bar, const Field& field, std::string_view section) {
    auto one = bar.add(section);
    one.set("filter_name", field.name).set("filter_label", field_label(list.visit, list.declaration, field.name));
    if (field.type == FieldType::date || field.type == FieldType::datetime) {
        one.add("filter_days")
            .set("filter_from", list.visit.request.query_value(field.name + ".min"))
            .set("filter_until", list.visit.request.query_value(field.name + ".max"));
        return;
    }
    const auto chosen = list.visit.request.query_values(field.name);
    auto select = one.add("filter_select");
    if (field.type == FieldType::boolean) {
        add_option(select, "true", list.visit.text("form.yes"), chosen);
        add_option(select, "false", list.visit.text("form.no"), chosen);
    } else if (field.type == FieldType::reference) {
        for (const auto& [key, name] : list.visit.agencies()) {
            add_option(select, key, name, chosen);
        }
    } else {
        for (const auto& choice : field.choices) {
            add_option(select, choice.code, choice.label.in(list.visit.language), chosen);
        }
    }
}

void show_filters(List& list, View view) {
    auto& visit = list.visit;
    view.set("q", visit.request.query_value("q")).set("sort", visit.request.query_value("sort"));
    auto states = view.add("state_filter");
    for (const auto& state : list.declaration.states) {
        add_option(states, state.name, state.label.in(visit.language), visit.request.query_values("state"));
    }
    const std::string own = list.declaration.agency_path.empty() ? "" : list.declaration.agency_path.front();
    if (!list.declaration.agency_path.empty()) {
        auto agencies = view.add("agency_filter");
        for (const auto& [key, name] : visit.agencies()) {
            add_option(agencies, key, name, visit.request.query_values("agency"));
        }
    }
    std::size_t shown = 0;
    bool open = false;
    for (const auto& field : list.declaration.fields) {
        if (field.implicit || !filterable(field) || field.name == own || !people::may_read(visit.person(), list.declaration, field) || shown >= 24) {
            continue;
        }
        ++shown;
        show_filter(list, view, field, "filter");
        open = open || !visit.request.query_value(field.name).empty() || !visit.request.query_value(field.name + ".min").empty() ||
               !visit.request.query_value(field.name + ".max").empty();
    }
    view.show("has_filters", shown > 0).show("filters_open", open);
}

/// Filters in force, each with a link that takes it away.
void show_chips(List& list, View view) {
    auto& visit = list.visit;
    for (const auto& [name, value] : list.address.pairs()) {
        if (value.empty() || name == "sort" || name == "after" || name == "before" || name == "view" || name == "columns" || name == "done" ||
            name == "limit") {
            continue;
        }
        const auto dot = name.rfind('.');
        const bool part = dot != std::string::npos && listed_field(list.declaration, name.substr(0, dot)) != nullptr;
        const auto field_name = part ? name.substr(0, dot) : name;
        const auto* field = listed_field(list.declaration, field_name);
        std::string label = name == "q"        ? visit.text("list.search")
                            : name == "agency" ? visit.text("list.agency")
                                               : field_label(visit, list.declaration, field_name);
        std::string text = value;
        if (name == "agency") {
            text = visit.agency_name(value);
        } else if (field_name == "state") {
            const auto* state = list.declaration.state(value);
            text = state != nullptr ? state->label.in(visit.language) : value;
        } else if (value == "!" || value == "*") {
            text = visit.text(value == "!" ? "list.unset" : "list.set");
        } else if (field != nullptr && name != "q") {
            text = value_text(visit, *field, field->is_many() ? registers::Value(std::vector<std::string>{value}) : registers::Value(value));
        }
        if (part) {
            label += " " + visit.text(fmt::format("list.comparison_{}", name.substr(dot + 1)));
        }
        view.show("has_chips");
        view.add("chip").set("chip_label", label).set("chip_value", text).set("chip_remove", list.address.without(name, value));
    }
}

bool sortable(const Register& declaration, std::string_view name) {
    const auto* field = declaration.field(name);
    return field == nullptr || field->is_column();
}

void show_heads(List& list, View view) {
    const auto sort = list.query.sort.empty() ? list.declaration.sort : list.query.sort;
    for (const auto& name : list.columns) {
        auto head = view.add("head");
        head.set("head_label", field_label(list.visit, list.declaration, name));
        if (!sortable(list.declaration, name)) {
            head.show("head_plain");
            continue;
        }
        const bool ascending = sort == name;
        const bool descending = sort == "-" + name;
        head.show("head_sorts").set("head_url", list.address.with("sort", ascending ? "-" + name : name));
        head.show(ascending ? "head_ascending" : descending ? "head_descending" : "head_unsorted");
    }
}

void show_cell(List& list, View row, const std::string& name, const Record& record) {
    auto& visit = list.visit;
    auto cell = row.add("cell");
    cell.set("cell_label", field_label(visit, list.declaration, name));
    if (name == "state") {
        show_record_state(visit, cell.add("cell_state"), list.declaration, record.state);
        return;
    }
    std::string text;
    if (name == "id") {
        text = record.id;
        cell.show("cell_key");
    } else if (name == "created_on" || name == "updated_on") {
        text = visit.moment(name == "created_on" ? record.created_on : record.updated_on);
    } else if (name == "created_by" || name == "updated_by") {
        text = visit.account_name(name == "created_by" ? record.created_by : record.updated_by);
    } else if (const auto* field = list.declaration.field(name)) {
        text = value_text(visit, *field, record.get(list.declaration, name));
        const bool amount =
            field->type == FieldType::integer || field->type == FieldType::decimal || field->type == FieldType::money || field->type == FieldType::percentage;
        cell.show(amount ? "cell_amount" : "cell_words");
    }
    const bool leads = name == list.declaration.title || (name == "id" && std::ranges::find(list.columns, list.declaration.title) == list.columns.end());
    if (leads) {
        cell.show("cell_leads").set("cell_url", visit.record_url(list.declaration.name, record.id));
        text = text.empty() ? record.id : text;
    }
    cell.set("cell_text", text);
}

void show_rows(List& list, View view, const registers::Page& page) {
    std::vector<const Field*> fields;
    for (const auto& name : list.columns) {
        if (const auto* field = list.declaration.field(name)) {
            fields.push_back(field);
        }
    }
    for (const auto& record : page.records) {
        want_titles(list.visit, list.declaration, record, fields);
    }
    for (const auto& record : page.records) {
        auto row = view.add("row");
        for (const auto& name : list.columns) {
            show_cell(list, row, name, record);
        }
    }
    view.show(page.records.empty() ? "is_empty" : "has_rows");
    if (!page.next.empty()) {
        view.show("has_next").set("next_url", list.address.at("after", page.next));
    }
    if (!page.previous.empty()) {
        view.show("has_previous").set("previous_url", list.address.at("before", page.previous));
    }
}

void show_columns(List& list, View view) {
    const auto offer = [&](const std::string& name) {
        view.add("column")
            .set("column_name", name)
            .set("column_label", field_label(list.visit, list.declaration, name))
            .show("column_chosen", std::ranges::find(list.columns, name) != list.columns.end());
    };
    for (const auto* name : {"id", "state"}) {
        offer(name);
    }
    for (const auto& field : list.declaration.fields) {
        if (!field.implicit && people::may_read(list.visit.person(), list.declaration, field) && field.type != FieldType::long_text) {
            offer(field.name);
        }
    }
    for (const auto* name : {"created_on", "updated_on", "updated_by"}) {
        offer(name);
    }
    for (const auto& [name, value] : list.address.pairs()) {  // what the columns' form must keep
        if (name != "columns" && name != "after" && name != "before" && name != "done") {
            view.add("kept").set("kept_name", name).set("kept_value", value);
        }
    }
}

void show_views(List& list, View view) {
    if (!list.visit.person().signed_in()) {
        return;
    }
    view.show("can_save_view")
        .set("views_action", list.visit.url(fmt::format("/registers/{}/views", list.declaration.name)))
        .set("view_query", list.address.query());
    for (const auto& saved : list.visit.government.workflow->saved_views(list.visit.person(), list.declaration)) {
        view.show("has_views");
        view.add("saved").set("saved_name", saved.name).set("saved_url", list.visit.url(fmt::format("/registers/{}?{}", list.declaration.name, saved.query)));
    }
}

void show_tools(List& list, View view) {
    auto& visit = list.visit;
    const auto here = visit.url("/registers/" + list.declaration.name);
    view.show("can_create", people::may_create(visit.person(), list.declaration, visit.person().signed_in() ? visit.person().account->agency : ""))
        .set("new_url", here + "/new");
    view.show("can_import", visit.person().has("administrator") || visit.person().has("ict_officer")).set("import_url", here + "/import");
    view.show("can_export", visit.person().signed_in());
    view.set("csv_url", list.address.to(here + "/export/csv")).set("xlsx_url", list.address.to(here + "/export/xlsx")).set("list_url", here);
    view.set("as_board_url", list.address.with("view", "board")).set("as_list_url", list.address.with("view", ""));
    view.show("has_board", list.declaration.states.size() > 1);
}

Result<void> show_board(List& list, View view) {
    view.show("as_board");
    std::vector<const Field*> fields;
    for (const auto& name : list.columns) {
        const auto* field = list.declaration.field(name);
        if (field != nullptr && name != list.declaration.title && fields.size() < 2) {
            fields.push_back(field);
        }
    }
    for (const auto& state : list.declaration.states) {
        auto query = list.query;
        query.after = query.before = "";
        query.limit = board_column;
        std::erase_if(query.where, [](const auto& condition) { return condition.field == "state"; });
        query.where.push_back({"state", registers::Condition::Comparison::is, {state.name}});
        TRY(const auto page, list.visit.government.workflow->list(list.visit.person(), list.declaration, query));
        for (const auto& record : page.records) {
            want_titles(list.visit, list.declaration, record, fields);
        }
        auto column = view.add("board_column");
        show_record_state(list.visit, column, list.declaration, state.name);
        column.set("board_count", list.visit.number(static_cast<std::int64_t>(page.records.size())) + (page.next.empty() ? "" : "+"));
        column.show("board_empty", page.records.empty());
        if (!page.next.empty()) {
            column.show("board_more")
                .set("board_more_url", list.address.to(list.visit.url("/registers/" + list.declaration.name)) + (list.address.query().empty() ? "?" : "&") +
                                           "view=&state=" + encoded(state.name));
        }
        for (const auto& record : page.records) {
            auto card = column.add("card");
            const auto& title = registers::text_of(record.get(list.declaration, list.declaration.title));
            card.set("card_title", title.empty() ? record.id : title)
                .set("card_id", record.id)
                .set("card_url", list.visit.record_url(list.declaration.name, record.id));
            for (const auto* field : fields) {
                if (const auto text = value_text(list.visit, *field, record.get(list.declaration, field->name)); !text.empty()) {
                    card.add("card_line").set("card_label", field->label.in(list.visit.language)).set("card_text", text);
                }
            }
        }
    }
    return {};
}

Result<void> show_table(List& list, View view) {
    view.show("as_list");
    TRY(const auto page, list.visit.government.workflow->list(list.visit.person(), list.declaration, list.query));
    show_heads(list, view);
    show_rows(list, view, page);
    // Which of the records that have the words also fulfil the conditions must be asked of each of them: there, fewer are counted.
    const std::int64_t most = list.query.search.empty() || list.query.where.empty() ? 10'000 : 1'000;
    const auto count = list.visit.government.database->read(
        [&](store::Session& session) { return list.visit.government.records->count(session, list.declaration, list.query, most); });
    view.set("count", list.visit.text(count >= most ? "list.count_more" : "list.count", {{"count", list.visit.number(count)}}));
    return {};
}

}  // namespace

Result<Response> record_list(Visit& visit) {
    TRY(const auto* declaration, visit.find_register(visit.request.parameter("register")));
    TRY(auto query, list_query(*declaration, visit.request.query));
    List list{visit, *declaration, std::move(query), Address(visit.url("/registers/" + declaration->name), visit.request.query),
              list_columns(visit, *declaration)};
    const bool board = visit.request.query_value("view") == "board" && declaration->states.size() > 1;
    for (const auto& name : list.columns) {
        if (declaration->field(name) != nullptr) {
            list.query.fields.push_back(name);
        }
    }
    if (std::ranges::find(list.query.fields, declaration->title) == list.query.fields.end()) {
        list.query.fields.push_back(declaration->title);
    }

    Page page(visit, "pages/list.html", declaration->plural.in(visit.language));
    page.in("registers").crumb(visit.text("nav.registers"), "/registers");
    page.view.set("about", declaration->about.in(visit.language)).set("register_label", declaration->label.in(visit.language));
    show_filters(list, page.view);
    show_chips(list, page.view);
    show_views(list, page.view);
    show_columns(list, page.view);
    show_tools(list, page.view);
    CHECK(board ? show_board(list, page.view) : show_table(list, page.view));
    return page.respond();
}

Result<Response> save_view(Visit& visit) {
    TRY(const auto* declaration, visit.find_register(visit.request.parameter("register")));
    const auto query = visit.request.form_value("query");
    CHECK(visit.government.workflow->save_view(visit.person(), *declaration, std::string(trim(visit.request.form_value("name"))), query));
    return Response::redirect(visit.url(fmt::format("/registers/{}?{}{}done=view_saved", declaration->name, query, query.empty() ? "" : "&")));
}

Result<Response> forget_view(Visit& visit) {
    TRY(const auto* declaration, visit.find_register(visit.request.parameter("register")));
    CHECK(visit.government.workflow->forget_view(visit.person(), *declaration, visit.request.form_value("name")));
    return Response::redirect(visit.url(fmt::format("/registers/{}?done=view_forgotten", declaration->name)));
}

}  // namespace pendopo::web::pages
