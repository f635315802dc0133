// Records over the API: adding, reading, listing, changing, and every way to be refused.

#include <fstream>

#include "web/api/record_writer.hpp"
#include "web/api/test_site.hpp"

namespace pendopo::web {
namespace {

class RecordsApi : public SiteOverGovernment {
protected:
    static std::string agency(const std::string& name) { return add("agency", "{\"name\":\"" + name + "\"}"); }
    static std::string application(const std::string& name, const std::string& owner, const std::string& more = "") {
        return add("application", "{\"name\":\"" + name + "\",\"owner\":\"" + owner + "\"" + more + "}");
    }
    static std::vector<std::string> ids(const Response& response) {
        std::vector<std::string> all;
        EXPECT_EQ(response.status, 200) << response.body;
        if (response.status == 200) {
            for (const auto& record : json(response).at("records").as_array()) {
                all.emplace_back(record.as_object().at("id").as_string());
            }
        }
        return all;
    }
};

TEST_F(RecordsApi, a_record_is_added_read_changed_and_deleted) {
    const auto added =
        api("ict_officer", "POST", "records/agency", R"({"id":"diskominfo","fields":{"name":"Dinas Kominfo \"Kediri\"","former_names":["Bagian Humas"]}})");
    ASSERT_EQ(added.status, 201) << added.body;
    EXPECT_EQ(*added.header("Location"), "/kediri/api/v1/records/agency/diskominfo");
    EXPECT_EQ(*added.header("ETag"), "\"1\"");
    const auto read = api("auditor", "GET", "records/agency/diskominfo");
    EXPECT_EQ(read.status, 200);
    EXPECT_EQ(json(read).at("fields").at("name").as_string(), "Dinas Kominfo \"Kediri\"");
    EXPECT_EQ(json(read).at("state").as_string(), "active");
    EXPECT_EQ(api("auditor", "GET", "records/agency/diskominfo", "", {{"if-none-match", "\"1\""}}).status, 304);
    const auto changed = api("ict_officer", "PATCH", "records/agency/diskominfo", R"({"fields":{"short_name":"Kominfo","former_names":null}})",
                             {{"if-match", "\"1\""}, {"content-type", "application/merge-patch+json"}});
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(*changed.header("ETag"), "\"2\"");
    EXPECT_FALSE(json(changed).at("fields").as_object().contains("former_names"));
    const auto lost = api("ict_officer", "PATCH", "records/agency/diskominfo", R"({"fields":{"short_name":"X"}})", {{"if-match", "\"1\""}});
    EXPECT_EQ(lost.status, 409);
    EXPECT_EQ(code(lost), "record.changed_meanwhile");
    EXPECT_EQ(api("ict_officer", "PATCH", "records/agency/diskominfo", R"({"fields":{"short_name":"X"}})", {{"if-match", "W/\"2\""}}).status, 409);
    const auto history = json(api("auditor", "GET", "records/agency/diskominfo/history")).at("entries").as_array();
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[0].at("actor").as_string(), "ict-officer");
    EXPECT_EQ(history[0].at("changes").at("short_name").as_array(), (boost::json::array{nullptr, "Kominfo"}));
    EXPECT_EQ(api("ict_officer", "DELETE", "records/agency/diskominfo", "", {{"if-match", "\"1\""}}).status, 409);
    EXPECT_EQ(api("ict_officer", "DELETE", "records/agency/diskominfo").status, 204);
    EXPECT_EQ(api("auditor", "GET", "records/agency/diskominfo").status, 404);
    EXPECT_EQ(json(api("auditor", "GET", "records/agency/diskominfo/history")).at("entries").as_array().size(), 3u);
    EXPECT_EQ(api("auditor", "GET", "records/agency/never-was/history").status, 404);
}

TEST_F(RecordsApi, fields_may_stand_by_themselves_as_in_an_import) {
    const auto added = api("ict_officer", "POST", "records/agency", R"({"id":"plain","name":"Dinas Polos"})");
    ASSERT_EQ(added.status, 201) << added.body;
    EXPECT_EQ(json(added).at("fields").at("name").as_string(), "Dinas Polos");
}

TEST_F(RecordsApi, mistakes_are_named_with_pointer_and_code) {
    const auto missing = api("ict_officer", "POST", "records/agency", R"({"fields":{}})");
    EXPECT_EQ(missing.status, 422);
    EXPECT_EQ(missing.content_type, "application/problem+json");
    EXPECT_EQ(code(missing), "field.required");
    EXPECT_EQ(pointer(missing), "/fields/name");
    const auto unknown = api("ict_officer", "POST", "records/agency", R"({"fields":{"name":"A","nmae":"B"}})");
    EXPECT_EQ(unknown.status, 422);
    EXPECT_EQ(pointer(unknown), "/fields/nmae");
    EXPECT_EQ(api("ict_officer", "POST", "records/agency", R"({"fields":[]})").status, 422);
    EXPECT_EQ(api("ict_officer", "POST", "records/agency", R"({"fields":{"name":"A"},"other":1})").status, 422);
    EXPECT_EQ(api("ict_officer", "POST", "records/agency", R"({"id":7,"fields":{"name":"A"}})").status, 422);
    EXPECT_EQ(code(api("ict_officer", "POST", "records/agency", R"({"fields":{"name":"A","name":"B"}})")), "request.repeated_key");
    EXPECT_EQ(api("ict_officer", "POST", "records/agency", "[1]").status, 400);
    EXPECT_EQ(api("ict_officer", "POST", "records/agency", "{\"fields\":").status, 400);
    EXPECT_EQ(api("ict_officer", "POST", "records/agency", "a=1", {{"content-type", "application/x-www-form-urlencoded"}}).status, 415);
    EXPECT_EQ(api("ict_officer", "POST", "records/agency?dry=1", R"({"fields":{"name":"A"}})").status, 400);
    const auto register_name = api("ict_officer", "GET", "records/aplication");
    EXPECT_EQ(register_name.status, 404);
    EXPECT_EQ(json(register_name).at("errors").at(0).at("arguments").at("suggestion").as_string(), "application");
}

TEST_F(RecordsApi, who_may_not_is_told_so) {
    EXPECT_EQ(api("", "POST", "records/agency", R"({"fields":{"name":"A"}})").status, 401);
    EXPECT_EQ(*api("", "GET", "records/agency").header("WWW-Authenticate"), "Bearer");
    EXPECT_EQ(api("", "GET", "records/agency").status, 401);
    EXPECT_EQ(api("auditor", "POST", "records/agency", R"({"fields":{"name":"A"}})").status, 403);
    tokens["stranger"] = "wrong";
    EXPECT_EQ(code(api("stranger", "GET", "records/agency")), "token.unknown");
    EXPECT_EQ(api("", "GET", "records/agency", "", {{"authorization", "Basic YTpi"}}).status, 401);
    EXPECT_EQ(api("auditor", "PUT", "records/agency/x", "{}").status, 405);
    EXPECT_EQ(*api("auditor", "PUT", "records/agency/x", "{}").header("Allow"), "GET, PATCH, DELETE, HEAD, OPTIONS");
}

TEST_F(RecordsApi, lists_are_filtered_sorted_and_paged) {
    const auto owner = agency("Dinas Daftar");
    std::vector<std::string> expected;
    for (int i = 0; i < 7; ++i) {
        expected.push_back(application("Daftar " + std::to_string(i), owner, ",\"kind\":\"special\",\"user_count\":" + std::to_string(i * 10)));
    }
    application("Daftar lain", owner, ",\"kind\":\"common\"");
    const std::string base = "records/application?owner=" + owner;
    EXPECT_EQ(ids(api("auditor", "GET", base + "&kind=special&sort=name")), expected);
    EXPECT_EQ(ids(api("auditor", "GET", base + "&kind.not=special")).size(), 1u);
    EXPECT_EQ(ids(api("auditor", "GET", base + "&kind=special&kind=common")).size(), 8u);
    EXPECT_EQ(ids(api("auditor", "GET", base + "&user_count.min=20&user_count.max=40")).size(), 3u);
    EXPECT_EQ(ids(api("auditor", "GET", base + "&user_count.set=false")).size(), 1u);
    EXPECT_EQ(ids(api("auditor", "GET", base + "&name.contains=lain")).size(), 1u);
    EXPECT_EQ(ids(api("auditor", "GET", "records/application?owner.name=Dinas%20Daftar")).size(), 8u);
    EXPECT_EQ(ids(api("auditor", "GET", "records/application?agency=" + owner + "&q=lain")).size(), 1u);
    std::vector<std::string> seen;
    std::string path = base + "&kind=special&sort=name&limit=3";
    for (int page = 0; page < 3; ++page) {
        const auto response = api("auditor", "GET", path);
        std::ranges::move(ids(response), std::back_inserter(seen));
        const auto next = json(response).at("next");
        ASSERT_EQ(next.is_null(), page == 2);
        if (page < 2) {
            path = base + "&kind=special&sort=name&limit=3&after=" + percent_encoded(std::string_view(next.as_string()));
            EXPECT_TRUE(response.header("Link")->contains("&limit=3&after=" + percent_encoded(std::string_view(next.as_string())) + ">; rel=\"next\""))
                << *response.header("Link");
        }
    }
    EXPECT_EQ(seen, expected);
    const auto few = json(api("auditor", "GET", base + "&fields=name&limit=1")).at("records").at(0).at("fields").as_object();
    EXPECT_EQ(few.size(), 1u);
    EXPECT_TRUE(few.contains("name"));
}

TEST_F(RecordsApi, a_parameter_that_is_not_understood_is_refused) {
    for (const auto* query :
         {"naem=x", "name.like=x", "limit=0", "limit=201", "limit=ten", "sort=nothing", "sort=joins", "fields=name,nothing", "user_count=many",
          "user_count.min=x", "similar_to_common=yes", "kind.min=a", "owner.secret=x", "after=a&before=b", "name.set=maybe"}) {
        const auto response = api("auditor", "GET", std::string("records/application?") + query);
        EXPECT_EQ(response.status, 400) << query << " " << response.body;
    }
    EXPECT_EQ(api("auditor", "GET", "records/agency?agency=x").status, 400);
    EXPECT_EQ(json(api("auditor", "GET", "records/application?naem=x")).at("errors").at(0).at("arguments").at("suggestion").as_string(), "name");
    const auto cursor = api("auditor", "GET", "records/application?after=nonsense");
    EXPECT_TRUE(cursor.status == 400 || cursor.status == 422) << cursor.status;
}

TEST_F(RecordsApi, what_a_person_may_not_read_is_not_there) {
    const auto id = add("person", R"({"name":"Siti","nik":"3571014509850001"})");
    EXPECT_TRUE(json(api("ict_officer", "GET", "records/person/" + id)).at("fields").as_object().contains("nik"));
    EXPECT_FALSE(json(api("auditor", "GET", "records/person/" + id)).at("fields").as_object().contains("nik"));
    EXPECT_EQ(api("auditor", "GET", "records/person?nik=3571014509850001").status, 400);
    EXPECT_EQ(api("auditor", "GET", "records/person?sort=nik").status, 400);
    EXPECT_EQ(api("auditor", "GET", "records/person?fields=nik").status, 400);
    const auto changes = json(api("auditor", "GET", "records/person/" + id + "/history")).at("entries").at(0).at("changes").as_object();
    EXPECT_TRUE(changes.contains("name"));
    EXPECT_FALSE(changes.contains("nik"));
    EXPECT_FALSE(api("auditor", "GET", "registers/person").body.contains("\"nik\""));
    EXPECT_FALSE(api("auditor", "GET", "ledger?subject=person").body.contains("3571014509850001"));
}

TEST_F(RecordsApi, the_fast_writer_says_what_the_register_says) {
    const auto id = add("agency", R"({"name":"A \"q\" \\ \u00e9","duties":"one\n\ttwo","place":"-7.82,112.01","former_names":["a","b"]})");
    const auto* declaration = kediri->product->catalogue.find("agency");
    const auto record = kediri->workflow->find({.account = people::Account{.id = "x", .role = "ict_officer"}}, *declaration, id);
    ASSERT_TRUE(record);
    std::string text;
    api::write_record(text, *declaration, *record, std::vector<bool>(declaration->fields.size(), true));
    EXPECT_EQ(boost::json::parse(text), boost::json::value(registers::to_json(*declaration, *record)));
}

TEST_F(RecordsApi, the_fast_writer_knows_every_type) {
    const auto registers_tried = kediri->product->catalogue.registers();
    std::size_t examples = 0;
    for (const auto& declaration : registers_tried) {
        for (const auto& example : declaration.examples) {
            registers::Record record;
            record.id = "x";
            record.values.resize(declaration.fields.size());
            for (const auto& [name, value] : example) {
                const auto* field = declaration.field(std::string_view(name));
                const auto taken = field == nullptr ? Result<registers::Value>() : registers::from_json(*field, value);
                if (field != nullptr && taken) {
                    record.set(declaration, field->name, *taken);
                }
            }
            std::string text;
            api::write_record(text, declaration, record, std::vector<bool>(declaration.fields.size(), true));
            EXPECT_EQ(boost::json::parse(text), boost::json::value(registers::to_json(declaration, record))) << declaration.name;
            ++examples;
        }
    }
    EXPECT_GT(examples, 50u);
}

TEST_F(RecordsApi, a_record_is_told_as_it_was) {
    const auto id = agency("Dinas Lama");
    EXPECT_EQ(json(api("auditor", "GET", "records/agency/" + id + "?at=2024-03-01")).at("fields").at("name").as_string(), "Dinas Lama");
    EXPECT_EQ(api("auditor", "GET", "records/agency/" + id + "?at=2023-12-31").status, 404);
    EXPECT_EQ(api("auditor", "GET", "records/agency/" + id + "?at=yesterday").status, 400);
}

TEST_F(RecordsApi, steps_are_offered_and_made) {
    const auto id = agency("Dinas Melangkah");
    const auto offers = json(api("ict_officer", "GET", "records/agency/" + id + "/transitions")).at("transitions").as_array();
    ASSERT_EQ(offers.size(), 2u);
    EXPECT_EQ(offers[0].at("name").as_string(), "rename");
    EXPECT_TRUE(offers[0].at("allowed").as_bool());
    const std::string step = "records/agency/" + id + "/transitions/";
    EXPECT_EQ(code(api("ict_officer", "POST", step + "rename")), "transition.reason_missing");
    EXPECT_EQ(api("ict_officer", "POST", step + "fly", "{}").status, 404);
    EXPECT_EQ(api("ict_officer", "POST", step + "rename", R"({"why":"x"})").status, 422);
    EXPECT_EQ(api("auditor", "POST", step + "rename", R"({"reason":"x"})").status, 403);
    EXPECT_EQ(api("ict_officer", "POST", step + "rename", R"({"reason":"Perda baru"})", {{"if-match", "\"9\""}}).status, 409);
    const auto moved = api("ict_officer", "POST", step + "rename", R"({"reason":"Perda baru","fields":{"short_name":"DM"}})", {{"if-match", "\"1\""}});
    ASSERT_EQ(moved.status, 200) << moved.body;
    EXPECT_EQ(json(moved).at("state").as_string(), "renamed");
    EXPECT_EQ(json(moved).at("fields").at("renamed_on").as_string(), "2024-03-01");
    EXPECT_EQ(code(api("ict_officer", "POST", step + "rename", R"({"reason":"lagi"})")), "transition.not_from_here");
}

TEST_F(RecordsApi, files_and_comments) {
    const auto id = agency("Dinas Berkas");
    const std::string path = "/kediri/api/v1/records/agency/" + id;
    const auto upload = [&](std::string_view account, const std::string& content) {
        Head head{.method = "POST",
                  .target = path + "/files",
                  .headers = {{"host", "a"}, {"content-type", "multipart/form-data; boundary=x"}},
                  .address = "127.0.0.1"};
        if (!account.empty()) {
            head.headers.emplace_back("authorization", "Bearer " + tokens[std::string(account)]);
        }
        Visit visit = site->begin(std::move(head));
        if (!visit.ready) {
            const auto place = visit.temporary();
            std::ofstream(place) << content;
            visit.request.form.push_back({.name = "file", .file_name = "surat.txt", .file = place});
        }
        return site->answer(visit);
    };
    const auto added = upload("ict_officer", "isi surat\n");
    ASSERT_EQ(added.status, 201) << added.body;
    const auto file = json(added).at("files").at(0).as_object();
    const auto content = ask("auditor", "GET", std::string(file.at("url").as_string()));
    EXPECT_EQ(content.status, 200);
    std::ifstream stored(content.file);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(stored), {}), "isi surat\n");
    EXPECT_TRUE(content.header("Content-Disposition")->starts_with("attachment"));
    EXPECT_EQ(json(ask("auditor", "GET", path + "/files")).at("files").as_array().size(), 1u);
    EXPECT_EQ(ask("auditor", "GET", path + "/files/" + std::string(64, '0')).status, 404);
    EXPECT_EQ(ask("auditor", "GET", path + "/files/..%2f..%2fpendopo.db").status, 400);
    EXPECT_EQ(upload("", "x").status, 401);
    EXPECT_EQ(upload("auditor", "other\n").status, 403);
    EXPECT_EQ(ask("ict_officer", "POST", path + "/files", "{}").status, 415);
    EXPECT_EQ(ask("ict_officer", "POST", path + "/comments", R"({"text":"Mohon dilengkapi"})").status, 201);
    EXPECT_EQ(ask("ict_officer", "POST", path + "/comments", R"({"text":7})").status, 422);
    const auto comments = json(ask("auditor", "GET", path + "/comments")).at("comments").as_array();
    ASSERT_EQ(comments.size(), 1u);
    EXPECT_EQ(comments[0].at("text").as_string(), "Mohon dilengkapi");
    EXPECT_EQ(api("ict_officer", "POST", "records/agency", "--x--", {{"content-type", "multipart/form-data; boundary=x"}}).status, 415);
}

}  // namespace
}  // namespace pendopo::web
