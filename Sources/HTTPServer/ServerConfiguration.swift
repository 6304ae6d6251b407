/// How the server listens, and how much it takes from anybody.
public struct ServerConfiguration: Sendable {
  /// The address to listen on; a loopback address keeps the server to this machine.
  public var host = "127.0.0.1"
  /// The port; 0 lets the system choose a free one.
  public var port = 8080
  /// The largest body the API takes, in bytes: a report of about a quarter of a million workers in XML.
  public var bodyLimit: Int64 = 256 << 20
  /// The largest body the upload page takes, in bytes: what a person sends through a browser and waits for.
  public var pageBodyLimit: Int64 = 32 << 20
  /// Where uploads wait while they are judged; `nil`: `$TMPDIR` or `/tmp`.
  public var spoolDirectory: String?
  /// How many reports are judged at the same time.
  public var judgingThreads = 2
  /// How many received reports may wait for a judging thread; one more is answered 503.
  public var judgingQueue = 64
  /// How many judged reports may wait for the disk at the same time: the store writes those that wait together in one
  /// transaction, so more of them cost one wait, not many.
  public var filingThreads = 32
  /// The longest that a body may take to arrive, in seconds; beyond, somebody holds the connection for its own sake.
  public var requestTimeout = 300
  /// How long a connection may say nothing before it is closed, in seconds.
  public var idleTimeout = 30
  /// How long a stopping server waits for the requests it has accepted, in seconds.
  public var shutdownTimeout = 60

  /// The defaults: this machine only, port 8080.
  public init() {}
}
