extension Array {
  /// The same in as much memory as it needs; an array made of a whole slice would share the memory of the first.
  var exact: [Element] {
    var exact: [Element] = []
    exact.reserveCapacity(count)
    exact += self
    return exact
  }
}
