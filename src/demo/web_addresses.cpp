#include "demo/parts.hpp"

namespace pendopo::demo {

namespace {

using std::chrono::days;

void add_domain(World& world, std::string_view label, std::string_view agency, std::string_view named_after, const Application* application, Dice& dice) {
    const Date asked = world.ago(dice.between(120, 1000));
    auto draft = world.record("domain_name")
                     .with({{"address", dice.chance(95) ? world.host(label) : fmt::format("{}-{}.example.com", label, world.regulation.slug)},
                            {"agency", agency},
                            {"named_after", named_after},
                            {"purpose", "Alamat layanan di internet"},
                            {"application", application != nullptr ? application->id : ""},
                            {"contact_name", "Pengelola TIK"},
                            {"contact_phone", "(0000) 000666"},
                            {"valid_to", to_string(world.today + days(dice.between(60, 700)))}})
                     .when(dice.chance(88), {{"form", World::file("letter")}, {"letter", World::file("letter")}})
                     .enter("requested", asked, agency);
    if (dice.chance(7)) {
        draft.with({{"decided_by", "ict_agency"}})
            .when(dice.chance(80), {{"refusal_reason", "Nama tidak mencerminkan perangkat daerah."}})
            .enter("refused", asked + days(6), "ict_agency")
            .add();
        return;
    }
    boost::json::array records{Values{{"kind", "a"}, {"host", "@"}, {"value", "192.0.2.10"}}};
    draft.with({{"decided_by", "ict_agency"}, {"records", std::move(records)}}).enter("active", asked + days(7), "ict_agency").add();
}

void add_site(World& world, const Agency& agency, Dice& dice) {
    const bool kept = dice.chance(84);
    const auto id = world.record("website")
                        .with({{"name", fmt::format("Situs {}", agency.short_name)},
                               {"address", dice.chance(95) ? world.host(agency.id) : fmt::format("{}-{}.example.com", agency.id, world.regulation.slug)},
                               {"agency", agency.id},
                               {"scope", "agency"},
                               {"kind", "agency_site"},
                               {"manager", "ict_agency"},
                               {"administrator", "ict_agency"},
                               {"platform", "Manajemen Situs Perangkat Daerah"},
                               {"certificate_valid_to", to_string(world.today + days(dice.between(-10, 300)))},
                               {"contact_name", agency.short_name},
                               {"contact_email", fmt::format("{}@{}", agency.id, world.host("surel"))}})
                        .when(kept, {{"editor", agency.officer},
                                     {"content_updated_on", to_string(world.ago(dice.between(1, 60)))},
                                     {"development_news_on", to_string(world.ago(dice.between(1, 90)))}})
                        .enter("active", world.ago(dice.between(300, 1050)))
                        .add();
    world.websites.push_back({id, agency.short_name, "agency", agency.id, {}});
}

void add_mailbox(World& world, std::string_view name, std::string_view label, const Agency& agency, std::string_view scope, std::string_view use, Dice& dice) {
    const auto id = world.record("mailbox")
                        .with({{"name", name},
                               {"address", fmt::format("{}@{}", label, world.host("surel"))},
                               {"agency", agency.id},
                               {"scope", scope},
                               {"use", use},
                               {"manager", "ict_agency"},
                               {"quota", 5},
                               {"last_used_on", to_string(world.ago(dice.between(0, 40)))}})
                        .when(dice.chance(86), {{"editor", agency.officer}})
                        .enter("active", world.ago(dice.between(200, 1000)))
                        .add();
    world.mailboxes.push_back({id, std::string(name), std::string(use), agency.id, {}});
    const auto policy = std::ranges::find(world.policies, "mail_use", &Item::kind);
    if (policy != world.policies.end() && world.asked.speaks("policy.acknowledged", "per", "mailbox") && dice.chance(74)) {
        world.record("acknowledgement")
            .with({{"title", fmt::format("Pernyataan pengguna {}", name)},
                   {"policy", policy->id},
                   {"by", any("mailbox", id)},
                   {"agency", agency.id},
                   {"signed_by", agency.officer},
                   {"date", to_string(world.ago(150))}})
            .enter("given", world.ago(150))
            .add();
    }
}

}  // namespace

void add_web(World& world) {
    Dice dice = world.dice("web");
    const Agency& kominfo = *world.holder("ict_agency");
    const auto named = [&] {
        const auto choices = world.asked.list("domain.named_after", "choices");
        return choices.empty()                                              ? std::string("application")
               : std::ranges::find(choices, "application") != choices.end() ? std::string("application")
                                                                            : choices.back();
    }();
    world.record("website")
        .with({{"name", fmt::format("Portal {}", world.regulation.region)},
               {"address", world.host("www")},
               {"agency", kominfo.id},
               {"scope", "government"},
               {"kind", "portal"},
               {"manager", "ict_agency"},
               {"administrator", "ict_agency"},
               {"editor", kominfo.officer},
               {"content_updated_on", to_string(world.ago(1))},
               {"development_news_on", to_string(world.ago(3))}})
        .enter("active", world.ago(1000))
        .add();
    for (const Agency& agency : world.agencies) {
        if (agency.form == "unit") {
            continue;
        }
        if (dice.chance(92)) {
            add_site(world, agency, dice);
            add_domain(world, agency.id, agency.id, "agency", nullptr, dice);
        }
        if (dice.chance(94)) {
            add_mailbox(world, fmt::format("Surel {}", agency.short_name), agency.id, agency, "agency", "office", dice);
        }
    }
    for (const Application& application : world.applications) {
        if (application.internet && application.live && dice.chance(42)) {
            add_domain(world, application.slug, application.agency, dice.chance(85) ? named : "product", &application, dice);
        }
    }
    add_mailbox(world, "Surel pengaduan", "pengaduan", kominfo, "government", "service", dice);
    add_mailbox(world, "Surel pemberitahuan sistem", "takdibalas", kominfo, "government", "system", dice);
}

}  // namespace pendopo::demo
