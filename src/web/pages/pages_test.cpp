#include <fstream>

#include <gtest/gtest.h>

#include "base/ids.hpp"

#include "web/pages/form.hpp"
#include "web/pages/law_words.hpp"
#include "web/pages/list_query.hpp"
#include "web/pages/view.hpp"
#include "web/pages/visit.hpp"

namespace pendopo::web::pages {

namespace {

/// Resources of a folder that the test writes.
class Folder {
public:
    Folder() : path_(std::filesystem::temp_directory_path() / ("pendopo-pages-" + random_token(8))) { std::filesystem::create_directories(path_); }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void write(std::string_view name, std::string_view text) const {
        const auto file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << text;
    }
    [[nodiscard]] Resources resources() const { return Resources::of_folder(path_.string()); }

private:
    std::filesystem::path path_;
};

Locale greeting() {
    Locale locale;
    EXPECT_TRUE(locale.add(Language::id, "id.yaml", "greet: \"Halo <b>\""));
    EXPECT_TRUE(locale.add(Language::en, "en.yaml", "greet: \"Hello\""));
    return locale;
}

std::string rendered(const Folder& folder, Language language, const std::function<void(View)>& fill) {
    const Locale locale = greeting();
    const Templates templates(folder.resources(), locale);
    EXPECT_TRUE(templates.mistakes().empty()) << join(templates.mistakes(), "; ");
    Document document("pages/one.html");
    fill(document.content());
    return templates.render(language, document);
}

registers::Register letter() {
    registers::Register declaration;
    declaration.name = "letter";
    declaration.title = "title";
    declaration.states = {{"draft", {"Konsep", "Draft"}, false}, {"sent", {"Terkirim", "Sent"}, true}};
    declaration.fields = {{.name = "title", .type = registers::FieldType::text},
                          {.name = "kind", .type = registers::FieldType::choice},
                          {.name = "agency", .type = registers::FieldType::reference}};
    declaration.list = {"id", "title", "state"};
    return declaration;
}

}  // namespace

TEST(View, escapesForThePlace) {
    const Folder folder;
    folder.write("ui/templates/frame.html", "{{>content}}");
    folder.write("ui/templates/pages/one.html", R"(<p title="{{x}}">{{x}}</p><a href="{{x}}">a</a><i>{{y_html:none}}</i>)");
    const auto html = rendered(folder, Language::id, [](View view) { view.set("x", "javascript:\"<&'").set("y_html", Html{"<b>"}); });
    EXPECT_EQ(html.find("<&"), std::string::npos);
    EXPECT_NE(html.find("title=\"javascript:&quot;&lt;&amp;&#39;\""), std::string::npos) << html;
    EXPECT_EQ(html.find("href=\"javascript"), std::string::npos) << "an address that would run is replaced";
    EXPECT_NE(html.find("<i><b></i>"), std::string::npos);
}

TEST(View, textsIconsIncludesAndAssets) {
    const Folder folder;
    folder.write("ui/templates/frame.html", "{{>content}}");
    folder.write("ui/templates/icons/dot.html", "<svg></svg>\n");
    folder.write("ui/templates/parts/row.html", "<li>{{name}}</li>\n");
    folder.write("ui/templates/pages/one.html", "[[greet]] [[icon dot]]{{#row}}[[include parts/row.html]]{{/row}}[[asset app.css]]");
    folder.write("ui/dist/manifest.json", R"({"app.css": "app-1.css"})");
    const auto fill = [](View view) {
        view.add("row").set("name", "a");
        view.add("row").set("name", "b");
    };
    EXPECT_EQ(rendered(folder, Language::id, fill), "Halo &lt;b&gt; <svg></svg><li>a</li><li>b</li>/assets/app-1.css");
    EXPECT_EQ(rendered(folder, Language::en, fill), "Hello <svg></svg><li>a</li><li>b</li>/assets/app-1.css");
}

TEST(View, missingTextsAndFilesAreNamed) {
    const Folder folder;
    folder.write("ui/templates/frame.html", "[[nothing]] [[icon none]]");
    const Locale locale = greeting();
    const Templates templates(folder.resources(), locale);
    ASSERT_EQ(templates.mistakes().size(), 4U) << "two for each language";
    EXPECT_EQ(templates.mistakes()[0], "frame.html: no text for nothing");
    EXPECT_EQ(templates.mistakes()[1], "frame.html: no file icons/none.html");
}

TEST(View, markdownLeavesOutWhatCouldRun) {
    const auto html = markdown("**tebal** <script>alert(1)</script> [x](javascript:alert(1))").text;
    EXPECT_NE(html.find("<strong>tebal</strong>"), std::string::npos);
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(html.find("javascript:"), std::string::npos);
}

/// The product's own templates and texts.
TEST(Templates, everyTextOfBothLanguagesIsThere) {
    const auto resources = Resources::of_folder(PENDOPO_SOURCE_DIR);
    Locale locale;
    ASSERT_TRUE(locale.add(Language::id, "id.yaml", resources.find("locale/id.yaml").value()));
    ASSERT_TRUE(locale.add(Language::en, "en.yaml", resources.find("locale/en.yaml").value()));
    EXPECT_EQ(locale.keys(Language::id), locale.keys(Language::en));
    const Templates templates(resources, locale);
    EXPECT_TRUE(templates.mistakes().empty()) << join(templates.mistakes(), "\n");
}

/// `{{x:none}}` switches escaping off: only names that carry markup may do so. And the content policy forbids what stands in a page itself.
TEST(Templates, nothingRunsOrStylesFromWithinAPage) {
    for (const auto& file : Resources::of_folder(PENDOPO_SOURCE_DIR).below("ui/templates/", ".html")) {
        for (std::size_t at = file.content.find(":none}}"); at != std::string_view::npos; at = file.content.find(":none}}", at + 1)) {
            EXPECT_TRUE(file.content.substr(0, at).ends_with("_html")) << file.path;
        }
        for (const auto* forbidden : {" style=", "<style", "javascript:", " onclick=", " onload=", " onsubmit="}) {
            EXPECT_EQ(file.content.find(forbidden), std::string_view::npos) << file.path << " holds " << forbidden;
        }
        std::size_t at = 0;
        while ((at = file.content.find("method=\"post\"", at)) != std::string_view::npos) {
            const auto end = file.content.find("</form>", at);
            const auto form = file.content.substr(at, end - at);
            EXPECT_TRUE(form.contains("csrf")) << file.path << ": a form without its token";
            at = end;
        }
    }
}

TEST(Words, normNames) {
    EXPECT_EQ(norm_name("24/2", Language::id), "Pasal 24 ayat (2)");
    EXPECT_EQ(norm_name("kediri-42-2019:6/5/b", Language::id), "Pasal 6 ayat (5) huruf b");
    EXPECT_EQ(norm_name("6/5/b", Language::en), "Article 6(5)(b)");
    EXPECT_EQ(norm_name("49", Language::id), "Pasal 49");
    EXPECT_EQ(norm_name("II", Language::id), "Pasal II");
}

TEST(Words, addresses) {
    EXPECT_EQ(encoded("Kota & <Kediri>/1"), "Kota%20%26%20%3CKediri%3E/1");
    EXPECT_EQ(own_path("/registers?x=1"), "/registers?x=1");
    EXPECT_EQ(own_path("//evil.example"), "/");
    EXPECT_EQ(own_path("https://evil.example"), "/");
    EXPECT_EQ(own_path("/\\evil.example"), "/");
    EXPECT_EQ(own_path("/a\r\nSet-Cookie: x"), "/");
}

TEST(Words, momentsAsTyped) {
    const auto moment = moment_typed("2024-03-01T07:30", "Asia/Jakarta");
    ASSERT_TRUE(moment);
    EXPECT_EQ(to_string(*moment), "2024-03-01T00:30:00.000Z");
    EXPECT_EQ(typed_moment(*moment, "Asia/Makassar"), "2024-03-01T08:30");
    EXPECT_FALSE(moment_typed("2024-03-01", "Asia/Jakarta"));
    EXPECT_FALSE(moment_typed("besok pagi jam 7 ya", "Asia/Jakarta"));
}

TEST(Words, standingOfAnAmendedNorm) {
    law::Regulation regulation;
    regulation.amends = "madiun-39-2021";
    regulation.enacted = parse_date("2023-09-18");
    law::Norm norm;
    norm.change = law::Change::deleted;
    EXPECT_EQ(standing_on(regulation, norm, parse_date("2023-01-01")), Standing::in_force);
    EXPECT_EQ(standing_on(regulation, norm, {}), Standing::deleted);
    norm.change = law::Change::added;
    EXPECT_EQ(standing_on(regulation, norm, parse_date("2023-01-01")), Standing::not_yet);
    EXPECT_EQ(standing_on(regulation, norm, parse_date("2023-09-18")), Standing::in_force);
    norm.change = law::Change::changed;
    EXPECT_EQ(standing_on(regulation, norm, parse_date("2023-01-01")), Standing::before_change);
}

TEST(ListQuery, readsFiltersOrderAndPlace) {
    const auto declaration = letter();
    const auto query = list_query(declaration, {{"q", "surat"},
                                                {"state", "draft"},
                                                {"state", "sent"},
                                                {"title.contains", "undang"},
                                                {"created_on.min", "2024-01-01"},
                                                {"kind", "!"},
                                                {"sort", "-title"},
                                                {"after", "abc"},
                                                {"done", "x"},
                                                {"lang", "en"},
                                                {"agency", ""}});
    ASSERT_TRUE(query);
    EXPECT_EQ(query->search, "surat");
    EXPECT_EQ(query->sort, "-title");
    EXPECT_EQ(query->after, "abc");
    ASSERT_EQ(query->where.size(), 4U);
    EXPECT_EQ(query->where[0].values, (std::vector<std::string>{"draft", "sent"}));
    EXPECT_EQ(query->where[1].comparison, registers::Condition::Comparison::contains);
    EXPECT_EQ(query->where[2].comparison, registers::Condition::Comparison::at_least);
    EXPECT_EQ(query->where[3].comparison, registers::Condition::Comparison::unset);
}

TEST(ListQuery, refusesUnknownFields) {
    const auto query = list_query(letter(), {{"colour", "red"}});
    ASSERT_FALSE(query);
    EXPECT_EQ(query.error().code, "query.unknown_field");
}

TEST(ListQuery, addressesKeepTheRest) {
    const Address address("/kediri/registers/letter", {{"q", "a b"}, {"state", "draft"}, {"state", "sent"}, {"after", "xyz"}});
    EXPECT_EQ(address.with("sort", "title"), "/kediri/registers/letter?q=a%20b&state=draft&state=sent&sort=title");
    EXPECT_EQ(address.without("state", "draft"), "/kediri/registers/letter?q=a%20b&state=sent");
    EXPECT_EQ(address.at("after", "n/="), "/kediri/registers/letter?q=a%20b&state=draft&state=sent&after=n/%3D");
    EXPECT_EQ(address.query(), "q=a%20b&state=draft&state=sent");
}

}  // namespace pendopo::web::pages
