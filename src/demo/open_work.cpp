#include "demo/open_work.hpp"

#include "demo/papers.hpp"

namespace pendopo::demo {

namespace {

using workflow::Values;

class Desk {
public:
    Desk(government::Government& government, const Users& users) : government_(government), users_(users) {}

    Result<std::string> create(std::string_view user, std::string_view register_name, const Values& values) {
        TRY(const auto record, government_.workflow->create(users_.find(user)->second, declared(register_name), {}, values));
        return record.id;
    }
    Result<void> move(std::string_view user, std::string_view register_name, std::string_view id, std::string_view transition, const Values& values = {}) {
        const auto moved = government_.workflow->move(users_.find(user)->second, declared(register_name), id, transition, values, "", {});
        if (!moved && moved.error().code != "gate.shut") {
            return std::unexpected(moved.error());
        }
        return {};
    }
    /// The first record of a register that stands in a state and belongs to an agency ("" for any).
    std::string first(std::string_view register_name, std::string_view field, std::string_view value) {
        registers::Query query;
        query.where.push_back({.field = std::string(field), .values = {std::string(value)}});
        query.limit = 1;
        const auto page =
            government_.database->read([&](store::Session& session) { return government_.records->list(session, declared(register_name), query); });
        return page && !page->records.empty() ? page->records.front().id : std::string();
    }

private:
    const registers::Register& declared(std::string_view name) const { return *government_.product->catalogue.find(name); }

    government::Government& government_;
    const Users& users_;
};

/// A health office asks for a project, and for what its law wants before it.
Result<void> ask_for_project(Desk& desk) {
    TRY(const auto project, desk.create("dinkes", "application_project",
                                        {{"title", "Pengembangan Imunisasi Anak"},
                                         {"owner", "dinkes"},
                                         {"work", "build"},
                                         {"kind", "special"},
                                         {"licence_kind", "open"},
                                         {"third_party", false},
                                         {"need", "Catatan imunisasi masih di kertas; orang tua tidak diingatkan."},
                                         {"methodology", "Pengembangan bertahap (agile)"},
                                         {"cost", 18'500'000'000}}));
    CHECK(desk.create("dinkes", "approval",
                      {{"title", "Rekomendasi Pengembangan Imunisasi Anak"},
                       {"kind", "recommendation"},
                       {"stage", "planning"},
                       {"about", "application_project:" + project},
                       {"applicant", "dinkes"},
                       {"by", "ict_agency"},
                       {"request", "Mohon rekomendasi perencanaan."},
                       {"request_letter", paper("letter").value()}}));
    CHECK(desk.create("dinkes", "approval",
                      {{"title", "Koordinasi Pengembangan Imunisasi Anak"},
                       {"kind", "coordination"},
                       {"about", "application_project:" + project},
                       {"applicant", "dinkes"},
                       {"by", "ict_agency"},
                       {"request", "Mohon waktu koordinasi."}}));
    CHECK(desk.move("dinkes", "application_project", project, "order"));
    // The next one is still on the officer's own desk.
    CHECK(desk.create("dinkes", "application_project",
                      {{"title", "Pengembangan Peta Fasilitas Kesehatan"},
                       {"owner", "dinkes"},
                       {"work", "develop"},
                       {"kind", "special"},
                       {"licence_kind", "open"},
                       {"third_party", false},
                       {"need", "Warga belum dapat mencari puskesmas terdekat."}}));
    return {};
}

Result<void> ask_for_hosting(Desk& desk) {
    const std::string application = desk.first("application", "owner", "dinkes");
    CHECK(desk.create("dinkes", "hosting_request",
                      {{"name", "Penempatan versi baru aplikasi Dinkes"},
                       {"application", application},
                       {"description", "Pindah dari server kantor ke pusat data."},
                       {"letter", paper("letter").value()},
                       {"cpu_cores", 4},
                       {"memory", 16},
                       {"storage", 200},
                       {"technology", "Kontainer, PostgreSQL"}}));
    CHECK(desk.create("dinkes", "ticket",
                      {{"name", "Antrean puskesmas tidak mencetak nomor"},
                       {"description", "Pencetak nomor berhenti sejak pagi."},
                       {"kind", "incident"},
                       {"desk", "spbe"},
                       {"agency", "dinkes"},
                       {"channel", "portal"},
                       {"priority", "high"},
                       {"application", application}}));
    CHECK(desk.create("dinkes", "server_request",
                      {{"name", "Server virtual surveilans"},
                       {"agency", "dinkes"},
                       {"purpose", "Pengolahan data surveilans."},
                       {"no_own_server_reason", "Tidak ada ruang server."},
                       {"cpu_cores", 4},
                       {"memory", 16},
                       {"storage", 300}}));
    CHECK(desk.create("dinkes", "domain_name",
                      {{"address", "imunisasi.contoh.example.go.id"},
                       {"agency", "dinkes"},
                       {"named_after", "application"},
                       {"purpose", "Alamat aplikasi imunisasi"},
                       {"form", paper("letter").value()},
                       {"letter", paper("letter").value()}}));
    return {};
}

Result<void> write_papers(Desk& desk) {
    TRY(const auto procedure, desk.create("dinkes", "policy",
                                          {{"title", "SOP pelayanan imunisasi daring"},
                                           {"subject", "sop"},
                                           {"level", "operational"},
                                           {"origin", "local_government"},
                                           {"author_agency", "dinkes"},
                                           {"summary", "Langkah pelayanan imunisasi lewat aplikasi."}}));
    CHECK(desk.move("dinkes", "policy", procedure, "submit"));
    CHECK(desk.create("dinkes", "evidence",
                      {{"title", "Risalah rapat evaluasi layanan kesehatan daring"},
                       {"kind", "work"},
                       {"topic", "review_evaluation"},
                       {"agency", "dinkes"},
                       {"by", "dinkes"},
                       {"file", paper("minutes").value()}}));
    const std::string dataset = desk.first("dataset", "agency", "dinkes");
    TRY(const auto exchange, desk.create("dinkes", "data_exchange",
                                         {{"title", "Berbagi data kunjungan puskesmas dengan Dinsos"},
                                          {"kind", "integration"},
                                          {"data_owner", "dinkes"},
                                          {"recipient", "dinsos"},
                                          {"datasets", boost::json::array{dataset}},
                                          {"purpose", "Penyaluran bantuan"},
                                          {"access_method", "api"},
                                          {"standard", "REST/JSON"}}));
    CHECK(desk.create("kominfo", "approval",
                      {{"title", "Persetujuan pemilik data kunjungan puskesmas"},
                       {"kind", "consent"},
                       {"about", "data_exchange:" + exchange},
                       {"applicant", "dinsos"},
                       {"by", "dinkes"},
                       {"request", "Mohon persetujuan pemakaian data."}}));
    return {};
}

/// A changed plan goes to the leadership, where the government has one of the kind.
Result<void> propose_plan(Desk& desk) {
    for (const char* kind : {"roadmap", "master_plan"}) {
        const std::string previous = desk.first("strategic_plan", "kind", kind);
        if (previous.empty()) {
            continue;
        }
        TRY(const auto plan, desk.create("kominfo", "strategic_plan",
                                         {{"title", "Usul perubahan rencana SPBE"},
                                          {"kind", kind},
                                          {"origin", "change"},
                                          {"previous", previous},
                                          {"by", "head_of_region"},
                                          {"description", "Menyesuaikan kegiatan dengan RPJMD."}}));
        CHECK(desk.move("kominfo", "strategic_plan", plan, "propose"));
        return {};
    }
    return {};
}

}  // namespace

Result<void> leave_open_work(government::Government& government, const Users& users) {
    Desk desk(government, users);
    CHECK(ask_for_project(desk));
    CHECK(ask_for_hosting(desk));
    CHECK(write_papers(desk));
    CHECK(propose_plan(desk));
    return {};
}

}  // namespace pendopo::demo
