import ReportModel
import SubmissionStore

/// Why a request did not get what it asked for. Its sentence and status stand in `ProblemTable.swift`.
enum Problem: Error, Sendable {
  // MARK: The request
  /// The path names nothing; `suggestion` is a near name, where there is one.
  case notFound(suggestion: String?)
  /// The path is there, but not for this method.
  case methodNotAllowed(allowed: String)
  /// A query parameter that the route does not know.
  case parameterUnknown(name: String)
  /// A query parameter whose value cannot be read.
  case parameterUnusable(name: String)
  /// The body is of a kind that is no report.
  case mediaType(accepted: String)
  /// The body is compressed in transit.
  case contentEncoding
  /// None of the formats that the caller takes is made here.
  case notAcceptable(offered: String)
  /// The body is larger than the limit, in bytes.
  case tooLarge(limit: Int64)
  /// The body took longer than the limit, in seconds.
  case tooSlow(limit: Int)
  /// The body is not framed as HTTP asks (chunks, lengths), or ends too early.
  case bodyUnreadable
  /// The digest header cannot be read.
  case digestUnreadable(header: String)
  /// The bytes that came are not those the digest was made of.
  case digestMismatch(header: String)
  /// The key for retries cannot be used.
  case idempotencyKeyUnusable
  /// The form's body breaks RFC 7578.
  case multipart(MultipartFault)
  /// The form came without a file.
  case fileMissing
  /// The form's fields cannot be read, or there are too many.
  case formUnreadable

  // MARK: The caller
  /// A page for people who have signed in; afterwards they go on to this path and query.
  case signInFirst(path: String)
  /// The draft was filed under this number.
  case draftFiled(number: String)
  /// The draft is not there any more, or never was this account's.
  case draftGone
  /// The file is of a kind that is not repaired automatically.
  case notRepairable
  /// The form is not from a page that this person was given: too old, or from elsewhere.
  case formExpired
  /// A link for one use that was used, has expired, or never was.
  case linkUnusable
  /// Too many tries; the next is looked at after so many seconds.
  case tooManyTries(seconds: Int)
  /// No token, or one that does not hold.
  case unauthenticated(tokenGiven: Bool)
  /// The account's role may not do this.
  case forbidden(role: Account.Role)
  /// The report is of a company that this account does not file for.
  case otherCompany
  /// The account has sent as much as it may; it may go on after so many seconds.
  case quotaMet(AccountQuota.Kind, wait: Int)

  // MARK: The report
  /// The verdict does not allow filing; the result says why.
  case notAccepted(Verdict, sentence: Bilingual, result: String)
  /// The report collides with what is kept.
  case refused(FilingRefusal, result: String?)
  /// The report cannot be kept from this account; why is not for it to know.
  case notFileableHere
  /// The original's key was destroyed by order; the proofs stay.
  case originalErased
  /// The header lacks what a kept report needs.
  case headerIncomplete(fields: [String])

  // MARK: Ours
  /// All judging threads and the queue before them are taken.
  case busy
  /// The disk has no room for another upload.
  case noRoom
  /// The server cannot do its work now, or stops.
  case notReady(reasons: [NotReady])
  /// The store does not answer now.
  case storeUnavailable
  /// A rule broke; the report is not judged.
  case ruleFault
  /// Something of ours broke.
  case internalFault
}

extension Problem {
  /// What a fault of the store means to a caller.
  init(_ error: StoreError) {
    switch error {
    case .cursorUnusable: self = .parameterUnusable(name: "after")
    case .tooLarge(.idempotencyKey, _, _): self = .idempotencyKeyUnusable
    case .headerIncomplete(let fields): self = .headerIncomplete(fields: fields)
    case .originalErased: self = .originalErased
    case .busy, .diskFull, .readOnly: self = .storeUnavailable
    default: self = .internalFault
    }
  }
}
