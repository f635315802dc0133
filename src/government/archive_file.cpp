#include "government/archive_file.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstring>
#include <fstream>

#include "base/ids.hpp"
#include "government/government.hpp"

namespace pendopo::government {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t chunk = 1U << 18U;
const std::string sums_name = "sha256sums";

void free_archive(archive* handle) { archive_free(handle); }

[[noreturn]] void cannot(const std::string& what, const char* why) { throw std::runtime_error(fmt::format("{}: {}", what, why != nullptr ? why : "unknown")); }

/// Waits until the disk has a file, or the names in a folder.
void flush(const fs::path& file_or_folder) {
    const int descriptor = ::open(file_or_folder.c_str(), O_RDONLY | O_CLOEXEC);
    const bool flushed = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!flushed) {
        cannot("cannot write " + file_or_folder.string(), std::strerror(errno));
    }
}

}  // namespace

TemporaryFolder::TemporaryFolder(const fs::path& below) : path_(below / (".work-" + hex(random_token(6)))) {
    fs::create_directories(path_);
    fs::permissions(path_, fs::perms::owner_all);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

ArchiveWriter::ArchiveWriter(fs::path file) : file_(std::move(file)), unfinished_(file_.string() + ".unfinished"), handle_(archive_write_new(), free_archive) {
    descriptor_ = ::open(unfinished_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor_ < 0) {
        cannot("cannot write " + unfinished_.string(), std::strerror(errno));
    }
    archive_write_add_filter_zstd(handle_.get());
    archive_write_set_format_pax_restricted(handle_.get());
    if (archive_write_open_fd(handle_.get(), descriptor_) != ARCHIVE_OK) {
        cannot("cannot write " + unfinished_.string(), archive_error_string(handle_.get()));
    }
}

ArchiveWriter::~ArchiveWriter() {
    handle_.reset();
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
    std::error_code ignored;
    fs::remove(unfinished_, ignored);
}

void ArchiveWriter::header(const std::string& name, std::uintmax_t size) {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(), archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    if (archive_write_header(handle_.get(), entry.get()) != ARCHIVE_OK) {
        cannot("cannot write " + name, archive_error_string(handle_.get()));
    }
}

void ArchiveWriter::data(std::string_view bytes) {
    if (archive_write_data(handle_.get(), bytes.data(), bytes.size()) < 0) {
        cannot("cannot write " + unfinished_.string(), archive_error_string(handle_.get()));
    }
}

void ArchiveWriter::add(const std::string& name, const fs::path& source) {
    std::ifstream stream(source, std::ios::binary);
    if (!stream) {
        cannot("cannot read " + source.string(), std::strerror(errno));
    }
    header(name, fs::file_size(source));
    Sha256 hash;
    std::vector<char> buffer(chunk);
    while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || stream.gcount() > 0) {
        const std::string_view bytes(buffer.data(), static_cast<std::size_t>(stream.gcount()));
        hash.add(bytes);
        data(bytes);
    }
    if (stream.bad()) {
        cannot("cannot read " + source.string(), std::strerror(errno));
    }
    sums_ += fmt::format("{}  {}\n", hex(hash.finish()), name);
}

void ArchiveWriter::finish() {
    header(sums_name, sums_.size());
    data(sums_);
    if (archive_write_close(handle_.get()) != ARCHIVE_OK) {
        cannot("cannot finish " + unfinished_.string(), archive_error_string(handle_.get()));
    }
    flush(unfinished_);
    fs::rename(unfinished_, file_);
    flush(fs::absolute(file_).parent_path());
}

bool proper_name(std::string_view name) {
    if (name == "governments.yaml") {
        return true;
    }
    const auto slash = name.find('/');
    if (slash == std::string_view::npos || !proper_slug(name.substr(0, slash))) {
        return false;
    }
    std::string_view rest = name.substr(slash + 1);
    if (rest == "database") {
        return true;
    }
    constexpr std::string_view blobs = "blobs/";
    return rest.starts_with(blobs) && rest.size() == blobs.size() + 64 &&
           rest.substr(blobs.size()).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<void> unpack(const fs::path& archive_file, const fs::path& folder) {
    const auto damaged = [&](std::string_view detail) {
        return fail(ErrorKind::invalid, "backup.damaged", fmt::format("{}: {}", archive_file.string(), detail));
    };
    const std::unique_ptr<archive, void (*)(archive*)> handle(archive_read_new(), free_archive);
    const auto reason = [&]() -> std::string_view {
        const char* text = archive_error_string(handle.get());
        return text != nullptr ? text : "it cannot be read";
    };
    archive_read_support_filter_zstd(handle.get());
    archive_read_support_format_tar(handle.get());
    if (archive_read_open_filename(handle.get(), archive_file.c_str(), chunk) != ARCHIVE_OK) {
        return damaged(reason());
    }
    archive_entry* entry = nullptr;
    int status = ARCHIVE_OK;
    std::vector<char> buffer(chunk);
    std::string sums, told_sums;
    while ((status = archive_read_next_header(handle.get(), &entry)) == ARCHIVE_OK) {
        const char* pathname = archive_entry_pathname(entry);
        const std::string name = pathname != nullptr ? pathname : "";
        if ((!proper_name(name) && name != sums_name) || archive_entry_filetype(entry) != AE_IFREG) {
            return damaged("unexpected entry " + name);
        }
        if (!told_sums.empty()) {
            return damaged("something follows the list of hashes");
        }
        const fs::path target = folder / name;
        fs::create_directories(target.parent_path());
        std::ofstream stream(target, std::ios::binary);
        Sha256 hash;
        la_ssize_t count = 0;
        while ((count = archive_read_data(handle.get(), buffer.data(), buffer.size())) > 0) {
            const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
            if (name == sums_name) {
                told_sums += bytes;
            } else {
                hash.add(bytes);
                stream.write(bytes.data(), count);
            }
        }
        if (count < 0) {
            return damaged(reason());
        }
        if (!stream.flush()) {
            cannot("cannot write " + target.string(), std::strerror(errno));
        }
        if (name != sums_name) {
            sums += fmt::format("{}  {}\n", hex(hash.finish()), name);
        }
    }
    if (status != ARCHIVE_EOF) {
        return damaged(reason());
    }
    if (sums != told_sums) {
        return damaged("its contents are not those that were written");
    }
    fs::remove(folder / sums_name);
    if (!fs::exists(folder / "governments.yaml")) {
        return damaged("governments.yaml is missing");
    }
    return {};
}

}  // namespace pendopo::government
