/// The container of old Office files ([MS-CFB]), looked into just far enough to tell what it holds.
enum OldOfficeFile {
  /// What such a file is, by the names of its streams.
  static func problem(_ source: any ByteSource) throws(ReadingFault) -> ReadingProblem {
    guard source.size > 512 else { return .oldExcelFile }
    let header = LittleEndian(try source.bytes(0..<512))
    let shift = header.two(30)
    guard shift == 9 || shift == 12 else { return .oldExcelFile }
    // Sector 0 follows the header, which takes a sector itself.
    let start = (header.four(48) + 1) << Int64(shift)
    guard start > 0, start < source.size else { return .oldExcelFile }
    let directory = try source.bytes(start..<min(source.size, start + (1 << Int64(shift))))
    let names = stride(from: 0, to: directory.count - entryBytes + 1, by: entryBytes).map { name(directory, at: $0) }
    if names.contains(where: { $0 == "EncryptedPackage" || $0 == "EncryptionInfo" }) { return .passwordWorkbook }
    let others = ["WordDocument", "PowerPoint Document", "__properties_version1.0"]
    return names.contains(where: others.contains) ? .otherOfficeFile : .oldExcelFile
  }

  private static let entryBytes = 128

  /// The name of a directory entry: UTF-16 in 64 bytes, its length behind it.
  private static func name(_ directory: [UInt8], at place: Int) -> String {
    let length = min(64, Int(directory[place + 64]) | Int(directory[place + 65]) << 8) - 2
    guard length > 0 else { return "" }
    let units = stride(from: place, to: place + length - 1, by: 2).map {
      UInt16(directory[$0]) | UInt16(directory[$0 + 1]) << 8
    }
    return String(decoding: units, as: UTF16.self)
  }
}
