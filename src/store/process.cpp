#include "store/process.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.hpp"
#include "store/files.hpp"

extern char** environ;  // NOLINT: POSIX leaves its declaration to the program

namespace pendopo::store {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_output = 16 << 20;

struct Pipe {
    Descriptor reading, writing;
};

Pipe make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
    }
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    result.reserve(texts.size() + 1);
    for (std::string& text : texts) {
        result.push_back(text.data());
    }
    result.push_back(nullptr);
    return result;
}

std::vector<std::string> environment_with(const std::map<std::string, std::string>& added) {
    std::vector<std::string> result;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        if (!added.contains(std::string(text.substr(0, text.find('='))))) {
            result.emplace_back(text);
        }
    }
    for (const auto& [name, value] : added) {
        result.push_back(name + "=" + value);
    }
    return result;
}

/// Reads both until both are closed; neither may fill up while the other is waited for.
void read_both(const Descriptor& output, const Descriptor& errors, std::string& output_text, std::string& error_text) {
    std::array<pollfd, 2> watched{pollfd{output.number(), POLLIN, 0}, pollfd{errors.number(), POLLIN, 0}};
    const std::array<std::string*, 2> texts{&output_text, &error_text};
    std::array<char, 1 << 14> buffer{};
    while (watched[0].fd >= 0 || watched[1].fd >= 0) {
        if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) {
            return;
        }
        for (std::size_t i = 0; i < watched.size(); ++i) {
            if (watched[i].fd < 0 || watched[i].revents == 0) {
                continue;
            }
            const ssize_t count = ::read(watched[i].fd, buffer.data(), buffer.size());
            if (count > 0 && texts[i]->size() < most_output) {
                texts[i]->append(buffer.data(), static_cast<std::size_t>(count));
            } else if (count == 0 || (count < 0 && errno != EINTR)) {
                watched[i].fd = -1;
            }
        }
    }
}

}  // namespace

std::string find_program(const std::string& name) {
    std::vector<fs::path> folders;
    // Debian's folders of each version first: the wrapper in PATH chooses a version by configuration that need not be there.
    std::error_code none;
    for (const fs::directory_entry& version : fs::directory_iterator("/usr/lib/postgresql", none)) {
        folders.push_back(version.path() / "bin");
    }
    std::ranges::sort(folders, std::greater{});
    if (const char* path = std::getenv("PATH")) {
        for (const std::string& folder : split(path, ':')) {
            folders.emplace_back(folder);
        }
    }
    for (const fs::path& folder : folders) {
        const fs::path program = folder / name;
        if (::access(program.c_str(), X_OK) == 0) {
            return program.string();
        }
    }
    return {};
}

Result<std::string> run_program(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment,
                                const std::string& error_code) {
    Pipe output = make_pipe();
    Pipe errors = make_pipe();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output.writing.number(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors.writing.number(), STDERR_FILENO);
    std::vector<std::string> own_arguments = arguments;
    std::vector<std::string> own_environment = environment_with(environment);
    pid_t process = 0;
    const int failure = ::posix_spawn(&process, arguments.front().c_str(), &actions, nullptr, pointers(own_arguments).data(), pointers(own_environment).data());
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) {
        return fail(ErrorKind::unavailable, error_code, fmt::format("cannot run {}: {}", arguments.front(), std::strerror(failure)));
    }
    output.writing = Descriptor();
    errors.writing = Descriptor();
    std::string output_text;
    std::string error_text;
    read_both(output.reading, errors.reading, output_text, error_text);
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {}
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return fail(ErrorKind::unavailable, error_code, fmt::format("{}: {}", arguments.front(), trim(error_text)));
    }
    return output_text;
}

}  // namespace pendopo::store
