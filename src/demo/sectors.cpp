// Registers of single fields of government: personnel, planning, performance, complaints, legal documents.

#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

void add_employees(World& world) {
    Dice dice = world.dice("employees");
    const auto groups = world.asked.list("employee.complete", "groups");
    for (std::size_t i = 0; i < world.people.size(); i += 2) {
        const Person& person = world.people[i];
        const Date joined = world.day(person.born + 24, 3, 1);
        boost::json::array ratings{Values{{"year", world.year - 2}, {"predicate", "good"}},
                                   Values{{"year", world.year - 1}, {"predicate", dice.chance(70) ? "good" : "very_good"}}};
        boost::json::array career{Values{
            {"kind", "rank"}, {"subject", "Kenaikan pangkat"}, {"starts_on", to_string(world.day(world.year - 3, 4, 1))}, {"decree_number", "823/CONTOH"}}};
        world.record("employee")
            .with({{"name", person.name},
                   {"nip", person.nip},
                   {"person", person.id},
                   {"agency", person.agency},
                   {"kind", "pns"},
                   {"position", person.position},
                   {"position_kind", person.position == "Kepala"       ? "senior"
                                     : person.position == "Sekretaris" ? "administrator"
                                                                       : "functional"},
                   {"rank", "III/c"},
                   {"sex", person.woman ? "female" : "male"},
                   {"birth_place", world.regulation.region},
                   {"birth_date", fmt::format("{}-{}-{}", person.nip.substr(0, 4), person.nip.substr(4, 2), person.nip.substr(6, 2))},
                   {"education", "bachelor"},
                   {"joined_on", to_string(joined)},
                   {"ratings", std::move(ratings)},
                   {"career", std::move(career)}})
            .parts("groups", World::mostly(groups, 76, dice), world.ago(dice.between(20, 300)), "lengkap")
            .enter("active", joined)
            .add();
    }
}

void add_proposals(World& world) {
    Dice dice = world.dice("proposals");
    constexpr std::array works = {
        "Perbaikan saluran air", "Penerangan jalan lingkungan",  "Pelatihan usaha mikro", "Titik internet balai warga", "Rehabilitasi ruang kelas",
        "Taman bermain",         "Pengadaan komputer pelayanan", "Jalan lingkungan"};
    for (int i = 0; i < 36; ++i) {
        const std::string district(world.region.districts[static_cast<std::size_t>(i) % world.region.districts.size()]);
        const int of_year = world.year - i % 3;
        const Date submitted = world.day(of_year, 1, static_cast<unsigned>(5 + i % 20));
        const Date processed = submitted + days(30);
        const Date set = submitted + days(70);
        const Date entered = submitted + days(dice.chance(88) ? 110 : 60);  // some entered the annual document too early
        auto draft = world.record("planning_proposal")
                         .with({{"name", fmt::format("{} {}", dice.pick(works), district)},
                                {"agency", i % 2 == 0 ? "dpupr" : "diskominfo"},
                                {"source", "district_forum"},
                                {"proposer", fmt::format("Forum {}", district)},
                                {"year", of_year + 1},
                                {"location", district},
                                {"volume", dice.between(1, 12)},
                                {"unit", "paket"},
                                {"estimate", dice.between(40, 900) * 100'000'000LL}})
                         .enter("submitted", submitted)
                         .enter("processed", processed);
        if (set <= world.today) {
            draft.enter("set", set);
        }
        if (std::max(entered, set) <= world.today) {
            draft.with({{"in_annual_document_on", to_string(entered)}, {"annual_document", "rkpd"}});
        }
        draft.add();
    }
}

void add_performance(World& world) {
    Dice dice = world.dice("performance");
    for (const Agency& agency : world.agencies) {
        if (agency.form == "unit" || agency.form == "bureau") {
            continue;
        }
        boost::json::array targets;
        boost::json::array results;
        for (int of_year = world.year - 2; of_year <= world.year; ++of_year) {
            targets.push_back(Values{{"year", of_year}, {"target", 80 + (of_year - world.year + 2) * 4}});
            results.push_back(of_year < world.year ? Values{{"year", of_year}, {"period", "year"}, {"target", 80}, {"actual", dice.between(68, 96)}}
                                                   : Values{{"year", of_year}, {"period", "quarter_1"}, {"target", 20}});
        }
        const auto plan = world.record("plan_indicator")
                              .with({{"name", fmt::format("Indeks kepuasan layanan {}", agency.short_name)},
                                     {"plan", "renstra"},
                                     {"plan_document", fmt::format("Renstra {} (contoh)", agency.short_name)},
                                     {"agency", agency.id},
                                     {"code", fmt::format("IK.{:02}", dice.between(1, 60))},
                                     {"goal", "Meningkatnya mutu pelayanan"},
                                     {"unit", "indeks"},
                                     {"baseline", 76},
                                     {"targets", std::move(targets)}})
                              .enter("active", world.day(world.year - 2, 1, 10))
                              .add();
        world.record("performance_indicator")
            .with({{"name", fmt::format("Kepuasan pengguna layanan {}", agency.short_name)},
                   {"agency", agency.id},
                   {"level", "agency"},
                   {"definition", "Hasil survei kepuasan"},
                   {"unit", "indeks"},
                   {"polarity", "higher"},
                   {"data_source", "Survei Kepuasan Masyarakat"},
                   {"responsible", agency.officer},
                   {"results", std::move(results)}})
            .when(dice.chance(84), {{"plan_indicator", plan}})
            .enter("active", world.day(world.year - 2, 1, 20))
            .add();
    }
}

void add_complaints(World& world, int count) {
    Dice dice = world.dice("complaints");
    constexpr std::array subjects = {"Lampu jalan padam",     "Antrean layanan terlalu lama", "Petugas tidak di tempat",     "Jalan berlubang",
                                     "Sampah tidak diangkut", "Biaya tidak sesuai",           "Aplikasi tidak dapat dibuka", "Air tidak mengalir"};
    constexpr std::array fields = {"social_infrastructure_development", "service_standard", "staff_discipline",    "social_infrastructure_development",
                                   "social_infrastructure_development", "abuse_of_power",   "service_obstruction", "social_infrastructure_development"};
    for (int i = 0; i < count; ++i) {
        const std::size_t subject = static_cast<std::size_t>(i) % subjects.size();
        const Agency& agency = world.agencies[static_cast<std::size_t>(dice.between(11, static_cast<int>(world.agencies.size()) - 1))];
        const Date on = world.ago(i < 4 ? i : dice.between(4, 700));
        auto draft = world.record("complaint")
                         .with({{"name", subjects[subject]},
                                {"description", "Disampaikan warga melalui kanal pengaduan (contoh)."},
                                {"field", fields[subject]},
                                {"class", "complaint"},
                                {"agency", agency.id},
                                {"channel", dice.chance(60) ? "sp4n_lapor" : "portal"},
                                {"reporter_name", "Warga rekaan"},
                                {"reporter_contact", "(0000) 000888"},
                                {"happened_on", to_string(on - days(1))},
                                {"due_on", to_string(on + days(10))}})
                         .enter("received", on);
        if (i >= 4) {
            draft.with({{"answer", "Sudah ditangani petugas di lapangan."}, {"resolution", "resolved"}, {"satisfaction", dice.between(2, 5)}})
                .enter("verified", on + days(1))
                .enter("in_progress", on + days(2))
                .enter("answered", on + days(dice.between(4, 14)))
                .enter("closed", on + days(20));
        }
        draft.add();
    }
}

void add_legal_documents(World& world) {
    Dice dice = world.dice("legal documents");
    auto kinds = world.asked.list("list.covered", "list", "of", "legal_document");
    const registers::Register& declaration = *world.catalogue.find("legal_document");
    if (kinds.empty()) {
        kinds = {"peraturan_daerah", "peraturan_kepala_daerah"};
    }
    for (int i = 0; i < 44; ++i) {
        const std::string& kind = kinds[static_cast<std::size_t>(i) % kinds.size()];
        const bool regulating = declaration.field("kind")->choice(kind) != nullptr && kind != "other";
        const bool fresh = i < 3;
        const Date published = fresh ? world.ago(i * 2) : world.ago(dice.between(8, 900));
        const auto* choice = declaration.field(regulating ? "kind" : "information_kind")->choice(kind);
        const std::string id = world.next_id(declaration);
        auto draft = world.record("legal_document")
                         .with({{"name", fmt::format("{} nomor {} tentang pelayanan publik (contoh)", choice != nullptr ? choice->label.id : kind, i + 1)},
                                {"document_type", regulating ? "regulation" : "monograph"},
                                {"number", std::to_string(i + 1)},
                                {"year", static_cast<int>(std::chrono::year_month_day(published).year())},
                                {"agency", "bag-hukum"},
                                {"place", world.regulation.region},
                                {"language", "Indonesia"},
                                {"validity", "in_force"},
                                {"abstract", "Abstrak rekaan."},
                                {"file", World::file("decree")}})
                         .with(regulating ? Values{{"kind", kind}} : Values{{"information_kind", kind}})
                         .enter("collected", published - days(12))
                         .enter("processed", published - days(8))
                         .enter("stored", published - days(4));
        const bool out = dice.chance(90) || fresh;
        if (out) {
            draft.with({{"address", fmt::format("https://{}/{}", world.host("jdih"), i + 1)}}).enter("published", published);
            auto steps = world.asked.list("legal_document.cleared", "steps");
            for (const std::string& step : World::mostly(steps, 84, dice)) {
                world.approve(step, any("legal_document", id), fmt::format("Uji dan klasifikasi dokumen {}", i + 1), "bag-hukum", published - days(2));
            }
        }
        draft.add(id);
    }
}

}  // namespace

void add_sectors(World& world) {
    if (world.asked.speaks("employee.complete")) {
        add_employees(world);
    }
    if (world.asked.speaks("planning.stages")) {
        add_proposals(world);
    }
    if (world.asked.speaks("performance.indicators_linked")) {
        add_performance(world);
    }
    add_complaints(world, world.asked.speaks("record.classified", "of", "complaint") ? 60 : 20);
    if (world.asked.speaks("legal_document.updated")) {
        add_legal_documents(world);
    }
}

}  // namespace pendopo::demo
