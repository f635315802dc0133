// People's competences, trainings and moves, and the agencies that may run their own ICT.

#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

constexpr std::array fields = {"ict",        "information_security", "system_analyst",  "network_manager", "web_manager",
                               "programmer", "technician",           "data_management", "ict_audit"};

void add_competences(World& world) {
    Dice dice = world.dice("competences");
    const registers::Field* known = world.catalogue.find("competence_need")->field("field");
    for (const char* agency : {"diskominfo", "dinkes", "rsud", "disdukcapil", "dpmptsp", "inspektorat"}) {
        const auto staff = world.staff(agency);
        const bool kominfo = std::string_view(agency) == "diskominfo";
        for (const char* field : fields) {
            if (!kominfo && !dice.chance(30)) {
                continue;
            }
            const std::string label = known->choice(field)->label.id;
            world.record("competence_need")
                .with({{"name", fmt::format("Kebutuhan {} {}", lower(label), world.agency(agency)->short_name)},
                       {"agency", agency},
                       {"field", field},
                       {"level", "intermediate"},
                       {"number", kominfo ? dice.between(1, 3) : 1},
                       {"year", world.year},
                       {"reason", "Analisis beban kerja"}})
                .enter("active", world.ago(200))
                .add();
            for (int i = 0; i < (kominfo ? dice.between(1, 3) : dice.between(0, 1)); ++i) {
                const Date issued = world.ago(dice.between(60, 1000));
                const Person& person = *dice.pick(staff);
                auto draft = world.record("competence_held")
                                 .with({{"name", fmt::format("{} - {}", label, person.name)},
                                        {"person", person.id},
                                        {"agency", agency},
                                        {"field", field},
                                        {"level", dice.chance(60) ? "intermediate" : "advanced"},
                                        {"proof", dice.chance(60) ? "professional_certificate" : "training"},
                                        {"certificate_number", fmt::format("CONTOH-{:05}", dice.below(99999))},
                                        {"issuer", "Lembaga sertifikasi (contoh)"},
                                        {"issued_on", to_string(issued)},
                                        {"valid_to", to_string(issued + days(1095))}})
                                 .enter("valid", issued);
                if (dice.chance(7)) {
                    draft.enter("ended", world.ago(20));
                }
                draft.add();
            }
        }
    }
}

void add_trainings(World& world) {
    Dice dice = world.dice("trainings");
    struct Course {
        std::string_view name, kind, field, organiser;
    };
    constexpr std::array courses = {Course{"Bimbingan teknis arsitektur SPBE", "technical_guidance", "spbe_governance", "diskominfo"},
                                    Course{"Pelatihan keamanan aplikasi web", "technical_training", "information_security", "diskominfo"},
                                    Course{"Pelatihan pengelolaan jaringan", "technical_training", "network_manager", "diskominfo"},
                                    Course{"Bimbingan teknis satu data", "technical_guidance", "data_management", "bappeda"},
                                    Course{"Pelatihan pranata komputer", "formal_education", "ict", "bkpsdm"},
                                    Course{"Pelatihan audit TIK", "technical_training", "ict_audit", "inspektorat"},
                                    Course{"Bimbingan teknis naskah dinas elektronik", "technical_guidance", "ict", "arpus"},
                                    Course{"Pelatihan pengembang aplikasi", "technical_training", "programmer", "diskominfo"},
                                    Course{"Sosialisasi kebijakan keamanan informasi", "other", "information_security", "diskominfo"},
                                    Course{"Pelatihan teknisi perangkat", "technical_training", "technician", "diskominfo"}};
    for (std::size_t i = 0; i < courses.size(); ++i) {
        const Course& course = courses[i];
        const bool coming = i == 9;
        const Date on = coming ? world.today + days(20) : world.ago(static_cast<int>(i) * 90 + dice.between(5, 60));
        std::vector<std::string> participants;
        for (int j = 0; j < 8; ++j) {
            const std::string& id = world.people[static_cast<std::size_t>(dice.below(static_cast<int>(world.people.size())))].id;
            if (std::ranges::find(participants, id) == participants.end()) {
                participants.push_back(id);
            }
        }
        auto draft = world.record("training")
                         .with({{"name", course.name},
                                {"kind", course.kind},
                                {"field", course.field},
                                {"organiser", course.organiser},
                                {"partner", "Balai pelatihan (contoh)"},
                                {"date", to_string(on)},
                                {"ends_on", to_string(on + days(2))},
                                {"hours", 24},
                                {"place", "Ruang pertemuan Diskominfo"},
                                {"participant_count", dice.between(20, 60)},
                                {"cost", dice.between(20, 90) * 100'000'000LL}})
                         .when(dice.chance(82), {{"coordinated_with", course.organiser == "bkpsdm" ? "diskominfo" : "bkpsdm"}})
                         .texts("participants", participants)
                         .enter("planned", coming ? world.ago(10) : on - days(40));
        (coming ? draft : draft.with({{"report", World::file("report")}}).enter("done", on + days(2))).add();
    }
}

void add_moves(World& world) {
    Dice dice = world.dice("moves");
    const auto sop = std::ranges::find_if(world.policies, [](const Item& policy) { return policy.kind == "sop" && policy.agency == "diskominfo"; });
    for (int i = 0; i < 8; ++i) {
        const bool ict = i % 2 == 0;
        const Person& person = world.someone(ict ? "diskominfo" : "disdik", dice);
        const Date on = world.ago(i * 110 + dice.between(4, 60));
        const auto id = world.record("staff_move")
                            .with({{"name", fmt::format("Mutasi {}", person.name)},
                                   {"person", person.id},
                                   {"agency", person.agency},
                                   {"to_agency", "bappeda"},
                                   {"ict", ict},
                                   {"kind", dice.chance(60) ? "transfer" : "promotion"},
                                   {"from_position", person.position},
                                   {"to_position", "Analis Perencanaan"},
                                   {"decree_number", fmt::format("821/{}/CONTOH", dice.between(10, 200))},
                                   {"decree_on", to_string(on)}})
                            .enter("planned", on - days(12))
                            .enter("effective", on, "personnel_agency")
                            .add();
        if (ict && dice.chance(75)) {
            boost::json::array items{Values{{"subject", "Akun administrator"}, {"location", "Pusat data"}, {"status", "Diserahkan"}}};
            world.record("handover")
                .with({{"name", fmt::format("Serah terima {}", person.name)},
                       {"staff_move", id},
                       {"sop", sop != world.policies.end() ? sop->id : ""},
                       {"receiver", world.someone("diskominfo", dice).id},
                       {"signed_by", world.agency("diskominfo")->head},
                       {"date", to_string(on + days(5))},
                       {"items", std::move(items)},
                       {"document", World::file("minutes")}})
                .enter("draft", on + days(1))
                .enter("signed", on + days(5))
                .add();
        }
    }
}

void add_autonomy(World& world) {
    if (!world.asked.speaks("ict_autonomy.designated") && !world.asked.speaks("server.own_status")) {
        return;
    }
    Dice dice = world.dice("autonomy");
    const auto criteria = world.asked.list("ict_autonomy.criteria", "criteria");
    int number = 0;
    for (const Agency& agency : world.agencies) {
        const bool aspiring = agency.id == "dinkes" || agency.id == "bapenda";
        if (!agency.autonomous && !aspiring) {
            continue;
        }
        const Date assessed = aspiring ? world.ago(agency.id == "dinkes" ? 20 : 90) : world.ago(dice.between(500, 900));
        auto draft = world.record("ict_assessment")
                         .with({{"name", fmt::format("Penilaian kelayakan {}", agency.short_name)},
                                {"agency", agency.id},
                                {"assessor", "ict_agency"},
                                {"assessors", boost::json::array{world.staff("diskominfo")[4]->id, world.staff("diskominfo")[6]->id}},
                                {"recommendation", agency.id == "bapenda" ? "Perlu tambahan pranata komputer." : "Layak ditetapkan."},
                                {"report", World::file("report")}})
                         .parts("criteria", criteria.empty() ? std::vector<std::string>{"ict_staff", "application_experience"} : criteria, assessed, "dinilai")
                         .enter("draft", assessed - days(30));
        if (agency.id == "dinkes") {
            draft.add();  // waits for the ICT agency to close it
            continue;
        }
        draft.with({{"result", aspiring ? "failed" : "passed"}}).enter("closed", assessed, "ict_agency");
        const auto assessment = (aspiring ? draft : draft.enter("passed", assessed + days(2), "ict_agency")).add();
        if (aspiring) {
            continue;
        }
        ++number;
        const Date active = assessed + days(number == 2 ? -30 : 25);  // one was designated before its assessment had ended
        const std::string form = world.asked.of("ict_autonomy.designated").empty() ? world.instrument("keputusan")
                                                                                   : world.asked.of("ict_autonomy.designated").front().norm->approval;
        const auto id = world.record("ict_autonomy")
                            .with({{"name", fmt::format("Mandiri TIK {}", agency.short_name)},
                                   {"agency", agency.id},
                                   {"assessment", assessment},
                                   {"proposal", World::file("letter")},
                                   {"instrument", form},
                                   {"number", fmt::format("188.45/{}/CONTOH", dice.between(20, 300))},
                                   {"valid_from", to_string(active)},
                                   {"scope", "Server, jaringan lokal, dan aplikasi khusus sendiri"},
                                   {"document", World::file("decree")}})
                            .enter("proposed", std::min(assessed, active) + days(-10), "ict_agency")
                            .enter("active", active, "head_of_region")
                            .add();
        if (world.asked.speaks("evaluation.held", "subject", "ict_autonomy") && dice.chance(75)) {
            const Date on = world.ago(dice.between(30, 300));
            world.record("evaluation")
                .with({{"title", fmt::format("Evaluasi Mandiri TIK {}", agency.short_name)},
                       {"subject", "ict_autonomy"},
                       {"about", any("ict_autonomy", id)},
                       {"agency", agency.id},
                       {"year", world.year},
                       {"by", "ict_agency"},
                       {"date", to_string(on)},
                       {"score", 3.4},
                       {"findings", "Pegawai TIK cukup."}})
                .enter("draft", on - days(10))
                .enter("closed", on, "ict_agency")
                .add();
        }
    }
}

}  // namespace

void add_staff(World& world) {
    add_competences(world);
    add_trainings(world);
    add_moves(world);
    add_autonomy(world);
}

}  // namespace pendopo::demo
