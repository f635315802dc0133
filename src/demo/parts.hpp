#pragma once
// The parts of the sample data, in the order in which they are made: later ones refer to earlier ones.

#include "demo/world.hpp"
#include "law/compliance.hpp"

namespace pendopo::demo {

void add_agencies(World& world);          ///< agencies, persons, who holds which role
void add_references(World& world);        ///< the regulation itself, reference instruments, checklists, common applications
void add_plans(World& world);             ///< strategic plans, elements, sections, reviews, activities
void add_facilities(World& world);        ///< data centre, networks, hub and their links
void add_policies(World& world);          ///< policies, procedures, acknowledgements
void add_services(World& world);          ///< services and applications' catalogue side: service, business process
void add_applications(World& world);      ///< applications, projects, releases, tests, deposits, hosting
void add_data(World& world);              ///< data sets, quality, exchanges, integrations
void add_equipment(World& world);         ///< servers, devices, network changes, requests
void add_operations(World& world);        ///< backups, maintenance, security, incidents, tickets
void add_budgets(World& world);           ///< budgets, contracts, vendors
void add_web(World& world);               ///< websites, domain names, mailboxes
void add_organisation(World& world);      ///< coordination team, management processes, evidence of work
void add_staff(World& world);             ///< competences, trainings, moves, ICT-autonomous agencies
void add_audits(World& world);            ///< audit cycles and audits
void add_oversight(World& world);         ///< evaluations, reports, supervision, conformity
void add_letters(World& world);           ///< letters, certificates, signatures, transactions
void add_sectors(World& world);           ///< personnel, planning, performance, complaints, legal documents
/// What the government decided about its own law: values, conflicts, census, exemptions, sanctions.
void add_decisions(World& world, const std::vector<law::OpenValue>& open_values);

}  // namespace pendopo::demo
