// Lines in full: why an answer is what it is, what proves it, and what would mend it.

#include "law/inside.hpp"

namespace pendopo::law {

namespace {

Text parameter_label(std::string_view parameter) {
    static const std::map<std::string_view, Text> labels{
        {"every", {"selang waktunya", "how often"}},  {"within", {"batas waktunya", "the time limit"}},
        {"standard", {"standarnya", "the standard"}}, {"domain", {"domain resminya", "the official domain"}},
        {"target", {"sasarannya", "the target"}},     {"reading", {"apakah izin ini menutup bagi yang lain", "whether this permission excludes others"}}};
    const auto found = labels.find(parameter);
    return found == labels.end() ? plain(std::string(parameter)) : found->second;
}

Text norms_text(const std::vector<std::string>& ids, std::string_view but) {
    std::vector<Text> others;
    for (const std::string& id : ids) {
        if (id != but) {
            others.push_back(citation(id));
        }
    }
    return list_text(others);
}

class Explainer {
public:
    Explainer(const Assessment& assessment, const Words& words, const Unit& unit)
        : assessment_(assessment), words_(words), unit_(unit), trace_{.words = words, .norm = unit.norm, .sentences = {}, .evidence = {}, .mend = {}} {}

    void explain(std::optional<std::size_t> number, const Verdict& verdict, Line& line) {
        if (unit_.standing == Standing::outside) {
            std::vector<Text> actors;
            actors.reserve(unit_.norm->actors.size());
            for (const std::string& actor : unit_.norm->actors) {
                actors.push_back(words_.office(assessment_.frame().symbols->find(actor)));
            }
            trace_.say(phrase("Kewajiban ini bukan pada pemerintah daerah, melainkan pada {}.", "This is not a duty of the local government but of {}.",
                              actors.empty() ? Text{"pihak lain", "another party"} : list_text(actors)));
            finish(line);
            return;
        }
        if (number) {
            static_cast<void>(assessment_.judge().judge(unit_.check, assessment_.subject(unit_, *number), unit_.terms, &trace_));
        } else {
            nothing_there(verdict);
        }
        standing(number, verdict);
        finish(line);
    }

private:
    void nothing_there(const Verdict& verdict) {
        std::vector<Text> conditions;
        for (const Condition& condition : unit_.check.where) {
            conditions.push_back(words_.condition(condition));
        }
        Text what = words_.kind(unit_.check.subject);
        if (!conditions.empty()) {
            what = phrase("{} ({})", "{} ({})", what, list_text(conditions));
        }
        if (verdict.found == State::not_used) {
            trace_.say(phrase("Belum ada {}; kewenangan atau izin ini belum dipakai.", "There is no {}; this power or permission has not been used.", what));
        } else if (verdict.found == State::met) {
            trace_.say(phrase("Tidak ada {}, dan daftarnya sudah dinyatakan lengkap.", "There is no {}, and the register has been confirmed complete.", what));
        } else {
            trace_.say(phrase("Belum ada {} yang dapat dinilai, dan daftarnya belum dinyatakan lengkap.",
                              "There is no {} to judge yet, and the register has not been confirmed complete.", what));
            propose(verdict);
        }
    }

    void propose(const Verdict& verdict) {
        if (unit_.check.subject < 0 || verdict.found != State::unproven) {
            return;
        }
        Mend mend{.register_name = assessment_.mirror().schema().table(unit_.check.subject).declaration->name, .values = {}};
        for (const Condition& condition : unit_.check.where) {
            if (condition.kind == Condition::Kind::one_of && condition.path.hops.size() == 1 && condition.path.text != "state" && !condition.values.empty()) {
                mend.values.emplace_back(condition.path.text, assessment_.mirror().text(condition.values.front()));
            }
        }
        trace_.mend = std::move(mend);
    }

    /// What stands before the records' own answer: conflicts, values that are not set, exemptions.
    void standing(std::optional<std::size_t> number, const Verdict& verdict) {
        if (unit_.standing == Standing::not_followed) {
            const auto choice = assessment_.decisions().choices.find(unit_.conflict->key);
            lead(phrase("Tidak diikuti: pemerintah daerah mengikuti {}.", "Not followed: the local government follows {}.",
                        choice == assessment_.decisions().choices.end() ? Text{} : norms_text(choice->second, unit_.norm->id)));
            trace_.mend.reset();
        } else if (verdict.state == State::exempt && number) {
            if (const auto exemption = assessment_.exemption(assessment_.judge(), unit_, assessment_.subject(unit_, *number))) {
                trace_.evidence.insert(trace_.evidence.begin(), *exemption);
                lead(phrase("Dikecualikan dengan {}.", "Exempt by {}.", words_.record(*exemption)));
                trace_.mend.reset();
            }
        } else if (verdict.state == State::undetermined) {
            undetermined();
        } else if (unit_.standing == Standing::read_openly && verdict.state == State::not_used) {
            lead({"Pemerintah daerah membaca izin ini sebagai tidak menutup bagi yang lain.",
                  "The local government reads this permission as not excluding others."});
        }
    }

    void undetermined() {
        if (unit_.standing == Standing::unsettled) {
            lead(phrase("Bertentangan dengan {} dan belum diputuskan mana yang diikuti. {}", "It conflicts with {} and it is not decided which is followed. {}",
                        norms_text(unit_.conflict->norms, unit_.norm->id), unit_.conflict->says));
            trace_.mend =
                Mend{.register_name = "conflict_choice", .values = {{"regulation", assessment_.frame().regulation.id}, {"conflict", unit_.conflict->key}}};
            return;
        }
        for (const OpenParameter& open : unit_.open) {
            if (!open.value || (unit_.undetermined && open.name != "reading")) {
                const Text label = parameter_label(open.name);
                lead(open.value ? phrase("Nilai \"{0}\" untuk {1} tidak dapat dipakai.", "The value \"{0}\" for {1} cannot be used.", plain(*open.value), label)
                                : phrase("Pemerintah daerah belum menetapkan {}.", "The local government has not set {}.", label));
                trace_.mend = Mend{.register_name = "government_value", .values = {{"norm", unit_.norm->full_id}, {"parameter", open.name}}};
                return;
            }
        }
    }

    void lead(Text sentence) { trace_.sentences.insert(trace_.sentences.begin(), std::move(sentence)); }

    void finish(Line& line) {
        for (const Text& sentence : trace_.sentences) {
            const std::string_view space = line.why.id.empty() ? "" : " ";
            const auto capital = [](std::string text) {
                if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
                    text[0] = static_cast<char>(text[0] - 'a' + 'A');
                }
                return text;
            };
            line.why.id += std::string(space) + capital(sentence.id);
            line.why.en += std::string(space) + capital(sentence.en);
        }
        std::vector<RowRef> told;
        for (const RowRef row : trace_.evidence) {
            if (row.table >= 0 && std::ranges::find(told, row) == told.end()) {
                told.push_back(row);
                const Mirror& mirror = assessment_.mirror();
                line.evidence.push_back({mirror.schema().table(row.table).declaration->name, mirror.text(mirror.id(row)), words_.title(row)});
            }
        }
        const bool good = line.state == State::met || line.state == State::exempt || line.state == State::not_used || line.state == State::not_ours;
        if (trace_.mend && !good) {
            line.mend_register = trace_.mend->register_name;
            line.mend_values = trace_.mend->values;
        }
    }

    const Assessment& assessment_;
    const Words& words_;
    const Unit& unit_;
    Trace trace_;
};

Reference subject_of(const Assessment& assessment, const Words& words, const Unit& unit, std::optional<std::size_t> number) {
    const Mirror& mirror = assessment.mirror();
    if (unit.check.subject >= 0) {
        const registers::Register& declaration = *mirror.schema().table(unit.check.subject).declaration;
        if (!number) {
            return {declaration.name, "", declaration.plural.id};
        }
        const Subject subject = assessment.subject(unit, *number);
        return {declaration.name, mirror.text(mirror.id(subject.row)), words.title(subject.row)};
    }
    Reference reference{"government", unit.check.item, assessment.frame().regulation.region};
    if (!unit.check.item.empty()) {
        reference.label = words.item(unit.norm, nullptr, mirror.symbols().find(unit.check.item)).id;
    }
    if (unit.check.per_item && number) {
        const Subject subject = assessment.subject(unit, *number);
        const auto& cover = std::get<Cover>(unit.check.kind);
        const auto field = [&](int column) { return column < 0 ? nullptr : mirror.schema().column(cover.has.table, column).field; };
        reference.id = mirror.text(subject.item);
        reference.label = words.item(unit.norm, field(cover.has.match), subject.item).id;
        if (subject.across != 0) {
            reference.id += "/" + mirror.text(subject.across);
            reference.label += " / " + words.item(unit.norm, field(cover.has.across), subject.across).id;
        }
    }
    return reference;
}

}  // namespace

Line make_line(const Assessment& assessment, const Words& words, const Unit& unit, std::optional<std::size_t> number, const Verdict& verdict, bool explain) {
    Line line;
    line.norm = unit.norm;
    line.rule = unit.rule->name;
    line.subject = subject_of(assessment, words, unit, number);
    line.agency = assessment.agency(verdict.agency);
    line.state = verdict.state;
    if (verdict.since != no_day) {
        line.since = date_of(verdict.since);
    }
    if (verdict.due != no_day) {
        line.due = date_of(verdict.due);
    }
    line.warns_only = unit.rule->prevents && !unit.shuts();
    if (explain) {
        Explainer(assessment, words, unit).explain(number, verdict, line);
    }
    return line;
}

Line unbound_line(const Norm& norm, bool explain) {
    Line line;
    line.norm = &norm;
    line.subject = {"government", "", ""};
    line.state = State::unbound;
    if (explain) {
        line.why = {"Belum ada aturan yang menilai norma ini.", "No rule judges this norm yet."};
    }
    return line;
}

}  // namespace pendopo::law
