# language: id
Fitur: Naskah dinas elektronik

  @blitar-49-2020/30/2/d
  Skenario: Di Blitar naskah keluar digital dikirim setelah disahkan
    Diketahui pemerintah Kota Blitar
    Dan ada jenis naskah dinas "Surat undangan"
    Dan petugas Dinas Kesehatan sudah mencatat naskah dinas "Undangan rapat":
      | Arah             | Keluar          |
      | Jenis naskah     | Surat undangan  |
      | Media            | Digital         |
      | Perangkat daerah | Dinas Kesehatan |
    Dan petugas Dinas Kesehatan sudah melakukan "Ajukan" pada naskah dinas "Undangan rapat"
    Ketika petugas Dinas Kesehatan melakukan "Kirim" pada naskah dinas "Undangan rapat"
    Maka ditolak karena Pasal 30 ayat (2) huruf d
    Diketahui petugas Dinas Kesehatan sudah mengubah naskah dinas "Undangan rapat":
      | Pengesahan | Pemeriksaan dan persetujuan; Tanda tangan elektronik; Cap elektronik; Akun pengguna; Penomoran |
    Ketika petugas Dinas Kesehatan melakukan "Kirim" pada naskah dinas "Undangan rapat"
    Maka ditolak karena Pasal 30 ayat (2) huruf d
    Diketahui ada tanda tangan elektronik "Undangan rapat bertanda tangan":
      | Tentang | Undangan rapat |
      | Jenis   | Tanda tangan   |
    Ketika petugas Dinas Kesehatan melakukan "Kirim" pada naskah dinas "Undangan rapat"
    Maka perubahan diterima
    Dan naskah dinas "Undangan rapat" berstatus "Dikirim"

  @blitar-49-2020/30/2/d
  Skenario: Di Blitar tanda tangan yang tidak sah tidak membuka pengiriman
    Diketahui pemerintah Kota Blitar
    Dan ada jenis naskah dinas "Surat undangan"
    Dan ada naskah dinas "Undangan rapat":
      | Arah         | Keluar         |
      | Jenis naskah | Surat undangan |
      | Media        | Digital        |
      | Pengesahan   | Pemeriksaan dan persetujuan; Tanda tangan elektronik; Cap elektronik; Akun pengguna; Penomoran |
    Dan petugas Dinas Kominfo sudah melakukan "Ajukan" pada naskah dinas "Undangan rapat"
    Dan ada tanda tangan elektronik "Tanda tangan undangan":
      | Tentang | Undangan rapat |
    Dan petugas Dinas Kominfo sudah melakukan "Nyatakan tidak sah" pada tanda tangan elektronik "Tanda tangan undangan" dengan alasan "Sertifikat dicabut."
    Ketika petugas Dinas Kominfo melakukan "Kirim" pada naskah dinas "Undangan rapat"
    Maka ditolak karena Pasal 30 ayat (2) huruf d

  Skenario: Di Kediri pengiriman naskah tidak diatur
    Diketahui pemerintah Kota Kediri
    Dan ada naskah dinas "Undangan rapat":
      | Arah  | Keluar  |
      | Media | Digital |
    Dan petugas Dinas Kominfo sudah melakukan "Ajukan" pada naskah dinas "Undangan rapat"
    Ketika petugas Dinas Kominfo melakukan "Kirim" pada naskah dinas "Undangan rapat"
    Maka perubahan diterima

  Skenario: Surat masuk diagendakan dan didisposisikan
    Diketahui pemerintah Kota Blitar
    Dan ada jenis naskah dinas "Surat undangan"
    Dan petugas Dinas Kesehatan sudah mencatat naskah dinas "Permintaan data":
      | Arah             | Masuk           |
      | Jenis naskah     | Surat undangan  |
      | Media            | Kertas          |
      | Perangkat daerah | Dinas Kesehatan |
      | Pengirim         | BPS             |
    Ketika petugas Dinas Kesehatan melakukan "Agendakan surat masuk" pada naskah dinas "Permintaan data"
    Maka perubahan diterima
    Ketika kepala Dinas Kesehatan mencatat disposisi "Siapkan jawaban":
      | Surat masuk  | Permintaan data |
      | Tindakan     | Siapkan jawaban |
      | Batas waktu  | 3 hari lagi     |
    Maka perubahan diterima
    Dan disposisi "Siapkan jawaban" berstatus "Diberikan"
