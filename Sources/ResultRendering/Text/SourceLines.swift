/// The lines of the file that was judged, lent to the text form so that it can show them.
public protocol SourceLines {
  /// One line as text, without its line end; `nil` when it cannot be had (standard input, a file gone meanwhile).
  ///
  /// - Parameter number: the line, from 1, as the readers count: in bytes transcoded to UTF-8.
  func line(_ number: Int) -> String?
}
