public import ReportModel

/// What tells a reporting unit from all others: its code within its company, and the company.
public struct UnitIdentity: Sendable, Hashable {
  /// `kodeUnit`, the code of the unit in its company, such as `PUSAT`.
  public var code: String?
  /// `nib`, digits only.
  public var nib: String?
  /// `npwp`, digits only, 16 of them: since 2024 the 15 of a company are written with a zero in front.
  public var npwp: String?
  /// `namaPerusahaan`, normalised: without legal form, punctuation and case.
  public var name: String?

  /// The unit of a report's header.
  public init(_ header: ReportHeader) {
    self.init(code: header.unit, nib: header.nib, npwp: header.npwp, name: header.companyName)
  }

  init(_ cells: KeptCells) {
    self.init(
      code: cells.text("kepala", "kodeUnit"),
      nib: cells.text("identitasPerusahaan", "nib"),
      npwp: cells.text("identitasPerusahaan", "npwp"),
      name: cells.text("identitasPerusahaan", "namaPerusahaan")
    )
  }

  private init(code: String?, nib: String?, npwp: String?, name: String?) {
    self.code = code?.uppercased()
    self.nib = nib.flatMap(Self.digits)
    self.npwp = npwp.flatMap(Self.digits).map { $0.utf8.count == 15 ? "0" + $0 : $0 }
    self.name = name.map(NameKey.company)
  }

  /// Whether both belong to one unit, as far as they say.
  ///
  /// A company's number outweighs its name, which may change; where neither number is known of both, the names decide;
  /// what is not known of one of them says nothing.
  public func isSameUnit(as other: UnitIdentity) -> Bool {
    if let code, let theirs = other.code, code != theirs { return false }
    return isSameCompany(as: other)
  }

  /// Whether both belong to one company, as far as they say.
  public func isSameCompany(as other: UnitIdentity) -> Bool {
    if let nib, let theirs = other.nib { return nib == theirs }
    if let npwp, let theirs = other.npwp { return npwp == theirs }
    if let name, let theirs = other.name { return name == theirs }
    return true
  }

  private static func digits(_ text: String) -> String? {
    let digits = text.utf8.filter { (48...57).contains($0) }
    return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
  }
}
