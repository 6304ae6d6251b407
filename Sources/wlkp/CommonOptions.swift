import ArgumentParser
import Glibc
import ReportForm
import ReportModel
import RuleEngine

extension Language: ExpressibleByArgument {}
extension ColorChoice: ExpressibleByArgument {}

extension CivilDate: ExpressibleByArgument {
  /// Reads YYYY-MM-DD.
  public init?(argument: String) { self.init(iso: argument) }
}

/// Options of every command that speaks to people.
struct SpeakingOptions: ParsableArguments {
  @Option(name: .long, help: "Bahasa / language: id or en.")
  var lang: Language = .id

  @Option(name: .long, help: "Colours: auto, always or never.")
  var color: ColorChoice = .auto
}

/// Options of every command that judges.
struct EngineOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Folder or signed file that takes the place of the built-in rules.",
      valueName: "path"
    )
  )
  var pack: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Public key that must have signed the pack's file: its text, or a file of such lines (several times for several).",
      valueName: "key"
    )
  )
  var packKey: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Patch of the rules to apply after the pack's own (several times for several).",
      valueName: "file"
    )
  )
  var patch: [String] = []

  /// The same as arguments: every option above, for the workers of a batch.
  var arguments: [String] {
    (pack.map { ["--pack", $0] } ?? []) + packKey.flatMap { ["--pack-key", $0] }
      + patch.flatMap { ["--patch", $0] }
  }

  private var selection: PackSelection { PackSelection(path: pack, keys: packKey, patches: patch) }

  /// Where form, pack and tables come from, or a sentence why not.
  func source(_ language: Language = .id) throws(CommandFault) -> any SchemaSource {
    try selection.source(language)
  }

  /// The form alone: a fraction of the time of `load`.
  func loadForm(_ language: Language = .id) throws -> FormDefinition {
    let source = try source(language)
    return try FormDefinition.load { source.text("report/1.0/" + $0) }
  }

  /// Form, pack and tables, or a sentence why not.
  func load(_ language: Language = .id) throws(CommandFault) -> (
    engine: Engine, source: any SchemaSource
  ) {
    try selection.load(language)
  }
}

/// Today's civil day in Western Indonesian Time, the time of the ministry's seat; only the program's edge asks a clock.
func today() -> CivilDate {
  WesternIndonesianTime.day(at: nowMilliseconds())
}

/// Milliseconds since 1970-01-01T00:00:00Z.
func nowMilliseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}
