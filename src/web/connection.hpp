#pragma once
// One connection: requests one after another, each with its limits and deadlines. Only server.cpp includes this.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "web/multipart.hpp"
#include "web/server.hpp"
#include "web/site.hpp"
#include "web/wire.hpp"
#include "web/workers.hpp"

namespace pendopo::web {

using Loop = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Loop>;
template <class Value>
using Task = boost::asio::awaitable<Value, Loop>;

/// Lives on one loop's thread; only handlers of requests run elsewhere, while nothing else touches the connection.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    /// Connections of one loop.
    using Open = std::unordered_set<Connection*>;

    Connection(Socket socket, std::string address, const Site& site, Workers& workers, const ServeOptions& options, Open& open);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Serves until the peer goes, a deadline passes, or `stop`. The caller holds the connection meanwhile.
    Task<void> run();
    /// Ends an idle connection now, a busy one after the request it is at.
    void stop();
    /// Ends it now.
    void abort();

private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;
    using Duration = std::chrono::steady_clock::duration;
    using Point = std::chrono::steady_clock::time_point;

    Task<bool> exchange();
    Task<bool> receive_head();
    Task<void> receive_body();
    Task<void> receive_piece();
    Task<void> store_piece();
    Task<void> allow_body();
    Task<void> work(bool with_body);
    Task<void> send();
    Task<bool> send_out();
    Task<void> send_file();
    Task<void> refuse(Fault fault);
    Task<void> linger();

    [[nodiscard]] std::optional<Fault> parse_head(std::size_t size);
    [[nodiscard]] std::optional<Fault> fault_of_framing() const;
    [[nodiscard]] bool has_body() const;
    [[nodiscard]] std::string_view received() const;
    [[nodiscard]] Fault too_large() const;
    void keep(std::string_view piece);

    void within(Duration time);
    void without_deadline();
    void watch();

    Socket socket_;
    std::string address_;
    const Site& site_;
    Workers& workers_;
    const ServeOptions& options_;
    Open& open_;
    boost::asio::steady_timer timer_;
    Point deadline_ = Point::max();
    Point watched_ = Point::max();
    boost::beast::flat_buffer buffer_;

    // Of the request at hand.
    std::optional<Parser> parser_;
    Head head_;
    std::optional<Visit> visit_;
    std::optional<Response> response_;
    std::optional<Fault> fault_;
    std::unique_ptr<Multipart> multipart_;
    std::string piece_;             // bytes of the body that are on their way to the form
    std::string_view out_;          // bytes that are being sent
    std::uint64_t body_size_ = 0;
    bool keep_alive_ = false;

    bool late_ = false;   // a deadline has passed
    bool gone_ = false;   // the peer, or our end of the connection
    bool idle_ = true;
    bool stopping_ = false;
};

}  // namespace pendopo::web
