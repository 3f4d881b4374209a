import CSandbox
import EventLoop

/// The agent of one loop: a small process of this server's own program that makes machines, runs programs in them and passes their
/// terminals. It is started with the first machine and again after it was lost; when the server ends, however it ends, the agent ends,
/// and with it every machine.
///
/// Lives on its loop's thread; closed by its creator, after the machines.
public final class LabAgent {
    /// The loop that its machines live on.
    public let loop: EventLoop
    /// Where limits are set.
    let controlGroups: ControlGroups
    /// Where homes are kept.
    let homes: KeptHomes
    /// Where ways into other servers end, each a socket; nil for none.
    let socketFolder: String?
    /// Whether the server is root, which sandboxes need: each has a user of its own.
    let isPrivileged: Bool
    private let executable: String
    private var socket: AgentSocket?
    private var tasks: [UInt32: Task] = [:]
    private var taskOfProcess: [Int32: UInt32] = [:]
    private var lastID: UInt32 = 0

    private struct Task {
        var process: Int32?
        let onReply: (AgentReply) -> Void
    }

    /// Runs the agent and never returns if this process was started as one. To be called first of all in a program that is to be the
    /// `executable` of an agent.
    public static func runIfAsked() {
        guard CommandLine.argc == 2, CommandLine.arguments[1] == TAKHTI_AGENT_ARGUMENT else { return }
        takhti_agent_main()
    }

    /// An agent that is not started yet. Removes what servers that were killed left of their control groups.
    /// - Parameters:
    ///   - homes: Where homes are kept, for all agents of a server.
    ///   - socketFolder: A folder of this server alone, for ways into other servers.
    ///   - executable: A program that calls `runIfAsked()`; `/proc/self/exe` is this one.
    public init(
        on loop: EventLoop, homes: KeptHomes = KeptHomes(), socketFolder: String? = nil,
        executable: String = "/proc/self/exe"
    ) {
        (self.loop, self.homes, self.socketFolder, self.executable) = (loop, homes, socketFolder, executable)
        isPrivileged = ProcessResources.userID == 0
        controlGroups = isPrivileged ? ControlGroups.find() : ControlGroups(.none)
        controlGroups.removeStale()
    }

    /// Ends the agent and every machine. Idempotent.
    public func close() {
        socket?.close()
        socket = nil
        (tasks, taskOfProcess) = ([:], [:])
    }

    /// Its process while it runs.
    var processID: Int32? { socket?.process }

    // MARK: Requests

    /// Starts a sandbox: `started`, then `ready` or `failed`, then `ended`. The number names the machine in other requests.
    func launch(_ program: AgentProgram, files: [String], onReply: @escaping (AgentReply) -> Void) -> UInt32 {
        ask({ .launch($0, program, files: files) }, onReply)
    }

    /// Runs a program: `started`, `opened` if it has streams, `ended`; `failed` when it cannot be.
    @discardableResult
    func run(
        _ program: AgentProgram, in machine: UInt32?, _ streams: AgentRequest.Streams,
        onReply: @escaping (AgentReply) -> Void
    ) -> UInt32 {
        ask({ .run($0, program, in: machine, streams) }, onReply)
    }

    /// Connects to a port inside: `opened` or `failed`.
    func connect(port: Int, in machine: UInt32, onReply: @escaping (AgentReply) -> Void) {
        _ = ask({ .connect($0, port: port, in: machine) }, onReply)
    }

    /// Ends a machine and all that runs in it; its `ended` follows.
    func kill(machine: UInt32) { _ = socket?.send(AgentRequest.kill(machine: machine).bytes) }

    /// Sends a signal to the process of a task, and to its group.
    func signal(_ signal: Int32, task: UInt32) {
        guard let process = tasks[task]?.process else { return }
        _ = socket?.send(AgentRequest.signal(signal, process: process).bytes)
    }

    /// Lets a program hang up (SIGHUP), and ends it if it has not ended some time later.
    func hangUp(task: UInt32) {
        signal(1, task: task)
        var timer: LoopTimer?
        timer = try? LoopTimer(on: loop) { [weak self] in
            self?.signal(9, task: task)
            timer?.close()
            timer = nil
        }
        timer?.doesNotKeepLoopAlive()
        if (try? timer?.start(afterMilliseconds: MachineWork.patienceSeconds * 1000)) == nil { timer?.close() }
    }

    /// Replies come later, never from within the call.
    private func ask(_ request: (UInt32) -> AgentRequest, _ onReply: @escaping (AgentReply) -> Void) -> UInt32 {
        lastID &+= 1
        let id = lastID
        tasks[id] = Task(onReply: onReply)
        do throws(UVError) {
            let socket = try runningSocket()
            if !socket.send(request(id).bytes) { failSoon(id, "the request to the agent is too long") }
        } catch { failSoon(id, "the agent \(executable) cannot be started: \(error)") }
        return id
    }

    private func failSoon(_ id: UInt32, _ reason: String) {
        loop.offload({ reason }) { [weak self] reason in
            guard let self, let task = tasks.removeValue(forKey: id) else { return }
            task.onReply(.failed(reason))
            task.onReply(.ended(.status(127)))
        }
    }

    private func runningSocket() throws(UVError) -> AgentSocket {
        if let socket { return socket }
        let socket = try AgentSocket(
            executable, on: loop, onPacket: { [weak self] in self?.received($0, $1) },
            onEnd: { [weak self] in self?.wasLost() })
        self.socket = socket
        return socket
    }

    // MARK: Replies

    private func received(_ packet: AgentPacket, _ descriptor: OwnedDescriptor?) {
        switch packet.kind {
        case .started: started(packet)
        case .ready: tasks[packet.id]?.onReply(.ready(process: Int32(packet.text) ?? 0))
        case .opened: opened(packet.id, descriptor)
        case .failed: failed(packet.id, packet.text)
        case .ended: ended(packet)
        }
    }

    private func started(_ packet: AgentPacket) {
        guard let process = Int32(packet.text), tasks[packet.id] != nil else { return }
        tasks[packet.id]?.process = process
        taskOfProcess[process] = packet.id
        tasks[packet.id]?.onReply(.started(process: process))
    }

    /// A task without a process is a connection, and done.
    private func opened(_ id: UInt32, _ descriptor: OwnedDescriptor?) {
        guard let task = tasks[id] else { return }
        // The kernel drops it when this process may open no more.
        guard let descriptor else { return failed(id, "No file descriptor is left.") }
        if task.process == nil { tasks[id] = nil }
        task.onReply(.opened(descriptor))
    }

    /// A task with a process has yet to end.
    private func failed(_ id: UInt32, _ reason: String) {
        guard let task = tasks[id] else { return }
        if task.process == nil { tasks[id] = nil }
        task.onReply(.failed(reason))
        if task.process == nil { task.onReply(.ended(.status(127))) }
    }

    /// Processes that belong to no task are helpers of the agent.
    private func ended(_ packet: AgentPacket) {
        guard let id = taskOfProcess.removeValue(forKey: Int32(clamping: packet.id)), let end = packet.end else {
            return
        }
        tasks.removeValue(forKey: id)?.onReply(.ended(end))
    }

    private func wasLost() {
        socket = nil
        let lost = tasks.sorted { $0.key < $1.key }.map(\.value)  // a machine before what runs in it
        (tasks, taskOfProcess) = ([:], [:])
        for task in lost {
            task.onReply(.failed("the agent that keeps the machines ended"))
            task.onReply(.ended(.signal(9)))
        }
    }
}

@available(*, unavailable) extension LabAgent: Sendable {}
