import ReportForm
import ReportModel
import RuleEngine
import Testing

@Suite("The form, version 1.0")
struct FormDefinitionTests {
  private let form: FormDefinition

  init() throws {
    let source = BuiltInSchemas()
    form = try FormDefinition.load { source.text("report/1.0/" + $0) }
  }

  @Test(
    "It has the sections that every report is made of",
    arguments: [
      "kepala", "konfirmasi", "identitasPerusahaan", "pemilik", "pengurus", "penanggungJawab", "kbli", "rekapStatus",
      "rekapUsiaUpah", "rekapPendidikan", "pengupahan", "waktuKerja", "jaminanSosial", "kepesertaanProgram",
      "hubunganIndustrial", "k3", "peristiwa", "pernyataan", "tenagaKerja", "akhir",
    ]
  )
  func sections(name: String) {
    #expect(form.section(name) != nil)
  }

  @Test("kepala comes first, konfirmasi second, the workers last but for the closing counts")
  func order() {
    let names = form.sections.map(\.name)
    #expect(names.prefix(2) == ["kepala", "konfirmasi"])
    #expect(names.suffix(2) == ["tenagaKerja", "akhir"])
  }

  @Test("Only what names the report itself is mandatory by structure")
  func mandatory() {
    let required = form.sections.flatMap { section in section.fields.filter(\.isRequired).map(\.name) }
    #expect(
      Set(required) == [
        "versiSkema", "jenisLaporan", "jenisPenyampaian", "periodeTahun", "tanggalKeadaan", "tanggalLapor",
        "kodeWilayah", "kodeUnit", "namaPerusahaan",
      ]
    )
  }

  @Test("CSV headings are the snake_case of the element names")
  func headings() {
    for section in form.sections {
      for field in section.fields {
        let snake = field.name.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
        #expect(field.csv == snake, "\(section.name).\(field.name)")
      }
    }
  }

  @Test(
    "What decision 8 forbids is not asked for",
    arguments: ["agama", "namaIbu", "anggotaSerikat", "npwpPekerja", "hamil"]
  )
  func neverCollected(field: String) {
    #expect(form.sections.allSatisfy { $0.shape.index(of: field) == nil })
  }

  @Test("Every field about a worker says what it is for")
  func purposes() {
    for section in form.sections where section.level == "worker" {
      for field in section.fields { #expect(field.purpose != nil, "\(field.name)") }
    }
  }

  @Test("NIK, names and wages of workers are typed as personal")
  func personal() throws {
    let workers = try #require(form.section("tenagaKerja"))
    let kinds = Dictionary(uniqueKeysWithValues: workers.fields.map { ($0.name, $0.personal) })
    #expect(kinds["nik"] == .nik)
    #expect(kinds["namaLengkap"] == .name)
    #expect(kinds["upahPokok"] == .wage)
  }

  @Test(
    "A faulty definition is refused with the file and the fault",
    arguments: [
      ("type: text(0)", FormFault.Problem.unknownType(field: "a", notation: "text(0)")),
      ("type: code(NOPE)", .unknownList(field: "a", list: "NOPE")),
    ]
  )
  func refused(type: String, problem: FormFault.Problem) {
    let files = [
      "form.yaml": "{version: '9', namespace: n, root: r, sections_files: [s.yaml], codes_file: c.yaml}",
      "c.yaml": "[]",
      "s.yaml": """
      - section: s
        xml: s
        csv: s
        rows: one
        level: unit
        kinds: all
        title: {id: s, en: s}
        fields:
          - {name: a, csv: a, \(type), label: {id: a, en: a}}
      """,
    ]
    #expect {
      try FormDefinition.load { files[$0] }
    } throws: { error in
      (error as? FormFault)?.problem == problem && (error as? FormFault)?.file == "s.yaml"
    }
  }
}
