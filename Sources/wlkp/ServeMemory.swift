import Glibc

/// How a server keeps its memory.
enum ServeMemory {
  /// The most separate stores of free memory that the C library may keep (`M_ARENA_MAX`, mallopt(3)); it would have eight
  /// for each core. Batches of a large report are made on one thread and let go on another, which leaves holes in both
  /// threads' stores: with sixteen, the peak grew to 194 MB over eight reports of 1.3 GB; with four, it stood still at 143.
  private static let stores: Int32 = 4

  /// `M_ARENA_MAX` of malloc.h, which Swift's module of the C library leaves out, as it does `mallopt`.
  private static let storesParameter: Int32 = -8

  /// Sets that, before the server has many threads.
  static func bind() {
    // Where the C library knows no such thing, memory is kept as it comes.
    guard let symbol = dlsym(nil, "mallopt") else { return }
    let mallopt = unsafeBitCast(symbol, to: (@convention(c) (Int32, Int32) -> Int32).self)
    _ = mallopt(storesParameter, stores)
  }
}
