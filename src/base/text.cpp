#include "base/text.hpp"

#include "base/yaml.hpp"

namespace pendopo {

namespace {

void collect(const yaml::Node& node, const std::string& prefix, std::map<std::string, std::string, std::less<>>& texts, yaml::Mistakes& mistakes) {
    for (const auto& [key, value] : node.entries) {
        const std::string path = prefix.empty() ? key : prefix + "." + key;
        if (value.is_map()) {
            collect(value, path, texts, mistakes);
        } else if (!texts.emplace(path, value.scalar).second) {
            mistakes.add(value.place, "declaration.repeated", {{"key", path}}, "text key " + path + " stands twice");
        }
    }
}

}  // namespace

Result<void> Locale::add(Language language, std::string_view file, std::string_view content) {
    TRY(const auto tree, yaml::parse(file, content));
    yaml::Mistakes mistakes;
    collect(tree, "", texts_[static_cast<int>(language)], mistakes);
    if (!mistakes.none()) {
        return fail(std::move(mistakes.problems));
    }
    return {};
}

std::string Locale::text(Language language, std::string_view key, const std::map<std::string, std::string>& arguments) const {
    for (const Language candidate : {language, Language::id}) {
        const auto& texts = texts_[static_cast<int>(candidate)];
        if (const auto found = texts.find(key); found != texts.end()) {
            return fill(found->second, arguments);
        }
    }
    return std::string(key);
}

bool Locale::known(Language language, std::string_view key) const { return texts_[static_cast<int>(language)].contains(key); }

std::vector<std::string> Locale::keys(Language language) const {
    std::vector<std::string> keys;
    for (const auto& [key, text] : texts_[static_cast<int>(language)]) {
        keys.push_back(key);
    }
    return keys;
}

std::string fill(std::string_view text, const std::map<std::string, std::string>& arguments) {
    std::string filled;
    filled.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '{') {
            const auto end = text.find('}', i);
            if (end != std::string_view::npos) {
                const auto argument = arguments.find(std::string(text.substr(i + 1, end - i - 1)));
                if (argument != arguments.end()) {
                    filled += argument->second;
                    i = end;
                    continue;
                }
            }
        }
        filled += text[i];
    }
    return filled;
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return result;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (true) {
        const auto at = text.find(separator);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(at + 1);
    }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string joined;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) {
            joined += separator;
        }
        joined += parts[i];
    }
    return joined;
}

bool valid_utf8(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || i + static_cast<std::size_t>(length) > text.size()) {
            return false;
        }
        std::uint32_t point = lead & (0xFFU >> (length + 1));
        for (int k = 1; k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]);
            if ((next & 0xC0U) != 0x80U) {
                return false;
            }
            point = point << 6U | (next & 0x3FU);
        }
        const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
        if (overlong || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
            return false;
        }
        i += static_cast<std::size_t>(length);
    }
    return true;
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& known) {
    std::optional<std::string> best;
    std::size_t best_distance = (word.size() < 4 ? 1 : std::max<std::size_t>(2, word.size() / 3)) + 1;
    for (const std::string& candidate : known) {
        std::vector<std::size_t> row(candidate.size() + 1);
        for (std::size_t j = 0; j < row.size(); ++j) {
            row[j] = j;
        }
        for (std::size_t i = 1; i <= word.size(); ++i) {
            std::size_t diagonal = row[0];
            row[0] = i;
            for (std::size_t j = 1; j <= candidate.size(); ++j) {
                const std::size_t above = row[j];
                row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (word[i - 1] == candidate[j - 1] ? 0 : 1)});
                diagonal = above;
            }
        }
        if (row.back() < best_distance) {
            best_distance = row.back();
            best = candidate;
        }
    }
    return best;
}

}  // namespace pendopo
