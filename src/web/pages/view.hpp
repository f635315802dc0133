#pragma once
// The thin layer between handlers and templates. Templates are HTML files in ui/templates; a value is escaped for the place where it
// stands (text, attribute, address) unless it is Html. Only view.cpp knows the template engine.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/resources.hpp"
#include "base/text.hpp"

namespace ctemplate {
class TemplateDictionary;
}

namespace pendopo::web::pages {

/// Markup that is safe as it stands. Only code that made or cleaned it may name it so.
struct Html {
    std::string text;
};

/// Markdown as markup: raw HTML and unsafe addresses are left out.
[[nodiscard]] Html markdown(std::string_view text);

/// Values and sections of a template (or of one showing of a section). A light handle; its Document owns everything.
class View {
public:
    /// Sets a value. Names of plain values never end in `_html`.
    View& set(std::string_view name, std::string_view value);
    View& set(std::string_view name, const char* value) { return set(name, std::string_view(value)); }
    View& set(std::string_view name, std::int64_t value);
    /// Markup for a place the template marks `{{name_html:none}}`; the name must end in `_html`.
    View& set(std::string_view name, const Html& markup);
    /// Shows a section once, with this view's values.
    View& show(std::string_view section, bool condition = true);
    /// Sets a value and shows the section of the same name with `has_` before it; nothing where the value is empty.
    View& set_and_show(std::string_view name, std::string_view value);
    /// One more showing of a section, with values of its own (and those around it).
    View add(std::string_view section);

private:
    friend class Document;
    explicit View(ctemplate::TemplateDictionary* dictionary) : dictionary_(dictionary) {}
    ctemplate::TemplateDictionary* dictionary_;
};

/// What one page shows: the frame's values and the content's.
class Document {
public:
    /// @param content  template of the content, below ui/templates/, e.g. "pages/home.html"
    explicit Document(std::string content);
    ~Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;

    [[nodiscard]] View frame();
    [[nodiscard]] View content();
    /// A value that frame and content both read.
    void set_everywhere(std::string_view name, std::string_view value);
    void show_everywhere(std::string_view section);

private:
    friend class Templates;
    std::string content_name_;
    std::unique_ptr<ctemplate::TemplateDictionary> frame_;
    ctemplate::TemplateDictionary* content_ = nullptr;
};

/// Every template, compiled once for each language. Safe to share between threads.
///
/// Before compiling, three marks are replaced: `[[some.key]]` by the locale's text, `[[icon name]]` by ui/templates/icons/name.html and
/// `[[include parts/x.html]]` by that file (which then reads the values around it); `[[asset app.css]]` is the built file's address.
class Templates {
public:
    Templates(const Resources& resources, const Locale& locale);
    ~Templates();
    Templates(Templates&&) noexcept;

    /// The page within frame.html.
    [[nodiscard]] std::string render(Language language, Document& document) const;
    /// A template that is not there, or a key without text; empty when all is well (a test asks).
    [[nodiscard]] const std::vector<std::string>& mistakes() const { return mistakes_; }

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
    std::vector<std::string> mistakes_;
};

/// Built file names by their names before hashing, from ui/dist/manifest.json ("app.css" -> "app-1a2b3c4d.css").
[[nodiscard]] std::map<std::string, std::string> built_assets(const Resources& resources);

}  // namespace pendopo::web::pages
