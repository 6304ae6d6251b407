import AuditLog
public import ReportForm
public import ReportModel

/// Form, pack and tables together: everything a judgement is made with. Immutable and shared by all threads.
public final class Engine: Sendable {
  /// The form.
  public let form: FormDefinition
  /// The rule pack.
  public let pack: RulePack
  /// The reference tables.
  public let tables: ReferenceTables
  /// What a verdict names so that it can be replayed.
  public let instruments: Instruments

  /// The engine's version.
  public static let version = "0.1.0"

  /// Why an engine could not be made.
  public enum Fault: Error, Sendable {
    /// The form's definition is faulty.
    case form(FormFault)
    /// The pack is refused, with every fault.
    case pack(PackRefusal)
  }

  /// Loads form, tables and pack from a source; `BuiltInSchemas()` is what is compiled into the program.
  ///
  /// - Parameter scrutiny: how closely the pack is looked at; what the source calls for when left out.
  public init(source: any SchemaSource = BuiltInSchemas(), scrutiny: PackScrutiny? = nil) throws(Fault) {
    let prefix = "report/1.0/"
    do {
      form = try FormDefinition.load { source.text(prefix + $0) }
    } catch {
      throw .form(error)
    }
    tables = ReferenceTables(source: source)
    do {
      pack = try RulePack.load(source: source, form: form, tables: tables, scrutiny: scrutiny)
    } catch {
      throw .pack(error)
    }
    instruments = Instruments(
      form: .init(version: form.version, hash: Self.hash(of: prefix, in: source)),
      pack: .init(version: pack.version, hash: pack.hash),
      tables: tables.hash,
      engine: Self.version,
      verifiedUntil: pack.verifiedUntil
    )
  }

  private static func hash(of prefix: String, in source: any SchemaSource) -> ContentHash {
    var hasher = DigestHasher()
    for path in source.paths where path.hasPrefix(prefix) {
      hasher.update(utf8: path)
      hasher.update([0])
      hasher.update(source.read(path) ?? [])
      hasher.update([0])
    }
    return ContentHash(digest: hasher.finalize())
  }
}
