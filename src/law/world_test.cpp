#include "law/world.hpp"

#include <gtest/gtest.h>

#include "law/inside.hpp"

namespace pendopo::law::testing {

namespace {

template <class T>
T must(Result<T> result, const char* what) {
    if (!result) {
        std::string detail;
        for (const Problem& problem : result.error().problems) {
            detail += "\n  " + problem.pointer + ": " + problem.detail;
        }
        throw std::runtime_error(std::string(what) + ": " + result.error().code + detail);
    }
    return *std::move(result);
}

registers::Value value_of(const registers::Field& field, const std::string& text) {
    using registers::Value;
    if (text.empty()) {
        return {};
    }
    if (field.is_many()) {
        return Value{split(text, ';')};
    }
    if (field.is_lines()) {
        std::vector<registers::Line> lines;
        for (const std::string& one : split(text, ';')) {  // item=text, or item@date, or item#number
            const std::size_t mark = one.find_first_of("=@#");
            registers::Line line(6);
            line[0] = one.substr(0, mark);
            if (mark != std::string::npos) {
                line[one[mark] == '=' ? 1 : one[mark] == '@' ? 2 : 4] = one.substr(mark + 1);
            }
            lines.push_back(std::move(line));
        }
        return Value{std::move(lines)};
    }
    return Value{text};
}

}  // namespace

const Product& Product::get() {
    static const Product product = [] {
        Product one;
        const char* folder = std::getenv("PENDOPO_DECLARATIONS");
        one.resources = Resources::of_folder(folder != nullptr ? folder : PENDOPO_SOURCE_DIR);
        one.catalogue = must(registers::Catalogue::load(one.resources), "catalogue");
        one.regulations = must(load_regulations(one.resources), "regulations");
        one.offices = must(load_offices(one.resources), "offices");
        one.rulebook = std::make_shared<const Rulebook>(must(Rulebook::load(one.resources), "rules"));
        return one;
    }();
    return product;
}

const Regulation& Product::regulation(std::string_view slug) const {
    const auto found = std::ranges::find(regulations, slug, &Regulation::slug);
    if (found == regulations.end()) {
        throw std::runtime_error("no regulation " + std::string(slug));
    }
    return *found;
}

std::shared_ptr<const Frame> Product::frame(const Regulation& regulation) const {
    static std::map<std::string, std::shared_ptr<const Frame>> frames;
    auto& frame = frames[regulation.id];
    return frame ? frame : frame = must(Frame::build(regulation, catalogue, rulebook, offices), "frame");
}

World::World(std::shared_ptr<const Frame> frame, Date today) : frame_(std::move(frame)), today_(today) {}

const registers::Register& World::declaration(std::string_view name) const {
    const registers::Register* found = frame_->catalogue.find(name);
    if (found == nullptr) {
        throw std::runtime_error("no register " + std::string(name));
    }
    return *found;
}

std::string World::add(std::string_view register_name, const std::map<std::string, std::string>& fields) {
    const registers::Register& declared = declaration(register_name);
    registers::Record record;
    record.values.resize(declared.fields.size());
    record.created_on = to_string(Date(std::chrono::year(2018) / 1 / 1));
    record.state = declared.states.front().name;
    for (const auto& [name, text] : fields) {
        if (name == "id") {
            record.id = text;
        } else if (name == "state") {
            record.state = text;
        } else if (name == "created_on") {
            record.created_on = text;
        } else if (const registers::Field* field = declared.field(name); field != nullptr) {
            record.set(declared, name, value_of(*field, text));
        } else {
            throw std::runtime_error("no field " + name + " in " + declared.name);
        }
    }
    if (record.id.empty()) {
        record.id = fmt::format("R{}", ++numbers_);
    }
    const std::string id = record.id;
    assessment_.reset();
    records[std::string(register_name)][id] = std::move(record);
    return id;
}

registers::Record& World::record(std::string_view register_name, std::string_view id) {
    assessment_.reset();
    return records.at(std::string(register_name)).at(std::string(id));
}

void World::remove(std::string_view register_name, std::string_view id) {
    assessment_.reset();
    records.at(std::string(register_name)).erase(std::string(id));
}

void World::decide(const Norm& norm, std::string_view parameter, std::string_view value) {
    add("government_value", {{"norm", norm.full_id}, {"parameter", std::string(parameter)}, {"value", std::string(value)}, {"state", "decided"}});
}

void World::settle_conflicts() {
    for (const Conflict& conflict : frame_->regulation.conflicts) {
        add("conflict_choice",
            {{"regulation", frame_->regulation.id}, {"conflict", conflict.key}, {"follows", join(conflict.norms, ";")}, {"state", "decided"}});
    }
}

Mirror World::mirror() const {
    Mirror mirror(frame_->schema, frame_->symbols, std::chrono::hours(7));
    for (const auto& [name, of_register] : records) {
        const int table = frame_->schema->find_table(name);
        for (const auto& [id, record] : of_register) {
            if (table >= 0) {
                mirror.put(table, mirror.cells(table, record));
            }
        }
    }
    return mirror;
}

const Assessment& World::judged() {
    if (!assessment_) {
        assessment_ = std::make_unique<Assessment>(frame_, mirror());
        assessment_->judge_all(today_);
    }
    return *assessment_;
}

namespace {

template <class Take>
void each_answer(const Assessment& assessment, std::string_view norm, std::string_view register_name, std::string_view id, Take&& take) {
    for (std::size_t i = 0; i < assessment.units().size(); ++i) {
        const Unit& unit = assessment.units()[i];
        if (unit.norm->id != norm) {
            continue;
        }
        assessment.each_line(i, [&](std::optional<std::size_t> line, const Verdict& verdict) {
            const Mirror& mirror = assessment.mirror();
            const std::string at = unit.check.subject < 0 ? "" : mirror.schema().table(unit.check.subject).declaration->name;
            const std::string key = unit.check.subject < 0 || !line ? "" : mirror.text(mirror.id(assessment.subject(unit, *line).row));
            if ((register_name.empty() || at == register_name) && (id.empty() || key == id)) {
                take(unit, line, verdict);
            }
            return true;
        });
    }
}

}  // namespace

State World::answer(std::string_view norm, std::string_view register_name, std::string_view id) {
    State worst = State::unbound;
    each_answer(judged(), norm, register_name, id,
                [&](const Unit&, std::optional<std::size_t>, const Verdict& verdict) { worst = std::min(worst, verdict.state); });
    return worst;
}

Line World::line(std::string_view norm, std::string_view register_name, std::string_view id) {
    const Assessment& assessment = judged();
    const Words words(assessment.mirror(), frame_->regulation, frame_->offices);
    std::optional<Line> worst;
    each_answer(assessment, norm, register_name, id, [&](const Unit& unit, std::optional<std::size_t> number, const Verdict& verdict) {
        if (!worst || verdict.state < worst->state) {
            worst = make_line(assessment, words, unit, number, verdict, true);
        }
    });
    return worst.value_or(Line{});
}

std::vector<Shut> World::gates(std::string_view register_name, std::string_view id, std::string_view state) {
    registers::Record entering = records.at(std::string(register_name)).at(std::string(id));
    static_cast<void>(judged());
    entering.state = state;
    const int table = frame_->schema->find_table(register_name);
    return table < 0 ? std::vector<Shut>{} : gates_of(*assessment_, table, assessment_->mirror().cells(table, entering));
}

}  // namespace pendopo::law::testing
