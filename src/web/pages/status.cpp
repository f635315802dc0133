// For those who run the system: the ledger and its check, jobs, sizes, backups.

#include "web/pages/history.hpp"
#include "web/pages/pages.hpp"

namespace pendopo::web::pages {

namespace {

bool operates(const Visit& visit) { return visit.person().has("administrator") || visit.person().has("ict_officer") || visit.person().has("auditor"); }

void show_jobs(const Visit& visit, View view) {
    for (const auto& job : visit.government.scheduler->status()) {
        auto row = view.add("job");
        const auto key = "job." + job.name;
        row.set("job_name", visit.has_text(key) ? visit.text(key) : job.name);
        row.set_and_show("job_started", job.last_started ? visit.moment(*job.last_started) : "");
        row.set_and_show("job_next", job.next ? visit.moment(*job.next) : "");
        row.show(job.last_error.empty() ? (job.last_finished ? "job_well" : "job_waiting") : "job_failed");
    }
}

Response status_page(Visit& visit, const ledger::Verification* verification) {
    Page page(visit, "pages/status.html", visit.text("status.title"));
    page.in("status");
    std::int64_t sessions = 0;
    const auto head = visit.government.database->read([&](store::Session& session) {
        sessions = visit.government.people->open_sessions(session);
        return ledger::head(session);
    });
    page.view.set("ledger_size", visit.number(static_cast<std::int64_t>(head.size))).set("ledger_root", head.root).set("session_count", visit.number(sessions));
    const auto statistics = visit.government.compliance->statistics();
    page.view.set("bindings", visit.number(static_cast<std::int64_t>(statistics.bindings)))
        .set("lines", visit.number(static_cast<std::int64_t>(statistics.lines)));
    page.view.set("records", visit.number(static_cast<std::int64_t>(statistics.records)))
        .set("full_time", fmt::format("{:.0f} ms", static_cast<double>(statistics.full.count()) / 1000.0));
    page.view.set("change_time", fmt::format("{:.1f} ms", static_cast<double>(statistics.last_change.count()) / 1000.0));
    page.view.set("database", visit.government.database->dialect() == store::Dialect::sqlite ? "SQLite" : "PostgreSQL").set("slug", visit.government.slug);
    show_jobs(visit, page.view);
    if (verification != nullptr) {
        auto result = page.view.add("verification");
        result.set("verified_entries", visit.number(static_cast<std::int64_t>(verification->entries)))
            .set("verified_records", visit.number(static_cast<std::int64_t>(verification->records)));
        result.show(verification->ok() ? "verified_well" : "verified_badly").set("finding_count", static_cast<std::int64_t>(verification->findings.size()));
        for (std::size_t i = 0; i < std::min<std::size_t>(verification->findings.size(), 200); ++i) {
            const auto& finding = verification->findings[i];
            const auto key = "finding." + finding.kind;
            result.add("finding")
                .set("finding_kind", visit.has_text(key) ? visit.text(key) : finding.kind)
                .set("finding_subject", finding.subject)
                .set("finding_record", finding.record)
                .set("finding_detail", finding.detail);
        }
    }
    return page.respond();
}

}  // namespace

Result<Response> status(Visit& visit) {
    if (!operates(visit)) {
        return fail(ErrorKind::forbidden, "permission.refused");
    }
    return status_page(visit, nullptr);
}

Result<Response> verify_ledger(Visit& visit) {
    if (!operates(visit)) {
        return fail(ErrorKind::forbidden, "permission.refused");
    }
    const auto verification = visit.government.verify();
    return status_page(visit, &verification);
}

}  // namespace pendopo::web::pages
