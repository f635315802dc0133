// The server with all that the product answers.

#include "web/server.hpp"

namespace pendopo::web {

Answers standard_answers() {
    Answers answers;
    add_api(answers.government);
    add_pages(answers.government);
    add_root_pages(answers.root);
    answers.error_page = error_page;
    return answers;
}

Server::Server(std::vector<std::unique_ptr<government::Government>> governments, ServeOptions options)
    : Server(std::move(governments), std::move(options), standard_answers()) {}

}  // namespace pendopo::web
