import AuditLog
import HTTPTypes
import Hummingbird
import Intake

/// The reports of one request: the body itself, or every file of a form.
struct ReceivedReports: Sendable {
  /// One of them, with the name its sender knows it by.
  struct File: Sendable {
    let upload: Upload
    let name: String
  }

  /// In the order in which they came.
  let uploads: [File]
  /// Whether they came in a form, so that a list is answered also for one.
  let isList: Bool

  /// A body that is one report.
  init(_ upload: Upload, name: String) {
    uploads = [File(upload: upload, name: name)]
    isList = false
  }

  private init(_ files: [File]) {
    uploads = files
    isList = true
  }

  /// Whether the body is a form.
  static func isForm(_ request: Request) -> Bool {
    let type = (request.headers[.contentType] ?? "").split(separator: ";").first ?? ""
    return type.trimmed.lowercased() == "multipart/form-data"
  }

  /// Receives a form; every part with a file name is a report, whatever its field is called. Other fields are passed
  /// over. The limit of bytes is for all files together.
  static func receive(_ request: Request, by receiver: BodyReceiver) async throws -> ReceivedReports {
    var reader = try MultipartReader(contentType: request.headers[.contentType] ?? "")
    var files = FileCollector(receiver: receiver)
    let digests = try BodyDigest.stated(in: request)
    try receiver.room?.require(BodyReceiver.statedLength(request) ?? 0)
    var whole = DigestHasher()
    try await receiver.receive(request) { bytes in
      if !digests.isEmpty { whole.update(bytes) }
      try reader.read(bytes) { try files.take($0) }
    }
    try reader.finish()
    if !digests.isEmpty {
      let hash = whole.finalize()
      for digest in digests { try digest.require(hash) }
    }
    guard !files.done.isEmpty else { throw Problem.fileMissing }
    return ReceivedReports(files.done)
  }
}

/// Writes the files of a form to spools, one after the other.
private struct FileCollector {
  let receiver: BodyReceiver
  var done: [ReceivedReports.File] = []
  private var current: (spool: Spool, hasher: DigestHasher, name: String)?
  private var fieldBytes = 0

  init(receiver: BodyReceiver) { self.receiver = receiver }

  mutating func take(_ event: MultipartReader.Event) throws {
    switch event {
    case .part(let header):
      fieldBytes = 0
      guard let name = header.fileName else { return }
      current = (try receiver.newSpool(), DigestHasher(), name)
    case .bytes(let bytes): try add(bytes)
    case .partEnd: end()
    }
  }

  private mutating func add(_ bytes: ArraySlice<UInt8>) throws {
    guard current != nil else {
      fieldBytes += bytes.count
      guard fieldBytes <= FormUpload.fieldMax else { throw MultipartFault.fieldTooLong(limit: FormUpload.fieldMax) }
      return
    }
    current?.hasher.update(bytes)
    if let spool = current?.spool { try bytes.withUnsafeBytes { try spool.append($0) } }
  }

  /// A browser sends a nameless empty file when none was chosen.
  private mutating func end() {
    guard let file = current else { return }
    current = nil
    file.spool.close()
    guard !(file.name.isEmpty && file.spool.size == 0) else { return }
    let upload = Upload(spool: file.spool, hash: file.hasher.finalize())
    done.append(ReceivedReports.File(upload: upload, name: FileName.tidy(file.name)))
  }
}
