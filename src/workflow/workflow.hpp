#pragma once
// What a person does to a record: permission first, then the law's gates, then the change and its history, in one transaction.

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "law/compliance.hpp"
#include "ledger/ledger.hpp"
#include "people/people.hpp"
#include "register/records.hpp"
#include "register/transfer.hpp"
#include "store/blobs.hpp"

namespace pendopo::workflow {

/// Values of a form or a JSON body: field name -> JSON. `null` clears a field.
using Values = boost::json::object;

struct Comment {
    std::int64_t number = 0;
    std::string author, text;
    Moment at{};
};
struct Attachment {
    std::string hash, name, type;  ///< content hash, file name, media type by content
    std::int64_t size = 0;
    std::string by;
    Moment at{};
};
/// A transition as offered on a record's page.
struct Offer {
    const registers::Transition* transition = nullptr;
    bool allowed = false;            ///< the person may make it
    std::vector<law::Shut> gates;    ///< what shuts it, or warns
    [[nodiscard]] bool open() const;
};

class Workflow {
public:
    Workflow(store::Database&, const registers::Records&, law::Compliance&, store::Blobs&, Clock);
    Result<void> prepare();  ///< tables of comments, attachments, saved views, watchers

    /// @error permission.refused, record.not_found
    Result<registers::Record> find(const people::Person&, const registers::Register&, std::string_view id);
    Result<registers::Page> list(const people::Person&, const registers::Register&, const registers::Query&);

    /// @error permission.refused, gate.shut (kind conflict, problems with norms), field.*
    Result<registers::Record> create(const people::Person&, const registers::Register&, std::string id, const Values&);
    Result<registers::Record> change(const people::Person&, const registers::Register&, std::string_view id, const Values&,
                                     std::optional<std::int64_t> expected_version);
    Result<registers::Record> move(const people::Person&, const registers::Register&, std::string_view id, std::string_view transition, const Values&,
                                   std::string_view reason, std::optional<std::int64_t> expected_version);
    Result<void> remove(const people::Person&, const registers::Register&, std::string_view id, std::optional<std::int64_t> expected_version);

    std::vector<Offer> offers(const people::Person&, const registers::Register&, const registers::Record&);

    Result<void> comment(const people::Person&, const registers::Register&, std::string_view id, std::string_view text);
    std::vector<Comment> comments(const registers::Register&, std::string_view id);
    Result<Attachment> attach(const people::Person&, const registers::Register&, std::string_view id, std::string name,
                              const std::filesystem::path& temporary_file);
    std::vector<Attachment> attachments(const registers::Register&, std::string_view id);
    /// Keeps an uploaded file for a `file` or `files` field and returns the field's value, "hash/name". @error file.type_refused, file.empty
    Result<std::string> keep_file(std::string name, const std::filesystem::path& temporary_file);
    /// Path and media type of a file that a record holds (in a field or attached). @error file.not_found
    Result<Attachment> file_of(const people::Person&, const registers::Register&, std::string_view id, std::string_view hash);

    /// @error permission.refused: importing writes the past as well, so only ICT officers and administrators may
    Result<registers::ImportReport> import(const people::Person&, const registers::Register&, const std::filesystem::path&, registers::Format,
                                           const registers::ImportOptions&);
    Result<registers::ImportReport> import_lines(const people::Person&, const std::function<std::optional<std::string>()>& next_line,
                                                 const registers::ImportOptions&);

    /// Views a person saved of a list: name and query string.
    struct SavedView {
        std::string name, query;
    };
    std::vector<SavedView> saved_views(const people::Person&, const registers::Register&);
    Result<void> save_view(const people::Person&, const registers::Register&, std::string name, std::string query);
    Result<void> forget_view(const people::Person&, const registers::Register&, std::string_view name);

    /// Something a person should know of: a duty coming due, a step on a record they follow.
    struct Notice {
        std::int64_t number = 0;
        std::string kind;  ///< keys the text, `notice.<kind>`
        std::map<std::string, std::string> arguments;
        std::string link;  ///< path below the government
        Moment at{};
        bool read = false;
    };
    /// Leaves a notice for an account, once per `key`. @return whether it was new
    bool notify(store::Session&, std::string_view account, std::string_view key, const Notice& notice);
    std::vector<Notice> notices(const people::Person&, std::size_t limit = 20);
    void mark_notices_read(const people::Person&);

    /// What waits for a person: records on which a transition is theirs to make.
    struct Task {
        const registers::Register* declaration = nullptr;
        registers::Record record;
        std::vector<const registers::Transition*> transitions;
    };
    std::vector<Task> tasks(const people::Person&, std::size_t limit = 50);

    /// What the ledger vouches for: every comment and attached file (see ledger::verify).
    [[nodiscard]] std::vector<ledger::Guarded> guarded() const;
    /// Hashes of all files that records hold, in fields or attached.
    [[nodiscard]] std::set<std::string> kept_files(store::Session&) const;

private:
    struct Inside;
    std::shared_ptr<Inside> inside_;
};

}  // namespace pendopo::workflow
