#include "web/pages/application.hpp"

#include "web/pages/gates.hpp"
#include "web/pages/values.hpp"

namespace pendopo::web::pages {

using law::State;
using registers::Condition;
using registers::Record;
using registers::Register;

namespace {

/// One step of the life: where its records are, and the rules by which a law asks for it.
struct Step {
    std::string_view key;                      ///< names its texts: life.<key>, life.<key>_about
    std::vector<std::string_view> registers;   ///< registers whose records are shown in it
    std::vector<std::string_view> rules;       ///< rules that belong to it, whatever they are about
    std::string_view creates;                  ///< register of the button for something new
    bool own = false;                          ///< it is the application's own record
};

const std::vector<Step>& steps() {
    static const std::vector<Step> all = {
        {"need", {"application_project"}, {"plan.followed", "application.development_conditions"}, "application_project"},
        {"recommendation",
         {"approval"},
         {"project.coordinated", "project.permitted", "purchase.recommended", "application.ministry_opinion", "security.reviewed_by_ict_agency"},
         "approval"},
        {"building", {}, {"application.lifecycle", "application.methodology", "application.builder", "application.open_source", "instrument.cited"}, ""},
        {"documents", {"release"}, {"application.documents_complete"}, "release"},
        {"testing", {"test_report"}, {"application.tested", "application.checked_by_ict_agency"}, "test_report"},
        {"deposit", {"repository_deposit"}, {"application.deposited", "application.copyright"}, "repository_deposit"},
        {"hosting", {"hosting_request"}, {"hosting.steps", "data_center.placement"}, "hosting_request"},
        {"operation",
         {"maintenance", "conformity", "backup"},
         {"application.described", "application.operator", "security.controls", "record.classified", "item.standard_conformity", "maintenance.logged"},
         "",
         true},
        {"evaluation", {"evaluation", "supervision"}, {"evaluation.held"}, "evaluation"},
        {"retirement", {"exemption", "adaptation"}, {"common_application.exemption", "legacy.adapted", "application.closed_source_kept"}, ""},
    };
    return all;
}

/// The records of an application's life, by register.
using Life = std::map<std::string, std::vector<Record>, std::less<>>;

/// Records whose field is one of these values; those this person may not read are left out.
std::vector<Record> records_where(Visit& visit, const Register& declaration, std::string field, std::vector<std::string> values) {
    if (values.empty() || !people::may_read(visit.person(), declaration)) {
        return {};
    }
    registers::Query query;
    query.where = {{std::move(field), Condition::Comparison::is, std::move(values)}};
    query.sort = "created_on";
    query.limit = 100;
    auto page = visit.government.database->read([&](store::Session& session) { return visit.government.records->list(session, declaration, query); });
    return page ? std::move(page->records) : std::vector<Record>{};
}

std::vector<std::string> ids_of(const Life& life, std::string_view register_name, std::string_view prefix = {}) {
    std::vector<std::string> ids;
    if (const auto found = life.find(register_name); found != life.end()) {
        for (const auto& record : found->second) {
            ids.push_back(std::string(prefix) + record.id);
        }
    }
    return ids;
}

/// The fields by which each register points at what came before it.
Life read_life(Visit& visit, const Record& application) {
    Life life;
    const auto read = [&](std::string_view name, const std::string& field, std::vector<std::string> values) {
        const auto* declaration = visit.catalogue().find(name);
        if (declaration != nullptr && declaration->field(field) != nullptr) {
            auto records = records_where(visit, *declaration, field, std::move(values));
            auto& kept = life[std::string(name)];
            std::ranges::move(records, std::back_inserter(kept));
        }
    };
    for (const auto* name : {"application_project", "release", "hosting_request", "adaptation"}) {
        read(name, "application", {application.id});
    }
    read("test_report", "release", ids_of(life, "release"));
    read("repository_deposit", "release", ids_of(life, "release"));
    std::vector<std::string> subjects = {"application:" + application.id};
    for (const auto& [name, prefix] : {std::pair{"application_project", "application_project:"}, std::pair{"release", "release:"}}) {
        std::ranges::move(ids_of(life, name, prefix), std::back_inserter(subjects));
    }
    for (const auto* name : {"approval", "evaluation", "exemption"}) {
        read(name, "about", subjects);
    }
    for (const auto* name : {"maintenance", "conformity", "backup", "supervision"}) {
        read(name, "item", subjects);
    }
    return life;
}

/// Lines about the application and every record of its life.
std::vector<law::Line> read_lines(Visit& visit, const Record& application, const Life& life) {
    std::vector<law::Line> lines;
    const auto take = [&](std::string_view register_name, const std::string& id) {
        law::Filter filter;
        filter.subject_register = register_name;
        filter.subject_id = id;
        filter.limit = 100;
        auto found = visit.government.compliance->lines(filter);
        std::ranges::move(found, std::back_inserter(lines));
    };
    take("application", application.id);
    for (const auto& [name, records] : life) {
        if (name == "backup" || name == "maintenance") {
            continue;  // many, and judged through the application
        }
        for (const auto& record : records) {
            take(name, record.id);
        }
    }
    std::erase_if(lines, [](const law::Line& line) { return line.state == State::unbound; });
    return lines;
}

bool among(const std::vector<std::string_view>& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

/// The step a line belongs to: by its rule, else by what it is about.
std::size_t step_of(const law::Line& line) {
    const auto& all = steps();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (among(all[i].rules, line.rule)) {
            return i;
        }
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (among(all[i].registers, line.subject.register_name)) {
            return i;
        }
    }
    const auto own = std::ranges::find_if(all, &Step::own);
    return static_cast<std::size_t>(own - all.begin());
}

/// Registers that a binding narrows its rule to; a rule for several registers counts here only where it speaks of this life.
bool speaks_of_life(const law::Binding& binding) {
    const auto of = binding.with.texts("of");
    if (of.empty()) {
        return true;
    }
    static const std::set<std::string, std::less<>> life = {"application",     "application_project", "release",
                                                            "hosting_request", "test_report",         "repository_deposit"};
    return std::ranges::any_of(of, [&](const std::string& name) { return life.contains(name); });
}

/// Norms of this law that ask for a step.
std::vector<const law::Norm*> norms_of(const law::Regulation& regulation, const Step& step) {
    std::vector<const law::Norm*> norms;
    for (const auto& norm : regulation.norms) {
        const bool asks = norm.change != law::Change::deleted && std::ranges::any_of(norm.bindings, [&](const law::Binding& binding) {
                              return among(step.rules, binding.rule) && speaks_of_life(binding);
                          });
        if (asks) {
            norms.push_back(&norm);
        }
    }
    return norms;
}

void show_norms(Visit& visit, View view, const std::vector<const law::Norm*>& norms) {
    for (const auto* norm : norms) {
        view.show("step_asked");
        auto one = view.add("step_norm");
        one.set("norm_name", visit.norm(norm->id)).set("norm_url", visit.norm_url(norm->id)).set("norm_text", norm->text.in(visit.language));
        for (const auto& content : norm->contents) {
            one.show("norm_has_contents");
            one.add("norm_content").set("content_text", content.text.in(visit.language));
        }
    }
    view.show("step_not_asked", norms.empty());
}

/// A detail that tells what a record of the life says beyond its title: documents, kind, day.
std::string detail_of(Visit& visit, const Register& declaration, const Record& record) {
    std::vector<std::string> words;
    for (const auto* name : {"kind", "by", "number", "date", "decision", "submitted_on", "documents", "stages"}) {
        const auto* field = declaration.field(name);
        if (field != nullptr && registers::is_set(record.get(declaration, name)) && people::may_read(visit.person(), declaration, *field)) {
            words.push_back(value_text(visit, *field, record.get(declaration, name)));
        }
    }
    return join(words, " · ");
}

void show_records(Visit& visit, View view, const Step& step, const Life& life) {
    for (const auto& name : step.registers) {
        const auto found = life.find(name);
        const auto* declaration = visit.catalogue().find(name);
        if (found == life.end() || declaration == nullptr) {
            continue;
        }
        for (const auto& record : found->second) {
            auto one = view.add("step_record");
            const auto& title = registers::text_of(record.get(*declaration, declaration->title));
            one.set("record_title", title.empty() ? record.id : title)
                .set("record_label", declaration->label.in(visit.language))
                .set("record_key", record.id)
                .set("record_link", visit.record_url(name, record.id));
            one.set_and_show("record_detail", detail_of(visit, *declaration, record));
            show_record_state(visit, one, *declaration, record.state);
        }
    }
}

/// Values with which a step's new record starts: what it is about.
std::vector<std::pair<std::string, std::string>> start_values(std::string_view register_name, const Record& application, const Life& life) {
    const auto last = [&](std::string_view name) {
        const auto found = life.find(name);
        return found == life.end() || found->second.empty() ? std::string() : found->second.back().id;
    };
    if (register_name == "approval") {
        const auto project = last("application_project");
        return {{"about", project.empty() ? "application:" + application.id : "application_project:" + project}};
    }
    if (register_name == "evaluation") {
        return {{"subject", "application"}, {"about", "application:" + application.id}};
    }
    if (register_name == "test_report" || register_name == "repository_deposit") {
        const auto release = last("release");
        return release.empty() ? std::vector<std::pair<std::string, std::string>>{} : std::vector<std::pair<std::string, std::string>>{{"release", release}};
    }
    return {{"application", application.id}};
}

void show_button(Visit& visit, View view, const Step& step, const Record& application, const Life& life) {
    const auto* declaration = step.creates.empty() ? nullptr : visit.catalogue().find(step.creates);
    if (declaration == nullptr || !visit.person().signed_in() || !people::may_create(visit.person(), *declaration, visit.person().account->agency)) {
        return;
    }
    auto values = start_values(step.creates, application, life);
    view.show("step_can_add")
        .set("add_url", visit.new_record_url(step.creates, values))
        .set("add_label", visit.text("record.new", {{"register", declaration->label.in(visit.language)}}));
}

/// How a step stands: by the law's answers; where it has none, by what is there.
std::string standing_of(const std::vector<law::Line>& lines, const Step& step, const Life& life, bool asked) {
    State worst = State::unbound;
    for (const auto& line : lines) {
        worst = std::min(worst, line.state);
    }
    if (worst <= State::unproven) {
        return "open";
    }
    if (worst == State::due) {
        return "due";
    }
    const bool there = step.own || !lines.empty() || std::ranges::any_of(step.registers, [&](std::string_view name) { return !ids_of(life, name).empty(); });
    return there ? "done" : asked ? "missing" : "none";
}

}  // namespace

void show_application_life(Visit& visit, View view, const Register& declaration, const Record& application) {
    const auto life = read_life(visit, application);
    std::vector<std::vector<law::Line>> lines_of(steps().size());
    for (auto& line : read_lines(visit, application, life)) {
        lines_of[step_of(line)].push_back(std::move(line));
    }
    std::size_t open = 0;
    for (std::size_t i = 0; i < steps().size(); ++i) {
        const auto& step = steps()[i];
        auto one = view.add("life_step");
        const auto norms = norms_of(visit.regulation(), step);
        const auto standing = standing_of(lines_of[i], step, life, !norms.empty());
        open += standing == "open" || standing == "due";
        one.set("step_number", static_cast<std::int64_t>(i + 1)).set("step_id", fmt::format("step-{}", step.key));
        one.set("step_title", visit.text(fmt::format("life.{}", step.key))).set("step_about", visit.text(fmt::format("life.{}_about", step.key)));
        one.set("standing", standing).set("standing_label", visit.text(fmt::format("life.standing_{}", standing))).show("standing_" + standing);
        show_norms(visit, one, norms);
        show_records(visit, one, step, life);
        std::ranges::sort(lines_of[i], {}, [](const law::Line& line) { return std::pair(line.state, line.norm); });
        const auto unmet = std::ranges::count_if(lines_of[i], [](const law::Line& line) { return line.state <= State::due; });
        one.show("step_lines_open", unmet > 0)
            .set("step_line_count", static_cast<std::int64_t>(lines_of[i].size()))
            .set("step_unmet_count", static_cast<std::int64_t>(unmet));
        show_lines(visit, one, lines_of[i]);
        show_button(visit, one, step, application, life);
    }
    view.set("steps_open", static_cast<std::int64_t>(open))
        .set("regulation_name", regulation_name(visit.regulation(), visit.language))
        .set("fields_url", visit.record_url(declaration.name, application.id) + "?view=fields");
    for (const auto* name : {"kind", "owner", "operator", "builder", "launched_year", "licence_kind", "copyright_holder", "url"}) {
        const auto* field = declaration.field(name);
        if (field != nullptr && registers::is_set(application.get(declaration, name)) && people::may_read(visit.person(), declaration, *field)) {
            view.add("fact").set("fact_label", field->label.in(visit.language)).set("fact_text", value_text(visit, *field, application.get(declaration, name)));
        }
    }
}

}  // namespace pendopo::web::pages
