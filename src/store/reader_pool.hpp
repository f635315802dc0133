#pragma once
// The readers of a database: a few sessions, opened as they are needed. For this room only.

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "store/connected.hpp"

namespace pendopo::store {

class ReaderPool {
public:
    using Open = std::function<std::unique_ptr<Connected>()>;

    ReaderPool(std::size_t limit, Open open) : limit_(limit), open_(std::move(open)) {}

    /// Runs a function in a snapshot. Within a running read of the same thread it joins that one's snapshot, so that
    /// a read inside a read cannot wait for a session that its own thread holds.
    void read(const std::function<void(Session&)>& function);

private:
    std::unique_ptr<Connected> take();
    void give_back(std::unique_ptr<Connected> session);

    std::size_t limit_;
    Open open_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Connected>> idle_;
    std::size_t opened_ = 0;
};

}  // namespace pendopo::store
