import OrderedCollections
import Wire

/// The order of items (P7): strokes among strokes, objects among objects, and each object above so many strokes.
extension Page {
    mutating func arrange(_ names: Set<ItemName>, toFront: Bool) -> [PageStep] {
        let strokes = takeStrokes(names)
        let objects = takeObjects(names, forgetting: false)
        if !toFront { raise(above: -1, by: strokes.count) }
        for (index, (_, stroke)) in strokes.enumerated() {
            self.strokes.updateValue(stroke, forKey: stroke.name, insertingAt: toFront ? self.strokes.count : index)
            size.add(stroke)
        }
        for (index, (_, object)) in objects.enumerated() {
            var object = object
            object.below = toFront ? self.strokes.count : 0
            self.objects.updateValue(object, forKey: object.name, insertingAt: toFront ? self.objects.count : index)
        }
        return places(strokes, objects)
    }

    mutating func order(_ places: [OrderPlace], _ author: OutboxHandle) -> [PageStep] {
        let names = places.map { $0.item.name(seenFrom: author) }
        let strokes = takeStrokes(Set(names))
        let objects = takeObjects(Set(names), forgetting: false)
        let (oldStrokes, oldObjects) = (byName(strokes) { $0.name }, byName(objects) { $0.name })
        for (name, place) in zip(names, places) {
            if let stroke = oldStrokes[name], self.strokes[name] == nil { insert(stroke, place.at) }
            if var object = oldObjects[name], self.objects[name] == nil {
                object.below = place.below
                self.objects.updateValue(object, forKey: name, insertingAt: min(place.at, self.objects.count))
            }
        }
        return self.places(strokes, objects)
    }

    /// Puts a stroke at its place among strokes, or above all.
    mutating func insert(_ stroke: PageStroke, _ at: Int) {
        let at = min(at, strokes.count)
        strokes.updateValue(stroke, forKey: stroke.name, insertingAt: at)
        size.add(stroke)
        raise(above: at, by: 1)
    }

    /// Takes strokes off the page, ascending, with the places they had.
    mutating func takeStrokes(_ names: Set<ItemName>) -> [(at: Int, PageStroke)] {
        let places = names.compactMap { strokes.index(forKey: $0) }.sorted()
        let taken = places.map { (at: $0, strokes.values[$0]) }
        for (_, stroke) in taken { size.remove(stroke) }
        remove(places, names, from: &strokes)
        sink(places)
        return taken
    }

    /// Takes objects off the page, ascending, with the places they had.
    mutating func takeObjects(_ names: Set<ItemName>, forgetting: Bool = true) -> [(at: Int, PlacedObject)] {
        let places = names.compactMap { objects.index(forKey: $0) }.sorted()
        let taken = places.map { (at: $0, objects.values[$0]) }
        if forgetting { for (_, object) in taken { traces[object.name] = nil } }
        remove(places, names, from: &objects)
        return taken
    }

    private func remove<Item>(_ places: [Int], _ names: Set<ItemName>, from items: inout OrderedDictionary<ItemName, Item>) {
        if places.count > 4 {
            items.removeAll { names.contains($0.key) }
        } else {
            for place in places.reversed() { items.remove(at: place) }
        }
    }

    private func byName<Item>(_ items: [(at: Int, Item)], _ name: (Item) -> ItemName) -> [ItemName: Item] {
        var result: [ItemName: Item] = [:]
        for (_, item) in items { result[name(item)] = item }
        return result
    }

    private func places(_ strokes: [(at: Int, PageStroke)], _ objects: [(at: Int, PlacedObject)]) -> [PageStep] {
        strokes.map { .order($1.name, at: $0, below: 0) } + objects.map { .order($1.name, at: $0, below: $1.below) }
    }

    /// Strokes at these places, ascending, went: objects lie above fewer.
    private mutating func sink(_ places: [Int]) {
        guard !places.isEmpty else { return }
        for index in objects.values.indices { objects.values[index].below -= Self.count(places, below: objects.values[index].below) }
    }

    /// Strokes came in at `place`: objects above it lie above more.
    private mutating func raise(above place: Int, by count: Int) {
        for index in objects.values.indices where objects.values[index].below > place {
            objects.values[index].below = min(objects.values[index].below + count, 65_535)
        }
    }

    private static func count(_ places: [Int], below limit: Int) -> Int {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < limit { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
