import AuditLog
import ReportForm
public import ReportModel

extension PriorReports {
  /// What other companies of an archive list for one period, as far as the report at hand shares it: a report that knows
  /// persons by their prints and says nothing else.
  ///
  /// - Parameters:
  ///   - prints: higher halves of the prints of the persons.
  ///   - archive: names what was searched; see ``hash(of:)``.
  public init(
    listedElsewhere prints: [UInt64],
    key: PersonKey,
    period: Int,
    archive: ContentHash,
    engine: Engine
  ) {
    let collector = PriorReportCollector(form: engine.form)
    if let header = Self.header(period: period, engine) { collector.receive(header) }
    let report = collector.finish(hash: archive, strangers: PriorWorkers(prints: prints, key: key))
    self.init(reports: report.map { [$0] } ?? [], hash: archive)
  }

  private static func header(period: Int, _ engine: Engine) -> RecordBatch? {
    guard let shape = engine.form.section("kepala")?.shape, let field = shape.index(of: "periodeTahun") else {
      return nil
    }
    var builder = RecordBatchBuilder(shape: shape)
    builder.beginRow(at: .unknown)
    builder.set(number: Int64(period), field: field, at: .unknown)
    builder.endRow()
    return builder.finish()
  }

  /// SHA-256 over ascending hashes of files, each as 64 hexadecimal digits and a line feed.
  public static func hash(of hashes: some Sequence<String>) -> ContentHash {
    var hasher = DigestHasher()
    for hash in hashes.sorted() { hasher.update(utf8: hash + "\n") }
    return ContentHash(digest: hasher.finalize())
  }
}
