// Letters, the certificates they are signed with, and electronic transactions.

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
                         .with({{"name", fmt::format("Sertifikat {}", agency.short_name)},
                                {"holder", agency.head},
                                {"agency", agency.id},
                                {"kind", "signature"},
                                {"issuer", "Penyelenggara sertifikasi (contoh)"},
                                {"serial_number", fmt::format("00{:010}", dice.below(1'000'000'000))},
                                {"storage", "issuer"},
                                {"valid_from", to_string(expired ? world.ago(800) : from)},
                                {"valid_to", to_string(expired ? world.ago(70) : from + days(730))}})
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
        .with({{"name", fmt::format("Tanda tangan {}", name)},
               {"about", std::move(about)},
               {"kind", "signature"},
               {"signer", signer.person},
               {"certificate", signer.certificate},
               {"provider", "bsre"},
               {"date", to_string(world.at(on, 10))},
               {"reason", "Pengesahan"},
               {"document_hash", World::file("decree").substr(0, 64)},
               {"checked_on", to_string(world.at(on, 11))}})
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
                         .with({{"name", fmt::format("{} nomor {:04}", service.name, i + 1)},
                                {"service", service.id},
                                {"service_kind", service.administration ? "administration" : "public"},
                                {"reference_number", fmt::format("TRX/CONTOH/{:05}", i + 1)},
                                {"party_name", "Pemohon rekaan"},
                                {"officer", world.someone(service.agency, dice).id}})
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
                world.record("certificate")
                    .with({{"name", fmt::format("Sertifikat {}", person->name)},
                           {"holder", person->id},
                           {"agency", agency},
                           {"kind", "signature"},
                           {"issuer", "Penyelenggara sertifikasi (contoh)"},
                           {"valid_from", to_string(world.ago(200))},
                           {"valid_to", to_string(world.today + days(530))}})
                    .enter("valid", world.ago(200))
                    .add();
            }
        }
    }
}

struct LetterKind {
    std::string_view name, code, category;
};
constexpr std::array letter_kinds = {LetterKind{"Surat dinas", "SD", "external"},    LetterKind{"Nota dinas", "ND", "internal"},
                                     LetterKind{"Surat edaran", "SE", "regulating"}, LetterKind{"Keputusan", "KEP", "determining"},
                                     LetterKind{"Surat tugas", "ST", "assigning"},   LetterKind{"Undangan", "UND", "external"},
                                     LetterKind{"Berita acara", "BA", "special"}};

void add_outgoing(World& world, int i, const std::vector<std::string>& kinds, const std::vector<std::string>& templates, const std::vector<Signer>& signers,
                  Dice& dice) {
    const std::size_t kind = static_cast<std::size_t>(i) % kinds.size();
    const Signer& signer = dice.pick(signers);
    const bool digital = dice.chance(85);
    const Date on = world.ago(i < 4 ? i + 1 : dice.between(5, 900));
    auto parts = world.asked.list("letter.authenticated", "parts");
    std::erase_if(parts, [&](const std::string& part) { return world.catalogue.find("letter")->field("authentication")->choice(part) == nullptr; });
    const bool sent = i >= 4;
    auto draft = world.record("letter")
                     .with({{"name", fmt::format("{} perihal koordinasi layanan digital {}", letter_kinds[kind].name, i + 1)},
                            {"direction", "outgoing"},
                            {"letter_kind", kinds[kind]},
                            {"medium", digital ? "digital" : "paper"},
                            {"agency", signer.agency},
                            {"number", fmt::format("000.1/{}/CONTOH/{}", i + 1, world.year)},
                            {"classification", "000.1"},
                            {"security", "ordinary"},
                            {"urgency", "ordinary"},
                            {"date", to_string(on)},
                            {"recipient", "Kepala perangkat daerah"},
                            {"signer", signer.person},
                            {"body", "Bersama ini disampaikan undangan koordinasi."}})
                     .when(dice.chance(88), {{"template", templates[kind]}})
                     .parts("authentication", sent ? World::mostly(parts, 84, dice) : std::vector<std::string>{}, on, "dibubuhkan")
                     .enter("draft", on - days(3));
    draft.enter("submitted", on - days(2));
    if (sent) {
        draft.when(dice.chance(92), {{"sent_on", to_string(world.at(on, 14))}, {"delivery_status", "delivered"}})
            .enter("signed", on, signer.agency)
            .enter("sent", on, signer.agency);
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
                     .with({{"name", fmt::format("Surat masuk tentang layanan {}", agency.short_name)},
                            {"direction", "incoming"},
                            {"letter_kind", "JNS-0001"},
                            {"medium", "paper"},
                            {"agency", agency.id},
                            {"number", fmt::format("{}/LUAR/CONTOH", i + 40)},
                            {"date", to_string(on)},
                            {"sender", "Instansi lain (contoh)"},
                            {"security", "ordinary"},
                            {"urgency", "ordinary"}})
                     .when(entered, {{"agenda_number", fmt::format("AGD-{:04}", i + 1)}, {"scan", World::file("letter")}})
                     .enter("draft", on)
                     .enter("registered", on);
    if (closed) {
        const auto disposition = world.record("disposition")
                                     .with({{"name", fmt::format("Disposisi {}", agency.short_name)},
                                            {"letter", id},
                                            {"from_person", agency.head},
                                            {"recipients", boost::json::array{agency.officer}},
                                            {"agencies", boost::json::array{agency.id}},
                                            {"action", "follow_up"},
                                            {"given_on", to_string(on + days(1))},
                                            {"due_on", to_string(on + days(8))},
                                            {"report", "Sudah ditindaklanjuti."}})
                                     .enter("given", on + days(1))
                                     .enter("accepted", on + days(2))
                                     .enter("done", on + days(6))
                                     .add();
        draft.when(entered, {{"disposition", disposition}}).enter("closed", on + days(9));
    }
    draft.add(id);
}

void write_letters(World& world, const std::vector<Signer>& signers) {
    Dice dice = world.dice("letters");
    std::vector<std::string> kinds;
    std::vector<std::string> templates;
    for (const LetterKind& each : letter_kinds) {
        kinds.push_back(world.record("letter_kind")
                            .with({{"name", each.name},
                                   {"code", each.code},
                                   {"category", each.category},
                                   {"layout", "correspondence"},
                                   {"number_pattern", "klasifikasi/nomor/kode/tahun"}})
                            .enter("active", world.ago(900))
                            .add());
        templates.push_back(world.record("letter_template")
                                .with({{"name", fmt::format("Templat {}", each.name)},
                                       {"letter_kind", kinds.back()},
                                       {"edition", "1"},
                                       {"body", "Kepala surat, isi, dan kaki surat baku."},
                                       {"file", World::file("policy")}})
                                .enter("draft", world.ago(900))
                                .enter("active", world.ago(880), "ict_agency")
                                .add());
    }
    const bool deep = world.asked.speaks("letter.incoming");
    for (int i = 0; i < (deep ? 60 : 24); ++i) {
        add_outgoing(world, i, kinds, templates, signers, dice);
    }
    for (int i = 0; i < (deep ? 40 : 10); ++i) {
        add_incoming(world, i, dice);
    }
}

}  // namespace

void add_letters(World& world) {
    if (!world.asked.speaks("letter.authenticated") && !world.asked.speaks("certificate.every_signer")) {
        return;
    }
    const auto signers = add_certificates(world);
    write_letters(world, signers);
    add_transactions(world, signers);
}

}  // namespace pendopo::demo
