#pragma once
// Which handler answers which path.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pendopo::web {

enum class Access { everyone, signed_in };

struct Route {
    std::string method;   ///< GET (answers HEAD as well), POST, PATCH, PUT, DELETE
    std::string pattern;  ///< "/registers/{register}/{id}"; a last "{rest...}" takes the remainder, at least one segment
    Access access = Access::signed_in;
    bool steady = false;  ///< the answer depends on the request, on who asks, on the data and on the day, on nothing else: it may be kept
};

/// Patterns as a tree. A literal segment goes before a parameter, a parameter before a remainder, whatever the order of adding.
class Paths {
public:
    Paths();
    ~Paths();
    Paths(Paths&&) noexcept;
    Paths& operator=(Paths&&) noexcept;

    /// The same method and shape twice is a mistake of the program.
    void add(Route route);

    struct Found {
        static constexpr std::size_t none = static_cast<std::size_t>(-1);
        std::size_t index = none;  ///< place in `routes()`
        std::map<std::string, std::string, std::less<>> parameters;
        std::vector<std::string> allowed;  ///< methods the path knows, where the asked one is not among them
    };
    /// @param path  as sent: segments are decoded one by one, so that an encoded slash stays within its segment
    [[nodiscard]] Found find(std::string_view method, std::string_view path) const;
    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

private:
    struct Node;
    std::vector<Route> routes_;
    std::unique_ptr<Node> top_;
};

/// Routes with a handler each. Filled once when the server starts, then only read: safe to share between threads.
template <class Function>
class RouterOf {
public:
    using Access = web::Access;
    using Route = web::Route;

    void add(std::string method, std::string pattern, Access access, Function handler, bool steady = false) {
        paths_.add({std::move(method), std::move(pattern), access, steady});
        handlers_.push_back(std::move(handler));
    }

    struct Match {
        const Function* handler = nullptr;
        const Route* route = nullptr;
        Access access = Access::signed_in;
        std::map<std::string, std::string, std::less<>> parameters;
        std::vector<std::string> allowed;  ///< methods the path knows, where the asked one is not among them
    };
    [[nodiscard]] Match find(std::string_view method, std::string_view path) const {
        Paths::Found found = paths_.find(method, path);
        Match match{.parameters = std::move(found.parameters), .allowed = std::move(found.allowed)};
        if (found.index != Paths::Found::none) {
            match.handler = &handlers_[found.index];
            match.route = &paths_.routes()[found.index];
            match.access = match.route->access;
        }
        return match;
    }
    [[nodiscard]] const std::vector<Route>& routes() const { return paths_.routes(); }

private:
    Paths paths_;
    std::vector<Function> handlers_;
};

}  // namespace pendopo::web
