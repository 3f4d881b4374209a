import Wire

/// Whether more fits on a page: everything is bounded so that snapshots, checkpoints and events stay within their limits.
extension Page {
    /// Whether another chunk of ink fits.
    func checkRoom(_ byteCount: Int, samples: Int, isNew: Bool) throws(Rejection) {
        if isNew {
            guard open.count < WireLimits.listLimit else { throw .tooMany }
            guard strokes.count + open.count < WireLimits.strokeLimit else { throw .tooLarge }
        }
        guard size.bytes + byteCount + 2 <= PageLimits.pageByteLimit, size.samples + samples <= PageLimits.sampleLimit else {
            throw .tooLarge
        }
    }

    /// Whether `added` bytes of objects fit.
    func checkObjects(_ added: Int) throws(Rejection) {
        let present = objects.values.reduce(0) { $0 + $1.object.byteCount + 40 }
        guard present + added <= PageLimits.objectByteLimit else { throw .tooLarge }
    }

    /// Whether items that come back fit.
    func checkReturn(strokes returning: [PageStroke], objects added: [PlacedObject]) throws(Rejection) {
        var size = size
        for stroke in returning { size.add(stroke) }
        guard strokes.count + open.count + returning.count <= WireLimits.strokeLimit, size.bytes <= PageLimits.pageByteLimit,
            size.samples <= PageLimits.sampleLimit, size.cuts <= PageLimits.pageCutLimit
        else { throw .tooLarge }
        guard objects.count + added.count <= WireLimits.objectLimit else { throw .tooMany }
        try checkObjects(added.reduce(0) { $0 + $1.object.byteCount + 40 })
    }
}
