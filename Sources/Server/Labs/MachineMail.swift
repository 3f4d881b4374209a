import HTTP
import Journal
import Wire

/// What somebody asks of a machine over HTTP; on its way from the loop of the connection to that of the machine.
struct MachineRequest: Sendable {
    /// What.
    enum Task: Sendable {
        /// The files of the home.
        case list
        /// A file of the home.
        case get(String)
        /// A new file in the home.
        case put(String, [UInt8])
        /// Whether a page served inside may be opened.
        case open(port: Int)
        /// A request to a page served inside; the ticket has been looked at.
        case page(port: Int, HTTPRequestHead, [UInt8])
    }

    let machine: ItemName
    /// Who may be asking: by the device alone, and by the sign-in on it.
    let devices: [[UInt8]]
    let task: Task
}

/// What came of it.
enum MachineReply: Sendable {
    case refused(DeskRefusal)
    case files([MachineFile])
    case bytes([UInt8])
    case done
    case page(HTTPResponseHead, [UInt8])
}

/// A file in a machine's home.
struct MachineFile: Encodable, Sendable {
    let name: String
    let bytes: Int
}
