import Testing

@testable import AuditLog

@Suite("Base64")
struct Base64Tests {
  @Test(
    "The examples of RFC 4648 section 10",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ]
  )
  func examples(plain: String, coded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == coded)
    #expect(Base64.decode(Array(coded.utf8)) == Array(plain.utf8))
  }

  @Test("All single bytes and all pairs come back")
  func roundTrip() {
    for first in UInt8.min...UInt8.max {
      #expect(Base64.decode(Base64.encode([first]).utf8) == [first])
      for second in stride(from: UInt8(0), through: 250, by: 5) {
        #expect(Base64.decode(Base64.encode([first, second]).utf8) == [first, second])
      }
    }
  }

  @Test(
    "Another spelling is refused",
    arguments: [
      "Zg", "Zg=", "Zh==", "Zm9=", "Zm8=\n", "Zm 8=", "=Zm8", "Z=m8", "Zg==Zg==", "A===", "====", "Zm9-", "Zm9_",
      "Zm9é",
    ]
  )
  func refused(text: String) {
    #expect(Base64.decode(text.utf8) == nil)
  }
}
