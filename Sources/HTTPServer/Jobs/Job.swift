import Glibc
import HTTPTypes
import Intake
import ReportModel
import SubmissionStore
import Synchronization

/// A judgement for a caller who did not stay on the line.
struct Job: Sendable {
  /// What its address ends with.
  let id: String
  /// The account that may ask for it; `nil`: whoever has the address.
  let owner: String?
  /// The size of what was received, in bytes.
  let bytes: Int64
  /// In milliseconds since 1970-01-01T00:00:00Z.
  let acceptedAt: Int64
  let progress: JobProgress
  /// The work, to wait for at the end.
  var task: Task<Void, Never>?
  /// Its end, when it has one.
  var end: End?

  /// What came of it, until when.
  struct End: Sendable {
    /// `nil` when it could not be written down.
    let answer: KeptAnswer?
    /// In milliseconds since 1970-01-01T00:00:00Z.
    let expiresAt: Int64
  }

  /// The state in one word.
  var state: String { end == nil ? (progress.hasBegun ? "judging" : "queued") : "done" }

  var address: String { "/v1/jobs/\(id)" }

  /// What its address tells.
  var json: JSONValue {
    .object([
      .init("id", .text(id)), .init("state", .text(state)), .init("bytes", .number(bytes)),
      .init("acceptedAt", .text(SubmissionJSON.instant(acceptedAt))),
      .init("expiresAt", .optional(end.map { SubmissionJSON.instant($0.expiresAt) })),
      .init("status", end?.answer.map { .number(Int64($0.made.status.code)) } ?? .null),
      .init("self", .text(address)), .init("result", .optional(end == nil ? nil : address + "/result")),
    ])
  }
}

/// Whether a judgement still waits for a thread.
final class JobProgress: Sendable {
  private let begun = Mutex(false)

  var hasBegun: Bool { begun.withLock { $0 } }

  func begin() { begun.withLock { $0 = true } }
}

/// An answer whose text lies in a file beside the uploads: many results together would be much memory. The file goes
/// with this object.
final class KeptAnswer: Sendable {
  /// The answer, without its text.
  let made: MadeAnswer
  private let path: String
  private let size: Int

  /// Writes the answer down; `nil` when there is no room.
  init?(_ answer: MadeAnswer, directory: String?) {
    guard let spool = try? Spool(directory: directory) else { return nil }
    let bytes = Array(answer.text.utf8)
    guard (try? bytes.withUnsafeBytes { try spool.append($0) }) != nil else { return nil }
    spool.close()
    // A second name, so that the file outlives the spool.
    path = spool.path + "-hasil"
    guard link(spool.path, path) == 0 else { return nil }
    size = bytes.count
    var made = answer
    made.text = ""
    self.made = made
  }

  deinit { unlink(path) }

  /// The answer with its text; `nil` when the file is gone.
  var whole: MadeAnswer? {
    guard let bytes = SmallFile.read(path, limit: size), bytes.count == size else { return nil }
    var answer = made
    answer.text = String(decoding: bytes, as: UTF8.self)
    return answer
  }
}
