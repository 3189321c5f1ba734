/// Values of cases by their classes, for quantiles, in as few bytes as they take.
struct TallyValues: Sendable {
  /// Seven bits a byte, the lowest first, the highest bit of each telling whether more follow (LEB128).
  private var classes: [[UInt8]] = []

  /// Adds a value of a case of a class.
  mutating func append(_ number: Int, ofClass class: Int32) {
    reserve(Int(`class`) + 1)
    var rest = number.zigzag
    while rest >= 0x80 {
      classes[Int(`class`)].append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    classes[Int(`class`)].append(UInt8(truncatingIfNeeded: rest))
  }

  private mutating func reserve(_ count: Int) {
    if count > classes.count { classes += repeatElement([], count: count - classes.count) }
  }

  /// Adds values from where the classes had other numbers; `numbers` says which is which here.
  mutating func add(_ other: TallyValues, classes numbers: [Int32]) {
    reserve(Int(numbers.max() ?? -1) + 1)
    for (number, values) in zip(numbers, other.classes) where !values.isEmpty {
      // No more room than they need, as they are the last.
      classes[Int(number)].reserveCapacity(classes[Int(number)].count + values.count)
      classes[Int(number)] += values
    }
  }

  /// Those of the classes that are let through, the least first.
  func ordered(_ areLetThrough: [Bool]) -> [Int] {
    var numbers: [Int] = []
    // No value takes less than a byte, and the time of most waits takes four.
    numbers.reserveCapacity(zip(classes, areLetThrough).reduce(0) { $0 + ($1.1 ? $1.0.count / 4 : 0) })
    for (values, isLetThrough) in zip(classes, areLetThrough) where isLetThrough {
      var (number, shift): (UInt64, UInt64) = (0, 0)
      for byte in values {
        number |= UInt64(byte & 0x7F) &<< shift
        shift += 7
        if byte >= 0x80 { continue }
        numbers.append(Int(zigzag: number))
        (number, shift) = (0, 0)
      }
    }
    numbers.sort()
    return numbers
  }
}
