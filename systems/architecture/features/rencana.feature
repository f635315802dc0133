# language: id
Fitur: Rencana SPBE
  Arsitektur, peta rencana, dan rencana induk diajukan bila lengkap, ditetapkan kepala daerah dengan bentuk yang diminta.

  @kediri-42-2019/6/2
  Skenario: Di Kediri arsitektur tanpa enam bagiannya tidak dapat diajukan
    Diketahui pemerintah Kota Kediri
    Dan ada rencana SPBE "Arsitektur 2026":
      | Jenis rencana | Arsitektur SPBE                                          |
      | Muatan        | Proses bisnis; Data dan informasi; Aplikasi SPBE |
    Ketika petugas Dinas Kominfo melakukan "Ajukan" pada rencana SPBE "Arsitektur 2026"
    Maka ditolak karena Pasal 6 ayat (2)
    Diketahui petugas Dinas Kominfo sudah mengubah rencana SPBE "Arsitektur 2026":
      | Muatan | Proses bisnis; Data dan informasi; Layanan SPBE; Aplikasi SPBE; Infrastruktur SPBE; Keamanan SPBE |
    Ketika petugas Dinas Kominfo melakukan "Ajukan" pada rencana SPBE "Arsitektur 2026"
    Maka perubahan diterima

  @sumenep-39-2023/4/1 @madiun-41-2023/6/5 @banjarbaru-5-2022/7/2
  Skenario konsep: Arsitektur yang cukup bagi Kediri belum cukup bagi <daerah>
    Diketahui pemerintah <daerah>
    Dan ada rencana SPBE "Arsitektur 2026":
      | Jenis rencana | Arsitektur SPBE |
      | Muatan        | Proses bisnis; Data dan informasi; Layanan SPBE; Aplikasi SPBE; Infrastruktur SPBE; Keamanan SPBE |
    Ketika petugas Dinas Kominfo melakukan "Ajukan" pada rencana SPBE "Arsitektur 2026"
    Maka ditolak karena <norma>

    Contoh:
      | daerah            | norma            |
      | Kabupaten Sumenep | Pasal 4 ayat (1) |
      | Kota Madiun       | Pasal 6 ayat (5) |
      | Kota Banjarbaru   | Pasal 7 ayat (2) |

  @blitar-49-2020/7/3/a @blitar-49-2020/7/3/b
  Skenario: Di Blitar rencana induk berdasar RPJPD dan RPJMD serta memuat tiga bagian
    Diketahui pemerintah Kota Blitar
    Dan ada rencana SPBE "Rencana induk 2026":
      | Jenis rencana | Rencana induk SPBE |
      | Dokumen dasar | RPJMD              |
    Ketika petugas Dinas Kominfo melakukan "Ajukan" pada rencana SPBE "Rencana induk 2026"
    Maka ditolak karena Pasal 7 ayat (3) huruf a dan Pasal 7 ayat (3) huruf b
    Diketahui petugas Dinas Kominfo sudah mengubah rencana SPBE "Rencana induk 2026":
      | Dokumen dasar | RPJPD; RPJMD                       |
      | Muatan        | Visi dan misi; Arsitektur; Peta jalan |
    Ketika petugas Dinas Kominfo melakukan "Ajukan" pada rencana SPBE "Rencana induk 2026"
    Maka perubahan diterima

  @kediri-42-2019/6/4
  Skenario: Di Kediri arsitektur ditetapkan dengan keputusan wali kota
    Diketahui pemerintah Kota Kediri
    Dan ada rencana SPBE "Arsitektur 2026":
      | Jenis rencana    | Arsitektur SPBE        |
      | Asal versi       | Penetapan pertama      |
      | Bentuk penetapan | Keputusan Kepala Dinas |
      | Berlaku sejak    | kemarin                |
      | Muatan           | Proses bisnis; Data dan informasi; Layanan SPBE; Aplikasi SPBE; Infrastruktur SPBE; Keamanan SPBE |
    Dan petugas Dinas Kominfo sudah melakukan "Ajukan" pada rencana SPBE "Arsitektur 2026"
    Ketika petugas Dinas Kominfo melakukan "Tetapkan" pada rencana SPBE "Arsitektur 2026"
    Maka ditolak karena tidak berwenang
    Ketika kepala daerah melakukan "Tetapkan" pada rencana SPBE "Arsitektur 2026"
    Maka ditolak karena Pasal 6 ayat (4)
    Diketahui petugas Dinas Kominfo sudah mengubah rencana SPBE "Arsitektur 2026":
      | Bentuk penetapan | Keputusan Wali Kota |
      | Ditetapkan oleh  | Kepala Daerah       |
    Ketika kepala daerah melakukan "Tetapkan" pada rencana SPBE "Arsitektur 2026"
    Maka perubahan diterima
    Dan Pasal 6 ayat (4) dinilai "terpenuhi"

  @kediri-42-2019/6/4
  Skenario: Arsitektur yang masa berlakunya habis tidak lagi memenuhi
    Diketahui pemerintah Kota Kediri
    Dan ada rencana SPBE lama "Arsitektur 2018" berstatus "Ditetapkan":
      | Jenis rencana    | Arsitektur SPBE     |
      | Asal versi       | Penetapan pertama   |
      | Bentuk penetapan | Keputusan Wali Kota |
      | Ditetapkan oleh  | Kepala Daerah       |
      | Berlaku sejak    | 6 tahun lalu        |
      | Berlaku sampai   | 1 tahun lalu        |
      | adopted_on       | 6 tahun lalu        |
    Maka Pasal 6 ayat (4) tidak dinilai "terpenuhi" untuk "Kota Kediri"
    Dan keadaan pada "2 tahun lalu": Pasal 6 ayat (4) dinilai "terpenuhi" untuk "Kota Kediri"

  @kediri-42-2019/7/5
  Skenario: Usul perubahan peta rencana menyebut alasannya
    Diketahui pemerintah Kota Kediri
    Dan ada rencana SPBE "Peta rencana 2026":
      | Jenis rencana | Peta rencana SPBE |
    Dan ada evaluasi rencana "Usul perubahan":
      | Rencana        | Peta rencana 2026 |
      | Jenis rencana  | Peta rencana SPBE |
      | Jenis kegiatan | Usul perubahan    |
    Ketika petugas Dinas Kominfo melakukan "Ajukan" pada evaluasi rencana "Usul perubahan"
    Maka ditolak karena Pasal 7 ayat (5)
    Diketahui petugas Dinas Kominfo sudah mengubah evaluasi rencana "Usul perubahan":
      | Dasar perubahan | Perubahan peraturan perundang-undangan |
    Ketika petugas Dinas Kominfo melakukan "Ajukan" pada evaluasi rencana "Usul perubahan"
    Maka perubahan diterima

  @madiun-41-2023/7/6
  Skenario: Perubahan peraturan menjadi alasan di Kediri, tetapi tidak di Madiun
    Diketahui pemerintah Kota Madiun
    Dan ada rencana SPBE "Peta rencana 2026":
      | Jenis rencana | Peta rencana SPBE |
    Dan ada evaluasi rencana "Usul perubahan":
      | Rencana         | Peta rencana 2026                      |
      | Jenis rencana   | Peta rencana SPBE                      |
      | Jenis kegiatan  | Usul perubahan                         |
      | Dasar perubahan | Perubahan peraturan perundang-undangan |
    Ketika petugas Dinas Kominfo melakukan "Ajukan" pada evaluasi rencana "Usul perubahan"
    Maka ditolak karena Pasal 7 ayat (6)
    Diketahui petugas Dinas Kominfo sudah mengubah evaluasi rencana "Usul perubahan":
      | Dasar perubahan | Hasil pemantauan dan evaluasi SPBE |
    Ketika petugas Dinas Kominfo melakukan "Ajukan" pada evaluasi rencana "Usul perubahan"
    Maka perubahan diterima
