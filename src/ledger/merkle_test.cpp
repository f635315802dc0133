#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "base/ids.hpp"
#include "ledger/ledger.hpp"

namespace pendopo::ledger {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

std::vector<std::string> leaves(std::size_t count) {
    std::vector<std::string> result;
    for (std::size_t i = 0; i < count; ++i) {
        result.push_back(leaf_hash("leaf " + std::to_string(i)));
    }
    return result;
}

/// The definition of RFC 6962, 2.1, word by word.
std::string defined_root(std::span<const std::string> all) {
    if (all.empty()) {
        return sha256("");
    }
    if (all.size() == 1) {
        return all.front();
    }
    std::size_t k = 1;
    while (k * 2 < all.size()) {
        k *= 2;
    }
    return node_hash(defined_root(all.first(k)), defined_root(all.subspan(k)));
}

Frontier grown(const std::vector<std::string>& all) {
    Frontier tree;
    for (const std::string& leaf : all) {
        tree.append(leaf);
    }
    return tree;
}

}  // namespace

// The roots of the first trees of Certificate Transparency's reference inputs.
TEST(Merkle, KnownRoots) {
    const std::vector<std::string> inputs{"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
    const std::vector<std::string> roots{
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    Frontier tree;
    EXPECT_EQ(hex(tree.root()), roots[0]);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        tree.append(leaf_hash(unhex(inputs[i])));
        EXPECT_EQ(hex(tree.root()), roots[i + 1]) << i;
    }
    EXPECT_EQ(tree.size(), inputs.size());
}

TEST(Merkle, TheFrontierHasTheDefinedRootAndSurvivesText) {
    for (std::size_t count = 0; count < 70; ++count) {
        const auto all = leaves(count);
        const Frontier tree = grown(all);
        EXPECT_EQ(tree.root(), defined_root(all)) << count;
        EXPECT_EQ(Frontier::parse(tree.serialised()), tree) << count;
    }
}

TEST(Merkle, TextsThatAreNoFrontier) {
    const std::string good = grown(leaves(3)).serialised();
    for (const std::string& text : {std::string(), std::string("0"), std::string("1:"), std::string("x:"), std::string("-1:"), good + "00", good.substr(1),
                                    good.substr(0, good.size() - 2), std::string("2") + good.substr(1), good.substr(0, good.size() - 1) + "x"}) {
        EXPECT_FALSE(Frontier::parse(text).has_value()) << text;
    }
}

TEST(Merkle, ATreeOfBlocksAndARestIsTheTree) {
    for (std::size_t count = 0; count < 40; ++count) {
        const auto all = leaves(count);
        Frontier blocks;
        Frontier block;
        for (const std::string& leaf : all) {
            block.append(leaf);
            if (block.size() == 8) {
                blocks.append(block.root());
                block = Frontier();
            }
        }
        EXPECT_EQ(grown(all).after_last(8), block) << count;
        EXPECT_EQ(Frontier::joined(blocks, 8, block), grown(all)) << count;
    }
}

TEST(Merkle, EveryProofHolds) {
    for (std::size_t count = 1; count < 35; ++count) {
        const auto all = leaves(count);
        const std::string root = grown(all).root();
        for (std::size_t i = 0; i < count; ++i) {
            const auto proof = inclusion_proof(i, all);
            EXPECT_TRUE(verify_inclusion(i, count, all[i], proof, root));
            EXPECT_FALSE(verify_inclusion(i, count, leaf_hash("other"), proof, root));
            EXPECT_FALSE(verify_inclusion(i + 1, count, all[i], proof, root));
            const auto consistency = consistency_proof(i + 1, all);
            const std::string first_root = defined_root(std::span(all).first(i + 1));
            EXPECT_TRUE(verify_consistency(i + 1, count, first_root, root, consistency)) << i + 1 << " of " << count;
            EXPECT_FALSE(verify_consistency(i + 1, count, leaf_hash("other"), root, consistency));
            EXPECT_FALSE(verify_consistency(i + 1, count, first_root, leaf_hash("other"), consistency));
        }
        EXPECT_TRUE(inclusion_proof(count, all).empty());
        EXPECT_TRUE(consistency_proof(0, all).empty());
        EXPECT_TRUE(consistency_proof(count + 1, all).empty());
    }
}

// The proofs that the transparency logs' implementations share: good ones, and ones spoilt in every way.
namespace {

std::optional<fs::path> vectors() {
    const char* given = std::getenv("PENDOPO_TEST_RFC6962");
    const fs::path folder = given != nullptr ? fs::path(given) : fs::path(PENDOPO_SOURCE_DIR) / "../shared/vectors/rfc6962";
    return fs::is_directory(folder) ? std::optional(folder) : std::nullopt;
}

std::string from_base64(const json::value& value) {
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : value.is_string() ? std::string_view(value.as_string()) : std::string_view()) {
        const std::size_t digit = alphabet.find(c);
        if (digit == std::string_view::npos) {
            break;
        }
        bits = bits << 6U | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(bits >> count & 0xFFU);
        }
    }
    return bytes;
}

std::vector<std::string> proof_of(const json::object& vector) {
    std::vector<std::string> proof;
    if (const json::value* list = vector.if_contains("proof"); list != nullptr && list->is_array()) {
        for (const json::value& hash : list->as_array()) {
            proof.push_back(from_base64(hash));
        }
    }
    return proof;
}

template <class Check>
int run_vectors(const fs::path& folder, Check&& check) {
    int count = 0;
    for (const fs::directory_entry& file : fs::recursive_directory_iterator(folder)) {
        if (file.path().extension() != ".json") {
            continue;
        }
        std::ifstream input(file.path());
        const std::string content((std::istreambuf_iterator<char>(input)), std::istreambuf_iterator<char>());
        const json::object vector = json::parse(content).as_object();
        const auto number = [&](const char* key) { return vector.at(key).to_number<std::uint64_t>(); };
        EXPECT_EQ(check(vector, number), !vector.at("wantErr").as_bool()) << file.path();
        ++count;
    }
    return count;
}

}  // namespace

TEST(MerkleVectors, Inclusion) {
    const auto folder = vectors();
    if (!folder) {
        GTEST_SKIP() << "the RFC 6962 vectors are not here; PENDOPO_TEST_RFC6962 may name their folder";
    }
    const int count = run_vectors(*folder / "inclusion", [](const json::object& vector, const auto& number) {
        return verify_inclusion(number("leafIdx"), number("treeSize"), from_base64(vector.at("leafHash")), proof_of(vector), from_base64(vector.at("root")));
    });
    EXPECT_GT(count, 50);
}

TEST(MerkleVectors, Consistency) {
    const auto folder = vectors();
    if (!folder) {
        GTEST_SKIP() << "the RFC 6962 vectors are not here; PENDOPO_TEST_RFC6962 may name their folder";
    }
    const int count = run_vectors(*folder / "consistency", [](const json::object& vector, const auto& number) {
        return verify_consistency(number("size1"), number("size2"), from_base64(vector.at("root1")), from_base64(vector.at("root2")), proof_of(vector));
    });
    EXPECT_GT(count, 50);
}

}  // namespace pendopo::ledger
