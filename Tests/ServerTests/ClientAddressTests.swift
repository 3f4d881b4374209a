import HTTP
import Testing

@testable import Server

@Suite struct ClientAddressTests {
    private func address(_ fields: HTTPFields, from peer: String = "10.0.0.9", trusting: Set<String> = ["10.0.0.9"])
        -> ClientAddress
    {
        ClientAddress(fields, from: peer, isSecure: false, trusting: trusting)
    }

    @Test func whatAStrangerSaysOfItselfIsNotBelieved() {
        let fields: HTTPFields = ["X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "https"]
        let client = address(fields, from: "10.0.0.7")
        #expect(client.network == "10.0.0.7" && !client.isSecure)
    }

    @Test func aTrustedProxyNamesWhomItSawLast() {
        let client = address(["X-Forwarded-For": "6.6.6.6, 1.2.3.4", "X-Forwarded-Proto": "https"])
        #expect(client.network == "1.2.3.4" && client.isSecure)
        let chain = address(["X-Forwarded-For": "1.2.3.4, 10.0.0.8"], trusting: ["10.0.0.9", "10.0.0.8"])
        #expect(chain.network == "1.2.3.4")
    }

    @Test(arguments: ["", "unknown", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4:99", "::::", "12345::", "<script>"])
    func whatIsNoAddressCountsForTheProxy(text: String) {
        #expect(address(["X-Forwarded-For": text]).network == "10.0.0.9")
    }

    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"), ("2001:DB8::1", "2001:db8:0:0::/64"),
        ("fe80::1%eth0", "fe80:0:0:0::/64"),
        ("::1", "0:0:0:0::/64"), ("64:ff9b::192.0.2.1", "64:ff9b:0:0::/64"),
    ])
    func oneCustomersAddressesCountAsOne(text: String, network: String) {
        #expect(IPText.canonical(text).map(IPText.network) == network)
    }

    @Test(arguments: [
        "", ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "g::", "+1::", "1.2.3.4::", "-1::",
    ])
    func malformedAddressesAreNone(text: String) { #expect(IPText.canonical(text) == nil) }

    @Test func proxiesAreNamedByAddress() {
        var settings = HouseSettings()
        #expect(settings.trustProxy("::1") && settings.trustProxy("unix") && settings.trustProxy("127.0.0.1"))
        #expect(!settings.trustProxy("localhost") && !settings.trustProxy("10.0.0.0/8"))
        #expect(settings.trustedProxies == ["0:0:0:0:0:0:0:1", "unix", "127.0.0.1"])
    }
}
