import Testing
import XML

@Suite("Errors are told in plain words")
struct SentenceTests {
  @Test(
    "The sentence says what, where and what to do",
    arguments: [
      (
        "<a>\n<b>isi",
        "Berkas terpotong: bagian <b> yang dibuka di baris 2 belum ditutup sampai akhir berkas (baris 2). Simpan atau "
          + "unduh ulang berkasnya."
      ),
      (
        "<a>PT A & B</a>",
        "Baris 1, kolom 9: tanda & tidak boleh berdiri sendiri. Tulis &amp; sebagai gantinya."
      ),
      ("", "Berkas kosong. Pilih berkas laporan yang berisi data."),
      (
        "<!DOCTYPE a []><a/>",
        "Baris 1: berkas memuat DOCTYPE, yang tidak diterima demi keamanan. Hapus bagian <!DOCTYPE …> itu."
      ),
    ]
  )
  func indonesian(document: String, sentence: String) {
    #expect(Reading(document).error?.sentence(in: .id) == sentence)
  }

  @Test("Every fault has a sentence in both languages, and they differ", arguments: BrokenDocument.all)
  func bothLanguages(_ broken: BrokenDocument) throws {
    let error = try #require(Reading(broken.document).error)
    #expect(error.sentence(in: .id) != error.sentence(in: .en))
    #expect(error.sentence(in: .id).hasSuffix("."))
  }

  @Test("Every limit has a sentence in both languages", arguments: XMLLimit.allCases)
  func limits(_ limit: XMLLimit) {
    let error = XMLError.limitExceeded(limit, allowed: 64, at: .start)
    #expect(error.sentence(in: .id).hasPrefix("Baris 1: ") && error.sentence(in: .id).contains("64"))
    #expect(error.sentence(in: .en).hasPrefix("Line 1: ") && error.sentence(in: .en).contains("64"))
  }
}
