# language: id
Fitur: Masuk dan keluar

  Latar Belakang:
    Diketahui pemerintah Kota Kediri

  Skenario: Masuk dengan kata sandi yang benar
    Ketika petugas Dinas Kesehatan masuk dengan kata sandinya
    Maka ia masuk
    Ketika ia membuka halaman "/"
    Maka halaman menyapa petugas Dinas Kesehatan

  Skenario: Kata sandi salah dan nama yang tidak ada dijawab sama
    Ketika petugas Dinas Kesehatan masuk dengan kata sandi "bukan-sandinya-ini"
    Maka ia tidak masuk
    Ketika seseorang masuk sebagai "tidak-ada" dengan kata sandi "bukan-sandinya-ini"
    Maka ia tidak masuk

  Skenario: Terlalu sering salah harus menunggu, walau kemudian benar
    Ketika petugas Dinas Kesehatan masuk dengan kata sandi "bukan-sandinya-ini" sebanyak 6 kali
    Dan petugas Dinas Kesehatan masuk dengan kata sandinya
    Maka ia tidak masuk
    Dan ia diminta menunggu

  Skenario: Formulir dari situs lain ditolak
    Ketika petugas Dinas Kesehatan masuk dengan kata sandinya
    Maka ia masuk
    Ketika situs lain mengirim formulir keluar atas namanya
    Maka halaman menjawab 403
    Ketika formulir keluar dikirim tanpa tanda pengaman
    Maka halaman menjawab 403
    Ketika ia membuka halaman "/"
    Maka halaman menyapa petugas Dinas Kesehatan
