import EventLoop
import TLS

/// Makes a transport to a URL: looks the name up, connects to the first address that answers, and begins TLS.
enum ClientTransport {
    /// Connects; `then` is called once, on the loop's thread, with a transport that has not been started.
    static func connect(
        to url: NetURL, on net: NetLoop, tls context: TLSContext?, resuming session: [UInt8]? = nil,
        then: @escaping (Result<Transport, NetError>) -> Void
    ) {
        let attempt = { (addresses: [SocketAddress]) in
            tryNext(addresses[...], on: net) { outcome in
                then(outcome.flatMap { secure($0, url, net, context, session) })
            }
        }
        if let path = url.socketPath { return attempt([.unix(path: path)]) }
        let numeric = SocketAddress.ip(url.host, port: url.port)
        if numeric.isNumeric { return attempt([numeric]) }
        SocketAddress.resolve(host: url.host, port: url.port, on: net.loop) { found in
            switch found {
            case .success(let addresses): attempt(addresses)
            case .failure(let error): then(.failure(.transport(error)))
            }
        }
    }

    private static func tryNext(
        _ addresses: ArraySlice<SocketAddress>, on net: NetLoop, then: @escaping (Result<ByteStream, NetError>) -> Void
    ) {
        guard let address = addresses.first else { return then(.failure(.unusableURL)) }
        let failed = { (error: UVError) in
            if addresses.count > 1 {
                tryNext(addresses.dropFirst(), on: net, then: then)
            } else {
                then(.failure(.transport(error)))
            }
        }
        var pending: ByteStream?
        do throws(UVError) {
            pending = try ByteStream.connect(to: address, on: net.loop) { outcome in
                switch outcome {
                case .success(let stream): then(.success(stream))
                case .failure(let error):
                    pending?.close()
                    failed(error)
                }
            }
        } catch {
            failed(error)
        }
    }

    private static func secure(
        _ stream: ByteStream, _ url: NetURL, _ net: NetLoop, _ context: TLSContext?, _ session: [UInt8]?
    ) -> Result<Transport, NetError> {
        guard url.isSecure else { return .success(Transport(stream, on: net)) }
        do throws(TLSError) {
            guard let context else { throw TLSError.unusableTrust("no trust was given for a secure URL") }
            let session = try TLSSession(client: context, host: url.host, resuming: session)
            return .success(Transport(stream, tls: session, on: net))
        } catch {
            stream.close()
            return .failure(.tls(error))
        }
    }
}
