# language: id
Fitur: Penyerahan aplikasi ke repositori

  @kediri-42-2019/24/4
  Skenario: Penyerahan belum dapat dinilai sebelum pemerintah menetapkan batas waktunya
    Diketahui pemerintah Kota Kediri
    Dan ada pegawai dan pejabat "Siti Rahmawati"
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Dan ada rilis aplikasi lama "Antrean 1.0" berstatus "Teruji":
      | Aplikasi  | Antrean Puskesmas |
      | tested_on | 40 hari lalu      |
    Maka Pasal 24 ayat (4) dinilai "belum ditentukan" untuk "Antrean 1.0"
    Diketahui petugas Dinas Kominfo sudah menetapkan "within" untuk Pasal 24 ayat (4) sebesar "14d"
    Maka Pasal 24 ayat (4) dinilai "terlambat" untuk "Antrean 1.0"
    Diketahui ada penyerahan ke repositori "Kode Antrean 1.0":
      | Rilis                    | Antrean 1.0    |
      | Tanggal penyerahan       | 35 hari lalu   |
      | Dokumen yang diserahkan  | Kode sumber    |
      | Diterima oleh            | Siti Rahmawati |
    Maka Pasal 24 ayat (4) dinilai "terpenuhi" untuk "Antrean 1.0"
    Dan bukti Pasal 24 ayat (4) menyebut "Kode Antrean 1.0"

  @kediri-42-2019/24/4
  Skenario: Batas waktu yang lebih panjang membuat kewajiban belum jatuh tempo
    Diketahui pemerintah Kota Kediri
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Dan ada rilis aplikasi lama "Antrean 1.0" berstatus "Teruji":
      | Aplikasi  | Antrean Puskesmas |
      | tested_on | 10 hari lalu      |
    Dan petugas Dinas Kominfo sudah menetapkan "within" untuk Pasal 24 ayat (4) sebesar "30d"
    Maka Pasal 24 ayat (4) dinilai "belum jatuh tempo" untuk "Antrean 1.0"
    Dan batas waktu Pasal 24 ayat (4) untuk "Antrean 1.0" adalah "20 hari lagi"
    Dan kalender kewajiban memuat Pasal 24 ayat (4)
