#include "base/resources.hpp"

#include <fstream>
#include <iterator>

namespace pendopo {

namespace {

std::vector<Resource>& built_in_files() {
    static std::vector<Resource> files;  // set once by main, before any thread starts
    return files;
}

void sort_by_path(std::vector<Resource>& files) { std::ranges::sort(files, {}, &Resource::path); }

}  // namespace

void set_built_in(std::vector<Resource> files) { built_in_files() = std::move(files); }

Resources Resources::built_in() {
    Resources resources;
    resources.files_ = built_in_files();
    sort_by_path(resources.files_);
    return resources;
}

Resources Resources::of_folder(std::string_view folder) {
    Resources resources;
    const std::filesystem::path top(folder);
    for (const char* part : {"systems", "regulations", "locale", "ui/templates", "ui/dist"}) {
        if (!std::filesystem::is_directory(top / part)) {
            continue;
        }
        for (const auto& entry : std::filesystem::recursive_directory_iterator(top / part)) {
            if (!entry.is_regular_file()) {
                continue;
            }
            std::ifstream stream(entry.path(), std::ios::binary);
            auto content = std::make_shared<std::string>(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
            resources.files_.push_back({entry.path().lexically_relative(top).generic_string(), *content});
            resources.own_.push_back(std::move(content));
        }
    }
    sort_by_path(resources.files_);
    return resources;
}

std::optional<std::string_view> Resources::find(std::string_view path) const {
    const auto found = std::ranges::lower_bound(files_, path, {}, [](const Resource& file) { return std::string_view(file.path); });
    if (found == files_.end() || found->path != path) {
        return {};
    }
    return found->content;
}

std::vector<Resource> Resources::below(std::string_view folder, std::string_view ending) const {
    std::vector<Resource> files;
    for (const Resource& file : files_) {
        if (file.path.starts_with(folder) && file.path.ends_with(ending)) {
            files.push_back(file);
        }
    }
    return files;
}

}  // namespace pendopo
