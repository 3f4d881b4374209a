import EventLoop
import Glibc
import Logging
import Testing

@testable import Server

/// What a house has for labs before anything runs.
@Suite struct LabHouseTests {
    private let folder = "/tmp/takhti-lab-house-\(getpid())-\(UInt32.random(in: 0 ... .max))"

    private func house() throws -> LabHouse {
        var settings = HouseSettings()
        settings.runFolder = "\(folder)/run"
        return LabHouse(folder: folder, settings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func write(_ path: String, _ text: String = "x") throws {
        try File.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]), mode: 0o700)
        try File.replace(path, with: Array(text.utf8), mode: 0o600)
    }

    private func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    @Test func whatNoLessonHasIsSweptAndNothingElse() throws {
        let machines = "\(folder)/machines"
        // Known; orphans; one that was being written; what is no machine's; a link to a folder with an orphan's name; one with more in it.
        for name in ["7-12", "7-13", "8-1", "7-12x", "+7-14", "7-015", "notes", "9-9"] {
            try write("\(machines)/\(name)/home.tar", "12345")
        }
        try write("\(machines)/7-12/home.tar.new")
        try write("\(machines)/7-16/home.tar.new")
        try write("\(machines)/9-9/more")
        try write("\(folder)/elsewhere/home.tar")
        symlink("\(folder)/elsewhere", "\(machines)/7-17")
        symlink("\(folder)/elsewhere/home.tar", "\(machines)/8-1/home.tar.new")
        let house = try house()
        house.sweep { room, machine in room.rawValue == 7 && machine == 12 }
        let left = ["7-12", "7-12x", "+7-14", "7-015", "notes", "9-9", "7-17"]
        #expect(left.allSatisfy { exists("\(machines)/\($0)") })
        #expect(["7-13", "8-1", "7-16"].allSatisfy { !exists("\(machines)/\($0)") })
        #expect(exists("\(machines)/7-12/home.tar") && !exists("\(machines)/7-12/home.tar.new"))
        #expect(exists("\(folder)/elsewhere/home.tar") && exists("\(machines)/9-9/more"))
        #expect(house.homes.byteCount == 5)
        for name in left where name != "7-17" {
            for file in ["home.tar", "more"] { unlink("\(machines)/\(name)/\(file)") }
            rmdir("\(machines)/\(name)")
        }
        for file in ["machines/7-17", "elsewhere/home.tar", "run/users-0"] { unlink("\(folder)/\(file)") }
        for name in ["/elsewhere", "/machines", "/run/pages-0", "/run", ""] { rmdir(folder + name) }
    }

    /// Two servers of one system give their machines different users.
    @Test(.enabled(if: geteuid() == 0, "sandboxes need a server that runs as root")) func usersAreNoOtherServers()
        throws
    {
        defer {
            for index in 0..<9 { unlink("\(folder)/run/users-\(index)"); rmdir("\(folder)/run/pages-\(index)") }
            for name in ["/run", ""] { rmdir(folder + name) }
        }
        var houses = [try house(), try house()]
        let users = houses.map { $0.place(3, label: "7-12").user }
        #expect(users[0] % 4_096 == users[1] % 4_096 && users[0] != users[1])
        houses.removeFirst()
        // What a server had is free when it is gone.
        houses.append(try house())
        #expect(Set(houses.map { $0.place(3, label: "7-12").user }).count == 2)
    }
}
