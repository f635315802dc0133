#include "store/placeholders.hpp"

#include <gtest/gtest.h>

namespace pendopo::store {

TEST(Placeholders, AreNumberedInOrder) {
    EXPECT_EQ(numbered("SELECT * FROM t WHERE a = ? AND b IN (?, ?)"), "SELECT * FROM t WHERE a = $1 AND b IN ($2, $3)");
    EXPECT_EQ(numbered(""), "");
    EXPECT_EQ(numbered("?"), "$1");
}

TEST(Placeholders, StayInTextsNamesAndComments) {
    EXPECT_EQ(numbered("SELECT 'a?', ?"), "SELECT 'a?', $1");
    EXPECT_EQ(numbered("SELECT 'it''s ?', ?"), "SELECT 'it''s ?', $1");
    EXPECT_EQ(numbered("SELECT \"a?\"\"?\", ?"), "SELECT \"a?\"\"?\", $1");
    EXPECT_EQ(numbered("SELECT ? -- why?\n, ?"), "SELECT $1 -- why?\n, $2");
    EXPECT_EQ(numbered("SELECT /* ? /* ? */ ? */ ?"), "SELECT /* ? /* ? */ ? */ $1");
    EXPECT_EQ(numbered("SELECT $$?$$, $tag$ ? $$ $tag$, ?"), "SELECT $$?$$, $tag$ ? $$ $tag$, $1");
}

TEST(Placeholders, BackslashesCountOnlyInEscapeTexts) {
    EXPECT_EQ(numbered(R"(SELECT '\', ?)"), R"(SELECT '\', $1)");
    EXPECT_EQ(numbered(R"(SELECT E'\'?', ?)"), R"(SELECT E'\'?', $1)");
    EXPECT_EQ(numbered(R"(SELECT date'\', ?)"), R"(SELECT date'\', $1)");
}

TEST(Placeholders, UnfinishedPartsDoNotRunOver) {
    EXPECT_EQ(numbered("SELECT 'a?"), "SELECT 'a?");
    EXPECT_EQ(numbered("SELECT /* ?"), "SELECT /* ?");
    EXPECT_EQ(numbered("SELECT $a$ ?"), "SELECT $a$ ?");
    EXPECT_EQ(numbered("a - ? / ? $"), "a - $1 / $2 $");
}

}  // namespace pendopo::store
