import CEL
import ReportModel

/// How values of placeholders are written: days first in dates, grouped thousands, decimal comma in Indonesian.
struct ValueFormat {
  let types: HostTypes

  /// Numbers from here on are grouped; below they may be years, counts and codes.
  static let groupedFrom: UInt64 = 10_000

  /// A value as both languages write it.
  func text(_ value: Value) -> Bilingual {
    switch value {
    case .int(let number): integer(number)
    case .string(let text): Bilingual(id: text, en: text)
    case .bool(let flag): flag ? Bilingual(id: "Ya", en: "Yes") : Bilingual(id: "Tidak", en: "No")
    case .opaque(let opaque) where opaque.type == types.date:
      {
        let day = CivilDate(dayNumber: Int32(truncatingIfNeeded: opaque.mantissa))
        return Bilingual(id: day.dayFirst, en: day.description)
      }()
    case .opaque(let opaque): decimal(ExactDecimal(mantissa: opaque.mantissa, scale: opaque.scale))
    case .list(let values): list(values)
    default: Bilingual(id: "?", en: "?")
    }
  }

  private func integer(_ number: Int64) -> Bilingual {
    let digits = String(number.magnitude)
    let sign = number < 0 ? "-" : ""
    guard number.magnitude >= Self.groupedFrom else { return Bilingual(id: sign + digits, en: sign + digits) }
    return Bilingual(id: sign + grouped(digits, "."), en: sign + grouped(digits, ","))
  }

  private func decimal(_ number: ExactDecimal) -> Bilingual {
    let parts = number.description.split(separator: ".").map(String.init)
    guard parts.count == 2, let whole = Int64(parts[0]) else { return integer(number.mantissa) }
    let sign = whole == 0 && number.mantissa < 0 ? "-" : ""
    let text = integer(whole)
    return Bilingual(id: "\(sign)\(text.id),\(parts[1])", en: "\(sign)\(text.en).\(parts[1])")
  }

  private func list(_ values: [Value]) -> Bilingual {
    let texts = values.map(text)
    return Bilingual(
      id: texts.map(\.id).joined(separator: ", "),
      en: texts.map(\.en).joined(separator: ", ")
    )
  }

  private func grouped(_ digits: String, _ separator: String) -> String {
    var result = ""
    for (offset, digit) in digits.enumerated() {
      if offset > 0, (digits.count - offset).isMultiple(of: 3) { result += separator }
      result.append(digit)
    }
    return result
  }
}
