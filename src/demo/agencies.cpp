#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

struct Kind {
    std::string_view id, name, short_name, code, function, form, parent, affairs;
};

constexpr std::array common_agencies = {
    Kind{"setda", "Sekretariat Daerah", "Setda", "4.01.0.00.0.00.01.0000", "secretary", "secretariat", "", "Penyusunan kebijakan dan koordinasi administratif"},
    Kind{"bag-organisasi", "Bagian Organisasi", "Bag. Organisasi", "4.01.0.00.0.00.01.0001", "organization_bureau", "bureau", "setda",
         "Kelembagaan, tata laksana, dan reformasi birokrasi"},
    Kind{"bag-hukum", "Bagian Hukum", "Bag. Hukum", "4.01.0.00.0.00.01.0002", "legal", "bureau", "setda", "Peraturan perundang-undangan dan bantuan hukum"},
    Kind{"bag-pbj", "Bagian Pengadaan Barang/Jasa", "Bag. PBJ", "4.01.0.00.0.00.01.0003", "procurement_unit", "bureau", "setda",
         "Pengadaan barang/jasa dan layanan pengadaan secara elektronik"},
    Kind{"bag-umum", "Bagian Umum", "Bag. Umum", "4.01.0.00.0.00.01.0004", "other", "bureau", "setda", "Tata usaha, rumah tangga, dan perlengkapan"},
    Kind{"setwan", "Sekretariat DPRD", "Setwan", "4.02.0.00.0.00.01.0000", "legislature", "secretariat", "", "Dukungan tugas dan fungsi DPRD"},
    Kind{"inspektorat", "Inspektorat", "Inspektorat", "6.01.0.00.0.00.01.0000", "inspectorate", "inspectorate", "", "Pengawasan internal"},
    Kind{"bappeda", "Badan Perencanaan Pembangunan Daerah", "Bappeda", "5.01.5.05.0.00.01.0000", "planning_agency", "board", "",
         "Perencanaan, penelitian, dan pengembangan"},
    Kind{"bkpsdm", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "BKPSDM", "5.03.5.04.0.00.01.0000", "personnel_agency", "board", "",
         "Kepegawaian, pendidikan, dan pelatihan"},
    Kind{"bpkad", "Badan Pengelolaan Keuangan dan Aset Daerah", "BPKAD", "5.02.0.00.0.00.01.0000", "finance_agency", "board", "",
         "Pengelolaan keuangan daerah"},
    Kind{"aset", "Bidang Aset BPKAD", "Bidang Aset", "5.02.0.00.0.00.01.0001", "asset_agency", "unit", "bpkad", "Pengelolaan barang milik daerah"},
    Kind{"bapenda", "Badan Pendapatan Daerah", "Bapenda", "5.02.0.00.0.00.02.0000", "service", "board", "", "Pajak dan retribusi daerah"},
    Kind{"bakesbangpol", "Badan Kesatuan Bangsa dan Politik", "Bakesbangpol", "8.01.0.00.0.00.01.0000", "service", "board", "", "Kesatuan bangsa dan politik"},
    Kind{"bpbd", "Badan Penanggulangan Bencana Daerah", "BPBD", "1.05.0.00.0.00.02.0000", "service", "board", "", "Penanggulangan bencana"},
    Kind{"diskominfo", "Dinas Komunikasi dan Informatika", "Diskominfo", "2.16.2.20.2.21.01.0000", "ict_agency", "office", "",
         "Komunikasi dan informatika, statistik, persandian"},
    Kind{"statistik", "Bidang Statistik dan Persandian", "Bidang Statistik", "2.16.2.20.2.21.01.0001", "statistics_unit", "unit", "diskominfo",
         "Statistik sektoral dan persandian"},
    Kind{"disdik", "Dinas Pendidikan", "Disdik", "1.01.0.00.0.00.01.0000", "service", "office", "", "Pendidikan"},
    Kind{"dinkes", "Dinas Kesehatan", "Dinkes", "1.02.0.00.0.00.01.0000", "service", "office", "", "Kesehatan"},
    Kind{"rsud", "Rumah Sakit Umum Daerah", "RSUD", "1.02.0.00.0.00.02.0000", "service", "hospital", "dinkes", "Pelayanan kesehatan rujukan"},
    Kind{"dpupr", "Dinas Pekerjaan Umum dan Penataan Ruang", "DPUPR", "1.03.0.00.0.00.01.0000", "service", "office", "", "Pekerjaan umum dan penataan ruang"},
    Kind{"disperkim", "Dinas Perumahan dan Kawasan Permukiman", "Disperkim", "1.04.2.10.0.00.01.0000", "service", "office", "",
         "Perumahan, permukiman, dan pertanahan"},
    Kind{"satpolpp", "Satuan Polisi Pamong Praja", "Satpol PP", "1.05.0.00.0.00.01.0000", "service", "office", "", "Ketenteraman dan ketertiban umum"},
    Kind{"dinsos", "Dinas Sosial", "Dinsos", "1.06.0.00.0.00.01.0000", "service", "office", "", "Sosial"},
    Kind{"disnaker", "Dinas Tenaga Kerja", "Disnaker", "2.07.3.32.0.00.01.0000", "service", "office", "", "Tenaga kerja dan transmigrasi"},
    Kind{"dp3ap2kb", "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana", "DP3AP2KB", "2.08.2.14.0.00.01.0000",
         "service", "office", "", "Perempuan, anak, dan keluarga berencana"},
    Kind{"dkpp", "Dinas Ketahanan Pangan dan Pertanian", "DKPP", "2.09.3.27.0.00.01.0000", "service", "office", "", "Pangan dan pertanian"},
    Kind{"dlh", "Dinas Lingkungan Hidup", "DLH", "2.11.0.00.0.00.01.0000", "service", "office", "", "Lingkungan hidup"},
    Kind{"disdukcapil", "Dinas Kependudukan dan Pencatatan Sipil", "Disdukcapil", "2.12.0.00.0.00.01.0000", "service", "office", "",
         "Kependudukan dan pencatatan sipil"},
    Kind{"dishub", "Dinas Perhubungan", "Dishub", "2.15.0.00.0.00.01.0000", "service", "office", "", "Perhubungan"},
    Kind{"dpmptsp", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "DPMPTSP", "2.18.0.00.0.00.01.0000", "service", "office", "",
         "Penanaman modal dan perizinan"},
    Kind{"disporapar", "Dinas Kepemudaan, Olahraga, Kebudayaan dan Pariwisata", "Disporapar", "2.19.2.22.3.26.01.0000", "service", "office", "",
         "Pemuda, olahraga, kebudayaan, pariwisata"},
    Kind{"arpus", "Dinas Perpustakaan dan Kearsipan", "Arpus", "2.23.2.24.0.00.01.0000", "archives", "office", "", "Perpustakaan dan kearsipan"},
    Kind{"disperdagin", "Dinas Perdagangan, Koperasi dan Perindustrian", "Disperdagin", "3.30.3.31.2.17.01.0000", "service", "office", "",
         "Perdagangan, koperasi, usaha mikro, dan perindustrian"},
};
constexpr std::array autonomous = {"rsud", "disdukcapil", "dpmptsp", "bpkad"};

constexpr std::array head_posts = {"Kepala", "Sekretaris", "Kepala Subbagian Umum dan Keuangan", "Pengelola TIK"};
constexpr std::array ict_posts = {"Kepala Bidang Aplikasi Informatika",
                                  "Kepala Bidang Infrastruktur TIK",
                                  "Pranata Komputer Ahli Muda",
                                  "Pranata Komputer Ahli Pertama",
                                  "Sandiman Ahli Muda",
                                  "Analis Sistem Informasi",
                                  "Pengelola Jaringan",
                                  "Administrator Basis Data",
                                  "Pengembang Aplikasi",
                                  "Pengelola Situs Web",
                                  "Teknisi Perangkat Keras",
                                  "Petugas Meja Layanan",
                                  "Statistisi Ahli Pertama",
                                  "Analis Keamanan Informasi"};
constexpr std::array degrees = {"S.Kom.", "S.T.", "S.Sos.", "S.E.", "S.H.", "S.IP.", "A.Md.Kom.", "S.AP."};
constexpr std::array ranks = {"III/a", "III/b", "III/c", "III/d", "IV/a", "IV/b"};

void place_agencies(World& world) {
    for (const Kind& kind : common_agencies) {
        Agency agency{
            std::string(kind.id), std::string(kind.name), std::string(kind.short_name), std::string(kind.function), std::string(kind.form), false, {}, {}};
        if (const auto named = world.regulation.roles.find("ict_agency");
            kind.function == "ict_agency" && named != world.regulation.roles.end() && named->second.starts_with("Dinas")) {
            agency.name = named->second.substr(0, named->second.find(" Kota "));
        }
        world.agencies.push_back(std::move(agency));
    }
    for (const auto& district : world.region.districts) {
        world.agencies.push_back(
            {"kec-" + slug_of(district), fmt::format("Kecamatan {}", district), fmt::format("Kec. {}", district), "district", "district", false, {}, {}});
    }
    for (int i = 0; i < world.region.agencies_of_its_own; ++i) {
        std::ranges::find(world.agencies, autonomous[static_cast<std::size_t>(i)], &Agency::id)->autonomous = true;
    }
}

void add_person(World& world, Dice& dice, const Agency& agency, std::string_view position) {
    const auto number = static_cast<int>(world.people.size());
    Person person;
    person.woman = dice.chance(42);
    person.name = fmt::format("{} {}", dice.pick(person.woman ? world.region.women : world.region.men), dice.pick(world.region.family));
    person.agency = agency.id;
    person.position = position;
    const bool leads = position.starts_with("Kepala") || position == "Sekretaris";
    person.born = world.year - (leads ? dice.between(44, 57) : dice.between(26, 48));
    // No two are born on the same day of a year, so no two numbers are the same.
    const int day_of_month = number % 28 + 1;
    const int month = number / 28 % 12 + 1;
    const bool contract = !leads && dice.chance(15);
    // The running number 000 is never given out: no such NIP exists.
    person.nip = fmt::format("{:04}{:02}{:02}{:04}{:02}{}000", person.born, month, day_of_month, person.born + dice.between(23, 25),
                             contract ? 21 : number % 12 + 1, person.woman ? 2 : 1);
    const std::string login = fmt::format("{}.{}", slug_of(std::string_view(person.name).substr(0, person.name.find(' '))), number + 1);
    person.id =
        world.record("person")
            .with({{"name", person.name},
                   {"back_title", dice.pick(degrees)},
                   {"nip", person.nip},
                   {"agency", agency.id},
                   {"unit", leads ? "Pimpinan" : "Pelaksana"},
                   {"position", fmt::format("{}{}", position, position == "Kepala" ? " " + agency.name : "")},
                   {"employment", contract ? "pppk" : "pns"},
                   {"rank", leads ? (position == "Kepala" ? "IV/c" : "IV/a") : dice.pick(ranks)},
                   {"email", fmt::format("{}@{}", login, world.host("surel"))},
                   {"note", "Orang rekaan untuk data contoh."}})
                    // Sub-district 00 is in no region: no such NIK exists.
            .when(number % 3 == 0,
                  {{"nik", fmt::format("{}{}00{:02}{:02}{:02}{:04}", world.regulation.region_code.substr(0, 2), world.regulation.region_code.substr(3, 2),
                                       day_of_month + (person.woman ? 40 : 0), month, person.born % 100, number + 1)}})
            .enter("active", world.day(2019, 1, 2))
            .add();
    world.people.push_back(std::move(person));
}

void add_people(World& world) {
    Dice dice = world.dice("people");
    for (Agency& agency : world.agencies) {
        const auto first = world.people.size();
        const int posts = agency.form == "bureau" || agency.form == "unit" ? 3 : 4;
        for (int i = 0; i < posts; ++i) {
            add_person(world, dice, agency, i == posts - 1 ? "Pengelola TIK" : head_posts[static_cast<std::size_t>(i)]);
        }
        if (agency.function == "ict_agency") {
            for (const char* post : ict_posts) {
                add_person(world, dice, agency, post);
            }
        }
        agency.head = world.people[first].id;
        agency.officer = world.people[first + static_cast<std::size_t>(posts) - 1].id;
    }
}

void write_agencies(World& world) {
    Dice dice = world.dice("agencies");
    int number = 0;
    for (std::size_t i = 0; i < world.agencies.size(); ++i) {
        const Agency& agency = world.agencies[i];
        const Kind* kind = i < common_agencies.size() ? &common_agencies[i] : nullptr;
        ++number;
        world.record("agency")
            .with({{"name", agency.name},
                   {"short_name", agency.short_name},
                   {"code", kind != nullptr ? std::string(kind->code) : fmt::format("7.01.0.00.0.00.{:02}.0000", i - common_agencies.size() + 1)},
                   {"function", agency.function},
                   {"ict_status", agency.autonomous ? "ict_autonomous" : "other"},
                   {"form", agency.form},
                   {"head", agency.head},
                   {"affairs", kind != nullptr ? kind->affairs : "Pemerintahan umum di wilayah kecamatan"},
                   {"address", fmt::format("{} {} (contoh), {}", dice.pick(world.region.streets), dice.between(1, 199), world.regulation.region)},
                   {"place", world.place(dice)},
                   {"phone", fmt::format("(0000) 000{:03}", number)},
                   {"email", fmt::format("{}@{}", agency.id, world.host("surel"))},
                   {"website", fmt::format("https://{}", world.host(agency.id))},
                   {"legal_basis", "Peraturan Daerah tentang Pembentukan dan Susunan Perangkat Daerah (contoh)"}})
            .when(kind != nullptr && !kind->parent.empty(), {{"parent", kind != nullptr ? kind->parent : ""}})
            .enter("active", world.day(2017, 1, 3))
            .add(agency.id);
    }
    world.record("agency")
        .with({{"name", "Kantor Pengolahan Data Elektronik"},
               {"short_name", "KPDE"},
               {"code", "2.16.0.00.0.00.09.0000"},
               {"function", "other"},
               {"form", "office"},
               {"former_names", boost::json::array{"Bagian Pengolahan Data Elektronik"}},
               {"successor", "diskominfo"},
               {"affairs", "Pengolahan data elektronik"}})
        .enter("active", world.day(2009, 1, 5))
        .enter("renamed", world.day(2017, 1, 3))
        .add("kpde");
}

void assign(World& world, Dice& dice, const Agency& agency, std::string_view role, std::string_view title) {
    const std::string& person = role == "head" || role == "patron" || role == "signing_officer"     ? agency.head
                                : role == "tier1" || role == "ict_technician" || role == "operator" ? agency.officer
                                                                                                    : world.someone(agency.id, dice).id;
    const Date since = world.ago(dice.between(120, 1000));
    world.record("role_assignment")
        .with({{"title", fmt::format("{} pada {}", title, agency.short_name)},
               {"person", person},
               {"agency", agency.id},
               {"role", role},
               {"instrument", agency.function == "ict_agency" ? "keputusan_kepala_dinas" : "penetapan_kepala_perangkat_daerah"},
               {"number", fmt::format("800/{}/CONTOH", dice.between(11, 480))},
               {"valid_from", to_string(since)},
               {"duties", "Melaksanakan peran sebagaimana tercantum dalam penetapan."}})
        .enter("active", since)
        .add();
}

/// Every role the law asks of agencies, for most of them, and those that later parts need.
void assign_roles(World& world) {
    Dice dice = world.dice("roles");
    const registers::Field* known = world.catalogue.find("role_assignment")->field("role");
    const auto title = [&](std::string_view role) {
        const auto* choice = known->choice(role);
        return choice != nullptr ? choice->label.id : std::string(role);
    };
    std::set<std::pair<std::string, std::string>> given;
    for (const Asked::Bound& bound : world.asked.of("role.assigned")) {
        for (const std::string& role : bound.list("roles")) {
            if (bound.names("per", "government")) {
                assign(world, dice, *world.holder("ict_agency"), role, title(role));
                continue;
            }
            for (const Agency& agency : world.agencies) {
                if (bound.admits("function", agency.function) && dice.chance(86) && given.emplace(agency.id, role).second) {
                    assign(world, dice, agency, role, title(role));
                }
            }
        }
    }
    for (const Agency& agency : world.agencies) {
        if (world.asked.speaks("certificate.every_signer") && agency.form != "unit") {
            assign(world, dice, agency, "signing_officer", title("signing_officer"));
        }
        if (agency.form == "office" || agency.form == "board") {
            assign(world, dice, agency, "data_producer", title("data_producer"));
        }
    }
    const Agency& kominfo = *world.holder("ict_agency");
    for (const char* role : {"data_steward", "security_officer", "incident_responder", "admin", "information_officer"}) {
        assign(world, dice, kominfo, role, title(role));
    }
    if (world.asked.speaks("certificate.every_signer", "roles", "transaction_officer")) {
        for (const char* agency : {"dpmptsp", "disdukcapil", "bapenda", "bag-pbj"}) {
            assign(world, dice, *world.agency(agency), "transaction_officer", title("transaction_officer"));
        }
    }
}

}  // namespace

void add_agencies(World& world) {
    place_agencies(world);
    add_people(world);
    write_agencies(world);
    assign_roles(world);
}

}  // namespace pendopo::demo
