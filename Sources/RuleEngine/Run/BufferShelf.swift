import CEL
import Synchronization

/// Work buffers that outlive a report, for the next one to which the same rules apply: making them costs more than
/// judging a small report with them.
///
/// A report's findings never depend on them: whoever takes buffers forgets what stands in them before every batch.
final class BufferShelf<Buffers>: Sendable {
  /// One set of buffers. It is on the shelf or in the hands of one run, never both.
  private struct Kept: @unchecked Sendable {  // only whoever took it off the shelf touches it
    let key: [ObjectIdentifier]
    let buffers: Buffers
  }

  private let kept: Mutex<[Kept]> = Mutex([])

  /// Sets kept at most, the ones used last: the sections of a report times the years of law in an archive, for a
  /// handful of threads. Most are below 100 KB, the largest about 3 MB.
  private static var limit: Int { 64 }

  /// Takes the buffers made for these rules or passes, if there are any.
  func take(_ key: [ObjectIdentifier]) -> Buffers? {
    let found = kept.withLock { kept in
      kept.lastIndex { $0.key == key }.map { kept.remove(at: $0) }
    }
    return found?.buffers
  }

  /// Keeps buffers for later; the caller does not touch them any more.
  func give(_ buffers: Buffers, for key: [ObjectIdentifier]) {
    let item = Kept(key: key, buffers: buffers)
    kept.withLock { kept in
      if kept.count == Self.limit { kept.removeFirst() }
      kept.append(item)
    }
  }
}

/// The shelves of a pack.
struct BufferShelves: Sendable {
  /// Searches for rows worth judging, by the rules of a section.
  let searches = BufferShelf<RowSearch>()
  /// Buffers of passes over a streamed section, by the passes.
  let folds = BufferShelf<Fold.Workspace>()
}

extension RuleRun {
  /// A search for these rules.
  func makeSearch(_ rules: [ActiveRule]) -> RowSearch {
    guard var search = pack.shelves.searches.take(RowSearch.key(of: rules)) else {
      return RowSearch(rules: rules, environment: pack.environment, tables: pack.tables)
    }
    search.begin(rules)
    return search
  }

  /// Puts the searches back for the next report.
  func putBackBuffers() {
    let done = searches.compactMap { $0 } + late.searches.values
    searches = Array(repeating: nil, count: searches.count)
    late.searches = [:]
    for var search in done {
      search.forget()
      pack.shelves.searches.give(search, for: search.key)
    }
  }
}
