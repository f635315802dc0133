#include "store/blobs.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "store/files.hpp"
#include "store/test_database.hpp"

namespace pendopo::store {

namespace fs = std::filesystem;

namespace {

constexpr auto hash_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

std::size_t files_in(const fs::path& folder) {
    std::size_t count = 0;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        count += entry.is_regular_file() ? 1 : 0;
    }
    return count;
}

void overwrite(const fs::path& file, std::string_view bytes) {
    fs::permissions(file, fs::perms::owner_all);
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace

TEST(Blobs, KeepsBytesByTheirHash) {
    const TestFolder folder;
    Blobs blobs(folder.path() / "files");
    EXPECT_EQ(blobs.put("abc").value(), hash_of_abc);
    EXPECT_EQ(blobs.read(hash_of_abc).value(), "abc");
    EXPECT_EQ(fs::file_size(blobs.path(hash_of_abc).value()), 3U);
    EXPECT_EQ(blobs.put("abc").value(), hash_of_abc);
    EXPECT_EQ(files_in(folder.path()), 1U);
    const std::string empty = blobs.put("").value();
    EXPECT_EQ(blobs.read(empty).value(), "");
    const std::string binary("\0\xff\r\n", 4);
    EXPECT_EQ(blobs.read(blobs.put(binary).value()).value(), binary);
}

TEST(Blobs, MovesAFinishedFileIn) {
    const TestFolder folder;
    Blobs blobs(folder.path());
    for (int i = 0; i < 2; ++i) {
        const fs::path file = blobs.temporary();
        write_durably(file, "abc");
        EXPECT_EQ(blobs.put_file(file).value(), hash_of_abc);
        EXPECT_FALSE(fs::exists(file));
    }
    EXPECT_EQ(files_in(folder.path()), 1U);
    EXPECT_EQ(blobs.put_file(folder.path() / "none").error().code, "blob.missing");
}

TEST(Blobs, AFileOfManyPieces) {
    const TestFolder folder;
    Blobs blobs(folder.path());
    std::string bytes;
    for (int i = 0; i < 200'000; ++i) {
        bytes += std::to_string(i);
    }
    const fs::path file = blobs.temporary();
    write_durably(file, bytes);
    const std::string hash = blobs.put_file(file).value();
    EXPECT_EQ(blobs.put(bytes).value(), hash);
    EXPECT_EQ(blobs.read(hash).value(), bytes);
}

TEST(Blobs, NamesThatAreNoHashFindNothing) {
    const TestFolder folder;
    const Blobs blobs(folder.path());
    for (const std::string& name :
         {std::string(), std::string("../../etc/passwd"), std::string(64, 'g'), std::string(64, 'A'), std::string(64, '0'), std::string(62, '0') + "/."}) {
        EXPECT_EQ(blobs.path(name).error().code, "blob.missing") << name;
        EXPECT_EQ(blobs.read(name).error().code, "blob.missing") << name;
        EXPECT_EQ(blobs.verify({name}), std::vector<std::string>{name});
    }
}

TEST(Blobs, VerifyTellsMissingAndDamaged) {
    const TestFolder folder;
    Blobs blobs(folder.path());
    const std::string good = blobs.put("good").value();
    const std::string bad = blobs.put("bad").value();
    const std::string gone = blobs.put("gone").value();
    overwrite(blobs.path(bad).value(), "BAD");
    fs::remove(blobs.path(gone).value());
    EXPECT_EQ(blobs.verify({good, bad, gone}), (std::vector<std::string>{bad, gone}));
    EXPECT_EQ(blobs.put("bad").value(), bad) << "putting it anew heals it";
    EXPECT_EQ(blobs.verify({good, bad}), std::vector<std::string>{});
}

TEST(Blobs, EachTellsAllAndOnlyThem) {
    const TestFolder folder;
    Blobs blobs(folder.path());
    std::set<std::string> put{blobs.put("a").value(), blobs.put("b").value(), blobs.put("c").value()};
    write_durably(blobs.temporary(), "unfinished");
    std::set<std::string> found;
    blobs.each([&](const std::string& hash, const fs::path& file) {
        EXPECT_TRUE(fs::exists(file));
        found.insert(hash);
    });
    EXPECT_EQ(found, put);
}

TEST(Blobs, OldTemporaryFilesGo) {
    const TestFolder folder;
    Blobs blobs(folder.path());
    const fs::path old = blobs.temporary();
    const fs::path recent = blobs.temporary();
    write_durably(old, "old");
    write_durably(recent, "recent");
    fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(25));
    const Blobs again(folder.path());
    EXPECT_FALSE(fs::exists(old));
    EXPECT_TRUE(fs::exists(recent));
}

TEST(Blobs, ADiskThatRefusesLeavesNothing) {
    const TestFolder folder;
    Blobs blobs(folder.path());
    fs::remove_all(folder.path() / "temporary");
    EXPECT_THROW((void)blobs.put("abc"), std::system_error);
    EXPECT_EQ(files_in(folder.path()), 0U);
}

}  // namespace pendopo::store
