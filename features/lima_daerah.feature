# language: id
Fitur: Lima daerah, lima peraturan
  Satu program melayani beberapa pemerintah; masing-masing melihat hukumnya sendiri.

  @kediri-42-2019/24/2 @blitar-49-2020/22/5
  Skenario: Rekaman yang sama dinilai berbeda di dua daerah yang dilayani bersama
    Diketahui pemerintah Kota Kediri dan Kota Blitar
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Dan ada rilis aplikasi "Antrean 1.0":
      | Aplikasi | Antrean Puskesmas |
    Ketika petugas Dinas Kominfo melakukan "Nyatakan teruji" pada rilis aplikasi "Antrean 1.0"
    Maka ditolak karena Pasal 24 ayat (2)
    Diketahui di Kota Blitar
    Dan ada aplikasi "Antrean Puskesmas":
      | Perangkat daerah pemilik | Dinas Kesehatan |
    Dan ada rilis aplikasi "Antrean 1.0":
      | Aplikasi | Antrean Puskesmas |
    Ketika petugas Dinas Kominfo melakukan "Nyatakan teruji" pada rilis aplikasi "Antrean 1.0"
    Maka perubahan diterima

  Skenario: Akun satu daerah tidak berlaku di daerah lain
    Diketahui pemerintah Kota Kediri dan Kota Blitar
    Ketika token petugas Kominfo Kota Kediri dipakai di Kota Blitar
    Maka ditolak karena belum masuk

  Skenario konsep: Semua norma <daerah> yang dapat diperiksa mempunyai aturan
    Diketahui pemerintah <daerah>
    Maka setiap norma yang dapat diperiksa mempunyai aturan

    Contoh:
      | daerah            |
      | Kota Madiun       |
      | Kota Kediri       |
      | Kota Banjarbaru   |
      | Kabupaten Sumenep |
      | Kota Blitar       |
