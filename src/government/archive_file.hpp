#pragma once
// Archives of files (tar, compressed by zstd). For this room only.

#include <filesystem>
#include <memory>
#include <string>

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
    void finish();

private:
    std::filesystem::path file_, unfinished_;
    int descriptor_ = -1;
    std::unique_ptr<archive, void (*)(archive*)> handle_;
};

/// Writes an archive's files into a folder. Only names of a backup are taken (see `proper_name`), never links or devices.
/// @error backup.damaged
Result<void> unpack(const std::filesystem::path& archive_file, const std::filesystem::path& folder);

/// Names that a backup may hold: governments.yaml, <slug>/database, <slug>/blobs/<hash>.
[[nodiscard]] bool proper_name(std::string_view name);

}  // namespace pendopo::government
