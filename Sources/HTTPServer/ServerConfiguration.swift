public import SubmissionStore

/// How the server listens, and how much it takes from anybody.
public struct ServerConfiguration: Sendable {
  // MARK: Where

  /// The address to listen on; a loopback address keeps the server to this machine.
  public var host = "127.0.0.1"
  /// The port; 0 lets the system choose a free one.
  public var port = 8080
  /// The certificate and key for TLS; `nil`: plain HTTP.
  public var tls: TLSFiles?
  /// Addresses of proxies in front of this server, whose X-Forwarded-For and X-Forwarded-Proto are believed.
  public var proxies: [String] = []
  /// The port on 127.0.0.1 for metrics and health, for the operator's own tools; 0 takes a free one, `nil`: none.
  public var metricsPort: Int?
  /// Files that the server cannot do without: the store and its keys. Not ready when one is not readable.
  public var neededFiles: [String] = []
  /// The store's file, whose size is a metric.
  public var storePath: String?

  // MARK: How much

  /// The largest body the API takes, in bytes: a report of about a quarter of a million workers in XML.
  public var bodyLimit: Int64 = 256 << 20
  /// The largest body the upload page takes, in bytes: what a person sends through a browser and waits for.
  public var pageBodyLimit: Int64 = 32 << 20
  /// Where uploads wait while they are judged; `nil`: `$TMPDIR` or `/tmp`.
  public var spoolDirectory: String?
  /// What stays free on the disk of the uploads, in bytes: beyond, uploads are answered 503 and the server is not ready.
  public var diskReserve: Int64 = 256 << 20
  /// How many reports are judged at the same time.
  public var judgingThreads = 2
  /// How many received reports may wait for a judging thread; one more is answered 503.
  public var judgingQueue = 64
  /// From this size on, in bytes, a report is a large one: it is judged while it arrives where a place is free, and else
  /// never on the threads of small ones. Below, judging takes a twentieth of a second.
  public var largeBytes: Int64 = 8 << 20
  /// How many large reports are judged at the same time while they arrive. Each takes up to three threads and some 20 MB,
  /// and waits for its sender: with one place, one slow sender would keep all others from it.
  public var arrivingPlaces = 2
  /// How many large reports are judged at the same time that have arrived whole; each keeps two cores busy.
  public var largeThreads = 1
  /// What judges the files of an uploaded archive, as a process of its own: this program.
  public var batchProgram = "/proc/self/exe"
  /// Its arguments.
  public var batchArguments = ["batch-worker"]
  /// How many of them work at the same time; one archive is judged at a time.
  public var batchWorkers = 2
  /// How many judged reports may wait for the disk at the same time: the store writes those that wait together in one
  /// transaction, so more of them cost one wait, not many.
  public var filingThreads = 32
  /// The most open connections; one more is answered 503 and closed.
  public var connectionsMax = 1024
  /// How much one account may send.
  public var quota = AccountQuota()
  /// The most judgements that wait or run for callers who did not stay on the line, and results kept for them.
  public var jobsMax = 256
  /// How long the result of such a judgement is kept, in seconds.
  public var jobKept = 3600

  // MARK: How long

  /// The longest that the head of a request may take to arrive, in seconds.
  public var headTimeout = 15
  /// The longest that a body may take to arrive, in seconds; beyond, somebody holds the connection for its own sake.
  public var requestTimeout = 300
  /// How long a connection may say nothing before it is closed, in seconds.
  public var idleTimeout = 30
  /// How long a stopping server waits for the requests it has accepted, in seconds.
  public var shutdownTimeout = 60
  /// Whether sign-ins are kept in a cookie that travels over plain connections, under another name; for a server that
  /// only this machine reaches, and browsers that take no Secure cookie from it.
  public var plainCookies = false
  /// Whose signed tokens are taken at the interface beside our own; `nil`: nobody's.
  public var tokenIssuer: TokenIssuer?
  /// What a new password's hash costs.
  public var passwordCost = PasswordCost.usual

  /// The defaults: this machine only, port 8080.
  public init() {}

  /// A certificate chain and its key, as PEM files.
  public struct TLSFiles: Hashable, Sendable {
    /// The chain, this server's certificate first.
    public var certificate: String
    /// Its private key.
    public var key: String

    /// The two files.
    public init(certificate: String, key: String) {
      self.certificate = certificate
      self.key = key
    }
  }

  /// Whether only this machine can reach the address.
  public var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}
