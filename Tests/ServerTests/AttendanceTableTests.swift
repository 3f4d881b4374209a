import Classroom
import Testing
import Wire

@testable import Server

@Suite struct AttendanceTableTests {
    @Test(arguments: [
        ("Amina", "Amina"), ("", ""), ("=1+1", "'=1+1"), ("+44", "'+44"), ("-3", "'-3"), ("@home", "'@home"),
        ("＝1", "'＝1"), ("\tTab", "'\tTab"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
        ("=\"x\"", "\"'=\"\"x\"\"\""), ("two\r\nlines", "\"two\r\nlines\""), ("فاطمة الزهراء", "فاطمة الزهراء"),
    ])
    func aCellIsReadAsItIsAndNeverComputed(text: String, cell: String) { #expect(CSVText.cell(text) == cell) }

    @Test func aTableBeginsWithTheMarkThatSpreadsheetsLookFor() {
        var table = CSVText()
        table.add(["name", "minutes"])
        table.add(["=cmd()", "3"])
        #expect(Array(table.text.utf8.prefix(3)) == [0xEF, 0xBB, 0xBF])
        #expect(table.text.dropFirst() == "name,minutes\r\n'=cmd(),3\r\n")
    }

    @Test func whoIsStillHereHasNotLeft() {
        var (attendances, room) = (Attendances(), Room())
        func happen(_ event: RosterEvent, at time: Int) {
            attendances.apply(.roster(event: event), of: 1, at: time)
            let stamp = EventStamp(time: time, author: 0, counter: 1)
            room.apply(.roster(event: event), of: 1, stamp: stamp)
        }
        happen(.joined(participant: 1, role: .owner, place: .hall, device: .board, name: "Asma"), at: 0)
        happen(.joined(participant: 2, role: .student, place: .remote, device: .phone, name: "-Bilal"), at: 60_000)
        happen(.left(participant: 2), at: 240_000)
        attendances.apply(.hand(event: .raised(participant: 2)), of: 0, at: 100_000)
        let table = AttendanceTable(attendances, room.roster, created: 784_111_777, now: 600_000)
        #expect(
            table.csv == "\u{FEFF}name,role,place,joined (UTC),left (UTC),minutes,hands,answers\r\n"
                + "Asma,owner,hall,1994-11-06 08:49:37,,10,0,0\r\n"
                + "'-Bilal,student,remote,1994-11-06 08:50:37,1994-11-06 08:53:37,3,1,0\r\n")
    }
}
