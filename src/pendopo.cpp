#include "base/resources.hpp"
#include "cli/cli.hpp"

namespace {

/// A row of the table that tools/embed writes.
struct EmbeddedFile {
    const char* name;
    const char* content;
    std::size_t size;
};

}  // namespace

extern "C" const EmbeddedFile pendopo_resources[];

int main(int argument_count, char** arguments) {
    std::vector<pendopo::Resource> files;
    for (const EmbeddedFile* file = pendopo_resources; file->name != nullptr; ++file) {
        files.push_back({file->name, {file->content, file->size}});
    }
    pendopo::set_built_in(std::move(files));
    return pendopo::cli::run(argument_count, arguments);
}
