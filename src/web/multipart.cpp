#include "web/multipart.hpp"

#include <algorithm>
#include <system_error>

#include "base/text.hpp"
#include "web/url.hpp"

namespace pendopo::web {

namespace {

std::unexpected<Error> malformed(std::string detail) { return fail(ErrorKind::malformed, "request.bad_multipart", std::move(detail)); }

/// Browsers send quotes and line ends in names as %22, %0D and %0A; other percent signs stand for themselves.
std::string unquoted(std::string_view value) {
    std::string text;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto code = value.substr(i, 3);
        if (code == "%22" || code == "%0D" || code == "%0A") {
            text += code == "%22" ? '"' : ' ';
            i += 2;
        } else if (value[i] == '\\' && i + 1 < value.size() && (value[i + 1] == '"' || value[i + 1] == '\\')) {
            text += value[++i];
        } else {
            text += value[i];
        }
    }
    return text;
}

/// Length of a parameter's value: quoted (with its quotes) or a token.
std::size_t value_length(std::string_view text) {
    if (!text.starts_with('"')) {
        return std::min(text.find(';'), text.size());
    }
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\')) {
            ++i;
        } else if (text[i] == '"') {
            return i + 1;
        }
    }
    return std::string_view::npos;
}

/// The parameters after the first word of a header's value: "form-data; name=..; filename=..".
std::optional<std::map<std::string, std::string>> parameters_of(std::string_view header) {
    std::map<std::string, std::string> parameters;
    header.remove_prefix(std::min(header.find(';'), header.size()));
    while (header.starts_with(';')) {
        header = trim(header.substr(1));
        const auto equals = header.find('=');
        if (equals == std::string_view::npos) {
            break;
        }
        const std::string name = lower(trim(header.substr(0, equals)));
        header = trim(header.substr(equals + 1));
        const auto length = value_length(header);
        if (length == std::string_view::npos || parameters.contains(name)) {
            return std::nullopt;
        }
        const auto value = trim(header.substr(0, length));
        parameters[name] = value.starts_with('"') ? unquoted(value.substr(1, value.size() - 2)) : std::string(value);
        header = trim(header.substr(length));
    }
    return parameters;
}

/// The last part of a path that a client sent as a file name, without what a file system or a header could misread.
std::string safe_file_name(std::string_view sent) {
    sent.remove_prefix(std::min(sent.find_last_of("/\\") + 1, sent.size()));
    std::string name;
    for (const char c : sent) {
        name += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
    while (name.size() > 200) {  // bytes; a cut must not split a character
        do {
            name.pop_back();
        } while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0) == 0x80);
    }
    while (!valid_utf8(name)) {
        name.pop_back();
    }
    name = trim(name);
    return name.empty() || name == "." || name == ".." ? "file" : name;
}

}  // namespace

Result<std::string> boundary_of(std::string_view content_type) {
    const auto parameters = parameters_of(content_type);
    const auto found = parameters ? parameters->find("boundary") : std::map<std::string, std::string>::const_iterator();
    if (!parameters || found == parameters->end() || found->second.empty() || found->second.size() > 70) {
        return fail(ErrorKind::malformed, "request.no_boundary", "the multipart content type has no usable boundary");
    }
    return found->second;
}

Multipart::Multipart(std::string boundary, std::function<std::filesystem::path()> temporary, Limits limits)
    : delimiter_("\r\n--" + std::move(boundary)), temporary_(std::move(temporary)), limits_(limits), waiting_("\r\n") {}

Multipart::Multipart(std::string boundary, std::function<std::filesystem::path()> temporary) : Multipart(std::move(boundary), std::move(temporary), Limits{}) {}

Multipart::~Multipart() {
    file_.close();
    remove_uploads(parts_);
}

Result<void> Multipart::feed(std::string_view bytes) {
    if (stage_ == Stage::epilogue) {
        return {};
    }
    waiting_ += bytes;
    for (bool again = true; again;) {
        TRY(again, step());
    }
    return {};
}

Result<std::vector<FormPart>> Multipart::finish() {
    if (stage_ != Stage::epilogue) {
        return malformed("the form ends before its last boundary");
    }
    return std::exchange(parts_, {});
}

/// Takes one element out of the waiting bytes; false where more bytes are needed first.
Result<bool> Multipart::step() {
    switch (stage_) {
        case Stage::preamble: return skip_preamble();
        case Stage::after_delimiter: return read_delimiter_end();
        case Stage::head: return read_head();
        case Stage::content: return read_content();
        case Stage::epilogue: waiting_.clear(); return false;
    }
    return false;
}

Result<bool> Multipart::skip_preamble() {
    const auto found = waiting_.find(delimiter_);
    if (found == std::string::npos) {
        if (waiting_.size() > limits_.part_head) {
            return malformed("the boundary is not at the form's beginning");
        }
        return false;
    }
    waiting_.erase(0, found + delimiter_.size());
    stage_ = Stage::after_delimiter;
    return true;
}

Result<bool> Multipart::read_delimiter_end() {
    if (waiting_.size() < 2) {
        return false;
    }
    if (waiting_.starts_with("--")) {
        stage_ = Stage::epilogue;
        return true;
    }
    const auto end = waiting_.find("\r\n");
    if (end == std::string::npos && waiting_.size() <= 100) {
        return false;
    }
    if (end == std::string::npos || !trim(std::string_view(waiting_).substr(0, end)).empty()) {
        return malformed("a boundary is followed by other bytes");
    }
    waiting_.erase(0, end);  // the line end stays: a part without headers begins with an empty line
    stage_ = Stage::head;
    return true;
}

Result<bool> Multipart::read_head() {
    const auto end = waiting_.find("\r\n\r\n");
    if (std::min(end, waiting_.size()) > limits_.part_head) {
        return malformed("the headers of a part are too long");
    }
    if (end == std::string::npos) {
        return false;
    }
    const std::string head = waiting_.substr(0, end);
    waiting_.erase(0, end + 2);  // the content begins after a line end, which an empty content shares with its boundary
    CHECK(start_part(head));
    stage_ = Stage::content;
    return true;
}

Result<bool> Multipart::read_content() {
    const auto found = waiting_.find(delimiter_);
    const bool whole = found != std::string::npos;
    // What could be the beginning of a boundary waits for the next bytes.
    const std::size_t ready = whole ? found : waiting_.size() - std::min(waiting_.size(), delimiter_.size() - 1);
    CHECK(take(std::string_view(waiting_).substr(0, ready)));
    waiting_.erase(0, ready);
    if (!whole) {
        return false;
    }
    waiting_.erase(0, delimiter_.size());
    CHECK(end_part());
    stage_ = Stage::after_delimiter;
    return true;
}

Result<void> Multipart::start_part(std::string_view head) {
    if (parts_.size() == limits_.parts) {
        return fail(ErrorKind::malformed, "request.too_many_parameters", "more than 1,000 parts");
    }
    std::optional<std::map<std::string, std::string>> named;
    for (const auto& line : split(head, '\n')) {
        const auto colon = std::min(line.find(':'), line.size());
        const auto name = lower(trim(std::string_view(line).substr(0, colon)));
        const auto value = trim(std::string_view(line).substr(std::min(colon + 1, line.size())));
        if (name == "content-disposition" && lower(value.substr(0, 9)) == "form-data") {
            named = parameters_of(value);
        } else if (name == "content-transfer-encoding" && lower(value) != "binary" && lower(value) != "8bit" && lower(value) != "7bit") {
            return malformed("parts with a transfer encoding are not accepted");
        }
    }
    if (!named || !named->contains("name")) {
        return malformed("a part has no name");
    }
    FormPart part{.name = (*named)["name"]};
    is_file_ = named->contains("filename") || named->contains("filename*");
    part_size_ = 0;
    if (!valid_utf8(part.name) || part.name.contains('\0')) {
        return fail(ErrorKind::malformed, "request.not_utf8", "a part's name is not UTF-8 text");
    }
    if (is_file_) {
        std::string sent = (*named)["filename"];
        if (const auto extended = (*named)["filename*"]; lower(extended).starts_with("utf-8''")) {
            sent = percent_decoded(std::string_view(extended).substr(7)).value_or(sent);
        }
        if (!valid_utf8(sent)) {
            return fail(ErrorKind::malformed, "request.not_utf8", "a file's name is not UTF-8 text");
        }
        part.file_name = sent.empty() ? "" : safe_file_name(sent);
        part.file = temporary_();
        file_.open(part.file, std::ios::binary | std::ios::trunc);
    }
    parts_.push_back(std::move(part));
    return {};
}

Result<void> Multipart::take(std::string_view content) {
    // The line end before the content belongs to the head.
    if (part_size_ < 2) {
        const auto skipped = std::min<std::size_t>(2 - part_size_, content.size());
        content.remove_prefix(skipped);
        part_size_ += skipped;
    }
    part_size_ += content.size();
    if (is_file_) {
        file_.write(content.data(), static_cast<std::streamsize>(content.size()));
        if (!file_) {
            return fail(ErrorKind::unavailable, "request.no_space", "the upload cannot be written to disk");
        }
        return {};
    }
    texts_ += content.size();
    if (texts_ > limits_.texts) {
        return fail(ErrorKind::too_large, "request.form_too_large", "the texts of the form are too long");
    }
    parts_.back().value += content;
    return {};
}

Result<void> Multipart::end_part() {
    FormPart& part = parts_.back();
    if (!is_file_) {
        if (!valid_utf8(part.value) || part.value.contains('\0')) {
            return fail(ErrorKind::malformed, "request.not_utf8", "a part's value is not UTF-8 text");
        }
        return {};
    }
    file_.close();
    if (!file_) {
        return fail(ErrorKind::unavailable, "request.no_space", "the upload cannot be written to disk");
    }
    if (part.file_name.empty() && part_size_ <= 2) {  // a file field that was left empty
        remove_uploads({part});
        parts_.pop_back();
    } else if (part.file_name.empty()) {
        part.file_name = "file";
    }
    return {};
}

Result<std::vector<FormPart>> parse_form(std::string_view body) {
    TRY(auto pairs, parse_query(body));
    std::vector<FormPart> form;
    form.reserve(pairs.size());
    for (auto& [name, value] : pairs) {
        form.push_back({.name = std::move(name), .value = std::move(value)});
    }
    return form;
}

void remove_uploads(const std::vector<FormPart>& form) {
    for (const auto& part : form) {
        if (!part.file.empty()) {
            std::error_code ignored;  // a handler may have moved it away
            std::filesystem::remove(part.file, ignored);
        }
    }
}

}  // namespace pendopo::web
