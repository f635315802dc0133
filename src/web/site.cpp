#include "web/site.hpp"

#include <algorithm>
#include <array>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "base/ids.hpp"
#include "web/compress.hpp"
#include "web/multipart.hpp"
#include "web/url.hpp"

namespace pendopo::web {

namespace {

constexpr std::size_t smallest_compressed = 1'024;

bool is_known_method(std::string_view method) {
    static constexpr std::array<std::string_view, 7> known{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
    return std::ranges::find(known, method) != known.end();
}

bool is_safe(std::string_view method) { return method == "GET" || method == "OPTIONS"; }

std::string_view media_type(const Request& request) {
    const auto header = request.header("content-type");
    return trim(header.substr(0, header.find(';')));
}

/// The answer to who must sign in first: the API says so, a page leads there.
Response sign_in_first(const Request& request) {
    const std::string_view target = std::string_view(request.target).substr(std::min(request.base.size(), request.target.size()));
    const std::string place = request.base + "/sign-in?back=" + percent_encoded(target);
    if (request.from_htmx()) {
        return Response{.status = 401}.with("HX-Redirect", place);
    }
    return Response::redirect(request.method == "GET" ? place : request.base + "/sign-in");
}

std::string allow_header(std::vector<std::string> methods) {
    if (std::ranges::find(methods, "GET") != methods.end()) {
        methods.emplace_back("HEAD");
    }
    methods.emplace_back("OPTIONS");
    return join(methods, ", ");
}

}  // namespace

Visit::~Visit() { remove_uploads(request.form); }

Site::Site(std::vector<government::Government*> governments, Answers answers, SiteOptions options)
    : governments_(std::move(governments)), answers_(std::move(answers)), options_(std::move(options)), kept_(options_.kept_answers) {
    const Resources none;
    assets_ = std::make_unique<Assets>(governments_.empty() ? none : governments_.front()->product->resources);
    if (options_.access_log) {
        access_log_ = std::make_shared<spdlog::logger>("access", std::make_shared<spdlog::sinks::stdout_sink_mt>());
        access_log_->set_pattern("%v");
    }
}

Result<std::unique_ptr<Site>> Site::make(std::vector<government::Government*> governments, Answers answers, SiteOptions options) {
    TRY(auto trusted, Networks::parse(options.trusted_proxies));
    TRY(auto metrics_from, Networks::parse(options.metrics_from));
    std::unique_ptr<Site> site(new Site(std::move(governments), std::move(answers), std::move(options)));
    site->trusted_ = std::move(trusted);
    site->metrics_from_ = std::move(metrics_from);
    for (const auto& [host, slug] : site->options_.hosts) {
        if (site->government_named(slug) == nullptr) {
            return fail(ErrorKind::invalid, "host.unknown_government", "host " + host + " names a government that is not served: " + slug);
        }
    }
    return site;
}

government::Government* Site::government_named(std::string_view slug) const {
    const auto found = std::ranges::find_if(governments_, [&](const auto* government) { return government->slug == slug; });
    return found == governments_.end() ? nullptr : *found;
}

Visit Site::begin(Head head) const {
    Visit visit;
    Response refused = guarded(visit, [&] {
        read_head(std::move(head), visit);
        if (!visit.ready) {
            enter(visit);
        }
        return visit.ready ? *std::exchange(visit.ready, std::nullopt) : Response{.status = 0};
    });
    if (refused.status != 0) {
        visit.ready = std::move(refused);
    }
    return visit;
}

/// Everything of the request that its head tells; `ready` where it cannot be understood.
void Site::read_head(Head head, Visit& visit) const {
    Request& request = visit.request;
    visit.head_only = head.method == "HEAD";
    request.method = visit.head_only ? "GET" : std::move(head.method);
    request.target = std::move(head.target);
    for (auto& [name, value] : head.headers) {
        auto [place, added] = request.headers.try_emplace(name, value);
        if (!added) {
            place->second += (name == "cookie" ? "; " : ", ") + value;
        }
    }
    request.cookies = parse_cookies(request.header("cookie"));
    request.address = std::move(head.address);
    if (trusted_.contains(request.address)) {
        request.secure = lower(request.header("x-forwarded-proto")) == "https";
        auto hops = split(request.header("x-forwarded-for"), ',');
        for (; !hops.empty() && !trim(hops.back()).empty() && trusted_.contains(request.address); hops.pop_back()) {
            request.address = trim(hops.back());
        }
    }
    request.api = request.header("accept").starts_with("application/json");
    auto target = parse_target(request.target);
    if (!target) {
        visit.ready = refusal(visit, target.error());
        return;
    }
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    request.language = language_of(request);
    if (!is_known_method(request.method)) {
        const bool refused = request.method == "TRACE" || request.method == "CONNECT";
        visit.ready = refusal(visit, {ErrorKind::malformed, "request.unknown_method", "the method is not known", {}}, refused ? 405 : 501);
    }
}

void Site::enter(Visit& visit) const {
    Request& request = visit.request;
    if (own_answer(visit)) {
        return;
    }
    const std::string_view raw = [&] {
        std::string_view target = request.target;
        if (const auto scheme = target.find("://"); !target.starts_with('/') && scheme != std::string_view::npos) {
            target.remove_prefix(std::min(target.find_first_of("/?", scheme + 3), target.size()));
        }
        const auto path = target.substr(0, target.find('?'));
        return path.empty() ? std::string_view("/") : path;
    }();
    const auto host_header = request.header("host");
    const auto host = options_.hosts.find(lower(host_header.substr(0, host_header.find(':'))));
    if (host != options_.hosts.end()) {
        visit.government = government_named(host->second);
        enter_government(visit, raw);
        return;
    }
    const auto slash = std::min(raw.find('/', 1), raw.size());
    visit.government = government_named(raw.substr(1, slash - 1));
    if (visit.government == nullptr) {
        enter_root(visit, raw);
        return;
    }
    request.base = "/" + visit.government->slug;
    if (slash == raw.size()) {
        visit.route = "/";
        visit.ready =
            Response{.status = 308}.with("Location", request.base + "/" + request.target.substr(std::min(request.target.find('?'), request.target.size())));
        return;
    }
    request.path.erase(0, slash);
    enter_government(visit, raw.substr(slash));
}

/// What the server answers by itself, whatever the governments.
bool Site::own_answer(Visit& visit) const {
    const Request& request = visit.request;
    const bool asset = request.path.starts_with("/assets/");
    if (!asset && request.path != "/healthz" && request.path != "/metrics") {
        return false;
    }
    visit.route = asset ? "/assets/{name...}" : request.path;
    if (request.method != "GET") {
        visit.ready = refusal(visit, {ErrorKind::malformed, "request.method_not_allowed", "the path does not answer to this method", {}}, 405);
        visit.ready->with("Allow", allow_header({"GET"}));
    } else if (asset) {
        visit.ready = assets_->answer(request, std::string_view(request.path).substr(8));
    } else if (request.path == "/healthz") {
        for (government::Government* government : governments_) {
            government->database->read([](store::Session& session) { return ledger::head(session).size; });
        }
        visit.ready = Response::json({{"status", "ok"}, {"governments", governments_.size()}});
    } else if (metrics_from_.contains(request.address)) {
        visit.ready = Response{.content_type = "text/plain; version=0.0.4; charset=utf-8", .body = metrics_.text(governments_)};
    } else {
        visit.ready = refusal(visit, {ErrorKind::forbidden, "request.metrics_refused", "this address may not read the metrics", {}});
    }
    return true;
}

void Site::enter_government(Visit& visit, std::string_view raw_path) const {
    Request& request = visit.request;
    request.api = raw_path == "/api" || raw_path.starts_with("/api/");
    request.language = language_of(request);
    if (auto identity = recognise(request, *visit.government)) {
        visit.identity = *std::move(identity);
    } else {
        visit.route = "(refused)";
        visit.ready = refusal(visit, identity.error());
        return;
    }
    request.language = language_of(request);
    auto match = answers_.government.find(request.method, raw_path);
    visit.handler = match.handler;
    request.parameters = std::move(match.parameters);
    visit.route = match.route == nullptr ? "(none)" : match.route->pattern;
    visit.steady = match.route != nullptr && match.route->steady;
    if (visit.handler == nullptr && match.allowed.empty() && raw_path.size() > 1 && raw_path.ends_with('/') && request.method == "GET") {
        const auto shorter = raw_path.substr(0, raw_path.size() - 1);
        if (answers_.government.find("GET", shorter).handler != nullptr) {
            const auto query = request.target.find('?');
            visit.ready = Response{.status = 308}.with("Location",
                                                       request.base + std::string(shorter) + (query == std::string::npos ? "" : request.target.substr(query)));
            return;
        }
    }
    check(visit, match.access, match.allowed);
}

void Site::enter_root(Visit& visit, std::string_view raw_path) const {
    auto match = answers_.root.find(visit.request.method, raw_path);
    visit.root_handler = match.handler;
    visit.request.parameters = std::move(match.parameters);
    visit.route = match.route == nullptr ? "(none)" : match.route->pattern;
    check(visit, Access::everyone, match.allowed);
}

/// Refuses what has no handler, no permission to ask, or does not come from our own pages.
void Site::check(Visit& visit, Access access, const std::vector<std::string>& allowed) const {
    const Request& request = visit.request;
    if (visit.handler == nullptr && visit.root_handler == nullptr) {
        if (request.method == "OPTIONS" && !allowed.empty()) {
            visit.ready = Response{.status = 204}.with("Allow", allow_header(allowed));
        } else if (!allowed.empty()) {
            visit.ready = refusal(visit, {ErrorKind::malformed, "request.method_not_allowed", "the path does not answer to this method", {}}, 405);
            visit.ready->with("Allow", allow_header(allowed));
        } else {
            visit.ready = refusal(visit, {ErrorKind::not_found, "request.no_such_page", "nothing answers at this path", {}});
        }
        return;
    }
    if (access == Access::signed_in && !request.person.signed_in()) {
        visit.ready =
            request.api ? refusal(visit, {ErrorKind::unauthenticated, "request.sign_in", "sign in, or send an API token", {}}) : sign_in_first(request);
        return;
    }
    if (!is_safe(request.method) && !visit.identity.by_token) {
        auto own = check_origin(request);
        if (own && request.api) {
            own = check_csrf(request, visit.identity);
        }
        if (!own) {
            visit.ready = refusal(visit, own.error());
            return;
        }
    }
    plan_body(visit);
}

void Site::plan_body(Visit& visit) const {
    const Request& request = visit.request;
    visit.body_limit = options_.max_body;
    if (lower(media_type(request)) != "multipart/form-data") {
        return;
    }
    const bool takes_files = visit.government != nullptr && request.person.signed_in() && (!request.api || visit.route.ends_with("/files"));
    if (!takes_files || is_safe(request.method)) {
        visit.ready = refusal(visit, {ErrorKind::unsupported, "request.no_upload", "this path takes no multipart form", {}});
        return;
    }
    if (auto boundary = boundary_of(request.header("content-type")); !boundary) {
        visit.ready = refusal(visit, boundary.error());
        return;
    }
    visit.body = Visit::Body::multipart;
    visit.body_limit = options_.max_upload;
    visit.temporary = [blobs = visit.government->blobs.get()] { return blobs->temporary(); };
}

Response Site::answer(Visit& visit) const {
    if (visit.ready) {
        return finish(visit, *std::exchange(visit.ready, std::nullopt));
    }
    if (visit.steady) {
        return finish(visit, guarded(visit, [&] { return steady_answer(visit); }));
    }
    return finish(visit, guarded(visit, [&] { return handle(visit); }));
}

/// An answer that stays right until the data change, or the day.
Response Site::steady_answer(Visit& visit) const {
    // Asked for before the answer is made: what is committed meanwhile makes it one of the past.
    std::string revision = visit.government->database->revision() + '\n' + to_string(visit.government->today());
    std::string question = question_of(visit.request);
    if (auto kept = kept_.find(question, revision)) {
        return *std::move(kept);
    }
    Response response = dressed(visit, handle(visit));
    const bool sets_cookie = response.header("Set-Cookie") != nullptr;
    if (response.status == 200 && response.file.empty() && response.lasting.empty() && !sets_cookie) {
        kept_.keep(std::move(question), std::move(revision), response);
    }
    return response;
}

Response Site::handle(Visit& visit) const {
    Request& request = visit.request;
    if (!is_safe(request.method) && !request.api) {
        const auto type = lower(media_type(request));
        if (type == "application/x-www-form-urlencoded") {
            auto form = parse_form(request.body);
            if (!form) {
                return refusal(visit, form.error());
            }
            request.form = *std::move(form);
            request.body.clear();
        } else if (type != "multipart/form-data" && !request.body.empty()) {
            return refusal(visit, {ErrorKind::unsupported, "request.not_a_form", "pages take forms only", {}});
        }
        if (auto own = check_csrf(request, visit.identity); !own) {
            return refusal(visit, own.error());
        }
    }
    if (visit.root_handler != nullptr) {
        return (*visit.root_handler)(request, governments_);
    }
    return (*visit.handler)(request, *visit.government);
}

Response Site::refuse(Visit& visit, const Error& error, int status) const {
    visit.route = visit.route.empty() ? "(refused)" : visit.route;
    return finish(visit, guarded(visit, [&] { return refusal(visit, error, status); }));
}

Response Site::refusal(const Visit& visit, const Error& error, int status) const {
    status = status == 0 ? status_of(error.kind) : status;
    if (visit.request.api || !answers_.error_page) {
        return visit.government != nullptr ? problem(error, visit.request, visit.government->product->locale, status)
               : governments_.empty()      ? problem(error, visit.request, status)
                                           : problem(error, visit.request, governments_.front()->product->locale, status);
    }
    Response page = answers_.error_page(status, error, visit.request, visit.government);
    page.status = status;
    return page;
}

/// The one place that catches whatever a handler throws.
Response Site::guarded(Visit& visit, const std::function<Response()>& work) const {
    try {
        return work();
    } catch (const store::DatabaseFault& cause) {
        return fault(visit, 503, "fault.database", cause.what());
    } catch (const std::exception& cause) {
        return fault(visit, 500, "fault.internal", cause.what());
    } catch (...) {
        return fault(visit, 500, "fault.internal", "something that is no exception was thrown");
    }
}

Response Site::fault(const Visit& visit, int status, const std::string& code, std::string_view cause) const {
    const std::string reference = hex(sha256(random_token())).substr(0, 10);
    ++metrics_.faults;
    spdlog::error("{} {} {} failed, reference {}: {}", visit.government == nullptr ? "-" : visit.government->slug, visit.request.method, visit.request.path,
                  reference, cause);
    const Error error{ErrorKind::unavailable,
                      code,
                      "the fault is in the log under reference " + reference,
                      {{.code = code, .arguments = {{"reference", reference}}, .detail = "reference " + reference}}};
    try {
        return refusal(visit, error, status);
    } catch (const std::exception& again) {  // the page of the error itself cannot be made
        spdlog::error("the page of reference {} cannot be made: {}", reference, again.what());
        return {.status = status, .content_type = "text/plain; charset=utf-8", .body = "Reference " + reference + "\n"};
    }
}

Response Site::dressed(const Visit& visit, Response response) const {
    const Request& request = visit.request;
    const bool compressible = is_compressible(response.content_type) && response.header("Content-Encoding") == nullptr;
    if (response.header("Cache-Control") == nullptr) {
        response.with("Cache-Control", "no-store");
    }
    if (response.content_type.starts_with("text/html")) {
        response.with("Content-Language", request.language == Language::en ? "en" : "id");
    }
    if (request.secure) {
        response.with("Strict-Transport-Security", "max-age=31536000");
    }
    if (compressible && response.body.size() > smallest_compressed) {
        response.with("Vary", "Accept-Encoding");
        if (accepts_gzip(request.header("accept-encoding"))) {
            response.body = gzip(response.body, 4);
            response.with("Content-Encoding", "gzip");
        }
    }
    return response;
}

Response Site::noted(const Visit& visit, Response response) const {
    const Request& request = visit.request;
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - visit.began);
    const std::string_view method = visit.head_only ? "HEAD" : is_known_method(request.method) ? std::string_view(request.method) : "other";
    metrics_.answered(visit.route, method, response.status, took);
    if (access_log_) {
        const boost::json::object line{{"at", to_string(system_clock()())},
                                       {"government", visit.government == nullptr ? "" : visit.government->slug},
                                       {"address", request.address},
                                       {"account", request.person.id()},
                                       {"method", method},
                                       {"path", request.path},
                                       {"status", response.status},
                                       {"bytes", response.body.size()},
                                       {"microseconds", took.count()}};
        access_log_->info(boost::json::serialize(line));
    }
    return response;
}

}  // namespace pendopo::web
