import HTTPTypes
import Hummingbird

/// A file that pages load: from here only, kept by browsers for an hour.
struct PageAsset: Sendable {
  /// Its name under `/assets/`.
  let name: String
  /// Its media type.
  let type: String
  let text: String

  /// All of them; a group of pages with a script of its own adds it here.
  static let all: [PageAsset] = [
    PageAsset(name: "wlkp.css", type: "text/css; charset=utf-8", text: Stylesheet.text),
    PageAsset(name: "ikon.svg", type: "image/svg+xml", text: Stylesheet.icon),
    .script("unggah.js", UploadScript.source),
    .script("kumpulan.js", BatchTemplates.script),
  ]

  /// A script; pages work without it.
  static func script(_ name: String, _ text: String) -> PageAsset {
    PageAsset(name: name, type: "text/javascript; charset=utf-8", text: text)
  }

  var endpoint: Endpoint {
    .get("/assets/" + name) { _, _ in
      var response = Answer.make(.ok, type: type, text: text)
      response.headers[.cacheControl] = "public, max-age=3600"
      return response
    }
  }
}
