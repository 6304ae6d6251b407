import CEL
import Foundation

/// One line of the suite.
struct ConformanceCase: Decodable {
  let file: String
  let section: String
  let name: String
  let dup: Int?
  let expr: String
  let bindings: [String: SuiteValue]
  let typeEnv: [Declaration]
  let container: String
  let disableCheck: Bool
  let disableMacros: Bool
  let checkOnly: Bool
  let expect: Expectation
  let needs: [String]

  struct Declaration: Decodable {
    let name: String
    let ident: String?
    let function: [FunctionOverload]?
  }

  struct FunctionOverload: Decodable {
    let overloadId: String
    let params: [String]
    let result: String
    let instance: Bool
  }

  struct Expectation: Decodable {
    let value: SuiteValue?
    let type: String?
    let error: Bool?
  }

  /// How the exceptions list names it.
  var title: String {
    "\(file)/\(section)/\(name)" + (dup.map { "#\($0)" } ?? "")
  }

  static func read(_ file: URL) throws -> [ConformanceCase] {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try decoder.decode(ConformanceCase.self, from: Data($0.utf8))
    }
  }
}

/// A value as the suite writes it, e.g. `{"int": "5"}`.
struct SuiteValue: Decodable {
  let value: Value

  private struct Key: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    guard let key = container.allKeys.first else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "empty value"))
    }
    func text() throws -> String { try container.decode(String.self, forKey: key) }
    func failure() -> DecodingError {
      DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "no such value")
    }
    func some<T>(_ value: T?) throws -> T {
      guard let value else { throw failure() }
      return value
    }
    switch key.stringValue {
    case "int": value = .int(try some(Int64(text())))
    case "uint": value = .uint(try some(UInt64(text())))
    case "double":
      if let number = try? container.decode(Double.self, forKey: key) {
        value = .double(number)
      } else {
        value = .double(try some(Double(text())))
      }
    case "string": value = .string(try text())
    case "bytes": value = .bytes(Array(try some(Data(base64Encoded: text()))))
    case "bool": value = .bool(try container.decode(Bool.self, forKey: key))
    case "null": value = .null
    case "list": value = .list(try container.decode([SuiteValue].self, forKey: key).map(\.value))
    case "map":
      let pairs = try container.decode([[SuiteValue]].self, forKey: key)
      value = .map(try some(CELMap(pairs.map { ($0[0].value, $0[1].value) })))
    case "type": value = .type(try SuiteType.parse(text()))
    case "duration": value = .duration(try some(DurationValue(parsing: text())))
    case "timestamp": value = .timestamp(try some(TimestampValue(parsing: text())))
    default: throw failure()
    }
  }
}

/// Types as the suite writes them, e.g. `map(string, <T>)`.
enum SuiteType {
  struct Unreadable: Error {
    let text: String
  }

  static func parse(_ text: String) throws -> CELType {
    var rest = Substring(text)
    let type = try parse(&rest)
    guard rest.isEmpty else { throw Unreadable(text: text) }
    return type
  }

  private static func parse(_ text: inout Substring) throws -> CELType {
    while text.first == " " { text.removeFirst() }
    if text.first == "<" {
      let name = text.dropFirst().prefix { $0 != ">" }
      text = text[name.endIndex...].dropFirst()
      return .parameter(String(name))
    }
    let name = text.prefix { $0 != "(" && $0 != ")" && $0 != "," }
    text = text[name.endIndex...]
    var arguments: [CELType] = []
    if text.first == "(" {
      repeat {
        text.removeFirst()
        arguments.append(try parse(&text))
      } while text.first == ","
      guard text.first == ")" else { throw Unreadable(text: String(text)) }
      text.removeFirst()
    }
    return type(String(name), arguments)
  }

  private static func type(_ name: String, _ arguments: [CELType]) -> CELType {
    switch (name, arguments.count) {
    case ("dyn", 0): .dyn
    case ("null_type", 0): .null
    case ("bool", 0): .bool
    case ("int", 0): .int
    case ("uint", 0): .uint
    case ("double", 0): .double
    case ("string", 0): .string
    case ("bytes", 0): .bytes
    case ("google.protobuf.Duration", 0): .duration
    case ("google.protobuf.Timestamp", 0): .timestamp
    case ("list", 1): .list(arguments[0])
    case ("list", 0): .list(.dyn)
    case ("map", 2): .map(arguments[0], arguments[1])
    case ("map", 0): .map(.dyn, .dyn)
    case ("type", 1): .type(arguments[0])
    case ("type", 0): .type(.dyn)
    case ("optional_type", 1): .optional(arguments[0])
    case ("optional_type", 0): .optional(.dyn)
    default: .abstract(name, arguments)
    }
  }
}
