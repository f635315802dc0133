#include "web/multipart.hpp"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "base/ids.hpp"

namespace pendopo::web {
namespace {

class MultipartForm : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() / ("pendopo-multipart-" + random_token(9));
        std::filesystem::create_directory(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::function<std::filesystem::path()> places() {
        return [this] { return folder_ / std::to_string(next_++); };
    }
    Result<std::vector<FormPart>> read(std::string_view body, std::size_t step, Multipart::Limits limits = {}) {
        Multipart reader("XX", places(), limits);
        for (; !body.empty(); body.remove_prefix(std::min(step, body.size()))) {
            CHECK(reader.feed(body.substr(0, step)));
        }
        return reader.finish();
    }
    [[nodiscard]] std::size_t files_left() const { return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder_), {})); }
    static std::string content(const std::filesystem::path& file) {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    std::filesystem::path folder_;
    int next_ = 0;
};

std::string part(std::string_view headers, std::string_view content) { return "--XX\r\n" + std::string(headers) + "\r\n\r\n" + std::string(content) + "\r\n"; }
std::string text_part(std::string_view name, std::string_view content) {
    return part("Content-Disposition: form-data; name=\"" + std::string(name) + "\"", content);
}
std::string file_part(std::string_view file_name, std::string_view content) {
    return part("Content-Disposition: form-data; name=\"file\"; filename=\"" + std::string(file_name) + "\"\r\nContent-Type: text/plain", content);
}

TEST_F(MultipartForm, is_read_the_same_however_it_arrives) {
    const std::string tricky = "a\r\n--X\r\n--XY\r\n\r\n--\r\nb";
    const std::string body =
        "preamble\r\n" + text_part("nama", "Kota Kediri") + file_part("surat.pdf", tricky) + text_part("kosong", "") + "--XX--\r\nepilogue";
    for (const std::size_t step : {1u, 2u, 3u, 7u, 64u, 10'000u}) {
        const auto form = read(body, step);
        ASSERT_TRUE(form) << step << form.error().detail;
        ASSERT_EQ(form->size(), 3u);
        EXPECT_EQ((*form)[0].name, "nama");
        EXPECT_EQ((*form)[0].value, "Kota Kediri");
        EXPECT_EQ((*form)[1].file_name, "surat.pdf");
        EXPECT_EQ(content((*form)[1].file), tricky);
        EXPECT_EQ((*form)[2].value, "");
        remove_uploads(*form);
    }
    EXPECT_EQ(files_left(), 0u);
}

TEST_F(MultipartForm, a_large_file_goes_to_disk_as_it_is) {
    std::string large(3u << 20, '\0');
    for (std::size_t i = 0; i < large.size(); ++i) {
        large[i] = static_cast<char>(i * 31 + i / 257);
    }
    const auto form = read(file_part("data.bin", large) + "--XX--", 65'536);
    ASSERT_TRUE(form);
    EXPECT_EQ(sha256(content(form->front().file)), sha256(large));
}

TEST_F(MultipartForm, file_names_lose_their_folders_and_control_characters) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"../../etc/passwd", "passwd"}, {"C:\\\\dokumen\\\\surat.pdf", "surat.pdf"}, {"a%22b.txt", "a\"b.txt"}, {"..", "file"}, {"x%0D%0Ay", "x  y"}};
    for (const auto& [sent, kept] : cases) {
        const auto form = read(file_part(sent, "x") + "--XX--", 100);
        ASSERT_TRUE(form) << sent;
        EXPECT_EQ(form->front().file_name, kept) << sent;
    }
    const auto extended = read(part("Content-Disposition: form-data; name=f; filename=\"x\"; filename*=UTF-8''n%C3%A9.txt", "1") + "--XX--", 100);
    ASSERT_TRUE(extended);
    EXPECT_EQ(extended->front().file_name, "n\xC3\xA9.txt");
}

TEST_F(MultipartForm, a_file_field_left_empty_is_no_upload) {
    const auto form = read(file_part("", "") + text_part("a", "1") + "--XX--", 100);
    ASSERT_TRUE(form);
    ASSERT_EQ(form->size(), 1u);
    EXPECT_EQ(files_left(), 0u);
}

TEST_F(MultipartForm, what_is_malformed_is_refused_and_leaves_no_file) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"", "request.bad_multipart"},
        {"no boundary at all", "request.bad_multipart"},
        {file_part("a", "cut off"), "request.bad_multipart"},
        {text_part("a", "1") + "--XX", "request.bad_multipart"},
        {"--XX!\r\n", "request.bad_multipart"},
        {part("Content-Type: text/plain", "nameless") + "--XX--", "request.bad_multipart"},
        {part("Content-Disposition: form-data; name=\"a", "unclosed quote") + "--XX--", "request.bad_multipart"},
        {part("Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64", "QQ==") + "--XX--", "request.bad_multipart"},
        {part("Content-Disposition: form-data; name=a\r\nX: " + std::string(9'000, 'x'), "") + "--XX--", "request.bad_multipart"},
        {text_part("a", "\xff\xfe") + "--XX--", "request.not_utf8"},
        {text_part("\xff", "a") + "--XX--", "request.not_utf8"},
        {text_part("a", std::string("x\0y", 3)) + "--XX--", "request.not_utf8"},
        {std::string(20'000, 'p'), "request.bad_multipart"},
    };
    for (const auto& [body, code] : cases) {
        for (const std::size_t step : {1u, 100'000u}) {
            const auto form = read(file_part("kept.txt", "x").substr(0, body.starts_with("--XX\r\n") ? std::string::npos : 0) + body, step);
            ASSERT_FALSE(form) << body.substr(0, 80);
            EXPECT_EQ(form.error().code, code) << body.substr(0, 80);
            EXPECT_EQ(files_left(), 0u);
        }
    }
}

TEST_F(MultipartForm, has_limits) {
    EXPECT_EQ(read(text_part("a", "1") + text_part("b", "2") + "--XX--", 100, {.parts = 1}).error().code, "request.too_many_parameters");
    const auto large = read(text_part("a", "12345") + text_part("b", "12345") + "--XX--", 100, {.texts = 9});
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().kind, ErrorKind::too_large);
}

TEST_F(MultipartForm, a_full_disk_is_told) {
    std::filesystem::create_symlink("/dev/full", folder_ / "full");
    Multipart reader("XX", [this] { return folder_ / "full"; });
    Result<void> fed;
    const std::string body = file_part("a", std::string(1u << 20, 'x')) + "--XX--";
    fed = reader.feed(body);
    ASSERT_FALSE(fed);
    EXPECT_EQ(fed.error().code, "request.no_space");
    EXPECT_EQ(fed.error().kind, ErrorKind::unavailable);
}

TEST(Boundary, is_taken_from_the_content_type) {
    EXPECT_EQ(*boundary_of("multipart/form-data; boundary=----WebKitFormBoundaryx"), "----WebKitFormBoundaryx");
    EXPECT_EQ(*boundary_of("multipart/form-data; charset=utf-8; Boundary=\"a b\""), "a b");
    for (const std::string& bad : std::vector<std::string>{"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"",
                                                           "multipart/form-data; boundary=" + std::string(71, 'x')}) {
        EXPECT_FALSE(boundary_of(bad)) << bad;
    }
}

TEST(Form, urlencoded) {
    const auto form = parse_form("nama=Kota+Kediri&kind=a&kind=b");
    ASSERT_TRUE(form);
    ASSERT_EQ(form->size(), 3u);
    EXPECT_EQ(form->front().value, "Kota Kediri");
    EXPECT_FALSE(parse_form("a=%"));
}

}  // namespace
}  // namespace pendopo::web
