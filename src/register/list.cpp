// Reading pages of a list. Three ways lead to one, and all give the same records:
//   along the index of the order, taking what fits (few conditions, or such that many records fulfil);
//   along an index that gives the one value asked for and the order at once;
//   from the few records that an index finds, sorted (a rare value, a rare word).

#include "register/list_query.hpp"

namespace pendopo::registers {

namespace {

constexpr std::int64_t few = 2'000;

class PageReader {
public:
    PageReader(store::Session& session, const Plan& plan, Records::Inside& inside, const Selection& selection, const Query& query)
        : session_(session), dialect_(session.dialect()), plan_(plan), inside_(inside), selection_(selection), query_(query) {}

    Result<Page> read() {
        const bool backwards = query_.after.empty() && !query_.before.empty();
        std::optional<Cursor> from;
        if (!query_.after.empty() || backwards) {
            from = read_cursor(selection_.order, backwards ? query_.before : query_.after);
            if (!from) {
                return fail({Problem{"query.bad_cursor", backwards ? "before" : "after", {}, {}, "not a cursor of this list in this order"}});
            }
        }
        if (selection_.nothing) {
            return Page{};
        }
        descending_ = selection_.order.descending != backwards;
        limit_ = std::clamp<std::size_t>(query_.limit, 1, 200);
        if (!query_.fields.empty()) {
            wanted_ = query_.fields;
            wanted_.push_back(selection_.order.column);  // the cursors say where it stands
        }
        const auto driver = best_driver();
        driver ? collect(*driver, from) : walk(from);
        return page(backwards, from.has_value());
    }

    /// @param revision  of the database: while it is the same, so is the answer, for the list's next pages
    std::int64_t count(std::int64_t limit, const std::string& revision) {
        if (selection_.nothing || limit <= 0) {
            return 0;
        }
        std::string question = fmt::format("{} {} {} {}", limit, revision, plan_.table, conditions(selection_.clauses));
        for (const store::Value& value : parameters_of(selection_.clauses)) {
            question += '\x1F' + value.value_or("");
        }
        for (const Wanted& word : selection_.words) {
            question += '\x1E' + word.word + (word.beginning ? "*" : "");
        }
        if (const auto known = inside_.remembered(question)) {
            return *known;
        }
        const std::int64_t counted = count_now(limit);
        inside_.remember(question, counted);
        return counted;
    }

private:
    std::int64_t count_now(std::int64_t limit) {
        std::string where = conditions(selection_.clauses);
        auto parameters = parameters_of(selection_.clauses);
        if (selection_.words.empty()) {
            return number(fmt::format("SELECT count(*) FROM (SELECT 1 FROM {} t{} LIMIT {}) counted", plan_.table, where, limit), parameters);
        }
        const Clause hits = words_hits(dialect_, *plan_.declaration, selection_.words);
        if (where.empty()) {
            return number(fmt::format("SELECT count(*) FROM ({} LIMIT {}) counted", hits.sql, limit), hits.parameters);
        }
        parameters.insert(parameters.begin(), hits.parameters.begin(), hits.parameters.end());
        return number(fmt::format("SELECT count(*) FROM (SELECT 1 FROM ({}) hits {} JOIN {} ON {} = hits.k{} LIMIT {}) counted", hits.sql, cross(),
                                  joined_table(), hit_column(), where, limit),
                      parameters);
    }

    // ---- which way

    struct Driver {
        Clause hits;        // gives k
        bool words = false; // k are rows of the word index (SQLite) or keys
        std::size_t clause = 0;
    };

    std::string cross() const { return dialect_ == store::Dialect::sqlite ? "CROSS" : ""; }

    /// Hits are joined by the number of their row, which SQLite then cannot but use; left to itself it may prefer to scan for a common value.
    std::string hit_column() const { return dialect_ == store::Dialect::sqlite ? "t._row" : "t.id"; }
    std::string joined_table() const { return plan_.table + (dialect_ == store::Dialect::sqlite ? " t NOT INDEXED" : " t"); }

    /// The condition that the fewest records fulfil, if they are few. Nothing where walking is as good.
    std::optional<Driver> best_driver() {
        const bool only_equal = selection_.words.empty() && selection_.clauses.size() == 1 && !walking_column().empty();
        if (only_equal || (selection_.clauses.empty() && selection_.words.empty())) {
            return {};
        }
        std::optional<Driver> best;
        std::int64_t least = few;
        if (!selection_.words.empty()) {
            Driver driver{words_hits(dialect_, *plan_.declaration, selection_.words), true, 0};
            if (const std::int64_t count = estimate(driver.hits); count < least) {
                least = count;
                best = std::move(driver);
            }
        }
        for (std::size_t i = 0; i < selection_.clauses.size(); ++i) {
            const Clause& clause = selection_.clauses[i];
            if (!clause.found_by_index) {
                continue;
            }
            Driver driver{{fmt::format("SELECT {} AS k FROM {} t WHERE {}", hit_column(), plan_.table, clause.sql), clause.parameters, true, {}}, false, i};
            if (const std::int64_t count = estimate(driver.hits); count < least) {
                least = count;
                best = std::move(driver);
            }
        }
        return best;
    }

    /// The column whose one value is asked for and by whose index the list can be walked in its order; "" where there is none.
    std::string walking_column() const {
        for (const Clause& clause : selection_.clauses) {
            if (!clause.equal_column.empty() && has_index(walk_index(plan_.tables.own.name, clause.equal_column, selection_.order.column))) {
                return clause.equal_column;
            }
        }
        return {};
    }

    bool has_index(const std::string& name) const { return std::ranges::find(plan_.tables.own.indexes, name, &Index::name) != plan_.tables.own.indexes.end(); }

    /// How many hits there are, at most `few`.
    std::int64_t estimate(const Clause& hits) {
        std::string question = hits.sql;
        for (const store::Value& value : hits.parameters) {
            question += '\x1F' + value.value_or("");
        }
        if (const auto known = inside_.remembered(question)) {
            return *known;
        }
        const std::int64_t count = number(fmt::format("SELECT count(*) FROM ({} LIMIT {}) counted", hits.sql, few), hits.parameters);
        inside_.remember(question, count);
        return count;
    }

    std::int64_t number(const std::string& statement, const std::vector<store::Value>& parameters) {
        const auto rows = session_.query(statement, parameters);
        return std::stoll(rows.front().front().value_or("0"));
    }

    // ---- from few records, sorted

    void collect(const Driver& driver, const std::optional<Cursor>& from) {
        std::vector<Clause> clauses = selection_.clauses;
        if (!driver.words) {
            clauses.erase(clauses.begin() + static_cast<std::ptrdiff_t>(driver.clause));
            if (!selection_.words.empty()) {
                clauses.push_back(words_clause(dialect_, selection_.words));
            }
        }
        if (from) {
            clauses.push_back(beyond(*from));
        }
        const std::string statement = fmt::format("WITH hits AS MATERIALIZED ({}) SELECT t.id FROM hits {} JOIN {} ON {} = hits.k{} ORDER BY {} LIMIT {}",
                                                  driver.hits.sql, cross(), joined_table(), hit_column(), conditions(clauses), ordering(), limit_ + 1);
        std::vector<store::Value> parameters = driver.hits.parameters;
        std::ranges::move(parameters_of(clauses), std::back_inserter(parameters));
        std::vector<std::string> ids;
        each_of_few(session_, statement, parameters, [&ids](const store::Row& row) { ids.push_back(row[0].value_or("")); });
        std::vector<std::string> columns{"id"};  // never none, which would mean all with their sides
        for (const std::size_t field : reading_of(plan_, wanted_).fields) {
            columns.push_back(plan_.declaration->fields[field].name);
        }
        records_ = read_records(session_, plan_, ids, columns);
    }

    /// Everything beyond a place in the order, as one condition.
    Clause beyond(const Cursor& from) const {
        const std::string column = sort_column();
        const std::string id_sign = descending_ ? "<" : ">";
        if (selection_.order.by_key()) {
            return {fmt::format("t.id {} ?", id_sign), {from.id}, false, {}};
        }
        const std::string ordered = sql::order(dialect_, selection_.order.type, column);
        if (!from.value) {
            const std::string same = fmt::format("({} IS NULL AND t.id {} ?)", column, id_sign);
            return {descending_ ? same : fmt::format("({} OR {} IS NOT NULL)", same, column), {from.id}, false, {}};
        }
        const store::Value value = to_column(dialect_, storage_of(selection_.order.type), *from.value);
        const std::string rest = descending_ ? fmt::format(" OR {} IS NULL", column) : "";
        return {fmt::format("({0} {1} {2} OR ({0} = {2} AND t.id {1} ?){3})", ordered, id_sign, cursor_parameter(), rest), {value, value, from.id}, false, {}};
    }

    std::string cursor_parameter() const {
        const bool folded = dialect_ == store::Dialect::postgresql && sql::order(dialect_, selection_.order.type, "?") != "?";
        return folded ? "lower(CAST(? AS text) COLLATE \"C\")" : "?";
    }

    // ---- along an index

    /// The part of the order that follows a place falls into stretches that an index walks each in one go: those with the same value, those
    /// with greater ones, those without.
    std::vector<Clause> stretches(const std::optional<Cursor>& from) const {
        if (!from) {
            return {Clause{}};
        }
        const std::string column = sort_column();
        const std::string sign = descending_ ? "<" : ">";
        const std::string beyond_id = fmt::format("t.id {} ?", sign);
        if (selection_.order.by_key()) {
            return {{beyond_id, {from->id}, false, {}}};
        }
        const std::string ordered = sql::order(dialect_, selection_.order.type, column);
        std::vector<Clause> all;
        if (!from->value) {
            all.push_back({fmt::format("{} IS NULL AND {}", ordered, beyond_id), {from->id}, false, {}});
            if (!descending_) {
                all.push_back({ordered + " IS NOT NULL", {}, false, {}});
            }
            return all;
        }
        const store::Value value = to_column(dialect_, storage_of(selection_.order.type), *from->value);
        all.push_back({fmt::format("{} = {} AND {}", ordered, cursor_parameter(), beyond_id), {value, from->id}, false, {}});
        all.push_back({fmt::format("{} {} {}", ordered, sign, cursor_parameter()), {value}, false, {}});
        if (descending_) {
            all.push_back({ordered + " IS NULL", {}, false, {}});
        }
        return all;
    }

    void walk(const std::optional<Cursor>& from) {
        std::vector<Clause> clauses = selection_.clauses;
        if (!selection_.words.empty()) {
            clauses.push_back(words_clause(dialect_, selection_.words));
        }
        const Reading reading = reading_of(plan_, wanted_);
        const std::string index = walk_index(plan_.tables.own.name, walking_column(), selection_.order.column);
        // SQLite keeps no statistics that would tell it to prefer the order over a common value's index.
        const std::string by = dialect_ == store::Dialect::sqlite && has_index(index) ? " INDEXED BY " + sql::name(index) : "";
        for (const Clause& stretch : stretches(from)) {
            if (records_.size() > limit_) {
                return;
            }
            std::vector<Clause> all = clauses;
            if (!stretch.sql.empty()) {
                all.push_back(stretch);
            }
            const std::string statement = fmt::format("SELECT {} FROM {} t{}{} ORDER BY {} LIMIT {}", reading.columns, plan_.table, by, conditions(all),
                                                      ordering(), limit_ + 1 - records_.size());
            each_of_few(session_, statement, parameters_of(all),
                        [this, &reading](const store::Row& row) { records_.push_back(record_of(plan_, reading, row)); });
        }
    }

    // ---- common parts

    std::string sort_column() const { return "t." + sql::name(selection_.order.column); }

    std::string ordering() const {
        const std::string by_id = descending_ ? "t.id DESC" : "t.id";
        return selection_.order.by_key() ? by_id : sql::order_by(dialect_, selection_.order.type, sort_column(), descending_) + ", " + by_id;
    }

    static std::string conditions(const std::vector<Clause>& clauses) {
        std::string sql;
        for (const Clause& clause : clauses) {
            sql += (sql.empty() ? " WHERE " : " AND ") + clause.sql;
        }
        return sql;
    }

    static std::vector<store::Value> parameters_of(const std::vector<Clause>& clauses) {
        std::vector<store::Value> parameters;
        for (const Clause& clause : clauses) {
            parameters.insert(parameters.end(), clause.parameters.begin(), clause.parameters.end());
        }
        return parameters;
    }

    Cursor cursor_of(const Record& record) const {
        const std::string& column = selection_.order.column;
        if (selection_.order.by_key()) {
            return {{}, record.id};
        }
        std::string value;
        if (plan_.declaration->field(column) != nullptr) {
            value = text_of(record.get(*plan_.declaration, column));
        } else {
            value = column == "state"        ? record.state
                    : column == "version"    ? std::to_string(record.version)
                    : column == "created_on" ? record.created_on
                    : column == "created_by" ? record.created_by
                    : column == "updated_on" ? record.updated_on
                                             : record.updated_by;
        }
        return {value.empty() ? store::Value() : store::Value(value), record.id};
    }

    Page page(bool backwards, bool from_cursor) {
        const bool more = records_.size() > limit_;
        if (more) {
            records_.resize(limit_);
        }
        if (backwards) {
            std::ranges::reverse(records_);
        }
        Page page;
        if (!records_.empty()) {
            if (backwards ? from_cursor : more) {
                page.next = write_cursor(selection_.order, cursor_of(records_.back()));
            }
            if (backwards ? more : from_cursor) {
                page.previous = write_cursor(selection_.order, cursor_of(records_.front()));
            }
        }
        read_wanted_sides();
        page.records = std::move(records_);
        return page;
    }

    /// Side tables are read for all records of the page at once; records there must be in the order of keys.
    void read_wanted_sides() {
        std::unordered_map<std::string, std::size_t> by_id;
        for (std::size_t i = 0; i < records_.size(); ++i) {
            by_id.emplace(records_[i].id, i);
        }
        std::ranges::sort(records_, {}, &Record::id);
        read_sides(session_, plan_, records_, query_.fields);
        std::ranges::sort(records_, {}, [&by_id](const Record& record) { return by_id[record.id]; });
    }

    store::Session& session_;
    store::Dialect dialect_;
    const Plan& plan_;
    Records::Inside& inside_;
    const Selection& selection_;
    const Query& query_;
    bool descending_ = false;
    std::size_t limit_ = 50;
    std::vector<std::string> wanted_;  // fields to read; empty: all
    std::vector<Record> records_;
};

}  // namespace

Result<Page> Records::list(store::Session& session, const Register& declaration, const Query& query) const {
    TRY(const Selection selection, understand(catalogue_, session.dialect(), declaration, query));
    auto page = PageReader(session, inside_->plan(declaration), *inside_, selection, query).read();
    if (page) {
        for (Record& record : page->records) {
            derive(declaration, record, query.fields);
        }
    }
    return page;
}

std::int64_t Records::count(store::Session& session, const Register& declaration, const Query& query, std::int64_t limit) const {
    const auto selection = understand(catalogue_, session.dialect(), declaration, query);
    return selection ? PageReader(session, inside_->plan(declaration), *inside_, *selection, query).count(limit, database_.revision()) : 0;
}

}  // namespace pendopo::registers
