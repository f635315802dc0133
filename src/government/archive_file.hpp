#pragma once
// Archives of files (tar, compressed by zstd). For this room only.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.hpp"

struct archive;

namespace pendopo::government {

/// A folder that goes away with everything in it.
class TemporaryFolder {
public:
    /// A new folder below another, for its owner alone.
    explicit TemporaryFolder(const std::filesystem::path& below);
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// Writes an archive beside its final name; the name appears only when everything is in it and on the disk. @throws std::runtime_error
class ArchiveWriter {
public:
    explicit ArchiveWriter(std::filesystem::path file);
    ~ArchiveWriter();
    ArchiveWriter(const ArchiveWriter&) = delete;
    ArchiveWriter& operator=(const ArchiveWriter&) = delete;

    void add(const std::string& name, const std::filesystem::path& source);
    /// Adds the list of what every entry's content hashes to, and gives the archive its name.
    void finish();

private:
    std::filesystem::path file_, unfinished_;
    void header(const std::string& name, std::uintmax_t size);
    void data(std::string_view bytes);

    int descriptor_ = -1;
    std::string sums_;  // as `sha256sum` writes and checks them
    std::unique_ptr<archive, void (*)(archive*)> handle_;
};

/// Writes an archive's files into a folder. Only names of a backup are taken (see `proper_name`), never links or devices.
/// Every content must have the hash that the archive's own list tells: tar and zstd alone let a flipped bit through. @error backup.damaged
Result<void> unpack(const std::filesystem::path& archive_file, const std::filesystem::path& folder);

/// Names that a backup may hold: governments.yaml, <slug>/database, <slug>/blobs/<hash>.
[[nodiscard]] bool proper_name(std::string_view name);

}  // namespace pendopo::government
