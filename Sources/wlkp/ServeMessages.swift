import ReportModel

/// What is said to the operator of a server, in one place.
extension ServeSettingFault {
  /// The sentence, with the place of the setting.
  func message(_ path: String?) -> Bilingual {
    let place =
      switch source {
      case .file(let line): "\(path ?? "?"):\(line): \(name)"
      case .environment: ServeSetting.named(name)?.variable ?? name
      case .flag: "--\(name)"
      }
    let why = reason.wording
    return Bilingual(id: "\(place): \(why.id)", en: "\(place): \(why.en)")
  }
}

extension ServeSettingFault.Reason {
  fileprivate var wording: Bilingual {
    switch self {
    case .unknown(let near):
      Bilingual(
        id: "pengaturan tidak dikenal." + (near.map { " Mungkin maksudnya \($0)?" } ?? ""),
        en: "there is no such setting." + (near.map { " Did you mean \($0)?" } ?? "")
      )
    case .several: Bilingual(id: "perlu tepat satu nilai.", en: "takes exactly one value.")
    case .empty: Bilingual(id: "nilainya kosong.", en: "its value is empty.")
    case .notWithin(let range):
      Bilingual(
        id: "bilangan bulat dari \(range.lowerBound) sampai \(range.upperBound).",
        en: "a whole number from \(range.lowerBound) to \(range.upperBound)."
      )
    case .notOneOf(let words):
      Bilingual(
        id: "salah satu dari: \(words.joined(separator: ", ")).",
        en: "one of: \(words.joined(separator: ", "))."
      )
    case .twice: Bilingual(id: "ditulis dua kali.", en: "stands there twice.")
    }
  }
}

extension ServeFile.Fault {
  /// The sentence about a file.
  func message(_ path: String) -> Bilingual {
    switch self {
    case .unreadable(let why): Bilingual(id: why, en: why)
    case .notYAML(let line):
      Bilingual(
        id: "\(path)\(line.map { ":\($0)" } ?? ""): bukan YAML yang sah.",
        en: "\(path)\(line.map { ":\($0)" } ?? ""): not valid YAML."
      )
    case .notAMap:
      Bilingual(id: "\(path): isi dengan baris \"nama: nilai\".", en: "\(path): write lines of \"name: value\".")
    case .setting(let fault): fault.message(path)
    }
  }
}

/// What stands in the way of a start.
enum ServeHindrance: Error, Sendable {
  /// A certificate without its key, or the other way round.
  case halfTLS
  /// Some, but not all, of what signed tokens are checked by.
  case halfIssuer
  /// Others could reach it, and what they send would go over the wire in the clear.
  case openWithoutTLS(host: String)
  /// Not an IP address.
  case proxyUnusable(String)
  /// The certificate or the key cannot be used; the library's own word.
  case tlsUnusable(String)
  /// A file of keys of which none can check a token.
  case keysUnusable(path: String)
  /// The address cannot be taken; the system's own word.
  case addressTaken(String)
  /// A file or folder that is needed; the system's own word.
  case fileUnusable(path: String, why: String)
  /// Less room than what must stay free.
  case noRoom(path: String)

  /// The sentence.
  var message: Bilingual {
    switch self {
    case .halfTLS:
      Bilingual(
        id: "tls-certificate dan tls-key harus diisi keduanya.",
        en: "tls-certificate and tls-key belong together."
      )
    case .halfIssuer:
      Bilingual(
        id: "jwks, jwt-issuer, dan jwt-audience harus diisi ketiganya.",
        en: "jwks, jwt-issuer and jwt-audience belong together."
      )
    case .openWithoutTLS(let host):
      Bilingual(
        id: "\(host) terjangkau dari luar tanpa TLS. Isi tls-certificate dan tls-key, atau behind-proxy dengan alamat "
          + "proksi yang mengurus TLS.",
        en: "\(host) is reachable from outside without TLS. Give tls-certificate and tls-key, or behind-proxy with the "
          + "address of the proxy that does TLS."
      )
    case .proxyUnusable(let text):
      Bilingual(id: "behind-proxy: \(text) bukan alamat IP.", en: "behind-proxy: \(text) is no IP address.")
    case .tlsUnusable(let why):
      Bilingual(id: "sertifikat atau kunci TLS tidak dapat dipakai: \(why)", en: "cannot use the TLS files: \(why)")
    case .keysUnusable(let path):
      Bilingual(
        id: "\(path): tidak ada kunci yang dapat dipakai. Perlu JWK Set dengan kunci RSA (paling sedikit 2048 bit), "
          + "EC, atau Ed25519, masing-masing dengan kid sendiri.",
        en: "\(path): no usable key. A JWK set is needed, with keys of RSA (2048 bits or more), EC or Ed25519, each "
          + "with a kid of its own."
      )
    case .addressTaken(let why):
      Bilingual(id: "alamat tidak dapat dipakai: \(why)", en: "cannot take the address: \(why)")
    case .fileUnusable(let path, let why): Bilingual(id: "\(path): \(why)", en: "\(path): \(why)")
    case .noRoom(let path):
      Bilingual(
        id: "\(path): ruang kosong kurang dari disk-reserve-mib.",
        en: "\(path): less room than disk-reserve-mib."
      )
    }
  }
}
