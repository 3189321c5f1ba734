/// Where things go that are put in order by the part that each falls into; within a part they keep their order (a counting
/// sort).
struct PartOrder: Sendable {
  /// Where each part starts, and the last one ends.
  let starts: [UInt32]
  /// Where each thing goes.
  let places: [UInt32]

  /// Of `things` that fall into `parts` parts and take so many places, one at least.
  @inline(__always)
  init<Things: RandomAccessCollection>(
    parts count: Int, of things: Things, size: (Things.Element) -> Int = { _ in 1 },
    part: (Things.Element) -> Int
  ) where Things.Index == Int {
    var starts = [UInt32](repeating: 0, count: count + 1)
    var places = [UInt32](repeating: 0, count: things.count)
    // Through spans, as else each write asks whether its array is shared.
    var sums = starts.mutableSpan
    for thing in things { sums[part(thing) + 1] &+= UInt32(truncatingIfNeeded: size(thing)) }
    for part in 0..<count { sums[part + 1] += sums[part] }
    var next = starts
    var nexts = next.mutableSpan
    var all = places.mutableSpan
    for index in things.indices {
      let (part, size) = (part(things[index]), UInt32(truncatingIfNeeded: size(things[index])))
      all[index] = nexts[part]
      nexts[part] &+= size
    }
    (self.starts, self.places) = (starts, places)
  }

  /// How many places all parts take.
  var count: Int { Int(starts[starts.count - 1]) }

  /// The things, each of which takes one place, in order.
  @inline(__always)
  func callAsFunction<Thing>(_ things: [Thing]) -> [Thing] {
    var ordered = things
    var all = ordered.mutableSpan
    for index in things.indices { all[Int(places[index])] = things[index] }
    return ordered
  }
}
