#include "base/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <sstream>

namespace pendopo::yaml {

namespace {

constexpr std::size_t most_bytes = 8U << 20U;
constexpr std::size_t most_depth = 64;

/// A mistake in the file that the parser itself does not mind.
struct Refused {
    Place place;
    std::string code, detail;
    std::string key{};  ///< of a key that stands twice
};

/// Builds nodes from the parser's events: unlike YAML::Node it keeps places, order and quoting, and refuses repeated keys.
class Builder final : public YAML::EventHandler {
public:
    explicit Builder(std::string file) : file_(std::move(file)) {}
    Node root;

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { take(Node{.place = at(mark)}); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        throw Refused{at(mark), "declaration.alias", "anchors and aliases are not used in declarations"};
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& value) override {
        Node node{.kind = Kind::scalar, .scalar = value, .quoted = tag == "!", .place = at(mark)};
        if (!node.quoted && (value == "null" || value == "~" || value.empty())) {
            node.kind = Kind::null;
            node.scalar.clear();
        }
        if (!open_.empty() && open_.back().node.is_map() && !open_.back().key) {
            node.kind = Kind::scalar;
            node.scalar = value;
        }
        take(std::move(node));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override { open(Kind::list, mark); }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override { open(Kind::map, mark); }
    void OnMapEnd() override { close(); }

private:
    struct Open {
        Node node;
        std::optional<std::string> key;
        std::set<std::string, std::less<>> keys;
    };

    Place at(const YAML::Mark& mark) const { return {file_, mark.line + 1, mark.column + 1}; }

    void open(Kind kind, const YAML::Mark& mark) {
        if (open_.size() >= most_depth) {
            throw Refused{at(mark), "declaration.too_deep", "nested too deep"};
        }
        if (!open_.empty() && open_.back().node.is_map() && !open_.back().key) {
            throw Refused{at(mark), "declaration.bad_key", "a key must be a plain word"};
        }
        open_.push_back(Open{.node = Node{.kind = kind, .place = at(mark)}, .key = {}, .keys = {}});
    }

    void close() {
        Node node = std::move(open_.back().node);
        open_.pop_back();
        take(std::move(node));
    }

    void take(Node node) {
        if (open_.empty()) {
            root = std::move(node);
            return;
        }
        Open& parent = open_.back();
        if (parent.node.is_list()) {
            parent.node.items.push_back(std::move(node));
        } else if (!parent.key) {
            if (!parent.keys.insert(node.scalar).second) {
                throw Refused{node.place, "declaration.repeated", "key " + node.scalar + " stands twice", node.scalar};
            }
            parent.key = node.scalar;
        } else {
            parent.node.entries.emplace_back(std::move(*parent.key), std::move(node));
            parent.key.reset();
        }
    }

    std::string file_;
    std::vector<Open> open_;
};

std::unexpected<Error> malformed(const Place& place, std::string code, const std::string& detail, const std::string& key = {}) {
    return fail({Problem{.code = std::move(code), .pointer = place.text(), .arguments = {{"detail", detail}, {"key", key}}, .norms = {}, .detail = detail}});
}

}  // namespace

std::string Place::text() const { return line > 0 ? fmt::format("{}:{}:{}", file, line, column) : file; }

const Node* Node::find(std::string_view key) const {
    for (const auto& [name, value] : entries) {
        if (name == key) {
            return &value;
        }
    }
    return nullptr;
}

std::string Node::text(std::string_view key, std::string_view otherwise) const {
    const Node* node = find(key);
    return node != nullptr && node->is_scalar() ? node->scalar : std::string(otherwise);
}

bool Node::flag(std::string_view key, bool otherwise) const {
    const Node* node = find(key);
    return node != nullptr && node->is_scalar() ? node->scalar == "true" : otherwise;
}

std::vector<std::string> Node::texts(std::string_view key) const {
    const Node* node = find(key);
    if (node == nullptr || node->kind == Kind::null) {
        return {};
    }
    if (node->is_scalar()) {
        return {node->scalar};
    }
    std::vector<std::string> texts;
    texts.reserve(node->items.size());
    for (const Node& item : node->items) {
        texts.push_back(item.scalar);
    }
    return texts;
}

Text Node::both(std::string_view key) const {
    const Node* node = find(key);
    if (node == nullptr) {
        return {};
    }
    return node->is_map() ? Text{node->text("id"), node->text("en")} : Text{node->scalar, {}};
}

namespace {

/// The line that holds the first byte which is not UTF-8 text.
Place first_bad_line(std::string_view file, std::string_view content) {
    int line = 1;
    for (std::size_t from = 0; from < content.size(); ++line) {
        const std::size_t end = std::min(content.find('\n', from), content.size());
        if (!valid_utf8(content.substr(from, end - from))) {
            break;
        }
        from = end + 1;
    }
    return {std::string(file), line, 1};
}

}  // namespace

Result<Node> parse(std::string_view file, std::string_view content) {
    const Place whole{std::string(file), 0, 0};
    if (content.size() > most_bytes) {
        return malformed(whole, "declaration.too_large", "larger than 8 MiB");
    }
    if (!valid_utf8(content)) {
        return malformed(first_bad_line(file, content), "declaration.not_utf8", "not UTF-8 text");
    }
    try {
        std::istringstream stream{std::string(content)};
        YAML::Parser parser(stream);
        Builder builder{std::string(file)};
        builder.root.place = {std::string(file), 1, 1};  // where the file holds nothing
        parser.HandleNextDocument(builder);
        return std::move(builder.root);
    } catch (const YAML::Exception& mistake) {
        return malformed({std::string(file), mistake.mark.line + 1, mistake.mark.column + 1}, "declaration.malformed", mistake.msg);
    } catch (const Refused& refused) {
        return malformed(refused.place, refused.code, refused.detail, refused.key);
    }
}

void Mistakes::add(const Place& place, std::string code, std::map<std::string, std::string> arguments, std::string detail) {
    problems.push_back({std::move(code), place.text(), std::move(arguments), {}, std::move(detail)});
}

void Mistakes::unknown(const Place& place, std::string_view what, std::string_view word, const std::vector<std::string>& known) {
    const auto suggestion = nearest(word, known);
    std::map<std::string, std::string> arguments{{"what", std::string(what)}, {"word", std::string(word)}};
    std::string detail = fmt::format("unknown {} \"{}\"", what, word);
    if (suggestion) {
        arguments.emplace("suggestion", *suggestion);
        detail += fmt::format("; did you mean \"{}\"?", *suggestion);
    }
    add(place, "declaration.unknown", std::move(arguments), std::move(detail));
}

void Mistakes::only(const Node& map, std::string_view what, const std::vector<std::string>& keys) {
    for (const auto& [key, value] : map.entries) {
        if (std::ranges::find(keys, key) == keys.end()) {
            unknown(value.place, fmt::format("key of {}", what), key, keys);
        }
    }
}

}  // namespace pendopo::yaml
