/// What waits for the one writer.
enum StoreWrite: Sendable {
  /// A judged report.
  case filing(PreparedFiling)
  /// Something that happened.
  case event(StoreEvent)
}

/// What the writer answers, in the same order of cases.
enum WriteAnswer: Sendable {
  case filing(FilingDecision)
  case event(StoredEvent)

  /// The answer with what proves an accepted filing.
  func proved(by proofs: GroupProofs?) -> WriteAnswer {
    guard case .filing(.accepted(let kept, _)) = self else { return self }
    return .filing(.accepted(kept, proofs: proofs))
  }
}
