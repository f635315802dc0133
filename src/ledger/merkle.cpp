// RFC 6962: the hashes, the tree that grows, and proofs about it.

#include <bit>
#include <charconv>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "ledger/ledger.hpp"

namespace pendopo::ledger {

namespace {

constexpr std::size_t hash_size = 32;

/// The root of a tree of these leaves.
std::string root_of(std::span<const std::string> leaves) {
    Frontier tree;
    for (const std::string& leaf : leaves) {
        tree.append(leaf);
    }
    return tree.root();
}

/// How many of a tree's leaves lie in its left half: the largest power of two below its size.
std::uint64_t left_half(std::uint64_t size) { return std::bit_floor(size - 1); }

void inclusion_path(std::uint64_t index, std::span<const std::string> leaves, std::vector<std::string>& proof) {
    if (leaves.size() < 2) {
        return;
    }
    const std::uint64_t left = left_half(leaves.size());
    if (index < left) {
        inclusion_path(index, leaves.first(left), proof);
        proof.push_back(root_of(leaves.subspan(left)));
    } else {
        inclusion_path(index - left, leaves.subspan(left), proof);
        proof.push_back(root_of(leaves.first(left)));
    }
}

/// @param known  the verifier has the root of these leaves already: they are the first tree as a whole
void consistency_path(std::uint64_t first, std::span<const std::string> leaves, bool known, std::vector<std::string>& proof) {
    if (first == leaves.size()) {
        if (!known) {
            proof.push_back(root_of(leaves));
        }
        return;
    }
    const std::uint64_t left = left_half(leaves.size());
    if (first <= left) {
        consistency_path(first, leaves.first(left), known, proof);
        proof.push_back(root_of(leaves.subspan(left)));
    } else {
        consistency_path(first - left, leaves.subspan(left), false, proof);
        proof.push_back(root_of(leaves.first(left)));
    }
}

/// Skips the levels at which a node has no right sibling.
void climb_alone(std::uint64_t& node, std::uint64_t& last) {
    while ((node & 1) == 0 && node != 0) {
        node >>= 1;
        last >>= 1;
    }
}

}  // namespace

std::string leaf_hash(std::string_view leaf) {
    std::string bytes(1, '\0');
    bytes += leaf;
    return sha256(bytes);
}

std::string node_hash(std::string_view left, std::string_view right) {
    std::string bytes(1, '\1');
    bytes.reserve(1 + left.size() + right.size());
    bytes += left;
    bytes += right;
    return sha256(bytes);
}

void Frontier::append(std::string leaf_hash) {
    // Each 1 at the end of the size in binary is a complete subtree that the new leaf completes into a larger one.
    for (std::uint64_t bits = size_; (bits & 1) == 1; bits >>= 1) {
        leaf_hash = node_hash(roots_.back(), leaf_hash);
        roots_.pop_back();
    }
    roots_.push_back(std::move(leaf_hash));
    ++size_;
}

std::string Frontier::root() const {
    if (roots_.empty()) {
        return sha256("");
    }
    std::string root = roots_.back();
    for (auto left = roots_.rbegin() + 1; left != roots_.rend(); ++left) {
        root = node_hash(*left, root);
    }
    return root;
}

std::string Frontier::serialised() const {
    std::string text = std::to_string(size_) + ":";
    for (const std::string& root : roots_) {
        text += hex(root);
    }
    return text;
}

std::optional<Frontier> Frontier::parse(std::string_view text) {
    Frontier tree;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), tree.size_);
    const auto length = static_cast<std::size_t>(end - text.data());
    if (error != std::errc{} || length >= text.size() || text[length] != ':') {
        return std::nullopt;
    }
    const std::string roots = unhex(text.substr(length + 1));
    const auto count = static_cast<std::size_t>(std::popcount(tree.size_));
    if (roots.size() != count * hash_size || text.size() - length - 1 != 2 * roots.size()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < count; ++i) {
        tree.roots_.push_back(roots.substr(i * hash_size, hash_size));
    }
    return tree;
}

Frontier Frontier::after_last(std::uint64_t block) const {
    ASSERT(std::has_single_bit(block), "only blocks of a power of two are subtrees");
    Frontier rest;
    rest.size_ = size_ % block;
    rest.roots_.assign(roots_.end() - std::popcount(rest.size_), roots_.end());
    return rest;
}

Frontier Frontier::joined(const Frontier& blocks, std::uint64_t block, const Frontier& rest) {
    ASSERT(std::has_single_bit(block) && rest.size_ < block, "the rest is less than a block");
    Frontier tree = blocks;
    tree.size_ = blocks.size_ * block + rest.size_;
    tree.roots_.insert(tree.roots_.end(), rest.roots_.begin(), rest.roots_.end());
    return tree;
}

std::vector<std::string> inclusion_proof(std::uint64_t index, const std::vector<std::string>& leaves) {
    std::vector<std::string> proof;
    if (index < leaves.size()) {
        inclusion_path(index, leaves, proof);
    }
    return proof;
}

bool verify_inclusion(std::uint64_t index, std::uint64_t size, const std::string& leaf, const std::vector<std::string>& proof, const std::string& root) {
    if (index >= size || leaf.size() != hash_size) {
        return false;
    }
    std::uint64_t node = index;
    std::uint64_t last = size - 1;
    std::string computed = leaf;
    for (const std::string& sibling : proof) {
        if (last == 0) {
            return false;
        }
        if ((node & 1) == 1 || node == last) {
            computed = node_hash(sibling, computed);
            if ((node & 1) == 0) {
                climb_alone(node, last);
            }
        } else {
            computed = node_hash(computed, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && computed == root;
}

std::vector<std::string> consistency_proof(std::uint64_t first, const std::vector<std::string>& leaves) {
    std::vector<std::string> proof;
    if (first > 0 && first < leaves.size()) {
        consistency_path(first, leaves, true, proof);
    }
    return proof;
}

bool verify_consistency(std::uint64_t first, std::uint64_t second, const std::string& first_root, const std::string& second_root,
                        const std::vector<std::string>& proof) {
    if (first == 0 || first > second) {
        return false;
    }
    if (first == second) {
        return proof.empty() && first_root == second_root;
    }
    std::uint64_t node = first - 1;
    std::uint64_t last = second - 1;
    while ((node & 1) == 1) {
        node >>= 1;
        last >>= 1;
    }
    // Where the first tree is a whole left subtree, its root begins the proof and is not repeated in it.
    const bool whole = std::has_single_bit(first);
    if (proof.empty() && !whole) {
        return false;
    }
    std::string of_first = whole ? first_root : proof.front();
    std::string of_second = of_first;
    for (const std::string& sibling : std::span(proof).subspan(whole ? 0 : 1)) {
        if (last == 0) {
            return false;
        }
        if ((node & 1) == 1 || node == last) {
            of_first = node_hash(sibling, of_first);
            of_second = node_hash(sibling, of_second);
            if ((node & 1) == 0) {
                climb_alone(node, last);
            }
        } else {
            of_second = node_hash(of_second, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && of_first == first_root && of_second == second_root;
}

}  // namespace pendopo::ledger
