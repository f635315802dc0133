#pragma once
// The one writer of a database: takes the changes that wait and commits them together. For this room only.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "store/connected.hpp"

namespace pendopo::store {

class GroupWriter {
public:
    using Change = std::function<bool(Session&)>;

    explicit GroupWriter(std::unique_ptr<Connected> session);
    ~GroupWriter();  ///< finishes what waits

    /// Runs a change and waits until it is durable, or taken back. @throws what the change throws, DatabaseFault
    void write(const Change& change);

    void set_hooks(std::function<void(Session&)> begin, std::function<void(Session&)> commit);
    void on_committed(std::function<void()> done);

    /// The writer's session where the caller is a change that runs now; else nothing.
    [[nodiscard]] Session* session_of_running_change();

private:
    /// A change that waits, on its caller's stack.
    struct Member {
        const Change& change;
        std::exception_ptr fault = nullptr;
        bool done = false;
        std::condition_variable finished = {};
    };
    struct Hooks {
        std::function<void(Session&)> begin, commit;
        std::vector<std::function<void()>> done;
    };
    using Group = std::vector<Member*>;

    void work();
    /// Waits for changes and takes them; empty when the writer ends.
    Group gather();
    void run(const Group& group);
    /// Lets the callers go on. Their members are gone afterwards.
    void deliver(const Group& group, std::exception_ptr fault_of_all);
    /// Runs a group's transaction and tells whether anything was committed. @throws what concerns the whole group
    bool attempt(const Group& group, const Hooks& hooks, bool last_attempt);
    bool run_member(Member& member, bool alone, bool last_attempt);

    std::unique_ptr<Connected> session_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Member*> waiting_;
    bool ending_ = false;
    std::shared_ptr<const Hooks> hooks_ = std::make_shared<Hooks>();
    std::size_t wanted_ = 1;     // how many must wait for the writer to be woken
    std::size_t last_size_ = 1;  // of the group before, and how long it took; the writer's thread only
    std::chrono::steady_clock::duration last_took_{};
    std::thread thread_;
};

}  // namespace pendopo::store
