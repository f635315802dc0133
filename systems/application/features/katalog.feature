# language: id
Fitur: Katalog aplikasi
  Aplikasi menjadi aktif bila syarat peraturan daerahnya terpenuhi.

  @madiun-41-2023/6/1 @kediri-42-2019/6/3 @sumenep-39-2023/4/2
  Skenario konsep: Di <daerah> aplikasi aktif berpijak pada unsur arsitektur
    Diketahui pemerintah <daerah>
    Dan arsitektur yang berlaku memuat unsur "Layanan kesehatan"
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
      | Jenis                    | Aplikasi khusus |
    Ketika petugas Dinas Kominfo melakukan "Aktifkan" pada aplikasi "Antrean Puskesmas"
    Maka ditolak karena <norma>
    Diketahui petugas Dinas Kominfo sudah mengubah aplikasi "Antrean Puskesmas":
      | Unsur rencana SPBE | Layanan kesehatan |
    Ketika petugas Dinas Kominfo melakukan "Aktifkan" pada aplikasi "Antrean Puskesmas"
    Maka perubahan diterima
    Dan <norma> dinilai "terpenuhi" untuk "Antrean Puskesmas"

    Contoh:
      | daerah            | norma             |
      | Kota Madiun       | Pasal 6 ayat (1)  |
      | Kota Kediri       | Pasal 6 ayat (3)  |
      | Kabupaten Sumenep | Pasal 4 ayat (2)  |

  @banjarbaru-5-2022/25/2
  Skenario: Di Banjarbaru unsur arsitektur tidak menutup pengaktifan aplikasi
    Diketahui pemerintah Kota Banjarbaru
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
      | Jenis                    | Aplikasi khusus |
    Ketika petugas Dinas Kominfo melakukan "Aktifkan" pada aplikasi "Antrean Puskesmas"
    Maka perubahan diterima

  @blitar-49-2020/23/4 @blitar-49-2020/26/1
  Skenario: Di Blitar aplikasi khusus baru harus terbuka dan ditempatkan di pusat data
    Diketahui pemerintah Kota Blitar
    Dan petugas Dinas Kominfo sudah memilih mengikuti Pasal 23 ayat (4) dalam pertentangan "open_source"
    Dan ada fasilitas SPBE lama "Pusat Data Kota" berstatus "Beroperasi":
      | Jenis | Pusat data |
    Dan ada aplikasi "Retribusi Pasar":
      | Perangkat daerah pemilik | Dinas Perhubungan    |
      | Jenis                    | Aplikasi khusus      |
      | Tipe lisensi             | Kode sumber tertutup |
    Ketika petugas Dinas Kominfo melakukan "Aktifkan" pada aplikasi "Retribusi Pasar"
    Maka ditolak karena Pasal 23 ayat (4) dan Pasal 26 ayat (1)
    Diketahui petugas Dinas Perhubungan sudah mengubah aplikasi "Retribusi Pasar":
      | Tipe lisensi      | Kode sumber terbuka |
      | Lokasi penempatan | Pusat Data Kota     |
    Ketika petugas Dinas Kominfo melakukan "Aktifkan" pada aplikasi "Retribusi Pasar"
    Maka perubahan diterima

  @blitar-49-2020/23/4
  Skenario: Di Blitar aplikasi tertutup yang sudah ada boleh tetap dipakai
    Diketahui pemerintah Kota Blitar
    Dan petugas Dinas Kominfo sudah memilih mengikuti Pasal 23 ayat (4) dalam pertentangan "open_source"
    Dan ada fasilitas SPBE lama "Pusat Data Kota" berstatus "Beroperasi":
      | Jenis | Pusat data |
    Dan ada aplikasi "Retribusi Pasar":
      | Perangkat daerah pemilik             | Dinas Perhubungan    |
      | Jenis                                | Aplikasi khusus      |
      | Tipe lisensi                         | Kode sumber tertutup |
      | Sudah ada sebelum peraturan berlaku  | ya                   |
      | Lokasi penempatan                    | Pusat Data Kota      |
    Ketika petugas Dinas Kominfo melakukan "Aktifkan" pada aplikasi "Retribusi Pasar"
    Maka perubahan diterima

  @banjarbaru-5-2022/25/2 @blitar-49-2020/23/1 @sumenep-39-2023/21/4
  Skenario konsep: Di <daerah> hanya ada aplikasi umum dan aplikasi khusus
    Diketahui pemerintah <daerah>
    Maka pilihan "Jenis" pada aplikasi hanya "Aplikasi umum; Aplikasi khusus"
    Ketika petugas Dinas Kominfo mencatat aplikasi "Aplikasi bersama":
      | Perangkat daerah pemilik | Dinas Kesehatan               |
      | Jenis                    | Aplikasi khusus berbagi pakai |
    Maka ditolak karena <norma>
    Ketika petugas Dinas Kominfo mencatat aplikasi "Aplikasi bersama":
      | Perangkat daerah pemilik | Dinas Kesehatan |
      | Jenis                    | Aplikasi khusus |
    Maka perubahan diterima

    Contoh:
      | daerah            | norma             |
      | Kota Banjarbaru   | Pasal 25 ayat (2) |
      | Kota Blitar       | Pasal 23 ayat (1) |
      | Kabupaten Sumenep | Pasal 21 ayat (4) |

  Skenario: Aplikasi yang dihentikan memerlukan alasan
    Diketahui pemerintah Kota Banjarbaru
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Dan petugas Dinas Kominfo sudah melakukan "Aktifkan" pada aplikasi "Antrean Puskesmas"
    Ketika kepala Dinas Kesehatan melakukan "Hentikan" pada aplikasi "Antrean Puskesmas"
    Maka ditolak karena isian salah
    Ketika kepala Dinas Kesehatan melakukan "Hentikan" pada aplikasi "Antrean Puskesmas" dengan alasan "Diganti aplikasi umum."
    Maka perubahan diterima
    Dan aplikasi "Antrean Puskesmas" berstatus "Tidak dipakai lagi"
    Dan riwayat aplikasi "Antrean Puskesmas" menyebut "Diganti aplikasi umum."

  @banjarbaru-5-2022/28/2
  Skenario: Di Banjarbaru pemakaian aplikasi sejenis memerlukan empat syarat
    Diketahui pemerintah Kota Banjarbaru
    Dan ada aplikasi umum nasional "Aplikasi Umum Kearsipan"
    Dan ada pengecualian "Kearsipan daerah":
      | Jenis                  | Aplikasi sejenis aplikasi umum                  |
      | Hal yang dikecualikan  | Aplikasi Umum Kearsipan                         |
      | Alasan                 | Sudah berjalan sejak 2016.                      |
      | Syarat                 | Beroperasi sebelum aplikasi umum ditetapkan     |
    Ketika kepala daerah melakukan "Sahkan" pada pengecualian "Kearsipan daerah"
    Maka ditolak karena Pasal 28 ayat (2)
    Diketahui petugas Dinas Kominfo sudah mengubah pengecualian "Kearsipan daerah":
      | Syarat | Beroperasi sebelum aplikasi umum ditetapkan; Kajian biaya dan manfaat; Penyesuaian dengan proses bisnis aplikasi umum; Pertimbangan menteri |
    Ketika kepala daerah melakukan "Sahkan" pada pengecualian "Kearsipan daerah"
    Maka perubahan diterima

  @banjarbaru-5-2022/27/1
  Skenario: Aplikasi umum yang tidak dipakai menjadi dikecualikan setelah pengecualian disahkan
    Diketahui pemerintah Kota Banjarbaru
    Dan ada aplikasi umum nasional "Aplikasi Umum Kearsipan"
    Maka Pasal 27 ayat (1) dinilai "belum terbukti" untuk "Aplikasi Umum Kearsipan"
    Ketika petugas Dinas Kominfo menyatakan aplikasi sudah lengkap
    Maka Pasal 27 ayat (1) dinilai "terlambat" untuk "Aplikasi Umum Kearsipan"
    Diketahui ada pengecualian "Kearsipan daerah":
      | Jenis                  | Aplikasi sejenis aplikasi umum                  |
      | Hal yang dikecualikan  | Aplikasi Umum Kearsipan                         |
      | Alasan                 | Sudah berjalan sejak 2016.                      |
      | Syarat                 | Beroperasi sebelum aplikasi umum ditetapkan; Kajian biaya dan manfaat; Penyesuaian dengan proses bisnis aplikasi umum; Pertimbangan menteri |
    Dan kepala daerah sudah melakukan "Sahkan" pada pengecualian "Kearsipan daerah"
    Maka Pasal 27 ayat (1) dinilai "dikecualikan" untuk "Aplikasi Umum Kearsipan"
    Ketika kepala daerah melakukan "Akhiri" pada pengecualian "Kearsipan daerah" dengan alasan "Aplikasi umum sudah memadai."
    Maka Pasal 27 ayat (1) dinilai "terlambat" untuk "Aplikasi Umum Kearsipan"
