#include "web/pages/visit.hpp"

#include "base/money.hpp"
#include "web/url.hpp"

namespace pendopo::web::pages {

std::string norm_name(std::string_view id, Language language) {
    if (const auto colon = id.rfind(':'); colon != std::string_view::npos) {
        id.remove_prefix(colon + 1);
    }
    const auto parts = split(id, '/');
    if (parts.empty()) {
        return std::string(id);
    }
    const bool indonesian = language == Language::id;
    std::string name = fmt::format("{} {}", indonesian ? "Pasal" : "Article", parts[0]);
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const bool digit = !parts[i].empty() && std::isdigit(static_cast<unsigned char>(parts[i][0])) != 0;
        name += indonesian ? (digit ? fmt::format(" ayat ({})", parts[i]) : fmt::format(" huruf {}", parts[i])) : fmt::format("({})", parts[i]);
    }
    return name;
}

std::string regulation_name(const law::Regulation& regulation, Language language) {
    static const std::map<std::string, Text, std::less<>> instruments = {
        {"peraturan_wali_kota", {"Peraturan Wali Kota", "Mayor's Regulation"}},
        {"peraturan_bupati", {"Peraturan Bupati", "Regent's Regulation"}},
        {"peraturan_daerah", {"Peraturan Daerah", "Regional Regulation"}},
    };
    const auto found = instruments.find(regulation.instrument);
    const auto name = found == instruments.end() ? regulation.instrument : found->second.in(language);
    // "Peraturan Wali Kota Kediri", but "Peraturan Daerah Kota Kediri": the head's title already says what kind of region it is.
    std::string region = regulation.region;
    const auto space = region.find(' ');
    if (regulation.instrument != "peraturan_daerah" && space != std::string::npos) {
        region = region.substr(space + 1);
    }
    return language == Language::id ? fmt::format("{} {} Nomor {} Tahun {}", name, region, regulation.number, regulation.year)
                                    : fmt::format("{} {}/{} ({})", name, regulation.number, regulation.year, region);
}

std::string instrument_words(std::string_view id, Language language) {
    const auto parts = split(id, '-');
    if (parts.size() < 3) {
        return std::string(id);
    }
    const auto& number = parts[parts.size() - 2];
    const auto& year = parts.back();
    return language == Language::id ? fmt::format("Nomor {} Tahun {}", number, year) : fmt::format("{}/{}", number, year);
}

std::string encoded(std::string_view text) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/:";
    std::string out;
    for (const char c : text) {
        if (plain.contains(c)) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

std::string own_path(std::string_view address) {
    const bool own = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\') &&
                     std::ranges::none_of(address, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    return own ? std::string(address) : "/";
}

std::string here(const Request& request) {
    std::string path = request.path.empty() ? "/" : percent_encoded_path(request.path);
    return request.query.empty() || request.method != "GET" ? path : path + "?" + to_query(request.query);
}

Visit::Visit(const Request& asked, government::Government& of, const Site& shared) : request(asked), government(of), site(shared), language(asked.language) {}

std::string Visit::text(std::string_view key, const std::map<std::string, std::string>& arguments) const {
    return government.product->locale.text(language, key, arguments);
}

bool Visit::has_text(std::string_view key) const { return government.product->locale.known(language, key); }

std::string Visit::url(std::string_view path) const {
    if (path == "/" && !request.base.empty()) {
        return request.base + "/";
    }
    return request.base + std::string(path);
}

Result<const registers::Register*> Visit::find_register(std::string_view name) const {
    const auto* found = catalogue().find(name);
    if (found == nullptr || !people::may_read(person(), *found)) {
        if (found != nullptr && !person().signed_in()) {
            return fail(ErrorKind::unauthenticated, "sign_in.needed");
        }
        return fail(ErrorKind::not_found, "register.not_found", std::string(name));
    }
    return found;
}

const std::vector<std::pair<std::string, std::string>>& Visit::agencies() {
    if (agencies_read_) {
        return agencies_;
    }
    agencies_read_ = true;
    if (const auto* declaration = catalogue().find("agency")) {
        registers::Query query;
        query.fields = {declaration->title};
        if (declaration->field("short_name") != nullptr) {
            query.fields.emplace_back("short_name");
        }
        query.sort = declaration->title;
        query.limit = 200;
        const auto page = government.database->read([&](store::Session& session) { return government.records->list(session, *declaration, query); });
        if (page) {
            for (const auto& record : page->records) {
                agencies_.emplace_back(record.id, registers::text_of(record.get(*declaration, declaration->title)));
                short_names_.emplace(record.id, registers::text_of(record.get(*declaration, "short_name")));
            }
        }
    }
    return agencies_;
}

std::string Visit::agency_name(std::string_view key) {
    if (key.empty() || key == "-") {
        return regulation().region.empty() ? government.name() : text("government.whole", {{"region", regulation().region}});
    }
    for (const auto& [id, name] : agencies()) {
        if (id == key) {
            return name;
        }
    }
    return std::string(key);
}

std::string Visit::agency_short_name(std::string_view key) {
    auto name = agency_name(key);
    const auto found = short_names_.find(key);
    return found == short_names_.end() || found->second.empty() ? name : found->second;
}

std::string Visit::office_name(std::string_view code) {
    if (code.empty()) {
        return {};
    }
    if (const auto role = regulation().roles.find(std::string(code)); role != regulation().roles.end()) {
        return role->second;
    }
    for (const auto& office : government.product->offices) {
        if (office.code == code) {
            return office.label.in(language);
        }
    }
    return agency_name(code);
}

std::string Visit::account_name(const std::string& id) {
    if (id == "system" || id == "anonymous" || id.empty()) {
        return text(id == "anonymous" ? "account.anonymous" : "account.system");
    }
    if (const auto known = accounts_.find(id); known != accounts_.end()) {
        return known->second;
    }
    const auto found = government.database->read([&](store::Session& session) { return government.people->find(session, id); });
    return accounts_.emplace(id, found && !found->name.empty() ? found->name : id).first->second;
}

std::string Visit::day(std::string_view canonical) const {
    const auto date = parse_date(canonical);
    return date ? readable(*date, language) : std::string(canonical);
}

std::string Visit::moment(Moment at) const { return readable(at, regulation().timezone, language); }

std::string Visit::moment(std::string_view canonical) const {
    const auto at = parse_moment(canonical);
    return at ? moment(*at) : std::string(canonical);
}

std::string Visit::number(std::int64_t value) const { return grouped(value, language); }

std::string Visit::norm_url(std::string_view id) const {
    if (const auto colon = id.rfind(':'); colon != std::string_view::npos) {
        id.remove_prefix(colon + 1);
    }
    return url("/norms/" + encoded(id));
}

std::string Visit::record_url(std::string_view register_name, std::string_view id) const {
    if (register_name == "government" || register_name.empty()) {
        return url("/");
    }
    return url(fmt::format("/registers/{}/{}", register_name, encoded(id)));
}

std::string Visit::new_record_url(std::string_view register_name, const std::vector<std::pair<std::string, std::string>>& values) const {
    std::string address = fmt::format("/registers/{}/new", register_name);
    char sign = '?';
    for (const auto& [field, value] : values) {
        address += fmt::format("{}{}={}", sign, encoded(field), encoded(value));
        sign = '&';
    }
    return url(address);
}

std::string Visit::problem_text(const Problem& problem) const {
    const auto key = "error." + problem.code;
    if (has_text(key)) {
        return text(key, problem.arguments);
    }
    return problem.detail.empty() ? text("problem.unexpected", {{"code", problem.code}}) : problem.detail;
}

std::string Visit::error_text(const Error& error) const {
    const auto key = "error." + error.code;
    if (!has_text(key)) {
        return text("problem.unexpected", {{"code", error.code}});
    }
    return text(key, error.problems.empty() ? std::map<std::string, std::string>{} : error.problems.front().arguments);
}

void Visit::want_title(std::string_view register_name, std::string_view id) {
    if (!id.empty()) {
        wanted_[std::string(register_name)].insert(std::string(id));
    }
}

std::string Visit::title(std::string_view register_name, std::string_view id) {
    if (id.empty()) {
        return {};
    }
    auto& known = titles_[std::string(register_name)];
    auto found = known.find(std::string(id));
    if (found == known.end()) {
        want_title(register_name, id);
        read_titles(std::string(register_name));
        found = known.find(std::string(id));
    }
    return found == known.end() || found->second.empty() ? std::string(id) : found->second;
}

void Visit::read_titles(const std::string& register_name) {
    const auto* declaration = catalogue().find(register_name);
    auto& wanted = wanted_[register_name];
    auto& known = titles_[register_name];
    std::vector<std::string> ids;
    for (const auto& id : wanted) {
        if (known.emplace(id, "").second) {
            ids.push_back(id);
        }
    }
    wanted.clear();
    if (declaration == nullptr || ids.empty()) {
        return;
    }
    auto read = government.database->read([&](store::Session& session) { return government.records->titles(session, *declaration, ids); });
    for (auto& [id, title] : read) {
        known[id] = std::move(title);
    }
}

}  // namespace pendopo::web::pages
