#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

struct Rule {
    std::string_view subject, title, level;
};
constexpr std::array policies = {
    Rule{"information_security", "Kebijakan Keamanan Informasi", "strategic"},
    Rule{"security_programme", "Program Keamanan SPBE", "strategic"},
    Rule{"internet_use", "Kebijakan Penggunaan Internet", "operational"},
    Rule{"acceptable_use", "Kebijakan Penggunaan Sarana TIK", "operational"},
    Rule{"mail_use", "Kebijakan Penggunaan Surat Elektronik Dinas", "operational"},
    Rule{"data_management", "Kebijakan Satu Data Daerah", "strategic"},
    Rule{"application_development", "Pedoman Pembangunan dan Pengembangan Aplikasi", "operational"},
    Rule{"risk", "Rencana Manajemen Risiko Pusat Data", "operational"},
    Rule{"business_continuity", "Rencana Kelangsungan Pusat Data", "operational"},
    Rule{"disaster_recovery", "Rencana Pemulihan Bencana", "operational"},
    Rule{"disaster_response", "Rencana Penanggulangan Bencana Pusat Data", "operational"},
    Rule{"ict_inventory", "Inventarisasi Sumber Daya TIK", "operational"},
    Rule{"ict_analysis", "Analisis Pemanfaatan Sumber Daya TIK", "operational"},
    Rule{"cost_standard", "Standar Biaya TIK", "operational"},
    Rule{"personal_data", "Pedoman Pelindungan Data Pribadi", "operational"},
};

void acknowledge(World& world, std::string_view policy, std::string_view title, std::string by, std::string_view agency, Date on) {
    world.record("acknowledgement")
        .with({{"title", fmt::format("Pernyataan menerima {}", title)},
               {"policy", policy},
               {"by", std::move(by)},
               {"agency", agency},
               {"signed_by", world.agency(agency) != nullptr ? world.agency(agency)->head : ""},
               {"date", to_string(on)}})
        .enter("given", on)
        .add();
}

void add_general(World& world, Dice& dice) {
    for (const Rule& each : policies) {
        const auto sections =
            World::mostly(world.asked.list("policy.contents", "sections", "policy", each.subject), each.subject == "information_security" ? 60 : 85, dice);
        const Date from = world.ago(dice.between(200, 1000));
        // The disaster recovery plan is older than the centre that rests on it.
        const Date in_force = each.subject == "disaster_recovery" ? world.day(world.year - 2, 6, 2) : from;
        std::string about;
        if (each.subject == "risk" || each.subject.starts_with("disaster") || each.subject == "business_continuity") {
            about = any("facility", world.facility("data_center")->id);
        }
        auto draft = world.record("policy")
                         .with({{"title", each.title},
                                {"subject", each.subject},
                                {"level", each.level},
                                {"origin", "local_government"},
                                {"about", about},
                                {"author_agency", "diskominfo"},
                                {"responsible", world.holder("ict_agency")->head},
                                {"coordinator", "ict_agency"},
                                {"by", "ict_agency"},
                                {"approved_by", world.holder("secretary")->head},
                                {"instrument", each.level == "strategic" ? world.instrument("peraturan") : "keputusan_kepala_dinas"},
                                {"number", fmt::format("188/{}/CONTOH", dice.between(10, 300))},
                                {"in_force_on", to_string(in_force)},
                                {"valid_from", to_string(in_force)},
                                {"file", World::file("policy")},
                                {"reference_instrument", world.instruments[2].id}})
                         .parts("sections", sections, in_force, "diatur")
                         .enter("draft", in_force - days(60))
                         .enter("submitted", in_force - days(20), "ict_agency");
        const bool unfinished = each.subject == "ict_analysis" || (each.subject == "personal_data" && dice.chance(50));
        const auto id = unfinished ? draft.add() : draft.enter("in_force", in_force, "head_of_region").add();
        world.policies.push_back({id, std::string(each.title), std::string(each.subject), "diskominfo", in_force});
        if (each.subject == "information_security") {
            for (const Agency& agency : world.agencies) {
                if (dice.chance(76)) {
                    acknowledge(world, id, each.title, any("agency", agency.id), agency.id, in_force + days(dice.between(5, 120)));
                }
            }
        }
    }
}

/// The implementing regulations that the law itself calls for, by their deadline, late, or not yet.
void add_delegated(World& world) {
    int number = 0;
    std::set<std::string> written;
    for (const Asked::Bound& bound : world.asked.of("policy.delegated")) {
        for (const std::string& subject : bound.binding->with.texts("subjects")) {
            if (!written.insert(subject).second) {
                continue;
            }
            ++number;
            const Date enacted = world.regulation.enacted.value_or(world.day(world.regulation.year, 11, 11));
            const Date issued = enacted + days(number % 3 == 0 ? 900 : 300 + 60 * number);
            const auto* choice = world.catalogue.find("policy")->field("subject")->choice(subject);
            auto draft = world.record("policy")
                             .with({{"title", fmt::format("Peraturan pelaksana tentang {}", choice != nullptr ? choice->label.id : subject)},
                                    {"subject", subject},
                                    {"level", "strategic"},
                                    {"origin", "local_government"},
                                    {"author_agency", "diskominfo"},
                                    {"by", "ict_agency"},
                                    {"norm", bound.norm->full_id},
                                    {"instrument", bound.norm->approval.empty() ? world.instrument("peraturan") : bound.norm->approval},
                                    {"number", std::to_string(10 + number)},
                                    {"in_force_on", to_string(issued)},
                                    {"valid_from", to_string(issued)}})
                             .enter("draft", issued - days(150))
                             .enter("submitted", issued - days(40), "ict_agency");
            world.policies.push_back({number % 5 == 0 ? draft.add() : draft.enter("in_force", issued, "head_of_region").add(), "Peraturan pelaksana", subject,
                                      "diskominfo", issued});
        }
    }
}

void add_procedures(World& world, Dice& dice) {
    constexpr std::array subjects = {"pelayanan daring", "pengelolaan data", "penanganan gangguan layanan", "serah terima pekerjaan",
                                     "pengelolaan arsip digital"};
    const std::vector<std::string> sections{"responsible", "time", "sequence"};
    int number = 0;
    for (const Agency& agency : world.agencies) {
        if (agency.form == "unit" || dice.chance(8)) {
            continue;
        }
        const int count = agency.function == "ict_agency" ? 5 : dice.between(1, 2);
        for (int i = 0; i < count; ++i) {
            const Date from = world.ago(dice.between(60, 900));
            const auto title = fmt::format("SOP {} {}", subjects[static_cast<std::size_t>((i + number) % 5)], agency.short_name);
            auto draft = world.record("policy")
                             .with({{"title", title},
                                    {"subject", "sop"},
                                    {"level", "operational"},
                                    {"origin", dice.chance(20) ? "central" : "local_government"},
                                    {"author_agency", agency.id},
                                    {"by", agency.id},
                                    {"approved_by", dice.chance(90) ? agency.head : agency.officer},
                                    {"instrument", "penetapan_kepala_perangkat_daerah"},
                                    {"number", fmt::format("065/{}/CONTOH", dice.between(10, 500))},
                                    {"in_force_on", to_string(from)},
                                    {"valid_from", to_string(from)}})
                             .when(dice.chance(88), {{"responsible", agency.officer}})
                             .parts("sections", World::mostly(sections, 85, dice), from, "diuraikan")
                             .enter("draft", from - days(40))
                             .enter("submitted", from - days(9), agency.id);
            // One procedure waits for its approval.
            const bool waiting = agency.id == "dinkes" && i == count - 1;
            const auto id = waiting ? draft.add() : draft.enter("in_force", from, agency.id).add();
            world.policies.push_back({id, title, "sop", agency.id, from});
            if (!waiting && i == 0 && dice.chance(80)) {
                acknowledge(world, id, title, any("agency", agency.id), agency.id, from + days(4));
            }
        }
        ++number;
        if (world.asked.speaks("policy.every_agency") && dice.chance(70)) {
            const Date from = world.ago(dice.between(100, 700));
            world.record("policy")
                .with({{"title", fmt::format("Kebijakan strategis SPBE {}", agency.short_name)},
                       {"subject", "other"},
                       {"level", "strategic"},
                       {"origin", "local_government"},
                       {"author_agency", agency.id},
                       {"by", agency.id},
                       {"responsible", agency.officer},
                       {"valid_from", to_string(from)}})
                .enter("draft", from - days(30))
                .enter("submitted", from, agency.id)
                .add();
        }
    }
}

}  // namespace

void add_policies(World& world) {
    Dice dice = world.dice("policies");
    add_general(world, dice);
    add_delegated(world);
    add_procedures(world, dice);
}

}  // namespace pendopo::demo
