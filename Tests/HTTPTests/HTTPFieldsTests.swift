import HTTP
import Testing

@Suite struct HTTPFieldsTests {
    private let fields: HTTPFields = [
        "Host": "a", "Accept": "b", "Connection": "keep-alive , Upgrade,,", "accept": "c", "Empty": "",
    ]

    @Test func namesAreFoundInAnyCase() {
        #expect(fields["HOST"] == "a" && fields["accept"] == "b" && fields["Empty"] == "" && fields["x"] == nil)
        #expect(fields.values(of: "ACCEPT") == ["b", "c"])
        #expect(fields.contains("host") && !fields.contains("hos") && !fields.isEmpty)
    }

    @Test func theOrderIsKept() {
        #expect(fields.map(\.name) == ["Host", "Accept", "Connection", "accept", "Empty"])
        #expect(fields.count == 5 && fields[1].value == "b")
    }

    @Test func listsAreReadMemberByMember() {
        #expect(fields.tokens(of: "connection") == ["keep-alive", "Upgrade"])
        #expect(fields.contains(token: "upgrade", in: "Connection"))
        #expect(!fields.contains(token: "upgrad", in: "Connection") && !fields.contains(token: "", in: "Connection"))
        #expect(!fields.contains(token: "a", in: "x"))
        let several: HTTPFields = ["A": "b", "A": " c ,\t d"]
        #expect(several.tokens(of: "a") == ["b", "c", "d"])
    }

    @Test func aFieldIsReplacedAndRemoved() {
        var fields = fields
        fields.set("Accept", "d")
        #expect(fields.values(of: "accept") == ["d"])
        fields.remove("Accept")
        fields.remove("nothing")
        #expect(fields.map(\.name) == ["Host", "Connection", "Empty"])
    }

    @Test func equalityIsOfNamesAndValuesInOrder() {
        var built = HTTPFields()
        built.append("A", "b")
        #expect(built == ["A": "b"] && built != ["A": "c"] && built != ["a": "b"] && built != [:])
        #expect(["A": "b", "C": "d"] as HTTPFields != ["C": "d", "A": "b"])
    }

    @Test(arguments: UInt8.min...UInt8.max)
    func aNameHasTokenCharactersOnly(byte: UInt8) throws {
        let letters = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        #expect(isAccepted("x\(Character(UnicodeScalar(byte))): a") == (letters.latin1.contains(byte) || byte == 0x3A))
    }

    @Test(arguments: UInt8.min...UInt8.max)
    func aValueHasNoControlByteButTab(byte: UInt8) throws {
        let isAllowed = byte == 9 || byte >= 0x20 && byte != 0x7F
        #expect(isAccepted("X: a\(Character(UnicodeScalar(byte)))b") == isAllowed)
    }

    @Test(arguments: UInt8.min...UInt8.max)
    func aTargetHasVisibleCharactersOnly(byte: UInt8) throws {
        var connection = HTTPServerConnection()
        connection.receive("GET /a\(Character(UnicodeScalar(byte)))b HTTP/1.1\r\nHost: a\r\n\r\n".latin1.span)
        let isAllowed = (0x21...0x7E).contains(byte) && !"\"#<>".latin1.contains(byte)
        #expect(((try? connection.next()) != nil) == isAllowed)
    }

    private func isAccepted(_ line: String) -> Bool {
        var connection = HTTPServerConnection()
        connection.receive("GET / HTTP/1.1\r\nHost: a\r\n\(line)\r\n\r\n".latin1.span)
        return (try? connection.next()) != nil
    }
}
