// Commands that make, fill, empty and keep a data folder.

#include <fstream>
#include <iostream>

#include <boost/json.hpp>

#include "base/ids.hpp"
#include "cli/commands.hpp"
#include "demo/demo.hpp"

namespace pendopo::cli {

namespace {

using government::Government;
using government::Product;

/// Someone at the server's own console may do what an ICT officer may.
people::Person console() {
    return {people::Account{.id = "console", .name = "console", .email = {}, .role = "ict_officer", .agency = {}, .office = "ict_agency"}};
}

int print_report(const registers::ImportReport& report, const Product& product, bool dry_run, Language language) {
    if (!report.problems.empty()) {
        return complain(Error{ErrorKind::invalid, "import.refused", {}, report.problems}, product, language);
    }
    for (const std::string& column : report.unknown_columns) {
        fmt::print(stderr, "{}\n", product.locale.text(language, "cli.unknown_column", {{"column", column}}));
    }
    fmt::print("{}\n", product.locale.text(language, dry_run ? "cli.would_import" : "cli.imported",
                                           {{"rows", std::to_string(report.rows)},
                                            {"created", std::to_string(report.created)},
                                            {"changed", std::to_string(report.changed)},
                                            {"unchanged", std::to_string(report.unchanged)}}));
    return 0;
}

/// Lets `act` work on one government, and prints what goes wrong.
int with_government(const Common& common, std::string_view slug, const std::function<Result<int>(Government&, const Product&)>& act) {
    auto product = load_product();
    if (!product) {
        return complain(product.error(), common.language);
    }
    auto governments = open_governments(*product, common, slug);
    if (!governments) {
        return complain(governments.error(), **product, common.language);
    }
    auto code = act(*governments->front(), **product);
    return code ? *code : complain(code.error(), **product, common.language);
}

Result<void> create(const std::shared_ptr<const Product>& product, const Common& common, const InitCommand& command) {
    const law::Regulation* regulation = product->regulation(command.regulation);
    if (regulation == nullptr) {
        std::vector<std::string> known;
        for (const auto& each : product->regulations) {
            known.push_back(each.id);
        }
        return fail(ErrorKind::not_found, "regulation.unknown", command.regulation,
                    {Problem{"regulation.unknown", "", {{"regulation", command.regulation}, {"known", join(known, ", ")}}, {}, {}}});
    }
    const std::string slug = command.government.empty() ? regulation->slug : command.government;
    if (!government::proper_slug(slug)) {
        return fail(ErrorKind::invalid, "government.bad_name", slug);
    }
    const std::filesystem::path data(common.data);
    if (const auto all = government::listings(data); all && std::ranges::find(*all, slug, &government::Listing::slug) != all->end()) {
        return fail(ErrorKind::conflict, "government.exists", slug);
    }
    Government::Settings settings{.slug = slug, .regulation = regulation->id, .folder = data / slug, .database_url = common.database_url, .create = true};
    settings.demonstration = command.demo;
    TRY(auto government, Government::open(product, settings));
    const auto say = [&](std::string_view key, const std::map<std::string, std::string>& arguments) {
        fmt::print("{}\n", product->locale.text(common.language, key, arguments));
    };
    if (command.demo) {
        CHECK(demo::fill(*government));
    }
    CHECK(government->begin());
    say("cli.created", {{"government", government->name()}, {"slug", slug}, {"regulation", regulation->id}});
    if (!command.demo) {
        const std::string password = random_token(12);
        CHECK(government->database->write([&](store::Session& session) {
            return government->people->add(session, {.id = "admin", .name = "Administrator", .email = {}, .role = "administrator", .agency = {}, .office = {}},
                                           password, "console");
        }));
        say("cli.first_password", {{"id", "admin"}, {"password", password}});
    }
    return government::add_listing(data, {slug, regulation->id, command.demo});
}

/// The password on standard input: one line, as typed.
std::string read_password() {
    std::string password;
    std::getline(std::cin, password);
    return password;
}

}  // namespace

int init(const Common& common, const InitCommand& command) {
    auto product = load_product();
    if (!product) {
        return complain(product.error(), common.language);
    }
    const auto done = create(*product, common, command);
    return done ? 0 : complain(done.error(), **product, common.language);
}

int accounts(const Common& common) {
    auto product = load_product();
    if (!product) {
        return complain(product.error(), common.language);
    }
    const auto all = government::listings(common.data);
    if (!all) {
        return complain(all.error(), **product, common.language);
    }
    if (std::ranges::none_of(*all, &government::Listing::demonstration)) {
        return 0;
    }
    fmt::print("{}\n", (*product)->locale.text(common.language, "cli.sample_accounts"));
    for (const auto& account : demo::accounts()) {
        fmt::print("  {:<14} {:<28} {}\n", account.id, account.password, account.what.in(common.language));
    }
    return 0;
}

int import(const Common& common, const TransferCommand& command) {
    return with_government(common, command.government, [&](Government& government, const Product& product) -> Result<int> {
        const bool several = command.file.empty();
        const std::filesystem::path file(several ? command.register_name : command.file);
        const auto format = registers::format_of(file);
        if (!format || (several && *format != registers::Format::jsonl)) {
            return fail(ErrorKind::unsupported, "transfer.unknown_format", file.string());
        }
        registers::ImportOptions options;
        options.dry_run = command.dry_run;
        if (several) {
            std::ifstream stream(file, std::ios::binary);
            if (!stream) {
                return fail(ErrorKind::not_found, "file.not_found", file.string());
            }
            TRY(const auto report, government.workflow->import_lines(
                                       console(),
                                       [&]() -> std::optional<std::string> {
                                           std::string line;
                                           return std::getline(stream, line) ? std::optional(std::move(line)) : std::nullopt;
                                       },
                                       options));
            return print_report(report, product, command.dry_run, common.language);
        }
        const auto* declaration = product.catalogue.find(command.register_name);
        if (declaration == nullptr) {
            return fail(ErrorKind::not_found, "register.unknown", command.register_name);
        }
        TRY(const auto report, government.workflow->import(console(), *declaration, file, *format, options));
        return print_report(report, product, command.dry_run, common.language);
    });
}

int export_(const Common& common, const TransferCommand& command) {
    return with_government(common, command.government, [&](Government& government, const Product& product) -> Result<int> {
        const auto* declaration = product.catalogue.find(command.register_name);
        if (declaration == nullptr) {
            return fail(ErrorKind::not_found, "register.unknown", command.register_name);
        }
        const auto format = registers::format_of(command.file);
        if (!format) {
            return fail(ErrorKind::unsupported, "transfer.unknown_format", command.file);
        }
        CHECK(government.database->read([&](store::Session& session) {
            return registers::export_file(session, *government.records, *declaration, {}, *format, command.file, common.language);
        }));
        return 0;
    });
}

int ledger_verify(const Common& common, const std::string& slug) {
    auto product = load_product();
    if (!product) {
        return complain(product.error(), common.language);
    }
    auto governments = open_governments(*product, common, slug);
    if (!governments) {
        return complain(governments.error(), **product, common.language);
    }
    int code = 0;
    for (const auto& government : *governments) {
        auto verification = government->verify();
        std::ranges::move(government->verify_files(), std::back_inserter(verification.findings));
        fmt::print("{}\n", (*product)->locale.text(common.language, verification.ok() ? "cli.ledger_whole" : "cli.ledger_broken",
                                                   {{"government", government->slug},
                                                    {"entries", std::to_string(verification.entries)},
                                                    {"records", std::to_string(verification.records)},
                                                    {"root", verification.root}}));
        for (const auto& finding : verification.findings) {
            fmt::print("  {} {} {} {}\n", (*product)->locale.text(common.language, "finding." + finding.kind), finding.subject, finding.record, finding.detail);
            code = 1;
        }
    }
    return code;
}

int user_add(const Common& common, const UserCommand& command) {
    return with_government(common, command.government, [&](Government& government, const Product& product) -> Result<int> {
        const people::Account account{
            .id = command.id, .name = command.name, .email = command.email, .role = command.role, .agency = command.agency, .office = command.office};
        CHECK(government.database->write([&](store::Session& session) { return government.people->add(session, account, read_password(), "console"); }));
        fmt::print("{}\n", product.locale.text(common.language, "cli.account_added", {{"id", account.id}}));
        return 0;
    });
}

int user_password(const Common& common, const UserCommand& command) {
    return with_government(common, command.government, [&](Government& government, const Product& product) -> Result<int> {
        CHECK(government.database->write(
            [&](store::Session& session) { return government.people->set_password(session, command.id, read_password(), "console"); }));
        fmt::print("{}\n", product.locale.text(common.language, "cli.password_set", {{"id", command.id}}));
        return 0;
    });
}

int user_token(const Common& common, const UserCommand& command) {
    return with_government(common, command.government, [&](Government& government, const Product&) -> Result<int> {
        TRY(const auto token, government.database->write([&](store::Session& session) {
            return government.people->add_token(session, command.id, command.label, command.days, "console");
        }));
        fmt::print("{}\n", token);
        return 0;
    });
}

int backup(const Common& common, const std::string& archive) {
    auto product = load_product();
    if (!product) {
        return complain(product.error(), common.language);
    }
    auto governments = open_governments(*product, common, "");
    if (!governments) {
        return complain(governments.error(), **product, common.language);
    }
    std::vector<Government*> all;
    for (const auto& government : *governments) {
        all.push_back(government.get());
    }
    const auto done = government::back_up(common.data, all, archive);
    if (!done) {
        return complain(done.error(), **product, common.language);
    }
    fmt::print("{}\n", (*product)->locale.text(common.language, "cli.backed_up", {{"file", archive}}));
    return 0;
}

int restore(const Common& common, const std::string& archive) {
    auto product = load_product();
    if (!product) {
        return complain(product.error(), common.language);
    }
    const auto done = government::restore(archive, common.data, common.database_url);
    if (!done) {
        return complain(done.error(), **product, common.language);
    }
    fmt::print("{}\n", (*product)->locale.text(common.language, "cli.restored", {{"folder", common.data}}));
    return 0;
}

}  // namespace pendopo::cli
