// The same records under five laws: what a person who reads the five texts expects of them.

#include <gtest/gtest.h>

#include "law/world.hpp"

namespace pendopo::law {
namespace {

using testing::Product;
using testing::World;

const Date today = Date(std::chrono::year(2026) / 3 / 17);

struct Expected {
    std::string region, norm;
    State state;
};

/// Makes the records in each region's world and compares the answers about one subject.
void expect(const std::function<void(World&)>& records, std::string_view register_name, std::string_view id, const std::vector<Expected>& expectations,
            bool settled = true) {
    for (const Regulation& regulation : Product::get().regulations) {
        World world(Product::get().frame(regulation), today);
        world.add("agency", {{"id", "KOMINFO"}, {"function", "ict_agency"}, {"ict_status", "other"}, {"state", "active"}});
        world.add("agency", {{"id", "DINKES"}, {"function", "service"}, {"ict_status", "other"}, {"state", "active"}});
        if (settled) {
            world.settle_conflicts();
        }
        records(world);
        for (const Expected& one : expectations) {
            if (one.region == regulation.slug) {
                EXPECT_EQ(name_of(world.answer(one.norm, register_name, id)), name_of(one.state)) << one.region << " " << one.norm;
            }
        }
    }
}

TEST(Regions, FourDocumentsOnARelease) {
    const auto records = [](World& world) {
        world.add("application", {{"id", "APL"}, {"kind", "special"}, {"owner", "DINKES"}, {"state", "active"}});
        world.add("release", {{"id", "RLS"},
                              {"application", "APL"},
                              {"state", "production"},
                              {"production_on", "2026-03-01"},
                              {"documents", "requirements=ada;design=ada;user_manual=ada;source_code=ada"}});
    };
    expect(records, "release", "RLS",
           {{"kediri", "24/2", State::met}, {"sumenep", "22/2", State::met}, {"banjarbaru", "30/2", State::breached}, {"blitar", "22/5", State::breached}});
}

TEST(Regions, AReleaseInProductionWithoutATest) {
    const auto records = [](World& world) {
        world.add("application", {{"id", "APL"}, {"kind", "special"}, {"owner", "DINKES"}, {"state", "active"}});
        world.add("release", {{"id", "RLS"}, {"application", "APL"}, {"state", "production"}, {"production_on", "2026-03-01"}});
    };
    expect(records, "release", "RLS", {{"kediri", "24/1", State::breached}, {"sumenep", "22/1", State::breached}});
    // Both stand in a contradiction that is to be settled first.
    expect(records, "release", "RLS", {{"kediri", "24/1", State::undetermined}, {"sumenep", "22/1", State::undetermined}}, false);
}

TEST(Regions, ATestAfterTheReleaseWentLiveComesTooLate) {
    const auto records = [](World& world) {
        world.add("application", {{"id", "APL"}, {"owner", "DINKES"}, {"state", "active"}});
        world.add("release", {{"id", "RLS"}, {"application", "APL"}, {"state", "production"}, {"production_on", "2026-03-01"}});
        world.add("test_report", {{"release", "RLS"}, {"kind", "function"}, {"state", "passed"}, {"date", "2026-03-05"}});
    };
    expect(records, "release", "RLS", {{"kediri", "24/1", State::breached}, {"sumenep", "22/1", State::breached}});
}

TEST(Regions, AnOwnServerWithARecommendation) {
    const auto records = [](World& world) {
        world.add("facility", {{"id", "RUANG"}, {"kind", "other"}, {"state", "active"}});
        world.add("server", {{"id", "SRV"},
                             {"agency", "DINKES"},
                             {"ownership", "agency"},
                             {"location", "RUANG"},
                             {"state", "active"},
                             {"ordered_on", "2026-02-01"},
                             {"active_on", "2026-03-01"}});
        world.add("approval", {{"kind", "recommendation"}, {"about", "server:SRV"}, {"by", "ict_agency"}, {"state", "issued"}, {"date", "2026-01-10"}});
        for (const Norm& norm : world.frame().regulation.norms) {
            world.decide(norm, "reading", "exclusive");
        }
    };
    expect(records, "server", "SRV",
           {{"banjarbaru", "18/4", State::met},
            {"kediri", "14/7", State::breached},
            {"sumenep", "13/4", State::breached},
            {"blitar", "44/7", State::breached},
            {"kediri", "14/5", State::breached},
            {"banjarbaru", "18/1", State::breached},
            {"sumenep", "13/1", State::breached}});
}

TEST(Regions, APermissionReadAsExclusiveWaitsForTheGovernment) {
    const auto records = [](World& world) { world.add("server", {{"id", "SRV"}, {"agency", "DINKES"}, {"ownership", "agency"}, {"state", "active"}}); };
    expect(records, "server", "SRV",
           {{"kediri", "14/7", State::undetermined}, {"sumenep", "13/4", State::undetermined}, {"blitar", "44/7", State::undetermined}});
    const auto permissive = [&](World& world) {
        records(world);
        for (const Norm& norm : world.frame().regulation.norms) {
            world.decide(norm, "reading", "permissive");
        }
    };
    expect(permissive, "server", "SRV", {{"kediri", "14/7", State::not_used}, {"sumenep", "13/4", State::not_used}});
}

TEST(Regions, AServerOfAnAutonomousAgency) {
    const auto records = [](World& world) {
        world.add("agency", {{"id", "RSUD"}, {"ict_status", "ict_autonomous"}, {"state", "active"}});
        world.add("server",
                  {{"id", "SRV"}, {"agency", "RSUD"}, {"ownership", "agency"}, {"state", "active"}, {"ordered_on", "2026-02-01"}, {"active_on", "2026-02-10"}});
    };
    expect(records, "server", "SRV",
           {{"kediri", "14/7", State::met}, {"sumenep", "13/4", State::met}, {"blitar", "44/7", State::met}, {"banjarbaru", "18/4", State::breached}});
}

TEST(Regions, CopyrightOfTheOwningAgency) {
    const auto records = [](World& world) {
        world.add("application", {{"id", "APL"}, {"owner", "DINKES"}, {"copyright_holder", "owning_agency"}, {"state", "active"}});
    };
    expect(records, "application", "APL",
           {{"kediri", "24/5", State::breached}, {"sumenep", "22/4", State::breached}, {"blitar", "25/2/b", State::met}, {"blitar", "25/3", State::breached}});
}

TEST(Regions, BlitarFollowsOneOfItsTwoCopyrightNorms) {
    const auto records = [](World& world) {
        world.add("application", {{"id", "APL"}, {"owner", "DINKES"}, {"copyright_holder", "owning_agency"}, {"state", "active"}});
        if (world.frame().regulation.slug == "blitar") {
            world.add("conflict_choice",
                      {{"regulation", "blitar-49-2020"}, {"conflict", "copyright"}, {"follows", "25/2/b"}, {"state", "decided"}, {"decided_on", "2026-01-05"}});
        }
    };
    expect(records, "application", "APL", {{"blitar", "25/2/b", State::met}, {"blitar", "25/3", State::exempt}}, false);
}

TEST(Regions, AKindOfApplicationThatNotEveryLawKnows) {
    const auto records = [](World& world) {
        world.add("application", {{"id", "APL"}, {"owner", "DINKES"}, {"kind", "shared_special"}, {"builder", "ict_agency"}, {"state", "active"}});
    };
    expect(records, "application", "APL", {{"banjarbaru", "25/2", State::breached}, {"sumenep", "21/4", State::breached}, {"blitar", "23/1", State::breached}});
}

TEST(Regions, FundsThatAreNotBinding) {
    const auto records = [](World& world) { world.add("budget_line", {{"id", "MA"}, {"funding_source", "other_lawful_nonbinding"}, {"state", "active"}}); };
    expect(records, "budget_line", "MA",
           {{"kediri", "48", State::breached}, {"blitar", "8/1", State::breached}, {"banjarbaru", "51", State::met}, {"sumenep", "41", State::met}});
    const auto other = [](World& world) { world.add("budget_line", {{"id", "MA"}, {"funding_source", "other_lawful"}, {"state", "active"}}); };
    expect(other, "budget_line", "MA",
           {{"kediri", "48", State::met}, {"blitar", "8/1", State::met}, {"banjarbaru", "51", State::breached}, {"sumenep", "41", State::breached}});
}

TEST(Regions, DataFromACentralBody) {
    const auto records = [](World& world) { world.add("dataset", {{"id", "DS"}, {"agency", "DINKES"}, {"source", "central"}, {"state", "active"}}); };
    expect(records, "dataset", "DS", {{"sumenep", "10/1", State::met}, {"banjarbaru", "15/1", State::breached}});
}

TEST(Regions, ARoadmapOnThreeBases) {
    const auto records = [](World& world) {
        world.add("strategic_plan",
                  {{"id", "PETA"}, {"kind", "roadmap"}, {"origin", "first"}, {"state", "proposed"}, {"bases", "architecture=ada;rpjmd=ada;renstra=ada"}});
    };
    expect(records, "strategic_plan", "PETA",
           {{"kediri", "7/1", State::met}, {"madiun", "7/1", State::breached}, {"banjarbaru", "9/2", State::breached}, {"sumenep", "7/1", State::breached}});
}

TEST(Regions, AnArchitectureOfSixDomains) {
    const auto records = [](World& world) {
        world.add("strategic_plan", {{"id", "ARS"},
                                     {"kind", "architecture"},
                                     {"origin", "first"},
                                     {"state", "adopted"},
                                     {"sections", "process=ada;data=ada;infrastructure=ada;application=ada;security=ada;service=ada"}});
    };
    expect(records, "strategic_plan", "ARS",
           {{"kediri", "6/2", State::met},
            {"sumenep", "4/4", State::met},
            {"madiun", "6/7", State::met},
            {"madiun", "6/5", State::breached},
            {"madiun", "6/6", State::breached}});
}

TEST(Regions, AnArchitectureAdoptedByDecree) {
    const auto records = [](World& world) {
        world.add("strategic_plan", {{"id", "ARS"},
                                     {"kind", "architecture"},
                                     {"origin", "first"},
                                     {"timing", "rpjmd_start"},
                                     {"state", "adopted"},
                                     {"adopted_on", "2025-03-01"},
                                     {"instrument", "keputusan_wali_kota"},
                                     {"valid_from", "2025-01-01"},
                                     {"valid_to", "2029-12-31"}});
    };
    expect(records, "", "",
           {{"kediri", "6/4", State::met},
            {"banjarbaru", "7/1", State::met},
            {"madiun", "6/3", State::breached},
            {"kediri", "6/5/a", State::met},
            {"banjarbaru", "7/3", State::met},
            {"madiun", "6/4", State::met}});
}

TEST(Regions, AnArchitectureForThreeYears) {
    const auto records = [](World& world) {
        world.add("strategic_plan", {{"id", "ARS"},
                                     {"kind", "architecture"},
                                     {"origin", "first"},
                                     {"timing", "rpjmd_running"},
                                     {"state", "adopted"},
                                     {"adopted_on", "2025-03-01"},
                                     {"valid_from", "2025-01-01"},
                                     {"valid_to", "2027-12-31"}});
    };
    expect(records, "", "",
           {{"kediri", "6/5/b", State::met}, {"kediri", "6/5/a", State::not_used}, {"banjarbaru", "7/3", State::breached}, {"madiun", "6/4", State::breached}});
}

TEST(Regions, StepsOfDataManagementWithoutInteroperability) {
    const auto records = [](World& world) {
        world.add("management_process", {{"id", "MP"},
                                         {"area", "data"},
                                         {"agency", "DINKES"},
                                         {"state", "active"},
                                         {"steps", "data_architecture=ada;master_data=ada;reference_data=ada;database=ada;data_quality=ada"}});
    };
    expect(records, "management_process", "MP", {{"kediri", "34/2", State::met}, {"madiun", "34/2", State::breached}});
}

TEST(Regions, StepsOfAssetManagement) {
    const auto records = [](World& world) {
        world.add("management_process", {{"id", "MP"},
                                         {"area", "ict_asset"},
                                         {"agency", "DINKES"},
                                         {"state", "active"},
                                         {"steps", "planning=ada;procurement=ada;management=ada;disposal=ada"}});
    };
    expect(records, "management_process", "MP", {{"kediri", "35/2", State::met}, {"sumenep", "39/2", State::breached}});
}

TEST(Regions, StepsOfServiceManagement) {
    const auto records = [](World& world) {
        world.add("management_process", {{"id", "MP"},
                                         {"area", "service"},
                                         {"agency", "DINKES"},
                                         {"state", "active"},
                                         {"steps", "user_service=ada;operation=ada;application_management=ada"}});
    };
    expect(records, "management_process", "MP", {{"kediri", "39/2", State::met}, {"sumenep", "37/1", State::met}, {"madiun", "39/2", State::breached}});
}

TEST(Regions, OnlyATierOneOfficer) {
    const auto records = [](World& world) {
        const std::string person = world.add("person", {{"agency", "DINKES"}});
        world.add("role_assignment", {{"person", person}, {"agency", "DINKES"}, {"role", "tier1"}, {"state", "active"}});
    };
    expect(records, "agency", "DINKES", {{"madiun", "39/7", State::met}, {"kediri", "39/7/a", State::overdue}, {"sumenep", "31/1/a", State::overdue}});
    expect(records, "agency", "KOMINFO", {{"madiun", "39/7", State::overdue}});
}

TEST(Regions, AWebsiteUnderTheDomainOfKediri) {
    const auto records = [](World& world) {
        world.add("website", {{"id", "WEB"}, {"agency", "DINKES"}, {"address", "https://dinkes.kedirikota.go.id"}, {"scope", "agency"}, {"state", "active"}});
    };
    expect(records, "website", "WEB",
           {{"kediri", "21/2", State::met},
            {"blitar", "27/2", State::breached},
            {"sumenep", "20/2", State::undetermined},
            {"banjarbaru", "40/2", State::breached},
            {"blitar", "27/5", State::breached}});
}

TEST(Regions, ASubdomainNamedAfterItsAgency) {
    const auto records = [](World& world) {
        world.add("domain_name", {{"id", "DOM"}, {"agency", "DINKES"}, {"address", "dinkes.contoh.go.id"}, {"named_after", "agency"}, {"state", "active"}});
    };
    expect(records, "domain_name", "DOM", {{"blitar", "28/3", State::met}, {"banjarbaru", "40/3", State::breached}});
}

TEST(Regions, AClosedApplicationWithAReason) {
    const auto records = [](World& world) {
        world.add(
            "application",
            {{"id", "APL"}, {"kind", "special"}, {"owner", "DINKES"}, {"licence_kind", "closed"}, {"closed_reason", "Sudah dibeli"}, {"state", "active"}});
    };
    expect(records, "application", "APL", {{"banjarbaru", "26/1", State::exempt}, {"blitar", "23/4", State::breached}});
}

TEST(Regions, AnAuditByTheIctAgency) {
    const auto records = [](World& world) {
        world.add("audit",
                  {{"id", "AUD"}, {"kind", "security"}, {"side", "external"}, {"auditor", "ict_agency"}, {"state", "started"}, {"started_on", "2026-02-01"}});
    };
    expect(
        records, "audit", "AUD",
        {{"kediri", "40/3", State::breached}, {"banjarbaru", "47/4", State::breached}, {"sumenep", "25/2", State::breached}, {"blitar", "56/1", State::met}});
    expect(records, "audit", "AUD", {{"kediri", "40/3", State::undetermined}}, false);
}

TEST(Regions, AnExternalAuditBeforeTheInternalOne) {
    const auto records = [](World& world) {
        const std::string cycle = world.add("audit_cycle", {{"year", "2026"}});
        world.add("audit", {{"id", "AUD"},
                            {"kind", "security"},
                            {"side", "external"},
                            {"cycle", cycle},
                            {"auditor", "accredited_auditor"},
                            {"state", "started"},
                            {"started_on", "2026-02-01"}});
        world.add(
            "audit",
            {{"kind", "security"}, {"side", "internal"}, {"cycle", cycle}, {"state", "closed"}, {"started_on", "2026-02-01"}, {"closed_on", "2026-03-01"}});
    };
    expect(records, "audit", "AUD", {{"sumenep", "25/4", State::breached}, {"sumenep", "25/2", State::met}, {"kediri", "40/3", State::met}});
}

TEST(Regions, ALocalNetworkRunByItsAgency) {
    const auto records = [](World& world) {
        world.add("network_segment",
                  {{"id", "LAN"}, {"kind", "lan"}, {"agency", "DINKES"}, {"manager", "DINKES"}, {"state", "active"}, {"active_on", "2025-01-01"}});
    };
    expect(records, "network_segment", "LAN",
           {{"madiun", "18/6/c", State::breached}, {"sumenep", "18/3/a", State::breached}, {"kediri", "18/4", State::breached}});
}

TEST(Regions, AWideAreaNetworkRunByTheIctAgency) {
    const auto records = [](World& world) {
        world.add("network_segment",
                  {{"id", "WAN"}, {"kind", "wan"}, {"agency", "KOMINFO"}, {"manager", "KOMINFO"}, {"state", "active"}, {"active_on", "2025-01-01"}});
    };
    expect(records, "network_segment", "WAN", {{"madiun", "18/6/a", State::met}, {"kediri", "18/3/a", State::met}});
}

TEST(Regions, AnExchangeWithItsPurposeMethodAndStandard) {
    const auto records = [](World& world) {
        world.add("data_exchange",
                  {{"id", "TKR"}, {"kind", "sharing"}, {"purpose", "Bantuan sosial"}, {"access_method", "api"}, {"standard", "REST"}, {"state", "active"}});
    };
    expect(records, "data_exchange", "TKR", {{"banjarbaru", "15/3", State::met}, {"blitar", "53/5", State::breached}});
}

TEST(Regions, AnIntegrationPastTheHub) {
    const auto records = [](World& world) {
        world.add("integration",
                  {{"id", "INT"}, {"scope", "inter_agency"}, {"route", "direct"}, {"agency", "DINKES"}, {"state", "active"}, {"active_on", "2026-01-01"}});
    };
    expect(records, "integration", "INT", {{"madiun", "22/4", State::breached}, {"kediri", "22/4/a", State::breached}});
}

TEST(Regions, AnUncoordinatedProject) {
    const auto records = [](World& world) {
        world.add("application_project", {{"id", "PRY"}, {"owner", "DINKES"}, {"kind", "special"}, {"state", "started"}, {"started_on", "2026-02-01"}});
    };
    expect(records, "application_project", "PRY",
           {{"madiun", "23/3", State::breached},
            {"kediri", "23/4", State::breached},
            {"banjarbaru", "25/3", State::breached},
            {"sumenep", "22/6", State::breached},
            {"blitar", "59/4", State::breached},
            {"banjarbaru", "30/1", State::breached}});
}

TEST(Regions, AHostingRequestDecidedByItsOwner) {
    const auto records = [](World& world) {
        world.add("application", {{"id", "APL"}, {"owner", "DINKES"}, {"state", "active"}});
        world.add("hosting_request", {{"id", "PMH"},
                                      {"application", "APL"},
                                      {"state", "decided"},
                                      {"submitted_on", "2026-01-01"},
                                      {"submitted_by", "DINKES"},
                                      {"tested_on", "2026-01-05"},
                                      {"tested_by", "KOMINFO"},
                                      {"analysed_on", "2026-01-08"},
                                      {"analysed_by", "ict_agency"},
                                      {"decided_on", "2026-01-10"},
                                      {"decided_by", "DINKES"}});
    };
    expect(records, "hosting_request", "PMH",
           {{"blitar", "26/2", State::met},
            {"blitar", "26/2/a", State::met},
            {"blitar", "26/2/b", State::met},
            {"blitar", "26/2/c", State::met},
            {"blitar", "26/2/d", State::breached}});
}

TEST(Regions, DutiesOfOthersAreNotOurs) {
    const auto records = [](World& world) {
        world.add("application", {{"id", "APL"}, {"kind", "common"}, {"builder", "third_party"}, {"owner", "DINKES"}, {"state", "active"}});
    };
    expect(records, "", "", {{"madiun", "23/5/a", State::not_ours}, {"kediri", "23/5/a", State::not_ours}, {"sumenep", "21/7/a", State::not_ours}});
}

TEST(Regions, BackupsWaitForAnIntervalWhereTheLawGivesNone) {
    const auto records = [](World& world) {
        world.add("backup", {{"kind", "backup"}, {"target_kind", "data_center"}, {"result", "passed"}, {"agency", "DINKES"}, {"date", "2026-03-16"}});
    };
    expect(records, "agency", "DINKES",
           {{"kediri", "16/1", State::undetermined}, {"sumenep", "15/1", State::undetermined}, {"blitar", "46/1", State::undetermined}});
    const auto daily = [&](World& world) {
        records(world);
        for (const Norm& norm : world.frame().regulation.norms) {
            world.decide(norm, "every", "1d");
        }
    };
    expect(daily, "agency", "DINKES", {{"kediri", "16/1", State::met}, {"sumenep", "15/1", State::met}, {"blitar", "46/1", State::met}});
    expect(daily, "agency", "KOMINFO", {{"kediri", "16/1", State::overdue}});
}

TEST(Regions, ATicketOfAKindThatNoListNames) {
    const auto records = [](World& world) { world.add("ticket", {{"id", "TKT"}, {"kind", "consultation"}, {"agency", "DINKES"}}); };
    expect(records, "ticket", "TKT", {{"madiun", "39/3", State::breached}, {"kediri", "39/3", State::breached}, {"sumenep", "37/2", State::breached}});
}

TEST(Regions, TheTransitionInKediriHasNoDayToRunFrom) {
    const auto records = [](World& world) {
        world.add("application", {{"id", "APL"}, {"existing", "true"}, {"owner", "DINKES"}, {"state", "active"}});
        for (const Norm& norm : world.frame().regulation.norms) {
            world.decide(norm, "within", "2y");
        }
    };
    expect(records, "application", "APL", {{"kediri", "49", State::undetermined}});
    const auto dated = [&](World& world) {
        records(world);
        world.add("regulation", {{"catalogue", world.frame().regulation.id}, {"promulgated_on", "2019-11-11"}, {"state", "in_force"}});
    };
    expect(dated, "application", "APL", {{"kediri", "49", State::overdue}});
}

TEST(Regions, DelegatedRegulationsOfBanjarbaruWereDueIn2024) {
    const auto records = [](World& world) {
        world.add("policy", {{"subject", "data_center"}, {"instrument", "peraturan_wali_kota"}, {"state", "in_force"}, {"in_force_on", "2023-05-02"}});
    };
    expect(records, "", "", {{"banjarbaru", "18/9", State::met}, {"banjarbaru", "20/5", State::overdue}, {"banjarbaru", "53", State::overdue}});
}

}  // namespace
}  // namespace pendopo::law
