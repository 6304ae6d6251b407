import Hummingbird
import SubmissionStore

/// Lets people in: checks names and passwords, slowly for those who guess.
struct Doorkeeper: Sendable {
  let hashing: PasswordHashing
  let tries = Tries()

  init(_ configuration: ServerConfiguration) { hashing = PasswordHashing(cost: configuration.passwordCost) }

  /// What a try to sign in came to.
  enum Outcome: Sendable {
    case open(OpenedSession)
    /// No such account, no password yet, or another one: not told which.
    case refused
    /// Not looked at; the next try is, after so many seconds.
    case waits(seconds: Int)
  }
}

extension Gate {
  /// Looks whether somebody is who they say they are, and begins a session.
  func signIn(name: String, password: String, from address: String) async throws -> Outcome {
    let now = clock()
    try takeTry(of: address, now)
    let waiting = doorkeeper.tries.wait(account: name, now: now)
    if waiting > 0 { return .waits(seconds: waiting) }
    guard try await knows(name, password) else {
      let seconds = doorkeeper.tries.failed(account: name, now: now)
      try await noteRefusal(name, seconds, now)
      return seconds > 0 ? .waits(seconds: seconds) : .refused
    }
    doorkeeper.tries.succeeded(account: name)
    return .open(
      try await store.withPersons { persons throws(StoreError) in try persons.openSession(account: name, now: now) }
    )
  }

  typealias Outcome = Doorkeeper.Outcome

  /// Takes one of an address's tries, or refuses.
  ///
  /// - Parameter address: empty where there is no connection.
  func takeTry(of address: String, _ now: Int64) throws(Problem) {
    guard !address.isEmpty else { return }
    let seconds = doorkeeper.tries.take(address: Tries.network(address), now: now)
    if seconds > 0 { throw .tooManyTries(seconds: seconds) }
  }

  /// Whether a password is an account's. The same steps are gone, and take as long, whether there is such an account.
  func knows(_ name: String, _ password: String) async throws -> Bool {
    let kept = try await store.withPersons { persons throws(StoreError) in try persons.password(of: name) }
    return try await doorkeeper.hashing.matches(password, kept)
  }

  /// Leaves an event. A name that no account has is not repeated: it may be a password in the wrong field.
  private func noteRefusal(_ name: String, _ seconds: Int, _ now: Int64) async throws {
    let account = try await store.withPersons { persons throws(StoreError) in
      try persons.openAccount(name, now: now)
    }
    let actor = account?.name ?? "-"
    try await store.record(
      seconds > 0
        ? StoreEvent(.signInLocked, at: now, actor: actor, details: [.init("seconds", String(seconds))])
        : StoreEvent(.signInRefused, at: now, actor: actor)
    )
  }
}
