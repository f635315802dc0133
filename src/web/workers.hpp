#pragma once
// From an event loop to the worker pool and back.

#include <atomic>
#include <exception>
#include <utility>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

namespace pendopo::web {

/// Threads for handlers, which may block. Holds back nothing: whoever asks looks at `is_full` first.
class Workers {
public:
    Workers(std::size_t threads, std::size_t most_waiting) : pool_(threads), most_(threads + most_waiting) {}

    [[nodiscard]] bool is_full() const { return asked_.load(std::memory_order_relaxed) >= most_; }
    void join() { pool_.join(); }

    /// Runs a function on a worker and goes on in the caller's loop afterwards; what it throws is thrown there. It cannot be cancelled: the
    /// caller, and all that the function uses, live until it is done.
    template <class Function, class Token>
    auto run(Function function, Token&& token) {
        const auto start = [this](auto handler, Function work) {
            ++asked_;
            auto loop = boost::asio::get_associated_executor(handler);
            auto kept = boost::asio::make_work_guard(loop);  // the loop does not end while its work is here
            boost::asio::post(pool_, [this, handler = std::move(handler), work = std::move(work), loop, kept = std::move(kept)]() mutable {
                std::exception_ptr thrown;
                try {
                    work();
                } catch (...) {
                    thrown = std::current_exception();
                }
                --asked_;
                boost::asio::post(loop, [handler = std::move(handler), thrown]() mutable { std::move(handler)(thrown); });
            });
        };
        return boost::asio::async_initiate<Token, void(std::exception_ptr)>(start, token, std::move(function));
    }

private:
    boost::asio::thread_pool pool_;
    std::size_t most_;
    std::atomic<std::size_t> asked_{0};
};

}  // namespace pendopo::web
