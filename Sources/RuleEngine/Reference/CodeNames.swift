extension ReferenceTables {
  /// The name of a region by its code without dots, such as `3273`; `nil` when the table does not have it.
  public func regionName(_ code: String) -> String? { attribute("nama", of: code, in: "wilayah") }
}
