#pragma once
// From a request's head to its answer, without the network: which government, which handler, who asks, what is refused before the body is read.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <spdlog/logger.h>

#include "web/answer_cache.hpp"
#include "web/assets.hpp"
#include "web/http.hpp"
#include "web/metrics.hpp"
#include "web/networks.hpp"
#include "web/session.hpp"

namespace pendopo::web {

/// All that answers: routes of a government, routes outside of any, and the page of an error.
struct Answers {
    Router government;
    RootRouter root;
    std::function<Response(int status, const Error&, const Request&, government::Government*)> error_page;
};
/// The product's own: API and pages (standard.cpp).
[[nodiscard]] Answers standard_answers();

struct SiteOptions {
    std::size_t max_body = 2u << 20;      ///< bytes of a body that is no upload
    std::size_t max_upload = 200u << 20;  ///< bytes of a form with files
    std::map<std::string, std::string, std::less<>> hosts;  ///< host name -> slug of the government that answers there by itself
    std::vector<std::string> trusted_proxies;               ///< whose X-Forwarded-For and X-Forwarded-Proto are believed
    std::vector<std::string> metrics_from{"127.0.0.0/8", "::1"};  ///< who may read /metrics
    std::size_t kept_answers = 8u << 20;                    ///< bytes of answers that are kept until the data change; 0: none
    bool access_log = false;                                ///< a JSON line per answer on standard output
};

/// A request without its body, as it came over the network.
struct Head {
    std::string method, target;
    std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
    std::string address;                                       ///< of the peer
};

/// A request on its way through the site. The connection fills the body between `begin` and `answer`.
struct Visit {
    enum class Body { text, multipart };

    Request request;
    government::Government* government = nullptr;
    const Handler* handler = nullptr;
    const RootHandler* root_handler = nullptr;
    std::string route;                  ///< its pattern, for the metrics
    bool steady = false;                ///< see Route::steady
    Identity identity;
    std::optional<Response> ready;      ///< an answer that needs no body: a refusal, an asset
    Body body = Body::text;
    std::size_t body_limit = 0;
    std::function<std::filesystem::path()> temporary;  ///< places for uploads
    bool head_only = false;
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();

    Visit() = default;
    Visit(Visit&&) = default;
    Visit& operator=(Visit&&) = default;
    ~Visit();  ///< removes uploads that no handler moved away
};

/// Any thread may call; calls wait for the database, so they belong on the worker pool.
class Site {
public:
    /// @error network.malformed, host.unknown_government
    static Result<std::unique_ptr<Site>> make(std::vector<government::Government*> governments, Answers answers, SiteOptions options);

    /// Decides all that can be decided before the body. Does not throw.
    [[nodiscard]] Visit begin(Head head) const;
    /// Runs the handler. Does not throw: a fault becomes an answer with a reference id, whose cause stands in the log.
    [[nodiscard]] Response answer(Visit& visit) const;
    /// An answer to what the network layer found wrong with a request (too large, too slow, malformed).
    /// @param status  0: by the error's kind
    [[nodiscard]] Response refuse(Visit& visit, const Error& error, int status = 0) const;

    [[nodiscard]] Metrics& metrics() const { return metrics_; }
    [[nodiscard]] const SiteOptions& options() const { return options_; }

private:
    Site(std::vector<government::Government*> governments, Answers answers, SiteOptions options);

    void read_head(Head head, Visit& visit) const;
    void enter(Visit& visit) const;
    void enter_government(Visit& visit, std::string_view raw_path) const;
    void enter_root(Visit& visit, std::string_view raw_path) const;
    bool own_answer(Visit& visit) const;
    [[nodiscard]] government::Government* government_named(std::string_view slug) const;
    void check(Visit& visit, Access access, const std::vector<std::string>& allowed) const;
    void plan_body(Visit& visit) const;
    [[nodiscard]] Response handle(Visit& visit) const;
    [[nodiscard]] Response refusal(const Visit& visit, const Error& error, int status = 0) const;
    [[nodiscard]] Response fault(const Visit& visit, int status, const std::string& code, std::string_view cause) const;
    [[nodiscard]] Response steady_answer(Visit& visit) const;
    /// The headers that every answer has, and compression.
    [[nodiscard]] Response dressed(const Visit& visit, Response response) const;
    /// Counts and logs an answer that goes out.
    [[nodiscard]] Response noted(const Visit& visit, Response response) const;
    [[nodiscard]] Response finish(const Visit& visit, Response response) const { return noted(visit, dressed(visit, std::move(response))); }
    [[nodiscard]] Response guarded(Visit& visit, const std::function<Response()>& work) const;

    std::vector<government::Government*> governments_;
    Answers answers_;
    SiteOptions options_;
    Networks trusted_, metrics_from_;
    std::unique_ptr<Assets> assets_;
    std::shared_ptr<spdlog::logger> access_log_;
    mutable Metrics metrics_;
    mutable AnswerCache kept_;
};

}  // namespace pendopo::web
