import AuditLog
import Glibc
import ReportModel
import RuleEngine

/// Which pack is meant: the built-in one, a folder, or a signed file, with patches on top.
struct PackSelection {
  /// A folder or file; the built-in pack when `nil` or `built-in`.
  var path: String?
  /// Texts or files of the public keys of which one must have signed the file.
  var keys: [String] = []
  /// Files of patches.
  var patches: [String] = []

  /// The name of the pack that is compiled in, where a path is asked for.
  static let builtIn = "built-in"

  /// Form, pack and tables, or a sentence why not.
  func load(
    _ language: Language,
    scrutiny: PackScrutiny? = nil
  ) throws(CommandFault) -> (engine: Engine, source: any SchemaSource) {
    let base = try self.source(language)
    var source: any SchemaSource = base
    if !patches.isEmpty {
      var files: [(name: String, bytes: [UInt8])] = []
      for patch in patches {
        files.append(
          (Self.name(of: patch), try OutputFile.read(patch, limit: DirectorySchemas.largestFile))
        )
      }
      source = PatchedSchemas(base, adding: files)
    }
    let engine = try Self.engine(source, scrutiny)
    // The signature is about the pack's own files, not about patches put on top of them.
    if let signed = base as? SignedPack {
      try Self.check(
        signed,
        patches.isEmpty ? engine : Self.engine(signed, nil),
        path ?? "",
        language
      )
    }
    return (engine, source)
  }

  private static func engine(_ source: any SchemaSource, _ scrutiny: PackScrutiny?)
    throws(CommandFault) -> Engine
  {
    do throws(Engine.Fault) {
      return try Engine(source: source, scrutiny: scrutiny)
    } catch {
      throw CommandFault(.usage, sentence(error))
    }
  }

  private static func check(
    _ signed: SignedPack,
    _ engine: Engine,
    _ path: String,
    _ language: Language
  ) throws(CommandFault) {
    do throws(PackFileFault) {
      try signed.check(engine.pack)
    } catch {
      throw CommandFault(.usage, "wlkp: \(path): \(error.sentence[language])")
    }
  }

  // MARK: Sources

  /// The files of the pack without patches of the command line.
  func source(_ language: Language) throws(CommandFault) -> any SchemaSource {
    guard let path, path != Self.builtIn else {
      if !keys.isEmpty { throw Self.nothingSigned(Self.builtIn, language) }
      return BuiltInSchemas()
    }
    guard FilePlace.isFolder(path) else { return try signed(path, language) }
    guard let folder = DirectorySchemas(path: path) else {
      throw CommandFault(
        .usage,
        "wlkp: \(path): no rule pack there (expected pack.yaml, or rules/pack.yaml)"
      )
    }
    if !keys.isEmpty { throw Self.nothingSigned(path, language) }
    return folder
  }

  private func signed(_ path: String, _ language: Language) throws(CommandFault) -> SignedPack {
    guard !keys.isEmpty else {
      throw CommandFault(
        .usage,
        language == .id
          ? "wlkp: \(path): sebutkan kunci umum penandatangannya dengan --pack-key."
          : "wlkp: \(path): name the public key of its signer with --pack-key."
      )
    }
    var verifiers: [VerifierKey] = []
    for key in keys { verifiers += try Self.verifiers(key, language) }
    let bytes = try OutputFile.read(path, limit: SignedPack.byteLimit)
    do throws(PackFileFault) {
      return try SignedPack(bytes: bytes, keys: verifiers)
    } catch {
      throw CommandFault(.usage, "wlkp: \(path): \(error.sentence[language])")
    }
  }

  /// The keys of a text, or of the lines of a file.
  private static func verifiers(_ key: String, _ language: Language) throws(CommandFault)
    -> [VerifierKey]
  {
    if let key = try? VerifierKey(parsing: key) { return [key] }
    let bytes = try OutputFile.read(key, limit: 1 << 16)
    var keys: [VerifierKey] = []
    do throws(LogError) {
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      where !line.hasPrefix("#") {
        keys.append(try VerifierKey(parsing: String(line)))
      }
      guard !keys.isEmpty else { throw .keyTextMalformed }
    } catch {
      throw CommandFault(.usage, "wlkp: \(key): \(error.sentence(in: language == .id ? .id : .en))")
    }
    return keys
  }

  private static func nothingSigned(_ path: String, _ language: Language) -> CommandFault {
    CommandFault(
      .usage,
      language == .id
        ? "wlkp: \(path): --pack-key hanya untuk berkas paket yang ditandatangani."
        : "wlkp: \(path): --pack-key is for signed pack files only."
    )
  }

  /// The last part of a path, with what a pack's file names may have.
  private static func name(of path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? "patch"
    let name = String(
      last.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "_" }
    )
    return name.hasSuffix(".yaml") ? name : name + ".yaml"
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

/// What stands at a path.
enum FilePlace {
  /// Whether it is a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
