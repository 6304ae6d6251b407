import CEL

/// A value of the pack that needs all rows of a section at once: a median, a number of different values, or a table of
/// groups with such columns.
final class RowCollection: Sendable {
  /// The variable that rules read.
  let name: String
  /// Its slot.
  let slot: Int
  /// The section whose rows it is about, by index in the form.
  let section: Int
  /// Which rows count; all when there is no condition.
  let condition: Formula?
  /// The values that tell groups apart; none for a single value.
  let keys: [Formula]
  /// What is computed of each group.
  let columns: [Column]
  /// The type of a group as a record; `nil` for a single value.
  let groupType: RecordType?

  /// One column of a group.
  struct Column: Sendable {
    let kind: Kind
    /// The value; `nil` for a count.
    let value: Formula?
    /// Which rows of the group count.
    let condition: Formula?
  }

  /// What a column computes.
  enum Kind: String, Sendable, CaseIterable {
    /// How many rows.
    case count
    /// The sum of whole numbers.
    case sum
    /// The least whole number.
    case min
    /// The greatest whole number.
    case max
    /// The middle of whole numbers; between the two middle ones when their number is even.
    case median
    /// How many different values.
    case distinct
  }

  init(
    name: String,
    slot: Int,
    section: Int,
    condition: Formula?,
    keys: [Formula],
    columns: [Column],
    groupType: RecordType?
  ) {
    self.name = name
    self.slot = slot
    self.section = section
    self.condition = condition
    self.keys = keys
    self.columns = columns
    self.groupType = groupType
  }

  /// Every program of the collection.
  var programs: [Formula] {
    [condition].compactMap { $0 } + keys + columns.flatMap { [$0.value, $0.condition].compactMap { $0 } }
  }
}
