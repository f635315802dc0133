# language: id
Fitur: Perangkat Daerah Mandiri TIK

  @kediri-42-2019/46/3 @kediri-42-2019/46/4
  Skenario: Penilaian memuat semua kriteria dan dilakukan Dinas Kominfo
    Diketahui pemerintah Kota Kediri
    Dan ada penilaian kelayakan Mandiri TIK "Penilaian Dinkes":
      | Perangkat daerah yang dinilai | Dinas Kesehatan    |
      | Penilai                       | Dinas Perhubungan  |
      | Kriteria                      | Memiliki SDM TIK   |
    Ketika petugas Dinas Kominfo melakukan "Selesaikan penilaian" pada penilaian kelayakan Mandiri TIK "Penilaian Dinkes"
    Maka ditolak karena Pasal 46 ayat (3) dan Pasal 46 ayat (4)
    Diketahui petugas Dinas Kominfo sudah mengubah penilaian kelayakan Mandiri TIK "Penilaian Dinkes":
      | Penilai  | Dinas Kominfo |
      | Kriteria | Memiliki SDM TIK = Empat pranata komputer; Mampu dan berpengalaman membangun, mengelola, atau mengembangkan aplikasi sendiri = Tiga aplikasi |
    Ketika petugas Dinas Kominfo melakukan "Selesaikan penilaian" pada penilaian kelayakan Mandiri TIK "Penilaian Dinkes"
    Maka perubahan diterima

  @kediri-42-2019/46/2 @kediri-42-2019/46/6 @sumenep-39-2023/26/2 @sumenep-39-2023/26/6
  Skenario konsep: Di <daerah> penetapan menunggu penilaian yang lulus dan bentuk yang tepat
    Diketahui pemerintah <daerah>
    Dan ada penetapan PD Mandiri TIK "Dinkes Mandiri TIK":
      | Perangkat daerah  | Dinas Kesehatan |
      | Tanggal penetapan | hari ini        |
      | Surat usul        | usul.pdf        |
    Ketika kepala daerah melakukan "Tetapkan" pada penetapan PD Mandiri TIK "Dinkes Mandiri TIK":
      | Bentuk penetapan | <bentuk>  |
      | Nomor penetapan  | 77/2026   |
    Maka ditolak karena <dinilai dahulu>
    Diketahui ada penilaian kelayakan Mandiri TIK lama "Penilaian Dinkes" berstatus "Dinyatakan layak":
      | Perangkat daerah yang dinilai | Dinas Kesehatan |
      | Penilai                       | Dinas Kominfo   |
      | Hasil                         | Layak           |
      | Tanggal selesai               | 30 hari lalu    |
    Ketika kepala daerah melakukan "Tetapkan" pada penetapan PD Mandiri TIK "Dinkes Mandiri TIK":
      | Bentuk penetapan | Keputusan Kepala Dinas |
      | Nomor penetapan  | 77/2026                |
    Maka ditolak karena <bentuk diminta>
    Ketika kepala daerah melakukan "Tetapkan" pada penetapan PD Mandiri TIK "Dinkes Mandiri TIK":
      | Bentuk penetapan | <bentuk>  |
      | Nomor penetapan  | 77/2026   |
    Maka perubahan diterima

    Contoh:
      | daerah            | bentuk              | dinilai dahulu    | bentuk diminta    |
      | Kota Kediri       | Keputusan Wali Kota | Pasal 46 ayat (2) | Pasal 46 ayat (6) |
      | Kabupaten Sumenep | Keputusan Bupati    | Pasal 26 ayat (2) | Pasal 26 ayat (6) |
