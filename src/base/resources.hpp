#pragma once
// Files that are part of the program: declarations, texts, templates, built assets. A folder can stand in for them while developing.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pendopo {

/// One file of the program's own: its path from the project's top, and its content.
struct Resource {
    std::string path;
    std::string_view content;
};

class Resources {
public:
    /// The files built into this program. Empty in test programs; they read a folder.
    static Resources built_in();
    /// The files of a folder (its systems/, regulations/, locale/, ui/dist/), kept in memory.
    static Resources of_folder(std::string_view folder);

    [[nodiscard]] std::optional<std::string_view> find(std::string_view path) const;
    /// Files below a folder with an ending, sorted by path: `below("systems/", ".yaml")`.
    [[nodiscard]] std::vector<Resource> below(std::string_view folder, std::string_view ending) const;

private:
    std::vector<Resource> files_;                   // sorted by path
    std::vector<std::shared_ptr<std::string>> own_; // what a folder's files keep alive
};

/// Called once by main before anything else: the files that the linker put into the program.
void set_built_in(std::vector<Resource> files);

}  // namespace pendopo
