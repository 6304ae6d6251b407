import Dispatch
import Synchronization

/// A bounded queue from one thread to another: who gives waits when it is full, who takes when it is empty.
///
/// Made for threads of our own; it must not be used on the threads that Swift's tasks share, since it blocks.
final class Handover<Item: Sendable>: Sendable {
  private let items = Mutex<[Item]>([])
  private let room = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)

  /// A queue for at most `capacity` items.
  init(capacity: Int) {
    // Counted up, because a semaphore may not go while it is below the number it began with.
    for _ in 0..<capacity { room.signal() }
  }

  /// Puts an item at the end.
  func give(_ item: Item) {
    room.wait()
    items.withLock { $0.append(item) }
    filled.signal()
  }

  /// Takes the first item.
  func take() -> Item {
    filled.wait()
    let item = items.withLock { $0.removeFirst() }
    room.signal()
    return item
  }
}

/// The outcome of work on another thread.
final class Promise<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let kept = DispatchSemaphore(value: 0)

  /// Sets the outcome; once.
  func keep(_ outcome: Value) {
    value.withLock { $0 = outcome }
    kept.signal()
  }

  /// Waits for the outcome.
  func wait() -> Value {
    kept.wait()
    kept.signal()
    guard let outcome = value.withLock({ $0 }) else { preconditionFailure("kept without a value") }
    return outcome
  }
}
