#include "ledger/ledger.hpp"

#include <charconv>

#include "base/ids.hpp"
#include "base/text.hpp"
#include "ledger/table.hpp"

namespace pendopo::ledger {

namespace {

using store::Row;
using store::Session;
using store::Value;

constexpr std::size_t rows_at_a_time = 1000;

constexpr std::string_view tables_sqlite = R"(
CREATE TABLE ledger(
  sequence INTEGER PRIMARY KEY,
  at TEXT NOT NULL, actor TEXT NOT NULL, behalf TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
  record TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL, changes TEXT NOT NULL, note TEXT NOT NULL,
  leaf TEXT NOT NULL);
CREATE INDEX ledger_record ON ledger(subject, record, sequence);
CREATE INDEX ledger_actor ON ledger(actor, sequence);
CREATE TABLE ledger_block(number INTEGER PRIMARY KEY, root TEXT NOT NULL);
CREATE TABLE ledger_head(
  one INTEGER PRIMARY KEY CHECK (one = 1), size BIGINT NOT NULL, next BIGINT NOT NULL, frontier TEXT NOT NULL, root TEXT NOT NULL);
INSERT INTO ledger_head VALUES(1, 0, 0, '0:', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
)";

/// The same with PostgreSQL's integers, and with byte order for what is compared: a locale's order is neither fast nor fixed.
std::string tables_postgresql() {
    std::string text(tables_sqlite);
    const auto replace = [&](std::string_view from, std::string_view to) {
        for (std::size_t found = 0; (found = text.find(from, found)) != std::string::npos; found += to.size()) {
            text.replace(found, from.size(), to);
        }
    };
    replace("INTEGER PRIMARY KEY", "BIGINT PRIMARY KEY");
    for (const std::string_view column : {"at", "subject", "record", "actor"}) {
        replace(fmt::format("{} TEXT NOT NULL", column), fmt::format("{} TEXT COLLATE \"C\" NOT NULL", column));
    }
    return text;
}

/// What the hooks know between the begin and the commit of a group; they run on one thread.
struct Growing {
    std::int64_t next = 0;
    Frontier tree;
};

void name_foreign(Session& session, std::int64_t first) {
    const std::int64_t last = number(session.query("SELECT MAX(sequence) FROM ledger")[0][0]);
    append(session, {.at = system_clock()(),
                     .actor = "system",
                     .behalf = {},
                     .action = std::string(foreign_action),
                     .subject = std::string(own_subject),
                     .record = range(first, last),
                     .version = 0,
                     .digest = {},
                     .changes = "{}",
                     .note = "entries that were not written by the ledger"});
}

void begin_group(Session& session, Growing& growing) {
    std::optional<Stored> stored = read_stored(session, true);
    if (!stored) {
        throw store::DatabaseFault("the head of the ledger is missing or damaged: nothing can be recorded");
    }
    growing = {.next = stored->next, .tree = std::move(stored->tree)};
    // A statement of its own, after the lock: one that waited for the lock would still see the rows of before.
    if (number(session.query("SELECT COALESCE(MAX(sequence) + 1, 0) FROM ledger")[0][0]) > growing.next) {
        name_foreign(session, growing.next);
    }
}

/// Takes the entries that follow the tree's last one into it, some at a time; tells whether there may be more.
bool grow(Session& session, Growing& growing) {
    const std::vector<Row> added = session.query("SELECT sequence, leaf FROM ledger WHERE sequence >= ? ORDER BY sequence LIMIT ?",
                                                 {std::to_string(growing.next), std::to_string(rows_at_a_time)});
    Frontier block = growing.tree.after_last(block_size);
    for (const Row& row : added) {
        const std::string leaf = folded(row[1].value_or(""));
        growing.tree.append(leaf);
        block.append(leaf);
        growing.next = number(row[0]) + 1;
        if (block.size() == block_size) {
            session.execute("INSERT INTO ledger_block(number, root) VALUES(?, ?)", {std::to_string(growing.tree.size() / block_size - 1), hex(block.root())});
            block = Frontier();
        }
    }
    return added.size() == rows_at_a_time;
}

void commit_group(Session& session, Growing& growing) {
    const std::uint64_t before = growing.tree.size();
    while (grow(session, growing)) {}
    if (growing.tree.size() != before) {
        session.execute("UPDATE ledger_head SET size = ?, next = ?, frontier = ?, root = ?",
                        {std::to_string(growing.tree.size()), std::to_string(growing.next), growing.tree.serialised(), hex(growing.tree.root())});
    }
}

Entry entry_of(const Row& row) {
    const auto text = [&](std::size_t column) { return row[column].value_or(""); };
    return {.sequence = number(row[sequence]),
            .at = parse_moment(text(at)).value_or(Moment{}),
            .actor = text(actor),
            .behalf = text(behalf),
            .action = text(action),
            .subject = text(subject),
            .record = text(record),
            .version = number(row[version]),
            .digest = text(digest),
            .changes = text(changes),
            .note = text(note)};
}

}  // namespace

void add_field(std::string& bytes, std::string_view text) {
    std::array<char, 20> length{};
    const auto end = std::to_chars(length.data(), length.data() + length.size(), text.size()).ptr;
    bytes.append(length.data(), end);
    bytes += ':';
    bytes += text;
    bytes += ',';
}

std::string folded(std::string_view leaf) {
    std::string hash = unhex(leaf);
    return hash.size() == 32 ? hash : leaf_hash(leaf);
}

std::string range(std::int64_t first, std::int64_t last) { return first == last ? std::to_string(first) : fmt::format("{}-{}", first, last); }

std::int64_t number(const Value& value) {
    std::int64_t result = -1;
    if (value) {
        std::from_chars(value->data(), value->data() + value->size(), result);
    }
    return result;
}

std::optional<Stored> read_stored(Session& session, bool lock) {
    const bool locks = lock && session.dialect() == store::Dialect::postgresql;
    const std::vector<Row> rows =
        session.query(locks ? "SELECT next, frontier, root FROM ledger_head FOR UPDATE" : "SELECT next, frontier, root FROM ledger_head");
    if (rows.size() != 1) {
        return std::nullopt;
    }
    std::optional<Frontier> tree = Frontier::parse(rows[0][1].value_or(""));
    const std::int64_t next = number(rows[0][0]);
    if (!tree || next < 0) {
        return std::nullopt;
    }
    return Stored{.next = next, .tree = *std::move(tree), .root = rows[0][2].value_or("")};
}

std::string canonical(const Entry& entry) {
    const std::string moment = to_string(entry.at);
    const std::string version_text = std::to_string(entry.version);
    std::string bytes;
    for (const std::string* field :
         {&moment, &entry.actor, &entry.behalf, &entry.action, &entry.subject, &entry.record, &version_text, &entry.digest, &entry.changes, &entry.note}) {
        add_field(bytes, *field);
    }
    return bytes;
}

Result<void> attach(store::Database& database) {
    const std::array migrations{store::Migration{"ledger.1", std::string(tables_sqlite), tables_postgresql()}};
    CHECK(store::migrate(database, migrations));
    auto growing = std::make_shared<Growing>();
    database.set_group_hooks([growing](Session& session) { begin_group(session, *growing); }, [growing](Session& session) { commit_group(session, *growing); });
    return {};
}

namespace {

/// The place of the next entry. Never below what the head counts: were the last entries deleted, their places stay empty and are found.
constexpr std::string_view next_place =
    "(SELECT MAX(free) FROM (SELECT COALESCE(MAX(sequence) + 1, 0) AS free FROM ledger UNION ALL SELECT next FROM ledger_head) AS place)";

/// @param place  SQL that gives the sequence
std::string insertion(std::string_view place) {
    return fmt::format(
        "INSERT INTO ledger(sequence, at, actor, behalf, action, subject, record, version, digest, changes, note, leaf) "
        "VALUES({}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        place);
}

std::string leaf_of(const Entry& entry) { return hex(leaf_hash(canonical(entry))); }

std::array<Value, 11> values_of(const Entry& entry, std::string leaf) {
    return {to_string(entry.at),           entry.actor,  entry.behalf,  entry.action, entry.subject,  entry.record,
            std::to_string(entry.version), entry.digest, entry.changes, entry.note,   std::move(leaf)};
}

}  // namespace

Sealed seal(Entry entry) {
    std::string leaf = leaf_of(entry);
    return {std::move(entry), std::move(leaf)};
}

std::int64_t append(Session& session, const Entry& entry) {
    static const std::string statement = insertion(next_place) + " RETURNING sequence";
    return number(session.query(statement, values_of(entry, leaf_of(entry)))[0][0]);
}

void append_all(Session& session, std::span<const Sealed> entries) {
    static const std::string statement = insertion("?");
    std::int64_t place = number(session.query(fmt::format("SELECT {}", next_place))[0][0]);
    for (const Sealed& sealed : entries) {
        std::array<Value, 12> values;
        values[0] = std::to_string(place++);
        std::ranges::move(values_of(sealed.entry, sealed.leaf), values.begin() + 1);
        session.execute(statement, values);
    }
}

Head head(Session& session) {
    const std::vector<Row> rows = session.query("SELECT size, root FROM ledger_head");
    if (rows.empty()) {
        return {};
    }
    return {.size = static_cast<std::uint64_t>(std::max<std::int64_t>(number(rows[0][0]), 0)), .root = rows[0][1].value_or("")};
}

std::vector<Entry> entries(Session& session, const Filter& filter) {
    std::vector<std::string> conditions;
    std::vector<Value> values;
    const auto where = [&](std::string_view condition, const std::optional<std::string>& value) {
        if (value) {
            conditions.emplace_back(condition);
            values.emplace_back(*value);
        }
    };
    const auto moment = [](const std::optional<Moment>& m) { return m ? std::optional(to_string(*m)) : std::nullopt; };
    const auto place = [](const std::optional<std::int64_t>& s) { return s ? std::optional(std::to_string(*s)) : std::nullopt; };
    where("subject = ?", filter.subject);
    where("record = ?", filter.record);
    where("actor = ?", filter.actor);
    where("action = ?", filter.action);
    where("at >= ?", moment(filter.from));
    where("at < ?", moment(filter.until));
    where("sequence < ?", place(filter.before));
    where("sequence > ?", place(filter.after));
    values.emplace_back(std::to_string(filter.limit));
    const std::string statement = fmt::format("SELECT {} FROM ledger {} {} ORDER BY sequence {} LIMIT ?", columns, conditions.empty() ? "" : "WHERE",
                                              join(conditions, " AND "), filter.newest_first ? "DESC" : "ASC");
    std::vector<Entry> found;
    for (const Row& row : session.query(statement, values)) {
        found.push_back(entry_of(row));
    }
    return found;
}

void each_entry(Session& session, std::int64_t from, const std::function<bool(const Entry&, const std::string&)>& take) {
    const std::array<Value, 1> values{std::to_string(from)};
    session.each(fmt::format("SELECT {} FROM ledger WHERE sequence >= ? ORDER BY sequence", columns), values,
                 [&](const Row& row) { return take(entry_of(row), folded(row[leaf].value_or(""))); });
}

}  // namespace pendopo::ledger
