import Glibc
import ReportReading

/// The two ends of a worker: jobs come in on standard input, answers go out on standard output. See `BatchJob`.
struct WorkerPipes {
  /// Exactly so many bytes; `nil` when the batch has closed its end before the first of them.
  func read(_ count: Int) throws(SystemFault) -> [UInt8]? {
    var result = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = Glibc.read(STDIN_FILENO, buffer.baseAddress?.advanced(by: filled), count - filled)
        if got < 0 && errno == EINTR { continue }
        result = got
        if got <= 0 { return }
        filled += got
      }
    }
    if bytes.count == count { return bytes }
    if result == 0, bytes.isEmpty { return nil }
    throw SystemFault(number: result < 0 ? errno : EPIPE)
  }

  /// A text of so many bytes.
  func text(_ count: Int) throws(SystemFault) -> String {
    guard let bytes = try read(count) else { throw SystemFault(number: EPIPE) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Answers with a line.
  func answer(_ line: String) throws(SystemFault) {
    try answer(Array(line.utf8))
  }

  /// Answers with bytes.
  func answer(_ bytes: [UInt8]) throws(SystemFault) {
    var message: [UInt8] = []
    message.reserveCapacity(bytes.count + 4)
    message.append(littleEndian: UInt64(bytes.count), bytes: 4)
    message += bytes
    var sent = 0
    while sent < message.count {
      let count = message.withUnsafeBytes {
        Glibc.write(STDOUT_FILENO, $0.baseAddress?.advanced(by: sent), $0.count - sent)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemFault(number: errno)
      }
      sent += count
    }
  }

  /// Bytes that follow a head, put into a temporary file without a name.
  func spool(_ size: Int64) throws(SystemFault) -> Spool {
    var rest = size
    do throws(Spool.Fault) {
      let spool = try Spool(isHidden: true)
      while rest > 0 {
        guard let bytes = try? read(Int(min(rest, Int64(Spool.chunkBytes)))) else { throw .system(EPIPE) }
        try spool.append(bytes)
        rest -= Int64(bytes.count)
      }
      return spool
    } catch {
      switch error {
      case .system(let code): throw SystemFault(number: code)
      case .tooLarge: throw SystemFault(number: EFBIG)
      }
    }
  }
}

extension Spool {
  fileprivate func append(_ bytes: [UInt8]) throws(Fault) {
    var fault: Fault?
    bytes.withUnsafeBytes { buffer in
      do throws(Fault) { try append(buffer) } catch { fault = error }
    }
    if let fault { throw fault }
  }
}
