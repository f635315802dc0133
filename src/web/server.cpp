#include "web/server.hpp"

#include <csignal>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <spdlog/spdlog.h>

#include "web/connection.hpp"

namespace pendopo::web {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr asio::use_awaitable_t<Loop> waiting;

std::size_t cores() { return std::max(1u, std::thread::hardware_concurrency()); }

/// One event loop, run by one thread.
struct OneLoop {
    Connection::Open open;  // outlives the context, which destroys the connections that are left
    asio::io_context context{1};
    std::optional<asio::executor_work_guard<Loop>> kept{asio::make_work_guard(context)};
};

std::string text_of(const tcp::endpoint& peer) {
    auto address = peer.address();
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    }
    return address.to_string();
}

std::unexpected<Error> no_port(const ServeOptions& options, const error_code& error) {
    const std::string place = options.address + ":" + std::to_string(options.port);
    std::string code = error == asio::error::address_in_use  ? "server.port_in_use"
                       : error == asio::error::access_denied ? "server.no_permission"
                                                             : "server.bad_address";
    Problem mistake{.code = code, .arguments = {{"address", place}}, .detail = error.message()};
    return fail(ErrorKind::unavailable, std::move(code), "cannot listen on " + place + ": " + error.message(), {std::move(mistake)});
}

}  // namespace

struct Server::Inside {
    std::vector<std::unique_ptr<government::Government>> governments;
    ServeOptions options;
    Answers answers;
    std::unique_ptr<Site> site;
    std::unique_ptr<Workers> workers;
    std::vector<std::unique_ptr<OneLoop>> loops;
    std::optional<tcp::acceptor> acceptor;
    std::optional<asio::signal_set> signals;
    std::optional<asio::steady_timer> end;
    std::chrono::steady_clock::time_point last_moment;
    std::uint16_t port = 0;
    std::size_t next = 0;
    bool stopping = false;  // read and set on the first loop

    asio::io_context& first() { return loops.front()->context; }
    Result<void> listen();
    Task<void> accept();
    void start(Socket socket, OneLoop& loop);
    void await_signal();
    void stop();
    void abort();
    void await_end();
    void run();
};

Result<void> Server::Inside::listen() {
    std::vector<government::Government*> served;
    for (const auto& government : governments) {
        served.push_back(government.get());
    }
    TRY(site, Site::make(std::move(served), std::move(answers), options));
    error_code error;
    std::string name = options.address == "localhost" ? "127.0.0.1" : options.address;
    if (name.starts_with('[') && name.ends_with(']')) {
        name = name.substr(1, name.size() - 2);
    }
    const auto address = asio::ip::make_address(name, error);
    if (error) {
        return no_port(options, error);
    }
    const tcp::endpoint place(address, options.port);
    acceptor.emplace(first());
    acceptor->open(place.protocol(), error);
    if (!error) {
        acceptor->set_option(tcp::acceptor::reuse_address(true), error);
        acceptor->bind(place, error);
    }
    if (!error) {
        acceptor->listen(asio::socket_base::max_listen_connections, error);
    }
    if (error) {
        return no_port(options, error);
    }
    port = acceptor->local_endpoint().port();
    return {};
}

/// Takes connections in turn for each loop, until the acceptor is closed.
Task<void> Server::Inside::accept() {
    while (acceptor->is_open()) {
        OneLoop& loop = *loops[next++ % loops.size()];
        Socket socket(loop.context.get_executor());
        error_code error;
        co_await acceptor->async_accept(socket, asio::redirect_error(waiting, error));
        if (!error) {
            start(std::move(socket), loop);
        } else if (acceptor->is_open()) {  // no more file descriptors, most likely: they come back
            spdlog::warn("cannot accept a connection: {}", error.message());
            asio::steady_timer pause(first(), std::chrono::milliseconds(100));
            co_await pause.async_wait(asio::redirect_error(waiting, error));
        }
    }
}

void Server::Inside::start(Socket socket, OneLoop& loop) {
    error_code error;
    const auto peer = socket.remote_endpoint(error);
    const auto open = static_cast<std::size_t>(site->metrics().connections.load());
    if (error || open >= options.max_connections) {
        return;
    }
    socket.set_option(tcp::no_delay(true), error);
    auto connection = std::make_shared<Connection>(std::move(socket), text_of(peer), *site, *workers, options, loop.open);
    const auto run = [](std::shared_ptr<Connection> kept) -> Task<void> { co_await kept->run(); };
    asio::co_spawn(loop.context.get_executor(), run(std::move(connection)), [](std::exception_ptr thrown) {
        try {
            if (thrown) {
                std::rethrow_exception(thrown);
            }
        } catch (const std::exception& cause) {
            spdlog::error("a connection failed: {}", cause.what());
        }
    });
}

void Server::Inside::await_signal() {
    signals->async_wait([this](const error_code& cancelled, int) {
        if (!cancelled) {
            spdlog::info("stopping; a second signal stops at once");
            stop();
            await_signal();
        }
    });
}

void Server::Inside::stop() {
    if (stopping) {
        abort();
        return;
    }
    stopping = true;
    error_code ignored;
    if (acceptor) {
        acceptor->close(ignored);
    }
    for (const auto& loop : loops) {
        asio::post(loop->context, [&open = loop->open] {
            for (Connection* connection : open) {
                connection->stop();
            }
        });
    }
    last_moment = std::chrono::steady_clock::now() + options.stop_time;
    end.emplace(first());
    await_end();
}

void Server::Inside::abort() {
    last_moment = {};
    for (const auto& loop : loops) {
        asio::post(loop->context, [&open = loop->open] {
            for (Connection* connection : open) {
                connection->abort();
            }
        });
    }
}

/// Waits until no connection is left, or the last moment has come; then the loops may end.
void Server::Inside::await_end() {
    end->expires_after(std::chrono::milliseconds(20));
    end->async_wait([this](const error_code&) {
        const bool done = site->metrics().connections.load() == 0;
        if (!done && std::chrono::steady_clock::now() < last_moment) {
            await_end();
            return;
        }
        if (!done) {
            abort();
        }
        if (signals) {
            error_code ignored;
            signals->cancel(ignored);
        }
        for (const auto& loop : loops) {
            loop->kept.reset();
        }
    });
}

void Server::Inside::run() {
    ASSERT(acceptor.has_value(), "listen comes before run");
    if (options.handle_signals) {
        signals.emplace(first(), SIGINT, SIGTERM);
        await_signal();
    }
    asio::co_spawn(first().get_executor(), accept(), [](std::exception_ptr thrown) {
        if (thrown) {
            std::rethrow_exception(thrown);  // nobody can reach us any more
        }
    });
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < loops.size(); ++i) {
        threads.emplace_back([&context = loops[i]->context] { context.run(); });
    }
    first().run();
    threads.clear();
    workers->join();
}

Server::Server(std::vector<std::unique_ptr<government::Government>> governments, ServeOptions options, Answers answers) : inside_(std::make_unique<Inside>()) {
    const std::size_t loops = options.loops == 0 ? cores() : options.loops;
    const std::size_t workers = options.workers == 0 ? std::max<std::size_t>(16, 4 * cores()) : options.workers;
    inside_->governments = std::move(governments);
    inside_->answers = std::move(answers);
    inside_->workers = std::make_unique<Workers>(workers, options.max_waiting);
    inside_->options = std::move(options);
    for (std::size_t i = 0; i < loops; ++i) {
        inside_->loops.push_back(std::make_unique<OneLoop>());
    }
}

Server::~Server() = default;

Result<void> Server::listen() { return inside_->listen(); }

std::uint16_t Server::port() const { return inside_->port; }

void Server::run() { inside_->run(); }

void Server::stop() {
    asio::post(inside_->first(), [inside = inside_.get()] { inside->stop(); });
}

}  // namespace pendopo::web
