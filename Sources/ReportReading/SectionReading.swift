import ReportForm
import ReportModel

/// Where batches go, and whether the sink still wants them.
final class RecordOutput {
  let sink: any RecordSink
  let limits: ReadingLimits
  let ledger: FindingLedger
  /// Looks at batches on their way.
  var facts: ReportFacts?
  /// What the letters of the file show.
  var letters = LetterTally()
  /// How the columns with dates in local form order day and month, by scope.
  var dateOrders: [Int: DateOrder] = [:]
  /// What sets the cells of the file apart; CSV only.
  var delimiter = UInt8(ascii: ",")
  /// The words of the error with which the sink refused a batch.
  private(set) var refusal: String?

  init(sink: any RecordSink, limits: ReadingLimits) {
    self.sink = sink
    self.limits = limits
    ledger = FindingLedger(sink: sink, kept: limits.findingsPerProblem)
  }

  func send(_ layout: SectionLayout) {
    var layout = layout
    if layout.member == nil { layout.member = ledger.table?.name }
    if refusal == nil { sink.receive(layout) }
  }

  func send(_ batch: RecordBatch) {
    guard refusal == nil else { return }
    facts?.look(at: batch)
    do { try sink.receive(batch) } catch { refusal = "\(error)" }
  }
}

/// One section of the file while it is read: where its rows go and how far it is.
final class SectionReading {
  let plan: SectionPlan
  let layout: SectionLayout
  let output: RecordOutput
  /// Rows read so far.
  fileprivate(set) var rows = 0
  /// The place of the row being read.
  var rowPosition = SourcePosition.unknown
  /// Decides how numbers such as 1.234 are read; CSV only.
  var evidence = ConventionEvidence()
  /// Cells that were tidied.
  var tidied = 0
  /// What the list of workers tells as a whole; CSV only.
  var workers: WorkerTally?
  /// What happened to single rows; CSV only.
  var accidents = RowAccidents()
  /// Identity numbers that a spreadsheet turned into quantities, per field; CSV only.
  var scientific: [Int: ScientificTally] = [:]
  /// Day-first and month-first dates per field.
  var dateOrders: [DateOrder]
  var builder: RecordBatchBuilder
  /// Whether batches wait until the section ends, because other sections are read at the same time; XML only.
  var isHeld = false
  private var held: [RecordBatch] = []
  private var hasSentBatch = false
  /// The values so far of the open row's fields with several values; XML only.
  private var collected: [Int: (list: [UInt8], isSound: Bool, position: SourcePosition)] = [:]

  var ledger: FindingLedger { output.ledger }
  /// The section's number of the row being read, from 1.
  var rowNumber: Int { rows + 1 }
  /// Whether the section holds as many rows as it may.
  var isFull: Bool {
    rows >= (plan.definition.isStreamed ? output.limits.streamedRows : output.limits.rowsPerSection)
  }

  /// - Parameter present: as `RecordBatchBuilder` takes it.
  /// - Parameter sheetWidth: cells of a line when rows come as lines of a sheet, with the columns the layout tells; else 0.
  init(plan: SectionPlan, layout: SectionLayout, output: RecordOutput, present: [Bool]?, sheetWidth: Int = 0) {
    self.plan = plan
    self.layout = layout
    self.output = output
    builder = RecordBatchBuilder(
      shape: plan.shape,
      present: present,
      columns: sheetWidth > 0 ? layout.sheetColumns : [],
      width: sheetWidth
    )
    dateOrders = [DateOrder](repeating: DateOrder(), count: plan.fields.count)
  }

  /// Ends the row in the builder and hands over a batch when it is full.
  func endRow(_ builder: inout RecordBatchBuilder) {
    builder.endRow()
    rows += 1
    if isBatchFull(builder) { send(builder.finish()) }
  }

  /// Whether the rows collected make a batch.
  @inline(__always)
  private func isBatchFull(_ builder: borrowing RecordBatchBuilder) -> Bool {
    builder.rowCount >= output.limits.rowsPerBatch || builder.arenaBytes > Self.batchBytes
  }

  /// Bytes of text after which a batch is handed over before it has all its rows: a thousand rows of the longest cells
  /// would be a gigabyte.
  private static let batchBytes = 4_194_304

  private func send(_ batch: RecordBatch) {
    hasSentBatch = true
    if isHeld { held.append(batch) } else { output.send(batch) }
  }

  /// Hands over what is left; an empty section gives one empty batch.
  func close() {
    if builder.rowCount > 0 || !hasSentBatch { send(builder.finish()) }
    for batch in held { output.send(batch) }
    held = []
    guard tidied > 0 else { return }
    ledger.note(.tidied) {
      Occurrence(
        location: location(row: nil, position: .unknown),
        values: ["jumlah": Message.Value(String(tidied))]
      )
    }
  }

  /// A place in this section; `nil` for no field or no row.
  func location(field: Int? = nil, row: Int?, position: SourcePosition) -> Location {
    layout.location(
      row: row,
      rowLine: rowPosition.line,
      field: field,
      name: field.map { plan.shape.fields[$0].name },
      position: position
    )
  }

  /// Notes a problem of a cell of the row being read.
  func note(
    _ problem: ReadingProblem,
    _ field: FieldPlan,
    at position: SourcePosition,
    found: UnsafeRawBufferPointer,
    suggestion: @autoclosure () -> String? = nil,
    limit: @autoclosure () -> String? = nil
  ) {
    ledger.note(problem, scope: FindingLedger.scope(plan.index, field.index)) {
      let value = field.found(found)
      var values = [
        "baris": Message.Value(String(rowNumber)), "field": Message.Value(field.definition.label),
        "nilai": field.word(value),
      ]
      var fix = suggestedFix(problem, field, found)
      if let words = suggestion() {
        let replacement = field.found(words)
        values["usulan"] = field.word(replacement)
        fix = fix ?? SuggestedFix(replacement: replacement, isSafe: false)
      }
      if let words = limit() { values["batas"] = Message.Value(words) }
      return Occurrence(
        location: location(field: field.index, row: rowNumber, position: position),
        values: values,
        value: value,
        fix: fix
      )
    }
  }
}

// Fields with several values in XML: one element each.
extension SectionReading {
  /// Takes one value of the open row.
  func collect(_ bytes: UnsafeRawBufferPointer, _ field: FieldPlan, at position: SourcePosition) {
    var entry = collected[field.index] ?? ([], true, position)
    if bytes.contains(UInt8(ascii: "|")) {
      note(.separatorInValue, field, at: position, found: bytes)
      entry.isSound = false
    }
    let value = oneOfMany(bytes, field, position, isStrict: true)
    if value == nil { entry.isSound = false }
    if let value, !value.isEmpty {
      if !entry.list.isEmpty { entry.list.append(UInt8(ascii: "|")) }
      entry.list += value
    } else if value == nil {
      entry.list += bytes
    }
    collected[field.index] = entry
  }

  /// Sets the lists of the row that ends.
  func setCollected() {
    guard !collected.isEmpty else { return }
    for (field, entry) in collected.sorted(by: { $0.key < $1.key }) {
      entry.list.withUnsafeBytes { bytes in
        if !entry.isSound {
          builder.set(damaged: bytes, field: field, at: entry.position)
        } else if bytes.count == 0 {
          builder.setEmpty(field: field, at: entry.position)
        } else {
          builder.set(text: bytes, field: field, at: entry.position)
        }
      }
    }
    collected = [:]
  }
}

// Rows whose cells are read together.
extension SectionReading {
  /// Ends a row whose cells are still to be read; whether the batch is full.
  @inline(__always)
  func endUnreadRow() -> Bool {
    builder.endRow()
    rows += 1
    return isBatchFull(builder)
  }

  /// Does what is left to do for one of the rows collected, from 0 in the batch.
  func revisit(row: Int, at position: SourcePosition, _ work: () -> Void) {
    let before = (rows, rowPosition)
    rows = before.0 - builder.rowCount + row
    rowPosition = position
    builder.reopen(row: row)
    work()
    builder.closeReopened()
    (rows, rowPosition) = before
  }

  /// Hands over the rows collected.
  func sendBatch() { send(builder.finish()) }
}

/// How the dates of one column order day and month.
struct DateOrder {
  /// Dates that can be read two ways.
  var ambiguous = 0
  /// Dates that only make sense month first, by themselves or beside the row's NIK.
  var monthFirst = 0
  /// Dates that only make sense day first, by themselves or beside the row's NIK.
  var dayFirst = 0

  /// Month-first dates that name the order of the column: one may be a slip.
  private static let monthFirstMin = 2

  /// Whether the whole column is written month first: some dates prove it, and none speaks against it.
  var isMonthFirst: Bool { monthFirst >= Self.monthFirstMin && dayFirst == 0 }
}
