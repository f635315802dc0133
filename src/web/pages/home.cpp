// The hall: for those signed in, their own work first; for everyone else what the public may know.

#include "web/pages/compliance_query.hpp"
#include "web/pages/gates.hpp"
#include "web/pages/pages.hpp"
#include "web/pages/values.hpp"

namespace pendopo::web::pages {

namespace {

constexpr std::size_t shown = 8;

void show_tasks(Visit& visit, View view) {
    auto tasks = visit.government.workflow->tasks(visit.person(), 60);
    std::erase_if(tasks, [](const workflow::Workflow::Task& task) {  // what is closed could be opened again, but waits for nobody
        const auto* state = task.declaration->state(task.record.state);
        return state != nullptr && state->closed;
    });
    view.show(tasks.empty() ? "no_tasks" : "has_tasks").show("more_tasks", tasks.size() > shown);
    for (std::size_t i = 0; i < std::min(tasks.size(), shown); ++i) {
        const auto& task = tasks[i];
        auto row = view.add("task");
        const auto& title = registers::text_of(task.record.get(*task.declaration, task.declaration->title));
        row.set("task_title", title.empty() ? task.record.id : title)
            .set("task_register", task.declaration->label.in(visit.language))
            .set("task_id", task.record.id);
        row.set("task_url", visit.record_url(task.declaration->name, task.record.id));
        show_record_state(visit, row, *task.declaration, task.record.state);
        std::vector<std::string> steps;
        for (const auto* transition : task.transitions) {
            steps.push_back(transition->label.in(visit.language));
        }
        row.set("task_steps", join(steps, ", "));
    }
}

void show_notices(Visit& visit, View view) {
    for (const auto& notice : visit.government.workflow->notices(visit.person(), shown)) {
        if (notice.read) {
            continue;
        }
        const auto key = "notice." + notice.kind;
        auto arguments = notice.arguments;
        if (const auto norm = arguments.find("norm"); norm != arguments.end()) {
            norm->second = visit.norm(norm->second);
        }
        if (const auto date = arguments.find("date"); date != arguments.end()) {
            date->second = visit.day(date->second);
        }
        view.show("has_notices");
        view.add("notice")
            .set("notice_text", visit.has_text(key) ? visit.text(key, arguments) : notice.kind)
            .set("notice_url", visit.url(own_path(notice.link)))
            .set("notice_at", visit.moment(notice.at));
    }
}

void show_duty(Visit& visit, View row, std::span<const law::Line> lines) {
    const auto& first = lines.front();
    std::set<std::string> agencies;
    for (const auto& line : lines) {
        agencies.insert(line.agency);
    }
    const bool one = agencies.size() == 1;
    show_state(visit, row, first.state);
    row.set("duty_norm", visit.norm(first.norm->id)).set("duty_text", first.norm->text.in(visit.language)).set("duty_due", visit.day(*first.due));
    row.set("duty_agency", one ? visit.agency_name(first.agency) : visit.text("home.agency_count", {{"count", std::to_string(agencies.size())}}));
    row.set("duty_url", visit.url(fmt::format("/compliance/lines?state=due&norm={}{}", encoded(first.norm->id),
                                              one ? "&agency=" + (first.agency.empty() ? "-" : encoded(first.agency)) : "")));
}

/// Duties that fall due soon, of the own agency or of the whole government; how many are overdue beside them.
void show_duties(Visit& visit, View view, const std::string& agency) {
    law::Filter filter;
    filter.agency = agency;
    filter.due_until = visit.government.today() + std::chrono::days(60);
    filter.limit = 5000;
    filter.explain = false;
    auto lines = visit.government.compliance->lines(filter);
    const auto overdue = std::ranges::count_if(lines, [](const law::Line& line) { return line.state == law::State::overdue; });
    view.show("has_overdue", overdue > 0)
        .set("overdue_count", visit.number(overdue))
        .set("overdue_url", visit.url("/compliance/lines?state=overdue" + (agency.empty() ? "" : "&agency=" + encoded(agency))));
    std::erase_if(lines, [](const law::Line& line) { return !line.due || line.state != law::State::due; });
    std::ranges::sort(lines, {}, [](const law::Line& line) { return std::tuple(*line.due, line.norm, line.agency); });
    view.show(lines.empty() ? "no_duties" : "has_duties").set("duty_count", static_cast<std::int64_t>(lines.size()));
    std::size_t rows = 0;
    for (auto line = lines.begin(); line != lines.end() && rows < shown; ++rows) {
        // One norm on one day is one entry, however many agencies it waits for.
        auto next = std::find_if(line, lines.end(), [&](const law::Line& other) { return other.due != line->due || other.norm != line->norm; });
        show_duty(visit, view.add("duty"), std::span(line, next));
        line = next;
    }
}

/// Agencies by how much of theirs is open, the heaviest first.
void show_agencies(Visit& visit, View view, const std::vector<law::MatrixRow>& rows) {
    struct Standing {
        std::string key;
        law::Cell cell;
        std::uint32_t open = 0;
    };
    std::vector<Standing> standings;
    for (const auto& [key, name] : visit.agencies()) {
        Standing standing{key, overall(rows, key), 0};
        for (const auto state : {law::State::breached, law::State::overdue, law::State::unproven}) {
            standing.open += standing.cell.counts[static_cast<std::size_t>(state)];
        }
        if (standing.cell.state != law::State::unbound) {
            standings.push_back(std::move(standing));
        }
    }
    std::ranges::sort(standings, std::greater(), &Standing::open);
    for (std::size_t i = 0; i < std::min<std::size_t>(standings.size(), 6); ++i) {
        auto row = view.add("agency");
        row.set("agency_name", visit.agency_name(standings[i].key))
            .set("agency_url", visit.url("/agencies/" + encoded(standings[i].key)))
            .set("agency_open", visit.number(standings[i].open));
        show_shares(visit, row, standings[i].cell);
    }
}

void show_numbers(Visit& visit, View view) {
    const auto& regulation = visit.regulation();
    view.set("regulation_name", regulation_name(regulation, visit.language)).set("regulation_title", regulation.title);
    view.set("norm_count", static_cast<std::int64_t>(regulation.norms.size()));
    std::int64_t open = 0;
    for (const auto& value : visit.government.compliance->open_values()) {
        open += !value.value;
    }
    view.show("has_open_values", open > 0).set("open_values", open);
    std::int64_t unsettled = 0;
    const auto choices = visit.government.compliance->conflict_choices();
    for (const auto& conflict : regulation.conflicts) {
        const auto choice = choices.find(conflict.key);
        unsettled += conflict.kind == "contradiction" && (choice == choices.end() || !choice->second);
    }
    view.show("has_unsettled", unsettled > 0).set("unsettled", unsettled);
}

law::Cell from_summary(const std::map<std::string, law::Cell>& summary) {
    law::Cell all;
    for (const auto& [norm, cell] : summary) {
        if (cell.state != law::State::unbound) {
            all.state = std::min(all.state, cell.state);
            ++all.counts[static_cast<std::size_t>(cell.state)];
        }
    }
    return all;
}

}  // namespace

Result<Response> home(Visit& visit) {
    Page page(visit, visit.person().signed_in() ? "pages/home.html" : "pages/welcome.html", visit.government.name());
    page.in("home");
    show_numbers(visit, page.view);
    show_shares(visit, page.view.add("whole"), from_summary(visit.government.compliance->summary()));
    if (!visit.person().signed_in()) {
        return page.respond();
    }
    const auto& account = *visit.person().account;
    const bool of_agency = account.role == "agency_officer" || account.role == "agency_head";
    page.view.set("hello", visit.text("home.hello", {{"name", account.name.empty() ? account.id : account.name}}));
    show_notices(visit, page.view);
    show_tasks(visit, page.view);
    show_duties(visit, page.view, of_agency ? account.agency : "");
    law::Filter filter;
    filter.explain = false;
    const auto rows = visit.government.compliance->matrix(filter);
    if (!account.agency.empty()) {
        auto own = page.view.add("own_agency");
        own.set("own_agency_name", visit.agency_name(account.agency)).set("own_agency_url", visit.url("/agencies/" + encoded(account.agency)));
        show_shares(visit, own, overall(rows, account.agency));
    }
    if (!of_agency) {
        page.view.show("sees_all");
        show_agencies(visit, page.view, rows);
    }
    return page.respond();
}

Result<Response> read_notices(Visit& visit) {
    visit.government.workflow->mark_notices_read(visit.person());
    return Response::redirect(visit.url("/"));
}

}  // namespace pendopo::web::pages
