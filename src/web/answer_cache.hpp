#pragma once
// Answers that stay right until the data change: kept with the data's revision, given again while it is the same.

#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "web/http.hpp"

namespace pendopo::web {

/// Any thread may call.
class AnswerCache {
public:
    /// @param most_bytes  of bodies and keys; the answers that were not asked for longest go first
    explicit AnswerCache(std::size_t most_bytes) : most_(most_bytes) {}

    /// The answer to a question, where it was kept at this revision of the data.
    [[nodiscard]] std::optional<Response> find(std::string_view question, std::string_view revision);
    /// Keeps an answer that was made after the revision was asked for. What is too large for its share is not kept.
    void keep(std::string question, std::string revision, const Response& answer);

private:
    struct Kept {
        std::string question, revision;
        Response answer;
        std::size_t size = 0;
    };
    using Place = std::list<Kept>::iterator;
    void drop(Place place);

    std::size_t most_;
    std::mutex mutex_;
    std::list<Kept> kept_;  // the last one asked for in front
    std::unordered_map<std::string_view, Place> places_;
    std::size_t size_ = 0;
};

/// A request as far as answers depend on it: its target, what its headers ask for, and who sends it. Two requests with one text get one answer, as long as
/// the data and the day are the same.
[[nodiscard]] std::string question_of(const Request& request);

}  // namespace pendopo::web
