# language: id
Fitur: Penanganan insiden keamanan

  @banjarbaru-5-2022/31/7 @blitar-49-2020/55/4
  Skenario konsep: Di <daerah> insiden serius dijawab dalam batas yang ditetapkan, kepada pihak yang disebut
    Diketahui pemerintah <daerah>
    Dan ada insiden keamanan lama "Situs diretas" berstatus "Dibuka":
      | Tingkat                   | Serius          |
      | Perangkat daerah terdampak | Dinas Kesehatan |
      | opened_on                 | 5 hari lalu     |
    Maka <norma> dinilai "belum ditentukan" untuk "Situs diretas"
    Diketahui petugas Dinas Kominfo sudah menetapkan "within" untuk <norma> sebesar "24h"
    Maka <norma> dinilai "terlambat" untuk "Situs diretas"
    Diketahui petugas Dinas Kesehatan sudah mengubah insiden keamanan "Situs diretas":
      | Waktu data diamankan            | 5 hari lalu |
      | Waktu dilaporkan ke Dinas Kominfo | 5 hari lalu |
      | Waktu pemberitahuan             | 5 hari lalu |
      | Diberitahukan kepada            | <kepada>    |
    Maka <norma> dinilai "terpenuhi" untuk "Situs diretas"

    Contoh:
      | daerah          | norma             | kepada        |
      | Kota Banjarbaru | Pasal 31 ayat (7) | Kepala Daerah |
      | Kota Blitar     | Pasal 55 ayat (4) | Pemilik data  |

  @banjarbaru-5-2022/31/7
  Skenario: Insiden ringan tidak menimbulkan kewajiban pemberitahuan
    Diketahui pemerintah Kota Banjarbaru
    Dan petugas Dinas Kominfo sudah menetapkan "within" untuk Pasal 31 ayat (7) sebesar "24h"
    Dan ada insiden keamanan lama "Surel mencurigakan" berstatus "Dibuka":
      | Tingkat   | Ringan      |
      | opened_on | 5 hari lalu |
    Maka Pasal 31 ayat (7) tidak menilai "Surel mencurigakan"

  Skenario: Hanya Dinas Kominfo yang menutup insiden
    Diketahui pemerintah Kota Banjarbaru
    Dan petugas Dinas Kesehatan sudah mencatat insiden keamanan "Surel mencurigakan":
      | Perangkat daerah terdampak | Dinas Kesehatan |
      | Tingkat                    | Ringan          |
    Ketika petugas Dinas Kesehatan melakukan "Tutup" pada insiden keamanan "Surel mencurigakan"
    Maka ditolak karena tidak berwenang
    Ketika petugas Dinas Kominfo melakukan "Tutup" pada insiden keamanan "Surel mencurigakan"
    Maka perubahan diterima
