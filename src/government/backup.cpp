// Backups: one archive of every government of a data folder.

#include "government/archive_file.hpp"
#include "government/government.hpp"

namespace pendopo::government {

namespace fs = std::filesystem;

namespace {

/// Names that appeared in the data folder, taken away again unless everything is there.
class Placed {
public:
    explicit Placed(fs::path data) : data_(std::move(data)), made_(!fs::exists(data_)) { fs::create_directories(data_); }
    ~Placed() {
        if (complete_) {
            return;
        }
        std::error_code ignored;
        for (const fs::path& each : placed_) {
            fs::remove_all(each, ignored);
        }
        if (made_) {
            fs::remove(data_, ignored);
        }
    }
    Placed(const Placed&) = delete;
    Placed& operator=(const Placed&) = delete;

    void place(const fs::path& from, const std::string& name) {
        fs::rename(from, data_ / name);
        placed_.push_back(data_ / name);
    }
    void complete() { complete_ = true; }

private:
    fs::path data_;
    std::vector<fs::path> placed_;
    bool made_, complete_ = false;
};

/// Takes a government's files in. One that no longer has the hash that names it is not what was kept.
Result<void> take_files_in(const fs::path& unpacked, const fs::path& folder) {
    if (!fs::exists(unpacked)) {
        return {};
    }
    store::Blobs blobs(folder);
    for (const auto& file : fs::directory_iterator(unpacked)) {
        const std::string name = file.path().filename();
        TRY(const auto hash, blobs.put_file(file.path()));
        if (hash != name) {
            return fail(ErrorKind::invalid, "backup.damaged", name);
        }
    }
    return {};
}

Result<std::vector<Listing>> listings_of_backup(const fs::path& unpacked) {
    TRY(auto all, listings(unpacked));
    for (const Listing& listing : all) {
        if (!fs::exists(unpacked / listing.slug / "database")) {
            return fail(ErrorKind::invalid, "backup.damaged", listing.slug + "/database is missing");
        }
    }
    return all;
}

}  // namespace

Result<void> back_up(const fs::path& data, const std::vector<Government*>& governments, const fs::path& archive_file) {
    const TemporaryFolder work(data);
    ArchiveWriter writer(archive_file);
    writer.add("governments.yaml", data / "governments.yaml");
    for (Government* government : governments) {
        // The database first: whatever it refers to was kept before it was referred to.
        const fs::path copy = work.path() / government->slug;
        CHECK(government->database->backup_to(copy));
        writer.add(government->slug + "/database", copy);
        fs::remove(copy);
        government->blobs->each([&](const std::string& hash, const fs::path& file) { writer.add(fmt::format("{}/blobs/{}", government->slug, hash), file); });
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
    Placed placed(data);
    const TemporaryFolder work(data);
    const fs::path unpacked = work.path() / "unpacked";
    const fs::path ready = work.path() / "ready";
    fs::create_directories(unpacked);
    CHECK(unpack(archive_file, unpacked));
    TRY(const auto all, listings_of_backup(unpacked));
    for (const Listing& listing : all) {
        CHECK(take_files_in(unpacked / listing.slug / "blobs", ready / listing.slug / "blobs"));
    }
    for (const Listing& listing : all) {
        std::string schema = listing.slug;
        std::ranges::replace(schema, '-', '_');
        fs::create_directories(ready / listing.slug);
        fs::permissions(ready / listing.slug, fs::perms::owner_all);
        CHECK(store::Database::restore_from(unpacked / listing.slug / "database", {.url = database_url, .schema = schema, .folder = ready / listing.slug}));
    }
    for (const Listing& listing : all) {
        placed.place(ready / listing.slug, listing.slug);
    }
    placed.place(unpacked / "governments.yaml", "governments.yaml");
    placed.complete();
    return {};
}

}  // namespace pendopo::government
