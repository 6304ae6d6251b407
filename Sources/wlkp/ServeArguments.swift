import ArgumentParser
import Glibc
import HTTPServer
import ReportModel

/// The flags of `wlkp serve`, and what they make together with the environment and the file.
struct ServeArguments: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Configuration file in YAML (docs/OPERATIONS.md).", valueName: "file"))
  var config: String?
  @Option(name: .long, help: "Address to listen on; 127.0.0.1 when left out.") var host: String?
  @Option(name: .long, help: "Port to listen on; 8080 when left out, 0 takes a free one.") var port: Int?
  @Option(name: .long, help: ArgumentHelp("Certificate chain for TLS, in PEM.", valueName: "file"))
  var tlsCertificate: String?
  @Option(name: .long, help: ArgumentHelp("Private key of the certificate, in PEM.", valueName: "file"))
  var tlsKey: String?
  @Option(
    name: .long,
    help: ArgumentHelp("Address of a proxy in front that does TLS (several times for several).", valueName: "address")
  )
  var behindProxy: [String] = []
  @Option(name: .long, help: "Port on 127.0.0.1 for metrics and health; 0 takes a free one, none when left out.")
  var metricsPort: Int?
  @Option(name: .long, help: ArgumentHelp("Largest body of the API, in MiB.", valueName: "MiB")) var bodyLimit: Int?
  @Option(name: .long, help: "Threads that judge.") var threads: Int?
  @Option(name: .long, help: ArgumentHelp("Keys of a sign-in service whose tokens are taken.", valueName: "file"))
  var jwks: String?
  @Option(name: .long, help: "What the tokens' iss must be.") var jwtIssuer: String?
  @Option(name: .long, help: "What must be among the tokens' aud.") var jwtAudience: String?
  @Flag(name: .long, help: "Keep sign-ins over plain HTTP, too: for one's own machine only.") var plainCookies = false
  @Option(name: .long, help: "Form of the log: text or json.") var logFormat: String?
  @Option(
    name: .long,
    help: ArgumentHelp("Any setting of the configuration file (several times for several).", valueName: "name=value")
  )
  var set: [String] = []

  /// All settings: flags before the environment before the file.
  func settings(_ language: Language) throws(CommandFault) -> ServeSettings {
    var settings = ServeSettings()
    if let config {
      do throws(ServeFile.Fault) {
        try ServeFile.read(config, into: &settings)
      } catch {
        throw CommandFault(.usage, "wlkp: \(error.message(config)[language])")
      }
    }
    do throws(ServeSettingFault) {
      try settings.setFromEnvironment()
      try setFlags(&settings)
    } catch {
      throw CommandFault(.usage, "wlkp: \(error.message(config)[language])")
    }
    return settings
  }

  private func setFlags(_ settings: inout ServeSettings) throws(ServeSettingFault) {
    for pair in set {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let value = parts.count == 2 ? parts[1] : ""
      let isList = if case .list = ServeSetting.named(parts[0])?.kind { true } else { false }
      try settings.set(parts[0], isList ? value.split(separator: ",").map(String.init) : [value], .flag)
    }
    let texts: [(String, String?)] = [
      ("host", host), ("port", port.map { String($0) }), ("tls-certificate", tlsCertificate), ("tls-key", tlsKey),
      ("metrics-port", metricsPort.map { String($0) }), ("body-limit-mib", bodyLimit.map { String($0) }),
      ("judging-threads", threads.map { String($0) }), ("log-format", logFormat), ("jwks", jwks),
      ("jwt-issuer", jwtIssuer), ("jwt-audience", jwtAudience), ("plain-cookies", plainCookies ? "true" : nil),
    ]
    for (name, text) in texts { if let text { try settings.set(name, [text], .flag) } }
    if !behindProxy.isEmpty { try settings.set("behind-proxy", behindProxy, .flag) }
  }
}

extension ServerConfiguration {
  /// The configuration that the settings make.
  init(_ settings: ServeSettings) throws(ServeHindrance) {
    self.init()
    host = settings.text("host") ?? host
    port = settings.whole("port") ?? port
    metricsPort = settings.whole("metrics-port")
    plainCookies = settings.flag("plain-cookies")
    proxies = settings.list("behind-proxy")
    spoolDirectory = settings.text("spool-directory")
    setLimits(settings)
    try setTLS(settings)
    try setIssuer(settings)
  }

  private mutating func setIssuer(_ settings: ServeSettings) throws(ServeHindrance) {
    switch (settings.text("jwks"), settings.text("jwt-issuer"), settings.text("jwt-audience")) {
    case (let keys?, let issuer?, let audience?):
      tokenIssuer = TokenIssuer(keysFile: keys, issuer: issuer, audience: audience)
      neededFiles.append(keys)
    case (nil, nil, nil): break
    default: throw .halfIssuer
    }
  }

  private mutating func setLimits(_ settings: ServeSettings) {
    func mebibytes(_ name: String, _ standard: Int64) -> Int64 {
      settings.whole(name).map { Int64($0) << 20 } ?? standard
    }
    bodyLimit = mebibytes("body-limit-mib", bodyLimit)
    pageBodyLimit = mebibytes("page-body-limit-mib", pageBodyLimit)
    diskReserve = mebibytes("disk-reserve-mib", diskReserve)
    quota.bytesPerDay = mebibytes("account-mib-per-day", quota.bytesPerDay)
    quota.filingsPerHour = settings.whole("account-filings-per-hour") ?? quota.filingsPerHour
    quota.parallelUploads = settings.whole("account-parallel-uploads") ?? quota.parallelUploads
    judgingThreads = settings.whole("judging-threads") ?? judgingThreads
    judgingQueue = settings.whole("judging-queue") ?? judgingQueue
    filingThreads = settings.whole("filing-threads") ?? filingThreads
    connectionsMax = settings.whole("connections") ?? connectionsMax
    jobsMax = settings.whole("jobs") ?? jobsMax
    jobKept = settings.whole("job-kept-seconds") ?? jobKept
    headTimeout = settings.whole("head-timeout-seconds") ?? headTimeout
    requestTimeout = settings.whole("request-timeout-seconds") ?? requestTimeout
    idleTimeout = settings.whole("idle-timeout-seconds") ?? idleTimeout
    shutdownTimeout = settings.whole("shutdown-timeout-seconds") ?? shutdownTimeout
  }

  private mutating func setTLS(_ settings: ServeSettings) throws(ServeHindrance) {
    switch (settings.text("tls-certificate"), settings.text("tls-key")) {
    case (let certificate?, let key?): tls = TLSFiles(certificate: certificate, key: key)
    case (nil, nil): break
    default: throw .halfTLS
    }
    for proxy in proxies where !Self.isAddress(proxy) { throw .proxyUnusable(proxy) }
    guard isLoopback || tls != nil || !proxies.isEmpty else { throw .openWithoutTLS(host: host) }
  }

  private static func isAddress(_ text: String) -> Bool {
    var room = in6_addr()
    return inet_pton(AF_INET, text, &room) == 1 || inet_pton(AF_INET6, text, &room) == 1
  }
}
