// Making the tables what the declarations want. Runs in one transaction, after `check` found nothing that would be lost.

#include "register/schema.hpp"

namespace pendopo::registers {

namespace {

using store::Dialect;

const std::string& fixed_columns(Dialect dialect) {
    static const std::string common =
        "version bigint NOT NULL, created_on {0} NOT NULL, created_by {0} NOT NULL, updated_on {0} NOT NULL, updated_by {0} NOT NULL, ";
    // SQLite: the row's own number is named, so that it stays the same when the file is packed; the word index refers to it.
    static const std::string sqlite =
        "_row integer PRIMARY KEY, id text NOT NULL UNIQUE, state text NOT NULL, " + fmt::format(fmt::runtime(common), "text") + "_search text";
    static const std::string postgresql =
        "id text COLLATE \"C\" PRIMARY KEY, state text COLLATE \"C\" NOT NULL, " + fmt::format(fmt::runtime(common), "text COLLATE \"C\"") + "_search tsvector";
    return dialect == Dialect::sqlite ? sqlite : postgresql;
}

constexpr std::string_view refers = " REFERENCES {} (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED";

}  // namespace

void SchemaUpdate::run(std::string description, const std::string& sql) {
    session_.script(sql);
    changes_.push_back({std::move(description), sql, {}});
}

std::string SchemaUpdate::column_sql(const Column& column) const { return sql::name(column.name) + " " + sql::column_type(dialect_, column.storage()); }

void SchemaUpdate::apply() {
    for (const auto& [name, description] : gone_) {
        session_.execute("DELETE FROM register_schema WHERE register = ?", {name});
    }
    const auto each_table = [this](auto&& work) {
        for (const Job& job : jobs_) {
            if (job.changed) {
                work(job, job.wanted.own);
                for (const Table& side : job.wanted.sides) {
                    work(job, side);
                }
            }
        }
    };
    const auto each_job = [this](auto&& work) {
        for (const Job& job : jobs_) {
            if (job.changed) {
                work(job);
            }
        }
    };
    each_job([this](const Job& job) { drop_indexes(job); });
    each_table([this](const Job& job, const Table& table) { create_table(job, table); });
    // Only now do all tables exist that foreign keys may name.
    each_table([this](const Job&, const Table& table) {
        if (created_.contains(table.name)) {
            add_foreign_keys(table, table.columns);
        }
    });
    each_job([this](const Job& job) {
        for (const Table& side : job.wanted.sides) {
            move_to_side(job, side);
        }
    });
    each_table([this](const Job& job, const Table& table) { change_columns(job, table); });
    each_job([this](const Job& job) {
        create_indexes(job);
        create_search(job);
        session_.execute(
            "INSERT INTO register_schema (register, declaration) VALUES (?, ?) "
            "ON CONFLICT (register) DO UPDATE SET declaration = excluded.declaration",
            {job.declaration->name, job.wanted.description()});
    });
}

void SchemaUpdate::drop_indexes(const Job& job) {
    std::set<std::string> wanted;
    std::vector<const Table*> tables{&job.wanted.own};
    for (const Table& side : job.wanted.sides) {
        tables.push_back(&side);
    }
    std::set<std::string> kept;
    for (const Table* table : tables) {
        for (const Index& index : table->indexes) {
            kept.insert(index.sql);
        }
    }
    for (const auto* tables_before : {&job.last}) {
        std::vector<const Table*> before{&tables_before->own};
        for (const Table& side : tables_before->sides) {
            before.push_back(&side);
        }
        for (const Table* table : before) {
            // A column that changes its type takes its indexes with it; they are made again afterwards.
            const Table* now = table_named(job.wanted, table->name);
            const bool reshaped = now == nullptr || now->columns != table->columns || now->lines != table->lines;
            for (const Index& index : table->indexes) {
                if (!reshaped && kept.contains(index.sql)) {
                    continue;
                }
                const auto begin = index.sql.find('"');
                const auto end = index.sql.find('"', begin + 1);
                const std::string name = index.sql.substr(begin, end - begin + 1);
                run(fmt::format("drop index {}", name), "DROP INDEX IF EXISTS " + name);
            }
        }
    }
}

void SchemaUpdate::create_table(const Job& job, const Table& table) {
    const Table* last = table_named(job.last, table.name);
    if (exists(table.name) && last != nullptr && last->lines != table.lines) {
        run(fmt::format("drop table {}", table.name), "DROP TABLE " + sql::name(table.name));
        actual_.erase(table.name);
    }
    if (exists(table.name)) {
        return;
    }
    std::string sql = fmt::format("CREATE TABLE {} (", sql::name(table.name));
    if (table.is_side()) {
        const std::string text = sql::column_type(dialect_, Storage::text);
        sql += fmt::format("_record {} NOT NULL{}, _position integer NOT NULL", text,
                           dialect_ == Dialect::sqlite
                               ? fmt::format(" REFERENCES {} (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED", sql::name(job.wanted.own.name))
                               : "");
    } else {
        sql += fixed_columns(dialect_);
    }
    for (const Column& column : table.columns) {
        sql += ", " + column_sql(column);
        if (dialect_ == Dialect::sqlite && !column.to.empty()) {
            sql += fmt::format(fmt::runtime(refers), sql::name(own_table(column.to)));
        }
    }
    sql += table.is_side() ? ", PRIMARY KEY (_record, _position))" : ")";
    if (table.is_side() && dialect_ == Dialect::sqlite) {
        sql += " WITHOUT ROWID";
    }
    run(fmt::format("create table {}", table.name), sql);
    created_.insert(table.name);
    for (const Column& column : table.columns) {
        actual_[table.name].insert(column.name);
    }
    if (dialect_ == Dialect::postgresql && table.is_side()) {
        run(fmt::format("bind {} to {}", table.name, job.declaration->name),
            fmt::format("ALTER TABLE {} ADD CONSTRAINT {} FOREIGN KEY (_record) REFERENCES {} (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED",
                        sql::name(table.name), sql::name(sql::short_name(table.name + "__fk_record")), sql::name(job.wanted.own.name)));
    }
}

void SchemaUpdate::add_foreign_keys(const Table& table, const std::vector<Column>& columns) {
    if (dialect_ == Dialect::sqlite) {
        return;  // there they stand in the column's own definition
    }
    std::vector<std::string> constraints;
    for (const Column& column : columns) {
        if (!column.to.empty()) {
            constraints.push_back(fmt::format("ADD CONSTRAINT {} FOREIGN KEY ({}){}",
                                              sql::name(sql::short_name(fmt::format("{}__fk_{}", table.name, column.name))), sql::name(column.name),
                                              fmt::format(fmt::runtime(refers), sql::name(own_table(column.to)))));
        }
    }
    if (!constraints.empty()) {
        run(fmt::format("foreign keys of {}", table.name), fmt::format("ALTER TABLE {} {}", sql::name(table.name), join(constraints, ", ")));
    }
}

void SchemaUpdate::change_columns(const Job& job, const Table& table) {
    if (created_.contains(table.name)) {
        return;
    }
    const Table* last = table_named(job.last, table.name);
    for (const Column& now : table.columns) {
        const Column* was = last != nullptr ? last->column(now.name) : nullptr;
        if (!has_column(table.name, now.name)) {
            const bool inline_key = dialect_ == Dialect::sqlite && !now.to.empty();
            run(fmt::format("add {}.{}", table.name, now.name), fmt::format("ALTER TABLE {} ADD COLUMN {}{}", sql::name(table.name), column_sql(now),
                                                                            inline_key ? fmt::format(fmt::runtime(refers), sql::name(own_table(now.to))) : ""));
            add_foreign_keys(table, {now});
            actual_[table.name].insert(now.name);
        } else if (was != nullptr && (was->storage() != now.storage() || was->to != now.to)) {
            retype(table, *was, now);
        }
    }
    if (last != nullptr) {
        for (const Column& was : last->columns) {
            if (table.column(was.name) == nullptr && has_column(table.name, was.name)) {
                remove_column(table, was);
            }
        }
    }
}

void SchemaUpdate::retype(const Table& table, const Column& was, const Column& now) {
    Column old = was;
    old.name = "_was_" + was.name;
    const std::string name = sql::name(table.name);
    run(fmt::format("change {}.{} from {} to {}", table.name, now.name, name_of(was.type), name_of(now.type)),
        fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", name, sql::name(was.name), sql::name(old.name)));
    actual_[table.name].erase(was.name);
    actual_[table.name].insert(old.name);
    const bool inline_key = dialect_ == Dialect::sqlite && !now.to.empty();
    run(fmt::format("add {}.{}", table.name, now.name), fmt::format("ALTER TABLE {} ADD COLUMN {}{}", name, column_sql(now),
                                                                    inline_key ? fmt::format(fmt::runtime(refers), sql::name(own_table(now.to))) : ""));
    actual_[table.name].insert(now.name);
    std::string value = sql::name(old.name);
    if (was.storage() == Storage::boolean) {
        value = fmt::format("CASE WHEN {} THEN 'true' ELSE 'false' END", value);
    } else if (now.storage() == Storage::boolean) {
        value = fmt::format("CASE WHEN {} = 'true' THEN TRUE ELSE FALSE END", value);
    } else if (now.storage() != was.storage() && dialect_ == Dialect::postgresql) {
        value = fmt::format("CAST({} AS {})", value, now.storage() == Storage::text ? "text" : sql::column_type(dialect_, now.storage()));
    }
    run(fmt::format("copy {}.{}", table.name, now.name),
        fmt::format("UPDATE {} SET {} = {} WHERE {} IS NOT NULL", name, sql::name(now.name), value, sql::name(old.name)));
    if (dialect_ == Dialect::sqlite && !old.to.empty()) {
        run(fmt::format("empty {}.{}", table.name, old.name), fmt::format("UPDATE {} SET {} = NULL", name, sql::name(old.name)));
    }
    settle();
    add_foreign_keys(table, {now});
    remove_column(table, old);
}

/// PostgreSQL changes no table whose deferred checks are still to come.
void SchemaUpdate::settle() {
    if (dialect_ == Dialect::postgresql) {
        session_.script("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED");
    }
}

void SchemaUpdate::remove_column(const Table& table, const Column& was) {
    const std::string name = sql::name(table.name);
    if (dialect_ == Dialect::postgresql || was.to.empty()) {
        run(fmt::format("remove {}.{}", table.name, was.name), fmt::format("ALTER TABLE {} DROP COLUMN {}", name, sql::name(was.name)));
    } else {
        // SQLite cannot drop a column with a foreign key; an empty one under another name harms nobody.
        std::size_t number = 1;
        while (has_column(table.name, fmt::format("_gone_{}", number))) {
            ++number;
        }
        run(fmt::format("put away {}.{}", table.name, was.name),
            fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", name, sql::name(was.name), sql::name(fmt::format("_gone_{}", number))));
        actual_[table.name].insert(fmt::format("_gone_{}", number));
    }
    actual_[table.name].erase(was.name);
}

void SchemaUpdate::move_to_side(const Job& job, const Table& side) {
    const Column* was = job.last.own.column(side.field);
    if (was == nullptr || side.lines || !created_.contains(side.name) || !has_column(job.wanted.own.name, side.field)) {
        return;
    }
    const std::string column = sql::name(side.field);
    std::string value = was->storage() == Storage::text ? column : fmt::format("CAST({} AS text)", column);
    if (was->storage() == Storage::boolean) {
        value = fmt::format("CASE WHEN {} THEN 'true' ELSE 'false' END", column);
    }
    run(fmt::format("move {}.{} to {}", job.declaration->name, side.field, side.name),
        fmt::format("INSERT INTO {} (_record, _position, value) SELECT id, 0, {} FROM {} WHERE {} IS NOT NULL", sql::name(side.name), value,
                    sql::name(job.wanted.own.name), column));
    if (dialect_ == Dialect::sqlite && !was->to.empty()) {
        run(fmt::format("empty {}.{}", job.declaration->name, side.field), fmt::format("UPDATE {} SET {} = NULL", sql::name(job.wanted.own.name), column));
    }
    settle();
}

void SchemaUpdate::create_indexes(const Job& job) {
    std::vector<const Table*> tables{&job.wanted.own};
    for (const Table& side : job.wanted.sides) {
        tables.push_back(&side);
    }
    for (const Table* table : tables) {
        for (const Index& index : table->indexes) {
            std::string sql = index.sql;
            sql.insert(sql.find("INDEX ") + 6, "IF NOT EXISTS ");
            run(fmt::format("index {}", index.name), sql);
        }
    }
    for (const Table& last : job.last.sides) {
        if (table_named(job.wanted, last.name) == nullptr && exists(last.name)) {
            run(fmt::format("drop table {}", last.name), "DROP TABLE " + sql::name(last.name));
        }
    }
}

void SchemaUpdate::create_search(const Job& job) {
    const std::string& name = job.wanted.own.name;
    if (created_.contains(name)) {
        if (dialect_ == Dialect::postgresql) {
            run(fmt::format("word index of {}", name),
                fmt::format("CREATE INDEX {} ON {} USING gin (_search)", sql::name(sql::short_name(name + "__words")), sql::name(name)));
        } else {
            // The words stand in the register's own table, the index takes them from there; which words stand where in a text is not asked for.
            run(fmt::format("word index of {}", name),
                fmt::format(
                    "CREATE VIRTUAL TABLE {} USING fts5(_search, content={}, content_rowid='_row', tokenize='ascii', detail=none, columnsize=0, prefix='3')",
                    sql::name(search_table(job.declaration->name)), sql::name(name)));
        }
    }
    const bool otherwise = job.last.search != job.wanted.search || job.last.search_version != job.wanted.search_version;
    if (!created_.contains(name) && otherwise) {
        to_reindex_.push_back(job.declaration);
    }
}

}  // namespace pendopo::registers
