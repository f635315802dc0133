#include "demo/application_table.hpp"

#include <array>

namespace pendopo::demo {

namespace {

using K = ApplicationKind;
constexpr std::string_view special = "special";
constexpr std::string_view common = "common";
constexpr std::string_view other = "other";
constexpr std::string_view serves = "spbe_service";

constexpr std::array kinds = {
    K{"SIPD RI", "bappeda", common, "development_planning", "Perencanaan pembangunan daerah", "planning", 'a'},
    K{"SIPD RI Penganggaran", "bpkad", common, "finance", "Penyusunan anggaran daerah", "budgeting", 'a'},
    K{"SPSE Daerah", "bag-pbj", common, "procurement", "Pengadaan barang/jasa secara elektronik", "procurement", 'a'},
    K{"e-SAKIP Daerah", "bag-organisasi", common, "performance", "Akuntabilitas kinerja perangkat daerah", "performance_accountability", 'a'},
    K{"e-Monev Daerah", "bappeda", common, "data_processing", "Pemantauan dan evaluasi pembangunan", "monitoring_evaluation", 'a'},
    K{"SRIKANDI Daerah", "arpus", common, "correspondence", "Kearsipan dan naskah dinas", "archives", 'a'},
    K{"SIASN Daerah", "bkpsdm", common, "personnel", "Administrasi kepegawaian", "personnel", 'a'},
    K{"LAPOR! Daerah", "diskominfo", common, "complaint", "Pengaduan pelayanan publik", "complaint", 'p'},
    K{"Portal Data Daerah", "diskominfo", special, "digital_data", "Data terbuka daerah", "open_data", 'p'},
    K{"Analisis Data Pimpinan", "diskominfo", special, "data_processing", "Dasbor data pimpinan daerah", "monitoring_evaluation", 'a'},
    K{"Manajemen Situs Perangkat Daerah", "diskominfo", special, "website_mail", "Situs web perangkat daerah", "communication", 'a'},
    K{"Subdomain Daerah", "diskominfo", special, "domain_name", "Pendaftaran nama domain", "communication", 'a'},
    K{"JDIH Daerah", "bag-hukum", special, "legal_documents", "Dokumentasi dan informasi hukum", "legal_documents", 'p'},
    K{"Saluran Pelaporan Pelanggaran", "inspektorat", special, "whistleblowing", "Pelaporan pelanggaran", "internal_control", 'a'},
    K{"Surel Dinas", "diskominfo", special, "website_mail", "Surat elektronik dinas", "correspondence", 'a'},
    K{"Kinerja ASN", "bkpsdm", special, "performance", "Penilaian kinerja pegawai", "staff_performance", 'a'},
    K{"Presensi ASN", "bkpsdm", special, "personnel", "Presensi pegawai", "personnel", 'a'},
    K{"Gaji dan Tunjangan", "bpkad", special, "finance", "Pembayaran gaji pegawai", "finance", 'a'},
    K{"Aset Daerah", "aset", special, other, "Pengelolaan barang milik daerah", "asset", 'a'},
    K{"Tindak Lanjut Temuan", "inspektorat", special, other, "Tindak lanjut hasil pengawasan", "internal_control", 'a'},
    K{"Pajak Daerah Daring", "bapenda", special, serves, "Pembayaran pajak daerah", "banking", 'b'},
    K{"PBB Mandiri", "bapenda", special, serves, "Pembayaran PBB", "banking", 'p'},
    K{"Retribusi Pasar", "disperdagin", special, serves, "Pembayaran retribusi pasar", "work_business", 'b'},
    K{"Perizinan Terpadu", "dpmptsp", special, serves, "Perizinan berusaha dan nonberusaha", "licensing", 'b'},
    K{"Antrean Mal Pelayanan", "dpmptsp", special, serves, "Antrean mal pelayanan publik", "licensing", 'p'},
    K{"Peta Investasi", "dpmptsp", special, serves, "Informasi peluang investasi", "work_business", 'b'},
    K{"Dukcapil Daring", "disdukcapil", special, serves, "Administrasi kependudukan", "population", 'p'},
    K{"Antar Dokumen Kependudukan", "disdukcapil", special, serves, "Pengantaran dokumen kependudukan", "population", 'p'},
    K{"Akta Cepat", "disdukcapil", special, serves, "", "population", 'p'},
    K{"PPDB Daring", "disdik", special, serves, "Penerimaan peserta didik baru", "education", 'p'},
    K{"Rapor Digital", "disdik", special, serves, "Rapor peserta didik", "teaching", 'p'},
    K{"Beasiswa Daerah", "disdik", special, serves, "Beasiswa daerah", "education", 'p'},
    K{"Data Pokok Sekolah", "disdik", special, "digital_data", "", "education", 'a'},
    K{"Antrean Puskesmas", "dinkes", special, serves, "Pendaftaran layanan puskesmas", "health", 'p'},
    K{"Rekam Medis Puskesmas", "dinkes", special, serves, "Rekam medis puskesmas", "health", 'a'},
    K{"Surveilans Penyakit", "dinkes", special, "data_processing", "Surveilans penyakit", "health", 'a'},
    K{"Obat dan Perbekalan", "dinkes", special, other, "", "health", 'a'},
    K{"Ambulans Siaga", "dinkes", special, serves, "Panggilan ambulans", "health", 'p'},
    K{"SIMRS", "rsud", special, serves, "Layanan rumah sakit", "health", 'p'},
    K{"Antrean RSUD", "rsud", special, serves, "Antrean rumah sakit", "health", 'p'},
    K{"Radiologi RSUD", "rsud", special, other, "", "health", 'a'},
    K{"Tata Ruang Daring", "dpupr", special, serves, "Informasi tata ruang", "housing", 'p'},
    K{"Lapor Jalan Rusak", "dpupr", special, serves, "Laporan jalan rusak", "transport", 'p'},
    K{"Persetujuan Bangunan", "dpupr", special, serves, "Persetujuan bangunan gedung", "housing", 'b'},
    K{"Rumah Layak Huni", "disperkim", special, serves, "Bantuan rumah layak huni", "housing", 'p'},
    K{"Rusunawa", "disperkim", special, serves, "Sewa rumah susun", "housing", 'p'},
    K{"Patroli Wilayah", "satpolpp", special, other, "Pelaporan gangguan ketertiban", "other", 'p'},
    K{"Siaga Bencana", "bpbd", special, serves, "Informasi dan laporan bencana", "social_security", 'p'},
    K{"Bantuan Sosial", "dinsos", special, serves, "Penyaluran bantuan sosial", "social_security", 'p'},
    K{"Data Kesejahteraan", "dinsos", special, "digital_data", "", "social_security", 'a'},
    K{"Bursa Kerja", "disnaker", special, serves, "Informasi lowongan kerja", "work_business", 'p'},
    K{"Pelatihan Kerja", "disnaker", special, serves, "Pelatihan kerja", "work_business", 'p'},
    K{"Lindungi Perempuan dan Anak", "dp3ap2kb", special, serves, "Pelaporan kekerasan", "social_security", 'p'},
    K{"Data Keluarga", "dp3ap2kb", special, "digital_data", "Data keluarga", "population", 'a'},
    K{"Harga Pangan", "dkpp", special, serves, "Informasi harga pangan", "work_business", 'p'},
    K{"Kartu Tani", "dkpp", special, serves, "Bantuan sarana pertanian", "natural_resources", 'p'},
    K{"Bank Sampah", "dlh", special, serves, "Bank sampah", "environment", 'p'},
    K{"Mutu Udara", "dlh", special, "data_processing", "Informasi mutu lingkungan", "environment", 'p'},
    K{"Uji Kendaraan", "dishub", special, serves, "Uji kendaraan bermotor", "transport", 'p'},
    K{"Parkir Nontunai", "dishub", special, serves, "Pembayaran parkir", "transport", 'p'},
    K{"Pantau Lalu Lintas", "dishub", special, "data_processing", "", "transport", 'a'},
    K{"Wisata Daerah", "disporapar", special, serves, "Informasi wisata", "tourism", 'p'},
    K{"Cagar Budaya", "disporapar", special, "digital_data", "", "tourism", 'p'},
    K{"Perpustakaan Digital", "arpus", special, serves, "Perpustakaan digital", "teaching", 'p'},
    K{"UMKM Naik Kelas", "disperdagin", special, serves, "Pembinaan usaha mikro", "work_business", 'b'},
    K{"Tera Ulang", "disperdagin", special, serves, "Tera ulang", "work_business", 'b'},
    K{"Agenda Pimpinan", "bag-umum", special, other, "Agenda pimpinan daerah", "correspondence", 'a'},
    K{"Risalah Sidang", "setwan", special, other, "Risalah persidangan", "correspondence", 'a'},
    K{"Aspirasi DPRD", "setwan", special, serves, "Penyampaian aspirasi", "complaint", 'p'},
    K{"Izin Penelitian", "bakesbangpol", special, serves, "Surat keterangan penelitian", "licensing", 'p'},
    K{"Musrenbang Daring", "bappeda", special, "development_planning", "Usulan pembangunan", "planning", 'p'},
    K{"Inovasi Daerah", "bappeda", special, other, "", "planning", 'a'},
    K{"Peta Jabatan", "bag-organisasi", special, "personnel", "Analisis jabatan", "personnel", 'a'},
    K{"Survei Kepuasan Masyarakat", "bag-organisasi", special, serves, "Survei kepuasan", "other", 'p'},
    K{"Masuk Tunggal", "diskominfo", "shared_special", other, "Masuk tunggal pegawai", "communication", 'a'},
    K{"Tanda Tangan Elektronik Daerah", "diskominfo", "shared_special", "correspondence", "Tanda tangan elektronik", "correspondence", 'a'},
    K{"Buku Tamu Bersama", "diskominfo", "shared_special", serves, "Buku tamu", "other", 'p'},
    K{"Penghubung SIPD-Gaji", "bpkad", "connector", other, "", "finance", 'a'},
    K{"Penghubung Dukcapil-Bansos", "diskominfo", "connector", other, "", "population", 'a'},
    K{"Meja Layanan", "diskominfo", special, other, "Meja layanan TIK", "communication", 'a'},
    K{"Satu Aplikasi Warga", "diskominfo", special, serves, "Layanan warga terpadu", "other", 'p'},
    K{"Energi Penerangan Jalan", "dishub", special, other, "Pengaduan lampu jalan", "energy", 'p'},
};

}  // namespace

std::span<const ApplicationKind> application_kinds() { return kinds; }

}  // namespace pendopo::demo
