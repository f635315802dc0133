#include "web/connection.hpp"

#include <algorithm>
#include <array>

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/read.hpp>

#include "base/text.hpp"

namespace pendopo::web {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

constexpr asio::use_awaitable_t<Loop> waiting;
constexpr std::size_t piece_size = 256u << 10;
constexpr std::size_t largest_buffer = 128u << 10;
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

Fault fault_of_parser(const error_code& error) {
    if (error == http::error::bad_version) {
        return fault(505, "request.bad_version", "only HTTP/1.0 and HTTP/1.1 are spoken here");
    }
    return fault(400, "request.malformed", error.message());
}

}  // namespace

Connection::Connection(Socket socket, std::string address, const Site& site, Workers& workers, const ServeOptions& options, Open& open)
    : socket_(std::move(socket)),
      address_(std::move(address)),
      site_(site),
      workers_(workers),
      options_(options),
      open_(open),
      timer_(socket_.get_executor()),
      buffer_(largest_buffer) {
    ++site_.metrics().connections;
    ++site_.metrics().accepted;
}

Connection::~Connection() {
    open_.erase(this);
    --site_.metrics().connections;
}

Task<void> Connection::run() {
    open_.insert(this);
    bool again = true;
    while (again && !stopping_) {
        again = co_await exchange();
    }
    timer_.cancel();
    error_code ignored;
    socket_.shutdown(Socket::shutdown_both, ignored);
    socket_.close(ignored);
}

void Connection::stop() {
    stopping_ = true;
    if (idle_) {
        abort();
    }
}

void Connection::abort() {
    gone_ = true;
    error_code ignored;
    socket_.close(ignored);
}

/// The deadline is a mark that a slow watch looks at: setting it for every request costs nothing.
void Connection::within(Duration time) {
    late_ = false;
    deadline_ = std::chrono::steady_clock::now() + time;
    if (deadline_ < watched_) {
        watch();
    }
}

void Connection::without_deadline() { deadline_ = Point::max(); }

void Connection::watch() {
    constexpr auto look_again = std::chrono::seconds(5);
    watched_ = std::min(deadline_, std::chrono::steady_clock::now() + look_again);
    timer_.expires_at(watched_);
    timer_.async_wait([weak = weak_from_this()](const error_code& cancelled) {
        const auto self = weak.lock();
        if (!self || cancelled || !self->socket_.is_open()) {
            return;
        }
        if (std::chrono::steady_clock::now() >= self->deadline_) {
            self->late_ = true;
            self->without_deadline();
            error_code ignored;
            self->socket_.cancel(ignored);
        }
        self->watch();
    });
}

std::string_view Connection::received() const {
    const auto data = buffer_.data();
    return {static_cast<const char*>(data.data()), data.size()};
}

/// One request and its answer. Returns whether another may follow.
Task<bool> Connection::exchange() {
    fault_.reset();
    response_.reset();
    multipart_.reset();
    visit_.reset();
    const bool came = co_await receive_head();
    if (!came) {
        co_return false;
    }
    if (fault_) {
        co_await refuse(*std::exchange(fault_, std::nullopt));
        co_return false;
    }
    const bool with_body = has_body();
    co_await work(with_body);
    if (with_body && response_) {  // refused before its body, which nobody reads any more
        keep_alive_ = false;
        co_await send();
        co_await linger();
        co_return false;
    }
    if (with_body) {
        co_await receive_body();
        if (gone_) {
            co_return false;
        }
        if (fault_) {
            co_await refuse(*std::exchange(fault_, std::nullopt));
            co_return false;
        }
        co_await work(false);
    }
    co_await send();
    co_return keep_alive_ && !gone_;
}

/// Reads up to the end of a request's headers. Returns false where the peer is gone or had nothing more to say.
Task<bool> Connection::receive_head() {
    bool begun = false;
    within(options_.idle_time);
    for (;;) {
        while (!begun && received().starts_with("\r\n")) {  // a line end after the body before, as some clients send
            buffer_.consume(2);
        }
        const auto bytes = received();
        const auto end = bytes.find("\r\n\r\n");
        const bool whole = end != std::string_view::npos;
        const std::size_t size = whole ? end + 4 : bytes.size();
        fault_ = fault_of_head(bytes.substr(0, size), whole);
        if (!fault_ && whole) {
            idle_ = false;
            fault_ = parse_head(size);
            co_return true;
        }
        if (fault_) {
            co_return true;
        }
        idle_ = bytes.empty();
        if (!begun && !idle_) {
            begun = true;
            within(options_.head_time);
        }
        error_code error;
        const auto space = buffer_.prepare(4'096);
        const std::size_t count = co_await socket_.async_read_some(space, asio::redirect_error(waiting, error));
        buffer_.commit(count);
        if (late_ && begun) {
            fault_ = fault(408, "request.too_slow", "the headers did not arrive in time");
            co_return true;
        }
        if (error) {
            gone_ = true;
            co_return false;
        }
    }
}

/// Takes the head off the buffer and into `head_`; what remains belongs to the body or to the next request.
std::optional<Fault> Connection::parse_head(std::size_t size) {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(2 * longest_head));
    parser_->body_limit(boost::none);  // counted here, by the route's own limit
    parser_->eager(false);
    error_code error;
    parser_->put(asio::buffer(buffer_.data().data(), size), error);
    buffer_.consume(size);
    if (error && error != http::error::need_more) {
        return fault_of_parser(error);
    }
    if (!parser_->is_header_done()) {
        return fault(400, "request.malformed", "the headers cannot be read");
    }
    const auto& message = parser_->get();
    head_ = {.method = std::string(message.method_string()), .target = std::string(message.target()), .address = address_};
    for (const auto& field : message) {
        head_.headers.emplace_back(lower(field.name_string()), std::string(field.value()));
    }
    keep_alive_ = parser_->keep_alive() && !stopping_;
    body_size_ = 0;
    return fault_of_framing();
}

/// What would let two programs disagree about where this request ends, or for whom it is.
std::optional<Fault> Connection::fault_of_framing() const {
    const auto count = [this](std::string_view name) {
        return std::ranges::count(head_.headers, name, [](const auto& header) -> std::string_view { return header.first; });
    };
    const bool old = parser_->get().version() == 10;
    const std::string_view length = parser_->get()[http::field::content_length];
    if (length.find_first_not_of("0123456789") != std::string_view::npos || count("content-length") > 1 ||
        (count("content-length") > 0 && count("transfer-encoding") > 0)) {
        return fault(400, "request.malformed", "the length of the body is given twice");
    }
    if (count("host") > 1 || (!old && count("host") == 0)) {
        return fault(400, "request.bad_host", "exactly one Host header is needed");
    }
    if (count("transfer-encoding") > 0) {
        const bool chunked = count("transfer-encoding") == 1 && lower(std::string_view(parser_->get()[http::field::transfer_encoding])) == "chunked";
        if (old || !chunked) {
            return fault(old ? 400 : 501, "request.bad_transfer_encoding", "the only transfer encoding spoken here is chunked, in HTTP/1.1");
        }
    }
    if (const auto expect = parser_->get()[http::field::expect]; !expect.empty() && lower(std::string_view(expect)) != "100-continue") {
        return fault(417, "request.bad_expectation", "the only expectation met here is 100-continue");
    }
    return std::nullopt;
}

bool Connection::has_body() const { return parser_->chunked() || parser_->content_length().value_or(0) > 0; }

/// Has the site decide about a head (`with_body`), or answer.
Task<void> Connection::work(bool with_body) {
    without_deadline();
    if (workers_.is_full()) {
        Visit visit;
        const Error busy{ErrorKind::unavailable, "request.busy", "more requests wait than can be served", {}};
        response_ = Response{.status = 503, .content_type = "application/problem+json", .body = problem(busy, visit.request).body}.with("Retry-After", "2");
        co_return;
    }
    ++site_.metrics().in_progress;
    const auto decide = [this, with_body] {
        if (!visit_) {
            visit_.emplace(site_.begin(std::move(head_)));
        }
        if (!with_body || visit_->ready) {
            response_ = site_.answer(*visit_);
        }
    };
    co_await workers_.run(decide, waiting);
    --site_.metrics().in_progress;
}

Fault Connection::too_large() const {
    Fault large = fault(413, "request.too_large", "the body is larger than this path accepts");
    large.error.kind = ErrorKind::too_large;
    const std::string limit = std::to_string(visit_->body_limit >> 20);
    large.error.problems.push_back({.code = large.error.code, .arguments = {{"limit", limit}}, .detail = "at most " + limit + " MiB"});
    return large;
}

/// Reads the body into the visit: a text into memory, a form's files to disk. Sets `fault_` or `gone_` where that fails.
Task<void> Connection::receive_body() {
    if (parser_->content_length().value_or(0) > visit_->body_limit) {
        fault_ = too_large();
        co_return;
    }
    co_await allow_body();
    if (visit_->body == Visit::Body::multipart) {
        multipart_ = std::make_unique<Multipart>(*boundary_of(visit_->request.header("content-type")), visit_->temporary);
    }
    const auto began = std::chrono::steady_clock::now();
    while (!parser_->is_done() && !fault_ && !gone_) {
        // Late is who pauses, and who is slower than the slowest on average.
        const auto allowance = began + options_.head_time + std::chrono::seconds(body_size_ / options_.slowest) - std::chrono::steady_clock::now();
        within(std::min<Duration>(options_.stall_time, allowance));
        co_await receive_piece();
        if (multipart_ && !fault_ && !gone_ && (piece_.size() >= piece_size || parser_->is_done())) {
            co_await store_piece();
        }
    }
    visit_->began = std::chrono::steady_clock::now();
    if (multipart_ && !fault_ && !gone_) {
        if (auto form = multipart_->finish()) {
            visit_->request.form = *std::move(form);
        } else {
            fault_ = Fault{0, form.error()};
        }
    }
}

/// Tells a client that asked first that its body is welcome.
Task<void> Connection::allow_body() {
    if (!parser_->get()[http::field::expect].empty() && parser_->get().version() == 11 && buffer_.size() == 0) {
        out_ = go_on;
        co_await send_out();
    }
}

Task<void> Connection::receive_piece() {
    std::array<char, 32u << 10> space;
    auto& body = parser_->get().body();
    body.data = space.data();
    body.size = space.size();
    error_code error;
    co_await http::async_read_some(socket_, buffer_, *parser_, asio::redirect_error(waiting, error));
    if (error == http::error::need_buffer) {
        error = {};
    }
    keep({space.data(), space.size() - body.size});
    if (late_) {
        fault_ = fault(408, "request.too_slow", "the body did not arrive in time");
    } else if (error == http::error::end_of_stream || error == http::error::partial_message ||
               (error && error.category() == asio::error::get_system_category())) {
        gone_ = true;
    } else if (error) {
        fault_ = fault_of_parser(error);
    }
}

void Connection::keep(std::string_view piece) {
    body_size_ += piece.size();
    if (body_size_ > visit_->body_limit) {
        fault_ = too_large();
    } else if (multipart_) {
        piece_ += piece;
    } else {
        visit_->request.body += piece;
    }
}

Task<void> Connection::store_piece() {
    without_deadline();
    const auto store = [this] {
        if (const auto stored = multipart_->feed(piece_); !stored) {
            fault_ = Fault{0, stored.error()};
        }
        piece_.clear();
    };
    co_await workers_.run(store, waiting);
}

}  // namespace pendopo::web
