#pragma once
// One request to a page: who asks, of which government, in which language, and the words and names that all pages share.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "law/rule.hpp"
#include "web/http.hpp"
#include "web/pages/view.hpp"

namespace pendopo::web::pages {

/// "Pasal 24 ayat (2) huruf b" of "24/2/b"; English: "Article 24(2)(b)".
[[nodiscard]] std::string norm_name(std::string_view id, Language language);
/// Number and year of an instrument in words, for example "Peraturan Wali Kota Kediri Nomor 42 Tahun 2019".
[[nodiscard]] std::string regulation_name(const law::Regulation& regulation, Language language);
/// "Nomor 39 Tahun 2021" of a regulation that is known by its id alone ("madiun-39-2021").
[[nodiscard]] std::string instrument_words(std::string_view id, Language language);
/// A value for use in a query string or path, percent-encoded.
[[nodiscard]] std::string encoded(std::string_view text);
/// The path of an address given by a browser where it is one of our own pages; else "/".
[[nodiscard]] std::string own_path(std::string_view address);
/// The page asked for, below the government's prefix: where to come back to. Of a form that was sent, its address alone.
[[nodiscard]] std::string here(const Request& request);

/// What all pages of a product share, made once.
struct Site {
    Templates templates;
};

class Visit {
public:
    Visit(const Request& request, government::Government& government, const Site& site);

    const Request& request;
    government::Government& government;
    const Site& site;
    const Language language;

    [[nodiscard]] std::string text(std::string_view key, const std::map<std::string, std::string>& arguments = {}) const;
    [[nodiscard]] bool has_text(std::string_view key) const;
    /// Address of a page of this government.
    [[nodiscard]] std::string url(std::string_view path) const;
    [[nodiscard]] const people::Person& person() const { return request.person; }
    [[nodiscard]] const law::Regulation& regulation() const { return *government.regulation; }
    [[nodiscard]] const registers::Catalogue& catalogue() const { return government.product->catalogue; }
    /// @error register.not_found, for registers that do not exist or that this person may not read
    Result<const registers::Register*> find_register(std::string_view name) const;

    /// Keys and names of the agencies, in the order of names; read once for a visit.
    const std::vector<std::pair<std::string, std::string>>& agencies();
    /// Name of an agency; of the government as a whole for "".
    std::string agency_name(std::string_view key);
    /// The same in short, for the heads of wide tables.
    std::string agency_short_name(std::string_view key);
    /// Name of an office: a role of the regulation, a body outside, or an agency.
    std::string office_name(std::string_view code);
    /// Name of an account's owner; the id where there is none.
    std::string account_name(const std::string& id);

    [[nodiscard]] std::string day(Date date) const { return readable(date, language); }
    [[nodiscard]] std::string day(std::string_view canonical) const;
    [[nodiscard]] std::string moment(Moment moment) const;
    [[nodiscard]] std::string moment(std::string_view canonical) const;
    [[nodiscard]] std::string number(std::int64_t number) const;
    [[nodiscard]] std::string norm(std::string_view id) const { return norm_name(id, language); }
    /// Address of a norm's page, by its id within the regulation or its full id.
    [[nodiscard]] std::string norm_url(std::string_view id) const;
    [[nodiscard]] std::string record_url(std::string_view register_name, std::string_view id) const;
    /// Address of the form for a new record with values filled in.
    [[nodiscard]] std::string new_record_url(std::string_view register_name, const std::vector<std::pair<std::string, std::string>>& values) const;

    /// What a person reads of a mistake: the locale's text of its code, with its arguments.
    [[nodiscard]] std::string problem_text(const Problem& problem) const;
    [[nodiscard]] std::string error_text(const Error& error) const;

    /// Titles of records for showing references, one query for each register asked for; kept for the visit.
    void want_title(std::string_view register_name, std::string_view id);
    [[nodiscard]] std::string title(std::string_view register_name, std::string_view id);

private:
    void read_titles(const std::string& register_name);

    std::vector<std::pair<std::string, std::string>> agencies_;
    std::map<std::string, std::string, std::less<>> short_names_;
    bool agencies_read_ = false;
    std::map<std::string, std::string> accounts_;
    std::map<std::string, std::set<std::string>, std::less<>> wanted_;
    std::map<std::string, std::map<std::string, std::string>, std::less<>> titles_;
};

/// A page in the making: its content's values, where it stands, and the answer.
class Page {
    Visit& visit_;
    Document document_;
    std::string title_;
    std::string section_;
    std::vector<std::pair<std::string, std::string>> crumbs_;

public:
    /// @param content  template below ui/templates/, e.g. "pages/home.html"
    Page(Visit& visit, std::string content, std::string title);

    View view;

    /// Which entry of the navigation is the present one.
    Page& in(std::string_view section);
    /// One step of the way from the start page to here; the page's own title is added by itself.
    Page& crumb(std::string_view label, std::string_view path);
    /// A value that the page's frame and content both read.
    Page& everywhere(std::string_view name, std::string_view value);
    [[nodiscard]] Response respond(int status = 200);

private:
    void fill_frame();
    void fill_navigation(View frame);
    void fill_person(View frame);
};

}  // namespace pendopo::web::pages
