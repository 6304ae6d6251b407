import ArgumentParser
import Glibc
import ReportModel
import SubmissionStore

/// Options of every command that works on a store.
struct StoreArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("The store's file; WLKP_STORE when left out.", valueName: "file")
  )
  var store: String?

  /// The path, from the option or the environment.
  func path(_ language: Language) throws(CommandFault) -> String {
    if let store { return store }
    if let named = getenv("WLKP_STORE") { return String(cString: named) }
    throw CommandFault(
      .usage,
      language == .id
        ? "wlkp: sebutkan berkas penyimpanan dengan --store BERKAS (atau WLKP_STORE)."
        : "wlkp: name the store with --store FILE (or WLKP_STORE)."
    )
  }

  /// Opens the store, making it with its key when missing and wanted, and says so.
  ///
  /// - Parameters:
  ///   - origin: the log's name; WLKP_ORIGIN when left out.
  ///   - authority: who receives the reports; WLKP_AUTHORITY when left out.
  func open(
    _ language: Language,
    create: Bool = false,
    origin: String? = nil,
    authority: String? = nil
  ) throws(CommandFault) -> SQLiteSubmissionStore {
    let path = try path(language)
    var options = StoreOptions(
      origin: origin ?? Self.environment("WLKP_ORIGIN"),
      authority: authority ?? Self.environment("WLKP_AUTHORITY")
    )
    options.operatorName = SystemUser.name
    do throws(StoreError) {
      let (store, opening) = try SQLiteSubmissionStore.open(path: path, createIfMissing: create, options: options)
      if case .created(let keyFile, let publicKeyFile) = opening {
        Terminal.complain(Self.creation(path, keyFile, publicKeyFile, language))
      }
      return store
    } catch {
      throw Self.commandFault(error, language)
    }
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func creation(_ path: String, _ key: String, _ publicKey: String, _ language: Language) -> String {
    language == .id
      ? "wlkp: penyimpanan baru dibuat: \(path)\nwlkp: kunci rahasia: \(key) (simpan baik-baik, buat cadangan terpisah)\n"
        + "wlkp: kunci data: \(path).datakey (tanpanya berkas asli tidak terbaca; cadangkan terpisah)\n"
        + "wlkp: kunci umum untuk memeriksa tanda terima: \(publicKey)"
      : "wlkp: made a new store: \(path)\nwlkp: secret key: \(key) (keep it safe, back it up elsewhere)\n"
        + "wlkp: data key: \(path).datakey (no original can be read without it; back it up elsewhere)\n"
        + "wlkp: public key to verify receipts with: \(publicKey)"
  }

  /// The command's end that a fault of the store means: what the caller named wrongly is usage, the rest is a fault.
  static func commandFault(_ error: StoreError, _ language: Language) -> CommandFault {
    let code: Exit =
      switch error {
      case .storeMissing, .notAStore, .keyMissing, .dataKeyMissing, .dataKeyUnreadable, .exportDiffers,
        .erasureOrderUnusable, .originalErased, .keyWithoutStore, .keyExposed, .originDiffers, .accountNameUnusable,
        .accountExists, .accountUnknown, .pendingUnknown, .pendingExpired, .tooManyPending, .confirmationDiffers,
        .tokenUnknown, .cursorUnusable:
        .usage
      case .damaged: .rejected
      default: .fault
      }
    return CommandFault(code, "wlkp: \(error.message[language])")
  }
}

/// Runs store work and turns its faults into the command's end.
func withStoreFaults<Value>(
  _ language: Language,
  _ work: () throws(StoreError) -> Value
) throws(CommandFault) -> Value {
  do throws(StoreError) {
    return try work()
  } catch {
    throw StoreArguments.commandFault(error, language)
  }
}

/// Whoever runs this program.
enum SystemUser {
  static var name: String {
    getpwuid(getuid()).flatMap { String(validatingCString: $0.pointee.pw_name) } ?? "uid-\(getuid())"
  }
}
