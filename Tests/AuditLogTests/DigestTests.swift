import AuditLog
import Testing

@Suite("Digests")
struct DigestTests {
  private static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  @Test(
    "SHA-256 gives the values of FIPS 180-4",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", abc),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ]
  )
  func knownValues(text: String, hex: String) {
    #expect(Digest.sha256(of: Array(text.utf8)).hex == hex)
    var hasher = DigestHasher()
    hasher.update(utf8: text)
    #expect(hasher.finalize().description == hex)
  }

  @Test("Cutting the bytes anywhere makes no difference")
  func pieces() {
    let bytes = (0..<200).map { UInt8($0) }
    let whole = Digest.sha256(of: bytes)
    for cut in 0...bytes.count {
      var hasher = DigestHasher()
      hasher.update(Array(bytes[..<cut]))
      hasher.update(bytes[cut...])
      #expect(hasher.finalize() == whole)
    }
  }

  @Test("A copied hasher goes on by itself")
  func copies() {
    var one = DigestHasher()
    one.update([1])
    var other = one
    one.update([2])
    other.update([3])
    #expect(one.finalize() == Digest.sha256(of: [1, 2]))
    #expect(other.finalize() == Digest.sha256(of: [1, 3]))
    one.update(MerkleHash.emptyRoot)
    #expect(one.finalize() == Digest.sha256(of: [1, 2] + MerkleHash.emptyRoot.bytes))
  }

  @Test("Spans, pointers and arrays hash alike")
  func inputs() {
    let bytes: [UInt8] = [9, 8, 7]
    #expect(Digest.sha256(of: bytes.span.bytes) == Digest.sha256(of: bytes))
    #expect(MerkleHash.leaf(bytes.span.bytes) == MerkleHash.leaf(bytes))
    bytes.withUnsafeBytes { pointer in
      #expect(Digest.sha256(of: pointer) == Digest.sha256(of: bytes))
      #expect(MerkleHash.leaf(pointer) == MerkleHash.leaf(bytes))
    }
    var hasher = DigestHasher()
    hasher.update(bytes.span.bytes)
    #expect(hasher.finalize() == Digest.sha256(of: bytes))
  }

  @Test("Hex, base64 and bytes lead back to the digest")
  func texts() throws {
    let digest = try #require(Digest(hex: Self.abc))
    #expect(Digest(hex: Self.abc.uppercased()) == digest)
    #expect(Digest(base64: digest.base64) == digest)
    #expect(digest.base64 == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
    #expect(Digest(bytes: digest.bytes) == digest)
    #expect(digest.bytes.first == 0xba && digest.bytes.count == Digest.byteCount)
  }

  @Test(
    "What is not the text of a digest is none",
    arguments: ["", "ba", String(repeating: "a", count: 63), String(repeating: "a", count: 65), "g" + abc.dropFirst()]
  )
  func badHex(text: String) {
    #expect(Digest(hex: text) == nil)
  }

  @Test("Neither fewer nor more than 32 bytes make a digest")
  func lengths() {
    for count in 0..<100 where count != Digest.byteCount {
      #expect(Digest(bytes: [UInt8](repeating: 7, count: count)) == nil)
    }
  }

  @Test("Digests are in the order of their hex texts")
  func order() {
    let digests = (0..<40).map { Digest.sha256(of: [$0]) }
    #expect(digests.sorted().map(\.hex) == digests.map(\.hex).sorted())
    let base = MerkleHash.emptyRoot
    for bit in 0..<256 {
      let other = base.flipped(bit: bit)
      #expect(base != other)
      #expect((base < other) == (base.hex < other.hex))
      #expect((other < base) == (other.hex < base.hex))
    }
    #expect(!(base < base))
    for place in 1..<Digest.byteCount {
      // The earlier byte decides, against all that follow.
      let small = [UInt8](repeating: 0, count: place) + [UInt8](repeating: 0xff, count: Digest.byteCount - place)
      var large = [UInt8](repeating: 0, count: Digest.byteCount)
      large[place - 1] = 1
      guard let low = Digest(bytes: small), let high = Digest(bytes: large) else { return }
      #expect(low < high && !(high < low))
    }
  }

  @Test("A digest takes 32 bytes of memory and no heap")
  func size() {
    #expect(MemoryLayout<Digest>.size == Digest.byteCount)
    #expect(MemoryLayout<Digest>.stride == Digest.byteCount)
  }
}
