import CEL
import Foundation

/// Runs cases of the suite and says what went wrong.
enum ConformanceRun {
  /// Nil when the case passes, else the reason.
  static func failure(of test: ConformanceCase) -> String? {
    let environment: Environment
    do {
      environment = try self.environment(for: test)
    } catch {
      return "cannot be set up: \(error)"
    }
    let program: Program
    do {
      program = try environment.compile(test.expr)
    } catch {
      return test.expect.error == true ? nil : "does not compile: \(error.errors.map(\.message))"
    }
    if let type = test.expect.type {
      guard let expected = try? SuiteType.parse(type) else { return "unreadable type \(type)" }
      if program.resultType != expected { return "type \(program.resultType), expected \(expected)" }
    }
    if test.checkOnly { return nil }
    let values = test.bindings.mapValues(\.value)
    let outcome = program.evaluate(DictionaryActivation(values, in: environment))
    return compare(outcome, test.expect)
  }

  private static func compare(_ outcome: Outcome, _ expected: ConformanceCase.Expectation) -> String? {
    switch outcome {
    case .value(let value):
      if let wanted = expected.value?.value {
        return isSame(value, wanted) ? nil : "gave \(value), expected \(wanted)"
      }
      return expected.error == true ? "gave \(value), expected an error" : nil
    case .error(let error): return expected.error == true ? nil : "error: \(error)"
    case .unknown(let set): return "unknown: \(set.names)"
    }
  }

  private static func environment(for test: ConformanceCase) throws -> Environment {
    var environment = Environment()
    environment.container = test.container
    environment.checksTypes = !test.disableCheck
    environment.expandsMacros = !test.disableMacros
    for declaration in test.typeEnv {
      if let ident = declaration.ident {
        environment.declare(variable: declaration.name, try SuiteType.parse(ident))
      }
      for overload in declaration.function ?? [] {
        let declared = Overload(
          id: overload.overloadId,
          parameters: try overload.params.map(SuiteType.parse),
          result: try SuiteType.parse(overload.result),
          isMember: overload.instance
        ) { _ in .failure(.host("declared only", declaration.name)) }
        environment.declare(function: Function(declaration.name, [declared]))
      }
    }
    let declared = Set(test.typeEnv.map(\.name))
    for name in test.bindings.keys where !declared.contains(name) { environment.declare(variable: name, .dyn) }
    return environment
  }

  /// Equal and of the same type; NaN is the same as NaN; the order of map entries does not count.
  private static func isSame(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.int, .int), (.uint, .uint), (.string, .string), (.bytes, .bytes), (.bool, .bool), (.null, .null),
      (.duration, .duration), (.timestamp, .timestamp), (.type, .type):
      return left == right
    case (.double(let first), .double(let second)): return first == second || (first.isNaN && second.isNaN)
    case (.list(let first), .list(let second)):
      return first.count == second.count && zip(first, second).allSatisfy(isSame)
    case (.map(let first), .map(let second)):
      return first.count == second.count
        && first.entries.allSatisfy { entry in second[entry.key].map { isSame(entry.value, $0) } ?? false }
    default: return false
    }
  }
}
