import AuditLog
import Glibc
import SubmissionStore

/// The numbers of `/metrics`.
struct MetricsPage {
  let gate: Gate

  /// The document. What the store does not tell in time is left out, so that the rest is still seen.
  func text() async -> String {
    var page = Exposition()
    traffic(gate.meters.snapshot, to: &page)
    queues(to: &page)
    await kept(to: &page)
    process(to: &page)
    return page.text
  }

  private func traffic(_ counts: Meters.Snapshot, to page: inout Exposition) {
    page.family(
      "wlkp_http_requests_total",
      .counter,
      "Answered requests by route and status.",
      counts.answers.map { answer, count in
        ([("method", answer.method), ("route", answer.route), ("status", String(answer.status))], Double(count))
      }.sorted { $0.0.map(\.1).lexicographicallyPrecedes($1.0.map(\.1)) }
    )
    page.histograms(
      "wlkp_http_request_seconds",
      "Time from the head of a request to its answer.",
      label: "route",
      counts.durations
    )
    page.table("wlkp_problems_total", "Problems answered, by the end of their type.", label: "type", counts.problems)
    page.number("wlkp_uploaded_bytes_total", .counter, "Bytes of reports received.", Double(counts.uploadedBytes))
    page.table("wlkp_judgements_total", "Judged reports by verdict.", label: "verdict", counts.verdicts)
    page.table("wlkp_findings_total", "Findings by rule.", label: "rule", counts.findings)
    page.table("wlkp_filings_total", "Filings by outcome.", label: "outcome", counts.filings)
  }

  private var queues: [(name: String, threads: WorkingThreads)] {
    [("judging", gate.judging), ("large", gate.largeJudging), ("filing", gate.filing)]
  }

  private func queues(to page: inout Exposition) {
    page.family(
      "wlkp_queue_jobs",
      .gauge,
      "Jobs that run or wait.",
      queues.map { ([("queue", $0.name)], Double($0.threads.depth)) }
    )
    page.family(
      "wlkp_queue_limit",
      .gauge,
      "The most jobs that may run and wait.",
      queues.map { ([("queue", $0.name)], Double($0.threads.most)) }
    )
    page.number(
      "wlkp_arriving_judgements",
      .gauge,
      "Large reports that are judged while they arrive.",
      Double(gate.arriving.depth)
    )
    page.number("wlkp_open_connections", .gauge, "Open connections.", Double(gate.connections.openNow))
    page.number(
      "wlkp_refused_connections_total",
      .counter,
      "Connections beyond the limit.",
      Double(gate.connections.turnedAway)
    )
    page.number("wlkp_kept_jobs", .gauge, "Judgements for callers who did not wait.", Double(gate.jobs.count))
    page.number("wlkp_upload_disk_free_bytes", .gauge, "Free room for uploads.", Double(gate.room.free ?? 0))
  }

  private func kept(to page: inout Exposition) async {
    for (tree, name) in [(LogTree.submissions, "submissions"), (.access, "access")] {
      guard let checkpoint = try? await gate.checkpoint(of: tree) else { continue }
      page.number("wlkp_log_\(name)_leaves", .gauge, "Leaves of the log.", Double(checkpoint.unverified.head.size))
    }
    guard let path = gate.configuration.storePath else { return }
    if let free = gate.storeRoom?.free {
      page.number("wlkp_store_disk_free_bytes", .gauge, "Free room for the store.", Double(free))
    }
    page.number("wlkp_store_bytes", .gauge, "Size of the store's file.", Double(Self.size(path)))
    page.number(
      "wlkp_store_wal_bytes",
      .gauge,
      "Size of the store's write-ahead log.",
      Double(Self.size(path + "-wal"))
    )
  }

  private func process(to page: inout Exposition) {
    let figures = ProcessFigures.now
    page.number("process_resident_memory_bytes", .gauge, "Resident memory.", Double(figures.residentBytes))
    page.number("process_cpu_seconds_total", .counter, "Time on processors.", figures.processorSeconds)
    page.number("process_open_fds", .gauge, "Open files and connections.", Double(figures.openFiles))
  }

  private static func size(_ path: String) -> Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }
}
