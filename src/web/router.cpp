#include "web/router.hpp"

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "web/url.hpp"

namespace pendopo::web {

struct Paths::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> parameter;
    std::unique_ptr<Node> remainder;
    std::vector<std::pair<std::string, std::size_t>> ends;  // method -> index of the route
};

namespace {

bool is_parameter(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }

bool is_remainder(std::string_view segment) { return is_parameter(segment) && segment.ends_with("...}"); }

std::string name_of(std::string_view segment) {
    segment.remove_prefix(1);
    segment.remove_suffix(segment.ends_with("...}") ? 4 : 1);
    return std::string(segment);
}

std::vector<std::string> segments_of(std::string_view path) {
    if (path.starts_with('/')) {
        path.remove_prefix(1);
    }
    return split(path, '/');
}

/// Follows a path through the tree, the most literal way first, and keeps the way that leads to an end.
template <class Node>
const Node* follow(const Node* node, const std::vector<std::string>& segments, std::size_t from) {
    if (from == segments.size()) {
        return node->ends.empty() ? nullptr : node;
    }
    if (const auto literal = node->literals.find(segments[from]); literal != node->literals.end()) {
        if (const Node* end = follow(literal->second.get(), segments, from + 1)) {
            return end;
        }
    }
    if (node->parameter && !segments[from].empty()) {
        if (const Node* end = follow(node->parameter.get(), segments, from + 1)) {
            return end;
        }
    }
    return node->remainder && !segments[from].empty() ? node->remainder.get() : nullptr;
}

/// The values that the path gives to the pattern's parameters.
std::map<std::string, std::string, std::less<>> parameters_of(std::string_view pattern, const std::vector<std::string>& segments) {
    std::map<std::string, std::string, std::less<>> parameters;
    const auto parts = segments_of(pattern);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (is_remainder(parts[i])) {
            parameters[name_of(parts[i])] = join({segments.begin() + static_cast<std::ptrdiff_t>(i), segments.end()}, "/");
        } else if (is_parameter(parts[i])) {
            parameters[name_of(parts[i])] = segments[i];
        }
    }
    return parameters;
}

}  // namespace

Paths::Paths() : top_(std::make_unique<Node>()) {}
Paths::~Paths() = default;
Paths::Paths(Paths&&) noexcept = default;
Paths& Paths::operator=(Paths&&) noexcept = default;

void Paths::add(Route route) {
    Node* node = top_.get();
    for (const auto& segment : segments_of(route.pattern)) {
        auto& next = is_remainder(segment) ? node->remainder : is_parameter(segment) ? node->parameter : node->literals[segment];
        if (!next) {
            next = std::make_unique<Node>();
        }
        node = next.get();
    }
    const bool repeated = std::ranges::any_of(node->ends, [&](const auto& end) { return end.first == route.method; });
    ASSERT(!repeated, "a route stands twice: " + route.method + " " + route.pattern);
    node->ends.emplace_back(route.method, routes_.size());
    routes_.push_back(std::move(route));
}

Paths::Found Paths::find(std::string_view method, std::string_view path) const {
    auto segments = segments_of(path);
    for (auto& segment : segments) {
        auto decoded = percent_decoded(segment);
        if (!decoded) {
            return {};
        }
        segment = *std::move(decoded);
    }
    const Node* end = follow(static_cast<const Node*>(top_.get()), segments, 0);
    if (end == nullptr) {
        return {};
    }
    for (const auto& [known, index] : end->ends) {
        if (known == method) {
            return {.index = index, .parameters = parameters_of(routes_[index].pattern, segments), .allowed = {}};
        }
    }
    Found found;
    for (const auto& [known, index] : end->ends) {
        found.allowed.push_back(known);
    }
    return found;
}

}  // namespace pendopo::web
