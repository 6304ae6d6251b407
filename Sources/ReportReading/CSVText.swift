import CSV
import ReportModel

/// The text of a CSV file, fed to a sink as often as needed.
struct CSVText {
  let source: any ByteSource
  let output: RecordOutput

  private var limits: ReadingLimits { output.limits }

  /// Feeds the text from `start` to a sink; its first error, if any.
  func run(
    _ dialect: CSVDialect,
    from start: CSVStart,
    into sink: any CSVRowSink
  ) throws(ReadingFault) -> CSVError? {
    var csvLimits = CSVLimits()
    csvLimits.fieldBytes = limits.cellBytes
    csvLimits.columnsPerRow = limits.cellsPerLine
    csvLimits.totalBytes = limits.fileBytes
    let reader = CSVReader(dialect: dialect, limits: csvLimits, from: start, sink: sink)
    let pump = BytePump(source: source, chunkBytes: limits.chunkBytes)
    var failure: CSVError?
    try pump.run(from: reader.firstFileByte) { bytes in
      do throws(CSVError) {
        try reader.feed(bytes)
      } catch {
        failure = error
      }
      return failure == nil && !reader.isStopped && output.refusal == nil
    }
    guard failure == nil, output.refusal == nil else { return failure }
    do throws(CSVError) {
      try reader.finish()
    } catch {
      return error
    }
    return nil
  }

  /// Whether the file has no other bytes than ASCII up to `end`: then one odd byte shows an old encoding, not damage.
  func isASCII(before end: Int64) throws(ReadingFault) -> Bool {
    var result = true
    var left = end
    try BytePump(source: source, chunkBytes: limits.chunkBytes).run(from: 0) { bytes in
      let part = bytes.prefix(Int(min(left, Int64(bytes.count))))
      left -= Int64(part.count)
      if part.contains(where: { $0 >= 0x80 }) { result = false }
      return result && left > 0
    }
    return result
  }
}
