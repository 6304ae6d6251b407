/// How much of a result is shown to people. The JSON form is never cut; in the others every cut is said.
enum RenderingLimits {
  /// Scalars of one message: a sentence of the pack with a few values; longer means that the file put a text of its
  /// own into it.
  static let messageScalars = 1_200
  /// Scalars of one found value or name: the longest field that people read (an address) has 255.
  static let valueScalars = 300
  /// Further rows named under a finding in text: one line of a terminal.
  static let rowsListed = 10
  /// Missing fields named for each reason a rule gave no answer: two lines of a terminal.
  static let missingListed = 10
  /// Bytes of a source line looked at before the place of a finding (a one-line XML report is one line of megabytes).
  static let lineBytesBefore = 1_024
  /// Bytes of a source line looked at from the place of a finding on.
  static let lineBytesAfter = 3_072
  /// Characters of a source line shown on a page on either side of a fault: three lines of a telephone.
  static let lineCharactersAround = 120
  /// Hexadecimal digits of a hash shown to people: enough to compare by eye.
  static let hashDigits = 12
}
