import ReportForm
import ReportModel
import ReportReading

/// A sink that keeps everything, for looking at afterwards.
final class Recording: RecordSink {
  var layouts: [SectionLayout] = []
  var batches: [RecordBatch] = []
  var findings: [ReadingFinding] = []

  func receive(_ layout: SectionLayout) { layouts.append(layout) }
  func receive(_ batch: RecordBatch) throws { batches.append(batch) }
  func receive(_ finding: ReadingFinding) { findings.append(finding) }

  /// The rule ids found, sorted, each once.
  var rules: [String] { Set(findings.map(\.rule)).sorted() }

  /// The rule ids of findings that stand in the way or warn.
  var graveRules: [String] {
    let notes: Set = ["WL-BERKAS-004", "WL-BERKAS-016", "WL-BERKAS-017", "WL-BERKAS-021"]
    return Set(findings.filter { $0.severity != .info && !notes.contains($0.rule) }.map(\.rule)).sorted()
  }

  func findings(_ rule: String) -> [ReadingFinding] { findings.filter { $0.rule == rule } }

  /// The rows of a section as `field=value` lines; only cells with a value. Damaged ones carry a `!`.
  func rows(_ section: String) -> [[String]] {
    batches.filter { $0.shape.name == section }.flatMap { batch in
      (0..<batch.rowCount).map { row in
        batch.shape.fields.indices.compactMap { field in
          guard let text = batch.display(field: field, row: row) else { return nil }
          let mark = batch.state(field: field, row: row) == .damaged ? "!" : ""
          return "\(batch.shape.fields[field].name)=\(mark)\(text)"
        }
      }
    }
  }

  /// One cell as text: `nil` when empty or absent, with `!` in front when damaged.
  func cell(_ section: String, _ field: String, row: Int = 0) -> String? {
    for batch in batches where batch.shape.name == section && row < batch.firstRow - 1 + batch.rowCount {
      guard let index = batch.shape.index(of: field), row >= batch.firstRow - 1 else { return nil }
      let place = row - batch.firstRow + 1
      let mark = batch.state(field: index, row: place) == .damaged ? "!" : ""
      return batch.display(field: index, row: place).map { mark + $0 }
    }
    return nil
  }
}

/// The form of the package itself.
let form: FormDefinition = {
  let folder = String(#filePath.split(separator: "/").dropLast(3).joined(separator: "/"))
  do {
    return try FormDefinition.load { file in text(ofFile: "/\(folder)/Schemas/report/1.0/\(file)") }
  } catch {
    fatalError("the form cannot be loaded: \(error)")
  }
}()

private func text(ofFile path: String) -> String? {
  guard let source = try? FileSource(path: path) else { return nil }
  var bytes = [UInt8](repeating: 0, count: Int(source.size))
  let count = bytes.withUnsafeMutableBytes { try? source.read(into: $0, at: 0) }
  return count == bytes.count ? String(decoding: bytes, as: UTF8.self) : nil
}

private let standardReader = ReportReader(form: form)

/// Reads a text or bytes with the package's form.
func reading(_ text: String, limits: ReadingLimits = .standard) -> (Recording, ReadingSummary) {
  reading(Array(text.utf8), limits: limits)
}

func reading(_ bytes: [UInt8], limits: ReadingLimits = .standard) -> (Recording, ReadingSummary) {
  let sink = Recording()
  do {
    let reader = limits == .standard ? standardReader : ReportReader(form: form, limits: limits)
    let summary = try reader.read(MemorySource(bytes), into: sink)
    return (sink, summary)
  } catch {
    fatalError("memory cannot fail: \(error)")
  }
}

/// A small report in CSV; `workers` are the lines below the heading of the workers.
enum SampleCSV {
  static let head = """
    [kepala]
    versi_skema,jenis_laporan,jenis_penyampaian,periode_tahun,tanggal_keadaan,tanggal_lapor,kode_wilayah,kode_unit
    1.0,TAHUNAN,PERPANJANGAN,2025,2025-11-30,2025-12-12,3273,PUSAT
    [identitas_perusahaan]
    nama_perusahaan,nib,npwp
    PT Contoh Sejahtera,9120001234567,0123456782000000

    """
  static let workerHeading =
    "nomor_urut,kode_unit,nama_lengkap,kewarganegaraan,nik,jenis_kelamin,tanggal_lahir,status_hubungan,upah_sebulan,jam_kerja_per_minggu,penyandang_disabilitas"
  static let worker = "1,PUSAT,Siti Rahma,ID,3273014101909901,P,1990-01-01,PKWTT,4250000,40,T"

  static func report(workers: [String] = [worker], heading: String = workerHeading, more: String = "") -> String {
    head + more + "[tenaga_kerja]\n" + heading + "\n" + workers.joined(separator: "\n") + "\n"
  }

  /// A report whose one worker has `value` in the column `field`.
  static func with(_ field: String, _ value: String) -> String {
    let columns = workerHeading.split(separator: ",").map(String.init)
    var cells = worker.split(separator: ",").map(String.init)
    guard let place = columns.firstIndex(of: field) else { fatalError("no column \(field)") }
    cells[place] =
      "\"" + value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    return report(workers: [cells.joined(separator: ",")])
  }
}

/// The same small report in XML.
enum SampleXML {
  static let kepala = """
    <kepala><versiSkema>1.0</versiSkema><jenisLaporan>TAHUNAN</jenisLaporan>\
    <jenisPenyampaian>PERPANJANGAN</jenisPenyampaian><periodeTahun>2025</periodeTahun>\
    <tanggalKeadaan>2025-11-30</tanggalKeadaan><tanggalLapor>2025-12-12</tanggalLapor>\
    <kodeWilayah>3273</kodeWilayah><kodeUnit>PUSAT</kodeUnit></kepala>
    """
  static let identitas = """
    <identitasPerusahaan><namaPerusahaan>PT Contoh Sejahtera</namaPerusahaan><nib>9120001234567</nib>\
    <npwp>0123456782000000</npwp></identitasPerusahaan>
    """
  static let worker = """
    <tenagaKerja><nomorUrut>1</nomorUrut><kodeUnit>PUSAT</kodeUnit><namaLengkap>Siti Rahma</namaLengkap>\
    <kewarganegaraan>ID</kewarganegaraan><nik>3273014101909901</nik><jenisKelamin>P</jenisKelamin>\
    <tanggalLahir>1990-01-01</tanggalLahir><statusHubungan>PKWTT</statusHubungan>\
    <upahSebulan>4250000</upahSebulan><jamKerjaPerMinggu>40</jamKerjaPerMinggu>\
    <penyandangDisabilitas>T</penyandangDisabilitas></tenagaKerja>
    """

  static func report(_ body: String) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<laporanWlkp xmlns=\"urn:wlkp:laporan:1\">\n\(body)\n</laporanWlkp>\n"
  }

  static func report(workers: [String] = [worker], middle: String = "") -> String {
    report(
      kepala + "\n" + identitas + "\n" + middle + "<daftarTenagaKerja>\n" + workers.joined(separator: "\n")
        + "\n</daftarTenagaKerja>"
    )
  }
}
