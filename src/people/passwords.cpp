#include "people/passwords.hpp"

#include <sodium.h>

#include <semaphore>

#include "base/ids.hpp"
#include "base/text.hpp"

namespace pendopo::people {

namespace {

constexpr unsigned long long passes = 3;
constexpr std::size_t memory = 32U << 20U;

/// Words that open most stolen accounts; what is left after taking digits and signs off the ends is compared.
constexpr std::array common_words = {"password",   "passw0rd",  "katasandi", "rahasia",      "admin",      "administrator", "qwerty",
                                     "qwertyuiop", "indonesia", "bismillah", "sayang",       "pemerintah", "kominfo",       "diskominfo",
                                     "welcome",    "letmein",   "iloveyou",  "abcdefghijkl", "pendopo"};

std::counting_semaphore<2>& hashing() {
    static std::counting_semaphore<2> two(2);
    return two;
}

class Turn {
public:
    Turn() { hashing().acquire(); }
    ~Turn() { hashing().release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
};

void start_sodium() {
    static const int started = sodium_init();
    ASSERT(started >= 0, "libsodium starts");
}

std::string_view core_of(std::string_view word) {
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    while (!word.empty() && !letter(word.front())) {
        word.remove_prefix(1);
    }
    while (!word.empty() && !letter(word.back())) {
        word.remove_suffix(1);
    }
    return word;
}

}  // namespace

Result<void> acceptable_password(std::string_view password, std::string_view account) {
    const auto characters = std::ranges::count_if(password, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    const auto refuse = [](std::string code) {
        return fail({Problem{.code = std::move(code), .pointer = "/password", .arguments = {}, .norms = {}, .detail = {}}});
    };
    if (characters < 12) {
        return refuse("password.too_short");
    }
    if (password.size() > 1000) {
        return refuse("password.too_long");
    }
    const std::string lowered = lower(password);
    const std::string_view core = core_of(lowered);
    const bool one_character = lowered.find_first_not_of(lowered[0]) == std::string::npos;
    if (core.empty() || one_character || core == lower(account) || std::ranges::find(common_words, core) != common_words.end()) {
        return refuse("password.common");
    }
    return {};
}

std::string hash_password(std::string_view password) {
    start_sodium();
    const Turn turn;
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), passes, memory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::bad_alloc();
    }
    return hash.data();
}

bool password_matches(std::string_view password, std::string_view hash) {
    start_sodium();
    static const std::string made_up = hash_password(random_token());
    const std::string checked(hash.empty() ? std::string_view(made_up) : hash);
    if (checked.size() >= crypto_pwhash_STRBYTES) {
        return false;
    }
    std::array<char, crypto_pwhash_STRBYTES> padded{};
    std::ranges::copy(checked, padded.begin());
    const Turn turn;
    const bool matches = crypto_pwhash_str_verify(padded.data(), password.data(), password.size()) == 0;
    return matches && !hash.empty();
}

}  // namespace pendopo::people
