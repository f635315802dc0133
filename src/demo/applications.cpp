// The applications' own records. What happened to each (project, releases, deposit, hosting) is told in lives.cpp.

#include "demo/lives.hpp"
#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

/// Who may build an application of a kind under this law, and now and then someone else did.
std::string builder_of(const World& world, const Application& application, Dice& dice) {
    if (application.kind == "common") {
        return "central_government";
    }
    if (dice.chance(9)) {
        return dice.chance(50) ? "third_party" : application.agency;
    }
    const Agency* owner = world.agency(application.agency);
    for (const Asked::Bound& bound : world.asked.of("application.builder")) {
        if (!bound.admits("kind", application.kind)) {
            continue;
        }
        const auto offices = bound.offices("role");
        if (owner->autonomous && std::ranges::find(offices, "ict_autonomous_agency") != offices.end()) {
            return owner->id;
        }
        if (std::ranges::find(offices, "ict_agency") != offices.end()) {
            return "ict_agency";
        }
        return std::ranges::find(offices, "owning_agency") != offices.end() || std::ranges::find(offices, "agency") != offices.end() ||
                       std::ranges::find(offices, "service_owner") != offices.end()
                   ? owner->id
                   : "ict_agency";
    }
    return "ict_agency";
}

std::vector<std::string> controls_of(const World& world) {
    std::vector<std::string> controls;
    for (const Asked::Bound& bound : world.asked.of("security.controls")) {
        if (bound.names("of", "application", true)) {
            for (const std::string& control : bound.list("controls")) {
                if (std::ranges::find(controls, control) == controls.end()) {
                    controls.push_back(control);
                }
            }
        }
    }
    return controls.empty() ? std::vector<std::string>{"classification", "access_restriction"} : controls;
}

std::string copyright_of(const World& world, const Application& application, Dice& dice) {
    if (application.kind == "common") {
        return "central_government";
    }
    if (dice.chance(18)) {
        return "vendor";
    }
    // Where two norms of one law name two holders, both are found.
    return world.asked.speaks("application.copyright", "holder", "owning_agency") && dice.chance(25) ? "owning_agency" : "local_government";
}

std::string common_kind(std::string_view field) {
    static constexpr std::array known = {"planning", "budgeting", "procurement", "performance_accountability", "monitoring_evaluation",
                                         "archives", "personnel", "complaint"};
    return std::ranges::find(known, field) != known.end() ? std::string(field) : std::string();
}

void describe(Draft& draft, World& world, const Application& application, Dice& dice) {
    const auto service = std::ranges::find(world.services, application.service, &Service::id);
    constexpr std::array languages = {"PHP", "Java", "TypeScript", "Python", "Go"};
    constexpr std::array databases = {"PostgreSQL", "MySQL", "MariaDB"};
    const Agency& owner = *world.agency(application.agency);
    draft
        .with({{"name", application.name},
               {"short_name", application.slug},
               {"description", fmt::format("{} yang dikelola {} (contoh).", application.name, owner.name)},
               {"kind", application.kind},
               {"system", application.system},
               {"owner", application.agency},
               {"service", application.service},
               {"functions", "Pendaftaran, verifikasi, pelaporan, dan pengelolaan pengguna."},
               {"output", service != world.services.end() ? service->name : "Laporan berkala"},
               {"user_count", dice.between(3, 900) * 10},
               {"basis", dice.chance(80) ? "web" : "hybrid"},
               {"url", fmt::format("https://{}", world.host(application.slug))},
               {"programming_language", dice.pick(languages)},
               {"database", dice.pick(databases)},
               {"builder", builder_of(world, application, dice)},
               {"operator", dice.chance(80) ? application.agency : "diskominfo"},
               {"contact", owner.officer},
               {"copyright_holder", copyright_of(world, application, dice)},
               {"launched_year", world.year - (application.existing ? dice.between(5, 9) : dice.between(0, 3))},
               {"existing", application.existing},
               {"internet_facing", application.internet},
               {"data_class", dice.chance(60) ? "limited" : "open"},
               {"personal_data", application.internet},
               {"system_category", dice.chance(30) ? "high" : "low"}})
        .texts("users", application.users)
        .with({{"manager", application.system == "procurement" ? "procurement_unit" : "ict_agency"}})
        .when(dice.chance(82), {{"task", fmt::format("Mendukung urusan {}.", owner.short_name)}})
        .when(application.kind != "common" && dice.chance(78),
              {{"interoperability_standard", "REST/JSON, profil metadata daerah"}, {"api", fmt::format("https://{}/api", world.host(application.slug))}})
        .texts("plan_elements", world.elements_for("application", "application", dice))
        .parts("controls", World::mostly(controls_of(world), application.existing ? 30 : 54, dice), world.ago(dice.between(20, 500)), "diterapkan")
        .parts("development", {"plan", "requirements", "design"}, world.ago(400), "terdokumentasi")
        .parts("usage", World::mostly({"user_management", "training", "manual"}, 80, dice), world.ago(300), "berjalan");
    if (dice.chance(66)) {
        draft.parts("maintenance_plan", {"schedule", "responsible", "backup"}, world.ago(300), "ditetapkan");
    }
}

void add_licence(Draft& draft, World& world, const Application& application, Dice& dice) {
    if (application.kind == "common") {
        const auto service = std::ranges::find(world.services, application.service, &Service::id);
        const std::string kind = common_kind(service != world.services.end() ? service->kind : "");
        const auto decided = std::ranges::find(world.commons, kind, &Item::kind);
        draft.with({{"licence_kind", "closed"},
                    {"closed_reason", "Dibangun dan dikelola pusat."},
                    {"origin", "central"},
                    {"common_kind", kind},
                    {"complexity", dice.chance(60) ? "large" : "small"},
                    {"ministerial_decision", dice.chance(85) ? "Penetapan Aplikasi Umum (contoh)" : ""}});
        if (decided != world.commons.end()) {
            draft.with({{"common_application", decided->id}});
        }
        return;
    }
    if (application.closed_source) {
        draft.with({{"licence_kind", "closed"}, {"licence", "Lisensi tertutup penyedia"}})
            .when(dice.chance(65), {{"closed_reason", "Belum ada padanan sumber terbuka yang memenuhi kebutuhan."}});
        draft.parts("continuation_conditions", World::mostly({"legality", "security", "integration", "runs_well"}, 60, dice), world.ago(200), "diperiksa");
    } else {
        draft.with({{"licence_kind", "open"}, {"licence", "Sumber terbuka"}});
    }
    const int origin = dice.below(100);
    draft.with({{"origin", origin < 62   ? "own"
                           : origin < 88 ? "procurement"
                           : origin < 94 ? "grant"
                                         : "cooperation"}})
        .when(origin >= 88 && dice.chance(60), {{"origin_document", World::file("letter")}})
        .when(dice.chance(68), {{"agency_request", World::file("letter")}});
    draft.with({{"similar_to_common", dice.chance(6)}});
    if (application.kind == "connector") {
        draft.texts("joins", {"APL-0001", "APL-0002"})
            .when(dice.chance(70), {{"integration_gap", "Aplikasi Umum belum menyediakan antarmuka untuk data gaji."}});
    }
}

void add_place(Draft& draft, World& world, Dice& dice) {
    if (dice.chance(74)) {
        draft.with({{"location", world.facility("data_center")->id}});
    } else if (const Item* backup = world.facility("backup_store"); backup != nullptr && dice.chance(40)) {
        draft.with({{"location", backup->id}});
    }
}

/// The stages in which a roll-out of the whistleblowing system went, where the law asks for them.
void add_rollout(Draft& draft, World& world, const Application& application) {
    if (application.system != "whistleblowing") {
        return;
    }
    boost::json::array stages;
    for (const auto& [item, since] : {std::pair{"pilot", 500}, {"extended", 300}, {"full", 120}}) {
        stages.push_back(Values{{"item", item}, {"text", "Diterapkan"}, {"on", to_string(world.ago(since))}});
    }
    draft.with({{"rollout", std::move(stages)}});
}

void add_functions(World& world, const Application& application, Dice& dice) {
    const registers::Field* known = world.catalogue.find("application_function")->field("function");
    for (const Asked::Bound& bound : world.asked.of("system.functions")) {
        if (!bound.names("system", application.system)) {
            continue;
        }
        for (const std::string& function : bound.list("functions")) {
            const auto* choice = known->choice(function);
            if (choice == nullptr) {
                continue;
            }
            auto draft = world.record("application_function")
                             .with({{"name", choice->label.id},
                                    {"application", application.id},
                                    {"function", function},
                                    {"url", fmt::format("https://{}/{}", world.host(application.slug), slug_of(function))}})
                             .enter("planned", world.ago(600));
            (dice.chance(86) ? draft.enter("active", world.ago(dice.between(30, 500))) : draft).add();
        }
    }
}

/// Older systems are brought into line with the regulation.
void add_adaptation(World& world, const Application& application, Dice& dice) {
    if (!application.existing || !world.asked.speaks("legacy.adapted")) {
        return;
    }
    const Date promulgated = world.regulation.promulgated.value_or(world.regulation.enacted.value_or(world.day(world.regulation.year, 11, 11)));
    const Date closed = promulgated + days(dice.between(200, 800));
    auto draft = world.record("adaptation")
                     .with({{"title", fmt::format("Penyesuaian {}", application.name)},
                            {"application", application.id},
                            {"gaps", "Belum memakai masuk tunggal dan antarmuka terbuka."},
                            {"plan", "Menambah antarmuka, dokumen, dan pengujian."},
                            {"due_on", to_string(promulgated + days(730))},
                            {"responsible", world.agency(application.agency)->officer}})
                     .enter("open", promulgated + days(60));
    if (dice.chance(72)) {
        draft.with({{"date", to_string(std::min(closed, world.today))}, {"result", "Disesuaikan dan diuji."}}).enter("closed", closed);
    }
    draft.add();
}

}  // namespace

void add_applications(World& world) {
    Dice dice = world.dice("applications");
    for (Application& application : world.applications) {
        const Life life = live(world, application, dice);
        auto draft = world.record("application");
        describe(draft, world, application, dice);
        add_licence(draft, world, application, dice);
        add_place(draft, world, dice);
        add_rollout(draft, world, application);
        draft.with({{"source_code", application.deposit}, {"vendor", life.vendor}});
        draft.enter("draft", life.begun);
        application.live = life.active.has_value() && *life.active <= world.today;
        application.since = life.active.value_or(life.begun);
        if (life.active) {
            draft.enter("active", *life.active, "ict_agency");
        }
        if (life.ended) {
            application.live = false;
            application.ended = true;
            draft.enter("ended", *life.ended);
        }
        draft.add(application.id);
        add_functions(world, application, dice);
        add_adaptation(world, application, dice);
    }
}

}  // namespace pendopo::demo
