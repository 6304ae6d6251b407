import HTTPTypes
import Hummingbird
import ReportModel
import RuleEngine
import SubmissionStore

extension AccountsRoutes {
  /// The list, a part of it at a time, by name.
  func list(
    _ request: Request,
    _ visitor: Visitor,
    _ faults: FieldFaults,
    _ fields: FormFields? = nil,
    _ status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let store = gate.store
    let search = (Self.parameter("cari", request) ?? "").lowercased()
    let after = Self.parameter("setelah", request) ?? ""
    let accounts = try await store.withPersons { _ throws(StoreError) in try store.accounts() }
    let found = accounts.filter { account in
      (search.isEmpty || account.name.lowercased().contains(search)) && (after.isEmpty || account.name > after)
    }
    let shown = found.prefix(Self.pageLength)
    var values = PersonWording.values(visitor.language, faults)
    values["cari"] = search
    values["rows"] = shown.map { row($0, visitor.language) }
    values["hasRows"] = !shown.isEmpty
    values["listed"] = PersonWording.listed(shown.count)[visitor.language]
    if found.count > shown.count, let last = shown.last {
      values["next"] =
        "/akun-akun?cari=\(PageAddress.encoded(search))&setelah=\(PageAddress.encoded(last.name))"
    }
    values["roles"] = Account.Role.allCases.map { role -> [String: Any] in
      [
        "value": role.rawValue, "name": PersonWording.name(role)[visitor.language],
        "isChosen": role.rawValue == fields?["peran"],
      ]
    }
    values["nama"] = fields?["nama"] ?? ""
    values["lingkup"] = fields?["lingkup"] ?? ""
    return page(visitor, PersonWording.both("accounts"), faults, status, "accounts", values)
  }

  /// One account.
  func details(
    _ visitor: Visitor,
    _ administrator: Account,
    _ name: String,
    _ faults: FieldFaults,
    _ fields: FormFields? = nil,
    _ status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let store = gate.store
    guard let account = try await store.account(named: name) else { throw Problem.notFound(suggestion: nil) }
    let tokens = try await store.withPersons { _ throws(StoreError) in try store.tokens(account: name) }
    var values = PersonWording.values(visitor.language, faults)
    values.merge(row(account, visitor.language)) { $1 }
    values.merge(PersonPages.tokens(tokens, gate.clock(), visitor.language)) { $1 }
    values["done"] = PersonPages.done(visitor)
    values["lingkup"] = fields?["lingkup"] ?? account.scope.text
    values["mayClose"] = account.closedAt == nil && name != administrator.name
    return page(visitor, Bilingual(id: name, en: name), faults, status, "accountDetails", values)
  }

  private func row(_ account: Account, _ language: Language) -> [String: Any] {
    [
      "name": account.name, "role": PersonWording.name(account.role)[language],
      "scope": ScopeWording(tables: gate.engine.tables).text(account.scope)[language],
      "isClosed": account.closedAt != nil, "address": Self.address(of: account.name),
    ]
  }

  private func page(
    _ visitor: Visitor,
    _ title: Bilingual,
    _ faults: FieldFaults,
    _ status: HTTPResponse.Status,
    _ template: String,
    _ values: [String: Any]
  ) -> Response {
    pages.page(
      visitor,
      title: faults.isEmpty ? title : PageWording.faulty(title),
      place: .accounts,
      status: status,
      body: pages[template],
      values
    )
  }
}
