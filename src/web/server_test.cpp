// The server over real sockets: well-behaved clients, slow ones, and those that try to be understood in two ways.

#include "web/server.hpp"

#include <atomic>
#include <fstream>
#include <future>

#include "base/ids.hpp"
#include "web/test_client.hpp"

namespace pendopo::web {
namespace {

using namespace std::chrono_literals;

Response text(std::string body) { return {.content_type = "text/plain; charset=utf-8", .body = std::move(body)}; }

std::atomic<bool> hold{false}, held{false};

Answers answers_of_test(const std::filesystem::path& file) {
    using Governments = std::span<government::Government* const>;
    Answers answers;
    const auto add = [&](std::string method, std::string path, RootHandler handler) {
        answers.root.add(std::move(method), std::move(path), Access::everyone, std::move(handler));
    };
    add("GET", "/hello", [](const Request& request, Governments) { return text("hello " + request.query_value("name")); });
    add("POST", "/echo", [](const Request& request, Governments) { return text(request.body); });
    add("POST", "/form", [](const Request& request, Governments) { return text(request.form_value("a")); });
    add("GET", "/large", [](const Request&, Governments) { return text(std::string(5u << 20, 'x')); });
    add("GET", "/file", [file](const Request&, Governments) { return Response::download(file, "surat.txt", "text/plain"); });
    add("GET", "/missing-file", [](const Request&, Governments) { return Response::download("/nowhere/at/all", "x", "text/plain"); });
    add("GET", "/bug", [](const Request&, Governments) -> Response { throw std::logic_error("secret cause"); });
    add("GET", "/no-database", [](const Request&, Governments) -> Response { throw store::DatabaseFault("secret host"); });
    add("GET", "/address", [](const Request& request, Governments) { return text(request.address + (request.secure ? " secure" : "")); });
    add("GET", "/wait", [](const Request&, Governments) {
        held = true;
        while (hold) {
            std::this_thread::sleep_for(1ms);
        }
        return text("waited");
    });
    return answers;
}

class ServerOverSockets : public testing::Test {
protected:
    void SetUp() override {
        file_ = std::filesystem::temp_directory_path() / ("pendopo-server-" + random_token(9));
        std::ofstream(file_) << std::string(700'000, 'f') << "end";
    }
    void TearDown() override {
        hold = false;
        stop();
        std::filesystem::remove(file_);
    }
    static ServeOptions quiet() {
        ServeOptions options;
        options.port = 0;
        options.loops = 2;
        options.workers = 4;
        options.handle_signals = false;
        return options;
    }
    void start(ServeOptions options = quiet()) {
        server_ = std::make_unique<Server>(std::vector<std::unique_ptr<government::Government>>{}, std::move(options), answers_of_test(file_));
        ASSERT_TRUE(server_->listen());
        thread_ = std::thread([this] { server_->run(); });
    }
    void stop() {
        if (thread_.joinable()) {
            server_->stop();
            thread_.join();
        }
    }
    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    Reply ask(std::string_view bytes) { return TestClient(port()).ask(bytes); }

    std::filesystem::path file_;
    std::unique_ptr<Server> server_;
    std::thread thread_;
};

TEST_F(ServerOverSockets, answers_and_keeps_the_connection) {
    start();
    TestClient client(port());
    for (int i = 0; i < 3; ++i) {
        const auto reply = client.ask("GET /hello?name=Kota%20Kediri HTTP/1.1\r\nHost: a\r\n\r\n");
        EXPECT_EQ(reply.status, 200);
        EXPECT_EQ(reply.body, "hello Kota Kediri");
        EXPECT_EQ(reply.header("Connection"), "keep-alive");
        EXPECT_EQ(reply.header("Cache-Control"), "no-store");
    }
    EXPECT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").header("Connection"), "close");
    EXPECT_TRUE(client.is_ended());
    TestClient old(port());
    EXPECT_EQ(old.ask("GET /hello HTTP/1.0\r\n\r\n").status, 200);
    EXPECT_TRUE(old.is_ended());
}

TEST_F(ServerOverSockets, answers_pipelined_requests_in_order_also_after_half_a_close) {
    start();
    TestClient client(port());
    client.send(
        "GET /hello?name=1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /echo HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\nContent-Length: 3\r\n\r\ntwo"
        "GET /hello?name=3 HTTP/1.1\r\nHost: a\r\n\r\n");
    client.finish_sending();
    EXPECT_EQ(client.receive().body, "hello 1");
    EXPECT_EQ(client.receive().body, "two");
    EXPECT_EQ(client.receive().body, "hello 3");
    EXPECT_TRUE(client.is_ended());
}

TEST_F(ServerOverSockets, many_pipelined_requests_are_no_long_head) {
    start();
    TestClient client(port());
    std::string bytes;
    for (int i = 0; i < 1'000; ++i) {
        bytes += "GET /hello?name=" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }
    std::thread sender([&] { client.send(bytes); });
    for (int i = 0; i < 1'000; ++i) {
        ASSERT_EQ(client.receive().body, "hello " + std::to_string(i));
    }
    sender.join();
}

TEST_F(ServerOverSockets, a_request_may_arrive_byte_by_byte) {
    start();
    TestClient client(port());
    for (const char c : std::string_view("\r\nPOST /echo HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\nTransfer-Encoding: "
                                         "chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer: 1\r\n\r\n")) {
        client.send({&c, 1});
    }
    EXPECT_EQ(client.receive().body, "hello world");
    EXPECT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
}

TEST_F(ServerOverSockets, what_could_be_understood_in_two_ways_is_refused_and_ends_the_connection) {
    start();
    const std::string smuggled = "GET /hello?name=smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
    const std::vector<std::pair<std::string, int>> cases{
        {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400},
        {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400},
        {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400},
        {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nhello", 400},
        {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello", 400},
        {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400},
        {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", 400},
        {"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
        {"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 501},
        {"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501},
        {"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400},
        {"POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"GET /hello HTTP/1.1\nHost: a\n\n", 400},
        {"GET /hello HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400},
        {"GET /hello HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", 400},
        {"GET /hello HTTP/1.1\r\n Host: a\r\n\r\n", 400},
        {"GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"GET /hello HTTP/1.1\r\n\r\n", 400},
        {"GET /hello HTTP/1.1\r\nHost: a\r\nX\x01: b\r\n\r\n", 400},
        {std::string("GET /hello HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", 40), 400},
        {"GET  /hello HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET /hello\r\n\r\n", 400},
        {"nonsense\r\n\r\n", 400},
        {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"GET /hello HTTP/1.1\r\nHost: a\r\nExpect: 200-ok\r\n\r\n", 417},
    };
    for (const auto& [bytes, status] : cases) {
        TestClient client(port());
        client.send(bytes + smuggled);
        client.finish_sending();
        const auto reply = client.receive();
        EXPECT_EQ(reply.status, status) << bytes;
        EXPECT_EQ(reply.header("Connection"), "close") << bytes;
        EXPECT_TRUE(client.is_ended()) << "a second answer came to: " << bytes;
    }
}

TEST_F(ServerOverSockets, a_bad_chunk_ends_the_request) {
    start();
    for (const auto* chunk : {"zz\r\nhello\r\n0\r\n\r\n", "5\r\nhelloXX0\r\n\r\n", "-1\r\n\r\n", "FFFFFFFFFFFFFFFFF\r\nx"}) {
        TestClient client(port());
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(chunk));
        EXPECT_EQ(client.receive().status, 400) << chunk;
    }
}

TEST_F(ServerOverSockets, long_heads_and_targets_are_refused) {
    start();
    EXPECT_EQ(ask("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(17'000, 'a') + "\r\n\r\n").status, 431);
    EXPECT_EQ(ask("GET /hello HTTP/1.1\r\nHost: a\r\nX: " + std::string(14'000, 'a') + "\r\n\r\n").status, 200);
    EXPECT_EQ(ask("GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n").status, 414);
    std::string many = "GET /hello HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 5'000; ++i) {
        many += "A: b\r\n";
    }
    EXPECT_EQ(ask(many + "\r\n").status, 431);
}

TEST_F(ServerOverSockets, bad_targets_and_methods_get_the_right_status) {
    start();
    const auto status = [&](std::string_view line) { return ask(std::string(line) + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n").status; };
    EXPECT_EQ(status("GET /nothing"), 404);
    EXPECT_EQ(status("GET /../etc/passwd"), 400);
    EXPECT_EQ(status("GET /a%2e%2e/%2e%2e/b"), 400);
    EXPECT_EQ(status("GET /a%00b"), 400);
    EXPECT_EQ(status("GET /a%zz"), 400);
    EXPECT_EQ(status("GET /hello?x=%ff"), 400);
    EXPECT_EQ(status("DELETE /hello"), 405);
    EXPECT_EQ(status("TRACE /hello"), 405);
    EXPECT_EQ(status("BREW /hello"), 501);
    EXPECT_EQ(status("GET http://a/hello"), 200);
    EXPECT_EQ(status("GET /assets/../secret"), 400);
    EXPECT_EQ(status("GET /assets/nothing.css"), 404);
    EXPECT_EQ(ask("DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n").header("Allow"), "GET, HEAD, OPTIONS");
    const auto options = ask("OPTIONS /echo HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(options.status, 204);
    EXPECT_EQ(options.header("Allow"), "POST, OPTIONS");
}

TEST_F(ServerOverSockets, a_head_has_the_length_and_no_body) {
    start();
    TestClient client(port());
    client.send("HEAD /hello?name=x HTTP/1.1\r\nHost: a\r\n\r\nGET /hello?name=y HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(client.receive(false).header("Content-Length"), "7");
    EXPECT_EQ(client.receive().body, "hello y");
    client.send("HEAD /file HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(client.receive(false).header("Content-Length"), "700003");
}

TEST_F(ServerOverSockets, bodies_have_a_greatest_size) {
    auto options = quiet();
    options.max_body = 100'000;
    start(options);
    const std::string head = "POST /echo HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\n";
    EXPECT_EQ(ask(head + "Content-Length: 100000\r\n\r\n" + std::string(100'000, 'x')).body.size(), 100'000u);
    EXPECT_EQ(ask(head + "Content-Length: 2147483648\r\n\r\n").status, 413) << "at once, without the body";
    TestClient eager(port());
    std::thread sender([&] {  // goes on sending, as clients do that do not look at the answer first
        eager.send(head + "Content-Length: 5000000\r\n\r\n");
        eager.send(std::string(5'000'000, 'x'));
    });
    const auto reply = eager.receive();
    EXPECT_EQ(reply.status, 413);
    EXPECT_EQ(reply.header("Connection"), "close");
    sender.join();
    std::string chunks = head + "Transfer-Encoding: chunked\r\n\r\n";
    for (int i = 0; i < 11; ++i) {
        chunks += "2710\r\n" + std::string(10'000, 'y') + "\r\n";
    }
    EXPECT_EQ(ask(chunks + "0\r\n\r\n").status, 413);
}

TEST_F(ServerOverSockets, a_client_that_asks_first_is_told_to_go_on_or_not) {
    start();
    TestClient client(port());
    const std::string head = "POST /echo HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\nExpect: 100-continue\r\n";
    client.send(head + "Content-Length: 5\r\n\r\n");
    EXPECT_EQ(client.receive().status, 100);
    EXPECT_EQ(client.ask("hello").body, "hello");
    EXPECT_EQ(client.ask(head + "Content-Length: 2147483648\r\n\r\n").status, 413);
}

TEST_F(ServerOverSockets, pages_take_forms_only) {
    start();
    const auto post = [&](std::string_view path, std::string_view type, std::string_view body, std::string_view more = "") {
        return ask("POST " + std::string(path) + " HTTP/1.1\r\nHost: a\r\nContent-Type: " + std::string(type) +
                   "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string(more) + "\r\n" + std::string(body));
    };
    EXPECT_EQ(post("/form", "application/x-www-form-urlencoded", "a=Kota+Kediri").body, "Kota Kediri");
    EXPECT_EQ(post("/form", "application/x-www-form-urlencoded", "a=%zz").status, 400);
    EXPECT_EQ(post("/form", "text/plain", "a=1").status, 415);
    EXPECT_EQ(post("/form", "multipart/form-data; boundary=x", "--x--").status, 415);
    EXPECT_EQ(post("/form", "application/x-www-form-urlencoded", "a=1", "Sec-Fetch-Site: cross-site\r\n").status, 403);
    EXPECT_EQ(post("/form", "application/x-www-form-urlencoded", "a=1", "Origin: http://evil.example\r\n").status, 403);
}

TEST_F(ServerOverSockets, slow_clients_are_not_waited_for) {
    auto options = quiet();
    options.head_time = 200ms;
    options.idle_time = 200ms;
    options.stall_time = 200ms;
    start(options);
    TestClient idle(port());
    EXPECT_TRUE(idle.is_ended());
    TestClient slow(port());
    slow.send("GET /hello HTTP/1.1\r\nHo");
    EXPECT_EQ(slow.receive().status, 408);
    TestClient trickling(port());
    std::thread sender([&] {
        trickling.send("GET /hello HTTP/1.1\r\n");
        for (int i = 0; i < 40 && trickling.send("A: b\r\n"); ++i) {
            std::this_thread::sleep_for(20ms);
        }
    });
    EXPECT_EQ(trickling.receive().status, 408) << "a deadline for the whole head, not for each piece";
    sender.join();
    TestClient stalled(port());
    stalled.send("POST /echo HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\nContent-Length: 10\r\n\r\nhalf");
    EXPECT_EQ(stalled.receive().status, 408);
}

TEST_F(ServerOverSockets, a_client_that_does_not_read_is_left) {
    auto options = quiet();
    options.stall_time = 200ms;
    start(options);
    TestClient client(port());
    std::string bytes;
    for (int i = 0; i < 20; ++i) {
        bytes += "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";
    }
    client.send(bytes);
    std::this_thread::sleep_for(1s);
    std::size_t answers = 0;
    while (client.receive().status == 200) {
        ++answers;
    }
    EXPECT_LT(answers, 20u);
}

TEST_F(ServerOverSockets, large_answers_and_files_arrive_whole) {
    start();
    EXPECT_EQ(ask("GET /large HTTP/1.1\r\nHost: a\r\n\r\n").body.size(), 5u << 20);
    const auto file = ask("GET /file HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(file.body.size(), 700'003u);
    EXPECT_TRUE(file.body.ends_with("end"));
    EXPECT_TRUE(file.header("Content-Disposition").starts_with("attachment; filename=\"surat.txt\""));
    TestClient client(port());
    EXPECT_EQ(client.ask("GET /missing-file HTTP/1.1\r\nHost: a\r\n\r\n").status, 404);
    EXPECT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
}

TEST_F(ServerOverSockets, compresses_where_that_is_accepted) {
    start();
    const auto reply = ask("GET /large HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
    EXPECT_EQ(reply.header("Content-Encoding"), "gzip");
    EXPECT_EQ(reply.header("Vary"), "Accept-Encoding");
    EXPECT_LT(reply.body.size(), 100'000u);
    EXPECT_EQ(ask("GET /hello HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n").header("Content-Encoding"), "") << "too small to gain";
}

TEST_F(ServerOverSockets, a_fault_gets_a_reference_and_hides_its_cause) {
    start();
    TestClient client(port());
    const auto bug = client.ask("GET /bug HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(bug.status, 500);
    EXPECT_TRUE(bug.body.contains("reference"));
    EXPECT_FALSE(bug.body.contains("secret"));
    const auto gone = client.ask("GET /no-database HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(gone.status, 503);
    EXPECT_FALSE(gone.body.contains("secret"));
    EXPECT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
}

TEST_F(ServerOverSockets, health_and_metrics) {
    start();
    TestClient client(port());
    EXPECT_EQ(client.ask("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
    client.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    client.ask("GET /made/up/path HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto metrics = client.ask("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(metrics.header("Content-Type").starts_with("text/plain; version=0.0.4"));
    EXPECT_TRUE(metrics.body.contains("pendopo_http_requests_total{route=\"/hello\",method=\"GET\",status=\"200\"} 1\n")) << metrics.body;
    EXPECT_TRUE(metrics.body.contains("pendopo_http_request_seconds_bucket{route=\"/hello\",le=\"+Inf\"} 1\n"));
    EXPECT_FALSE(metrics.body.contains("made/up")) << "paths are not labels";
}

TEST_F(ServerOverSockets, only_a_trusted_proxy_tells_the_client) {
    start();
    const std::string forwarded = "GET /address HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 8.8.8.8, 36.1.2.3\r\nX-Forwarded-Proto: https\r\n\r\n";
    EXPECT_EQ(ask(forwarded).body, "127.0.0.1");
    stop();
    auto options = quiet();
    options.trusted_proxies = {"127.0.0.1"};
    start(options);
    const auto reply = ask(forwarded);
    EXPECT_EQ(reply.body, "36.1.2.3 secure");
    EXPECT_FALSE(reply.header("Strict-Transport-Security").empty());
    EXPECT_EQ(ask("GET /metrics HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 36.1.2.3\r\n\r\n").status, 403);
}

TEST_F(ServerOverSockets, a_taken_port_is_an_error) {
    start();
    auto options = quiet();
    options.port = port();
    Server second({}, options, answers_of_test(file_));
    const auto refused = second.listen();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "server.port_in_use");
    options.address = "999.1.1.1";
    Server third({}, options, answers_of_test(file_));
    EXPECT_EQ(third.listen().error().code, "server.bad_address");
}

TEST_F(ServerOverSockets, stopping_finishes_what_is_in_progress) {
    start();
    hold = true;
    held = false;
    TestClient idle(port()), busy(port());
    idle.ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
    busy.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    while (!held) {
        std::this_thread::sleep_for(1ms);
    }
    server_->stop();
    EXPECT_TRUE(idle.is_ended());
    hold = false;
    const auto reply = busy.receive();
    EXPECT_EQ(reply.body, "waited");
    EXPECT_EQ(reply.header("Connection"), "close");
    thread_.join();
}

TEST_F(ServerOverSockets, stopping_does_not_wait_for_ever) {
    auto options = quiet();
    options.stop_time = 100ms;
    start(options);
    TestClient client(port());
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\nContent-Length: 10\r\n\r\nhalf");
    std::this_thread::sleep_for(50ms);
    server_->stop();
    thread_.join();
    EXPECT_TRUE(client.is_ended());
}

TEST_F(ServerOverSockets, more_requests_than_can_wait_are_told_to_come_again) {
    auto options = quiet();
    options.workers = 1;
    options.max_waiting = 1;
    start(options);
    hold = true;
    held = false;
    TestClient first(port());
    first.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
    while (!held) {
        std::this_thread::sleep_for(1ms);
    }
    // One of three may wait; the others are answered while it does.
    std::vector<std::future<Reply>> replies;
    for (int i = 0; i < 3; ++i) {
        replies.push_back(std::async(std::launch::async, [this] { return ask("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"); }));
    }
    const auto is_ready = [](const std::future<Reply>& reply) { return reply.wait_for(0s) == std::future_status::ready; };
    while (std::ranges::count_if(replies, is_ready) < 2) {
        std::this_thread::sleep_for(1ms);
    }
    hold = false;
    std::vector<int> statuses;
    for (auto& reply : replies) {
        statuses.push_back(reply.get().status);
    }
    std::ranges::sort(statuses);
    EXPECT_EQ(statuses, (std::vector{200, 503, 503}));
    EXPECT_EQ(first.receive().body, "waited");
}

}  // namespace
}  // namespace pendopo::web
