# language: id
Fitur: Proyek aplikasi
  Kapan sebuah proyek boleh dipesan, disetujui, dan dimulai berbeda dari daerah ke daerah.

  @madiun-41-2023/23/3 @sumenep-39-2023/22/6
  Skenario konsep: Di <daerah> proyek dimulai setelah dikoordinasikan dengan Dinas Kominfo
    Diketahui pemerintah <daerah>
    Dan semua pertentangan sudah diputuskan tanpa menyisihkan norma
    Dan petugas Dinas Kesehatan sudah mencatat proyek aplikasi "Rekam Medis":
      | Perangkat daerah pengusul | Dinas Kesehatan |
      | Jenis aplikasi            | Aplikasi khusus |
    Dan kepala Dinas Kesehatan sudah melakukan "Setujui" pada proyek aplikasi "Rekam Medis"
    Ketika petugas Dinas Kesehatan melakukan "Mulai" pada proyek aplikasi "Rekam Medis"
    Maka ditolak karena <norma>
    Diketahui petugas Dinas Kesehatan sudah mencatat rekomendasi dan persetujuan "Koordinasi Rekam Medis":
      | Jenis              | Paraf koordinasi |
      | Hal yang dimohonkan | Rekam Medis     |
    Dan petugas Dinas Kominfo sudah mengubah rekomendasi dan persetujuan "Koordinasi Rekam Medis":
      | Diterbitkan oleh | Dinas Kominfo |
    Dan petugas Dinas Kominfo sudah melakukan "Terbitkan" pada rekomendasi dan persetujuan "Koordinasi Rekam Medis"
    Ketika petugas Dinas Kesehatan melakukan "Mulai" pada proyek aplikasi "Rekam Medis"
    Maka perubahan diterima
    Dan proyek aplikasi "Rekam Medis" berstatus "Berjalan"
    Dan <norma> dinilai "terpenuhi" untuk "Rekam Medis"

    Contoh:
      | daerah            | norma             |
      | Kota Madiun       | Pasal 23 ayat (3) |
      | Kabupaten Sumenep | Pasal 22 ayat (6) |

  @madiun-41-2023/23/3
  Skenario: Paraf koordinasi perangkat daerah lain tidak membuka gerbang
    Diketahui pemerintah Kota Madiun
    Dan ada proyek aplikasi "Rekam Medis":
      | Perangkat daerah pengusul | Dinas Kesehatan |
    Dan petugas Dinas Kominfo sudah melakukan "Setujui" pada proyek aplikasi "Rekam Medis"
    Dan ada rekomendasi dan persetujuan "Koordinasi Rekam Medis":
      | Jenis               | Paraf koordinasi  |
      | Hal yang dimohonkan | Rekam Medis       |
      | Diterbitkan oleh    | Dinas Perhubungan |
    Dan petugas Dinas Kominfo sudah melakukan "Terbitkan" pada rekomendasi dan persetujuan "Koordinasi Rekam Medis"
    Ketika petugas Dinas Kesehatan melakukan "Mulai" pada proyek aplikasi "Rekam Medis"
    Maka ditolak karena Pasal 23 ayat (3)

  @kediri-42-2019/23/4
  Skenario: Di Kediri koordinasi diperingatkan, bukan disyaratkan
    Diketahui pemerintah Kota Kediri
    Dan ada proyek aplikasi "Rekam Medis":
      | Perangkat daerah pengusul | Dinas Kesehatan |
    Dan petugas Dinas Kominfo sudah melakukan "Setujui" pada proyek aplikasi "Rekam Medis"
    Maka langkah "Mulai" pada proyek aplikasi "Rekam Medis" diberi peringatan oleh Pasal 23 ayat (4)
    Ketika petugas Dinas Kesehatan melakukan "Mulai" pada proyek aplikasi "Rekam Medis"
    Maka perubahan diterima
    Dan Pasal 23 ayat (4) tidak dinilai "terpenuhi" untuk "Rekam Medis"

  @blitar-49-2020/22/3 @blitar-49-2020/59/4
  Skenario: Di Blitar pekerjaan pihak ketiga memerlukan koordinasi dan izin
    Diketahui pemerintah Kota Blitar
    Dan ada proyek aplikasi "Rekam Medis":
      | Perangkat daerah pengusul | Dinas Kesehatan |
      | Dikerjakan pihak ketiga   | ya              |
      | Syarat pengembangan       | Mengacu pada rencana induk SPBE; Koordinasi dengan dinas komunikasi dan informatika; Sesuai prioritas kebutuhan; Sesuai kondisi yang ada; Efisiensi dan efektivitas; Mudah mengikuti perubahan; Kemandirian perangkat daerah; Integrasi, interoperabilitas, dan keamanan informasi |
    Dan petugas Dinas Kominfo sudah melakukan "Setujui" pada proyek aplikasi "Rekam Medis"
    Ketika petugas Dinas Kesehatan melakukan "Mulai" pada proyek aplikasi "Rekam Medis"
    Maka ditolak karena Pasal 22 ayat (3) dan Pasal 59 ayat (4)
    Diketahui ada rekomendasi dan persetujuan "Izin Rekam Medis":
      | Jenis               | Izin          |
      | Hal yang dimohonkan | Rekam Medis   |
      | Diterbitkan oleh    | Dinas Kominfo |
    Dan petugas Dinas Kominfo sudah melakukan "Terbitkan" pada rekomendasi dan persetujuan "Izin Rekam Medis"
    Ketika petugas Dinas Kesehatan melakukan "Mulai" pada proyek aplikasi "Rekam Medis"
    Maka ditolak karena Pasal 22 ayat (3)
    Dan penolakan tidak menyebut Pasal 59 ayat (4)

  @blitar-49-2020/22/3
  Skenario: Di Blitar pekerjaan sendiri hanya memerlukan izin
    Diketahui pemerintah Kota Blitar
    Dan ada proyek aplikasi "Rekam Medis":
      | Perangkat daerah pengusul | Dinas Kesehatan |
      | Dikerjakan pihak ketiga   | tidak           |
      | Syarat pengembangan       | Mengacu pada rencana induk SPBE; Koordinasi dengan dinas komunikasi dan informatika; Sesuai prioritas kebutuhan; Sesuai kondisi yang ada; Efisiensi dan efektivitas; Mudah mengikuti perubahan; Kemandirian perangkat daerah; Integrasi, interoperabilitas, dan keamanan informasi |
    Dan petugas Dinas Kominfo sudah melakukan "Setujui" pada proyek aplikasi "Rekam Medis"
    Ketika petugas Dinas Kesehatan melakukan "Mulai" pada proyek aplikasi "Rekam Medis"
    Maka ditolak karena Pasal 59 ayat (4)
    Dan penolakan tidak menyebut Pasal 22 ayat (3)

  @blitar-49-2020/24/1
  Skenario: Di Blitar usul yang tidak menjawab semua syarat pengembangan tidak dapat disetujui
    Diketahui pemerintah Kota Blitar
    Dan ada proyek aplikasi "Rekam Medis":
      | Perangkat daerah pengusul | Dinas Kesehatan |
      | Syarat pengembangan       | Mengacu pada rencana induk SPBE; Efisiensi dan efektivitas |
    Ketika petugas Dinas Kominfo melakukan "Setujui" pada proyek aplikasi "Rekam Medis"
    Maka ditolak karena Pasal 24 ayat (1)
    Dan proyek aplikasi "Rekam Medis" berstatus "Diusulkan"

  @banjarbaru-5-2022/30/1
  Skenario: Di Banjarbaru aplikasi khusus dipesan setelah dua rekomendasi Dinas Kominfo
    Diketahui pemerintah Kota Banjarbaru
    Dan ada proyek aplikasi "Rekam Medis":
      | Perangkat daerah pengusul | Dinas Kesehatan |
      | Jenis aplikasi            | Aplikasi khusus |
    Dan ada rekomendasi dan persetujuan "Rekomendasi perencanaan":
      | Jenis               | Rekomendasi   |
      | Tahap               | Perencanaan   |
      | Hal yang dimohonkan | Rekam Medis   |
      | Diterbitkan oleh    | Dinas Kominfo |
    Dan petugas Dinas Kominfo sudah melakukan "Terbitkan" pada rekomendasi dan persetujuan "Rekomendasi perencanaan"
    Ketika petugas Dinas Kesehatan melakukan "Pesan pekerjaan" pada proyek aplikasi "Rekam Medis"
    Maka ditolak karena Pasal 30 ayat (1)
    Diketahui ada rekomendasi dan persetujuan "Rekomendasi pelaksanaan":
      | Jenis               | Rekomendasi   |
      | Tahap               | Pelaksanaan   |
      | Hal yang dimohonkan | Rekam Medis   |
      | Diterbitkan oleh    | Dinas Kominfo |
    Dan petugas Dinas Kominfo sudah melakukan "Terbitkan" pada rekomendasi dan persetujuan "Rekomendasi pelaksanaan"
    Ketika petugas Dinas Kesehatan melakukan "Pesan pekerjaan" pada proyek aplikasi "Rekam Medis"
    Maka perubahan diterima

  @banjarbaru-5-2022/26/2 @banjarbaru-5-2022/27/3 @banjarbaru-5-2022/29/3
  Skenario konsep: Di Banjarbaru <apa> dimulai setelah pertimbangan <menteri>
    Diketahui pemerintah Kota Banjarbaru
    Dan semua pertentangan sudah diputuskan tanpa menyisihkan norma
    Dan ada proyek aplikasi "Proyek baru":
      | Perangkat daerah pengusul | Dinas Kesehatan |
      | Jenis aplikasi            | <jenis>         |
      | Tipe lisensi              | <lisensi>       |
    Dan petugas Dinas Kominfo sudah melakukan "Setujui" pada proyek aplikasi "Proyek baru"
    Dan ada rekomendasi dan persetujuan "Izin":
      | Jenis               | Izin          |
      | Hal yang dimohonkan | Proyek baru   |
      | Diterbitkan oleh    | Dinas Kominfo |
    Dan petugas Dinas Kominfo sudah melakukan "Terbitkan" pada rekomendasi dan persetujuan "Izin"
    Ketika petugas Dinas Kominfo melakukan "Mulai" pada proyek aplikasi "Proyek baru"
    Maka ditolak karena <norma>
    Diketahui ada rekomendasi dan persetujuan "Pertimbangan":
      | Jenis               | Pertimbangan |
      | Hal yang dimohonkan | Proyek baru  |
      | Diterbitkan oleh    | <menteri>    |
    Dan petugas Dinas Kominfo sudah melakukan "Terbitkan" pada rekomendasi dan persetujuan "Pertimbangan"
    Ketika petugas Dinas Kominfo melakukan "Mulai" pada proyek aplikasi "Proyek baru"
    Maka perubahan diterima

    Contoh:
      | apa             | jenis           | lisensi              | menteri                                        | norma             |
      | aplikasi khusus | Aplikasi khusus | Kode sumber terbuka  | Kementerian bidang aparatur negara             | Pasal 29 ayat (3) |
      | aplikasi umum   | Aplikasi umum   | Kode sumber terbuka  | Kementerian bidang komunikasi dan informatika  | Pasal 27 ayat (3) |
      | sumber tertutup | Aplikasi umum   | Kode sumber tertutup | Kementerian bidang komunikasi dan informatika  | Pasal 26 ayat (2) |

  @banjarbaru-5-2022/46/3
  Skenario: Di Banjarbaru proyek baru berjalan setelah ada izin pengembangan
    Diketahui pemerintah Kota Banjarbaru
    Dan ada proyek aplikasi "Proyek penghubung":
      | Perangkat daerah pengusul | Dinas Kesehatan      |
      | Jenis aplikasi            | Aplikasi penghubung  |
    Dan petugas Dinas Kominfo sudah melakukan "Setujui" pada proyek aplikasi "Proyek penghubung"
    Ketika petugas Dinas Kominfo melakukan "Mulai" pada proyek aplikasi "Proyek penghubung"
    Maka ditolak karena Pasal 46 ayat (3)
