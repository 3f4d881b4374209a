import HTTP
import Testing

@testable import Server

struct DeviceCookieTests {
    private func request(_ cookie: String?) -> HTTPRequestHead {
        HTTPRequestHead(target: "/", fields: cookie.map { ["Cookie": $0] } ?? [:])
    }

    private func pair(_ cookie: String) -> String { String(cookie.prefix { $0 != ";" }) }

    @Test(arguments: [false, true])
    func aDeviceIsKnownAgainForAsLongAsBrowsersKeepCookies(isSecure: Bool) throws {
        let first = DeviceCookie.of(request(nil), isSecure: isSecure)
        let cookie = try #require(first.cookie)
        #expect(cookie.contains("Max-Age=\(400 * 86_400)") && cookie.contains("HttpOnly"))
        #expect(cookie.contains("SameSite=Strict") && cookie.contains("Secure") == isSecure)
        let again = DeviceCookie.of(request(pair(cookie)), isSecure: isSecure)
        #expect(again.device == first.device && again.cookie == nil)
        #expect(DeviceCookie.of(request(nil), isSecure: isSecure).device != first.device)
    }

    @Test func aCookieThatAnybodyMaySetIsNobodysUnderTLS() throws {
        let cookie = try #require(DeviceCookie.of(request(nil), isSecure: false).cookie)
        #expect(DeviceCookie.known(request(pair(cookie)), isSecure: true) == nil)
        #expect(DeviceCookie.known(request("takhti=short"), isSecure: false) == nil)
        #expect(DeviceCookie.known(request("takhti=%%%"), isSecure: false) == nil)
    }
}
