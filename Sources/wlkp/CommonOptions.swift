import ArgumentParser
import Glibc
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
    help: ArgumentHelp("Folder that takes the place of the built-in rules.", valueName: "dir")
  )
  var pack: String?

  /// Form, pack and tables, or a sentence why not.
  func load() throws(CommandFault) -> (engine: Engine, source: any SchemaSource) {
    let source: any SchemaSource
    if let pack {
      guard let folder = DirectorySchemas(path: pack) else {
        throw CommandFault(
          .usage,
          "wlkp: \(pack): no rule pack there (expected pack.yaml, or rules/pack.yaml)"
        )
      }
      source = folder
    } else {
      source = BuiltInSchemas()
    }
    do {
      return (try Engine(source: source), source)
    } catch {
      throw CommandFault(.usage, Self.sentence(error))
    }
  }

  static func sentence(_ fault: Engine.Fault) -> String {
    switch fault {
    case .form(let fault): "wlkp: \(fault)"
    case .pack(let refusal):
      refusal.faults.map(\.description).joined(separator: "\n")
        + "\nwlkp: the rule pack is refused: \(refusal.faults.count) fault\(refusal.faults.count == 1 ? "" : "s")"
    }
  }
}

/// Today's civil day in Western Indonesian Time, the time of the ministry's seat; only the program's edge asks a clock.
func today() -> CivilDate { CivilDate(dayNumber: Int32((nowMilliseconds() / 1000 + 7 * 3600) / 86_400)) }

/// Milliseconds since 1970-01-01T00:00:00Z.
func nowMilliseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}
