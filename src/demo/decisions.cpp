// What the government decided about its own law. About half of what the law leaves open stays open.

#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

/// Rules whose open value holds up very many lines: those a government settles first.
constexpr std::array settled_first = {"security.availability", "maintenance.logged", "item.standard_conformity", "dataset.quality", "application.deposited", "backup.run", "evaluation.held", "legacy.adapted", "domain.under"};

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
                         .with({{"norm", open.norm->full_id}, {"parameter", open.parameter}, {"value", value_for(world, open)}, {"reason", "Peraturan tidak menyebut angka; dipilih menurut kemampuan perangkat daerah."}, {"instrument", fmt::format("Keputusan Kepala Dinas 555/{}/CONTOH", dice.between(10, 300))}})
                         .enter("draft", decided - days(20));
        // One value in ten is still being discussed.
        (!first && dice.chance(10) ? draft : draft.with({{"decided_on", to_string(decided)}}).enter("decided", decided, "ict_agency")).add();
    }
}

void add_choices(World& world) {
    int number = 0;
    for (const law::Conflict& conflict : world.regulation.conflicts) {
        ++number;
        if (conflict.norms.empty() || number % 2 == 0) {
            continue;
        }
        const Date decided = world.ago(300 + 20 * number);
        const bool waits = number == 5;
        auto draft = world.record("conflict_choice")
                         .with({{"regulation", world.regulation.id}, {"conflict", conflict.key}, {"follows", boost::json::array{conflict.norms.front()}}, {"reason", "Lebih khusus dan dapat dijalankan; dibahas bersama Bagian Hukum (contoh)."}})
                         .enter("draft", decided - days(30));
        (waits ? draft : draft.with({{"decided_on", to_string(decided)}}).enter("decided", decided, "ict_agency")).add();
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
            .with({{"of_register", declaration.name}, {"confirmed_on", to_string(on)}, {"confirmed_by", world.agency("diskominfo")->head}, {"note", "Dicocokkan dengan perangkat daerah (contoh)."}})
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
                .with({{"title", fmt::format("Memakai aplikasi sejenis {}", common->name)}, {"about", any("common_application", common->id)}, {"kind", "similar_application"}, {"reason", "Aplikasi daerah sudah berjalan sebelum penetapan."}, {"agency", "diskominfo"}, {"by", "ministry_state_apparatus"}, {"valid_from", to_string(from)}, {"valid_to", to_string(from + days(730))}})
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
            .with({{"title", fmt::format("{} tidak memiliki mitra integrasi", application.name)}, {"about", any("application", application.id)}, {"kind", "no_counterpart"}, {"reason", "Tidak ada sistem sepadan pada instansi lain."}, {"agency", application.agency}, {"by", "ict_agency"}, {"valid_from", to_string(from)}, {"valid_to", to_string(from + days(730))}})
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
                                .with({{"name", fmt::format("Kewajiban Pasal {} oleh {}", norm.id, agency.short_name)}, {"norm", norm.full_id}, {"agency", agency.id}, {"sanctionable", true}, {"due_on", to_string(due)}, {"explanation", breached ? "Tidak dipenuhi sampai batas waktu." : "Dipenuhi."}})
                                .enter("open", due - days(90))
                                .enter(breached ? "breached" : "met", breached ? due + days(1) : due - days(5))
                                .add();
            if (breached && ++number % 4 != 0) {
                const Date on = due + days(dice.between(6, 20));
                auto draft = world.record("sanction")
                                 .with({{"name", fmt::format("Perkara {} Pasal {}", agency.short_name, norm.id)}, {"obligation", id}, {"kind", number % 2 == 0 ? "written_warning" : "oral_warning"}, {"date", to_string(on)}, {"number", fmt::format("180/{}/CONTOH", dice.between(10, 200))}, {"issuer", "head_of_region"}, {"grounds", "Kewajiban tidak dipenuhi."}, {"response_due_on", to_string(on + days(30))}})
                                 .enter("opened", on);
                // The last case waits for the head of region.
                if (number % 3 != 0) {
                    draft.enter("issued", on + days(10), "head_of_region").with({{"response", "Perbaikan dijadwalkan."}, {"remedied_on", to_string(on + days(40))}}).enter("closed", on + days(45), "ict_agency");
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
