#include "register/xlsx_reader.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <expat.h>

#include <charconv>

#include "base/text.hpp"
#include "register/xlsx_numbers.hpp"

namespace pendopo::registers {

namespace {

constexpr std::size_t most_unpacked = 2ULL << 30U;
constexpr std::size_t most_shared = 256ULL << 20U;
constexpr std::size_t free_unpacked = 64ULL << 20U;
constexpr std::size_t most_ratio = 300;
constexpr int most_entries = 10'000;

std::unexpected<Error> broken(std::string code, std::string detail) { return fail({Problem{std::move(code), "", {{"detail", detail}}, {}, detail}}); }

/// What the XML handlers found out; ends the parsing where `wrong` is set.
class Handler {
public:
    virtual ~Handler() = default;
    virtual void start(std::string_view name, const char** attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view) {}

    std::optional<Error> wrong;
    bool done = false;  ///< nothing more is wanted

protected:
    static std::string_view attribute(const char** attributes, std::string_view name) {
        for (std::size_t i = 0; attributes[i] != nullptr; i += 2) {
            if (local(attributes[i]) == name) {
                return attributes[i + 1];
            }
        }
        return {};
    }

public:
    /// A name without its namespace: what namespaces are called differs between the two standards for these files.
    static std::string_view local(std::string_view name) {
        const auto bar = name.rfind('|');
        return bar == std::string_view::npos ? name : name.substr(bar + 1);
    }
};

/// An XML parser that hands over to a handler. Declarations of entities are refused: nobody needs them here, and bombs are made of them.
class Xml {
public:
    explicit Xml(Handler& handler) : handler_(handler), parser_(XML_ParserCreateNS(nullptr, '|'), XML_ParserFree) {
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(
            parser_.get(),
            [](void* self, const char* name, const char** attributes) {
                of(self).handler_.start(Handler::local(name), attributes);
                of(self).check();
            },
            [](void* self, const char* name) {
                of(self).handler_.end(Handler::local(name));
                of(self).check();
            });
        XML_SetCharacterDataHandler(parser_.get(), [](void* self, const char* text, int size) {
            of(self).handler_.text({text, static_cast<std::size_t>(size)});
            of(self).check();
        });
        XML_SetStartDoctypeDeclHandler(parser_.get(), [](void* self, const char*, const char*, const char*, int) {
            of(self).handler_.wrong = broken("transfer.damaged", "the file declares XML entities").error();
            of(self).check();
        });
    }

    Result<void> feed(std::string_view piece, bool last) {
        const auto status = XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
        if (handler_.wrong) {
            return std::unexpected(*handler_.wrong);
        }
        if (status == XML_STATUS_ERROR && !handler_.done) {
            return broken("transfer.damaged",
                          fmt::format("XML line {}: {}", XML_GetCurrentLineNumber(parser_.get()), XML_ErrorString(XML_GetErrorCode(parser_.get()))));
        }
        return {};
    }

private:
    static Xml& of(void* self) { return *static_cast<Xml*>(self); }
    void check() {
        if (handler_.wrong || handler_.done) {
            XML_StopParser(parser_.get(), XML_FALSE);
        }
    }

    Handler& handler_;
    std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_;
};

/// xl/workbook.xml: which sheet is the first, and from when days count.
class WorkbookHandler final : public Handler {
public:
    std::string sheet;  // relationship
    bool from_1904 = false;
    void start(std::string_view name, const char** attributes) override {
        if (name == "sheet" && sheet.empty()) {
            sheet = attribute(attributes, "id");
        } else if (name == "workbookPr") {
            const auto value = attribute(attributes, "date1904");
            from_1904 = value == "1" || value == "true";
        }
    }
    void end(std::string_view) override {}
};

class RelationsHandler final : public Handler {
public:
    std::map<std::string, std::string, std::less<>> targets;
    void start(std::string_view name, const char** attributes) override {
        if (name == "Relationship") {
            targets.emplace(attribute(attributes, "Id"), attribute(attributes, "Target"));
        }
    }
    void end(std::string_view) override {}
};

class StylesHandler final : public Handler {
public:
    std::vector<NumberKind> kinds;  // by the style of a cell
    void start(std::string_view name, const char** attributes) override {
        if (name == "numFmt") {
            formats_[std::string(attribute(attributes, "numFmtId"))] = kind_of_format(attribute(attributes, "formatCode"));
        } else if (name == "cellXfs") {
            inside_ = true;
        } else if (name == "xf" && inside_) {
            const std::string id(attribute(attributes, "numFmtId"));
            const auto own = formats_.find(id);
            kinds.push_back(own != formats_.end() ? own->second : built_in_format(std::atoi(id.c_str())));
        }
    }
    void end(std::string_view name) override { inside_ = inside_ && name != "cellXfs"; }

private:
    std::map<std::string, NumberKind> formats_;
    bool inside_ = false;
};

/// "_x000D_" stands for a character that XML cannot hold.
std::string unescaped(std::string text) {
    for (auto at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
        if (at + 7 > text.size() || text[at + 6] != '_') {
            continue;
        }
        unsigned point = 0;
        const auto [rest, mistake] = std::from_chars(text.data() + at + 2, text.data() + at + 6, point, 16);
        if (mistake == std::errc() && rest == text.data() + at + 6 && point < 0x80) {
            text.replace(at, 7, point == 0 ? std::string() : std::string(1, static_cast<char>(point)));
        }
    }
    return text;
}

class SharedHandler final : public Handler {
public:
    std::vector<std::string> texts;
    void start(std::string_view name, const char**) override {
        if (name == "si") {
            texts.emplace_back();
        } else if (name == "rPh") {
            reading_aid_ = true;
        }
        inside_ = name == "t" && !reading_aid_ && !texts.empty();
    }
    void end(std::string_view name) override {
        inside_ = false;
        if (name == "rPh") {
            reading_aid_ = false;
        } else if (name == "si") {
            texts.back() = unescaped(std::move(texts.back()));
        }
    }
    void text(std::string_view piece) override {
        if (!inside_) {
            return;
        }
        size_ += piece.size();
        if (texts.back().size() + piece.size() > longest_cell) {
            wrong = broken("transfer.cell_too_long", fmt::format("a text is longer than {} bytes", longest_cell)).error();
        } else if (size_ > most_shared) {
            wrong = broken("transfer.unpacks_too_large", "the texts of the workbook are too large").error();
        } else {
            texts.back() += piece;
        }
    }

private:
    bool inside_ = false, reading_aid_ = false;
    std::size_t size_ = 0;
};

/// The sheet itself: cells have places ("C5"), what lies between is empty.
class SheetHandler final : public Handler {
public:
    SheetHandler(const SharedHandler& shared, const StylesHandler& styles, bool from_1904, const TakeRow& take)
        : shared_(shared), styles_(styles), from_1904_(from_1904), take_(take) {}

    void start(std::string_view name, const char** attributes) override {
        if (name == "row") {
            const std::size_t number = number_of(attribute(attributes, "r"));
            row_ = number > row_ ? number : row_ + 1;
            cells_.clear();
        } else if (name == "c") {
            start_cell(attributes);
        } else if (name == "v" || name == "t") {
            inside_ = in_cell_ && (name == "v") != (type_ == "inlineStr");
        } else if (name == "rPh") {
            in_cell_ = false;
        }
    }

    void end(std::string_view name) override {
        if (name == "v" || name == "t") {
            inside_ = false;
        } else if (name == "c") {
            end_cell();
        } else if (name == "row") {
            done = !take_(row_, cells_);
        } else if (name == "sheetData") {
            done = true;
        }
    }

    void text(std::string_view piece) override {
        if (!inside_) {
            return;
        }
        if (raw_.size() + piece.size() > longest_cell) {
            mistake("transfer.cell_too_long", fmt::format("longer than {} bytes", longest_cell));
        } else {
            raw_ += piece;
        }
    }

private:
    static std::size_t number_of(std::string_view text) {
        std::size_t number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        return std::min<std::size_t>(number, 100'000'000);
    }

    void start_cell(const char** attributes) {
        std::size_t column = 0;
        for (const char c : attribute(attributes, "r")) {
            if (c < 'A' || c > 'Z' || column > most_columns) {
                break;
            }
            column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
        }
        column_ = column > 0 ? column : cells_.size() + 1;
        type_ = attribute(attributes, "t");
        style_ = number_of(attribute(attributes, "s"));
        raw_.clear();
        in_cell_ = true;
        if (column_ > most_columns) {
            mistake("transfer.too_many_columns", fmt::format("more than {} columns", most_columns));
        }
    }

    void end_cell() {
        in_cell_ = false;
        std::string value;
        if (type_ == "s") {
            const std::size_t index = number_of(raw_);
            if (raw_.empty() || index >= shared_.texts.size()) {
                mistake("transfer.damaged", "names a text that is not there");
                return;
            }
            value = shared_.texts[index];
        } else if (type_ == "inlineStr" || type_ == "str") {
            value = unescaped(raw_);
        } else if (type_ == "b") {
            value = raw_ == "1" ? "TRUE" : "FALSE";
        } else if (type_ == "e" || type_ == "d" || raw_.empty()) {
            value = raw_;
        } else {
            auto number = number_text(raw_, style_ < styles_.kinds.size() ? styles_.kinds[style_] : NumberKind::plain, from_1904_);
            if (!number) {
                mistake("transfer.lossy_number",
                        "a number of more than 15 digits, of which the spreadsheet has lost some; format the column as text and enter it again");
                return;
            }
            value = *std::move(number);
        }
        if (cells_.size() < column_) {
            cells_.resize(column_);
        }
        cells_[column_ - 1] = std::move(value);
    }

    void mistake(std::string code, const std::string& detail) {
        wrong = fail({Problem{std::move(code),
                              fmt::format("/rows/{}/{}", row_, column_),
                              {{"row", std::to_string(row_)}, {"column", std::to_string(column_)}, {"detail", detail}},
                              {},
                              fmt::format("row {}, column {}: {}", row_, column_, detail)}})
                    .error();
    }

    const SharedHandler& shared_;
    const StylesHandler& styles_;
    bool from_1904_;
    const TakeRow& take_;
    std::size_t row_ = 0, column_ = 0, style_ = 0;
    std::string type_, raw_;
    bool in_cell_ = false, inside_ = false;
    std::vector<std::string> cells_;
};

/// The zip file: read from the beginning each time, since its parts come in any order.
class Package {
public:
    Package(std::filesystem::path file, std::string_view bytes, std::size_t size) : file_(std::move(file)), bytes_(bytes), size_(size) {}

    /// Gives each part to the handler that `choose` names for it; parts without one are skipped.
    Result<void> read(const std::function<Handler*(std::string_view name)>& choose) {
        const std::unique_ptr<archive, decltype(&archive_read_free)> zip(archive_read_new(), archive_read_free);
        archive_read_support_format_zip(zip.get());
        const int opened =
            file_.empty() ? archive_read_open_memory(zip.get(), bytes_.data(), bytes_.size()) : archive_read_open_filename(zip.get(), file_.c_str(), 65'536);
        if (opened != ARCHIVE_OK) {
            return broken("transfer.not_xlsx", "is no XLSX file");
        }
        archive_entry* entry = nullptr;
        int status = ARCHIVE_OK;
        for (int count = 0; (status = archive_read_next_header(zip.get(), &entry)) == ARCHIVE_OK; ++count) {
            if (count > most_entries) {
                return broken("transfer.damaged", "too many parts");
            }
            if (archive_entry_is_encrypted(entry) != 0) {
                return broken("transfer.encrypted", "is protected by a password");
            }
            const char* name = archive_entry_pathname(entry);
            if (Handler* handler = name != nullptr ? choose(name) : nullptr; handler != nullptr) {
                CHECK(read_part(zip.get(), name, *handler));
            }
        }
        if (status != ARCHIVE_EOF) {
            return broken(parts_ == 0 ? "transfer.not_xlsx" : "transfer.damaged", "is no XLSX file, or a damaged one");
        }
        return {};
    }

private:
    Result<void> read_part(archive* zip, std::string_view name, Handler& handler) {
        Xml xml(handler);
        std::vector<char> piece(65'536);
        ++parts_;
        while (!handler.done) {
            const auto size = archive_read_data(zip, piece.data(), piece.size());
            if (size < 0) {
                return broken("transfer.damaged", fmt::format("{} cannot be unpacked", name));
            }
            unpacked_ += static_cast<std::size_t>(size);
            if (unpacked_ > most_unpacked || (unpacked_ > free_unpacked && unpacked_ / most_ratio > size_)) {
                return broken("transfer.unpacks_too_large", "unpacks to far more than a spreadsheet holds");
            }
            CHECK(xml.feed({piece.data(), static_cast<std::size_t>(size)}, size == 0));
            if (size == 0) {
                break;
            }
        }
        return {};
    }

    std::filesystem::path file_;
    std::string_view bytes_;
    std::size_t size_;
    std::size_t unpacked_ = 0;
    int parts_ = 0;
};

/// The part that a relationship of the workbook names.
std::string part_name(std::string_view target) { return target.starts_with('/') ? std::string(target.substr(1)) : "xl/" + std::string(target); }

Result<void> read_workbook(Package package, const TakeRow& take) {
    WorkbookHandler workbook;
    RelationsHandler relations;
    StylesHandler styles;
    SharedHandler shared;
    bool found = false;
    CHECK(package.read([&](std::string_view name) -> Handler* {
        found = found || name == "xl/workbook.xml";
        return name == "xl/workbook.xml"              ? &workbook
               : name == "xl/_rels/workbook.xml.rels" ? &relations
               : name == "xl/styles.xml"              ? &styles
               : name == "xl/sharedStrings.xml"       ? static_cast<Handler*>(&shared)
                                                      : nullptr;
    }));
    if (!found) {
        return broken("transfer.not_xlsx", "is a zip file, but no XLSX");
    }
    const auto target = relations.targets.find(workbook.sheet);
    const std::string part = target != relations.targets.end() ? part_name(target->second) : "xl/worksheets/sheet1.xml";
    bool sheet_found = false;
    SheetHandler sheet(shared, styles, workbook.from_1904, take);
    CHECK(package.read([&](std::string_view name) -> Handler* {
        if (name != part || sheet_found) {
            return nullptr;
        }
        sheet_found = true;
        return &sheet;
    }));
    if (!sheet_found) {
        return broken("transfer.damaged", "the first sheet is missing");
    }
    return {};
}

/// What the first bytes tell before anything is unpacked.
Result<void> check_kind(std::string_view beginning) {
    if (beginning.starts_with("\xD0\xCF\x11\xE0")) {
        return broken("transfer.old_excel", "is an old Excel file (.xls) or protected by a password; save it as .xlsx without one");
    }
    if (!beginning.starts_with("PK")) {
        return broken("transfer.not_xlsx", "is no XLSX file");
    }
    return {};
}

}  // namespace

Result<void> read_xlsx(std::string_view bytes, const TakeRow& take) {
    CHECK(check_kind(bytes));
    return read_workbook(Package({}, bytes, bytes.size()), take);
}

Result<void> read_xlsx(const std::filesystem::path& file, const TakeRow& take) {
    std::error_code mistake;
    const auto size = std::filesystem::file_size(file, mistake);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rb"), std::fclose);
    if (mistake || !stream) {
        return broken("transfer.unreadable", fmt::format("{} cannot be read", file.filename().string()));
    }
    std::array<char, 4> beginning{};
    const std::size_t got = std::fread(beginning.data(), 1, beginning.size(), stream.get());
    CHECK(check_kind({beginning.data(), got}));
    return read_workbook(Package(file, {}, size), take);
}

}  // namespace pendopo::registers
