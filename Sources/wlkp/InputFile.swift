import Glibc
import Intake
import ReportModel
import ReportReading

/// A file named on the command line: read in place, or spooled when it is `-` or a pipe.
struct InputFile {
  /// The name the user gave.
  let name: String
  /// Where the bytes can be read at any place.
  let source: FileSource
  /// The path of those bytes.
  var path: String { source.path }
  /// The file's own name, without the folders of this machine: what is kept with a submission.
  var fileName: String { name.split(separator: "/").last.map(String.init) ?? name }
  private let spool: Spool?

  /// Opens a file.
  ///
  /// - Throws: exit 1 for what is not a file (a directory), exit 2 for what is not there, exit 3 for the machine's troubles.
  init(_ argument: String, _ language: Language) throws(CommandFault) {
    name = argument
    do throws(ReadingFault) {
      if let descriptor = Self.pipe(argument) {
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        let spool = try Self.spool(descriptor)
        self.spool = spool
        source = try FileSource(path: spool.path)
        return
      }
      spool = nil
      source = try FileSource(path: argument)
    } catch {
      throw Self.commandFault(error, argument, language)
    }
  }

  /// The descriptor of what can be read only once: standard input, or a named pipe such as a shell's `<(…)`.
  private static func pipe(_ argument: String) -> Int32? {
    if argument == "-" { return STDIN_FILENO }
    var status = stat()
    guard stat(argument, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else { return nil }
    let descriptor = open(argument, O_RDONLY | O_CLOEXEC)
    return descriptor >= 0 ? descriptor : nil
  }

  private static func spool(_ descriptor: Int32) throws(ReadingFault) -> Spool {
    do throws(Spool.Fault) {
      let spool = try Spool()
      try spool.append(from: descriptor)
      spool.close()
      return spool
    } catch {
      switch error {
      case .tooLarge(let limit): throw .tooLong(path: "-", limit: limit)
      case .system(let number): throw .readFailed(path: "-", errno: number)
      }
    }
  }

  /// The command's end that a fault of reading means.
  static func commandFault(_ fault: ReadingFault, _ name: String, _ language: Language) -> CommandFault {
    let code: Exit =
      switch fault {
      case .isDirectory, .notRegular, .tooLong: .rejected
      case .notFound, .notPermitted: .usage
      case .readFailed, .changedWhileReading, .spoolFailed, .sinkFailed: .fault
      }
    return CommandFault(code, "wlkp: \(fault.sentence[language])")
  }
}
