#include "ledger/ledger.hpp"

#include <thread>

#include <gtest/gtest.h>

#include "base/ids.hpp"
#include "store/test_database.hpp"

namespace pendopo::ledger {

namespace {

using store::Dialect;
using store::Session;

constexpr Moment noon{std::chrono::milliseconds(1'709'294'400'000)};  // 2024-03-01T12:00:00Z

/// A register of notes, whose records the ledger vouches for.
class Ledger : public testing::TestWithParam<Dialect> {
protected:
    void SetUp() override {
        if (const std::string why = store::why_unavailable(GetParam()); !why.empty()) {
            GTEST_SKIP() << why;
        }
        location.emplace(GetParam());
        open();
        change([](Session& session) { session.script("CREATE TABLE note(id TEXT PRIMARY KEY, version BIGINT NOT NULL, text TEXT NOT NULL)"); });
    }

    void open() {
        database = store::open_for_test(*location);
        ASSERT_TRUE(attach(*database).has_value());
    }

    template <class Function>
    void change(Function function) {
        const Result<void> done = database->write([&](Session& session) -> Result<void> {
            function(session);
            return {};
        });
        ASSERT_TRUE(done.has_value());
    }

    static Entry entry(const std::string& action, const std::string& id, std::int64_t version, const std::string& text) {
        return {.at = noon + std::chrono::seconds(version),
                .actor = "ani",
                .behalf = "kominfo",
                .action = action,
                .subject = "note",
                .record = id,
                .version = version,
                .digest = action == "delete" ? std::string() : hex(sha256(text)),
                .changes = R"({"text":[null,"x"]})",
                .note = "é, \"why\": 'x'"};
    }

    void create(const std::string& id, const std::string& text = "text") {
        change([&](Session& session) {
            session.execute("INSERT INTO note VALUES(?, '1', ?)", {id, text});
            append(session, entry("create", id, 1, text));
        });
    }

    void update(const std::string& id, std::int64_t version, const std::string& text) {
        change([&](Session& session) {
            session.execute("UPDATE note SET version = ?, text = ? WHERE id = ?", {std::to_string(version), text, id});
            append(session, entry("update", id, version, text));
        });
    }

    void remove(const std::string& id) {
        change([&](Session& session) {
            session.execute("DELETE FROM note WHERE id = ?", {id});
            append(session, entry("delete", id, 9, ""));
        });
    }

    void create_many(int count) {
        change([&](Session& session) {
            for (int i = 0; i < count; ++i) {
                const std::string id = "n" + std::to_string(i);
                session.execute("INSERT INTO note VALUES(?, 1, 'text')", {id});
                append(session, entry("create", id, 1, "text"));
            }
        });
    }

    Verification verified() {
        const Guarded notes{.subject = "note",
                            .each =
                                [](Session& session, const auto& take) {
                                    session.each("SELECT id, version, text FROM note", {}, [&](const store::Row& row) {
                                        take(*row[0], std::stoll(*row[1]), hex(sha256(*row[2])));
                                        return true;
                                    });
                                },
                            .explain = [](Session&, const std::string&) { return std::string("text"); }};
        return database->read([&](Session& session) { return verify(session, {notes}); });
    }

    /// "kind subject record" of each finding.
    std::vector<std::string> findings() {
        std::vector<std::string> result;
        for (const Finding& finding : verified().findings) {
            result.push_back(fmt::format("{} {} {}", finding.kind, finding.subject, finding.record));
        }
        return result;
    }

    /// Writes a row as one who knows how leaves are made: the entry's own hash beside it.
    void forge(const Entry& forged, std::int64_t sequence) const {
        location->tamper(
            fmt::format("DELETE FROM ledger WHERE sequence = {0};"
                        "INSERT INTO ledger VALUES({0}, '{1}', '{2}', '{3}', '{4}', '{5}', '{6}', {7}, '{8}', '{9}', 'forged', '{10}')",
                        sequence, to_string(forged.at), forged.actor, forged.behalf, forged.action, forged.subject, forged.record, forged.version,
                        forged.digest, forged.changes, hex(leaf_hash(canonical(forged)))));
    }

    static Entry forged_entry(const std::string& id, const std::string& text) {
        Entry forged = entry("update", id, 1, text);
        forged.actor = "mallory";
        forged.note = "forged";
        return forged;
    }

    Head now() {
        return database->read([](Session& session) { return head(session); });
    }

    std::optional<store::TestLocation> location;
    std::unique_ptr<store::Database> database;
};

INSTANTIATE_TEST_SUITE_P(Databases, Ledger, testing::ValuesIn(store::test_dialects), store::dialect_name);

using Strings = std::vector<std::string>;

}  // namespace

TEST(Canonical, IsEachFieldWithItsLength) {
    const Entry entry{.sequence = 7,
                      .at = noon,
                      .actor = "ani",
                      .behalf = "",
                      .action = "create",
                      .subject = "note",
                      .record = "n1",
                      .version = 12,
                      .digest = "d",
                      .changes = "{}",
                      .note = "é"};
    EXPECT_EQ(canonical(entry), "24:2024-03-01T12:00:00.000Z,3:ani,0:,6:create,4:note,2:n1,2:12,1:d,2:{},2:é,");
}

TEST_P(Ledger, KeepsEntriesInOrderAndItsTree) {
    EXPECT_EQ(now().size, 0U);
    EXPECT_EQ(now().root, hex(sha256("")));
    create("a");
    update("a", 2, "other");
    create("b");
    const auto all = database->read([](Session& session) { return entries(session, {.newest_first = false}); });
    ASSERT_EQ(all.size(), 3U);
    Frontier tree;
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(all[i].sequence, static_cast<std::int64_t>(i));
        tree.append(leaf_hash(canonical(all[i])));
    }
    EXPECT_EQ(canonical(all[1]), canonical(entry("update", "a", 2, "other")));
    EXPECT_EQ(now().size, 3U);
    EXPECT_EQ(now().root, hex(tree.root()));
    const Verification result = verified();
    EXPECT_TRUE(result.ok());
    EXPECT_EQ(result.entries, 3U);
    EXPECT_EQ(result.records, 2U);
    EXPECT_EQ(result.root, now().root);
}

TEST_P(Ledger, WhatIsTakenBackLeavesNoEntry) {
    create("a");
    const Result<void> refused = database->write([&](Session& session) -> Result<void> {
        EXPECT_EQ(append(session, entry("create", "b", 1, "x")), 1);
        return fail(ErrorKind::conflict, "test.refused");
    });
    EXPECT_FALSE(refused.has_value());
    create("c");
    EXPECT_EQ(now().size, 2U);
    EXPECT_TRUE(verified().ok());
}

TEST_P(Ledger, GrowsOnAfterReopening) {
    create_many(130);
    const Head before = now();
    database.reset();
    open();
    EXPECT_EQ(now().root, before.root);
    create("later");
    EXPECT_EQ(now().size, 131U);
    EXPECT_EQ(findings(), Strings{});
    remove("later");
    EXPECT_EQ(findings(), Strings{});
}

TEST_P(Ledger, ManyWritersMakeOneLog) {
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 8; ++thread) {
            threads.emplace_back([&, thread] {
                for (int i = 0; i < 40; ++i) {
                    create(fmt::format("{}-{}", thread, i));
                }
            });
        }
    }
    EXPECT_EQ(now().size, 320U);
    EXPECT_EQ(findings(), Strings{});
}

TEST_P(Ledger, TwoProcessesMakeOneLog) {
    if (GetParam() == Dialect::sqlite) {
        GTEST_SKIP() << "an SQLite folder has one process";
    }
    const auto other = store::open_for_test(*location);
    ASSERT_TRUE(attach(*other).has_value());
    const auto write = [](store::Database& at, const std::string& name) {
        for (int i = 0; i < 100; ++i) {
            const Result<void> done = at.write([&](Session& session) -> Result<void> {
                const std::string id = fmt::format("{}{}", name, i);
                session.execute("INSERT INTO note VALUES(?, 1, 'text')", {id});
                append(session, entry("create", id, 1, "text"));
                return {};
            });
            EXPECT_TRUE(done.has_value());
        }
    };
    {
        std::jthread first([&] { write(*database, "a"); });
        std::jthread second([&] { write(*other, "b"); });
    }
    EXPECT_EQ(now().size, 200U);
    EXPECT_EQ(findings(), Strings{});
}

TEST_P(Ledger, FiltersEntries) {
    create("a");
    update("a", 2, "x");
    update("a", 3, "y");
    create("b");
    const auto versions = [&](const Filter& filter) {
        std::vector<std::int64_t> result;
        for (const Entry& found : database->read([&](Session& session) { return entries(session, filter); })) {
            result.push_back(found.sequence);
        }
        return result;
    };
    using Numbers = std::vector<std::int64_t>;
    EXPECT_EQ(versions({}), (Numbers{3, 2, 1, 0}));
    EXPECT_EQ(versions({.subject = "note", .record = "a"}), (Numbers{2, 1, 0}));
    EXPECT_EQ(versions({.action = "create", .newest_first = false}), (Numbers{0, 3}));
    EXPECT_EQ(versions({.actor = "budi"}), Numbers{});
    EXPECT_EQ(versions({.from = noon + std::chrono::seconds(2), .until = noon + std::chrono::seconds(3)}), Numbers{1});
    EXPECT_EQ(versions({.before = 3, .limit = 2}), (Numbers{2, 1}));
    EXPECT_EQ(versions({.after = 1, .newest_first = false}), (Numbers{2, 3}));
    int seen = 0;
    database->read([&](Session& session) {
        each_entry(session, 2, [&](const Entry& found, const std::string& leaf) {
            EXPECT_EQ(leaf, leaf_hash(canonical(found)));
            return ++seen < 2;
        });
    });
    EXPECT_EQ(seen, 2);
}

// From here on, someone with the database's password.

TEST_P(Ledger, AnEditedEntryIsNamed) {
    create_many(70);
    location->tamper("UPDATE ledger SET actor = 'budi' WHERE sequence = 5; UPDATE ledger SET note = '' WHERE sequence = 69");
    EXPECT_EQ(findings(), (Strings{"entry_changed ledger 5", "entry_changed ledger 69"}));
}

TEST_P(Ledger, AnEditedLeafIsNamed) {
    create_many(70);
    location->tamper("UPDATE ledger SET leaf = 'nonsense' WHERE sequence = 66");
    EXPECT_EQ(findings(), (Strings{"entry_changed ledger 66", "tree_changed ledger 64-69", "tree_changed ledger head"}));
}

TEST_P(Ledger, AnEntryRewrittenWithItsLeafIsFoundByItsBlock) {
    create_many(200);
    forge(forged_entry("n70", "text"), 70);
    EXPECT_EQ(findings(), (Strings{"tree_changed ledger 64-127", "tree_changed ledger head"}));
}

TEST_P(Ledger, ARewrittenLastEntryIsFoundToo) {
    create_many(3);
    forge(forged_entry("n2", "text"), 2);
    EXPECT_EQ(findings(), (Strings{"tree_changed ledger 0-2", "tree_changed ledger head"}));
}

TEST_P(Ledger, RewrittenBlocksDoNotHelp) {
    create_many(64);
    forge(forged_entry("n3", "text"), 3);
    Frontier tree;
    database->read([&](Session& session) {
        each_entry(session, 0, [&](const Entry&, const std::string& leaf) {
            tree.append(leaf);
            return true;
        });
    });
    location->tamper(fmt::format("UPDATE ledger_block SET root = '{}'", hex(tree.root())));
    EXPECT_EQ(findings(), Strings{"tree_changed ledger head"});
    location->tamper("DELETE FROM ledger_block");
    EXPECT_EQ(findings().front(), "tree_changed ledger 0-63");
}

TEST_P(Ledger, ReorderedEntriesAreFound) {
    create_many(10);
    location->tamper(
        "UPDATE ledger SET sequence = 1000 WHERE sequence = 3; UPDATE ledger SET sequence = 3 WHERE sequence = 4;"
        "UPDATE ledger SET sequence = 4 WHERE sequence = 1000");
    EXPECT_EQ(findings(), (Strings{"tree_changed ledger 0-9", "tree_changed ledger head"}));
}

TEST_P(Ledger, DeletedEntriesAreNamed) {
    create_many(200);
    location->tamper("DELETE FROM ledger WHERE sequence = 0 OR sequence BETWEEN 60 AND 70 OR sequence = 199");
    const Strings found = findings();
    EXPECT_EQ(Strings(found.begin(), found.begin() + 3), (Strings{"entry_missing ledger 0", "entry_missing ledger 60-70", "entry_missing ledger 199"}));
    EXPECT_EQ(found.size(), 3U + 13U) << "and no entry tells of the 13 notes";
    EXPECT_EQ(std::ranges::count_if(found, [](const std::string& text) { return text.starts_with("record_unknown note"); }), 13);
}

TEST_P(Ledger, DeletedLastEntriesStayFoundWhenTheLogGrows) {
    create_many(5);
    location->tamper("DELETE FROM ledger WHERE sequence >= 3; DELETE FROM note WHERE id IN ('n3', 'n4')");
    EXPECT_EQ(findings(), Strings{"entry_missing ledger 3-4"});
    create_many(0);
    create("later");
    EXPECT_EQ(now().size, 6U);
    EXPECT_EQ(findings(), Strings{"entry_missing ledger 3-4"});
    location->tamper("DELETE FROM ledger");
    EXPECT_EQ(findings().front(), "entry_missing ledger 0-5");
}

TEST_P(Ledger, AnAddedEntryIsNamedAndStaysNamed) {
    create_many(3);
    forge(forged_entry("n1", "forged"), 3);
    location->tamper("UPDATE note SET text = 'forged' WHERE id = 'n1'");
    EXPECT_EQ(findings(), (Strings{"entry_unknown ledger 3", "record_changed note n1"})) << "a forged entry vouches for nothing";
    create("later");
    EXPECT_EQ(findings(), (Strings{"entry_unknown ledger 3", "record_changed note n1"}));
    create("more");
    EXPECT_EQ(findings(), (Strings{"entry_unknown ledger 3", "record_changed note n1"}));
    EXPECT_EQ(now().size, 7U) << "the forged entry, the one that names it, and the others";
}

TEST_P(Ledger, AnEntryAddedFarBeyondDoesNotConfuseTheTree) {
    create_many(3);
    forge(forged_entry("n1", "text"), 1'000'000);
    create("later");
    create("more");
    EXPECT_EQ(findings(), Strings{"entry_unknown ledger 3-1000000"});
}

TEST_P(Ledger, AChangedHeadIsFound) {
    create_many(3);
    location->tamper("UPDATE ledger_head SET root = '00'");
    EXPECT_EQ(findings(), Strings{"tree_changed ledger head"});
    location->tamper("UPDATE ledger_head SET frontier = 'broken'");
    EXPECT_EQ(findings().front(), "tree_changed ledger head");
    EXPECT_THROW(create("refused"), store::DatabaseFault);
    location->tamper("DELETE FROM ledger_head");
    EXPECT_EQ(findings().front(), "tree_changed ledger head");
}

TEST_P(Ledger, RecordsChangedBehindItsBackAreNamed) {
    create_many(5);
    remove("n4");
    EXPECT_EQ(findings(), Strings{});
    location->tamper(
        "UPDATE note SET text = 'x' WHERE id = 'n0'; UPDATE note SET version = 7 WHERE id = 'n1'; DELETE FROM note WHERE id = 'n2';"
        "INSERT INTO note VALUES('n4', 1, 'back'), ('new', 1, 'x')");
    Strings found = findings();
    std::ranges::sort(found);
    EXPECT_EQ(found,
              (Strings{"record_changed note n0", "record_changed note n1", "record_missing note n2", "record_unknown note n4", "record_unknown note new"}));
    for (const Finding& finding : verified().findings) {
        if (finding.record == "n0") {
            EXPECT_EQ(finding.detail, "text, not as entry 0 left it");
        }
    }
}

TEST_P(Ledger, ManyFindingsAreCounted) {
    create_many(1500);
    location->tamper("UPDATE ledger SET actor = 'budi'");
    const Verification result = verified();
    EXPECT_EQ(result.findings.size(), 1001U);
    EXPECT_EQ(result.findings.back().detail, "and 500 more");
}

}  // namespace pendopo::ledger
