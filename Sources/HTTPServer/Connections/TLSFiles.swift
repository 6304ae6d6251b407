import NIOSSL

extension ServerConfiguration.TLSFiles {
  /// What TLS needs, read from the files: TLS 1.2 and newer, with the library's choice of ciphers.
  ///
  /// - Throws: when a file cannot be read, or the key is not the certificate's.
  func serverConfiguration() throws -> TLSConfiguration {
    let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
    let secret = try NIOSSLPrivateKey(file: key, format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain,
      privateKey: .privateKey(secret)
    )
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    return configuration
  }

  /// Reads the files as a start would, and throws what a start would.
  public func check() throws { _ = try NIOSSLContext(configuration: serverConfiguration()) }
}
