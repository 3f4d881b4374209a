/// What an erase takes away, counted from the cursor (ECMA-48 §8.3.39 ED, §8.3.41 EL).
enum EraseExtent: Int, Sendable {
    case toEnd, toStart, all
}
