#include "store/blobs.hpp"

#include <fstream>
#include <system_error>

#include "base/ids.hpp"
#include "store/files.hpp"

namespace pendopo::store {

namespace fs = std::filesystem;

namespace {

constexpr auto abandoned_after = std::chrono::hours(24);

/// SHA-256 of a file in hex, read in pieces; nothing where it cannot be read.
std::optional<std::string> hash_of(const fs::path& file) {
    std::ifstream input(file, std::ios::binary);
    if (!input) {
        return std::nullopt;
    }
    Sha256 hash;
    std::vector<char> buffer(1 << 18);
    do {
        input.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        hash.add({buffer.data(), static_cast<std::size_t>(input.gcount())});
    } while (input);
    if (input.bad()) {
        return std::nullopt;
    }
    return hex(hash.finish());
}

/// A hash as `put` gives it. Anything else never reaches the file system as part of a path.
bool is_hash(std::string_view text) { return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

fs::path place(const fs::path& folder, std::string_view hash) { return folder / hash.substr(0, 2) / hash; }

void keep(const fs::path& folder, const fs::path& temporary, const std::string& hash) {
    const fs::path target = place(folder, hash);
    make_folder(target.parent_path());
    move_durably(temporary, target);
}

void remove_abandoned(const fs::path& folder) {
    std::error_code ignored;
    const auto limit = fs::file_time_type::clock::now() - abandoned_after;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
        const auto written = entry.last_write_time(ignored);
        if (!ignored && written < limit) {
            fs::remove(entry.path(), ignored);
        }
    }
}

}  // namespace

Blobs::Blobs(fs::path folder) : folder_(std::move(folder)) {
    make_folder(folder_ / "temporary");
    // An upload that a dying process left behind; a running one is never this old.
    remove_abandoned(folder_ / "temporary");
}

Result<std::string> Blobs::put(std::string_view bytes) {
    std::string hash = hex(sha256(bytes));
    // Hashed again rather than trusted for its name: putting a file anew heals a damaged one.
    if (hash_of(place(folder_, hash)) == hash) {
        return hash;
    }
    const fs::path file = temporary();
    write_durably(file, bytes);
    keep(folder_, file, hash);
    return hash;
}

Result<std::string> Blobs::put_file(const fs::path& file) {
    std::optional<std::string> hash = hash_of(file);
    if (!hash) {
        return fail(ErrorKind::not_found, "blob.missing", fmt::format("cannot read {}", file.string()));
    }
    if (hash_of(place(folder_, *hash)) == hash) {
        fs::remove(file);
        return *std::move(hash);
    }
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    flush(file);
    keep(folder_, file, *hash);
    return *std::move(hash);
}

Result<fs::path> Blobs::path(std::string_view hash) const {
    std::error_code none;
    if (!is_hash(hash) || !fs::is_regular_file(place(folder_, hash), none)) {
        return fail(ErrorKind::not_found, "blob.missing", fmt::format("no file with the hash {}", hash.substr(0, 64)));
    }
    return place(folder_, hash);
}

Result<std::string> Blobs::read(std::string_view hash) const {
    TRY(const fs::path file, path(hash));
    std::ifstream input(file, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(input)), std::istreambuf_iterator<char>());
    if (!input || input.bad()) {
        return fail(ErrorKind::not_found, "blob.missing", fmt::format("cannot read {}", file.string()));
    }
    return bytes;
}

fs::path Blobs::temporary() const { return folder_ / "temporary" / random_token(18); }

std::vector<std::string> Blobs::verify(const std::vector<std::string>& hashes) const {
    std::vector<std::string> wrong;
    for (const std::string& hash : hashes) {
        if (!is_hash(hash) || hash_of(place(folder_, hash)) != hash) {
            wrong.push_back(hash);
        }
    }
    return wrong;
}

void Blobs::each(const std::function<void(const std::string&, const fs::path&)>& take) const {
    std::error_code none;
    for (const fs::directory_entry& first : fs::directory_iterator(folder_)) {
        if (first.path().filename().string().size() != 2 || !first.is_directory(none)) {
            continue;
        }
        for (const fs::directory_entry& file : fs::directory_iterator(first.path())) {
            if (const std::string hash = file.path().filename().string(); is_hash(hash)) {
                take(hash, file.path());
            }
        }
    }
}

}  // namespace pendopo::store
