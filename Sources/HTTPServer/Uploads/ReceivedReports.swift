import AuditLog
import HTTPTypes
import Hummingbird
import Intake

/// The reports of one request: the body itself, or every file of a form.
struct ReceivedReports: Sendable {
  /// One of them, judged or on the way to it, or not yet begun.
  typealias File = ArrivedReport<Judgement>

  /// In the order in which they came.
  let files: [File]
  /// Whether they came in a form, so that a list is answered also for one.
  let isList: Bool

  /// A body that is one report.
  init(_ file: File) {
    files = [file]
    isList = false
  }

  private init(list files: [File]) {
    self.files = files
    isList = true
  }

  /// How many bytes came.
  var size: Int64 { files.reduce(0) { $0 + $1.upload.size } }

  /// Whether the body is a form.
  static func isForm(_ request: Request) -> Bool {
    let type = (request.headers[.contentType] ?? "").split(separator: ";").first ?? ""
    return type.trimmed.lowercased() == "multipart/form-data"
  }

  /// Receives a form; every part with a file name is a report, whatever its field is called. Other fields are passed
  /// over. The limit of bytes is for all files together.
  ///
  /// Each file is judged as soon as it is here, or before; small ones one after the other, so that a form of many files
  /// does not hold more than one thread.
  ///
  /// - Parameter judge: judges a file that has arrived.
  static func receive(
    _ request: Request,
    by receiver: BodyReceiver,
    early: EarlyJudging<Judgement>,
    judge: @escaping @Sendable (File) async throws -> Judgement
  ) async throws -> ReceivedReports {
    var reader = try MultipartReader(contentType: request.headers[.contentType] ?? "")
    let files = FileCollector(receiver: receiver, early: early, judge: judge)
    let digests = try BodyDigest.stated(in: request)
    try receiver.room?.require(BodyReceiver.statedLength(request) ?? 0)
    var whole = DigestHasher()
    try await receiver.receive(request, room: { await files.room() }) { bytes in
      if !digests.isEmpty { whole.update(bytes) }
      try reader.read(bytes) { try files.take($0) }
    }
    try reader.finish()
    if !digests.isEmpty {
      let hash = whole.finalize()
      for digest in digests { try digest.require(hash) }
    }
    let done = files.finish()
    guard !done.isEmpty else { throw Problem.fileMissing }
    return ReceivedReports(list: done)
  }
}

/// Receives the files of a form, one after the other. When this object goes before ``finish()``, what was not judged
/// yet is not.
private final class FileCollector {
  private let receiver: BodyReceiver
  private let early: EarlyJudging<Judgement>
  private let judge: @Sendable (ReceivedReports.File) async throws -> Judgement
  private var done: [ReceivedReports.File] = []
  private var current: ArrivingReport<Judgement>?
  private var fieldBytes = 0

  init(
    receiver: BodyReceiver,
    early: EarlyJudging<Judgement>,
    judge: @escaping @Sendable (ReceivedReports.File) async throws -> Judgement
  ) {
    self.receiver = receiver
    self.early = early
    self.judge = judge
  }

  deinit { for file in done { file.judging?.cancel() } }

  func room() async { await current?.room() }

  /// The files, whose judgements are the caller's from now on.
  func finish() -> [ReceivedReports.File] {
    defer { done = [] }
    return done
  }

  func take(_ event: MultipartReader.Event) throws {
    switch event {
    case .part(let header):
      fieldBytes = 0
      guard let name = header.fileName else { return }
      current = ArrivingReport(try receiver.newSpool(), name: name, stated: nil, early: early)
    case .bytes(let bytes): try add(bytes)
    case .partEnd: try end()
    }
  }

  private func add(_ bytes: ArraySlice<UInt8>) throws {
    guard let current else {
      fieldBytes += bytes.count
      guard fieldBytes <= FormUpload.fieldMax else { throw MultipartFault.fieldTooLong(limit: FormUpload.fieldMax) }
      return
    }
    try bytes.withUnsafeBytes { try current.take($0) }
  }

  /// A browser sends a nameless empty file when none was chosen.
  private func end() throws {
    guard let file = try current?.finish() else { return }
    current = nil
    guard !(file.name.isEmpty && file.upload.size == 0) else { return }
    done.append(begun(file))
  }

  /// Lets a file that is not being judged be judged after those before it.
  private func begun(_ file: ReceivedReports.File) -> ReceivedReports.File {
    guard file.judging == nil else { return file }
    let before = done.last?.judging
    let judge = judge
    var file = file
    file.judging = Task { [file] in
      _ = await before?.result
      try Task.checkCancellation()
      return try await judge(file)
    }
    return file
  }
}
