// What one change costs inside, without disk and network. Prints ratios to look at when bench/run shows a slower figure.

#include <benchmark/benchmark.h>

#include "government/government.hpp"
#include "systems/systems.hpp"

namespace {

using namespace pendopo;

const registers::Catalogue& catalogue() {
    static const registers::Catalogue all = *registers::Catalogue::load(Resources::of_folder(PENDOPO_SOURCE_DIR));
    return all;
}

registers::Record sample() {
    const registers::Register& declaration = *catalogue().find("application");
    registers::Record record{.id = "APL-0001", .state = "draft", .version = 3, .values = std::vector<registers::Value>(declaration.fields.size())};
    record.set(declaration, "name", "Antrean Puskesmas");
    record.set(declaration, "owner", "PD-002");
    record.set(declaration, "description", std::string(300, 'u'));
    record.set(declaration, "users", std::vector<std::string>{"public", "government"});
    return record;
}

void record_digest(benchmark::State& state) {
    const registers::Register& declaration = *catalogue().find("application");
    const auto record = sample();
    for (auto _ : state) {
        benchmark::DoNotOptimize(registers::digest(declaration, record));
    }
}
BENCHMARK(record_digest);

void record_validate(benchmark::State& state) {
    const registers::Register& declaration = *catalogue().find("application");
    const auto record = sample();
    for (auto _ : state) {
        benchmark::DoNotOptimize(registers::validate(declaration, record));
    }
}
BENCHMARK(record_validate);

void record_json(benchmark::State& state) {
    const registers::Register& declaration = *catalogue().find("application");
    const auto record = sample();
    for (auto _ : state) {
        benchmark::DoNotOptimize(boost::json::serialize(registers::to_json(declaration, record)));
    }
}
BENCHMARK(record_json);

void ledger_leaf(benchmark::State& state) {
    const ledger::Entry entry{.sequence = 7,
                              .actor = "kominfo",
                              .behalf = "ict_agency",
                              .action = "update",
                              .subject = "application",
                              .record = "APL-0001",
                              .version = 3,
                              .digest = std::string(64, 'a'),
                              .changes = std::string(200, 'c'),
                              .note = {}};
    for (auto _ : state) {
        benchmark::DoNotOptimize(ledger::leaf_hash(ledger::canonical(entry)));
    }
}
BENCHMARK(ledger_leaf);

void ledger_tree(benchmark::State& state) {
    ledger::Frontier tree;
    const std::string leaf(32, 'h');
    for (auto _ : state) {
        tree.append(leaf);
    }
    benchmark::DoNotOptimize(tree.root());
}
BENCHMARK(ledger_tree);

void product_load(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(government::Product::load(Resources::of_folder(PENDOPO_SOURCE_DIR), systems::derivations()));
    }
}
BENCHMARK(product_load)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
