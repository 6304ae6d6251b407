import Hummingbird
import Intake
import SubmissionStore

extension Gate {
  /// Receives an upload within what its account may send, and counts it.
  ///
  /// - Parameters:
  ///   - account: who sends; `nil`, nobody in particular, is bound by the limits of the server alone.
  ///   - stated: how many bytes are to come, where the caller said so.
  ///   - isFiling: whether it counts as a filing.
  ///   - receive: receives, and tells how many bytes came.
  func upload<Received>(
    by account: Account?,
    stated: Int64?,
    isFiling: Bool,
    _ receive: () async throws -> (Received, bytes: Int64)
  ) async throws -> Received {
    try await quotas.upload(by: account, stated: stated, isFiling: isFiling) {
      let received = try await receive()
      meters.uploaded(received.bytes)
      return received
    }
  }

  /// Receives a page's form with its file within what its account may send, and counts it.
  func form(_ request: Request, by account: Account?, _ receiver: BodyReceiver) async throws -> FormUpload {
    try await upload(by: account, stated: BodyReceiver.statedLength(request), isFiling: false) {
      let form = try await FormUpload.receive(request, by: receiver)
      return (form, form.upload.spool.size)
    }
  }
}
