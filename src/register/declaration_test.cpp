#include "register/testing.hpp"

namespace pendopo::registers {

namespace {

std::vector<std::string> mistakes_of(const Declarations& declarations) {
    const auto catalogue = declarations.load();
    std::vector<std::string> lines;
    if (!catalogue) {
        for (const Problem& problem : catalogue.error().problems) {
            lines.push_back(problem.pointer + " " + problem.code + ": " + problem.detail);
        }
    }
    return lines;
}

/// The one mistake of a register with this body.
std::string mistake(const std::string& body, const std::string& example = "{}") {
    Declarations declarations;
    declarations.system("test").add("thing", body, example);
    const auto all = mistakes_of(declarations);
    return all.size() == 1 ? all.front().substr(all.front().find("thing.yaml:") + 11)
           : all.empty()   ? "none"
                           : fmt::format("{} mistakes: {}", all.size(), join(all, " | "));
}

const std::string states = "states: {open: {id: \"A\", en: \"B\"}}\n";
const std::string name = "name: {type: text, label: {id: \"N\", en: \"N\"}}";

}  // namespace

TEST(Declaration, TheProductsOwnRegistersLoad) {
    const auto catalogue = Catalogue::load(Resources::of_folder(PENDOPO_SOURCE_DIR));
    if (!catalogue) {
        for (const Problem& problem : catalogue.error().problems) {
            ADD_FAILURE() << problem.pointer << ": " << problem.code << ": " << problem.detail;
        }
        return;
    }
    EXPECT_GE(catalogue->registers().size(), 82U);
    for (const Register& declaration : catalogue->registers()) {
        EXPECT_FALSE(declaration.examples.empty()) << declaration.name;
        EXPECT_NE(catalogue->system(declaration.system), nullptr) << declaration.name;
    }
}

TEST(Declaration, DefaultsAreFilledIn) {
    Declarations declarations;
    declarations.system("test").add("thing", R"(fields:
  number: {type: integer, label: {id: "No", en: "No"}}
  name: {type: text, label: {id: "Nama", en: "Name"}}
  note: {type: long_text, label: {id: "Catatan", en: "Note"}}
  closed_on: {type: datetime, label: {id: "Ditutup", en: "Closed"}}
states:
  open: {id: "Terbuka", en: "Open"}
  held: {id: "Ditahan", en: "Held"}
  closed: {id: "Tutup", en: "Closed", closed: true}
)");
    const Catalogue catalogue = declarations.good();
    const Register& thing = *catalogue.find("thing");
    EXPECT_EQ(thing.title, "name");
    EXPECT_EQ(thing.sort, "name");
    EXPECT_EQ(thing.list, (std::vector<std::string>{"name", "state"}));
    EXPECT_EQ(thing.search, (std::vector<std::string>{"name", "note"}));
    EXPECT_EQ(thing.numbering, "THING-{0000}");
    EXPECT_EQ(thing.plural, thing.label);
    EXPECT_EQ(thing.write, (std::vector<std::string>{"ict_officer", "agency_officer"}));
    ASSERT_EQ(thing.transitions.size(), 2U);
    EXPECT_EQ(thing.transition("to_closed")->from, (std::vector<std::string>{"open", "held"}));
    EXPECT_TRUE(thing.field("open_on")->implicit);
    EXPECT_EQ(thing.field("open_by")->type, FieldType::office);
    EXPECT_EQ(thing.field("closed_on")->type, FieldType::datetime) << "its own declaration counts";
    EXPECT_EQ(thing.field("open_on")->label.in(Language::en), "Open (date)");
    EXPECT_EQ(thing.field_index("nothing"), -1);
}

TEST(Declaration, PathsFollowReferences) {
    const Catalogue catalogue = example_declarations().good();
    const Register& release = *catalogue.find("release");
    EXPECT_EQ(catalogue.field_at(release, "application.owner.name")->label.id, "Nama");
    EXPECT_EQ(catalogue.field_at(release, "application.id")->name, "id");
    EXPECT_EQ(catalogue.field_at(release, "state")->name, "state");
    EXPECT_EQ(catalogue.field_at(release, "application.nothing"), nullptr);
    EXPECT_EQ(catalogue.field_at(release, "name.x"), nullptr);
    EXPECT_EQ(catalogue.field_at(*catalogue.find("application"), "about.name"), nullptr) << "no path leads through any register";
}

TEST(Declaration, EveryMistakeHasItsPlaceAndASuggestion) {
    EXPECT_EQ(mistake("fields:\n  " + name + "\n" + states + "sarch: [name]\n"),
              "7:8 declaration.unknown: unknown key of a register \"sarch\"; did you mean \"search\"?");
    EXPECT_EQ(mistake("fields:\n  name: {type: tekst, label: {id: \"N\", en: \"N\"}}\n" + states),
              "5:16 declaration.unknown: unknown field type \"tekst\"; did you mean \"text\"?");
    EXPECT_EQ(mistake("fields:\n  name: {type: text, lable: {id: \"N\", en: \"N\"}}\n" + states).substr(0, 10), "2 mistakes");
    EXPECT_EQ(mistake("fields:\n  name: {type: text, label: {id: \"N\"}}\n" + states), "5:29 declaration.missing: label lacks its text in \"en\"");
    EXPECT_EQ(mistake("fields:\n  owner: {type: reference, to: thin, label: {id: \"N\", en: \"N\"}}\n" + states),
              "5:32 declaration.unknown: unknown register \"thin\"; did you mean \"thing\"?");
    EXPECT_EQ(mistake("fields:\n  " + name + "\n" + states + "list: [name, stat]\n"),
              "7:14 declaration.unknown: unknown field \"stat\"; did you mean \"state\"?");
    EXPECT_EQ(mistake("fields:\n  " + name + "\n" + states + "search: [nam]\n"), "7:10 declaration.unknown: unknown field \"nam\"; did you mean \"name\"?");
    EXPECT_EQ(mistake("fields:\n  " + name + "\n" + states + "title: nama\nsort: name\nlist: [name]\n"),
              "7:8 declaration.unknown: unknown field \"nama\"; did you mean \"name\"?");
    EXPECT_EQ(mistake("fields:\n  " + name + "\n" + states + "sort: \"-nam\"\n").substr(0, 24), "7:7 declaration.unknown:");
    EXPECT_EQ(mistake("fields:\n  " + name + "\n" + states + "agency: name\n").substr(0, 25), "7:9 declaration.bad_path:");
    EXPECT_EQ(mistake("fields:\n  " + name + "\n" + states + "permissions: {read: [al]}\n"),
              "7:22 declaration.unknown: unknown role \"al\"; did you mean \"all\"?");
    EXPECT_EQ(mistake("fields:\n  " + name + "\n" + states + "numbering: \"A-0000\"\n").substr(0, 28), "7:12 declaration.bad_value: ");
    EXPECT_EQ(mistake("fields:\n  " + name + "\n" + states + "census: {confirm: [ict_officer], every: \"ein Jahr\"}\n").substr(0, 28),
              "7:41 declaration.bad_value: ");
    EXPECT_EQ(mistake("fields:\n  " + name + "\n" + states + "transitions: {go: {from: [opn], to: open, label: {id: \"G\", en: \"G\"}, asks: [name]}}\n"),
              "7:27 declaration.unknown: unknown state \"opn\"; did you mean \"open\"?");
}

TEST(Declaration, NamesAreSafeInSql) {
    for (const std::string& bad : std::vector<std::string>{"Name", "na-me", "1st", "a__b", "a_", "\"x y\"", "\"a\\\"; DROP TABLE x\"", std::string(51, 'a')}) {
        EXPECT_NE(mistake("fields:\n  " + bad + ": {type: text, label: {id: \"N\", en: \"N\"}}\n" + states).find("declaration.bad_name"), std::string::npos)
            << bad;
    }
    for (const std::string taken : {"id", "state", "version", "created_on", "register"}) {
        EXPECT_NE(mistake("fields:\n  " + taken + ": {type: text, label: {id: \"N\", en: \"N\"}}\n" + states).find("declaration.reserved"), std::string::npos)
            << taken;
    }
    EXPECT_NE(mistake("fields:\n  " + name + "\nstates: {created: {id: \"A\", en: \"B\"}}\n").find("declaration.reserved"), std::string::npos);
    for (const std::string keyword : {"order", "group", "select", "table", "user", "on", "by", "references"}) {
        EXPECT_EQ(mistake("fields:\n  \"" + keyword + "\": {type: text, label: {id: \"N\", en: \"N\"}}\n" + states), "none") << "quoted in SQL: " << keyword;
    }
}

TEST(Declaration, KeysFitTheTypeOfTheirField) {
    const auto field = [](const std::string& keys) { return mistake("fields:\n  f: {label: {id: \"N\", en: \"N\"}, " + keys + "}\n" + states); };
    for (const std::string wrong : {"type: choice",
                                    "type: reference",
                                    "type: lines",
                                    "type: text, to: thing",
                                    "type: text, min: 3",
                                    "type: date, max: 3",
                                    "type: integer, max_length: 3",
                                    "type: integer, pattern: x",
                                    "type: text, pattern: \"(\"",
                                    "type: integer, min: 5, max: 3",
                                    "type: integer, min: a",
                                    "type: long_text, unique: true",
                                    "type: references, to: thing, index: true",
                                    "type: boolean, default: maybe",
                                    "type: integer, default: \"1,5\"",
                                    "type: text, required: yes",
                                    "type: text, choices: {a: b}",
                                    "type: lines, columns: {x: {type: references, to: thing, label: {id: A, en: B}}}",
                                    "type: reference, to: thing, item: nothing",
                                    "type: text, item: x"}) {
        EXPECT_NE(field(wrong).find("declaration."), std::string::npos) << wrong << " gave " << field(wrong);
    }
    for (const std::string right : {"type: text, max: 20, pattern: \"[a-z]+\", default: abc", "type: money, min: 0, default: \"100\"",
                                    "type: choice, choices: {a: {id: A, en: B}}, default: a", "type: reference, to: any", "type: parts",
                                    "type: lines, columns: {position: {type: text, label: {id: A, en: B}}}", "type: derived"}) {
        EXPECT_EQ(field(right), "none") << right;
    }
}

TEST(Declaration, ExamplesAreChecked) {
    const std::string body =
        "fields:\n  name: {type: text, required: true, label: {id: \"N\", en: \"N\"}}\n  on: {type: date, label: {id: \"N\", en: \"N\"}}\n  other: {type: "
        "reference, to: thing, label: {id: \"N\", en: \"N\"}}\n" +
        states;
    EXPECT_EQ(mistake(body, "{name: x, \"on\": \"2024-01-31\", other: {thing: example}}"), "none");
    EXPECT_NE(mistake(body, "{name: x, \"on\": \"2024-02-31\"}").find("declaration.bad_example"), std::string::npos);
    EXPECT_NE(mistake(body, "{}").find("field.required") == std::string::npos ? mistake(body, "{}").find("required") : 0, std::string::npos);
    EXPECT_NE(mistake(body, "{name: x, nmae: y}").find("did you mean \"name\""), std::string::npos);
    EXPECT_NE(mistake(body, "{name: x, other: {thng: example}}").find("did you mean \"thing\""), std::string::npos);
    Declarations none;
    none.system("test").file("systems/test/registers/thing.yaml", "register: thing\nlabel: {id: A, en: B}\n" + body);
    EXPECT_EQ(mistakes_of(none).size(), 1U);
}

TEST(Declaration, AllMistakesOfAllFilesAreToldAtOnce) {
    Declarations declarations;
    declarations.system("test");
    declarations.file("systems/test/registers/a.yaml", "register: b\n");
    declarations.file("systems/test/registers/c.yaml", "just text");
    declarations.file("systems/test/registers/d.yaml", "register: [\n");
    declarations.file("systems/test/registers/e.yaml", "");
    declarations.file("systems/lonely/registers/f.yaml", "register: f\nlabel: {id: A, en: B}\nfields:\n  " + name + "\n" + states + "example: [{}]\n");
    declarations.file("systems/odd/system.yaml", "system: even\nlabel: {id: A, en: B}\ngroup: somewhere\n");
    std::set<std::string> files;
    for (const std::string& line : mistakes_of(declarations)) {
        files.insert(line.substr(0, line.find(".yaml")));
        EXPECT_NE(line.find(".yaml:"), std::string::npos) << line;
    }
    EXPECT_EQ(files.size(), 6U);
}

TEST(Declaration, ARegisterIsDeclaredOnce) {
    Declarations declarations;
    declarations.system("test").system("other");
    declarations.add("thing", "fields:\n  " + name + "\n" + states);
    declarations.file("systems/other/registers/thing.yaml", "register: thing\nlabel: {id: A, en: B}\nfields:\n  " + name + "\n" + states + "example: [{}]\n");
    const auto all = mistakes_of(declarations);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_NE(all.front().find("declaration.repeated"), std::string::npos);
}

TEST(Declaration, TypesHaveNames) {
    for (int i = 0; i <= static_cast<int>(FieldType::derived); ++i) {
        const auto type = static_cast<FieldType>(i);
        EXPECT_EQ(field_type(name_of(type)), type);
    }
    EXPECT_FALSE(field_type("string"));
}

}  // namespace pendopo::registers
