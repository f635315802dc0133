#include "cli/commands.hpp"

#include <future>

#include "systems/systems.hpp"

namespace pendopo::cli {

namespace {

std::string text_of(const Problem& problem, const Locale* locale, Language language) {
    const std::string key = "error." + problem.code;
    std::string text = locale != nullptr && locale->known(language, key) ? locale->text(language, key, problem.arguments) : problem.detail;
    return text.empty() ? problem.code : text;
}

/// Row and column of a spreadsheet in words; file and line as they are.
std::string place_of(const Problem& problem, const Locale* locale, Language language) {
    const auto row = problem.arguments.find("row");
    if (locale == nullptr || row == problem.arguments.end()) {
        return problem.pointer;
    }
    const auto column = problem.arguments.find("column");
    const bool cell = column != problem.arguments.end() && !column->second.empty();
    return locale->text(language, cell ? "import.place_cell" : "import.place_row", problem.arguments);
}

/// What has no place of its own names it in its detail: a file, a folder, an address.
void print_problem(const Problem& problem, const Locale* locale, Language language) {
    const std::string place = place_of(problem, locale, language);
    const std::string text = text_of(problem, locale, language);
    if (!place.empty()) {
        fmt::print(stderr, "{}: {}\n", place, text);
    } else if (problem.detail.empty() || text.contains(problem.detail)) {
        fmt::print(stderr, "{}\n", text);
    } else {
        fmt::print(stderr, "{} ({})\n", text, problem.detail);
    }
}

int complain_with(const Error& error, const Locale* locale, Language language) {
    constexpr std::size_t most = 100;
    for (std::size_t i = 0; i < std::min(most, error.problems.size()); ++i) {
        print_problem(error.problems[i], locale, language);
    }
    if (error.problems.size() > most) {
        fmt::print(stderr, "... {}\n", error.problems.size() - most);
    }
    if (error.problems.empty()) {
        print_problem({.code = error.code, .pointer = {}, .arguments = {{"detail", error.detail}}, .norms = {}, .detail = error.detail}, locale, language);
    }
    return 1;
}

}  // namespace

int complain(const Error& error, const government::Product& product, Language language) { return complain_with(error, &product.locale, language); }

int complain(const Error& error, Language language) { return complain_with(error, nullptr, language); }

Result<std::shared_ptr<const government::Product>> load_product(const std::string& folder) {
    return government::Product::load(folder.empty() ? Resources::built_in() : Resources::of_folder(folder), systems::derivations());
}

Result<Governments> open_governments(const std::shared_ptr<const government::Product>& product, const Common& common, std::string_view slug, bool alone) {
    const std::filesystem::path data(common.data);
    TRY(const auto all, government::listings(data));
    // Side by side: each has its own database, and compiles its own law.
    std::vector<std::future<Result<std::unique_ptr<government::Government>>>> opening;
    for (const auto& listing : all) {
        if (!slug.empty() && listing.slug != slug) {
            continue;
        }
        government::Government::Settings settings{
            .slug = listing.slug, .regulation = listing.regulation, .folder = data / listing.slug, .database_url = common.database_url};
        settings.demonstration = listing.demonstration;
        settings.alone = alone;
        opening.push_back(std::async(std::launch::async, [product, settings] { return government::Government::open(product, settings); }));
    }
    std::vector<Result<std::unique_ptr<government::Government>>> opened;
    std::ranges::transform(opening, std::back_inserter(opened), [](auto& one) { return one.get(); });
    Governments governments;
    for (auto& one : opened) {
        TRY(auto government, std::move(one));
        governments.push_back(std::move(government));
    }
    if (governments.empty()) {
        return fail(ErrorKind::not_found, "government.not_found", std::string(slug));
    }
    return governments;
}

}  // namespace pendopo::cli
