#include "demo/sample.hpp"

#include "demo/parts.hpp"

namespace pendopo::demo {

std::vector<std::string> sample_lines(const registers::Catalogue& catalogue, const law::Regulation& regulation, Date today,
                                      const std::vector<law::OpenValue>& open_values) {
    World world(catalogue, regulation, today);
    add_agencies(world);
    add_references(world);
    add_plans(world);
    add_facilities(world);
    add_policies(world);
    add_services(world);
    add_applications(world);
    add_data(world);
    add_equipment(world);
    add_operations(world);
    add_budgets(world);
    add_web(world);
    add_organisation(world);
    add_staff(world);
    add_audits(world);
    add_oversight(world);
    add_letters(world);
    add_sectors(world);
    add_decisions(world, open_values);
    return std::move(world.lines);
}

}  // namespace pendopo::demo
