public import ReportModel

/// Names of the codes that a summary shows; a code without a name stands for itself.
public struct BatchNames: Sendable {
  /// Names of regions by their four digits.
  public var regions: [String: String]

  /// Names of regions by code.
  public init(regions: [String: String] = [:]) { self.regions = regions }

  /// A region's name; its code when it has none.
  public func region(_ code: String, _ language: Language) -> String {
    code.isEmpty ? BatchWording.unknown[language] : regions[code] ?? code
  }

  /// The section that a division (the first two digits of a sector's code) belongs to.
  public func sector(_ division: String, _ language: Language) -> String {
    guard let number = Int(division) else { return BatchWording.unknown[language] }
    return Self.sections.first { $0.divisions.contains(number) }?.name[language] ?? division
  }

  /// The sections of the classification by their divisions. Letters are left out: KBLI 2025 moved them, the divisions
  /// stayed (ISIC revisions 4 and 5).
  private static let sections: [(divisions: ClosedRange<Int>, name: Bilingual)] = [
    (1...3, Bilingual(id: "Pertanian, kehutanan, perikanan", en: "Agriculture, forestry, fishing")),
    (5...9, Bilingual(id: "Pertambangan dan penggalian", en: "Mining and quarrying")),
    (10...33, Bilingual(id: "Industri pengolahan", en: "Manufacturing")),
    (35...35, Bilingual(id: "Listrik dan gas", en: "Electricity and gas")),
    (36...39, Bilingual(id: "Air, limbah, daur ulang", en: "Water, waste, recycling")),
    (41...43, Bilingual(id: "Konstruksi", en: "Construction")),
    (45...47, Bilingual(id: "Perdagangan dan reparasi kendaraan", en: "Trade and repair of vehicles")),
    (49...53, Bilingual(id: "Pengangkutan dan pergudangan", en: "Transport and storage")),
    (55...56, Bilingual(id: "Akomodasi dan makan minum", en: "Accommodation and food")),
    (58...63, Bilingual(id: "Informasi dan komunikasi", en: "Information and communication")),
    (64...66, Bilingual(id: "Keuangan dan asuransi", en: "Finance and insurance")),
    (68...68, Bilingual(id: "Real estat", en: "Real estate")),
    (69...75, Bilingual(id: "Jasa profesional dan ilmiah", en: "Professional and scientific services")),
    (77...82, Bilingual(id: "Penyewaan dan penunjang usaha", en: "Rental and business support")),
    (84...84, Bilingual(id: "Administrasi pemerintahan", en: "Public administration")),
    (85...85, Bilingual(id: "Pendidikan", en: "Education")),
    (86...88, Bilingual(id: "Kesehatan dan sosial", en: "Health and social work")),
    (90...93, Bilingual(id: "Kesenian dan rekreasi", en: "Arts and recreation")),
    (94...96, Bilingual(id: "Jasa lainnya", en: "Other services")),
    (97...98, Bilingual(id: "Rumah tangga", en: "Households")),
    (99...99, Bilingual(id: "Badan internasional", en: "International bodies")),
  ]
}
