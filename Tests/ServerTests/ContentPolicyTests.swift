import Testing

@testable import Server

@Suite struct ContentPolicyTests {
    @Test(arguments: ["class.example.org", "localhost:8080", "192.168.1.5:80"])
    func scriptsOfThePageComeFromOneFolderOnly(host: String) {
        let policy = SiteAssets.policy(at: host, styleHash: "sha256-AAAA")
        #expect(policy.contains("script-src \(host)/a/; style-src 'sha256-AAAA';"))
        #expect(policy.contains("worker-src \(host)/sw.js;"))
    }

    /// What a client says of its host is no text for a policy.
    @Test(arguments: ["[::1]:8080", "a;script-src *", "a b", "'unsafe-inline'", "", "a,b", "a/b", "*"])
    func aHostThatNoPolicyCanNameLeavesTheServer(host: String) {
        #expect(SiteAssets.policy(at: host) == SiteAssets.policy(at: nil))
        #expect(SiteAssets.policy(at: nil).contains("script-src 'self';"))
    }
}
