#pragma once
// Files by the SHA-256 of their content, on disk, written once.

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace pendopo::store {

/// A folder of files that are named by their content: `folder/ab/abcdef...`. Any thread may call, and several processes may share the folder.
/// What the disk refuses (full, not writable) is thrown as std::system_error, and nothing half written is left.
class Blobs {
public:
    explicit Blobs(std::filesystem::path folder);  ///< created where missing

    /// Keeps the bytes durably (write, fsync, rename) and returns their SHA-256 in hex. The same bytes are kept once.
    Result<std::string> put(std::string_view bytes);
    /// Moves a finished temporary file in (same file system), without reading it into memory. @error blob.missing where it cannot be read
    Result<std::string> put_file(const std::filesystem::path& file);
    /// @error blob.missing. Whether the content still has its hash is asked of `verify`, not here.
    Result<std::filesystem::path> path(std::string_view hash) const;
    /// @error blob.missing
    Result<std::string> read(std::string_view hash) const;
    /// A place for a temporary file on the same file system. What is left there is taken away after a day.
    [[nodiscard]] std::filesystem::path temporary() const;
    /// Hashes that are missing or damaged among those given.
    [[nodiscard]] std::vector<std::string> verify(const std::vector<std::string>& hashes) const;
    void each(const std::function<void(const std::string& hash, const std::filesystem::path&)>& take) const;

private:
    std::filesystem::path folder_;
};

}  // namespace pendopo::store
