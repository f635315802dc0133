// What the government decided about its own law. About half of what the law leaves open stays open.

#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

/// Rules whose open value holds up very many lines: those a government settles first.
constexpr std::array settled_first = {"security.availability", "maintenance.logged",    "item.standard_conformity",
                                      "dataset.quality",       "application.deposited", "backup.run",
                                      "evaluation.held",       "legacy.adapted",        "domain.under"};

std::string value_for(const World& world, const law::OpenValue& open) {
    if (open.parameter == "domain") {
        return world.regulation.domain.empty() ? std::string(world.region.domain) : world.regulation.domain;
    }
    if (open.parameter == "target") {
        return "3.9";
    }
    if (open.parameter == "standard") {
        const std::string& id = open.norm->id;
        for (const Asked::Bound& bound : world.asked.of(open.rule)) {
            if (bound.norm->id == id) {
                return bound.names("of", "application") ? "application_standard" : bound.admits("kind", "data_center") ? "data_center" : "network";
            }
        }
        return "application_standard";
    }
    if (open.rule == "backup.run") {
        return "1m";
    }
    if (open.rule == "maintenance.logged" || open.rule == "security.availability" || open.rule == "supervision.recorded") {
        return "1y";
    }
    return open.suggestion.empty() ? "1y" : open.suggestion;
}

void add_values(World& world, const std::vector<law::OpenValue>& open_values) {
    Dice dice = world.dice("values");
    int number = 0;
    for (const law::OpenValue& open : open_values) {
        const bool first = std::ranges::find(settled_first, open.rule) != settled_first.end();
        if (!first && ++number % 2 == 0) {
            continue;
        }
        const Date decided = world.ago(dice.between(200, 1000));
        auto draft = world.record("government_value")
                         .with({{"norm", open.norm->full_id},
                                {"parameter", open.parameter},
                                {"value", value_for(world, open)},
                                {"reason", "Peraturan tidak menyebut angka; dipilih menurut kemampuan perangkat daerah."},
                                {"instrument", fmt::format("Keputusan Kepala Dinas 555/{}/CONTOH", dice.between(10, 300))}})
                         .enter("draft", decided - days(20));
        // One value in ten is still being discussed.
        (!first && dice.chance(10) ? draft : draft.with({{"decided_on", to_string(decided)}}).enter("decided", decided, "ict_agency")).add();
    }
}

/// Which norms a government follows where its law contradicts itself; conflicts that are not named stay open.
struct Choice {
    std::string_view slug, conflict, follows, reason;
    bool decided = true;
};
constexpr std::array choices = {
    Choice{"madiun", "lan_operator", "20/1;20/2", "Perangkat daerah menyerahkan diagram dan melaporkan perubahan LAN; Dinas membina."},
    Choice{"madiun", "third_process", "39/5", "Metodologi pembangunan lebih rinci diatur pada ayat ini.", false},
    Choice{"kediri", "auditor", "40/3;41/1;42/3;43/3", "Dinas memastikan audit berjalan tepat waktu; pelaksananya lembaga yang berwenang."},
    Choice{"kediri", "builders", "23/5/b;24/1", "Yang boleh membangun terbatas, dan siapa pun yang membangun wajib menguji."},
    Choice{"kediri", "plan_terms", "7/2;7/1", "Peta Rencana lima tahun, mengikuti Arsitektur yang berlaku."},
    Choice{"kediri", "evaluators", "44/1;47/2;47/3", "Ketiganya mengevaluasi pada lingkupnya masing-masing."},
    Choice{"kediri", "lan_operator", "18/3/b;18/4", "Perangkat daerah mandiri mengelola sendiri; yang lain dibantu Dinas.", false},
    Choice{"banjarbaru", "national_data_center", "18/1;18/7;18/6", "Pusat Data daerah dipakai sampai kapasitas nasional tersedia."},
    Choice{"banjarbaru", "intra_network", "20/3", "Jaringan intra dikelola terpusat."},
    Choice{"banjarbaru", "sanction_list", "50/1;20/3;26/7;28/3;20/4;26/6;27/1;31/7;39/6;44",
           "Sanksi hanya untuk pasal yang disebut; kewajiban lain tetap dijalankan."},
    Choice{"banjarbaru", "auditor", "47/4;48/2;49/4", "Dinas menjadwalkan, lembaga yang berwenang melaksanakan."},
    Choice{"banjarbaru", "own_server", "18/1;18/4", "Server sendiri atas rekomendasi, penempatannya tetap di Pusat Data.", false},
    Choice{"sumenep", "roadmap_drafter", "8/1", "Penyusun ditetapkan satu agar jelas tanggung jawabnya."},
    Choice{"sumenep", "plan_terms", "7/2;4/3", "Masa Peta Rencana lima tahun; Arsitektur mengikuti RPJMD."},
    Choice{"sumenep", "builders", "22/1;22/6", "Setiap pembangun menguji dan berkoordinasi."},
    Choice{"sumenep", "evaluators", "40/1;29/3", "Tim dan Dinas mengevaluasi pada lingkupnya."},
    Choice{"sumenep", "staffing_section", "4/4;32/2", "Bagian sumber daya manusia menjadi lampiran Arsitektur.", false},
    Choice{"blitar", "data_placement", "20/1;45/1", "Data ditempatkan di Pusat Data; pengecualian diputus per kasus."},
    Choice{"blitar", "copyright", "25/3", "Hak cipta pada Pemerintah Kota agar dapat dipakai bersama."},
    Choice{"blitar", "security_audit", "56/2;55/5", "Audit dua tahunan, boleh oleh tenaga ahli."},
    Choice{"blitar", "team_founder", "12/3;12/4;12/6", "Tim dibentuk Wali Kota, keanggotaan dengan keputusan."},
    Choice{"blitar", "open_source", "23/4;25/4", "Aplikasi baru terbuka; yang lama boleh diteruskan dengan syarat."},
    Choice{"blitar", "development_permit", "22/3;24/1;59/4", "Izin diberikan setelah koordinasi dan ketentuan pengembangan terpenuhi."},
    Choice{"blitar", "own_infrastructure", "48/1;42/6;42/1", "Perangkat kerja milik perangkat daerah, infrastruktur bersama milik Dinas.", false},
};

void add_choices(World& world) {
    int number = 0;
    for (const Choice& choice : choices) {
        const bool known = std::ranges::any_of(world.regulation.conflicts, [&](const law::Conflict& conflict) { return conflict.key == choice.conflict; });
        if (choice.slug != world.regulation.slug || !known) {
            continue;
        }
        const Date decided = world.ago(300 + 25 * ++number);
        auto draft = world.record("conflict_choice")
                         .with({{"regulation", world.regulation.id},
                                {"conflict", choice.conflict},
                                {"follows", array_of(split(choice.follows, ';'))},
                                {"reason", fmt::format("{} (contoh)", choice.reason)}})
                         .enter("draft", decided - days(30));
        (choice.decided ? draft.with({{"decided_on", to_string(decided)}}).enter("decided", decided, "ict_agency") : draft).add();
    }
}

void add_census(World& world) {
    Dice dice = world.dice("census");
    for (const registers::Register& declaration : world.catalogue.registers()) {
        if (!declaration.census || dice.chance(26)) {
            continue;
        }
        const Date on = world.ago(dice.chance(84) ? dice.between(10, 170) : dice.between(400, 700));
        world.record("census")
            .with({{"of_register", declaration.name},
                   {"confirmed_on", to_string(on)},
                   {"confirmed_by", world.agency("diskominfo")->head},
                   {"note", "Dicocokkan dengan perangkat daerah (contoh)."}})
            .enter("confirmed", on, "ict_agency")
            .add();
    }
}

void add_exemptions(World& world) {
    Dice dice = world.dice("exemptions");
    if (world.asked.speaks("common_application.used")) {
        const auto conditions = world.asked.list("common_application.exemption", "conditions");
        for (const char* kind : {"monitoring_evaluation", "performance_accountability"}) {
            const auto common = std::ranges::find(world.commons, kind, &Item::kind);
            const Date from = world.ago(dice.between(100, 600));
            world.record("exemption")
                .with({{"title", fmt::format("Memakai aplikasi sejenis {}", common->name)},
                       {"about", any("common_application", common->id)},
                       {"kind", "similar_application"},
                       {"reason", "Aplikasi daerah sudah berjalan sebelum penetapan."},
                       {"agency", "diskominfo"},
                       {"by", "ministry_state_apparatus"},
                       {"valid_from", to_string(from)},
                       {"valid_to", to_string(from + days(730))}})
                .parts("conditions", World::mostly(conditions, 60, dice), from - days(30), "terpenuhi")
                .enter("requested", from - days(60))
                .enter("valid", from, "ict_agency")
                .add();
        }
    }
    for (int i = 0; i < 3 && world.asked.speaks("integration.outside"); ++i) {
        const Application& application = world.applications[static_cast<std::size_t>(dice.between(60, 119))];
        const Date from = world.ago(dice.between(60, 400));
        world.record("exemption")
            .with({{"title", fmt::format("{} tidak memiliki mitra integrasi", application.name)},
                   {"about", any("application", application.id)},
                   {"kind", "no_counterpart"},
                   {"reason", "Tidak ada sistem sepadan pada instansi lain."},
                   {"agency", application.agency},
                   {"by", "ict_agency"},
                   {"valid_from", to_string(from)},
                   {"valid_to", to_string(from + days(730))}})
            .enter("requested", from - days(20))
            .enter("valid", from, "ict_agency")
            .add();
    }
}

/// Obligations under norms with a sanction, and the cases opened where they were breached.
void add_sanctions(World& world) {
    if (!world.asked.speaks("sanction.opened")) {
        return;
    }
    Dice dice = world.dice("sanctions");
    int number = 0;
    for (const law::Norm& norm : world.regulation.norms) {
        if (!norm.sanctionable) {
            continue;
        }
        for (int i = 0; i < 3; ++i) {
            const Agency& agency = world.agencies[static_cast<std::size_t>(dice.between(11, static_cast<int>(world.agencies.size()) - 1))];
            const Date due = world.ago(dice.between(60, 500));
            const bool breached = i == 0;
            const auto id = world.record("obligation")
                                .with({{"name", fmt::format("Kewajiban Pasal {} oleh {}", norm.id, agency.short_name)},
                                       {"norm", norm.full_id},
                                       {"agency", agency.id},
                                       {"sanctionable", true},
                                       {"due_on", to_string(due)},
                                       {"explanation", breached ? "Tidak dipenuhi sampai batas waktu." : "Dipenuhi."}})
                                .enter("open", due - days(90))
                                .enter(breached ? "breached" : "met", breached ? due + days(1) : due - days(5))
                                .add();
            if (breached && ++number % 4 != 0) {
                const Date on = due + days(dice.between(6, 20));
                auto draft = world.record("sanction")
                                 .with({{"name", fmt::format("Perkara {} Pasal {}", agency.short_name, norm.id)},
                                        {"obligation", id},
                                        {"kind", number % 2 == 0 ? "written_warning" : "oral_warning"},
                                        {"date", to_string(on)},
                                        {"number", fmt::format("180/{}/CONTOH", dice.between(10, 200))},
                                        {"issuer", "head_of_region"},
                                        {"grounds", "Kewajiban tidak dipenuhi."},
                                        {"response_due_on", to_string(on + days(30))}})
                                 .enter("opened", on);
                // The last case waits for the head of region.
                if (number % 3 != 0) {
                    draft.enter("issued", on + days(10), "head_of_region")
                        .with({{"response", "Perbaikan dijadwalkan."}, {"remedied_on", to_string(on + days(40))}})
                        .enter("closed", on + days(45), "ict_agency");
                }
                draft.add();
            }
        }
    }
}

}  // namespace

void add_decisions(World& world, const std::vector<law::OpenValue>& open_values) {
    add_values(world, open_values);
    add_choices(world);
    add_census(world);
    add_exemptions(world);
    add_sanctions(world);
}

}  // namespace pendopo::demo
