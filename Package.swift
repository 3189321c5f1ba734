// swift-tools-version: 6.2
import PackageDescription

/// Every room of the house is held to the same strictness.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  // Spans that are handed on, such as a row's cells, say what they live in.
  .enableExperimentalFeature("Lifetimes"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// A room: a module under `Sources/`, and the rooms it may enter.
func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A room's tests, in the folder of the same name under `Tests/`.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "countersign",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "sla", targets: ["sla"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CGit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),

    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

    .systemLibrary(name: "CVectors"),

    room("Wire", ["CVectors", "CZlib", crypto, system]),
    room("Agreements", ["Wire"]),
    room("Signatures", ["Wire", crypto, cryptoExtras, subprocess, system]),
    room("History", ["Wire"]),
    room("GitStore", ["CGit2", "CZlib", "Wire", "History", subprocess, system]),
    room("Metrics", ["CVectors", "Wire", "Agreements", system]),
    room("Policy", ["Wire", "Agreements", "Signatures", "History", "Metrics"]),
    room(
      "Ledger",
      ["Wire", "Agreements", "Signatures", "History", "GitStore", "Metrics", "Policy", subprocess, system]),
    room("Presentation", ["Wire", "Agreements", "History", "Metrics", "Policy"]),
    room(
      "Commands",
      [
        "Wire", "Agreements", "Signatures", "History", "GitStore", "Metrics", "Policy", "Ledger",
        "Presentation", arguments,
        system, subprocess,
      ]),
    .executableTarget(name: "sla", dependencies: ["Commands"], swiftSettings: strict),

    .target(name: "TestMaterial", path: "Tests/TestMaterial", swiftSettings: strict),
    .target(
      name: "Harness", dependencies: [subprocess, system], path: "Tests/Harness", swiftSettings: strict),
    .target(
      name: "LedgerScenarios",
      dependencies: [
        "Wire", "Agreements", "Signatures", "History", "GitStore", "Metrics", "Policy", subprocess, system,
      ],
      path: "Tests/LedgerScenarios", swiftSettings: strict),

    tests("StructureTests", []),
    tests("WireTests", ["TestMaterial", "Wire", system]),
    tests("AgreementsTests", ["TestMaterial", "Agreements", "Wire"]),
    tests(
      "SignaturesTests", ["TestMaterial", "Signatures", "Wire", crypto, cryptoExtras, subprocess, system]),
    tests("HistoryTests", ["TestMaterial", "History", "Wire"]),
    tests("GitStoreTests", ["GitStore", "History", "Wire", subprocess, system]),
    .testTarget(
      name: "MetricsTests", dependencies: ["TestMaterial", "Metrics", "Agreements", "Wire"],
      exclude: ["differential.py", "Differential"], swiftSettings: strict),
    tests("LedgerTests", ["Harness", "Ledger", "Metrics", "Agreements", "Wire"]),
    .testTarget(
      name: "CommandTests", dependencies: ["Harness"], exclude: ["Goldens"], swiftSettings: strict),
    tests("TransportTests", ["Harness", "TestMaterial", subprocess]),
    .testTarget(
      name: "WarehouseTests", dependencies: ["Harness", "TestMaterial", "Metrics", "Agreements", "Wire"],
      exclude: ["Engines"], swiftSettings: strict),
    tests(
      "PolicyTests", ["LedgerScenarios", "Policy", "Agreements", "Signatures", "History", "Metrics", "Wire"]),
    tests(
      "AttackTests",
      [
        "LedgerScenarios", "Policy", "Agreements", "Signatures", "History", "GitStore", "Wire", subprocess,
        system,
      ]),
  ]
)
