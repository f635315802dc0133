#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

/// An office that this law lets fill a field of an audit.
std::string office_for(const World& world, std::string_view field, std::string_view kind, std::string_view side, std::string_view otherwise) {
    for (const Asked::Bound& bound : world.asked.of("audit.auditor")) {
        if (bound.names("field", field, field == "auditor") && bound.admits("kind", kind) && bound.admits("side", side)) {
            const auto offices = bound.offices("role");
            if (!offices.empty()) {
                return offices.back();
            }
        }
    }
    return std::string(otherwise);
}

void add_audit(World& world, std::string_view kind, std::string_view side, std::string_view cycle, Date closed, bool special, Dice& dice) {
    std::vector<std::string> scope;
    if (kind != "infrastructure") {
        for (const Application& application : world.applications) {
            const bool fits = (application.kind == "common") != special;
            if (fits && application.live && dice.chance(special ? 42 : 70)) {
                scope.push_back(any("application", application.id));
            }
        }
    }
    if (kind != "application") {
        for (const Item& facility : world.facilities) {
            scope.push_back(any("facility", facility.id));
        }
    }
    auto instruments = world.asked.list("audit.standard", "instrument");
    if (world.asked.speaks("audit.standard") && std::ranges::find(instruments, "standard") == instruments.end()) {
        instruments.push_back("standard");
    }
    std::erase_if(instruments, [](const std::string& item) { return item != "general_policy" && item != "standard" && item != "law"; });
    auto sections = world.asked.list("audit.subjects", "subjects");
    if (sections.empty()) {
        sections = {"governance_management", "functionality", "performance"};
    }
    boost::json::array findings;
    for (const auto& [finding, level] : {std::pair{"Pencatatan kejadian belum ditinjau berkala", "medium"},
                                         {"Kata sandi bawaan pada satu perangkat", "high"},
                                         {"Dokumen pemulihan belum diuji", "low"}}) {
        findings.push_back(Values{{"finding", finding},
                                  {"criterion", "Standar keamanan"},
                                  {"severity", level},
                                  {"recommendation", "Perbaiki dan laporkan"},
                                  {"due_on", to_string(closed + days(90))},
                                  {"status", dice.chance(60) ? "done" : "in_progress"}});
    }
    static const std::map<std::string_view, std::string_view> names = {
        {"infrastructure", "infrastruktur"}, {"application", "aplikasi"}, {"security", "keamanan"}};
    const bool internal = side == "internal";
    auto draft = world.record("audit")
                     .with({{"name", fmt::format("Audit {} {} {}", names.at(kind), internal ? "internal" : "eksternal",
                                                 static_cast<int>(std::chrono::year_month_day(closed).year()))},
                            {"kind", kind},
                            {"side", side},
                            {"cycle", cycle},
                            {"agency", "diskominfo"},
                            {"objective", "Menilai keandalan dan kepatuhan."},
                            {"auditor", office_for(world, "auditor", kind, side, internal ? "inspectorate" : "external_auditor")},
                            {"coordinator", office_for(world, "coordinator", kind, side, internal ? "inspectorate" : "ict_agency")},
                            {"assignment", World::file("decree")}})
                     .when(kind == "application", {{"application_kind", special ? "special" : "common"}})
                     .when(!internal, {{"auditor_body", "Lembaga audit (contoh)"}, {"accreditation", "Terakreditasi sampai tahun depan"}})
                     .texts("scope", scope)
                     .enter("planned", closed - days(90));
    if (closed - days(45) <= world.today) {
        draft.parts("instruments", World::mostly(instruments, 85, dice), closed - days(45), "dipakai")
            .enter("started", closed - days(45), internal ? "inspectorate" : "ict_agency");
    }
    if (closed <= world.today) {
        draft
            .with({{"date", to_string(closed)},
                   {"conclusion", dice.chance(70) ? "adequate" : "needs_improvement"},
                   {"findings", std::move(findings)},
                   {"report", World::file("report")}})
            .parts("sections", World::mostly(sections, 80, dice), closed, "dinilai")
            .enter("closed", closed, "ict_agency");
    }
    const auto id = draft.add();
    for (const Asked::Bound& bound : world.asked.of("coordination.shown")) {
        if (bound.names("of", "audit") && bound.admits("kind", kind) && closed <= world.today && dice.chance(70)) {
            const auto with = bound.binding->with.texts("with");
            world.record("evidence")
                .with({{"title", "Koordinasi audit dengan kementerian"},
                       {"norm", bound.norm->full_id},
                       {"kind", "coordination"},
                       {"topic", "ministry_communication"},
                       {"about", any("audit", id)},
                       {"agency", "diskominfo"},
                       {"by", with.empty() ? "ministry_communication" : with.front()},
                       {"date", to_string(closed - days(20))},
                       {"file", World::file("letter")},
                       {"accepted_by", world.agency("inspektorat")->head}})
                .enter("submitted", closed - days(15), "diskominfo")
                .enter("accepted", closed - days(2), "inspectorate")
                .add();
        }
    }
}

}  // namespace

void add_audits(World& world) {
    Dice dice = world.dice("audits");
    for (int of_year = world.year - 2; of_year <= world.year; ++of_year) {
        const bool past = of_year < world.year;
        auto draft = world.record("audit_cycle")
                         .with({{"name", fmt::format("Daur audit TIK {}", of_year)}, {"year", of_year}, {"description", "Audit internal, lalu eksternal."}})
                         .enter("open", std::min(world.day(of_year, 2, 1), world.ago(8)));
        const auto cycle = (past ? draft.enter("closed", world.day(of_year, 12, 5), "inspectorate") : draft).add();
        for (const char* kind : {"infrastructure", "application", "security"}) {
            const Date internal = std::min(world.day(of_year, 6, 15), past ? world.day(of_year, 6, 15) : world.ago(-30));
            add_audit(world, kind, "internal", cycle, internal, true, dice);
            if (of_year == world.year - 1) {
                // One external audit began before the internal one had ended.
                add_audit(world, kind, "external", cycle, internal + days(kind[0] == 's' ? 20 : 140), true, dice);
            }
        }
        if (of_year == world.year - 1) {
            add_audit(world, "application", "external", cycle, world.day(of_year, 11, 20), false, dice);
        }
    }
}

}  // namespace pendopo::demo
