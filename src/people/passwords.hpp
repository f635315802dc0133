#pragma once
// Password hashing: Argon2id by libsodium, 32 MiB and 3 passes (OWASP's floor is 19 MiB and 2).

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace pendopo::people {

/// At least 12 characters, at most 1,000, and none of the most used ones or the account's own name.
/// @error password.too_short, password.too_long, password.common
Result<void> acceptable_password(std::string_view password, std::string_view account);

/// The hash to keep. Uses 32 MiB while it runs; at most two run at a time, others wait.
[[nodiscard]] std::string hash_password(std::string_view password);

/// Checks a password in time that does not depend on the answer. An empty hash is checked against a made-up one, and refused.
[[nodiscard]] bool password_matches(std::string_view password, std::string_view hash);

}  // namespace pendopo::people
