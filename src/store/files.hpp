#pragma once
// Durable files and the lock of a data folder.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.hpp"

namespace pendopo::store {

/// An open file descriptor, closed at the end.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor();

    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool open() const { return number_ >= 0; }

private:
    int number_;
};

/// Creates a folder with its parents, readable by its owner alone. @throws std::system_error
void make_folder(const std::filesystem::path& folder);
/// Writes the bytes to a new file and waits until the disk has them. @throws std::system_error; leaves no file behind then
void write_durably(const std::filesystem::path& file, std::string_view bytes);
/// Waits until the disk has what was written to a file, or the names in a folder. @throws std::system_error
void flush(const std::filesystem::path& file_or_folder);
/// Copies a file, durably. @throws std::system_error; leaves no file behind then
void copy_durably(const std::filesystem::path& from, const std::filesystem::path& to);
/// Renames within one file system and makes the new name durable. @throws std::system_error
void move_durably(const std::filesystem::path& from, const std::filesystem::path& to);

/// Holds `folder/lock` for this process as long as it lives; the system lets go of it when the process ends, however it ends.
class FolderLock {
public:
    /// @error store.in_use, store.unreachable (the file cannot be written)
    static Result<FolderLock> take(const std::filesystem::path& folder);

private:
    explicit FolderLock(Descriptor file) : file_(std::move(file)) {}
    Descriptor file_;
};

}  // namespace pendopo::store
