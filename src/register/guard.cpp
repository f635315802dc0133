// What the ledger vouches for: every record, compared with what its entries add up to.

#include "register/records.hpp"

namespace pendopo::registers {

namespace {

/// The record that the ledger's entries about it add up to; nothing where they end with a deletion, or there are none.
std::optional<Record> from_entries(store::Session& session, const Register& declaration, const std::string& id) {
    std::optional<Record> record;
    ledger::Filter filter;
    filter.subject = declaration.name;
    filter.record = id;
    filter.newest_first = false;
    filter.limit = 1000;
    while (true) {
        const auto entries = ledger::entries(session, filter);
        for (const ledger::Entry& entry : entries) {
            if (entry.action == "delete") {
                record.reset();
                continue;
            }
            if (!record) {
                record = Record{.id = id, .values = std::vector<Value>(declaration.fields.size())};
            }
            boost::system::error_code broken;
            const auto changes = boost::json::parse(entry.changes, broken);
            if (!broken && changes.is_object()) {
                apply(declaration, *record, changes.as_object(), false);
            }
        }
        if (entries.size() < filter.limit) {
            return record;
        }
        filter.after = entries.back().sequence;
    }
}

}  // namespace

std::vector<ledger::Guarded> Records::guarded() const {
    std::vector<ledger::Guarded> all;
    for (const Register& declaration : catalogue_.registers()) {
        all.push_back(guarded(declaration));
    }
    return all;
}

ledger::Guarded Records::guarded(const Register& declaration) const {
    const Register* of = &declaration;
    return {
        .subject = declaration.name,
        .each =
            [this, of](store::Session& session, const auto& take) {
                each(session, *of, [&](const Record& record) {
                    take(record.id, record.version, digest(*of, record));
                    return true;
                });
            },
        .explain =
            [this, of](store::Session& session, const std::string& id) {
                const auto stored = find(session, *of, id);
                const auto recorded = from_entries(session, *of, id);
                if (!stored || !recorded) {
                    return std::string();
                }
                std::vector<std::string> fields;
                for (const auto& [field, values] : difference(*of, &*recorded, &*stored)) {
                    fields.push_back(fmt::format("{}: {}", std::string(field), boost::json::serialize(values)));
                }
                return join(fields, "; ");
            },
    };
}

}  // namespace pendopo::registers
