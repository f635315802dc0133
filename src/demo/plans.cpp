#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

struct PlanKind {
    std::string_view kind, title;
};
constexpr std::array plan_kinds = {
    PlanKind{"rpjmd", "RPJMD"},
    PlanKind{"architecture", "Arsitektur SPBE"},
    PlanKind{"roadmap", "Peta Rencana SPBE"},
    PlanKind{"master_plan", "Rencana Induk SPBE"},
    PlanKind{"process_map", "Peta Proses Bisnis"},
};

bool wanted(const World& world, std::string_view kind) {
    for (const char* rule : {"plan.ratified", "plan.term", "plan.based_on", "plan.contents", "plan.evaluated", "plan.responsible"}) {
        if (world.asked.speaks(rule, "plan", kind)) {
            return true;
        }
    }
    return kind == "rpjmd";
}

/// The form in which this law wants a plan adopted.
std::string form_of(const World& world, std::string_view kind) {
    for (const Asked::Bound& bound : world.asked.of("plan.ratified")) {
        if (bound.names("plan", kind) && !bound.norm->approval.empty()) {
            return bound.norm->approval;
        }
    }
    return kind == "rpjmd" ? "peraturan_daerah" : world.instrument(kind == "master_plan" ? "peraturan" : "keputusan");
}

/// One thing that is amiss with a plan, different from government to government.
bool amiss(const World& world, std::string_view kind, std::string_view flaw) {
    static const std::map<std::string, std::pair<std::string_view, std::string_view>, std::less<>> flaws = {{"madiun", {"architecture", "sections"}},
                                                                                                            {"kediri", {"roadmap", "term"}},
                                                                                                            {"banjarbaru", {"process_map", "draft"}},
                                                                                                            {"sumenep", {"roadmap", "bases"}},
                                                                                                            {"blitar", {"master_plan", "evaluated"}}};
    const auto found = flaws.find(world.regulation.slug);
    return found != flaws.end() && found->second.first == kind && found->second.second == flaw;
}

void add_plan(World& world, const PlanKind& plan, Dice& dice) {
    const std::string kind(plan.kind);
    auto bases = world.asked.list("plan.based_on", "sources", "plan", kind);
    auto sections = world.asked.list("plan.contents", "sections", "plan", kind);
    const int first = world.year - 2;
    const auto number = [&] { return fmt::format("188.45/{}/CONTOH", dice.between(40, 420)); };
    const auto previous = world.record("strategic_plan")
                              .with({{"title", fmt::format("{} {}-{}", plan.title, first - 5, first - 1)},
                                     {"kind", kind},
                                     {"origin", "first"},
                                     {"timing", "rpjmd_start"},
                                     {"by", "head_of_region"},
                                     {"instrument", form_of(world, kind)},
                                     {"number", number()},
                                     {"valid_from", to_string(world.day(first - 5, 1, 1))},
                                     {"valid_to", to_string(world.day(first - 1, 12, 31))},
                                     {"rpjmd_to", to_string(world.day(first - 1, 12, 31))},
                                     {"file", World::file("decree")}})
                              .parts("bases", bases, world.day(first - 6, 10, 1))
                              .parts("sections", sections, world.day(first - 6, 11, 1))
                              .enter("draft", world.day(first - 6, 9, 1))
                              .enter("proposed", world.day(first - 6, 11, 20), "ict_agency")
                              .enter("adopted", world.day(first - 6, 12, 20), "head_of_region")
                              .enter("superseded", world.day(first - 1, 12, 31))
                              .add();
    if (amiss(world, kind, "bases")) {
        bases.pop_back();
    }
    if (amiss(world, kind, "sections")) {
        std::erase(sections, "security");
    }
    const Date from = world.day(first, 1, 1);
    const Date until = world.day(first + (amiss(world, kind, "term") ? 3 : 4), 12, 31);
    auto draft = world.record("strategic_plan")
                     .with({{"title", fmt::format("{} {}-{}", plan.title, first, first + 4)},
                            {"kind", kind},
                            {"origin", "first"},
                            {"timing", "rpjmd_start"},
                            {"previous", previous},
                            {"by", "head_of_region"},
                            {"instrument", form_of(world, kind)},
                            {"number", number()},
                            {"valid_from", to_string(from)},
                            {"valid_to", to_string(until)},
                            {"rpjmd_to", to_string(world.day(first + 4, 12, 31))},
                            {"file", World::file("decree")},
                            {"description", fmt::format("{} {} (contoh).", plan.title, world.regulation.region)}})
                     .parts("bases", bases, from - days(90))
                     .parts("sections", sections, from - days(60))
                     .enter("draft", from - days(120));
    if (!amiss(world, kind, "draft")) {
        draft.enter("proposed", from - days(40), "ict_agency").enter("adopted", from - days(12), "head_of_region");
    }
    const auto id = draft.add();
    world.plans.push_back({id, fmt::format("{} {}-{}", plan.title, first, first + 4), kind, {}, from});
}

struct Element {
    std::string_view domain, name;
};
constexpr std::array element_names = {
    Element{"process", "Perencanaan dan penganggaran"},
    Element{"process", "Kepegawaian"},
    Element{"process", "Pelayanan perizinan"},
    Element{"process", "Pelayanan kesehatan"},
    Element{"data", "Data kependudukan"},
    Element{"data", "Data keuangan"},
    Element{"data", "Data pelayanan publik"},
    Element{"data", "Data geospasial"},
    Element{"service", "Layanan publik dasar"},
    Element{"service", "Layanan administrasi pemerintahan"},
    Element{"service", "Layanan perizinan terpadu"},
    Element{"application", "Aplikasi Umum bagi pakai"},
    Element{"application", "Aplikasi Khusus layanan publik"},
    Element{"application", "Aplikasi Khusus administrasi"},
    Element{"infrastructure", "Pusat data dan pemulihan"},
    Element{"infrastructure", "Jaringan intra pemerintah daerah"},
    Element{"infrastructure", "Sistem penghubung layanan"},
    Element{"security", "Manajemen keamanan informasi"},
    Element{"security", "Perlindungan aplikasi dan data"},
    Element{"governance", "Kebijakan dan kelembagaan SPBE"},
    Element{"management", "Manajemen SPBE terpadu"},
    Element{"ict_audit", "Audit TIK berkala"},
};

bool belongs(std::string_view plan, std::string_view domain) {
    if (plan == "rpjmd") {
        return domain == "governance" || domain == "service";
    }
    if (plan == "architecture") {
        return domain != "governance" && domain != "management" && domain != "ict_audit";
    }
    if (plan == "roadmap") {
        return domain != "process" && domain != "data";
    }
    return plan == "master_plan" || domain == "process";
}

void add_elements(World& world) {
    for (const Item& plan : world.plans) {
        int number = 0;
        for (const Element& each : element_names) {
            if (!belongs(plan.kind, each.domain)) {
                continue;
            }
            ++number;
            world.elements[plan.kind][std::string(each.domain)].push_back(
                world.record("plan_element")
                    .with({{"name", each.name},
                           {"plan", plan.id},
                           {"domain", plan.kind == "rpjmd" ? "goal" : each.domain},
                           {"code", fmt::format("{}.{:02}",
                                                plan.kind == "rpjmd"          ? "RPJMD"
                                                : plan.kind == "architecture" ? "ARS"
                                                : plan.kind == "roadmap"      ? "PR"
                                                : plan.kind == "master_plan"  ? "RI"
                                                                              : "PPB",
                                                number)},
                           {"national_code", fmt::format("RA.{:02}.{:02}", static_cast<int>(each.domain.size()), number)},
                           {"level", 2},
                           {"agency", "diskominfo"}})
                    .enter("active", plan.since)
                    .add());
        }
    }
}

void add_sections(World& world) {
    std::set<std::pair<std::string, std::string>> written;
    for (const Asked::Bound& bound : world.asked.of("plan.responsible")) {
        for (const Item& plan : world.plans) {
            if (!bound.names("plan", plan.kind)) {
                continue;
            }
            const auto offices = bound.offices("role");
            const std::string office = offices.empty() ? "ict_agency" : offices.front();
            const Agency* agency = world.holder(office);
            for (const std::string& part : bound.binding->with.texts("part")) {
                written.emplace(plan.kind, part);
                // The regional secretariat drafts one section that is another's by law.
                const bool wrong = part == "security";
                world.record("plan_section")
                    .with({{"title", fmt::format("Bagian {} pada {}", part == "whole" ? "keseluruhan" : part, plan.name)},
                           {"plan", plan.id},
                           {"plan_kind", plan.kind},
                           {"part", part},
                           {"coordinator", wrong ? "secretary" : office},
                           {"drafter", agency != nullptr ? agency->id : "diskominfo"},
                           {"content", "Naskah bagian ini disusun bersama perangkat daerah terkait."}})
                    .enter("active", plan.since - days(80))
                    .add();
            }
        }
    }
    for (const Item& plan : world.plans) {
        if (plan.kind != "rpjmd" && written.emplace(plan.kind, "whole").second) {
            world.record("plan_section")
                .with({{"title", fmt::format("Keseluruhan {}", plan.name)},
                       {"plan", plan.id},
                       {"plan_kind", plan.kind},
                       {"part", "whole"},
                       {"coordinator", "ict_agency"},
                       {"drafter", "diskominfo"}})
                .enter("active", plan.since - days(80))
                .add();
        }
    }
}

std::vector<std::string> evaluators(const World& world, std::string_view plan) {
    for (const Asked::Bound& bound : world.asked.of("plan.evaluated")) {
        if (bound.names("plan", plan)) {
            std::vector<std::string> offices = bound.binding->with.find("each_by") != nullptr ? bound.binding->with.texts("each_by") : bound.norm->actors;
            for (std::string& office : offices) {
                office = office.starts_with("role:") ? office.substr(5) : office;
            }
            return offices;
        }
    }
    return {"ict_agency"};
}

void add_review(World& world, const Item& plan, std::string_view kind, std::string_view occasion, std::string_view by, Date on, Dice& dice) {
    std::vector<std::string> grounds;
    if (kind != "evaluation") {
        grounds = world.asked.list("plan.change_grounded", "grounds", "plan", plan.kind);
        grounds.resize(std::min<std::size_t>(grounds.size(), dice.chance(50) ? 2 : 1));
    }
    const auto title = fmt::format("{} {} tahun {}",
                                   kind == "evaluation" ? "Evaluasi"
                                   : kind == "review"   ? "Tinjauan"
                                                        : "Usul perubahan",
                                   plan.name, static_cast<int>(std::chrono::year_month_day(on).year()));
    const auto id = world.record("plan_review")
                        .with({{"title", title},
                               {"plan", plan.id},
                               {"plan_kind", plan.kind},
                               {"kind", kind},
                               {"occasion", occasion},
                               {"by", by},
                               {"date", to_string(on)},
                               {"findings", "Capaian sebagian besar sesuai rencana; beberapa kegiatan mundur satu triwulan."},
                               {"recommendation", "Sesuaikan jadwal dan kebutuhan anggaran."},
                               {"file", World::file("report")}})
                        .when(kind == "review", {{"reviewed_on", to_string(on)}})
                        .parts("grounds", grounds, on, "menjadi alasan tinjauan")
                        .enter("draft", on - days(20))
                        .enter("submitted", on - days(5), by)
                        .enter("closed", on, by)
                        .add();
    if (kind == "review" && on <= world.today && world.asked.speaks("review.followed_up", "of", "plan_review") && dice.chance(70)) {
        world.record("follow_up")
            .with({{"title", fmt::format("Tindak lanjut {}", title)},
                   {"source", any("plan_review", id)},
                   {"agency", "diskominfo"},
                   {"action", "Menyusun penyesuaian jadwal kegiatan."},
                   {"due_on", to_string(on + days(60))},
                   {"date", to_string(on + days(25))}})
            .enter("open", on + days(3))
            .enter("done", on + days(25))
            .add();
    }
}

void add_reviews(World& world, Dice& dice) {
    for (const Item& plan : world.plans) {
        if (plan.kind == "rpjmd") {
            continue;
        }
        for (int of_year = world.year - 2; of_year <= world.year; ++of_year) {
            if (of_year == world.year - 1 && amiss(world, plan.kind, "evaluated")) {
                continue;
            }
            for (const std::string& by : evaluators(world, plan.kind)) {
                // This year's evaluation is due until the year ends: it is there only late in the year.
                const Date on = world.day(of_year, 10, 12);
                if (on <= world.today) {
                    add_review(world, plan, "evaluation", "yearly", by, on, dice);
                }
            }
        }
        add_review(world, plan, "review", "midterm", "coordination_team", std::min(world.day(world.year, 5, 20), world.ago(10)), dice);
        if (plan.kind == "roadmap" || plan.kind == "master_plan") {
            add_review(world, plan, "change", "ad_hoc", "ict_agency", world.today + days(20), dice);
        }
    }
}

struct Activity {
    std::string_view name, part, type, agency;
};
constexpr std::array activities = {
    Activity{"Penyusunan kebijakan keamanan informasi", "governance", "develop", "diskominfo"},
    Activity{"Penguatan Tim Koordinasi SPBE", "governance", "apply", "setda"},
    Activity{"Penerapan manajemen risiko SPBE", "management", "apply", "bag-organisasi"},
    Activity{"Penerapan manajemen layanan dan meja layanan", "management", "apply", "diskominfo"},
    Activity{"Satu data daerah", "management", "build", "bappeda"},
    Activity{"Portal pelayanan publik terpadu", "service", "develop", "diskominfo"},
    Activity{"Perizinan daring terintegrasi", "service", "develop", "dpmptsp"},
    Activity{"Pendaftaran antrean layanan kesehatan", "service", "develop", "dinkes"},
    Activity{"Peningkatan kapasitas pusat data", "infrastructure", "develop", "diskominfo"},
    Activity{"Pusat pemulihan bencana", "infrastructure", "build", "diskominfo"},
    Activity{"Perluasan jaringan intra ke kelurahan/desa", "infrastructure", "build", "diskominfo"},
    Activity{"Sistem penghubung layanan", "infrastructure", "develop", "diskominfo"},
    Activity{"Penggabungan aplikasi sejenis", "application", "develop", "diskominfo"},
    Activity{"Penerapan Aplikasi Umum kearsipan", "application", "apply", "arpus"},
    Activity{"Aplikasi kinerja pegawai", "application", "develop", "bkpsdm"},
    Activity{"Aplikasi pajak daerah", "application", "develop", "bapenda"},
    Activity{"Pengujian keamanan aplikasi", "security", "apply", "diskominfo"},
    Activity{"Sertifikat elektronik pejabat", "security", "apply", "diskominfo"},
    Activity{"Tim tanggap insiden siber", "security", "build", "diskominfo"},
    Activity{"Audit TIK internal", "ict_audit", "apply", "inspektorat"},
};

void add_activities(World& world, Dice& dice) {
    const auto plan = std::ranges::find_if(world.plans, [](const Item& each) { return each.kind == "roadmap" || each.kind == "master_plan"; });
    for (const Activity& each : activities) {
        const int begins = world.year - dice.between(0, 2);
        const bool over = begins == world.year - 2 && dice.chance(40);
        boost::json::array targets;
        for (int of_year = begins; of_year <= begins + 2; ++of_year) {
            boost::json::object target{{"year", of_year}, {"target", 100}, {"amount", dice.between(8, 90) * 1'000'000'000LL}};
            if (of_year < world.year) {
                target["realised"] = dice.between(60, 100);
            }
            targets.push_back(std::move(target));
        }
        auto draft = world.record("plan_activity")
                         .with({{"name", each.name},
                                {"part", each.part},
                                {"type", each.type},
                                {"agency", each.agency},
                                {"indicator", "Persentase penyelesaian kegiatan"},
                                {"unit", "persen"},
                                {"targets", std::move(targets)},
                                {"program_code", fmt::format("2.16.{:02}", dice.between(1, 9))},
                                {"starts_on", to_string(world.day(begins, 2, 1))},
                                {"ends_on", to_string(world.day(begins + 2, 11, 30))},
                                {"progress", over ? 100 : dice.between(10, 90)}})
                         .texts("plan_elements", world.elements_for("plan_activity", each.part, dice))
                         .enter("draft", world.day(begins, 1, 10))
                         .enter("active", world.day(begins, 2, 1), "ict_agency");
        if (plan != world.plans.end()) {
            draft.with({{"plan", plan->id}});
        }
        if (over) {
            draft.enter("closed", world.day(world.year - 1, 12, 10));
        }
        world.activities.push_back({draft.add(), std::string(each.name), std::string(each.part), std::string(each.agency), world.day(begins, 2, 1)});
    }
}

}  // namespace

void add_plans(World& world) {
    Dice dice = world.dice("plans");
    for (const PlanKind& plan : plan_kinds) {
        if (wanted(world, plan.kind)) {
            add_plan(world, plan, dice);
        }
    }
    add_elements(world);
    add_sections(world);
    add_reviews(world, dice);
    add_activities(world, dice);
}

}  // namespace pendopo::demo
