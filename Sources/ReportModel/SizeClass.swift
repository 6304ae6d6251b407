/// Size classes by the number of workers, as BPS divides establishments.
public enum SizeClass: String, Sendable, CaseIterable {
  /// 1 to 4 workers.
  case micro
  /// 5 to 19.
  case small
  /// 20 to 99.
  case medium
  /// 100 and more.
  case large
  /// The report does not say.
  case unknown

  /// The class of a number of workers.
  public init(workers: Int?) {
    switch workers {
    case .none: self = .unknown
    case .some(..<5): self = .micro
    case .some(..<20): self = .small
    case .some(..<100): self = .medium
    case .some: self = .large
    }
  }
}
