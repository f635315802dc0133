#pragma once
// Words of a record for searching: as written and by their Indonesian stem, so that "pelayanan" finds "layanan".

#include <string>
#include <string_view>
#include <vector>

#include "register/declaration.hpp"
#include "register/record.hpp"
#include "store/database.hpp"

namespace pendopo::registers {

/// Raised when words are made otherwise: `prepare` then makes the words of all records anew.
constexpr int search_version = 1;

/// Lower-case words of letters and digits; everything else parts them. At most 64 bytes each.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);
[[nodiscard]] std::string stem_of(const std::string& word);

/// What is kept of a record for searching: each word and stem once, with a blank before and after (" layan layanan ").
[[nodiscard]] std::string search_text(const Register& declaration, const Record& record);

/// The words that someone looks for, at most 12. The last one may be the beginning of a word.
struct Wanted {
    std::string word, stem;
    bool beginning = false;
};
[[nodiscard]] std::vector<Wanted> wanted_words(std::string_view search);

/// As the database's index takes it: an FTS5 query, or the text of a tsquery.
[[nodiscard]] std::string index_query(store::Dialect dialect, const std::vector<Wanted>& wanted);
/// As a column of PostgreSQL takes it (the text of a tsvector); SQLite keeps the search text itself.
[[nodiscard]] std::string index_text(store::Dialect dialect, const std::string& search_text);

}  // namespace pendopo::registers
