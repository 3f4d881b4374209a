import CUV
import Glibc

/// A program run as a child, its three standard streams piped. Lives on its loop's thread; closed by its creator.
public final class ChildProcess {
    /// How a child ended.
    public enum Exit: Equatable, Sendable {
        /// It returned a status, 0 for success.
        case status(Int64)
        /// A signal ended it.
        case signal(Int32)
    }

    private let handle = UnsafeMutablePointer<uv_process_t>.allocate(capacity: 1)
    private var onExit: ((Exit) -> Void)?

    /// To the child's standard input; `shutdown()` gives it the end of file. The creator of the process closes it.
    public let input: ByteStream
    /// From the child's standard output; started and closed by the creator of the process.
    public let output: ByteStream
    /// From the child's standard error; started and closed by the creator of the process.
    public let errors: ByteStream

    /// Starts `executable`, found through `PATH` unless it has a slash.
    /// - Parameters:
    ///   - arguments: What follows the program's name; never seen by a shell.
    ///   - environment: All of the child's variables; nil hands down this process's own.
    ///   - directory: Its working directory; nil for this process's own.
    ///   - onExit: Called once, on the loop's thread; output may still follow.
    public init(
        _ executable: String, arguments: [String] = [], environment: [String: String]? = nil, directory: String? = nil,
        on loop: EventLoop, onExit: @escaping (Exit) -> Void
    ) throws(UVError) {
        input = try ByteStream.pipe(on: loop)
        output = try ByteStream.pipe(on: loop)
        errors = try ByteStream.pipe(on: loop)
        self.onExit = onExit
        let variables = environment?.map { "\($0)=\($1)" }
        let status = withCStrings([executable] + arguments) { arguments in
            withCStrings(variables ?? []) { variables in
                spawn(loop, executable, arguments, environment == nil ? nil : variables, directory)
            }
        }
        handle.own(by: self)
        guard status == 0 else {
            close()
            throw UVError(code: status)
        }
    }

    private func spawn(
        _ loop: EventLoop, _ executable: String, _ arguments: CStrings, _ environment: CStrings?, _ directory: String?
    ) -> Int32 {
        var pipes = [(input, UV_READABLE_PIPE), (output, UV_WRITABLE_PIPE), (errors, UV_WRITABLE_PIPE)].map {
            stream, flag in
            var container = uv_stdio_container_t()
            container.flags = uv_stdio_flags(UV_CREATE_PIPE.rawValue | flag.rawValue)
            container.data.stream = stream.handle
            return container
        }
        return executable.withCString { file in
            pipes.withUnsafeMutableBufferPointer { pipes in
                var options = uv_process_options_t()
                options.file = file
                options.args = arguments
                options.env = environment
                options.stdio_count = Int32(pipes.count)
                options.stdio = pipes.baseAddress
                options.exit_cb = { handle, status, signal in
                    owner(ChildProcess.self, of: handle!.pointee.data).exited(status, signal)
                }
                guard let directory else { return uv_spawn(loop.pointer, handle, &options) }
                return directory.withCString {
                    options.cwd = $0; return uv_spawn(loop.pointer, handle, &options)
                }
            }
        }
    }

    private func exited(_ status: Int64, _ signal: Int32) {
        let report = onExit
        onExit = nil
        report?(signal == 0 ? .status(status) : .signal(signal))
    }

    /// The child's process id.
    public var processID: Int32 { uv_process_get_pid(handle) }

    /// Sends a signal; one that has ended already gets none.
    public func send(signal: Int32) { uv_process_kill(handle, signal) }

    /// Closes the handle and the three streams; a child still running goes on unless it was sent a signal. Idempotent.
    public func close() {
        onExit = nil
        input.close()
        output.close()
        errors.close()
        handle.closeHandle()
    }

    deinit { handle.deallocate() }
}

@available(*, unavailable) extension ChildProcess: Sendable {}

private typealias CStrings = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// Runs `body` with a null-terminated array of C strings that live as long as the call.
private func withCStrings<Result>(_ strings: [String], _ body: (CStrings) -> Result) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
}
