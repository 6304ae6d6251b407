// swift-tools-version: 6.2
import PackageDescription

// The house: every module stands on a floor and imports only from lower floors, never from a neighbour.
// The table is checked while the manifest is read; Tests/TidyTests checks the real imports against it.
// `outside` are products of other packages, `system` are C targets under Sources/CLibraries.
struct Module {
  let name: String
  let floor: Int
  var imports: [String] = []
  var outside: [String] = []
  var system: [String] = []
}

let house: [Module] = [
  Module(name: "XML", floor: 1, system: ["CLibXML2", "CSIMD"]),
  Module(name: "CSV", floor: 1, system: ["CSIMD"]),
  Module(name: "CEL", floor: 1),
  Module(name: "AuditLog", floor: 1, outside: ["Crypto"]),
  Module(name: "ReportModel", floor: 1),
  Module(name: "ReportForm", floor: 2, imports: ["ReportModel"], outside: ["Yams"], system: ["CXlsxWriter"]),
  Module(
    name: "ReportReading",
    floor: 3,
    imports: ["XML", "CSV", "AuditLog", "ReportModel", "ReportForm"],
    system: ["CLibArchive", "CZLib", "CZstd"]
  ),
  Module(
    name: "RuleEngine",
    floor: 3,
    imports: ["CEL", "AuditLog", "ReportModel", "ReportForm"],
    outside: ["Crypto", "Yams"],
    system: ["CSchemas"]
  ),
  Module(
    name: "SubmissionStore",
    floor: 3,
    imports: ["AuditLog", "ReportModel"],
    outside: ["Crypto", "GRDB", "GRDBSQLite"],
    system: ["CZstd"]
  ),
  Module(name: "ResultRendering", floor: 3, imports: ["ReportModel"], system: ["CHaru", "CQREncode"]),
  Module(
    name: "Intake",
    floor: 4,
    imports: [
      "AuditLog", "ReportModel", "ReportForm", "ReportReading", "RuleEngine", "SubmissionStore", "ResultRendering",
    ]
  ),
  Module(
    name: "HTTPServer",
    floor: 5,
    imports: [
      "AuditLog", "ReportModel", "ReportReading", "ReportForm", "RuleEngine", "SubmissionStore", "ResultRendering",
      "Intake",
    ],
    outside: [
      "Hummingbird", "HummingbirdTLS", "Mustache", "ServiceLifecycle", "Logging", "Crypto", "CryptoExtras", "JWTKit",
    ],
    system: ["COpenAPI", "CExamples"]
  ),
  Module(
    name: "wlkp",
    floor: 6,
    imports: [
      "AuditLog", "ReportModel", "ReportForm", "ReportReading", "RuleEngine", "SubmissionStore", "ResultRendering",
      "Intake", "HTTPServer",
    ],
    outside: ["ArgumentParser", "AsyncHTTPClient", "Logging", "Yams"]
  ),
]

// MARK: - The floors check themselves

func requireLowerFloors(_ house: [Module]) {
  let floors = Dictionary(uniqueKeysWithValues: house.map { ($0.name, $0.floor) })
  for module in house {
    for name in module.imports {
      guard let floor = floors[name] else {
        fatalError("\(module.name) imports \(name), which is not a module of the house.")
      }
      guard floor < module.floor else {
        fatalError("\(module.name) (floor \(module.floor)) may not import \(name) (floor \(floor)).")
      }
    }
  }
}
requireLowerFloors(house)

let packageOfProduct = [
  "Crypto": "swift-crypto", "CryptoExtras": "swift-crypto", "JWTKit": "jwt-kit", "Yams": "Yams",
  "GRDB": "GRDB.swift", "GRDBSQLite": "GRDB.swift",
  "Hummingbird": "hummingbird", "HummingbirdTLS": "hummingbird", "HummingbirdTesting": "hummingbird",
  "Mustache": "swift-mustache", "AsyncHTTPClient": "async-http-client",
  "ServiceLifecycle": "swift-service-lifecycle", "Logging": "swift-log", "ArgumentParser": "swift-argument-parser",
]

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func product(_ name: String) -> Target.Dependency {
  .product(name: name, package: packageOfProduct[name]!)
}

func target(_ module: Module) -> Target {
  let dependencies =
    module.imports.map { Target.Dependency.byName(name: $0) } + module.outside.map(product)
    + module.system.map { Target.Dependency.byName(name: $0) }
  let path = "Sources/\(module.name)"
  return module.name == "wlkp"
    ? .executableTarget(
      name: module.name,
      dependencies: dependencies,
      path: path,
      exclude: [],
      swiftSettings: settings
    )
    : .target(
      name: module.name,
      dependencies: dependencies,
      path: path,
      exclude: readmes[module.name, default: []],
      swiftSettings: settings
    )
}

/// Documents that lie beside the sources.
let readmes = ["CEL": ["README.md"], "AuditLog": ["README.md"], "SubmissionStore": ["README.md"]]

/// Files that tests compare with or run, read at run time from the source tree.
let goldenFolders = [
  "ResultRendering": ["Golden"], "ReportReading": ["Fixtures"], "SubmissionStore": ["verify_log.py"],
  "AuditLog": ["make_log.py"],
]

/// A test target sees its module, what that module imports, and the shared fixtures.
func tests(_ name: String, _ imports: [String] = [], outside: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: ([name] + imports).filter { $0 != "EndToEnd" && $0 != "Tidy" }.map { .byName(name: $0) }
      + outside.map(product),
    path: "Tests/\(name)Tests",
    exclude: goldenFolders[name, default: []],
    swiftSettings: settings
  )
}

let package = Package(
  name: "wlkp",
  products: [
    .executable(name: "wlkp", targets: ["wlkp"]),
    .library(name: "CEL", targets: ["CEL"]),
    .library(name: "CSV", targets: ["CSV"]),
    .library(name: "AuditLog", targets: ["AuditLog"]),
    .library(name: "SubmissionStore", targets: ["SubmissionStore", "AuditLog", "ReportModel"]),
    .library(name: "ReportReading", targets: ["ReportReading", "ReportForm", "ReportModel"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: house.map(target) + [
    .systemLibrary(
      name: "CLibXML2",
      path: "Sources/CLibraries/CLibXML2",
      pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"])]
    ),
    .systemLibrary(
      name: "CLibArchive",
      path: "Sources/CLibraries/CLibArchive",
      pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"])]
    ),
    .systemLibrary(
      name: "CZLib",
      path: "Sources/CLibraries/CZLib",
      pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"])]
    ),
    .systemLibrary(
      name: "CXlsxWriter",
      path: "Sources/CLibraries/CXlsxWriter",
      pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"])]
    ),
    .systemLibrary(
      name: "CZstd",
      path: "Sources/CLibraries/CZstd",
      pkgConfig: "libzstd",
      providers: [.apt(["libzstd-dev"])]
    ),
    // libharu comes without a pkg-config file.
    .systemLibrary(name: "CHaru", path: "Sources/CLibraries/CHaru", providers: [.apt(["libhpdf-dev"])]),
    .systemLibrary(
      name: "CQREncode",
      path: "Sources/CLibraries/CQREncode",
      pkgConfig: "libqrencode",
      providers: [.apt(["libqrencode-dev"])]
    ),
    .systemLibrary(name: "CSIMD", path: "Sources/CLibraries/CSIMD"),
    .target(name: "CSchemas", path: "Sources/CLibraries/CSchemas"),
    .target(name: "COpenAPI", path: "Sources/CLibraries/COpenAPI"),
    .target(name: "CExamples", path: "Sources/CLibraries/CExamples"),
    // What several test targets share.
    .target(name: "DocumentExamples", path: "Tests/Support/DocumentExamples", swiftSettings: settings),
    tests("XML"),
    tests("CSV"),
    tests("CEL", ["DocumentExamples"]),
    tests("AuditLog", ["DocumentExamples"]),
    tests("ReportModel"),
    tests("ReportForm", ["ReportModel", "RuleEngine"]),
    tests("ReportReading", ["ReportModel", "ReportForm", "RuleEngine", "CLibXML2"]),
    tests("RuleEngine", ["CEL", "ReportModel", "ReportForm"]),
    tests("SubmissionStore", ["AuditLog", "ReportModel"], outside: ["GRDB"]),
    tests("ResultRendering", ["ReportModel"]),
    tests("Intake", ["ReportModel", "ReportForm", "RuleEngine", "ReportReading", "ResultRendering"]),
    tests(
      "HTTPServer",
      ["AuditLog", "ReportForm", "ReportModel", "Intake", "RuleEngine", "SubmissionStore"],
      outside: ["Hummingbird", "HummingbirdTesting", "ServiceLifecycle", "Logging", "JWTKit", "Crypto"]
    ),
    tests("EndToEnd", outside: ["JWTKit", "Crypto", "CryptoExtras"]),
    tests("Tidy"),
  ],
  cLanguageStandard: .c2x
)
