import ArgumentParser
import Glibc

/// The program. Subcommands say what is wanted; everything else is done by the modules below.
@main
struct Wlkp: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wlkp",
    abstract: "Validasi laporan WLKP (Wajib Lapor Ketenagakerjaan Perusahaan, UU 7/1981).",
    discussion: """
      Judges company labour reports in XML or CSV by the rules in force on their date, files accepted ones with a \
      receipt that proves what was filed, and keeps a history that cannot be changed unnoticed.

      Mulai di sini / start here:
        wlkp sample --workers 20 --format csv > laporan.csv
        wlkp validate laporan.csv
        wlkp submit laporan.csv --store wlkp.sqlite

      Exit codes:
        0  everything accepted, found or verified
        1  something was rejected, needs confirmation or does not verify
        2  wrong usage or configuration
        3  a fault of ours or of the machine
      """,
    version: Version.text,
    subcommands: [
      Validate.self, FixCommand.self, BatchCommand.self, BatchWorkerCommand.self, Submit.self, Explain.self,
      HistoryCommand.self, ReceiptCommand.self, LogCommand.self, StoreCommand.self, Serve.self,
      AccountCommand.self, PackCommand.self, SampleCommand.self, SchemaCommand.self,
    ]
  )

  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      leave(error)
    }
  }

  /// Ends the program with the exit code that the help promises.
  private static func leave(_ error: any Error) -> Never {
    if let fault = error as? CommandFault {
      if !fault.message.isEmpty { Terminal.complain(fault.message) }
      Glibc.exit(fault.code.rawValue)
    }
    if let code = error as? ExitCode { Glibc.exit(code.rawValue) }
    let code = exitCode(for: error)
    if code.isSuccess {
      Terminal.write(fullMessage(for: error) + "\n")
      Glibc.exit(0)
    }
    Terminal.complain(fullMessage(for: error))
    Glibc.exit(code == .validationFailure ? Exit.usage.rawValue : Exit.fault.rawValue)
  }
}

/// The exit codes of the program: a contract (see `wlkp --help`).
enum Exit: Int32 {
  /// Everything was accepted, found or verified.
  case success = 0
  /// Something was rejected, needs confirmation, or does not verify.
  case rejected = 1
  /// Wrong usage or configuration.
  case usage = 2
  /// A fault of ours or of the machine.
  case fault = 3
}

/// What ends a command: a sentence for the person who typed it, and the exit code.
struct CommandFault: Error {
  let code: Exit
  let message: String

  init(_ code: Exit, _ message: String = "") {
    self.code = code
    self.message = message
  }
}
