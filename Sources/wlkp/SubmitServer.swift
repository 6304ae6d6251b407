import AuditLog
import Foundation
import ReportModel
import ResultRendering
import SubmissionStore

/// `wlkp submit --server`: hands reports to a server, and keeps what proves that it took them.
struct ServerSubmission {
  let client: ServerClient
  /// The log's key that receipts must verify with; asked from the server when nobody named one.
  let key: VerifierKey?
  let language: Language

  /// What is put behind a report's name to name its receipt.
  static let receiptEnding = ".tanda-terima.txt"

  /// Hands in one file, says what came of it, and gives the exit code that belongs to it.
  ///
  /// - Parameter receipt: where the receipt goes; beside the file when left out.
  func hand(_ file: OutgoingFile, receipt: String?) async -> Exit {
    let answer: ServerClient.Answer
    do throws(ServerClient.Fault) {
      answer = try await client.file(file)
    } catch {
      Terminal.complain("wlkp: \(client.base): \(error.why)")
      return .fault
    }
    switch answer.status {
    case 200, 201: return await keep(answer, file, receipt ?? file.path + Self.receiptEnding)
    default: return refused(answer, file)
    }
  }

  // MARK: Taken

  private func keep(_ answer: ServerClient.Answer, _ file: OutgoingFile, _ path: String) async -> Exit {
    let members = Self.members(answer.bytes)
    guard let number = members["number"] as? String, ReportNumber(number) != nil else { return strange(answer) }
    if let verdict = (members["verdict"] as? String).flatMap({ Verdict(rawValue: $0) }) {
      Terminal.complain("\(file.name): \(VerdictWording.label(verdict)[language])")
    }
    say(
      answer.status == 201 ? "Laporan disimpan dengan nomor \(number)." : "Berkas yang sama sudah diterima: \(number).",
      answer.status == 201 ? "Kept as report \(number)." : "The same file was received before: \(number)."
    )
    do {
      let text = try await client.get("/v1/submissions/\(number)/receipt", accept: "text/plain")
      guard text.status == 200, text.bytes.count <= Receipt.byteLimit else { return strange(text) }
      return try await verify(text.bytes, file, path)
    } catch let fault as ServerClient.Fault {
      say(
        "Laporan sudah disimpan, tetapi tanda terima belum terambil: \(fault.why). Jalankan lagi perintah ini.",
        "The report is kept, but its receipt could not be fetched: \(fault.why). Run the command again."
      )
    } catch let fault as CommandFault {
      Terminal.complain(fault.message)
    } catch {
      Terminal.complain("wlkp: \(error)")
    }
    return .fault
  }

  /// Writes the receipt down and checks it without the server: every hash, the log's signature, and that it is of the
  /// very file that was sent.
  private func verify(_ bytes: [UInt8], _ file: OutgoingFile, _ path: String) async throws -> Exit {
    try OutputFile.write(bytes, to: path)
    say("Tanda terima: \(path)", "Receipt: \(path)")
    var steps = Receipt.verify(bytes, publicKey: try await publicKey())
    if let receipt = try? Receipt(parsing: bytes), let hash = ContentHash(hex: file.digest.hex) {
      steps.append(receipt.verify(original: hash))
    }
    let broken = steps.filter { $0.outcome != .holds }
    for step in broken { Terminal.complain("wlkp: \(step.message[language])") }
    guard broken.isEmpty else {
      say("Tanda terima ini TIDAK terbukti asli.", "This receipt is NOT proved genuine.")
      return .rejected
    }
    say("Tanda terima ini asli.", "This receipt is genuine.")
    return .success
  }

  private func publicKey() async throws -> VerifierKey {
    if let key { return key }
    let answer = try await client.get("/log/key", accept: "text/plain")
    let line = String(decoding: answer.bytes.prefix(4096), as: UTF8.self).prefix { $0 != "\n" }
    guard answer.status == 200, let key = try? VerifierKey(parsing: String(line)) else {
      throw CommandFault(.fault, "wlkp: \(client.base)/log/key: HTTP \(answer.status)")
    }
    say(
      "Kunci diambil dari server; tetapkan dengan --key '\(key.text)' agar pemeriksaan tidak bergantung padanya.",
      "The key came from the server; name it with --key '\(key.text)' so that the check does not depend on it."
    )
    return key
  }

  // MARK: Not taken

  private func refused(_ answer: ServerClient.Answer, _ file: OutgoingFile) -> Exit {
    let members = Self.members(answer.bytes)
    guard let detail = members["detail"] as? String else { return strange(answer) }
    Terminal.complain("wlkp: \(file.name): \(detail)")
    if let result = members["result"], JSONSerialization.isValidJSONObject(result),
      let bytes = try? JSONSerialization.data(withJSONObject: result),
      let document = try? ResultDocument(Array(bytes))
    {
      Terminal.write(FoundText(language: language).text(document, name: file.name))
    }
    switch answer.status {
    case 409, 422: return .rejected
    case 403 where (members["type"] as? String)?.hasSuffix(":other-company") == true: return .rejected
    case 400..<500 where answer.status != 408 && answer.status != 429: return .usage
    default: return .fault
    }
  }

  /// An answer that no server of ours gives.
  private func strange(_ answer: ServerClient.Answer) -> Exit {
    say("Jawaban tidak dikenal: HTTP \(answer.status).", "An answer that makes no sense: HTTP \(answer.status).")
    return .fault
  }

  private static func members(_ bytes: [UInt8]) -> [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] ?? [:]
  }

  private func say(_ id: String, _ en: String) { Terminal.complain(language == .id ? id : en) }
}

/// Findings that came from a server, in the manner of the local ones.
struct FoundText {
  /// Places shown of one finding; the rest is counted.
  private static let placesMax = 5

  let language: Language

  func text(_ document: ResultDocument, name: String) -> String {
    document.findings.map { finding($0, document, name) }.joined(separator: "\n")
  }

  private func finding(_ found: ResultDocument.Found, _ document: ResultDocument, _ name: String) -> String {
    let words = PlaceWords(language: language, kind: document.syntax)
    var text = "\(label(found.severity))[\(found.rule)]: \(Self.line(found.title[language]))\n"
    for place in found.places.prefix(Self.placesMax) {
      let line = place.location.position.line
      let position = line > 0 ? "\(name):\(line)" : name
      text += "  --> " + [position, words.words(place.location)].filter { !$0.isEmpty }.joined(separator: " ") + "\n"
      if !place.message[language].isEmpty { text += "  = \(Self.line(place.message[language]))\n" }
    }
    let rest = found.count - min(found.places.count, Self.placesMax)
    if rest > 0 { text += "  = " + (language == .id ? "dan \(rest) tempat lain" : "and \(rest) more places") + "\n" }
    if !found.law.isEmpty {
      text +=
        "  = " + (language == .id ? "dasar hukum: " : "law: ") + Self.line(found.law.joined(separator: "; ")) + "\n"
    }
    return text
  }

  private func label(_ severity: Severity) -> String {
    switch severity {
    case .error: language == .id ? "galat" : "error"
    case .warning: language == .id ? "peringatan" : "warning"
    case .info: language == .id ? "catatan" : "note"
    }
  }

  /// A server's text on one line, without anything that a terminal would obey.
  private static func line(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }
}
