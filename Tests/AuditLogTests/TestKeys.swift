import AuditLog

/// Fixed keys and texts. Those of `log.example/wlkp` (seed 00 01 … 1f) were made with Python's `cryptography` package
/// and a tree written anew from the RFC, so they check ours against a program that shares nothing with it.
enum TestKeys {
  static let name = "log.example/wlkp"
  static let seed = Array(UInt8(0)..<32)
  static let publicText = "log.example/wlkp+617411e4+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
  static let privateText = "PRIVATE+KEY+log.example/wlkp+617411e4+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n"

  /// The checkpoint of the eight entries of the Certificate Transparency tree.
  static let checkpoint = """
    log.example/wlkp
    8
    XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=

    — log.example/wlkp \
    YXQR5DPNTlYvMypNglcUgIMYy5eeTeiaALSQk+U0bKVFBPCla+GbM0sy41+nZU/tFQ8tzxh/jOiporJxkS80C3J1awo=

    """

  /// The proof that entry 5, the bytes 40 41 42 43, is in it.
  static let proof = """
    c2sp.org/tlog-proof@v1
    extra d2xrcA==
    index 5
    vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=
    yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=
    037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=


    """ + checkpoint

  /// The key and example of the package `golang.org/x/mod/sumdb/note`.
  static let goPublicText = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  static let goPrivateText = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
  static let goNote = """
    If you think cryptography is the answer to your problem,
    then you don't know what your problem is.

    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

    """

  /// The key of Go's public checksum database and two checkpoints of it, four years apart.
  static let sumdbPublicText = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
  static let sumdbCheckpoints = [
    """
    go.sum database tree
    6476701
    mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=

    — sum.golang.org \
    Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=

    """,
    """
    go.sum database tree
    65209736
    5+uGFjx6xBZG8ip1+wi77v+grwbhhukIrxEUS8PXvRo=

    — sum.golang.org \
    Az3grnbssgK7ubgFX36gVETtNv0U23qxyAhAMai2QUfeGa3nB/akvkMdlUErfcZz7l/R3cVtYspg3dxXABkGZZKdsQ8=

    """,
  ]
}
