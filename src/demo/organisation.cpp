#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

void add_team(World& world) {
    Dice dice = world.dice("team");
    const auto form_of = [&](std::string_view part) {
        for (const Asked::Bound& bound : world.asked.of("team.in_force")) {
            if (bound.names("part", part, part == "team") && !bound.norm->approval.empty()) {
                return bound.norm->approval;
            }
        }
        return world.instrument("keputusan");
    };
    const auto maker_of = [&](std::string_view part) {
        for (const Asked::Bound& bound : world.asked.of("team.in_force")) {
            if (bound.names("part", part, part == "team") && !bound.offices("by").empty()) {
                return bound.offices("by").front();
            }
        }
        return std::string(part == "secretariat" ? "ict_agency" : "head_of_region");
    };
    std::string team;
    for (const auto& [part, name] :
         {std::pair{"team", "Tim Koordinasi SPBE"}, {"members", "Keanggotaan Tim Koordinasi SPBE"}, {"secretariat", "Sekretariat Tim Koordinasi SPBE"}}) {
        const Date from = world.day(world.year - 1, 2, part[0] == 's' ? 20 : 10);
        const auto id = world.record("team")
                            .with({{"name", name},
                                   {"part", part},
                                   {"instrument", form_of(part)},
                                   {"number", fmt::format("188.45/{}/CONTOH", dice.between(20, 300))},
                                   {"by", maker_of(part)},
                                   {"decided_on", to_string(from)},
                                   {"valid_from", to_string(from)},
                                   {"valid_to", to_string(world.day(world.year + 3, 12, 31))},
                                   {"tasks", "Mengoordinasikan kebijakan dan penerapan SPBE."},
                                   {"document", World::file("decree")}})
                            .enter("active", from, "head_of_region")
                            .add();
        team = team.empty() ? id : team;
    }
    struct Seat {
        std::string_view position, name, post, agency, group;
    };
    constexpr std::array seats = {Seat{"superior", "Penanggung jawab", "head_of_region", "setda", ""},
                                  Seat{"steering", "Pengarah", "leadership_post", "setda", ""},
                                  Seat{"chair", "Ketua", "secretary", "setda", ""},
                                  Seat{"coordinator", "Koordinator", "secretary", "setda", ""},
                                  Seat{"secretariat", "Sekretaris", "ict_agency", "diskominfo", ""},
                                  Seat{"secretariat_head", "Kepala sekretariat", "ict_agency_head", "diskominfo", ""},
                                  Seat{"secretariat_seat", "Kedudukan sekretariat", "ict_agency", "diskominfo", ""},
                                  Seat{"member", "Anggota bidang organisasi", "organization_bureau", "bag-organisasi", "organisation"},
                                  Seat{"member", "Anggota bidang data dan TIK", "ict_agency", "diskominfo", "data_ict"},
                                  Seat{"member", "Anggota bidang hukum", "other", "bag-hukum", "legal"},
                                  Seat{"member", "Anggota bidang perencanaan dan keuangan", "planning_agency", "bappeda", "planning_finance"},
                                  Seat{"member", "Anggota bidang pengadaan dan aset", "asset_agency", "aset", "procurement_asset"},
                                  Seat{"member", "Anggota bidang kepegawaian", "personnel_agency", "bkpsdm", "staff_archives_control_service"},
                                  Seat{"member", "Anggota bidang pengawasan", "inspectorate", "inspektorat", "staff_archives_control_service"},
                                  Seat{"member", "Anggota bidang pelayanan", "agency", "dpmptsp", "other"}};
    for (const Seat& seat : seats) {
        world.record("team_member")
            .with({{"name", seat.name},
                   {"team", team},
                   {"position", seat.position},
                   {"function_group", seat.group},
                   {"holder_post", seat.post},
                   {"person", world.agency(seat.agency)->head},
                   {"agency", seat.agency},
                   {"tasks", "Melaksanakan tugas sesuai keputusan pembentukan."}})
            .enter("active", world.day(world.year - 1, 2, 10))
            .add();
    }
}

void show(World& world, std::string_view kind, std::string_view title, std::string_view norm, std::string_view topic, std::string about, std::string_view by,
          std::string_view agency, Date on, Dice& dice) {
    auto draft = world.record("evidence")
                     .with({{"title", title},
                            {"norm", norm},
                            {"kind", kind},
                            {"topic", topic},
                            {"about", std::move(about)},
                            {"agency", agency},
                            {"by", by},
                            {"date", to_string(on)},
                            {"number", fmt::format("000/{}/CONTOH", dice.between(10, 900))},
                            {"description", "Risalah rapat dan lampirannya."},
                            {"file", World::file("minutes")}})
                     .enter("submitted", on + days(2), agency);
    const int fate = dice.below(100);
    if (fate < 84) {
        draft.with({{"accepted_by", world.agency("inspektorat")->head}}).enter("accepted", on + days(12), "inspectorate");
    } else if (fate < 90) {
        draft.with({{"remarks", "Belum menyebut keputusan rapat."}}).enter("refused", on + days(9), "inspectorate");
    }
    draft.add();
}

/// Minutes and papers that show the work the law asks to be shown.
void show_work(World& world) {
    Dice dice = world.dice("work");
    const registers::Field* topics = world.catalogue.find("evidence")->field("topic");
    for (const Asked::Bound& bound : world.asked.of("work.shown")) {
        auto tasks = bound.binding->with.texts("tasks");
        if (tasks.empty()) {
            tasks = {"policy"};
        }
        const auto offices = bound.offices("by");
        for (const std::string& task : tasks) {
            const auto* choice = topics->choice(task);
            const std::string title = fmt::format("Risalah: {}", choice != nullptr ? choice->label.id : task);
            for (int i = 0; i < 2; ++i) {
                if (dice.chance(i == 0 ? 86 : 78)) {
                    const std::string office = offices.empty() ? "ict_agency" : offices.front();
                    const bool agencies = office == "agency";
                    show(world, "work", title, bound.norm->full_id, choice != nullptr ? task : "other", "", agencies ? std::string("dinkes") : office,
                         "diskominfo", world.ago(i * 340 + dice.between(10, 280)), dice);
                }
            }
        }
    }
    if (world.asked.speaks("lan.inspectable")) {
        for (const Agency& agency : world.agencies) {
            if (agency.form != "unit" && dice.chance(74)) {
                show(world, "lan_inspection_access", fmt::format("Akses pemeriksaan LAN {}", agency.short_name),
                     world.asked.of("lan.inspectable").front().norm->full_id, "", any("agency", agency.id), "ict_agency", agency.id,
                     world.ago(dice.between(20, 500)), dice);
            }
        }
    }
    for (const Asked::Bound& bound : world.asked.of("coordination.shown")) {
        for (const Item& plan : world.plans) {
            if (bound.names("of", "strategic_plan") && bound.admits("kind", plan.kind)) {
                for (const std::string& with : bound.binding->with.texts("with")) {
                    show(world, "coordination", fmt::format("Koordinasi {}", plan.name), bound.norm->full_id, with, any("strategic_plan", plan.id), with,
                         "diskominfo", plan.since + days(40), dice);
                }
            }
        }
        if (bound.names("shows", "capacity_registration") && world.facility("national_data_center") != nullptr) {
            show(world, "capacity_registration", "Pendaftaran kebutuhan kapasitas pusat data", bound.norm->full_id, "ministry_communication",
                 any("facility", world.facility("national_data_center")->id), "ministry_communication", "diskominfo", world.ago(300), dice);
        }
    }
}

void add_management_process(World& world, const Agency& agency, std::string_view area, Dice& dice) {
    const registers::Field* known = world.catalogue.find("management_process")->field("area");
    auto steps = world.asked.list("management.steps", "steps", "area", area);
    if (steps.empty()) {
        steps = {"planning", "implementation", "monitoring", "evaluation"};
    }
    std::vector<std::string> instruments;
    for (const Asked::Bound& bound : world.asked.of("management.guideline")) {
        if (bound.names("area", area) || bound.names("area", "any")) {
            for (const std::string& instrument :
                 bound.binding->with.find("instrument") != nullptr ? bound.list("instrument") : std::vector<std::string>{"guideline"}) {
                if (std::ranges::find(instruments, instrument) == instruments.end()) {
                    instruments.push_back(instrument);
                }
            }
        }
    }
    const Date begun = std::min(world.day(world.year, 1, 15), world.ago(2));
    const int of_year = dice.chance(86) ? world.year : world.year - 1;
    const auto id = world.record("management_process")
                        .with({{"title", fmt::format("{} {}", known->choice(area)->label.id, agency.short_name)},
                               {"area", area},
                               {"agency", agency.id},
                               {"year", of_year},
                               {"responsible", agency.head},
                               {"objectives", "Proses berjalan, tercatat, dan membaik tiap tahun."}})
                        .parts("steps", World::mostly(steps, 62, dice), begun, "dilaksanakan")
                        .parts("instruments", World::mostly(instruments, 62, dice), begun, "dipakai")
                        .enter("draft", begun - days(20))
                        .enter("active", begun, agency.id)
                        .add();
    for (const Asked::Bound& bound : world.asked.of("coordination.shown")) {
        if (!bound.names("of", "management_process") || !bound.admits("area", area)) {
            continue;
        }
        auto with = bound.binding->with.texts("with");
        if (with.empty()) {
            with = {"ict_agency"};
        }
        for (const std::string& office : with) {
            if (dice.chance(74)) {
                show(world, "coordination", fmt::format("Konsultasi {}", lower(known->choice(area)->label.id)), bound.norm->full_id, office,
                     any("management_process", id), office, agency.id, begun, dice);
            }
        }
    }
}

void add_management(World& world) {
    Dice dice = world.dice("management");
    const std::vector<std::string> all = {"risk", "information_security", "data", "ict_asset", "human_resource", "knowledge", "change", "service"};
    for (const std::string& area : all) {
        add_management_process(world, *world.holder("ict_agency"), area, dice);
    }
    std::vector<std::string> everywhere;
    for (const Asked::Bound& bound : world.asked.of("management.areas_run")) {
        if (bound.names("per", "agency", true)) {
            for (const std::string& area : bound.list("areas")) {
                if (std::ranges::find(everywhere, area) == everywhere.end()) {
                    everywhere.push_back(area);
                }
            }
        }
    }
    for (const Agency& agency : world.agencies) {
        if (agency.function == "ict_agency" || agency.form == "unit" || agency.form == "bureau") {
            continue;
        }
        const bool diligent = dice.chance(50);
        for (const std::string& area : everywhere.empty() && agency.autonomous ? all : everywhere) {
            if (dice.chance(everywhere.size() > 6 ? (diligent ? 98 : 45) : 74)) {
                add_management_process(world, agency, area, dice);
            }
        }
    }
}

}  // namespace

void add_organisation(World& world) {
    add_team(world);
    show_work(world);
    add_management(world);
}

}  // namespace pendopo::demo
