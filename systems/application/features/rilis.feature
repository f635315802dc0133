# language: id
Fitur: Rilis aplikasi
  Sebelum dinyatakan teruji, diserahterimakan, atau dijalankan, sebuah rilis harus membawa dokumen dan hasil uji yang
  diminta peraturan daerahnya sendiri. Tiap daerah memintanya pada langkah yang berbeda.

  @kediri-42-2019/24/2
  Skenario: Di Kediri rilis tanpa manual tidak dapat dinyatakan teruji
    Diketahui pemerintah Kota Kediri
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Dan petugas Dinas Kesehatan sudah mencatat rilis aplikasi "Antrean 1.0":
      | Aplikasi | Antrean Puskesmas |
      | Dokumen  | Dokumen kebutuhan perangkat lunak; Dokumen perancangan aplikasi; Kode sumber |
    Ketika petugas Dinas Kesehatan melakukan "Nyatakan teruji" pada rilis aplikasi "Antrean 1.0"
    Maka ditolak karena Pasal 24 ayat (2)
    Dan penolakan menyebut "anual penggunaan"
    Dan rilis aplikasi "Antrean 1.0" berstatus "Konsep"

  @kediri-42-2019/24/2
  Skenario: Di Kediri rilis dengan empat dokumen dapat dinyatakan teruji
    Diketahui pemerintah Kota Kediri
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Dan petugas Dinas Kesehatan sudah mencatat rilis aplikasi "Antrean 1.0":
      | Aplikasi | Antrean Puskesmas |
    Dan langkah "Nyatakan teruji" pada rilis aplikasi "Antrean 1.0" tertutup oleh Pasal 24 ayat (2)
    Dan petugas Dinas Kesehatan sudah mengubah rilis aplikasi "Antrean 1.0":
      | Dokumen | Dokumen kebutuhan perangkat lunak; Dokumen perancangan aplikasi; Manual penggunaan aplikasi; Kode sumber |
    Ketika petugas Dinas Kesehatan melakukan "Nyatakan teruji" pada rilis aplikasi "Antrean 1.0"
    Maka perubahan diterima
    Dan rilis aplikasi "Antrean 1.0" berstatus "Teruji"
    Dan Pasal 24 ayat (2) dinilai "terpenuhi" untuk "Antrean 1.0"

  @kediri-42-2019/24/1
  Skenario: Di Kediri rilis baru dijalankan setelah lulus uji
    Diketahui pemerintah Kota Kediri
    Dan petugas Dinas Kominfo sudah memilih mengikuti Pasal 24 ayat (1) dalam pertentangan "builders"
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Dan petugas Dinas Kesehatan sudah mencatat rilis aplikasi "Antrean 1.0":
      | Aplikasi | Antrean Puskesmas |
      | Dokumen  | Dokumen kebutuhan perangkat lunak; Dokumen perancangan aplikasi; Manual penggunaan aplikasi; Kode sumber |
    Dan petugas Dinas Kesehatan sudah melakukan "Nyatakan teruji" pada rilis aplikasi "Antrean 1.0"
    Ketika kepala Dinas Kesehatan melakukan "Jalankan di produksi" pada rilis aplikasi "Antrean 1.0"
    Maka ditolak karena Pasal 24 ayat (1)
    Dan jalan keluar langkah "Jalankan di produksi" pada rilis aplikasi "Antrean 1.0" adalah mencatat laporan uji
    Ketika petugas Dinas Kesehatan mencatat laporan uji "Uji fungsi Antrean 1.0":
      | Rilis     | Antrean 1.0 |
      | Jenis uji | Uji fungsi  |
    Dan kepala Dinas Kesehatan melakukan "Jalankan di produksi" pada rilis aplikasi "Antrean 1.0"
    Maka ditolak karena Pasal 24 ayat (1)
    Ketika petugas Dinas Kesehatan melakukan "Nyatakan lulus" pada laporan uji "Uji fungsi Antrean 1.0"
    Dan kepala Dinas Kesehatan melakukan "Jalankan di produksi" pada rilis aplikasi "Antrean 1.0"
    Maka perubahan diterima
    Dan Pasal 24 ayat (1) dinilai "terpenuhi" untuk "Antrean 1.0"

  @kediri-42-2019/24/1
  Skenario: Selama pertentangan tentang pembangun belum diputuskan, uji hanya diperingatkan
    Diketahui pemerintah Kota Kediri
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Dan ada rilis aplikasi "Antrean 1.0":
      | Aplikasi | Antrean Puskesmas |
      | Dokumen  | Dokumen kebutuhan perangkat lunak; Dokumen perancangan aplikasi; Manual penggunaan aplikasi; Kode sumber |
    Dan petugas Dinas Kominfo sudah melakukan "Nyatakan teruji" pada rilis aplikasi "Antrean 1.0"
    Maka langkah "Jalankan di produksi" pada rilis aplikasi "Antrean 1.0" diberi peringatan oleh Pasal 24 ayat (1)
    Dan Pasal 24 ayat (1) dinilai "belum ditentukan"
    Ketika petugas Dinas Kominfo memilih mengikuti Pasal 24 ayat (1) dalam pertentangan "builders"
    Maka langkah "Jalankan di produksi" pada rilis aplikasi "Antrean 1.0" tertutup oleh Pasal 24 ayat (1)

  @kediri-42-2019/24/1
  Skenario: Laporan uji yang gagal tidak membuka gerbang
    Diketahui pemerintah Kota Kediri
    Dan petugas Dinas Kominfo sudah memilih mengikuti Pasal 24 ayat (1) dalam pertentangan "builders"
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Dan ada rilis aplikasi "Antrean 1.0":
      | Aplikasi | Antrean Puskesmas |
      | Dokumen  | Dokumen kebutuhan perangkat lunak; Dokumen perancangan aplikasi; Manual penggunaan aplikasi; Kode sumber |
    Dan petugas Dinas Kominfo sudah melakukan "Nyatakan teruji" pada rilis aplikasi "Antrean 1.0"
    Dan ada laporan uji "Uji keamanan Antrean 1.0":
      | Rilis     | Antrean 1.0  |
      | Jenis uji | Uji keamanan |
    Dan petugas Dinas Kominfo sudah melakukan "Nyatakan tidak lulus" pada laporan uji "Uji keamanan Antrean 1.0"
    Ketika petugas Dinas Kominfo melakukan "Jalankan di produksi" pada rilis aplikasi "Antrean 1.0"
    Maka ditolak karena Pasal 24 ayat (1)

  @kediri-42-2019/24/2 @sumenep-39-2023/22/2 @blitar-49-2020/22/5 @banjarbaru-5-2022/30/2
  Skenario konsep: Empat dokumen cukup untuk dinyatakan teruji di <daerah>
    Diketahui pemerintah <daerah>
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan  |
      | Jenis                    | Aplikasi khusus  |
    Dan ada rilis aplikasi "Antrean 1.0":
      | Aplikasi | Antrean Puskesmas |
      | Dokumen  | Dokumen kebutuhan perangkat lunak; Dokumen perancangan aplikasi; Manual penggunaan aplikasi; Kode sumber |
    Ketika petugas Dinas Kominfo melakukan "Nyatakan teruji" pada rilis aplikasi "Antrean 1.0"
    Maka perubahan diterima

    Contoh:
      | daerah            |
      | Kota Kediri       |
      | Kabupaten Sumenep |
      | Kota Blitar       |
      | Kota Banjarbaru   |
      | Kota Madiun       |

  @blitar-49-2020/22/5 @banjarbaru-5-2022/30/2
  Skenario konsep: Empat dokumen yang sama belum cukup untuk langkah berikutnya di <daerah>
    Diketahui pemerintah <daerah>
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan  |
      | Jenis                    | Aplikasi khusus  |
    Dan ada rilis aplikasi "Antrean 1.0":
      | Aplikasi | Antrean Puskesmas |
      | Dokumen  | Dokumen kebutuhan perangkat lunak; Dokumen perancangan aplikasi; Manual penggunaan aplikasi; Kode sumber |
    Dan petugas Dinas Kominfo sudah melakukan "Nyatakan teruji" pada rilis aplikasi "Antrean 1.0"
    Ketika petugas Dinas Kominfo melakukan "<langkah>" pada rilis aplikasi "Antrean 1.0"
    Maka ditolak karena <norma>
    Dan penolakan menyebut "<kurang>"

    Contoh:
      | daerah          | langkah              | norma             | kurang          |
      | Kota Blitar     | Serah terimakan      | Pasal 22 ayat (5) | arsitektur data |
      | Kota Banjarbaru | Jalankan di produksi | Pasal 30 ayat (2) | teknis          |

  @banjarbaru-5-2022/30/2
  Skenario: Di Banjarbaru hanya aplikasi khusus yang diminta berdokumen teknis
    Diketahui pemerintah Kota Banjarbaru
    Dan ada aplikasi "Aplikasi Umum Kearsipan":
      | Perangkat daerah pemilik | Dinas Kesehatan |
      | Jenis                    | Aplikasi umum   |
    Dan ada rilis aplikasi "Kearsipan 2":
      | Aplikasi | Aplikasi Umum Kearsipan |
    Dan petugas Dinas Kominfo sudah melakukan "Nyatakan teruji" pada rilis aplikasi "Kearsipan 2"
    Ketika petugas Dinas Kominfo melakukan "Jalankan di produksi" pada rilis aplikasi "Kearsipan 2"
    Maka perubahan diterima

  @blitar-49-2020/22/5
  Skenario: Di Blitar serah terima menunggu sembilan dokumen dan tiga uji yang lulus
    Diketahui pemerintah Kota Blitar
    Dan ada aplikasi "Retribusi Pasar":
      | Perangkat daerah pemilik | Dinas Perhubungan |
    Dan ada rilis aplikasi "Retribusi 2":
      | Aplikasi | Retribusi Pasar |
      | Dokumen  | Dokumen arsitektur proses bisnis; Dokumen arsitektur data; Dokumen arsitektur aplikasi; Dokumen arsitektur infrastruktur; Kode sumber; Manual menjalankan sistem; Laporan uji keamanan; Laporan uji performansi; Laporan uji program |
    Dan petugas Dinas Kominfo sudah melakukan "Nyatakan teruji" pada rilis aplikasi "Retribusi 2"
    Ketika petugas Dinas Perhubungan melakukan "Serah terimakan" pada rilis aplikasi "Retribusi 2"
    Maka ditolak karena Pasal 22 ayat (5)
    Diketahui ada laporan uji "Uji keamanan":
      | Rilis     | Retribusi 2  |
      | Jenis uji | Uji keamanan |
    Dan petugas Dinas Kominfo sudah melakukan "Nyatakan lulus" pada laporan uji "Uji keamanan"
    Dan ada laporan uji "Uji performansi":
      | Rilis     | Retribusi 2     |
      | Jenis uji | Uji performansi |
    Dan petugas Dinas Kominfo sudah melakukan "Nyatakan lulus" pada laporan uji "Uji performansi"
    Ketika petugas Dinas Perhubungan melakukan "Serah terimakan" pada rilis aplikasi "Retribusi 2"
    Maka ditolak karena Pasal 22 ayat (5)
    Diketahui ada laporan uji "Uji program":
      | Rilis     | Retribusi 2 |
      | Jenis uji | Uji program |
    Dan petugas Dinas Kominfo sudah melakukan "Nyatakan lulus" pada laporan uji "Uji program"
    Ketika petugas Dinas Perhubungan melakukan "Serah terimakan" pada rilis aplikasi "Retribusi 2"
    Maka perubahan diterima
    Dan rilis aplikasi "Retribusi 2" berstatus "Diserahterimakan"

  @kediri-42-2019/24/2
  Skenario: Rilis lama tanpa dokumen tidak dihalangi, tetapi tercatat melanggar
    Diketahui pemerintah Kota Kediri
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Ketika petugas mengimpor rilis aplikasi lama "Antrean 0.9" berstatus "Produksi":
      | Aplikasi      | Antrean Puskesmas |
      | tested_on     | 2 tahun lalu      |
      | production_on | 1 tahun lalu      |
    Maka impor diterima
    Dan rilis aplikasi "Antrean 0.9" berstatus "Produksi"
    Dan Pasal 24 ayat (2) dinilai "dilanggar" untuk "Antrean 0.9"
    Dan alasan penilaian Pasal 24 ayat (2) untuk "Antrean 0.9" menyebut "anual penggunaan"
