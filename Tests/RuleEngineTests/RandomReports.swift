import ReportForm
import ReportModel

/// How often cells of a random report hold no value, in percent.
struct CellHabit {
  var absent = 6
  var empty = 8
  var damaged = 4
}

/// Reports in which anything may stand anywhere, the same for the same seed.
struct RandomReports {
  private var random: SplitMix
  /// Texts that rules look at closely, and odd ones.
  private static let texts = [
    "", " ", "A", "Direktur Utama", "operator", "é", "1234567890123456", "1111111111111111", "3201010000000000",
    "3201011503900001", "3201015503900002", "3273014101850003", "5401011503900001", "12345678901", "0001234567890",
    "A1234567", "5132", "7212.01", "32", "3201", "0", "-1", "DIREKSI", "chief representative",
  ]

  init(seed: UInt64) { random = SplitMix(state: seed &* 0x9E37_79B9 &+ 1) }

  /// Batches of every section; of the streamed one a batch for each number of workers.
  mutating func report(of form: FormDefinition, workers: [Int], habit: CellHabit = CellHabit()) -> [RecordBatch] {
    var batches: [RecordBatch] = []
    for section in form.sections {
      let isHead = section.name == "kepala"
      if section.isStreamed {
        batches += batchesOfWorkers(section, workers, habit)
      } else if isHead || chance(85) {
        let rows = section.isSingleRow ? 1 : Int.random(in: 0...12, using: &random)
        let habit = isHead ? CellHabit(absent: 0, empty: 1, damaged: 1) : habit
        let present = presence(section, habit)
        var builder = RecordBatchBuilder(shape: section.shape, present: present)
        fill(&builder, section, present, rows: rows, habit: habit)
        batches.append(builder.finish())
      }
    }
    return batches
  }

  private mutating func batchesOfWorkers(
    _ section: SectionDefinition,
    _ sizes: [Int],
    _ habit: CellHabit
  ) -> [RecordBatch] {
    let present = presence(section, habit)
    var builder = RecordBatchBuilder(shape: section.shape, present: present)
    return sizes.map { size in
      fill(&builder, section, present, rows: size, habit: habit)
      return builder.finish()
    }
  }

  private mutating func presence(_ section: SectionDefinition, _ habit: CellHabit) -> [Bool] {
    section.fields.map { _ in !chance(habit.absent) }
  }

  private mutating func fill(
    _ builder: inout RecordBatchBuilder,
    _ section: SectionDefinition,
    _ present: [Bool],
    rows: Int,
    habit: CellHabit
  ) {
    for _ in 0..<rows {
      builder.beginRow(at: .unknown)
      for (index, field) in section.shape.fields.enumerated() where present[index] {
        if chance(habit.empty) {
          builder.setEmpty(field: index, at: .unknown)
        } else if chance(habit.damaged) {
          set("?#", isDamaged: true, index, &builder)
        } else {
          setValue(field, index, &builder)
        }
      }
      builder.endRow()
    }
  }

  private mutating func setValue(_ field: FieldShape, _ index: Int, _ builder: inout RecordBatchBuilder) {
    switch field.kind {
    case .text: set(text(), isDamaged: false, index, &builder)
    case .list: set(text() + "|" + text(), isDamaged: false, index, &builder)
    case .integer: builder.set(number: integer(), field: index, at: .unknown)
    case .decimal: builder.set(number: decimal(), field: index, at: .unknown)
    case .date: builder.set(number: day(), field: index, at: .unknown)
    case .yesNo: builder.set(number: chance(60) ? 1 : 0, field: index, at: .unknown)
    case .code(let names):
      builder.set(number: code(names), field: index, at: .unknown)
    }
  }

  private func set(_ text: String, isDamaged: Bool, _ index: Int, _ builder: inout RecordBatchBuilder) {
    var text = text
    text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      if isDamaged {
        builder.set(damaged: bytes, field: index, at: .unknown)
      } else {
        builder.set(text: bytes, field: index, at: .unknown)
      }
    }
  }

  private mutating func text() -> String {
    if chance(40) {
      let digits = 3_201_010_101_700_000 + Int.random(in: 0..<299_999_999, using: &random)
      return String(digits)
    }
    return Self.texts.randomElement(using: &random) ?? ""
  }

  private mutating func integer() -> Int64 {
    switch Int.random(in: 0..<20, using: &random) {
    case 0: .max
    case 1: .min
    case 2: Int64.random(in: -5...0, using: &random)
    case 3..<12: Int64.random(in: 0...50, using: &random)
    default: Int64.random(in: 1_000...9_000_000, using: &random)
    }
  }

  private mutating func decimal() -> Int64 {
    chance(3) ? .max : Int64.random(in: -100...60, using: &random) * (chance(50) ? 100 : 25)
  }

  /// Days around those on which rules change, now and then the ends of the calendar.
  private mutating func day() -> Int64 {
    switch Int.random(in: 0..<40, using: &random) {
    case 0: -719_162
    case 1: 2_932_896
    case 2..<16: Int64.random(in: 3_650...14_000, using: &random)
    case 16..<30: Int64.random(in: 16_000...20_500, using: &random)
    default: Int64.random(in: 20_250...20_500, using: &random)
    }
  }

  /// The first codes of long lists are frequent, so that rules meet what they look for.
  private mutating func code(_ names: CodeNames) -> Int64 {
    if let home = names.codes.firstIndex(of: "ID"), chance(60) { return Int64(home) }
    return Int64.random(in: 0..<Int64(names.codes.count), using: &random)
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }
}

/// A generator of numbers that can begin again (SplitMix64, Steele and others, 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension RecordBatch {
  /// The same rows with one cell damaged.
  func damaged(field changed: Int, row changedRow: Int) -> RecordBatch {
    var builder = RecordBatchBuilder(
      shape: shape,
      present: shape.fields.indices.map { isPresent(field: $0) },
      firstRow: firstRow
    )
    for row in 0..<rowCount {
      builder.beginRow(at: rowPositions[row])
      for field in shape.fields.indices { copy(field, row, isDamaged: field == changed && row == changedRow, &builder) }
      builder.endRow()
    }
    return builder.finish()
  }

  private func copy(_ field: Int, _ row: Int, isDamaged: Bool, _ builder: inout RecordBatchBuilder) {
    let place = position(field: field, row: row)
    switch (isDamaged ? .damaged : state(field: field, row: row), shape.fields[field].kind) {
    case (.absent, _): break
    case (.empty, _): builder.setEmpty(field: field, at: place)
    case (.damaged, _): withTextBytes(field: field, row: row) { builder.set(damaged: $0, field: field, at: place) }
    case (.valid, .text), (.valid, .list):
      withTextBytes(field: field, row: row) { builder.set(text: $0, field: field, at: place) }
    case (.valid, _): builder.set(number: number(field: field, row: row), field: field, at: place)
    }
  }
}
