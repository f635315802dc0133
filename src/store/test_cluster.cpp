#include "store/test_cluster.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <libpq-fe.h>

#include "store/process.hpp"
#include "store/test_database.hpp"

namespace pendopo::store {

namespace fs = std::filesystem;

namespace {

/// Whom the server runs as: PostgreSQL refuses root.
struct Runner {
    uid_t user = ::geteuid();
    gid_t group = ::getegid();
    std::string name;
};

std::optional<Runner> choose_runner() {
    const passwd* entry = ::geteuid() == 0 ? ::getpwnam("postgres") : ::getpwuid(::geteuid());
    if (entry == nullptr) {
        return std::nullopt;
    }
    return Runner{entry->pw_uid, entry->pw_gid, entry->pw_name};
}

/// Starts a program as the runner, its output into a file. It ends with this program, however that ends.
pid_t start(const std::vector<std::string>& arguments, const Runner& runner, const fs::path& log, int end_signal) {
    std::vector<char*> pointers;
    pointers.reserve(arguments.size() + 1);
    for (const std::string& argument : arguments) {
        pointers.push_back(const_cast<char*>(argument.c_str()));
    }
    pointers.push_back(nullptr);
    const pid_t child = ::fork();
    if (child != 0) {
        return child;
    }
    // Only what is safe after a fork of a program with threads.
    const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    if (::geteuid() == 0 && (::setgid(runner.group) != 0 || ::setuid(runner.user) != 0)) {
        ::_exit(126);
    }
    ::prctl(PR_SET_PDEATHSIG, end_signal);
    ::execv(pointers.front(), pointers.data());
    ::_exit(127);
}

int wait_for(pid_t child) {
    int status = -1;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    return status;
}

bool answers(const std::string& url) { return PQping(url.c_str()) == PQPING_OK; }

class Cluster {
public:
    Cluster() {
        const std::optional<Runner> runner = choose_runner();
        const std::string initdb = find_program("initdb");
        const std::string postgres = find_program("postgres");
        if (!runner || initdb.empty() || postgres.empty()) {
            server.why = "PostgreSQL is not installed here, and PENDOPO_TEST_POSTGRESQL names no server";
            return;
        }
        const fs::path data = folder_.path() / "data";
        const fs::path log = folder_.path() / "log";
        if (::geteuid() == 0 && ::chown(folder_.path().c_str(), runner->user, runner->group) != 0) {
            server.why = "the folder of the test server cannot be handed to its user";
            return;
        }
        const pid_t init =
            start({initdb, "--pgdata=" + data.string(), "--auth=trust", "--no-sync", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8"}, *runner,
                  log, SIGKILL);
        if (wait_for(init) != 0) {
            server.why = "initdb failed, see " + log.string();
            return;
        }
        process_ = start({postgres, "-D", data.string(), "-k", folder_.path().string(), "-c", "listen_addresses=", "-c", "fsync=off", "-c",
                          "full_page_writes=off", "-c", "shared_buffers=32MB", "-c", "max_connections=60"},
                         *runner, log, SIGQUIT);
        wait_until_up(log);
    }

    ~Cluster() {
        if (process_ > 0 && owner_ == ::getpid()) {
            ::kill(process_, SIGQUIT);
            wait_for(process_);
        }
    }

    Cluster(const Cluster&) = delete;
    Cluster& operator=(const Cluster&) = delete;

    TestServer server;

private:
    void wait_until_up(const fs::path& log) {
        const std::string url = fmt::format("postgresql:///postgres?host={}&user=postgres", folder_.path().string());
        for (int i = 0; i < 600; ++i) {
            if (answers(url)) {
                server.url = url;
                return;
            }
            ::usleep(50'000);
        }
        server.why = "the test server does not come up, see " + log.string();
    }

    TestFolder folder_;
    pid_t owner_ = ::getpid();
    pid_t process_ = -1;
};

}  // namespace

const TestServer& test_server() {
    if (const char* url = std::getenv("PENDOPO_TEST_POSTGRESQL"); url != nullptr && *url != '\0') {
        static const TestServer given{.url = url, .why = {}};
        return given;
    }
    static const Cluster cluster;
    return cluster.server;
}

}  // namespace pendopo::store
