#pragma once
// A site over a real government in a temporary folder, asked without a network.

#include <gtest/gtest.h>

#include "base/ids.hpp"
#include "web/site.hpp"
#include "web/url.hpp"
#include "systems/systems.hpp"

namespace pendopo::web {

class SiteOverGovernment : public testing::Test {
protected:
    static constexpr std::string_view password = "kata sandi untuk uji 7";

    static void SetUpTestSuite() {
        folder = std::filesystem::temp_directory_path() / ("pendopo-api-" + random_token(9));
        std::filesystem::create_directories(folder);
        auto product = government::Product::load(Resources::of_folder(PENDOPO_SOURCE_DIR), systems::derivations());
        ASSERT_TRUE(product) << told(product.error());
        auto opened = government::Government::open(*product, {.slug = "kediri", .regulation = "kediri-42-2019", .folder = folder / "kediri", .create = true},
                                                   fixed_clock(*parse_moment("2024-03-01T02:00:00Z")));
        ASSERT_TRUE(opened) << told(opened.error());
        kediri = *std::move(opened);
        for (const auto* role : {"administrator", "ict_officer", "auditor"}) {
            add_account(role);
        }
        Answers answers;
        add_api(answers.government);
        answers.government.add("GET", "/", Access::everyone,
                               [](const Request& request, government::Government&) { return Response{.body = "home of " + request.person.id()}; });
        answers.government.add("GET", "/inside", Access::signed_in,
                               [](const Request& request, government::Government&) { return Response{.body = request.csrf}; });
        answers.government.add("POST", "/inside", Access::signed_in,
                               [](const Request& request, government::Government&) { return Response{.body = request.form_value("a")}; });
        answers.root.add("GET", "/", Access::everyone,
                         [](const Request&, std::span<government::Government* const> all) { return Response{.body = std::to_string(all.size())}; });
        auto made = Site::make({kediri.get()}, std::move(answers), {.hosts = {{"spbe.kedirikota.go.id", "kediri"}}});
        ASSERT_TRUE(made);
        site = *std::move(made);
    }
    static void TearDownTestSuite() {
        site.reset();
        kediri.reset();
        tokens.clear();
        std::filesystem::remove_all(folder);
    }
    /// An account of a role, named like it, with a token.
    static void add_account(const std::string& role) {
        std::string id = role;
        std::ranges::replace(id, '_', '-');
        const auto token = kediri->database->write([&](store::Session& session) -> Result<std::string> {
            CHECK(kediri->people->add(session, {.id = id, .name = id, .role = role}, password, "test"));
            return kediri->people->add_token(session, id, "test", 30, "test");
        });
        ASSERT_TRUE(token) << told(token.error());
        tokens[role] = *token;
    }
    static std::string told(const Error& error) {
        std::string text = error.code + ": " + error.detail;
        for (const auto& mistake : error.problems) {
            text += "\n  " + mistake.pointer + " " + mistake.code + " " + mistake.detail;
        }
        return text;
    }

    using Headers = std::vector<std::pair<std::string, std::string>>;
    /// @param role  whose token goes with the request, or ""
    static Response ask(std::string_view role, std::string method, std::string target, std::string body = "", Headers headers = {}) {
        Head head{.method = std::move(method), .target = std::move(target), .headers = {{"host", "localhost"}}, .address = "127.0.0.1"};
        if (!role.empty()) {
            head.headers.emplace_back("authorization", "Bearer " + tokens[std::string(role)]);
        }
        const bool typed = std::ranges::any_of(headers, [](const auto& header) { return header.first == "content-type"; });
        if (!body.empty() && !typed) {
            head.headers.emplace_back("content-type", "application/json");
        }
        std::ranges::move(headers, std::back_inserter(head.headers));
        Visit visit = site->begin(std::move(head));
        visit.request.body = std::move(body);
        return site->answer(visit);
    }
    static Response api(std::string_view role, std::string method, std::string_view path, std::string body = "", Headers headers = {}) {
        return ask(role, std::move(method), "/kediri/api/v1/" + std::string(path), std::move(body), std::move(headers));
    }
    static boost::json::object json(const Response& response) {
        boost::json::error_code error;
        auto value = boost::json::parse(response.body, error);
        EXPECT_FALSE(error) << response.status << " " << response.body;
        return value.is_object() ? value.as_object() : boost::json::object();
    }
    static std::string code(const Response& response) { return std::string(json(response).at("code").as_string()); }
    static std::string pointer(const Response& response) {
        return std::string(json(response).at("errors").as_array().at(0).as_object().at("pointer").as_string());
    }
    /// Adds a record and returns its key.
    static std::string add(std::string_view register_name, const std::string& fields) {
        const auto response = api("ict_officer", "POST", "records/" + std::string(register_name), "{\"fields\":" + fields + "}");
        EXPECT_EQ(response.status, 201) << response.body;
        return response.status == 201 ? std::string(json(response).at("id").as_string()) : "";
    }

    inline static std::filesystem::path folder;
    inline static std::unique_ptr<government::Government> kediri;
    inline static std::unique_ptr<Site> site;
    inline static std::map<std::string, std::string> tokens;
};

}  // namespace pendopo::web
