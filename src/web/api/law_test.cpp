// The law, compliance, the ledger, the description of the API, and the ways into a government.

#include <set>

#include "web/api/openapi.hpp"
#include "web/api/test_site.hpp"

namespace pendopo::web {
namespace {

class LawApi : public SiteOverGovernment {};

TEST_F(LawApi, registers_tell_what_they_declare) {
    const auto list = json(api("auditor", "GET", "registers"));
    EXPECT_GT(list.at("registers").as_array().size(), 70u);
    EXPECT_GT(list.at("systems").as_array().size(), 20u);
    const auto schema = json(api("auditor", "GET", "registers/application"));
    EXPECT_EQ(schema.at("label").at("id").as_string(), "Aplikasi");
    EXPECT_EQ(schema.at("label").at("en").as_string(), "Application");
    EXPECT_FALSE(schema.at("states").as_array().empty());
    EXPECT_FALSE(schema.at("transitions").as_array().empty());
    EXPECT_FALSE(schema.at("may").at("create").as_bool());
    EXPECT_TRUE(json(api("ict_officer", "GET", "registers/application")).at("may").at("create").as_bool());
    const auto& fields = schema.at("fields").as_array();
    const auto kind = std::ranges::find(fields, "kind", [](const auto& field) { return std::string_view(field.at("name").as_string()); });
    ASSERT_NE(kind, fields.end());
    EXPECT_EQ(kind->at("type").as_string(), "choice");
    EXPECT_TRUE(kind->at("choices").at(0).at("allowed").is_bool());
    EXPECT_EQ(api("auditor", "GET", "registers/nothing").status, 404);
    EXPECT_TRUE(json(api("", "GET", "registers")).at("registers").as_array().size() < list.at("registers").as_array().size());
}

TEST_F(LawApi, norms_are_searched_and_read) {
    const auto all = json(api("", "GET", "norms"));
    EXPECT_GT(all.at("norms").as_array().size(), 50u);
    const auto first = all.at("norms").at(0).as_object();
    const std::string id(first.at("id").as_string());
    EXPECT_TRUE(id.starts_with("kediri-42-2019:"));
    const auto norm = json(api("", "GET", "norms/" + id));
    EXPECT_EQ(norm.at("text"), first.at("text"));
    EXPECT_FALSE(norm.contains("lines")) << "lines name records";
    EXPECT_TRUE(json(api("auditor", "GET", "norms/" + percent_encoded(id))).contains("lines"));
    EXPECT_EQ(json(api("", "GET", "norms/" + std::string(first.at("place").as_string()))).at("id").as_string(), id);
    EXPECT_EQ(api("", "GET", "norms/999/9").status, 404);
    const auto found = json(api("", "GET", "norms?q=APLIKASI&kind=duty")).at("norms").as_array();
    EXPECT_FALSE(found.empty());
    EXPECT_LT(found.size(), all.at("norms").as_array().size());
    for (const auto& each : found) {
        EXPECT_EQ(each.at("kind").as_string(), "duty");
    }
    EXPECT_TRUE(json(api("", "GET", "norms?q=zzzzzz")).at("norms").as_array().empty());
    EXPECT_EQ(api("", "GET", "norms?state=green").status, 400);
    EXPECT_EQ(api("", "GET", "norms?colour=green").status, 400);
}

TEST_F(LawApi, compliance_lines_have_their_shape) {
    EXPECT_EQ(api("", "GET", "compliance").status, 401);
    const auto answer = json(api("auditor", "GET", "compliance?limit=5"));
    EXPECT_EQ(answer.at("on").as_string(), "2024-03-01");
    EXPECT_GT(answer.at("total").to_number<int>(), 5);
    ASSERT_EQ(answer.at("lines").as_array().size(), 5u);
    EXPECT_EQ(answer.at("next").to_number<int>(), 5);
    for (const auto& line : answer.at("lines").as_array()) {
        for (const auto* member : {"norm", "rule", "subject", "agency", "state", "since", "due", "why", "evidence"}) {
            EXPECT_TRUE(line.as_object().contains(member)) << member;
        }
        EXPECT_TRUE(line.at("subject").as_object().contains("label"));
        EXPECT_FALSE(line.at("why").at("id").as_string().empty());
    }
    const auto unproven = json(api("auditor", "GET", "compliance?state=unproven&limit=3"));
    for (const auto& line : unproven.at("lines").as_array()) {
        EXPECT_EQ(line.at("state").as_string(), "unproven");
    }
    EXPECT_EQ(api("auditor", "GET", "compliance?on=2023-06-30&limit=1").status, 200);
    for (const auto* bad : {"on=30-06-2023", "state=green", "system=nothing", "register=nothing", "limit=0", "offset=-1", "color=red"}) {
        EXPECT_EQ(api("auditor", "GET", std::string("compliance?") + bad).status, 400) << bad;
    }
}

TEST_F(LawApi, matrix_obligations_conflicts_and_values) {
    add("agency", R"({"name":"Dinas Kesehatan"})");
    const auto matrix = json(api("auditor", "GET", "compliance/matrix"));
    EXPECT_FALSE(matrix.at("rows").as_array().empty());
    EXPECT_FALSE(matrix.at("agencies").as_array().empty());
    EXPECT_TRUE(matrix.at("rows").at(0).at("all").as_object().contains("state"));
    const auto obligations = json(api("auditor", "GET", "obligations?until=2025-12-31")).at("obligations").as_array();
    std::string before;
    for (const auto& line : obligations) {
        const std::string due(line.at("due").as_string());
        EXPECT_LE(before, due);
        EXPECT_LE(due, "2025-12-31");
        before = due;
    }
    EXPECT_EQ(json(api("", "GET", "conflicts")).at("conflicts").as_array().size(), kediri->regulation->conflicts.size());
    EXPECT_EQ(api("", "GET", "values").status, 200);
}

TEST_F(LawApi, the_ledger_is_for_those_who_look_after_it) {
    EXPECT_EQ(api("ict_officer", "GET", "ledger").status, 403);
    add("agency", R"({"name":"Dinas Buku"})");
    const auto newest = json(api("auditor", "GET", "ledger?limit=2"));
    EXPECT_EQ(newest.at("head").at("root").as_string().size(), 64u);
    const auto size = newest.at("head").at("size").to_number<std::int64_t>();
    ASSERT_EQ(newest.at("entries").as_array().size(), 2u);
    EXPECT_EQ(newest.at("entries").at(0).at("sequence").to_number<std::int64_t>(), size - 1);
    const auto oldest = json(api("administrator", "GET", "ledger?after=0&limit=2")).at("entries").as_array();
    EXPECT_EQ(oldest.at(0).at("sequence").to_number<std::int64_t>(), 1);
    EXPECT_EQ(api("auditor", "GET", "ledger?from=2024").status, 400);
}

TEST_F(LawApi, tells_who_is_asking) {
    EXPECT_TRUE(json(api("", "GET", "me")).at("account").is_null());
    EXPECT_EQ(json(api("auditor", "GET", "me")).at("account").at("role").as_string(), "auditor");
}

/// Every "$ref" of a document.
void references(const boost::json::value& value, std::set<std::string>& found) {
    if (value.is_object()) {
        for (const auto& [key, member] : value.as_object()) {
            if (key == "$ref") {
                found.emplace(member.as_string());
            }
            references(member, found);
        }
    } else if (value.is_array()) {
        for (const auto& item : value.as_array()) {
            references(item, found);
        }
    }
}

TEST_F(LawApi, the_description_holds_together) {
    const auto response = api("", "GET", "openapi.json");
    ASSERT_EQ(response.status, 200);
    EXPECT_EQ(api("", "GET", "openapi.json", "", {{"if-none-match", *response.header("ETag")}}).status, 304);
    const boost::json::value document = boost::json::parse(response.body);
    EXPECT_EQ(document.at("openapi").as_string(), "3.1.0");
    std::set<std::string> refs;
    references(document, refs);
    EXPECT_GT(refs.size(), 100u);
    for (const auto& ref : refs) {
        boost::json::error_code missing;
        EXPECT_NE(document.find_pointer(ref.substr(1), missing), nullptr) << ref;
    }
    std::set<std::string> ids;
    for (const auto& [path, item] : document.at("paths").as_object()) {
        for (const auto* method : {"get", "post", "patch", "delete"}) {
            if (const auto* operation = item.as_object().if_contains(method)) {
                EXPECT_TRUE(ids.emplace(operation->at("operationId").as_string()).second) << path;
            }
        }
    }
    for (const auto& declaration : kediri->product->catalogue.registers()) {
        EXPECT_TRUE(document.at("paths").as_object().contains("/records/" + declaration.name));
        EXPECT_TRUE(document.at("components").at("schemas").as_object().contains(declaration.name));
    }
}

TEST_F(LawApi, a_government_answers_below_its_slug_and_at_its_own_host) {
    EXPECT_EQ(ask("", "GET", "/").body, "1");
    EXPECT_EQ(ask("", "GET", "/kediri/").body, "home of anonymous");
    EXPECT_EQ(*ask("", "GET", "/kediri?a=1").header("Location"), "/kediri/?a=1");
    EXPECT_EQ(*ask("auditor", "GET", "/kediri/inside/?a=1").header("Location"), "/kediri/inside?a=1");
    EXPECT_EQ(ask("", "GET", "/nowhere/").status, 404);
    EXPECT_EQ(ask("", "GET", "/kediri/nowhere").status, 404);
    const Headers own{{"host", "SPBE.kedirikota.go.id:443"}};
    Head head{.method = "GET", .target = "/api/v1/openapi.json", .headers = own, .address = "127.0.0.1"};
    Visit visit = site->begin(std::move(head));
    EXPECT_EQ(visit.request.base, "");
    EXPECT_EQ(json(site->answer(visit)).at("servers").at(0).at("url").as_string(), "/api/v1");
}

TEST_F(LawApi, an_answer_is_kept_until_the_data_change) {
    const std::string path = "records/agency?limit=200";
    const std::string first = api("ict_officer", "GET", path).body;
    EXPECT_EQ(api("ict_officer", "GET", path).body, first);
    const std::string id = add("agency", R"({"name":"Dinas Ingatan"})");
    const std::string second = api("ict_officer", "GET", path).body;
    EXPECT_NE(second, first);
    EXPECT_NE(second.find("Dinas Ingatan"), std::string::npos);
    EXPECT_EQ(api("", "GET", path).status, 401) << "what is kept for one is not shown to another";
    EXPECT_NE(api("ict_officer", "GET", "registers/agency").body, api("auditor", "GET", "registers/agency").body);
    EXPECT_EQ(api("ict_officer", "GET", "registers").body.front(), '{');
    EXPECT_EQ(api("ict_officer", "GET", "registers", "", {{"accept-encoding", "gzip"}}).body.substr(0, 2), "\x1F\x8B") << "nor another form of it";
    EXPECT_EQ(api("ict_officer", "GET", path).body, second);
}

TEST_F(LawApi, a_page_for_members_leads_to_the_sign_in) {
    const auto page = ask("", "GET", "/kediri/inside?a=1&b=2");
    EXPECT_EQ(page.status, 303);
    EXPECT_EQ(*page.header("Location"), "/kediri/sign-in?back=%2Finside%3Fa%3D1%26b%3D2");
    EXPECT_EQ(*ask("", "GET", "/kediri/inside", "", {{"hx-request", "true"}}).header("HX-Redirect"), "/kediri/sign-in?back=%2Finside");
    EXPECT_EQ(*ask("", "POST", "/kediri/inside").header("Location"), "/kediri/sign-in");
}

TEST_F(LawApi, a_session_needs_its_token_to_change_anything) {
    const auto session = kediri->people->sign_in("ict-officer", password, "127.0.0.1");
    ASSERT_TRUE(session) << told(session.error());
    const std::pair<std::string, std::string> cookie{"cookie", "pendopo_session=" + session->token};
    const auto page = ask("", "GET", "/kediri/inside", "", {cookie});
    ASSERT_EQ(page.status, 200);
    const std::string token = page.body;
    EXPECT_FALSE(token.empty());
    const std::pair<std::string, std::string> form{"content-type", "application/x-www-form-urlencoded"};
    EXPECT_EQ(ask("", "POST", "/kediri/inside", "a=1", {cookie, form}).status, 403);
    EXPECT_EQ(ask("", "POST", "/kediri/inside", "a=1&csrf=" + token, {cookie, form}).body, "1");
    EXPECT_EQ(ask("", "POST", "/kediri/inside", "a=1&csrf=" + token, {cookie, form, {"sec-fetch-site", "cross-site"}}).status, 403);
    const std::string record = R"({"fields":{"name":"Dinas Sesi"}})";
    EXPECT_EQ(code(api("", "POST", "records/agency", record, {cookie})), "request.bad_csrf");
    EXPECT_EQ(api("", "POST", "records/agency", record, {cookie, {"x-csrf-token", token}}).status, 201);
    kediri->people->sign_out(session->token);
    EXPECT_EQ(ask("", "GET", "/kediri/inside", "", {cookie}).status, 303);
}

TEST_F(LawApi, cookies_belong_to_one_government_and_to_https_where_that_is_spoken) {
    Request request;
    request.base = "/kediri";
    Response response;
    start_session(response, request, {.token = "abc", .csrf = "x"});
    EXPECT_EQ(*response.header("Set-Cookie"), "pendopo_session=abc; Path=/kediri; HttpOnly; SameSite=Lax");
    request.secure = true;
    request.base = "";
    Response secure;
    end_session(secure, request);
    EXPECT_EQ(*secure.header("Set-Cookie"), "pendopo_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure");
}

}  // namespace
}  // namespace pendopo::web
