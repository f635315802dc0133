#pragma once
// Which keys and unique values there are: asked one by one for a single record, loaded whole once an import asks often.

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "register/plan.hpp"

namespace pendopo::registers {

class KeyCache {
public:
    /// @param offices  see Records::know_offices
    /// @param lock  keeps a record that is referred to from being removed by another process until the change is done
    KeyCache(store::Session& session, const Catalogue& catalogue, const OfficeNames& offices, bool lock)
        : session_(session), catalogue_(catalogue), offices_(offices), lock_(lock) {}

    [[nodiscard]] bool exists(const std::string& register_name, const std::string& key);
    /// The record that has a value in a unique field; "" where none has.
    [[nodiscard]] const std::string& holder(const Register& declaration, const Field& field, const std::string& value);
    /// A record by its title, short name, or another unique text, without regard to case; "" for none or several.
    [[nodiscard]] std::string by_title(const std::string& register_name, const std::string& title);
    /// The code of an office by its code or name, without regard to case, or the key of an agency by its key or name; "" for neither.
    [[nodiscard]] std::string office_by_name(const std::string& text);
    /// What has been written since: keeps the cache true.
    void add(const Plan& plan, const Record& record);
    void add_unique(const Plan& plan, const Record& record);
    void forget_unique(const Plan& plan, const Record& record);

    /// Problems of the references of a record to what does not exist. What stood in `before` (nullptr for a new record) was asked when it was written, and
    /// the records it refers to cannot be removed since. `later` says which keys are to come yet; they are left to the caller.
    void check_references(const Plan& plan, const Record* before, const Record& record, std::vector<Problem>& problems,
                          const std::function<bool(const std::string& register_name, const std::string& key, Problem problem)>& later = {});
    void check_unique(const Plan& plan, const Record* before, const Record& record, std::vector<Problem>& problems);

private:
    struct Keys {
        std::string one, all;  // how to ask for one, and for all
        Storage storage = Storage::text;
        bool whole = false;
        std::size_t asked = 0;
        std::unordered_map<std::string, std::string> known;  // key or value -> key of the record, "" for none
    };
    Keys& keys_of(const std::string& register_name);
    Keys& holders_of(const Register& declaration, const Field& field);
    const std::string& look_up(Keys& keys, const std::string& value);
    void load_titles(const Register& target, std::unordered_map<std::string, std::string>& titles);
    void check_link(const Plan& plan, const Record& record, const Link& link, std::vector<Problem>& problems,
                    const std::function<bool(const std::string&, const std::string&, Problem)>& later);

    store::Session& session_;
    const Catalogue& catalogue_;
    const OfficeNames& offices_;
    bool lock_;
    std::unordered_map<std::string, Keys> keys_;     // by register
    std::unordered_map<const Field*, Keys> holders_;  // by unique field
    std::unordered_map<std::string, std::unordered_map<std::string, std::string>> titles_;
};

}  // namespace pendopo::registers
