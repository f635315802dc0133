#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

constexpr std::int64_t million = 100'000'000;  // minor units

std::vector<std::string> allowed(const World& world, std::string_view field, std::vector<std::string> otherwise) {
    for (const Asked::Bound& bound : world.asked.of("record.classified")) {
        if (bound.names("of", "budget_line") && bound.names("field", field)) {
            return bound.list("choices");
        }
    }
    return otherwise;
}

void sign_off(World& world, std::string_view plan, std::string_view title, std::string_view agency, Date submitted, Dice& dice) {
    for (const Asked::Bound& bound : world.asked.of("budget.signed_off")) {
        if (!dice.chance(86)) {
            continue;
        }
        const auto by = bound.binding->with.texts("by");
        boost::json::array parts;
        for (const std::string& part : World::mostly(bound.binding->with.texts("parts"), 85, dice)) {
            parts.push_back(Values{{"item", part}, {"text", part == "cost_estimate" ? "Perkiraan anggaran sesuai standar biaya" : "Rekomendasi teknis"}});
        }
        world.approve(bound.binding->with.text("kind", "coordination"), any("budget_plan", plan), title, by.empty() ? "planning_agency" : by.front(),
                      submitted - days(dice.between(2, 12)), {{"applicant", agency}, {"parts", std::move(parts)}});
    }
}

void add_plan(World& world, const Agency& agency, int of_year, bool with_lines, Dice& dice) {
    // A budget is written in January of its year in the sample, so that each year holds its own.
    const Date submitted = world.day(of_year, 1, 12);
    const bool future = submitted > world.today;
    const auto title = fmt::format("Rencana dan anggaran SPBE {} {}", agency.short_name, of_year);
    const std::int64_t total = std::int64_t{dice.between(12, 240)} * 10 * million;
    auto draft = world.record("budget_plan")
                     .with({{"title", title},
                            {"year", of_year},
                            {"agency", agency.id},
                            {"author", dice.chance(90) ? std::string("diskominfo") : agency.id},
                            {"stage", "initial"},
                            {"date", to_string(future ? world.today : submitted)},
                            {"total", total},
                            {"number", fmt::format("900/{}/CONTOH", dice.between(10, 400))}})
                     .enter("draft", std::min(submitted - days(50), world.ago(4)));
    if (!future) {
        draft.enter("submitted", submitted, agency.id).enter("set", submitted + days(14), "head_of_region");
    }
    const auto id = draft.add();
    if (!future) {
        sign_off(world, id, title, agency.id, submitted, dice);
    }
    if (!with_lines) {
        return;
    }
    const auto sources = allowed(world, "funding_source", {"apbd"});
    const auto uses = allowed(world, "use", {"operation", "maintenance", "procurement"});
    for (int i = 0; i < 2; ++i) {
        const std::string& use = dice.pick(uses);
        const std::int64_t amount = total / 2;
        world.record("budget_line")
            .with({{"name", fmt::format("{} TIK {} {}", i == 0 ? "Belanja operasi" : "Belanja modal", agency.short_name, of_year)},
                   {"budget_plan", id},
                   {"program_code", fmt::format("2.16.{:02}.2.{:02}", dice.between(1, 3), dice.between(1, 9))},
                   {"account_code", "5.1.02.02.01.0063"},
                   {"activity", dice.pick(world.activities).id},
                   {"funding_source", dice.chance(93) ? sources.front() : sources.back()},
                   {"use", use},
                   {"amount", amount},
                   {"realised", of_year < world.year ? amount / 100 * dice.between(70, 99) : amount / 100 * dice.between(5, 50)}})
            .texts("plan_elements", world.elements_for("budget_line", "infrastructure", dice))
            .enter("draft", std::min(submitted - days(40), world.ago(3)))
            .enter("active", submitted + days(15), agency.id)
            .add();
    }
}

void add_vendors(World& world) {
    Dice dice = world.dice("vendors");
    constexpr std::array names = {"CV Rekayasa Contoh",       "PT Sistem Rekaan Nusantara", "PT Jaringan Misalnya", "CV Aplikasi Umpama",
                                  "PT Awan Contoh Indonesia", "Koperasi Digital Rekaan",    "CV Perangkat Andai",   "PT Audit Contoh Mandiri",
                                  "CV Basis Data Umpama",     "PT Keamanan Rekaan"};
    std::vector<std::string> active;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool waits = i + 1 == names.size();
        const Date since = world.ago(dice.between(200, 1000));
        const auto id = world.record("vendor")
                            .with({{"name", names[i]},
                                   {"form", names[i][0] == 'C'   ? "cv"
                                            : names[i][0] == 'K' ? "cooperative"
                                                                 : "pt"},
                                   {"scale", i % 2 == 0 ? "small" : "medium"},
                                   {"tax_number", fmt::format("00.000.000.{}-000.000", i)},
                                   {"business_number", fmt::format("0000000000{:03}", i)},
                                   {"business_fields", boost::json::array{"Jasa TIK"}},
                                   {"country", i == 4 && world.asked.speaks("item.indonesian") ? "SG" : "ID"},
                                   {"owner_name", "Pemilik rekaan"},
                                   {"address", fmt::format("{} {} (contoh)", world.region.streets[1], i + 3)},
                                   {"phone", "(0000) 000777"},
                                   {"email", fmt::format("vendor{}@example.com", i + 1)}})
                            .parts("documents", {"deed", "business_licence", "tax_number", "identity"}, since - days(9), "diperiksa")
                            .enter("registered", waits ? world.ago(4) : since - days(12))
                            .enter("active", waits ? world.today + days(1) : since, "procurement_unit")
                            .add();
        if (!waits) {
            active.push_back(id);
            if (dice.chance(85)) {
                world.approve("vendor_verification", any("vendor", id), fmt::format("Verifikasi {}", names[i]), "procurement_unit", since - days(3));
            }
        }
    }
    struct Work {
        std::string_view name, kind;
    };
    constexpr std::array works = {Work{"Sewa ruang pusat pemulihan", "drc"},
                                  Work{"Pemeliharaan pusat data", "infrastructure"},
                                  Work{"Langganan internet", "network"},
                                  Work{"Pembangunan portal layanan", "application"},
                                  Work{"Pengembangan aplikasi pajak", "application"},
                                  Work{"Pengadaan server", "infrastructure"},
                                  Work{"Layanan keamanan", "service"},
                                  Work{"Pengadaan laptop", "goods"},
                                  Work{"Serat optik antarkantor", "network"},
                                  Work{"Lisensi basis data", "goods"},
                                  Work{"Audit keamanan aplikasi", "service"},
                                  Work{"Pelatihan pranata komputer", "service"},
                                  Work{"Penyimpanan awan cadangan", "infrastructure"},
                                  Work{"Pemindahan aplikasi ke pusat data", "service"}};
    for (std::size_t i = 0; i < works.size(); ++i) {
        const Date from = world.ago(dice.between(30, 900));
        // One contract for infrastructure is with a foreign company.
        const bool foreign = i == 12;
        world.record("contract")
            .with({{"name", works[i].name},
                   {"number", fmt::format("027/{}/CONTOH", dice.between(10, 300))},
                   {"about_kind", works[i].kind},
                   {"agency", "diskominfo"},
                   {"vendor", active[foreign ? 4 : i % active.size()]},
                   {"entity_country", foreign ? "SG" : "ID"},
                   {"located_in", foreign ? "SG" : "ID"},
                   {"value", std::int64_t{dice.between(5, 300)} * 10 * million},
                   {"method", dice.chance(60) ? "e_purchasing" : "tender"},
                   {"rup_code", fmt::format("{}", 40000000 + dice.below(999999))},
                   {"signed_on", to_string(from - days(3))},
                   {"valid_from", to_string(from)},
                   {"valid_to", to_string(from + days(365))},
                   {"confidentiality", dice.chance(80)},
                   {"document", World::file("decree")}})
            .enter("draft", from - days(20))
            .enter("active", from, "diskominfo")
            .enter("ended", from + days(365))
            .add();
    }
}

void add_procurement_tasks(World& world) {
    if (!world.asked.speaks("procurement.vendor_verified")) {
        return;
    }
    Dice dice = world.dice("procurement tasks");
    struct Task {
        std::string_view name, function;
    };
    constexpr std::array tasks = {Task{"Pemeliharaan sistem pengadaan", "system_management"}, Task{"Registrasi pengguna", "administration"},
                                  Task{"Bantuan teknis penyedia", "helpdesk"}, Task{"Penyediaan data pemeriksaan", "data_for_audit"}};
    for (int i = 0; i < 16; ++i) {
        const Task& task = tasks[static_cast<std::size_t>(i) % tasks.size()];
        const Date on = world.ago(i * 40 + dice.between(2, 30));
        world.record("procurement_task")
            .with({{"name", task.name},
                   {"function", task.function},
                   {"date", to_string(on)},
                   {"officer", world.someone("bag-pbj", dice).id},
                   {"beneficiaries", "Penyedia dan PPK"},
                   {"document", World::file("report")}})
            .enter("done", on)
            .add();
    }
}

}  // namespace

void add_budgets(World& world) {
    Dice dice = world.dice("budgets");
    const bool every = std::ranges::any_of(world.asked.of("budget.yearly"), [](const Asked::Bound& bound) { return bound.names("per", "agency", true); });
    for (int of_year = world.year - 2; of_year <= world.year + 1; ++of_year) {
        for (const Agency& agency : world.agencies) {
            const bool big = agency.function == "ict_agency" || agency.autonomous || agency.id == "dinkes" || agency.id == "disdik" || agency.id == "dpmptsp" ||
                             agency.id == "disdukcapil";
            const bool next = of_year > world.year;
            if (agency.form == "unit" || agency.form == "bureau" || (next && !big) || (!every && !big) || (every && !big && dice.chance(12))) {
                continue;
            }
            add_plan(world, agency, of_year, big && !next, dice);
        }
    }
    add_vendors(world);
    add_procurement_tasks(world);
}

}  // namespace pendopo::demo
