// Looks for what was changed behind Pendopo's back: in the log, in its tree, and in the records that the log vouches for.

#include <unordered_map>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "ledger/ledger.hpp"
#include "ledger/table.hpp"

namespace pendopo::ledger {

namespace {

using store::Row;
using store::Session;

constexpr std::size_t most_findings = 1000;  // of a kind

/// Keeps the findings within bounds.
class Report {
public:
    explicit Report(std::vector<Finding>& findings) : findings_(findings) {}

    void add(const std::string& kind, const std::string& subject, const std::string& record, const std::string& detail) {
        if (++counts_[kind] <= most_findings) {
            findings_.push_back({kind, subject, record, detail});
        }
    }
    /// @param about  made only where it is told
    template <class About>
    void add_with(const std::string& kind, const std::string& subject, const std::string& record, About&& about) {
        add(kind, subject, record, counts_[kind] < most_findings ? about() : std::string());
    }
    void entry(const std::string& kind, const std::string& record, const std::string& detail) { add(kind, std::string(own_subject), record, detail); }
    void finish() {
        for (const auto& [kind, count] : counts_) {
            if (count > most_findings) {
                findings_.push_back({kind, std::string(own_subject), "", fmt::format("and {} more", count - most_findings)});
            }
        }
    }

private:
    std::vector<Finding>& findings_;
    std::map<std::string, std::size_t> counts_;
};

/// Sequences that the ledger itself says it did not write.
class Foreign {
public:
    Foreign(Session& session, Report& report) {
        const std::vector<Row> rows = session.query("SELECT record, sequence FROM ledger WHERE subject = ? AND action = ? ORDER BY sequence",
                                                    {std::string(own_subject), std::string(foreign_action)});
        for (const Row& row : rows) {
            const std::string text = row[0].value_or("");
            const std::vector<std::string> ends = split(text, '-');
            ranges_.emplace_back(number(ends.front()), number(ends.back()));
            report.entry("entry_unknown", text, fmt::format("was not written by the ledger, as entry {} says", row[1].value_or("")));
        }
    }
    [[nodiscard]] bool contains(std::int64_t place) const {
        return std::ranges::any_of(ranges_, [&](const auto& range) { return range.first <= place && place <= range.second; });
    }

private:
    std::vector<std::pair<std::int64_t, std::int64_t>> ranges_;
};

/// Builds the tree block by block and compares each block's root with the stored one.
class TreeCheck {
public:
    TreeCheck(Session& session, Stored stored, Report& report) : stored_(std::move(stored)), report_(report) {
        session.each("SELECT number, root FROM ledger_block ORDER BY number", {}, [&](const Row& row) {
            roots_.emplace(number(row[0]), unhex(row[1].value_or("")));
            return true;
        });
    }

    void add(std::string leaf, std::int64_t place) {
        first_ = block_.size() == 0 && !broken_ ? place : first_;
        last_ = place;
        block_.append(std::move(leaf));
        ++index_;
        close_full_block();
    }

    /// Leaves that the tree had and the table no longer has.
    void skip(std::uint64_t count) {
        while (count > 0) {
            const std::uint64_t step = std::min(count, block_size - index_ % block_size);
            broken_ = true;
            index_ += step;
            count -= step;
            close_full_block();
        }
    }

    std::string finish() {
        const Frontier rest = stored_.tree.after_last(block_size);
        if (index_ % block_size > 0 && !broken_ && block_ != rest) {
            mismatch();
        }
        if (index_ != stored_.tree.size()) {
            report_.entry("tree_changed", "head", fmt::format("the head counts {} entries, the log {}", stored_.tree.size(), index_));
        }
        if (roots_.size() > blocks_.size()) {
            report_.entry("tree_changed", "blocks", fmt::format("{} blocks are stored, of {}", roots_.size(), blocks_.size()));
        }
        const bool whole_rest = index_ % block_size > 0 && !broken_;
        const Frontier tree = Frontier::joined(blocks_, block_size, whole_rest ? block_ : rest);
        const std::string root = hex(tree.root());
        if (root != stored_.root || stored_.tree.root() != unhex(stored_.root)) {
            report_.entry("tree_changed", "head", fmt::format("the root is {}, the head says {}", root, stored_.root));
        }
        return root;
    }

private:
    void close_full_block() {
        if (index_ % block_size != 0) {
            return;
        }
        const auto found = roots_.find(static_cast<std::int64_t>(blocks_.size()));
        const std::string stored = found == roots_.end() ? std::string() : found->second;
        std::string root = broken_ ? stored : block_.root();
        if (root != stored) {
            mismatch();
        }
        blocks_.append(std::move(root));
        block_ = Frontier();
        broken_ = false;
    }

    void mismatch() { report_.entry("tree_changed", range(first_, last_), "one of these entries was rewritten together with its leaf, moved or replaced"); }

    Stored stored_;
    Report& report_;
    std::unordered_map<std::int64_t, std::string> roots_;
    Frontier blocks_;            // of the blocks' roots
    Frontier block_;             // the one being filled
    bool broken_ = false;        // an entry of this block is missing, so its root cannot be computed
    std::uint64_t index_ = 0;    // leaves so far, missing ones included
    std::int64_t first_ = 0, last_ = 0;  // sequences of this block
};

/// What the log last said of a record.
struct Last {
    std::int64_t version = 0;
    std::string digest;  // raw; empty where the record is gone
    std::int64_t sequence = 0;
    bool seen = false;
};

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using LastOf = std::unordered_map<std::string, Last, Hash, std::equal_to<>>;
using LastBySubject = std::unordered_map<std::string, LastOf, Hash, std::equal_to<>>;

std::string_view text(const Row& row, Column column) { return row[column] ? std::string_view(*row[column]) : std::string_view(); }

/// Goes through the log once.
class Reading {
public:
    Reading(Session& session, Stored stored, Report& report, LastBySubject& last)
        : next_(stored.next), report_(report), foreign_(session, report), tree_(session, std::move(stored), report), last_(last) {}

    void take(const Row& row) {
        const std::int64_t place = number(row[sequence]);
        const bool beyond = place >= next_;
        const bool foreign = foreign_.contains(place);
        if (place > expected_ && !beyond) {
            missing(place, foreign);
        }
        expected_ = beyond ? expected_ : place + 1;
        bytes_.assign(1, '\0');
        for (std::size_t column = at; column <= note; ++column) {
            add_field(bytes_, text(row, static_cast<Column>(column)));
        }
        std::string stored_leaf = folded(text(row, leaf));
        if (sha256(bytes_) != stored_leaf) {
            report_.entry("entry_changed", std::to_string(place),
                          fmt::format("{} {} {} by {}: its content is not what its leaf was made from", text(row, action), text(row, subject),
                                      text(row, record), text(row, actor)));
        }
        if (beyond) {
            report_.entry(
                "entry_unknown", std::to_string(place),
                fmt::format("{} {} {} by {} was not written by the ledger", text(row, action), text(row, subject), text(row, record), text(row, actor)));
            return;
        }
        tree_.add(std::move(stored_leaf), place);
        if (!foreign) {
            remember(row, place);
        }
        ++count_;
    }

    void finish(Verification& result) {
        if (expected_ < next_) {
            missing(next_, false);
        }
        result.entries = count_;
        result.root = tree_.finish();
    }

private:
    void missing(std::int64_t before, bool before_is_foreign) {
        // A foreign entry may stand far beyond the others; what lies between was never there.
        if (!before_is_foreign) {
            report_.entry("entry_missing", range(expected_, before - 1), "deleted from the log");
            tree_.skip(static_cast<std::uint64_t>(before - expected_));
        }
    }

    void remember(const Row& row, std::int64_t place) {
        const auto found = last_.find(text(row, subject));
        if (found == last_.end()) {
            return;
        }
        auto entry = found->second.find(text(row, record));
        if (entry == found->second.end()) {
            entry = found->second.emplace(std::string(text(row, record)), Last{}).first;
        }
        entry->second.version = number(row[version]);
        entry->second.digest = unhex(text(row, digest));
        entry->second.sequence = place;
    }

    std::int64_t next_;
    Report& report_;
    Foreign foreign_;
    TreeCheck tree_;
    LastBySubject& last_;
    std::int64_t expected_ = 0;
    std::uint64_t count_ = 0;
    std::string bytes_;
};

void compare(Session& session, const Guarded& guarded, LastOf& last, Verification& result, Report& report) {
    guarded.each(session, [&](const std::string& key, std::int64_t current, const std::string& now) {
        ++result.records;
        const auto found = last.find(key);
        if (found == last.end() || found->second.digest.empty()) {
            report.add("record_unknown", guarded.subject, key,
                       found == last.end() ? "no entry tells of it" : fmt::format("entry {} deleted it", found->second.sequence));
        } else if (found->second.version != current) {
            report.add("record_changed", guarded.subject, key,
                       fmt::format("version {}, after entry {} version {}", current, found->second.sequence, found->second.version));
        } else if (found->second.digest != unhex(now)) {
            report.add_with("record_changed", guarded.subject, key, [&] {
                const std::string fields = guarded.explain ? guarded.explain(session, key) : std::string();
                return fmt::format("{}, not as entry {} left it", fields.empty() ? "content" : fields, found->second.sequence);
            });
        }
        if (found != last.end()) {
            found->second.seen = true;
        }
    });
    for (const auto& [key, entry] : last) {
        if (!entry.seen && !entry.digest.empty()) {
            report.add("record_missing", guarded.subject, key, fmt::format("deleted, though entry {} left it there", entry.sequence));
        }
    }
}

}  // namespace

Verification verify(Session& session, const std::vector<Guarded>& guarded) {
    Verification result;
    Report report(result.findings);
    LastBySubject last;
    for (const Guarded& one : guarded) {
        last[one.subject];
    }
    std::optional<Stored> stored = read_stored(session, false);
    if (!stored) {
        report.entry("tree_changed", "head", "the head of the ledger is missing or damaged");
        const std::int64_t next = number(session.query("SELECT COALESCE(MAX(sequence) + 1, 0) FROM ledger")[0][0]);
        stored = Stored{.next = next, .tree = {}, .root = {}};
    }
    Reading reading(session, *std::move(stored), report, last);
    session.each(fmt::format("SELECT {} FROM ledger ORDER BY sequence", columns), {}, [&](const Row& row) {
        reading.take(row);
        return true;
    });
    reading.finish(result);
    for (const Guarded& one : guarded) {
        compare(session, one, last[one.subject], result, report);
    }
    report.finish();
    return result;
}

}  // namespace pendopo::ledger
