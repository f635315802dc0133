// Comments and files of a record.

#include "web/pages/pages.hpp"

namespace pendopo::web::pages {

Result<Response> add_comment(Visit& visit) {
    TRY(const auto* declaration, visit.find_register(visit.request.parameter("register")));
    const auto& id = visit.request.parameter("id");
    CHECK(visit.government.workflow->comment(visit.person(), *declaration, id, trim(visit.request.form_value("text"))));
    return Response::redirect(visit.record_url(declaration->name, id) + "?view=fields&done=comment_added#comments");
}

Result<Response> add_attachment(Visit& visit) {
    TRY(const auto* declaration, visit.find_register(visit.request.parameter("register")));
    const auto& id = visit.request.parameter("id");
    const auto* upload = visit.request.upload("file");
    if (upload == nullptr || upload->file_name.empty()) {
        return fail(ErrorKind::invalid, "file.missing");
    }
    TRY(const auto attached, visit.government.workflow->attach(visit.person(), *declaration, id, upload->file_name, upload->file));
    (void)attached;
    return Response::redirect(visit.record_url(declaration->name, id) + "?view=fields&done=file_added#files");
}

Result<Response> download_file(Visit& visit) {
    TRY(const auto* declaration, visit.find_register(visit.request.parameter("register")));
    TRY(const auto file, visit.government.workflow->file_of(visit.person(), *declaration, visit.request.parameter("id"), visit.request.parameter("hash")));
    TRY(const auto path, visit.government.blobs->path(file.hash));
    return Response::download(path, file.name, file.type);
}

}  // namespace pendopo::web::pages
