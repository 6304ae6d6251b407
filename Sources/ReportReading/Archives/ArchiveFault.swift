/// Why an archive, or one of its members, is not read. Always the file's matter, never the machine's; ``sentence`` puts
/// it into words.
public enum ArchiveFault: Error, Hashable, Sendable {
  /// It ends before its directory or its last member does.
  case cut
  /// Its structure or compressed data make no sense; `detail` is for engineers.
  case damaged(detail: String)
  /// There are bytes before its first or behind its last part, where another file, or a second archive, could hide.
  case strayBytes
  /// It is one part of several.
  case multiVolume
  /// It has more files than ``ArchiveLimits/entries``.
  case tooManyEntries(allowed: Int)
  /// Its members together are larger than ``ArchiveLimits/totalBytes``.
  case tooLarge(allowed: Int64)
  /// A member is larger than ``ArchiveLimits/memberBytes``.
  case memberTooLarge(allowed: Int64)
  /// It unpacks to more than ``ArchiveLimits/ratio`` times its size.
  case bomb(allowed: Int64)
  /// Two members share bytes; `other` is the path of the second.
  case overlapping(other: String)
  /// The directory and the header at the member say different things.
  case headersDiffer
  /// The member is encrypted.
  case encrypted
  /// The member is compressed in a way that is not read; ZIP's number of it.
  case unsupportedMethod(Int)
  /// The name climbs out of the archive, is absolute, or cannot be a file's name.
  case unsafeName
  /// The name is longer, or has more folders, than allowed.
  case nameTooLong(allowed: Int)
  /// A symbolic or hard link.
  case link
  /// A device, pipe or socket.
  case specialFile
  /// Another member has the same name.
  case duplicateName
  /// An archive within an archive within an archive.
  case nestedTooDeep

  /// A short name that never changes, for results that programs read.
  public var kind: String {
    switch self {
    case .cut: "cut"
    case .damaged: "damaged"
    case .strayBytes: "stray-bytes"
    case .multiVolume: "multi-volume"
    case .tooManyEntries: "too-many-entries"
    case .tooLarge: "too-large"
    case .memberTooLarge: "member-too-large"
    case .bomb: "bomb"
    case .overlapping: "overlapping-entries"
    case .headersDiffer: "headers-differ"
    case .encrypted: "encrypted"
    case .unsupportedMethod: "unsupported-method"
    case .unsafeName: "unsafe-name"
    case .nameTooLong: "name-too-long"
    case .link: "link"
    case .specialFile: "special-file"
    case .duplicateName: "duplicate-name"
    case .nestedTooDeep: "nested-too-deep"
    }
  }

  /// Whether it is a matter of limits and safety rather than of a broken file.
  var isForbidden: Bool {
    switch self {
    case .cut, .damaged, .encrypted, .unsupportedMethod, .multiVolume: false
    default: true
    }
  }
}

/// Why a walk stops: the archive's fault or the machine's.
enum WalkStop: Error {
  case archive(ArchiveFault)
  case machine(ReadingFault)
}
