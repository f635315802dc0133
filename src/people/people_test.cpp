// Accounts, sign-in, sessions and tokens on both databases, by a clock that the test moves.

#include <gtest/gtest.h>

#include <thread>

#include "base/ids.hpp"
#include "people/passwords.hpp"
#include "people/people.hpp"
#include "store/test_database.hpp"

namespace pendopo::people {
namespace {

using namespace std::chrono_literals;
using testing::TestWithParam;

constexpr std::string_view good_password = "kuda lumping 1945";

std::string code_of(const Result<void>& result) { return result ? "" : result.error().code; }

TEST(Passwords, AcceptsWhatIsLongAndUncommon) {
    EXPECT_EQ(code_of(acceptable_password("kuda lumping 1945", "siti")), "");
    EXPECT_EQ(code_of(acceptable_password("áéíóúàèìòùâê", "siti")), "password.common") << "has no letter a to z to tell it from others";
    EXPECT_EQ(code_of(acceptable_password("pagi áéíóúàè", "siti")), "") << "twelve characters, however many bytes";
}

TEST(Passwords, RefusesWhatIsEasilyGuessed) {
    EXPECT_EQ(code_of(acceptable_password("kuda lumpin", "siti")), "password.too_short");
    EXPECT_EQ(code_of(acceptable_password("áéíóúàèìòùâ", "siti")), "password.too_short") << "eleven characters of two bytes";
    EXPECT_EQ(code_of(acceptable_password(std::string(1001, 'a') + "b", "siti")), "password.too_long");
    for (const char* common : {"Password12345!", "2024Diskominfo2024", "aaaaaaaaaaaaaa", "1234567890123", "katasandi!!!!!"}) {
        EXPECT_EQ(code_of(acceptable_password(common, "siti")), "password.common") << common;
    }
    EXPECT_EQ(code_of(acceptable_password("Siti.Rahayu2026", "siti.rahayu")), "password.common") << "the account's own name";
}

TEST(Passwords, HashesAreSaltedAndChecked) {
    const std::string hash = hash_password(good_password);
    EXPECT_TRUE(hash.starts_with("$argon2id$")) << hash;
    EXPECT_TRUE(password_matches(good_password, hash));
    EXPECT_FALSE(password_matches("kuda lumping 1946", hash));
    EXPECT_NE(hash_password(good_password), hash);
    EXPECT_FALSE(password_matches(good_password, "")) << "nobody's hash matches nothing";
    EXPECT_FALSE(password_matches(good_password, std::string(500, 'x'))) << "what is no hash matches nothing";
}

class PeopleTest : public TestWithParam<store::Dialect> {
protected:
    void SetUp() override {
        if (const std::string why = store::why_unavailable(GetParam()); !why.empty()) {
            GTEST_SKIP() << why;
        }
        location.emplace(GetParam());
        database = store::open_for_test(*location);
        ASSERT_TRUE(ledger::attach(*database));
        people.emplace(*database, [this] { return now; });
        ASSERT_TRUE(people->prepare());
        ASSERT_TRUE(add({.id = "siti", .name = "Siti Rahayu", .role = "ict_officer", .office = "ict_agency"}));
    }

    template <class Function>
    auto write(Function&& function) {
        return database->write([&](store::Session& session) { return function(session); });
    }
    template <class Function>
    auto read(Function&& function) {
        return database->read([&](store::Session& session) { return function(session); });
    }
    Result<Account> add(const Account& account, std::string_view password = good_password) {
        return write([&](store::Session& session) { return people->add(session, account, password, "console"); });
    }
    Result<Account> change(const Account& account) {
        return write([&](store::Session& session) { return people->change(session, account, "admin"); });
    }
    Account account(std::string_view id) {
        return *read([&](store::Session& session) { return people->find(session, id); });
    }
    std::string try_sign_in(std::string_view id, std::string_view password, std::string_view address = "192.0.2.1") {
        const auto session = people->sign_in(id, password, address);
        return session ? "" : session.error().code;
    }
    Session signed_in(std::string_view id = "siti", std::string_view address = "192.0.2.1") {
        auto session = people->sign_in(id, good_password, address);
        EXPECT_TRUE(session);
        return session ? *session : Session{};
    }
    std::string wait_of(std::string_view id, std::string_view address = "192.0.2.1") {
        const auto session = people->sign_in(id, good_password, address);
        return session || session.error().code != "sign_in.wait" ? "" : session.error().problems.front().arguments.at("seconds");
    }
    ledger::Verification verify() {
        return read([&](store::Session& session) { return ledger::verify(session, people->guarded()); });
    }
    std::vector<ledger::Entry> entries(std::string_view subject) {
        return read([&](store::Session& session) { return ledger::entries(session, {.subject = std::string(subject), .newest_first = false}); });
    }

    std::optional<store::TestLocation> location;
    std::unique_ptr<store::Database> database;
    std::optional<People> people;
    Moment now = *parse_moment("2026-03-02T07:30:00Z");
};

INSTANTIATE_TEST_SUITE_P(Databases, PeopleTest, testing::ValuesIn(store::test_dialects), store::dialect_name);

TEST_P(PeopleTest, KeepsAccountsAndTheirChanges) {
    ASSERT_TRUE(add({.id = "budi-2", .name = "Budi", .email = "budi@example.go.id", .role = "agency_officer", .agency = "PD-001", .language = "en"}));
    Account budi = account("budi-2");
    EXPECT_EQ(budi.email, "budi@example.go.id");
    EXPECT_EQ(Person{budi}.office(), "PD-001");
    EXPECT_EQ(Person{account("siti")}.office(), "ict_agency");

    budi.role = "agency_head";
    budi.name = "Budi Santoso";
    ASSERT_TRUE(change(budi));
    ASSERT_TRUE(change(budi)) << "nothing to change is no mistake";
    const auto log = entries("people.account");
    ASSERT_EQ(log.size(), 3U);
    EXPECT_EQ(log.back().actor, "admin");
    EXPECT_EQ(log.back().version, 2);
    EXPECT_EQ(log.back().changes, R"({"name":["Budi","Budi Santoso"],"role":["agency_officer","agency_head"]})");
    EXPECT_EQ(read([&](store::Session& session) { return people->all(session); }).size(), 2U);
}

TEST_P(PeopleTest, TellsEveryMistakeOfAnAccount) {
    const auto added = add({.id = "Budi!", .name = " ", .role = "king", .language = "jv"});
    ASSERT_FALSE(added);
    std::vector<std::string> codes;
    for (const Problem& problem : added.error().problems) {
        codes.push_back(problem.code + " " + problem.pointer);
    }
    EXPECT_EQ(join(codes, ", "), "account.bad_name /id, account.name_missing /name, account.unknown_role /role, account.unknown_language /language");
    EXPECT_EQ(add({.id = "budi", .name = "Budi", .role = "agency_officer"}).error().code, "account.agency_missing");
    EXPECT_EQ(add({.id = "budi", .name = "Budi", .role = "auditor"}, "short").error().code, "password.too_short");
    EXPECT_EQ(add({.id = "siti", .name = "Another", .role = "auditor"}).error().code, "account.exists");
    EXPECT_EQ(change({.id = "nobody", .name = "Nobody", .role = "auditor"}).error().code, "account.not_found");
    EXPECT_EQ(read([&](store::Session& session) { return people->all(session); }).size(), 1U);
}

TEST_P(PeopleTest, SignsInAndKnowsTheSession) {
    const Session session = signed_in();
    EXPECT_EQ(session.until, now + 12h);
    std::string csrf;
    const Person person = people->by_session(session.token, &csrf);
    EXPECT_EQ(person.id(), "siti");
    EXPECT_TRUE(person.has("ict_officer"));
    EXPECT_EQ(csrf, session.csrf);
    EXPECT_EQ(try_sign_in("  SITI ", good_password), "") << "capitals and blanks around a name are forgiven";

    EXPECT_FALSE(people->by_session("").signed_in());
    EXPECT_FALSE(people->by_session(session.token + "x").signed_in());
    EXPECT_FALSE(people->by_session(std::string(5000, 'x')).signed_in());
    EXPECT_EQ(people->by_session("").id(), "anonymous");
    read([&](store::Session& stored) {
        for (const auto& row : stored.query("SELECT hash FROM session")) {
            EXPECT_NE(row[0], session.token) << "only the hash is kept";
        }
    });
}

TEST_P(PeopleTest, GivesTheSameAnswerForAWrongNameAndAWrongPassword) {
    ASSERT_TRUE(add({.id = "closed", .name = "Closed", .role = "auditor", .active = false}));
    EXPECT_EQ(try_sign_in("siti", "kuda lumping 1946"), "sign_in.refused");
    EXPECT_EQ(try_sign_in("nobody", good_password), "sign_in.refused");
    EXPECT_EQ(try_sign_in("closed", good_password), "sign_in.refused");
    EXPECT_EQ(try_sign_in("", ""), "sign_in.refused");
    EXPECT_EQ(try_sign_in(std::string(63, 'x') + "é'; DROP TABLE account; --", good_password), "sign_in.refused");
    EXPECT_EQ(try_sign_in("\xff\xfe", good_password), "sign_in.refused") << "bytes that are no text";
    const auto log = entries("people.session");
    EXPECT_EQ(log.size(), 6U);
    EXPECT_EQ(log.front().action, "sign_in_refused");
    EXPECT_EQ(log.front().note, "192.0.2.1");
}

TEST_P(PeopleTest, WaitsLongerAfterEachMissOfAnAccount) {
    const auto miss = [&](std::string_view address) { return try_sign_in("siti", "wrong wrong wrong", address); };
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(miss(fmt::format("192.0.2.{}", i)), "sign_in.refused");
    }
    for (const int seconds : {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
        EXPECT_EQ(wait_of("siti", "198.51.100.7"), std::to_string(seconds)) << "the right password waits too, from any address";
        now += std::chrono::seconds(seconds) - 1ms;
        EXPECT_EQ(wait_of("siti", "198.51.100.7"), "1");
        now += 1ms;
        EXPECT_EQ(miss("198.51.100.8"), "sign_in.refused");
    }
    now += 15min;
    EXPECT_EQ(try_sign_in("siti", good_password), "");
    EXPECT_EQ(miss("192.0.2.1"), "sign_in.refused") << "signing in forgave the misses";
    EXPECT_EQ(try_sign_in("siti", good_password), "");
}

TEST_P(PeopleTest, WaitsAfterManyMissesOfAnAddress) {
    const auto miss = [&](int i) { return try_sign_in(fmt::format("nobody{}", i), "wrong wrong wrong", "203.0.113.9"); };
    for (int i = 0; i < 20; ++i) {
        ASSERT_EQ(miss(i), "sign_in.refused") << i;
    }
    EXPECT_EQ(wait_of("siti", "203.0.113.9"), "1");
    EXPECT_EQ(try_sign_in("siti", good_password, "203.0.113.10"), "") << "another address does not wait";
    now += 1s;
    EXPECT_EQ(try_sign_in("siti", good_password, "203.0.113.9"), "");
    EXPECT_EQ(miss(20), "sign_in.refused") << "a sign-in took one miss off the address";
    EXPECT_EQ(wait_of("siti", "203.0.113.9"), "1");
    now += 1h;
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(miss(30 + i), "sign_in.refused") << "an hour forgives";
    }
}

TEST_P(PeopleTest, CountsGuessesThatComeAtTheSameTime) {
    std::array<std::string, 12> answers;
    {
        std::vector<std::jthread> guesses;
        for (std::string& answer : answers) {
            guesses.emplace_back([&] { answer = try_sign_in("siti", "wrong wrong wrong"); });
        }
    }
    EXPECT_EQ(std::ranges::count(answers, "sign_in.refused"), 5);
    EXPECT_EQ(std::ranges::count(answers, "sign_in.wait"), 7);
}

TEST_P(PeopleTest, EndsSessionsByTime) {
    const Session idle = signed_in();
    now += 2h - 1ms;
    EXPECT_TRUE(people->by_session(idle.token).signed_in()) << "use keeps it open";
    now += 2h - 1ms;
    EXPECT_TRUE(people->by_session(idle.token).signed_in());
    now += 2h;
    EXPECT_FALSE(people->by_session(idle.token).signed_in()) << "two idle hours end it";

    const Session used = signed_in();
    const Moment opened = now;
    while (now < opened + 12h - 1h) {
        now += 1h;
        EXPECT_TRUE(people->by_session(used.token).signed_in());
    }
    now = opened + 12h - 1ms;
    EXPECT_TRUE(people->by_session(used.token).signed_in());
    now = opened + 12h;
    EXPECT_FALSE(people->by_session(used.token).signed_in()) << "twelve hours end it, used or not";
}

TEST_P(PeopleTest, EndsSessionsAtOnceOnPurpose) {
    const Session out = signed_in();
    people->sign_out(out.token);
    EXPECT_FALSE(people->by_session(out.token).signed_in());

    const Session ended = signed_in();
    people->end_sessions("siti");
    EXPECT_FALSE(people->by_session(ended.token).signed_in());

    const Session old_password = signed_in();
    EXPECT_TRUE(people->by_session(old_password.token).signed_in());
    ASSERT_TRUE(write([&](store::Session& session) { return people->set_password(session, "siti", "wayang kulit 1928", "admin"); }));
    EXPECT_FALSE(people->by_session(old_password.token).signed_in());
    EXPECT_EQ(try_sign_in("siti", good_password), "sign_in.refused");

    const auto session = people->sign_in("siti", "wayang kulit 1928", "192.0.2.1");
    ASSERT_TRUE(session);
    EXPECT_TRUE(people->by_session(session->token).has("ict_officer"));
    Account siti = account("siti");
    siti.role = "auditor";
    ASSERT_TRUE(change(siti));
    EXPECT_TRUE(people->by_session(session->token).has("auditor")) << "a new role holds at once";
    siti.active = false;
    ASSERT_TRUE(change(siti));
    EXPECT_FALSE(people->by_session(session->token).signed_in()) << "a closed account is out at once";
    EXPECT_EQ(entries("people.session").back().action, "sign_in");
}

TEST_P(PeopleTest, ANewPasswordForgivesTheMisses) {
    for (int i = 0; i < 6; ++i) {
        try_sign_in("siti", "wrong wrong wrong", fmt::format("192.0.2.{}", i));
    }
    EXPECT_EQ(wait_of("siti", "192.0.2.99"), "1");
    ASSERT_TRUE(write([&](store::Session& session) { return people->set_password(session, "siti", good_password, "admin"); }));
    EXPECT_EQ(try_sign_in("siti", good_password, "192.0.2.99"), "");
    EXPECT_EQ(code_of(write([&](store::Session& session) { return people->set_password(session, "siti", "tiny", "admin"); })), "password.too_short");
    EXPECT_EQ(code_of(write([&](store::Session& session) { return people->set_password(session, "nobody", good_password, "admin"); })), "account.not_found");
}

TEST_P(PeopleTest, ListsOpenSessions) {
    const Session first = signed_in("siti", "192.0.2.1");
    now += 1h;
    const Session second = signed_in("siti", "192.0.2.2");
    read([&](store::Session& session) {
        const auto open = people->sessions(session, "siti");
        ASSERT_EQ(open.size(), 2U);
        EXPECT_EQ(open[0].address, "192.0.2.2");
        EXPECT_EQ(open[1].created, now - 1h);
        EXPECT_EQ(people->open_sessions(session), 2);
    });
    now += 1h;
    read([&](store::Session& session) {
        EXPECT_EQ(people->sessions(session, "siti").size(), 1U) << "the first was idle for two hours";
        EXPECT_EQ(people->open_sessions(session), 1);
    });
}

TEST_P(PeopleTest, TokensStandForTheirAccount) {
    const auto add_token = [&](std::string_view label, int days) {
        return write([&](store::Session& session) { return people->add_token(session, "siti", label, days, "admin"); });
    };
    const auto token = add_token("inventory", 30);
    ASSERT_TRUE(token);
    EXPECT_TRUE(token->starts_with("pdp_"));
    EXPECT_EQ(people->by_token(*token).id(), "siti");
    EXPECT_FALSE(people->by_token(*token + "x").signed_in());
    EXPECT_FALSE(people->by_token("pdp_").signed_in());
    EXPECT_FALSE(people->by_session(*token).signed_in());
    EXPECT_EQ(add_token("inventory", 30).error().code, "token.exists");
    for (const auto& [label, days] : {std::pair{"  ", 30}, {"none", 0}, {"long", 3651}}) {
        EXPECT_EQ(add_token(label, days).error().code, "token.bad_request") << label;
    }
    const auto listed = read([&](store::Session& session) { return people->tokens(session, "siti"); });
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0].until, now + 30 * 24h);

    now += 30 * 24h - 1ms;
    EXPECT_TRUE(people->by_token(*token).signed_in());
    now += 1ms;
    EXPECT_FALSE(people->by_token(*token).signed_in()) << "its time is over";
}

TEST_P(PeopleTest, TokensEndWhenRemovedOrTheAccountIsClosed) {
    const auto token = write([&](store::Session& session) { return people->add_token(session, "siti", "one", 30, "siti"); });
    const auto other = write([&](store::Session& session) { return people->add_token(session, "siti", "two", 30, "siti"); });
    EXPECT_TRUE(people->by_token(*token).signed_in());
    const auto remove = [&] { return write([&](store::Session& session) { return people->remove_token(session, "siti", "one", "siti"); }); };
    ASSERT_TRUE(remove());
    EXPECT_EQ(code_of(remove()), "token.not_found");
    EXPECT_FALSE(people->by_token(*token).signed_in());

    EXPECT_TRUE(people->by_token(*other).signed_in());
    Account siti = account("siti");
    siti.active = false;
    ASSERT_TRUE(change(siti));
    EXPECT_FALSE(people->by_token(*other).signed_in());
    EXPECT_TRUE(verify().ok());
}

TEST_P(PeopleTest, TheLedgerFindsWhatWasChangedBehindItsBack) {
    ASSERT_TRUE(write([&](store::Session& session) { return people->add_token(session, "siti", "one", 30, "siti"); }));
    ASSERT_TRUE(write([&](store::Session& session) { return people->set_password(session, "siti", "wayang kulit 1928", "admin"); }));
    EXPECT_TRUE(verify().ok());
    const std::string hash = hash_password("intruder intruder");
    location->tamper("UPDATE account SET role = 'administrator' WHERE id = 'siti'");
    location->tamper(
        "INSERT INTO account (id, name, email, role, agency, office, active, language, password, version) VALUES "
        "('mallory', 'M', '', 'administrator', '', '', 'true', 'id', '" +
        hash + "', 1)");
    location->tamper("UPDATE api_token SET until_at = '2999-01-01T00:00:00.000Z'");
    std::vector<std::string> found;
    for (const auto& finding : verify().findings) {
        found.push_back(fmt::format("{} {} {}", finding.kind, finding.subject, finding.record));
    }
    std::ranges::sort(found);
    EXPECT_EQ(join(found, ", "), "record_changed people.account siti, record_changed people.token siti/one, record_unknown people.account mallory");
}

TEST_P(PeopleTest, AChangeThatIsTakenBackLeavesNothing) {
    const Session session = signed_in();
    const auto refused = write([&](store::Session& stored) -> Result<void> {
        CHECK(people->set_password(stored, "siti", "wayang kulit 1928", "admin"));
        return fail(ErrorKind::conflict, "test.refused");
    });
    EXPECT_EQ(code_of(refused), "test.refused");
    EXPECT_TRUE(people->by_session(session.token).signed_in());
    EXPECT_EQ(try_sign_in("siti", good_password), "");
    EXPECT_TRUE(verify().ok());
}

}  // namespace
}  // namespace pendopo::people
