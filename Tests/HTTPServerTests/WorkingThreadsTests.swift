import Glibc
import Testing

@testable import HTTPServer

@Suite("Threads of their own")
struct WorkingThreadsTests {
  /// The niceness of the calling thread; 0 is everybody's.
  private static func niceness() -> Int32 { getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) }

  @Test("Those of large reports stand back, and so does a thread that they start", arguments: [true, false])
  func standingBack(standsBack: Bool) async throws {
    let usual = Self.niceness()
    let threads = WorkingThreads(threads: 1, queue: 1, standsBack: standsBack)
    let own = try await threads.run { Self.niceness() }
    let started = try await threads.run {
      var thread = pthread_t()
      nonisolated(unsafe) var found: Int32 = -1  // Written by the one thread that is waited for below.
      withUnsafeMutablePointer(to: &found) { place in
        let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { place in
          place?.assumingMemoryBound(to: Int32.self).pointee = WorkingThreadsTests.niceness()
          return nil
        }
        pthread_create(&thread, nil, start, place)
        pthread_join(thread, nil)
      }
      return found
    }
    #expect(own == (standsBack ? 19 : usual))
    #expect(started == own)
  }
}
