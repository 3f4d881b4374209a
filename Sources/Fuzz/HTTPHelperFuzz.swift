import HTTP

/// Feeds the small readers of field values, which must give a value or nil for any text.
enum HTTPHelperFuzz {
    static func feed(_ input: [UInt8], _ random: inout SplitMix64) {
        let text = String(decoding: input, as: UTF8.self)
        var value = HTTPFuzzCorpus.values[random.below(HTTPFuzzCorpus.values.count)]
        random.mutate(&value, dictionary: HTTPFuzzCorpus.values)
        for text in [text, String(decoding: value, as: UTF8.self)] { read(text) }
    }

    private static func read(_ text: String) {
        _ = HTTPDate(text)?.text
        _ = HTTPETag(parsing: text)?.text
        _ = HTTPByteRanges(text, length: 1000)
        _ = HTTPQuery(text[...])?["a"]
        _ = AssetPath(text[...])?.relative
        _ = HTTPPercentCoding.encode(text)
        _ = HTTPSetCookie("a", text)?.text
        _ = HTTPMediaType.forFile(text) + HTTPCachePolicy.cacheControl(forFile: text)
        let names = [
            "Accept-Encoding", "Cookie", "If-Match", "If-None-Match", "If-Modified-Since", "If-Range", "Range",
        ]
        let request = HTTPRequestHead(target: text, fields: HTTPFields(names.map { ($0, text) }))
        _ = (request.path, request.query, request.authority, HTTPCookies(request.fields)["a"])
        let variant = AssetDescription.Variant(.brotli, length: 10, etag: HTTPETag("b"))
        let asset = AssetDescription(
            name: "a.js", length: 1000, modified: HTTPDate(seconds: 1000), etag: HTTPETag("a"), compressed: [variant])
        _ = StaticResponse.plan(request, for: asset)
    }
}
