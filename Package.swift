// swift-tools-version: 6.2
import PackageDescription

/// For modules that hold values, machines and decisions: the compiler itself refuses unsafe code in them.
let safe: [SwiftSetting] = [.strictMemorySafety(), .treatWarning("StrictMemorySafety", as: .error)]

/// For the modules on the path of every message. Debug builds, and so the tests, check each access to a class's property for overlap
/// with another; released ones rely on that.
let fast: [SwiftSetting] = [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

/// Whether the web client was built into Sources/WebAssets: `make` says so. Without it the server serves no page.
let hasSite = Context.environment["TAKHTI_SITE"] != nil

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let collections = Target.Dependency.product(name: "OrderedCollections", package: "swift-collections")
let database = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

let package = Package(
    name: "takhti",
    products: [
        .executable(name: "takhti", targets: ["takhti"]),
        .executable(name: "wire-generator", targets: ["WireGenerator"]),
        .executable(name: "ink-trainer", targets: ["InkTrainer"]),
        .executable(name: "fuzz", targets: ["FuzzRunner"]),
        .executable(name: "terminal-bench", targets: ["TerminalBench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // C libraries of the system.
        .systemLibrary(name: "CUV", pkgConfig: "libuv", providers: [.apt(["libuv1-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // The house: an arrow points at what is imported, and there is no arrow back.
        .target(name: "Wire", swiftSettings: safe),
        .target(name: "HTTP", swiftSettings: safe),
        .target(name: "WebSocket", dependencies: ["CZlib"], swiftSettings: safe + fast),
        .target(name: "TLS", dependencies: ["COpenSSL"], swiftSettings: fast),
        .target(name: "EventLoop", dependencies: ["CUV", logging], swiftSettings: fast),
        .target(
            name: "Net", dependencies: ["EventLoop", "HTTP", "TLS", "WebSocket", logging], swiftSettings: safe + fast),
        .target(name: "Classroom", dependencies: ["Wire", collections], swiftSettings: safe),
        .target(name: "Sync", dependencies: ["Classroom", "Terminal", "Wire"], swiftSettings: safe + fast),
        .target(name: "Journal", dependencies: [database, logging]),
        .target(name: "Terminal", swiftSettings: safe + fast),
        .target(name: "CSandbox"),
        .target(name: "Lab", dependencies: ["CSandbox", "Terminal", "EventLoop"], swiftSettings: safe + fast),
        .target(
            name: "WebAssets", exclude: hasSite ? [] : ["Site.generated.swift"],
            swiftSettings: hasSite ? [.define("SITE")] : []),
        .target(
            name: "Server",
            dependencies: ["Sync", "Classroom", "Terminal", "Wire", "Journal", "Lab", "Net", "WebAssets", logging],
            swiftSettings: safe + fast),
        .executableTarget(
            name: "takhti", dependencies: ["Server", "Lab", "Terminal", "Journal", "Net", "InkBench", arguments],
            swiftSettings: safe + fast),

        // Tools: they make, measure or attack what is above.
        .executableTarget(name: "WireGenerator"),
        .target(name: "InkBench", dependencies: ["Wire", "CZlib"]),
        .executableTarget(name: "InkTrainer", dependencies: ["Wire", "InkBench"]),
        .target(name: "WireTesting", dependencies: ["Wire"], swiftSettings: safe),
        .target(name: "ClassroomTesting", dependencies: ["Classroom", "Wire", "WireTesting"], swiftSettings: safe),
        .target(name: "Fuzz", dependencies: ["HTTP", "WebSocket", "Wire", "WireTesting"], swiftSettings: safe),
        .executableTarget(name: "FuzzRunner", dependencies: ["Fuzz", "WireTesting", arguments], swiftSettings: safe),
        .target(name: "TerminalTesting", dependencies: ["Terminal"], swiftSettings: safe),
        .executableTarget(name: "TerminalBench", dependencies: ["Terminal", "TerminalTesting"], swiftSettings: safe),
        .executableTarget(name: "LabHost", dependencies: ["Lab", "EventLoop", "Terminal"], swiftSettings: safe),

        .testTarget(name: "ClassroomTests", dependencies: ["Classroom", "ClassroomTesting", "WireTesting"]),
        .testTarget(name: "EventLoopTests", dependencies: ["EventLoop"]),
        .testTarget(name: "HTTPTests", dependencies: ["HTTP", "Fuzz"]),
        .testTarget(name: "InkBenchTests", dependencies: ["InkBench", "WireTesting"]),
        .testTarget(name: "JournalTests", dependencies: ["Journal"]),
        .testTarget(name: "LabTests", dependencies: ["CSandbox", "Lab", "LabHost", "EventLoop", "Terminal"]),
        .testTarget(name: "NetTests", dependencies: ["Net"]),
        .testTarget(name: "ServerTests", dependencies: ["Server", "Fuzz", "Journal", "Lab", "LabHost", "Net", "Sync"]),
        .testTarget(name: "SyncTests", dependencies: ["Sync", "Terminal", "WireTesting"]),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal", "TerminalTesting", "WireTesting"]),
        .testTarget(name: "TLSTests", dependencies: ["TLS", "Fuzz"]),
        .testTarget(name: "WebSocketTests", dependencies: ["WebSocket", "Fuzz"]),
        .testTarget(name: "WireGeneratorTests", dependencies: ["WireGenerator"]),
        .testTarget(name: "WireTests", dependencies: ["Wire", "WireTesting", "Fuzz"]),
    ],
    swiftLanguageModes: [.v6]
)
