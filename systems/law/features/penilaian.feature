# language: id
Fitur: Penilaian kepatuhan
  Pemerintah yang belum mencatat apa pun tidak tampak patuh; yang belum menetapkan nilainya pun belum.

  @kediri-42-2019/16/1
  Skenario: Kewajiban berkala dinilai setelah selang waktunya ditetapkan
    Diketahui pemerintah Kota Kediri
    Maka Pasal 16 ayat (1) dinilai "belum ditentukan" untuk "Dinas Kesehatan"
    Ketika petugas Dinas Kominfo menetapkan "every" untuk Pasal 16 ayat (1) sebesar "7d"
    Maka perubahan diterima
    Dan Pasal 16 ayat (1) tidak dinilai "terpenuhi" untuk "Dinas Kesehatan"
    Diketahui ada cadangan data "Cadangan mingguan":
      | Perangkat daerah | Dinas Kesehatan      |
      | Jenis kegiatan   | Pencadangan          |
      | Tujuan           | Server di pusat data |
      | Tanggal          | 2 hari lalu          |
      | Hasil            | Berhasil             |
    Maka Pasal 16 ayat (1) dinilai "terpenuhi" untuk "Dinas Kesehatan"
    Dan Pasal 16 ayat (1) tidak dinilai "terpenuhi" untuk "Dinas Perhubungan"
    Dan bukti Pasal 16 ayat (1) menyebut "Cadangan mingguan"

  @kediri-42-2019/16/1
  Skenario: Cadangan yang lama membuat kewajiban terlambat
    Diketahui pemerintah Kota Kediri
    Dan petugas Dinas Kominfo sudah menetapkan "every" untuk Pasal 16 ayat (1) sebesar "7d"
    Dan ada cadangan data "Cadangan lama":
      | Perangkat daerah | Dinas Kesehatan      |
      | Jenis kegiatan   | Pencadangan          |
      | Tujuan           | Server di pusat data |
      | Tanggal          | 60 hari lalu         |
      | Hasil            | Berhasil             |
    Maka Pasal 16 ayat (1) dinilai "terlambat" untuk "Dinas Kesehatan"

  @kediri-42-2019/16/1
  Skenario: Cadangan yang gagal bukan bukti
    Diketahui pemerintah Kota Kediri
    Dan petugas Dinas Kominfo sudah menetapkan "every" untuk Pasal 16 ayat (1) sebesar "7d"
    Dan ada cadangan data "Cadangan gagal":
      | Perangkat daerah | Dinas Kesehatan      |
      | Jenis kegiatan   | Pencadangan          |
      | Tujuan           | Server di pusat data |
      | Tanggal          | 2 hari lalu          |
      | Hasil            | Gagal                |
    Maka Pasal 16 ayat (1) tidak dinilai "terpenuhi" untuk "Dinas Kesehatan"

  Skenario: Nilai ditetapkan Dinas Kominfo atau pimpinan, bukan perangkat daerah
    Diketahui pemerintah Kota Kediri
    Ketika petugas Dinas Kesehatan menetapkan "every" untuk Pasal 16 ayat (1) sebesar "7d"
    Maka ditolak karena tidak berwenang
    Ketika kepala daerah menetapkan "every" untuk Pasal 16 ayat (1) sebesar "7d"
    Maka perubahan diterima

  @kediri-42-2019/24/2
  Skenario: Daftar yang kosong belum terbukti sampai dinyatakan lengkap
    Diketahui pemerintah Kota Kediri
    Maka Pasal 24 ayat (2) dinilai "belum terbukti"
    Ketika petugas Dinas Kominfo menyatakan rilis aplikasi sudah lengkap
    Maka perubahan diterima
    Dan Pasal 24 ayat (2) dinilai "terpenuhi"

  @kediri-42-2019/24/2
  Skenario: Pernyataan kelengkapan yang dicabut tidak lagi berlaku
    Diketahui pemerintah Kota Kediri
    Dan ada pernyataan kelengkapan "release":
      | Tanggal pernyataan | hari ini |
    Maka Pasal 24 ayat (2) dinilai "terpenuhi"
    Ketika petugas Dinas Kominfo melakukan "Cabut" pada pernyataan kelengkapan "release" dengan alasan "Ada rilis yang belum dicatat."
    Maka perubahan diterima
    Dan Pasal 24 ayat (2) dinilai "belum terbukti"

  @kediri-42-2019/24/2
  Skenario: Pernyataan yang sudah lama tidak lagi berlaku
    Diketahui pemerintah Kota Kediri
    Dan ada pernyataan kelengkapan "release":
      | Tanggal pernyataan | 2 tahun lalu |
    Maka Pasal 24 ayat (2) dinilai "belum terbukti"

  Skenario: Pemerintah baru tidak tampak patuh
    Diketahui pemerintah Kota Kediri
    Maka Pasal 6 ayat (4) tidak dinilai "terpenuhi" untuk "Kota Kediri"
    Dan tidak ada norma yang dinilai "dilanggar"

  @kediri-42-2019/24/2
  Skenario: Keadaan pada suatu hari dapat ditanyakan
    Diketahui pemerintah Kota Kediri
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Dan ada rilis aplikasi lama "Antrean 0.9" berstatus "Produksi":
      | Aplikasi      | Antrean Puskesmas |
      | tested_on     | 1 tahun lalu      |
      | production_on | 1 tahun lalu      |
    Maka Pasal 24 ayat (2) dinilai "dilanggar" untuk "Antrean 0.9"

  @kediri-42-2019/24/2
  Skenario: Isian menunjuk norma yang memintanya
    Diketahui pemerintah Kota Kediri
    Maka isian "Dokumen" pada rilis aplikasi menunjuk Pasal 24 ayat (2)

  Skenario: Warga membaca peraturan tanpa masuk
    Diketahui pemerintah Kota Kediri
    Ketika warga membuka halaman "/regulation"
    Maka halaman memuat "Kota Kediri"
    Ketika warga membuka halaman "/compliance"
    Maka halaman meminta masuk
