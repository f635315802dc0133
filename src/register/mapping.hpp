#pragma once
// Columns of a sheet and fields of a register.

#include "register/transfer.hpp"

namespace pendopo::registers {

/// What a column of a sheet fills.
struct Target {
    enum class Kind { none, id, state, field, part };
    Kind kind = Kind::none;
    std::size_t field = 0;
    std::string item;  ///< of parts
};
/// "", "id", "state", a field's name or "field.item"; nothing for anything else.
[[nodiscard]] std::optional<Target> target_of(const Register& declaration, std::string_view name);

/// How a column is headed in an export: the label, or the field's name where two fields have the same label.
[[nodiscard]] std::string heading_of(const Register& declaration, std::string_view name, Language language);

}  // namespace pendopo::registers
