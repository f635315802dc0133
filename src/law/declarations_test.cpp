// Broken rules and regulations are refused with the place and a suggestion.

#include <gtest/gtest.h>

#include <fstream>

#include "law/compliance.hpp"
#include "law/program.hpp"

namespace pendopo::law {
namespace {

class Declarations : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() / fmt::format("pendopo-rules-{}", reinterpret_cast<std::uintptr_t>(this));
        write("systems/one/system.yaml", "system: one\nlabel: {id: \"Satu\", en: \"One\"}\nabout: {id: \"Satu.\", en: \"One.\"}\ngroup: services\n");
        write("systems/one/registers/thing.yaml", R"(register: thing
label: {id: "Benda", en: "Thing"}
plural: {id: "Benda", en: "Things"}
about: {id: "Benda.", en: "Things."}
numbering: "BND-{000}"
fields:
  name: {type: text, required: true, label: {id: "Nama", en: "Name"}}
  kind: {type: choice, label: {id: "Jenis", en: "Kind"}, choices: {small: {id: "Kecil", en: "Small"}, large: {id: "Besar", en: "Large"}}}
  papers: {type: parts, label: {id: "Berkas", en: "Papers"}, choices: {plan: {id: "Rencana", en: "Plan"}}}
states:
  draft: {id: "Konsep", en: "Draft"}
  active: {id: "Aktif", en: "Active"}
example:
  - {name: "Contoh", kind: small}
)");
        rule("{each: thing, where: $where, parts: {in: papers, of: $papers}, at: thing.active}");
        regulation("{rule: thing.papers, with: {papers: [plan]}}");
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    void write(const std::string& path, const std::string& content) {
        std::filesystem::create_directories((folder_ / path).parent_path());
        std::ofstream(folder_ / path) << content;
    }
    void rule(const std::string& check) {
        write("systems/one/rules.yaml",
              "rules:\n  - rule: thing.papers\n    pattern: complete\n    subject: thing\n    says: {id: \"Lengkap.\", en: \"Complete.\"}\n"
              "    params: {where: {type: map, default: {}}, papers: {type: list, default: norm.contents}}\n    check: " +
                  check + "\n    prevents: true\n");
    }
    void regulation(const std::string& binding) {
        write("regulations/one.yaml",
              "regulation: {id: one-1-2024, slug: one, region: \"Kota Satu\", number: 1, year: 2024, title: \"Satu\"}\nnorms:\n"
              "  - id: \"1/1\"\n    kind: duty\n    check: automatic\n    id_text: \"Lengkap.\"\n    rules:\n      - " +
                  binding + "\n");
    }
    /// The one mistake, as "code place detail".
    std::string mistake() {
        const Resources resources = Resources::of_folder(folder_.string());
        const auto catalogue = registers::Catalogue::load(resources);
        EXPECT_TRUE(catalogue) << (catalogue ? "" : catalogue.error().problems[0].detail);
        const auto regulations = load_regulations(resources);
        const auto checked = regulations ? check_rules(*regulations, *catalogue, resources) : Result<void>(std::unexpected(regulations.error()));
        if (checked) {
            return "";
        }
        EXPECT_EQ(checked.error().problems.size(), 1U) << checked.error().problems.back().pointer << " " << checked.error().problems.back().detail;
        const Problem& problem = checked.error().problems.front();
        const auto suggestion = problem.arguments.find("suggestion");
        return problem.code + " " + problem.pointer + " " + problem.detail + (suggestion == problem.arguments.end() ? "" : " [" + suggestion->second + "]");
    }

    std::filesystem::path folder_;
};

TEST_F(Declarations, GoodOnesPass) { EXPECT_EQ(mistake(), ""); }

TEST_F(Declarations, NameTheirMistakes) {
    const auto starts = [&](const std::string& expected) { return ::testing::AssertionResult(mistake().find(expected) != std::string::npos) << mistake(); };
    rule("{each: thigs, parts: {in: papers, of: $papers}}");
    EXPECT_TRUE(starts("systems/one/rules.yaml:7:19"));
    EXPECT_TRUE(starts("unknown register \"thigs\""));
    rule("{each: thing, parts: {in: paper, of: $papers}}");
    EXPECT_TRUE(starts("unknown field of thing \"paper\""));
    rule("{each: thing, parts: {in: papers, of: $paper}}");
    EXPECT_TRUE(starts("unknown parameter \"paper\""));
    rule("{each: thing, where: {kind: smal}, parts: {in: papers, of: $papers}}");
    EXPECT_TRUE(starts("unknown choice of kind \"smal\""));
    rule("{each: thing, parts: {in: papers, of: $papers}, at: thing.actve}");
    EXPECT_TRUE(starts("unknown state of thing \"actve\""));
    rule("{each: thing, parts: {in: papers, of: $papers}, partz: {in: papers, of: $papers}}");
    EXPECT_TRUE(starts("partz"));
    rule("{each: thing, where: $where, parts: {in: papers, of: $papers}, at: thing.active}");
    regulation("{rule: thing.paper, with: {papers: [plan]}}");
    EXPECT_NE(mistake().find("regulations/one.yaml"), std::string::npos);
    regulation("{rule: thing.papers, with: {paper: [plan]}}");
    EXPECT_TRUE(starts("unknown parameter of rule thing.papers \"paper\""));
    regulation("{rule: thing.papers, with: {papers: [plans]}}");
    EXPECT_TRUE(starts("unknown item of papers \"plans\""));
    regulation("{rule: thing.papers}");
    EXPECT_TRUE(starts("contents have no codes"));
}

TEST_F(Declarations, ARegulationNamesItsMistakes) {
    const auto mistake = [](std::string_view yaml) {
        const auto regulation = read_regulation("regulations/x.yaml", yaml);
        return regulation ? std::string() : regulation.error().problems.front().pointer + " " + regulation.error().problems.front().code;
    };
    const std::string head = "regulation: {id: x, slug: x, region: X, number: 1, year: 2024, title: X}\n";
    EXPECT_EQ(mistake(head), "");
    EXPECT_EQ(mistake("norms: []\n"), "regulations/x.yaml:1:1 declaration.missing");
    EXPECT_EQ(mistake(head + "norms:\n  - {id: \"1\", kind: dutty, check: none}\n"), "regulations/x.yaml:3:21 declaration.unknown");
    EXPECT_EQ(mistake(head + "norms:\n  - {id: \"1\", kind: duty, check: none}\n  - {id: \"1\", kind: duty, check: none}\n"),
              "regulations/x.yaml:4:10 declaration.repeated");
    EXPECT_EQ(mistake(head + "norms:\n  - {id: \"1\", kind: duty, check: none, period: often}\n"), "regulations/x.yaml:3:48 declaration.not_a_duration");
    EXPECT_EQ(mistake(head + "conflicts:\n  - {key: a, kind: gap, norms: [\"9\"], says: {id: X, en: X}}\n"), "regulations/x.yaml:3:32 declaration.unknown");
    EXPECT_NE(mistake("regulation: ["), "");
    EXPECT_NE(mistake(""), "");
}

}  // namespace
}  // namespace pendopo::law
