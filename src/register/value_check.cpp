#include "register/value_check.hpp"

#include <charconv>
#include <regex>

#include "base/ids.hpp"
#include "base/money.hpp"
#include "register/declaration_reader.hpp"

namespace pendopo::registers {

namespace {

using Verdict = std::optional<Flaw>;

Verdict flaw(std::string code, std::string detail, std::map<std::string, std::string> arguments = {}) {
    return Flaw{std::move(code), std::move(arguments), std::move(detail)};
}

bool has_control(std::string_view text, bool several_lines) {
    return std::ranges::any_of(text, [several_lines](unsigned char c) { return (c < 0x20 && !(several_lines && (c == '\n' || c == '\t'))) || c == 0x7F; });
}

/// Compiled once per thread and pattern: building an expression costs more than a thousand matches.
bool matches(std::string_view text, const std::string& pattern) {
    thread_local std::unordered_map<std::string, std::regex> compiled;
    auto found = compiled.find(pattern);
    if (found == compiled.end()) {
        found = compiled.emplace(pattern, std::regex(pattern, std::regex::ECMAScript | std::regex::optimize)).first;
    }
    return std::regex_match(text.begin(), text.end(), found->second);
}

Verdict check_plain(const Field& field, std::string_view text) {
    if (!valid_utf8(text) || has_control(text, field.type == FieldType::long_text)) {
        return flaw("field.bad_characters", "holds control characters or is no UTF-8");
    }
    const std::size_t limit = field.length_limit();
    if (text.size() > limit && length_of(text) > limit) {
        return flaw("field.too_long", fmt::format("longer than {} characters", limit), {{"max", std::to_string(limit)}});
    }
    if (!field.pattern.empty() && !matches(text, field.pattern)) {
        return flaw("field.pattern", fmt::format("does not match {}", field.pattern), {{"pattern", field.pattern}});
    }
    return {};
}

template <class Number>
Verdict check_range(const Field& field, Number number, Number scale) {
    const bool below = field.min && number < static_cast<Number>(*field.min) * scale;
    const bool above = field.max && number > static_cast<Number>(*field.max) * scale;
    const auto shown = [&field](std::int64_t bound) { return field.type == FieldType::money ? readable_money(bound, Language::id) : std::to_string(bound); };
    if (below) {
        return flaw("field.too_small", fmt::format("less than {}", *field.min), {{"min", shown(*field.min)}});
    }
    return above ? flaw("field.too_large", fmt::format("more than {}", *field.max), {{"max", shown(*field.max)}}) : Verdict{};
}

std::optional<std::int64_t> integer_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [rest, mistake] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (mistake != std::errc() || rest != text.data() + text.size() || std::to_string(number) != text) {
        return {};
    }
    return number;
}

Verdict check_integer(const Field& field, std::string_view text) {
    const auto number = integer_of(text);
    if (!number) {
        return field.type == FieldType::money ? flaw("field.not_money", "is no amount of money") : flaw("field.not_an_integer", "is no whole number");
    }
    return check_range<std::int64_t>(field, *number, 1);
}

Verdict check_decimal(const Field& field, std::string_view text) {
    const auto canonical = parse_decimal(text);
    if (!canonical || *canonical != text) {
        return field.type == FieldType::percentage ? flaw("field.not_a_percentage", "is no percentage") : flaw("field.not_a_number", "is no number");
    }
    // A number of 15 digits is the same in every database and in JSON; longer ones would be rounded somewhere.
    const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
    if (digits > 15) {
        return flaw("field.too_precise", "more than 15 digits", {{"max", "15"}});
    }
    return check_range<double>(field, std::strtod(std::string(text).c_str(), nullptr), 1.0);
}

Verdict check_choice(const Field& field, std::string_view text) {
    if (field.choice(text) != nullptr) {
        return {};
    }
    std::vector<std::string> known;
    for (const Choice& choice : field.choices) {
        known.push_back(choice.code);
    }
    std::map<std::string, std::string> arguments{{"value", std::string(text.substr(0, 100))}, {"choices", join(known, ", ")}};
    if (const auto suggestion = nearest(text.substr(0, 100), known)) {
        arguments.emplace("suggestion", *suggestion);
    }
    return flaw("field.not_a_choice", fmt::format("is none of {}", arguments["choices"]), std::move(arguments));
}

Verdict check_reference(const Field& field, std::string_view text) {
    if (field.to == "any" ? !split_any(text).has_value() : !is_key(text)) {
        return flaw("field.bad_reference", field.to == "any" ? "must be register:key" : "is no key of a record");
    }
    return {};
}

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254 || text.find('@', at + 1) != std::string_view::npos) {
        return false;
    }
    const auto domain = text.substr(at + 1);
    const auto allowed = [](unsigned char c) { return std::isalnum(c) != 0 || std::string_view("!#$%&'*+/=?^_`{|}~.-").contains(static_cast<char>(c)); };
    return std::ranges::all_of(text.substr(0, at), allowed) && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.') &&
           !domain.contains("..") && std::ranges::all_of(domain, [](unsigned char c) { return std::isalnum(c) != 0 || c == '.' || c == '-'; });
}

bool is_url(std::string_view text) {
    const auto scheme = text.find("://");
    if (scheme == std::string_view::npos) {
        return false;
    }
    const std::string name = lower(text.substr(0, scheme));
    const auto rest = text.substr(scheme + 3);
    const auto host = rest.substr(0, rest.find_first_of("/?#"));
    const bool known = name == "http" || name == "https" || name == "ftp" || name == "sftp" || name == "git" || name == "ssh";
    return known && !host.empty() &&
           std::ranges::none_of(text, [](unsigned char c) { return c <= ' ' || c == '"' || c == '<' || c == '>' || c == '\\' || c == '`'; });
}

bool is_phone(std::string_view text) {
    const auto digits = text.starts_with('+') ? text.substr(1) : text;
    return digits.size() >= 3 && digits.size() <= 20 && digits.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_point(std::string_view text) {
    const auto comma = text.find(',');
    if (comma == std::string_view::npos) {
        return false;
    }
    const auto in_range = [](std::string_view part, double most) {
        const auto canonical = parse_decimal(part);
        return canonical && *canonical == part && part.size() <= 20 && std::abs(std::strtod(canonical->c_str(), nullptr)) <= most;
    };
    return in_range(text.substr(0, comma), 90) && in_range(text.substr(comma + 1), 180);
}

bool is_norm(std::string_view text) {
    const auto colon = text.find(':');
    const auto allowed = [](unsigned char c) { return std::isalnum(c) != 0 || std::string_view("/.-_()").contains(static_cast<char>(c)); };
    return colon != std::string_view::npos && colon > 0 && colon + 1 < text.size() && text.size() <= 100 &&
           std::ranges::all_of(text.substr(0, colon), allowed) && std::ranges::all_of(text.substr(colon + 1), allowed);
}

bool is_file(std::string_view text) {
    if (text.size() < 66 || text[64] != '/' || text.size() > 64 + 1 + 1'020) {
        return false;
    }
    const auto name = text.substr(65);
    return text.substr(0, 64).find_first_not_of("0123456789abcdef") == std::string_view::npos && name.find_first_of("/\\") == std::string_view::npos &&
           name != "." && name != ".." && valid_utf8(name) && !has_control(name, false) && length_of(name) <= 255;
}

/// A point of time that stays the same when it is written again.
bool is_moment(std::string_view text) {
    const auto moment = parse_moment(text);
    return moment && to_string(*moment) == text;
}

Verdict check_formatted(const Field& field, std::string_view text) {
    switch (field.type) {
        case FieldType::boolean: return text == "true" || text == "false" ? Verdict{} : flaw("field.not_a_boolean", "is neither true nor false");
        case FieldType::date: return parse_date(text) ? Verdict{} : flaw("field.not_a_date", "is no date such as 2024-12-31");
        case FieldType::datetime: return is_moment(text) ? Verdict{} : flaw("field.not_a_datetime", "is no moment such as 2024-12-31T07:30:00.000Z");
        case FieldType::duration: return parse_duration(text) ? Verdict{} : flaw("field.not_a_duration", "is no duration such as 1y, 6m, 4w, 90d or 24h");
        case FieldType::file:
        case FieldType::files: return is_file(text) ? Verdict{} : flaw("field.bad_file", "is no file");
        case FieldType::nik: return valid_nik(text) ? Verdict{} : flaw("field.bad_nik", "is no NIK of 16 digits");
        case FieldType::nip: return valid_nip(text) ? Verdict{} : flaw("field.bad_nip", "is no NIP of 18 digits");
        case FieldType::point: return is_point(text) ? Verdict{} : flaw("field.bad_point", "is no latitude and longitude in degrees");
        case FieldType::office: return is_key(text) ? Verdict{} : flaw("field.bad_office", "is no key of an agency and no role");
        case FieldType::norm: return is_norm(text) ? Verdict{} : flaw("field.bad_norm", "is no norm such as kediri-42-2019:24/2");
        default: return flaw("field.not_stored", "this field is derived and takes no value");
    }
}

}  // namespace

std::optional<Flaw> check_text(const Field& field, std::string_view text) {
    switch (field.type) {
        case FieldType::text:
        case FieldType::long_text:
        case FieldType::list: return check_plain(field, text);
        case FieldType::integer:
        case FieldType::money: return check_integer(field, text);
        case FieldType::decimal:
        case FieldType::percentage: return check_decimal(field, text);
        case FieldType::choice:
        case FieldType::choices: return check_choice(field, text);
        case FieldType::reference:
        case FieldType::references: return check_reference(field, text);
        case FieldType::url: {
            const auto bad = check_plain(field, text);
            return bad || is_url(text) ? bad : flaw("field.bad_url", "is no address such as https://contoh.go.id");
        }
        case FieldType::email: {
            const auto bad = check_plain(field, text);
            return bad || is_email(text) ? bad : flaw("field.bad_email", "is no e-mail address");
        }
        case FieldType::phone: {
            const auto bad = check_plain(field, text);
            return bad || is_phone(text) ? bad : flaw("field.bad_phone", "is no telephone number of 3 to 20 digits");
        }
        default: return check_formatted(field, text);
    }
}

bool is_key(std::string_view text) {
    return !text.empty() && text.size() <= 100 && std::isalnum(static_cast<unsigned char>(text.front())) != 0 &&
           std::ranges::all_of(text, [](unsigned char c) { return std::isalnum(c) != 0 || std::string_view("._-:@+").contains(static_cast<char>(c)); });
}

std::optional<std::pair<std::string_view, std::string_view>> split_any(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || !is_identifier(text.substr(0, colon)) || !is_key(text.substr(colon + 1))) {
        return {};
    }
    return std::pair{text.substr(0, colon), text.substr(colon + 1)};
}

std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](unsigned char c) { return (c & 0xC0U) != 0x80U; }));
}

Problem problem_of(const Field& field, Flaw flaw, std::string pointer) {
    flaw.arguments.emplace("field", field.label.id);
    flaw.arguments.emplace("field_en", field.label.in(Language::en));
    flaw.arguments.emplace("name", field.name);
    return {std::move(flaw.code), std::move(pointer), std::move(flaw.arguments), {}, fmt::format("{}: {}", field.name, flaw.detail)};
}

}  // namespace pendopo::registers
