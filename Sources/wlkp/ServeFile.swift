import ReportModel
import Yams

/// The configuration file of `wlkp serve`: names and values in YAML, nothing nested.
enum ServeFile {
  /// The most bytes of one: our own example is a twentieth of this.
  static let bytesMax = 64 << 10

  /// Why a file is not one.
  enum Fault: Error {
    case unreadable(String)
    case notYAML(line: Int?)
    case notAMap
    case setting(ServeSettingFault)
  }

  /// Reads a file's settings.
  static func read(_ path: String, into settings: inout ServeSettings) throws(Fault) {
    let bytes: [UInt8]
    do throws(CommandFault) {
      bytes = try OutputFile.read(path, limit: bytesMax)
    } catch {
      throw .unreadable(error.message)
    }
    try take(String(decoding: bytes, as: UTF8.self), into: &settings)
  }

  /// Reads the settings of a text.
  static func take(_ text: String, into settings: inout ServeSettings) throws(Fault) {
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch YamlError.duplicatedKeysInMapping(let names, let context) {
      let source = ServeSettings.Source.file(line: context.mark.line)
      throw .setting(ServeSettingFault(name: names.first ?? "", source: source, reason: .twice))
    } catch {
      throw .notYAML(line: line(of: error))
    }
    guard let node else { return }
    guard let mapping = node.mapping else { throw .notAMap }
    for (key, value) in mapping {
      let name = key.string ?? ""
      let source = ServeSettings.Source.file(line: key.mark?.line ?? 1)
      do throws(ServeSettingFault) {
        try settings.set(name, texts(value), source)
      } catch {
        throw .setting(error)
      }
    }
  }

  /// The texts of a value: of a list its parts, of anything else itself.
  private static func texts(_ value: Node) -> [String] {
    if let list = value.sequence { return list.map { $0.scalar?.string ?? "" } }
    return value.scalar.map { [$0.string] } ?? []
  }

  private static func line(of error: any Error) -> Int? {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: nil
    }
  }
}
