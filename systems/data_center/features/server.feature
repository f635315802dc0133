# language: id
Fitur: Server milik perangkat daerah
  Banjarbaru mengizinkan server sendiri dengan rekomendasi; Kediri, Sumenep, dan Blitar hanya bagi Perangkat Daerah
  Mandiri TIK.

  @banjarbaru-5-2022/18/4
  Skenario: Di Banjarbaru server sendiri dipesan setelah ada rekomendasi Dinas Kominfo
    Diketahui pemerintah Kota Banjarbaru
    Dan petugas Dinas Kesehatan sudah mencatat server "srv-rsud":
      | Perangkat daerah | Dinas Kesehatan  |
      | Kepemilikan      | Perangkat daerah |
    Ketika petugas Dinas Kesehatan melakukan "Pesan" pada server "srv-rsud"
    Maka ditolak karena Pasal 18 ayat (4)
    Diketahui ada rekomendasi dan persetujuan "Rekomendasi server RSUD":
      | Jenis               | Rekomendasi   |
      | Hal yang dimohonkan | srv-rsud      |
      | Diterbitkan oleh    | Dinas Kominfo |
    Dan petugas Dinas Kominfo sudah melakukan "Terbitkan" pada rekomendasi dan persetujuan "Rekomendasi server RSUD"
    Ketika petugas Dinas Kesehatan melakukan "Pesan" pada server "srv-rsud"
    Maka perubahan diterima
    Dan server "srv-rsud" berstatus "Dipesan"

  @banjarbaru-5-2022/18/4 @kediri-42-2019/14/7 @sumenep-39-2023/13/4 @blitar-49-2020/44/7
  Skenario konsep: Server sendiri dengan rekomendasi dinilai berbeda di <daerah>
    Diketahui pemerintah <daerah>
    Dan ada server lama "srv-rsud" berstatus "Dipesan":
      | Perangkat daerah | Dinas Kesehatan  |
      | Kepemilikan      | Perangkat daerah |
    Dan ada rekomendasi dan persetujuan "Rekomendasi server RSUD":
      | Jenis               | Rekomendasi   |
      | Hal yang dimohonkan | srv-rsud      |
      | Diterbitkan oleh    | Dinas Kominfo |
    Dan petugas Dinas Kominfo sudah melakukan "Terbitkan" pada rekomendasi dan persetujuan "Rekomendasi server RSUD"
    Maka <norma> dinilai "<penilaian>" untuk "srv-rsud"

    Contoh:
      | daerah            | norma             | penilaian        |
      | Kota Banjarbaru   | Pasal 18 ayat (4) | terpenuhi        |
      | Kota Kediri       | Pasal 14 ayat (7) | belum ditentukan |
      | Kabupaten Sumenep | Pasal 13 ayat (4) | belum ditentukan |
      | Kota Blitar       | Pasal 44 ayat (7) | belum ditentukan |

  @kediri-42-2019/14/7 @sumenep-39-2023/13/4
  Skenario konsep: Di <daerah> izin bagi Mandiri TIK baru mengecualikan yang lain bila pemerintah membacanya demikian
    Diketahui pemerintah <daerah>
    Dan ada server lama "srv-rsud" berstatus "Beroperasi":
      | Perangkat daerah | Dinas Kesehatan  |
      | Kepemilikan      | Perangkat daerah |
    Maka <norma> dinilai "belum ditentukan" untuk "srv-rsud"
    Ketika petugas Dinas Kominfo menetapkan "reading" untuk <norma> sebesar "exclusive"
    Maka perubahan diterima
    Dan <norma> dinilai "dilanggar" untuk "srv-rsud"

    Contoh:
      | daerah            | norma             |
      | Kota Kediri       | Pasal 14 ayat (7) |
      | Kabupaten Sumenep | Pasal 13 ayat (4) |

  @kediri-42-2019/14/7
  Skenario: Di Kediri status Mandiri TIK membuat server sendiri sah
    Diketahui pemerintah Kota Kediri
    Dan ada server lama "srv-rsud" berstatus "Beroperasi":
      | Perangkat daerah | Dinas Kesehatan  |
      | Kepemilikan      | Perangkat daerah |
    Dan petugas Dinas Kominfo sudah menetapkan "reading" untuk Pasal 14 ayat (7) sebesar "exclusive"
    Maka Pasal 14 ayat (7) dinilai "dilanggar" untuk "srv-rsud"
    Diketahui petugas Dinas Kominfo sudah mengubah perangkat daerah "Dinas Kesehatan":
      | Status TIK | Perangkat daerah mandiri TIK |
    Maka Pasal 14 ayat (7) dinilai "terpenuhi" untuk "srv-rsud"

  @kediri-42-2019/14/5
  Skenario: Server perangkat daerah ditempatkan di Pusat Data
    Diketahui pemerintah Kota Kediri
    Dan ada fasilitas SPBE lama "Gudang cadangan" berstatus "Beroperasi":
      | Jenis | Tempat penyimpanan cadangan |
    Dan ada fasilitas SPBE lama "Pusat Data Kota" berstatus "Beroperasi":
      | Jenis | Pusat data |
    Dan ada server "srv-app":
      | Perangkat daerah | Dinas Kesehatan |
      | Kepemilikan      | Dinas Kominfo   |
      | Tempat server    | Gudang cadangan |
    Dan petugas Dinas Kominfo sudah melakukan "Pesan" pada server "srv-app"
    Ketika petugas Dinas Kominfo melakukan "Operasikan" pada server "srv-app"
    Maka ditolak karena Pasal 14 ayat (5)
    Diketahui petugas Dinas Kominfo sudah mengubah server "srv-app":
      | Tempat server | Pusat Data Kota |
    Ketika petugas Dinas Kominfo melakukan "Operasikan" pada server "srv-app"
    Maka perubahan diterima

  @kediri-42-2019/14/2
  Skenario: Pusat data sendiri mencatat mengapa pusat data nasional tidak dipakai
    Diketahui pemerintah Kota Kediri
    Dan arsitektur yang berlaku memuat unsur "Infrastruktur"
    Dan ada fasilitas SPBE "Pusat Data Kota":
      | Jenis              | Pusat data    |
      | Unsur rencana SPBE | Infrastruktur |
    Dan petugas Dinas Kominfo sudah melakukan "Mulai pembangunan" pada fasilitas SPBE "Pusat Data Kota"
    Ketika petugas Dinas Kominfo melakukan "Operasikan" pada fasilitas SPBE "Pusat Data Kota"
    Maka ditolak karena Pasal 14 ayat (2)
    Diketahui petugas Dinas Kominfo sudah mengubah fasilitas SPBE "Pusat Data Kota":
      | Alasan tidak memakai Pusat Data Nasional | Pusat data nasional belum melayani daerah. |
    Ketika petugas Dinas Kominfo melakukan "Operasikan" pada fasilitas SPBE "Pusat Data Kota"
    Maka perubahan diterima

  @blitar-49-2020/42/11
  Skenario: Di Blitar pusat pemulihan bencana dibangun sesudah ada rencananya
    Diketahui pemerintah Kota Blitar
    Dan ada fasilitas SPBE "DRC Kota Blitar":
      | Jenis                  | Pusat pemulihan bencana (DRC) |
      | Tanggal mulai dibangun | hari ini                      |
    Ketika petugas Dinas Kominfo melakukan "Mulai pembangunan" pada fasilitas SPBE "DRC Kota Blitar"
    Maka ditolak karena Pasal 42 ayat (11)
    Diketahui ada kebijakan lama "Rencana pemulihan bencana" berstatus "Berlaku":
      | Pokok                  | Pemulihan bencana |
      | Ditetapkan oleh        | Dinas Kominfo     |
      | Tanggal mulai berlaku  | 3 bulan lalu      |
    Ketika petugas Dinas Kominfo melakukan "Mulai pembangunan" pada fasilitas SPBE "DRC Kota Blitar"
    Maka perubahan diterima

  @blitar-49-2020/44/8
  Skenario: Permintaan server virtual dijawab dalam batas yang ditetapkan
    Diketahui pemerintah Kota Blitar
    Dan ada permintaan server lama "VPS antrean" berstatus "Diajukan":
      | Perangkat daerah pemohon | Dinas Kesehatan |
      | submitted_on             | 20 hari lalu    |
    Maka Pasal 44 ayat (8) dinilai "belum ditentukan" untuk "VPS antrean"
    Diketahui petugas Dinas Kominfo sudah menetapkan "within" untuk Pasal 44 ayat (8) sebesar "14d"
    Maka Pasal 44 ayat (8) dinilai "terlambat" untuk "VPS antrean"
    Diketahui petugas Dinas Kominfo sudah mengubah permintaan server "VPS antrean":
      | Tanggal disediakan | 10 hari lalu |
    Maka Pasal 44 ayat (8) dinilai "terpenuhi" untuk "VPS antrean"
