#include "web/answer_cache.hpp"

namespace pendopo::web {

std::optional<Response> AnswerCache::find(std::string_view question, std::string_view revision) {
    const std::lock_guard lock(mutex_);
    const auto found = places_.find(question);
    if (found == places_.end()) {
        return {};
    }
    if (found->second->revision != revision) {
        drop(found->second);
        return {};
    }
    kept_.splice(kept_.begin(), kept_, found->second);
    return kept_.front().answer;
}

void AnswerCache::keep(std::string question, std::string revision, const Response& answer) {
    const std::size_t size = question.size() + answer.body.size() + sizeof(Kept);
    if (size > most_ / 8) {
        return;
    }
    const std::lock_guard lock(mutex_);
    if (const auto found = places_.find(question); found != places_.end()) {
        drop(found->second);
    }
    while (size_ + size > most_ && !kept_.empty()) {
        drop(std::prev(kept_.end()));
    }
    kept_.push_front({std::move(question), std::move(revision), answer, size});
    places_.emplace(kept_.front().question, kept_.begin());
    size_ += size;
}

void AnswerCache::drop(Place place) {
    size_ -= place->size;
    places_.erase(place->question);
    kept_.erase(place);
}

std::string question_of(const Request& request) {
    // Headers that no answer depends on; browsers send other values from page to page. A header that is not known here makes another question.
    static constexpr std::array<std::string_view, 16> idle{
        "accept-charset",  "cache-control", "connection", "content-length", "dnt", "if-modified-since",         "keep-alive",
        "pragma",          "priority",      "purpose",    "referer",        "te",  "upgrade-insecure-requests", "user-agent",
        "x-forwarded-for", "x-real-ip",
    };
    std::string text = request.base + '\n' + request.target + '\n' + (request.secure ? 's' : '-');
    if (request.person.account) {
        const people::Account& account = *request.person.account;
        for (const std::string* part : {&account.id, &account.name, &account.role, &account.agency, &account.office, &account.language}) {
            text += '\n' + *part;
        }
    }
    for (const auto& [name, value] : request.headers) {
        if (!name.starts_with("sec-") && std::ranges::find(idle, name) == idle.end()) {
            text.append(1, '\n').append(name).append(1, ':').append(value);
        }
    }
    return text;
}

}  // namespace pendopo::web
