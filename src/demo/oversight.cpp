#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

void evaluate(World& world, std::string_view subject, std::string about, std::string_view agency, std::string_view title, std::string_view by,
              const std::vector<std::string>& sections, Date on, Dice& dice) {
    auto draft = world.record("evaluation")
                     .with({{"title", title},
                            {"subject", subject},
                            {"about", std::move(about)},
                            {"agency", agency},
                            {"year", static_cast<int>(std::chrono::year_month_day(on).year())},
                            {"by", by},
                            {"date", to_string(on)},
                            {"score", dice.between(210, 420) / 100.0},
                            {"predicate", dice.chance(50) ? "Baik" : "Cukup"},
                            {"findings", "Sebagian dokumen belum lengkap."},
                            {"recommendation", "Lengkapi dokumen dan jadwalkan pengujian."},
                            {"file", World::file("report")}})
                     .when(dice.chance(85), {{"reference_instrument", world.instruments[3].id}})
                     .parts("sections", World::mostly(sections, 82, dice), on, "dinilai")
                     .enter("draft", on - days(12));
    const auto id = draft.enter("closed", on, by).add();
    if (on <= world.today && (world.asked.speaks("review.followed_up", "of", "evaluation") ? dice.chance(72) : dice.chance(20))) {
        const bool done = dice.chance(70);
        const Date opened = on + days(dice.between(5, 60));
        world.record("follow_up")
            .with({{"title", fmt::format("Tindak lanjut: {}", title)},
                   {"source", any("evaluation", id)},
                   {"agency", agency},
                   {"responsible", world.agency(agency) != nullptr ? world.agency(agency)->officer : ""},
                   {"action", "Melengkapi dokumen dan memperbaiki kendali."},
                   {"due_on", to_string(on + days(120))}})
            .when(opened <= world.today, {{"date", to_string(opened)}})
            .enter("open", opened)
            .enter("done", done ? opened + days(30) : world.today + days(1))
            .add();
    }
}

void add_evaluations(World& world) {
    Dice dice = world.dice("evaluations");
    std::set<std::pair<std::string, std::string>> held;
    const auto lately = [&] { return world.ago(dice.chance(86) ? dice.between(15, 320) : dice.between(420, 700)); };
    for (const Asked::Bound& bound : world.asked.of("evaluation.held")) {
        const std::string subject = bound.binding->with.text("subject");
        const std::string per = bound.binding->with.text("per", "government");
        if (per == "ict_autonomy" || !held.emplace(subject, per).second) {
            continue;
        }
        const auto sections = world.asked.list("evaluation.held", "sections", "subject", subject);
        const auto offices = bound.offices("by");
        const std::string by = offices.empty() ? "ict_agency" : offices.front();
        if (per == "agency") {
            for (const Agency& agency : world.agencies) {
                if (agency.form != "unit" && dice.chance(82)) {
                    evaluate(world, subject, any("agency", agency.id), agency.id, fmt::format("Evaluasi SPBE {}", agency.short_name),
                             by == "agency" ? agency.id : by, sections, lately(), dice);
                }
            }
        } else if (per == "application") {
            for (const Application& application : world.applications) {
                if (application.live && dice.chance(74)) {
                    evaluate(world, subject, any("application", application.id), application.agency, fmt::format("Evaluasi {}", application.name), by, sections,
                             lately(), dice);
                }
            }
        } else {
            for (int i = 2; i >= 0; --i) {
                evaluate(world, subject, "", "diskominfo", fmt::format("Evaluasi {} tahunan", subject == "spbe" ? "SPBE" : "pemanfaatan data"), by, sections,
                         world.ago(i * 365 + 40), dice);
            }
        }
    }
    if (!world.asked.speaks("evaluation.held")) {
        for (int i = 2; i >= 0; --i) {
            evaluate(world, "spbe", "", "diskominfo", "Evaluasi SPBE mandiri", "ict_agency", {"progress", "quality", "problems"}, world.ago(i * 365 + 40),
                     dice);
        }
    }
    for (int i = 0; i < 12; ++i) {
        const Application& application = world.applications[static_cast<std::size_t>(dice.below(60))];
        evaluate(world, "application", any("application", application.id), application.agency, fmt::format("Evaluasi berkala {}", application.name),
                 "ict_agency", {"progress", "quality"}, world.ago(dice.between(20, 700)), dice);
    }
}

void report(World& world, std::string_view kind, std::string_view title, std::string_view by, std::string_view to, const std::vector<std::string>& route,
            Date on, bool on_time, Dice& dice) {
    boost::json::array log;
    Date passed = on;
    for (const std::string& office : route) {
        passed += days(2);
        if (passed <= world.today) {
            log.push_back(Values{{"item", office}, {"text", "Diteruskan"}, {"on", to_string(passed)}, {"by", office}});
        }
    }
    const Date received = passed + days(on_time ? 2 : 40);
    auto draft = world.record("report")
                     .with({{"title", title},
                            {"kind", kind},
                            {"agency", "diskominfo"},
                            {"year", static_cast<int>(std::chrono::year_month_day(on).year())},
                            {"by", by},
                            {"recipient", to},
                            {"date", to_string(on)},
                            {"number", fmt::format("555/{}/CONTOH", dice.between(10, 500))},
                            {"summary", "Ringkasan capaian dan kendala."},
                            {"file", World::file("report")},
                            {"route_log", std::move(log)}})
                     .enter("draft", on - days(10))
                     .enter("finished", on, by);
    if (received <= world.today) {
        draft.with({{"received_on", to_string(received)}}).enter("received", received, to);
    }
    draft.add();
}

void add_reports(World& world) {
    Dice dice = world.dice("reports");
    const registers::Field* kinds = world.catalogue.find("report")->field("kind");
    for (const Asked::Bound& bound : world.asked.of("report.routed")) {
        const std::string kind = bound.binding->with.text("kind");
        const auto route = bound.binding->with.texts("route");
        for (int i = 2; i >= 0; --i) {
            report(world, kind, fmt::format("Laporan {} {}", lower(kinds->choice(kind)->label.id), world.year - i), "ict_agency", route.back(), route,
                   world.ago(i * 365 + 25), i != 1, dice);
        }
    }
    for (const Asked::Bound& bound : world.asked.of("report.periodic")) {
        const std::string kind = bound.binding->with.text("kind");
        const auto offices = bound.offices("by");
        for (int i = 2; i >= 0; --i) {
            report(world, kind, fmt::format("Laporan {} {}", lower(kinds->choice(kind)->label.id), world.year - i),
                   offices.empty() ? "ict_agency" : offices.front(), bound.binding->with.text("to", "secretary"), {}, world.ago(i * 365 + 60), true, dice);
        }
    }
    if (world.asked.speaks("performance.report_generated")) {
        for (const Agency& agency : world.agencies) {
            if (agency.form != "unit" && dice.chance(80)) {
                const Date on = std::min(world.day(world.year, 2, 15), world.ago(3));
                world.record("report")
                    .with({{"title", fmt::format("Laporan kinerja {}", agency.short_name)},
                           {"kind", "performance"},
                           {"about", any("agency", agency.id)},
                           {"agency", agency.id},
                           {"year", world.year - 1},
                           {"by", agency.id},
                           {"recipient", "secretary"},
                           {"date", to_string(on)},
                           {"received_on", to_string(on)}})
                    .enter("draft", on - days(9))
                    .enter("finished", on, agency.id)
                    .enter("received", on, "secretary")
                    .add();
            }
        }
    }
    report(world, "other", fmt::format("Laporan penyelenggaraan SPBE {}", world.year - 1), "ict_agency", "head_of_region", {}, world.ago(70), true, dice);
}

void supervise(World& world, std::string_view about, std::string_view form, std::string item, std::string_view agency, std::string_view title, Date on) {
    world.record("supervision")
        .with({{"title", title},
               {"about", about},
               {"form", form},
               {"agency", agency},
               {"item", std::move(item)},
               {"by", "ict_agency"},
               {"officer", world.staff("diskominfo")[8]->id},
               {"date", to_string(on)},
               {"findings", "Berjalan; catatan perbaikan disampaikan."},
               {"recommendation", "Perbaiki pencatatan dan jadwal."},
               {"file", World::file("minutes")}})
        .enter("done", on)
        .add();
}

void add_supervision(World& world) {
    Dice dice = world.dice("supervision");
    const registers::Field* subjects = world.catalogue.find("supervision")->field("about");
    const auto lately = [&] { return world.ago(dice.chance(84) ? dice.between(6, 165) : dice.between(380, 600)); };
    std::set<std::string> done;
    for (const Asked::Bound& bound : world.asked.of("supervision.recorded")) {
        const std::string about = bound.binding->with.text("about");
        const std::string per = bound.binding->with.text("per", "agency");
        if (!done.insert(about + per).second) {
            continue;
        }
        const std::string title = fmt::format("Supervisi {}", lower(subjects->choice(about)->label.id));
        if (per == "facility") {
            for (const Item& facility : world.facilities) {
                supervise(world, about, "supervision", any("facility", facility.id), "diskominfo", fmt::format("{} {}", title, facility.name), lately());
            }
        } else if (per == "website") {
            for (const Item& website : world.websites) {
                if (dice.chance(74)) {
                    supervise(world, about, "supervision", any("website", website.id), website.agency, fmt::format("{} {}", title, website.name), lately());
                }
            }
        } else {
            for (const Agency& agency : world.agencies) {
                if (dice.chance(80)) {
                    supervise(world, about, "supervision", "", agency.id, fmt::format("{} {}", title, agency.short_name), lately());
                }
            }
        }
    }
    auto forms = world.asked.list("guidance.given", "forms");
    std::erase(forms, "any");
    for (const std::string& form : forms.empty() ? std::vector<std::string>{"coordination", "training"} : forms) {
        if (form != "competence") {  // one form is still to be done
            supervise(world, "guidance", form, "", "diskominfo", "Pembinaan SPBE", world.ago(dice.between(20, 200)));
        }
    }
}

void conform(World& world, std::string item, std::string_view name, std::string_view standard, const Item& instrument, Dice& dice) {
    const Date on = world.ago(dice.between(20, 900));
    const bool passed = dice.chance(90);
    auto draft = world.record("conformity")
                     .with({{"title", fmt::format("Uji kesesuaian {}", name)},
                            {"item", std::move(item)},
                            {"standard", standard},
                            {"reference_instrument", instrument.id},
                            {"result", passed ? "passed" : "failed"},
                            {"date", to_string(on)},
                            {"assessor", "Tim penguji Diskominfo"},
                            {"number", fmt::format("555/{}/CONTOH", dice.between(10, 700))},
                            {"valid_from", to_string(on)},
                            {"valid_to", to_string(on + days(730))},
                            {"findings", passed ? "" : "Belum memenuhi butir pengelolaan sesi."}})
                     .enter("draft", on - days(4));
    if (!passed && dice.chance(60)) {
        draft.with({{"replacement", dice.pick(world.applications).id}, {"retired_on", to_string(on + days(100))}, {"legal_reading", World::file("minutes")}});
    }
    draft.enter(passed ? "valid" : "failed", on, "ict_agency").add();
}

void add_conformity(World& world) {
    Dice dice = world.dice("conformity");
    const auto standards = [](const Asked::Bound& bound, std::string_view otherwise) {
        auto list = bound.binding->with.texts("standard");
        return list.empty() ? std::vector<std::string>{std::string(otherwise)} : list;
    };
    for (const Asked::Bound& bound : world.asked.of("item.standard_conformity")) {
        if (bound.names("of", "application")) {
            for (const Application& application : world.applications) {
                const bool common = application.kind == "common";
                const bool built_here = bound.binding->with.find("where") == nullptr || bound.binding->with.find("where")->find("builder") == nullptr;
                if (application.live && bound.admits("kind", application.kind) && (!common || built_here) && dice.chance(70)) {
                    for (const std::string& standard : standards(bound, "application_standard")) {
                        conform(world, any("application", application.id), application.name, standard, world.instruments.back(), dice);
                    }
                }
            }
        } else if (bound.names("of", "facility")) {
            for (const Item& facility : world.facilities) {
                for (const std::string& standard : standards(bound, facility.kind == "intra_network" ? "network"
                                                                    : facility.kind == "security"    ? "bssn"
                                                                                                     : "data_center")) {
                    if (bound.admits("kind", facility.kind) && dice.chance(78)) {
                        conform(world, any("facility", facility.id), facility.name, standard, world.instruments[8], dice);
                    }
                }
            }
        } else if (bound.names("of", "control")) {
            for (const Item& control : world.controls) {
                if (dice.chance(75)) {
                    conform(world, any("control", control.id), control.name, "bssn", world.instruments[2], dice);
                }
            }
        }
    }
}

}  // namespace

void add_oversight(World& world) {
    add_evaluations(world);
    add_reports(world);
    add_supervision(world);
    add_conformity(world);
}

}  // namespace pendopo::demo
