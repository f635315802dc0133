#pragma once
// A database in service: its writer and its readers, whichever database it is. For this room only.

#include "store/database.hpp"
#include "store/group_writer.hpp"
#include "store/reader_pool.hpp"

namespace pendopo::store {

/// Sessions that read at the same time.
inline constexpr std::size_t reader_count = 4;

class OpenDatabase : public Database {
public:
    void set_group_hooks(std::function<void(Session&)> begin, std::function<void(Session&)> commit) override;
    void on_committed(std::function<void()> done) override;

protected:
    OpenDatabase(std::unique_ptr<Connected> writer, ReaderPool::Open open_reader);

    void read_with(const std::function<void(Session&)>& function) override;
    void write_with(const std::function<bool(Session&)>& function) override;

private:
    // The readers close first: SQLite's last connection folds the log into the file, which a reader may not.
    GroupWriter writer_;
    ReaderPool readers_;
};

Result<std::unique_ptr<Database>> open_sqlite(const Location& location, bool create);
Result<void> restore_sqlite(const std::filesystem::path& file, const Location& location);
Result<std::unique_ptr<Database>> open_postgresql(const Location& location, bool create);
Result<void> restore_postgresql(const std::filesystem::path& file, const Location& location);

}  // namespace pendopo::store
