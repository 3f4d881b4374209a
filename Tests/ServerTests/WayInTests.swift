import Testing

@testable import Server

@Suite struct WayInTests {
    @Test func isTheAddressAtWhichOneAsks() {
        #expect(
            HouseSettings().wayIn(to: "K7M4PX", at: "localhost:8080", isSecure: false)
                == "http://localhost:8080/r/K7M4PX")
        var settings = HouseSettings()
        settings.outsideHost = "10.0.0.5"
        #expect(
            settings.wayIn(to: "K7M4PX", at: "class.example.org", isSecure: true)
                == "https://class.example.org/r/K7M4PX")
        #expect(
            settings.wayIn(to: "K7M4PX", at: "localhost.example.org", isSecure: true)
                == "https://localhost.example.org/r/K7M4PX")
    }

    @Test(arguments: ["localhost", "127.0.0.1", "[::1]"])
    func leadsOthersToThisMachineAndNotToThemselves(host: String) {
        var settings = HouseSettings()
        settings.outsideHost = "10.0.0.5"
        #expect(settings.wayIn(to: "K7M4PX", at: "\(host):8080", isSecure: false) == "http://10.0.0.5:8080/r/K7M4PX")
        #expect(settings.wayIn(to: "K7M4PX", at: host, isSecure: true) == "https://10.0.0.5/r/K7M4PX")
    }

    @Test func isReadAloudWithoutItsScheme() {
        var settings = HouseSettings()
        #expect(settings.place(at: "class.example.org:8080") == "class.example.org:8080")
        settings.outsideHost = "10.0.0.5"
        #expect(settings.place(at: "localhost:8080") == "10.0.0.5:8080")
        settings.publicURL = "https://class.example.org/"
        #expect(settings.place(at: "localhost:8080") == "class.example.org")
    }

    @Test func isThePublicAddressWhereThereIsOne() {
        var settings = HouseSettings()
        settings.publicURL = "https://class.example.org/"
        settings.outsideHost = "10.0.0.5"
        #expect(
            settings.wayIn(to: "K7M4PX", at: "localhost:8080", isSecure: false) == "https://class.example.org/r/K7M4PX")
    }
}
