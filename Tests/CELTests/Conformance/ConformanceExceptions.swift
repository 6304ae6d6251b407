/// Cases of the suite that are known to fail, each with its reason; the suite fails when one of them passes.
enum ConformanceExceptions {
  static let reasons: [String: String] = [:]

  /// What a case may need that this module does not offer.
  static let notOffered: [String: String] = [
    "ext:network": "IP addresses and networks: no use here",
    "ext:block": "cel.block is what optimisers write, not people",
  ]
}
