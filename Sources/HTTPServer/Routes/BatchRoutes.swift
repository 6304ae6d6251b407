import HTTPTypes
import Hummingbird
import Intake
import NIOPosix
import ReportModel
import ResultRendering
import RuleEngine
import SubmissionStore

/// Archives that inspectors upload to have them judged. A batch is its owner's alone: to all others it is not there.
struct BatchRoutes {
  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] {
    [
      .get("/kumpulan", list), .post("/kumpulan", upload), .get("/kumpulan/{id}", one),
      .get("/kumpulan/{id}/keadaan", state), .get("/kumpulan/{id}/berkas/{nama}", file),
      .post("/kumpulan/{id}/hapus", remove),
    ]
  }

  private var desk: BatchDesk { gate.inspection.batches }

  // MARK: Pages

  @Sendable private func list(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account) = try await gate.visitor(request, InspectorRoutes.roles)
    _ = try Query(request, knows: ["lang"])
    return page(visitor, account)
  }

  @Sendable private func one(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, batch) = try await own(request, context)
    return pages.batch(
      batch,
      sentence: InspectorWording.state(batch, before: desk.placeInQueue(batch.id)),
      names: names(batch),
      visitor
    )
  }

  /// For the script of the page.
  @Sendable private func state(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, batch) = try await own(request, context)
    let sentence = InspectorWording.state(batch, before: desk.placeInQueue(batch.id))
    return Answer.json(
      .object([
        .init("open", .flag(batch.isOpen)), .init("percent", .number(Int64(batch.percent))),
        .init("sentence", .text(sentence[visitor.language])),
      ])
    )
  }

  private func page(
    _ visitor: Visitor,
    _ account: Account,
    fault: Bilingual? = nil,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    let batches = desk.batches(of: account.name).map {
      ($0, InspectorWording.state($0, before: desk.placeInQueue($0.id)))
    }
    return pages.batches(batches, limit: gate.configuration.bodyLimit, visitor, fault: fault, status: status)
  }

  // MARK: Taking and removing

  @Sendable private func upload(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account) = try await gate.visitor(request, InspectorRoutes.roles)
    let form: FormUpload
    do {
      form = try await gate.form(request, by: account, gate.apiBodies)
    } catch Problem.fileMissing {
      return page(visitor, account, fault: InspectorWording.both("chooseFile"), status: .unprocessableContent)
    }
    try gate.requireToken(form.fields["token"], visitor)
    let spool = form.upload.spool
    let (path, size, name, owner) = (spool.path, spool.size, form.fileName, account.name)
    do {
      let batch = try desk.add(path: path, bytes: size, name: name, owner: owner)
      withExtendedLifetime(form) {}
      return Response(status: .seeOther, headers: [.location: "/kumpulan/\(batch.id)"])
    } catch BatchShelf.Refusal.ownQueueFull {
      return page(visitor, account, fault: InspectorWording.both("ownQueueFull"), status: .tooManyRequests)
    } catch BatchShelf.Refusal.queueFull {
      throw Problem.busy
    }
  }

  @Sendable private func remove(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, batch) = try await own(request, context)
    let form = try await FormFields.receive(request, by: gate.pageBodies)
    try gate.requireToken(form["token"], visitor)
    desk.remove(batch.id, of: batch.owner)
    return Response(status: .seeOther, headers: [.location: "/kumpulan"])
  }

  // MARK: Taking away

  @Sendable private func file(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, batch) = try await own(request, context)
    guard let form = BatchFile(rawValue: try context.parameters.require("nama")), case .done(let summary) = batch.state,
      let results = desk.results(of: batch)
    else { throw Problem.notFound(suggestion: nil) }
    let (names, language, directory) = (names(batch), visitor.language, gate.configuration.spoolDirectory)
    let file = try await NIOThreadPool.singleton.runIfActive {
      let spool = try Spool(directory: directory)
      try form.write(summary, results: results, names: names, language: language, to: spool)
      spool.close()
      return try withExtendedLifetime(spool) { try SpooledFile(path: spool.path, size: spool.size) }
    }
    return Response(
      status: .ok,
      headers: [.contentType: form.type, .contentDisposition: "attachment; filename=\"\(form.rawValue)\""],
      body: file.body
    )
  }

  private func names(_ batch: UploadedBatch) -> BatchNames {
    var names = BatchNames()
    guard case .done(let summary) = batch.state else { return names }
    for code in summary.regions.keys { names.regions[code] = gate.engine.tables.regionName(code) }
    return names
  }

  private func own(_ request: Request, _ context: BasicRequestContext) async throws -> (Visitor, UploadedBatch) {
    let (visitor, account) = try await gate.visitor(request, InspectorRoutes.roles)
    _ = try Query(request, knows: ["lang"])
    guard let batch = desk.batch(try context.parameters.require("id"), of: account.name) else {
      throw Problem.notFound(suggestion: nil)
    }
    return (visitor, batch)
  }
}
