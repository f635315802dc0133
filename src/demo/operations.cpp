#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

void back_up(World& world, std::string item, std::string_view name, std::string_view agency, std::string_view kind, Date on, Dice& dice) {
    const bool passed = dice.chance(94);
    world.record("backup")
        .with({{"name", fmt::format("{} {}", kind == "backup" ? "Cadangan" : "Uji pulih", name)},
               {"item", std::move(item)},
               {"agency", agency},
               {"kind", kind},
               {"method", kind == "backup" ? "incremental" : "full"},
               {"target_kind", "data_center"},
               {"target", world.facility("data_center")->id},
               {"date", to_string(on)},
               {"result", passed ? "passed" : "failed"},
               {"size", dice.between(2, 900)},
               {"performed_by", "Administrator pusat data"}})
        .enter("done", on)
        .add();
}

void add_backups(World& world) {
    Dice dice = world.dice("backups");
    for (const Agency& agency : world.agencies) {
        // Small units are backed up with the agency they belong to.
        const int runs = agency.form == "unit" ? 1 : 3;
        const bool behind = dice.chance(14);
        for (int i = runs - 1; i >= 0; --i) {
            back_up(world, any("agency", agency.id), fmt::format("harian {}", agency.short_name), agency.id, "backup",
                    world.ago((behind ? 50 : 0) + i * 30 + dice.between(0, 1)), dice);
        }
    }
    if (!world.asked.speaks("security.availability")) {
        return;
    }
    const auto both = [&](std::string_view register_name, std::string_view id, std::string_view name, std::string_view agency) {
        if (dice.chance(70)) {
            back_up(world, any(register_name, id), name, agency, "backup", world.ago(dice.between(1, 25)), dice);
            if (dice.chance(78)) {
                back_up(world, any(register_name, id), name, agency, "restore_test", world.ago(dice.between(10, 300)), dice);
            }
        }
    };
    const bool only_letters = world.asked.speaks("security.availability", "of", "application") && !world.asked.speaks("security.availability", "of", "dataset");
    for (const Application& application : world.applications) {
        if (application.live && (!only_letters || application.system == "correspondence")) {
            both("application", application.id, application.name, application.agency);
        }
    }
    if (!only_letters) {
        for (const Item& dataset : world.datasets) {
            both("dataset", dataset.id, dataset.name, dataset.agency);
        }
        for (const Item& facility : world.facilities) {
            both("facility", facility.id, facility.name, facility.agency);
        }
    }
}

void maintain(World& world, std::string item, std::string_view name, std::string_view agency, Dice& dice) {
    const int times = dice.between(1, 2);
    for (int i = times - 1; i >= 0; --i) {
        const Date on = world.ago(i * 170 + dice.between(4, 150));
        world.record("maintenance")
            .with({{"title", fmt::format("Pemeliharaan {}", name)},
                   {"item", item},
                   {"kind", dice.chance(70) ? "preventive" : "corrective"},
                   {"agency", agency},
                   {"date", to_string(on)},
                   {"planned_for", to_string(on - days(2))},
                   {"by", "ict_agency"},
                   {"description", "Pembaruan, pemeriksaan log, dan uji fungsi."},
                   {"result", "Berjalan baik."},
                   {"downtime", "2h"}})
            .enter("planned", on - days(20))
            .enter("done", on, "ict_agency")
            .add();
    }
    if (dice.chance(10)) {
        world.record("maintenance")
            .with({{"title", fmt::format("Pemeliharaan {} berikutnya", name)},
                   {"item", item},
                   {"kind", "preventive"},
                   {"agency", agency},
                   {"planned_for", to_string(world.today + days(dice.between(3, 40)))}})
            .enter("planned", world.ago(5))
            .add();
    }
}

void add_maintenance(World& world) {
    Dice dice = world.dice("maintenance");
    for (const Item& facility : world.facilities) {
        maintain(world, any("facility", facility.id), facility.name, facility.agency, dice);
    }
    for (const Application& application : world.applications) {
        if (application.live && dice.chance(66)) {
            maintain(world, any("application", application.id), application.name, application.agency, dice);
        }
    }
    for (const Item& segment : world.segments) {
        if (dice.chance(world.asked.speaks("maintenance.logged", "of", "network_segment") ? 70 : 12)) {
            maintain(world, any("network_segment", segment.id), segment.name, segment.agency, dice);
        }
    }
}

void add_tools(World& world) {
    Dice dice = world.dice("tools");
    const auto add = [&](std::string_view kind, std::string_view name, std::string item, std::string_view agency) {
        const Date since = world.ago(dice.between(30, 900));
        world.record("security_tool")
            .with({{"name", name},
                   {"kind", kind},
                   {"form", kind == "firewall" ? "hardware" : "software"},
                   {"item", std::move(item)},
                   {"agency", agency},
                   {"edition", fmt::format("{}.{}", dice.between(2, 9), dice.between(0, 9))},
                   {"licence_to", to_string(world.today + days(dice.between(-60, 500)))},
                   {"rules_updated_on", to_string(world.ago(dice.between(1, 90)))},
                   {"responsible", world.someone("diskominfo", dice).id}})
            .enter("planned", since - days(20))
            .enter("active", since, "ict_agency")
            .add();
    };
    const bool every = world.asked.speaks("security.tools_installed");
    for (const Item& segment : world.segments) {
        if ((segment.kind == "wan" || segment.kind == "internet" || every) && (segment.kind == "lan" || segment.kind == "wan" || segment.kind == "internet") &&
            dice.chance(80)) {
            add("firewall", fmt::format("Dinding api {}", segment.name), any("network_segment", segment.id), segment.agency);
        }
    }
    for (const Application& application : world.applications) {
        if (application.internet && application.live && dice.chance(every ? 74 : 15)) {
            add("web_firewall", fmt::format("Dinding api web {}", application.name), any("application", application.id), application.agency);
        }
    }
    add("log_monitoring", "Pemantauan log terpusat", any("facility", world.facility("security")->id), "diskominfo");
    add("vulnerability_scanner", "Pemindai kerentanan", any("facility", world.facility("data_center")->id), "diskominfo");
}

void add_control(World& world, std::string_view name, std::string_view kind, std::string_view property, std::string_view resource, const Agency& agency,
                 Dice& dice) {
    const Date since = world.ago(dice.between(60, 900));
    const auto id = world.record("control")
                        .with({{"name", name},
                               {"kind", kind},
                               {"property", property},
                               {"resource_kind", resource},
                               {"agency", agency.id},
                               {"description", "Kendali dijalankan dan ditinjau berkala."},
                               {"control_code", fmt::format("K.{:03}", world.controls.size() + 1)},
                               {"responsible", agency.officer},
                               {"tested_on", to_string(world.ago(dice.between(10, 400)))},
                               {"design_rating", "adequate"},
                               {"effectiveness", dice.chance(80) ? "effective" : "needs_improvement"}})
                        .when(dice.chance(72), {{"reference_instrument", world.instruments[2].id}})
                        .texts("plan_elements", world.elements_for("control", "security", dice))
                        .enter("planned", since - days(30))
                        .enter("active", since, agency.id)
                        .add();
    world.controls.push_back({id, std::string(name), std::string(kind), agency.id, since});
}

void add_controls(World& world) {
    Dice dice = world.dice("controls");
    const registers::Register& declaration = *world.catalogue.find("control");
    const Agency& kominfo = *world.holder("ict_agency");
    for (const char* property : {"confidentiality", "integrity", "availability", "authenticity", "non_repudiation"}) {
        for (const char* resource : {"data", "infrastructure", "application"}) {
            // One cell of the matrix stays open.
            if (std::string_view(property) == "non_repudiation" && std::string_view(resource) == "infrastructure") {
                continue;
            }
            add_control(
                world,
                fmt::format("{} {}", declaration.field("property")->choice(property)->label.id, declaration.field("resource_kind")->choice(resource)->label.id),
                "prevention_system", property, resource, kominfo, dice);
        }
    }
    auto kinds = world.asked.list("security.agency_controls", "kinds");
    std::erase(kinds, "any");
    for (const Agency& agency : world.agencies) {
        if (agency.form == "unit" || !world.asked.speaks("security.agency_controls")) {
            continue;
        }
        if (kinds.empty() && dice.chance(82)) {
            add_control(world, fmt::format("Prosedur pencegahan {}", agency.short_name), "prevention_procedure", "confidentiality", "data", agency, dice);
        }
        for (const std::string& kind : kinds) {
            if (dice.chance(76)) {
                add_control(world, fmt::format("{} {}", declaration.field("kind")->choice(kind)->label.id, agency.short_name), kind, "availability",
                            kind.ends_with("system") ? "application" : "data", agency, dice);
            }
        }
    }
}

void add_accounts(World& world) {
    Dice dice = world.dice("accounts");
    struct Use {
        std::string_view system, agency, party;
    };
    constexpr std::array uses = {Use{"procurement", "bag-pbj", "lpse"}, Use{"procurement", "dpupr", "ppk"},     Use{"procurement", "dinkes", "ppk"},
                                 Use{"procurement", "bag-pbj", "ulp"},  Use{"procurement", "disdik", "vendor"}, Use{"personnel", "bkpsdm", ""},
                                 Use{"finance", "bpkad", ""},           Use{"correspondence", "setda", ""},     Use{"data_center", "diskominfo", ""},
                                 Use{"network", "diskominfo", ""},      Use{"website_mail", "diskominfo", ""}};
    for (int i = 0; i < 44; ++i) {
        const Use& use = uses[static_cast<std::size_t>(i) % uses.size()];
        const bool privileged = use.system == "data_center" || use.system == "network" || dice.chance(18);
        const Person& person = world.someone(use.agency, dice);
        const auto id = world.record("account")
                            .with({{"name", fmt::format("{} - {}", person.name, use.system)},
                                   {"person", person.id},
                                   {"agency", use.agency},
                                   {"kind", privileged ? "privileged" : "regular"},
                                   {"system", use.system},
                                   {"party", use.party},
                                   {"rights", privileged ? "Pengelolaan penuh" : "Pengguna"},
                                   {"grounds", "Penugasan tertulis"},
                                   {"valid_to", to_string(world.today + days(dice.between(30, 500)))},
                                   {"reviewed_on", to_string(world.ago(dice.between(5, 250)))},
                                   {"two_factor", privileged || dice.chance(40)}})
                            .enter("active", world.ago(dice.between(100, 900)))
                            .add();
        world.accounts.push_back({id, person.name, privileged ? "privileged" : "regular", std::string(use.agency), {}});
        if (privileged && dice.chance(66)) {
            world.record("role_assignment")
                .with({{"title", fmt::format("Admin sistem {}", use.system)},
                       {"person", person.id},
                       {"agency", use.agency},
                       {"role", "admin"},
                       {"valid_from", to_string(world.ago(700))},
                       {"instrument", "keputusan_kepala_dinas"},
                       {"number", "800/77/CONTOH"}})
                .enter("active", world.ago(700))
                .add();
        }
        const auto policy = std::ranges::find(world.policies, "acceptable_use", &Item::kind);
        if (policy != world.policies.end() && world.asked.speaks("policy.acknowledged", "per", "account") && dice.chance(75)) {
            world.record("acknowledgement")
                .with({{"title", "Pernyataan pengguna sarana TIK"},
                       {"policy", policy->id},
                       {"by", any("account", id)},
                       {"agency", use.agency},
                       {"signed_by", person.id},
                       {"date", to_string(world.ago(90))}})
                .enter("given", world.ago(90))
                .add();
        }
    }
}

struct Event {
    std::string_view name, grade, category, agency;
    int days_ago;
};
constexpr std::array events = {
    Event{"Halaman depan situs berubah", "moderate", "defacement", "disporapar", 800},
    Event{"Surel penipuan massal", "minor", "phishing", "bkpsdm", 640},
    Event{"Server basis data mati", "serious", "failure", "diskominfo", 520},
    Event{"Perangkat tersandera program jahat", "serious", "malware", "dpupr", 410},
    Event{"Percobaan masuk berulang", "minor", "intrusion", "diskominfo", 330},
    Event{"Layanan perizinan tidak dapat dibuka", "moderate", "denial_of_service", "dpmptsp", 260},
    Event{"Data penerima bantuan terkirim ke pihak salah", "serious", "data_breach", "dinsos", 190},
    Event{"Akun pegawai dipakai orang lain", "moderate", "misuse", "rsud", 120},
    Event{"Gangguan listrik pusat data", "serious", "failure", "diskominfo", 45},
    Event{"Tautan penipuan mengatasnamakan pemerintah", "minor", "phishing", "diskominfo", 12},
    Event{"Situs kecamatan disusupi", "serious", "defacement", "diskominfo", 2},
};

void add_incidents(World& world) {
    Dice dice = world.dice("incidents");
    const auto answered = world.asked.of("incident.handled");
    const std::string notified = answered.empty()                                     ? "head_of_region"
                                 : answered.front().binding->with.texts("to").empty() ? "head_of_region"
                                                                                      : answered.front().binding->with.texts("to").front();
    for (const Event& event : events) {
        const Date day = world.ago(event.days_ago);
        const bool open = event.days_ago < 5;
        const bool slow = dice.chance(30);
        auto draft = world.record("incident")
                         .with({{"name", event.name},
                                {"grade", event.grade},
                                {"category", event.category},
                                {"agency", event.agency},
                                {"detected_on", to_string(world.at(day, 8))},
                                {"source", "monitoring"},
                                {"chronology", "Terpantau pada pemeriksaan pagi, lalu ditelusuri bersama pengelola."},
                                {"impact", "Layanan terganggu beberapa jam."},
                                {"personal_data", event.category == "data_breach"},
                                {"tlp", "amber"},
                                {"handler", world.someone("diskominfo", dice).id},
                                {"reporter_name", "Pengelola TIK"},
                                {"reporter_contact", "(0000) 000444"}})
                         .enter("opened", world.at(day, 9));
        if (!open) {
            draft
                .with({{"data_secured_on", to_string(world.at(day, 11))},
                       {"reported_on", to_string(world.at(day, 12))},
                       {"notified_to", notified},
                       {"cause", "Kata sandi lemah dan perangkat lunak belum diperbarui."},
                       {"recovery", "Pemulihan dari cadangan dan penggantian kredensial."},
                       {"lessons", "Pembaruan dijadwalkan tiap bulan."}})
                .when(!slow, {{"notified_on", to_string(world.at(day, 15))}})
                .when(slow && dice.chance(60), {{"notified_on", to_string(world.at(day + days(3), 9))}})
                .enter("contained", world.at(day, 13))
                .enter("recovered", world.at(day + days(1), 10));
            if (event.days_ago > 20) {
                draft.enter("closed", day + days(6), "ict_agency");
            }
        }
        draft.add();
    }
}

void add_tickets(World& world) {
    Dice dice = world.dice("tickets");
    constexpr std::array subjects = {"Tidak dapat masuk aplikasi", "Jaringan kantor lambat", "Permintaan akun baru", "Cetak dokumen gagal",
                                     "Perubahan hak akses",        "Surel tidak terkirim",   "Data tidak tampil",    "Permintaan pemulihan berkas",
                                     "Layar aplikasi kosong",      "Tautan rusak di situs"};
    const auto allowed = [&] {
        std::vector<std::string> kinds;
        for (const Asked::Bound& bound : world.asked.of("record.classified")) {
            if (bound.names("of", "ticket")) {
                kinds = bound.list("choices");
            }
        }
        return kinds.empty() ? std::vector<std::string>{"incident", "request", "service"} : kinds;
    }();
    const bool lpse = world.asked.speaks("procurement.requests_answered");
    for (int i = 0; i < 72; ++i) {
        const Application& application = world.applications[static_cast<std::size_t>(dice.below(80))];
        const Agency& agency = *world.agency(application.agency);
        const Date day = world.ago(i < 6 ? i : dice.between(3, 800));
        const bool procurement = lpse && i % 4 == 0;
        constexpr std::array asked = {"service", "information", "consultation"};
        auto draft = world.record("ticket")
                         .with({{"name", procurement ? "Pertanyaan pengadaan elektronik" : fmt::format("{}: {}", dice.pick(subjects), application.name)},
                                {"description", "Disampaikan melalui meja layanan."},
                                {"kind", procurement ? std::string(dice.pick(asked)) : dice.pick(allowed)},
                                {"desk", procurement ? "lpse" : "spbe"},
                                {"agency", procurement ? "bag-pbj" : agency.id},
                                {"requester_person", world.someone(agency.id, dice).id},
                                {"contact", "(0000) 000555"},
                                {"channel", "portal"},
                                {"priority", dice.chance(70) ? "normal" : "high"},
                                {"application", application.id},
                                {"due_on", to_string(world.at(day + days(3), 16))}})
                         .enter("opened", world.at(day, 9, i % 50))
                         .when(dice.chance(92), {{"tier1_assignee", agency.officer}, {"tier1_assigned_on", to_string(world.at(day, 10))}});
        if (i >= 6) {
            const bool hard = !procurement && dice.chance(34);
            const int took = dice.chance(82) ? 1 : 9;
            if (hard) {
                draft.enter("unsolved_tier1", world.at(day, 13))
                    .with({{"escalated_on", to_string(world.at(day + days(took - 1), 14))},
                           {"tier2_assignee", world.someone("diskominfo", dice).id},
                           {"tier2_assigned_on", to_string(world.at(day + days(took - 1), 15))}})
                    .enter("tier2", world.at(day + days(took - 1), 15));
            }
            draft.with({{"solution", "Diperbaiki dan diuji bersama pengguna."}, {"satisfaction", dice.between(3, 5)}})
                .enter("closed", world.at(day + days(took), 11));
        }
        draft.add();
    }
}

}  // namespace

void add_operations(World& world) {
    add_backups(world);
    add_maintenance(world);
    add_tools(world);
    add_controls(world);
    add_accounts(world);
    add_incidents(world);
    add_tickets(world);
}

}  // namespace pendopo::demo
