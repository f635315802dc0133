#pragma once
// A client for tests that says exactly the bytes it is told to.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <thread>

#include <gtest/gtest.h>

namespace pendopo::web {

/// One answer as it came.
struct Reply {
    int status = 0;  ///< 0: the connection ended instead
    std::string head, body;
    [[nodiscard]] std::string header(std::string_view name) const {
        const auto at = head.find("\r\n" + std::string(name) + ": ");
        if (at == std::string::npos) {
            return {};
        }
        const auto from = at + name.size() + 4;
        return head.substr(from, head.find("\r\n", from) - from);
    }
};

class TestClient {
public:
    explicit TestClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const timeval patience{.tv_sec = 120, .tv_usec = 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    ~TestClient() { ::close(socket_); }
    TestClient(const TestClient&) = delete;
    TestClient& operator=(const TestClient&) = delete;

    /// Returns whether all bytes went out.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) {
                return false;
            }
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void finish_sending() { ::shutdown(socket_, SHUT_WR); }

    /// @param with_body  false for the answer to a HEAD
    Reply receive(bool with_body = true) {
        Reply answer;
        const auto end = read_until("\r\n\r\n");
        if (end == std::string::npos) {
            return answer;
        }
        answer.head = buffer_.substr(0, end + 4);
        buffer_.erase(0, end + 4);
        answer.status = std::stoi(answer.head.substr(9, 3));
        const std::string length = answer.header("Content-Length");
        const std::size_t size = with_body && !length.empty() ? std::stoul(length) : 0;
        while (buffer_.size() < size && read()) {}
        answer.body = buffer_.substr(0, size);
        buffer_.erase(0, size);
        return answer;
    }
    Reply ask(std::string_view bytes) {
        send(bytes);
        return receive();
    }
    /// Whether the peer ends the connection without saying more.
    bool is_ended() {
        while (read()) {}
        return buffer_.empty();
    }

private:
    std::size_t read_until(std::string_view mark) {
        for (;;) {
            if (const auto found = buffer_.find(mark); found != std::string::npos) {
                return found;
            }
            if (!read()) {
                return std::string::npos;
            }
        }
    }
    bool read() {
        char bytes[65'536];
        const auto count = ::recv(socket_, bytes, sizeof bytes, 0);
        if (count > 0) {
            buffer_.append(bytes, static_cast<std::size_t>(count));
        }
        return count > 0;
    }

    int socket_;
    std::string buffer_;
};

}  // namespace pendopo::web
