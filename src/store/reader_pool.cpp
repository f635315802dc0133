#include "store/reader_pool.hpp"

namespace pendopo::store {

namespace {

/// The reads that run in this thread, by their pools.
thread_local std::vector<std::pair<const ReaderPool*, Session*>> running;

}  // namespace

void ReaderPool::read(const std::function<void(Session&)>& function) {
    for (const auto& [pool, session] : running) {
        if (pool == this) {
            function(*session);
            return;
        }
    }
    std::unique_ptr<Connected> session = take();
    const auto finish = [&] {
        session->roll_back();
        give_back(std::move(session));
    };
    try {
        session->begin(Connected::Access::read);
        running.emplace_back(this, session.get());
    } catch (...) {  // passed on
        finish();
        throw;
    }
    try {
        function(*session);
    } catch (...) {  // passed on
        running.pop_back();
        finish();
        throw;
    }
    running.pop_back();
    finish();
}

std::unique_ptr<Connected> ReaderPool::take() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return !idle_.empty() || opened_ < limit_; });
    if (!idle_.empty()) {
        std::unique_ptr<Connected> session = std::move(idle_.back());
        idle_.pop_back();
        return session;
    }
    ++opened_;
    lock.unlock();
    try {
        return open_();
    } catch (...) {  // passed on
        lock.lock();
        --opened_;
        returned_.notify_one();
        throw;
    }
}

void ReaderPool::give_back(std::unique_ptr<Connected> session) {
    {
        const std::scoped_lock lock(mutex_);
        idle_.push_back(std::move(session));
    }
    returned_.notify_one();
}

}  // namespace pendopo::store
