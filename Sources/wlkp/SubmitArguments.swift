import ArgumentParser
import AuditLog
import Glibc
import ReportModel

/// Options of `wlkp submit` for a server in another place.
struct ServerArguments: ParsableArguments {
  /// The most bytes of a token's file.
  private static let tokenFileMax = 8192

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Hand the reports to this server instead of a store here: https://host[:port].",
      valueName: "url"
    )
  )
  var server: String?
  @Option(name: .long, help: ArgumentHelp("File that holds the token; WLKP_TOKEN when left out.", valueName: "file"))
  var tokenFile: String?
  @Option(
    name: .long,
    help: ArgumentHelp("The log's public key that receipts must verify with: its text, or a file.", valueName: "key")
  )
  var key: String?
  @Option(
    name: .long,
    help: ArgumentHelp("Certificates to believe instead of the system's, in PEM.", valueName: "file")
  )
  var serverCa: String?

  /// Hands the files to the server, one after the other, and ends with the worst of their ends.
  func submit(_ files: [String], receipt: String?, _ language: Language) async throws(CommandFault) {
    guard let server, let address = ServerAddress(server) else {
      throw CommandFault(
        .usage,
        language == .id
          ? "wlkp: --server perlu https://host[:port]; http hanya untuk mesin ini, karena token ikut dikirim."
          : "wlkp: --server takes https://host[:port]; http only for this machine, since a token goes with it."
      )
    }
    if receipt != nil, files.count > 1 {
      throw CommandFault(
        .usage,
        language == .id ? "wlkp: --receipt hanya untuk satu berkas." : "wlkp: --receipt is for one file only."
      )
    }
    let submission = ServerSubmission(
      client: ServerClient(address, token: try token(), authority: serverCa, language),
      key: try publicKey(),
      language: language
    )
    var worst = Exit.success
    for file in files { worst = Validate.worse(worst, await hand(file, submission, receipt, language)) }
    await submission.client.close()
    if worst != .success { throw CommandFault(worst) }
  }

  private func hand(_ file: String, _ submission: ServerSubmission, _ receipt: String?, _ language: Language) async
    -> Exit
  {
    do throws(CommandFault) {
      let input = try InputFile(file, language)
      guard let outgoing = OutgoingFile(path: input.path, name: input.fileName) else {
        throw CommandFault(.fault, "wlkp: \(file): \(String(cString: strerror(errno)))")
      }
      // What came through a pipe has no place beside which a receipt could lie.
      let beside = file == "-" ? "laporan" + ServerSubmission.receiptEnding : file + ServerSubmission.receiptEnding
      let exit = await submission.hand(outgoing, receipt: receipt ?? beside)
      withExtendedLifetime(input) {}
      return exit
    } catch {
      Terminal.complain(error.message)
      return error.code
    }
  }

  private func token() throws(CommandFault) -> String? {
    guard let tokenFile else { return getenv("WLKP_TOKEN").map { String(cString: $0) } }
    let bytes = try OutputFile.read(tokenFile, limit: Self.tokenFileMax)
    let text = String(decoding: bytes, as: UTF8.self)
    return String(text.filter { !$0.isWhitespace })
  }

  private func publicKey() throws(CommandFault) -> VerifierKey? {
    guard let key else { return nil }
    if let parsed = try? VerifierKey(parsing: key) { return parsed }
    let bytes = try OutputFile.read(key, limit: 4096)
    let line = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\n" }
    guard let parsed = try? VerifierKey(parsing: String(line)) else {
      throw CommandFault(.usage, "wlkp: --key \(key): ?")
    }
    return parsed
  }
}
