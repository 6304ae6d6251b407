import AuditLog
import Dispatch
public import ReportForm
public import ReportModel
import Synchronization

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
  private let source: any SchemaSource
  private let readExamples = Mutex<[String: RuleExample.Pair]?>(nil)

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
    self.source = source
    // Form and pack are read beside each other: together they are most of the time that the program takes to start.
    let loading = FormLoading(source, prefix)
    let text = PackText(source: source, scrutiny: scrutiny)
    do {
      form = try loading.wait()
    } catch {
      throw .form(error)
    }
    tables = ReferenceTables(source: source)
    do {
      pack = try RulePack.load(text, form: form, tables: tables)
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

  /// Of each rule of the catalogue, by its id, an example that is right and one that is not. Read when first asked for.
  public var examples: [String: RuleExample.Pair] {
    readExamples.withLock { kept in
      let examples = kept ?? RuleExample.all(in: source)
      kept = examples
      return examples
    }
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

/// The form, read on a thread of its own.
private final class FormLoading: Sendable {
  private let result = Mutex<Result<FormDefinition, FormFault>?>(nil)
  private let done = DispatchSemaphore(value: 0)

  init(_ source: any SchemaSource, _ prefix: String) {
    DispatchQueue.global(qos: .userInitiated).async { [self] in
      let loaded = Result { () throws(FormFault) in try FormDefinition.load { source.text(prefix + $0) } }
      result.withLock { $0 = loaded }
      done.signal()
    }
  }

  /// - Precondition: called once.
  func wait() throws(FormFault) -> FormDefinition {
    done.wait()
    guard let loaded = result.withLock({ $0 }) else { preconditionFailure("signalled without a result") }
    return try loaded.get()
  }
}
