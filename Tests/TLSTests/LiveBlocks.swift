import COpenSSL
import Glibc

/// Counts OpenSSL's live allocations, in a process where nothing has used OpenSSL before.
enum LiveBlocks {
    // SAFETY: only the one thread of the exit test that installs it calls OpenSSL.
    nonisolated(unsafe) private(set) static var count = 0

    /// - Returns: false when OpenSSL has already allocated.
    static func install() -> Bool {
        CRYPTO_set_mem_functions(
            { size, _, _ in
                LiveBlocks.count += 1
                return malloc(size)
            },
            { block, size, _, _ in
                if block == nil { LiveBlocks.count += 1 }
                return realloc(block, size)
            },
            { block, _, _ in
                if block != nil { LiveBlocks.count -= 1 }
                free(block)
            }) == 1
    }
}
