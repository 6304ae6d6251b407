import ReportModel
import Testing

@Suite("What somebody may have meant")
struct SimilarNameTests {
  @Test(
    "The nearest name is found when it is near",
    arguments: [
      ("prot", "port"), ("PORT", "port"), ("hots", "host"), ("port", "port"), ("", nil), ("rahasia", nil),
      ("tabel", "table"), ("x", nil), (String(repeating: "port", count: 17), nil),
    ] as [(String, String?)]
  )
  func nearest(name: String, expected: String?) {
    #expect(SimilarName.nearest(to: name, among: ["port", "host", "table"]) == expected)
  }

  @Test("Fewer edits are allowed when a guess must be sure, and of equals the first is named")
  func sure() {
    #expect(SimilarName.nearest(to: "abcdef", among: ["abcdxx"]) == "abcdxx")
    #expect(SimilarName.nearest(to: "abcdef", among: ["abcdxx"], lettersPerEdit: 4) == nil)
    #expect(SimilarName.nearest(to: "aa", among: ["ab", "ac"]) == "ab")
  }
}
