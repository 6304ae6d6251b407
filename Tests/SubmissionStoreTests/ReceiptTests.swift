import AuditLog
import ReportModel
import Testing

@testable import SubmissionStore

@Suite("Receipts")
struct ReceiptTests {
  private let scratch: Scratch
  private let store: SQLiteSubmissionStore
  private let receipt: Receipt
  private let bytes: [UInt8]

  init() throws {
    scratch = try Scratch()
    store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    try store.keep(.of(company: 1), in: scratch)
    try store.keep(.of(company: 2), in: scratch)
    receipt = try store.keep(Sample(), in: scratch).receipt
    bytes = Array(receipt.text.utf8)
  }

  private func failing(_ bytes: [UInt8], _ key: VerifierKey? = nil) -> [VerificationStep.Kind] {
    Receipt.verify(bytes, publicKey: key ?? store.publicKey).filter {
      if case .fails = $0.outcome { true } else { false }
    }.map(\.kind)
  }

  @Test("Reading gives back the same receipt and the same bytes")
  func roundTrip() throws {
    #expect(try Receipt(parsing: bytes) == receipt)
    #expect(try Array(Receipt(parsing: bytes).text.utf8) == bytes)
    #expect(failing(bytes) == [])
  }

  @Test("A flipped bit anywhere is detected and the step named")
  func flippedBits() {
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 1 << UInt8(place % 8)
      #expect(!failing(changed).isEmpty, "byte \(place)")
    }
  }

  @Test("A byte left out or put in anywhere is detected")
  func shiftedBytes() {
    for place in bytes.indices {
      var shorter = bytes
      shorter.remove(at: place)
      #expect(!failing(shorter).isEmpty, "without byte \(place)")
      var longer = bytes
      longer.insert(UInt8(ascii: place.isMultiple(of: 2) ? " " : "\n"), at: place)
      #expect(!failing(longer).isEmpty, "with a byte before \(place)")
    }
    #expect(!failing(bytes + [UInt8(ascii: "\n")]).isEmpty)
    #expect(!failing([]).isEmpty)
  }

  @Test("A letter written in another Unicode form is detected")
  func equivalentText() throws {
    var sample = Sample.of(company: 3)
    sample.company = "PT Caf\u{E9}"
    let text = try store.keep(sample, in: scratch).receipt.text
    let other = Array(text.utf8).split(separator: Array("\u{E9}".utf8)).joined(separator: Array("e\u{301}".utf8))
    #expect(failing(Array(text.utf8)) == [])
    #expect(failing(Array(other)) != [])
  }

  @Test("The part for people cannot lie")
  func head() throws {
    let lie = receipt.text.replacing("Perusahaan / Company: PT Contoh Sejahtera", with: "Perusahaan / Company: PT Lain")
    #expect(failing(Array(lie.utf8)) == [.head])
    let step = Receipt.verify(Array(lie.utf8), publicKey: store.publicKey).first { $0.kind == .head }
    #expect(step?.outcome == .fails(.headDiffers(line: 5)))
  }

  @Test("Each link of the chain is named when it breaks")
  func links() throws {
    let other = try #require(try store.receipt(store.history(HistoryQuery()).submissions[1].number.text))
    func forged(
      record: SubmissionRecord? = nil,
      commitment: Digest? = nil,
      leaf: Digest? = nil,
      proof: TlogProof? = nil
    ) -> [VerificationStep.Kind] {
      let record = record ?? receipt.record
      let forged = Receipt(
        head: ReceiptHead.text(of: record),
        record: record,
        salt: receipt.salt,
        commitment: commitment ?? receipt.commitment,
        leaf: leaf ?? receipt.leaf,
        proof: proof ?? receipt.proof
      )
      return failing(Array(forged.text.utf8))
    }
    #expect(forged(record: other.record) == [.commitment])
    #expect(forged(commitment: other.commitment) == [.commitment, .leaf])
    #expect(forged(leaf: other.leaf) == [.leaf, .tree])
    #expect(forged(proof: other.proof) == [.tree])
  }

  @Test("A signature by another key is named")
  func otherKey() throws {
    let stranger = try SigningKey.generate(name: store.origin)
    #expect(failing(bytes, stranger.verifier) == [.checkpoint])
    let elsewhere = try SigningKey.generate(name: "lain.example/log")
    #expect(failing(bytes, elsewhere.verifier) == [.checkpoint])
  }

  @Test("A file is compared with the one that was received")
  func original() throws {
    #expect(receipt.verify(originalAt: try scratch.file(Sample().content)).outcome == .holds)
    let other = try scratch.file(Array("lain".utf8))
    let found = ContentHash(Digest.sha256(of: Array("lain".utf8)))
    #expect(
      receipt.verify(originalAt: other).outcome
        == .fails(.fileDiffers(expected: receipt.record.fileHash, found: found))
    )
    let missing = scratch.path + "/tidak-ada"
    #expect(receipt.verify(originalAt: missing).outcome == .fails(.fileUnreadable(path: missing, errno: 2)))
    #expect(receipt.verify(originalAt: scratch.path).message.en.contains("directory"))
  }

  @Test("Without an authority the receipt says that it is no official proof; with one it names it")
  func authority() throws {
    #expect(receipt.text.contains("Bukan bukti Wajib Lapor resmi"))
    #expect(receipt.text.contains("Not an official proof"))
    var options = StoreOptions()
    options.authority = "Dinas Tenaga Kerja Contoh"
    let official = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: false, options: options).store
    let text = try official.keep(.of(company: 7), in: scratch).receipt.text
    #expect(text.contains("Instansi penerima / Receiving authority: Dinas Tenaga Kerja Contoh"))
    #expect(!text.contains("resmi"))
  }

  @Test("The receipt shows the time in Western Indonesia and in UTC")
  func time() {
    #expect(receipt.text.contains("Diterima / Received: 12-12-2025 10:04:05 WIB (2025-12-12T03:04:05.678Z)"))
    #expect(UTCTime(milliseconds: -1).iso == "1969-12-31T23:59:59.999Z")
  }

  @Test(
    "Numbers beyond all bounds in a stranger's receipt do no harm",
    arguments: [
      ("received 1765508645678", "received 9223372036854775807"),
      ("received 1765508645678", "received -9223372036854775808"), ("period 2025", "period 9223372036854775807"),
      ("version 1", "version -9223372036854775808"), ("file-bytes 13", "file-bytes 99999999999999999999"),
      ("number 3273", "number 99993273"), ("index 2", "index 9223372036854775807"),
    ]
  )
  func hostileNumbers(_ written: String, _ hostile: String) {
    #expect(receipt.text.contains(written))
    #expect(failing(Array(receipt.text.replacing(written, with: hostile).utf8)) != [])
  }

  @Test("No personal data and no finding stand on a receipt")
  func nothingPersonal() throws {
    var sample = Sample.of(company: 8)
    sample.npwp = "3273014101909901"
    let text = try store.keep(sample, in: scratch).receipt.text
    for secret in [sample.submitter, "3273014101909901", "WL-PKWT-007", "laporan.csv"] {
      #expect(!text.contains(secret))
    }
  }
}

@Suite("A receipt as a code")
struct ReceiptCodeTests {
  @Test("Comes back as the text it was, fits a QR code, and verifies")
  func roundTrip() throws {
    let scratch = try Scratch()
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    for index in 0..<40 { try store.keep(.of(company: index), in: scratch) }
    let receipt = try store.keep(.of(company: 99), in: scratch).receipt
    // The most that a QR code of any size holds of this alphabet with the lowest error correction (ISO/IEC 18004).
    #expect(receipt.code.utf8.count <= 4296)
    let text = try #require(Receipt.text(ofCode: receipt.code))
    #expect(text.elementsEqual(receipt.text.utf8))
    #expect(Receipt.verify(text, publicKey: store.publicKey).allSatisfy { $0.outcome == .holds })
  }

  @Test("Of another text is none", arguments: ["", "WLKP1:", "WLKP1:A", "WLKP1::::", "wlkp1:00", "WLKP1:00000000é"])
  func foreign(_ code: String) {
    #expect(Receipt.text(ofCode: code) == nil)
  }

  @Test(
    "Uses the alphabet of RFC 9285",
    arguments: [("AB", "BB8"), ("Hello!!", "%69 VD92EX0"), ("base-45", "UJCLQE7W581"), ("ietf!", "QED8WEX0"), ("", "")]
  )
  func base45(_ text: String, _ code: String) {
    #expect(Base45.encode(Array(text.utf8)) == code)
    #expect(Base45.decode(code.utf8) == Array(text.utf8))
  }
}
