#pragma once
// Forms: multipart/form-data as it arrives, files straight to disk, and urlencoded ones.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "web/http.hpp"

namespace pendopo::web {

/// The boundary of a multipart/form-data content type; @error request.no_boundary
Result<std::string> boundary_of(std::string_view content_type);

/// Reads a multipart form piece by piece. Texts are kept in memory up to a limit, files go to temporary places, which are removed with the
/// reader unless `finish` gave them away. One thread at a time.
class Multipart {
public:
    struct Limits {
        std::size_t parts = 1'000;
        std::size_t texts = 2u << 20;        ///< bytes of all texts together
        std::size_t part_head = 8u << 10;    ///< bytes of one part's headers
    };
    Multipart(std::string boundary, std::function<std::filesystem::path()> temporary, Limits limits);
    Multipart(std::string boundary, std::function<std::filesystem::path()> temporary);
    ~Multipart();
    Multipart(const Multipart&) = delete;
    Multipart& operator=(const Multipart&) = delete;

    /// @error request.bad_multipart, request.not_utf8, request.too_many_parameters, request.form_too_large, request.no_space (disk full)
    Result<void> feed(std::string_view bytes);
    /// The parts, once everything was fed. @error request.bad_multipart where the form is cut off
    Result<std::vector<FormPart>> finish();

private:
    enum class Stage { preamble, after_delimiter, head, content, epilogue };
    Result<bool> step();
    Result<bool> skip_preamble();
    Result<bool> read_delimiter_end();
    Result<bool> read_head();
    Result<bool> read_content();
    Result<void> start_part(std::string_view head);
    Result<void> take(std::string_view content);
    Result<void> end_part();

    std::string delimiter_;  // "\r\n--boundary"
    std::function<std::filesystem::path()> temporary_;
    Limits limits_;
    Stage stage_ = Stage::preamble;
    std::string waiting_;  // bytes not yet understood
    std::vector<FormPart> parts_;
    std::ofstream file_;
    std::size_t texts_ = 0;
    std::uintmax_t part_size_ = 0;
    bool is_file_ = false;
};

/// application/x-www-form-urlencoded. @error as parse_query
Result<std::vector<FormPart>> parse_form(std::string_view body);

/// Removes the uploaded files of a form that no handler moved away.
void remove_uploads(const std::vector<FormPart>& form);

}  // namespace pendopo::web
