import Logging
import ServiceLifecycle
import SubmissionStore

/// Lets go of the reports that nobody confirmed in time: they hold personal data of a report that was never filed.
///
/// Handing in and confirming do the same on their way; this is for a server on which nobody does either.
struct WaitingReports: Service, CustomStringConvertible {
  /// Often enough for a time that is given in days.
  private static let interval = Duration.seconds(3600)

  let gate: Gate
  let logger: Logger

  /// The name alone: what starts services logs their descriptions.
  var description: String { "WaitingReports" }

  func run() async throws {
    let (gate, logger) = (gate, logger)
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do throws(StoreError) {
          _ = try await gate.store.expirePending(now: gate.clock())
        } catch {
          logger.error("waiting reports were not let go")
        }
        try? await Task.sleep(for: Self.interval)
      }
    }
  }
}
