# language: id
Fitur: Impor masa lalu
  Yang sudah terjadi dicatat sebagaimana adanya: gerbang tidak berlaku baginya, penilaian berlaku, dan riwayat
  menyebut bahwa ia diimpor.

  Skenario: Aplikasi lama diimpor aktif tanpa melewati gerbang
    Diketahui pemerintah Kota Kediri
    Ketika petugas mengimpor aplikasi lama "Sistem Kepegawaian" berstatus "Aktif":
      | Perangkat daerah pemilik | Dinas Kesehatan |
      | active_on                | 4 tahun lalu    |
    Maka impor diterima
    Dan aplikasi "Sistem Kepegawaian" berstatus "Aktif"
    Dan riwayat aplikasi "Sistem Kepegawaian" menyebut "import"
    Dan catatan perubahan pemerintah utuh

  Skenario: Rujukan yang tidak ada ditolak dan tidak satu pun disimpan
    Diketahui pemerintah Kota Kediri
    Ketika petugas mengimpor rilis aplikasi lama "Rilis yatim" berstatus "Produksi":
      | Aplikasi | APL-9999 |
    Maka impor ditolak dengan pesan "APL-9999"

  Skenario: Tanggal yang tidak masuk akal ditolak
    Diketahui pemerintah Kota Kediri
    Ketika petugas mengimpor aplikasi lama "Sistem Kepegawaian" berstatus "Aktif":
      | Perangkat daerah pemilik | Dinas Kesehatan |
      | active_on                | 31 Februari     |
    Maka impor ditolak dengan pesan "Aktif (tanggal)"
