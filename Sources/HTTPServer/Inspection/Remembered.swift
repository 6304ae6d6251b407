/// Answers that take long, made once for all who ask meanwhile and kept for a while; every page that shows one says
/// when it was made.
actor Remembered<Key: Hashable & Sendable, Value: Sendable> {
  /// An answer with its age.
  struct Answer: Sendable {
    let value: Value
    /// When it was begun, in milliseconds since 1970-01-01T00:00:00Z: what changed since may be missing.
    let madeAt: Int64
  }

  private enum Entry {
    case making(Task<Answer, any Error>)
    case made(Answer)
  }

  /// How long an answer is given, in milliseconds.
  private let keptFor: Int64
  /// The most answers that are kept; with more, the oldest go.
  private let most: Int
  private var entries: [Key: Entry] = [:]

  init(keptFor: Int64, most: Int) {
    self.keptFor = keptFor
    self.most = most
  }

  /// The answer, made now when none is kept.
  func value(for key: Key, now: Int64, make: @escaping @Sendable () async throws -> Value) async throws -> Answer {
    try await task(for: key, now: now, make).value
  }

  /// The answer, or `nil` when it takes longer to make than somebody should wait for a page; it is there a little later.
  func value(
    for key: Key,
    now: Int64,
    patience: Duration,
    make: @escaping @Sendable () async throws -> Value
  ) async throws -> Answer? {
    let task = task(for: key, now: now, make)
    let end = ContinuousClock.now.advanced(by: patience)
    while case .making = entries[key], ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(10))
    }
    if case .making = entries[key] { return nil }
    return try await task.value
  }

  private func task(
    for key: Key,
    now: Int64,
    _ make: @escaping @Sendable () async throws -> Value
  ) -> Task<Answer, any Error> {
    switch entries[key] {
    case .making(let task): return task
    case .made(let answer) where now - answer.madeAt < keptFor && now >= answer.madeAt: return Task { answer }
    case .made, nil: break
    }
    let task = Task {
      do {
        let answer = Answer(value: try await make(), madeAt: now)
        keep(answer, for: key)
        return answer
      } catch {
        entries[key] = nil
        throw error
      }
    }
    entries[key] = .making(task)
    return task
  }

  private func keep(_ answer: Answer, for key: Key) {
    entries[key] = .made(answer)
    guard entries.count > most else { return }
    let made = entries.compactMap { key, entry in
      if case .made(let answer) = entry { (key: key, madeAt: answer.madeAt) } else { nil }
    }
    for old in made.sorted(by: { $0.madeAt < $1.madeAt }).prefix(entries.count - most) { entries[old.key] = nil }
  }
}
