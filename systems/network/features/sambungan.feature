# language: id
Fitur: Sambungan ke fasilitas di luar daerah

  @banjarbaru-5-2022/21/3
  Skenario: Di Banjarbaru sambungan ke penghubung layanan pemerintah memerlukan empat hal
    Diketahui pemerintah Kota Banjarbaru
    Dan ada sambungan fasilitas "SPLP nasional":
      | Jenis                      | Sistem penghubung layanan                   |
      | Jenis pihak yang disambung | Sistem penghubung layanan pemerintah (SPLP) |
    Ketika petugas Dinas Kominfo melakukan "Aktifkan" pada sambungan fasilitas "SPLP nasional"
    Maka ditolak karena Pasal 21 ayat (3)
    Diketahui semua ini sudah diterbitkan untuk "SPLP nasional":
      | Keterhubungan jaringan intra        | Dinas Kominfo                                 |
      | Pemenuhan standar interoperabilitas | Dinas Kominfo                                 |
      | Pertimbangan kelaikan operasi       | Kementerian bidang komunikasi dan informatika |
    Ketika petugas Dinas Kominfo melakukan "Aktifkan" pada sambungan fasilitas "SPLP nasional"
    Maka ditolak karena Pasal 21 ayat (3)
    Diketahui semua ini sudah diterbitkan untuk "SPLP nasional":
      | Pertimbangan kelaikan keamanan | Lembaga keamanan siber (BSSN) |
    Ketika petugas Dinas Kominfo melakukan "Aktifkan" pada sambungan fasilitas "SPLP nasional"
    Maka perubahan diterima

  @sumenep-39-2023/17/3
  Skenario: Di Sumenep syarat yang menjadi kewajiban pihak pusat tidak dibebankan kepada daerah
    Diketahui pemerintah Kabupaten Sumenep
    Dan ada sambungan fasilitas "SPLP nasional":
      | Jenis                      | Sistem penghubung layanan                   |
      | Jenis pihak yang disambung | Sistem penghubung layanan pemerintah (SPLP) |
    Ketika petugas Dinas Kominfo melakukan "Aktifkan" pada sambungan fasilitas "SPLP nasional"
    Maka perubahan diterima
    Dan Pasal 17 ayat (3) dinilai "bukan kewajiban daerah"

  @madiun-41-2023/22/3/c @madiun-41-2023/22/3/d
  Skenario: Di Madiun pertimbangan datang dari kementerian dan BSSN
    Diketahui pemerintah Kota Madiun
    Dan ada sambungan fasilitas "SPLP nasional":
      | Jenis                    | Sistem penghubung layanan                   |
      | Jenis pihak yang disambung | Sistem penghubung layanan pemerintah (SPLP) |
    Dan semua ini sudah diterbitkan untuk "SPLP nasional":
      | Keterhubungan jaringan intra        | Dinas Kominfo |
      | Pemenuhan standar interoperabilitas | Dinas Kominfo |
      | Pertimbangan kelaikan operasi       | Dinas Kominfo |
      | Pertimbangan kelaikan keamanan      | Dinas Kominfo |
    Ketika petugas Dinas Kominfo melakukan "Aktifkan" pada sambungan fasilitas "SPLP nasional"
    Maka ditolak karena Pasal 22 ayat (3) huruf c dan Pasal 22 ayat (3) huruf d
    Dan penolakan tidak menyebut Pasal 22 ayat (3) huruf a
    Diketahui semua ini sudah diterbitkan untuk "SPLP nasional":
      | Pertimbangan kelaikan operasi  | Kementerian bidang komunikasi dan informatika |
      | Pertimbangan kelaikan keamanan | Lembaga keamanan siber (BSSN)                 |
    Ketika petugas Dinas Kominfo melakukan "Aktifkan" pada sambungan fasilitas "SPLP nasional"
    Maka perubahan diterima
