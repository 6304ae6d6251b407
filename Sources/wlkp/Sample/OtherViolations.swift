import ReportModel

extension SampleViolation {
  /// Apprentices, terminations, outsourcing, and women on the night shift.
  static let otherViolations: [SampleViolation] = [
    SampleViolation(
      "WL-MAGANG-006",
      id: "peserta magang tanpa uang saku",
      en: "apprentices without an allowance",
      workers: 50,
      from: SampleDates.day(2017, 1, 1)
    ) { $0.set("pemagangan", ["uangSakuBulanan": "0"]) },
    SampleViolation(
      "WL-PHK-005",
      id: "seperlima pekerja diputus hubungan kerjanya",
      en: "one worker in five is dismissed"
    ) { plan in
      let dismissed = max(2, plan.order.workers / 5)
      plan.change("mutasi") { section in
        section.fields.append("alasanPhk")
        for row in section.rows.indices { section.rows[row].append(nil) }
        section.rows.append(["PHK", "\(dismissed)", "0", "EFISIENSI_CEGAH_RUGI"])
      }
      // They were there a year ago, so that the sums hold.
      plan.add(dismissed, to: "jumlahPekerjaTahunLaluL", of: "ringkasanKesempatanKerja")
      plan.add(dismissed, to: "jumlahPekerjaBerhenti", of: "ringkasanKesempatanKerja")
    },
    SampleViolation(
      "WL-ALIH-001",
      id: "pekerja alih daya tanpa nama perusahaan mitra",
      en: "outsourced workers without the vendor's name"
    ) { plan in
      plan.change("rekapStatus") { $0.rows.append(["ALIH_DAYA", "WNI", "3", "1"]) }
      plan.append(
        SampleSection(
          "alihDaya",
          ["arah": "MENERIMA", "namaMitra": "", "jenisPekerjaan": "Kebersihan", "jumlahL": "3", "jumlahP": "1"]
        )
      )
    },
    SampleViolation(
      "WL-PRP-002",
      id: "perempuan pada shift malam tanpa antar jemput",
      en: "women on the night shift without transport",
      workers: 10
    ) { plan in
      plan.change("waktuKerja") { section in
        for row in section.rows.indices where section["kerjaMalamPerempuan", row: row] == "Y" {
          section["fasilitasAntarJemput", row: row] = "T"
        }
      }
    },
  ]
}
