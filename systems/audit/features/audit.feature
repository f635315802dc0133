# language: id
Fitur: Audit TIK

  @sumenep-39-2023/25/2
  Skenario: Di Sumenep audit eksternal dilakukan lembaga yang berwenang
    Diketahui pemerintah Kabupaten Sumenep
    Dan ada daur audit "Daur 2026"
    Dan ada audit TIK lama "Audit internal 2026" berstatus "Selesai":
      | Daur audit      | Daur 2026               |
      | Pelaksanaan     | Internal                |
      | Pelaksana audit | Unit pengawasan internal |
      | Tanggal mulai   | 90 hari lalu            |
      | Tanggal selesai | 60 hari lalu            |
    Dan auditor sudah mencatat audit TIK "Audit eksternal 2026":
      | Daur audit      | Daur 2026     |
      | Pelaksanaan     | Eksternal     |
      | Pelaksana audit | Pihak ketiga  |
      | Tanggal mulai   | hari ini      |
    Ketika auditor melakukan "Mulai audit" pada audit TIK "Audit eksternal 2026"
    Maka ditolak karena Pasal 25 ayat (2)
    Dan penolakan tidak menyebut Pasal 25 ayat (4)
    Diketahui auditor sudah mengubah audit TIK "Audit eksternal 2026":
      | Pelaksana audit | Lembaga audit TIK terakreditasi |
    Ketika auditor melakukan "Mulai audit" pada audit TIK "Audit eksternal 2026"
    Maka perubahan diterima

  @sumenep-39-2023/25/4
  Skenario: Di Sumenep audit eksternal menunggu audit internal daur yang sama
    Diketahui pemerintah Kabupaten Sumenep
    Dan ada daur audit "Daur 2025"
    Dan ada daur audit "Daur 2026"
    Dan ada audit TIK lama "Audit internal 2025" berstatus "Selesai":
      | Daur audit      | Daur 2025                |
      | Pelaksanaan     | Internal                 |
      | Pelaksana audit | Unit pengawasan internal |
      | Tanggal selesai | 300 hari lalu            |
    Dan auditor sudah mencatat audit TIK "Audit eksternal 2026":
      | Daur audit      | Daur 2026                       |
      | Pelaksanaan     | Eksternal                       |
      | Pelaksana audit | Lembaga audit TIK terakreditasi |
      | Tanggal mulai   | hari ini                        |
    Ketika auditor melakukan "Mulai audit" pada audit TIK "Audit eksternal 2026"
    Maka ditolak karena Pasal 25 ayat (4)
    Diketahui ada audit TIK lama "Audit internal 2026" berstatus "Selesai":
      | Daur audit      | Daur 2026                |
      | Pelaksanaan     | Internal                 |
      | Pelaksana audit | Unit pengawasan internal |
      | Tanggal selesai | 7 hari lalu              |
    Ketika auditor melakukan "Mulai audit" pada audit TIK "Audit eksternal 2026"
    Maka perubahan diterima

  @kediri-42-2019/40/3 @kediri-42-2019/41/1
  Skenario: Di Kediri pertentangan tentang auditor memperingatkan sampai diputuskan
    Diketahui pemerintah Kota Kediri
    Dan ada audit TIK "Audit infrastruktur 2026":
      | Jenis           | Infrastruktur SPBE |
      | Pelaksana audit | Dinas Kominfo      |
      | Tanggal mulai   | hari ini           |
    Maka langkah "Mulai audit" pada audit TIK "Audit infrastruktur 2026" diberi peringatan oleh Pasal 40 ayat (3)
    Ketika petugas Dinas Kominfo memilih mengikuti Pasal 40 ayat (3) dalam pertentangan "auditor"
    Maka perubahan diterima
    Ketika petugas Dinas Kominfo melakukan "Mulai audit" pada audit TIK "Audit infrastruktur 2026"
    Maka ditolak karena Pasal 40 ayat (3)

  @kediri-42-2019/40/3 @kediri-42-2019/41/1
  Skenario: Kediri yang mengikuti Pasal 41 dapat mengaudit dengan Dinas Kominfo sendiri
    Diketahui pemerintah Kota Kediri
    Dan ada audit TIK "Audit infrastruktur 2026":
      | Jenis           | Infrastruktur SPBE |
      | Pelaksana audit | Dinas Kominfo      |
      | Tanggal mulai   | hari ini           |
    Ketika petugas Dinas Kominfo memilih mengikuti Pasal 41 ayat (1) dalam pertentangan "auditor"
    Maka perubahan diterima
    Dan langkah "Mulai audit" pada audit TIK "Audit infrastruktur 2026" tidak disinggung oleh Pasal 40 ayat (3)
    Ketika petugas Dinas Kominfo melakukan "Mulai audit" pada audit TIK "Audit infrastruktur 2026"
    Maka perubahan diterima

  @kediri-42-2019/40/3
  Skenario: Norma yang bertentangan disebut pada halaman normanya
    Diketahui pemerintah Kota Kediri
    Ketika petugas Dinas Kominfo membaca Pasal 40 ayat (3)
    Maka norma itu menyebut pertentangan "auditor"

  @kediri-42-2019/41/1
  Skenario: Audit infrastruktur yang selesai membuktikan kewajiban dua tahunan
    Diketahui pemerintah Kota Kediri
    Dan petugas Dinas Kominfo sudah memilih mengikuti Pasal 41 ayat (1) dalam pertentangan "auditor"
    Dan ada audit TIK lama "Audit infrastruktur" berstatus "Selesai":
      | Jenis           | Infrastruktur SPBE |
      | Pelaksana audit | Dinas Kominfo      |
      | Tanggal mulai   | 7 bulan lalu       |
      | Tanggal selesai | 6 bulan lalu       |
    Maka Pasal 41 ayat (1) dinilai "terpenuhi"
    Dan bukti Pasal 41 ayat (1) menyebut "Audit infrastruktur"

  Skenario: Petugas perangkat daerah tidak mencatat audit
    Diketahui pemerintah Kota Kediri
    Ketika petugas Dinas Kesehatan mencatat audit TIK "Audit sendiri":
      | Jenis | Keamanan SPBE |
    Maka ditolak karena tidak berwenang
