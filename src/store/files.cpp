#include "store/files.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pendopo::store {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fault(const char* what, const fs::path& file) {
    throw std::system_error(errno, std::generic_category(), fmt::format("{} {}", what, file.string()));
}

Descriptor open_file(const fs::path& file, int flags, mode_t mode = 0600) {
    Descriptor opened(::open(file.c_str(), flags | O_CLOEXEC, mode));
    if (!opened.open()) {
        fault("cannot open", file);
    }
    return opened;
}

void write_all(const Descriptor& file, std::string_view bytes, const fs::path& name) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            fault("cannot write", name);
        }
        bytes.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
}

std::size_t read_some(const Descriptor& file, std::span<char> buffer, const fs::path& name) {
    while (true) {
        const ssize_t count = ::read(file.number(), buffer.data(), buffer.size());
        if (count >= 0) {
            return static_cast<std::size_t>(count);
        }
        if (errno != EINTR) {
            fault("cannot read", name);
        }
    }
}

/// Runs what fills a new file; takes the file away again where that fails.
template <class Fill>
void create_file(const fs::path& file, Fill&& fill) {
    const Descriptor created = open_file(file, O_WRONLY | O_CREAT | O_TRUNC);
    try {
        fill(created);
        if (::fsync(created.number()) != 0) {
            fault("cannot flush", file);
        }
    } catch (const std::system_error&) {
        ::unlink(file.c_str());
        throw;
    }
}

}  // namespace

Descriptor::~Descriptor() {
    if (open()) {
        ::close(number_);
    }
}

void make_folder(const fs::path& folder) {
    if (fs::exists(folder)) {
        return;
    }
    if (folder.has_parent_path() && folder.parent_path() != folder) {
        make_folder(folder.parent_path());
    }
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
        fault("cannot create", folder);
    }
    flush(folder.has_parent_path() ? folder.parent_path() : fs::path("."));
}

void write_durably(const fs::path& file, std::string_view bytes) {
    create_file(file, [&](const Descriptor& created) { write_all(created, bytes, file); });
}

void flush(const fs::path& file_or_folder) {
    const Descriptor opened = open_file(file_or_folder, O_RDONLY);
    if (::fsync(opened.number()) != 0) {
        fault("cannot flush", file_or_folder);
    }
}

void copy_durably(const fs::path& from, const fs::path& to) {
    const Descriptor source = open_file(from, O_RDONLY);
    create_file(to, [&](const Descriptor& target) {
        std::vector<char> buffer(1 << 18);
        while (const std::size_t count = read_some(source, buffer, from)) {
            write_all(target, {buffer.data(), count}, to);
        }
    });
}

void move_durably(const fs::path& from, const fs::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) {
        fault("cannot rename to", to);
    }
    flush(to.has_parent_path() ? to.parent_path() : fs::path("."));
}

Result<FolderLock> FolderLock::take(const fs::path& folder) {
    const fs::path name = folder / "lock";
    Descriptor file(::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!file.open()) {
        return fail(ErrorKind::unavailable, "store.unreachable", fmt::format("cannot open {}: {}", name.string(), std::generic_category().message(errno)));
    }
    if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
        std::array<char, 32> holder{};
        const ssize_t length = ::pread(file.number(), holder.data(), holder.size(), 0);
        const std::string process(holder.data(), static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
        return fail(ErrorKind::conflict, "store.in_use",
                    fmt::format("{} is used by another process{}", folder.string(), process.empty() ? std::string() : " (" + process + ")"));
    }
    // The number only serves the message above, so a disk too full to take it does not matter; the lock itself is the kernel's.
    const std::string process = std::to_string(::getpid());
    if (::ftruncate(file.number(), 0) == 0) {
        [[maybe_unused]] const ssize_t written = ::pwrite(file.number(), process.data(), process.size(), 0);
    }
    return FolderLock(std::move(file));
}

}  // namespace pendopo::store
