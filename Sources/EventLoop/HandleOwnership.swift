import CUV

/// The life of a libuv handle, told once for all handle classes (STYLE: libuv handles).
///
/// A successful `uv_*_init` is followed by `own`, which retains the Swift object (+1) in the handle's `data`. `close` asks
/// libuv to close it; when libuv lets go, the object is released (−1), and only then may its `deinit` free the handle's memory.
extension UnsafeMutablePointer {
    /// The same memory as another libuv struct: every handle begins as a `uv_handle_t`, every stream as a `uv_stream_t`.
    func cast<Other>(to type: Other.Type = Other.self) -> UnsafeMutablePointer<Other> {
        // SAFETY: libuv's handle and stream structs share their first fields by design (uv.h, UV_HANDLE_FIELDS).
        UnsafeMutableRawPointer(self).assumingMemoryBound(to: Other.self)
    }

    /// Retains `owner` in the handle's `data` until the handle is closed.
    func own(by owner: AnyObject) {
        // SAFETY: +1, balanced by the close callback in `closeHandle`.
        cast(to: uv_handle_t.self).pointee.data = Unmanaged.passRetained(owner).toOpaque()
    }

    /// Closes the handle once; later calls do nothing. `owner` is released when libuv has let go of the memory.
    func closeHandle() {
        let handle = cast(to: uv_handle_t.self)
        guard uv_is_closing(handle) == 0 else { return }
        uv_close(handle) { handle in
            // SAFETY: −1 for the +1 of `own`; libuv calls back exactly once and touches the memory no more.
            Unmanaged<AnyObject>.fromOpaque(handle!.pointee.data).release()
        }
    }
}

/// The object that owns a handle, borrowed for the length of a callback.
@inline(__always)
func owner<Owner: AnyObject>(_ type: Owner.Type, of data: UnsafeMutableRawPointer?) -> Owner {
    // SAFETY: `data` was set by `own(by:)` with an object of just this class and is released only after the last callback.
    Unmanaged<Owner>.fromOpaque(data.unsafelyUnwrapped).takeUnretainedValue()
}
