// Commands about the law: compliance, regulations, declarations.

#include <malloc.h>

#include <fstream>
#include <iostream>

#include <boost/json.hpp>

#include "cli/commands.hpp"
#include "web/server.hpp"

namespace pendopo::cli {

namespace {

using government::Product;

boost::json::object json_of(const law::Line& line) {
    boost::json::array evidence;
    for (const auto& each : line.evidence) {
        evidence.push_back({{"register", each.register_name}, {"id", each.id}, {"label", each.label}});
    }
    const auto date = [](const std::optional<Date>& day) { return day ? boost::json::value(to_string(*day)) : boost::json::value(nullptr); };
    return {{"norm", line.norm->full_id},
            {"rule", line.rule},
            {"subject", {{"register", line.subject.register_name}, {"id", line.subject.id}, {"label", line.subject.label}}},
            {"agency", line.agency},
            {"state", std::string(law::name_of(line.state))},
            {"since", date(line.since)},
            {"due", date(line.due)},
            {"why", {{"id", line.why.id}, {"en", line.why.en}}},
            {"evidence", std::move(evidence)}};
}

std::string csv_cell(std::string text) {
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
        text.insert(text.begin(), '\'');
    }
    if (text.find_first_of(",\"\n\r") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + "\"";
}

void print_lines(const std::vector<law::Line>& lines, const ComplianceCommand& command, const Product& product, Language language) {
    if (command.format == "json") {
        boost::json::array all;
        for (const auto& line : lines) {
            all.push_back(json_of(line));
        }
        std::cout << boost::json::serialize(all) << '\n';
        return;
    }
    const auto date = [](const std::optional<Date>& day) { return day ? to_string(*day) : std::string(); };
    if (command.format == "csv") {
        std::cout << "norm,rule,register,record,label,agency,state,since,due,why\n";
        for (const auto& line : lines) {
            std::cout << line.norm->full_id << ',' << line.rule << ',' << line.subject.register_name << ',' << csv_cell(line.subject.id) << ','
                      << csv_cell(line.subject.label) << ',' << csv_cell(line.agency) << ',' << law::name_of(line.state) << ',' << date(line.since) << ','
                      << date(line.due) << ',' << csv_cell(line.why.in(language)) << '\n';
        }
        return;
    }
    for (const auto& line : lines) {
        std::cout << fmt::format("{:<10} {:<16} {:<12} {:<34.34} {:<10} {}\n", line.norm->id,
                                 product.locale.text(language, "state." + std::string(law::name_of(line.state))), line.agency, line.subject.label,
                                 date(line.due), line.why.in(language));
    }
}

}  // namespace

int compliance(const Common& common, const ComplianceCommand& command) {
    auto product = load_product();
    if (!product) {
        return complain(product.error(), common.language);
    }
    auto governments = open_governments(*product, common, command.government);
    if (!governments) {
        return complain(governments.error(), **product, common.language);
    }
    law::Filter filter{.norm = command.norm, .agency = command.agency, .system = command.system};
    filter.limit = 1'000'000;
    if (!command.state.empty()) {
        filter.state = law::state_named(command.state);
        if (!filter.state) {
            return complain(Error{ErrorKind::invalid, "compliance.unknown_state", command.state, {}}, **product, common.language);
        }
    }
    law::Compliance& judge = *governments->front()->compliance;
    std::vector<law::Line> lines;
    if (command.on.empty()) {
        lines = judge.lines(filter);
    } else if (const auto day = parse_date(command.on)) {
        lines = judge.lines_on(*day, filter);
    } else {
        return complain(Error{ErrorKind::invalid, "compliance.bad_day", command.on, {}}, **product, common.language);
    }
    print_lines(lines, command, **product, common.language);
    return 0;
}

int regulation_check(const Common& common, const std::vector<std::string>& files) {
    auto product = load_product();
    if (!product) {
        return complain(product.error(), common.language);
    }
    int code = 0;
    for (const std::string& file : files) {
        std::ifstream stream(file, std::ios::binary);
        const std::string content((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
        auto regulation = law::read_regulation(file, content);
        if (!regulation) {
            code = complain(regulation.error(), **product, common.language);
            continue;
        }
        const std::size_t norms = regulation->norms.size();
        std::vector<law::Regulation> one;
        one.push_back(*std::move(regulation));
        const auto checked = law::check_rules(one, (*product)->catalogue, (*product)->resources);
        if (!checked) {
            code = complain(checked.error(), **product, common.language);
            continue;
        }
        fmt::print("{}\n", (*product)->locale.text(common.language, "cli.regulation_good", {{"file", file}, {"norms", std::to_string(norms)}}));
    }
    return code;
}

int regulation_coverage(const Common& common, const std::string& format) {
    auto product = load_product();
    if (!product) {
        return complain(product.error(), common.language);
    }
    const auto coverage = law::coverage((*product)->regulations, (*product)->catalogue, (*product)->resources);
    if (format == "json") {
        std::cout << boost::json::serialize(coverage) << '\n';
        return 0;
    }
    for (const auto& entry : coverage.at("regulations").as_array()) {
        const auto& regulation = entry.as_object();
        const auto number = [&](std::string_view key) { return boost::json::serialize(regulation.at(key)); };
        fmt::print("{:<22} {:>4} norms {:>4} checkable {:>4} bound\n", std::string(regulation.at("regulation").as_string()), number("norms"),
                   number("checkable"), number("bound"));
    }
    return 0;
}

int check(const Common& common, const std::string& folder) {
    auto product = load_product(folder);
    if (!product) {
        return complain(product.error(), common.language);
    }
    const auto rules = law::check_rules((*product)->regulations, (*product)->catalogue, (*product)->resources);
    if (!rules) {
        return complain(rules.error(), **product, common.language);
    }
    fmt::print("{}\n", (*product)->locale.text(common.language, "cli.check_good",
                                               {{"registers", std::to_string((*product)->catalogue.registers().size())},
                                                {"regulations", std::to_string((*product)->regulations.size())}}));
    return 0;
}

int serve(const Common& common, const ServeCommand& command) {
    // An arena per thread keeps what each thread once needed; two share it, which saves a quarter of the memory and costs nothing measurable.
    mallopt(M_ARENA_MAX, 2);
    auto product = load_product();
    if (!product) {
        return complain(product.error(), common.language);
    }
    auto governments = open_governments(*product, common, "", true);
    if (!governments) {
        return complain(governments.error(), **product, common.language);
    }
    const auto colon = command.listen.rfind(':');
    unsigned port = 0;
    try {
        port = static_cast<unsigned>(std::stoul(command.listen.substr(colon + 1)));
    } catch (const std::exception&) {
        port = 65536;
    }
    if (colon == std::string::npos || port > 65535) {
        return complain(Error{ErrorKind::invalid, "serve.bad_address", command.listen, {}}, **product, common.language);
    }
    web::ServeOptions options;
    options.address = command.listen.substr(0, colon);
    options.port = static_cast<std::uint16_t>(port);
    options.workers = command.workers;
    options.max_upload = command.max_upload_mebibytes << 20U;
    options.trusted_proxies = command.trusted_proxies;
    options.access_log = command.access_log;
    for (const std::string& host : command.hosts) {
        const auto equals = host.find('=');
        if (equals == std::string::npos || equals == 0) {
            return complain(Error{ErrorKind::invalid, "serve.bad_host", host, {}}, **product, common.language);
        }
        options.hosts[lower(host.substr(0, equals))] = host.substr(equals + 1);
    }
    std::vector<government::Government*> served;
    std::ranges::transform(*governments, std::back_inserter(served), &std::unique_ptr<government::Government>::get);
    web::Server server(std::move(*governments), options);
    const auto listening = server.listen();
    if (!listening) {
        return complain(listening.error(), **product, common.language);
    }
    // Only who got the address does the work of the schedule, and not before the first pages.
    constexpr std::chrono::seconds quiet{5};
    for (government::Government* government : served) {
        government->schedule();
        government->scheduler->start(quiet);
    }
    fmt::print("http://{}:{}/\n", options.address, server.port());
    std::fflush(stdout);
    server.run();
    return 0;
}

}  // namespace pendopo::cli
