#pragma once
// What the files of this room share; not for other rooms.

#include "workflow/workflow.hpp"

namespace pendopo::workflow {

struct Workflow::Inside {
    store::Database& database;
    const registers::Records& records;
    law::Compliance& compliance;
    store::Blobs& blobs;
    Clock clock;

    [[nodiscard]] registers::Author author(const people::Person& person, std::string note = {}) const {
        return {.account = person.id(), .behalf = person.office(), .at = clock(), .note = std::move(note), .zone = compliance.regulation().timezone};
    }
};

/// The refusal of something the person may not do; says who may.
[[nodiscard]] std::unexpected<Error> refused(const registers::Register& declaration, std::string_view what);

/// Media type by content (libmagic), never by name.
[[nodiscard]] std::string media_type(const std::filesystem::path& file);

}  // namespace pendopo::workflow
