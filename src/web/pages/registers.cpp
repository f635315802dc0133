// All registers, by the groups of their systems.

#include "web/pages/pages.hpp"

namespace pendopo::web::pages {

Result<Response> registers_index(Visit& visit) {
    Page page(visit, "pages/registers.html", visit.text("nav.registers"));
    page.in("registers");
    std::map<std::string, std::vector<const registers::Register*>> by_system;
    for (const auto& declaration : visit.catalogue().registers()) {
        if (people::may_read(visit.person(), declaration)) {
            by_system[declaration.system].push_back(&declaration);
        }
    }
    for (const auto* group_name : {"applications", "services", "planning", "infrastructure", "security", "organisation", "oversight", "sectors"}) {
        std::vector<const registers::System*> systems;
        for (const auto& system : visit.catalogue().systems()) {
            if (system.group == group_name && by_system.contains(system.name)) {
                systems.push_back(&system);
            }
        }
        if (systems.empty()) {
            continue;
        }
        auto group = page.view.add("register_group");
        group.set("group_label", visit.text(fmt::format("group.{}", group_name))).set("group_id", group_name);
        for (const auto* system : systems) {
            auto block = group.add("system");
            block.set("system_label", system->label.in(visit.language)).set("system_about", system->about.in(visit.language));
            block.set("system_law_url", visit.url("/regulation/search?system=" + encoded(system->name)));
            for (const auto* declaration : by_system[system->name]) {
                block.add("register")
                    .set("register_label", declaration->plural.in(visit.language))
                    .set("register_about", declaration->about.in(visit.language))
                    .set("register_url", visit.url("/registers/" + declaration->name));
            }
        }
    }
    return page.respond();
}

}  // namespace pendopo::web::pages
