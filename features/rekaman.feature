# language: id
Fitur: Rekaman, riwayat, dan kewenangan
  Apa pun daftarnya, yang boleh mengubah ditentukan peran dan perangkat daerahnya, dan setiap perubahan tercatat.

  Latar Belakang:
    Diketahui pemerintah Kota Kediri

  Skenario: Perubahan tercatat dengan isi sebelum dan sesudahnya
    Diketahui petugas Dinas Kesehatan sudah mencatat aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
      | Basis data               | MySQL           |
    Ketika petugas Dinas Kesehatan mengubah aplikasi "Antrean Puskesmas":
      | Basis data | PostgreSQL |
    Maka perubahan diterima
    Dan riwayat aplikasi "Antrean Puskesmas" berisi 2 perubahan
    Dan riwayat aplikasi "Antrean Puskesmas" menyebut petugas Dinas Kesehatan
    Dan riwayat aplikasi "Antrean Puskesmas" mencatat isian "Basis data" dari "MySQL" menjadi "PostgreSQL"
    Dan sebelum hari ini aplikasi "Antrean Puskesmas" belum ada
    Dan catatan perubahan pemerintah utuh

  Skenario: Petugas perangkat daerah hanya mengubah rekaman perangkat daerahnya
    Diketahui ada aplikasi "Terminal Daring":
      | Perangkat daerah pemilik | Dinas Perhubungan |
    Ketika petugas Dinas Kesehatan mengubah aplikasi "Terminal Daring":
      | Basis data | PostgreSQL |
    Maka ditolak karena tidak berwenang
    Ketika petugas Dinas Kesehatan mencatat aplikasi "Terminal Kedua":
      | Perangkat daerah pemilik | Dinas Perhubungan |
    Maka ditolak karena tidak berwenang
    Ketika petugas Dinas Perhubungan mengubah aplikasi "Terminal Daring":
      | Basis data | PostgreSQL |
    Maka perubahan diterima

  Skenario: Rekaman tidak dapat dipindahkan ke perangkat daerah lain oleh petugasnya
    Diketahui petugas Dinas Kesehatan sudah mencatat aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Ketika petugas Dinas Kesehatan mengubah aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Perhubungan |
    Maka ditolak karena tidak berwenang

  Skenario: Auditor dan pimpinan membaca, tidak mengubah
    Diketahui ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Ketika auditor membuka aplikasi "Antrean Puskesmas"
    Maka yang terbuka memuat "Antrean Puskesmas"
    Ketika auditor mengubah aplikasi "Antrean Puskesmas":
      | Basis data | PostgreSQL |
    Maka ditolak karena tidak berwenang
    Ketika kepala daerah mengubah aplikasi "Antrean Puskesmas":
      | Basis data | PostgreSQL |
    Maka ditolak karena tidak berwenang

  Skenario: Warga yang belum masuk tidak melihat dan tidak mengubah
    Diketahui ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Ketika warga membuka aplikasi "Antrean Puskesmas"
    Maka ditolak karena belum masuk
    Ketika warga mencatat aplikasi "Aplikasi palsu":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Maka ditolak karena belum masuk
    Ketika warga membuka halaman aplikasi "Antrean Puskesmas"
    Maka halaman meminta masuk

  Skenario: NIK hanya terlihat oleh yang berhak
    Diketahui ada pegawai dan pejabat "Siti Rahmawati":
      | NIK              | 3571014508900001 |
      | Perangkat daerah | Dinas Kesehatan  |
    Ketika kepala Dinas Kesehatan membuka pegawai dan pejabat "Siti Rahmawati"
    Maka yang terbuka memuat "3571014508900001"
    Ketika auditor membuka pegawai dan pejabat "Siti Rahmawati"
    Maka yang terbuka memuat "Siti Rahmawati"
    Dan yang terbuka tidak memuat "3571014508900001"
    Ketika petugas Dinas Perhubungan membuka daftar pegawai dan pejabat
    Maka daftar memuat "Siti Rahmawati"
    Dan daftar tidak memuat "3571014508900001"

  Skenario: Dua orang yang mengubah bersamaan tidak saling menimpa
    Diketahui petugas Dinas Kesehatan sudah mencatat aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Ketika petugas Dinas Kesehatan membuka aplikasi "Antrean Puskesmas"
    Dan sementara itu petugas Dinas Kominfo mengubah aplikasi "Antrean Puskesmas":
      | Basis data | PostgreSQL |
    Dan petugas Dinas Kesehatan mengubah aplikasi "Antrean Puskesmas":
      | Basis data | MySQL |
    Maka ditolak karena sudah diubah orang lain
    Dan aplikasi "Antrean Puskesmas" memuat:
      | Basis data | PostgreSQL |

  Skenario: Rekaman yang dirujuk tidak dapat dihapus
    Diketahui ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Dan ada rilis aplikasi "Antrean 1.0":
      | Aplikasi | Antrean Puskesmas |
    Ketika petugas Dinas Kominfo menghapus aplikasi "Antrean Puskesmas"
    Maka ditolak karena masih dipakai
    Ketika petugas Dinas Kominfo menghapus rilis aplikasi "Antrean 1.0"
    Maka perubahan diterima
    Ketika petugas Dinas Kominfo menghapus aplikasi "Antrean Puskesmas"
    Maka perubahan diterima
    Dan aplikasi "Antrean Puskesmas" tidak ada

  Skenario: Isian yang salah ditolak dengan menyebut tempatnya
    Ketika petugas Dinas Kominfo mencatat aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | (kosong) |
    Maka isian "Perangkat daerah pemilik" pada aplikasi ditolak
    Ketika petugas Dinas Kominfo mencatat aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
      | Alamat aplikasi          | bukan alamat    |
    Maka isian "Alamat aplikasi" pada aplikasi ditolak
    Ketika petugas Dinas Kominfo mencatat aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
      | Tahun mulai dipakai      | 1789            |
    Maka isian "Tahun mulai dipakai" pada aplikasi ditolak
    Dan aplikasi "Antrean Puskesmas" tidak ada

  Skenario: Nama aplikasi tidak boleh sama
    Diketahui ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Ketika petugas Dinas Kominfo mencatat aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Perhubungan |
    Maka isian "Nama aplikasi" pada aplikasi ditolak

  Skenario: Pencarian memahami imbuhan
    Diketahui ada aplikasi "Layanan perizinan reklame":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Ketika petugas Dinas Kominfo mencari "izin" dalam daftar aplikasi
    Maka daftar memuat "Layanan perizinan reklame"
    Dan daftar tidak memuat "Antrean Puskesmas"

  Skenario: Langkah hanya terbuka bagi yang berhak
    Diketahui pemerintah Kota Banjarbaru
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Maka langkah "Aktifkan" pada aplikasi "Antrean Puskesmas" tidak terbuka bagi petugas Dinas Kesehatan
    Ketika petugas Dinas Kesehatan melakukan "Aktifkan" pada aplikasi "Antrean Puskesmas"
    Maka ditolak karena tidak berwenang

  Skenario: Langkah yang tidak berlaku pada keadaannya ditolak
    Diketahui ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Ketika petugas Dinas Kominfo melakukan "Hentikan" pada aplikasi "Antrean Puskesmas" dengan alasan "Tidak dipakai."
    Maka ditolak karena keadaan rekaman
