# language: id
Fitur: Kebijakan dan SOP

  @kediri-42-2019/12/2/a @kediri-42-2019/12/2/b @kediri-42-2019/12/2/c @kediri-42-2019/12/2/d
  Skenario: Di Kediri kebijakan keamanan informasi memuat semua pokoknya
    Diketahui pemerintah Kota Kediri
    Dan ada kebijakan "Kebijakan keamanan informasi":
      | Pokok  | Keamanan informasi                                                   |
      | Muatan | Penggunaan surat elektronik dinas; Peralatan pribadi (BYOD)          |
    Dan petugas Dinas Kominfo sudah melakukan "Ajukan" pada kebijakan "Kebijakan keamanan informasi"
    Ketika kepala daerah melakukan "Tetapkan" pada kebijakan "Kebijakan keamanan informasi"
    Maka ditolak karena Pasal 12 ayat (2) huruf a dan Pasal 12 ayat (2) huruf c
    Dan penolakan tidak menyebut Pasal 12 ayat (2) huruf b
    Diketahui petugas Dinas Kominfo sudah mengubah kebijakan "Kebijakan keamanan informasi":
      | Muatan | Penggunaan surat elektronik dinas; Penggunaan akses internet; Pengaksesan data; Peralatan pribadi (BYOD); Perangkat keamanan sistem internal; Perangkat keamanan antarperangkat daerah (WAN) |
    Ketika kepala daerah melakukan "Tetapkan" pada kebijakan "Kebijakan keamanan informasi"
    Maka perubahan diterima

  @blitar-49-2020/21/1 @sumenep-39-2023/12/2
  Skenario konsep: Kebijakan yang lengkap menurut Kediri belum lengkap menurut <daerah>
    Diketahui pemerintah <daerah>
    Dan ada kebijakan "Kebijakan keamanan informasi":
      | Pokok  | Keamanan informasi |
      | Muatan | Penggunaan surat elektronik dinas; Penggunaan akses internet; Pengaksesan data; Peralatan pribadi (BYOD); Perangkat keamanan sistem internal; Perangkat keamanan antarperangkat daerah (WAN) |
    Dan petugas Dinas Kominfo sudah melakukan "Ajukan" pada kebijakan "Kebijakan keamanan informasi"
    Ketika kepala daerah melakukan "Tetapkan" pada kebijakan "Kebijakan keamanan informasi"
    Maka ditolak karena <norma>

    Contoh:
      | daerah            | norma             |
      | Kota Blitar       | Pasal 21 ayat (1) |
      | Kabupaten Sumenep | Pasal 12 ayat (2) |

  @blitar-49-2020/11/2 @blitar-49-2020/11/3
  Skenario: Di Blitar SOP memuat penanggung jawab, waktu, dan urutan serta disahkan kepala perangkat daerahnya
    Diketahui pemerintah Kota Blitar
    Dan ada pegawai dan pejabat "dr. Siti Aminah"
    Dan ada pegawai dan pejabat "Budi Santoso"
    Dan petugas Dinas Kominfo sudah mengubah perangkat daerah "Dinas Kesehatan":
      | Kepala | dr. Siti Aminah |
    Dan ada kebijakan "SOP antrean":
      | Pokok                      | Standar operasional prosedur (SOP) |
      | Perangkat daerah penyusun  | Dinas Kesehatan                    |
      | Disahkan oleh              | Budi Santoso                       |
      | Muatan                     | Penanggung jawab proses            |
    Dan petugas Dinas Kominfo sudah melakukan "Ajukan" pada kebijakan "SOP antrean"
    Ketika kepala Dinas Kesehatan melakukan "Tetapkan" pada kebijakan "SOP antrean"
    Maka ditolak karena Pasal 11 ayat (2) dan Pasal 11 ayat (3)
    Diketahui petugas Dinas Kominfo sudah mengubah kebijakan "SOP antrean":
      | Disahkan oleh | dr. Siti Aminah                                        |
      | Muatan        | Penanggung jawab proses; Waktu proses; Urutan proses |
    Ketika kepala Dinas Kesehatan melakukan "Tetapkan" pada kebijakan "SOP antrean"
    Maka perubahan diterima
