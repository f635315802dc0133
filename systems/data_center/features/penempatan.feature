# language: id
Fitur: Penempatan aplikasi di pusat data
  Di Blitar permohonan diuji, dianalisis, lalu diputuskan, berurutan dan oleh yang berwenang.

  @blitar-49-2020/26/2
  Skenario: Di Blitar permohonan tidak dapat langsung diputuskan
    Diketahui pemerintah Kota Blitar
    Dan ada aplikasi "Retribusi Pasar":
      | Perangkat daerah pemilik | Dinas Perhubungan |
    Dan petugas Dinas Perhubungan sudah mencatat permohonan penempatan aplikasi "Penempatan retribusi":
      | Aplikasi          | Retribusi Pasar   |
      | Tanggal diajukan  | hari ini          |
      | Diajukan oleh     | Dinas Perhubungan |
    Ketika petugas Dinas Kominfo melakukan "Putuskan langsung" pada permohonan penempatan aplikasi "Penempatan retribusi":
      | Keputusan        | Diterima di pusat data |
      | Alasan keputusan | Memenuhi syarat.       |
    Maka ditolak karena Pasal 26 ayat (2)
    Dan permohonan penempatan aplikasi "Penempatan retribusi" berstatus "Diajukan"

  @blitar-49-2020/26/2 @blitar-49-2020/26/2/a @blitar-49-2020/26/2/b @blitar-49-2020/26/2/c @blitar-49-2020/26/2/d
  Skenario: Di Blitar permohonan diterima setelah empat langkah berurutan
    Diketahui pemerintah Kota Blitar
    Dan ada aplikasi "Retribusi Pasar":
      | Perangkat daerah pemilik | Dinas Perhubungan |
    Dan petugas Dinas Perhubungan sudah mencatat permohonan penempatan aplikasi "Penempatan retribusi":
      | Aplikasi         | Retribusi Pasar |
    Dan petugas Dinas Kominfo sudah melakukan "Catat hasil uji" pada permohonan penempatan aplikasi "Penempatan retribusi"
    Dan petugas Dinas Kominfo sudah melakukan "Catat analisis" pada permohonan penempatan aplikasi "Penempatan retribusi"
    Ketika petugas Dinas Kominfo melakukan "Putuskan" pada permohonan penempatan aplikasi "Penempatan retribusi":
      | Keputusan        | Diterima di pusat data |
      | Alasan keputusan | Lulus kedua uji.       |
    Maka perubahan diterima
    Dan permohonan penempatan aplikasi "Penempatan retribusi" berstatus "Diputuskan"
    Dan Pasal 26 ayat (2) dinilai "terpenuhi" untuk "Penempatan retribusi"
    Dan permohonan penempatan aplikasi "Penempatan retribusi" memuat:
      | Keputusan       | Diterima di pusat data |
      | Diuji oleh      | Dinas Kominfo          |

  @blitar-49-2020/26/2/b
  Skenario: Di Blitar uji oleh perangkat daerah sendiri tidak dihitung
    Diketahui pemerintah Kota Blitar
    Dan ada aplikasi "Retribusi Pasar":
      | Perangkat daerah pemilik | Dinas Perhubungan |
    Dan ada permohonan penempatan aplikasi lama "Penempatan retribusi" berstatus "Dianalisis":
      | Aplikasi           | Retribusi Pasar   |
      | Tanggal diajukan   | 10 hari lalu      |
      | Diajukan oleh      | Dinas Perhubungan |
      | Tanggal diuji      | 8 hari lalu       |
      | Diuji oleh         | Dinas Perhubungan |
      | Tanggal dianalisis | 5 hari lalu       |
      | Dianalisis oleh    | Dinas Kominfo     |
    Ketika petugas Dinas Kominfo melakukan "Putuskan" pada permohonan penempatan aplikasi "Penempatan retribusi":
      | Keputusan        | Diterima di pusat data |
      | Alasan keputusan | Lulus uji.             |
    Maka ditolak karena Pasal 26 ayat (2) huruf b
    Dan penolakan tidak menyebut Pasal 26 ayat (2) huruf a

  Skenario: Di Kediri permohonan dapat langsung diputuskan
    Diketahui pemerintah Kota Kediri
    Dan ada aplikasi "Retribusi Pasar":
      | Perangkat daerah pemilik | Dinas Perhubungan |
    Dan petugas Dinas Perhubungan sudah mencatat permohonan penempatan aplikasi "Penempatan retribusi":
      | Aplikasi | Retribusi Pasar |
    Ketika petugas Dinas Kominfo melakukan "Putuskan langsung" pada permohonan penempatan aplikasi "Penempatan retribusi":
      | Keputusan        | Dikembalikan kepada pemohon |
      | Alasan keputusan | Berkas belum lengkap.       |
    Maka perubahan diterima
