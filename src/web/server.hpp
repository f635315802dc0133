#pragma once
// Serves governments over HTTP/1.1, without knowing the command line.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "government/government.hpp"
#include "web/site.hpp"

namespace pendopo::web {

struct ServeOptions : SiteOptions {
    std::string address = "127.0.0.1";    ///< an IP address ("[::1]" as well as "::1"), or "localhost"
    std::uint16_t port = 8080;            ///< 0: any free one
    std::size_t loops = 0;                ///< event loops; 0: one per core
    std::size_t workers = 0;              ///< threads for handlers; 0: four per core, at least 16 (changes wait for the disk together)
    std::size_t max_connections = 10'000; ///< more are closed at once
    std::size_t max_waiting = 2'000;      ///< requests that may wait for a worker; more are answered 503
    bool handle_signals = true;           ///< SIGINT and SIGTERM stop the server

    std::chrono::milliseconds head_time{10'000};   ///< from a request's first byte to the end of its headers
    std::chrono::milliseconds idle_time{60'000};   ///< between two requests
    std::chrono::milliseconds stall_time{20'000};  ///< between two pieces of a body, or of an answer
    std::chrono::milliseconds stop_time{10'000};   ///< for requests in progress when the server stops
    std::uint64_t slowest = 4'096;                 ///< bytes per second that a body brings on average, after `head_time`
};

class Server {
public:
    /// Answers with the product's API and pages.
    Server(std::vector<std::unique_ptr<government::Government>> governments, ServeOptions options);
    Server(std::vector<std::unique_ptr<government::Government>> governments, ServeOptions options, Answers answers);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Takes the port. @error server.port_in_use, server.no_permission, server.bad_address, network.malformed, host.unknown_government
    Result<void> listen();
    [[nodiscard]] std::uint16_t port() const;  ///< after `listen`
    /// Serves until `stop` or a signal; then finishes the requests in progress. Call once, after `listen`.
    void run();
    /// Any thread may call, also before `run`. A second call ends what is still in progress.
    void stop();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace pendopo::web
