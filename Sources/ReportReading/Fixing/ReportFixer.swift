import CSV
public import ReportForm
public import ReportModel

/// What receives a repaired copy as it is made.
public protocol FixSink: AnyObject {
  /// The next bytes of the copy.
  ///
  /// - Throws: anything that makes going on pointless; the work stops with ``ReadingFault/sinkFailed(_:)``.
  func write(_ bytes: UnsafeRawBufferPointer) throws

  /// A change, before the bytes that hold it.
  func changed(_ change: FixChange)
}

/// One change between a report and its repaired copy.
public struct FixChange: Sendable {
  /// Where in the original: for a repair in several passes, in what the pass before made.
  public var location: Location
  /// What kind of repair it is.
  public var kind: FixKind
  /// What stood there.
  public var before: FoundValue
  /// What stands there now.
  public var after: FoundValue
}

/// Makes a corrected copy of a report, byte for byte the same except for what it repairs.
///
/// It never touches the original, keeps the dialect (delimiter, line ends, quotes) and guesses nothing that it was not
/// allowed to. Memory does not grow with the file. Repairing a repaired copy changes nothing more.
public struct ReportFixer {
  /// The limits in force.
  public let limits: ReadingLimits
  let form: FormPlan

  /// A fixer for reports of this form.
  public init(form: FormDefinition, limits: ReadingLimits = .standard) {
    self.form = FormPlan(form)
    self.limits = limits
  }

  /// What came of a pass.
  public enum Pass: Hashable, Sendable {
    /// The copy is complete.
    case complete
    /// The copy is the original in another shape (encoding, delimiter); its cells are repaired by one more pass over it.
    case again
    /// No copy was made.
    case refused(Refusal)
  }

  /// Why a file is not repaired.
  public enum Refusal: String, Hashable, Sendable, CaseIterable {
    /// A workbook of an old kind, which nothing here can write.
    case workbook
    /// An archive of several reports.
    case archive
    /// Another kind of file.
    case otherKind
    /// It cannot be read to its end, so nobody knows what a copy would lose.
    case unreadable
    /// XML, alone or in a workbook, in another encoding than UTF-8.
    case xmlEncoding
  }

  /// Makes one copy.
  ///
  /// - Parameters:
  ///   - source: the report.
  ///   - allowed: the kinds of repair to make.
  ///   - sink: what receives the copy and the list of changes. After a refusal what it received is nothing.
  public func copy(
    _ source: some ByteSource,
    allowing allowed: Set<FixKind>,
    into sink: any FixSink
  ) throws(ReadingFault) -> Pass {
    let sample = try source.bytes(0..<min(source.size, Int64(FileKind.sampleBytes)))
    let kind = sample.withUnsafeBytes { FileKind($0) }
    switch kind {
    case .csv:
      let isWhole = Int64(sample.count) >= source.size
      let dialect = sample.withUnsafeBytes { DialectDetector.detect($0, isWholeFile: isWhole).dialect }
      return try CSVFixing(form: form, limits: limits, source: source, allowed: allowed, sink: sink).copy(dialect)
    case .xml: return try XMLFixing(form: form, limits: limits, source: source, allowed: allowed, sink: sink).copy()
    case .zip:
      return try PackageFixing(form: form, limits: limits, source: source, allowed: allowed, sink: sink).copy()
    case .foreign(.oldExcelFile): return .refused(.workbook)
    case .empty, .packed, .foreign, .binary: return .refused(.otherKind)
    }
  }
}

extension ReportFixer.Refusal {
  /// Why, and what to do instead.
  public var sentence: Bilingual {
    switch self {
    case .workbook:
      Bilingual(
        id:
          "Berkas Excel lama (.xls) tidak dapat diperbaiki. Simpan sebagai Buku Kerja Excel (.xlsx), lalu jalankan wlkp "
          + "fix pada hasilnya.",
        en:
          "Old Excel files (.xls) cannot be repaired. Save as Excel Workbook (.xlsx) and run wlkp fix on the result."
      )
    case .archive:
      Bilingual(
        id:
          "Arsip berisi beberapa laporan diperbaiki satu per satu: keluarkan isinya, lalu jalankan wlkp fix pada tiap laporan.",
        en: "An archive of several reports is repaired one by one: unpack it and run wlkp fix on each report."
      )
    case .otherKind:
      Bilingual(
        id: "Berkas ini bukan laporan XML, CSV, atau Excel, jadi tidak dapat diperbaiki.",
        en: "This file is no report in XML, CSV or Excel, so it cannot be repaired."
      )
    case .unreadable:
      Bilingual(
        id:
          "Berkas ini tidak terbaca sampai akhir, jadi salinannya bisa kehilangan isi. Perbaiki dahulu yang disebut oleh "
          + "wlkp validate.",
        en: "This file cannot be read to its end, so a copy might lose content. First correct what wlkp validate names."
      )
    case .xmlEncoding:
      Bilingual(
        id: "XML ini tidak ditulis dalam UTF-8. Ekspor ulang sebagai UTF-8, lalu jalankan wlkp fix.",
        en: "This XML is not written in UTF-8. Export it again as UTF-8, then run wlkp fix."
      )
    }
  }
}

/// A sink that wants nothing: reading is done for what the reader learns.
final class DeafSink: RecordSink {
  func receive(_ layout: SectionLayout) {}
  func receive(_ batch: RecordBatch) throws {}
  /// Accidents of the sex column by section; everything else is dropped.
  private(set) var areSexLettersSwapped = false
  /// Whether letters went through two encodings.
  private(set) var areLettersDoubled = false

  func receive(_ finding: ReadingFinding) {
    if finding.cause?.id == .sexLetters { areSexLettersSwapped = true }
    if finding.cause?.id == .wrongEncoding { areLettersDoubled = true }
  }
}
