// A form in pieces whose sizes the input chooses: whatever comes, the reader ends well, and gives the same as with one piece.

#include <cstdint>
#include <cstdlib>

#include "base/ids.hpp"
#include "web/multipart.hpp"

namespace {

using namespace pendopo;

std::filesystem::path place() {
    static const auto folder = [] {
        auto made = std::filesystem::temp_directory_path() / ("pendopo-fuzz-" + random_token(9));
        std::filesystem::create_directory(made);
        return made;
    }();
    static std::uint64_t next = 0;
    return folder / std::to_string(next++);
}

/// The form in short: names and values, or the code of the error.
std::string read(std::string_view body, std::size_t step) {
    web::Multipart reader("b", place);
    for (; !body.empty(); body.remove_prefix(std::min(step, body.size()))) {
        if (const auto fed = reader.feed(body.substr(0, step)); !fed) {
            return fed.error().code;
        }
    }
    const auto form = reader.finish();
    if (!form) {
        return form.error().code;
    }
    std::string text;
    for (const auto& part : *form) {
        text += part.name + '=' + (part.file.empty() ? part.value : part.file_name + ':' + std::to_string(std::filesystem::file_size(part.file))) + '\n';
    }
    web::remove_uploads(*form);
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
    (void)web::boundary_of(body);
    (void)web::parse_form(body);
    if (read(body, 1 + data[0] % 64) != read(body, body.size())) {
        std::abort();
    }
    return 0;
}
