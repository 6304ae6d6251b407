import Foundation
import HummingbirdTesting
import Testing

/// Compares JSON with the part of JSON Schema that the description uses.
struct SchemaCheck {
  let document: [String: Any]

  func expect(_ answer: TestResponse, _ schema: String) throws {
    let value = try JSONSerialization.jsonObject(with: Data(answer.text.utf8))
    let faults = faults(value, ["$ref": "#/components/schemas/\(schema)"])
    #expect(faults.isEmpty, "\(schema): \(answer.text.prefix(200))")
  }

  /// What differs, each with its place.
  func faults(_ value: Any, _ schema: [String: Any], at place: String = "$") -> [String] {
    if let reference = schema["$ref"] as? String { return faults(value, resolved(reference), at: place) }
    if let choices = schema["oneOf"] as? [[String: Any]] {
      return choices.contains { faults(value, $0, at: place).isEmpty } ? [] : ["\(place): none of its forms"]
    }
    return typeFaults(value, schema, place) + valueFaults(value, schema, place) + memberFaults(value, schema, place)
      + itemFaults(value, schema, place)
  }

  private func resolved(_ reference: String) -> [String: Any] {
    reference.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] as? [String: Any] ?? [:] }
  }

  private func typeFaults(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] } ?? []
    guard !types.isEmpty, !types.contains(where: { Self.isOf($0, value) }) else { return [] }
    return ["\(place): not \(types)"]
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "string": value is String
    case "integer": value is Int && !isFlag(value)
    case "boolean": isFlag(value)
    case "null": value is NSNull
    case "array": value is [Any]
    default: value is [String: Any]
    }
  }

  private static func isFlag(_ value: Any) -> Bool {
    (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? (value is Bool)
  }

  private func valueFaults(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    if let allowed = schema["enum"] as? [String], let text = value as? String, !allowed.contains(text) {
      return ["\(place): \(text) is not one of \(allowed)"]
    }
    if let pattern = schema["pattern"] as? String, let text = value as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      return ["\(place): \(text) does not look like \(pattern)"]
    }
    return []
  }

  private func memberFaults(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    guard let members = value as? [String: Any] else { return [] }
    let known = schema["properties"] as? [String: [String: Any]] ?? [:]
    let missing = (schema["required"] as? [String] ?? []).filter { members[$0] == nil }.map { "\(place).\($0) missing" }
    let isClosed = schema["additionalProperties"] as? Bool == false
    let strange = members.keys.filter { isClosed && known[$0] == nil }.map { "\(place).\($0) not described" }
    return missing + strange
      + known.flatMap { name, schema in members[name].map { faults($0, schema, at: "\(place).\(name)") } ?? [] }
  }

  private func itemFaults(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    guard let items = value as? [Any], let each = schema["items"] as? [String: Any] else { return [] }
    return items.enumerated().flatMap { faults($1, each, at: "\(place)[\($0)]") }
  }
}
