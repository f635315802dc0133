# language: id
Fitur: Anggaran SPBE
  Sumber dana yang sah disebut peraturan tiap daerah, dan daftarnya berbeda.

  @kediri-42-2019/48 @banjarbaru-5-2022/51 @sumenep-39-2023/41 @blitar-49-2020/8/1
  Skenario konsep: Sumber lain yang sah tetapi mengikat tidak diterima di <daerah>
    Diketahui pemerintah <daerah>
    Ketika petugas Dinas Kominfo mencatat mata anggaran SPBE "Sewa jaringan":
      | Sumber dana | Sumber lain yang sah |
      | Pagu        | Rp250.000.000        |
    Maka ditolak karena <norma>
    Ketika petugas Dinas Kominfo mencatat mata anggaran SPBE "Sewa jaringan":
      | Sumber dana | Sumber lain yang sah dan tidak mengikat |
      | Pagu        | Rp250.000.000                           |
    Maka perubahan diterima

    Contoh:
      | daerah            | norma    |
      | Kota Banjarbaru   | Pasal 51 |
      | Kabupaten Sumenep | Pasal 41 |

  @kediri-42-2019/48 @blitar-49-2020/8/1
  Skenario konsep: Sumber lain yang sah diterima di <daerah>
    Diketahui pemerintah <daerah>
    Ketika petugas Dinas Kominfo mencatat mata anggaran SPBE "Sewa jaringan":
      | Sumber dana | Sumber lain yang sah |
      | Pagu        | Rp250.000.000        |
    Maka perubahan diterima
    Dan mata anggaran SPBE "Sewa jaringan" memuat:
      | Pagu | Rp250.000.000 |

    Contoh:
      | daerah      |
      | Kota Kediri |
      | Kota Blitar |

  Skenario: Pagu tidak dapat kurang dari nol
    Diketahui pemerintah Kota Kediri
    Ketika petugas Dinas Kominfo mencatat mata anggaran SPBE "Sewa jaringan":
      | Pagu | Rp-1 |
    Maka isian "Pagu" pada mata anggaran SPBE ditolak

  Skenario: Rencana anggaran diajukan kepala perangkat daerah dan ditetapkan pimpinan
    Diketahui pemerintah Kota Kediri
    Dan petugas Dinas Kesehatan sudah mencatat rencana dan anggaran SPBE "RKA 2026":
      | Perangkat daerah | Dinas Kesehatan |
      | Tahun anggaran   | 2026            |
    Ketika petugas Dinas Kesehatan melakukan "Ajukan" pada rencana dan anggaran SPBE "RKA 2026"
    Maka ditolak karena tidak berwenang
    Ketika kepala Dinas Kesehatan melakukan "Ajukan" pada rencana dan anggaran SPBE "RKA 2026"
    Maka perubahan diterima
    Ketika kepala daerah melakukan "Tetapkan" pada rencana dan anggaran SPBE "RKA 2026"
    Maka perubahan diterima
    Dan rencana dan anggaran SPBE "RKA 2026" berstatus "Ditetapkan"
