/// The room a judgement is lent for what needs all rows at once: memory up to a limit, then an encrypted temporary file
/// without a name.
public struct ScratchSpace: Sendable, Hashable {
  /// Bytes each collection of one judgement holds in memory before it goes to the file.
  public var memoryBytes: Int
  /// The folder of the temporary file; `nil` takes `$TMPDIR`, else `/tmp`.
  public var directory: String?
  /// Bytes each temporary file may grow to.
  public var fileBytes: Int64

  /// Room with its limits.
  public init(memoryBytes: Int, directory: String? = nil, fileBytes: Int64 = ScratchSpace.standard.fileBytes) {
    self.memoryBytes = memoryBytes
    self.directory = directory
    self.fileBytes = fileBytes
  }

  private init() {
    memoryBytes = 2 << 20
    directory = nil
    fileBytes = 8 << 30
  }

  /// 2 MB of memory, which is 131,072 rows of a sort, more than nearly every unit has and little beside the program itself; and 8 GB of disk, as much as a report may have.
  public static let standard = ScratchSpace()
}

/// Why scratch space could not be used: a trouble of the machine, never of the report.
public enum ScratchFault: Error, Sendable, Hashable {
  /// The system could not open, write or read; `errno`.
  case system(Int32)
  /// The file would grow over its limit, in bytes.
  case full(limit: Int64)
  /// What was written could not be read back as it was.
  case damaged

  /// A word for logs, without values.
  var code: String {
    switch self {
    case .system(let number): "scratch-errno-\(number)"
    case .full: "scratch-full"
    case .damaged: "scratch-damaged"
    }
  }
}
