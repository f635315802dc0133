// The services, and which applications carry them; the applications' own records follow in applications.cpp.

#include "demo/application_table.hpp"
#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

constexpr std::size_t application_count = 120;

/// The kinds that this law knows; where it lists none, common and special.
std::string kind_here(const World& world, std::string_view kind) {
    const bool many = world.asked.speaks("application.builder") && std::ranges::any_of(world.asked.of("application.builder"), [&](const Asked::Bound& bound) {
                          const yaml::Node* where = bound.binding->with.find("where");
                          return where != nullptr && where->text("kind") == "shared_special";
                      });
    return kind == "common" || many ? std::string(kind) : "special";
}

std::string add_service(World& world, const ApplicationKind& kind, std::string_view application, Dice& dice);

void name_application(World& world, const ApplicationKind& kind, const std::string& name, Dice& dice) {
    Application application;
    application.id = world.next_id(*world.catalogue.find("application"));
    application.name = name;
    application.slug = slug_of(name);
    application.kind = kind_here(world, kind.kind);
    application.agency = kind.owner;
    application.system = kind.system;
    application.internet = kind.audience != 'a';
    application.existing = dice.chance(34);
    application.closed_source = application.kind != "common" && dice.chance(9);
    application.users = kind.audience == 'a'   ? std::vector<std::string>{"civil_servant"}
                        : kind.audience == 'b' ? std::vector<std::string>{"business", "public"}
                                               : std::vector<std::string>{"public"};
    if (!kind.service.empty()) {
        application.service = add_service(world, kind, application.id, dice);
    } else {
        const auto earlier = std::ranges::find_if(world.services, [&](const Service& service) { return service.agency == kind.owner; });
        application.service = earlier == world.services.end() || dice.chance(10) ? std::string() : earlier->id;
    }
    world.applications.push_back(std::move(application));
}

void add_process(World& world, const Service& service, Dice& dice) {
    const Date since = service.since + days(dice.between(-20, 60));
    std::vector<std::string> related;
    if (!world.processes.empty()) {
        related.push_back(world.processes.back().id);
    }
    const bool whole = dice.chance(68);
    const bool careless = dice.chance(8);
    auto draft = world.record("business_process")
                     .with({{"name", fmt::format("Proses {}", service.name)},
                            {"code", fmt::format("PB.{:03}", world.processes.size() + 1)},
                            {"owner", careless ? "diskominfo" : service.agency},
                            {"kind", service.administration ? "management" : "core"},
                            {"map_kind", "process"},
                            {"level", 2},
                            {"service", service.id},
                            {"inputs", "Permohonan dan data pemohon"},
                            {"outputs", service.name},
                            {"customers", service.administration ? "Perangkat daerah" : "Masyarakat dan pelaku usaha"}})
                     .texts("plan_elements", world.elements_for("business_process", "process", dice))
                     .texts("applications", whole || dice.chance(60) ? std::vector{service.application} : std::vector<std::string>{})
                     .enter("draft", since - days(40));
    if (whole) {
        draft.texts("related", related);
    }
    world.processes.push_back({draft.enter("active", since, service.agency).add(), service.name, {}, service.agency, since});
}

std::string add_service(World& world, const ApplicationKind& kind, std::string_view application, Dice& dice) {
    Service service;
    service.name = kind.service;
    service.agency = kind.owner;
    service.administration = kind.audience == 'a';
    service.kind = kind.field;
    service.application = application;
    service.since = world.ago(dice.between(200, 1080));
    const bool open = dice.chance(88);
    std::vector<std::string> controls;
    for (const Asked::Bound& bound : world.asked.of("security.controls")) {
        if (bound.names("of", "service")) {
            controls = bound.list("controls");
        }
    }
    const std::string host = world.host(slug_of(kind.service));
    auto draft = world.record("service")
                     .with({{"name", service.name},
                            {"code", fmt::format("LY.{:03}", world.services.size() + 1)},
                            {"owner", service.agency},
                            {"kind", service.administration ? "administration" : "public"},
                            {"field", kind.field},
                            {"system", kind.system},
                            {"user_group", service.administration ? "internal"
                                           : kind.audience == 'b' ? "business"
                                                                  : "community"},
                            {"method", dice.chance(80) ? "electronic" : "hybrid"},
                            {"application", application},
                            {"purpose", fmt::format("Menyelenggarakan {} dengan cepat dan mudah.", service.name)},
                            {"requirements", "Identitas pemohon dan dokumen pendukung."},
                            {"procedure", "Daftar, unggah berkas, verifikasi, terima hasil."},
                            {"duration", dice.chance(50) ? "3d" : "24h"},
                            {"fee", "Tidak dipungut biaya"},
                            {"legal_basis", "Standar pelayanan perangkat daerah (contoh)"},
                            {"complaint_channel", "Meja layanan dan SP4N-LAPOR!"},
                            {"contact_phone", "(0000) 000111"},
                            {"contact_email", fmt::format("layanan@{}", world.host("surel"))}})
                     .when(!service.administration && open, {{"online_channel", fmt::format("https://{}", host)}, {"url", fmt::format("https://{}", host)}})
                     .texts("targets", service.administration ? std::vector<std::string>{"civil_servant"} : std::vector<std::string>{"public", "business"})
                     .texts("plan_elements", world.elements_for("service", "service", dice))
                     .parts("controls", World::mostly(controls, 62, dice), service.since, "diterapkan")
                     .parts("deployment_conditions", World::mostly(world.asked.list("service.deployment_conditions", "conditions"), 60, dice),
                            service.since - days(30), "terpenuhi");
    if (!service.administration) {
        draft.parts("published_information", World::mostly(world.asked.list("service.public_information", "items"), 62, dice), service.since, "diumumkan");
    }
    draft.enter("draft", service.since - days(60));
    // A few services are still being prepared.
    service.id = dice.chance(94) ? draft.enter("active", service.since, service.agency).add() : draft.add();
    if (dice.chance(84)) {
        add_process(world, service, dice);
    }
    world.services.push_back(service);
    return service.id;
}

/// A reasoned exception where a service does not run on a common application.
void add_exemptions(World& world, Dice& dice) {
    for (const Service& service : world.services) {
        const bool asked = world.asked.speaks("service.common_application", "kind", service.administration ? "administration" : "public");
        const auto application = std::ranges::find(world.applications, service.application, &Application::id);
        if (!asked || application == world.applications.end() || application->kind == "common" || !dice.chance(55)) {
            continue;
        }
        const Date since = service.since + days(dice.between(5, 90));
        world.record("exemption")
            .with({{"title", fmt::format("Belum memakai Aplikasi Umum: {}", service.name)},
                   {"about", any("service", service.id)},
                   {"kind", "stated_reason"},
                   {"reason", "Belum ada Aplikasi Umum yang ditetapkan untuk layanan ini."},
                   {"agency", service.agency},
                   {"by", "ict_agency"},
                   {"number", fmt::format("555/{}/CONTOH", dice.between(20, 400))},
                   {"valid_from", to_string(since)},
                   {"valid_to", to_string(world.day(world.year + 1, 12, 31))}})
            .enter("requested", since - days(14))
            .enter("valid", since, "ict_agency")
            .add();
    }
}

}  // namespace

void add_services(World& world) {
    Dice dice = world.dice("services");
    for (const ApplicationKind& kind : application_kinds()) {
        name_application(world, kind, std::string(kind.name), dice);
    }
    constexpr std::array everywhere = {"Arsip Digital", "Buku Tamu", "Inventaris Ruangan", "Layanan Kecamatan"};
    for (std::size_t i = 0; world.applications.size() < application_count; ++i) {
        const Agency& agency = world.agencies[i % world.agencies.size()];
        const bool district = agency.function == "district";
        const std::string_view what = district ? everywhere[3] : everywhere[i / world.agencies.size() % 3];
        const std::string name =
            district ? fmt::format("Layanan {}{}", agency.name, i >= world.agencies.size() ? " Keliling" : "") : fmt::format("{} {}", what, agency.short_name);
        const std::string service = district && i < world.agencies.size() ? fmt::format("Surat keterangan {}", agency.name) : "";
        name_application(world, {name, agency.id, "special", "other", service, "other", district ? 'p' : 'a'}, name, dice);
    }
    add_exemptions(world, dice);
}

}  // namespace pendopo::demo
