#include "store/group_writer.hpp"

namespace pendopo::store {

namespace {

constexpr std::size_t largest_group = 256;
constexpr int most_attempts = 4;
constexpr std::chrono::steady_clock::duration longest_gathering = std::chrono::milliseconds(2);

}  // namespace

GroupWriter::GroupWriter(std::unique_ptr<Connected> session) : session_(std::move(session)), thread_([this] { work(); }) {}

GroupWriter::~GroupWriter() {
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
    }
    arrived_.notify_all();
    thread_.join();
}

void GroupWriter::write(const Change& change) {
    ASSERT(std::this_thread::get_id() != thread_.get_id(), "a change inside a change would wait for itself");
    Member member{.change = change};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&member);
    if (waiting_.size() >= wanted_) {
        arrived_.notify_one();
    }
    member.finished.wait(lock, [&] { return member.done; });
    lock.unlock();
    if (member.fault) {
        std::rethrow_exception(std::move(member.fault));
    }
}

void GroupWriter::set_hooks(std::function<void(Session&)> begin, std::function<void(Session&)> commit) {
    const std::scoped_lock lock(mutex_);
    auto hooks = std::make_shared<Hooks>(*hooks_);
    hooks->begin = std::move(begin);
    hooks->commit = std::move(commit);
    hooks_ = std::move(hooks);
}

void GroupWriter::on_committed(std::function<void()> done) {
    const std::scoped_lock lock(mutex_);
    auto hooks = std::make_shared<Hooks>(*hooks_);
    hooks->done.push_back(std::move(done));
    hooks_ = std::move(hooks);
}

Session* GroupWriter::session_of_running_change() {
    // The writer's thread runs nothing of others but changes, hooks and what follows a commit.
    return std::this_thread::get_id() == thread_.get_id() ? session_.get() : nullptr;
}

void GroupWriter::work() {
    while (true) {
        const Group group = gather();
        if (group.empty()) {
            return;
        }
        const auto began = std::chrono::steady_clock::now();
        last_size_ = group.size();
        run(group);
        last_took_ = std::chrono::steady_clock::now() - began;
    }
}

GroupWriter::Group GroupWriter::gather() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
    // Those of the last group come back one by one as they are scheduled; without a short wait the first of them would
    // have a commit for itself. A change that is alone finds a last group of one, and never waits.
    wanted_ = std::min(last_size_, largest_group);
    if (waiting_.size() < wanted_) {
        arrived_.wait_for(lock, std::min(longest_gathering, last_took_), [&] { return ending_ || waiting_.size() >= wanted_; });
    }
    wanted_ = 1;
    const auto count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), largest_group));
    Group group(waiting_.begin(), waiting_.begin() + count);
    waiting_.erase(waiting_.begin(), waiting_.begin() + count);
    return group;
}

void GroupWriter::run(const Group& group) {
    std::shared_ptr<const Hooks> hooks;
    {
        const std::scoped_lock lock(mutex_);
        hooks = hooks_;
    }
    std::exception_ptr fault_of_all;
    bool committed = false;
    for (int attempts = 1; attempts <= most_attempts; ++attempts) {
        try {
            committed = attempt(group, *hooks, attempts == most_attempts);
            fault_of_all = nullptr;
            break;
        } catch (const TransientFault&) {
            session_->roll_back();
            fault_of_all = std::current_exception();
            // The other side was let go on by the rollback; run again at once, this side might only get into its way again.
            std::this_thread::sleep_for(std::chrono::milliseconds(5) * attempts);
        } catch (...) {  // not kept from anyone: it is delivered to each caller
            session_->roll_back();
            fault_of_all = std::current_exception();
            break;
        }
    }
    if (committed) {
        for (const auto& done : hooks->done) {
            done();
        }
    }
    deliver(group, std::move(fault_of_all));
}

void GroupWriter::deliver(const Group& group, std::exception_ptr fault_of_all) {
    const std::scoped_lock lock(mutex_);
    for (Member* member : group) {
        if (fault_of_all) {
            member->fault = fault_of_all;
        }
        member->done = true;
        member->finished.notify_one();
    }
    // Before the callers go on, so that none of them shares the fault with this thread.
    fault_of_all = nullptr;
}

bool GroupWriter::attempt(const Group& group, const Hooks& hooks, bool last_attempt) {
    session_->begin(Connected::Access::write);
    if (hooks.begin) {
        hooks.begin(*session_);
    }
    const bool alone = group.size() == 1;
    if (!alone) {
        session_->savepoint();
    }
    std::size_t standing = 0;
    for (Member* member : group) {
        const bool stands = run_member(*member, alone, last_attempt);
        standing += stands ? 1 : 0;
        if (!alone && !stands) {
            session_->roll_back_to_savepoint();
        } else if (!alone && member != group.back()) {
            session_->renew_savepoint();
        }
    }
    if (standing == 0) {
        session_->roll_back();
        return false;
    }
    if (hooks.commit) {
        hooks.commit(*session_);
    }
    session_->commit();
    return true;
}

bool GroupWriter::run_member(Member& member, bool alone, bool last_attempt) {
    member.fault = nullptr;
    bool stands = false;
    try {
        stands = member.change(*session_);
        if (stands && session_->failed()) {
            throw DatabaseFault("the change went on after a fault of the database; it has been taken back");
        }
    } catch (const TransientFault&) {
        if (!last_attempt) {
            throw;
        }
        member.fault = std::current_exception();
    } catch (...) {  // not kept from anyone: it is delivered to the caller
        member.fault = std::current_exception();
    }
    if (member.fault) {
        stands = false;
    }
    if (!stands && !alone && session_->transaction_lost()) {
        // What the others did is gone too, so none of them may be told that it stands.
        std::rethrow_exception(member.fault ? member.fault : std::make_exception_ptr(DatabaseFault("the database gave the group up")));
    }
    return stands;
}

}  // namespace pendopo::store
