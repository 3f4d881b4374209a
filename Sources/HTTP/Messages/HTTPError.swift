/// Why a message was refused. Each case names the rule that was broken; `status` is the answer a server gives, always
/// followed by closing the connection.
public enum HTTPError: Error, Equatable, Sendable, CaseIterable {
    /// The method is not a token (RFC 9110 §9.1).
    case malformedMethod
    /// The request target has a forbidden byte, a wrong form, or a form that its method does not take (RFC 9112 §3.2).
    case malformedTarget
    /// The version is not `HTTP/` digit `.` digit (RFC 9112 §2.3).
    case malformedVersion
    /// The status line of a response is malformed (RFC 9112 §4).
    case malformedStatusLine
    /// A bare CR, a bare LF, or too many empty lines before a request (RFC 9112 §2.2).
    case malformedLineEnd
    /// A field name is empty, is no token, or has whitespace before its colon (RFC 9112 §5.1).
    case malformedFieldName
    /// A line of fields begins with whitespace: obs-fold, or whitespace before the first field (RFC 9112 §2.2, §5.2).
    case foldedField
    /// A field value has a control byte (RFC 9110 §5.5).
    case malformedFieldValue
    /// An HTTP/1.1 request has no Host (RFC 9112 §3.2).
    case missingHost
    /// A request has several Host fields (RFC 9112 §3.2).
    case repeatedHost
    /// Host is not a host with an optional port, or contradicts an absolute-form target (RFC 9112 §3.2).
    case malformedHost
    /// Content-Length is repeated, a list, not digits only, or overflows (RFC 9112 §6.3).
    case malformedContentLength
    /// Both Content-Length and Transfer-Encoding are there (RFC 9112 §6.1).
    case lengthWithTransferCoding
    /// Transfer-Encoding is something else than `chunked` once (RFC 9112 §6.1, §7).
    case unsupportedTransferCoding
    /// Transfer-Encoding in an HTTP/1.0 message (RFC 9112 §6.1).
    case transferCodingInOldVersion
    /// A chunk size is not hexadecimal digits only, or overflows (RFC 9112 §7.1).
    case malformedChunkSize
    /// A chunk extension breaks its grammar (RFC 9112 §7.1.1).
    case malformedChunkExtension
    /// A chunk's data is not followed by CRLF (RFC 9112 §7.1).
    case malformedChunkEnd
    /// A trailer field is about framing, routing or authentication (RFC 9110 §6.5.1).
    case forbiddenTrailer
    /// A body where there must be none: with TRACE (RFC 9110 §9.3.8).
    case unexpectedBody
    /// The peer ended its side in the middle of a message (RFC 9112 §8).
    case truncated
    /// More bytes were handed in than may be held; the caller read although `wantsMoreInput` was false.
    case inputOverrun
    /// No complete head within `headerTimeLimit`.
    case headerTimeout
    /// The body came too slowly.
    case bodyTimeout
    /// The body is longer than `bodyByteLimit`.
    case bodyTooLong
    /// The request line is longer than `requestLineByteLimit`.
    case requestLineTooLong
    /// An expectation other than `100-continue` (RFC 9110 §10.1.1).
    case unknownExpectation
    /// Fields or trailers are longer than their byte limit.
    case fieldsTooLong
    /// There are more fields or trailers than their count limit.
    case tooManyFields
    /// The chunk extensions of one body are longer than `chunkExtensionByteLimit`.
    case chunkExtensionsTooLong
    /// A well-formed method that this server does not implement, CONNECT too (RFC 9110 §9.1).
    case unsupportedMethod
    /// A well-formed version other than 1.0 and 1.1 (RFC 9110 §15.6.6).
    case unsupportedVersion
    /// A response that nothing was asked for, or a `101` to a request that offered no upgrade.
    case unexpectedResponse

    /// The status code of the answer.
    public var status: Int {
        switch self {
        case .malformedMethod, .malformedTarget, .malformedVersion, .malformedStatusLine, .malformedLineEnd,
            .malformedFieldName, .foldedField, .malformedFieldValue, .missingHost, .repeatedHost, .malformedHost,
            .malformedContentLength, .lengthWithTransferCoding, .unsupportedTransferCoding,
            .transferCodingInOldVersion, .malformedChunkSize, .malformedChunkExtension, .malformedChunkEnd,
            .forbiddenTrailer, .unexpectedBody, .truncated, .inputOverrun, .chunkExtensionsTooLong,
            .unexpectedResponse:
            400
        case .headerTimeout, .bodyTimeout: 408
        case .bodyTooLong: 413
        case .requestLineTooLong: 414
        case .unknownExpectation: 417
        case .fieldsTooLong, .tooManyFields: 431
        case .unsupportedMethod: 501
        case .unsupportedVersion: 505
        }
    }
}
