// The small parts: JSON input, problem details, cookies and tokens, compression, heads of messages, networks.

#include <zlib.h>

#include <gtest/gtest.h>

#include "base/ids.hpp"
#include "base/json_input.hpp"
#include "web/answer_cache.hpp"
#include "web/compress.hpp"
#include "web/networks.hpp"
#include "web/session.hpp"
#include "web/wire.hpp"

namespace pendopo::web {
namespace {

TEST(JsonInput, refuses_what_two_readers_could_read_differently) {
    EXPECT_EQ(parse_json(R"({"a":1,"a":2})").error().code, "request.repeated_key");
    EXPECT_EQ(parse_json(R"({"a":{"b":1,"\u0062":2}})").error().problems.front().arguments.at("key"), "b");
    EXPECT_TRUE(parse_json(R"([{"a":1},{"a":2}])"));
    EXPECT_EQ(parse_json("{\"a\":\"x\\u0000y\"}").error().code, "request.bad_json");
    EXPECT_EQ(parse_json("{} {}").error().code, "request.bad_json");
    EXPECT_EQ(parse_json("").error().code, "request.bad_json");
    EXPECT_EQ(parse_json("{\"a\":\"\xff\"}").error().code, "request.bad_json");
    EXPECT_EQ(parse_json("{'a':1}").error().code, "request.bad_json");
    EXPECT_EQ(parse_json("{\"a\":1,}").error().code, "request.bad_json");
    EXPECT_EQ(parse_json("NaN").error().code, "request.bad_json");
}

TEST(JsonInput, names_the_place) {
    const auto broken = parse_json("{\n  \"a\": tru\n}");
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().problems.front().arguments.at("line"), "2");
}

TEST(JsonInput, has_a_greatest_depth) {
    EXPECT_TRUE(parse_json(std::string(30, '[') + std::string(30, ']')));
    EXPECT_FALSE(parse_json(std::string(40, '[') + std::string(40, ']')));
    EXPECT_FALSE(parse_json(std::string(1'000'000, '[')));
}

TEST(Problem, has_one_table_of_kinds) {
    const std::vector<std::pair<ErrorKind, int>> table{{ErrorKind::malformed, 400},   {ErrorKind::unauthenticated, 401}, {ErrorKind::forbidden, 403},
                                                       {ErrorKind::not_found, 404},   {ErrorKind::conflict, 409},        {ErrorKind::too_large, 413},
                                                       {ErrorKind::unsupported, 415}, {ErrorKind::invalid, 422},         {ErrorKind::too_many, 429},
                                                       {ErrorKind::unavailable, 503}};
    for (const auto& [kind, status] : table) {
        EXPECT_EQ(status_of(kind), status);
    }
}

TEST(Problem, carries_pointer_code_text_and_norms) {
    Locale locale;
    ASSERT_TRUE(locale.add(Language::id, "id.yaml", "error:\n  field:\n    required: \"Isi {field}\"\n"));
    Request request;
    request.target = "/kediri/api/v1/records/application";
    const Error error{
        ErrorKind::invalid, "field.required", "", {{"field.required", "/fields/name", {{"field", "Nama"}}, {"kediri-42-2019:24/2"}, "name is missing"}}};
    const auto response = problem(error, request, locale);
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(response.content_type, "application/problem+json");
    const auto body = boost::json::parse(response.body).as_object();
    EXPECT_EQ(body.at("title").as_string(), "Isi Nama");
    EXPECT_EQ(body.at("status").as_int64(), 422);
    EXPECT_EQ(body.at("code").as_string(), "field.required");
    EXPECT_EQ(body.at("fault").as_string(), "client");
    EXPECT_EQ(body.at("instance").as_string(), request.target);
    const auto& entry = body.at("errors").as_array().at(0).as_object();
    EXPECT_EQ(entry.at("pointer").as_string(), "/fields/name");
    EXPECT_EQ(entry.at("detail").as_string(), "Isi Nama");
    EXPECT_EQ(entry.at("norms").as_array().at(0).as_string(), "kediri-42-2019:24/2");
}

TEST(Problem, says_when_to_come_again_and_how_to_sign_in) {
    const Request request;
    const Error wait{ErrorKind::too_many, "sign_in.wait", "", {{"sign_in.wait", "", {{"seconds", "4"}}, {}, ""}}};
    EXPECT_EQ(*problem(wait, request).header("retry-after"), "4");
    EXPECT_EQ(*problem({ErrorKind::unauthenticated, "request.sign_in", "", {}}, request).header("WWW-Authenticate"), "Bearer");
    EXPECT_EQ(problem({ErrorKind::conflict, "gate.shut", "", {}}, request).status, 409);
    EXPECT_EQ(problem({ErrorKind::malformed, "x", "", {}}, request, 431).status, 431);
}

TEST(Session, cookies) {
    const auto cookies = parse_cookies("pendopo_session=abc; pendopo_language=en;broken; x=%zz; pendopo_session=other; q=a%20b");
    EXPECT_EQ(cookies.at("pendopo_session"), "abc");
    EXPECT_EQ(cookies.at("q"), "a b");
    EXPECT_FALSE(cookies.contains("x"));
}

TEST(Session, a_masked_token_differs_each_time_and_unmasks) {
    const std::string token = random_token();
    EXPECT_NE(masked(token), masked(token));
    EXPECT_EQ(unmasked(masked(token)), token);
    for (const std::string bad : {"", "short", "0123456789abcdef", "0123456789abcdefzz"}) {
        EXPECT_EQ(unmasked(bad), "") << bad;
    }
}

Result<void> csrf_with(bool api, std::string_view header, std::string_view field, const std::string& token) {
    Request request;
    request.api = api;
    if (!header.empty()) {
        request.headers["x-csrf-token"] = header;
    }
    request.form.push_back({.name = "csrf", .value = std::string(field)});
    return check_csrf(request, {.csrf = token, .by_session = true});
}

TEST(Session, a_form_needs_the_token_of_its_session) {
    const std::string token = random_token();
    EXPECT_TRUE(csrf_with(false, "", masked(token), token));
    EXPECT_TRUE(csrf_with(false, token, "", token));
    EXPECT_TRUE(csrf_with(true, masked(token), "", token));
    EXPECT_FALSE(csrf_with(true, "", token, token)) << "the API takes it from the header only";
    EXPECT_FALSE(csrf_with(false, "", "", token));
    EXPECT_FALSE(csrf_with(false, "", masked(random_token()), token));
    EXPECT_FALSE(csrf_with(false, "", "", "")) << "a session without a token accepts nothing";
    EXPECT_TRUE(check_csrf({}, {.by_token = true}));
}

bool own_origin(std::string_view site, std::string_view origin) {
    Request request;
    request.headers["host"] = "kediri.go.id:8080";
    request.headers["sec-fetch-site"] = site;
    request.headers["origin"] = origin;
    return check_origin(request).has_value();
}

TEST(Session, changes_come_from_our_own_pages) {
    EXPECT_TRUE(own_origin("same-origin", ""));
    EXPECT_TRUE(own_origin("none", ""));
    EXPECT_FALSE(own_origin("cross-site", "http://kediri.go.id:8080"));
    EXPECT_FALSE(own_origin("same-site", ""));
    EXPECT_TRUE(own_origin("", "http://Kediri.go.id:8080"));
    EXPECT_TRUE(own_origin("", "https://kediri.go.id:8080"));
    EXPECT_FALSE(own_origin("", "http://evil.example"));
    EXPECT_FALSE(own_origin("", "null"));
    EXPECT_FALSE(own_origin("", "http://evil.example/://kediri.go.id:8080"));
    EXPECT_TRUE(own_origin("", "")) << "no browser, so no one's cookies are sent without their knowing";
}

TEST(Session, language) {
    Request request;
    EXPECT_EQ(language_of(request), Language::id);
    request.headers["accept-language"] = "en-GB,en;q=0.9,id;q=0.5";
    EXPECT_EQ(language_of(request), Language::id) << "pages are Indonesian first";
    request.api = true;
    EXPECT_EQ(language_of(request), Language::en);
    request.person.account = people::Account{.id = "siti", .role = "auditor", .language = "id"};
    EXPECT_EQ(language_of(request), Language::id);
    request.cookies["pendopo_language"] = "en";
    EXPECT_EQ(language_of(request), Language::en);
    request.query.emplace_back("lang", "id");
    EXPECT_EQ(language_of(request), Language::id);
}

std::string gunzipped(std::string_view bytes, std::size_t size) {
    std::string out(size + 1, '\0');
    z_stream stream{};
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflateInit2(&stream, 31), Z_OK);
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

TEST(Compress, gives_back_what_was_put_in) {
    for (const std::size_t size : {0u, 1u, 1'000u, 300'000u}) {
        std::string text;
        for (std::size_t i = 0; i < size; ++i) {
            text += static_cast<char>('a' + i * i % 23);
        }
        for (const int level : {4, 4, 9}) {
            EXPECT_EQ(gunzipped(gzip(text, level), size), text);
        }
    }
}

TEST(Compress, asks_the_client) {
    EXPECT_TRUE(accepts_gzip("gzip, deflate, br"));
    EXPECT_TRUE(accepts_gzip("br;q=1.0, gzip;q=0.5"));
    EXPECT_FALSE(accepts_gzip("gzip;q=0, br"));
    EXPECT_FALSE(accepts_gzip("gzip;q=0.000"));
    EXPECT_FALSE(accepts_gzip("identity"));
    EXPECT_FALSE(accepts_gzip(""));
    EXPECT_TRUE(is_compressible("text/html; charset=utf-8"));
    EXPECT_TRUE(is_compressible("application/problem+json"));
    EXPECT_TRUE(is_compressible("image/svg+xml"));
    EXPECT_FALSE(is_compressible("image/png"));
    EXPECT_FALSE(is_compressible("application/zip"));
}

TEST(Wire, an_answer_carries_the_security_headers_and_no_split_lines) {
    Response response;
    response.with("Location", "/x\r\nSet-Cookie: evil=1");
    const std::string head = head_of(response, 5, true);
    EXPECT_TRUE(head.starts_with("HTTP/1.1 200 OK\r\nDate: "));
    EXPECT_TRUE(head.contains("Content-Length: 5\r\n"));
    EXPECT_TRUE(head.contains("Location: /x  Set-Cookie: evil=1\r\n"));
    EXPECT_TRUE(head.contains("Content-Security-Policy: default-src 'none'; script-src 'self'"));
    EXPECT_TRUE(head.contains("X-Content-Type-Options: nosniff\r\n"));
    EXPECT_TRUE(head.contains("Referrer-Policy: same-origin\r\n"));
    EXPECT_TRUE(head.contains("Cross-Origin-Opener-Policy: same-origin\r\n"));
    EXPECT_TRUE(head.ends_with("Connection: keep-alive\r\n\r\n"));
}

TEST(Wire, what_has_no_body_has_no_length) {
    EXPECT_FALSE(head_of(Response{.status = 304}, 0, true).contains("Content-Length"));
    EXPECT_FALSE(head_of(Response{.status = 204}, 0, false).contains("\r\nContent-Type"));
}

TEST(Wire, a_response_may_say_more_strictly) {
    const std::string head = head_of(Response::download("/tmp/x", "surat \"a\"\r\n\xC3\xA9.pdf", "application/pdf"), 1, true);
    EXPECT_TRUE(head.contains("Content-Security-Policy: default-src 'none'; sandbox"));
    EXPECT_FALSE(head.contains("script-src"));
    EXPECT_TRUE(head.contains("Content-Disposition: attachment; filename=\"surat _a_____.pdf\"; filename*=UTF-8''surat%20%22a%22%0D%0A%C3%A9.pdf\r\n")) << head;
}

TEST(Wire, faults_of_a_head) {
    EXPECT_FALSE(fault_of_head("GET / HTTP/1.1\r\nHost: a\r\n\r\n", true));
    EXPECT_EQ(fault_of_head("GET / HTTP/1.1\nHost: a\n\n", false)->status, 400);
    EXPECT_EQ(fault_of_head("GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", true)->status, 400);
    EXPECT_EQ(fault_of_head("GET /" + std::string(9'000, 'a'), false)->status, 414);
    EXPECT_EQ(fault_of_head("GET / HTTP/1.1\r\nX: " + std::string(17'000, 'a'), false)->status, 431);
    EXPECT_FALSE(fault_of_head("GET / HTTP/1.1\r\nX: " + std::string(15'000, 'a'), false));
}

TEST(AnswerCache, keeps_an_answer_for_its_question_and_revision) {
    AnswerCache cache(100'000);
    cache.keep("a", "1", {.body = "one"});
    EXPECT_EQ(cache.find("a", "1")->body, "one");
    EXPECT_FALSE(cache.find("b", "1"));
    EXPECT_FALSE(cache.find("a", "2")) << "the data changed";
    EXPECT_FALSE(cache.find("a", "1")) << "and what is of the past is forgotten";
    cache.keep("a", "2", {.body = "two"});
    cache.keep("a", "3", {.body = "three"});
    EXPECT_EQ(cache.find("a", "3")->body, "three");
}

TEST(AnswerCache, lets_go_of_what_was_not_asked_for_longest) {
    AnswerCache cache(100'000);
    for (int i = 0; i < 12; ++i) {
        cache.keep(std::to_string(i), "1", {.body = std::string(10'000, 'x')});
        EXPECT_TRUE(cache.find("0", "1")) << i;
    }
    EXPECT_FALSE(cache.find("1", "1"));
    EXPECT_TRUE(cache.find("11", "1"));
    cache.keep("large", "1", {.body = std::string(50'000, 'x')});
    EXPECT_FALSE(cache.find("large", "1")) << "one answer does not take the place of all";
    EXPECT_TRUE(cache.find("11", "1"));
}

TEST(AnswerCache, a_question_is_all_that_answers_depend_on) {
    const auto question = [](const std::function<void(Request&)>& change) {
        Request request{.method = "GET", .path = "/a", .headers = {{"accept-encoding", "gzip"}, {"user-agent", "x"}}, .base = "/kediri", .target = "/kediri/a"};
        change(request);
        return question_of(request);
    };
    const std::string plain = question([](Request&) {});
    EXPECT_EQ(question([](Request& request) { request.headers["user-agent"] = "y"; }), plain);
    EXPECT_EQ(question([](Request& request) { request.headers["referer"] = "y"; }), plain);
    EXPECT_NE(question([](Request& request) { request.target = "/kediri/a?b"; }), plain);
    EXPECT_NE(question([](Request& request) { request.headers["cookie"] = "theme=dark"; }), plain);
    EXPECT_NE(question([](Request& request) { request.headers["hx-request"] = "true"; }), plain);
    EXPECT_NE(question([](Request& request) { request.secure = true; }), plain);
    const auto person = [](const char* role) { return people::Person{people::Account{.id = "a", .role = role}}; };
    EXPECT_NE(question([&](Request& request) { request.person = person("auditor"); }),
              question([&](Request& request) { request.person = person("administrator"); }));
}

TEST(Networks, hold_addresses) {
    const auto networks = Networks::parse({"10.0.0.0/8", "192.168.1.7", "::1", "fd00::/9"});
    ASSERT_TRUE(networks);
    for (const auto* inside : {"10.1.2.3", "::ffff:10.1.2.3", "192.168.1.7", "::1", "fd12::1", "fd12::1%eth0"}) {
        EXPECT_TRUE(networks->contains(inside)) << inside;
    }
    for (const auto* outside : {"11.0.0.1", "192.168.1.8", "::2", "fe80::1", "", "x"}) {
        EXPECT_FALSE(networks->contains(outside)) << outside;
    }
    for (const auto* bad : {"10.0.0.0/33", "10.0.0", "::1/129", "1.2.3.4/", "1.2.3.4/x", ""}) {
        EXPECT_FALSE(Networks::parse({bad})) << bad;
    }
}

}  // namespace
}  // namespace pendopo::web
