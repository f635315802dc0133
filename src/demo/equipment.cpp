#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

constexpr std::size_t server_count = 60;

void add_server(World& world, const Agency& agency, bool own, Dice& dice) {
    const int number = static_cast<int>(world.servers.size()) + 1;
    const bool physical = own || number % 3 == 0;
    const Date ordered = world.ago(dice.between(40, 1000));
    const bool placed = !own && dice.chance(94);
    constexpr std::array uses = {"application", "web", "database", "file", "backup"};
    std::vector<std::string> hosted;
    for (int i = 0; i < dice.between(1, 3); ++i) {
        const std::string& id = world.applications[static_cast<std::size_t>(dice.below(static_cast<int>(world.applications.size())))].id;
        if (std::ranges::find(hosted, id) == hosted.end()) {
            hosted.push_back(id);
        }
    }
    auto draft = world.record("server")
                     .with({{"name", fmt::format("Server {:02} {}", number, agency.short_name)},
                            {"hostname", fmt::format("srv{:02}.{}", number, world.host("server"))},
                            {"kind", physical ? "physical" : "virtual"},
                            {"use", dice.pick(uses)},
                            {"agency", agency.id},
                            {"ownership", own ? "agency" : "ict_agency"},
                            {"rack", physical ? fmt::format("R{:02}", dice.between(1, 12)) : ""},
                            {"coordinator", dice.chance(93) ? "ict_agency" : agency.id},
                            {"processor", physical ? "2 x 16 inti" : "vCPU"},
                            {"cpu_cores", physical ? 32 : dice.between(2, 16)},
                            {"memory", physical ? 256 : dice.between(4, 64)},
                            {"storage", dice.between(1, 40) * 100},
                            {"operating_system", dice.chance(80) ? "Debian 12" : "Windows Server 2019"},
                            {"ip_address", fmt::format("10.99.{}.{}", number / 200, number)},
                            {"bought_year", world.year - dice.between(1, 6)},
                            {"contact_name", agency.short_name},
                            {"contact_phone", "(0000) 000333"},
                            {"support_ends_on", to_string(world.today + days(dice.between(-200, 900)))},
                            {"description", own && !placed ? "Ditempatkan di ruang server perangkat daerah." : ""}})
                     .texts("applications", hosted)
                     .texts("plan_elements", world.elements_for("server", "infrastructure", dice))
                     .enter("planned", ordered - days(60))
                     .enter("ordered", ordered)
                     .enter("active", ordered + days(dice.between(20, 50)), own ? agency.id : std::string("ict_agency"));
    if (placed || (own && dice.chance(45))) {
        draft.with({{"location", world.facility("data_center")->id}});
    }
    if (dice.chance(5)) {
        draft.enter("ended", world.ago(12));
    }
    const auto id = draft.add();
    world.servers.push_back({id, fmt::format("Server {:02}", number), own ? "agency" : "ict_agency", agency.id, ordered});
    if (own && dice.chance(75)) {
        world.approve("recommendation", any("server", id), fmt::format("Rekomendasi pengadaan server {}", agency.short_name), "ict_agency", ordered - days(15),
                      {{"applicant", agency.id}, {"stage", "planning"}});
    }
    if (placed && world.asked.speaks("security.reviewed_by_ict_agency", "of", "server") && dice.chance(68)) {
        world.approve("security_review", any("server", id), fmt::format("Reviu keamanan server {:02}", number), "ict_agency", ordered + days(60),
                      {{"applicant", agency.id}});
    }
}

void add_servers(World& world) {
    Dice dice = world.dice("servers");
    // Own servers: where only ICT-autonomous agencies may have them, two others have them all the same.
    int wrong = world.asked.speaks("server.own_status") ? 2 : 6;
    for (std::size_t i = 0; i < server_count; ++i) {
        const Agency& agency = i % 2 == 0 ? *world.holder("ict_agency") : world.agencies[i * 7 % world.agencies.size()];
        bool own = agency.autonomous && dice.chance(60);
        if (!own && wrong > 0 && agency.function == "service" && dice.chance(50)) {
            own = true;
            --wrong;
        }
        add_server(world, agency, own, dice);
    }
    for (const Application& application : world.applications) {
        if (application.closed_source && application.existing && world.asked.speaks("security.reviewed_by_ict_agency", "of", "application") &&
            dice.chance(70)) {
            world.approve("security_review", any("application", application.id), fmt::format("Reviu keamanan {}", application.name), "ict_agency",
                          world.ago(dice.between(30, 300)), {{"applicant", application.agency}});
        }
    }
}

void add_server_requests(World& world) {
    Dice dice = world.dice("server requests");
    for (int i = 0; i < 14; ++i) {
        const Agency& agency = world.agencies[static_cast<std::size_t>(dice.below(static_cast<int>(world.agencies.size())))];
        const Date submitted = world.ago(i == 0 ? 3 : dice.between(10, 700));
        const Date provided = submitted + days(dice.between(3, dice.chance(80) ? 12 : 40));
        auto draft = world.record("server_request")
                         .with({{"name", fmt::format("Server virtual {}", agency.short_name)},
                                {"agency", agency.id},
                                {"purpose", "Menjalankan aplikasi layanan."},
                                {"no_own_server_reason", "Tidak tersedia ruang dan petugas."},
                                {"cpu_cores", dice.between(2, 8)},
                                {"memory", 16},
                                {"storage", 200},
                                {"operating_system", "Debian 12"},
                                {"needed_from", to_string(submitted + days(14))},
                                {"letter", World::file("letter")}})
                         .enter("submitted", submitted, agency.id);
        if (provided <= world.today && i != 0) {
            draft.with({{"provided_on", to_string(provided)}, {"outcome", "provided"}, {"server", dice.pick(world.servers).id}})
                .enter("closed", provided, "ict_agency");
        }
        draft.add();
    }
}

struct Model {
    std::string_view kind, type, name, card;
    int price;  ///< million rupiah
};
constexpr std::array models = {
    Model{"lan", "network", "Sakelar akses 48 porta", "kib_b", 18},
    Model{"computer", "computer", "Komputer meja", "kib_b", 14},
    Model{"computer", "laptop", "Laptop", "kib_b", 17},
    Model{"backup_server", "storage", "Penyimpanan cadangan", "kib_b", 120},
    Model{"agency_security", "security", "Dinding api kantor", "kib_b", 65},
    Model{"data_cabling", "network", "Instalasi kabel data", "kib_d", 40},
    Model{"support", "power", "UPS 10 kVA", "kib_b", 55},
    Model{"special", "other", "Kamera pantau", "kib_b", 9},
    Model{"other", "software", "Lisensi perangkat lunak", "intangible", 30},
};

void add_devices(World& world) {
    Dice dice = world.dice("devices");
    for (int i = 0; i < 84; ++i) {
        const Agency& agency = world.agencies[static_cast<std::size_t>(i) % world.agencies.size()];
        const Model& model = models[static_cast<std::size_t>(dice.below(static_cast<int>(models.size())))];
        const bool ict = agency.function == "ict_agency";
        const Date ordered = world.ago(dice.between(30, 1000));
        const std::string_view origin = dice.chance(88) ? "own" : dice.chance(60) ? "central" : "province";
        auto draft = world.record("device")
                         .with({{"name", fmt::format("{} {}", model.name, agency.short_name)},
                                {"kind", model.kind},
                                {"device_type", model.type},
                                {"agency", agency.id},
                                {"manager", model.kind == "special" || !ict ? std::string(agency.id) : "ict_agency"},
                                {"ownership", ict ? "ict_agency" : "agency"},
                                {"origin", origin},
                                {"responsible", agency.officer},
                                {"brand", "Merek contoh"},
                                {"model", fmt::format("M-{}", dice.between(100, 999))},
                                {"serial_number", fmt::format("CTH{:06}", i * 37 + 1000)},
                                {"asset_code", fmt::format("1.3.2.10.01.{:02}.{:03}", i % 20 + 1, i)},
                                {"inventory_card", model.card},
                                {"bought_on", to_string(ordered)},
                                {"price", model.price * 100'000'000LL},
                                {"condition", dice.chance(88) ? "good" : "light_damage"},
                                {"warranty_to", to_string(ordered + days(1095))},
                                {"licence_kind", model.type == "software" ? "subscription" : ""}})
                         .when(dice.chance(90), {{"site", agency.name}, {"entered_by", dice.chance(80) ? agency.id : std::string("aset")}})
                         .when(origin != "own" && dice.chance(60), {{"integration_plan", World::file("letter")}})
                         .texts("plan_elements", world.elements_for("device", "infrastructure", dice))
                         .enter("planned", ordered - days(45))
                         .enter("ordered", ordered)
                         .enter("started", ordered + days(14))
                         .enter("active", ordered + days(20), ict ? std::string("ict_agency") : agency.id);
        const auto id = draft.add();
        world.devices.push_back({id, std::string(model.name), std::string(model.kind), agency.id, ordered});
        const bool all = std::ranges::any_of(world.asked.of("purchase.recommended"),
                                             [&](const Asked::Bound& bound) { return bound.names("of", "device") && bound.admits("kind", model.kind); });
        if (all && dice.chance(82)) {
            world.approve("recommendation", any("device", id), fmt::format("Rekomendasi pengadaan {}", model.name), "ict_agency",
                          ordered - days(dice.between(4, 30)), {{"applicant", agency.id}});
        }
        if (world.asked.speaks("project.coordinated", "of", "device") && dice.chance(66)) {
            world.approve("coordination", any("device", id), fmt::format("Koordinasi {}", model.name), "ict_agency", ordered - days(3),
                          {{"applicant", agency.id}});
        }
    }
}

}  // namespace

void add_equipment(World& world) {
    add_servers(world);
    add_server_requests(world);
    add_devices(world);
}

}  // namespace pendopo::demo
