import EventLoop
import Lab
import Terminal

/// The agent's program for tests, and two small servers: `LabHost hold FOLDER LABEL` starts a sandbox, lets it run programs with telling
/// names, prints `running` and goes on until it is killed; `LabHost measure FOLDER COUNT` says what starting and keeping machines costs.
@main
struct LabHost {
    static func main() throws {
        LabAgent.runIfAsked()
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else { return print("LabHost hold FOLDER LABEL, LabHost measure FOLDER COUNT") }
        if arguments[1] == "measure" {
            return try Measurement(folder: arguments[2], count: Int(arguments[3]) ?? 1).run()
        }
        let loop = try EventLoop()
        let agent = LabAgent(on: loop)
        var machine: Machine?
        machine = Machine(
            .sandbox, MachinePlace(number: Int(ProcessResources.processID), label: arguments[3], folder: arguments[2]),
            size: TerminalSize(rows: 24, columns: 80), on: agent
        ) { event in
            switch event {
            case .running: machine?.type(Array("sleep 86399 & setsid sleep 86398 & echo going $((6*7))\n".utf8))
            case .failed(let reason): print("failed: \(reason)")
            case .stopped, .delayed, .rang, .homeNotKept: break
            case .screenChanged:
                guard let state = machine?.takeState() else { return }
                if (0..<24).contains(where: { state.text(ofRow: $0).hasSuffix("going 42") }) { print("running") }
                ProcessResources.flushStandardOutput()
            }
        }
        machine?.start()
        loop.run()
    }
}
