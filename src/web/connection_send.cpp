// How answers leave: texts, files, refusals, and the end of a connection whose client still sends.

#include <algorithm>
#include <array>
#include <fstream>

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>

#include "web/connection.hpp"

namespace pendopo::web {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr asio::use_awaitable_t<Loop> waiting;
constexpr std::size_t piece_size = 256u << 10;

/// What a file's answer needs while it is sent; the file goes when it is done, if it should.
struct FileReading {
    const Response& response;
    std::ifstream stream;
    std::uint64_t left = 0;
    std::string piece;

    explicit FileReading(const Response& given) : response(given) {}
    ~FileReading() {
        if (response.delete_file) {
            std::error_code ignored;
            std::filesystem::remove(response.file, ignored);
        }
    }
    FileReading(const FileReading&) = delete;
    FileReading& operator=(const FileReading&) = delete;
    void open() {
        std::error_code failed;
        left = std::filesystem::file_size(response.file, failed);
        stream.open(response.file, std::ios::binary);
        if (failed) {
            stream.setstate(std::ios::failbit);
        }
    }
    void read() {
        piece.resize(static_cast<std::size_t>(std::min<std::uint64_t>(left, piece_size)));
        stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        left -= piece.size();
    }
};

}  // namespace

Task<void> Connection::refuse(Fault reason) {
    keep_alive_ = false;
    if (!visit_) {
        visit_.emplace();
        visit_->request.method = "GET";
        visit_->request.target = head_.target;
        visit_->request.address = address_;
        visit_->request.api = true;  // problem details: nobody reads a page where a browser would not have come
    }
    multipart_.reset();
    without_deadline();
    const auto answer = [this, &reason] { response_ = site_.refuse(*visit_, reason.error, reason.status); };
    co_await workers_.run(answer, waiting);  // the page of an error may ask the database
    co_await send();
    co_await linger();
}

Task<void> Connection::send() {
    keep_alive_ = keep_alive_ && !stopping_;
    if (!response_->file.empty()) {
        co_await send_file();
        co_return;
    }
    const std::string_view body = response_->lasting.empty() ? std::string_view(response_->body) : response_->lasting;
    const bool without_body = response_->status == 204 || response_->status == 304 || (visit_ && visit_->head_only);
    std::string bytes = head_of(*response_, body.size(), keep_alive_);
    const std::size_t together = without_body ? 0 : std::min<std::size_t>(body.size(), piece_size);
    bytes += body.substr(0, together);  // head and body in one packet where they fit
    out_ = bytes;
    bool sent = co_await send_out();
    if (!without_body) {
        for (std::size_t at = together; sent && at < body.size(); at += piece_size) {
            out_ = body.substr(at, piece_size);
            sent = co_await send_out();
        }
    }
}

/// Sends the bytes at `out_`, which stay where they are until it is done.
Task<bool> Connection::send_out() {
    within(options_.stall_time);
    error_code error;
    co_await asio::async_write(socket_, asio::buffer(out_.data(), out_.size()), asio::redirect_error(waiting, error));
    gone_ = gone_ || static_cast<bool>(error);
    co_return !error;
}

Task<void> Connection::send_file() {
    FileReading reading(*response_);
    without_deadline();
    const auto open = [&reading] { reading.open(); };
    co_await workers_.run(open, waiting);
    if (!reading.stream) {
        const Error missing{ErrorKind::not_found, "request.file_missing", "the file is no longer there", {}};
        Response refusal;
        const auto refuse = [&] { refusal = site_.refuse(*visit_, missing); };
        co_await workers_.run(refuse, waiting);
        const std::string bytes = head_of(refusal, refusal.body.size(), keep_alive_) + (visit_->head_only ? "" : refusal.body);
        out_ = bytes;
        co_await send_out();
        co_return;
    }
    const std::string head = head_of(*response_, reading.left, keep_alive_);
    out_ = head;
    bool sent = co_await send_out();
    const auto read = [&reading] { reading.read(); };
    while (sent && reading.left > 0 && !visit_->head_only) {
        without_deadline();
        co_await workers_.run(read, waiting);
        if (!reading.stream) {  // shorter than it was: the peer must not take this for the whole
            gone_ = true;
            co_return;
        }
        out_ = reading.piece;
        sent = co_await send_out();
    }
}

/// Before closing on a client that still sends: closing at once would reset the connection, and the answer would be lost on its way.
Task<void> Connection::linger() {
    error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    std::array<char, 64u << 10> space;
    while (!gone_ && !late_ && !stopping_ && std::chrono::steady_clock::now() < end) {
        within(std::min<Duration>(options_.stall_time, std::chrono::seconds(5)));
        error_code error;
        co_await socket_.async_read_some(asio::buffer(space), asio::redirect_error(waiting, error));
        gone_ = gone_ || static_cast<bool>(error);
    }
}

}  // namespace pendopo::web
