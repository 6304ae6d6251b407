/// Words from which names are put together. Every person in a sample is invented.
enum SampleNames {
  /// Given names of women, and as many of men: see `WorkerMaker` for why the numbers matter.
  static let female = PackedTexts(
    split(
      """
      Siti Dewi Sri Rina Ani Wati Lestari Ratna Indah Ayu Fitri Nur Yuni Maya Dian Rini Eka Putri Mega Novi Lina Tuti \
      Endang Wulan Intan Sari Kartika Yanti Nia Tika Rahma Aisyah Nabila Zahra Salsabila Annisa Hana Laila Mutiara \
      Kirana Larasati Citra Melati Anggun Bunga Cahaya Dinda Erna Farida Gita Hesti Ida Juwita Komala Lilis Marlina \
      Ningsih Oktavia Puspa Ratih Suci Titin Umi Vina
      """
    )
  )
  static let male = PackedTexts(
    split(
      """
      Budi Agus Joko Eko Dwi Tri Bambang Hendra Andi Rudi Asep Dedi Ujang Cecep Iwan Yanto Slamet Wahyu Rizki Fajar \
      Bayu Adi Arif Ahmad Muhammad Ali Umar Yusuf Ibrahim Ismail Hasan Rahmat Taufik Hidayat Irfan Ilham Galih Gilang \
      Dimas Aditya Rangga Surya Indra Krisna Wayan Made Nyoman Ketut Yohanes Petrus Markus Simon Daniel Samuel Antonius \
      Bonar Togar Parlin Ucok Zulkifli Syahrul Firman Gunawan Heru
      """
    )
  )
  /// Second names.
  static let second = PackedTexts(
    split(
      """
      Santoso Wijaya Kusuma Pratama Saputra Nugroho Setiawan Hidayat Rahman Hakim Firmansyah Kurniawan Susanto \
      Hartono Wibowo Purnomo Suryadi Supriyadi Mulyadi Iskandar Ramadhan Maulana Permana Sanjaya Gunawan Budiman \
      Suherman Sutrisno Suhartono Widodo Prasetyo Utomo Handoko Subagyo Wicaksono Wardana Mahendra Adiputra Sudirman \
      Basri Anwar Yunus Siregar Nasution Lubis Harahap Simanjuntak Sitorus Pasaribu Hutagalung Tanjung Chaniago Koto \
      Piliang Daulay Batubara Ginting Tarigan Sembiring Purba Saragih Damanik Sinaga Manurung Situmorang Pangaribuan \
      Rumengan Wowor Lumentut Tumewu Patty Latuheru Pattinama Nanlohy Rumbiak Wanggai Yoku Kogoya Bria Seran Tefa \
      Nahak Riberu Fernandez Sanggu Usman Syarif Halim Darmawan Kartono Sukardi Tarmizi Marpaung Hasibuan Rangkuti \
      Matondang
      """
    )
  )
  /// Third names, for the second half of those names that would otherwise repeat.
  static let third = PackedTexts(
    split(
      """
      Putra Jaya Sejati Perdana Nusantara Mandala Bakti Wiguna Lesmana Adnan Fauzan Akbar Ridwan Salim Zainal Malik \
      Cahyono Baskoro Prakoso Santika Pertiwi Anjani Paramita Safira Maharani Damayanti Puspita Amalia Khairunnisa \
      Azzahra Kencana Permata
      """
    )
  )
  /// Given and family names of foreign workers.
  static let foreignGiven = PackedTexts(
    split(
      """
      Kenji Hiroshi Takeshi Yuki Satoshi Minho Jisoo Hyun Seojun Wei Jun Ming Li Chen Rajesh Anil Sanjay Priya Arjun \
      James Peter Thomas Michael Anna Laura Stefan Jan Pieter Willem Marie Jean Luc Carlos Maria Juan Somchai Anong \
      Nguyen Minh Lan
      """
    )
  )
  static let foreignFamily = PackedTexts(
    split(
      """
      Tanaka Suzuki Sato Watanabe Yamamoto Nakamura Kobayashi Kim Lee Park Choi Jung Wang Zhang Liu Yang Huang Zhao \
      Kumar Sharma Patel Singh Gupta Smith Brown Taylor Wilson Davies Müller Schmidt Weber Wagner Visser Bakker Mulder \
      Martin Bernard Dubois Garcia Martinez Lopez Santos Reyes Cruz Chaiyasit Srisuk Tran Pham Hoang Dang Okafor Mensah \
      Silva Costa Rossi Bianchi Novak Kowalski Larsen Hansen
      """
    )
  )
  /// Words of company names; the names begin with "PT Contoh" so that nobody takes them for real.
  static let companyFirst = split("Maju Karya Sentosa Makmur Sumber Mitra Cipta Bina Tunas Graha")
  static let companySecond = split("Bersama Pangan Lestari Nusantara Mandiri Abadi Sejahtera Utama Raya Gemilang")

  private static func split(_ words: String) -> [String] {
    words.split(separator: " ").map(String.init)
  }
}
