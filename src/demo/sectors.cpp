// Registers of single fields of government: letters and certificates, personnel, planning, performance, complaints, legal documents.

#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

struct Signer {
    std::string person, certificate, agency;
};

std::vector<Signer> add_certificates(World& world) {
    Dice dice = world.dice("certificates");
    std::vector<Signer> signers;
    for (const Agency& agency : world.agencies) {
        if (agency.form == "unit") {
            continue;
        }
        const Date from = world.ago(dice.between(60, 650));
        const bool expired = dice.chance(12);
        auto draft = world.record("certificate")
                         .with({{"name", fmt::format("Sertifikat {}", agency.short_name)}, {"holder", agency.head}, {"agency", agency.id}, {"kind", "signature"}, {"issuer", "Penyelenggara sertifikasi (contoh)"}, {"serial_number", fmt::format("00{:010}", dice.below(1'000'000'000))}, {"storage", "issuer"}, {"valid_from", to_string(expired ? world.ago(800) : from)}, {"valid_to", to_string(expired ? world.ago(70) : from + days(730))}})
                         .enter("valid", expired ? world.ago(800) : from);
        const auto id = (expired ? draft.with({{"ended_reason", "expired"}}).enter("ended", world.ago(70)) : draft).add();
        if (!expired) {
            signers.push_back({agency.head, id, agency.id});
        }
    }
    return signers;
}

std::string sign(World& world, std::string about, std::string_view name, const Signer& signer, Date on) {
    return world.record("signature")
        .with({{"name", fmt::format("Tanda tangan {}", name)}, {"about", std::move(about)}, {"kind", "signature"}, {"signer", signer.person}, {"certificate", signer.certificate}, {"provider", "bsre"}, {"date", to_string(world.at(on, 10))}, {"reason", "Pengesahan"}, {"document_hash", World::file("decree").substr(0, 64)}, {"checked_on", to_string(world.at(on, 11))}})
        .enter("valid", on)
        .add();
}

void add_transactions(World& world, const std::vector<Signer>& signers) {
    if (!world.asked.speaks("certificate.every_transaction")) {
        return;
    }
    Dice dice = world.dice("transactions");
    for (int i = 0; i < 30; ++i) {
        const Service& service = world.services[static_cast<std::size_t>(dice.below(static_cast<int>(world.services.size())))];
        const Date on = world.ago(dice.between(3, 300));
        auto draft = world.record("transaction")
                         .with({{"name", fmt::format("{} nomor {:04}", service.name, i + 1)}, {"service", service.id}, {"service_kind", service.administration ? "administration" : "public"}, {"reference_number", fmt::format("TRX/CONTOH/{:05}", i + 1)}, {"party_name", "Pemohon rekaan"}, {"officer", world.someone(service.agency, dice).id}})
                         .enter("started", on - days(2));
        const bool complete = dice.chance(80);
        const auto id = (complete ? draft.enter("completed", on) : draft).add();
        if (complete && dice.chance(88)) {
            sign(world, any("transaction", id), service.name, dice.pick(signers), on - days(1));
        }
    }
    for (const char* agency : {"dpmptsp", "disdukcapil", "bapenda"}) {
        for (const Person* person : world.staff(agency)) {
            if (dice.chance(60) && person->id != world.agency(agency)->head) {
                world.record("certificate").with({{"name", fmt::format("Sertifikat {}", person->name)}, {"holder", person->id}, {"agency", agency}, {"kind", "signature"}, {"issuer", "Penyelenggara sertifikasi (contoh)"}, {"valid_from", to_string(world.ago(200))}, {"valid_to", to_string(world.today + days(530))}}).enter("valid", world.ago(200)).add();
            }
        }
    }
}

struct LetterKind {
    std::string_view name, code, category;
};
constexpr std::array letter_kinds = {LetterKind{"Surat dinas", "SD", "external"}, LetterKind{"Nota dinas", "ND", "internal"}, LetterKind{"Surat edaran", "SE", "regulating"}, LetterKind{"Keputusan", "KEP", "determining"}, LetterKind{"Surat tugas", "ST", "assigning"}, LetterKind{"Undangan", "UND", "external"}, LetterKind{"Berita acara", "BA", "special"}};

void add_outgoing(World& world, int i, const std::vector<std::string>& kinds, const std::vector<std::string>& templates, const std::vector<Signer>& signers, Dice& dice) {
    const std::size_t kind = static_cast<std::size_t>(i) % kinds.size();
    const Signer& signer = dice.pick(signers);
    const bool digital = dice.chance(85);
    const Date on = world.ago(i < 4 ? i + 1 : dice.between(5, 900));
    auto parts = world.asked.list("letter.authenticated", "parts");
    std::erase_if(parts, [&](const std::string& part) { return world.catalogue.find("letter")->field("authentication")->choice(part) == nullptr; });
    const bool sent = i >= 4;
    auto draft = world.record("letter")
                     .with({{"name", fmt::format("{} perihal koordinasi layanan digital {}", letter_kinds[kind].name, i + 1)}, {"direction", "outgoing"}, {"letter_kind", kinds[kind]}, {"medium", digital ? "digital" : "paper"}, {"agency", signer.agency}, {"number", fmt::format("000.1/{}/CONTOH/{}", i + 1, world.year)}, {"classification", "000.1"}, {"security", "ordinary"}, {"urgency", "ordinary"}, {"date", to_string(on)},
                            {"recipient", "Kepala perangkat daerah"}, {"signer", signer.person}, {"body", "Bersama ini disampaikan undangan koordinasi."}})
                     .when(dice.chance(88), {{"template", templates[kind]}})
                     .parts("authentication", sent ? World::mostly(parts, 84, dice) : std::vector<std::string>{}, on, "dibubuhkan")
                     .enter("draft", on - days(3));
    draft.enter("submitted", on - days(2));
    if (sent) {
        draft.when(dice.chance(92), {{"sent_on", to_string(world.at(on, 14))}, {"delivery_status", "delivered"}}).enter("signed", on, signer.agency).enter("sent", on, signer.agency);
    }
    const auto id = draft.add();
    if (sent && digital && dice.chance(88)) {
        sign(world, any("letter", id), fmt::format("naskah {}", i + 1), signer, on - days(1));
    }
}

void add_incoming(World& world, int i, Dice& dice) {
    const Agency& agency = world.agencies[static_cast<std::size_t>(dice.below(static_cast<int>(world.agencies.size())))];
    const Date on = world.ago(i < 3 ? i : dice.between(4, 700));
    const bool closed = i >= 3;
    const bool entered = dice.chance(88);
    const std::string id = world.next_id(*world.catalogue.find("letter"));
    auto draft = world.record("letter")
                     .with({{"name", fmt::format("Surat masuk tentang layanan {}", agency.short_name)}, {"direction", "incoming"}, {"letter_kind", "JNS-0001"}, {"medium", "paper"}, {"agency", agency.id}, {"number", fmt::format("{}/LUAR/CONTOH", i + 40)}, {"date", to_string(on)}, {"sender", "Instansi lain (contoh)"}, {"security", "ordinary"}, {"urgency", "ordinary"}})
                     .when(entered, {{"agenda_number", fmt::format("AGD-{:04}", i + 1)}, {"scan", World::file("letter")}})
                     .enter("draft", on)
                     .enter("registered", on);
    if (closed) {
        const auto disposition = world.record("disposition")
                                     .with({{"name", fmt::format("Disposisi {}", agency.short_name)}, {"letter", id}, {"from_person", agency.head}, {"recipients", boost::json::array{agency.officer}}, {"agencies", boost::json::array{agency.id}}, {"action", "follow_up"}, {"given_on", to_string(on + days(1))}, {"due_on", to_string(on + days(8))}, {"report", "Sudah ditindaklanjuti."}})
                                     .enter("given", on + days(1))
                                     .enter("accepted", on + days(2))
                                     .enter("done", on + days(6))
                                     .add();
        draft.when(entered, {{"disposition", disposition}}).enter("closed", on + days(9));
    }
    draft.add(id);
}

void add_letters(World& world, const std::vector<Signer>& signers) {
    Dice dice = world.dice("letters");
    std::vector<std::string> kinds;
    std::vector<std::string> templates;
    for (const LetterKind& each : letter_kinds) {
        kinds.push_back(world.record("letter_kind").with({{"name", each.name}, {"code", each.code}, {"category", each.category}, {"layout", "correspondence"}, {"number_pattern", "klasifikasi/nomor/kode/tahun"}}).enter("active", world.ago(900)).add());
        templates.push_back(world.record("letter_template").with({{"name", fmt::format("Templat {}", each.name)}, {"letter_kind", kinds.back()}, {"edition", "1"}, {"body", "Kepala surat, isi, dan kaki surat baku."}, {"file", World::file("policy")}}).enter("draft", world.ago(900)).enter("active", world.ago(880), "ict_agency").add());
    }
    const bool deep = world.asked.speaks("letter.incoming");
    for (int i = 0; i < (deep ? 60 : 24); ++i) {
        add_outgoing(world, i, kinds, templates, signers, dice);
    }
    for (int i = 0; i < (deep ? 40 : 10); ++i) {
        add_incoming(world, i, dice);
    }
}

void add_employees(World& world) {
    Dice dice = world.dice("employees");
    const auto groups = world.asked.list("employee.complete", "groups");
    for (std::size_t i = 0; i < world.people.size(); i += 2) {
        const Person& person = world.people[i];
        const Date joined = world.day(person.born + 24, 3, 1);
        boost::json::array ratings{Values{{"year", world.year - 2}, {"predicate", "good"}}, Values{{"year", world.year - 1}, {"predicate", dice.chance(70) ? "good" : "very_good"}}};
        boost::json::array career{Values{{"kind", "rank"}, {"subject", "Kenaikan pangkat"}, {"starts_on", to_string(world.day(world.year - 3, 4, 1))}, {"decree_number", "823/CONTOH"}}};
        world.record("employee")
            .with({{"name", person.name}, {"nip", person.nip}, {"person", person.id}, {"agency", person.agency}, {"kind", "pns"}, {"position", person.position}, {"position_kind", person.position == "Kepala" ? "senior" : person.position == "Sekretaris" ? "administrator" : "functional"}, {"rank", "III/c"}, {"sex", person.woman ? "female" : "male"}, {"birth_place", world.regulation.region},
                   {"birth_date", fmt::format("{}-{}-{}", person.nip.substr(0, 4), person.nip.substr(4, 2), person.nip.substr(6, 2))}, {"education", "bachelor"}, {"joined_on", to_string(joined)}, {"ratings", std::move(ratings)}, {"career", std::move(career)}})
            .parts("groups", World::mostly(groups, 76, dice), world.ago(dice.between(20, 300)), "lengkap")
            .enter("active", joined)
            .add();
    }
}

void add_proposals(World& world) {
    Dice dice = world.dice("proposals");
    constexpr std::array works = {"Perbaikan saluran air", "Penerangan jalan lingkungan", "Pelatihan usaha mikro", "Titik internet balai warga", "Rehabilitasi ruang kelas", "Taman bermain", "Pengadaan komputer pelayanan", "Jalan lingkungan"};
    for (int i = 0; i < 36; ++i) {
        const std::string district(world.region.districts[static_cast<std::size_t>(i) % world.region.districts.size()]);
        const int of_year = world.year - i % 3;
        const Date submitted = world.day(of_year, 1, static_cast<unsigned>(5 + i % 20));
        const Date processed = submitted + days(30);
        const Date set = submitted + days(70);
        const Date entered = submitted + days(dice.chance(88) ? 110 : 60);  // some entered the annual document too early
        auto draft = world.record("planning_proposal")
                         .with({{"name", fmt::format("{} {}", dice.pick(works), district)}, {"agency", i % 2 == 0 ? "dpupr" : "diskominfo"}, {"source", "district_forum"}, {"proposer", fmt::format("Forum {}", district)}, {"year", of_year + 1}, {"location", district}, {"volume", dice.between(1, 12)}, {"unit", "paket"}, {"estimate", dice.between(40, 900) * 100'000'000LL}})
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
            results.push_back(of_year < world.year ? Values{{"year", of_year}, {"period", "year"}, {"target", 80}, {"actual", dice.between(68, 96)}} : Values{{"year", of_year}, {"period", "quarter_1"}, {"target", 20}});
        }
        const auto plan = world.record("plan_indicator")
                              .with({{"name", fmt::format("Indeks kepuasan layanan {}", agency.short_name)}, {"plan", "renstra"}, {"plan_document", fmt::format("Renstra {} (contoh)", agency.short_name)}, {"agency", agency.id}, {"code", fmt::format("IK.{:02}", dice.between(1, 60))}, {"goal", "Meningkatnya mutu pelayanan"}, {"unit", "indeks"}, {"baseline", 76}, {"targets", std::move(targets)}})
                              .enter("active", world.day(world.year - 2, 1, 10))
                              .add();
        world.record("performance_indicator")
            .with({{"name", fmt::format("Kepuasan pengguna layanan {}", agency.short_name)}, {"agency", agency.id}, {"level", "agency"}, {"definition", "Hasil survei kepuasan"}, {"unit", "indeks"}, {"polarity", "higher"}, {"data_source", "Survei Kepuasan Masyarakat"}, {"responsible", agency.officer}, {"results", std::move(results)}})
            .when(dice.chance(84), {{"plan_indicator", plan}})
            .enter("active", world.day(world.year - 2, 1, 20))
            .add();
    }
}

void add_complaints(World& world, int count) {
    Dice dice = world.dice("complaints");
    constexpr std::array subjects = {"Lampu jalan padam", "Antrean layanan terlalu lama", "Petugas tidak di tempat", "Jalan berlubang", "Sampah tidak diangkut", "Biaya tidak sesuai", "Aplikasi tidak dapat dibuka", "Air tidak mengalir"};
    constexpr std::array fields = {"social_infrastructure_development", "service_standard", "staff_discipline", "social_infrastructure_development", "social_infrastructure_development", "abuse_of_power", "service_obstruction", "social_infrastructure_development"};
    for (int i = 0; i < count; ++i) {
        const std::size_t subject = static_cast<std::size_t>(i) % subjects.size();
        const Agency& agency = world.agencies[static_cast<std::size_t>(dice.between(11, static_cast<int>(world.agencies.size()) - 1))];
        const Date on = world.ago(i < 4 ? i : dice.between(4, 700));
        auto draft = world.record("complaint")
                         .with({{"name", subjects[subject]}, {"description", "Disampaikan warga melalui kanal pengaduan (contoh)."}, {"field", fields[subject]}, {"class", "complaint"}, {"agency", agency.id}, {"channel", dice.chance(60) ? "sp4n_lapor" : "portal"}, {"reporter_name", "Warga rekaan"}, {"reporter_contact", "(0000) 000888"}, {"happened_on", to_string(on - days(1))}, {"due_on", to_string(on + days(10))}})
                         .enter("received", on);
        if (i >= 4) {
            draft.with({{"answer", "Sudah ditangani petugas di lapangan."}, {"resolution", "resolved"}, {"satisfaction", dice.between(2, 5)}}).enter("verified", on + days(1)).enter("in_progress", on + days(2)).enter("answered", on + days(dice.between(4, 14))).enter("closed", on + days(20));
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
                         .with({{"name", fmt::format("{} nomor {} tentang pelayanan publik (contoh)", choice != nullptr ? choice->label.id : kind, i + 1)}, {"document_type", regulating ? "regulation" : "monograph"}, {"number", std::to_string(i + 1)}, {"year", static_cast<int>(std::chrono::year_month_day(published).year())}, {"agency", "bag-hukum"}, {"place", world.regulation.region}, {"language", "Indonesia"}, {"validity", "in_force"}, {"abstract", "Abstrak rekaan."}, {"file", World::file("decree")}})
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
    if (world.asked.speaks("letter.authenticated") || world.asked.speaks("certificate.every_signer")) {
        const auto signers = add_certificates(world);
        add_letters(world, signers);
        add_transactions(world, signers);
    }
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
