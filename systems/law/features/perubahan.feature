# language: id
Fitur: Peraturan perubahan Madiun
  Peraturan Wali Kota Madiun 41/2023 mengubah peraturan 39/2021: yang diubah, ditambah, dan dihapus ditampilkan apa adanya.

  @madiun-41-2023/6/1
  Skenario: Norma yang diubah dinyatakan diubah
    Diketahui pemerintah Kota Madiun
    Ketika warga membaca Pasal 6 ayat (1)
    Maka norma itu berstatus perubahan "diubah"

  @madiun-41-2023/18/6/b
  Skenario: Norma yang dihapus tetap terbaca sebagai dihapus dan tidak dinilai
    Diketahui pemerintah Kota Madiun
    Ketika warga membaca Pasal 18 ayat (6) huruf b
    Maka norma itu berstatus perubahan "dihapus"

  @madiun-41-2023/6/2
  Skenario: Norma yang tidak diubah dinyatakan tetap
    Diketahui pemerintah Kota Madiun
    Ketika warga membaca Pasal 6 ayat (2)
    Maka norma itu berstatus perubahan "tetap"

  Skenario: Norma daerah lain tidak ada di sini
    Diketahui pemerintah Kota Madiun
    Ketika warga membaca Pasal 99 ayat (9)
    Maka ditolak karena tidak ditemukan

  @madiun-41-2023/18/6/c
  Skenario: Pertentangan tentang LAN disebut pada normanya
    Diketahui pemerintah Kota Madiun
    Ketika petugas Dinas Kominfo membaca Pasal 18 ayat (6) huruf c
    Maka norma itu menyebut pertentangan "lan_operator"
