import ArgumentParser
import AuditLog
import Glibc
import ReportModel
import RuleEngine

/// `wlkp pack keygen`: a key that signs packs.
struct PackKeygen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keygen",
    abstract: "Buat kunci penanda tangan paket / make a key that signs packs (Ed25519).",
    discussion: """
      Writes the secret key to FILE, readable by its owner only, and the public one to FILE.pub, and prints the public \
      one. A file that exists is left alone.

      Example: wlkp pack keygen --name aturan.kemnaker.example -o aturan.key
      """
  )

  @Option(name: .long, help: "The name under which the key signs.") var name: String
  @Option(name: .shortAndLong, help: ArgumentHelp("The secret key's file.", valueName: "file"))
  var output: String
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let key: SigningKey
    do throws(LogError) {
      key = try SigningKey.generate(name: name)
    } catch {
      throw CommandFault(.usage, "wlkp: \(error.sentence(in: speaking.lang == .id ? .id : .en))")
    }
    try NewFile.write(Array(key.privateText.utf8), to: output, mode: 0o600)
    try NewFile.write(Array((key.verifier.text + "\n").utf8), to: output + ".pub", mode: 0o644)
    Terminal.write(key.verifier.text + "\n")
  }
}

/// `wlkp pack sign`: one deterministic file out of a pack.
struct PackSign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Tanda tangani paket menjadi satu berkas / sign a pack into one file.",
    discussion: """
      The pack is checked first. The file holds the rules with their patches, and the form and tables where the folder \
      has its own. The same pack and key make the same bytes.

      Example:
        wlkp pack sign aturan/ --key aturan.key -o aturan.wlkppack
        wlkp validate laporan.csv --pack aturan.wlkppack --pack-key aturan.key.pub
      """
  )

  @Argument(help: ArgumentHelp("The pack's folder, or built-in.", valueName: "pack")) var folder: String
  @Option(name: .long, help: ArgumentHelp("The secret key's file.", valueName: "file")) var key: String
  @Option(name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let (engine, source) = try PackSelection(path: folder).load(speaking.lang, scrutiny: .full)
    let (_, faults) = engine.pack.cases(from: source)
    guard faults.isEmpty else {
      throw CommandFault(.usage, faults.map(\.description).joined(separator: "\n"))
    }
    let own = (source as? DirectorySchemas)?.ownPaths ?? source.paths
    let bytes: [UInt8]
    do throws(PackFileFault) {
      bytes = try SignedPack.bytes(
        of: engine.pack,
        in: source,
        with: own,
        signedBy: [try signingKey()]
      )
    } catch {
      throw CommandFault(.usage, "wlkp: \(folder): \(error.sentence[speaking.lang])")
    }
    try OutputFile.write(bytes, to: output)
    Terminal.write("\(output): \(engine.pack.version) \(engine.pack.hash)\n")
  }

  private func signingKey() throws(PackFileFault) -> SigningKey {
    let text = (try? OutputFile.read(key, limit: SigningKey.fileByteLimit)) ?? []
    do throws(LogError) {
      return try SigningKey(parsing: String(decoding: text, as: UTF8.self))
    } catch {
      throw .signature(error)
    }
  }
}

/// A file that must not be there yet.
private enum NewFile {
  static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(CommandFault) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else {
      throw CommandFault(.usage, "wlkp: \(path): \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard count == bytes.count, fsync(descriptor) == 0 || errno == EINVAL else {
      throw CommandFault(.fault, "wlkp: \(path): \(String(cString: strerror(errno)))")
    }
  }
}
