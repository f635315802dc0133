#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

struct Kind {
    std::string_view kind, name, site;
};
constexpr std::array kinds = {
    Kind{"data_center", "Pusat Data Pemerintah Daerah", "Gedung Diskominfo lantai 2"},
    Kind{"intra_network", "Jaringan Intra Pemerintah Daerah", "Seluruh perangkat daerah"},
    Kind{"hub", "Sistem Penghubung Layanan", "Gedung Diskominfo lantai 2"},
    Kind{"security", "Pusat Pemantauan Keamanan", "Gedung Diskominfo lantai 3"},
    Kind{"portal", "Portal Pelayanan Publik", "Gedung Diskominfo lantai 2"},
    Kind{"drc", "Pusat Pemulihan Bencana", "Ruang server Arpus"},
    Kind{"backup_store", "Penyimpanan Cadangan", "Gedung Diskominfo lantai 2"},
    Kind{"national_data_center", "Pusat Data Nasional (ruang pakai bersama)", "Luar daerah"},
};

std::vector<std::string> controls_of(const World& world, std::string_view kind) {
    std::vector<std::string> controls;
    for (const Asked::Bound& bound : world.asked.of("security.controls")) {
        if ((bound.names("of", "facility") || bound.binding->with.find("of") == nullptr) && bound.admits("kind", kind)) {
            for (const std::string& control : bound.list("controls")) {
                if (std::ranges::find(controls, control) == controls.end()) {
                    controls.push_back(control);
                }
            }
        }
    }
    return controls;
}

/// The disaster recovery plan comes before the centre where the law says so; two governments have no centre yet.
bool has_recovery_centre(const World& world) { return world.asked.speaks("drc.location") || world.regulation.slug != "madiun"; }

void add_facility(World& world, const Kind& kind, Dice& dice) {
    const Date started = world.day(world.year - (kind.kind == "drc" ? 1 : 5), 3, 4);
    std::vector<std::string> everyone;
    everyone.reserve(world.agencies.size());
    for (const Agency& agency : world.agencies) {
        everyone.push_back(agency.id);
    }
    const bool shared = kind.kind != "security" && kind.kind != "backup_store";
    auto draft = world.record("facility")
                     .with({{"name", kind.name},
                            {"kind", kind.kind},
                            {"agency", "diskominfo"},
                            {"ownership", kind.kind == "national_data_center" ? "central" : "ict_agency"},
                            {"manager", "ict_agency"},
                            {"coordinator", "ict_agency"},
                            {"site", kind.site},
                            {"address", fmt::format("{} 1 (contoh), {}", world.region.streets.front(), world.regulation.region)},
                            {"country", "ID"},
                            {"coordinates", world.place(dice)},
                            {"vital", kind.kind != "portal" && kind.kind != "backup_store"},
                            {"started_on", to_string(started)},
                            {"contact_name", "Meja layanan Diskominfo"},
                            {"contact_phone", "(0000) 000900"},
                            {"contact_email", fmt::format("mejalayanan@{}", world.host("surel"))}})
                     .texts("plan_elements", world.elements_for("facility", kind.kind == "security" ? "security" : "infrastructure", dice))
                     .parts("controls", kind.kind == "data_center" ? controls_of(world, kind.kind) : World::mostly(controls_of(world, kind.kind), 65, dice),
                            started + days(90), "diterapkan");
    if (shared) {
        draft.texts("shared_with", everyone);
    }
    if (kind.kind == "data_center") {
        draft
            .with({{"national_unavailable_reason", "Kapasitas Pusat Data Nasional untuk daerah belum tersedia; pemindahan direncanakan bertahap."},
                   {"tier", "tier_2"},
                   {"rack_count", 12},
                   {"power_capacity", 40},
                   {"storage_capacity", 180},
                   {"protection", "Pemadam gas, pendingin presisi, UPS, dan genset."}})
            .parts("guarantees", World::mostly(world.asked.list("data_center.guarantees", "guarantees"), 70, dice), started,
                   "dijamin dalam perjanjian layanan, terukur tiap bulan");
    }
    if (kind.kind == "drc" || kind.kind == "backup_store") {
        draft.with({{"data_center", world.facility("data_center")->id}});
    }
    if (kind.kind == "portal") {
        boost::json::array measured;
        for (const auto& [item, mark] : {std::pair{"fast", "4.1"}, {"accurate", "4.3"}, {"easy", "3.8"}, {"simple", "4.0"}}) {
            measured.push_back(
                Values{{"item", item}, {"text", "Survei pengguna portal, skala 1 sampai 5"}, {"number", mark}, {"on", to_string(world.ago(60))}});
        }
        draft.with({{"measured", std::move(measured)}});
    }
    if (kind.kind == "security") {
        draft.parts("aspects", world.asked.list("security_infrastructure.aspects", "aspects"), started, "ditata");
    }
    if (!world.facilities.empty() && kind.kind != "security") {
        draft.texts("links", {world.facilities.front().id});
    } else if (kind.kind == "data_center") {
        draft.texts("links", {"FAS-0002"});  // the intra network, which is written next
    }
    draft.enter("planned", started - days(200)).enter("started", started).enter("active", started + days(60), "ict_agency");
    world.facilities.push_back({draft.add(), std::string(kind.name), std::string(kind.kind), "diskominfo", started});
    if (kind.kind == "drc" || kind.kind == "hub") {
        if (dice.chance(70)) {
            world.approve("coordination", any("facility", world.facilities.back().id), fmt::format("Koordinasi pembangunan {}", kind.name), "ict_agency",
                          started - days(30), {{"applicant", "diskominfo"}});
        }
    }
}

/// What a link to a facility of the centre needs before it opens, for most of it.
void clear_link(World& world, std::string_view link, std::string_view kind, std::string_view peer, std::string_view name, Date opened, Dice& dice) {
    std::set<std::string> issued;
    for (const Asked::Bound& bound : world.asked.of("facility.use_conditions")) {
        if (!bound.names("of", "facility_link") || !bound.admits("kind", kind) || !bound.admits("peer_kind", peer)) {
            continue;
        }
        const yaml::Node* by = bound.binding->with.find("by");
        for (const std::string& condition : bound.list("conditions")) {
            std::string office = "ict_agency";
            if (by != nullptr && by->is_map()) {
                office = by->text(condition, "ict_agency");
            } else if (by != nullptr) {
                office = bound.binding->with.texts("by").front();
            }
            if (issued.insert(condition).second && dice.chance(78)) {
                world.approve(condition, any("facility_link", link), fmt::format("Syarat sambungan: {}", name), office, opened - days(dice.between(5, 60)),
                              {{"applicant", "diskominfo"}});
            }
        }
    }
}

void add_link(World& world, std::string_view kind, std::string_view peer, std::string_view form, std::string_view agency, std::string_view name, Dice& dice) {
    const Item* facility = world.facility(kind);
    const Date opened = world.ago(dice.between(80, 900));
    const auto id = world.record("facility_link")
                        .with({{"name", name},
                               {"facility", facility->id},
                               {"kind", kind},
                               {"peer_kind", peer},
                               {"form", form},
                               {"agency", agency},
                               {"medium", peer == "own_agency" ? "fibre" : "vpn"},
                               {"bandwidth", dice.between(1, 10) * 100},
                               {"peer_name", peer == "own_agency" ? "" : name}})
                        .enter("planned", opened - days(70))
                        .enter("active", opened, "ict_agency")
                        .add();
    clear_link(world, id, kind, peer, name, opened, dice);
}

void add_links(World& world) {
    Dice dice = world.dice("links");
    add_link(world, "hub", "own_agency", "link", "diskominfo", "Penghubung dengan perangkat daerah", dice);
    add_link(world, "hub", "central", "link", "diskominfo", "Penghubung dengan instansi pusat", dice);
    add_link(world, "hub", "government_hub", "link", "diskominfo", "Penghubung dengan sistem penghubung pemerintah", dice);
    if (dice.chance(50)) {
        add_link(world, "hub", "other_region", "link", "diskominfo", "Penghubung dengan pemerintah provinsi", dice);
    }
    add_link(world, "intra_network", "central", "link", "diskominfo", "Jaringan intra dengan instansi pusat", dice);
    add_link(world, "intra_network", "government_intra_network", "link", "diskominfo", "Jaringan intra pemerintah", dice);
    if (world.asked.speaks("data_center.national")) {
        add_link(world, "data_center", "national_data_center", "link", "diskominfo", "Sambungan ke Pusat Data Nasional", dice);
    }
    if (world.asked.speaks("portal.every_agency")) {
        for (const Agency& agency : world.agencies) {
            if (dice.chance(82)) {
                add_link(world, "portal", "own_agency", "link", agency.id, fmt::format("Portal dengan {}", agency.short_name), dice);
            }
        }
    }
}

/// Who must run a segment under this law.
std::string manager_of(const World& world, std::string_view kind, const Agency& agency) {
    for (const Asked::Bound& bound : world.asked.of("infrastructure.managed_by")) {
        if (bound.names("of", "network_segment") && bound.admits("kind", kind) &&
            bound.admits("agency.ict_status", agency.autonomous ? "ict_autonomous" : "other")) {
            const auto offices = bound.offices("role");
            if (!offices.empty()) {
                return offices.front() == "owning_agency" || offices.front() == "agency" || offices.front() == "ict_autonomous_agency" ? agency.id
                                                                                                                                       : offices.front();
            }
        }
    }
    return kind == "lan" ? agency.id : "ict_agency";
}

std::string add_segment(World& world, std::string_view kind, const Agency& agency, Dice& dice) {
    const int number = static_cast<int>(world.segments.size()) + 1;
    const Date since = world.ago(dice.between(150, 1060));
    const bool own = kind == "lan" && dice.chance(12);
    static const std::map<std::string_view, std::string_view> names = {
        {"intra", "Jaringan intra"}, {"lan", "LAN"}, {"wan", "WAN"}, {"internet", "Akses internet"}, {"special", "Jaringan khusus"}};
    const auto id = world.record("network_segment")
                        .with({{"name", fmt::format("{} {}", names.at(kind), agency.short_name)},
                               {"kind", kind},
                               {"agency", agency.id},
                               {"manager", dice.chance(84) ? manager_of(world, kind, agency) : "third_party"},
                               {"ownership", own ? "agency" : "ict_agency"},
                               {"facility", world.facility("intra_network")->id},
                               {"internet_facing", kind == "internet"},
                               {"site", agency.name},
                               {"medium", kind == "lan" ? "copper" : "fibre"},
                               {"bandwidth", kind == "internet" ? 300 : 100},
                               {"provider", kind == "internet" ? "Penyedia internet (contoh)" : ""},
                               {"address_range", fmt::format("10.{}.{}.0/24", number / 200 + 90, number % 200)},
                               {"vlan", std::to_string(100 + number)},
                               {"node_count", dice.between(8, 90)}})
                        .texts("plan_elements", world.elements_for("network_segment", "infrastructure", dice))
                        .enter("planned", since - days(80))
                        .enter("ordered", since - days(45))
                        .enter("active", since, "ict_agency")
                        .add();
    world.segments.push_back({id, std::string(names.at(kind)), std::string(kind), agency.id, since});
    if (own && world.asked.speaks("purchase.recommended", "of", "network_segment") && dice.chance(70)) {
        world.approve("recommendation", any("network_segment", id), fmt::format("Rekomendasi pengadaan jaringan {}", agency.short_name), "ict_agency",
                      since - days(60), {{"applicant", agency.id}});
    }
    if (kind == "internet" && dice.chance(85)) {
        world.approve("internet_access", any("network_segment", id), fmt::format("Persetujuan akses internet {}", agency.short_name), "ict_agency",
                      since - days(12), {{"applicant", agency.id}});
    }
    return id;
}

void add_diagram(World& world, const Agency& agency, std::string_view segment, std::string_view change, Date on) {
    world.record("lan_diagram")
        .with({{"name", fmt::format("Diagram LAN {}", agency.short_name)},
               {"agency", agency.id},
               {"segment", segment},
               {"network_change", change},
               {"date", to_string(on)},
               {"file", World::file("diagram")},
               {"received_on", to_string(on + days(2))},
               {"receiver", world.staff("diskominfo")[5]->id}})
        .enter("submitted", on)
        .enter("received", on + days(2), "ict_agency")
        .add();
}

void add_segments(World& world) {
    Dice dice = world.dice("segments");
    const Agency& kominfo = *world.holder("ict_agency");
    add_segment(world, "wan", kominfo, dice);
    add_segment(world, "internet", kominfo, dice);
    for (const Agency& agency : world.agencies) {
        if (agency.form == "unit" || (agency.form == "bureau" && dice.chance(30))) {
            continue;
        }
        if (dice.chance(93)) {
            add_segment(world, "intra", agency, dice);
        }
        const auto lan = add_segment(world, "lan", agency, dice);
        if (dice.chance(78)) {
            add_diagram(world, agency, lan, "", world.segments.back().since + days(dice.between(3, 25)));
        }
        if (agency.function == "district" && dice.chance(40)) {
            add_segment(world, "wan", agency, dice);
        }
        if (dice.chance(16)) {
            add_segment(world, "internet", agency, dice);
        }
        if (agency.id == "rsud" || agency.id == "dishub") {
            add_segment(world, "special", agency, dice);
        }
        if (dice.chance(34)) {
            const Date made = world.ago(dice.between(4, 300));
            const bool topology = dice.chance(60);
            const auto change = world.record("network_change")
                                    .with({{"name", fmt::format("Perubahan LAN {}", agency.short_name)},
                                           {"agency", agency.id},
                                           {"segment", lan},
                                           {"kind", topology ? "topology" : "device"},
                                           {"changed_by", "Pengelola TIK"},
                                           {"reason", "Penataan ruang kerja"}})
                                    .when(dice.chance(80), {{"detail", "Penambahan satu sakelar akses dan pemindahan titik jaringan."},
                                                            {"reported_on", to_string(std::min(made + days(5), world.today))}})
                                    .enter("made", made)
                                    .enter("closed", made + days(30))
                                    .add();
            if (topology && dice.chance(75)) {
                add_diagram(world, agency, lan, change, std::min(made + days(6), world.ago(2)));
            }
        }
    }
}

}  // namespace

void add_facilities(World& world) {
    Dice dice = world.dice("facilities");
    for (const Kind& kind : kinds) {
        const bool national = kind.kind == "national_data_center";
        if ((national && !world.asked.speaks("data_center.national")) || (kind.kind == "drc" && !has_recovery_centre(world))) {
            continue;
        }
        add_facility(world, kind, dice);
    }
    add_links(world);
    add_segments(world);
}

}  // namespace pendopo::demo
