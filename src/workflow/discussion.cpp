// Comments, files and saved views: what people keep beside a record.

#include <magic.h>

#include "base/ids.hpp"
#include "workflow/inside.hpp"

namespace pendopo::workflow {

namespace {

using people::Person;
using registers::Record;
using registers::Register;

constexpr std::size_t longest_comment = 10'000;
constexpr std::size_t most_views = 50;

/// What could run or act in the reader's browser or computer is not kept.
bool refused_type(std::string_view type) {
    constexpr std::array prefixes = {"application/x-executable",
                                     "application/x-pie-executable",
                                     "application/x-sharedlib",
                                     "application/x-dosexec",
                                     "application/x-mach-binary",
                                     "application/vnd.microsoft.portable-executable",
                                     "text/html",
                                     "application/xhtml+xml",
                                     "image/svg+xml",
                                     "text/javascript",
                                     "application/javascript",
                                     "text/x-shellscript",
                                     "text/x-php",
                                     "application/x-java-applet"};
    return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return type.starts_with(prefix); });
}

/// A file name as it may be shown and saved: no folders, no control characters, at most 200 bytes.
std::string tame_name(std::string_view name) {
    const auto slash = name.find_last_of("/\\");
    if (slash != std::string_view::npos) {
        name.remove_prefix(slash + 1);
    }
    std::string tamed;
    for (const char c : name) {
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f && c != '"') {
            tamed += c;
        }
    }
    while (tamed.size() > 200 || !valid_utf8(tamed)) {
        tamed.pop_back();
    }
    return tamed.empty() || tamed == "." || tamed == ".." ? "berkas" : tamed;
}

struct Kept {
    std::string hash, name, type;
    std::int64_t size = 0;
};

// Subjects of ledger entries; with a dot, which no register's name has.
constexpr std::string_view comment_subject = "workflow.comment";
constexpr std::string_view attachment_subject = "workflow.attachment";

constexpr std::string_view comment_columns = "number, register, record, author, body, at";
constexpr std::string_view attachment_columns = "register, record, hash, name, type, size, author, at";

std::string digest_of(const store::Row& row) {
    boost::json::array parts;
    for (const auto& cell : row) {
        parts.emplace_back(cell.value_or(""));
    }
    return hex(sha256(boost::json::serialize(parts)));
}

/// "register:id/hash"
std::string attachment_key(const store::Row& row) { return fmt::format("{}:{}/{}", row[0].value_or(""), row[1].value_or(""), row[2].value_or("")); }

bool holds_files(const registers::Field& field) {
    using enum registers::FieldType;
    return field.type == file || field.type == files || (field.is_lines() && std::ranges::any_of(registers::columns_of(field), holds_files));
}

/// The files ("hash/name") of a field's value.
std::vector<std::string> files_in(const registers::Field& field, const registers::Value& value) {
    if (!holds_files(field)) {
        return {};
    }
    const auto* lines = std::get_if<std::vector<registers::Line>>(&value);
    if (lines == nullptr) {
        return registers::texts_of(value);
    }
    std::vector<std::string> files;
    const auto& columns = registers::columns_of(field);
    for (const auto& line : *lines) {
        for (std::size_t i = 0; i < std::min(line.size(), columns.size()); ++i) {
            if (holds_files(columns[i]) && !line[i].empty()) {
                files.push_back(line[i]);
            }
        }
    }
    return files;
}

Result<Kept> keep(store::Blobs& blobs, std::string_view name, const std::filesystem::path& file) {
    std::error_code none;
    const auto size = std::filesystem::file_size(file, none);
    if (none || size == 0) {
        return fail({Problem{"file.empty", "/file", {{"name", tame_name(name)}}, {}, {}}});
    }
    std::string type = media_type(file);
    if (refused_type(type)) {
        return fail(ErrorKind::unsupported, "file.type_refused", type,
                    {Problem{"file.type_refused", "/file", {{"name", tame_name(name)}, {"type", type}}, {}, {}}});
    }
    TRY(auto hash, blobs.put_file(file));
    return Kept{std::move(hash), tame_name(name), std::move(type), static_cast<std::int64_t>(size)};
}

}  // namespace

std::string media_type(const std::filesystem::path& file) {
    // A cookie per call: libmagic's are not for several threads, and uploads are rare.
    const std::unique_ptr<magic_set, void (*)(magic_set*)> cookie(magic_open(MAGIC_MIME_TYPE), magic_close);
    if (!cookie || magic_load(cookie.get(), nullptr) != 0) {
        return "application/octet-stream";
    }
    const char* type = magic_file(cookie.get(), file.c_str());
    return type != nullptr ? type : "application/octet-stream";
}

Result<void> Workflow::comment(const Person& person, const Register& declaration, std::string_view id, std::string_view text) {
    const std::string body(trim(text));
    if (!person.signed_in() || !people::may_read(person, declaration)) {
        return refused(declaration, "comment");
    }
    if (body.empty() || body.size() > longest_comment || !valid_utf8(body)) {
        return fail({Problem{body.empty() ? "comment.empty" : "comment.too_long", "/text", {}, {}, {}}});
    }
    return inside_->database.write([&](store::Session& session) -> Result<void> {
        CHECK(inside_->records.find(session, declaration, id));
        const Moment now = inside_->clock();
        store::Row row{
            session.query("SELECT COALESCE(MAX(number) + 1, 1) FROM comment").at(0)[0], declaration.name, std::string(id), person.id(), body, to_string(now)};
        session.execute(fmt::format("INSERT INTO comment ({}) VALUES (?, ?, ?, ?, ?, ?)", comment_columns), std::span<const store::Value>(row));
        ledger::append(session, {.at = now,
                                 .actor = person.id(),
                                 .behalf = person.office(),
                                 .action = "comment",
                                 .subject = std::string(comment_subject),
                                 .record = row[0].value_or(""),
                                 .version = 1,
                                 .digest = digest_of(row),
                                 .changes = "{}",
                                 .note = fmt::format("{}:{}", declaration.name, id)});
        return {};
    });
}

std::vector<Comment> Workflow::comments(const Register& declaration, std::string_view id) {
    return inside_->database.read([&](store::Session& session) {
        std::vector<Comment> comments;
        for (const auto& row : session.query("SELECT number, author, body, at FROM comment WHERE register = ? AND record = ? ORDER BY number",
                                             {declaration.name, std::string(id)})) {
            comments.push_back(
                {std::stoll(row[0].value_or("0")), row[1].value_or(""), row[2].value_or(""), parse_moment(row[3].value_or("")).value_or(Moment{})});
        }
        return comments;
    });
}

Result<Attachment> Workflow::attach(const Person& person, const Register& declaration, std::string_view id, std::string name,
                                    const std::filesystem::path& temporary_file) {
    const auto check = [&](store::Session& session) -> Result<void> {
        TRY(const auto record, inside_->records.find(session, declaration, id));
        if (!people::may_change(person, declaration, inside_->records.agency_of(session, declaration, record))) {
            return refused(declaration, "change");
        }
        return {};
    };
    // Nothing is kept for someone who may not attach it.
    CHECK(inside_->database.read(check));
    TRY(const auto kept, keep(inside_->blobs, name, temporary_file));
    return inside_->database.write([&](store::Session& session) -> Result<Attachment> {
        CHECK(check(session));
        const Moment now = inside_->clock();
        const std::string key(id);
        if (!session.query("SELECT 1 FROM attachment WHERE register = ? AND record = ? AND hash = ?", {declaration.name, key, kept.hash}).empty()) {
            return fail(ErrorKind::conflict, "file.already_there", kept.hash);
        }
        const store::Row row{declaration.name, key, kept.hash, kept.name, kept.type, std::to_string(kept.size), person.id(), to_string(now)};
        session.execute(fmt::format("INSERT INTO attachment ({}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", attachment_columns), std::span<const store::Value>(row));
        ledger::append(session, {.at = now,
                                 .actor = person.id(),
                                 .behalf = person.office(),
                                 .action = "file",
                                 .subject = std::string(attachment_subject),
                                 .record = attachment_key(row),
                                 .version = 1,
                                 .digest = digest_of(row),
                                 .changes = "{}",
                                 .note = kept.name});
        return Attachment{kept.hash, kept.name, kept.type, kept.size, person.id(), now};
    });
}

std::vector<Attachment> Workflow::attachments(const Register& declaration, std::string_view id) {
    return inside_->database.read([&](store::Session& session) {
        std::vector<Attachment> files;
        for (const auto& row : session.query("SELECT hash, name, type, size, author, at FROM attachment WHERE register = ? AND record = ? ORDER BY at, name",
                                             {declaration.name, std::string(id)})) {
            files.push_back({row[0].value_or(""), row[1].value_or(""), row[2].value_or(""), std::stoll(row[3].value_or("0")), row[4].value_or(""),
                             parse_moment(row[5].value_or("")).value_or(Moment{})});
        }
        return files;
    });
}

Result<std::string> Workflow::keep_file(std::string name, const std::filesystem::path& temporary_file) {
    TRY(const auto kept, keep(inside_->blobs, name, temporary_file));
    return kept.hash + "/" + kept.name;
}

Result<Attachment> Workflow::file_of(const Person& person, const Register& declaration, std::string_view id, std::string_view hash) {
    TRY(const auto record, find(person, declaration, id));
    for (const Attachment& attachment : attachments(declaration, id)) {
        if (attachment.hash == hash) {
            return attachment;
        }
    }
    for (std::size_t i = 0; i < declaration.fields.size(); ++i) {
        const auto& field = declaration.fields[i];
        for (const std::string& value : files_in(field, record.values[i])) {
            if (value.starts_with(std::string(hash) + "/") && people::may_read(person, declaration, field)) {
                TRY(const auto path, inside_->blobs.path(hash));
                return Attachment{
                    std::string(hash), value.substr(hash.size() + 1), media_type(path), static_cast<std::int64_t>(std::filesystem::file_size(path)), {}, {}};
            }
        }
    }
    return fail(ErrorKind::not_found, "file.not_found", std::string(hash));
}

std::vector<ledger::Guarded> Workflow::guarded() const {
    using Take = std::function<void(const std::string&, std::int64_t, const std::string&)>;
    const auto comments_of = [](store::Session& session, const Take& take) {
        session.each(fmt::format("SELECT {} FROM comment ORDER BY number", comment_columns), {}, [&](const store::Row& row) {
            take(row[0].value_or(""), 1, digest_of(row));
            return true;
        });
    };
    const auto attachments_of = [](store::Session& session, const Take& take) {
        session.each(fmt::format("SELECT {} FROM attachment ORDER BY register, record, hash", attachment_columns), {}, [&](const store::Row& row) {
            take(attachment_key(row), 1, digest_of(row));
            return true;
        });
    };
    return {{.subject = std::string(comment_subject), .each = comments_of, .explain = {}},
            {.subject = std::string(attachment_subject), .each = attachments_of, .explain = {}}};
}

std::set<std::string> Workflow::kept_files(store::Session& session) const {
    std::set<std::string> hashes;
    for (const auto& row : session.query("SELECT DISTINCT hash FROM attachment")) {
        hashes.insert(row[0].value_or(""));
    }
    for (const Register& declaration : inside_->records.catalogue().registers()) {
        if (std::ranges::none_of(declaration.fields, holds_files)) {
            continue;
        }
        inside_->records.each(session, declaration, [&](const Record& record) {
            for (std::size_t i = 0; i < declaration.fields.size(); ++i) {
                for (const std::string& file : files_in(declaration.fields[i], record.values[i])) {
                    hashes.insert(file.substr(0, file.find('/')));
                }
            }
            return true;
        });
    }
    return hashes;
}

std::vector<Workflow::SavedView> Workflow::saved_views(const Person& person, const Register& declaration) {
    return inside_->database.read([&](store::Session& session) {
        std::vector<SavedView> views;
        for (const auto& row :
             session.query("SELECT name, query FROM saved_view WHERE account = ? AND register = ? ORDER BY name", {person.id(), declaration.name})) {
            views.push_back({row[0].value_or(""), row[1].value_or("")});
        }
        return views;
    });
}

Result<void> Workflow::save_view(const Person& person, const Register& declaration, std::string name, std::string query) {
    name = trim(name);
    if (!person.signed_in()) {
        return refused(declaration, "save");
    }
    if (name.empty() || name.size() > 100 || query.size() > 4000 || !valid_utf8(name)) {
        return fail({Problem{"view.bad_name", "/name", {}, {}, {}}});
    }
    const auto others = saved_views(person, declaration);
    if (others.size() >= most_views && std::ranges::find(others, name, &SavedView::name) == others.end()) {
        return fail(ErrorKind::conflict, "view.too_many");
    }
    return inside_->database.write([&](store::Session& session) -> Result<void> {
        session.execute("DELETE FROM saved_view WHERE account = ? AND register = ? AND name = ?", {person.id(), declaration.name, name});
        session.execute("INSERT INTO saved_view (account, register, name, query) VALUES (?, ?, ?, ?)", {person.id(), declaration.name, name, query});
        return {};
    });
}

Result<void> Workflow::forget_view(const Person& person, const Register& declaration, std::string_view name) {
    return inside_->database.write([&](store::Session& session) -> Result<void> {
        if (session.execute("DELETE FROM saved_view WHERE account = ? AND register = ? AND name = ?", {person.id(), declaration.name, std::string(name)}) ==
            0) {
            return fail(ErrorKind::not_found, "view.not_found");
        }
        return {};
    });
}

}  // namespace pendopo::workflow
