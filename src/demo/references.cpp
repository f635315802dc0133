#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

struct Instrument {
    std::string_view title, kind, number;
    int year;
    std::string_view issuer, subject;
};
constexpr std::array instruments = {
    Instrument{"Peraturan Presiden tentang Sistem Pemerintahan Berbasis Elektronik", "presidential_regulation", "95", 2018, "Presiden", "SPBE"},
    Instrument{"Peraturan Presiden tentang Satu Data Indonesia", "presidential_regulation", "39", 2019, "Presiden", "Satu Data Indonesia"},
    Instrument{"Pedoman Manajemen Keamanan Informasi SPBE dan Standar Teknis dan Prosedur Keamanan SPBE", "body_regulation", "4", 2021,
               "Badan Siber dan Sandi Negara", "Keamanan SPBE"},
    Instrument{"Pedoman Pemantauan dan Evaluasi SPBE", "ministerial_regulation", "59", 2020, "Kementerian PANRB", "Pemantauan dan evaluasi SPBE"},
    Instrument{"Pedoman Manajemen Risiko SPBE", "ministerial_regulation", "5", 2020, "Kementerian PANRB", "Manajemen risiko SPBE"},
    Instrument{"Peraturan Pemerintah tentang Penyelenggaraan Sistem dan Transaksi Elektronik", "government_regulation", "71", 2019, "Pemerintah",
               "Sistem dan transaksi elektronik"},
    Instrument{"Undang-Undang tentang Pelindungan Data Pribadi", "law", "27", 2022, "Presiden dan DPR", "Data pribadi"},
    Instrument{"SNI ISO/IEC 27001:2022", "sni", "27001", 2022, "Badan Standardisasi Nasional", "Sistem manajemen keamanan informasi"},
    Instrument{"SNI 8799 Pusat data", "sni", "8799", 2019, "Badan Standardisasi Nasional", "Pusat data"},
    Instrument{"Standar dan prosedur pembangunan Aplikasi Khusus (contoh)", "guideline", "12", 2022, "Pemerintah daerah", "Pembangunan aplikasi"},
};

void add_own_regulation(World& world) {
    const law::Regulation& law = world.regulation;
    const Date enacted = law.enacted.value_or(world.day(law.year, 11, 11));
    const Date promulgated = law.promulgated.value_or(enacted);
    const auto numbered = [](std::string_view id) {  // "kediri-44-2018"
        const auto words = split(id, '-');
        return std::pair(words.size() == 3 ? words[1] : std::string(), words.size() == 3 ? std::atoi(words[2].c_str()) : 2018);
    };
    std::vector<std::string> repealed;
    for (const std::string& id : law.repeals) {
        const auto [number, of_year] = numbered(id);
        repealed.push_back(world.record("regulation")
                               .with({{"title", "Peraturan tentang SPBE yang terdahulu"},
                                      {"instrument", law.instrument},
                                      {"number", number},
                                      {"year", of_year},
                                      {"catalogue", id}})
                               .enter("in_force", world.day(of_year, 12, 1))
                               .enter("repealed", promulgated)
                               .add());
    }
    std::string amended;
    if (!law.amends.empty()) {
        const auto [number, of_year] = numbered(law.amends);
        amended = world.record("regulation")
                      .with({{"title", "Penyelenggaraan Sistem Pemerintahan Berbasis Elektronik"},
                             {"instrument", law.instrument},
                             {"number", number},
                             {"year", of_year},
                             {"catalogue", law.amends}})
                      .enter("in_force", world.day(of_year, 12, 1))
                      .add();
    }
    world.record("regulation")
        .with({{"title", law.title},
               {"instrument", law.instrument},
               {"number", std::to_string(law.number)},
               {"year", law.year},
               {"catalogue", law.id},
               {"gazette", fmt::format("{} {} Tahun {} Nomor {}", law.instrument == "peraturan_daerah" ? "Lembaran Daerah" : "Berita Daerah", law.region,
                                       law.year, law.number)},
               {"enacted_on", to_string(enacted)},
               {"promulgated_on", to_string(promulgated)},
               {"amends", amended},
               {"repeals", array_of(repealed)},
               {"signatory", law.head},
               {"summary", law.enacted ? "" : "Tanggal penetapan dan pengundangan pada data contoh ini rekaan; katalog tidak menyebutnya."}})
        .enter("enacted", enacted)
        .enter("promulgated", promulgated)
        .enter("in_force", promulgated)
        .add();
}

struct Common {
    std::string_view name, field, ministry;
};
constexpr std::array commons = {
    Common{"SIPD RI (perencanaan)", "planning", "Kementerian Dalam Negeri"},
    Common{"SIPD RI (penganggaran)", "budgeting", "Kementerian Dalam Negeri"},
    Common{"SPSE", "procurement", "LKPP"},
    Common{"e-SAKIP Reviu", "performance_accountability", "Kementerian PANRB"},
    Common{"e-Monev", "monitoring_evaluation", "Bappenas"},
    Common{"SRIKANDI", "archives", "Kementerian PANRB"},
    Common{"SIASN", "personnel", "BKN"},
    Common{"SP4N-LAPOR!", "complaint", "Kementerian PANRB"},
};

}  // namespace

void add_references(World& world) {
    add_own_regulation(world);
    for (const Instrument& each : instruments) {
        const Date since = world.day(each.year, 10, 2);
        const auto id = world.record("reference_instrument")
                            .with({{"title", each.title},
                                   {"kind", each.kind},
                                   {"number", each.number},
                                   {"year", each.year},
                                   {"issuer", each.issuer},
                                   {"subject", each.subject},
                                   {"valid_from", to_string(since)}})
                            .enter("active", since)
                            .add();
        world.instruments.push_back({id, std::string(each.title), std::string(each.kind), {}, since});
    }
    Dice dice = world.dice("checklists");
    for (const auto& [subject, title, instrument] : {std::tuple{"common_application", "Daftar periksa standar dan prosedur Aplikasi Umum", 0},
                                                     {"special_application", "Daftar periksa standar dan prosedur Aplikasi Khusus", 9},
                                                     {"security", "Daftar periksa keamanan aplikasi web", 2},
                                                     {"security", "Daftar periksa keamanan antarmuka pemrograman", -1}}) {
        boost::json::array items;
        for (const auto& [code, question] : {std::pair{"K1", "Pengelolaan kata sandi dan sesi"},
                                             {"K2", "Verifikasi masukan di sisi peladen"},
                                             {"K3", "Pencatatan kejadian"},
                                             {"K4", "Cadangan dan pemulihan"}}) {
            items.push_back(Values{{"code", code}, {"question", question}, {"required", code[1] < '4'}});
        }
        world.record("checklist")
            .with({{"title", title}, {"subject", subject}, {"edition", std::to_string(world.year - 1)}, {"items", std::move(items)}})
            .when(instrument >= 0, {{"reference_instrument", instrument >= 0 ? world.instruments[static_cast<std::size_t>(instrument)].id : ""}})
            .enter("active", world.ago(dice.between(200, 500)))
            .add();
    }
    for (const Common& each : commons) {
        const auto id = world.record("common_application")
                            .with({{"name", each.name},
                                   {"decision", "Penetapan Aplikasi Umum (contoh)"},
                                   {"decided_on", to_string(world.day(2021, 3, 1))},
                                   {"field", each.field},
                                   {"ministry", each.ministry},
                                   {"description", "Aplikasi Umum yang ditetapkan pusat untuk dipakai bersama."}})
                            .enter("active", world.day(2021, 3, 1))
                            .add();
        world.commons.push_back({id, std::string(each.name), std::string(each.field), {}, world.day(2021, 3, 1)});
    }
}

}  // namespace pendopo::demo
