import ArgumentParser
import Net

/// The kinds of load.
enum LoadMode: String, ExpressibleByArgument {
    case echo, fanout, idle, storm

    func makeLoad(_ settings: LoadSettings, _ target: LoadTarget, on net: NetLoop) -> any Load {
        switch self {
        case .echo: EchoLoad(settings, target, on: net)
        case .fanout: FanOutLoad(settings, target, on: net)
        case .idle: IdleLoad(settings, target, on: net)
        case .storm: StormLoad(settings, target, on: net)
        }
    }
}

/// A load that runs once on a loop.
protocol Load: AnyObject {
    /// Runs it; `then` is called once with what was measured.
    func start(then: @escaping (Result<LoadReport, any Error>) -> Void)
}
