#pragma once
// Templates of Judge, shared by the files of its patterns.

#include "law/judge.hpp"

namespace pendopo::law {

template <class Take>
bool Judge::each_value(const Path& path, RowRef row, Take&& take) const {
    if (path.hops.size() == 1) {  // most are, and are judged most often
        const int column = path.hops.front().column_of(row.table);
        bool found = false;
        if (column >= 0) {
            mirror_.each_value(row, column, [&](Symbol value) {
                found = true;
                take(value, row, column);
            });
        }
        return found;
    }
    std::vector<RowRef> rows{row};
    for (std::size_t i = 0; i + 1 < path.hops.size(); ++i) {
        std::vector<RowRef> next;
        for (const RowRef at : rows) {
            const int column = path.hops[i].column_of(at.table);
            if (column >= 0) {
                mirror_.each_value(at, column, [&](Symbol value) {
                    if (const auto target = mirror_.target(at.table, column, value)) {
                        next.push_back(*target);
                    }
                });
            }
        }
        rows = std::move(next);
    }
    bool any = false;
    for (const RowRef at : rows) {
        if (const int column = path.hops.back().column_of(at.table); column >= 0) {
            mirror_.each_value(at, column, [&](Symbol value) {
                any = true;
                take(value, at, column);
            });
        }
    }
    return any;
}

template <class Take>
void Judge::each_candidate(const Clause& clause, const Subject& subject, Take&& take) const {
    const auto all = [&](const std::vector<Row>& rows) {
        for (const Row row : rows) {
            if (!take(RowRef{clause.table, row})) {
                return false;
            }
        }
        return true;
    };
    if (clause.itself) {
        take(subject.row);
        return;
    }
    switch (clause.drive) {
        case Clause::Drive::link:
            all(mirror_.lookup(clause.table, clause.link, mirror_.symbol(subject.row, clause.link_any ? self_column : id_column)));
            return;
        case Clause::Drive::same: {
            bool more = true;
            each_value(clause.same.front().subject, subject.row, [&](Symbol value, RowRef, int) {
                const Symbol wanted = converted(clause.same.front(), value);
                if (more && wanted != 0 && clause.same.front().column == id_column) {
                    const auto found = mirror_.find(clause.table, wanted);
                    more = !found || take(*found);
                } else if (more && wanted != 0) {
                    more = all(mirror_.lookup(clause.table, clause.same.front().column, wanted));
                }
            });
            return;
        }
        case Clause::Drive::match: all(mirror_.lookup(clause.table, clause.match, subject.item)); return;
        case Clause::Drive::where: {
            const Condition& condition = clause.where[clause.drive_at];
            const int column = condition.path.hops.front().columns.front().second;
            for (const Symbol value : condition.values) {
                if (!all(mirror_.lookup(clause.table, column, value))) {
                    return;
                }
            }
            return;
        }
        case Clause::Drive::scan: break;
    }
    for (Row row = 0; row < mirror_.slots(clause.table); ++row) {
        const RowRef ref{clause.table, row};
        if (mirror_.live(ref) && !take(ref)) {
            return;
        }
    }
}

template <class Take>
void Judge::each_related(const Clause& clause, const Subject& subject, Take&& take) const {
    each_candidate(clause, subject, [&](RowRef row) { return !related(clause, row, subject) || take(row); });
}

}  // namespace pendopo::law
