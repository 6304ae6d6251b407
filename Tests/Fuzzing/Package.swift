// swift-tools-version: 6.2
import PackageDescription

// A package of its own: the ordinary build and the ordinary tests know nothing of it.
let package = Package(
  name: "fuzzing",
  products: [
    .executable(name: "fuzz-cel", targets: ["FuzzCEL"]),
    .executable(name: "fuzz-files", targets: ["FuzzFiles"]),
  ],
  dependencies: [.package(name: "wlkp", path: "../..")],
  targets: [
    .executableTarget(
      name: "FuzzCEL",
      dependencies: [.product(name: "CEL", package: "wlkp")],
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]
    ),
    .executableTarget(
      name: "FuzzFiles",
      dependencies: [.product(name: "ReportReading", package: "wlkp")],
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]
    ),
  ]
)
