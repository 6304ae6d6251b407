import FoundationEssentials
import JWTKit

/// An issuer's public keys (a JWK set, RFC 7517), each bound to what it may be used with.
///
/// Every pair of a key and an algorithm has a checker of its own. One checker a key would settle for the algorithm of
/// the first token that names it, and so anybody could shut out the issuer's own tokens with one that does not even hold.
struct IssuerKeys: Sendable {
  /// What may sign: pairs of keys only, so that no public key can be taken for a shared secret, and never nothing.
  static let algorithms: [JWK.Algorithm] = [
    .rs256, .rs384, .rs512, .ps256, .ps384, .ps512, .es256, .es384, .es512, .eddsa,
  ]

  /// Checkers by the key's name and the algorithm's.
  private let checkers: [String: [String: JWTKeyCollection]]

  /// Reads a set. Keys that are for something else than signatures, of a kind that is not known here, or too weak, are
  /// passed over (RFC 7517 section 5): issuers publish such beside the others.
  ///
  /// - Throws: ``Fault`` when it is no set, nothing in it can be used, or two keys that can have one name.
  init(_ bytes: [UInt8]) async throws {
    guard let set = try? JSONDecoder().decode(KeySet.self, from: Data(bytes)) else { throw Fault.noSet }
    var found: [String: [String: JWTKeyCollection]] = [:]
    for key in set.keys.compactMap(\.key) {
      guard let name = key.keyIdentifier?.string else { continue }
      let usable = await Self.checkers(of: key)
      guard !usable.isEmpty else { continue }
      // Which of two counts would be chance.
      guard found.updateValue(usable, forKey: name) == nil else { throw Fault.twoOfOneName }
    }
    guard !found.isEmpty else { throw Fault.noneUsable }
    checkers = found
  }

  /// Why a set cannot be used.
  enum Fault: Error { case noSet, noneUsable, twoOfOneName }

  /// What checks tokens of this key and algorithm; `nil` when there is none.
  func checker(key: String, algorithm: String) -> JWTKeyCollection? { checkers[key]?[algorithm] }

  private static func checkers(of key: JWK) async -> [String: JWTKeyCollection] {
    var found: [String: JWTKeyCollection] = [:]
    for algorithm in uses(of: key) {
      var key = key
      key.algorithm = algorithm
      // Private parts have no business in this file, and none here.
      key.privateExponent = nil
      let collection = JWTKeyCollection()
      guard (try? await collection.add(jwk: key)) != nil else { continue }
      found[algorithm.rawValue] = collection
    }
    return found
  }

  /// The algorithms that fit a key's kind and curve, or the one that it names when that is among them.
  private static func uses(of key: JWK) -> [JWK.Algorithm] {
    let fitting: [JWK.Algorithm] =
      switch (key.keyType, key.curve?.rawValue) {
      case (.rsa, _): [.rs256, .rs384, .rs512, .ps256, .ps384, .ps512]
      case (.octetKeyPair, "Ed25519"): [.eddsa]
      case (.ecdsa, "P-256"): [.es256]
      case (.ecdsa, "P-384"): [.es384]
      case (.ecdsa, "P-521"): [.es512]
      default: []
      }
    guard let named = key.algorithm else { return fitting }
    return fitting.filter { $0 == named }
  }
}

/// A JWK set with entries that may be of any kind.
private struct KeySet: Decodable {
  let keys: [Entry]

  struct Entry: Decodable {
    /// The key; `nil` when it is not for checking signatures or not of a kind that is known here.
    let key: JWK?

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Field.self)
      let use = try fields.decodeIfPresent(String.self, forKey: .use) ?? "sig"
      let operations = try fields.decodeIfPresent([String].self, forKey: .keyOperations) ?? ["verify"]
      key = use == "sig" && operations.contains("verify") ? try? JWK(from: decoder) : nil
    }

    private enum Field: String, CodingKey {
      case use
      case keyOperations = "key_ops"
    }
  }
}
