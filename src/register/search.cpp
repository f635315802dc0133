#include "register/search.hpp"

#include <libstemmer.h>

namespace pendopo::registers {

namespace {

constexpr std::size_t longest_word = 64;
constexpr std::size_t most_words_kept = 2'000;
constexpr std::size_t most_words_wanted = 12;

struct StemmerEnd {
    void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

/// A stemmer keeps its state while it works: each thread has its own.
sb_stemmer* stemmer() {
    thread_local const std::unique_ptr<sb_stemmer, StemmerEnd> own(sb_stemmer_new("indonesian", "UTF_8"));
    return own.get();
}

/// Bytes of the character at a place of valid UTF-8.
std::size_t character_size(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/// Letters and digits of any script; not punctuation, which Unicode has outside of ASCII too (dashes, quotes, hard blanks).
bool is_word(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
        return std::isalnum(lead) != 0;
    }
    const auto next = static_cast<unsigned char>(text[at + 1]);
    const bool punctuation = lead == 0xC2 || (lead == 0xE2 && (next == 0x80 || next == 0x81)) || (lead == 0xE3 && next == 0x80);
    return !punctuation;
}

void add_value(const Field& field, const Value& value, std::string& text) {
    if (field.type == FieldType::choice) {
        // People look for what they see: the label.
        if (const Choice* choice = field.choice(text_of(value)); choice != nullptr) {
            text += choice->label.id + " " + choice->label.en + " ";
        }
        return;
    }
    if (const auto* one = std::get_if<std::string>(&value)) {
        text += *one + " ";
    } else if (const auto* several = std::get_if<std::vector<std::string>>(&value)) {
        for (const std::string& each : *several) {
            text += each + " ";
        }
    } else if (const auto* lines = std::get_if<std::vector<Line>>(&value)) {
        for (const Line& line : *lines) {
            for (const std::string& cell : line) {
                text += cell + " ";
            }
        }
    }
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::string ascii;
    if (!valid_utf8(text)) {
        std::ranges::transform(text, std::back_inserter(ascii), [](char c) { return static_cast<unsigned char>(c) < 0x80 ? c : ' '; });
        text = ascii;
    }
    std::vector<std::string> words;
    std::string word;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t size = character_size(text, i);
        if (is_word(text, i)) {
            if (word.size() + size <= longest_word) {
                word += text.substr(i, size);
            }
        } else if (!word.empty()) {
            words.push_back(lower(std::exchange(word, {})));
        }
        i += size;
    }
    if (!word.empty()) {
        words.push_back(lower(word));
    }
    return words;
}

std::string stem_of(const std::string& word) {
    const auto* stem = sb_stemmer_stem(stemmer(), reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
    return stem == nullptr ? word : std::string(reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer())));
}

std::string search_text(const Register& declaration, const Record& record) {
    std::string text = record.id + " ";
    for (const std::string& name : declaration.search) {
        if (const int index = declaration.field_index(name); index >= 0 && static_cast<std::size_t>(index) < record.values.size()) {
            add_value(declaration.fields[static_cast<std::size_t>(index)], record.values[static_cast<std::size_t>(index)], text);
        }
    }
    if (std::ranges::find(declaration.search, declaration.title) == declaration.search.end()) {
        if (const Field* title = declaration.field(declaration.title); title != nullptr) {
            add_value(*title, record.get(declaration, declaration.title), text);
        }
    }
    std::string kept = " ";
    // Most texts have a few dozen words, for which looking along their hashes is the quickest way to know those that are there.
    std::vector<std::size_t> hashes;
    const auto keep = [&kept, &hashes](const std::string& word) {
        const std::size_t hash = std::hash<std::string>()(word);
        if (!word.empty() && hashes.size() < most_words_kept && std::ranges::find(hashes, hash) == hashes.end()) {
            hashes.push_back(hash);
            kept += word;
            kept += ' ';
        }
    };
    for (const std::string& word : words_of(text)) {
        keep(word);
        keep(stem_of(word));
    }
    return kept;
}

std::vector<Wanted> wanted_words(std::string_view search) {
    std::vector<Wanted> wanted;
    const auto words = words_of(search.substr(0, 1'000));
    for (const std::string& word : words) {
        if (wanted.size() < most_words_wanted && std::ranges::find(wanted, word, &Wanted::word) == wanted.end()) {
            wanted.push_back({word, stem_of(word), false});
        }
    }
    // A beginning of one or two letters fits half of the words there are.
    if (!wanted.empty() && wanted.back().word.size() >= 3) {
        wanted.back().beginning = true;
    }
    return wanted;
}

std::string index_query(store::Dialect dialect, const std::vector<Wanted>& wanted) {
    // Words hold letters and digits only (see words_of), so that quoting them needs no escaping in either language.
    const bool sqlite = dialect == store::Dialect::sqlite;
    const char quote = sqlite ? '"' : '\'';
    std::vector<std::string> all;
    for (const Wanted& one : wanted) {
        std::vector<std::string> either{fmt::format("{0}{1}{0}{2}", quote, one.word, one.beginning ? (sqlite ? "*" : ":*") : "")};
        if (!one.stem.empty() && one.stem != one.word) {
            either.push_back(fmt::format("{0}{1}{0}", quote, one.stem));
        }
        all.push_back("(" + join(either, sqlite ? " OR " : " | ") + ")");
    }
    return join(all, sqlite ? " AND " : " & ");
}

std::string index_text(store::Dialect dialect, const std::string& search_text) {
    if (dialect == store::Dialect::sqlite) {
        return search_text;
    }
    std::string text;
    for (const std::string& word : split(search_text, ' ')) {
        if (!word.empty()) {
            text += "'" + word + "' ";
        }
    }
    return text;
}

}  // namespace pendopo::registers
