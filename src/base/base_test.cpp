#include <gtest/gtest.h>

#include "base/ids.hpp"
#include "base/money.hpp"
#include "base/resources.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "base/yaml.hpp"

namespace pendopo {
namespace {

using namespace std::chrono;

TEST(Time, ReadsAndWritesDates) {
    EXPECT_EQ(to_string(*parse_date("2024-02-29")), "2024-02-29");
    for (const char* wrong : {"2023-02-29", "2024-13-01", "2024-1-01", "0001-01-01", "24-01-01", "", "2024-01-01x"}) {
        EXPECT_FALSE(parse_date(wrong)) << wrong;
    }
    EXPECT_EQ(readable(*parse_date("2024-03-01"), Language::id), "1 Maret 2024");
    EXPECT_EQ(readable(*parse_date("2024-03-01"), Language::en), "1 March 2024");
}

TEST(Time, ReadsMomentsWithOffsets) {
    EXPECT_EQ(to_string(*parse_moment("2024-03-01T07:30:00+07:00")), "2024-03-01T00:30:00.000Z");
    EXPECT_EQ(to_string(*parse_moment("2024-03-01T07:30:01.25Z")), "2024-03-01T07:30:01.250Z");
    EXPECT_FALSE(parse_moment("2024-03-01T07:30:00"));
    EXPECT_FALSE(parse_moment("2024-03-01T25:30:00Z"));
    EXPECT_EQ(readable(*parse_moment("2024-03-01T07:05:00Z"), "Asia/Jakarta", Language::id), "1 Maret 2024, 14.05 WIB");
    EXPECT_EQ(to_string(day_in(*parse_moment("2024-03-01T18:00:00Z"), "Asia/Makassar")), "2024-03-02");
}

TEST(Time, AddsDurationsByTheCalendar) {
    EXPECT_EQ(to_string(*parse_date("2024-01-31") + *parse_duration("1m")), "2024-02-29");
    EXPECT_EQ(to_string(*parse_date("2024-02-29") + *parse_duration("1y")), "2025-02-28");
    EXPECT_EQ(to_string(*parse_date("2024-03-15") - *parse_duration("2w")), "2024-03-01");
    EXPECT_EQ(to_string(*parse_date("2024-03-01") + *parse_duration("24h")), "2024-03-02");
    EXPECT_EQ(readable(*parse_duration("1y"), Language::en), "1 year");
    EXPECT_EQ(readable(*parse_duration("90d"), Language::id), "90 hari");
    for (const char* wrong : {"", "y", "0d", "-1y", "1x", "1y6m", "1000000y"}) {
        EXPECT_FALSE(parse_duration(wrong)) << wrong;
    }
}

TEST(Ids, HashesAndEncodes) {
    EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Sha256 in_pieces;
    in_pieces.add("a");
    in_pieces.add("bc");
    EXPECT_EQ(in_pieces.finish(), sha256("abc"));
    EXPECT_EQ(unhex(hex("a\xff")), "a\xff");
    EXPECT_EQ(unhex("0g"), "");
    EXPECT_EQ(base64("a"), "YQ==");
    EXPECT_EQ(base64url("\xfb\xff"), "-_8");
    EXPECT_EQ(random_token().size(), 43U);
    EXPECT_NE(random_token(), random_token());
    EXPECT_TRUE(equal_in_constant_time("ab", "ab"));
    EXPECT_FALSE(equal_in_constant_time("ab", "abc"));
}

TEST(Ids, ChecksIndonesianNumbers) {
    EXPECT_TRUE(valid_nik("3571014107900001"));
    EXPECT_FALSE(valid_nik("3571017307900001"));
    EXPECT_FALSE(valid_nik("357101410790000"));
    EXPECT_TRUE(valid_nip("198503152010011002"));
    EXPECT_TRUE(valid_nip("199001012023211001"));
    EXPECT_FALSE(valid_nip("198503152010151002"));
    EXPECT_FALSE(valid_nip("198513152010011002"));
}

TEST(Money, ReadsWhatPeopleWrite) {
    EXPECT_EQ(parse_money("Rp1.000.000"), 100000000);
    EXPECT_EQ(parse_money("1.000.000,50"), 100000050);
    EXPECT_EQ(parse_money("1000000.5"), 100000050);
    EXPECT_EQ(parse_money("Rp. 2.500"), 250000);
    EXPECT_EQ(parse_money("-1.000"), -100000);
    for (const char* wrong : {"", "Rp", "1.00.000", "1,2,3", "seribu", "1.000,505", "12345678901234567"}) {
        EXPECT_FALSE(parse_money(wrong)) << wrong;
    }
    EXPECT_EQ(readable_money(123456750, Language::id), "Rp1.234.567,50");
    EXPECT_EQ(readable_money(-100000, Language::en), "-Rp1,000");
    EXPECT_EQ(grouped(-1234567, Language::id), "-1.234.567");
}

TEST(Money, ReadsDecimals) {
    EXPECT_EQ(parse_decimal("12,50"), "12.5");
    EXPECT_EQ(parse_decimal("12.345"), "12.345");
    EXPECT_EQ(parse_decimal("1.234,5"), "1234.5");
    EXPECT_EQ(parse_decimal("-0"), "0");
    EXPECT_EQ(parse_decimal("007"), "7");
    EXPECT_FALSE(parse_decimal("1e5"));
    EXPECT_FALSE(parse_decimal("1.2.3"));
}

TEST(Texts, AreFoundInBothLanguages) {
    Locale locale;
    ASSERT_TRUE(locale.add(Language::id, "id.yaml", "field: {required: 'Isi {field}'}"));
    EXPECT_EQ(locale.text(Language::en, "field.required", {{"field", "Nama"}}), "Isi Nama");
    EXPECT_EQ(locale.text(Language::id, "missing.key"), "missing.key");
    EXPECT_FALSE(locale.known(Language::en, "field.required"));
    EXPECT_FALSE(locale.add(Language::id, "again.yaml", "field: {required: 'x'}"));
}

TEST(Texts, SuggestTheNearestWord) {
    EXPECT_EQ(nearest("aplication", {"agency", "application"}), "application");
    EXPECT_FALSE(nearest("zzz", {"agency", "application"}));
    EXPECT_TRUE(valid_utf8("Ω ok"));
    EXPECT_FALSE(valid_utf8("\xc0\xaf"));
    EXPECT_FALSE(valid_utf8("\xed\xa0\x80"));
}

TEST(Yaml, KeepsPlacesOrderAndQuotes) {
    const auto node = yaml::parse("a.yaml", "b: 1\na:\n  - '2'\n  - {id: x, en: y}\nempty: null\n");
    ASSERT_TRUE(node);
    EXPECT_EQ(node->entries[0].key, "b");
    EXPECT_EQ(node->entries[1].value.items[0].place.text(), "a.yaml:3:5");
    EXPECT_TRUE(node->entries[1].value.items[0].quoted);
    EXPECT_EQ(node->find("empty")->kind, yaml::Kind::null);
    EXPECT_EQ(node->entries[1].value.items[1].text("en"), "y");
}

TEST(Yaml, RefusesWhatIsBroken) {
    const auto place = [](std::string_view content) {
        const auto node = yaml::parse("a.yaml", content);
        return node ? std::string("read") : node.error().problems.at(0).code + " " + node.error().problems.at(0).pointer;
    };
    EXPECT_EQ(place("a: 1\na: 2\n"), "declaration.repeated a.yaml:2:1");
    EXPECT_EQ(place("a: [1\n"), "declaration.malformed a.yaml:2:1");
    EXPECT_EQ(place("a: &x 1\nb: *x\n"), "declaration.alias a.yaml:2:4");
    EXPECT_EQ(place("a: \xff"), "declaration.not_utf8 a.yaml:1:1");
    EXPECT_EQ(place(std::string(100, '[') + std::string(100, ']')).substr(0, 20), "declaration.too_deep");
    yaml::Mistakes mistakes;
    mistakes.only(*yaml::parse("a.yaml", "lable: x"), "register", {"label", "name"});
    ASSERT_EQ(mistakes.problems.size(), 1U);
    EXPECT_EQ(mistakes.problems[0].arguments.at("suggestion"), "label");
}

}  // namespace
}  // namespace pendopo
