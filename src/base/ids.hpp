#pragma once
// Digests, random tokens, and Indonesian identifiers.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace pendopo {

/// SHA-256 of the bytes, as 32 raw bytes.
[[nodiscard]] std::string sha256(std::string_view bytes);
/// The same of bytes that come piece by piece.
class Sha256 {
public:
    Sha256();
    void add(std::string_view bytes);
    [[nodiscard]] std::string finish();  ///< once

private:
    std::unique_ptr<void, void (*)(void*)> context_;
};
[[nodiscard]] std::string hex(std::string_view bytes);
/// Bytes of a lower-case or upper-case hex text; empty where the text is none.
[[nodiscard]] std::string unhex(std::string_view text);
[[nodiscard]] std::string base64(std::string_view bytes);
[[nodiscard]] std::string base64url(std::string_view bytes);
/// Random bytes from the operating system, as base64url (for tokens; 32 bytes give 43 characters).
[[nodiscard]] std::string random_token(std::size_t bytes = 32);
/// Same length and bytes, in time that does not depend on where they differ.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b);

/// NIK: 16 digits, day 01-31 or 41-71 at 7-8, month 01-12 at 9-10.
[[nodiscard]] bool valid_nik(std::string_view text);
/// NIP: 18 digits, birth date first; digits 13-14 are a month (civil servants) or 21 and above (PPPK).
[[nodiscard]] bool valid_nip(std::string_view text);

}  // namespace pendopo
