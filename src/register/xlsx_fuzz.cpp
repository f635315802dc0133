// Any bytes as an XLSX file, and any text as the XML of its sheet.

#include <archive.h>
#include <archive_entry.h>

#include "register/xlsx_numbers.hpp"
#include "register/xlsx_reader.hpp"

namespace {

using Parts = std::initializer_list<std::pair<const char*, std::string_view>>;

std::string zip(const Parts& parts) {
    std::string buffer(1U << 20U, '\0');
    std::size_t used = 0;
    archive* writer = archive_write_new();
    archive_write_set_format_zip(writer);
    archive_write_zip_set_compression_store(writer);
    archive_write_open_memory(writer, buffer.data(), buffer.size(), &used);
    for (const auto& [name, content] : parts) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name);
        archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_write_header(writer, entry);
        archive_write_data(writer, content.data(), content.size());
        archive_entry_free(entry);
    }
    archive_write_close(writer);
    archive_write_free(writer);
    buffer.resize(used);
    return buffer;
}

void read(std::string_view bytes) {
    std::size_t cells = 0;
    static_cast<void>(pendopo::registers::read_xlsx(bytes, [&cells](std::size_t, std::vector<std::string>& row) {
        cells += row.size();
        return cells < 100'000;
    }));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    read(bytes);
    if (size > 200'000) {
        return 0;
    }
    // The inside of a well-made package: half of the bytes are the sheet, half the texts and formats.
    const auto sheet = bytes.substr(0, size / 2);
    const auto others = bytes.substr(size / 2);
    read(zip({{"xl/workbook.xml", "<workbook><sheets><sheet name=\"A\"/></sheets></workbook>"},
              {"xl/sharedStrings.xml", others},
              {"xl/styles.xml", others},
              {"xl/worksheets/sheet1.xml", sheet}}));
    static_cast<void>(pendopo::registers::kind_of_format(sheet));
    static_cast<void>(pendopo::registers::number_text(sheet, pendopo::registers::NumberKind::date, size % 2 == 0));
    return 0;
}
