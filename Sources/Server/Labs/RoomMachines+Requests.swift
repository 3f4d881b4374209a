import Lab
import Sync
import Wire

extension RoomMachines {
    /// Answers what somebody asks over HTTP, if that person may. Not every machine that stops meanwhile answers.
    /// - Parameter loop: That of who asks.
    func answer(
        _ request: MachineRequest, from loop: Int, _ host: RoomHost, _ reply: @escaping (MachineReply) -> Void
    ) {
        guard isAllowed(request, host) else { return reply(.refused(.notAllowed)) }
        guard let machine = machine(request.machine) else { return reply(.refused(.notRunning)) }
        switch request.task {
        case .list:
            machine.list { found in
                switch found {
                case .success(let files): reply(.files(files.map { MachineFile(name: $0.name, bytes: $0.byteCount) }))
                case .failure(let error): reply(.refused(DeskRefusal(error)))
                }
            }
        case .get(let name):
            machine.get(name) { found in
                switch found {
                case .success(let bytes): reply(.bytes(bytes))
                case .failure(let error): reply(.refused(DeskRefusal(error)))
                }
            }
        case .put(let name, let bytes):
            machine.put(name, bytes) { error in reply(error.map { .refused(DeskRefusal($0)) } ?? .done) }
        case .mayPut: reply(.done)
        case .open(let port):
            guard let who = host.participant(of: request.devices),
                let opening = opening(of: port, in: request.machine, for: who, host)
            else { return reply(.refused(.notRunning)) }
            reply(.opened(who, opening: opening))
        case .page(let ticket, let network):
            connect(PageAsker(ticket: ticket, network: network, loop: loop, reply: reply))
        }
    }

    private func isAllowed(_ request: MachineRequest, _ host: RoomHost) -> Bool {
        switch request.task {
        case .list, .get: host.may(.use, request.machine, by: request.devices)
        case .mayPut, .put: host.may(.operate, request.machine, by: request.devices)
        case .open(let port):
            host.isOpen(port, of: request.machine) && host.may(.see, request.machine, by: request.devices)
        case .page(let ticket, _): isValid(ticket, host)
        }
    }
}

extension DeskRefusal {
    fileprivate init(_ error: MachineFileError) {
        self =
            switch error {
            case .notAvailable: .notRunning
            case .badName: .badName
            case .tooLarge: .fileTooLarge
            case .failed: .noSuchFile
            case .busy: .busy
            }
    }
}
