// Backups: one archive of every government of a data folder.

#include <archive.h>
#include <archive_entry.h>

#include <fstream>

#include "base/ids.hpp"
#include "base/yaml.hpp"
#include "government/government.hpp"

namespace pendopo::government {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t chunk = 1U << 18U;

/// A folder that goes away with everything in it.
class TemporaryFolder {
public:
    explicit TemporaryFolder(fs::path path) : path(std::move(path)) { fs::create_directories(this->path); }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const fs::path path;
};

struct Closer {
    void operator()(archive* handle) const { archive_free(handle); }
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};
using Handle = std::unique_ptr<archive, Closer>;

[[noreturn]] void cannot(std::string_view what, archive* handle) {
    throw std::runtime_error(fmt::format("{}: {}", what, archive_error_string(handle) != nullptr ? archive_error_string(handle) : "unknown"));
}

/// Writes a tar archive, compressed by zstd, beside its final name; the name appears only when everything is in it.
class Writer {
public:
    explicit Writer(fs::path file) : file_(std::move(file)), unfinished_(file_.string() + ".unfinished"), handle_(archive_write_new()) {
        archive_write_add_filter_zstd(handle_.get());
        archive_write_set_format_pax_restricted(handle_.get());
        if (archive_write_open_filename(handle_.get(), unfinished_.c_str()) != ARCHIVE_OK) {
            cannot("cannot write " + unfinished_.string(), handle_.get());
        }
    }
    ~Writer() {
        handle_.reset();
        std::error_code ignored;
        fs::remove(unfinished_, ignored);
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void add(const std::string& name, const fs::path& source) {
        const std::unique_ptr<archive_entry, Closer> entry(archive_entry_new());
        archive_entry_set_pathname(entry.get(), name.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(fs::file_size(source)));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0600);
        if (archive_write_header(handle_.get(), entry.get()) != ARCHIVE_OK) {
            cannot("cannot write " + name, handle_.get());
        }
        std::ifstream stream(source, std::ios::binary);
        std::vector<char> buffer(chunk);
        while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || stream.gcount() > 0) {
            if (archive_write_data(handle_.get(), buffer.data(), static_cast<std::size_t>(stream.gcount())) < 0) {
                cannot("cannot write " + name, handle_.get());
            }
        }
    }

    void finish() {
        if (archive_write_close(handle_.get()) != ARCHIVE_OK) {
            cannot("cannot finish " + unfinished_.string(), handle_.get());
        }
        fs::permissions(unfinished_, fs::perms::owner_read | fs::perms::owner_write);
        fs::rename(unfinished_, file_);
    }

private:
    fs::path file_, unfinished_;
    Handle handle_;
};

/// Names that a backup may hold: governments.yaml, <slug>/database, <slug>/blobs/<two>/<hash>.
bool proper_name(std::string_view name) {
    if (name.empty() || name.front() == '/' || name.find("..") != std::string_view::npos || name.find('\\') != std::string_view::npos) {
        return false;
    }
    return name == "governments.yaml" || name.ends_with("/database") || name.find("/blobs/") != std::string_view::npos;
}

Result<void> unpack(const fs::path& archive_file, const fs::path& folder) {
    const auto damaged = [&](const std::string& detail) { return fail(ErrorKind::invalid, "backup.damaged", archive_file.string() + ": " + detail); };
    Handle handle(archive_read_new());
    archive_read_support_filter_zstd(handle.get());
    archive_read_support_format_tar(handle.get());
    if (archive_read_open_filename(handle.get(), archive_file.c_str(), chunk) != ARCHIVE_OK) {
        return damaged(archive_error_string(handle.get()));
    }
    archive_entry* entry = nullptr;
    int status = ARCHIVE_OK;
    std::vector<char> buffer(chunk);
    while ((status = archive_read_next_header(handle.get(), &entry)) == ARCHIVE_OK) {
        const char* pathname = archive_entry_pathname(entry);
        const std::string name = pathname != nullptr ? pathname : "";
        if (!proper_name(name) || archive_entry_filetype(entry) != AE_IFREG) {
            return damaged("unexpected entry " + name);
        }
        const fs::path target = folder / name;
        fs::create_directories(target.parent_path());
        std::ofstream stream(target, std::ios::binary);
        la_ssize_t count = 0;
        while ((count = archive_read_data(handle.get(), buffer.data(), buffer.size())) > 0) {
            stream.write(buffer.data(), count);
        }
        if (count < 0) {
            return damaged(archive_error_string(handle.get()));
        }
        if (!stream.flush()) {
            throw std::runtime_error("cannot write " + target.string());
        }
    }
    if (status != ARCHIVE_EOF) {
        return damaged(archive_error_string(handle.get()));
    }
    if (!fs::exists(folder / "governments.yaml")) {
        return damaged("governments.yaml is missing");
    }
    return {};
}

/// A file in the archive has the hash that names it, or the archive is not what was written.
Result<void> check_files(const fs::path& folder) {
    for (const auto& file : fs::recursive_directory_iterator(folder)) {
        if (!file.is_regular_file() || file.path().string().find("/blobs/") == std::string::npos) {
            continue;
        }
        std::ifstream stream(file.path(), std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
        if (hex(sha256(bytes)) != file.path().filename()) {
            return fail(ErrorKind::invalid, "backup.damaged", file.path().filename().string());
        }
    }
    return {};
}

}  // namespace

Result<void> back_up(const fs::path& data, const std::vector<Government*>& governments, const fs::path& archive_file) {
    const TemporaryFolder work(data / ("backup-" + random_token(6)));
    Writer writer(archive_file);
    writer.add("governments.yaml", data / "governments.yaml");
    for (Government* government : governments) {
        // The database first: whatever it refers to was kept before it was referred to.
        const fs::path copy = work.path / government->slug;
        CHECK(government->database->backup_to(copy));
        writer.add(government->slug + "/database", copy);
        fs::remove(copy);
        government->blobs->each([&](const std::string& hash, const fs::path& file) { writer.add(fmt::format("{}/blobs/{}/{}", government->slug, hash.substr(0, 2), hash), file); });
    }
    writer.finish();
    return {};
}

Result<void> restore(const fs::path& archive_file, const fs::path& data, const std::string& database_url) {
    if (!fs::is_regular_file(archive_file)) {
        return fail(ErrorKind::not_found, "backup.not_found", archive_file.string());
    }
    if (fs::exists(data) && !fs::is_empty(data)) {
        return fail(ErrorKind::conflict, "backup.not_empty", data.string());
    }
    const fs::path parent = fs::absolute(data).parent_path();
    const TemporaryFolder work(parent / ("restore-" + random_token(6)));
    CHECK(unpack(archive_file, work.path));
    CHECK(check_files(work.path));
    TRY(const auto all, listings(work.path));
    for (const Listing& listing : all) {
        const fs::path folder = work.path / listing.slug;
        const fs::path copy = work.path / (listing.slug + ".database");
        if (!fs::exists(folder / "database")) {
            return fail(ErrorKind::invalid, "backup.damaged", listing.slug + "/database is missing");
        }
        fs::rename(folder / "database", copy);
        std::string schema = listing.slug;
        std::ranges::replace(schema, '-', '_');
        CHECK(store::Database::restore_from(copy, {.url = database_url, .schema = schema, .folder = folder}));
        fs::remove(copy);
    }
    fs::remove(data);
    fs::rename(work.path, data);
    fs::create_directories(work.path);  // what the guard takes away
    return {};
}

Result<std::vector<Listing>> listings(const fs::path& data) {
    const fs::path file = data / "governments.yaml";
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        return fail(ErrorKind::not_found, "data.not_initialised", data.string());
    }
    const std::string content((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    TRY(const auto tree, yaml::parse(file.string(), content));
    std::vector<Listing> all;
    if (const auto* list = tree.find("governments")) {
        for (const auto& item : list->items) {
            all.push_back({item.text("slug"), item.text("regulation"), item.flag("demonstration")});
        }
    }
    return all;
}

Result<void> add_listing(const fs::path& data, const Listing& listing) {
    std::vector<Listing> all;
    if (fs::exists(data / "governments.yaml")) {
        TRY(all, listings(data));
    }
    if (std::ranges::find(all, listing.slug, &Listing::slug) != all.end()) {
        return fail(ErrorKind::conflict, "government.exists", listing.slug);
    }
    all.push_back(listing);
    fs::create_directories(data);
    const fs::path next = data / "governments.yaml.next";
    {
        std::ofstream stream(next, std::ios::binary);
        stream << "# The governments that this folder holds; written by `pendopo init`.\ngovernments:\n";
        for (const Listing& each : all) {
            stream << fmt::format("  - {{slug: {}, regulation: {}, demonstration: {}}}\n", each.slug, each.regulation, each.demonstration);
        }
        if (!stream.flush()) {
            throw std::runtime_error("cannot write " + next.string());
        }
    }
    fs::rename(next, data / "governments.yaml");
    return {};
}

}  // namespace pendopo::government
