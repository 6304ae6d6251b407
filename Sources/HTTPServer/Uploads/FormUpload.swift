import AuditLog
import HTTPTypes
import Hummingbird
import Intake

/// The upload page's form: one file in the field `berkas`.
struct FormUpload {
  /// The field that holds the file.
  static let fileField = "berkas"
  /// The most bytes of a field that is not the file: a reason in a few sentences.
  static let fieldMax = 4 << 10

  /// The file.
  let upload: Upload
  /// The name the user knows it by.
  let fileName: String
  /// The small fields beside the file; of several of one name the first.
  let fields: [String: String]

  /// Receives the form.
  static func receive(_ request: Request, by receiver: BodyReceiver) async throws -> FormUpload {
    var reader: MultipartReader
    do throws(MultipartFault) {
      reader = try MultipartReader(contentType: request.headers[.contentType] ?? "")
    } catch {
      throw Problem.mediaType(accepted: "multipart/form-data")
    }
    var form = Collector(spool: try receiver.newSpool())
    do {
      try await receiver.receive(request) { bytes in
        try reader.read(bytes) { try form.take($0) }
      }
      try reader.finish()
    } catch let fault as MultipartFault {
      throw Problem.multipart(fault)
    }
    return try form.finish()
  }

  /// Puts the file together from what the reader tells.
  private struct Collector {
    let spool: Spool
    var hasher = DigestHasher()
    var fileName: String?
    var isInFile = false
    var fields: [String: String] = [:]
    private var field: (name: String, bytes: [UInt8])?

    init(spool: Spool) { self.spool = spool }

    mutating func take(_ event: MultipartReader.Event) throws {
      switch event {
      case .part(let header): try begin(header)
      case .bytes(let bytes): try add(bytes)
      case .partEnd: end()
      }
    }

    private mutating func end() {
      isInFile = false
      guard let field else { return }
      if fields[field.name] == nil { fields[field.name] = String(decoding: field.bytes, as: UTF8.self) }
      self.field = nil
    }

    private mutating func begin(_ header: MultipartReader.PartHeader) throws(MultipartFault) {
      field = nil
      isInFile = header.name == FormUpload.fileField && header.fileName != nil
      guard isInFile else {
        field = (header.name, [])
        return
      }
      guard fileName == nil else { throw .severalFiles }
      fileName = header.fileName
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>) throws {
      guard isInFile else {
        field?.bytes += bytes
        guard (field?.bytes.count ?? 0) <= FormUpload.fieldMax else {
          throw MultipartFault.fieldTooLong(limit: FormUpload.fieldMax)
        }
        return
      }
      hasher.update(bytes)
      try bytes.withUnsafeBytes { try spool.append($0) }
    }

    /// A browser sends a nameless empty file when none was chosen.
    func finish() throws(Problem) -> FormUpload {
      spool.close()
      guard let fileName, !(fileName.isEmpty && spool.size == 0) else { throw .fileMissing }
      return FormUpload(
        upload: Upload(spool: spool, hash: hasher.finalize()),
        fileName: FileName.tidy(fileName),
        fields: fields
      )
    }
  }
}
