#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

struct Kind {
    std::string_view name, agency, topic, kind;
};
constexpr std::array kinds = {
    Kind{"Jumlah penduduk menurut kelurahan/desa", "disdukcapil", "Kependudukan", "statistical"},
    Kind{"Penerbitan dokumen kependudukan", "disdukcapil", "Kependudukan", "statistical"},
    Kind{"Jumlah peserta didik menurut jenjang", "disdik", "Pendidikan", "statistical"},
    Kind{"Daftar satuan pendidikan", "disdik", "Pendidikan", "other"},
    Kind{"Penerima beasiswa", "disdik", "Pendidikan", "other"},
    Kind{"Kunjungan puskesmas", "dinkes", "Kesehatan", "statistical"},
    Kind{"Kasus penyakit menular", "dinkes", "Kesehatan", "statistical"},
    Kind{"Sebaran fasilitas kesehatan", "dinkes", "Kesehatan", "geospatial"},
    Kind{"Ketersediaan tempat tidur", "rsud", "Kesehatan", "statistical"},
    Kind{"Realisasi anggaran", "bpkad", "Keuangan", "financial"},
    Kind{"Daftar barang milik daerah", "aset", "Keuangan", "financial"},
    Kind{"Penerimaan pajak daerah", "bapenda", "Keuangan", "financial"},
    Kind{"Objek pajak bumi dan bangunan", "bapenda", "Keuangan", "geospatial"},
    Kind{"Izin yang terbit", "dpmptsp", "Perizinan", "statistical"},
    Kind{"Realisasi investasi", "dpmptsp", "Perizinan", "financial"},
    Kind{"Ruas dan kondisi jalan", "dpupr", "Infrastruktur", "geospatial"},
    Kind{"Rencana pola ruang", "dpupr", "Infrastruktur", "geospatial"},
    Kind{"Rumah tidak layak huni", "disperkim", "Permukiman", "statistical"},
    Kind{"Penerima bantuan sosial", "dinsos", "Sosial", "other"},
    Kind{"Pencari kerja terdaftar", "disnaker", "Ketenagakerjaan", "statistical"},
    Kind{"Peserta keluarga berencana", "dp3ap2kb", "Sosial", "statistical"},
    Kind{"Harga pangan harian", "dkpp", "Pangan", "statistical"},
    Kind{"Luas tanam dan panen", "dkpp", "Pangan", "statistical"},
    Kind{"Timbulan sampah", "dlh", "Lingkungan", "statistical"},
    Kind{"Indeks kualitas udara", "dlh", "Lingkungan", "statistical"},
    Kind{"Uji kendaraan bermotor", "dishub", "Perhubungan", "statistical"},
    Kind{"Titik parkir", "dishub", "Perhubungan", "geospatial"},
    Kind{"Kunjungan wisata", "disporapar", "Pariwisata", "statistical"},
    Kind{"Koleksi perpustakaan", "arpus", "Pendidikan", "other"},
    Kind{"Usaha mikro binaan", "disperdagin", "Perekonomian", "other"},
    Kind{"Pedagang pasar", "disperdagin", "Perekonomian", "other"},
    Kind{"Jumlah pegawai menurut golongan", "bkpsdm", "Kepegawaian", "statistical"},
    Kind{"Kehadiran pegawai", "bkpsdm", "Kepegawaian", "other"},
    Kind{"Indikator kinerja utama", "bag-organisasi", "Pemerintahan", "statistical"},
    Kind{"Produk hukum daerah", "bag-hukum", "Pemerintahan", "other"},
    Kind{"Paket pengadaan", "bag-pbj", "Pemerintahan", "financial"},
    Kind{"Rencana kerja perangkat daerah", "bappeda", "Perencanaan", "other"},
    Kind{"Usulan musrenbang", "bappeda", "Perencanaan", "geospatial"},
    Kind{"Temuan dan tindak lanjut pengawasan", "inspektorat", "Pengawasan", "other"},
    Kind{"Kejadian bencana", "bpbd", "Kebencanaan", "geospatial"},
    Kind{"Gangguan ketertiban", "satpolpp", "Ketertiban", "statistical"},
    Kind{"Organisasi kemasyarakatan", "bakesbangpol", "Pemerintahan", "other"},
    Kind{"Aduan masyarakat", "diskominfo", "Pelayanan", "statistical"},
    Kind{"Kinerja jaringan intra", "diskominfo", "TIK", "statistical"},
    Kind{"Indikator statistik sektoral", "statistik", "Statistik", "statistical"},
    Kind{"Agenda persidangan", "setwan", "Pemerintahan", "other"},
};

std::vector<std::string> controls_of(const World& world, std::string_view information_class) {
    std::vector<std::string> controls;
    for (const Asked::Bound& bound : world.asked.of("security.controls")) {
        if (bound.names("of", "dataset", true) && bound.admits("information_class", information_class)) {
            for (const std::string& control : bound.list("controls")) {
                if (std::ranges::find(controls, control) == controls.end()) {
                    controls.push_back(control);
                }
            }
        }
    }
    return controls;
}

void assess(World& world, const Item& dataset, Dice& dice) {
    auto measures = world.asked.list("dataset.quality", "measures");
    if (measures.empty() || !dice.chance(85)) {
        return;
    }
    for (int i = 0; i < dice.between(1, 2); ++i) {
        const Date on = world.ago(i * 200 + dice.between(5, 150));
        const bool passed = dice.chance(90);
        world.record("quality_assessment")
            .with({{"title", fmt::format("Penilaian mutu {}", dataset.name)},
                   {"dataset", dataset.id},
                   {"result", passed ? "passed" : "failed"},
                   {"date", to_string(on)},
                   {"by", "ict_agency"},
                   {"assessor", world.someone("diskominfo", dice).id},
                   {"method", "Pemeriksaan sampel dan kelengkapan"},
                   {"findings", passed ? "" : "Sebagian isian kosong."}})
            .parts("measures", World::mostly(measures, 85, dice), on, "sesuai")
            .enter("draft", on - days(3))
            .enter("closed", on, "ict_agency")
            .add();
    }
}

void add_dataset(World& world, const Kind& kind, Dice& dice) {
    const int danger = dice.below(100);
    const std::string level = danger < 50 ? "open" : danger < 82 ? "limited" : danger < 94 ? "confidential" : "exempt";
    const Agency& owner = *world.agency(kind.agency);
    const Date since = world.ago(dice.between(60, 1000));
    std::vector<std::string> consumers;
    for (int i = 0; i < dice.between(1, 3); ++i) {
        const std::string& user = world.agencies[static_cast<std::size_t>(dice.below(static_cast<int>(world.agencies.size())))].id;
        if (std::ranges::find(consumers, user) == consumers.end()) {
            consumers.push_back(user);
        }
    }
    const auto sop = std::ranges::find_if(world.policies, [&](const Item& policy) { return policy.kind == "sop" && policy.agency == owner.id; });
    const bool written = dice.chance(68);
    auto draft = world.record("dataset")
                     .with({{"name", kind.name},
                            {"code", fmt::format("DS.{:03}", world.datasets.size() + 1)},
                            {"description", fmt::format("{} menurut catatan {}.", kind.name, owner.short_name)},
                            {"purpose", "Perencanaan, pelayanan, dan keterbukaan informasi."},
                            {"agency", owner.id},
                            {"source", "local_government"},
                            {"kind", kind.kind},
                            {"topic", kind.topic},
                            {"information_class", level},
                            {"class_set_by", dice.chance(90) ? owner.id : "diskominfo"},
                            {"class_basis", "Daftar klasifikasi informasi (contoh)"},
                            {"personal_data", level == "confidential"},
                            {"priority", dice.chance(30)},
                            // One exempt data set was published by mistake in every tenth case.
                            {"publication", level == "open" || (level == "exempt" && dice.chance(10)) ? "public"
                                            : level == "limited"                                      ? "shared"
                                                                                                      : "internal"},
                            {"concept", kind.name},
                            {"measure", "Jumlah"},
                            {"update_cycle", dice.chance(50) ? "3m" : "1y"},
                            {"updated_to", to_string(world.ago(dice.between(5, 200)))},
                            {"region_code", world.regulation.region_code},
                            {"licence", level == "open" ? "Terbuka dengan atribusi" : ""},
                            {"contact", owner.officer}})
                     .when(written, {{"ict_unit", "diskominfo"}, {"protection_officer", owner.officer}, {"protection_agency", "diskominfo"}})
                     .texts("consumers", dice.chance(74) ? consumers : std::vector<std::string>{})
                     .texts("plan_elements", world.elements_for("dataset", "data", dice))
                     .parts("standards", World::mostly(world.asked.list("dataset.standard", "items"), 62, dice), since, "diikuti")
                     .parts("controls", World::mostly(controls_of(world, level), 38, dice), since, "diterapkan");
    if (sop != world.policies.end() && dice.chance(85)) {
        draft.with({{"sharing_sop", sop->id}});
    }
    if (dice.chance(72)) {
        draft.with({{"location", world.facility("data_center")->id}});
    }
    if (dice.chance(70)) {
        // Interfaces are written further below; their keys are known by their number.
        draft.with({{"exchange_interface", fmt::format("INT-{:04}", dice.between(1, 20))}});
    }
    draft.enter("draft", since - days(30));
    Item item{dice.chance(93) ? draft.enter("active", since, owner.id).add() : draft.add(), std::string(kind.name), level, owner.id, since};
    assess(world, item, dice);
    world.datasets.push_back(std::move(item));
}

void add_exchange(World& world, const Item& dataset, Dice& dice) {
    const bool integration = dice.chance(60);
    const Date from = world.ago(dice.between(30, 800));
    const std::string& recipient = world.agencies[static_cast<std::size_t>(dice.below(static_cast<int>(world.agencies.size())))].id;
    auto draft = world.record("data_exchange")
                     .with({{"title", fmt::format("Berbagi {}", dataset.name)},
                            {"kind", integration ? "integration" : "sharing"},
                            {"data_owner", dataset.agency},
                            {"recipient", recipient},
                            {"datasets", boost::json::array{dataset.id}},
                            {"data_class", dataset.kind},
                            {"number", fmt::format("555/{}/CONTOH", dice.between(10, 500))}})
                     .when(dice.chance(90), {{"purpose", "Verifikasi penerima layanan"}, {"legal_authority", "Perjanjian kerja sama (contoh)"}})
                     .when(dice.chance(88), {{"access_method", "api"}, {"standard", "REST/JSON"}})
                     .with({{"valid_from", to_string(from)}, {"valid_to", to_string(from + days(730))}, {"file", World::file("decree")}})
                     .enter("requested", from - days(30));
    const int fate = dice.below(100);
    if (fate < 10) {
        draft.with({{"refusal_reason", "Data belum boleh dibagikan menurut klasifikasinya."}}).enter("refused", from - days(10), dataset.agency).add();
        return;
    }
    const auto id = fate < 24 ? draft.add() : draft.enter("active", from, dataset.agency).add();
    if (integration && fate >= 24 && dice.chance(82)) {
        world.approve("consent", any("data_exchange", id), fmt::format("Persetujuan pemilik data: {}", dataset.name), dataset.agency, from - days(8),
                      {{"applicant", recipient}});
    }
}

void clear_integration(World& world, std::string_view id, std::string_view name, Date opened, Dice& dice) {
    std::set<std::string> issued;
    for (const Asked::Bound& bound : world.asked.of("facility.use_conditions")) {
        if (!bound.names("of", "integration")) {
            continue;
        }
        for (const std::string& condition : bound.list("conditions")) {
            if (issued.insert(condition).second && dice.chance(76)) {
                world.approve(condition, any("integration", id), fmt::format("Syarat integrasi {}", name), "ict_agency", opened - days(dice.between(2, 20)));
            }
        }
    }
    if (world.asked.speaks("project.coordinated", "of", "integration") && dice.chance(82)) {
        world.approve("coordination", any("integration", id), fmt::format("Koordinasi integrasi {}", name), "ict_agency", opened - days(60));
    }
}

/// Kinds of peer that the law names for a system of this kind.
std::vector<std::string> peers_of(const World& world, const Application& application) {
    for (const Asked::Bound& bound : world.asked.of("integration.outside")) {
        if (bound.names("of", "application", true) && bound.admits("system", application.system)) {
            std::vector<std::string> peers;
            std::ranges::copy_if(bound.list("peers"), std::back_inserter(peers),
                                 [&](const std::string& peer) { return world.catalogue.find("integration")->field("peer_kind")->choice(peer) != nullptr; });
            return peers;
        }
    }
    return {};
}

void add_integration(World& world, std::string item, std::string_view name, std::string_view agency, std::string_view peer, Dice& dice) {
    const bool inter = peer == "peer_system" || peer == "own_application" || peer == "local_government";
    const Date requested = world.ago(dice.between(20, 800));
    const Date opened = requested + days(dice.between(40, 120));
    const Agency* owner = world.agency(agency);
    const bool published = dice.chance(84);
    auto draft = world.record("integration")
                     .with({{"name", fmt::format("Integrasi {}", name)},
                            {"item", std::move(item)},
                            {"agency", agency},
                            {"scope", inter ? "inter_agency" : "outside"},
                            {"peer_kind", peer},
                            {"peer_name", inter ? "Perangkat daerah lain" : "Sistem instansi lain (contoh)"},
                            {"purpose", "Pertukaran data layanan"},
                            {"direction", "both"},
                            {"route", dice.chance(88) ? "hub" : "direct"},
                            {"builder", dice.chance(90) ? (owner->autonomous ? owner->id : "ict_agency") : std::string("third_party")},
                            {"method", "rest"},
                            {"authentication", "OAuth 2.0"},
                            {"edition", "1.0"}})
                     .when(published && requested + days(30) <= world.today,
                           {{"interface", fmt::format("https://{}/v1", world.host("penghubung"))}, {"published_on", to_string(requested + days(30))}})
                     .texts("plan_elements", world.elements_for("integration", "infrastructure", dice))
                     .enter("requested", requested, agency);
    if (dice.chance(8)) {
        draft.with({{"refusal_reason", "Sistem tujuan belum siap."}}).enter("refused", requested + days(14), "ict_agency");
        world.integrations.push_back({draft.add(), std::string(name), std::string(peer), std::string(agency), requested});
        return;
    }
    const auto id = draft.enter("accepted", requested + days(12), "ict_agency")
                        .enter("started", opened - days(20), "ict_agency")
                        .enter("active", opened, "ict_agency")
                        .enter("live", opened + days(10), "ict_agency")
                        .add();
    world.integrations.push_back({id, std::string(name), std::string(peer), std::string(agency), opened});
    clear_integration(world, id, name, opened, dice);
}

void add_integrations(World& world) {
    Dice dice = world.dice("integrations");
    constexpr std::array usual = {"central", "other_region", "own_application", "peer_system"};
    int written = 0;
    const bool outside = world.asked.speaks("integration.outside", "of", "application");
    for (const Application& application : world.applications) {
        const auto peers = peers_of(world, application);
        const bool named = !peers.empty() && world.regulation.slug != "kediri";
        if (!named && !dice.chance(written < 20 ? 60 : outside ? 46 : 24)) {
            continue;
        }
        ++written;
        add_integration(world, any("application", application.id), application.name, application.agency,
                        named ? dice.pick(peers) : std::string_view(usual[static_cast<std::size_t>(dice.below(outside ? 2 : 4))]), dice);
    }
    // Where the law wants business processes connected outside as well.
    if (world.asked.speaks("integration.outside", "of", "business_process")) {
        for (const Item& process : world.processes) {
            if (dice.chance(58)) {
                add_integration(world, any("business_process", process.id), process.name, process.agency, dice.chance(70) ? "central" : "other_region", dice);
            }
        }
    }
}

}  // namespace

void add_data(World& world) {
    Dice dice = world.dice("data");
    for (const Kind& kind : kinds) {
        add_dataset(world, kind, dice);
    }
    for (const Agency& agency : world.agencies) {
        if (agency.function == "district" && dice.chance(85)) {
            const std::string name = fmt::format("Profil {}", agency.name);
            add_dataset(world, {name, agency.id, "Kewilayahan", "statistical"}, dice);
        }
    }
    for (const Item& dataset : world.datasets) {
        if (dataset.kind != "exempt" && dice.chance(42)) {
            add_exchange(world, dataset, dice);
        }
    }
    add_integrations(world);
}

}  // namespace pendopo::demo
