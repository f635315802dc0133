// Any text as a register's YAML: mistakes come with their place, and what loads holds together.

#include <cstdlib>

#include "register/declaration.hpp"
#include "register/declaration_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace pendopo;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::string path = "systems/test/registers/thing.yaml";
    auto tree = yaml::parse(path, text);
    if (!tree) {
        return 0;
    }
    yaml::Mistakes mistakes;
    const auto read = registers::read_register({path, text}, *std::move(tree), mistakes);
    if (read) {
        registers::Register declaration = read->declaration;
        registers::check_register(registers::Catalogue(), declaration, read->tree, mistakes);
    }
    for (const Problem& problem : mistakes.problems) {
        if (problem.code.empty() || problem.detail.empty() || !problem.pointer.starts_with(path)) {
            std::abort();
        }
    }
    if (mistakes.none() && (!read || read->declaration.fields.empty() || read->declaration.states.empty())) {
        std::abort();
    }
    return 0;
}
