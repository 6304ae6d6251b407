import CEL

/// Parse, check and plan.
enum CompileBench {
  /// Rules of the whole catalogue, for loading as many programs as it has.
  static let catalogueRules = 260

  static func run(_ rules: RuleEnvironment, expressions: [String]) throws {
    for (index, expression) in expressions.enumerated() {
      let time = try Stopwatch.perCall { keep(try rules.environment.compile(expression)) }
      Stopwatch.report("compile\t\(index)\t\(expression)", time)
    }
    Stopwatch.report("environment", Stopwatch.perCall { keep(RuleEnvironment()) })
    let all = try Stopwatch.perCall { for text in expressions { keep(try rules.environment.compile(text)) } }
    Stopwatch.report("load these", all)
    let many = try Stopwatch.perCall {
      let fresh = RuleEnvironment()
      var programs: [Program] = []
      for index in 0..<catalogueRules {
        programs.append(try fresh.environment.compile(expressions[index % expressions.count]))
      }
      keep(programs)
    }
    Stopwatch.report("load \(catalogueRules)", many)
  }
}
