#include "web/metrics.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace pendopo::web {

namespace {

/// A label's value, with what the format reserves escaped.
std::string label(std::string_view value) {
    std::string text;
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            text += '\\';
        }
        text += c == '\n' ? ' ' : c;
    }
    return text;
}

void describe(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
    fmt::format_to(std::back_inserter(out), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

/// One value per government, under one description.
template <class Value>
void each_government(std::string& out, std::string_view name, std::string_view type, std::string_view help,
                     std::span<government::Government* const> governments, Value value) {
    describe(out, name, type, help);
    for (government::Government* government : governments) {
        fmt::format_to(std::back_inserter(out), "{}{{government=\"{}\"}} {}\n", name, label(government->slug), value(*government));
    }
}

double seconds_of(std::chrono::microseconds time) { return std::chrono::duration<double>(time).count(); }

void add_compliance(std::string& out, std::span<government::Government* const> governments) {
    const auto statistics = [](government::Government& government) { return government.compliance->statistics(); };
    each_government(out, "pendopo_compliance_bindings", "gauge", "Rules that the regulation binds.", governments,
                    [&](auto& government) { return statistics(government).bindings; });
    each_government(out, "pendopo_compliance_lines", "gauge", "Answers of the rules that stand now.", governments,
                    [&](auto& government) { return statistics(government).lines; });
    each_government(out, "pendopo_compliance_records", "gauge", "Records that the rules read.", governments,
                    [&](auto& government) { return statistics(government).records; });
    each_government(out, "pendopo_compliance_full_seconds", "gauge", "Time of the last full judgement.", governments,
                    [&](auto& government) { return seconds_of(statistics(government).full); });
    each_government(out, "pendopo_compliance_change_seconds", "gauge", "Time of the last judgement after a change.", governments,
                    [&](auto& government) { return seconds_of(statistics(government).last_change); });
}

void add_jobs(std::string& out, std::span<government::Government* const> governments) {
    std::string failed, started;
    for (government::Government* government : governments) {
        for (const auto& job : government->scheduler->status()) {
            const std::string labels = fmt::format("{{government=\"{}\",job=\"{}\"}}", label(government->slug), label(job.name));
            fmt::format_to(std::back_inserter(failed), "pendopo_job_failed{} {}\n", labels, job.last_error.empty() ? 0 : 1);
            if (job.last_started) {
                const auto at = std::chrono::duration<double>(job.last_started->time_since_epoch()).count();
                fmt::format_to(std::back_inserter(started), "pendopo_job_last_started_timestamp_seconds{} {:.3f}\n", labels, at);
            }
        }
    }
    describe(out, "pendopo_job_failed", "gauge", "1 where the last run of a job failed.");
    out += failed;
    describe(out, "pendopo_job_last_started_timestamp_seconds", "gauge", "When a job last started.");
    out += started;
}

}  // namespace

void Metrics::answered(std::string_view route, std::string_view method, int status, std::chrono::microseconds took) {
    const double seconds = seconds_of(took);
    const auto bucket = static_cast<std::size_t>(std::ranges::lower_bound(bounds, seconds) - bounds.begin());
    const std::scoped_lock lock(mutex_);
    auto found = routes_.find(route);
    if (found == routes_.end()) {
        found = routes_.emplace(route, Route{}).first;
    }
    ++found->second.answers[{std::string(method), status}];
    ++found->second.buckets[bucket];
    found->second.seconds += seconds;
}

std::string Metrics::text(std::span<government::Government* const> governments) const {
    std::string out, histogram;
    describe(out, "pendopo_http_requests_total", "counter", "Answers by route, method and status.");
    {
        const std::scoped_lock lock(mutex_);
        for (const auto& [name, route] : routes_) {
            for (const auto& [key, count] : route.answers) {
                fmt::format_to(std::back_inserter(out), "pendopo_http_requests_total{{route=\"{}\",method=\"{}\",status=\"{}\"}} {}\n", label(name),
                               label(key.first), key.second, count);
            }
            std::uint64_t below = 0;
            for (std::size_t i = 0; i <= bounds.size(); ++i) {
                below += route.buckets[i];
                const std::string bound = i == bounds.size() ? "+Inf" : fmt::format("{}", bounds[i]);
                fmt::format_to(std::back_inserter(histogram), "pendopo_http_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", label(name), bound, below);
            }
            fmt::format_to(std::back_inserter(histogram), "pendopo_http_request_seconds_sum{{route=\"{}\"}} {:.6f}\n", label(name), route.seconds);
            fmt::format_to(std::back_inserter(histogram), "pendopo_http_request_seconds_count{{route=\"{}\"}} {}\n", label(name), below);
        }
    }
    describe(out, "pendopo_http_request_seconds", "histogram", "Time from a request's last byte to its answer's first.");
    out += histogram;
    describe(out, "pendopo_http_connections", "gauge", "Open connections.");
    fmt::format_to(std::back_inserter(out), "pendopo_http_connections {}\n", connections.load());
    describe(out, "pendopo_http_connections_total", "counter", "Connections accepted.");
    fmt::format_to(std::back_inserter(out), "pendopo_http_connections_total {}\n", accepted.load());
    describe(out, "pendopo_http_requests_in_progress", "gauge", "Requests that are being answered or wait for a worker.");
    fmt::format_to(std::back_inserter(out), "pendopo_http_requests_in_progress {}\n", in_progress.load());
    describe(out, "pendopo_http_faults_total", "counter", "Answers with a reference id: faults to look up in the log.");
    fmt::format_to(std::back_inserter(out), "pendopo_http_faults_total {}\n", faults.load());
    each_government(out, "pendopo_ledger_entries", "gauge", "Entries of the ledger.", governments,
                    [](auto& government) { return government.database->read([](store::Session& session) { return ledger::head(session).size; }); });
    each_government(out, "pendopo_sessions", "gauge", "Sessions that are open.", governments, [](auto& government) {
        return government.database->read([&](store::Session& session) { return government.people->open_sessions(session); });
    });
    add_compliance(out, governments);
    add_jobs(out, governments);
    return out;
}

}  // namespace pendopo::web
