#include <random>

#include "register/testing.hpp"
#include "register/value_text.hpp"

namespace pendopo::registers {

namespace {

Field field_of(FieldType type) {
    Field field;
    field.name = "f";
    field.type = type;
    field.label = {"Kolom", "Column"};
    field.choices = {{"common", {"Aplikasi umum", "Common application"}}, {"special", {"Aplikasi khusus", "Special application"}}};
    field.to = "any";
    if (type == FieldType::reference || type == FieldType::references) {
        field.to = "agency";
    }
    return field;
}

std::string text(FieldType type, std::string_view typed) {
    const auto value = from_text(field_of(type), typed);
    return value ? text_of(*value) : value.error().code;
}

std::string json(FieldType type, const boost::json::value& value) {
    const auto read = from_json(field_of(type), value);
    return read ? join(texts_of(*read), "|") : read.error().code;
}

}  // namespace

TEST(ValueText, DatesAsIndonesiansWriteThem) {
    for (const char* typed : {"2024-12-31", "31-12-2024", "31/12/2024", "31.12.2024", "31 Desember 2024", "31 Des 2024", "Selasa, 31 Desember 2024",
                              "31 december 2024", " 31-12-2024 ", "2024-12-31T00:00:00Z", "2024/12/31", "31 Dec. 2024"}) {
        EXPECT_EQ(text(FieldType::date, typed), "2024-12-31") << typed;
    }
    EXPECT_EQ(text(FieldType::date, "1/2/2024"), "2024-02-01") << "the day comes first";
    for (const char* typed : {"31-02-2024", "2024-13-01", "31-12-24", "kemarin", "0000-00-00", "12/2024", "31 Foo 2024", "1-1-9999", "--", "31-12-2024-1"}) {
        EXPECT_EQ(text(FieldType::date, typed), "field.not_a_date") << typed;
    }
}

TEST(ValueText, NumbersAsIndonesiansWriteThem) {
    EXPECT_EQ(text(FieldType::integer, "1.234.567"), "1234567");
    EXPECT_EQ(text(FieldType::integer, "1,234"), "1234");
    EXPECT_EQ(text(FieldType::integer, "12.0"), "12");
    EXPECT_EQ(text(FieldType::integer, "-0"), "0");
    EXPECT_EQ(text(FieldType::integer, "007"), "7");
    for (const char* typed : {"1,5", "1.23", "12a", "1..2", "99999999999999999999", "1e5", "0x10", "\xD9\xA1"}) {
        EXPECT_EQ(text(FieldType::integer, typed), "field.not_an_integer") << typed;
    }
    EXPECT_EQ(text(FieldType::decimal, "12,5"), "12.5");
    EXPECT_EQ(text(FieldType::decimal, "1.234,50"), "1234.5");
    EXPECT_EQ(text(FieldType::decimal, "1.234"), "1.234");
    EXPECT_EQ(text(FieldType::decimal, "1234567890123456"), "field.too_precise");
    EXPECT_EQ(text(FieldType::percentage, "12,5 %"), "12.5");
    EXPECT_EQ(text(FieldType::money, "Rp1.000.000,50"), "100000050");
    EXPECT_EQ(text(FieldType::money, "1500000"), "150000000");
    EXPECT_EQ(text(FieldType::money, "12345678901234567"), "field.not_money");
}

TEST(ValueText, WordsForOtherTypes) {
    EXPECT_EQ(text(FieldType::boolean, "Ya"), "true");
    EXPECT_EQ(text(FieldType::boolean, "tidak"), "false");
    EXPECT_EQ(text(FieldType::boolean, "mungkin"), "field.not_a_boolean");
    EXPECT_EQ(text(FieldType::choice, "aplikasi UMUM"), "common");
    EXPECT_EQ(text(FieldType::choice, "Special application"), "special");
    EXPECT_EQ(text(FieldType::duration, "6 bulan"), "6m");
    EXPECT_EQ(text(FieldType::duration, "1y"), "1y");
    EXPECT_EQ(text(FieldType::phone, "(0351) 462-153"), "0351462153");
    EXPECT_EQ(text(FieldType::url, "lskd.go.id"), "https://lskd.go.id");
    EXPECT_EQ(text(FieldType::url, "javascript:alert(1)"), "field.bad_url");
    EXPECT_EQ(text(FieldType::nip, "19900101 201503 1 002"), "199001012015031002");
    EXPECT_EQ(text(FieldType::point, "-7,63; 111,523"), "-7.63,111.523");
    EXPECT_EQ(text(FieldType::datetime, "31-12-2024 14.30 WIB"), "2024-12-31T07:30:00.000Z");
    EXPECT_EQ(text(FieldType::datetime, "2024-12-31T07:30:00+07:00"), "2024-12-31T00:30:00.000Z");
    EXPECT_EQ(text(FieldType::text, "  dua\r\nbaris\t"), "dua baris");
    EXPECT_EQ(text(FieldType::text, "-"), "") << "a dash says that there is nothing";
    EXPECT_EQ(text(FieldType::text, "a\x01"), "field.bad_characters");
    EXPECT_EQ(text(FieldType::text, "\xFF"), "field.bad_characters");
    EXPECT_EQ(text(FieldType::email, "a b@x.id"), "field.bad_email");
    EXPECT_EQ(text(FieldType::office, "../etc"), "field.bad_office");
}

TEST(ValueText, AChoiceThatIsNoneGetsTheNearestLabel) {
    const auto value = from_text(field_of(FieldType::choice), "Aplikasi kusus");
    ASSERT_FALSE(value);
    EXPECT_EQ(value.error().problems.front().arguments.at("suggestion"), "Aplikasi khusus");
    EXPECT_EQ(value.error().problems.front().arguments.at("field"), "Kolom");
    EXPECT_EQ(value.error().problems.front().arguments.at("field_en"), "Column");
    EXPECT_EQ(value.error().problems.front().pointer, "/fields/f");
}

TEST(ValueText, SeveralValuesAndParts) {
    EXPECT_EQ(texts_of(*from_text(field_of(FieldType::choices), "Aplikasi umum; special;common")), (std::vector<std::string>{"common", "special"}));
    EXPECT_EQ(texts_of(*from_text(field_of(FieldType::list), "satu\ndua; tiga")), (std::vector<std::string>{"satu", "dua", "tiga"}));
    EXPECT_EQ(texts_of(*from_text(field_of(FieldType::list), R"(["a;b","c"])")), (std::vector<std::string>{"a;b", "c"}));
    const auto parts = from_text(field_of(FieldType::parts), "Aplikasi umum: isinya: panjang; special");
    ASSERT_TRUE(parts);
    EXPECT_EQ(std::get<std::vector<Line>>(*parts).front()[1], "isinya: panjang");
    EXPECT_EQ(from_text(field_of(FieldType::parts), "lain: x").error().code, "field.not_a_choice");
    EXPECT_EQ(from_text(field_of(FieldType::lines), "x").error().code, "field.not_lines");
    EXPECT_EQ(from_text(field_of(FieldType::lines), "[{").error().code, "field.not_lines");
}

TEST(ValueJson, TypedAndText) {
    EXPECT_EQ(json(FieldType::integer, 5), "5");
    EXPECT_EQ(json(FieldType::integer, "5"), "5");
    EXPECT_EQ(json(FieldType::integer, 5.0), "5");
    EXPECT_EQ(json(FieldType::integer, 5.5), "field.not_an_integer");
    EXPECT_EQ(json(FieldType::integer, true), "field.wrong_type");
    EXPECT_EQ(json(FieldType::decimal, 0.1), "0.1");
    EXPECT_EQ(json(FieldType::decimal, 1e-7), "0.0000001");
    EXPECT_EQ(json(FieldType::decimal, 1e300), "field.not_a_number");
    EXPECT_EQ(json(FieldType::money, 150000), "150000") << "JSON has minor units";
    EXPECT_EQ(json(FieldType::boolean, true), "true");
    EXPECT_EQ(json(FieldType::boolean, "ya"), "field.not_a_boolean") << "JSON is for programs";
    EXPECT_EQ(json(FieldType::text, 5), "field.wrong_type");
    EXPECT_EQ(json(FieldType::text, nullptr), "");
    EXPECT_EQ(json(FieldType::text, "  "), "");
    EXPECT_EQ(json(FieldType::choices, boost::json::array{"common", "special"}), "common|special");
    EXPECT_EQ(json(FieldType::choices, boost::json::array{"common", "common"}), "field.duplicate_value");
    EXPECT_EQ(json(FieldType::references, boost::json::object{}), "field.wrong_type");
    EXPECT_EQ(json(FieldType::parts, boost::json::array{boost::json::object{{"itm", "common"}}}), "field.unknown_column");
    EXPECT_EQ(json(FieldType::parts, boost::json::array{"x"}), "field.not_lines");
    EXPECT_EQ(json(FieldType::list, boost::json::array(2'001, "x")), "field.too_many");
}

TEST(Values, EveryCanonicalValueComesBackFromJsonAndText) {
    std::mt19937_64 random(20260301);
    const auto number = [&](std::int64_t most) { return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most)); };
    const auto make = [&](FieldType type) -> std::string {
        switch (type) {
            case FieldType::integer: return std::to_string(number(2'000'000'000'000) - 1'000'000'000'000);
            case FieldType::money: return std::to_string(number(900'000'000'000'000) - 450'000'000'000'000);
            case FieldType::decimal:
            case FieldType::percentage:
                return canonical_decimal(static_cast<double>(number(1'000'000'000'000) - 500'000'000'000) / std::pow(10.0, static_cast<double>(number(7))));
            case FieldType::boolean: return number(2) == 0 ? "true" : "false";
            case FieldType::date: return to_string(Date(std::chrono::days(number(40'000) - 20'000)));
            case FieldType::datetime: return to_string(Moment(std::chrono::milliseconds(number(4'000'000'000'000) - 2'000'000'000'000)));
            case FieldType::duration: return std::to_string(number(99) + 1) + "ymwdh"[number(5)];
            case FieldType::choice: return number(2) == 0 ? "common" : "special";
            case FieldType::reference: return fmt::format("APL-{:04}", number(9'999));
            case FieldType::office: return "ict_agency";
            case FieldType::norm: return fmt::format("kediri-42-2019:{}/{}", number(99), number(9));
            case FieldType::point:
                return fmt::format("{},{}", canonical_decimal(static_cast<double>(number(1'800'000) - 900'000) / 10'000),
                                   canonical_decimal(static_cast<double>(number(3'600'000) - 1'800'000) / 10'000));
            case FieldType::phone: return "+62" + std::to_string(number(9'000'000'000) + 1'000);
            case FieldType::url: return fmt::format("https://x{}.go.id/a?b={}", number(99), number(99));
            case FieldType::email: return fmt::format("u{}@kota.go.id", number(999));
            default: return fmt::format("Teks {} = \"kutip\" ' ; : , \xC3\xA9 \xF0\x9F\x98\x80 <b>", number(999));
        }
    };
    for (int type_number = 0; type_number <= static_cast<int>(FieldType::norm); ++type_number) {
        const auto type = static_cast<FieldType>(type_number);
        const Field field = field_of(type);
        if (!field.is_column() || type == FieldType::file || type == FieldType::nik || type == FieldType::nip) {
            continue;
        }
        for (int i = 0; i < 300; ++i) {
            const Value value = make(type);
            const auto back = from_json(field, boost::json::parse(boost::json::serialize(to_json(field, value))));
            ASSERT_TRUE(back) << name_of(type) << " " << text_of(value) << " " << back.error().code;
            ASSERT_EQ(*back, value) << name_of(type);
            if (type != FieldType::money) {
                const auto typed = from_text(field, text_of(value));
                ASSERT_TRUE(typed) << name_of(type) << " " << text_of(value) << " " << typed.error().code;
                ASSERT_EQ(*typed, value) << name_of(type);
            }
        }
    }
}

TEST(Values, NothingThatIsReadBreaksTheReaders) {
    std::mt19937 random(7);
    const std::string signs = "0123456789-+.,:;/ \t\n\"'[]{}RpeEJanuariTZ%\xC3\xA9\xFF\x01";
    for (int i = 0; i < 20'000; ++i) {
        std::string typed;
        for (std::size_t length = random() % 14; length > 0; --length) {
            typed += signs[random() % signs.size()];
        }
        const auto type = static_cast<FieldType>(random() % (static_cast<unsigned>(FieldType::derived) + 1));
        const Field field = field_of(type);
        if (const auto value = from_text(field, typed); value && is_set(*value)) {
            Register declaration;
            declaration.fields = {field};
            declaration.states = {{"open", {}, false}};
            Record record{.id = "x", .state = "open", .values = {*value}};
            EXPECT_TRUE(validate(declaration, record).empty()) << name_of(type) << " <" << typed << "> " << told(validate(declaration, record)).front();
            EXPECT_TRUE(from_json(field, to_json(field, *value))) << name_of(type) << " <" << typed << ">";
        }
    }
}

TEST(Values, ReadableForPeople) {
    const auto shown = [](FieldType type, const std::string& value, Language language = Language::id) {
        return readable(field_of(type), Value{value}, language);
    };
    EXPECT_EQ(shown(FieldType::date, "2024-03-01"), "1 Maret 2024");
    EXPECT_EQ(shown(FieldType::money, "100000050"), "Rp1.000.000,50");
    EXPECT_EQ(shown(FieldType::decimal, "-1234.5"), "-1.234,5");
    EXPECT_EQ(shown(FieldType::decimal, "1234.5", Language::en), "1,234.5");
    EXPECT_EQ(shown(FieldType::boolean, "true"), "Ya");
    EXPECT_EQ(shown(FieldType::choice, "common", Language::en), "Common application");
    EXPECT_EQ(shown(FieldType::file, std::string(64, 'a') + "/surat.pdf"), "surat.pdf");
    EXPECT_EQ(readable(field_of(FieldType::parts), Value{std::vector<Line>{{"common", "Isi", "2024-01-02", "", "", ""}}}, Language::id),
              "Aplikasi umum \xC2\xB7 Isi \xC2\xB7 2 Januari 2024");
}

}  // namespace pendopo::registers
