/// Valid messages to mutate, and words to put into them.
enum HTTPFuzzCorpus {
    static let requests = [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a?b=c HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        "POST /form HTTP/1.1\r\nHost: a:80\r\nContent-Length: 5\r\n\r\nhello",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\nConnection: close\r\n\r\nhello",
        "PUT /x HTTP/1.1\r\nHost: [::1]:80\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\na;b=c;d=\"e\\\"\"\r\n"
            + "0123456789\r\n0\r\nX-Sum: 1\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nhost:a\r\n\r\n",
        "HEAD http://a/b HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\n\r\n",
        "\r\nGET /echo HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n\u{1}\u{2}",
    ].map { Array($0.utf8) }

    static let responses = [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a\r\nhello\r\n0\r\nX: y\r\n\r\n",
        "HTTP/1.0 404 Not Found\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 \r\nConnection: close\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\u{1}\u{2}",
        "HTTP/1.1 200\r\n\r\nup to the end",
    ].map { Array($0.utf8) }

    static let words = [
        "GET ", "POST ", "OPTIONS ", "CONNECT ", "TRACE ", "BREW ", "/", "*", "http://a", " HTTP/1.1\r\n",
        " HTTP/1.0\r\n", " HTTP/2.0\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 101 \r\n", "\r\n", "\r", "\n", "\r\n\r\n",
        " ",
        "\t", ":", "Host: a\r\n", "Host: ", "Content-Length: 5\r\n", "Content-Length: ", "18446744073709551616",
        "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: ", "chunked", ", ", "Connection: close\r\n",
        "Connection: upgrade\r\nUpgrade: x\r\n", "Expect: 100-continue\r\n", "Expect: x\r\n", "X: y\r\n",
        "5\r\nhello\r\n",
        "0\r\n\r\n", "0\r\n", "FFFFFFFFFFFFFFFF", "20\r\n", ";a=b", ";a=\"b\"", "\u{0}", "\u{7F}", "é", "[::1]", "#",
        "%00",
        "hello", "A: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\nE: 5\r\nF: 6\r\nG: 7\r\nH: 8\r\nI: 9\r\n",
    ].map { Array($0.utf8) }

    static let values = [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "\"a\"",
        "W/\"a\"",
        "\"a\", W/\"b\"", "*", "bytes=0-1", "bytes=-5", "bytes=5-", "bytes=0-1,200-300,-1", "bytes=",
        "gzip;q=0.5, br, *;q=0",
        "identity;q=0", "a=b; c=\"d\"", "a=b&c=%20+d", "/a/b.js", "/%2e%2e/", "%zz", "a.deadbeef.js", "a.ABCDEFGH.js",
        "", "-", ",",
        "http://a/b?c", "99999999999999999999",
    ].map { Array($0.utf8) }
}
