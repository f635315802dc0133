#pragma once
// A city small enough to be seen at a glance, for this room's tests: three registers, four rules, a regulation of five articles.

namespace pendopo::workflow::testing {

struct SmallFile {
    const char* path;
    const char* content;
};

/// Requests are submitted by agencies and granted or refused by the ICT agency. Article 1 shuts granting until the secretary has given an
/// opinion; article 2 only warns about it; article 3 asks for a purpose before submitting; article 4 knows two of the three kinds.
inline constexpr SmallFile small_city[] = {
    {"systems/general/system.yaml", R"(
system: general
label: {id: "Umum", en: "General"}
group: organisation
)"},
    {"systems/general/offices.yaml", R"(
offices:
  ict_agency: {label: {id: "Dinas", en: "ICT agency"}, outside: false}
  secretary: {label: {id: "Sekretaris Daerah", en: "Secretary"}, outside: false}
  agency: {label: {id: "Perangkat Daerah", en: "Agency"}, outside: false}
)"},
    {"systems/general/registers/agency.yaml", R"(
register: agency
label: {id: "Perangkat daerah", en: "Agency"}
plural: {id: "Perangkat daerah", en: "Agencies"}
numbering: "PD-{000}"
title: name
fields:
  name: {type: text, required: true, max: 200, label: {id: "Nama", en: "Name"}}
states: {active: {id: "Aktif", en: "Active"}}
permissions: {read: [all], write: [ict_officer]}
example: [{name: "Dinas Contoh"}]
)"},
    {"systems/permit/system.yaml", R"(
system: permit
label: {id: "Izin", en: "Permits"}
group: services
)"},
    {"systems/permit/registers/request.yaml", R"(
register: request
label: {id: "Permohonan", en: "Request"}
plural: {id: "Permohonan", en: "Requests"}
numbering: "REQ-{000}"
title: name
agency: agency
fields:
  name: {type: text, required: true, max: 100, label: {id: "Nama", en: "Name"}}
  agency: {type: reference, to: agency, label: {id: "Perangkat daerah", en: "Agency"}}
  kind:
    type: choice
    label: {id: "Jenis", en: "Kind"}
    choices: {site: {id: "Situs", en: "Site"}, mail: {id: "Surel", en: "Mail"}, cloud: {id: "Awan", en: "Cloud"}}
  purpose: {type: long_text, label: {id: "Keperluan", en: "Purpose"}}
  priority: {type: integer, default: "3", min: 1, max: 5, label: {id: "Prioritas", en: "Priority"}}
  cost: {type: money, label: {id: "Biaya", en: "Cost"}, permissions: {write: [ict_officer]}}
  letter: {type: file, label: {id: "Surat", en: "Letter"}}
  papers:
    type: lines
    label: {id: "Berkas", en: "Papers"}
    columns:
      title: {type: text, label: {id: "Judul", en: "Title"}}
      scan: {type: file, label: {id: "Pindaian", en: "Scan"}}
  refusal: {type: long_text, label: {id: "Alasan penolakan", en: "Reason of refusal"}, permissions: {write: [ict_officer]}}
  granted_on: {type: date, label: {id: "Tanggal izin", en: "Granted on"}}
states:
  draft: {id: "Konsep", en: "Draft"}
  submitted: {id: "Diajukan", en: "Submitted"}
  granted: {id: "Diizinkan", en: "Granted"}
  refused: {id: "Ditolak", en: "Refused", closed: true}
transitions:
  submit: {from: [draft], to: submitted, label: {id: "Ajukan", en: "Submit"}}
  grant: {from: [submitted], to: granted, label: {id: "Izinkan", en: "Grant"}, by: [ict_officer], asks: [granted_on, kind]}
  refuse: {from: [submitted], to: refused, label: {id: "Tolak", en: "Refuse"}, by: [ict_officer, agency_head], reason: true, asks: [refusal]}
example: [{name: "Situs baru"}]
)"},
    {"systems/permit/registers/proof.yaml", R"(
register: proof
label: {id: "Bukti", en: "Proof"}
plural: {id: "Bukti", en: "Proofs"}
numbering: "PRF-{000}"
title: name
fields:
  name: {type: text, required: true, max: 100, label: {id: "Nama", en: "Name"}}
states: {shown: {id: "Diajukan", en: "Shown"}, accepted: {id: "Diterima", en: "Accepted"}}
transitions: {accept: {from: [shown], to: accepted, label: {id: "Terima", en: "Accept"}, by: [ict_officer], second_person: true}}
permissions: {read: [ict_officer], write: [ict_officer]}
example: [{name: "Foto"}]
)"},
    {"systems/permit/registers/opinion.yaml", R"(
register: opinion
label: {id: "Pertimbangan", en: "Opinion"}
plural: {id: "Pertimbangan", en: "Opinions"}
numbering: "OPI-{000}"
title: name
fields:
  name: {type: text, required: true, max: 100, label: {id: "Nama", en: "Name"}}
  about: {type: reference, to: request, label: {id: "Tentang", en: "About"}}
states: {draft: {id: "Konsep", en: "Draft"}, issued: {id: "Terbit", en: "Issued"}}
permissions: {read: [ict_officer, executive], write: [ict_officer]}
example: [{name: "Pertimbangan"}]
)"},
    {"systems/permit/rules.yaml", R"(
rules:
  - rule: permit.opinion
    pattern: gate
    subject: request
    says: {id: "Izin terbit setelah ada pertimbangan.", en: "A permit is given only after an opinion."}
    check: {at: request.granted, needs: {register: opinion, where: {state: issued}, link: about}}
    prevents: true
  - rule: permit.purpose
    pattern: complete
    subject: request
    says: {id: "Permohonan menyebut keperluannya.", en: "A request names its purpose."}
    check: {each: request, needs: [purpose], at: request.submitted}
    prevents: true
  - rule: permit.kinds
    pattern: value
    subject: request
    says: {id: "Jenis permohonan ada dalam daftar.", en: "The kind of a request is one of the list."}
    params: {choices: {type: list, default: norm.contents}}
    check: {each: request, field: kind, one_of: $choices}
    prevents: true
)"},
    {"regulations/test-1-2020.yaml", R"(
regulation:
  id: test-1-2020
  slug: test
  region: "Kota Uji"
  region_kind: kota
  timezone: Asia/Jakarta
  head: "Wali Kota"
  instrument: peraturan_wali_kota
  number: 1
  year: 2020
  title: "SPBE"
  enacted: 2020-01-02
  domain: "uji.go.id"
  roles: {ict_agency: "Dinas", secretary: "Sekretaris Daerah"}
  chapters: [{key: "I", title: {id: "Izin", en: "Permits"}}]
definitions: []
norms:
  - {id: "1", chapter: "I", kind: duty, modality: wajib, actor: [ict_agency], system: permit, check: automatic,
     id_text: "Izin terbit setelah ada pertimbangan.", en_text: "A permit follows an opinion.", rules: [{rule: permit.opinion}]}
  - {id: "2", chapter: "I", kind: duty, modality: wajib, actor: [ict_agency], system: permit, check: automatic,
     id_text: "Pertimbangan diharapkan.", en_text: "An opinion is expected.", rules: [{rule: permit.opinion, prevents: false}]}
  - {id: "3", chapter: "I", kind: requirement, modality: harus, actor: [agency], system: permit, check: automatic,
     id_text: "Permohonan menyebut keperluan.", en_text: "A request names its purpose.", rules: [{rule: permit.purpose}]}
  - {id: "4", chapter: "I", kind: enumeration, modality: terdiri, actor: [agency], system: permit, check: automatic,
     id_text: "Permohonan terdiri atas situs dan surel.", en_text: "Requests are for sites and mail.",
     contents: [{code: site, id: "situs", en: "site"}, {code: mail, id: "surel", en: "mail"}], rules: [{rule: permit.kinds}]}
conflicts: []
)"},
};

}  // namespace pendopo::workflow::testing
