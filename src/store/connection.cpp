#include "store/connection.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "store/database.hpp"

namespace pendopo::store {

struct Connection::Inside {
    soci::session session;
};

namespace {

/// A file name as an SQLite URI: SOCI's connect string splits at spaces and quotes, which a path may hold.
std::string uri_of(const std::filesystem::path& file, Connection::Mode mode) {
    static constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-_.~";
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(file).string()) {
        if (plain.contains(c)) {
            uri += c;
        } else {
            uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    switch (mode) {
        case Connection::Mode::read_only: return uri + "?mode=ro";
        case Connection::Mode::read_write: return uri + "?mode=rw";
        case Connection::Mode::create: return uri + "?mode=rwc";
    }
    std::unreachable();
}

/// SOCI puts the whole connect string, and with it a password, nowhere into its errors; the databases' own text is what remains.
template <class Step>
auto translating(Step&& step) {
    try {
        return step();
    } catch (const soci::soci_error& error) {
        throw DatabaseFault(error.what());
    }
}

}  // namespace

Connection::Connection(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Connection Connection::sqlite(const std::filesystem::path& file, Mode mode) {
    return translating([&] {
        auto inside = std::make_unique<Inside>();
        inside->session.open(soci::sqlite3, "dbname=" + uri_of(file, mode));
        return Connection(std::move(inside));
    });
}

Connection Connection::postgresql(const std::string& settings) {
    return translating([&] {
        auto inside = std::make_unique<Inside>();
        inside->session.open(soci::postgresql, settings);
        return Connection(std::move(inside));
    });
}

void Connection::reconnect() {
    translating([&] { inside_->session.reconnect(); });
}

// SOCI does not export what the sanitizer needs to check a cast to its classes.
[[clang::no_sanitize("vptr")]] ::sqlite3* Connection::sqlite() const {
    // SOCI includes the C header inside a namespace of its own, so its type has another name for the same thing.
    return reinterpret_cast<::sqlite3*>(static_cast<soci::sqlite3_session_backend*>(inside_->session.get_backend())->conn_);
}

[[clang::no_sanitize("vptr")]] ::pg_conn* Connection::postgresql() const {
    // Without a backend where a reconnect failed; libpq takes that for a lost connection.
    if (inside_->session.get_backend() == nullptr) {
        return nullptr;
    }
    return static_cast<soci::postgresql_session_backend*>(inside_->session.get_backend())->conn_;
}

}  // namespace pendopo::store
