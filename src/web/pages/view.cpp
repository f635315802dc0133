#include "web/pages/view.hpp"

#include <cmark.h>
#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>

#include "base/error.hpp"

namespace pendopo::web::pages {

namespace {

constexpr std::string_view folder = "ui/templates/";
constexpr std::string_view frame_name = "frame.html";

ctemplate::TemplateString as_template(std::string_view text) { return {text.data(), text.size()}; }

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
    return out;
}

/// Replaces the `[[...]]` marks of a template's source for one language.
class Source {
public:
    Source(const Resources& resources, const Locale& locale, Language language, const std::map<std::string, std::string>& assets,
           std::vector<std::string>& mistakes)
        : resources_(resources), locale_(locale), language_(language), assets_(assets), mistakes_(mistakes) {}

    std::string expand(std::string_view file, std::string_view text, int depth = 0) {
        ASSERT(depth < 16, "templates include each other in a circle");
        std::string out;
        out.reserve(text.size() * 2);
        while (true) {
            const auto open = text.find("[[");
            const auto close = open == std::string_view::npos ? open : text.find("]]", open);
            if (close == std::string_view::npos) {
                out += text;
                return out;
            }
            out += text.substr(0, open);
            out += replacement(file, text.substr(open + 2, close - open - 2), depth);
            text.remove_prefix(close + 2);
        }
    }

private:
    std::string replacement(std::string_view file, std::string_view mark, int depth) {
        const auto space = mark.find(' ');
        if (space == std::string_view::npos) {
            if (!locale_.known(language_, mark)) {
                mistakes_.push_back(fmt::format("{}: no text for {}", file, mark));
            }
            return escaped(locale_.text(language_, mark));
        }
        const auto kind = mark.substr(0, space);
        const std::string name(mark.substr(space + 1));
        if (kind == "icon") {
            return included(file, "icons/" + name + ".html", depth);
        }
        if (kind == "include") {
            return included(file, name, depth);
        }
        if (kind == "asset") {
            const auto found = assets_.find(name);
            return "/assets/" + (found == assets_.end() ? name : found->second);
        }
        mistakes_.push_back(fmt::format("{}: unknown mark [[{}]]", file, mark));
        return {};
    }

    std::string included(std::string_view file, const std::string& name, int depth) {
        const auto content = resources_.find(std::string(folder) + name);
        if (!content) {
            mistakes_.push_back(fmt::format("{}: no file {}", file, name));
            return {};
        }
        auto text = expand(name, *content, depth + 1);
        while (text.ends_with('\n')) {
            text.pop_back();
        }
        return text;
    }

    const Resources& resources_;
    const Locale& locale_;
    Language language_;
    const std::map<std::string, std::string>& assets_;
    std::vector<std::string>& mistakes_;
};

/// Indentation is for those who write templates; lines keep their ends, so that words do not run together.
std::string without_indentation(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool at_start = true;
    for (const char c : text) {
        if (at_start && (c == ' ' || c == '\t')) {
            continue;
        }
        at_start = c == '\n';
        out += c;
    }
    return out;
}

std::string key_of(Language language, std::string_view name) { return fmt::format("{}/{}", language == Language::en ? "en" : "id", name); }

}  // namespace

Html markdown(std::string_view text) {
    char* html = cmark_markdown_to_html(text.data(), text.size(), CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_HARDBREAKS);
    Html out{html};
    std::free(html);
    return out;
}

View& View::set(std::string_view name, std::string_view value) {
    ASSERT(!name.ends_with("_html"), "markup must be given as Html");
    dictionary_->SetValue(as_template(name), as_template(value));
    return *this;
}

View& View::set(std::string_view name, std::int64_t value) {
    dictionary_->SetIntValue(as_template(name), value);
    return *this;
}

View& View::set(std::string_view name, const Html& markup) {
    ASSERT(name.ends_with("_html"), "names of markup end in _html");
    dictionary_->SetValue(as_template(name), as_template(markup.text));
    return *this;
}

View& View::show(std::string_view section, bool condition) {
    if (condition) {
        dictionary_->ShowSection(as_template(section));
    }
    return *this;
}

View& View::set_and_show(std::string_view name, std::string_view value) {
    if (!value.empty()) {
        set(name, value);
        show("has_" + std::string(name));
    }
    return *this;
}

View View::add(std::string_view section) { return View(dictionary_->AddSectionDictionary(as_template(section))); }

Document::Document(std::string content)
    : content_name_(std::move(content)), frame_(std::make_unique<ctemplate::TemplateDictionary>("frame")), content_(frame_->AddIncludeDictionary("content")) {}

Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;

View Document::frame() { return View(frame_.get()); }

View Document::content() { return View(content_); }

void Document::set_everywhere(std::string_view name, std::string_view value) { frame_->SetTemplateGlobalValue(as_template(name), as_template(value)); }

void Document::show_everywhere(std::string_view section) { frame_->ShowTemplateGlobalSection(as_template(section)); }

struct Templates::Inside {
    ctemplate::TemplateCache cache;
};

Templates::Templates(const Resources& resources, const Locale& locale) : inside_(std::make_unique<Inside>()) {
    const auto assets = built_assets(resources);
    for (const auto language : {Language::id, Language::en}) {
        Source source(resources, locale, language, assets, mistakes_);
        for (const auto& file : resources.below(folder, ".html")) {
            const auto name = std::string_view(file.path).substr(folder.size());
            if (name.starts_with("parts/") || name.starts_with("icons/")) {  // read by those that include them
                continue;
            }
            const auto text = "{{%AUTOESCAPE context=\"HTML\"}}\n" + without_indentation(source.expand(name, file.content));
            if (!inside_->cache.StringToTemplateCache(as_template(key_of(language, name)), as_template(text), ctemplate::STRIP_BLANK_LINES)) {
                mistakes_.push_back(fmt::format("{}: does not parse", name));
            }
        }
    }
    inside_->cache.Freeze();
}

Templates::~Templates() = default;
Templates::Templates(Templates&&) noexcept = default;

std::string Templates::render(Language language, Document& document) const {
    document.content_->SetFilename(as_template(key_of(language, document.content_name_)));
    std::string out;
    const bool complete =
        inside_->cache.ExpandNoLoad(as_template(key_of(language, frame_name)), ctemplate::STRIP_BLANK_LINES, document.frame_.get(), nullptr, &out);
    ASSERT(complete, "a template is missing or broken; the test of templates names it");
    return out;
}

std::map<std::string, std::string> built_assets(const Resources& resources) {
    std::map<std::string, std::string> assets;
    if (const auto manifest = resources.find("ui/dist/manifest.json")) {
        boost::system::error_code failed;
        const auto json = boost::json::parse(*manifest, failed);
        if (!failed && json.is_object()) {
            for (const auto& [name, built] : json.get_object()) {
                if (built.is_string()) {
                    assets.emplace(name, built.get_string());
                }
            }
        }
    }
    return assets;
}

}  // namespace pendopo::web::pages
