/// Where a member stands in an archive; in walking order.
public struct ArchivePlace: Hashable, Sendable, Comparable {
  /// The member's number in the outer archive, from 0; folders and what operating systems drop are not counted.
  public var index: Int
  /// The member's number in the nested archive, from 0; `nil` for a member of the outer one.
  public var nestedIndex: Int?
  /// The names on the way, such as `2024.zip/bandung/a.csv`. Bytes that are no UTF-8 stand as `\xE9`. Data of a
  /// stranger: make it safe before printing.
  public var path: String

  /// A place with its numbers and its path.
  public init(index: Int, nestedIndex: Int? = nil, path: String) {
    self.index = index
    self.nestedIndex = nestedIndex
    self.path = path
  }

  /// Walking order.
  public static func < (left: ArchivePlace, right: ArchivePlace) -> Bool {
    (left.index, left.nestedIndex ?? -1) < (right.index, right.nestedIndex ?? -1)
  }
}

/// What a walk comes by.
public enum ArchiveVisit {
  /// A member with its bytes, which may be read during the call only.
  case member(ArchivePlace, any ByteSource)
  /// A member that is not read, and why; the walk goes on.
  case refused(ArchivePlace, ArchiveFault)
}

/// Walks over the members of an archive: ZIP, TAR, TAR.GZ, TAR.ZST, or one file in GZ or ZST, and archives within it
/// one level down. Members are unpacked one at a time into memory, or into a temporary file without a name.
///
/// ```swift
/// let fault = try ArchiveWalk(reader: reader).walk(source, name: "2024.zip") { visit in
///   if case .member(let place, let bytes) = visit { print(place.path, bytes.size) }
///   return true
/// }
/// ```
public struct ArchiveWalk: Sendable {
  private let reader: ReportReader

  /// A walk that knows reports from archives as `reader` does, within `reader.limits.archive`.
  public init(reader: ReportReader) { self.reader = reader }

  /// Walks an archive to its end.
  ///
  /// - Parameters:
  ///   - source: the archive.
  ///   - name: its name; the one file in `laporan.csv.gz` is called after it.
  ///   - select: whether a member is wanted; one that is not costs nothing in a ZIP and little elsewhere. A nested
  ///     archive is asked for first, its members after.
  ///   - visit: takes a member; false ends the walk.
  /// - Returns: why the archive could not be walked to its end; `nil` when it was, or `visit` ended it.
  /// - Throws: a `ReadingFault` when the machine, not the archive, is in the way; or what `visit` throws.
  public func walk(
    _ source: any ByteSource,
    name: String,
    select: (ArchivePlace) -> Bool = { _ in true },
    visit: (ArchiveVisit) throws(ReadingFault) -> Bool
  ) throws(ReadingFault) -> ArchiveFault? {
    let stop = withoutActuallyEscaping(select) { select in
      withoutActuallyEscaping(visit) { visit -> WalkStop? in
        let run = WalkRun(reader: reader, select: select, visit: visit)
        do throws(WalkStop) {
          try run.walk(WalkedArchive(source: source, name: name, outer: nil))
          return nil
        } catch {
          return error
        }
      }
    }
    switch stop {
    case .archive(let fault)?: return fault
    case .machine(let fault)?: throw fault
    case nil: return nil
    }
  }
}
