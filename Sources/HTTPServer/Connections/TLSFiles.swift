import NIOSSL

extension ServerConfiguration.TLSFiles {
  /// The ciphers of TLS 1.2: each with forward secrecy, and sealing as it encrypts (RFC 9325 section 4.2). Those of
  /// TLS 1.3 are all so.
  private static let ciphers: [NIOTLSCipher] = [
    .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
  ]

  /// What TLS needs: TLS 1.2 and newer, with the certificate that lies in the files when a connection begins.
  ///
  /// - Throws: when a file cannot be read, or the key is not the certificate's.
  func serverConfiguration() throws -> TLSConfiguration {
    let renewal = try TLSRenewal(self)
    var configuration = try plainConfiguration()
    configuration.sslContextCallback = { _, promise in renewal.answer(promise) }
    return configuration
  }

  /// What TLS needs with the files as they are now, once and for all.
  func plainConfiguration() throws -> TLSConfiguration {
    let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
    let secret = try NIOSSLPrivateKey(file: key, format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain,
      privateKey: .privateKey(secret)
    )
    configuration.minimumTLSVersion = .tlsv12
    configuration.cipherSuiteValues = Self.ciphers
    configuration.applicationProtocols = ["http/1.1"]
    return configuration
  }

  /// Reads the files as a start would, and throws what a start would.
  public func check() throws { _ = try NIOSSLContext(configuration: plainConfiguration()) }
}
