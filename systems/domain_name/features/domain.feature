# language: id
Fitur: Nama domain, situs, dan surel dinas

  @blitar-49-2020/28/2 @blitar-49-2020/28/3
  Skenario: Di Blitar permohonan subdomain memerlukan formulir dan surat
    Diketahui pemerintah Kota Blitar
    Dan ada nama domain lama "perizinan.blitarkota.go.id" berstatus "Ditolak":
      | Perangkat daerah pemohon | Dinas Kesehatan |
      | Dinamai menurut          | Nama produk     |
    Ketika petugas Dinas Kesehatan melakukan "Ajukan kembali" pada nama domain "perizinan.blitarkota.go.id"
    Maka ditolak karena Pasal 28 ayat (2)
    Diketahui petugas Dinas Kesehatan sudah mengubah nama domain "perizinan.blitarkota.go.id":
      | Formulir pendaftaran | formulir.pdf |
      | Surat permohonan     | surat.pdf    |
    Ketika petugas Dinas Kesehatan melakukan "Ajukan kembali" pada nama domain "perizinan.blitarkota.go.id"
    Maka perubahan diterima
    Ketika petugas Dinas Kominfo melakukan "Setujui" pada nama domain "perizinan.blitarkota.go.id"
    Maka ditolak karena Pasal 28 ayat (3)
    Diketahui petugas Dinas Kesehatan sudah mengubah nama domain "perizinan.blitarkota.go.id":
      | Dinamai menurut | Nama aplikasi |
    Ketika petugas Dinas Kominfo melakukan "Setujui" pada nama domain "perizinan.blitarkota.go.id"
    Maka perubahan diterima

  @banjarbaru-5-2022/40/4
  Skenario: Di Banjarbaru subdomain berada di bawah domain resmi
    Diketahui pemerintah Kota Banjarbaru
    Dan ada nama domain "perizinan-banjarbaru.com":
      | Perangkat daerah pemohon | Dinas Kesehatan |
    Ketika petugas Dinas Kominfo melakukan "Setujui" pada nama domain "perizinan-banjarbaru.com"
    Maka ditolak karena Pasal 40 ayat (4)
    Diketahui petugas Dinas Kominfo sudah mengubah nama domain "perizinan-banjarbaru.com":
      | Nama domain | perizinan.banjarbarukota.go.id |
    Ketika petugas Dinas Kominfo melakukan "Setujui" pada nama domain "perizinan-banjarbaru.com"
    Maka perubahan diterima

  @banjarbaru-5-2022/40/4
  Skenario: Nama yang hanya mirip domain resmi tidak diterima
    Diketahui pemerintah Kota Banjarbaru
    Dan ada nama domain "palsubanjarbarukota.go.id":
      | Perangkat daerah pemohon | Dinas Kesehatan |
    Ketika petugas Dinas Kominfo melakukan "Setujui" pada nama domain "palsubanjarbarukota.go.id"
    Maka ditolak karena Pasal 40 ayat (4)

  @kediri-42-2019/21/2
  Skenario: Di Kediri situs perangkat daerah berada di bawah domain kota
    Diketahui pemerintah Kota Kediri
    Ketika petugas Dinas Kesehatan mencatat situs web "Situs Dinas Kesehatan":
      | Alamat           | dinkes-kediri.com |
      | Perangkat daerah | Dinas Kesehatan   |
    Maka ditolak karena Pasal 21 ayat (2)
    Ketika petugas Dinas Kesehatan mencatat situs web "Situs Dinas Kesehatan":
      | Alamat           | dinkes.kedirikota.go.id |
      | Perangkat daerah | Dinas Kesehatan         |
    Maka perubahan diterima
    Dan Pasal 21 ayat (2) dinilai "terpenuhi" untuk "Situs Dinas Kesehatan"

  @sumenep-39-2023/20/2
  Skenario: Di Sumenep domain resmi harus ditetapkan dahulu
    Diketahui pemerintah Kabupaten Sumenep
    Dan ada situs web "Situs Dinas Kesehatan":
      | Alamat           | dinkes.sumenepkab.go.id |
      | Perangkat daerah | Dinas Kesehatan         |
    Maka Pasal 20 ayat (2) dinilai "belum ditentukan" untuk "Situs Dinas Kesehatan"
    Ketika petugas Dinas Kominfo menetapkan "domain" untuk Pasal 20 ayat (2) sebesar "sumenepkab.go.id"
    Maka perubahan diterima
    Dan Pasal 20 ayat (2) dinilai "terpenuhi" untuk "Situs Dinas Kesehatan"
    Ketika petugas Dinas Kesehatan mencatat situs web "Situs lain":
      | Alamat           | dinkes-sumenep.com |
      | Perangkat daerah | Dinas Kesehatan    |
    Maka perubahan diterima
    Dan Pasal 20 ayat (2) dinilai "dilanggar" untuk "Situs lain"
