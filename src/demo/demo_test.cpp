#include "demo/demo.hpp"

#include <gtest/gtest.h>

#include "base/ids.hpp"
#include "demo/asked.hpp"
#include "demo/dice.hpp"
#include "demo/papers.hpp"
#include "demo/sample.hpp"
#include "systems/systems.hpp"

namespace pendopo::demo {
namespace {

using government::Government;
using government::Product;

constexpr std::string_view day_of_the_test = "2026-03-20";

std::shared_ptr<const Product> product() {
    static const auto loaded = Product::load(Resources::of_folder(PENDOPO_SOURCE_DIR), systems::derivations());
    if (!loaded) {
        std::string all;
        for (const Problem& problem : loaded.error().problems) {
            all += fmt::format("{} {} {}\n", problem.pointer, problem.code, problem.detail);
        }
        throw std::runtime_error(loaded.error().code + "\n" + all);
    }
    return *loaded;
}

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "pendopo-demo-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::filesystem::path path;
};

std::unique_ptr<Government> make(const std::filesystem::path& folder, const law::Regulation& regulation) {
    const Clock clock = fixed_clock(*parse_moment(fmt::format("{}T03:00:00Z", day_of_the_test)));
    auto made =
        Government::open(product(), {.slug = regulation.slug, .regulation = regulation.id, .folder = folder, .create = true, .demonstration = true}, clock);
    if (!made) {
        throw std::runtime_error(made.error().code + " " + made.error().detail);
    }
    return *std::move(made);
}

std::string told(const Error& error) {
    std::string all = error.code + " " + error.detail;
    for (const Problem& problem : error.problems) {
        all += fmt::format("\n{} {} {}", problem.pointer, problem.code, problem.detail);
    }
    return all;
}

/// One digest over every record of a government, register by register.
std::string digest_of(Government& government, std::size_t& records) {
    return government.database->read([&](store::Session& session) {
        std::string all;
        for (const registers::Register& declaration : government.product->catalogue.registers()) {
            government.records->each(session, declaration, [&](const registers::Record& record) {
                all += declaration.name + " " + record.id + " " + registers::digest(declaration, record) + "\n";
                ++records;
                return true;
            });
        }
        return hex(sha256(all));
    });
}

/// Each government is filled once for all tests that only look at it.
struct Example {
    Folder folder;
    std::unique_ptr<Government> government;
};
Government& example(const std::string& regulation) {
    static std::map<std::string, Example> examples;
    Example& found = examples[regulation];
    if (!found.government) {
        found.government = make(found.folder.path, *product()->regulation(regulation));
        if (const auto filled = fill(*found.government); !filled) {
            throw std::runtime_error(told(filled.error()));
        }
    }
    return *found.government;
}

class Filled : public testing::TestWithParam<std::string> {};

TEST_P(Filled, IsWholeAndTheSameEachTime) {
    Government& government = example(GetParam());
    std::size_t records = 0;
    const std::string digest = digest_of(government, records);
    EXPECT_GE(records, 3000U);
    EXPECT_LE(records, 6000U);
    const auto verification = government.verify();
    EXPECT_TRUE(verification.ok()) << (verification.findings.empty() ? "" : verification.findings.front().detail);

    const Folder folder;
    const auto again = make(folder.path, *product()->regulation(GetParam()));
    const auto filled = fill(*again);
    ASSERT_TRUE(filled) << told(filled.error());
    EXPECT_EQ(digest_of(*again, records), digest);
}

TEST_P(Filled, LeavesWorkForEveryone) {
    Government& government = example(GetParam());
    for (const char* id : {"kominfo", "dinkes", "kadinkes", "sekda", "inspektorat"}) {
        people::Person person;
        person.account = *government.database->read([&](store::Session& session) { return government.people->find(session, id); });
        EXPECT_FALSE(government.workflow->tasks(person).empty()) << id;
    }
    for (const SampleAccount& account : accounts()) {
        EXPECT_TRUE(government.people->sign_in(account.id, account.password, "127.0.0.1")) << account.id;
    }
}

TEST_P(Filled, ShowsAMixedPicture) {
    std::map<law::State, std::size_t> counts;
    for (const auto& line : example(GetParam()).compliance->lines({.limit = 1'000'000, .explain = false})) {
        ++counts[line.state];
    }
    using enum law::State;
    const std::size_t judged = counts[breached] + counts[overdue] + counts[undetermined] + counts[unproven] + counts[due] + counts[met];
    ASSERT_GT(judged, 500U);
    const double part_met = static_cast<double>(counts[met]) / static_cast<double>(judged);
    EXPECT_GT(part_met, 0.45);
    EXPECT_LT(part_met, 0.85);
    for (const law::State state : {breached, overdue, undetermined, due}) {
        EXPECT_GT(counts[state], 0U) << law::name_of(state);
    }
}

INSTANTIATE_TEST_SUITE_P(Regulations, Filled, testing::Values("madiun-41-2023", "kediri-42-2019", "banjarbaru-5-2022", "sumenep-39-2023", "blitar-49-2020"),
                         [](const auto& tested) { return tested.param.substr(0, tested.param.find('-')); });

TEST(Sample, FollowsTheLawOfItsOwnGovernment) {
    const auto documents = [&](std::string_view regulation) {
        return Asked(*product()->regulation(regulation)).list("application.documents_complete", "documents");
    };
    EXPECT_EQ(documents("kediri-42-2019"), (std::vector<std::string>{"requirements", "design", "user_manual", "source_code"}));
    EXPECT_EQ(documents("blitar-49-2020").size(), 9U);
    EXPECT_TRUE(Asked(*product()->regulation("blitar-49-2020")).speaks("hosting.steps"));
    EXPECT_FALSE(Asked(*product()->regulation("kediri-42-2019")).speaks("hosting.steps"));
}

TEST(Sample, NeverWritesOfDaysThatHaveNotCome) {
    const Date today = *parse_date(day_of_the_test);
    for (const std::string& line : sample_lines(product()->catalogue, *product()->regulation("kediri-42-2019"), today, {})) {
        const auto object = boost::json::parse(line).as_object();
        const auto* declaration = product()->catalogue.find(std::string_view(object.at("register").as_string()));
        for (const registers::State& state : declaration->states) {
            if (const auto* on = object.if_contains(state.name + "_on")) {
                EXPECT_LE(std::string_view(on->as_string()).substr(0, 10), day_of_the_test) << line;
            }
        }
    }
}

TEST(Sample, GoesOnAnyDay) {
    for (const char* day : {"2026-01-01", "2028-02-29", "2027-12-31"}) {
        EXPECT_GT(sample_lines(product()->catalogue, *product()->regulation("blitar-49-2020"), *parse_date(day), {}).size(), 3000U) << day;
    }
}

TEST(Dice, FallsTheSameEverywhere) {
    Dice dice("kediri-42-2019/people");
    Dice again("kediri-42-2019/people");
    Dice other("kediri-42-2019/agencies");
    EXPECT_EQ(dice.next(), again.next());
    EXPECT_NE(dice.next(), other.next());
    for (int i = 0; i < 1000; ++i) {
        const int n = dice.between(3, 7);
        EXPECT_TRUE(n >= 3 && n <= 7);
    }
}

TEST(Papers, SayThatTheyAreSamples) {
    for (const Paper& paper : papers()) {
        EXPECT_NE(paper.content.find("contoh"), std::string::npos) << paper.name;
        EXPECT_EQ(paper.value(), hex(sha256(paper.content)) + "/" + paper.name);
    }
}

TEST(Accounts, AreOnePerKindOfUserWithPasswordsLongEnough) {
    std::set<std::string> ids;
    for (const SampleAccount& account : accounts()) {
        EXPECT_GE(account.password.size(), 12U);
        EXPECT_TRUE(ids.insert(account.id).second);
    }
    EXPECT_EQ(ids.size(), 6U);
}

}  // namespace
}  // namespace pendopo::demo
