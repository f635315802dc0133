// Files and comments of a record.

#include "web/api/api.hpp"
#include "web/url.hpp"

namespace pendopo::web::api {

namespace {

json::object to_json(const Request& request, const workflow::Attachment& attachment) {
    const std::string url =
        request.base + "/api/v1/records/" + request.parameter("register") + "/" + percent_encoded(request.parameter("id")) + "/files/" + attachment.hash;
    return {{"hash", attachment.hash},
            {"name", attachment.name},
            {"type", attachment.type},
            {"size", attachment.size},
            {"by", attachment.by},
            {"at", to_string(attachment.at)},
            {"url", url}};
}

}  // namespace

Result<Response> list_files(const Request& request, Government& government) {
    CHECK(only_parameters(request, {}));
    TRY(const auto place, record_of(request, government));
    json::array files;
    for (const auto& attachment : government.workflow->attachments(*place.declaration, place.record.id)) {
        files.push_back(to_json(request, attachment));
    }
    return Response::json({{"files", std::move(files)}});
}

Result<Response> add_files(const Request& request, Government& government) {
    CHECK(only_parameters(request, {}));
    if (!lower(request.header("content-type")).starts_with("multipart/form-data")) {
        return fail(ErrorKind::unsupported, "request.not_multipart", "send files as multipart/form-data");
    }
    TRY(const auto place, record_of(request, government));
    json::array files;
    for (const auto& part : request.form) {
        if (part.file.empty()) {
            continue;
        }
        TRY(const auto attachment, government.workflow->attach(request.person, *place.declaration, place.record.id, part.file_name, part.file));
        files.push_back(to_json(request, attachment));
    }
    if (files.empty()) {
        return fail({Problem{.code = "file.missing", .pointer = "/file", .detail = "the form holds no file"}});
    }
    return Response::json({{"files", std::move(files)}}, 201);
}

Result<Response> download_file(const Request& request, Government& government) {
    CHECK(only_parameters(request, {}));
    TRY(const auto place, record_of(request, government));
    TRY(const auto file, government.workflow->file_of(request.person, *place.declaration, place.record.id, request.parameter("hash")));
    TRY(auto path, government.blobs->path(file.hash));
    Response response = Response::download(std::move(path), file.name, file.type);
    response.with("ETag", "\"" + file.hash + "\"").with("Cache-Control", "private, max-age=86400");
    if (request.header("if-none-match").contains(file.hash)) {
        response.status = 304;
        response.file.clear();
    }
    return response;
}

Result<Response> list_comments(const Request& request, Government& government) {
    CHECK(only_parameters(request, {}));
    TRY(const auto place, record_of(request, government));
    json::array comments;
    for (const auto& comment : government.workflow->comments(*place.declaration, place.record.id)) {
        comments.push_back(json::object{{"number", comment.number}, {"author", comment.author}, {"text", comment.text}, {"at", to_string(comment.at)}});
    }
    return Response::json({{"comments", std::move(comments)}});
}

Result<Response> add_comment(const Request& request, Government& government) {
    CHECK(only_parameters(request, {}));
    TRY(const auto* declaration, register_of(request, government));
    TRY(const auto body, object_body(request));
    CHECK(only_members(body, {"text"}));
    TRY(const auto text, text_member(body, "text"));
    CHECK(government.workflow->comment(request.person, *declaration, request.parameter("id"), text));
    return Response{.status = 201, .content_type = "application/json", .body = "{}"};
}

}  // namespace pendopo::web::api
