// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// The measurements of the libraries, apart from the program so that it never depends on them.
let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "wlkp", path: ".."),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .executableTarget(
      name: "bench-cel",
      dependencies: [.product(name: "CEL", package: "wlkp"), .product(name: "CSV", package: "wlkp")],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "bench-store",
      dependencies: [
        .product(name: "SubmissionStore", package: "wlkp"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings
    ),
  ]
)
