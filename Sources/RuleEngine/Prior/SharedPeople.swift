/// Finds the persons whom several companies list for one period. Holds of each person a keyed hash and a file's number,
/// in scratch space: memory does not grow with the workers of an archive.
public struct SharedPeople {
  /// What is known of a file: its company and the period it describes.
  public struct File: Sendable {
    /// The company.
    public var company: CompanyMark
    /// `periodeTahun`.
    public var period: Int

    /// A file of a company for a period.
    public init(company: CompanyMark, period: Int) {
      self.company = company
      self.period = period
    }
  }

  /// One file's part of what was found.
  public struct Match: Sendable {
    /// The file's number.
    public var file: Int
    /// Higher halves of the prints of its persons whom others list, ascending.
    public var prints: [UInt64]
    /// The first files that list one of them, ascending, at most `othersNamed`.
    public var others: [Int]
  }

  /// Others named for a file: the first show where to look.
  public static let othersNamed = 20
  /// Companies of one person that each report is compared with. Whoever is listed by more is no single person.
  static let companiesCompared = 32

  private var sorter: PairSorter
  private let space: ScratchSpace

  /// A search in this space.
  public init(_ space: ScratchSpace) {
    self.space = space
    sorter = PairSorter(space)
  }

  /// Notes that a file lists a person; `file` from 1, below 2^40.
  public mutating func add(_ print: PersonPrint, file: Int) throws(ScratchFault) {
    try sorter.add(Pair(first: print.high, second: print.low & Self.tagMask | UInt64(file)))
  }

  /// Ends the search.
  ///
  /// - Parameter facts: what is known of a file; `nil` leaves it out.
  public mutating func finish(_ facts: (Int) -> File?) throws(ScratchFault) -> Matches {
    var listed = try sorter.finish()
    sorter = PairSorter(space)
    var people = PairSorter(space)
    var others = PairSorter(space)
    var group: [(number: Int, file: File)] = []
    var current: Pair?
    while true {
      let pair = try listed.next()
      if let current, pair == nil || !Self.isOnePerson(current, pair ?? current) {
        for (number, other) in Self.encounters(group) {
          try people.add(Pair(first: UInt64(number), second: current.first))
          try others.add(Pair(first: UInt64(number), second: UInt64(other)))
        }
        group.removeAll(keepingCapacity: true)
      }
      guard let pair else { break }
      current = pair
      let number = Int(pair.second & ~Self.tagMask)
      if group.last?.number != number, let file = facts(number) { group.append((number, file)) }
    }
    return try Matches(people: people.finish(), others: others.finish())
  }

  /// The files of one person that meet another company in the same period, each with files of other companies.
  private static func encounters(_ group: [(number: Int, file: File)]) -> [(Int, Int)] {
    guard group.count > 1 else { return [] }
    var firsts: [Int: [(number: Int, company: CompanyMark)]] = [:]
    for member in group {
      let known = firsts[member.file.period, default: []]
      guard known.count < companiesCompared,
        !known.contains(where: { $0.company.key == member.file.company.key })
      else { continue }
      firsts[member.file.period] = known + [(member.number, member.file.company)]
    }
    return group.flatMap { member in
      (firsts[member.file.period] ?? []).filter { !$0.company.isSameCompany(as: member.file.company) }
        .prefix(othersNamed).map { (member.number, $0.number) }
    }
  }

  /// 24 bits of the lower half stand before the file's number: 88 bits tell persons apart.
  private static let tagMask: UInt64 = ~0 << 40

  private static func isOnePerson(_ left: Pair, _ right: Pair) -> Bool {
    left.first == right.first && left.second & tagMask == right.second & tagMask
  }

  /// What was found, file by file in ascending order.
  public struct Matches {
    private var people: SortedPairs
    private var others: SortedPairs
    private var nextPerson: Pair?
    private var nextOther: Pair?

    fileprivate init(people: SortedPairs, others: SortedPairs) throws(ScratchFault) {
      self.people = people
      self.others = others
      nextPerson = try self.people.next()
      nextOther = try self.others.next()
    }

    /// The next file, or `nil` at the end.
    public mutating func next() throws(ScratchFault) -> Match? {
      guard let file = nextPerson?.first else { return nil }
      var match = Match(file: Int(file), prints: [], others: [])
      while let pair = nextPerson, pair.first == file {
        if match.prints.last != pair.second { match.prints.append(pair.second) }
        nextPerson = try people.next()
      }
      while let pair = nextOther, pair.first == file {
        let number = Int(pair.second)
        if match.others.last != number, match.others.count < othersNamed { match.others.append(number) }
        nextOther = try others.next()
      }
      return match
    }
  }
}
