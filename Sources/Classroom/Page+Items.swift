import OrderedCollections
import Wire

/// What happens to items that lie on a page (P2, P3, P7, P8). Each change returns the steps that take it back.
extension Page {
    mutating func erase(_ names: Set<ItemName>) -> [PageStep] {
        let strokes = takeStrokes(names)
        let objects = takeObjects(names)
        return strokes.map { .restoreStroke(at: $0, $1) } + objects.map { .restoreObject(at: $0, $1) }
    }

    mutating func clear() -> [PageStep] {
        var steps: [PageStep] = []
        steps.reserveCapacity(strokes.count + objects.count)
        for (at, stroke) in strokes.values.enumerated() {
            size.remove(stroke)
            steps.append(.restoreStroke(at: at, stroke))
        }
        for (at, object) in objects.values.enumerated() { steps.append(.restoreObject(at: at, object)) }
        (strokes, objects, traces) = ([:], [:], [:])
        return steps
    }

    mutating func cut(_ name: ItemName, _ ranges: [SampleRange]) -> [PageStep] {
        guard let index = strokes.index(forKey: name) else { return [] }
        let before = strokes.values[index].cuts
        guard strokes.values[index].cut(ranges) else { return [] }
        let after = strokes.values[index].cuts
        size.cuts += after.ranges.count - before.ranges.count
        guard let new = try? after.subtracting(before), !new.ranges.isEmpty else { return [] }
        return [.mend(name, new)]
    }

    mutating func mend(_ name: ItemName, _ ranges: [SampleRange]) -> [PageStep] {
        guard let index = strokes.index(forKey: name) else { return [] }
        let before = strokes.values[index].cuts
        guard strokes.values[index].mend(ranges) else { return [] }
        let after = strokes.values[index].cuts
        size.cuts += after.ranges.count - before.ranges.count
        guard let back = try? before.subtracting(after), !back.ranges.isEmpty else { return [] }
        return [.cut(name, back)]
    }

    mutating func restore(_ value: Stroke, _ at: Int) -> [PageStep] {
        guard !has(value.name), let stroke = PageStroke(value) else { return [] }
        insert(stroke, at)
        return [.remove(stroke.name, left: stroke.mark)]
    }

    mutating func restore(_ object: PlacedObject, _ at: Int) -> [PageStep] {
        if let index = objects.index(forKey: object.name) {
            let before = objects.values[index]
            objects.values[index] = object
            return [.restyle(object.name, before.object.look, left: object.object.look)]
        }
        guard !has(object.name) else { return [] }
        objects.updateValue(object, forKey: object.name, insertingAt: min(at, objects.count))
        return [.remove(object.name, left: object.mark)]
    }

    mutating func place(_ name: ItemName, _ change: (Transform?) -> Transform?) -> PageStep? {
        if let index = strokes.index(forKey: name) {
            let before = strokes.values[index].transform
            let after = change(before)
            strokes.values[index].transform = after
            return .place(name, before, left: after)
        }
        guard let index = objects.index(forKey: name) else { return nil }
        let before = objects.values[index].transform
        let after = change(before)
        objects.values[index].transform = after
        return .place(name, before, left: after)
    }

    mutating func restyle(_ name: ItemName, _ style: Restyle) -> PageStep? {
        if let index = strokes.index(forKey: name) {
            let before = strokes.values[index].style.look
            strokes.values[index].style.change(style)
            return .restyle(name, before, left: strokes.values[index].style.look)
        }
        guard let index = objects.index(forKey: name) else { return nil }
        let before = objects.values[index].object.look
        objects.values[index].object.change(style)
        return .restyle(name, before, left: objects.values[index].object.look)
    }

    mutating func splice(_ name: ItemName, _ splice: Splice, _ author: OutboxHandle) -> [PageStep] {
        guard let index = objects.index(forKey: name), let text = objects.values[index].object.text else { return [] }
        let (splice, inverse) = (splice.within(text), splice.inverse(on: text))
        objects.values[index].object = objects.values[index].object.saying(splice.applied(to: text))
        objects.values[index].revision = min(objects.values[index].revision + 1, 65_535)
        let trace = SpliceTrace(outbox: author, at: splice.at, removed: splice.removed, inserted: inverse.removed)
        traces[name, default: []].append(trace)
        if traces[name, default: []].count > WireLimits.spliceLimit { traces[name]?.removeFirst() }
        return [.splice(name, revision: objects.values[index].revision, inverse)]
    }
}
