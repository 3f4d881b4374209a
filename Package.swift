// swift-tools-version: 6.2
import PackageDescription

/// Modules that hold values and pure machines: the compiler itself refuses unsafe code in them.
let pure: [SwiftSetting] = [.strictMemorySafety(), .treatWarning("StrictMemorySafety", as: .error)]

let package = Package(
    name: "takhti",
    products: [.executable(name: "takhti", targets: ["takhti"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        .systemLibrary(name: "CUV", pkgConfig: "libuv", providers: [.apt(["libuv1-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        .target(name: "HTTP", swiftSettings: pure),
        .target(name: "WebSocket", dependencies: ["CZlib"]),
        .target(name: "TLS", dependencies: ["COpenSSL"]),
        .target(
            name: "EventLoop", dependencies: ["CUV", .product(name: "Logging", package: "swift-log")]),
        .target(
            name: "Net",
            dependencies: [
                "EventLoop", "HTTP", "TLS", "WebSocket", .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: pure),
        .executableTarget(
            name: "takhti",
            dependencies: ["Net", .product(name: "ArgumentParser", package: "swift-argument-parser")]),

        .testTarget(name: "HTTPTests", dependencies: ["HTTP"]),
        .testTarget(name: "WebSocketTests", dependencies: ["WebSocket"]),
        .testTarget(name: "TLSTests", dependencies: ["TLS"]),
        .testTarget(name: "EventLoopTests", dependencies: ["EventLoop"]),
        .testTarget(name: "NetTests", dependencies: ["Net"]),
    ],
    swiftLanguageModes: [.v6]
)
