#pragma once
// The commands and what they take. Each prints what it did on standard output, problems on standard error, and returns the exit code.

#include <memory>
#include <string>
#include <vector>

#include "government/government.hpp"

namespace pendopo::cli {

/// What every command needs: where the data are, and in which language to speak (from LC_ALL, LC_MESSAGES or LANG; Indonesian otherwise).
struct Common {
    std::string data = "data";
    std::string database_url;
    Language language = Language::id;
};

/// Prints an error with its problems, by the texts of the locale files. @return 1
int complain(const Error& error, const government::Product& product, Language language);
int complain(const Error& error, Language language);  ///< before the product could be loaded

/// The product as built in, or with the declarations of a folder. @error declaration.*, rule.*
Result<std::shared_ptr<const government::Product>> load_product(const std::string& folder = {});

using Governments = std::vector<std::unique_ptr<government::Government>>;
/// Opens one government of the data folder, or all where `slug` is empty.
Result<Governments> open_governments(const std::shared_ptr<const government::Product>& product, const Common& common, std::string_view slug,
                                     bool alone = false);

struct ServeCommand {
    std::string listen = "127.0.0.1:8080";
    unsigned workers = 0;
    std::size_t max_upload_mebibytes = 200;
    std::vector<std::string> trusted_proxies;
    std::vector<std::string> hosts;  ///< NAME=GOVERNMENT
    bool access_log = false;
};
int serve(const Common&, const ServeCommand&);

struct InitCommand {
    std::string regulation, government;
    bool demo = false;
};
int init(const Common&, const InitCommand&);

/// Prints the sample accounts of the demonstration governments in the data folder.
int accounts(const Common&);

struct TransferCommand {
    std::string government, register_name, file;
    bool dry_run = false;
};
int import(const Common&, const TransferCommand&);
int export_(const Common&, const TransferCommand&);

struct ComplianceCommand {
    std::string government, on, norm, agency, system, state, format = "table";
};
int compliance(const Common&, const ComplianceCommand&);

int regulation_check(const Common&, const std::vector<std::string>& files);
int regulation_coverage(const Common&, const std::string& format);
int ledger_verify(const Common&, const std::string& government);
int check(const Common&, const std::string& folder);

struct UserCommand {
    std::string government, id, name, role, agency, office, email, password, label;
    int days = 365;
};
int user_add(const Common&, const UserCommand&);
int user_password(const Common&, const UserCommand&);
int user_token(const Common&, const UserCommand&);

int backup(const Common&, const std::string& archive);
int restore(const Common&, const std::string& archive);

}  // namespace pendopo::cli
