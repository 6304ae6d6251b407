import AuditLog
import HTTPTypes
import Hummingbird
import NIOPosix
import ReportModel
import SubmissionStore

/// The log before the auditor: how both trees stand, two sizes compared, and the whole check.
struct AuditedLogRoutes {
  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] { [.get("/audit/log", show), .post("/audit/log/periksa", check)] }

  @Sendable private func show(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account) = try await gate.visitor(request, AuditorRoutes.roles)
    var form = try FormQuery(request, knows: LogStatePage.parameters)
    let store = gate.store
    let trees = try await NIOThreadPool.singleton.runIfActive {
      try LogTree.allCases.map { try TreeState.read($0, from: store) }
    }
    let asked = LogStatePage.request(&form) { tree in
      trees.first { $0.tree == tree }?.checkpoints.first?.unverified.head.size ?? 0
    }
    var comparison: SizeComparison?
    if let asked {
      comparison = try await NIOThreadPool.singleton.runIfActive {
        try SizeComparison.make(old: asked.old, new: asked.new, givenRoot: asked.root, of: asked.tree, in: store)
      }
    }
    try await gate.note(.log, by: account)
    return pages.page(
      visitor,
      title: AuditorWording.logTitle,
      place: .log,
      status: form.faults.isEmpty ? .ok : .badRequest,
      body: pages["auditLog"],
      LogStatePage(language: visitor.language).content(trees, form, comparison: comparison, check: gate.logCheck.state)
    )
  }

  /// Begins a whole check, unless one is running, and shows the page on which it can be followed.
  @Sendable private func check(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account) = try await gate.visitor(request, AuditorRoutes.roles)
    let fields = try await FormFields.receive(request, by: gate.pageBodies)
    try gate.requireToken(fields["token"], visitor)
    guard let extent = fields["lingkup"].flatMap(LogCheckJob.Extent.init(rawValue:)) else {
      throw Problem.parameterUnusable(name: "lingkup")
    }
    try await gate.note(.logCheck, by: account, [.init("extent", extent == .trees ? "trees" : "whole")])
    _ = gate.logCheck.start(extent, of: gate.store, by: account.name, clock: gate.clock)
    return Response(status: .seeOther, headers: [.location: "/audit/log#periksa"])
  }
}
