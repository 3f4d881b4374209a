import Lab
import Wire

/// What somebody asks of a machine over HTTP; on its way from the loop of the connection to that of the machine.
struct MachineRequest: Sendable {
    /// What.
    enum Task: Sendable {
        /// The files of the home.
        case list
        /// A file of the home.
        case get(String)
        /// Whether a new file may be put into the home: asked before its bytes are taken.
        case mayPut
        /// A new file in the home.
        case put(String, [UInt8])
        /// Whether a page served inside may be opened.
        case open(port: Int)
        /// A connection for a request to a page served inside, by a ticket that this server signed, from an address (`ClientAddress.network`).
        case page(MachineTicket, from: String)
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
    /// A page may be opened, by a ticket of this person.
    case opened(ParticipantHandle, opening: Int)
    case page(PageLine)
}

/// A file in a machine's home.
struct MachineFile: Encodable, Sendable {
    let name: String
    let bytes: Int
}
