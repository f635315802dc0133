#include "demo/lives.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

struct Project {
    std::string id;
    Date started{};
};

/// Stages of a project with their days, as far as it has come.
boost::json::array stages_of(const World& world, Date start, int each, bool orderly) {
    auto stages = world.asked.list("application.lifecycle", "stages");
    if (stages.empty()) {
        stages = {"planning", "analysis", "design", "implementation", "testing"};
    }
    const registers::Field* known = world.catalogue.find("application_project")->field("stages");
    boost::json::array parts;
    Date on = start;
    for (std::size_t i = 0; i < stages.size() && on <= world.today; ++i, on += days(each)) {
        const auto* choice = known->choice(stages[i]);
        // A hurried project builds before it designs.
        const Date told = !orderly && i + 2 == stages.size() ? start - days(3) : on;
        parts.push_back(
            Values{{"item", stages[i]}, {"text", fmt::format("{}: dilaksanakan", choice != nullptr ? choice->label.id : stages[i])}, {"on", to_string(told)}});
    }
    return parts;
}

void clear_project(World& world, const Application& application, std::string_view id, Date ordered, Date started, bool third_party, Dice& dice) {
    const std::string about = any("application_project", id);
    const Values applicant{{"applicant", application.agency}};
    const auto subject = [&](std::string_view what) { return fmt::format("{} {}", what, application.name); };
    if (world.asked.speaks("purchase.recommended", "of", "application_project")) {
        for (const char* stage : {"planning", "execution"}) {
            if (dice.chance(72)) {
                world.approve("recommendation", about, subject(stage[0] == 'p' ? "Rekomendasi perencanaan" : "Rekomendasi pelaksanaan"), "ict_agency",
                              ordered - days(stage[0] == 'p' ? 12 : 2), {{"applicant", application.agency}, {"stage", stage}});
            }
        }
    } else if (dice.chance(35)) {
        world.approve("recommendation", about, subject("Rekomendasi pembangunan"), "ict_agency", ordered - days(4),
                      {{"applicant", application.agency}, {"stage", "planning"}});
    }
    if ((world.asked.speaks("project.coordinated", "of", "application_project") || third_party) && dice.chance(72)) {
        world.approve("coordination", about, subject("Koordinasi pembangunan"), "ict_agency", started - days(dice.between(3, 15)), applicant);
    }
    if (world.asked.speaks("project.permitted") && dice.chance(74)) {
        world.approve("permit", about, subject("Izin pengembangan"), "ict_agency", started - days(dice.between(2, 10)), applicant);
    }
    for (const Asked::Bound& bound : world.asked.of("application.ministry_opinion")) {
        const auto by = bound.binding->with.texts("by");
        if (!by.empty() && bound.admits("kind", application.kind) && bound.admits("licence_kind", application.closed_source ? "closed" : "open") &&
            dice.chance(70)) {
            world.approve("opinion", about, subject("Pertimbangan atas"), by.front(), started - days(dice.between(5, 25)), applicant);
        }
    }
}

Project add_project(World& world, const Application& application, Date proposed, bool build, bool third_party, Dice& dice) {
    const Date ordered = proposed + days(dice.between(25, 40));
    const Date started = ordered + days(dice.between(20, 45));
    const bool orderly = dice.chance(88);
    auto draft =
        world.record("application_project")
            .with({{"title", fmt::format("{} {}", build ? "Pembangunan" : "Pengembangan", application.name)},
                   {"owner", application.agency},
                   {"application", application.id},
                   {"work", build ? "build" : "develop"},
                   {"kind", application.kind},
                   {"licence_kind", application.closed_source ? "closed" : "open"},
                   {"need", "Layanan masih manual dan membutuhkan waktu lama."},
                   {"third_party", third_party},
                   {"cost", dice.between(45, 420) * 100'000'000LL},
                   {"starts_on", to_string(started)},
                   {"ends_on", to_string(started + days(180))},
                   {"manager", world.agency(application.agency)->officer},
                   {"stages", stages_of(world, started - days(20), 30, orderly)}})
            .when(dice.chance(72), {{"methodology", dice.chance(50) ? "Pengembangan bertahap (agile)" : "Air terjun (waterfall)"},
                                    {"governing_rule", world.instruments.back().id}})
            .when(dice.chance(70), {{"reference_instrument", world.instruments.back().id}})
            .parts("checklist", World::mostly(world.asked.list("application.development_conditions", "conditions"), 66, dice), proposed + days(9), "diperiksa")
            .enter("proposed", proposed, application.agency)
            .enter("ordered", ordered, application.agency)
            .enter("approved", ordered + days(10), "ict_agency")
            .enter("started", started, "ict_agency")
            .enter("closed", started + days(dice.between(170, 220)), "ict_agency");
    Project project{draft.add(), started};
    clear_project(world, application, project.id, ordered, started, third_party, dice);
    return project;
}

std::vector<std::string> test_kinds(const World& world) {
    auto kinds = world.asked.list("application.tested", "kinds");
    std::erase_if(kinds, [&](const std::string& kind) { return world.catalogue.find("test_report")->field("kind")->choice(kind) == nullptr; });
    return kinds.empty() ? std::vector<std::string>{"function", "security"} : kinds;
}

void add_test(World& world, std::string_view release, std::string_view name, std::string_view kind, std::string_view by, Date on, bool passed, Dice& dice) {
    static const std::map<std::string_view, std::string_view> names = {{"function", "Uji fungsi"},   {"integration", "Uji integrasi"},
                                                                       {"security", "Uji keamanan"}, {"performance", "Uji kinerja"},
                                                                       {"program", "Uji program"},   {"function_check", "Pemeriksaan kesesuaian fungsi"}};
    const int cases = dice.between(20, 120);
    world.record("test_report")
        .with({{"title", fmt::format("{} {}", names.at(kind), name)},
               {"release", release},
               {"kind", kind},
               {"by", by},
               {"tester", world.someone("diskominfo", dice).id},
               {"date", to_string(std::min(on, world.today))},
               {"environment", "Lingkungan uji Diskominfo"},
               {"cases", cases},
               {"cases_passed", passed ? cases : cases - dice.between(2, 15)},
               {"findings", passed ? "" : "Validasi masukan belum lengkap."},
               {"file", World::file("report")}})
        .enter("draft", on - days(2))
        .enter(passed ? "passed" : "failed", on, by)
        .add();
}

void add_tests(World& world, std::string_view release, std::string_view name, Date tested, Dice& dice) {
    for (const std::string& kind : test_kinds(world)) {
        if (dice.chance(14)) {
            add_test(world, release, name, kind, "ict_agency", tested - days(9), false, dice);
        }
        if (dice.chance(84)) {
            add_test(world, release, name, kind, "ict_agency", tested - days(1), true, dice);
        }
    }
    if (world.asked.speaks("application.checked_by_ict_agency") && dice.chance(80)) {
        add_test(world, release, name, "function_check", "ict_agency", tested + days(dice.between(2, 9)), true, dice);
    }
}

std::string add_deposit(World& world, std::string_view release, std::string_view name, const std::vector<std::string>& documents, Date on, Dice& dice) {
    return world.record("repository_deposit")
        .with({{"title", fmt::format("Penyerahan {}", name)},
               {"release", release},
               {"date", to_string(on)},
               {"source_code", World::file("source")},
               {"repository_url", fmt::format("https://{}/{}", world.host("repositori"), slug_of(name))},
               {"receipt_number", fmt::format("555/{}/CONTOH", dice.between(10, 600))}})
        .when(dice.chance(92), {{"received_by", world.someone("diskominfo", dice).id}})
        .when(dice.chance(80), {{"copy_hash", World::file("source").substr(0, 64)}})
        .when(dice.chance(75), {{"own_copy_location", "Penyimpanan perangkat daerah"}})
        .with({{"location_drc", dice.chance(70)}})
        .parts("documents", documents, on, "diserahkan")
        .enter("draft", on - days(1))
        .enter("received", on, "ict_agency")
        .add();
}

void add_hosting(World& world, const Application& application, Date decided, Dice& dice) {
    const Agency& owner = *world.agency(application.agency);
    const bool returned = dice.chance(9);
    const bool hasty = dice.chance(8);
    const Date submitted = decided - days(dice.between(14, 35));
    auto draft = world.record("hosting_request")
                     .with({{"name", fmt::format("Penempatan {}", application.name)},
                            {"application", application.id},
                            {"description", "Penempatan aplikasi di pusat data pemerintah daerah."},
                            {"letter", World::file("letter")},
                            {"cpu_cores", dice.between(2, 8)},
                            {"memory", dice.between(4, 32)},
                            {"storage", dice.between(40, 400)},
                            {"technology", "Kontainer, PostgreSQL"},
                            {"contact_name", owner.short_name},
                            {"contact_phone", "(0000) 000222"}})
                     .enter("submitted", submitted, owner.id);
    if (!hasty) {
        const bool passed = !returned;
        draft.enter("tested", submitted + days(6), "ict_agency");
        if (submitted + days(6) <= world.today) {
            draft.with({{"security_test_result", passed ? "passed" : "failed"}, {"fitness_test_result", "passed"}, {"test_report", World::file("report")}});
        }
        draft.enter("analysed", submitted + days(9), "ict_agency");
        if (submitted + days(9) <= world.today) {
            draft.with({{"analysis", "Kebutuhan sumber daya sesuai kapasitas pusat data."}});
        }
    }
    draft.enter("decided", decided, "ict_agency");
    if (decided <= world.today) {
        draft
            .with({{"decision", returned ? "returned" : "accepted"},
                   {"decision_reason", returned ? "Temuan keamanan belum ditutup." : "Lulus uji dan kapasitas tersedia."}})
            .when(!returned, {{"server", fmt::format("SRV-{:04}", dice.between(1, 40))}});
    }
    draft.add();
}

Date add_release(World& world, Application& application, const Project* project, Date drafted, int number, Dice& dice) {
    auto documents = world.asked.list("application.documents_complete", "documents");
    if (documents.empty()) {
        documents = {"requirements", "design", "user_manual", "source_code"};
    }
    documents = World::mostly(documents, 70, dice);
    const std::string edition = fmt::format("{}.{}", number, dice.below(6));
    const std::string name = fmt::format("{} {}", application.name, edition);
    const Date tested = drafted + days(dice.between(15, 30));
    const Date handed = tested + days(dice.between(3, 10));
    const Date production = handed + days(dice.between(2, 9));
    const auto release = world.record("release")
                             .with({{"name", name},
                                    {"application", application.id},
                                    {"number", edition},
                                    {"project", project != nullptr ? project->id : ""},
                                    {"changes", number == 1 ? "Rilis pertama." : "Perbaikan dan fitur baru."},
                                    {"test_team", "Tim penguji Diskominfo"},
                                    {"handover_number", handed <= world.today ? fmt::format("555/{}/CONTOH", dice.between(10, 700)) : ""},
                                    {"responsible", world.agency(application.agency)->officer}})
                             .when(handed <= world.today, {{"handover_file", World::file("minutes")}})
                             .parts("documents", documents, std::min(tested, world.today), "versi akhir")
                             .enter("draft", drafted)
                             .enter("tested", tested, "ict_agency")
                             .enter("handed_over", handed, application.agency)
                             .enter("production", production, "ict_agency")
                             .add();
    world.releases.push_back({release, name, {}, application.agency, production});
    if (tested <= world.today) {
        add_tests(world, release, name, tested, dice);
    }
    // What the deposit answers: the release in production, or its test; a few come late.
    const Date answers =
        world.asked.speaks("application.deposited", "event", "release.production") ? production + days(dice.between(0, 4)) : tested + days(dice.between(2, 13));
    const Date deposited = dice.chance(88) ? answers : answers + days(dice.between(20, 60));
    if (deposited <= world.today && dice.chance(78)) {
        application.deposit = add_deposit(world, release, name, documents, deposited, dice);
    }
    const bool steps_matter = world.asked.speaks("hosting.steps");
    if (number == 1 && dice.chance(steps_matter ? 82 : 38)) {
        add_hosting(world, application, production - days(2), dice);
    }
    return production;
}

}  // namespace

Life live(World& world, Application& application, Dice& dice) {
    Life life;
    const bool third_party = dice.chance(32);
    life.vendor = third_party ? "Penyedia aplikasi (contoh)" : "";
    if (application.kind == "common") {
        life.begun = world.ago(dice.between(700, 1050));
        life.active = life.begun + days(30);
        return life;
    }
    if (application.existing) {
        life.begun = world.day(world.year - dice.between(5, 7), 4, 2);
        life.active = life.begun + days(40);
        if (dice.chance(72)) {
            const Project project = add_project(world, application, world.ago(dice.between(330, 980)), false, third_party, dice);
            add_release(world, application, &project, project.started + days(dice.between(90, 140)), 2, dice);
        }
        if (dice.chance(14)) {
            life.ended = world.ago(dice.between(30, 600));
        }
        return life;
    }
    const bool preparing = dice.chance(15);
    const Date proposed = preparing ? world.ago(dice.between(5, 190)) : world.ago(dice.between(330, 1040));
    life.begun = proposed;
    const Project project = add_project(world, application, proposed, true, third_party, dice);
    const Date drafted = project.started + days(dice.between(90, 140));
    if (drafted <= world.today) {
        const Date production = add_release(world, application, &project, drafted, 1, dice);
        life.active = production + days(1);
        if (production + days(200) <= world.today && dice.chance(45)) {
            add_release(world, application, nullptr, production + days(160), 2, dice);
        }
    }
    return life;
}

}  // namespace pendopo::demo
