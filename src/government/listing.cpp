// Which governments a data folder holds.

#include <fstream>

#include "base/yaml.hpp"
#include "government/government.hpp"
#include "store/files.hpp"

namespace pendopo::government {

namespace fs = std::filesystem;

bool proper_slug(std::string_view slug) {
    constexpr std::array taken = {"api", "assets", "healthz", "metrics"};
    return !slug.empty() && slug.size() <= 40 && slug.front() >= 'a' && slug.front() <= 'z' &&
           slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos && std::ranges::find(taken, slug) == taken.end();
}

Result<std::vector<Listing>> listings(const fs::path& data) {
    const fs::path file = data / "governments.yaml";
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        return fail(ErrorKind::not_found, "data.not_initialised", data.string());
    }
    const std::string content((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    TRY(const auto tree, yaml::parse(file.string(), content));
    std::vector<Listing> all;
    if (const auto* list = tree.find("governments")) {
        for (const auto& item : list->items) {
            Listing listing{item.text("slug"), item.text("regulation"), item.flag("demonstration")};
            // The short name becomes a folder and a schema.
            if (!proper_slug(listing.slug)) {
                return fail(ErrorKind::invalid, "government.bad_name", item.place.text());
            }
            all.push_back(std::move(listing));
        }
    }
    return all;
}

Result<void> add_listing(const fs::path& data, const Listing& listing) {
    if (!proper_slug(listing.slug)) {
        return fail(ErrorKind::invalid, "government.bad_name", listing.slug);
    }
    std::vector<Listing> all;
    if (fs::exists(data / "governments.yaml")) {
        TRY(all, listings(data));
    }
    if (std::ranges::find(all, listing.slug, &Listing::slug) != all.end()) {
        return fail(ErrorKind::conflict, "government.exists", listing.slug);
    }
    all.push_back(listing);
    fs::create_directories(data);
    const fs::path next = data / "governments.yaml.next";
    std::string text = "# The governments that this folder holds; written by `pendopo init`.\ngovernments:\n";
    for (const Listing& each : all) {
        text += fmt::format("  - {{slug: {}, regulation: {}, demonstration: {}}}\n", each.slug, each.regulation, each.demonstration);
    }
    fs::remove(next);  // of one who was stopped before the rename
    store::write_durably(next, text);
    store::move_durably(next, data / "governments.yaml");
    return {};
}

}  // namespace pendopo::government
