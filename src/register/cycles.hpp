#pragma once
// Records that lead to others of their own register (parent, previous version, host): a way that comes back to its start is refused.
// For this room only.

#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "register/plan.hpp"

namespace pendopo::registers {

/// Watches single references within one register, over the database and what a change is about to write.
class Cycles {
public:
    explicit Cycles(store::Session& session) : session_(session) {}

    /// Notes where a record leads now, before it is written.
    void note(const Register& declaration, const Record& record, std::size_t row = 0);

    struct Found {
        const Register* declaration = nullptr;
        const Field* field = nullptr;
        std::string record, leads_to;
        std::size_t row = 0;
    };
    /// The noted records from which a way leads back to themselves.
    std::vector<Found> find();

private:
    struct Step {
        std::string leads_to;
        std::size_t row = 0;
    };
    using Way = std::pair<const Register*, const Field*>;

    bool comes_back(const Way& way, const std::string& start);
    std::string next(const Way& way, const std::string& id);

    store::Session& session_;
    std::map<Way, std::unordered_map<std::string, Step>> noted_;
};

/// One record's mistakes, for a change of it alone.
void check_cycles(store::Session& session, const Register& declaration, const Record& record, std::vector<Problem>& problems);
[[nodiscard]] Problem problem_of(const Cycles::Found& found);

}  // namespace pendopo::registers
