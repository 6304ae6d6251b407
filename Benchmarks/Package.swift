// swift-tools-version: 6.2
import PackageDescription

// The measurements of the expression language, apart from the program so that it never depends on them.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "wlkp", path: "..")],
  targets: [
    .executableTarget(
      name: "bench-cel",
      dependencies: [.product(name: "CEL", package: "wlkp"), .product(name: "CSV", package: "wlkp")],
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]
    )
  ]
)
