#include "demo/region.hpp"

#include <algorithm>

namespace pendopo::demo {

namespace {

using Names = std::vector<std::string_view>;

const Names java_men = {"Bagas", "Dwi",     "Eko",      "Fajar", "Galih",  "Hendro", "Imam",  "Joko",  "Krisna", "Lukman",
                        "Mulyo", "Nugroho", "Prasetya", "Rudi",  "Slamet", "Teguh",  "Wahyu", "Yudha", "Anang",  "Budi"};
const Names java_women = {"Ayu",    "Diah",    "Endah", "Fitri", "Hesti", "Indah", "Kartika", "Lestari", "Maya",
                          "Nining", "Puspita", "Ratna", "Sri",   "Tutik", "Umi",   "Wulan",   "Yuni",    "Retno"};
const Names java_family = {"Adisaputro",   "Baskoroaji",    "Cokrowinarno", "Danuwijaya",  "Edipranoto",  "Gunadarsono", "Hadimulyono",
                           "Jatiwasono",   "Kusumawerdaya", "Laksonoadi",   "Mangunjoyo",  "Notosusanto", "Pranowosari", "Rekso Utomo",
                           "Sastrodinoto", "Tirtokusumo",   "Wirosentiko",  "Yudopranoto", "Brotoasmoro", "Sumodilogo"};
const Names madura_men = {"Achmad", "Bahrul",  "Fathor",   "Hasan",  "Jauhari", "Khairul",   "Moh. Rasyid", "Muzakki", "Nurul",
                          "Rofiq",  "Syaiful", "Taufiqur", "Ubaidi", "Zainal",  "Abd. Wafi", "Matrawi",     "Sahrul",  "Hosnan"};
const Names madura_women = {"Aisyatul",  "Badriyah", "Faizatun",     "Halimatus", "Khotijah", "Lailatul", "Maimunah", "Nur Hasanah",
                            "Qomariyah", "Rohmatul", "Siti Zubaida", "Ummul",     "Wardatul", "Zainab",   "Hosniyah"};
const Names madura_family = {"Arosbayan", "Baliyanto", "Camplongan", "Dungkekan",  "Gapuranto",   "Juruanom",   "Kaliangetan",  "Lapataman",
                             "Mandhapa",  "Parindu",   "Rubarianto", "Saronggian", "Talangosari", "Wirarajani", "Panembahanto", "Sokabana"};
const Names banjar_men = {"Arsyad",  "Aspihani", "Bahruni", "Darmawi",  "Fahrurraji", "Gazali", "Hairullah", "Jumadi",   "Khairani",
                          "Masruri", "Norhalis", "Rahmadi", "Syahrani", "Tajudin",    "Utuh",   "Yulian",    "Zulkipli", "Anang Rahmat"};
const Names banjar_women = {"Aluh",    "Dahliana",   "Fatmawati", "Galuh",    "Hamidah",      "Itah",    "Jamilah",  "Kartini",
                            "Mastura", "Norhasanah", "Rusmiati",  "Salasiah", "Tina Mariana", "Yuliani", "Zahratun", "Rabiatul"};
const Names banjar_family = {"Alabio",       "Barabaian", "Candi Laras", "Danau Panggang", "Haruyani",      "Jambangani", "Kalampayani", "Labuan",
                             "Martapuranto", "Nagarani",  "Pamangkih",   "Rantauani",      "Sungai Rayani", "Tabalongi",  "Wasakani",    "Birayangi"};
const Names streets = {"Jalan Merdeka",           "Jalan Pahlawan",   "Jalan Veteran",    "Jalan Diponegoro",
                       "Jalan Panglima Sudirman", "Jalan Ahmad Yani", "Jalan Gajah Mada", "Jalan Kartini"};

const std::vector<Region> regions = {
    {"madiun", "madiun.example.go.id", -7.6298, 111.5239, 0, {"Manguharjo", "Taman", "Kartoharjo"}, streets, java_men, java_women, java_family},
    {"kediri", "kedirikota.go.id", -7.8166, 112.0118, 3, {"Mojoroto", "Kota", "Pesantren"}, streets, java_men, java_women, java_family},
    {"banjarbaru",
     "banjarbarukota.go.id",
     -3.4425,
     114.8322,
     0,
     {"Landasan Ulin", "Liang Anggang", "Cempaka", "Banjarbaru Utara", "Banjarbaru Selatan"},
     streets,
     banjar_men,
     banjar_women,
     banjar_family},
    {"sumenep",
     "sumenep.example.go.id",
     -7.0049,
     113.8593,
     4,
     {"Kota Sumenep", "Kalianget", "Batuan", "Lenteng", "Ambunten", "Gapura", "Sapeken"},
     streets,
     madura_men,
     madura_women,
     madura_family},
    {"blitar", "blitarkota.go.id", -8.0955, 112.1609, 2, {"Sananwetan", "Kepanjenkidul", "Sukorejo"}, streets, java_men, java_women, java_family},
    {"", "daerah.example.go.id", -6.2, 106.8, 1, {"Utara", "Selatan", "Tengah"}, streets, java_men, java_women, java_family},
};

}  // namespace

const Region& region_of(std::string_view slug) {
    const auto found = std::ranges::find(regions, slug, &Region::slug);
    return found == regions.end() ? regions.back() : *found;
}

}  // namespace pendopo::demo
