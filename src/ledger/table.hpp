#pragma once
// The ledger's tables as its parts share them. For this room only.

#include <string>
#include <string_view>

#include "ledger/ledger.hpp"

namespace pendopo::ledger {

/// Leaves per block: the tree keeps the root of each complete one, so that a change is found within 64 entries.
inline constexpr std::uint64_t block_size = 64;

/// Columns of an entry in the order of a row; those that the hash covers are from `at` to `note`.
inline constexpr std::string_view columns = "sequence, at, actor, behalf, action, subject, record, version, digest, changes, note, leaf";
enum Column : std::size_t { sequence, at, actor, behalf, action, subject, record, version, digest, changes, note, leaf, column_count };

/// Adds one field to the bytes that are hashed.
void add_field(std::string& bytes, std::string_view text);

/// What a row's leaf column stands for in the tree: its hash; where something else was written into it, that.
[[nodiscard]] std::string folded(std::string_view leaf);

/// The action of the entry that names rows which were not appended here, and the subject of such entries.
inline constexpr std::string_view foreign_action = "foreign_entries";
inline constexpr std::string_view own_subject = "ledger";

/// "17" or "17-20".
[[nodiscard]] std::string range(std::int64_t first, std::int64_t last);

/// The stored state of the tree.
struct Stored {
    std::int64_t next = 0;  ///< sequence of the next entry
    Frontier tree;
    std::string root;       ///< hex
};
/// Nothing where the row is gone or cannot be read. @param lock  keeps other processes from appending until the transaction ends
[[nodiscard]] std::optional<Stored> read_stored(store::Session& session, bool lock);

/// A number that a row holds; -1 where it is none.
[[nodiscard]] std::int64_t number(const store::Value& value);

}  // namespace pendopo::ledger
