#include "cli/cli.hpp"

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"

namespace pendopo::cli {

namespace {

Language language_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value != nullptr && *value != '\0') {
            return std::string_view(value).starts_with("en") ? Language::en : Language::id;
        }
    }
    return Language::id;
}

/// Adds the commands to the program; whichever is named puts what is to be done into `chosen`.
class Commands {
public:
    Commands(CLI::App& app, std::function<int()>& chosen) : app_(app), chosen_(chosen) {
        common_.language = language_of_environment();
        add_serving();
        add_transfer();
        add_law();
        add_people();
        add_keeping();
    }

private:
    CLI::App* command(CLI::App& parent, const std::string& name, const std::string& what, std::function<int()> run) {
        CLI::App* added = parent.add_subcommand(name, what);
        added->callback([this, run = std::move(run)] { chosen_ = run; });
        return added;
    }
    CLI::App* with_data(CLI::App* added) {
        added->add_option("--data", common_.data, "Data folder")->capture_default_str();
        added->add_option("--database", common_.database_url, "postgresql://user:password@host:port/database; default: SQLite files in the data folder")
            ->envname("PENDOPO_DATABASE");
        return added;
    }
    static void government_option(CLI::App* added, std::string& into, bool required = true) {
        added->add_option("--government", into, "Government, by its short name (kediri, blitar...)")->required(required);
    }

    void add_serving() {
        CLI::App* added = with_data(command(app_, "serve", "Serve the governments of a data folder", [this] { return serve(common_, serve_); }));
        added->add_option("--listen", serve_.listen, "Address and port")->capture_default_str();
        added->add_option("--workers", serve_.workers, "Threads that answer pages (default: twice the processors)");
        added->add_option("--max-upload", serve_.max_upload_mebibytes, "Largest upload in MiB")->capture_default_str();
        added->add_option("--trusted-proxy", serve_.trusted_proxies, "Address of a proxy whose X-Forwarded-* headers are believed");
        added->add_option("--host", serve_.hosts, "NAME=GOVERNMENT: that government answers at a host name by itself, without its name in the path");
        added->add_flag("--access-log", serve_.access_log, "Write a line per request");
        added->fallthrough();  // --config is the program's, so that a key the file has and no option knows is refused
        added->allow_config_extras(false);

        added = with_data(command(app_, "init", "Create a government under one of the regulations", [this] { return init(common_, init_); }));
        added->add_option("--regulation", init_.regulation, "Regulation, for example kediri-42-2019")->required();
        added->add_option("--government", init_.government, "Short name (default: the regulation's)");
        added->add_flag("--demo", init_.demo, "Fill it with invented sample data and accounts");

        with_data(command(app_, "accounts", "Print the sample accounts of demonstration governments", [this] { return accounts(common_); }));
    }

    void add_transfer() {
        CLI::App* added =
            with_data(command(app_, "import", "Import a spreadsheet or JSON Lines into a register", [this] { return import(common_, transfer_); }));
        transfer_options(added);
        added->add_flag("--dry-run", transfer_.dry_run, "Check everything, change nothing");
        added = with_data(command(app_, "export", "Export a register", [this] { return export_(common_, transfer_); }));
        transfer_options(added);
    }
    void transfer_options(CLI::App* added) {
        government_option(added, transfer_.government);
        added->add_option("register", transfer_.register_name, "Register, or the .jsonl file alone where its lines name their registers")->required();
        added->add_option("file", transfer_.file, "File ending in .csv, .xlsx or .jsonl");
    }

    void add_law() {
        CLI::App* added =
            with_data(command(app_, "compliance", "Tell which norm is met, by whom, and what proves it", [this] { return compliance(common_, compliance_); }));
        government_option(added, compliance_.government);
        added->add_option("--on", compliance_.on, "As on a day (2024-03-01); default: today");
        added->add_option("--norm", compliance_.norm, "A norm (24/2) or an article (24)");
        added->add_option("--agency", compliance_.agency, "Key of an agency");
        added->add_option("--system", compliance_.system, "A system (application, data_center...)");
        added->add_option("--state", compliance_.state, "An answer (met, overdue, breached...)");
        added->add_option("--format", compliance_.format, "table, json or csv")->check(CLI::IsMember({"table", "json", "csv"}))->capture_default_str();

        CLI::App* regulation = app_.add_subcommand("regulation", "Look at regulations")->require_subcommand(1);
        added = command(*regulation, "check", "Check regulation files", [this] { return regulation_check(common_, files_); });
        added->add_option("files", files_, "Regulation files")->required()->check(CLI::ExistingFile);
        added = command(*regulation, "coverage", "Tell what rules cover", [this] { return regulation_coverage(common_, format_); });
        added->add_option("--format", format_, "table or json")->check(CLI::IsMember({"table", "json"}));

        CLI::App* ledger = app_.add_subcommand("ledger", "Look at the log of changes")->require_subcommand(1);
        added = with_data(command(*ledger, "verify", "Check the log, and every record against it", [this] { return ledger_verify(common_, one_government_); }));
        government_option(added, one_government_, false);

        added = command(app_, "check", "Check the declarations of the product, or of a folder", [this] { return check(common_, folder_); });
        added->add_option("folder", folder_, "Folder with systems/ and regulations/")->check(CLI::ExistingDirectory);
    }

    void add_people() {
        CLI::App* user = app_.add_subcommand("user", "Accounts")->require_subcommand(1);
        CLI::App* added =
            with_data(command(*user, "add", "Add an account; the password is read from standard input", [this] { return user_add(common_, user_); }));
        user_options(added);
        added->add_option("--name", user_.name, "Name shown to people")->required();
        added->add_option("--role", user_.role, "administrator, ict_officer, agency_officer, agency_head, executive or auditor")->required();
        added->add_option("--agency", user_.agency, "Key of the agency");
        added->add_option("--office", user_.office, "Office the person acts for (ict_agency, secretary...)");
        added->add_option("--email", user_.email, "E-mail address");
        added = with_data(command(*user, "password", "Set a password, read from standard input", [this] { return user_password(common_, user_); }));
        user_options(added);
        added = with_data(command(*user, "token", "Make an API token, shown once", [this] { return user_token(common_, user_); }));
        user_options(added);
        added->add_option("--label", user_.label, "What it is for")->required();
        added->add_option("--days", user_.days, "Days until it ends")->capture_default_str();
    }
    void user_options(CLI::App* added) {
        government_option(added, user_.government);
        added->add_option("id", user_.id, "Sign-in name")->required();
    }

    void add_keeping() {
        CLI::App* added =
            with_data(command(app_, "backup", "Write one archive of everything, beside a running server", [this] { return backup(common_, archive_); }));
        added->add_option("archive", archive_, "File to write, for example pendopo.tar.zst")->required();
        added = with_data(command(app_, "restore", "Put an archive into an empty data folder", [this] { return restore(common_, archive_); }));
        added->add_option("archive", archive_, "File to read")->required();
    }

    CLI::App& app_;
    std::function<int()>& chosen_;
    Common common_;
    ServeCommand serve_;
    InitCommand init_;
    TransferCommand transfer_;
    ComplianceCommand compliance_;
    UserCommand user_;
    std::vector<std::string> files_;
    std::string format_ = "table", one_government_, folder_, archive_;
};

}  // namespace

int run(int argument_count, char** arguments) {
    CLI::App app("Pendopo: the SPBE of a city or regency, run by its own regulation", "pendopo");
    app.require_subcommand(1);
    app.set_version_flag("--version", PENDOPO_VERSION);
    app.set_config("--config", "", "File with options of the commands (TOML; those of serve stand below [serve])");
    app.allow_config_extras(false);
    std::function<int()> chosen;
    const Commands commands(app, chosen);
    try {
        app.parse(argument_count, arguments);
    } catch (const CLI::ParseError& mistake) {
        const int code = app.exit(mistake);
        return code == 0 ? 0 : 2;
    }
    try {
        return chosen();
    } catch (const std::exception& fault) {
        fmt::print(stderr, "pendopo: {}\n", fault.what());
        return 1;
    }
}

}  // namespace pendopo::cli
