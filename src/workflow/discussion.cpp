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
    constexpr std::array prefixes = {"application/x-executable", "application/x-pie-executable", "application/x-sharedlib", "application/x-dosexec",
                                     "application/x-mach-binary", "application/vnd.microsoft.portable-executable", "text/html", "application/xhtml+xml",
                                     "image/svg+xml", "text/javascript", "application/javascript", "text/x-shellscript", "text/x-php", "application/x-java-applet"};
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

Result<Kept> keep(store::Blobs& blobs, std::string_view name, const std::filesystem::path& file) {
    std::error_code none;
    const auto size = std::filesystem::file_size(file, none);
    if (none || size == 0) {
        return fail({Problem{"file.empty", "/file", {{"name", tame_name(name)}}, {}, {}}});
    }
    std::string type = media_type(file);
    if (refused_type(type)) {
        return fail(ErrorKind::unsupported, "file.type_refused", type, {Problem{"file.type_refused", "/file", {{"name", tame_name(name)}, {"type", type}}, {}, {}}});
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
        const std::string key(id);
        session.execute("INSERT INTO comment (number, register, record, author, body, at) SELECT COALESCE(MAX(number) + 1, 1), ?, ?, ?, ?, ? FROM comment",
                        {declaration.name, key, person.id(), body, to_string(now)});
        ledger::append(session, {.at = now, .actor = person.id(), .behalf = person.office(), .action = "comment", .subject = "comment",
                                 .record = declaration.name + ":" + key, .changes = "{}", .note = hex(sha256(body))});
        return {};
    });
}

std::vector<Comment> Workflow::comments(const Register& declaration, std::string_view id) {
    return inside_->database.read([&](store::Session& session) {
        std::vector<Comment> comments;
        for (const auto& row : session.query("SELECT number, author, body, at FROM comment WHERE register = ? AND record = ? ORDER BY number", {declaration.name, std::string(id)})) {
            comments.push_back({std::stoll(row[0].value_or("0")), row[1].value_or(""), row[2].value_or(""), parse_moment(row[3].value_or("")).value_or(Moment{})});
        }
        return comments;
    });
}

Result<Attachment> Workflow::attach(const Person& person, const Register& declaration, std::string_view id, std::string name, const std::filesystem::path& temporary_file) {
    TRY(const auto kept, keep(inside_->blobs, name, temporary_file));
    return inside_->database.write([&](store::Session& session) -> Result<Attachment> {
        TRY(const auto record, inside_->records.find(session, declaration, id));
        if (!people::may_change(person, declaration, inside_->records.agency_of(session, declaration, record))) {
            return refused(declaration, "change");
        }
        const Moment now = inside_->clock();
        if (!session.query("SELECT 1 FROM attachment WHERE register = ? AND record = ? AND hash = ?", {declaration.name, record.id, kept.hash}).empty()) {
            return fail(ErrorKind::conflict, "file.already_there", kept.hash);
        }
        session.execute("INSERT INTO attachment (register, record, hash, name, type, size, author, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        {declaration.name, record.id, kept.hash, kept.name, kept.type, std::to_string(kept.size), person.id(), to_string(now)});
        ledger::append(session, {.at = now, .actor = person.id(), .behalf = person.office(), .action = "file", .subject = "attachment",
                                 .record = declaration.name + ":" + record.id, .changes = "{}", .note = kept.hash + "/" + kept.name});
        return Attachment{kept.hash, kept.name, kept.type, kept.size, person.id(), now};
    });
}

std::vector<Attachment> Workflow::attachments(const Register& declaration, std::string_view id) {
    return inside_->database.read([&](store::Session& session) {
        std::vector<Attachment> files;
        for (const auto& row : session.query("SELECT hash, name, type, size, author, at FROM attachment WHERE register = ? AND record = ? ORDER BY at, name", {declaration.name, std::string(id)})) {
            files.push_back({row[0].value_or(""), row[1].value_or(""), row[2].value_or(""), std::stoll(row[3].value_or("0")), row[4].value_or(""), parse_moment(row[5].value_or("")).value_or(Moment{})});
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
        if (field.type != registers::FieldType::file && field.type != registers::FieldType::files && !field.is_lines()) {
            continue;
        }
        std::vector<std::string> values = registers::texts_of(record.values[i]);
        if (const auto* lines = std::get_if<std::vector<registers::Line>>(&record.values[i])) {
            for (const auto& line : *lines) {
                values.insert(values.end(), line.begin(), line.end());
            }
        }
        for (const std::string& value : values) {
            if (value.starts_with(std::string(hash) + "/") && people::may_read(person, declaration, field)) {
                TRY(const auto path, inside_->blobs.path(hash));
                return Attachment{std::string(hash), value.substr(hash.size() + 1), media_type(path), static_cast<std::int64_t>(std::filesystem::file_size(path)), {}, {}};
            }
        }
    }
    return fail(ErrorKind::not_found, "file.not_found", std::string(hash));
}

std::vector<Workflow::SavedView> Workflow::saved_views(const Person& person, const Register& declaration) {
    return inside_->database.read([&](store::Session& session) {
        std::vector<SavedView> views;
        for (const auto& row : session.query("SELECT name, query FROM saved_view WHERE account = ? AND register = ? ORDER BY name", {person.id(), declaration.name})) {
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
    if (saved_views(person, declaration).size() >= most_views) {
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
        if (session.execute("DELETE FROM saved_view WHERE account = ? AND register = ? AND name = ?", {person.id(), declaration.name, std::string(name)}) == 0) {
            return fail(ErrorKind::not_found, "view.not_found");
        }
        return {};
    });
}

}  // namespace pendopo::workflow
