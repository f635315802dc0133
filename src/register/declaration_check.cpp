// What a register says, held against its own fields and states and against the other registers.

#include "register/declaration_reader.hpp"
#include "register/record.hpp"

namespace pendopo::registers {

using yaml::Mistakes;
using yaml::Node;

namespace {

class Checker {
public:
    Checker(const Catalogue& catalogue, Register& declaration, const Node& tree, Mistakes& mistakes)
        : catalogue_(catalogue), declaration_(declaration), tree_(tree), mistakes_(mistakes) {
        for (const Field& field : declaration.fields) {
            names_.push_back(field.name);
        }
        names_.insert(names_.end(), system_columns().begin(), system_columns().end());
    }

    void check() {
        check_fields();
        check_title();
        check_agency();
        check_columns();
        check_sort();
        check_transitions();
        read_examples();
    }

private:
    [[nodiscard]] const Field* known(std::string_view name) const { return catalogue_.field_at(declaration_, name); }

    /// The node of a key; the whole tree where the value came from a default.
    const Node& at(std::string_view key) const {
        const Node* node = tree_.find(key);
        return node != nullptr ? *node : tree_;
    }

    /// Where a field of the register was declared.
    const Node& field_node(std::string_view name) const {
        const Node* fields = tree_.find("fields");
        const Node* node = fields != nullptr ? fields->find(name) : nullptr;
        return node != nullptr ? *node : tree_;
    }

    const Node& field_key(const Node& field, std::string_view key) const {
        const Node* node = field.find(key);
        return node != nullptr ? *node : field;
    }

    void check_field(const Field& field, const Node& node) {
        if (field.to.empty()) {
            return;
        }
        const Register* target = catalogue_.find(field.to);
        if (target == nullptr && field.to != "any") {
            mistakes_.unknown(field_key(node, "to").place, "register", field.to, catalogue_.names());
        }
        if (field.item.empty()) {
            return;
        }
        const Field* item = target != nullptr ? catalogue_.field_at(*target, field.item) : nullptr;
        if (item == nullptr || !(item->type == FieldType::choice || item->type == FieldType::text)) {
            mistakes_.add(field_key(node, "item").place, "declaration.bad_path", {{"path", field.item}},
                          fmt::format("item \"{}\" leads from {} to no choice or text", field.item, field.to));
        }
    }

    void check_fields() {
        for (const Field& field : declaration_.fields) {
            if (field.implicit) {
                continue;
            }
            const Node& node = field_node(field.name);
            check_field(field, node);
            for (const Field& column : field.columns) {
                const Node* columns = node.find("columns");
                const Node* place = columns != nullptr ? columns->find(column.name) : nullptr;
                check_field(column, place != nullptr ? *place : node);
            }
        }
    }

    void check_title() {
        const Field* title = known(declaration_.title);
        if (title == nullptr) {
            mistakes_.unknown(at("title").place, "field", declaration_.title, names_);
        } else if (!title->is_column() || title->type == FieldType::long_text) {
            mistakes_.add(at("title").place, "declaration.bad_value", {{"what", "title"}, {"value", declaration_.title}},
                          "title must be a field of one short value");
        }
    }

    void check_agency() {
        const Register* from = &declaration_;
        for (std::size_t i = 0; i < declaration_.agency_path.size(); ++i) {
            const std::string& name = declaration_.agency_path[i];
            const Field* field = from->field(name);
            if (field == nullptr) {
                std::vector<std::string> fields;
                for (const Field& one : from->fields) {
                    fields.push_back(one.name);
                }
                mistakes_.unknown(at("agency").place, fmt::format("field of {}", from->name), name, fields);
                return;
            }
            const bool last = i + 1 == declaration_.agency_path.size();
            const Register* next = field->type == FieldType::reference ? catalogue_.find(field->to) : nullptr;
            if (next == nullptr || (last && field->to != "agency")) {
                mistakes_.add(at("agency").place, "declaration.bad_path", {{"path", join(declaration_.agency_path, ".")}},
                              fmt::format("agency \"{}\" must lead over references to the register agency", join(declaration_.agency_path, ".")));
                return;
            }
            from = next;
        }
    }

    void check_columns() {
        for (std::size_t i = 0; i < declaration_.list.size(); ++i) {
            const Field* field = known(declaration_.list[i]);
            if (field == nullptr || declaration_.list[i].contains('.')) {
                mistakes_.unknown(word_node(tree_, "list", i).place, "field", declaration_.list[i], names_);
            } else if (field->is_lines() || field->type == FieldType::derived) {
                mistakes_.add(word_node(tree_, "list", i).place, "declaration.not_for_type", {{"key", "list"}, {"type", std::string(name_of(field->type))}},
                              fmt::format("{} holds lines and cannot be a column of the list", field->name));
            }
        }
        for (std::size_t i = 0; i < declaration_.search.size(); ++i) {
            const Field* field = declaration_.field(declaration_.search[i]);
            if (field == nullptr) {
                mistakes_.unknown(word_node(tree_, "search", i).place, "field", declaration_.search[i], names_);
            } else if (field->type == FieldType::derived || field->type == FieldType::file || field->type == FieldType::files) {
                mistakes_.add(word_node(tree_, "search", i).place, "declaration.not_for_type", {{"key", "search"}, {"type", std::string(name_of(field->type))}},
                              fmt::format("{} holds no words to search", field->name));
            }
        }
    }

    void check_sort() {
        const std::string name = declaration_.sort.starts_with('-') ? declaration_.sort.substr(1) : declaration_.sort;
        const Field* field = known(name);
        if (field == nullptr || name.contains('.')) {
            mistakes_.unknown(at("sort").place, "field", name, names_);
        } else if (!field->is_column() || field->type == FieldType::long_text) {
            mistakes_.add(at("sort").place, "declaration.not_for_type", {{"key", "sort"}, {"type", std::string(name_of(field->type))}},
                          fmt::format("records cannot be sorted by {}", name));
        }
    }

    void check_transitions() {
        std::vector<std::string> states;
        for (const State& state : declaration_.states) {
            states.push_back(state.name);
        }
        const Node* transitions = tree_.find("transitions");
        for (const Transition& transition : declaration_.transitions) {
            const Node* node = transitions != nullptr ? transitions->find(transition.name) : nullptr;
            if (node == nullptr) {
                continue;  // a generated one
            }
            for (std::size_t i = 0; i < transition.from.size(); ++i) {
                if (declaration_.state(transition.from[i]) == nullptr) {
                    mistakes_.unknown(word_node(*node, "from", i).place, "state", transition.from[i], states);
                }
            }
            if (!transition.to.empty() && declaration_.state(transition.to) == nullptr) {
                mistakes_.unknown(field_key(*node, "to").place, "state", transition.to, states);
            }
            for (std::size_t i = 0; i < transition.asks.size(); ++i) {
                if (declaration_.field(transition.asks[i]) == nullptr) {
                    mistakes_.unknown(word_node(*node, "asks", i).place, "field", transition.asks[i], names_);
                }
            }
        }
    }

    void read_examples() {
        const Node* examples = tree_.find("example");
        if (examples == nullptr || (examples->is_list() && examples->items.empty())) {
            mistakes_.add(at("register").place, "declaration.missing", {{"what", "example"}}, "a register has at least one example");
            return;
        }
        if (examples->is_map()) {
            declaration_.examples.push_back(read_example(*examples));
        }
        for (const Node& example : examples->items) {
            declaration_.examples.push_back(read_example(example));
        }
    }

    boost::json::object read_example(const Node& example) {
        boost::json::object read;
        if (!example.is_map()) {
            mistakes_.add(example.place, "declaration.wrong_kind", {{"what", "example"}, {"expected", "a map"}}, "an example is a map of fields");
        }
        for (const auto& [name, node] : example.entries) {
            if (name == "id" || name == "state") {
                read.emplace(name, node.scalar);
                if (name == "state" && declaration_.state(node.scalar) == nullptr) {
                    mistakes_.unknown(node.place, "state", node.scalar, {});
                }
                continue;
            }
            const Field* field = declaration_.field(name);
            if (field == nullptr) {
                mistakes_.unknown(node.place, "field", name, names_);
                continue;
            }
            read.emplace(name, example_value(*field, node));
        }
        for (const Field& field : declaration_.fields) {
            if (field.required && !read.contains(field.name) && field.otherwise.empty()) {
                mistakes_.add(example.place, "declaration.bad_example", {{"field", field.name}, {"reason", "field.required"}},
                              fmt::format("the example lacks the required field {}", field.name));
            }
        }
        return read;
    }

    /// `{agency: example}` stands for the example record of a register; it is kept as it is.
    static bool is_placeholder(const Field& field, const Node& node) {
        const bool reference = field.type == FieldType::reference || field.type == FieldType::references;
        return reference && node.is_map() && node.entries.size() == 1;
    }

    boost::json::value placeholder(const Field& field, const Node& node) {
        const auto& [target, key] = node.entries.front();
        if (catalogue_.find(target) == nullptr || (field.to != "any" && field.to != target)) {
            mistakes_.unknown(key.place, "register", target, field.to == "any" ? catalogue_.names() : std::vector{field.to});
        }
        return boost::json::object{{target, key.scalar}};
    }

    boost::json::value plain(const Node& node) {
        if (node.is_list()) {
            boost::json::array list;
            for (const Node& item : node.items) {
                list.push_back(plain(item));
            }
            return list;
        }
        if (node.is_map()) {
            boost::json::object map;
            for (const auto& [key, value] : node.entries) {
                map.emplace(key, plain(value));
            }
            return map;
        }
        return node.is_scalar() ? boost::json::value(node.scalar) : boost::json::value(nullptr);
    }

    boost::json::value example_value(const Field& field, const Node& node) {
        if (is_placeholder(field, node)) {
            return placeholder(field, node);
        }
        if (node.is_list() && std::ranges::any_of(node.items, [&](const Node& item) { return is_placeholder(field, item); })) {
            boost::json::array list;
            for (const Node& item : node.items) {
                list.push_back(example_value(field, item));
            }
            return list;
        }
        if (field.type == FieldType::lines && node.is_list()) {
            return example_lines(field, node);
        }
        const auto value = from_json(field, plain(node));
        if (!value) {
            add_example_problems(field, node, value.error());
            return nullptr;
        }
        return to_json(field, *value);
    }

    boost::json::value example_lines(const Field& field, const Node& node) {
        boost::json::array lines;
        for (const Node& item : node.items) {
            boost::json::object line;
            for (const auto& [name, cell] : item.entries) {
                const int column = field.column_index(name);
                if (column < 0) {
                    std::vector<std::string> known_columns;
                    for (const Field& one : field.columns) {
                        known_columns.push_back(one.name);
                    }
                    mistakes_.unknown(cell.place, "column", name, known_columns);
                } else {
                    line.emplace(name, example_value(field.columns[static_cast<std::size_t>(column)], cell));
                }
            }
            lines.push_back(std::move(line));
        }
        return lines;
    }

    void add_example_problems(const Field& field, const Node& node, const Error& error) {
        for (const Problem& problem : error.problems) {
            mistakes_.add(node.place, "declaration.bad_example", {{"field", field.name}, {"reason", problem.code}},
                          fmt::format("example: {} is wrong ({}: {})", field.name, problem.code, problem.detail));
        }
    }

    const Catalogue& catalogue_;
    Register& declaration_;
    const Node& tree_;
    Mistakes& mistakes_;
    std::vector<std::string> names_;
};

}  // namespace

void check_register(const Catalogue& catalogue, Register& declaration, const Node& tree, Mistakes& mistakes) {
    Checker(catalogue, declaration, tree, mistakes).check();
}

}  // namespace pendopo::registers
