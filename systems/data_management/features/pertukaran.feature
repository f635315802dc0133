# language: id
Fitur: Pertukaran data

  @kediri-42-2019/15/2 @sumenep-39-2023/14/2 @banjarbaru-5-2022/18/8 @blitar-49-2020/45/2
  Skenario konsep: Di <daerah> integrasi data baru berlaku setelah pemilik data menyetujui
    Diketahui pemerintah <daerah>
    Dan ada pertukaran data "Data kunjungan":
      | Jenis                       | Integrasi         |
      | Pemilik data                | Dinas Kesehatan   |
      | Perangkat daerah penerima   | Dinas Perhubungan |
      | Tujuan dan cakupan          | Rute bus sehat    |
      | Cara akses                  | Berkas            |
      | Standar interoperabilitas   | CSV               |
      | Dasar kewenangan            | Peraturan Satu Data |
      | Klasifikasi data            | Terbuka           |
    Ketika petugas Dinas Kominfo melakukan "Berlakukan" pada pertukaran data "Data kunjungan"
    Maka ditolak karena <norma>
    Diketahui ada rekomendasi dan persetujuan "Persetujuan data kunjungan":
      | Jenis               | Persetujuan pemilik data |
      | Hal yang dimohonkan | Data kunjungan           |
      | Diterbitkan oleh    | Dinas Kesehatan          |
    Dan kepala Dinas Kesehatan sudah melakukan "Terbitkan" pada rekomendasi dan persetujuan "Persetujuan data kunjungan"
    Ketika petugas Dinas Kominfo melakukan "Berlakukan" pada pertukaran data "Data kunjungan"
    Maka perubahan diterima

    Contoh:
      | daerah            | norma             |
      | Kota Kediri       | Pasal 15 ayat (2) |
      | Kabupaten Sumenep | Pasal 14 ayat (2) |
      | Kota Banjarbaru   | Pasal 18 ayat (8) |
      | Kota Blitar       | Pasal 45 ayat (2) |

  @kediri-42-2019/15/2
  Skenario: Persetujuan dari yang bukan pemilik data tidak dihitung
    Diketahui pemerintah Kota Kediri
    Dan ada pertukaran data "Data kunjungan":
      | Jenis        | Integrasi       |
      | Pemilik data | Dinas Kesehatan |
    Dan ada rekomendasi dan persetujuan "Persetujuan keliru":
      | Jenis               | Persetujuan pemilik data |
      | Hal yang dimohonkan | Data kunjungan           |
      | Diterbitkan oleh    | Dinas Perhubungan        |
    Dan petugas Dinas Kominfo sudah melakukan "Terbitkan" pada rekomendasi dan persetujuan "Persetujuan keliru"
    Ketika petugas Dinas Kominfo melakukan "Berlakukan" pada pertukaran data "Data kunjungan"
    Maka ditolak karena Pasal 15 ayat (2)

  Skenario: Di Madiun tidak ada norma yang meminta persetujuan pemilik data
    Diketahui pemerintah Kota Madiun
    Dan ada pertukaran data "Data kunjungan":
      | Jenis        | Integrasi       |
      | Pemilik data | Dinas Kesehatan |
    Ketika petugas Dinas Kominfo melakukan "Berlakukan" pada pertukaran data "Data kunjungan"
    Maka perubahan diterima

  @banjarbaru-5-2022/15/3 @blitar-49-2020/53/5
  Skenario konsep: Di <daerah> berbagi pakai data menyebut syarat-syaratnya
    Diketahui pemerintah <daerah>
    Dan ada pertukaran data "Data kunjungan":
      | Jenis        | Berbagi pakai   |
      | Pemilik data | Dinas Kesehatan |
    Ketika petugas Dinas Kominfo melakukan "Berlakukan" pada pertukaran data "Data kunjungan"
    Maka ditolak karena <norma>
    Dan penolakan menyebut "<kurang>"

    Contoh:
      | daerah          | norma             | kurang           |
      | Kota Banjarbaru | Pasal 15 ayat (3) | cara akses       |
      | Kota Blitar     | Pasal 53 ayat (5) | klasifikasi data |
