#include "web/router.hpp"

#include <gtest/gtest.h>

#include "web/url.hpp"

namespace pendopo::web {
namespace {

Paths paths_of(const std::vector<std::string>& patterns) {
    Paths paths;
    for (const auto& pattern : patterns) {
        paths.add({"GET", pattern, Access::everyone});
    }
    return paths;
}

std::string found(const Paths& paths, std::string_view path) {
    const auto match = paths.find("GET", path);
    return match.index == Paths::Found::none ? "" : paths.routes()[match.index].pattern;
}

TEST(Router, a_literal_goes_before_a_parameter_whatever_the_order) {
    const auto paths = paths_of({"/registers/{register}/{id}", "/registers/{register}/new", "/registers/{register}"});
    EXPECT_EQ(found(paths, "/registers/application/new"), "/registers/{register}/new");
    EXPECT_EQ(found(paths, "/registers/application/APL-0001"), "/registers/{register}/{id}");
    EXPECT_EQ(found(paths, "/registers/application"), "/registers/{register}");
    EXPECT_EQ(found(paths, "/registers"), "");
}

TEST(Router, goes_back_from_a_literal_way_that_leads_nowhere) {
    const auto paths = paths_of({"/a/b/c", "/{x}/b/d", "/{rest...}"});
    EXPECT_EQ(found(paths, "/a/b/c"), "/a/b/c");
    EXPECT_EQ(found(paths, "/a/b/d"), "/{x}/b/d");
    EXPECT_EQ(found(paths, "/a/b"), "/{rest...}");
}

TEST(Router, parameters_are_decoded_within_their_segment) {
    const auto paths = paths_of({"/records/{register}/{id}", "/norms/{norm...}", "/"});
    const auto record = paths.find("GET", "/records/application/A%2FB%20C");
    ASSERT_NE(record.index, Paths::Found::none);
    EXPECT_EQ(record.parameters.at("register"), "application");
    EXPECT_EQ(record.parameters.at("id"), "A/B C");
    EXPECT_EQ(paths.find("GET", "/norms/kediri-42-2019:24/2").parameters.at("norm"), "kediri-42-2019:24/2");
    EXPECT_EQ(paths.find("GET", "/norms/kediri-42-2019%3A24%2F2").parameters.at("norm"), "kediri-42-2019:24/2");
    EXPECT_EQ(found(paths, "/"), "/");
}

TEST(Router, empty_segments_are_no_parameters) {
    const auto paths = paths_of({"/records/{register}/{id}", "/norms/{norm...}"});
    EXPECT_EQ(found(paths, "/records//x"), "");
    EXPECT_EQ(found(paths, "/records/application/"), "");
    EXPECT_EQ(found(paths, "/norms/"), "");
}

TEST(Router, tells_the_methods_that_a_path_knows) {
    Paths paths;
    paths.add({"GET", "/a/{x}", Access::everyone});
    paths.add({"PATCH", "/a/{y}", Access::signed_in});
    const auto match = paths.find("DELETE", "/a/1");
    EXPECT_EQ(match.index, Paths::Found::none);
    EXPECT_EQ(match.allowed, (std::vector<std::string>{"GET", "PATCH"}));
    EXPECT_EQ(paths.find("PATCH", "/a/1").parameters.at("y"), "1");
    EXPECT_TRUE(paths.find("DELETE", "/b").allowed.empty());
}

TEST(Router, refuses_the_same_route_twice) {
    Paths paths;
    paths.add({"GET", "/a/{x}", Access::everyone});
    EXPECT_DEATH(paths.add({"GET", "/a/{y}", Access::everyone}), "stands twice");
}

TEST(Url, decodes_only_what_is_well_encoded) {
    EXPECT_EQ(percent_decoded("a%20b%C3%A9"), "a b\xC3\xA9");
    EXPECT_EQ(percent_decoded("a+b", true), "a b");
    EXPECT_EQ(percent_decoded("a+b"), "a+b");
    for (const auto* bad : {"%", "%4", "%zz", "a%0", "%00", "%ff", "%C0%AF", "%ED%A0%80"}) {
        EXPECT_EQ(percent_decoded(bad), std::nullopt) << bad;
    }
    EXPECT_EQ(percent_decoded(std::string_view("a\0b", 3)), std::nullopt);
}

TEST(Url, encodes_and_decodes_to_the_same) {
    const std::string text = "Kota Kediri/24 ayat (2) & \"huruf\" \xC3\xA9 %+";
    EXPECT_EQ(percent_decoded(percent_encoded(text)), text);
    EXPECT_EQ(percent_decoded(percent_encoded_path("/a b/c")), "/a b/c");
}

TEST(Url, reads_queries_in_order) {
    const auto query = parse_query("kind=special&kind=common&q=surat+masuk&empty=&flag&&a%3Db=c%26d");
    ASSERT_TRUE(query);
    const Pairs expected{{"kind", "special"}, {"kind", "common"}, {"q", "surat masuk"}, {"empty", ""}, {"flag", ""}, {"a=b", "c&d"}};
    EXPECT_EQ(*query, expected);
    EXPECT_EQ(*parse_query(to_query(expected)), expected);
    EXPECT_FALSE(parse_query("a=%zz"));
    std::string many;
    for (int i = 0; i < 1'001; ++i) {
        many += "a=1&";
    }
    EXPECT_EQ(parse_query(many).error().code, "request.too_many_parameters");
}

TEST(Url, refuses_targets_that_climb_or_hide) {
    for (const auto* bad :
         {"/../etc/passwd", "/a/%2e%2e/b", "/a/./b", "/a\\b", "/a%5cb", "/a%00b", "/a%0ab", "/%c0%ae%c0%ae/", "a/b", "*", "/a#b", "ftp://h/x"}) {
        EXPECT_FALSE(parse_target(bad)) << bad;
    }
    EXPECT_EQ(parse_target("/a%20b?x=1")->path, "/a b");
    EXPECT_EQ(parse_target("http://kediri.go.id/a?x=1")->path, "/a");
    EXPECT_EQ(parse_target("http://kediri.go.id")->path, "/");
    EXPECT_EQ(parse_target("http://kediri.go.id?x=1")->query.front().second, "1");
    EXPECT_TRUE(parse_target("/a..b/...")) << "dots within a name are no climbing";
}

}  // namespace
}  // namespace pendopo::web
